/// A rule's words, written as a person would: `has|have not yet? ..2 commented`.
///
/// - `a|b`: one of several words. A trailing `?`: it may be missing.
/// - `взрыв*`, `взрыв~`: a stem, as ``WordIndex`` has it.
/// - `..3`: up to three words or numbers of any kind.
/// - `#`: a number. Marks such as `,` stand for themselves; no gap crosses one.
/// - `<say>`: one of the words of a ``WordClass``.
///
/// A pattern begins with a word that must be there: rules are found by their first word.
struct WordPattern: ExpressibleByStringLiteral, Sendable {
  private enum Element: Sendable {
    case words(WordSet, optional: Bool)
    case number
    case gap(Int)
  }

  private let elements: [Element]

  init(stringLiteral pattern: String) {
    elements = pattern.split(separator: " ").map { part in
      if part == "#" { return .number }
      if part.hasPrefix(".."), let length = Int(part.dropFirst(2)) { return .gap(length) }
      let isOptional = part.hasSuffix("?") && part != "?"
      let words = (isOptional ? part.dropLast() : part).split(separator: "|")
      let all = words.reduce(into: Set<String>()) { set, word in
        if let group = WordClass.named[String(word)] ?? slavicClasses[String(word)] {
          set.formUnion(group.words)
        } else {
          set.insert(String(word))
        }
      }
      return .words(WordSet(all), optional: isOptional)
    }
    guard case .words(_, optional: false)? = elements.first else {
      preconditionFailure("the pattern “\(pattern)” must begin with a word")
    }
  }

  var firstWords: Set<String> {
    if case .words(let words, _)? = elements.first { words.words } else { [] }
  }

  /// Where a match ends whose first word stands at `start`; the shortest. `nil`: no match.
  func end(in tokens: ArraySlice<Token>, behind start: Int) -> Int? {
    end(in: tokens, at: start + 1, element: 1)
  }

  private func end(in tokens: ArraySlice<Token>, at start: Int, element first: Int) -> Int? {
    var index = start
    for element in first..<max(first, elements.count) {
      switch elements[element] {
      case .words(let words, let optional):
        let isThere = index < tokens.endIndex && words.contains(tokens[index].word)
        if !optional {
          guard isThere else { return nil }
          index += 1
        } else if isThere, let end = end(in: tokens, at: index + 1, element: element + 1) {
          return end
        }
      case .number:
        guard index < tokens.endIndex, tokens[index].shape == .number else { return nil }
        index += 1
      case .gap(let length):
        for skipped in 0...length {
          if let end = end(in: tokens, at: index + skipped, element: element + 1) { return end }
          let next = index + skipped
          if next >= tokens.endIndex || tokens[next].shape == .mark { return nil }
        }
        return nil
      }
    }
    return index
  }
}

/// A table of rules, found by the first word of their patterns.
struct RuleTable<Meaning: Sendable>: Sendable {
  struct Match: Sendable {
    /// Indices of the sentence's tokens.
    var range: Range<Int>
    var meaning: Meaning
  }

  private let patterns: [WordPattern]
  /// In the order of the patterns.
  private let meanings: [Meaning]
  private let firstWordIndex: WordIndex
  /// For each entry of the index the rules that begin with it.
  private let byFirstWord: [[Int]]

  init(_ rules: [(WordPattern, Meaning)]) { self.init([rules]) }

  init(_ groups: [[(WordPattern, Meaning)]]) {
    patterns = groups.joined().map(\.0)
    meanings = groups.joined().map(\.1)
    var numbers: [String: [Int]] = [:]
    for (number, pattern) in patterns.enumerated() {
      for text in pattern.firstWords {
        numbers[text, default: []].append(number)
      }
    }
    firstWordIndex = WordIndex(Set(numbers.keys))
    byFirstWord = firstWordIndex.texts.map { numbers[$0] ?? [] }
  }

  var firstWords: Set<String> { Set(firstWordIndex.texts) }

  /// Every place where a rule holds, in the order of the text: at each, the first rule of the table.
  func matches(in tokens: ArraySlice<Token>) -> [Match] {
    var matches: [Match] = []
    var index = tokens.startIndex
    while index < tokens.endIndex {
      if let match = match(in: tokens, at: index) {
        matches.append(match)
        index = Swift.max(match.range.upperBound, index + 1)
      } else {
        index += 1
      }
    }
    return matches
  }

  func matches(in tokens: [Token]) -> [Match] { matches(in: tokens[...]) }

  @inline(__always) func match(in tokens: ArraySlice<Token>, at index: Int) -> Match? {
    guard let entry = firstWordIndex.entry(of: tokens[index].word) else { return nil }
    return match(in: tokens, at: index, entry)
  }

  /// - Parameter entry: the one of the first words' index that stands at `index`.
  private func match(in tokens: ArraySlice<Token>, at index: Int, _ entry: Int) -> Match? {
    var entry = entry
    var numbers = byFirstWord[entry]
    var isSorted = true
    while let outer = firstWordIndex.entry(of: tokens[index].word, behind: entry) {
      numbers += byFirstWord[outer]
      entry = outer
      isSorted = false
    }
    for number in isSorted ? numbers : numbers.sorted() {
      if let end = patterns[number].end(in: tokens, behind: index) {
        return Match(range: index..<end, meaning: meanings[number])
      }
    }
    return nil
  }

  func holds(in tokens: ArraySlice<Token>) -> Bool {
    tokens.indices.contains { match(in: tokens, at: $0) != nil }
  }
}

/// What a table that only says yes or no has to say.
struct Holds: Hashable {}

extension RuleTable<Holds> {
  init(_ patterns: [WordPattern]) { self.init([patterns.map { ($0, Holds()) }]) }
}
