import Foundation
import IncidentStore
import Incidents
import TerminalKit

/// Regions by hours: where and when how much was reported in the last day.
struct HeatPane: Equatable, Sendable {
  enum Measure: Equatable, Sendable {
    case reports, withoutWord
  }

  /// `nil` until the first answer.
  private(set) var activity: Activity?
  /// The sums of the regions in a country; of all under `nil`.
  private(set) var sums: [Region.ID?: Sparkline] = [:]
  var measure = Measure.reports
  private(set) var cursor = ListCursor()
  /// The end of the hour that was asked for.
  private var asked: Date?

  /// The store may say something else now.
  mutating func expire() { asked = nil }

  func hasAsked(until end: Date) -> Bool { asked == end }

  mutating func ask(until end: Date) -> Effect {
    asked = end
    return .loadActivity(until: end)
  }

  mutating func take(_ activity: Activity) {
    guard asked == nil || activity.end == asked else { return }
    self.activity = activity
    sums = [:]
    for row in activity.rows {
      for region in Set([nil, row.region, row.region.country]) {
        sums[region, default: .nothing] += row
      }
    }
  }

  /// A command that moves the cursor. `nil` when `command` does not.
  mutating func move(_ command: Command, from index: Int, count: Int, height: Int) -> Int? {
    cursor.move(command, from: index, count: count, height: height)
  }

  mutating func move(from old: Int, to new: Int, count: Int, height: Int) {
    cursor.move(from: old, to: new, count: count, height: height)
  }
}

extension Sparkline {
  fileprivate static let nothing = Self(
    reports: Array(repeating: 0, count: Activity.hours),
    withoutWord: Array(repeating: 0, count: Activity.hours))

  fileprivate static func += (left: inout Self, right: Activity.Row) {
    for hour in left.reports.indices {
      left.reports[hour] += right.reports[hour]
      left.withoutWord[hour] += right.withoutWord[hour]
    }
  }
}

extension Activity.Row {
  func counts(_ measure: HeatPane.Measure) -> [Int] {
    measure == .reports ? reports : withoutWord
  }
}

extension DashboardState {
  /// What was reported on of late: most open incidents without an official word first, then most reports.
  var heatRows: [Activity.Row] {
    let rows = (heat.activity?.rows ?? []).map { row in
      (row, regions.ownCount(of: row.region).withoutWord, row.reports.reduce(0, +))
    }
    return rows.sorted { ($1.1, $1.2, $0.0.region) < ($0.1, $0.2, $1.0.region) }.map(\.0)
  }

  /// The selected region's row; the first where it has none.
  func heatIndex(_ rows: [Activity.Row]) -> Int {
    rows.firstIndex { $0.region == regions.selection } ?? 0
  }

  mutating func handleHeat(_ command: Command) -> [Effect] {
    let rows = heatRows
    let index = heatIndex(rows)
    switch command {
    case .heatMeasure:
      heat.measure = heat.measure == .reports ? .withoutWord : .reports
      return []
    case .toRegions: return go(to: .regions)
    case .toIncidents:
      guard rows.indices.contains(index) else { return go(to: .incidents) }
      return select(region: rows[index].region) + go(to: .incidents)
    default:
      let height = HeatView.listHeight(layout.rows(of: .heat))
      guard !rows.isEmpty,
        let new = heat.move(command, from: index, count: rows.count, height: height)
      else { return [] }
      return select(region: rows[new].region)
    }
  }

  mutating func selectHeatRow(_ index: Int) -> [Effect] {
    let rows = heatRows
    guard rows.indices.contains(index) else { return [] }
    let height = HeatView.listHeight(layout.rows(of: .heat))
    heat.move(from: heatIndex(rows), to: index, count: rows.count, height: height)
    return select(region: rows[index].region)
  }

  /// Counts of reports are on screen: as heat, or as sparklines in the tree.
  private var showsActivity: Bool {
    let layout = layout
    return layout.heat != nil
      || !layout.isPlain && layout.regions != nil
        && RegionColumns.hasSparkline(layout.rows(of: .regions).width)
  }

  /// Asks again once an hour, and when the store has changed.
  mutating func loadActivity() -> [Effect] {
    guard Layout.fits(size), showsActivity else { return [] }
    let hour = 3600.0
    let end = Date(
      timeIntervalSince1970: ((now.timeIntervalSince1970 / hour).rounded(.down) + 1) * hour)
    return heat.hasAsked(until: end) ? [] : [heat.ask(until: end)]
  }
}
