/// A text as UTF-8, with the few questions that the finder asks of what stands around a name.
typealias TextBytes = UnsafeBufferPointer<UInt8>

extension UInt8 {
  /// A letter, a digit, or part of a letter beyond ASCII. General punctuation (“ ” – …) begins with
  /// 0xE2 and a no-break space with 0xC2, which no letter of a name does.
  var isWordByte: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), 0xC3...0xDF, 0xE1:
      true
    case 0x80...0xBF: true  // the rest of a letter; the rest of a dash never follows a letter
    default: false
    }
  }

  var isUppercase: Bool { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= self }
  var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }
  var isLowercase: Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= self }
  /// It joins two words: "the Moscow-Kazan road", "the Kyiv's", "the Kharkiv/Sumy border".
  var isJoint: Bool {
    self == UInt8(ascii: "-") || self == UInt8(ascii: "/") || self == UInt8(ascii: "'")
      || self == 0xE2
  }
  /// A space or the end of a line.
  var isSpace: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\n") }
  var lowercased: UInt8 { isUppercase ? self | 0x20 : self }
}

extension TextBytes {
  /// Whether the typographic apostrophe ’ stands at `position`.
  func hasApostrophe(at position: Int) -> Bool {
    position + 2 < count && self[position] == 0xE2 && self[position + 1] == 0x80
      && self[position + 2] == 0x99
  }

  /// How many bytes an apostrophe at `position` takes that stands for a soft sign, between two letters of one
  /// word ("Kup'yans'k"), and is no possessive; 0 where there is none.
  func softSign(at position: Int) -> Int {
    guard position < count else { return 0 }
    let length = self[position] == UInt8(ascii: "'") ? 1 : hasApostrophe(at: position) ? 3 : 0
    let next = position + length
    guard length > 0, next < count, self[next].isLowercase else { return 0 }
    let isPossessive =
      self[next] == UInt8(ascii: "s")
      && (next + 1 == count || !self[next + 1].isWordByte && softSign(at: next + 1) == 0)
    return isPossessive ? 0 : length
  }

  /// Whether a line begins at `position`.
  func beginsLine(at position: Int) -> Bool {
    position > 0 && self[position - 1] == UInt8(ascii: "\n")
  }

  /// Whether a line ends at `position`.
  func endsLine(at position: Int) -> Bool {
    position < count && self[position] == UInt8(ascii: "\n")
  }

  func string(_ range: Range<Int>) -> String {
    String(decoding: TextBytes(rebasing: self[range]), as: UTF8.self)
  }

  /// The words of `range`, with those in capitals as if only their first letter were one.
  func capitalised(_ range: Range<Int>) -> String {
    let isAllCapitals = !self[range].contains { $0.isLowercase }
    guard isAllCapitals, range.count > 3 else { return string(range) }
    var bytes = Array(self[range])
    for i in bytes.indices.dropFirst() where bytes[i - 1].isWordByte {
      bytes[i] = bytes[i].lowercased
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  func has(_ string: StaticString, at position: Int) -> Bool {
    position >= 0 && position + string.utf8CodeUnitCount <= count
      && (0..<string.utf8CodeUnitCount).allSatisfy {
        self[position + $0] == string.utf8Start[$0]
      }
  }

  /// The word that begins at `start`; empty when none does.
  func word(from start: Int) -> Range<Int> {
    var end = Swift.min(start, count)
    while end < count, self[end].isWordByte { end += 1 }
    return Swift.min(start, end)..<end
  }

  /// The word that one space sets apart from what begins at `position`; `nil` when something else
  /// stands there.
  func word(before position: Int) -> Range<Int>? {
    guard position > 1, self[position - 1].isSpace, self[position - 2].isWordByte else {
      return nil
    }
    var start = position - 2
    while start > 0, self[start - 1].isWordByte { start -= 1 }
    return start..<(position - 1)
  }

  /// The word that one space sets apart from what ends at `position`.
  func word(after position: Int) -> Range<Int>? {
    guard position < count, self[position].isSpace else { return nil }
    let word = word(from: position + 1)
    return word.isEmpty ? nil : word
  }

  /// Whether `word` begins with a capital and is no acronym.
  func isCapitalised(_ word: Range<Int>) -> Bool {
    self[word.lowerBound].isUppercase && (word.count == 1 || !self[word.lowerBound + 1].isUppercase)
  }

  /// What stands between two names; empty when that is more than could join them.
  func gap(_ start: Int, _ end: Int) -> String { end - start > 8 ? "" : string(start..<end) }

  /// Whether most of the longer words around `position`, in its line, have a capital: a headline,
  /// where capitals tell nothing.
  func isHeadline(around position: Int) -> Bool {
    var start = position
    while start > 0, position - start < 200, self[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    var capitalised = 0
    var total = 0
    while start < count, start - position < 200, self[start] != UInt8(ascii: "\n") {
      let word = word(from: start)
      if word.count > 3, !self[word.lowerBound].isDigit {
        total += 1
        if !self[word.lowerBound].isLowercase { capitalised += 1 }
      }
      start = word.upperBound + 1
    }
    return total > 4 && capitalised * 10 >= total * 7
  }
}
