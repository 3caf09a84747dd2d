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
      PaneFrame(
        symbols: symbols, isFocused: isFocused,
        title: [
          Span("H Heat", isFocused ? .titleFocus : .title),
          Span(" \(symbols.dot) \(measure), 24 h", .title),
          Span(state.pictureFilter, .filterActive),
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
      let room = place.width - 2
      let legend = legends(activity).first { displayWidth($0) <= room } ?? symbols.barWords
      grid.put(
        legend, x: place.x + 1, y: place.y + height, limit: place.x + 1 + room, role: .textDim)
    }
    let lines = below > 1 ? below - 1 : below
    grid.put(
      words(of: rows[selected], in: activity),
      in: Rect(
        x: place.x + 1, y: place.y + place.height - lines, width: place.width - 2, height: lines))
  }

  /// What the bars mean, and what is in none of them, from long to short.
  private func legends(_ activity: Activity) -> [String] {
    let bars = "\(symbols.barWords) an hour"
    let count = activity.rows.reduce(0) { $0 + $1.withoutTime }
    return count == 0 ? [bars] : ["\(bars); in none: \(grouped(count)) without a time", bars]
  }

  /// Why there is nothing.
  var emptiness: String {
    if state.heat.activity == nil { return "Reading the store\(symbols.ellipsis)" }
    return "Nothing was reported in the last 24 hours"
      + (state.pictureQuery.isFiltered ? " of what the filter lets through." : ".")
  }

  /// The hours in UTC, each third or sixth where they are narrow.
  private func drawAxis(
    _ activity: Activity, _ columns: HeatColumns, in place: Rect, on grid: inout Grid
  ) {
    let y = place.y - 1
    if columns.name.count > 6 { grid.put("region", x: place.x + 1, y: y, role: .header) }
    grid.put("24 h", endingAt: place.x + columns.total.upperBound, y: y, role: .header)
    let step = columns.cell >= 4 ? 1 : columns.cell >= 2 ? 3 : 6
    for hour in columns.hours {
      let clock = Self.clock(ofHour: hour, in: activity)
      guard clock % step == 0 else { continue }
      let x = place.x + columns.start(of: hour)
      let words = "\(Self.twoDigits(clock))Z"
      if x + words.count <= place.x + columns.start(of: Activity.hours) {
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
    for hour in columns.hours {
      let count = counts[hour]
      let level = level(of: count)
      let bar = level == 0 && !symbols.isASCII ? symbols.dot : symbols.bar(level)
      let number = columns.cell >= 5 && count > 0 ? String(min(count, 999)) : ""
      grid.put(
        "\(bar)\(number)", x: x + columns.start(of: hour), y: y, role: .graph(level))
    }
    let total = counts.reduce(0, +)
    grid.put(
      total == 0 ? String(symbols.dash) : grouped(total), endingAt: x + columns.total.upperBound,
      y: y, role: total == 0 ? .textDim : .text)
  }

  /// What no part of a country is named for is told of the country.
  private func name(of region: Region.ID) -> String {
    let name = symbols.shortName(of: region)
    let hasParts = !Gazetteer.world.subdivisions(of: region).isEmpty
    return region == region.country && hasParts ? "\(name) at large" : name
  }

  /// `Belgorod Oblast: 41 reports in 24 h, most 14–15Z (9), none since 19Z, 3 more received without a time`.
  func words(of row: Activity.Row, in activity: Activity) -> String {
    let counts = row.counts(state.heat.measure)
    let all = row.reports.reduce(0, +)
    let total = counts.reduce(0, +)
    let name = symbols.name(of: row.region)
    if all == 0 { return "\(name): \(grouped(row.withoutTime)) received in 24 h without a time" }
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
    if row.withoutTime > 0 {
      parts.append("\(grouped(row.withoutTime)) more received without a time")
    }
    return "\(name): \(parts.joined(separator: ", "))"
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
  /// Those that have room, the latest ones.
  var hours: Range<Int>
  /// How many cells an hour has.
  var cell: Int
  var total: Range<Int>
  private var end: Int

  init(width: Int) {
    let right = 7
    let least = min(24, max(14, width / 5))
    let room = max(0, width - right - least)
    cell = max(1, room / Activity.hours)
    // Names come first; of the hours it is then some quarters of a day.
    let count = room < Activity.hours ? room / 6 * 6 : Activity.hours
    hours = Activity.hours - count..<Activity.hours
    end = width - right
    total = max(0, width - right)..<width
    name = 0..<max(1, min(end - cell * count - 1, 34))
  }

  func start(of hour: Int) -> Int { end - (Activity.hours - hour) * cell }
}
