import Incidents

/// Every country and first-level subdivision, by id.
struct RegionTable: Sendable {
  struct Row: Sendable {
    var id: Region.ID
    var english: String
    var russian: String
    var ukrainian: String
    /// Empty where the systematic abbreviation will do.
    var short: String
    /// Other names and nicknames, in any language.
    var also: [String]
    var isDisputed: Bool
  }

  /// Sorted by id, so that a country stands before its subdivisions.
  let rows: [Row]
  private let index: [Region.ID: Int]

  init() {
    var rows: [Row] = []
    EmbeddedTable.forEachRow(of: "regions.tsv") { fields in
      rows.append(
        Row(
          id: Region.ID(rawValue: String(fields[0])), english: String(fields[1]),
          russian: String(fields[2]), ukrainian: String(fields[3], or: fields[2]),
          short: String(fields[4]),
          also: String.list(fields[5]), isDisputed: !fields[6].isEmpty))
    }
    self.rows = rows
    index = Dictionary(uniqueKeysWithValues: rows.indices.map { (rows[$0].id, $0) })
  }

  subscript(id: Region.ID) -> Row? { index[id].map { rows[$0] } }
}

extension RegionTable.Row {
  /// The words for a first-level subdivision that end a name, and what is left of them where it is
  /// narrow.
  static let kinds = [
    (" Autonomous Oblast", " AO"), (" Autonomous Okrug", " AO"), (" Krai", " Kr."),
    (" Oblast", " Obl."), (" Republic", " Rep."), (" Region", " Reg."), (" Province", " Prov."),
    (" Governorate", " Gov."),
  ]

  /// The names without the word for their kind: "Krasnodar"; none when they have no such word.
  var stems: [String] {
    ([english] + also).compactMap { name in
      Self.kinds.first { name.hasSuffix($0.0) }.map { String(name.dropLast($0.0.count)) }
    }
  }

  var shortName: String {
    if !short.isEmpty { return short }
    if english.hasPrefix("Republic of ") { return english.dropFirst(12) + " Rep." }
    for (kind, abbreviation) in Self.kinds where english.hasSuffix(kind) {
      return english.dropLast(kind.count) + abbreviation
    }
    return english
  }

  func name(in language: Gazetteer.Language) -> String {
    switch language {
    case .russian where !russian.isEmpty: russian
    case .ukrainian where !ukrainian.isEmpty: ukrainian
    default: english
    }
  }

  /// All its names in lower case; the id first.
  var spellings: [String] {
    ([id.rawValue, english, russian, ukrainian, shortName] + also + stems)
      .filter { !$0.isEmpty }.map { $0.lowercased() }
  }
}

// MARK: - Searching by name. A query is in lower case.

extension RegionTable {
  static func prepareNames() { _ = lines }

  /// The spellings of each row of the world, a line each: made when a name is first looked for, so that
  /// looking for one at every key that a person types takes no time.
  private static let lines = Gazetteer.world.regions.rows.map { row in
    Array("\n\(row.spellings.joined(separator: "\n"))\n".utf8)
  }

  /// - Returns: those of this name; then those whose name begins with it, and those whose name has it inside.
  func matching(_ query: String) -> (exact: [Region.ID], rest: [Region.ID]) {
    var (whole, byStem, beginning, inside) = (
      [Region.ID](), [Region.ID](), [Region.ID](), [Region.ID]()
    )
    for (index, lines) in Self.lines.enumerated() where lines.has(query) {
      let row = rows[index]
      if lines.has("\n\(query)\n") {
        let isStem = row.stems.contains { $0.lowercased() == query }
        if isStem { byStem.append(row.id) } else { whole.append(row.id) }
      } else if lines.has("\n\(query)") {
        beginning.append(row.id)
      } else {
        inside.append(row.id)
      }
    }
    // Whole names stand before stems: "moscow" is the city before Moscow Oblast.
    return (whole + byStem, beginning + inside)
  }

  /// Those with a name that at most a quarter of the letters set apart, the nearest first.
  func spelledLike(_ query: String) -> [Region.ID] {
    let wanted = Array(query.unicodeScalars)
    let limit = max(1, wanted.count / 4)
    let near = rows.compactMap { row -> (id: Region.ID, distance: Int)? in
      let nearest = row.spellings.lazy.map { Array($0.unicodeScalars) }
        .filter { abs($0.count - wanted.count) <= limit }
        .map { editDistance($0, wanted) }.min()
      return nearest.flatMap { $0 <= limit ? (row.id, $0) : nil }
    }
    return near.sorted { ($0.distance, $0.id) < ($1.distance, $1.id) }.map(\.id)
  }
}

/// How many letters must be put in, left out or replaced to make `left` of `right`.
private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
  var row = Array(0...right.count)
  for i in left.indices {
    var diagonal = row[0]
    row[0] = i + 1
    for j in right.indices {
      let replaced = diagonal + (left[i] == right[j] ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(replaced, row[j] + 1, diagonal + 1)
    }
  }
  return row[right.count]
}

extension [UInt8] {
  /// Whether `text` stands somewhere in this.
  fileprivate func has(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { wanted in
      withUnsafeBufferPointer { bytes in
        guard let first = wanted.first, bytes.count >= wanted.count else { return wanted.isEmpty }
        for start in 0...(bytes.count - wanted.count) where bytes[start] == first {
          if bytes[start..<start + wanted.count].elementsEqual(wanted) { return true }
        }
        return false
      }
    }
  }
}
