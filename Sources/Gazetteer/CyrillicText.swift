/// A text as words of Cyrillic letters, each letter one byte, whatever its case. Ё is Е, Ґ is Г, and
/// an apostrophe is nothing, for they are written or left out at will.
struct CyrillicText {
  struct Word {
    /// UTF-8 offsets in the text.
    var start: Int
    var end: Int
    /// In ``CyrillicText/letters``.
    var letters: Range<Int>
    /// It begins with a capital.
    var isCapitalised: Bool
    /// It is of capitals alone, and more than one.
    var isCapitals: Bool
  }

  private(set) var words: [Word] = []
  private(set) var letters: [UInt8] = []
  /// How many more letters it has that only Ukrainian has than those that only Russian has.
  private(set) var ukrainianLetters = 0

  init(_ text: TextBytes) {
    var position = 0
    while position < text.count {
      guard text.cyrillicLetter(at: position) != nil else {
        position += 1
        continue
      }
      var word = Word(
        start: position, end: position, letters: letters.count..<letters.count,
        isCapitalised: false, isCapitals: true)
      while true {
        if let letter = text.cyrillicLetter(at: position) {
          if word.letters.lowerBound == letters.count { word.isCapitalised = letter.isCapital }
          if !letter.isCapital { word.isCapitals = false }
          ukrainianLetters += letter.balance
          letters.append(letter.code)
          position += 2
          word.end = position
        } else if let length = text.silentLength(at: position),
          text.cyrillicLetter(at: position + length) != nil
        {
          position += length
        } else {
          break
        }
      }
      word.letters = word.letters.lowerBound..<letters.count
      if word.letters.count < 2 { word.isCapitals = false }
      words.append(word)
    }
  }

  /// The letters of a word as one would write them in a table, for what need not be quick.
  static func letters(of word: String) -> [UInt8] {
    var word = word
    return word.withUTF8 { CyrillicText($0).letters }
  }

  subscript(word: Word) -> ArraySlice<UInt8> { letters[word.letters] }
}

private struct CyrillicLetter {
  /// 1...32 for а...я, then і, ї, є, ў.
  var code: UInt8
  var isCapital: Bool
  /// 1 for what only Ukrainian has, -1 for what only Russian has.
  var balance: Int
}

extension TextBytes {
  /// Whether it has a Cyrillic letter at all.
  var hasCyrillic: Bool { contains { 0xD0...0xD2 ~= $0 } }

  fileprivate func cyrillicLetter(at position: Int) -> CyrillicLetter? {
    guard position + 1 < count else { return nil }
    let trail = self[position + 1]
    switch (self[position], trail) {
    case (0xD0, 0x90...0xAF):
      let code = trail - 0x8F
      return CyrillicLetter(code: code, isCapital: true, balance: russian(code))
    case (0xD0, 0xB0...0xBF):
      return CyrillicLetter(code: trail - 0xAF, isCapital: false, balance: 0)
    case (0xD1, 0x80...0x8F):
      let code = trail - 0x6F
      return CyrillicLetter(code: code, isCapital: false, balance: russian(code))
    case (0xD0, 0x81), (0xD1, 0x91):
      return CyrillicLetter(code: 6, isCapital: trail == 0x81, balance: -1)
    case (0xD0, 0x86), (0xD1, 0x96):
      return CyrillicLetter(code: 33, isCapital: trail == 0x86, balance: 1)
    case (0xD0, 0x87), (0xD1, 0x97):
      return CyrillicLetter(code: 34, isCapital: trail == 0x87, balance: 1)
    case (0xD0, 0x84), (0xD1, 0x94):
      return CyrillicLetter(code: 35, isCapital: trail == 0x84, balance: 1)
    case (0xD0, 0x8E), (0xD1, 0x9E):
      return CyrillicLetter(code: 36, isCapital: trail == 0x8E, balance: 0)
    case (0xD2, 0x90), (0xD2, 0x91):
      return CyrillicLetter(code: 4, isCapital: trail == 0x90, balance: 1)
    default: return nil
    }
  }

  /// Ъ, ы and э.
  private func russian(_ code: UInt8) -> Int { code == 27 || code == 28 || code == 31 ? -1 : 0 }

  /// The bytes of an apostrophe, or of a stress mark.
  fileprivate func silentLength(at position: Int) -> Int? {
    guard position < count else { return nil }
    if self[position] == UInt8(ascii: "'") || self[position] == UInt8(ascii: "`") { return 1 }
    if hasApostrophe(at: position) { return 3 }
    guard position + 1 < count else { return nil }
    switch (self[position], self[position + 1]) {
    case (0xCA, 0xBC), (0xCC, 0x81): return 2
    default: return nil
    }
  }
}
