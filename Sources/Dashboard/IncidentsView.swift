import Foundation
import Gazetteer
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

  init(state: DashboardState, layout: Layout, rect: Rect) {
    self.state = state
    self.layout = layout
    self.rect = rect
  }

  func draw(on grid: inout Grid) {
    let isFocused = state.focus == .incidents
    if layout.hasFrames {
      let total = pane.window.map { " \(grouped($0.total))" } ?? ""
      let name =
        switch pane.query.attention {
        case .all, .due: "Incidents"
        case .acknowledged: "Acknowledged"
        case .snoozed: "Snoozed"
        }
      let order = pane.query.listOrder
      PaneFrame(
        symbols: symbols, isFocused: isFocused,
        title: [Span("2 \(name)\(total)", isFocused ? .titleFocus : .title)]
          + (state.marksWords.map { [Span(" \(symbols.dot) \($0)", .marked)] } ?? []),
        note: [Span("\(order.column.words) \(order.glyph(symbols))", .headerSort)]
      ).draw(on: &grid, in: rect)
    }
    let place = layout.rows(of: .incidents)
    guard place.width > 0, place.height > 0 else { return }
    guard let window = pane.window, !window.rows.isEmpty else {
      return drawEmptiness(in: place, on: &grid)
    }
    let columns = IncidentColumns(width: place.width, gutter: pane.marks.hasAny ? 2 : 1)
    drawHeadings(columns, in: place, on: &grid)
    let top = pane.top(height: place.height)
    let selected = pane.index
    for (line, index) in (top..<min(top + place.height, window.rows.count)).enumerated() {
      let y = place.y + line
      let row = window.rows[index]
      draw(row, columns, x: place.x, y: y, on: &grid)
      if pane.isMarked(row) {
        grid.put(String(symbols.marked), x: place.x + 1, y: y, role: .marked)
        grid.paint(Rect(x: place.x, y: y, width: place.width, height: 1), over: .marked)
      }
      if index == selected {
        grid.put(String(symbols.cursor), x: place.x, y: y)
        grid.paint(
          Rect(x: place.x, y: y, width: place.width, height: 1),
          over: isFocused ? .cursor : .cursorUnfocused)
        if isFocused { grid.cursor = Point(x: place.x, y: y) }
      }
      if let search = pane.search {
        grid.paint(
          search, in: window.rows[index].incident.title, x: place.x + columns.what.lowerBound,
          y: y, limit: place.x + columns.what.upperBound, isSelected: index == selected)
      }
    }
  }

  private func drawHeadings(_ columns: IncidentColumns, in place: Rect, on grid: inout Grid) {
    let y = place.y - 1
    let order = pane.query.listOrder
    /// The column by which the list is sorted has an arrow, for which it may take the gap beside it.
    func put(
      _ word: String, _ range: Range<Int>?, _ sorts: [IncidentOrder.Column], isRight: Bool = false
    ) {
      guard let range else { return }
      let isSorted = sorts.contains(order.column)
      let text = isSorted ? "\(word)\(order.glyph(symbols))" : word
      let role: Role = isSorted ? .headerSort : .header
      if isRight {
        grid.put(text, endingAt: place.x + range.upperBound, y: y, role: role)
      } else {
        grid.put(
          text, x: place.x + range.lowerBound, y: y,
          limit: place.x + range.upperBound + (isSorted ? 1 : 0), role: role)
      }
    }
    put(ageHeading, columns.age, [.lastReport, .firstReport, .acknowledgement], isRight: true)
    put("kind", columns.kind, [.kind])
    put("what", columns.what, [.title])
    put(columns.hasLongWords ? "evidence" : "evid.", columns.evidence, [.status])
    put("orig", columns.origins, [.origins, .grade])
    put("official", columns.official, [.official])
    put("clock", columns.clock, [.silence], isRight: true)
  }

  /// What the first column counts from.
  private var ageHeading: String {
    switch pane.query.listOrder.column {
    case .acknowledgement: "ago"
    case .firstReport: "1st"
    default: "age"
    }
  }

  private func ageStart(of row: IncidentSummary) -> Date {
    switch pane.query.listOrder.column {
    case .acknowledgement: row.desk.acknowledgedAt ?? row.incident.lastActivityAt
    case .firstReport: row.incident.firstReportedAt
    default: row.incident.lastActivityAt
    }
  }

  private func draw(
    _ row: IncidentSummary, _ columns: IncidentColumns, x: Int, y: Int, on grid: inout Grid
  ) {
    let mark = pane.news[row.id]
    // What answers another query than the one that is asked is on its way out.
    let isStale = !pane.isCurrent || row.desk.isStale(changedAt: row.changedAt, now: state.now)
    let text: Role =
      switch mark {
      case _ where isStale: .rowStale
      case .new?: .rowNew
      case .changed?: .rowChanged
      case nil: .text
      }
    func put(_ word: String, _ range: Range<Int>?, _ role: Role) {
      guard let range else { return }
      grid.put(
        word, x: x + range.lowerBound, y: y, limit: x + range.upperBound,
        role: isStale ? .rowStale : role)
    }

    if let mark {
      grid.put(String(mark == .new ? symbols.new : symbols.changed), x: x, y: y, role: text)
    }
    let incident = row.incident
    let standing = row.standing
    if let age = columns.age {
      let words = Dashboard.age(from: ageStart(of: row), to: state.now)
      grid.put(words, endingAt: x + age.upperBound, y: y, role: isStale ? .rowStale : .textDim)
    }
    put(incident.kind.word, columns.kind, .textDim)
    putTitle(of: row, columns.what, x: x, y: y, isStale ? .rowStale : text, on: &grid)
    let verification = standing.verification
    put(
      columns.hasLongWords ? verification.status.word : verification.status.shortWord,
      columns.evidence, verification.status.role)
    put(verification.origins.code, columns.origins, .text)
    let official = standing.official
    let word = columns.hasLongWords ? official.status.word : official.status.shortWord
    put("\(official.status.glyph(symbols)) \(word)", columns.official, official.status.role)
    if let clock = columns.clock {
      let isBySilence = pane.query.listOrder.column == .silence
      let since = isBySilence ? official.silentSince : official.clockStart
      grid.put(
        since.map { Dashboard.age(from: $0, to: state.now) } ?? String(symbols.dash),
        endingAt: x + clock.upperBound, y: y, role: isStale ? .rowStale : official.status.role)
    }
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

  /// Says why there is nothing, and what to type.
  private func drawEmptiness(in place: Rect, on grid: inout Grid) {
    var lines: [(String, Role)] = []
    if pane.window == nil || !pane.isCurrent {
      lines = [("Reading the store\(symbols.ellipsis)", .textDim)]
    } else if !pane.query.isFiltered, state.overview?.incidents ?? 0 > 0,
      pane.query.attention != .all
    {
      let word = pane.query.attention
      let key = KeyMap.label(of: .attention, in: .incidents) ?? ""
      lines =
        word == .due
        ? [
          ("Nothing asks for your attention.", .text),
          ("\(key) shows what you have put aside.", .textDim),
        ] : [("Nothing is \(word.rawValue).", .text), ("\(key) goes on.", .textDim)]
    } else if !pane.query.isFiltered {
      lines = [
        ("No incidents yet.", .text),
        ("Take something in:", .textDim), ("  watchfloor ingest FILE", .hintKey),
        ("or follow a folder:", .textDim), ("  watchfloor --follow DIR", .hintKey),
      ]
    } else {
      let back = KeyMap.label(of: .back, in: .incidents) ?? ""
      let filter = KeyMap.label(of: .filter, in: .incidents) ?? ""
      let region = pane.query.filter.region.map { " in \(Gazetteer.world.name(of: $0))" } ?? ""
      lines = [
        ("No incident\(region) matches.", .text), (pane.query.filter.description, .filterActive),
        (
          region.isEmpty
            ? "\(filter) changes the filter, \(back) takes it away."
            : "\(back) goes back to a wider region, \(filter) changes the filter.",
          .textDim
        ),
      ]
    }
    var y = place.y
    for (text, role) in lines {
      for line in wrappedLines(of: text, width: max(1, place.width - 2))
      where y < place.y + place.height {
        grid.put(String(text.part(utf8: line)), x: place.x + 1, y: y, role: role)
        y += 1
      }
    }
    if state.focus == .incidents { grid.cursor = Point(x: place.x, y: place.y) }
  }
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
