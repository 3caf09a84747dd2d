/// A word as tables compare it: its first 16 letters, a byte each, the first letter highest.
///
/// Words in this order stand as in a dictionary, so that a stem stands right before its words. A letter of
/// Russian or Ukrainian is one byte: ё is е, ґ is г, and an apostrophe is nothing.
struct Word: Hashable, Comparable, Sendable {
  private(set) var letters: UInt128 = 0

  /// How many letters it has: no letter is 0.
  var count: Int { 16 - letters.trailingZeroBitCount / 8 }

  init(_ text: String) {
    self =
      text.utf8.withContiguousStorageIfAvailable { Word(ascii: $0) ?? Word(utf8: $0) }
      ?? Word(utf8: text.utf8)
  }

  /// - Parameter letters: 16 letters of ASCII, the first highest; 0 where there are fewer.
  init(letters: UInt128) { self.letters = letters }

  /// `nil` when a letter among the first 16 is not of ASCII.
  init?(ascii bytes: some RandomAccessCollection<UInt8>) {
    var halves: (UInt64, UInt64) = (0, 0)
    var count = 0
    for byte in bytes.prefix(16) {
      guard byte < 0x80 else { return nil }
      if count < 8 {
        halves.0 |= UInt64(byte) << UInt64(56 - 8 * count)
      } else {
        halves.1 |= UInt64(byte) << UInt64(120 - 8 * count)
      }
      count += 1
    }
    letters = UInt128(halves.0) << 64 | UInt128(halves.1)
  }

  init(utf8 bytes: some Sequence<UInt8>) {
    var lead: UInt8 = 0
    var isCyrillic = false
    var count = 0
    func append(_ letter: UInt8) {
      guard count < 16 else { return }
      letters |= UInt128(letter) << UInt128(120 - 8 * count)
      count += 1
    }
    for byte in bytes {
      if lead != 0 {
        isCyrillic = true
        append(cyrillicLetter(lead, byte))
        lead = 0
      } else if (0xD0...0xD2).contains(byte) {
        lead = byte
      } else if !(isCyrillic && byte == UInt8(ascii: "'")) {
        append(byte)
      }
    }
  }

  static func < (left: Self, right: Self) -> Bool { left.letters < right.letters }
  static func == (left: Self, right: Self) -> Bool { left.letters == right.letters }
  func hash(into hasher: inout Hasher) { hasher.combine(letters) }

  /// What follows the first `length` letters.
  func dropFirst(_ length: Int) -> UInt128 { length > 15 ? 0 : letters << UInt128(8 * length) }

  /// A hash of its first three letters.
  fileprivate var beginning: Int {
    Int(
      truncatingIfNeeded: (UInt64(truncatingIfNeeded: letters >> 104) &* 0x9E37_79B9_7F4A_7C15)
        >> 40)
  }
}

/// A byte of its own for a letter in lower case, given as two bytes of UTF-8.
private func cyrillicLetter(_ lead: UInt8, _ trail: UInt8) -> UInt8 {
  switch (lead, trail) {
  case (0xD0, 0xB0...0xBF): trail - 0x30
  case (0xD1, 0x80...0x8F): trail + 0x10
  case (0xD1, 0x91): 0x85
  case (0xD1, 0x94): 0xA0
  case (0xD1, 0x96): 0xA1
  case (0xD1, 0x97): 0xA2
  case (0xD2, 0x91): 0x83
  default: 0xA3
  }
}

/// Words and stems, found by their first three letters.
///
/// `взрыв*` is every word that begins so; `взрыв~` every word that has no more behind it than the ending of
/// a noun or an adjective, so that "взрывчатка" is none of them. A stem has at least three letters.
final class WordIndex: Sendable {
  private enum Ending {
    case none, inflection, any
  }

  private struct Entry {
    var word: Word
    var ending: Ending
    /// The stem that this entry begins with; -1 when there is none.
    var outer: Int

    func matches(_ other: Word) -> Bool {
      switch ending {
      case .none: word == other
      case .any: isStem(of: other)
      case .inflection: isStem(of: other) && inflections.contains(other.dropFirst(word.count))
      }
    }

    func isStem(of other: Word) -> Bool {
      (word.letters ^ other.letters).leadingZeroBitCount >= 8 * word.count
    }
  }

  /// Bucket by bucket; in each a stem before the words that begin with it.
  private let entries: [Entry]
  /// The first entry of each bucket, and the end of the last. A word and all of its stems, which have three
  /// letters at least, are in one bucket; most buckets are empty, as most words are none of ours.
  private let buckets: [Int32]
  /// A bit for each bucket that is not empty: small enough to stay at hand.
  private let isFilled: [UInt64]
  /// In the order of the entries.
  let texts: [String]

  init(_ texts: Set<String>) {
    var size = 64
    while size < 8 * texts.count { size *= 2 }
    let parsed = texts.map { text -> (text: String, Entry) in
      let ending: Ending = text.hasSuffix("*") ? .any : text.hasSuffix("~") ? .inflection : .none
      let word = Word(ending == .none || text.utf8.count == 1 ? text : String(text.dropLast()))
      precondition(ending == .none || word.count > 2, "the stem “\(text)” is too short")
      return (text, Entry(word: word, ending: ending, outer: -1))
    }
    // A stem before the words that begin with it, and before itself as a whole word.
    let sorted = parsed.sorted {
      func order(_ text: String, _ entry: Entry) -> (Int, UInt128, Int, String) {
        (
          entry.word.beginning & (size - 1), entry.word.letters, entry.ending == .none ? 1 : 0,
          text
        )
      }
      return order($0.text, $0.1) < order($1.text, $1.1)
    }
    var entries: [Entry] = []
    var buckets = [Int32](repeating: 0, count: size + 1)
    var isFilled = [UInt64](repeating: 0, count: size / 64)
    for (_, entry) in sorted {
      var outer = entries.count - 1
      while outer >= 0, entries[outer].ending == .none || !entries[outer].isStem(of: entry.word) {
        outer = entries[outer].outer
      }
      entries.append(Entry(word: entry.word, ending: entry.ending, outer: outer))
      let bucket = entry.word.beginning & (size - 1)
      buckets[bucket + 1] += 1
      isFilled[bucket / 64] |= 1 << UInt64(bucket % 64)
    }
    for bucket in 0..<size { buckets[bucket + 1] += buckets[bucket] }
    self.entries = entries
    self.buckets = buckets
    self.isFilled = isFilled
    self.texts = sorted.map(\.text)
  }

  /// The entry that `word` is one of; of several the one that says most of it.
  @inline(__always) func entry(of word: Word) -> Int? {
    // Asked of nearly every word by nearly every rule, and nearly always answered here.
    let bucket = word.beginning & (64 &* isFilled.count &- 1)
    guard isFilled[bucket >> 6] &>> UInt64(bucket & 63) & 1 == 1 else { return nil }
    return entry(of: word, in: bucket)
  }

  @inline(never) private func entry(of word: Word, in bucket: Int) -> Int? {
    var entry = Int(buckets[bucket + 1])
    while entry > buckets[bucket] {
      entry -= 1
      if entries[entry].word.letters <= word.letters { return matching(word, from: entry) }
    }
    return nil
  }

  /// The next entry that says less of `word` than `entry` does.
  func entry(of word: Word, behind entry: Int) -> Int? {
    matching(word, from: entries[entry].outer)
  }

  private func matching(_ word: Word, from entry: Int) -> Int? {
    var entry = entry
    while entry >= 0 {
      if entries[entry].matches(word) { return entry }
      entry = entries[entry].outer
    }
    return nil
  }
}

/// The endings of Russian and Ukrainian nouns and adjectives.
private let inflections: Set<UInt128> = Set(
  """
  а я ы и і ї у ю е є о ь й ом ем єм ам ям ах ях ами ями ьми ов ев ів їв ей ий ый ій ой ою ею єю ью
  ові еві єві ию ии ия ие ию ием иям ию ия єю ям ая яя ое ее ые ие ого его ому ему ых их ым им ыми
  ими ої ій ім їм їх іх іми їми ую юю а'я ння єві ах ьої ього ьому
  """.split { $0 == " " || $0 == "\n" }.map { Word(String($0)).letters } + [0])

/// Words and stems of which a rule wants one.
struct WordSet: ExpressibleByArrayLiteral, Sendable {
  private let index: WordIndex

  init(_ words: Set<String>) { index = WordIndex(words) }

  init(arrayLiteral words: String...) { self.init(Set(words)) }

  func contains(_ text: String) -> Bool { contains(Word(text)) }

  var words: Set<String> { Set(index.texts) }

  @inline(__always) func contains(_ word: Word) -> Bool { index.entry(of: word) != nil }
  @inline(__always) func contains(_ token: Token) -> Bool { contains(token.word) }
}

/// What words stand for.
struct WordTable<Meaning: Sendable>: ExpressibleByDictionaryLiteral, Sendable {
  private let index: WordIndex
  /// In the order of the index's entries.
  private let meanings: [Meaning]

  init(_ meanings: [String: Meaning]) {
    index = WordIndex(Set(meanings.keys))
    self.meanings = index.texts.compactMap { meanings[$0] }
  }

  init(dictionaryLiteral meanings: (String, Meaning)...) {
    self.init(Dictionary(uniqueKeysWithValues: meanings))
  }

  var words: Set<String> { Set(index.texts) }

  @inline(__always) subscript(_ word: Word) -> Meaning? {
    index.entry(of: word).map { meanings[$0] }
  }
}

// MARK: - Letters

/// The word in lower case, if it is Cyrillic from its first letter on; `nil` when it is not.
func lowercasedCyrillic(_ word: ArraySlice<UInt8>) -> [UInt8]? {
  guard let first = word.first, (0xD0...0xD2).contains(first) else { return nil }
  var lower: [UInt8] = []
  lower.reserveCapacity(word.count)
  var index = word.startIndex
  while index < word.endIndex {
    let byte = word[index]
    guard (0xD0...0xD2).contains(byte), index + 1 < word.endIndex else {
      // ’ and ʼ are written for '.
      let length = byte == 0xE2 ? 3 : byte == 0xCA ? 2 : 1
      lower.append(length > 1 ? UInt8(ascii: "'") : isUpper(byte) ? byte | 0x20 : byte)
      index += length
      continue
    }
    let (lead, trail) = lowercased(byte, word[index + 1])
    lower.append(lead)
    lower.append(trail)
    index += 2
  }
  return lower
}

private func lowercased(_ lead: UInt8, _ trail: UInt8) -> (UInt8, UInt8) {
  switch (lead, trail) {
  case (0xD0, 0x90...0x9F): (0xD0, trail + 0x20)
  case (0xD0, 0xA0...0xAF): (0xD1, trail - 0x20)
  case (0xD0, 0x80...0x8F): (0xD1, trail + 0x10)
  case (0xD2, 0x90): (0xD2, 0x91)
  default: (lead, trail)
  }
}

/// Whether the bytes begin with a capital of Cyrillic.
func isCapitalCyrillic(_ bytes: ArraySlice<UInt8>) -> Bool {
  guard bytes.count > 1 else { return false }
  return switch (bytes[bytes.startIndex], bytes[bytes.startIndex + 1]) {
  case (0xD0, 0x80...0xAF), (0xD2, 0x90): true
  default: false
  }
}
