import Foundation
import IncidentStore
import Incidents
import TerminalKit

/// Draws the rows of the list that are on screen, and no others.
struct IncidentsView {
  let state: DashboardState
  let layout: Layout
  let rect: Rect
  private var pane: IncidentsPane { state.incidents }
  private var symbols: Symbols { state.symbols }

  func draw(on grid: inout Grid) {
    let isFocused = state.focus == .incidents
    if layout.hasFrames {
      let total = pane.window?.total.map { " \(grouped($0))" } ?? ""
      let order = pane.query.listOrder
      PaneFrame(
        symbols: symbols, isFocused: isFocused,
        title: [Span("2 \(pane.name)\(total)", isFocused ? .titleFocus : .title)]
          + (state.marksWords.map { [Span(" \(symbols.dot) \($0)", .marked)] } ?? []),
        note: [Span("\(order.column.words) \(order.glyph(symbols))", .headerSort)]
      ).draw(on: &grid, in: rect)
    }
    let place = layout.rows(of: .incidents)
    guard place.width > 0, place.height > 0 else { return }
    guard let window = pane.window, !window.rows.isEmpty else {
      return drawEmptiness(in: place, on: &grid)
    }
    let columns = pane.columns(width: place.width)
    let cells = IncidentCells(
      order: pane.query.listOrder, columns: columns, symbols: symbols, now: state.now)
    drawHeadings(cells, in: place, on: &grid)
    let top = pane.top(height: place.height)
    let selected = pane.index
    for (line, index) in (top..<min(top + place.height, window.rows.count)).enumerated() {
      let y = place.y + line
      let row = window.rows[index]
      draw(row, cells, x: place.x, y: y, on: &grid)
      if pane.isMarked(row) {
        grid.put(String(symbols.marked), x: place.x + 1, y: y, role: .marked)
        grid.paint(Rect(x: place.x, y: y, width: place.width, height: 1), over: .marked)
      }
      if index == selected {
        grid.select(
          Rect(x: place.x, y: y, width: place.width, height: 1), symbols, isFocused: isFocused)
        // The cursor takes the place of the sign that the row is new; beside it there may be another.
        if let news = pane.news[row.id], grid[place.x + 1, y].scalar == " " {
          grid.put(glyph(of: news), x: place.x + 1, y: y, role: news.role)
        }
      }
      if let search = pane.search, let what = columns[.what] {
        grid.paint(
          search, in: window.rows[index].incident.title, x: place.x + what.lowerBound,
          y: y, limit: place.x + what.upperBound, isSelected: index == selected)
      }
    }
  }

  private func drawHeadings(_ cells: IncidentCells, in place: Rect, on grid: inout Grid) {
    let y = place.y - 1
    for column in cells.columns.places {
      let (word, isSorted) = cells.heading(column.column)
      // The arrow may take the gap beside it.
      let text = isSorted ? "\(word)\(cells.order.glyph(symbols))" : word
      let role: Role = isSorted ? .headerSort : .header
      if column.column.isRight {
        grid.put(text, endingAt: place.x + column.cells.upperBound, y: y, role: role)
      } else {
        grid.put(
          text, x: place.x + column.cells.lowerBound, y: y,
          limit: place.x + column.cells.upperBound + (isSorted ? 1 : 0), role: role)
      }
    }
  }

  private func draw(
    _ row: IncidentSummary, _ cells: IncidentCells, x: Int, y: Int, on grid: inout Grid
  ) {
    let news = pane.news[row.id]
    // What answers another query than the one that is asked is on its way out.
    let isStale = !pane.isCurrent || row.desk.isStale(changedAt: row.changedAt, now: state.now)
    let text: Role =
      switch news {
      case _ where isStale: .rowStale
      case let news?: news.role
      case nil: .text
      }
    if let news {
      grid.put(glyph(of: news), x: x, y: y, role: text)
    }
    for place in cells.columns.places {
      if place.column == .what {
        putTitle(of: row, place.cells, x: x, y: y, text, on: &grid)
        continue
      }
      let (words, usual) = cells.cell(place.column, of: row)
      let role = isStale ? .rowStale : usual
      let (start, end) = (x + place.cells.lowerBound, x + place.cells.upperBound)
      if place.column.isRight, displayWidth(words) <= place.cells.count {
        grid.put(words, endingAt: end, y: y, role: role)
      } else {
        grid.put(words, x: start, y: y, limit: end, role: role)
      }
    }
  }

  private func glyph(of news: RowNews) -> String {
    String(news == .new ? symbols.new : symbols.changed)
  }

  /// The title behind glyphs of what the person has on the desk; in words after it where there is room.
  private func putTitle(
    of row: IncidentSummary, _ what: Range<Int>, x: Int, y: Int, _ role: Role, on grid: inout Grid
  ) {
    let limit = x + what.upperBound
    let marks = row.deskMarks(symbols, now: state.now)
    let glyphs = marks.map { String($0.glyph) }.joined()
    let start = grid.put(
      glyphs.isEmpty ? "" : "\(glyphs) ", x: x + what.lowerBound, y: y, limit: limit, role: .marked)
    let end = grid.put(row.incident.title, x: start, y: y, limit: limit, role: role)
    let words = symbols.list(marks.map(\.words))
    if !marks.isEmpty, end + 2 + displayWidth(words) <= limit {
      grid.put(words, x: end + 2, y: y, limit: limit, role: role == .text ? .textDim : role)
    }
  }

  /// Why there is nothing, and what to type.
  var emptiness: [(String, Role)] {
    if pane.window == nil || !pane.isCurrent {
      return [("Reading the store\(symbols.ellipsis)", .textDim)]
    } else if !pane.query.isFiltered, state.overview?.incidents ?? 0 > 0,
      pane.query.attention != .all
    {
      let word = pane.query.attention
      let key = state.keys.label(of: .attention, in: .incidents) ?? ""
      return word == .due
        ? [
          ("Nothing asks for your attention.", .text),
          ("\(key) shows what you have put aside.", .textDim),
        ] : [("Nothing is \(word.rawValue).", .text), ("\(key) goes on.", .textDim)]
    } else if !pane.query.isFiltered, let moment = state.moment {
      let later = state.keys.label(of: .later, in: .incidents) ?? ""
      let back = state.keys.label(of: .back, in: .incidents) ?? ""
      return [
        ("Nothing was known as of \(moment.day) \(moment.clock).", .text),
        ("\(later) goes to the next change, \(back) returns to now.", .textDim),
      ]
    } else if !pane.query.isFiltered {
      return [
        ("No incidents yet.", .text),
        ("Take something in:", .textDim), ("  watchfloor ingest FILE", .hintKey),
        ("or follow a folder:", .textDim), ("  watchfloor --follow DIR", .hintKey),
      ]
    } else {
      let back = state.keys.label(of: .back, in: .incidents) ?? ""
      let filter = state.keys.label(of: .filter, in: .incidents) ?? ""
      let region = pane.query.filter.region.map { " in \(symbols.name(of: $0))" } ?? ""
      return [
        ("No incident\(region) matches.", .text), (pane.query.filter.description, .filterActive),
        (
          region.isEmpty
            ? "\(filter) changes the filter, \(back) takes it away."
            : "\(back) goes back to a wider region, \(filter) changes the filter.",
          .textDim
        ),
      ]
    }
  }

  private func drawEmptiness(in place: Rect, on grid: inout Grid) {
    grid.put(lines: emptiness, in: place)
    if state.focus == .incidents { grid.cursor = Point(x: place.x, y: place.y) }
  }
}

extension Grid {
  /// Writes what there is to say where nothing else is, as far as it has room.
  mutating func put(lines: [(String, Role)], in place: Rect) {
    var y = place.y
    for (text, role) in lines {
      for line in wrappedLines(of: text, width: max(1, place.width - 2))
      where y < place.y + place.height {
        put(String(text.part(utf8: line)), x: place.x + 1, y: y, role: role)
        y += 1
      }
    }
  }
}

extension IncidentsPane {
  /// What the list holds.
  var name: String {
    switch query.attention {
    case .all, .due: "Incidents"
    case .acknowledged: "Acknowledged"
    case .snoozed: "Snoozed"
    }
  }
}

extension RowNews {
  var role: Role { self == .new ? .rowNew : .rowChanged }
}

extension OfficialStanding {
  /// Since when the word of the row stands, or its silence lasts.
  var clockStart: Date? {
    switch status {
    case .silent, .withdrawn: silentSince
    case .confirmed, .denied, .mixed, .nonCommittal: standsSince
    case .notMonitored, .noAuthoritySet: nil
    }
  }
}
