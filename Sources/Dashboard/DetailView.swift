import Incidents
import TerminalKit

/// Draws the lines of the detail that are on screen.
struct DetailView {
  let state: DashboardState
  let layout: Layout
  let rect: Rect
  private var pane: DetailPane { state.detail }
  private var symbols: Symbols { state.symbols }

  func draw(on grid: inout Grid) {
    let isFocused = state.focus == .detail
    if layout.hasFrames { frame(isFocused: isFocused).draw(on: &grid, in: rect) }
    let place = layout.inside(rect)
    guard place.width > 2, place.height > 0 else { return }
    guard pane.incident != nil else {
      grid.put("Nothing selected.", x: place.x + 1, y: place.y, role: .textDim)
      if isFocused { grid.cursor = Point(x: place.x, y: place.y) }
      return
    }
    let top =
      layout.isPeek
      ? 0 : pane.cursor.top(index: pane.index, count: pane.lines.count, height: place.height)
    for (row, index) in (top..<min(top + place.height, pane.lines.count)).enumerated() {
      let y = place.y + row
      let isSelected = isFocused && index == pane.index
      draw(pane.lines[index], in: place, y: y, on: &grid)
      if isSelected {
        grid.put(String(symbols.cursor), x: place.x, y: y)
        grid.paint(Rect(x: place.x, y: y, width: place.width, height: 1), over: .cursor)
        grid.cursor = Point(x: place.x, y: y)
      }
      if let search = pane.search {
        grid.paint(
          search, in: pane.lines[index].text, x: place.x + 1, y: y,
          limit: place.x + place.width - 1, isSelected: isSelected)
      }
    }
    if !layout.isPeek, top + place.height < pane.lines.count, layout.hasFrames {
      let rest = pane.lines.count - top - place.height
      grid.put(
        " \(rest) more ", endingAt: rect.x + rect.width - 2, y: rect.y + rect.height - 1,
        role: isFocused ? .titleFocus : .title)
    }
  }

  private func draw(_ line: DetailLine, in place: Rect, y: Int, on grid: inout Grid) {
    let (x, end) = (place.x + 1, place.x + place.width - 1)
    grid.put(line.spans, x: x, y: y, limit: end)
    // What was read is marked beside its lines too, for eyes and screens without colour.
    if line.spans.contains(where: { $0.role == .matchCurrent }) {
      grid.put(String(symbols.trunk), x: place.x, y: y, role: .matchCurrent)
    } else if line.utf8 != nil, line.spans.contains(where: { $0.role == .quote }) {
      grid.put(String(symbols.readMark), x: place.x, y: y, role: .quote)
    }
  }

  /// `3 RU-KDA-7F3K2Q  [Summary] · Sources · …`, or `Summary 1/8` where that has no room.
  private func frame(isFocused: Bool) -> PaneFrame {
    let role: Role = isFocused ? .titleFocus : .title
    var frame = PaneFrame(
      symbols: symbols, isFocused: isFocused,
      title: [Span("3 \(pane.incident?.rawValue ?? "Detail")", role)])
    guard pane.incident != nil else { return frame }
    if layout.isPeek {
      let key = state.keys.label(of: .openIncident, in: .incidents) ?? ""
      frame.note = [Span("\(key) opens", .textDim)]
      return frame
    }
    let sections = DetailSection.allCases
    let tabs = sections.map { section in
      section == pane.section ? Span("[\(section.title)]", role) : Span(section.title, .textDim)
    }
    let roomy = frame.title + [Span("  ")] + tabs.joinedBy(Span(" \(symbols.dot) ", .textDim))
    let tight = frame.title + [Span(" ")] + tabs.joinedBy(Span(" ", .textDim))
    // The second line of the screen names the incident that is read.
    let bare = [Span("3 ", role)] + tabs.joinedBy(Span(" ", .textDim))
    if let fitting = [roomy, tight, bare].first(where: { $0.width + 4 <= rect.width }) {
      frame.title = fitting
    } else {
      frame.note = [
        Span("\(pane.section.title) \(pane.section.rawValue + 1)/\(sections.count)", role)
      ]
    }
    return frame
  }
}
