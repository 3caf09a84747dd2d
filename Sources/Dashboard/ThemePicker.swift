import TerminalKit

/// The list of themes at the right, beside which the screen already looks as the selected one does.
struct ThemePicker: Equatable, Sendable {
  var index: Int
  /// What to go back to.
  var origin: String
  var cursor = ListCursor()

  /// Where it stands over the panes: at the right, so that the rows' beginnings stay in sight.
  static func rect(in layout: Layout, themes: [String]) -> Rect {
    let body = layout.body
    if layout.isPlain { return body }
    let widest = themes.map(displayWidth).max() ?? 0
    let width = min(body.width, max(16, widest + 5))
    let height = min(body.height, themes.count + 2)
    return Rect(x: body.x + body.width - width, y: body.y, width: width, height: height)
  }
}

extension DashboardState {
  /// The theme on screen: the one that is looked at, else the chosen one.
  var shownTheme: String { picker.map { themes[$0.index] } ?? theme }

  mutating func openThemes() -> [Effect] {
    picker = ThemePicker(index: themes.firstIndex(of: theme) ?? 0, origin: theme)
    return shownTheme == theme ? [] : [.showTheme(shownTheme)]
  }

  mutating func handleThemes(_ command: Command) -> [Effect] {
    guard var picker else { return [] }
    switch command {
    case .keepTheme: return keep(theme: shownTheme)
    case .leaveThemes:
      self.picker = nil
      return [.showTheme(picker.origin)]
    default: break
    }
    let height = ThemePicker.rect(in: layout, themes: themes).inner.height
    let moved = picker.cursor.move(
      command, from: picker.index, count: themes.count, height: height)
    guard let moved, moved != picker.index else { return [] }
    picker.index = moved
    self.picker = picker
    return [.showTheme(shownTheme)]
  }

  /// A click looks at a theme, a second one keeps it; one beside the list leaves it.
  mutating func handleOverThemes(_ mouse: Mouse) -> [Effect] {
    guard let picker else { return [] }
    let rect = ThemePicker.rect(in: layout, themes: themes)
    switch mouse.act {
    case .wheelUp: return (0..<Self.rowsOfWheel).flatMap { _ in handleThemes(.up) }
    case .wheelDown: return (0..<Self.rowsOfWheel).flatMap { _ in handleThemes(.down) }
    case .press:
      guard rect.contains(mouse.point) else { return handleThemes(.leaveThemes) }
      let rows = rect.inner
      guard rows.contains(mouse.point),
        let index = picker.cursor.row(
          onLine: mouse.point.y - rows.y, index: picker.index, count: themes.count,
          height: rows.height)
      else { return [] }
      if index == picker.index { return handleThemes(.keepTheme) }
      self.picker?.cursor.move(
        from: picker.index, to: index, count: themes.count, height: rows.height)
      self.picker?.index = index
      return [.showTheme(shownTheme)]
    case .drag, .release: return []
    }
  }

  /// For as long as the program runs: which theme it begins with is said in the configuration.
  mutating func keep(theme name: String) -> [Effect] {
    picker = nil
    theme = name
    message = Message(
      text:
        "theme \(name) for this session; to begin with it, put theme = \"\(name)\" at the top of "
        + "config.toml", role: .msgOk)
    return [.showTheme(name)]
  }
}

struct ThemePickerView {
  let picker: ThemePicker
  let themes: [String]
  let symbols: Symbols

  func draw(on grid: inout Grid, in layout: Layout) {
    let rect = ThemePicker.rect(in: layout, themes: themes)
    grid.clear(rect, role: .popup)
    PaneFrame(
      symbols: symbols, isFocused: true, title: [Span("Themes", .popupTitle)],
      note: [Span("\(picker.index + 1)/\(themes.count)", .popup)]
    ).draw(on: &grid, in: rect)
    let inner = rect.inner
    let top = picker.cursor.top(index: picker.index, count: themes.count, height: inner.height)
    for (row, name) in themes[top...].prefix(inner.height).enumerated() {
      let isSelected = top + row == picker.index
      let y = inner.y + row
      grid.put(isSelected ? "\(symbols.cursor) " : "  ", x: inner.x, y: y)
      if isSelected { grid.cursor = Point(x: inner.x, y: y) }
      grid.put(name, x: inner.x + 2, y: y, limit: inner.x + inner.width)
      // In the role of text, which has no ground of its own, they take that of the popup or the cursor.
      let blanks = String(repeating: " ", count: max(0, inner.width - 2 - displayWidth(name)))
      grid.put(blanks, x: inner.x + 2 + displayWidth(name), y: y, limit: inner.x + inner.width)
      let line = Rect(x: inner.x, y: y, width: inner.width, height: 1)
      grid.paint(line, over: isSelected ? .cursor : .popup)
    }
  }
}
