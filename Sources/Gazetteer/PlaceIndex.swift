import Incidents

/// Every spelling of every place, found by its first word.
struct PlaceIndex: Sendable {
  /// What a spelling may mean.
  struct Meaning: Sendable {
    /// Index into ``places``.
    var place: Int
    /// It means this only with a word for its kind after it: "Orenburg" is a region in
    /// "Orenburg region" alone.
    var needsKind: Bool
  }

  private struct Entry {
    var start: Int
    var count: Int
    var meaning: Meaning
    /// The next entry with a first word of the same hash; -1 at the end.
    var next: Int
  }

  private(set) var places: [Place] = []
  private var spellings: [UInt8] = []
  private var entries: [Entry] = []
  private var heads = [Int](repeating: -1, count: 1 << 16)

  /// Adds `place` under its name and its other names.
  mutating func add(_ place: Place, also: [String], stems: [String] = []) {
    places.append(place)
    let meaning = Meaning(place: places.count - 1, needsKind: false)
    insert(place.name, meaning)
    for name in also { insert(name, meaning) }
    for stem in stems { insert(stem, Meaning(place: meaning.place, needsKind: true)) }
  }

  private mutating func insert(_ spelling: String, _ meaning: Meaning) {
    let start = spellings.count
    spellings.append(contentsOf: spelling.utf8)
    var end = start
    var hash = WordHash()
    while end < spellings.count, spellings[end].isWordByte {
      hash.add(spellings[end])
      end += 1
    }
    let slot = hash.slot(in: heads.count)
    entries.append(
      Entry(start: start, count: spellings.count - start, meaning: meaning, next: heads[slot]))
    heads[slot] = entries.count - 1
  }

  /// The longest spelling that begins at `start`, where a word with `hash` begins.
  ///
  /// - Returns: Where it ends, with all that it may mean; `nil` when no place begins so.
  func longest(
    in text: TextBytes, at start: Int, hash: WordHash, ignoringCase: Bool,
    into meanings: inout [Meaning]
  ) -> Int? {
    var end = start
    var next = heads[hash.slot(in: heads.count)]
    while next >= 0 {
      let entry = entries[next]
      next = entry.next
      guard
        let entryEnd = match(entry, in: text, at: start, ignoringCase: ignoringCase),
        entryEnd >= end
      else { continue }
      if entryEnd > end {
        meanings.removeAll(keepingCapacity: true)
        end = entryEnd
      }
      meanings.append(entry.meaning)
    }
    return end > start ? end : nil
  }

  /// Where `entry` ends in `text` if it stands at `start` as whole words.
  private func match(
    _ entry: Entry, in text: TextBytes, at start: Int, ignoringCase: Bool
  ) -> Int? {
    var position = start
    for offset in entry.start..<(entry.start + entry.count) {
      guard position < text.count else { return nil }
      let wanted = spellings[offset]
      let found = text[position]
      if found == wanted || (ignoringCase && found.lowercased == wanted.lowercased) {
        position += 1
      } else if wanted == UInt8(ascii: " "), found.isSpace {
        position += 1
      } else if wanted == UInt8(ascii: "'"), text.hasApostrophe(at: position) {
        position += 3
      } else {
        // Kup'yans'k is Kupyansk.
        position += text.softSign(at: position)
        guard position < text.count, text[position] == wanted else { return nil }
        position += 1
      }
    }
    return position == text.count || !text[position].isWordByte ? position : nil
  }
}

/// FNV-1a over the bytes of one word.
struct WordHash: Sendable {
  private var value: UInt32 = 2_166_136_261

  init() {}

  /// The hash of a word in capitals as if only its first letter were one.
  init(capitalising word: Slice<TextBytes>) {
    for (offset, byte) in word.enumerated() { add(offset == 0 ? byte : byte.lowercased) }
  }

  mutating func add(_ byte: UInt8) { value = (value ^ UInt32(byte)) &* 16_777_619 }

  /// - Parameter count: A power of two.
  func slot(in count: Int) -> Int { Int((value ^ value >> 15) & UInt32(count - 1)) }
}
