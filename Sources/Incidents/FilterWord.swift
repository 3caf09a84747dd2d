/// A word of a filter, taken apart: `-status:reported,"…"`. Ranges are in UTF-8 bytes of the line.
public struct FilterWord: Hashable, Sendable {
  public struct Value: Hashable, Sendable {
    public var text: String
    /// With its quotes.
    public var range: Range<Int>
    public var isQuoted = false
    /// Its quote has an end.
    public var isClosed = true
  }

  /// All of it.
  public var range: Range<Int>
  public var isNegated = false
  /// What stands before the relation. `nil`: it is text to look for.
  public var name: Value?
  /// `:`, `>=`, …; empty without a name.
  public var relation = ""
  /// At least one; what is missing before or after a comma is empty.
  public var values: [Value]

  /// Takes a line apart. Every line can be: what is wrong in it shows later.
  public static func split(_ line: String) -> [FilterWord] {
    var scanner = FilterScanner(bytes: Array(line.utf8))
    var words: [FilterWord] = []
    while let word = scanner.word() { words.append(word) }
    return words
  }
}

/// The quotes that people have on their keyboards.
public enum FilterQuotes {
  static let pairs = [("\"", "\""), ("“", "”"), ("«", "»")]
  static let bytes = pairs.map { (open: Array($0.0.utf8), close: Array($0.1.utf8)) }

  /// `text` as it must be written to be read again: in quotes where it is more than a word.
  public static func quoted(_ text: String) -> String {
    let letters = text.unicodeScalars
    let isWord =
      !letters.isEmpty && letters.first != "-"
      && !letters.contains {
        $0.properties.isWhitespace || ",:<>=\"“”«»".unicodeScalars.contains($0)
      }
    // A text cannot hold the end of the quotes that it stood in: one with all of them stood in none.
    guard !isWord,
      let (open, close) = pairs.first(where: {
        !$0.1.unicodeScalars.contains(where: letters.contains)
      })
    else { return text }
    return open + text + close
  }
}

private struct FilterScanner {
  let bytes: [UInt8]
  var at = 0

  mutating func word() -> FilterWord? {
    while at < bytes.count, Self.isBlank(bytes[at]) { at += 1 }
    guard at < bytes.count else { return nil }
    var word = FilterWord(range: at..<at, values: [])
    let start = at
    if bytes[at] == UInt8(ascii: "-") {
      word.isNegated = true
      at += 1
    }
    if let (name, relation) = opening() {
      word.name = name
      word.relation = relation
    }
    word.values = values()
    word.range = start..<at
    return word
  }

  /// Letters with a relation right behind them.
  private mutating func opening() -> (name: FilterWord.Value, relation: String)? {
    guard !FilterQuotes.bytes.contains(where: { bytes[at...].starts(with: $0.open) }) else {
      return nil
    }
    let name = bytes[at...].prefix(while: Self.isLetter)
    let rest = bytes[name.endIndex...]
    guard !name.isEmpty, let first = rest.first, ":<>=".utf8.contains(first) else { return nil }
    let isLong = (first == 0x3C || first == 0x3E) && rest.dropFirst().first == UInt8(ascii: "=")
    let relation = rest.prefix(isLong ? 2 : 1)
    at = relation.endIndex
    return (value(name), String(decoding: relation, as: UTF8.self))
  }

  private mutating func values() -> [FilterWord.Value] {
    var values = [nextValue()]
    while at < bytes.count, bytes[at] == UInt8(ascii: ",") {
      at += 1
      values.append(nextValue())
    }
    return values
  }

  private mutating func nextValue() -> FilterWord.Value {
    let start = at
    for quote in FilterQuotes.bytes where bytes[at...].starts(with: quote.open) {
      let inside = at + quote.open.count
      var end = inside
      while end < bytes.count, !bytes[end...].starts(with: quote.close) { end += 1 }
      let isClosed = end < bytes.count
      at = isClosed ? end + quote.close.count : end
      var value = value(bytes[inside..<end])
      value.range = start..<at
      value.isQuoted = true
      value.isClosed = isClosed
      return value
    }
    let plain = bytes[at...].prefix { !Self.isBlank($0) && $0 != UInt8(ascii: ",") }
    at = plain.endIndex
    return value(plain)
  }

  private func value(_ slice: ArraySlice<UInt8>) -> FilterWord.Value {
    FilterWord.Value(
      text: String(decoding: slice, as: UTF8.self), range: slice.startIndex..<slice.endIndex)
  }

  /// In any script.
  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
