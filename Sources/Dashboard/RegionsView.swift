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
    let isWide = rows.width >= 24
    let end = rows.x + rows.width
    let heading = isWide ? "no word" : "n/w"
    // The first row holds the largest numbers.
    let all = pane.rows[0].tally
    let openEnd = end - max(displayWidth(heading), grouped(all.withoutWord).count) - 1
    grid.put("open", endingAt: openEnd, y: rows.y - 1, role: .header)
    grid.put(heading, endingAt: end, y: rows.y - 1, role: .header)

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
        row.tally.withoutWord == 0 ? String(state.symbols.dash) : grouped(row.tally.withoutWord)
      grid.put(
        word, endingAt: end, y: y, role: row.tally.withoutWord == 0 ? .textDim : .officialSilent)
      let open = grid.put(grouped(row.tally.open), endingAt: openEnd, y: y)
      let fold =
        switch row.isFolded {
        case true?: String(state.symbols.folded)
        case false?: String(state.symbols.unfolded)
        case nil: " "
        }
      let indent = row.depth > 0 && isWide ? " " : ""
      let name = row.id == nil && !isWide ? "All" : row.name
      grid.put(
        indent + (row.id == nil ? "" : fold) + name, x: rows.x + 1, y: y, limit: open - 1,
        role: row.depth == 0 ? .textStrong : .text)
      if index == selected {
        grid.paint(
          Rect(x: rows.x, y: y, width: rows.width, height: 1),
          over: isFocused ? .cursor : .cursorUnfocused)
      }
    }
  }
}
