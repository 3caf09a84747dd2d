import Gazetteer
import Incidents

// Whom a Russian or Ukrainian report stands on.

private let channels = slavicClasses["<канал>"]
private let unnamedPeople = slavicClasses["<аноним>"]
private let says = slavicClasses["<сказал>"]
/// Words between a cue and its source that say what it is.
private let sourceDescribers: WordSet = [
  "местн*", "місцев*", "российск*", "російськ*", "украинск*", "українськ*", "независим*",
  "незалежн*",
  "региональн*", "регіональн*", "провоенн*", "сво*", "американск*", "британск*", "некоторые",
  "деякі",
  "ряд", "несколько", "кілька", "многочисленн*", "численні", "слов*", "данные", "дані", "сообщени*",
  "повідомленн*",
  "информацию", "інформацію", "его", "її", "собственн*", "власн*", "редакции", "сообщество",
  "спільнота", "информационн*",
  "новостн*", "в", "у", "оккупационн*", "окупаційн*", "корреспондент*", "кореспондент*",
  "источник*", "джерел*", "анонимн*",
  "приложени*", "мониторингов*", "официальн*", "нашим", "этом",
]
/// Outlets with a name in Latin letters that anybody writes in capitals: not these.
private let slavicNoOutlets: WordSet = [
  "vpn", "upd", "ufc", "nato", "atacms", "storm", "usd", "eur", "covid", "it", "ai", "hi", "ip",
  "fpv", "scalp",
  "boeing", "airbus", "apple", "google", "windows", "sukhoi", "superjet", "himars", "patriot",
  "iphone", "taurus",
]

extension SlavicSentence {
  func citations(
    authorities: [AuthorityMention], places: [PlaceSpan], of bytes: [UInt8]
  ) -> [CitationLink] {
    guard !isFirstHand else { return [] }
    var links: [CitationLink] = []
    func add(
      _ phrase: SourcePhrase, _ range: Range<Int>, _ level: CitationLink.Level,
      _ relation: CitationRelation, _ rule: String
    ) {
      guard
        !links.contains(where: {
          $0.range.overlaps(range) || $0.source != nil && $0.source == phrase.name
        })
      else { return }
      links.append(
        CitationLink(
          range: range, source: phrase.name, platform: phrase.platform, level: level,
          relation: relation, rule: rule))
    }
    for cue in slavicCues.matches(in: tokens[...]) {
      let isSaying = cue.meaning.rule == "citation.reported"
      let behind = source(from: cue.range.upperBound, authorities, of: bytes)
      let isOwnSource =
        behind.map { cue.meaning.isExplicit || $0.name != nil && $0.isOutlet } ?? false
      if let behind, isOwnSource {
        add(
          behind, cue.range.lowerBound..<behind.range.upperBound, cue.meaning.level,
          cue.meaning.relation, cue.meaning.rule)
      } else if isSaying, let before = source(before: cue.range.lowerBound, authorities, of: bytes)
      {
        add(
          before, before.range.lowerBound..<cue.range.upperBound, .outer, .cites, cue.meaning.rule)
      }
    }
    // "SHOT: взрывы в Туле", "Взрывы в Туле — SHOT"
    if let titled = source(from: 0, authorities, of: bytes), titled.isOutlet,
      text(at: titled.range.upperBound) == ":"
    {
      add(titled, titled.range, .outer, .cites, "citation.titled")
    }
    if let dash = tokens.lastIndex(where: { $0.text == "—" }), dash > 2,
      let signed = source(from: dash + 1, authorities, of: bytes),
      signed.range.upperBound >= tokens.count || text(at: signed.range.upperBound) == "."
    {
      add(signed, dash..<signed.range.upperBound, .outer, .cites, "citation.signed")
    }
    if links.isEmpty, authorities.isEmpty || unnamedRoot?.meaning != nil, let root = unnamedRoot {
      links.append(
        CitationLink(
          range: root.range, source: nil, platform: root.meaning, level: .outer, relation: .cites,
          rule: "citation.unnamed"))
    }
    return links.asChain
  }

  private var unnamedRoot: RuleTable<String?>.Match? {
    slavicUnnamed.matches(in: tokens[...]).first
  }

  /// The source whose phrase begins at `start`: "Telegram-канал SHOT", "«Медуза»", "очевидцы".
  private func source(
    from start: Int, _ authorities: [AuthorityMention], of bytes: [UInt8]
  ) -> SourcePhrase? {
    var index = start
    var platform: String?
    var isCalled = false
    var isUnnamed = false
    while index < tokens.count, index - start < 7 {
      if let authority = authorities.first(where: { $0.range.contains(index) }) {
        guard authority.isAnonymous else { return nil }
        return SourcePhrase(range: start..<authority.range.upperBound, isOutlet: false)
      }
      // "телеграм-каналы", "соцсети": many, and nobody in particular.
      if let known = slavicPlatforms.match(in: tokens[...], at: index)?.meaning {
        platform = known
        isCalled = true
        if ["каналы", "каналов", "каналам", "канали", "каналів", "каналах"].contains(
          text(at: index + 1))
        {
          return SourcePhrase(range: start..<index + 2, platform: known, isOutlet: false)
        }
      } else if let name = outlets.match(in: tokens[...], at: index),
        isNamed(name, at: index, isCalled)
      {
        return SourcePhrase(
          range: start..<name.range.upperBound + (text(at: name.range.upperBound) == "\"" ? 1 : 0),
          name: name.meaning, platform: platform, isOutlet: true)
      } else if let people = unnamedPeople, people.contains(tokens[index].word),
        !tokens[index].isCapitalised || index == start
      {
        isUnnamed = true
      } else if let channels, channels.contains(tokens[index].word),
        !tokens[index].isCapitalised || index == 0
      {
        isCalled = true
      } else if !isOne(of: sourceDescribers, at: index) || isCapital(index) && index > start {
        break
      }
      index += 1
    }
    if index < tokens.count, let name = name(at: index, isCalled: isCalled, authorities, of: bytes)
    {
      return SourcePhrase(
        range: start..<name.range.upperBound, name: name.text, platform: platform,
        isOutlet: true)
    }
    return isUnnamed
      ? SourcePhrase(range: start..<max(index, start + 1), platform: platform, isOutlet: false)
      : nil
  }

  /// "Звезда" and the like are outlets only where the text calls them so, or in quotes.
  private func isNamed(_ name: RuleTable<String>.Match, at index: Int, _ isCalled: Bool) -> Bool {
    guard isCapital(index) else { return false }
    return isCalled || text(at: index - 1) == "\"" || !plainOutlets.contains(name.meaning)
  }

  /// A name in quotes, after an @, in Latin letters, or in capitals after a word for an outlet.
  private func name(
    at index: Int, isCalled: Bool, _ authorities: [AuthorityMention], of bytes: [UInt8]
  ) -> (text: String, range: Range<Int>)? {
    if tokens[index].text == "\"" {
      if let known = outlets.match(in: tokens[...], at: min(index + 1, tokens.count - 1)),
        index + 1 < tokens.count
      {
        let end = known.range.upperBound
        return (known.meaning, index..<end + (text(at: end) == "\"" ? 1 : 0))
      }
      guard isCalled, let close = tokens[(index + 1)...].firstIndex(where: { $0.text == "\"" }),
        close > index + 1, close - index <= 7
      else { return nil }
      return (words(index + 1..<close, of: bytes), index..<close + 1)
    }
    guard tokens[index].shape != .mark else { return nil }
    let isHandle = tokens[index].start > 0 && bytes[tokens[index].start - 1] == UInt8(ascii: "@")
    var end = index
    while end < tokens.count, end - index < 5,
      isNamePart(end, from: index, isHandle, isCalled, of: bytes)
    { end += 1 }
    guard end > index, tokens[index..<end].contains(where: { $0.shape == .word }) || isCalled else {
      return nil
    }
    guard isCalled || isHandle || !isOne(of: slavicNoOutlets, at: index) else { return nil }
    return (words(index..<end, of: bytes), index..<end)
  }

  private func isNamePart(
    _ index: Int, from start: Int, _ isHandle: Bool, _ isCalled: Bool, of bytes: [UInt8]
  ) -> Bool {
    let token = tokens[index]
    let isJoined = index > start && token.start - tokens[index - 1].end == 1
    if isHandle, index > start { return isJoined && bytes[token.start - 1] == UInt8(ascii: "_") }
    let isLatin = token.shape == .word && bytes[token.start] < 0x80
    if isLatin {
      return isHandle || token.isCapitalised || index > start && isJoined
        || isCalled && index == start
    }
    if token.shape == .number { return isCalled || index > start && isJoined }
    return isCalled && token.shape == .word && token.isCapitalised
      && (index == start || bytes[tokens[index - 1].start] >= 0x80)
  }

  /// The outlet right before the verb: "SHOT сообщает", "Telegram-канал Mash пишет".
  private func source(
    before verb: Int, _ authorities: [AuthorityMention], of bytes: [UInt8]
  ) -> SourcePhrase? {
    let clause = clause(around: verb).lowerBound
    let isQuoted = text(at: verb - 1) == "\""
    for start in max(0, verb - 6)..<verb where start >= clause || isQuoted {
      guard !isMark(start) || text(at: start) == "\"",
        let phrase = source(from: start, authorities, of: bytes),
        (verb - 1...verb).contains(phrase.range.upperBound)
          || (phrase.range.upperBound..<max(verb, phrase.range.upperBound)).allSatisfy({
            ["также", "також", "ранее", "раніше", "первым", "уже", "\""].contains(text(at: $0))
          }),
        phrase.range.upperBound <= verb, phrase.name == nil || phrase.isOutlet
      else { continue }
      return phrase
    }
    return nil
  }

  var tracesReport: Bool { slavicTracing.holds(in: tokens[...]) && !hasCasualties && !hasDamage }

  var isFirstHand: Bool { slavicFirstHand.holds(in: tokens[...]) }

  var hearsayLink: CitationLink? {
    slavicHearsay.matches(in: tokens[...]).first.map {
      CitationLink(
        range: $0.range, source: nil, platform: nil, level: .outer, relation: .cites,
        rule: "citation.hearsay")
    }
  }
}

extension SourcePhrase {
  fileprivate init(range: Range<Int>, platform: String? = nil, isOutlet: Bool) {
    self.init(range: range, name: nil, platform: platform, isOutlet: isOutlet)
  }
}
