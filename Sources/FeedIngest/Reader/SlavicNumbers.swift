import Incidents

// Numbers in Russian and Ukrainian, with the words that widen or narrow them.

private enum Bound {
  case about, atLeast, moreThan, atMost, lessThan
}

private let bounds = RuleTable<Bound>([
  (
    "около|примерно|приблизительно|порядка|почти|ориентировочно|близько|приблизно|майже|орієнтовно|біля",
    .about
  ),
  ("не менее|меньше|менше", .atLeast), ("как|як минимум|мінімум", .atLeast),
  ("по меньшей|крайней мере", .atLeast), ("минимум|мінімум|щонайменше|принаймні", .atLeast),
  ("не более|больше|більше", .atMost), ("максимум", .atMost),
  ("более|больше|більше|більш чем|ніж|як", .moreThan),
  ("более|больше|свыше|понад|більше|більш", .moreThan),
  ("менее|меньше|менше", .lessThan), ("до", .atMost),
])

private let units: [Word: Int] = numbers(
  """
  один 1 одна 1 одно 1 одного 1 одной 1 одну 1 одне 1 одним 1 однієї 1 два 2 две 2 двое 2 двоих 2 двух 2
  двум 2 дві 2 двоє 2 двох 2 двом 2 три 3 трое 3 троих 3 трех 3 троє 3 трьох 3 четыре 4 четверо 4
  четверых 4 четырех 4 чотири 4 чотирьох 4 пять 5 пятеро 5 пятерых 5 пяти 5 пятьох 5 шесть 6 шестеро 6
  шестерых 6 шести 6 шість 6 шістьох 6 семь 7 семеро 7 семерых 7 семи 7 сім 7 сімох 7 восемь 8 восьмеро 8
  восьми 8 вісім 8 вісьмох 8 девять 9 девятеро 9 девяти 9 девять 9 десять 10 десяти 10 десятеро 10
  одиннадцать 11 двенадцать 12 тринадцать 13 четырнадцать 14 пятнадцать 15 шестнадцать 16 семнадцать 17
  восемнадцать 18 девятнадцать 19 одинадцять 11 дванадцять 12 тринадцять 13 чотирнадцять 14
  пятнадцять 15 шістнадцять 16 сімнадцять 17 вісімнадцять 18 девятнадцять 19 двадцать 20 двадцать 20
  двадцять 20 двадцати 20 двадцяти 20 тридцать 30 тридцять 30 тридцати 30 сорок 40 сорока 40
  пятьдесят 50 шестьдесят 60 семьдесят 70 восемьдесят 80 девяносто 90 пятдесят 50 шістдесят 60
  сімдесят 70 вісімдесят 80 сто 100 ста 100 двести 200 двісті 200 триста 300 пара 2 пару 2
  девять 9 пять 5 девятьох 9 девятью 9
  """)

private let multipliers = RuleTable<Int>([
  ("десяток|десятка|десятков|десятки|десятків", 10), ("дюжин*", 12),
  ("сотня|сотни|сотню|сотен|сотень|сотні", 100), ("тысяч~|тисяч~|тыс|тис", 1000),
  ("миллион~|мільйон~|млн", 1_000_000),
])

private let several: WordSet = [
  "несколько", "нескольких", "кілька", "кількох", "декілька", "декількох",
]
private let ranges: WordSet = ["от", "від", "с", "з"]
/// "до шести" after one of these is six, not six at most.
private let growth: WordSet = [
  "вырос*", "увелич*", "возрос*", "зросл*", "зріс", "збільш*", "достиг*", "подня*", "сягн*",
  "сократил*",
]

/// What a number counts that is no person and no thing of ours.
private let measures: WordSet = [
  "лет", "летн*", "летие", "летия", "год", "года", "году", "годов", "году", "років", "роки", "рік",
  "року",
  "річн*", "річч*", "час", "часа", "часов", "часам", "годин*", "минут*", "хвилин*", "секунд*",
  "суток",
  "сутки", "доби", "діб", "дня", "дней", "день", "днів", "дні", "ночи", "утра", "вечера", "ранку",
  "недел*", "тижн*", "месяц*", "місяц*", "метр*", "м", "км", "километр*", "кілометр*", "квадрат*",
  "кв",
  "гектар*", "процент*", "відсотк*", "%", "руб*", "грн", "гривен*", "гривень", "доллар*", "долар*",
  "евро", "євро", "тонн*", "литр*", "літр*", "этаж*", "поверх*", "балл*", "бал", "бали", "го", "й",
  "я",
  "ю", "му", "х", "ти", "млрд", "этажн*", "поверхов*", "раз", "разів", "рази", "градус*", "номер*",
]

private func numbers(_ text: String) -> [Word: Int] {
  let parts = text.split { $0 == " " || $0 == "\n" }
  var numbers: [Word: Int] = [:]
  for index in stride(from: 0, to: parts.count - 1, by: 2) {
    numbers[Word(String(parts[index]))] = Int(parts[index + 1])
  }
  return numbers
}

extension SlavicSentence {
  /// Every number that counts something, in the order of the text.
  func numbers() -> [NumberMention] {
    var numbers: [NumberMention] = []
    var index = 0
    while index < tokens.count {
      guard let number = number(at: index) else {
        index += 1
        continue
      }
      if !isNoCount(number) { numbers.append(number) }
      index = number.range.upperBound
    }
    return numbers
  }

  /// "не менее трёх", "около 10", "от 3 до 5", "десятки".
  func number(at index: Int) -> NumberMention? {
    guard index < tokens.count else { return nil }
    if let bound = bounds.match(in: tokens[...], at: index),
      let (value, end) = cardinal(at: bound.range.upperBound)
    {
      let range = index..<end
      switch bound.meaning {
      case .about: return NumberMention(range: range, best: value)
      case .atLeast: return NumberMention(range: range, low: value)
      case .moreThan: return NumberMention(range: range, low: value + 1)
      case .lessThan: return NumberMention(range: range, high: value - 1)
      case .atMost where has(growth, in: index - 3..<index) || has(growth, in: end..<end + 2):
        return NumberMention(range: index + 1..<end, best: value)
      case .atMost: return NumberMention(range: range, high: value)
      }
    }
    if isOne(of: several, at: index), let unit = multiplier(at: index + 1) {
      return NumberMention(range: index..<index + 2, low: 2 * unit)
    }
    if isOne(of: ranges, at: index), let (low, middle) = cardinal(at: index + 1),
      text(at: middle) == "до", let (high, end) = cardinal(at: middle + 1), low < high
    {
      return NumberMention(range: index..<end, low: low, high: high)
    }
    guard let (value, end) = cardinal(at: index) else {
      // "десятки", "сотни": at least two of them; one is "десяток".
      guard let unit = multiplier(at: index), text(at: index) != "десяток" else {
        return multiplier(at: index).map { NumberMention(range: index..<index + 1, best: $0) }
      }
      let isAbout = ["с", "із", "з"].contains(text(at: index - 1))
      return isAbout ? nil : NumberMention(range: index..<index + 1, low: 2 * unit)
    }
    let isJoined = text(at: end) == "—" || ["или", "чи", "або"].contains(text(at: end))
    if let (high, last) = cardinal(at: isJoined ? end + 1 : end), value < high,
      isJoined || tokens[end - 1].end + 1 == tokens[end].start
    {
      return NumberMention(range: index..<last, low: value, high: high)
    }
    return NumberMention(range: index..<end, best: value)
  }

  private func isNoCount(_ number: NumberMention) -> Bool {
    let next = number.range.upperBound
    let first = number.range.lowerBound
    return isYear(number) || isOne(of: measures, at: next) || isOne(of: slavicMonths, at: next)
      || text(at: next) == ":" && next + 1 < tokens.count && tokens[next + 1].shape == .number
      || text(at: first - 1) == "№"
  }

  private func cardinal(at index: Int) -> (Int, end: Int)? {
    guard tokens.indices.contains(index) else { return nil }
    var end = index + 1
    var value: Int
    if tokens[index].shape == .number {
      guard let number = Int(tokens[index].text.filter { $0 != "," }) else { return nil }
      value = number
      // "30 000"
      while value < 1_000_000, end < tokens.count, tokens[end].shape == .number,
        tokens[end].text.utf8.count == 3, tokens[end - 1].text.utf8.count <= 3,
        tokens[end].start - tokens[end - 1].end <= 3, let next = Int(tokens[end].text)
      {
        value = value * 1000 + next
        end += 1
      }
    } else {
      guard let number = units[tokens[index].word] else { return nil }
      value = number
      if value >= 20, value % 10 == 0, end < tokens.count, let ones = units[tokens[end].word],
        ones < 10
      {
        value += ones
        end += 1
      }
    }
    if let unit = multiplier(at: end), value < 1_000_000 {
      value *= unit
      end += 1
    }
    return (value, end)
  }

  private func multiplier(at index: Int) -> Int? {
    guard tokens.indices.contains(index) else { return nil }
    return multipliers.match(in: tokens[...], at: index)?.meaning
  }
}
