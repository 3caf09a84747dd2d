import Gazetteer

// Whether a sentence tells of something that happened, or of what is, was, may be or will be.

/// Remarks that tell of no event: general, historical, expected, rehearsed.
private let backgroundWords = RuleTable<Holds>([
  "regions|areas|cities|places|towns|countries|villages|provinces like|such",
  "such events|incidents|attacks|strikes|reports|developments|operations|cases|raids",
  "experts|analysts|observers|critics|economists|historians|commentators|scholars|strategists ..3 say|says|said|caution|cautioned|warn|warned|believe|argue|fear|see|note|noted|suggest",
  "previously|historically|traditionally|routinely|regularly|often|usually|frequently|generally|typically|increasingly",
  "consistently|repeatedly|always|long denied|rejected|accused|warned|targeted|been|blamed|insisted",
  "has|have become", "been used to", "being used to", "used to be",
  "in recent months|years|weeks|decades|days|times",
  "in|over|during|for the past|last ..2 months|years|weeks|decades|month|year|week|decade|century|winter|summer",
  "in previous|earlier|past years|decades|centuries|months", "over the years|decades|centuries",
  "years|decades|centuries|months|weeks|year|month|week|decade ago|earlier|before",
  """
  years|decades|centuries|months|weeks|year|month|week|decade after|since|on|from the|a|an|that ..3 \
  explosion|explosions|blast|blasts|attack|attacks|bombing|bombings|fire|fires|flood|floods|\
  earthquake|quake|tsunami|eruption|storm|hurricane|typhoon|crash|collapse|disaster|strike|\
  strikes|shelling|riot|riots|siege|massacre|war
  """,
  "last|previous year|month|summer|winter|spring|autumn|decade|century",
  "since the war|invasion|start|beginning|conflict|1990s|1980s|revolution",
  "anniversary|memorial|museum|novel|film|documentary|exhibition|medieval|ancient|treaty|empire|century|centuries",
  "drill|drills|exercise|exercises|simulated|simulation|mock", "reminder of", "symbol of",
  "storm|wave|barrage|firestorm of criticism|protest|questions|complaints|interest|anger|lawsuits",
  "similar|earlier|previous|prior|past|recent ..1 attack|attacks|incident|incidents|explosion|explosions|blast|blasts|strike|strikes|fires|protests|floods|earthquakes|raids|shelling",
  "the war|conflict in ..2 has|is|enters|continues", "were|was built to", "in peacetime",
])

/// What is only expected or feared: of the event beside it, not of the whole sentence.
private let prospects = RuleTable<Holds>([
  "is|are expected|likely|set|due|poised|meant|designed to", "is|are forecast", "likelihood of",
  "risk|risks|threat|threats|danger|fear|fears|possibility|prospect|prospects|chance of",
  "possible|potential|imminent|hypothetical|simulated|looming|future",
  "prepare|prepares|prepared|preparing|brace|braces|braced|bracing|ready|plan|plans for|against",
  "protect|protects|protecting|protection|guard|guarding|insure|insured ..3 against|from",
  "potential for", "could mark|force|lead|trigger|signal|spell|push", "remains a|an|one|the",
])

private let retractions = RuleTable<Holds>([
  "retracted|withdrew|withdrawn|retracting|withdrawing|retracts ..6 report|story|claim|article|reports|post|item|claims",
  "we|have|has withdraw|withdrawn|retract|retracted", "correction :",
  "earlier version of this ..8 incorrectly|wrongly|mistakenly", "was published in error",
  "deleted ..4 report|post|claim|article",
])

/// Words of sport, where attacks, blazes and strikes are only words.
private let sportWords: WordSet = [
  "wickets", "wicket", "innings", "goal", "goals", "goalkeeper", "match", "league", "striker",
  "bowling", "batting", "tournament", "championship", "coach", "midfielder", "defender", "playoff",
  "touchdown", "quarterback", "overs", "semifinal", "penalty", "scored", "halftime", "champions",
  "medal", "grandmaster", "fixture", "cup", "captain", "olympic",
]

private let turningWords: WordSet = ["separately", "elsewhere", "meanwhile"]

private let opinionWords: WordSet = ["we", "i", "us"]

private let datingWords: WordSet = [
  "in", "since", "of", "from", "between", "by", "until", "before", "after", "january", "february",
  "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
]

/// Words that make their clause unreal: conditions, wishes, duties, the future.
private let unrealWords: WordSet = [
  "if", "unless", "would", "could", "should", "might", "may", "can", "cannot", "must", "will",
  "ought",
  "whether", "until",
]

extension EnglishSentence {
  static func isSport(_ sentences: [Self]) -> Bool {
    var found: Set<Word> = []
    for sentence in sentences {
      for index in sentence.tokens.indices where sportWords.contains(sentence.tokens[index].word) {
        found.insert(sentence.tokens[index].word)
      }
    }
    return found.count >= 3
  }

  var isRetraction: Bool { retractions.holds(in: tokens[...]) }
  var turnsAway: Bool { isOne(of: turningWords, at: 0) }
  var isAboutAll: Bool { tokens.contains { $0.text == "both" } }
  var opensList: Bool { false }
  var mayTell: Bool { kindWords.holds(in: tokens[...]) }
  func parts(_: [PlaceMention]) -> [Self] { [self] }

  /// Tells of no event, whatever words it uses.
  var isBackground: Bool {
    tokens.last?.text == "?" || backgroundWords.holds(in: tokens[...])
      || has(opinionWords)
        && unquoted.contains { opinionWords.contains(tokens[$0].word) && !isInitialism($0) }
  }

  /// Names a year that is not the report's own.
  func isHistory(year: Int?) -> Bool {
    tokens.indices.dropFirst().contains { index in
      guard tokens[index].shape == .number, datingWords.contains(tokens[index - 1].word),
        tokens[index].end - tokens[index].start == 4, let found = Int(tokens[index].text),
        (1500...2100).contains(found)
      else { return false }
      return found != year
    }
  }

  /// "US" the country.
  private func isInitialism(_ index: Int) -> Bool {
    tokens[index].text == "us" && tokens[index].isCapitalised
  }

  /// Whether what stands at `index` is unreal: "if a fire broke out", "could cause a blast".
  ///
  /// "may have been hit" is a hedge, not unreal; "could not" denies an ability.
  func isUnreal(at index: Int) -> Bool {
    let clause = clause(around: index)
    return clause.contains { place in
      guard unrealWords.contains(tokens[place].word), place < index || tokens[place].text != "if",
        !(tokens[place].text == "may" && tokens[place].isCapitalised)
      else { return false }
      let next = place + 1 < tokens.count ? tokens[place + 1].text : ""
      return !["have", "not", "neither"].contains(next)
    }
  }

  /// "the risk of an explosion", "a strike is likely to": expected or feared.
  func isProspect(_ event: Range<Int>) -> Bool {
    let clause = clause(around: event.lowerBound)
    return prospects.matches(in: tokens[clause]).contains {
      $0.range.upperBound <= event.lowerBound || $0.range.lowerBound - event.upperBound < 2
    }
  }
}
