import Incidents
import TerminalKit

/// Draws the tree of regions.
struct RegionsView {
  let state: DashboardState
  let layout: Layout
  let rect: Rect

  func draw(on grid: inout Grid) {
    let pane = state.regions
    let isFocused = state.focus == .regions
    if layout.hasFrames {
      PaneFrame(
        symbols: state.symbols, isFocused: isFocused,
        title: [Span("1 Regions", isFocused ? .titleFocus : .title)]
      ).draw(on: &grid, in: rect)
    }
    let rows = layout.rows(of: .regions)
    guard rows.width > 0, rows.height > 0 else { return }
    let columns = RegionColumns(rows, pane.widths)
    let end = rows.x + rows.width
    let openEnd = columns.openEnd
    grid.put("open", endingAt: openEnd, y: rows.y - 1, role: .header)
    grid.put(columns.heading, endingAt: end, y: rows.y - 1, role: .header)
    if let sparkline = columns.sparkline {
      let words = columns.withoutWord == nil ? "24 h" : "reports 24 h"
      grid.put(words, x: sparkline.lowerBound, y: rows.y - 1, role: .header)
    }
    if let withoutWord = columns.withoutWord {
      grid.put("of these n/w", x: withoutWord.lowerBound, y: rows.y - 1, role: .header)
    }

    let selected = pane.index
    let top = pane.cursor.top(index: selected, count: pane.rows.count, height: rows.height)
    for (line, index) in (top..<min(top + rows.height, pane.rows.count)).enumerated() {
      let row = pane.rows[index]
      let y = rows.y + line
      if index == selected {
        grid.put(String(state.symbols.cursor), x: rows.x, y: y)
        if isFocused { grid.cursor = Point(x: rows.x, y: y) }
      }
      let word =
        row.tally.withoutWord == 0
        ? String(state.symbols.dash) : columns.words(row.tally.withoutWord)
      grid.put(
        word, endingAt: end, y: y, role: row.tally.withoutWord == 0 ? .textDim : .officialSilent)
      let open = grid.put(columns.words(row.tally.open), endingAt: openEnd, y: y)
      let fold =
        switch row.isFolded {
        case true?: String(state.symbols.folded)
        case false?: String(state.symbols.unfolded)
        case nil: " "
        }
      let indent = row.depth > 0 && columns.isWide ? " " : ""
      let limit = (columns.sparkline?.lowerBound ?? open) - 1
      let start = indent + (row.id == nil ? "" : fold)
      let name = name(of: row, columns, room: limit - rows.x - 1 - displayWidth(start))
      grid.put(
        start + name, x: rows.x + 1, y: y, limit: limit,
        role: row.depth == 0 ? .textStrong : .text)
      drawSparklines(of: row.id, columns, y: y, on: &grid)
      if index == selected {
        grid.paint(
          Rect(x: rows.x, y: y, width: rows.width, height: 1),
          over: isFocused ? .cursor : .cursorUnfocused)
      }
    }
  }

  /// Where it does not fit, `Krasnodar Kr.` is `Krasnodar`.
  private func name(of row: RegionRow, _ columns: RegionColumns, room: Int) -> String {
    let name = state.symbols.own(row.name)
    let isShort = displayWidth(name) > room
    if row.id == nil { return isShort || !columns.isWide ? "All" : name }
    guard isShort, name.hasSuffix("."), let space = name.lastIndex(of: " ") else { return name }
    return String(name[..<space])
  }

  private func drawSparklines(
    of region: Region.ID?, _ columns: RegionColumns, y: Int, on grid: inout Grid
  ) {
    guard let place = columns.sparkline, let sums = state.heat.sums[region] else { return }
    grid.put(sums.spans(width: place.count, state.symbols), x: place.lowerBound, y: y)
    guard let place = columns.withoutWord else { return }
    let silent = Sparkline(reports: sums.withoutWord, withoutWord: sums.withoutWord)
    grid.put(silent.spans(width: place.count, state.symbols), x: place.lowerBound, y: y)
  }
}

/// Which columns the tree of regions has room for, and where.
struct RegionColumns: Equatable {
  var isWide: Bool
  /// Above the second number.
  var heading: String
  var openEnd: Int
  var sparkline: Range<Int>?
  /// A sparkline of its own for reports on incidents without an official word.
  var withoutWord: Range<Int>?
  /// Where names and numbers share little room: 47k for 47,086.
  private var isBrief: Bool

  static func hasSparkline(_ width: Int) -> Bool { width >= 36 }

  init(_ rows: Rect, _ widths: RegionWidths) {
    isWide = rows.width >= 24
    heading = isWide ? "no word" : "n/w"
    let end = rows.x + rows.width
    let isBrief = rows.width < 46
    self.isBrief = isBrief
    let longest = isBrief ? widths.brief : widths.grouped
    openEnd = end - max(displayWidth(heading), longest.withoutWord) - 1
    guard Self.hasSparkline(rows.width) else { return }
    var right = openEnd - max(4, longest.open) - 1
    if rows.width >= 64 {
      withoutWord = right - 12..<right
      right -= 14
    }
    let width = rows.width >= 46 ? 12 : rows.width >= 40 ? 8 : 6
    sparkline = right - width..<right
  }

  func words(_ number: Int) -> String { isBrief ? brief(number) : grouped(number) }
}
