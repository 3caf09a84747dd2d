import Incidents

/// Every Russian or Ukrainian name of every place, found by the stem of its first word.
struct CyrillicIndex: Sendable {
  private typealias Form = CyrillicForms.Form

  private struct Entry: Sendable {
    var first: Form
    /// The forms that each further word may have.
    var rest: [[Form]]
    var meaning: PlaceIndex.Meaning
    /// Only in capitals, and as it stands: "США".
    var isAcronym: Bool
    /// The next entry with a stem of the same hash; -1 at the end.
    var next: Int
  }

  private let forms: CyrillicForms
  private var entries: [Entry] = []
  private var heads = [Int](repeating: -1, count: 1 << 15)

  init(_ forms: CyrillicForms) { self.forms = forms }

  mutating func insert(_ name: String, _ meaning: PlaceIndex.Meaning) {
    var name = name
    name.withUTF8 { bytes in
      let text = CyrillicText(bytes)
      guard let first = text.words.first else { return }
      let isAcronym = text.words.count == 1 && first.isCapitals
      let words = text.words.map { word in
        isAcronym ? [Form(stem: Array(text[word]), endings: -1)] : forms.forms(of: text[word])
      }
      guard words.allSatisfy({ !$0.isEmpty }) else { return }
      for form in words[0] {
        let slot = Self.slot(form.stem[...])
        entries.append(
          Entry(
            first: form, rest: Array(words.dropFirst()), meaning: meaning, isAcronym: isAcronym,
            next: heads[slot]))
        heads[slot] = entries.count - 1
      }
    }
  }

  private static func slot(_ stem: ArraySlice<UInt8>) -> Int {
    var hash = WordHash()
    for letter in stem { hash.add(letter) }
    return hash.slot(in: 1 << 15)
  }

  /// The longest name that begins with the word `number`.
  ///
  /// - Returns: How many words it has, and all that it may mean.
  func longest(
    in text: CyrillicText, at number: Int, _ bytes: TextBytes,
    into meanings: inout [PlaceIndex.Meaning]
  ) -> Int {
    let word = text.words[number]
    var longest = 0
    var hash = WordHash()
    for length in 1...word.letters.count {
      hash.add(text.letters[word.letters.lowerBound + length - 1])
      guard word.letters.count - length <= CyrillicForms.longestEnding else { continue }
      var next = heads[hash.slot(in: heads.count)]
      while next >= 0 {
        let entry = entries[next]
        next = entry.next
        guard entry.first.stem.count == length,
          entry.isAcronym ? word.isCapitals : true,
          matches(word, entry.first, in: text)
        else { continue }
        let count = entry.rest.count + 1
        guard count >= longest, matches(entry.rest, in: text, after: number, bytes) else {
          continue
        }
        if count > longest {
          meanings.removeAll(keepingCapacity: true)
          longest = count
        }
        if !meanings.contains(where: { $0.place == entry.meaning.place }) {
          meanings.append(entry.meaning)
        }
      }
    }
    return longest
  }

  private func matches(
    _ rest: [[Form]], in text: CyrillicText, after number: Int, _ bytes: TextBytes
  ) -> Bool {
    for (offset, forms) in rest.enumerated() {
      let next = number + offset + 1
      guard next < text.words.count, bytes.joins(text.words[next - 1].end, text.words[next].start),
        forms.contains(where: { matches(text.words[next], $0, in: text) })
      else { return false }
    }
    return true
  }

  private func matches(_ word: CyrillicText.Word, _ form: Form, in text: CyrillicText) -> Bool {
    let letters = text[word]
    guard letters.starts(with: form.stem) else { return false }
    let ending = letters.dropFirst(form.stem.count)
    if form.endings < 0 { return ending.isEmpty }
    return ending.count <= CyrillicForms.longestEnding
      && forms.endings[form.endings].contains(CyrillicForms.pack(ending))
  }
}

extension TextBytes {
  /// Whether one space, hyphen or end of a line is all that stands between.
  func joins(_ start: Int, _ end: Int) -> Bool {
    if end == start + 1 { return self[start].isSpace || self[start] == UInt8(ascii: "-") }
    return end == start + 2 && self[start] == 0xC2 && self[start + 1] == 0xA0
  }
}
