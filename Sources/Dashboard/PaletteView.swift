import TerminalKit

/// Draws the palette: the line, and below it what it leaves, a row each.
struct PaletteView {
  let palette: Palette
  let entries: [PaletteEntry]
  let symbols: Symbols

  func draw(on grid: inout Grid, in layout: Layout) {
    let rect = Palette.rect(in: layout)
    grid.clear(rect, role: .popup)
    PaneFrame(
      symbols: symbols, isFocused: true, title: [Span("Commands", .popupTitle)],
      note: [Span("\(entries.isEmpty ? 0 : palette.index + 1)/\(entries.count)", .popup)]
    ).draw(on: &grid, in: rect)
    let rows = Palette.rows(in: layout)
    if entries.isEmpty {
      grid.put(
        "nothing is called that", x: rows.x + 2, y: rows.y, limit: rows.x + rows.width,
        role: .textDim)
    }
    let top = palette.cursor.top(
      index: palette.index, count: entries.count, height: rows.height)
    for (line, entry) in entries[top...].prefix(rows.height).enumerated() {
      draw(
        entry, isSelected: top + line == palette.index,
        in: Rect(x: rows.x, y: rows.y + line, width: rows.width, height: 1), on: &grid)
    }
    drawLine(in: rect.inner, on: &grid)
  }

  private func drawLine(in inner: Rect, on grid: inout Grid) {
    let line = Rect(x: inner.x, y: inner.y, width: inner.width, height: 1)
    grid.clear(line, role: .input)
    let start = grid.put("\(symbols.crumb) ", x: inner.x, y: inner.y, role: .prompt)
    let characters = palette.editor.characters
    let caret = palette.editor.caret
    let first = palette.editor.firstInSight(cells: inner.width - 3)
    let end = inner.x + inner.width
    grid.put(String(characters[first...]), x: start, y: inner.y, limit: end, role: .input)
    if characters.isEmpty {
      grid.put(
        "words, a name or a key", x: start + 1, y: inner.y, limit: end, role: .promptSuggestion)
    }
    let before = displayWidth(String(characters[first..<caret]))
    grid.cursor = Point(x: min(start + before, end - 1), y: inner.y)
  }

  private func draw(
    _ entry: PaletteEntry, isSelected: Bool, in line: Rect, on grid: inout Grid
  ) {
    let end = line.x + line.width
    // Names have a column of their own where there is room.
    let name = line.width >= 90 ? 20 : 0
    let key = min(18, line.width / 4)
    let place = entry.elsewhere == nil ? 0 : min(22, line.width / 4)
    let words = line.x + 2 + name
    if isSelected { grid.put(String(symbols.cursor), x: line.x, y: line.y) }
    let role: Role = entry.elsewhere == nil ? .text : .textDim
    if name > 0 {
      grid.put(entry.name, x: line.x + 2, y: line.y, limit: words - 1, role: .textDim)
    }
    let wordsEnd = end - key - (place == 0 ? 0 : place + 1) - 1
    grid.put(entry.words, x: words, y: line.y, limit: wordsEnd, role: role)
    if let elsewhere = entry.elsewhere {
      grid.put(elsewhere, x: wordsEnd + 1, y: line.y, limit: end - key - 1, role: .textDim)
    }
    grid.put(entry.key, x: end - key, y: line.y, limit: end, role: .hintKey)
    grid.paint(line, over: isSelected ? .cursor : .popup)
    for word in palette.words {
      grid.paint(
        word, in: entry.words, x: words, y: line.y, limit: wordsEnd, isSelected: isSelected)
      if name > 0 {
        grid.paint(
          word, in: entry.name, x: line.x + 2, y: line.y, limit: words - 1, isSelected: isSelected)
      }
    }
  }
}
