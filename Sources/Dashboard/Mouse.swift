import Foundation
import IncidentStore
import TerminalKit

// What the mouse does: select what stands under it, open it with a second click, and turn the wheel.

/// What stands at a place on the screen.
enum MouseTarget: Equatable, Sendable {
  /// A row of a pane's list, as an index into it.
  case row(Pane, Int)
  /// The names of a list's columns; `column` counts cells from the left edge of the list.
  case heading(Pane, column: Int)
  /// Anything else of a pane.
  case pane(Pane)
}

/// The first half of what may become a double click.
struct Click: Equatable, Sendable {
  var target: MouseTarget
  var at: Date

  /// How long it waits for the other half, in seconds.
  static let patience = 0.5
}

extension DashboardState {
  mutating func toggleMouse() -> [Effect] {
    hasMouse.toggle()
    lastClick = nil
    message = Message(
      text: hasMouse
        ? "mouse on: click selects, again opens, wheel scrolls; Shift+drag selects text"
        : "mouse off: drag selects text, as the terminal does it")
    return [.captureMouse(hasMouse)]
  }

  mutating func handle(_ mouse: Mouse) -> [Effect] {
    // What is being typed is not left by accident.
    guard hasMouse, desk == nil, prompt == nil, confirmation == nil, chooser == nil,
      mouse.act != .release
    else {
      return []
    }
    message = nil
    if help != nil { return handleOverHelp(mouse) }
    if palette != nil { return handleOverPalette(mouse) }
    if picker != nil { return handleOverThemes(mouse) }
    isSorting = false
    guard let target = target(at: mouse.point) else { return [] }
    switch mouse.act {
    case .wheelUp where target.pane == .map: return zoomMap(by: -1)
    case .wheelDown where target.pane == .map: return zoomMap(by: 1)
    case .wheelUp: return turnWheel(.up, over: target.pane)
    case .wheelDown: return turnWheel(.down, over: target.pane)
    case .drag:
      lastClick = nil
      return select(target)
    case .press, .release: break
    }
    // The list may have moved under the mouse meanwhile.
    let isSecond =
      lastClick?.target == target && isSelected(target)
      && clock.timeIntervalSince(lastClick?.at ?? clock) <= Click.patience
    lastClick = isSecond ? nil : Click(target: target, at: clock)
    return isSecond ? open(target) : select(target)
  }

  private mutating func handleOverHelp(_ mouse: Mouse) -> [Effect] {
    switch mouse.act {
    case .wheelUp: for _ in 0..<Self.rowsOfWheel { _ = handleHelp(.up) }
    case .wheelDown: for _ in 0..<Self.rowsOfWheel { _ = handleHelp(.down) }
    case .press: if !HelpOverlay.rect(in: layout).contains(mouse.point) { help = nil }
    case .drag, .release: break
    }
    return []
  }

  static let rowsOfWheel = 3

  /// Scrolls the pane under the mouse; the focus stays where it is.
  private mutating func turnWheel(_ command: Command, over pane: Pane) -> [Effect] {
    if pane == .detail, isPeek { return [] }
    return (0..<Self.rowsOfWheel).flatMap { _ in follow(command, in: pane) }
  }

  private mutating func open(_ target: MouseTarget) -> [Effect] {
    guard case .row(let pane, _) = target else { return [] }
    return switch pane {
    case .regions: follow(.unfold, in: pane)
    case .incidents: follow(.openIncident, in: pane)
    case .detail: follow(.readSentence, in: pane)
    case .changes: follow(.openChange, in: pane)
    case .feeds: []
    case .map, .heat: go(to: .incidents)
    }
  }

  private mutating func zoomMap(by steps: Int) -> [Effect] {
    zoom(to: (map.scope?.zoom ?? 0) + steps)
    return []
  }

  private mutating func follow(_ command: Command, in pane: Pane) -> [Effect] {
    switch pane {
    case .regions: handleRegions(command)
    case .incidents: handleIncidents(command)
    case .detail: handleDetail(command)
    case .changes: handleChanges(command)
    case .feeds: handleFeeds(command)
    case .map: handleMap(command)
    case .heat: handleHeat(command)
    }
  }

  private mutating func select(_ target: MouseTarget) -> [Effect] {
    let effects = go(to: target.pane)
    if case .heading(.incidents, let x) = target {
      let columns = incidents.columns(width: layout.rows(of: .incidents).width)
      let column = columns.places.last { $0.cells.lowerBound <= x }?.column
      return effects + (column?.orders.first.map { sort(by: $0) } ?? [])
    }
    guard case .row(let pane, let index) = target else { return effects }
    let height = layout.rows(of: pane).height
    switch pane {
    case .regions: return effects + select(region: regions.rows[index].id)
    case .incidents:
      return effects + go(to: ListPosition(incidents.rows[index], in: incidents.query))
    case .detail: detail.move(to: index, height: height)
    case .changes:
      let rows = ChangeRows(changes.notices ?? [], seen: seen)
      changes.select(index, rows, height: height)
    case .feeds:
      feeds.select(index, at: now, height: FeedsView.listHeight(layout.rows(of: .feeds)))
    case .map:
      if let region = region(onMapAt: mapCell(index)) { return effects + select(region: region) }
    case .heat: return effects + selectHeatRow(index)
    }
    return effects
  }

  private func isSelected(_ target: MouseTarget) -> Bool {
    guard case .row(let pane, let index) = target else { return false }
    return switch pane {
    case .regions: regions.index == index
    case .incidents: incidents.index == index
    case .detail: detail.index == index
    case .changes: changes.index == index
    case .feeds: feeds.index(at: now) == index
    case .map: region(onMapAt: mapCell(index)) == regions.selection
    case .heat: heatIndex(heatRows) == index
    }
  }

  /// A cell of the map, from the index that stands for it.
  private func mapCell(_ index: Int) -> Point {
    Point(x: index % max(1, size.width), y: index / max(1, size.width))
  }

  private var isPeek: Bool { layout.isPeek && focus != .detail }

  /// Nil where no pane stands.
  func target(at point: Point) -> MouseTarget? {
    guard Layout.fits(size) else { return nil }
    let layout = layout
    guard let pane = layout.shownPanes.first(where: { layout.rect(of: $0).contains(point) })
    else { return nil }
    let rows = layout.rows(of: pane)
    if pane == .map {
      return mapPlace.picture?.contains(point) == true
        ? .row(pane, point.y * size.width + point.x) : .pane(pane)
    }
    if pane != .detail, !layout.isPlain, point.y == rows.y - 1, rows.columns.contains(point.x) {
      return .heading(pane, column: point.x - rows.x)
    }
    guard rows.contains(point), let index = row(point.y - rows.y, of: pane, height: rows.height)
    else { return .pane(pane) }
    return .row(pane, index)
  }

  /// Which row of a pane's list stands on `line` of its place, as it is drawn. Nil: none.
  private func row(_ line: Int, of pane: Pane, height: Int) -> Int? {
    func row(_ cursor: ListCursor, _ index: Int, _ count: Int, height: Int) -> Int? {
      cursor.row(onLine: line, index: index, count: count, height: height)
    }
    switch pane {
    case .regions: return row(regions.cursor, regions.index, regions.rows.count, height: height)
    case .incidents:
      return row(incidents.cursor, incidents.index ?? 0, incidents.rows.count, height: height)
    case .detail:
      return isPeek
        ? nil : row(detail.cursor, detail.index, detail.lines.count, height: height)
    case .changes:
      let notices = changes.notices ?? []
      let rows = ChangeRows(notices, seen: seen)
      let start = rows.start(of: changes.index ?? 0)
      guard let found = row(changes.cursor, start, rows.count, height: height) else { return nil }
      return notices.indices.last { rows.start(of: $0) <= found }
    case .feeds:
      return row(
        feeds.cursor, feeds.index(at: now), feeds.all?.count ?? 0,
        height: FeedsView.listHeight(layout.rows(of: .feeds)))
    case .map: return nil
    case .heat:
      let rows = heatRows
      return row(
        heat.cursor, heatIndex(rows), rows.count,
        height: HeatView.listHeight(layout.rows(of: .heat)))
    }
  }
}

extension MouseTarget {
  var pane: Pane {
    switch self {
    case .row(let pane, _), .heading(let pane, _), .pane(let pane): pane
    }
  }
}

extension Layout {
  fileprivate var shownPanes: [Pane] {
    let rects: [(Pane, Rect?)] = [
      (.regions, regions), (.incidents, incidents), (.detail, detail), (.changes, changes),
      (.feeds, feeds), (.map, map), (.heat, heat),
    ]
    return rects.filter { $0.1 != nil }.map(\.0)
  }
}

extension Rect {
  fileprivate var columns: Range<Int> { x..<x + width }

  func contains(_ point: Point) -> Bool {
    columns.contains(point.x) && (y..<y + height).contains(point.y)
  }
}
