import IncidentStore
import TerminalKit

// Sorting the list: a key, then the letter of a column; the same column again turns the order round.

extension Command {
  /// The column that this sorts by. `nil`: it sorts by none.
  var column: IncidentOrder.Column? {
    switch self {
    case .sortByLast: .lastReport
    case .sortByFirst: .firstReport
    case .sortByKind: .kind
    case .sortByTitle: .title
    case .sortByRegion: .region
    case .sortByStatus: .status
    case .sortByOrigins: .origins
    case .sortByGrade: .grade
    case .sortByOfficial: .official
    case .sortBySilence: .silence
    case .sortByReports: .reports
    default: nil
    }
  }
}

extension Command {
  static let sorting = allCases.filter { $0.column != nil }

  /// What its column is called in a line: `sort title`. `nil`: it sorts by none.
  var columnName: String? { column.map { _ in String(name.dropFirst("sort-by-".count)) } }
}

extension IncidentOrder.Column {
  /// As the frame of the list says it.
  var words: String {
    switch self {
    case .lastReport: "last report"
    case .firstReport: "first report"
    case .status: "evidence"
    case .acknowledgement: "first acknowledged"
    default: rawValue
    }
  }
}

extension IncidentOrder {
  /// How the header shows it: down as it is by itself, up when it is turned round.
  func glyph(_ symbols: Symbols) -> Character {
    isReversed ? symbols.sortedUp : symbols.sorted
  }
}

extension DashboardState {
  mutating func handleSorting(_ command: Command) -> [Effect] {
    isSorting = false
    return command.column.map { sort(by: $0) } ?? []
  }

  /// Sorts by `column`; by the one that it is sorted by already, the other way round.
  mutating func sort(by column: IncidentOrder.Column) -> [Effect] {
    let marking = endRange()
    followsHead = false
    let old = incidents.query.listOrder
    incidents.query.order = IncidentOrder(
      column, isReversed: old.column == column && !old.isReversed)
    incidents.find = nil
    arrival = nil
    return marking + [load(.first)] + go(to: .incidents)
  }
}
