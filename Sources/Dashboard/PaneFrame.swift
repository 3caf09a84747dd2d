import TerminalKit

/// The frame of a pane, with a title at its left and a note at its right. The focus thickens the top.
struct PaneFrame {
  var symbols: Symbols
  var isFocused: Bool
  var title: [Span]
  var note: [Span] = []

  func draw(on grid: inout Grid, in rect: Rect) {
    guard rect.width >= 2, rect.height >= 2 else { return }
    let role: Role = isFocused ? .borderFocus : .border
    let (right, bottom) = (rect.x + rect.width - 1, rect.y + rect.height - 1)
    for x in rect.x + 1..<right {
      put(isFocused ? symbols.heavy : symbols.horizontal, x, rect.y)
      put(symbols.horizontal, x, bottom)
    }
    for y in rect.y + 1..<bottom {
      put(symbols.vertical, rect.x, y)
      put(symbols.vertical, right, y)
    }
    put(symbols.topLeft, rect.x, rect.y)
    put(symbols.topRight, right, rect.y)
    put(symbols.bottomLeft, rect.x, bottom)
    put(symbols.bottomRight, right, bottom)

    func put(_ character: Character, _ x: Int, _ y: Int) {
      grid.put(String(character), x: x, y: y, role: role)
    }

    let end = grid.put([Span(" ")] + title + [Span(" ")], x: rect.x + 1, y: rect.y, limit: right)
    let noteWidth = note.width + 2
    if !note.isEmpty, end + noteWidth < right {
      grid.put([Span(" ")] + note + [Span(" ")], x: right - noteWidth, y: rect.y, limit: right)
    }
  }
}

extension Grid {
  /// Puts spans one after the other. Returns the column after the last cell used.
  @discardableResult
  mutating func put(_ spans: [Span], x: Int, y: Int, limit: Int? = nil) -> Int {
    var column = x
    let end = min(limit ?? size.width, size.width)
    for (index, span) in spans.enumerated() {
      let rest = spans[(index + 1)...].contains { !$0.text.isEmpty }
      if column >= end {
        // The last cell says that something is cut.
        if !span.text.allSatisfy({ $0 == " " }), end > x {
          put(String(ellipsis), x: end - 1, y: y, limit: end, role: span.role)
        }
        return end
      }
      column = put(span.text, x: column, y: y, limit: end, role: span.role)
      if !rest { break }
    }
    return column
  }

  /// Shows that a row of a list is the selected one: a sign at its left, and a ground.
  mutating func select(_ row: Rect, _ symbols: Symbols, isFocused: Bool) {
    put(String(symbols.cursor), x: row.x, y: row.y)
    paint(row, over: isFocused ? .cursor : .cursorUnfocused)
    if isFocused { cursor = Point(x: row.x, y: row.y) }
  }

  /// Puts `text` so that it ends before column `end`. Returns where it begins.
  @discardableResult
  mutating func put(_ text: String, endingAt end: Int, y: Int, role: Role = .text) -> Int {
    let start = end - displayWidth(text)
    put(text, x: max(0, start), y: y, limit: end, role: role)
    return start
  }
}

extension [Span] {
  var width: Int { reduce(0) { $0 + displayWidth($1.text) } }
}
