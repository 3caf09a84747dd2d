import TerminalKit

/// The list of columns at the left, beside which the list of incidents already looks as it says.
struct ColumnChooser: Equatable, Sendable {
  var index = 0
  /// What to go back to. `nil`: columns as the room allows.
  var origin: ChosenColumns?
  var cursor = ListCursor()

  private static let size = Size(width: 22, height: ListColumn.allCases.count + 2)

  /// Where it stands: over the regions, so that the rows stay in sight; without them, at the right.
  static func rect(in layout: Layout) -> Rect {
    let body = layout.body
    if layout.isPlain { return body }
    let free = layout.incidents?.x ?? 0
    let isFree = free >= size.width
    let width = min(isFree ? free : size.width, body.width)
    return Rect(
      x: isFree ? body.x : body.x + body.width - width, y: body.y, width: width,
      height: min(size.height, body.height))
  }
}

extension DashboardState {
  private var listWidth: Int { layout.rows(of: .incidents).width }

  /// What is chosen; until something is, what the room allows.
  var columnEntries: [ChosenColumns.Entry] {
    (incidents.chosen ?? (symbols.isPlain ? PlainRows.columns : nil)
      ?? ChosenColumns(showing: incidents.columns(width: listWidth).places.map(\.column)))
      .entries
  }

  mutating func openColumns() -> [Effect] {
    let effects = go(to: .incidents)
    chooser = ColumnChooser(origin: incidents.chosen)
    return effects
  }

  mutating func handleColumns(_ command: Command) -> [Effect] {
    guard var chooser else { return [] }
    let height = ColumnChooser.rect(in: layout).inner.height
    var entries = columnEntries
    let index = chooser.index
    switch command {
    case .keepColumns:
      self.chooser = nil
      return []
    case .leaveColumns:
      incidents.chosen = chooser.origin
      self.chooser = nil
      return []
    case .automaticColumns:
      incidents.chosen = nil
      return []
    case .toggleColumn:
      guard !entries[index].isShown || entries.count(where: \.isShown) > 1 else {
        message = Message(text: "the last column stays", role: .msgWarn)
        return []
      }
      entries[index].isShown.toggle()
    case .narrower, .wider:
      let shown = incidents.columns(width: listWidth)[entries[index].column]?.count
      let width = entries[index].width ?? shown ?? entries[index].column.width(isRoomy: true) ?? 0
      let range = ChosenColumns.widths
      entries[index].width = min(
        max(range.lowerBound, width + (command == .wider ? 1 : -1)), range.upperBound)
    case .columnUp, .columnDown:
      let goal = index + (command == .columnUp ? -1 : 1)
      guard entries.indices.contains(goal) else { return [] }
      entries.swapAt(index, goal)
      chooser.cursor.move(from: index, to: goal, count: entries.count, height: height)
      chooser.index = goal
    default:
      guard
        let moved = chooser.cursor.move(
          command, from: index, count: entries.count, height: height)
      else { return [] }
      chooser.index = moved
      self.chooser = chooser
      return []
    }
    self.chooser = chooser
    incidents.chosen = incidents.chosen ?? ChosenColumns(showing: [])
    incidents.chosen?.entries = entries
    return []
  }
}

struct ColumnChooserView {
  let state: DashboardState
  let layout: Layout

  func draw(_ chooser: ColumnChooser, on grid: inout Grid) {
    let symbols = state.symbols
    let rect = ColumnChooser.rect(in: layout)
    let columns = state.incidents.columns(width: layout.rows(of: .incidents).width)
    grid.clear(rect, role: .popup)
    PaneFrame(
      symbols: symbols, isFocused: true, title: [Span("Columns", .popupTitle)],
      note: [Span(state.incidents.chosen == nil ? "auto" : "yours", .popup)]
    ).draw(on: &grid, in: rect)
    let inner = rect.inner
    let entries = state.columnEntries
    let top = chooser.cursor.top(index: chooser.index, count: entries.count, height: inner.height)
    for (row, entry) in entries[top...].prefix(inner.height).enumerated() {
      let isSelected = top + row == chooser.index
      let y = inner.y + row
      let isMissing = columns.missing.contains(entry.column)
      let width = columns[entry.column]?.count ?? entry.width
      let note = isMissing ? "hidden" : entry.isShown ? width.map { "\($0)" } ?? "" : ""
      let blank = String(repeating: " ", count: inner.width)
      grid.put(blank, x: inner.x, y: y, limit: inner.x + inner.width, role: .popup)
      grid.put(isSelected ? String(symbols.cursor) : " ", x: inner.x, y: y, role: .popup)
      grid.put(
        "[\(entry.isShown ? "x" : " ")] \(entry.column.rawValue)", x: inner.x + 1, y: y,
        limit: inner.x + inner.width, role: .popup)
      grid.put(note, endingAt: inner.x + inner.width, y: y, role: .popup)
      if isSelected { grid.cursor = Point(x: inner.x, y: y) }
      let line = Rect(x: inner.x, y: y, width: inner.width, height: 1)
      grid.paint(line, over: isSelected ? .cursor : .popup)
    }
  }
}
