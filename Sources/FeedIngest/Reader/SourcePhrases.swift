import Incidents

// How a text names a source: "the news outlet Life", "SHOT, a Telegram channel", "dock workers".

/// A source where it is named. `name` is `nil` when it has none.
struct SourcePhrase {
  var range: Range<Int>
  var name: String?
  var platform: String?
  /// It is called an outlet ("the news outlet Life") or sounds like one ("TASS").
  var isOutlet: Bool
  /// "the channel": one that was named before.
  var isAnaphor = false
}

/// People and things without a name that news is said to come from.
private let unnamedWords: WordSet = [
  "medics", "doctors", "staff", "unnamed", "anonymous", "unconfirmed", "unverified", "sources",
  "source", "rumours", "rumors", "relatives", "activists", "traders", "drivers", "dockers",
  "posts", "footage", "videos", "chats",
]

/// Words that open a sentence with a capital and are no outlet: "Residents reported".
private let noSubjects = WordSet(
  WordClass.person.words.union(WordClass.witness.words).union([
    "it", "he", "she", "they", "who", "we", "this", "that", "there", "officials", "authorities",
    "doctors", "hospitals", "sources", "schools", "experts", "analysts", "others", "no", "nobody",
    "one", "everyone", "as", "rescuers", "medics", "activists", "lawyers", "journalists",
    "investigators",
  ])
)

/// "Life, citing SHOT, reported": words that say whom it cites, not what it is.
private let relays: WordSet = [
  "citing", "quoting", "relaying", "referring", "with", "which", "who",
]

private let joiners: WordSet = ["and", "that", "as", "while", "when", "but", "which", "what"]

private let betweenOutletAndVerb: WordSet = [
  "also", "first", "earlier", "later", "has", "had", "have", "which", "in", "turn", "initially",
  "was", "were", "the", "to", "then",
]

extension EnglishSentence {
  /// The source whose phrase begins at `start`: descriptions, then a name in capitals or in quotes.
  func source(
    from start: Int, _ authorities: [AuthorityMention], _ places: [PlaceSpan], of bytes: [UInt8]
  ) -> SourcePhrase? {
    var index = start
    var platform: String?
    var isDescribed = false
    while index < tokens.count {
      let word = tokens[index].text
      if let authority = authorities.first(where: { $0.range.contains(index) }) {
        guard authority.isAnonymous else { return nil }
        return SourcePhrase(
          range: start..<authority.range.upperBound, name: nil, platform: nil, isOutlet: false)
      }
      let next = text(at: index + 1)
      if let known = sourcePlatforms[word] {
        platform = known
      } else if WordClass.news.contains(word), !isCapital(index) {
        isDescribed = isDescribed || word != "media"
        if word == "media", !(index + 1 < tokens.count && tokens[index + 1].isCapitalised),
          !WordClass.news.contains(next)
        {
          return SourcePhrase(range: start..<index + 1, name: nil, platform: nil, isOutlet: false)
        }
      } else if isUnnamed(index) {
        return SourcePhrase(range: start..<index + 1, name: nil, platform: nil, isOutlet: false)
      } else if tokens[index].isCapitalised, demonyms[word] != nil, index + 1 < tokens.count,
        !tokens[index + 1].isCapitalised
      {
      } else if !describers.contains(word) || isCapital(index) {
        break
      }
      index += 1
    }
    guard index < tokens.count else { return nil }
    if isDescribed, index == start + 2, text(at: start) == "the", tokens[index].shape == .mark {
      return SourcePhrase(
        range: start..<index, name: nil, platform: nil, isOutlet: false, isAnaphor: true)
    }
    if let end = unnamedPeople(from: index) {
      return SourcePhrase(range: start..<end, name: nil, platform: nil, isOutlet: false)
    }
    if tokens[index].text == "\"",
      let close = tokens[(index + 1)...].firstIndex(where: { $0.text == "\"" }),
      close - index <= 6, close > index + 1, isDescribed || platform != nil
    {
      return SourcePhrase(
        range: start..<close + 1, name: words(index + 1..<close, of: bytes), platform: platform,
        isOutlet: true)
    }
    var end = index
    while end < tokens.count, isNamePart(end, from: index) { end += 1 }
    guard end > index else { return nil }
    let name = index..<end
    if authorities.contains(where: { $0.range.overlaps(name) }) { return nil }
    let isPlace = places.contains { $0.range.lowerBound <= index && end <= $0.range.upperBound }
    if isPlace, !isDescribed, platform == nil { return nil }

    var last = end
    var isCalledOutlet = isDescribed || platform != nil
    while last > index + 1, let known = sourcePlatforms[tokens[last - 1].text] {
      platform = known
      isCalledOutlet = true
      last -= 1
    }
    while WordClass.news.contains(text(at: end)) || sourcePlatforms[text(at: end)] != nil {
      platform = platform ?? sourcePlatforms[text(at: end)]
      isCalledOutlet = true
      end += 1
    }
    if text(at: end) == "on", let known = sourcePlatforms[text(at: end + 1)] {
      platform = platform ?? known
      isCalledOutlet = true
      end += 2
    }
    let tokens = tokens[index..<last]
    let looksLikeOutlet =
      tokens.contains { outletWords.contains($0.word) && $0.isCapitalised || $0.text == "24" }
      || tokens.contains { isAcronym($0, of: bytes) }
    let isAlone = tokens.count == 1
    if noOutlets.contains(tokens.first?.text ?? "") { return nil }
    // A name with an apposition is a person's: "according to Ana Reyes, a shopkeeper".
    let isPerson =
      !isCalledOutlet && !looksLikeOutlet && !isAlone && text(at: end) == ","
      && ["a", "an", "the", "who", "head", "his", "her"].contains(text(at: end + 1))
    if isPerson { return nil }
    return SourcePhrase(
      range: start..<end, name: words(index..<last, of: bytes), platform: platform,
      isOutlet: isCalledOutlet || looksLikeOutlet)
  }

  /// The outlet whose phrase ends at the verb: "the Kyiv Independent reported", "Baza, a Telegram channel, said".
  func source(
    before verb: Int, _ authorities: [AuthorityMention], _ places: [PlaceSpan], of bytes: [UInt8]
  ) -> SourcePhrase? {
    var end = verb
    while isOne(of: betweenOutletAndVerb, at: end - 1), !isCapital(end - 1) { end -= 1 }
    var apposed = false
    var isRelay = false
    var platform: String?
    if text(at: end - 1) == ",",
      let comma = tokens[..<(end - 1)].lastIndex(where: { $0.text == "," })
    {
      isRelay =
        relays.contains(text(at: comma + 1))
        || (comma + 1..<end - 1).allSatisfy {
          ["in", "turn", "for", "its", "part"].contains(text(at: $0))
        }
      if !isRelay {
        let between = tokens[comma..<end - 1]
        apposed = between.contains { WordClass.news.contains($0) }
        guard apposed else { return nil }
        platform = between.compactMap { sourcePlatforms[$0.text] }.first
      }
      end = comma
    }
    var start = end
    while start > 0, !authorities.contains(where: { $0.range.contains(start - 1) }),
      tokens[start - 1].isCapitalised || WordClass.news.contains(tokens[start - 1])
        || describers.contains(tokens[start - 1]) || tokens[start - 1].text == "\""
        || tokens[start - 1].shape == .number || isNameJoint(start - 1)
    {
      start -= 1
    }
    // The phrase may begin behind words that only look like a part of it.
    for first in start..<end {
      guard var phrase = source(from: first, authorities, places, of: bytes),
        let name = phrase.name, phrase.range.upperBound <= end,
        isEnumeration(phrase.range.upperBound..<end),
        phrase.isOutlet || apposed || reports(verb, as: name, at: first)
      else { continue }
      phrase.platform = phrase.platform ?? platform
      phrase.range = first..<(isRelay ? end : verb)
      return phrase
    }
    return nil
  }

  /// "Baza and Mash": the first stands for all. Nothing at all is one, too.
  private func isEnumeration(_ range: Range<Int>) -> Bool {
    range.allSatisfy { ["and", ",", "the"].contains(text(at: $0)) || isCapital($0) }
      && (range.isEmpty || range.contains { text(at: $0) == "and" })
  }

  /// "Zaxid reported", "Zaxid said, quoting": what outlets do and persons seldom do.
  private func reports(_ verb: Int, as name: String, at start: Int) -> Bool {
    let isCiting = text(at: verb + 1) == "," && ["citing", "quoting"].contains(text(at: verb + 2))
    guard reportingVerbs.contains(tokens[verb]) || isCiting && !name.contains(" ") else {
      return false
    }
    guard let first = (start..<verb).first(where: { isCapital($0) }),
      !noSubjects.contains(tokens[first])
    else { return false }
    // "regional head Oleksandr Prokudin reported": what stands before a person's name.
    let before = text(at: first - 1)
    return first == 0 || tokens[first - 1].shape == .mark || joiners.contains(before)
      || describers.contains(before) || WordClass.news.contains(before)
      || outletWords.contains(before)
  }

  /// Begins with a capital that is not only the sentence's own.
  private func isCapital(_ index: Int) -> Bool {
    guard tokens.indices.contains(index), tokens[index].isCapitalised else { return false }
    let opens = index == 0 || tokens[index - 1].text == "\""
    return !opens
      || !(describers.contains(tokens[index])
        || WordClass.news.contains(tokens[index])
          && !(tokens.indices.contains(index + 1) && outletWords.contains(text(at: index + 1))))
  }

  /// "dock workers", "two people familiar with the matter", "a resident": people without a name.
  private func unnamedPeople(from start: Int) -> Int? {
    for index in start..<min(start + 4, tokens.count) {
      guard tokens[index].shape != .mark, !tokens[index].isCapitalised else { return nil }
      if WordClass.person.contains(tokens[index])
        || WordClass.witness.contains(tokens[index])
        || unnamedWords.contains(tokens[index])
      {
        return index + 1
      }
    }
    return nil
  }

  private func isUnnamed(_ index: Int) -> Bool {
    let word = tokens[index].text
    return !isCapital(index)
      && (WordClass.witness.contains(word)
        || unnamedWords.contains(word))
  }

  /// The "of" of "Times of Zambia".
  private func isNameJoint(_ index: Int) -> Bool {
    index > 0 && ["of", "de", "du"].contains(text(at: index)) && tokens[index - 1].isCapitalised
      && tokens.indices.contains(index + 1) && tokens[index + 1].isCapitalised
  }

  private func isNamePart(_ index: Int, from start: Int) -> Bool {
    let token = tokens[index]
    if token.shape == .number { return index == start || tokens[index - 1].isCapitalised }
    guard token.shape == .word else { return false }
    if isCapital(index) { return true }
    return index > start && ["of", "for", "de", "du", "the", "für", "al"].contains(token.text)
      && index + 1 < tokens.count && tokens[index + 1].isCapitalised
  }

  private func isAcronym(_ token: Token, of bytes: [UInt8]) -> Bool {
    token.end - token.start >= 2 && bytes[token.start..<token.end].allSatisfy(isUpper)
  }
}
