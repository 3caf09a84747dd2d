import Incidents

// What else a sentence claims of an incident: how many, why, whom it hurt, what it broke, who did it.

private let causeWords = RuleTable<Stance>([
  (
    "may|might|could have been caused|triggered|sparked|started|set|ignited by|off|deliberately",
    .asserts
  ),
  (
    "is|are|was|were|appears|appear ..1 believed|thought|suspected|to? to|have? have|been? been? caused|triggered|sparked|started by",
    .asserts
  ),
  ("likely|probably|possibly|apparently|reportedly caused|triggered|sparked|started by", .asserts),
  ("not caused|triggered|sparked|started by", .denies),
  ("was|were|been caused|triggered|sparked|started|ignited by", .asserts),
  ("caused|triggered|sparked by", .asserts),
  ("was|were the result of", .asserts), ("resulted from", .asserts),
  ("may|might|could have resulted|stemmed from", .asserts),
])
private let hedgeWords: WordSet = [
  "may", "might", "could", "believed", "thought", "suspected", "appears", "appear", "likely",
  "probably",
  "possibly", "apparently", "reportedly", "allegedly",
]
private let occurrenceHedges = RuleTable<Holds>([
  "unconfirmed|unverified|alleged|suspected|apparent|possible",
  "allegedly|reportedly|apparently|purportedly|possibly",
  "may|might have", "appeared|appears to have", "believed to have",
])
private let deathWords: WordSet = [
  "killed", "killing", "dead", "died", "deaths", "fatalities", "toll", "kills", "death", "killings",
  "drowned", "perished", "bodies",
]
private let injuryWords: WordSet = [
  "injured", "injuring", "wounded", "wounding", "hurt", "injuries", "hospitalised", "hospitalized",
  "injures", "wounds", "wounds", "treated",
]
private let damageWords = RuleTable<Holds>([
  "damaged|damaging|destroyed|destroying|gutted|shattered|shattering|flattened|levelled|leveled|wrecked",
  "blew|blown out|off|apart",
  "collapsed|collapsing", "without power|electricity|water", "knocked out", "cut off",
  "submerged|submerging",
])
private let blame = RuleTable<Holds>([
  "blamed|blames|blaming", "accused|accuses|accusing ..4 of", "attributed ..5 to",
  "was|were behind",
  "claimed|took ..1 responsibility", "responsibility for",
])
private let articles: WordSet = ["a", "an"]
private let plurals: WordSet = ["people", "children", "others", "civilians"]
/// What is counted when incidents are counted.
private let countable: WordSet = [
  "explosions", "explosion", "blasts", "detonations", "strikes", "airstrikes", "attacks", "drones",
  "drone",
  "missiles", "missile", "rockets", "shells", "fires", "uavs", "projectiles", "bombs", "clashes",
  "tremors", "aftershocks",
  "landslides", "raids", "outages", "bomb", "shots", "gunshots", "mortars", "blackouts",
]

/// What is counted only of these kinds; all else is counted of what people do.
private let naturalUnits: [String: Set<IncidentKind>] = [
  "fires": [.fire, .wildfire], "tremors": [.earthquake, .volcano], "outages": [.infrastructure],
  "aftershocks": [.earthquake], "landslides": [.flood, .storm], "blackouts": [.infrastructure],
]

/// … and who is counted at a protest.
private let crowd = WordClass.person

extension IncidentKind {
  /// Whether this many `unit` says how large it is: two explosions are no measure of a fire.
  func isCounted(in unit: String) -> Bool { naturalUnits[unit]?.contains(self) ?? !isNatural }
}

/// What numbers measure, next to what they count.
private let measures: WordSet = [
  "second", "seconds", "minute", "minutes", "hour", "hours", "day", "days", "night", "nights",
  "week", "weeks", "month", "months", "year", "years", "decade", "decades", "century", "centuries",
  "metre", "metres", "meter", "meters", "kilometre", "kilometres", "kilometer", "kilometers", "km",
  "mile", "miles", "feet", "percent", "per", "degrees", "tonnes", "tons", "litres", "hectares",
  "acres", "dollars", "euros", "pounds", "roubles", "rubles", "hryvnias", "lira",
]

extension EnglishSentence {
  /// How many explosions, drones, protesters. `nil`: not said.
  func count(of kind: IncidentKind, of bytes: [UInt8]) -> ReadNumber? {
    let isCrowd = kind == .protest || kind == .riot
    for number in numbers {
      let next = number.range.upperBound..<min(number.range.upperBound + 4, tokens.count)
      for index in next {
        let unit = tokens[index].text
        // "five years after the explosion", "two days of clashes": it counts something else.
        if tokens[index].shape == .mark || measures.contains(unit) { break }
        guard isCrowd ? crowd.contains(unit) : countable.contains(unit) else { continue }
        // "50 people were arrested": not how many protested.
        if isCrowd, isFate(behind: index) { break }
        // "one drone attack", "a two missile salvo": the noun behind counts.
        if let compound = [tokens[index].text, text(at: index + 1)].last,
          ["attack", "strike", "raid"].contains(compound)
        {
          break
        }
        return number.read(unit: tokens[index].text, in: self, of: bytes)
      }
    }
    return nil
  }

  private func isFate(behind index: Int) -> Bool {
    tokens[index..<min(index + 5, tokens.count)].contains {
      deathWords.contains($0) || injuryWords.contains($0)
        || ["arrested", "detained", "held", "missing", "rescued"].contains($0.text)
    }
  }

  func occurrenceHedge(of bytes: [UInt8]) -> String? {
    occurrenceHedges.matches(in: tokens[...]).first.map { words($0.range, of: bytes) }
  }

  var hasCasualties: Bool {
    has(deathWords) || has(injuryWords)
      || noToll.holds(in: tokens[...])
  }

  /// Gives the number of dead or injured.
  func hasToll(of bytes: [UInt8]) -> Bool {
    casualties(of: bytes).contains { $0.number?.best != 0 }
  }

  var hasDamage: Bool { damageWords.holds(in: tokens[...]) }

  /// Cause, casualties, damage and attribution.
  func claims(of bytes: [UInt8]) -> [ReadClaim] {
    causes(of: bytes) + casualties(of: bytes) + simple(damageWords, .damage, of: bytes)
      + simple(blame, .attribution, of: bytes)
  }

  private func causes(of bytes: [UInt8]) -> [ReadClaim] {
    guard let match = causeWords.matches(in: tokens[...]).first, !isIf(match.range) else {
      return []
    }
    let start = match.range.upperBound
    let cause = start..<clauseEnd(from: start)
    guard !cause.isEmpty else { return [] }
    let isHedged = tokens[match.range].contains { hedgeWords.contains($0) }
    return [
      ReadClaim(
        kind: .cause, text: words(cause, of: bytes), stance: match.meaning,
        hedge: isHedged ? words(match.range, of: bytes) : nil, passage: passage("claim.cause"))
    ]
  }

  private func isIf(_ range: Range<Int>) -> Bool {
    tokens[..<range.lowerBound].contains { $0.text == "if" || $0.text == "whether" }
  }

  private func casualties(of bytes: [UInt8]) -> [ReadClaim] {
    let counted = [("killed", deathWords), ("injured", injuryWords)].compactMap { unit, words in
      toll(words).map { number in
        let read = number.read(unit: unit, in: self, of: bytes)
        return ReadClaim(
          kind: .casualties, text: "\(read.words) \(unit)", number: read,
          passage: passage("claim.casualties"))
      }
    }
    // A toll of 0 only where somebody says so; "no reports of casualties" says nothing.
    let none = noToll.matches(in: tokens[...]).prefix(1).map { match in
      let text = words(match.range, of: bytes)
      return ReadClaim(
        kind: .casualties, text: text,
        number: ReadNumber(unit: match.meaning, low: nil, best: 0, high: nil, words: text),
        passage: passage("claim.no-casualties"))
    }
    return counted.isEmpty ? none : counted
  }

  /// The number that belongs to a word for deaths or injuries.
  private func toll(_ words: WordSet) -> NumberMention? {
    for index in tokens.indices where words.contains(tokens[index].word) && !isUnreal(at: index) {
      // "killed at least three people", "the toll rose to 34"; but "two were killed and nine hurt"
      let isPassive = WordClass.be.contains(text(at: index - 1))
      for start in index + 1..<max(index + 1, min(index + 7, isPassive ? 0 : tokens.count)) {
        let isOver = tokens[start].shape == .mark || ["and", "or"].contains(tokens[start].text)
        if isOver || isHarm(start) { break }
        guard let number = number(at: start) ?? single(at: start), !isNoCount(number) else {
          continue
        }
        let isToll = ["toll", "deaths", "death"].contains(tokens[index].text)
        if isToll || isPeople(number, before: nil) || isBareToll(number) { return number }
        break
      }
      // "three people were killed", "12 injured", "four people, among them a child, were killed"
      for number in numbers.reversed() + singles.reversed()
      where number.range.upperBound <= index && index - number.range.upperBound <= 12 {
        let between = number.range.upperBound..<index
        if between.contains(where: {
          isHarm($0) && !["and", "or"].contains(text(at: index - 1))
        }) {
          continue
        }
        if number.best == 1, number.range.count > 1 || isPeople(number, before: index) {
          return number
        }
        if isPeople(number, before: index) { return number }
        if index - number.range.upperBound <= 1 { return number }
      }
    }
    return nil
  }

  private func isHarm(_ index: Int) -> Bool {
    deathWords.contains(tokens[index].word) || injuryWords.contains(tokens[index].word)
  }

  /// "killed five." "injuring 12, police said": a bare number that ends its clause.
  private func isBareToll(_ number: NumberMention) -> Bool {
    let next = text(at: number.range.upperBound)
    return [".", ",", "and", "in", "on", "when", "others", "more", ""].contains(next)
  }

  private func isPeople(_ number: NumberMention, before limit: Int?) -> Bool {
    let end = min(number.range.upperBound + 3, limit ?? tokens.count, tokens.count)
    return tokens[number.range.lowerBound..<max(end, number.range.upperBound)].contains {
      WordClass.person.contains($0)
    }
  }

  /// "a child": one.
  private func single(at index: Int) -> NumberMention? {
    guard isOne(of: articles, at: index) else { return nil }
    // "a 61-year-old woman"
    let age = tokens.indices.contains(index + 1) ? number(at: index + 1) : nil
    let start = age.map { isNoCount($0) ? $0.range.upperBound + 2 : index + 1 } ?? index + 1
    guard
      let person = (start...start + 2).first(where: {
        WordClass.person.contains(text(at: $0)) && !isOne(of: plurals, at: $0)
      })
    else { return nil }
    return NumberMention(range: index..<person + 1, best: 1)
  }

  private var singles: [NumberMention] { tokens.indices.compactMap { single(at: $0) } }

  private func simple(
    _ table: RuleTable<Holds>, _ kind: ClaimKind, of bytes: [UInt8]
  ) -> [ReadClaim] {
    guard
      let match = table.matches(in: tokens[...]).first(where: { !isUnreal(at: $0.range.lowerBound) }
      ),
      !tokens[clause(around: match.range.lowerBound).lowerBound..<match.range.lowerBound].suffix(4)
        .contains(where: { ["no", "not"].contains($0.text) }), text(at: 0) != "no",
      kind != .damage || !isShotDown(match.range)
    else { return [] }
    return [
      ReadClaim(
        kind: kind, text: words(content(around: match.range), of: bytes),
        passage: passage("claim.\(kind.rawValue)"))
    ]
  }

  /// "All the drones were destroyed", "destroyed 14 missiles": no damage.
  private func isShotDown(_ range: Range<Int>) -> Bool {
    let weapons = WordClass.weapon.words.union(["aircraft", "target", "targets"])
    let isPassive = ["were", "was", "been"].contains(text(at: range.lowerBound - 1))
    let before = max(0, range.lowerBound - 5)..<range.lowerBound
    let after = range.upperBound..<min(range.upperBound + 4, tokens.count)
    return tokens[isPassive ? before : after].contains { weapons.contains($0.text) }
  }

  /// The clause around `range` without the words that only say who says it.
  private func content(around range: Range<Int>) -> Range<Int> {
    let clause = clause(around: range.lowerBound)
    var start = clause.count < 4 ? 0 : clause.lowerBound
    let end = max(clauseEnd(from: range.upperBound), range.upperBound)
    let opening = tokens[start..<range.lowerBound].lastIndex {
      $0.text == "that" || WordClass.say.contains($0)
    }
    if let opening, opening + 1 < range.lowerBound { start = opening + 1 }
    return start..<end
  }

  /// Where the clause that begins at `start` ends. Brackets belong to it.
  private func clauseEnd(from start: Int) -> Int {
    var depth = 0
    for index in start..<max(start, tokens.count) {
      switch tokens[index].text {
      case "(": depth += 1
      case ")": depth -= 1
      case ",", ";", ":", "—", ".", "\"", "!": if depth <= 0 { return index }
      default: continue
      }
    }
    return tokens.count
  }
}

/// The unit of which there were none.
private let noToll = RuleTable<String>([
  ("no casualties|victims", "casualties"), ("no deaths|fatalities", "killed"),
  ("no injuries", "injured"),
  ("nobody was|were|had|has been? hurt|injured|wounded|harmed", "injured"),
  ("no one was|were|had|has been? hurt|injured|wounded|harmed", "injured"),
  ("nobody was|had|has been? killed", "killed"), ("no one was|had|has been? killed", "killed"),
  ("nobody died", "killed"), ("no one died", "killed"),
])
