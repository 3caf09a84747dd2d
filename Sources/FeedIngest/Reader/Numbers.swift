import Incidents

// Numbers as a text gives them: with the words around them that widen or narrow them.

/// A number where it stands in a sentence.
struct NumberMention: Hashable {
  var range: Range<Int>
  var low: Int?
  var best: Int?
  var high: Int?
}

private enum Bound {
  case about, atLeast, moreThan, atMost, lessThan, exactly
}

private let boundWords = RuleTable<Bound>([
  ("approximately|about|around|roughly|some|circa|nearly|almost", .about), ("close to", .about),
  ("an estimated", .about), ("at least", .atLeast), ("no|not fewer|less than", .atLeast),
  ("more than", .moreThan), ("over|above", .moreThan), ("no|not more than", .atMost),
  ("up to", .atMost), ("at most", .atMost), ("as many as", .atMost),
  ("fewer|less than", .lessThan), ("under|below", .lessThan), ("exactly|precisely", .exactly),
])

private let numberWords: WordTable<Int> = [
  "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
  "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
  "sixteen": 16,
  "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
  "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
]

/// Words that say only how many at least.
private let vagueWords: WordTable<Int> = [
  "dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000,
]

private let multipliers: WordTable<Int> = [
  "dozen": 12, "hundred": 100, "thousand": 1000, "million": 1_000_000,
]
private let fewWords: WordSet = ["several", "few"]
private let rangeWords: WordSet = ["between", "from"]
private let joiningWords: WordSet = ["to", "or"]
private let half = Word("half")
private let article = Word("a")

private let beginsNumber = WordSet(
  boundWords.firstWords.union(numberWords.words).union(vagueWords.words)
    .union(["between", "from", "several", "few", "a", "half"]))

extension EnglishSentence {
  /// The number that begins at `index`, with its words: "at least three", "approximately 10", "dozens".
  func number(at index: Int) -> NumberMention? {
    guard tokens.indices.contains(index),
      tokens[index].shape == .number || beginsNumber.contains(tokens[index].word)
    else { return nil }
    if let bound = boundWords.match(in: tokens[...], at: index) {
      guard let (value, end) = cardinal(at: bound.range.upperBound) else { return nil }
      let range = index..<end
      return switch bound.meaning {
      case .about: NumberMention(range: range, best: value)
      case .atLeast: NumberMention(range: range, low: value)
      case .moreThan: NumberMention(range: range, low: value + 1)
      case .atMost: NumberMention(range: range, high: value)
      case .lessThan: NumberMention(range: range, high: value - 1)
      case .exactly: NumberMention(range: range, low: value, best: value, high: value)
      }
    }
    if isOne(of: fewWords, at: index), let unit = multiplier(at: index + 1) {
      return NumberMention(range: index..<index + 2, low: 2 * unit)
    }
    if let least = vagueWords[tokens[index].word] {
      return NumberMention(range: index..<index + 1, low: least)
    }
    if isOne(of: rangeWords, at: index), let (low, middle) = cardinal(at: index + 1),
      ["and", "to"].contains(text(at: middle)),
      let (high, end) = cardinal(at: middle + 1), low < high
    {
      return NumberMention(range: index..<end, low: low, high: high)
    }
    guard let (value, end) = cardinal(at: index) else { return nil }
    if isOne(of: joiningWords, at: end), let (high, last) = cardinal(at: end + 1), value < high {
      return NumberMention(range: index..<last, low: value, high: high)
    }
    return NumberMention(range: index..<end, best: value)
  }

  /// Every number of the sentence, as long as it can be read.
  func findNumbers() -> [NumberMention] {
    var numbers: [NumberMention] = []
    var index = 0
    while index < tokens.count {
      if let number = number(at: index), !isNoCount(number) {
        numbers.append(number)
        index = number.range.upperBound
      } else {
        index += 1
      }
    }
    return numbers
  }

  /// "a 61-year-old woman", "aged 12", "no one", "the 2025 attacks"
  func isNoCount(_ number: NumberMention) -> Bool {
    isYear(number)
      || ["year", "years", "month", "months"].contains(text(at: number.range.upperBound))
        && text(at: number.range.upperBound + 1) == "old"
      || text(at: number.range.lowerBound - 1) == "aged"
      || text(at: number.range.lowerBound) == "one" && text(at: number.range.lowerBound - 1) == "no"
  }

  /// "10", "1,200", "twenty five", "two dozen", "a dozen", "3 thousand".
  private func cardinal(at index: Int) -> (Int, end: Int)? {
    guard index < tokens.count else { return nil }
    let word = tokens[index].word
    if word == half, text(at: index + 1) == "a", text(at: index + 2) == "dozen" {
      return (6, index + 3)
    }
    if word == article, let unit = multiplier(at: index + 1) { return (unit, index + 2) }
    guard
      var value = tokens[index].shape == .number
        ? Int(tokens[index].text.filter { $0 != "," }) : numberWords[tokens[index].word]
    else { return nil }
    var end = index + 1
    if value >= 20, value % 10 == 0, tokens[index].shape == .word, end < tokens.count,
      let ones = numberWords[tokens[end].word], ones < 10
    {
      value += ones
      end += 1
    }
    if let unit = multiplier(at: end), value < 1_000_000 {
      value *= unit
      end += 1
    }
    return (value, end)
  }

  private func multiplier(at index: Int) -> Int? {
    tokens.indices.contains(index) ? multipliers[tokens[index].word] : nil
  }
}

extension Sentence {
  /// Four digits alone, of our times.
  func isYear(_ number: NumberMention) -> Bool {
    number.range.count == 1 && text(at: number.range.lowerBound).utf8.count == 4
      && (1900..<2100).contains(number.best ?? 0)
  }
}

extension NumberMention {
  func read(unit: String, in sentence: some Sentence, of bytes: [UInt8]) -> ReadNumber {
    ReadNumber(
      unit: unit, low: low, best: best, high: high, words: sentence.words(range, of: bytes))
  }
}

extension ReadNumber {
  /// For a title: "≈10", "≥3", "≤20", "10".
  var short: String {
    if let low, let high { return low == high ? "\(low)" : "\(low)–\(high)" }
    if let low { return "≥\(low)" }
    if let high { return "≤\(high)" }
    guard let best else { return words }
    let isPlain = words.first?.isNumber == true || !words.contains(" ")
    return isPlain ? "\(best)" : "≈\(best)"
  }
}
