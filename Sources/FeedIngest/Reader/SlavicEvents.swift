import Gazetteer
import Incidents

// Which words of a Russian or Ukrainian sentence tell of an event.

/// Verbs that say of a noun in their clause that it took place.
private let occurrence: WordSet = [
  "произош*", "произошел", "происход*", "случил*", "прогреме*", "прогремі*", "раздал*", "раздаю*",
  "прозвуча*", "звучал*", "звучат", "пролуна*", "лунають", "лунали", "лунає", "сталося", "сталась",
  "сталися", "стався", "сталася", "трапил*", "відбу*", "состоял*", "возник*", "виник*", "вспых*",
  "спалах*", "начал*", "почал*", "зафиксир*", "зафіксо*", "фіксу*", "фиксир*", "слышн*", "слышал*",
  "слышат", "услыша*", "чули", "чутно", "чути", "почули", "гремят", "гремел*", "гремит",
  "продолжа*",
  "длит*", "идет", "идут", "шел", "ведутся", "трива*", "тривают*", "точаться", "охвати*", "охопи*",
  "бушу*", "бушевал*", "вирує", "прош*", "проход*", "пройшл*", "пройшов", "унес*", "забрал*",
  "погиб*",
  "загину*", "пострада*", "постражда*", "ранен*", "поранен*", "нанес*", "нанос*", "завда*",
  "подверг*",
  "зазна*", "попал*", "попад*", "потрапи*", "тушат", "тушил*", "тушение", "потуш*", "гасят",
  "гасять",
  "гасили", "ликвидир*", "ліквід*", "загаси*", "локализ*", "локаліз*", "разруш*", "зруйнова*",
  "поврежд*", "пошкод*", "объявл*", "объявил*", "оголош*", "оголоси*", "звучит", "работа*",
  "працю*",
  "отраж*", "отраз*", "отбит*", "відбива*", "відбит*", "накрыл*", "накри*", "обрушил*", "бьет",
  "бьют",
  "собрал*", "зібра*", "вышли", "вийшли", "введен*", "ввел*", "вводит*", "запрова*", "ощут*",
  "відчу*",
  "устроил*", "влаштува*", "соверш*", "скоєн*", "вчинил*", "вчинен*", "вызвал*", "викликал*",
  "привел*",
  "привело", "призвел*", "призвів", "сообща*", "сообщил*", "повідомл*", "відомо", "известно",
  "госпитал*",
  "госпіталіз*", "напуга*", "разбуди*", "бил*", "эвакуир*", "евакуй*", "евакуйов*", "убил*",
  "вбил*",
  "вбив", "убиты", "осталис*", "залишил*", "скончал*", "умер*", "помер*", "стал*", "став",
  "заметил*",
  "помітил*", "угрожал*", "зросл*", "снят*", "отмен*", "действ*", "діє", "возобнов*", "восстан*",
  "произвел*",
  "обесточ*", "задет*", "сорва*", "повали*", "затопил*", "парализ*", "стих*", "проведен*", "атаку*",
]

/// After one of these an event is told by what came of it.
private let causes: WordSet = [
  "результате", "результаті", "внаслідок", "вследствие", "после", "після", "из", "через", "от",
  "від", "во",
  "при", "під", "причиной", "причиною", "последстви*", "наслідк*", "ходе", "ході", "месте", "місці",
]

/// Nouns as they stand where nothing else says that it took place: "Взрывы в Киеве".
private let nominatives: WordSet = [
  "взрыв", "взрывы", "вибух", "вибухи", "пожар", "пожары", "пожежа", "пожежі", "обстрел",
  "обстрелы",
  "обстріл", "обстріли", "удар", "удары", "удари", "атака", "атаки", "дтп", "авария", "аварія",
  "землетрясение", "землетрус", "наводнение", "повінь", "шторм", "ураган", "прилет", "прилеты",
  "приліт", "прильоти", "влучання", "возгорание", "стрельба", "стрілянина", "теракт", "блэкаут",
  "тревога", "тривога", "митинг", "мітинг", "протест", "протесты", "протести", "беспорядки",
  "столкновения", "налет", "наліт", "диверсия", "диверсія", "утечка", "обрушение", "хлопки",
  "задержания",
  "авиаудар", "авіаудар", "извержение", "отключение", "отключения", "авиакатастрофа", "опасность",
  "небезпека", "угроза", "загроза", "отравление", "отруєння", "эвакуация", "подтопление",
  "підтоплення",
]

private let comparisons: WordSet = [
  "менее", "меньше", "менше", "более", "больше", "більше", "только", "тільки",
]
/// "Взрывов не было", "взрыв не подтвердился"
private let opposed: WordSet = [
  "было", "був", "було", "подтвер*", "підтвер*", "зафикс*", "зафікс*", "произош*", "сталос*",
  "відбул*", "слышн*", "происход*",
]
private let telling: WordSet = [
  "сообщени*", "повідомлен*", "сообща*", "сообщил*", "повідомля*", "повідомил*", "повідомив",
  "пишут", "пишуть", "заявил*",
  "заявив", "известно", "відомо", "информац*", "інформац*", "рассказал*", "сообщается",
]
private let slavicDefinites: WordSet = [
  "этот", "этого", "эти", "этих", "этом", "этой", "эта", "этим", "этому", "данный", "данного",
  "данном",
  "цей", "цього", "ці", "цих", "цьому", "цієї", "ця", "цим", "произошедшего", "прогремевшего",
  "указанн*",
]

private let negations: WordSet = [
  "не", "нет", "немає", "нема", "никаких", "жодних", "никакого", "жодного", "без", "отсутств*",
  "відсутн*",
]
private let quantities: WordSet = [
  "несколько", "кілька", "декілька", "серия", "серія", "серии", "серію", "ряд", "новый", "новые",
  "нові", "новий", "мощный", "мощные", "потужний", "потужні", "сильный", "сильні", "сильные",
  "потужний", "потужн*", "масштабн*", "масштабний", "крупный", "крупн*", "масова*", "массирова*",
  "масован*",
]

extension SlavicSentence {
  func events() -> [EventMention] {
    let mentions = slavicKinds.matches(in: tokens[...]).compactMap { match -> EventMention? in
      let range = match.range
      guard !isFigure(range), !isUnreal(range, of: match.meaning.kind),
        !isOther(range, of: match.meaning.kind)
      else { return nil }
      let isNegated =
        isDenied(before: range.lowerBound) || isOpposed(range)
      let isDefinite = has(slavicDefinites, in: range.lowerBound - 2..<range.lowerBound)
      let isTold =
        isRetraction
        ? true
        : isNegated
          ? hasOccurrence(around: range) || isOpposed(range)
          : match.meaning.form == .happening || isTold(range)
      return EventMention(
        kind: match.meaning.kind, range: range, isTold: isTold, isDefinite: isDefinite,
        isNegated: isNegated)
    }
    guard var lead = mentions.first(where: \.isTold) ?? mentions.first else { return [] }
    let rest = mentions.filter { $0 != lead }
    for mention in rest where mention.isTold { lead.kind.giveWay(to: mention.kind) }
    return [lead] + rest
  }

  /// "никаких взрывов", but not "не менее трёх взрывов".
  private func isDenied(before start: Int) -> Bool {
    (start - 3..<start).contains {
      isOne(of: negations, at: $0) && !isOne(of: comparisons, at: $0 + 1)
    }
  }

  /// "Взрывов не было": told, and denied.
  private func isOpposed(_ range: Range<Int>) -> Bool {
    let clause = clause(around: range.lowerBound)
    return (range.upperBound..<range.upperBound + 5).contains { index in
      clause.contains(index)
        && (["нет", "немає", "нема"].contains(text(at: index))
          || text(at: index) == "не" && isOne(of: opposed, at: index + 1))
    }

  }

  private func isUnreal(_ range: Range<Int>, of kind: IncidentKind) -> Bool {
    if kind == .protest || kind == .riot {
      return isUnreal(range)
        && !text(in: clause(around: range.lowerBound), isOneOf: ["против", "проти"])
    }
    return isUnreal(range)
  }

  private func text(in range: Range<Int>, isOneOf words: Set<String>) -> Bool {
    tokens[range].contains { words.contains($0.text) }
  }

  private func hasOccurrence(around range: Range<Int>) -> Bool {
    let clause = clause(around: range.lowerBound)
    let reach =
      max(
        clause.lowerBound, range.lowerBound - 10)..<max(
        range.upperBound, min(clause.upperBound, range.upperBound + 12))
    return reach.contains { !range.contains($0) && occurrence.contains(tokens[$0].word) }
  }

  /// Whether a noun comes as news: "прогремел взрыв", "серия взрывов", "взрывы в Киеве", "в результате взрыва".
  private func isTold(_ range: Range<Int>) -> Bool {
    let start = range.lowerBound
    let before = max(0, start - 3)..<start
    if hasOccurrence(around: range) || has(quantities, in: before) { return true }
    if number(before: start) != nil { return true }
    // "сообщения о взрыве"
    if ["о", "об", "про"].contains(text(at: start - 1))
      || ["о", "об", "про"].contains(text(at: start - 2)),
      has(telling, in: start - 5..<start)
    {
      return true
    }
    if has(causes, in: before), hasCasualties || hasDamage { return true }
    guard range.contains(where: { nominatives.contains(tokens[$0].word) }) else { return false }
    // A headline without a verb: it names a place, or stands behind a dash or a colon.
    return start < 8 || isMark(start - 1)
  }

  private func number(before start: Int) -> NumberMention? {
    // Without a figure or a word for one just before it there is none: do not read the whole sentence.
    guard (max(0, start - 3)..<start).contains(where: { number(at: $0) != nil }) else { return nil }
    return numbers().first { $0.range.upperBound <= start && start - $0.range.upperBound <= 2 }
  }

  func qualifier(of event: EventMention) -> String? { nil }

  func isBound(_ event: EventMention, to span: PlaceSpan) -> Bool {
    (event.range.upperBound..<event.range.upperBound + 3).contains(span.range.lowerBound)
  }
}
