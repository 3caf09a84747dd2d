import Incidents

// How many, why, what was hurt or broken, who is blamed: in Russian and Ukrainian.

private let harms: [(unit: String, words: WordSet)] = [
  (
    "killed",
    [
      "погиб*", "загину*", "загибл*", "загибел*", "убит", "убиты", "убито", "убиты*", "вбит*",
      "жертв*", "умер",
      "умерл*", "померл*", "помер", "скончал*", "убил*", "вбил*", "вбив", "тел", "тела", "тіл",
      "тіла", "смерт*",
    ]
  ),
  (
    "injured",
    [
      "ранен*", "поранен*", "пострада*", "постражда*", "травмирован*", "травмован*", "травм~",
      "ранил*",
      "поранил*", "госпитализир*", "госпіталізов*", "ожог~", "отравил*", "отруїл*", "осколочн*",
      "контуз*",
    ]
  ),
  ("missing", ["пропавш*", "зникл*", "безвісти"]),
  ("evacuated", ["эвакуирован*", "эвакуировал*", "евакуйован*", "евакуювал*"]),
]

private let single: WordSet = [
  "мужчина", "женщина", "ребенок", "подросток", "девочка", "мальчик", "водитель", "чоловік",
  "жінка",
  "дитина", "підліток", "дівчинка", "хлопчик", "водій", "полицейский", "поліцейський",
  "военнослужащий",
  "житель", "жительница", "пенсионер", "пенсионерка", "рабочий", "сотрудник", "спасатель",
  "рятувальник",
  "девушка", "парень", "пассажир", "мешканець", "мешканка", "пешеход", "дівчина", "хлопець",
  "пілот", "пилот",
]
private let singular: WordSet = [
  "погиб", "погибла", "загинув", "загинула", "ранен", "ранена", "поранений", "поранена",
  "пострадал",
  "пострадала", "постраждав", "постраждала", "убит", "убита", "вбито", "погибшая", "скончался",
  "скончалась",
  "поранено", "травмована", "травмований", "травмирован", "травмирована", "умер", "умерла", "помер",
  "померла",
  "помер",
]

/// The unit of which there were none.
private let noToll = RuleTable<String>([
  ("погибших|жертв|загиблих ..3 нет|немає|нема|нету", "killed"),
  ("погибших|жертв|загиблих ..2 не было|було", "killed"),
  (
    "пострадавших|постраждалих|раненых|поранених|травмированных ..4 нет|немає|нема|нету",
    "casualties"
  ),
  ("пострадавших|постраждалих|раненых|поранених ..2 не было|було", "casualties"),
  ("никто|ніхто ..2 не ..1 пострадал*|постражда*|ранен*", "casualties"),
  ("никто|ніхто ..2 не ..1 погиб*|загину*", "killed"),
  (
    "без|обошлось|обійшлося ..1 без? ..1 пострадавших|постраждалих|жертв|погибших|загиблих",
    "casualties"
  ),
  ("нет|немає|нема ..1 пострадавших|постраждалих|жертв|погибших|загиблих|раненых", "casualties"),
])
/// "Информации о пострадавших нет" says nothing of how many.
private let about: WordSet = ["о", "об", "про", "щодо", "по"]
private let reports: WordSet = [
  "информаци*", "інформаці*", "данн*", "даних", "сообщени*", "відомост*", "сведени*",
]

private let damage = RuleTable<Holds>([
  "поврежден*|повредил*|пошкоджен*|пошкодил*|разруш*|зруйнова*",
  "выбит*|вибит* ..2 окн*|вікн*|стекл*|шиб*",
  "сгорел*|згорі* ..2 дом*|авто*|здани*|склад*|будин*|дах|крыш*", "снес* ..2 крыш*|кровл*",
])
private let noDamage: WordSet = ["нет", "немає", "без", "не", "избежать", "нема"]

private let cause = RuleTable<Bool>([
  ("причин* ..4 стал*|став|является|є|—", false),
  ("предварительн*|вероятн*|возможн*|ймовірн*|попередн* ..1 причин* ..3 —|стал*|став", true),
  (
    "произош*|сталос*|стал*|случил*|возник*|виник*|загорел*|вспых* ..3 из за|внаслідок|вследствие|через",
    false
  ),
  ("был*|було ..1 вызван*|викликан*|спричинен*", false),
  ("вызвал*|викликал* ..1 взрыв~|вибух~|пожар~|пожеж~", false),
])
private let blame = RuleTable<Holds>([
  "обвинил*|обвиняют|звинуват*|звинувачу* ..6 в|у|во",
  "взял*|взяв|взяли ..2 ответственност*|відповідальніст*",
  "ответственность|відповідальність за", "стоят|стоит|стоїть|стоять за",
])

private let hedges = RuleTable<Holds>([
  "по|за предварительным|предварительной|попередніми|попередньою ..1 данным|информации|даними|інформацією|оценкам|версии",
  "предположительно|вероятно|видимо|возможно|якобы|предварительно|судя|похоже|ймовірно|імовірно|нібито|мабуть|попередньо|можливо|схоже|очевидно|вочевидь",
  "может|могло|мог|могла|могли|може|міг быть|бути|стать",
  "предполагаем*|ймовірн*|вероятн*|імовірн*",
  "по неподтвержденн*|непроверенн* данным|информации", "за непідтверджен* даними|інформацією",
  "похож*|схож* на", "не ..1 исключа*|виключа*",
])

/// What is counted when incidents are counted, in English.
private let countable = RuleTable<String>([
  ("взрыв~|вибух~|хлопк~", "explosions"), ("<бпла>", "drones"), ("<ракета>", "missiles"),
  ("удар~|прилет~|прильот~|влучан*|авиаудар~|авіаудар~", "strikes"), ("снаряд~", "shells"),
  ("атак~|обстрел~|обстріл~", "attacks"), ("пожар~|пожеж~|возгоран*", "fires"),
  ("толчк*|поштовх*", "tremors"), ("афтершок~", "aftershocks"),
])
private let fates: WordSet = [
  "задерж*", "затрим*", "погиб*", "загину*", "ранен*", "поранен*", "пострад*", "аресто*",
]
/// "8 пострадавших после обстрела": it counts something else.
private let countStops: WordSet = [
  "после", "від", "от", "в", "у", "из", "з", "із", "с", "при", "на", "и", "та", "по", "пострад*",
  "постражда*", "ранен*",
  "поранен*", "погиб*", "загиб*", "направлен*", "напрям*", "раз", "рази",
]
/// Who goes on the street. Policemen are there, too, and are none of them.
private let crowd: WordSet = [
  "человек", "человека", "людей", "люди", "осіб", "особи", "жител*", "мешкан*", "участни*",
  "учасни*", "митингующ*", "протестующ*", "демонстрант*", "протестувальник*", "мітингувальник*",
  "студент*", "рабоч*", "фермер*", "граждан", "громадян",
]

extension SlavicSentence {
  func occurrenceHedge(of bytes: [UInt8]) -> String? {
    hedges.matches(in: tokens[...]).first.map { words($0.range, of: bytes) }
  }

  func count(of kind: IncidentKind, of bytes: [UInt8]) -> ReadNumber? {
    let isCrowd = kind == .protest || kind == .riot
    for number in numbers() {
      for index in number.range.upperBound..<min(number.range.upperBound + 4, tokens.count) {
        if tokens[index].shape != .word || countStops.contains(tokens[index].word)
          || number.best == 1
        {
          break
        }
        if isCrowd {
          guard crowd.contains(tokens[index].word) else { continue }
          if has(fates, in: index..<index + 4)
            || has(fates, in: number.range.lowerBound - 3..<index)
          {
            break
          }
          return number.read(unit: "people", in: self, of: bytes)
        }
        if let unit = countable.match(in: tokens[...], at: index)?.meaning {
          return number.read(unit: unit, in: self, of: bytes)
        }
      }
    }
    return nil
  }

  var hasCasualties: Bool {
    tokens.contains { token in harms.prefix(2).contains { $0.words.contains(token.word) } }
  }

  func hasToll(of bytes: [UInt8]) -> Bool {
    casualties(of: bytes).contains { $0.number?.best != 0 }
  }

  var hasDamage: Bool { damageRange != nil }

  func claims(of bytes: [UInt8]) -> [ReadClaim] {
    causes(of: bytes) + casualties(of: bytes)
      + told(damageRange, .damage, of: bytes)
      + told(blame.matches(in: tokens[...]).first?.range, .attribution, of: bytes)
  }

  private var damageRange: Range<Int>? {
    damage.matches(in: tokens[...]).first {
      !has(noDamage, in: $0.range.lowerBound - 3..<$0.range.lowerBound)
        && !has(noDamage, in: $0.range.upperBound..<$0.range.upperBound + 4) && !isUnreal($0.range)
    }?.range
  }

  private func told(_ range: Range<Int>?, _ kind: ClaimKind, of bytes: [UInt8]) -> [ReadClaim] {
    guard let range, !isUnreal(range) else { return [] }
    let clause = clause(around: range.lowerBound)
    let content =
      clause.count < 3
      ? tokens.indices : clause.lowerBound..<max(clause.upperBound, range.upperBound)
    return [
      ReadClaim(
        kind: kind, text: words(content, of: bytes), passage: passage("claim.\(kind.rawValue)"))
    ]
  }

  private func causes(of bytes: [UInt8]) -> [ReadClaim] {
    guard let match = cause.matches(in: tokens[...]).first(where: { !isUnreal($0.range) }) else {
      return []
    }
    let end = clause(around: min(match.range.upperBound, tokens.count - 1)).upperBound
    guard match.range.upperBound < end,
      !has(
        [
          "неизвестн*", "невідом*", "устанавл*", "встановл*", "выясн*", "з'ясов*", "неясн*",
          "уточн*",
        ], in: match.range.upperBound..<end)
    else { return [] }
    let hedge = occurrenceHedge(of: bytes)
    return [
      ReadClaim(
        kind: .cause, text: words(match.range.upperBound..<end, of: bytes), hedge: hedge,
        passage: passage("claim.cause"))
    ]
  }

  private func casualties(of bytes: [UInt8]) -> [ReadClaim] {
    let hedge = occurrenceHedge(of: bytes)
    let all = numbers()
    let counted = harms.compactMap { unit, words in
      toll(words, all).map { number in
        let read = number.read(unit: unit, in: self, of: bytes)
        return ReadClaim(
          kind: .casualties, text: "\(read.short) \(unit)", number: read, hedge: hedge,
          passage: passage("claim.casualties"))
      }
    }
    let none = noToll.matches(in: tokens[...]).filter { match in
      let start = match.range.lowerBound
      return
        !(isOne(of: about, at: start - 1) || has(reports, in: match.range)
        || has(reports, in: start - 4..<start)
        || has(reports, in: match.range.upperBound..<match.range.upperBound + 2))
    }.prefix(1).map { match in
      let text = words(match.range, of: bytes)
      return ReadClaim(
        kind: .casualties, text: "no \(match.meaning)",
        number: ReadNumber(unit: match.meaning, low: nil, best: 0, high: nil, words: text),
        hedge: hedge, passage: passage("claim.no-casualties"))
    }
    return counted.isEmpty ? Array(none) : counted
  }

  /// The number that belongs to a word for deaths or injuries: the nearest in its clause.
  private func toll(_ harm: WordSet, _ numbers: [NumberMention]) -> NumberMention? {
    for index in tokens.indices where harm.contains(tokens[index].word) {
      guard !isUnreal(index..<index + 1), text(at: index - 1) != "не" else { continue }
      let near = numbers.compactMap { number -> (NumberMention, Int)? in
        let isAfter = number.range.lowerBound > index
        let between =
          isAfter ? index + 1..<number.range.lowerBound : number.range.upperBound..<index
        let reach = has(growing, in: between) ? 14 : 5
        guard number.range.upperBound <= index || isAfter, between.count <= reach,
          between.allSatisfy({ isWordBetween($0) }), !countsThings(number)
        else { return nil }
        return (number, between.count * 2 + (isAfter ? 1 : 0))
      }
      if let best = near.min(by: { $0.1 < $1.1 }) { return best.0 }
      if singular.contains(tokens[index].word),
        let person = (index + 1..<index + 5).first(where: { isOne(of: single, at: $0) }),
        (index + 1..<person).allSatisfy({ !isMark($0) || tokens[$0].text == "," })
      {
        return NumberMention(range: person..<person + 1, best: 1)
      }
    }
    return nil
  }

  private func isWordBetween(_ index: Int) -> Bool {
    let token = tokens[index]
    return token.shape == .word
      && !harms.contains { $0.words.contains(token.word) && token.text != "жертвами" }
  }

  /// "5 домов", "300 квадратов": no people.
  private func countsThings(_ number: NumberMention) -> Bool {
    let next = number.range.upperBound
    guard next < tokens.count, tokens[next].shape == .word else { return false }
    return countable.match(in: tokens[...], at: next) != nil || has(things, in: next..<next + 2)
  }
}

/// "Число погибших при ударе по городу выросло до 11": the number may stand far behind.
private let growing: WordSet = [
  "вырос*", "увелич*", "возрос*", "зросл*", "збільш*", "достиг*", "стали", "стал", "стало",
]

private let things: WordSet = [
  "дом~", "домов", "будин*", "авто*", "машин*", "здани*", "квартир*", "школ*", "област*", "район*",
  "раз",
  "пожарн*", "бригад*", "единиц*", "одиниц*", "цел*", "ціл*", "населен*", "окн*", "вікн*",
  "больниц*", "год*", "рок*",
  "школ*", "город*", "город~", "техник*", "час*",
]
