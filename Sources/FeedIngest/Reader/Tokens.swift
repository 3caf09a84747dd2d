/// A word, a number or a mark, where it stands in the text's UTF-8 bytes.
struct Token: Hashable {
  enum Shape: Hashable {
    case word, number, mark
  }

  var start: Int
  var end: Int
  /// In lower case, with straight quotes: what rules compare.
  var text: String
  var shape: Shape
  /// It begins with a capital letter.
  var isCapitalised: Bool
  /// `text` as tables compare it.
  var word: Word

  init(
    start: Int, end: Int, text: String, shape: Shape, isCapitalised: Bool, word: Word? = nil
  ) {
    self.start = start
    self.end = end
    self.text = text
    self.shape = shape
    self.isCapitalised = isCapitalised
    self.word = word ?? Word(text)
  }
}

/// Splits `bytes[range]` into tokens.
///
/// Rules see one form of each word: "didn't" is "did" "not", "Russia’s" is "russia" "'s", and hyphens part
/// words, so that "air-defence" is "air" "defence". "U.S." is one word, "1,200" and "6.1" are one number.
func tokens(of bytes: [UInt8], in range: Range<Int>) -> [Token] {
  var tokens: [Token] = []
  tokens.reserveCapacity(range.count / 4)
  var index = range.lowerBound
  while index < range.upperBound {
    if isLetterOrDigitOfASCII(bytes[index]) {
      let end = wordEnd(in: bytes, from: index, limit: range.upperBound)
      appendWord(bytes, index..<end, to: &tokens)
      index = end
    } else if bytes[index] == 0x20 {
      index += 1
    } else if let (mark, length) = mark(in: bytes, at: index, limit: range.upperBound) {
      if let mark {
        tokens.append(
          Token(
            start: index, end: index + length, text: mark, shape: .mark, isCapitalised: false))
      }
      index += length
    } else if isLetter(bytes[index]) || isDigit(bytes[index]) {
      let end = wordEnd(in: bytes, from: index, limit: range.upperBound)
      appendWord(bytes, index..<end, to: &tokens)
      index = end
    } else {
      index += 1
    }
  }
  return tokens
}

func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

/// ASCII letters, and every byte of a character beyond ASCII that is no punctuation (``mark(in:at:limit:)``).
func isLetter(_ byte: UInt8) -> Bool {
  (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte >= 0xC3
}

func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }

private func isLetterOrDigitOfASCII(_ byte: UInt8) -> Bool {
  (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
}

/// The apostrophe at `index`, as its length in bytes: ' or ’.
private func apostrophe(in bytes: [UInt8], at index: Int, limit: Int) -> Int? {
  if bytes[index] == UInt8(ascii: "'") { return 1 }
  return index + 2 < limit && bytes[index] == 0xE2 && bytes[index + 1] == 0x80
    && bytes[index + 2] == 0x99 ? 3 : nil
}

/// General punctuation (U+2000–U+206F, lead byte E2 80 or E2 81) and ASCII marks. `nil` text: white space.
private func mark(in bytes: [UInt8], at index: Int, limit: Int) -> (String?, Int)? {
  let byte = bytes[index]
  if byte == 0xE2, index + 2 < limit, bytes[index + 1] == 0x80 || bytes[index + 1] == 0x81 {
    switch (bytes[index + 1], bytes[index + 2]) {
    case (0x80, 0x9C), (0x80, 0x9D), (0x80, 0x9E): return ("\"", 3)
    case (0x80, 0x92...0x95): return ("—", 3)
    case (0x80, 0xA6): return (".", 3)
    default: return (nil, 3)
    }
  }
  // Symbols and pictures: "❗️Взрыв".
  if byte == 0xE2, index + 2 < limit, bytes[index + 1] > 0x81 { return (nil, 3) }
  if byte == 0xEF, index + 2 < limit, bytes[index + 1] == 0xB8 { return (nil, 3) }
  if byte == 0xF0, index + 3 < limit { return (nil, 4) }
  if byte == 0xC2 {
    let isQuote = index + 1 < limit && (bytes[index + 1] == 0xAB || bytes[index + 1] == 0xBB)
    return (isQuote ? "\"" : nil, 2)
  }
  switch byte {
  case UInt8(ascii: "-"):
    // A hyphen parts words without a token; a dash stands apart.
    let isDash = index > 0 && bytes[index - 1] <= 0x20
    return (isDash ? "—" : nil, 1)
  case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "("),
    UInt8(ascii: ")"), UInt8(ascii: "\""), UInt8(ascii: "."), UInt8(ascii: "!"),
    UInt8(ascii: "?"), UInt8(ascii: "%"), UInt8(ascii: "$"):
    return (String(UnicodeScalar(byte)), 1)
  default: return nil
  }
}

private func wordEnd(in bytes: [UInt8], from start: Int, limit: Int) -> Int {
  var index = start
  while index < limit, isLetterOrDigitOfASCII(bytes[index]) { index += 1 }
  while index < limit, bytes[index] != 0x20 {
    let byte = bytes[index]
    if byte == 0xE2 || byte == 0xEF || byte == 0xF0,
      mark(in: bytes, at: index, limit: limit) != nil
    {
      guard let length = apostrophe(in: bytes, at: index, limit: limit), index + length < limit,
        isLetter(bytes[index + length])
      else { return index }
      index += length
    } else if isLetter(byte) || isDigit(byte) || (0x80...0xBF).contains(byte) {
      index += 1
    } else if byte == UInt8(ascii: "'"), index + 1 < limit, isLetter(bytes[index + 1]) {
      index += 1
    } else if byte == UInt8(ascii: "."), isInitialism(bytes, start..<index, limit: limit) {
      index += 1
    } else if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ","), index + 1 < limit,
      isDigit(bytes[index - 1]), isDigit(bytes[index + 1])
    {
      index += 1
    } else {
      return index
    }
  }
  return index
}

/// Whether the full stop after `range` belongs to the word: "U.S.", "a.m.", "U.N.".
private func isInitialism(_ bytes: [UInt8], _ range: Range<Int>, limit: Int) -> Bool {
  let isSingleLetter = { (index: Int) in
    index < limit && isLetter(bytes[index]) && bytes[index] < 0x80
      && (index + 1 >= limit || !isLetter(bytes[index + 1]))
  }
  guard let last = range.last, isSingleLetter(last) else { return false }
  let follows = range.upperBound + 1
  let isFirst = range.count == 1
  return isFirst
    ? isSingleLetter(follows) && follows + 1 < limit && bytes[follows + 1] == UInt8(ascii: ".")
    : bytes[range.upperBound - 2] == UInt8(ascii: ".")
}

private func appendWord(_ bytes: [UInt8], _ range: Range<Int>, to tokens: inout [Token]) {
  if let token = shortWord(bytes, range) {
    tokens.append(token)
    return
  }
  var isNumber = true
  var isASCII = true
  var hasApostrophe = false
  for index in range {
    let byte = bytes[index]
    if !isDigit(byte), byte != UInt8(ascii: "."), byte != UInt8(ascii: ",") { isNumber = false }
    if byte >= 0x80 { isASCII = false }
    if byte == UInt8(ascii: "'") || byte == 0xE2 || byte == 0xCA { hasApostrophe = true }
  }
  let (text, isCapitalised) = lowercased(bytes[range], isASCII: isASCII)
  func append(_ text: String, _ range: Range<Int>, capitalised: Bool) {
    tokens.append(
      Token(
        start: range.lowerBound, end: range.upperBound, text: text,
        shape: isNumber ? .number : .word, isCapitalised: capitalised))
  }
  if hasApostrophe, text.hasSuffix("'s"), text.utf8.count > 2 {
    let length = bytes[range.upperBound - 2] == UInt8(ascii: "'") ? 2 : 4
    let split = range.upperBound - length
    append(String(text.dropLast(2)), range.lowerBound..<split, capitalised: isCapitalised)
    append("'s", split..<range.upperBound, capitalised: false)
  } else if hasApostrophe, text.hasSuffix("n't"), text.utf8.count > 3 {
    let stem = irregular[text] ?? String(text.dropLast(3))
    append(stem, range, capitalised: isCapitalised)
    append("not", range, capitalised: false)
  } else {
    append(text, range, capitalised: isCapitalised)
  }
}

/// A word of up to 15 characters, all of ASCII and no apostrophe, as most are: as a string it needs no memory
/// of its own. `nil` when it is something else, or a number.
private func shortWord(_ bytes: [UInt8], _ range: Range<Int>) -> Token? {
  guard range.count < 16, bytes.count >= 16, !isDigit(bytes[range.lowerBound]) else { return nil }
  let start = min(range.lowerBound, bytes.count - 16)
  let following = UInt128.max >> UInt128(8 * range.count)
  // The first letter highest.
  let letters =
    bytes.withUnsafeBytes {
      UInt128(bigEndian: $0.loadUnaligned(fromByteOffset: start, as: UInt128.self))
    } << UInt128(8 * (range.lowerBound - start)) & ~following
  let ones: UInt128 = 0x0101_0101_0101_0101_0101_0101_0101_0101
  let highest = ones << 7
  let apostrophes = letters ^ ones * UInt128(UInt8(ascii: "'"))
  guard letters & highest == 0, (apostrophes &- ones) & ~apostrophes & highest == 0 else {
    return nil
  }
  // The highest bit of each byte: it is "A" or more, it is more than "Z".
  let fromA = letters &+ ones * UInt128(0x80 - UInt8(ascii: "A"))
  let pastZ = letters &+ ones * UInt128(0x7F - UInt8(ascii: "Z"))
  let lower = letters | ((fromA ^ pastZ) & highest) >> 2
  let text = withUnsafeBytes(of: lower.bigEndian) { lower in
    lower.withMemoryRebound(to: UInt8.self) {
      String(decoding: UnsafeBufferPointer(rebasing: $0[..<range.count]), as: UTF8.self)
    }
  }
  return Token(
    start: range.lowerBound, end: range.upperBound, text: text, shape: .word,
    isCapitalised: isUpper(bytes[range.lowerBound]), word: Word(letters: lower))
}

private let irregular = ["can't": "can", "won't": "will", "shan't": "shall"]

/// The word in lower case with straight apostrophes, and whether it begins with a capital.
private func lowercased(
  _ word: ArraySlice<UInt8>, isASCII: Bool
) -> (String, isCapitalised: Bool) {
  if isASCII {
    let lower = String(unsafeUninitializedCapacity: word.count) { lower in
      word.withUnsafeBufferPointer { word in
        for place in word.indices {
          lower[place] = isUpper(word[place]) ? word[place] | 0x20 : word[place]
        }
      }
      return word.count
    }
    return (lower, word.first.map(isUpper) == true)
  }
  if let lower = lowercasedCyrillic(word) {
    return (String(decoding: lower, as: UTF8.self), isCapitalCyrillic(word))
  }
  let text = String(decoding: word, as: UTF8.self)
  let isCapitalised = text.unicodeScalars.first?.properties.isUppercase == true
  let lower = text.lowercased()
  // Of the many words with an é or an ü hardly one has an apostrophe.
  return (word.contains(0xE2) ? lower.replacing("’", with: "'") : lower, isCapitalised)
}
