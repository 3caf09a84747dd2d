import TerminalKit

extension String {
  /// Whether `text` stands in this, in whatever case.
  func contains(folding text: String) -> Bool { !cells(of: text).isEmpty }

  /// The cells in which `text` stands when this is put on one row, in whatever case.
  func cells(of text: String) -> [Range<Int>] {
    let wanted = Glyphs(of: text).map(\.folded)
    guard !wanted.isEmpty else { return [] }
    var columns = [0]
    var folded: [String] = []
    for glyph in Glyphs(of: self) {
      folded.append(glyph.folded)
      columns.append(columns[columns.count - 1] + glyph.width)
    }
    var found: [Range<Int>] = []
    var start = 0
    while start + wanted.count <= folded.count {
      if folded[start..<start + wanted.count].elementsEqual(wanted) {
        found.append(columns[start]..<columns[start + wanted.count])
        start += wanted.count
      } else {
        start += 1
      }
    }
    return found
  }
}

extension Grid {
  /// Paints every place where `wanted` stands in `text`, which begins at `x`.
  mutating func paint(
    _ wanted: String, in text: String, x: Int, y: Int, limit: Int, isSelected: Bool
  ) {
    for cells in text.cells(of: wanted) where x + cells.lowerBound < limit {
      let width = min(cells.count, limit - x - cells.lowerBound)
      paint(
        Rect(x: x + cells.lowerBound, y: y, width: width, height: 1),
        over: isSelected ? .matchCurrent : .match)
    }
  }
}

extension Glyph {
  fileprivate var folded: String { scalar.properties.lowercaseMapping }
}
