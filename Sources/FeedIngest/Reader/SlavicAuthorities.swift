import Gazetteer
import Incidents

// Who is an authority in a Russian or Ukrainian sentence, and where it is responsible.

private let spokeswords: WordSet = [
  "пресс", "прес", "секретар*", "представител*", "представник*", "спикер*", "спікер*", "речник*",
  "речниц*",
]
/// Words before an office that belong to its phrase.
private let leads: WordSet = [
  "пресс", "прес", "служб*", "секретар*", "представител*", "представник*", "спикер*", "спікер*",
  "речник*",
  "речниц*", "официальн*", "офіційн*", "управлени*", "управлінн*", "главн*", "головн*", "гу",
  "региональн*",
  "регіональн*", "местн*", "місцев*", "областн*", "обласн*", "глав*", "голов*", "руководител*",
  "начальник*",
  "министр*", "міністр*", "замглав*", "заместител*", "заступник*", "вице", "врио", "исполняющ*",
  "генерал", "городск*", "міськ*", "источник*", "источники", "джерел*", "центр*", "пресцентр*",
  "департамент*", "краев*", "республиканск*", "и", "о", "правительств*", "в", "у",
]
private let anonymous: WordSet = ["источник*", "джерел*", "собеседник*", "співрозмовник*"]
private let regionWords: WordSet = [
  "области", "області", "края", "краю", "района", "району", "республики", "республіки", "округа",
  "города", "міста", "громади",
]
private let connecting: WordSet = [
  "по", "в", "у", "города", "міста", "в", "м", "г", "району", "округу",
]
/// First names that are towns as well.
private let firstNames: WordSet = ["артем~", "владимир~", "володимир~"]
private let governmentVerbs = slavicClasses["<сказал>"]
/// What stands behind "полиция" where it is not the police that speaks.
private let patrols: WordSet = ["автомобил*", "участок*", "участк*", "форм*", "патрул*"]

extension SlavicSentence {
  func authorities(
    places: [PlaceSpan], speakers: [String: AuthorityMention], of bytes: [UInt8]
  ) -> [AuthorityMention] {
    var mentions: [AuthorityMention] = []
    for match in slavicOffices.matches(in: tokens[...])
    where !isOne(of: patrols, at: match.range.upperBound) && isOffice(match, places) {
      var mention = AuthorityMention(range: match.range, office: match.meaning)
      widen(&mention, places, of: bytes)
      // A company has a press service, too, and a power without a place may be any.
      if let last = mentions.last, last.range.upperBound >= mention.range.lowerBound {
        mentions[mentions.count - 1] = merged(last, mention)
      } else {
        mentions.append(mention)
      }
    }
    mentions.removeAll { $0.office.name == "Press service" }
    for index in tokens.indices where tokens[index].isCapitalised {
      guard let known = speakers[tokens[index].text],
        !mentions.contains(where: { $0.range.contains(index) })
      else { continue }
      var mention = known
      mention.range = index..<index + 1
      mention.isAnonymous = false
      mentions.append(mention)
    }
    for span in places where span.isGovernment && isSpeaking(span) {
      guard !mentions.contains(where: { $0.range.overlaps(span.range) }) else { continue }
      let office = AuthorityOffice(
        name: "Government", kind: .government, scope: .fixed(span.place.region.country))
      mentions.append(AuthorityMention(range: span.range, office: office))
    }
    for span in places where span.place.kind == .region && isHead(span.range.lowerBound - 1) {
      // "глава Дагестана"
      guard !mentions.contains(where: { $0.range.overlaps(span.range) }) else { continue }
      var mention = AuthorityMention(
        range: span.range.lowerBound - 1..<span.range.upperBound,
        office: AuthorityOffice(name: "Governor", kind: .government, scope: .region))
      mention.place = span.place
      takeName(&mention, places, of: bytes)
      mentions.append(mention)
    }
    return mentions.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private func isHead(_ index: Int) -> Bool {
    ["глава", "главы", "главе", "главой", "главу", "очільник", "очільника"].contains(
      text(at: index))
  }

  /// "мер" is also "of measures"; "ск" and the like are offices in capitals only.
  private func isOffice(_ match: RuleTable<AuthorityOffice>.Match, _ places: [PlaceSpan]) -> Bool {
    guard match.range.count == 1 else { return true }
    let index = match.range.lowerBound
    switch tokens[index].text {
    case "мер", "мера", "мером", "меру": return isCapital(index + 1)
    case "воз", "моз", "гур", "ода", "ск", "ова", "оон": return tokens[index].isCapitalised
    default: return true
    }
  }

  private func isSpeaking(_ span: PlaceSpan) -> Bool {
    (span.range.upperBound..<span.range.upperBound + 4).contains { index in
      tokens.indices.contains(index)
        && (governmentVerbs?.contains(tokens[index].word) == true
          || slavicPositions.match(in: tokens[...], at: index) != nil)
    }
  }

  private func widen(_ mention: inout AuthorityMention, _ places: [PlaceSpan], of bytes: [UInt8]) {
    var start = mention.range.lowerBound
    var end = mention.range.upperBound
    var phrase = start
    while phrase > 0, isLead(phrase - 1, places) { phrase -= 1 }
    // A preposition opens no phrase: "в пресс-службе МЧС".
    while phrase < start, ["в", "у", "о", "и"].contains(text(at: phrase)) { phrase += 1 }
    if phrase < start {
      mention.isSpokesperson = has(spokeswords, in: phrase..<start)
      mention.isAnonymous = has(anonymous, in: phrase..<start)
      start = phrase
    }
    if let before = places.first(where: { $0.range.upperBound == start }),
      before.place.kind != .country
    {
      mention.place = before.place
      start = before.range.lowerBound
    }
    if start > 0, let country = slavicDemonyms.match(in: tokens[...], at: start - 1)?.meaning {
      mention.country = country
      start -= 1
    }
    // "ВС РФ", "МЧС по Тверской области", "мэр города Сочи"
    while ["рф", "россии", "росії", "всу", "зсу", "вс"].contains(text(at: end)), end - start < 6 {
      if ["рф", "россии", "росії", "вс"].contains(text(at: end)) { mention.country = "RU" }
      end += 1
    }
    let skip = isOne(of: connecting, at: end) ? 1 : 0
    if let behind = places.first(where: { $0.range.lowerBound == end + skip }),
      !isOne(of: firstNames, at: end) || isOne(of: regionWords, at: end + 1)
    {
      if behind.place.kind == .country {
        mention.country = behind.place.region
      } else {
        mention.place = behind.place
      }
      end = behind.range.upperBound
    }
    while isOne(of: regionWords, at: end) { end += 1 }
    mention.range = start..<end
    if let country = mention.country, case .fixed = mention.office.scope {
      mention.office.scope = .fixed(country)
    }
    if mention.office.name == "Investigative Committee", mention.country == nil {
      // Russia and Belarus have one, Ukraine has none.
      let isBelarusian = places.contains { $0.place.region.country == "BY" }
      mention.office.scope = .fixed(isBelarusian ? "BY" : "RU")
    }
    takeName(&mention, places, of: bytes)
    if mention.speaker == nil,
      text(at: mention.range.lowerBound).hasPrefix("песков")
        || text(at: mention.range.lowerBound).hasPrefix("пєсков")
    {
      let first = isCapital(mention.range.lowerBound - 1) && !isMark(mention.range.lowerBound - 1)
      if first { mention.range = mention.range.lowerBound - 1..<mention.range.upperBound }
      mention.speaker = words(mention.range, of: bytes)
      mention.isSpokesperson = true
    }
  }

  private func isLead(_ index: Int, _ places: [PlaceSpan]) -> Bool {
    isOne(of: leads, at: index) && !places.contains { $0.range.contains(index) }
  }

  /// "губернатор Вячеслав Гладков": up to three capitalised words that name no place.
  private func takeName(_ mention: inout AuthorityMention, _ places: [PlaceSpan], of bytes: [UInt8])
  {
    let start = mention.range.upperBound
    var end = start
    while end < tokens.count, end - start < 3, isCapital(end), !isShouted(end, of: bytes),
      !places.contains(where: { $0.range.contains(end) && $0.range.count > 1 })
    { end += 1 }
    guard end > start, end - start > 1 || mention.office.isHeldByOne else { return }
    mention.speaker = words(start..<end, of: bytes)
    mention.range = mention.range.lowerBound..<end
  }

  /// "СМИ", "ВСУ": capitals alone.
  func isShouted(_ index: Int, of bytes: [UInt8]) -> Bool {
    let token = tokens[index]
    guard token.end - token.start > 3 else { return false }
    return token.text.utf8.count > 2
      && (isCapitalCyrillic(bytes[(token.start + 2)..<token.end])
        || isUpper(bytes[token.start]) && isUpper(bytes[token.start + 1]))
  }

  private func merged(_ left: AuthorityMention, _ right: AuthorityMention) -> AuthorityMention {
    var result =
      left.office.name == "Press service" || left.office.isVague || right.office.name == "Kremlin"
      ? right : left
    result.takeAll(of: left, right)
    if left.office.name == "Press service" { result.isSpokesperson = true }
    result.isAnonymous = left.isAnonymous || right.isAnonymous
    return result
  }

  /// "Он добавил", "в ведомстве": whoever spoke last.
  func anaphor(of last: AuthorityMention, distance: Int) -> Range<Int>? {
    guard distance <= 1 else { return nil }
    if isOne(of: pronouns, at: 0), last.speaker != nil { return 0..<1 }
    if let index = tokens.firstIndex(where: { departments.contains($0.word) }),
      ["в", "у"].contains(text(at: index - 1))
    {
      return index..<index + 1
    }
    let said = tokens.indices.dropFirst().first {
      pronouns.contains(tokens[$0].word) && last.speaker != nil
        && (governmentVerbs?.contains(tokens[$0 - 1].word) == true
          || $0 + 1 < tokens.count && governmentVerbs?.contains(tokens[$0 + 1].word) == true)
    }
    return said.map { $0..<$0 + 1 }
  }
}

private let pronouns: WordSet = [
  "он", "она", "він", "вона", "чиновник", "губернатор", "мэр", "мер", "посадовець",
]
private let departments: WordSet = [
  "ведомстве", "відомстві", "министерстве", "міністерстві", "прокуратуре", "мэрии", "мерії",
]

extension AuthorityOffice {
  fileprivate var isHeldByOne: Bool {
    ["Governor", "Mayor", "President", "Prime Minister", "Kremlin"].contains(name)
  }
  fileprivate var isVague: Bool {
    ["Authorities", "Military administration", "Local authorities"].contains(name)
  }
}
