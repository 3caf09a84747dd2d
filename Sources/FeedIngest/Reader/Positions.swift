import Incidents

// What an authority said, or that it said nothing: rules over the words between the authority and the event.

/// What a sentence says of one authority.
struct OfficialWord {
  enum Outcome: Hashable {
    case position(Position, ClaimKind)
    case silence
  }

  var outcome: Outcome
  var authority: AuthorityMention
  var rule: String

  /// "Two were hurt; the police denied this": what is denied are the details.
  var aboutDetails: OfficialWord {
    guard outcome == .position(.deniedEvent, .occurrence) else { return self }
    var word = self
    word.outcome = .position(.disputedDetails, .occurrence)
    return word
  }

  var isOnlooking: Bool {
    if case .position(let position, _) = outcome {
      position == .monitoring || position == .aware
    } else {
      false
    }
  }

  /// `nil` for a silence.
  var group: Position.Group? {
    if case .position(let position, _) = outcome { position.group } else { nil }
  }
}

/// Words that carry a subject over a comma to its next verb.
private let goingOn: WordSet = [
  "and", "but", "has", "have", "had", "is", "was", "were", "are", "did", "also", "later", "not",
  "yet",
  "saying", "stating", "adding", "claiming", "that", "only", "it", "its", "he", "she", "they",
  "who",
  "which", "then", "still", "would", "could", "though", "however", "meanwhile", "itself", "so",
  "far",
]

extension Position {
  /// When one article gives an authority several positions on an incident, the weightiest stands for it.
  var weight: Int {
    switch self {
    case .confirmed, .admittedResponsibility, .deniedEvent, .deniedResponsibility,
      .partlyConfirmed:
      6
    case .disputedDetails, .neitherConfirmNorDeny: 5
    case .investigating: 3
    case .declinedToComment: 2
    case .aware: 1
    case .monitoring: 0
    }
  }
}

private let negations: WordSet = ["not", "no"]
private let nobodies: WordSet = ["neither", "nor", "nobody", "none"]

/// "Police said" weighs less than an open yes or no, and more than "we are investigating".
let saidWeight = 4

extension EnglishSentence {
  /// What each authority of the sentence says, or does not say. `tellsEvent`: the sentence tells of an event.
  func officialWords(
    _ authorities: [AuthorityMention], sources: [Range<Int>], tellsEvent: Bool
  ) -> [OfficialWord] {
    var words: [OfficialWord] = []
    for match in positionRules.matches(in: tokens[...])
    where !isConditional(match.range) && !takesBack(match) {
      for authority in speakers(of: match, among: authorities, sources: sources) {
        add(match, by: authority, to: &words)
      }
    }
    guard tellsEvent, !idleTalk.holds(in: tokens[...]) else { return words }
    for match in sayRules.matches(in: tokens[...]) where !isNegated(match.range) {
      for authority in speakers(of: match, among: authorities, sources: sources) {
        let known = words.firstIndex { $0.authority.range == authority.range }
        if let known {
          // "said that two were hurt and that it was investigating": what it tells weighs more.
          guard hasCasualties, case .position(let position, _) = words[known].outcome,
            position.weight < saidWeight
          else { continue }
          words.remove(at: known)
        }
        add(match, by: authority, to: &words)
      }
    }
    return words
  }

  /// "Neither the army nor the rebels have claimed the attack".
  private func isNegated(_ range: Range<Int>) -> Bool {
    let clause = clause(around: range.lowerBound).lowerBound..<range.lowerBound
    return clause.contains { isOne(of: nobodies, at: $0) }
      || isOne(of: negations, at: range.lowerBound - 1)
  }

  /// "did not even confirm", "never admitted": the position that the words name was not taken.
  private func takesBack(_ match: RuleTable<PositionRule>.Match) -> Bool {
    guard case .position(let position, _) = match.meaning.outcome, position.group == .confirmed,
      match.meaning.voice == .subject
    else { return false }
    let start = match.range.lowerBound
    return [text(at: start - 1), text(at: start - 2)].contains {
      ["not", "never", "nor"].contains($0)
    }
  }

  /// A denial by nobody in particular: "no explosion occurred", "the report was false".
  var deniesEvent: Bool {
    positionRules.matches(in: tokens[...]).contains {
      $0.meaning.outcome == .position(.deniedEvent, .occurrence) && !isConditional($0.range)
        && !["denied", "denies", "denying"].contains(text(at: $0.range.lowerBound))
    }
  }

  private func add(
    _ match: RuleTable<PositionRule>.Match, by authority: AuthorityMention,
    to words: inout [OfficialWord]
  ) {
    let word = OfficialWord(
      outcome: match.meaning.outcome, authority: authority, rule: match.meaning.rule)
    if word.rule == ownAct, ![.military, .armedGroup].contains(authority.office.kind) { return }
    guard let known = words.firstIndex(where: { $0.authority.range == authority.range }) else {
      words.append(word)
      return
    }
    if case .position(let old, _) = words[known].outcome,
      case .position(let new, _) = word.outcome, new.weight > old.weight
    {
      words[known] = word
    }
  }

  private func isConditional(_ range: Range<Int>) -> Bool {
    let before = text(at: range.lowerBound - 1)
    let isAdjective =
      ["no", "any", "first", "un", "the", "of"].contains(before)
      && text(at: range.lowerBound) == "confirmed"
    return isAdjective
      || ["if", "unless", "until", "once", "whether", "awaiting", "when", "to", "been", "be"]
        .contains(before)
        && text(at: range.upperBound - 1) != "by" && text(at: range.lowerBound) != "no"
      || isUnreal(at: range.lowerBound)
  }

  private func speakers(
    of match: RuleTable<PositionRule>.Match, among authorities: [AuthorityMention],
    sources: [Range<Int>]
  ) -> [AuthorityMention] {
    switch match.meaning.voice {
    case .list:
      return list(authorities, from: match.range.upperBound)
    case .within:
      return authorities.filter { match.range.contains($0.range.lowerBound) }
    case .content:
      let subjects = subjects(of: match.range, among: authorities, sources: sources)
      return subjects.isEmpty ? attributed(behind: match.range, to: authorities) : subjects
    case .subject:
      return subjects(of: match.range, among: authorities, sources: sources)
    }
  }

  /// "It was a hoax, police said", "no blast took place, according to the mayor".
  private func attributed(
    behind range: Range<Int>, to authorities: [AuthorityMention]
  ) -> [AuthorityMention] {
    for authority in authorities where authority.range.lowerBound >= range.upperBound {
      let start = authority.range.lowerBound
      let before = ["the", "a", "an"].contains(text(at: start - 1)) ? start - 2 : start - 1
      let says = WordClass.say
      let isSaid = text(at: before) == "," && says.contains(text(at: authority.range.upperBound))
      let isInverted = says.contains(text(at: before)) && text(at: before - 1) == ","
      let isSource = text(at: before) == "to" && text(at: before - 1) == "according"
      if isSaid || isInverted || isSource { return [authority] }
    }
    return []
  }

  /// The authorities that do what the words in `range` say.
  private func subjects(
    of range: Range<Int>, among authorities: [AuthorityMention], sources: [Range<Int>]
  ) -> [AuthorityMention] {
    // "Denying the reports, the mayor said …"
    if range.lowerBound == 0, text(at: 0).hasSuffix("ing"),
      let comma = tokens.firstIndex(where: { $0.text == "," }),
      let first = authorities.first(where: {
        (comma + 1...comma + 2).contains($0.range.lowerBound)
      })
    {
      return [first]
    }
    let verb = range.lowerBound
    // “…,” said Governor Oleh Synehubov.
    if let next = authorities.first(where: {
      (range.upperBound...range.upperBound + 1).contains($0.range.lowerBound)
    }),
      [",", "\""].contains(text(at: verb - 1))
        || authorities.allSatisfy({ $0.range.lowerBound > verb })
    {
      return [next]
    }
    if let quoted = quotedSpeaker(of: range, among: authorities) { return [quoted] }
    guard
      let nearest = authorities.last(where: {
        $0.range.upperBound <= verb || $0.range.contains(verb)
      })
    else { return [] }
    guard speaks(nearest.range, at: verb) else { return [] }
    // Somebody else speaks in between: "police arrived after witnesses said".
    if sources.contains(where: {
      nearest.range.upperBound <= $0.lowerBound && $0.lowerBound < verb
    }) {
      return []
    }
    // "Peskov said that the government is monitoring": Peskov speaks.
    if let outer = authorities.last(where: { $0.range.upperBound < nearest.range.lowerBound }),
      tokens[outer.range.upperBound..<nearest.range.lowerBound].suffix(4).contains(where: {
        $0.text == "that" || WordClass.say.contains($0) || $0.text == "stating"
          || $0.text == "saying"
      })
    {
      return [outer]
    }
    return coordinated(authorities, endingWith: nearest)
  }

  /// Whether a verb behind a comma can still be that of `subject`: "police, who came at once, confirmed",
  /// but not "… fell near the police, a witness said".
  private func speaks(_ subject: Range<Int>, at verb: Int) -> Bool {
    let clause = clause(around: verb).lowerBound
    return clause <= subject.lowerBound || subject.contains(clause)
      || tokens[min(clause, verb)..<verb].allSatisfy { goingOn.contains($0) }
  }

  /// “There was no blast,” police spokesperson Jean Fajardo said: who says what stands in quotes.
  private func quotedSpeaker(
    of range: Range<Int>, among authorities: [AuthorityMention]
  ) -> AuthorityMention? {
    let outside = unquoted
    guard !outside.contains(range.lowerBound) else { return nil }
    return authorities.first { authority in
      outside.contains(authority.range.lowerBound)
        && outside.contains {
          WordClass.say.contains(tokens[$0]) && ($0 - authority.range.upperBound) < 3
            && ($0 - authority.range.lowerBound) > -2
        }
    }
  }

  /// The authorities of an enumeration that begins here: "regional authorities or the Defense Ministry".
  private func list(_ authorities: [AuthorityMention], from start: Int) -> [AuthorityMention] {
    var listed: [AuthorityMention] = []
    var end = start
    for authority in authorities where authority.range.lowerBound >= end {
      guard areConnectors(end..<authority.range.lowerBound) else { break }
      listed.append(authority)
      end = authority.range.upperBound
    }
    return listed
  }

  /// "The fire department and police confirmed".
  private func coordinated(
    _ authorities: [AuthorityMention], endingWith last: AuthorityMention
  ) -> [AuthorityMention] {
    var result = [last]
    for authority in authorities.reversed()
    where authority.range.upperBound <= result[0].range.lowerBound {
      let between = authority.range.upperBound..<result[0].range.lowerBound
      guard areConnectors(between),
        between.contains(where: { ["and", "or", "nor"].contains(text(at: $0)) || result.count > 1 })
      else { break }
      result.insert(authority, at: 0)
    }
    return result
  }

  private func areConnectors(_ range: Range<Int>) -> Bool {
    range.allSatisfy {
      [
        "or", "and", "nor", ",", "the", "either", "both", "from", "by", "local", "even", "a", "an",
        "its", "any",
      ].contains(text(at: $0))
    }
  }

  /// How a statement reached the report.
  func attribution(of authority: AuthorityMention) -> Attribution {
    if authority.isAnonymous { return .anonymousOfficial }
    if authority.isSpokesperson { return .spokespersonViaMedia }
    return ownChannels.holds(in: tokens[...]) ? .officialChannel : .onRecord
  }

}

private let ownChannels = RuleTable<Holds>([
  "in a|its|an|the|his|her ..2 statement|post|bulletin|update|release|message|briefing",
  "on its|his|her|their ..2 website|telegram|facebook|channel|page|account|x",
  "on telegram|facebook|x|twitter", "press release|service", "statement by|from",
])

private let openSilence = RuleTable<Holds>([
  "no official|immediate|public|formal ..1 <comment>", "no official word",
  "not been officially confirmed", "not officially confirmed",
])

extension EnglishSentence {
  var isAdmission: Bool {
    tokens.contains { ["admitted", "acknowledged", "conceded"].contains($0.text) }
  }

  /// "There was no official comment", without saying from whom.
  var hasOpenSilence: Bool {
    openSilence.matches(in: tokens[...]).contains {
      !["from", "by", "on"].contains(text(at: $0.range.upperBound))
    }
  }
}
