import Foundation
import Gazetteer
import IncidentStore
import Incidents
import TerminalKit

/// Draws regions by hours, what the bars mean, and the row in hand in words.
struct HeatView {
  let state: DashboardState
  let layout: Layout
  let rect: Rect
  private var symbols: Symbols { state.symbols }

  /// How many regions have room in `rows`; below them stand the words of the selected one, and the legend.
  static func listHeight(_ rows: Rect) -> Int { rows.height - linesBelow(rows) }

  private static func linesBelow(_ rows: Rect) -> Int {
    switch rows.height {
    case ..<3: 0
    case ..<5: 1
    case ..<12: 2
    default: rows.width < 90 ? 3 : 2
    }
  }

  func draw(on grid: inout Grid) {
    let isFocused = state.focus == .heat
    if layout.hasFrames {
      let measure = state.heat.measure == .reports ? "reports" : "no official word"
      let isFiltered = state.mapQuery.isFiltered
      PaneFrame(
        symbols: symbols, isFocused: isFocused,
        title: [
          Span("H Heat", isFocused ? .titleFocus : .title),
          Span(" \(symbols.dot) \(measure), 24 h\(isFiltered ? ", all incidents" : "")", .title),
        ],
        note: [Span("most without word \(symbols.sorted)", .headerSort)]
      ).draw(on: &grid, in: rect)
    }
    let place = layout.rows(of: .heat)
    guard place.width > 2, place.height > 0 else { return }
    let rows = state.heatRows
    guard let activity = state.heat.activity, !rows.isEmpty else {
      grid.put(
        emptiness, x: place.x + 1, y: place.y, limit: place.x + place.width, role: .textDim)
      if isFocused { grid.cursor = Point(x: place.x, y: place.y) }
      return
    }
    let columns = HeatColumns(width: place.width)
    drawAxis(activity, columns, in: place, on: &grid)
    let height = Self.listHeight(place)
    let selected = state.heatIndex(rows)
    let top = state.heat.cursor.top(index: selected, count: rows.count, height: height)
    for (line, index) in (top..<min(top + height, rows.count)).enumerated() {
      let y = place.y + line
      draw(rows[index], columns, x: place.x, y: y, on: &grid)
      guard index == selected else { continue }
      grid.select(
        Rect(x: place.x, y: y, width: columns.name.upperBound, height: 1), symbols,
        isFocused: isFocused)
    }
    let below = Self.linesBelow(place)
    if below > 1 {
      grid.put(
        "\(symbols.barWords) an hour", x: place.x + 1, y: place.y + height,
        limit: place.x + place.width - 1, role: .textDim)
    }
    let lines = below > 1 ? below - 1 : below
    grid.put(
      words(of: rows[selected], in: activity),
      in: Rect(
        x: place.x + 1, y: place.y + place.height - lines, width: place.width - 2, height: lines))
  }

  /// Why there is nothing.
  var emptiness: String {
    state.heat.activity == nil
      ? "Reading the store\(symbols.ellipsis)" : "Nothing was reported in the last 24 hours."
  }

  /// The hours in UTC, as many as have room, from the first full quarter of a day on.
  private func drawAxis(
    _ activity: Activity, _ columns: HeatColumns, in place: Rect, on grid: inout Grid
  ) {
    let y = place.y - 1
    if columns.name.count > 6 { grid.put("region", x: place.x + 1, y: y, role: .header) }
    grid.put("24 h", endingAt: place.x + columns.total.upperBound, y: y, role: .header)
    let step = columns.cell >= 4 ? 1 : columns.cell >= 2 ? 3 : 6
    for hour in 0..<Activity.hours {
      let clock = Self.clock(ofHour: hour, in: activity)
      guard clock % step == 0 else { continue }
      let x = place.x + columns.start + hour * columns.cell
      let words = "\(Self.twoDigits(clock))Z"
      if x + words.count <= place.x + columns.start + Activity.hours * columns.cell {
        grid.put(words, x: x, y: y, role: .header)
      }
    }
  }

  private func draw(
    _ row: Activity.Row, _ columns: HeatColumns, x: Int, y: Int, on grid: inout Grid
  ) {
    grid.put(
      name(of: row.region), x: x + 1, y: y, limit: x + columns.name.upperBound, role: .textStrong)
    let counts = row.counts(state.heat.measure)
    for (hour, count) in counts.enumerated() {
      let level = level(of: count)
      let bar = level == 0 && !symbols.isASCII ? symbols.dot : symbols.bar(level)
      let number = columns.cell >= 5 && count > 0 ? String(min(count, 999)) : ""
      grid.put(
        "\(bar)\(number)", x: x + columns.start + hour * columns.cell, y: y, role: .graph(level))
    }
    let total = counts.reduce(0, +)
    grid.put(
      total == 0 ? String(symbols.dash) : grouped(total), endingAt: x + columns.total.upperBound,
      y: y, role: total == 0 ? .textDim : .text)
  }

  /// What no part of a country is named for is told of the country.
  private func name(of region: Region.ID) -> String {
    let name = Gazetteer.world.shortName(of: region)
    let hasParts = !Gazetteer.world.subdivisions(of: region).isEmpty
    return region == region.country && hasParts ? "\(name) at large" : name
  }

  /// `Belgorod Oblast: 41 reports in 24 h, most 14–15Z (9), none since 19Z`.
  func words(of row: Activity.Row, in activity: Activity) -> String {
    let counts = row.counts(state.heat.measure)
    let all = row.reports.reduce(0, +)
    let total = counts.reduce(0, +)
    let reports = "\(grouped(all)) report\(all == 1 ? "" : "s") in 24 h"
    var parts = [
      state.heat.measure == .reports
        ? reports : "\(grouped(total)) of \(reports) on incidents without an official word"
    ]
    if let most = counts.max(), most > 0, let hour = counts.lastIndex(of: most) {
      let (from, to) = (
        Self.clock(ofHour: hour, in: activity), Self.clock(ofHour: hour + 1, in: activity)
      )
      parts.append(
        "most \(Self.twoDigits(from))\(symbols.isPlain ? " to " : "\(symbols.dash)")\(Self.twoDigits(to))Z (\(grouped(most)))"
      )
    }
    if let last = counts.lastIndex(where: { $0 > 0 }), last < counts.count - 1 {
      parts.append("none since \(Self.twoDigits(Self.clock(ofHour: last + 1, in: activity)))Z")
    }
    return "\(Gazetteer.world.name(of: row.region)): \(parts.joined(separator: ", "))"
  }

  /// The hour of the day, in UTC, at which an hour of the activity begins.
  private static func clock(ofHour hour: Int, in activity: Activity) -> Int {
    let end = Int(activity.end.timeIntervalSince1970 / 3600)
    return (end - Activity.hours + hour) % 24
  }

  private static func twoDigits(_ number: Int) -> String { "\(number < 10 ? "0" : "")\(number)" }
}

/// Where the columns of the heat stand.
struct HeatColumns: Equatable {
  var name: Range<Int>
  var start: Int
  /// How many cells an hour has.
  var cell: Int
  var total: Range<Int>

  init(width: Int) {
    let right = 7
    let least = min(24, max(10, width / 5))
    cell = max(1, (width - right - least) / Activity.hours)
    start = max(2, width - right - cell * Activity.hours)
    name = 0..<max(1, min(start - 1, 34))
    total = max(0, width - right)..<width
  }
}
