import Gazetteer
import IncidentStore
import Incidents
import TerminalKit

/// The tree of regions. The list of incidents follows its cursor.
struct RegionsPane: Equatable, Sendable {
  /// `nil` selects all regions.
  var selection: Region.ID?
  var cursor = ListCursor()
  /// The rows that are not folded away, from "All regions" on.
  private(set) var rows: [RegionRow] = [RegionRow(depth: 0)]
  private(set) var widths = RegionWidths()
  private var tallies: [RegionTally] = []
  private(set) var counts = RegionCounts()
  private var folded: Set<Region.ID> = []
  /// Those that have a row, or are folded away.
  private var regions: [Region.ID] = []

  var index: Int { rows.firstIndex { $0.id == selection } ?? 0 }

  /// Every region of which something is told, without what lies in it.
  var tallied: [(Region.ID, RegionCount)] {
    tallies.map { ($0.region, RegionCount(open: $0.open, withoutWord: $0.withoutWord)) }
  }

  mutating func take(_ tallies: [RegionTally]) {
    self.tallies = tallies
    counts = RegionCounts(tallied)
    if wanted == regions { recount() } else { rebuild() }
  }

  mutating func setFolded(_ region: Region.ID, _ isFolded: Bool) {
    if isFolded { folded.insert(region) } else { folded.remove(region) }
    rebuild()
  }

  /// Selects `region`, which has a row from then on even if nothing happened there.
  mutating func select(_ region: Region.ID?, height: Int) {
    let old = index
    selection = region
    if !rows.contains(where: { $0.id == region }) {
      if let region { folded.remove(region.country) }
      rebuild()
    }
    cursor.move(from: old, to: index, count: rows.count, height: height)
  }

  private var wanted: [Region.ID] {
    let told = tallies.map(\.region)
    return told + [selection].compactMap(\.self).filter { !told.contains($0) }
  }

  private mutating func rebuild() {
    regions = wanted
    let parts = Dictionary(grouping: regions, by: \.country).mapValues { regions in
      regions.filter { $0 != $0.country }.map {
        RegionRow(id: $0, name: Gazetteer.world.shortName(of: $0), depth: 1)
      }
    }

    rows = [RegionRow(depth: 0)]
    let named = parts.map { ($0.key, Gazetteer.world.shortName(of: $0.key), $0.value) }
    for (country, name, below) in named.sorted(by: { ($0.1, $0.0) < ($1.1, $1.0) }) {
      let isFolded = below.isEmpty ? nil : folded.contains(country)
      rows.append(RegionRow(id: country, name: name, depth: 0, isFolded: isFolded))
      if isFolded == false { rows += below.sorted { ($0.name, $0.depth) < ($1.name, $1.depth) } }
    }
    recount()
  }

  /// The rows stay, and their numbers are others.
  private mutating func recount() {
    for index in rows.indices {
      let row = rows[index]
      rows[index].tally =
        if let id = row.id, row.depth > 0 { counts.own(id) } else { counts.whole(row.id) }
    }
    widths = RegionWidths(rows)
  }
}

/// One row of the tree.
struct RegionRow: Equatable, Sendable {
  /// `nil` stands for all regions.
  var id: Region.ID?
  var name = "All regions"
  /// With what lies in the region, unlike the store's own tally.
  var tally = RegionCount()
  var depth: Int
  /// `nil` when nothing lies in it.
  var isFolded: Bool?
}

struct RegionCount: Equatable, Sendable {
  var open = 0
  var withoutWord = 0

  static func += (left: inout Self, right: Self) {
    left.open += right.open
    left.withoutWord += right.withoutWord
  }
}

/// How many cells the longest numbers of the tree take.
struct RegionWidths: Equatable, Sendable {
  private(set) var brief = RegionCount()
  private(set) var grouped = RegionCount()

  init() {}

  init(_ rows: [RegionRow]) {
    func longest(_ words: (Int) -> String) -> RegionCount {
      rows.reduce(into: RegionCount()) { longest, row in
        longest.open = max(longest.open, words(row.tally.open).utf8.count)
        longest.withoutWord = max(longest.withoutWord, words(row.tally.withoutWord).utf8.count)
      }
    }
    brief = longest(Dashboard.brief)
    grouped = longest(Dashboard.grouped)
  }
}

/// What is counted of each region: of its own, and with what lies in it.
struct RegionCounts: Equatable, Sendable {
  private(set) var own: [Region.ID: RegionCount] = [:]
  /// Of a country, with its parts.
  private var whole: [Region.ID: RegionCount] = [:]
  private(set) var all = RegionCount()

  init() {}

  init(_ counts: [(Region.ID, RegionCount)]) {
    own.reserveCapacity(counts.count)
    whole.reserveCapacity(counts.count)
    for (region, count) in counts {
      own[region] = count
      whole[region, default: RegionCount()] += count
      let country = region.country
      if country != region { whole[country, default: RegionCount()] += count }
      all += count
    }
  }

  /// Without what lies in it.
  func own(_ region: Region.ID) -> RegionCount { own[region] ?? RegionCount() }

  /// With what lies in it; of all regions for `nil`.
  func whole(_ region: Region.ID?) -> RegionCount {
    region.map { whole[$0] ?? RegionCount() } ?? all
  }
}

extension DashboardState {
  mutating func handleRegions(_ command: Command) -> [Effect] {
    let index = regions.index
    let row = regions.rows[index]
    switch command {
    case .unfold:
      if let region = row.id, row.isFolded == true {
        regions.setFolded(region, false)
        return []
      }
      return go(to: .incidents)
    case .fold:
      if let region = row.id, row.isFolded == false {
        regions.setFolded(region, true)
        return []
      }
      return row.depth > 0 ? select(region: row.id?.country) : []
    case .nextMatch, .previousMatch:
      return go(to: .incidents) + findAgain(forward: command == .nextMatch)
    default:
      let height = layout.rows(of: .regions).height
      guard
        let new = regions.cursor.move(
          command, from: index, count: regions.rows.count, height: height)
      else { return [] }
      return select(region: regions.rows[new].id)
    }
  }

  /// Shows the incidents of `region`; of all regions for `nil`.
  mutating func select(region: Region.ID?) -> [Effect] {
    if region != regions.selection {
      regions.select(region, height: layout.rows(of: .regions).height)
    }
    var filter = incidents.query.filter
    guard region != filter.region else { return [] }
    filter.region = region
    return show(filter)
  }
}
