/// Rows of cells as columns that a person reads: the first to the left, the others to the right.
struct QualityTable {
  var title: String
  var header: [String]
  var rows: [[String]] = []
  /// What the numbers count.
  var notes: [String] = []

  var text: String {
    let all = [header] + rows
    let widths = header.indices.map { column in all.map { $0[column].count }.max() ?? 0 }
    let lines = all.map { row in
      row.indices.map { column in
        let padding = String(repeating: " ", count: widths[column] - row[column].count)
        return column == 0 ? row[column] + padding : padding + row[column]
      }.joined(separator: "  ")
    }
    return ([title] + lines + notes).joined(separator: "\n") + "\n"
  }
}

/// "97.3 %"; a dash where there is nothing to divide by.
func share(_ part: Int, of whole: Int) -> String {
  guard whole > 0 else { return "–" }
  let tenths = (part * 2_000 + whole) / (2 * whole)
  return "\(tenths / 10).\(tenths % 10) %"
}
