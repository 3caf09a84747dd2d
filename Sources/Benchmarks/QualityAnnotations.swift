import Foundation

/// A text in which people marked the places. Spans count bytes of UTF-8, as those of the gazetteer do.
struct AnnotatedText {
  struct Place {
    var span: Range<Int>
    /// Without a word for its kind; `nil` where the name alone is not marked.
    var name: Range<Int>?
    /// A country, region or town by name, as far as the words of the mark tell.
    var isInReach: Bool

    func isExactly(_ other: Range<Int>) -> Bool { span == other || name == other }
  }

  var text: String
  var places: [Place]
  /// Marks of another kind that hide what stands in them, where one mark stands in no other: nobody marked
  /// "України" in "Національний банк України".
  var hidden: [Range<Int>] = []

  /// factRuEval-2016: `.spans` marks words, `.objects` says which of them make a place.
  static func factRuEval(_ file: String, _ data: DataFolder) throws -> AnnotatedText {
    let text = try data.text(of: file + ".txt")
    let offsets = Offsets(text)
    var words: [Substring: (kind: Substring, range: Range<Int>)] = [:]
    for line in try data.text(of: file + ".spans").split(separator: "\n") {
      let cells = line.split(separator: " ")
      guard cells.count > 3, let start = Int(cells[2]), let length = Int(cells[3]),
        let range = offsets[start, start + length]
      else { continue }
      words[cells[0]] = (cells[1], range)
    }
    let places = try data.text(of: file + ".objects").split(separator: "\n").compactMap { line in
      let cells = line.split(separator: " ").prefix { $0 != "#" }
      guard cells.count > 2, ["LocOrg", "Location"].contains(cells[1]) else { return Place?.none }
      let parts = cells.dropFirst(2).compactMap { words[$0] }
      let names = parts.filter { $0.kind == "loc_name" }.map(\.range)
      let kinds = parts.filter { $0.kind == "loc_descr" }.map { text.bytes($0.range) }
      return hull(parts.map(\.range)).map { span in
        Place(
          span: span, name: hull(names),
          isInReach: !names.isEmpty && !kinds.contains(where: isOutOfReach))
      }
    }
    return AnnotatedText(text: text, places: places)
  }

  /// brat: a line for each mark, "T1⇥LOC 112 119⇥України".
  static func brat(_ file: String, _ data: DataFolder) throws -> AnnotatedText {
    let text = try data.text(of: file + ".txt")
    let offsets = Offsets(text)
    let lines = (try? data.text(of: file + ".ann").split(whereSeparator: \.isNewline)) ?? []
    var result = AnnotatedText(text: text, places: [])
    for line in lines {
      let cells = line.split { $0 == "\t" || $0 == " " }
      guard cells.count > 4, cells[0].hasPrefix("T"), let start = Int(cells[2]),
        let end = Int(cells[3]), let span = offsets[start, end]
      else { continue }
      if ["ORG", "DOC", "MISC", "ART", "JOB"].contains(cells[1]) { result.hidden.append(span) }
      guard cells[1] == "LOC" else { continue }
      let words = text.bytes(span).split(separator: " ")
      result.places.append(
        Place(span: span, name: nil, isInReach: !words.contains { isOutOfReach(String($0)) }))
    }
    return result
  }

  /// From the first to the last.
  private static func hull(_ ranges: [Range<Int>]) -> Range<Int>? {
    guard let start = ranges.map(\.lowerBound).min(), let end = ranges.map(\.upperBound).max()
    else {
      return nil
    }
    return start..<end
  }

  /// Whether a word says that its name is that of no country, region or town.
  private static func isOutOfReach(_ word: String) -> Bool {
    let word = word.lowercased()
    return otherKinds.contains { word.hasPrefix($0) }
  }

  /// Beginnings of Russian and Ukrainian words.
  private static let otherKinds = [
    "улиц", "вули", "вул", "площ", "просп", "бульв", "переул", "провул", "шоссе", "шосе", "набереж",
    "рек", "річ", "озер", "мор", "океан", "залив", "заток", "пролив", "проток", "хреб", "остр",
    "півостр",
    "полуостр", "парк", "мост", "здан", "памятник", "пам'ятник", "станц", "метро", "аэропорт",
    "аеропорт",
    "микрорай", "мікрорай", "планет", "лес", "ліс", "пустын", "церк", "храм", "собор", "замок",
    "дворец",
    "палац", "театр",
  ]

  /// Where the characters of a text stand in its bytes.
  private struct Offsets {
    private var bytes: [Int] = []

    init(_ text: String) {
      var byte = 0
      for scalar in text.unicodeScalars {
        bytes.append(byte)
        byte += UTF8.width(scalar)
      }
      bytes.append(byte)
    }

    subscript(start: Int, end: Int) -> Range<Int>? {
      guard start >= 0, end > start, end < bytes.count else { return nil }
      return bytes[start]..<bytes[end]
    }
  }
}

extension String {
  fileprivate func bytes(_ range: Range<Int>) -> String {
    String(decoding: Array(utf8)[range], as: UTF8.self)
  }
}
