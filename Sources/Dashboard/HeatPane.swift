import Foundation
import IncidentStore
import Incidents
import TerminalKit

/// Regions by hours: where and when how much was reported in the last day.
struct HeatPane: Equatable, Sendable {
  enum Measure: Equatable, Sendable {
    case reports, withoutWord
  }

  private var filtered = AskedActivity()
  private var everything = AskedActivity()
  /// The sums of the regions in a country; of all under `nil`.
  private(set) var sums: [Region.ID?: Sparkline] = [:]
  var measure = Measure.reports
  private(set) var cursor = ListCursor()

  /// Of what the filter lets through. `nil` until the first answer.
  var activity: Activity? { filtered.activity }

  /// The store may say something else now.
  mutating func expire() {
    filtered.expire()
    everything.expire()
  }

  /// - Parameter query: what the filter lets through. `nil`: it is not on screen.
  mutating func ask(until end: Date, of query: IncidentQuery?, forTree: Bool) -> [Effect] {
    let heat = query.flatMap { filtered.ask(until: end, of: $0) }
    let tree = forTree ? everything.ask(until: end, of: IncidentQuery()) : nil
    return [heat, tree == heat ? nil : tree].compactMap(\.self)
  }

  mutating func take(_ activity: Activity, of query: IncidentQuery) {
    filtered.take(activity, of: query)
    guard everything.take(activity, of: query) else { return }
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

/// An activity, and which one was asked for.
private struct AskedActivity: Equatable, Sendable {
  private struct Question: Equatable {
    var end: Date
    var query: IncidentQuery
  }

  private(set) var activity: Activity?
  private var asked: Question?

  mutating func expire() { asked = nil }

  /// - Returns: `nil` when it was asked already.
  mutating func ask(until end: Date, of query: IncidentQuery) -> Effect? {
    let question = Question(end: end, query: query)
    if asked == question { return nil }
    // What another filter let through is not what is asked.
    if let asked, asked.query != query { activity = nil }
    asked = question
    return .loadActivity(until: end, of: query)
  }

  @discardableResult
  mutating func take(_ activity: Activity, of query: IncidentQuery) -> Bool {
    guard asked == Question(end: activity.end, query: query) else { return false }
    self.activity = activity
    return true
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
  /// What was reported on of late: most open incidents without an official word first, then most reports;
  /// last, that of which no report has a time.
  var heatRows: [Activity.Row] {
    let counts = pictureCounts.counts ?? RegionCounts()
    let rows = (heat.activity?.rows ?? []).map { row in
      let reports = row.reports.reduce(0, +)
      return (row, reports == 0 ? -1 : counts.own(row.region).withoutWord, reports)
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

  /// Counts of reports are on screen as sparklines in the tree.
  private var showsSparklines: Bool {
    !layout.isPlain && layout.regions != nil
      && RegionColumns.hasSparkline(layout.rows(of: .regions).width)
  }

  /// Asks again once an hour, and when the store has changed.
  mutating func loadActivity() -> [Effect] {
    let hour = 3600.0
    let end = Date(
      timeIntervalSince1970: ((now.timeIntervalSince1970 / hour).rounded(.down) + 1) * hour)
    return heat.ask(
      until: end, of: layout.heat == nil ? nil : pictureQuery, forTree: showsSparklines)
  }
}
