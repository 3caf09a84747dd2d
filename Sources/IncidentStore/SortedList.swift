import GRDB
import Incidents

/// Where a page of the list begins.
enum PageStart {
  case fromTop, fromBottom
  /// The rows above a position, nearest first.
  case above(ListPosition)
  /// The row at a position, and those below.
  case from(ListPosition)
  case below(ListPosition)

  /// The rows go down the list, and not up it.
  var goesDown: Bool {
    switch self {
    case .fromTop, .from, .below: true
    case .fromBottom, .above: false
    }
  }

  /// `nil` at an end of the list.
  fileprivate var position: ListPosition? {
    switch self {
    case .fromTop, .fromBottom: nil
    case .above(let position), .from(let position), .below(let position): position
    }
  }
}

/// The whole list, sorted by a column: pages are taken from the index that has it in order, however far down
/// they are.
///
/// What is equal to the row where a page begins comes first, from one seek; then what lies beyond. An index
/// has what is equal the latest report first; where a reversed order goes through it backwards, one group of
/// equal rows after the other is asked for.
struct SortedList {
  private let conditions: Conditions
  private let tables: String
  private let order: IncidentOrder

  /// `nil` when no index has the answer to `query` in its order.
  init?(_ query: IncidentQuery, _ db: Database) throws {
    conditions = Conditions(query)
    order = conditions.order
    guard let tables = try conditions.tablesInOrder(db) else { return nil }
    self.tables = tables
  }

  /// At most `limit`, in their order.
  func incidents(_ start: PageStart, limit: Int, _ db: Database) throws -> [Int64] {
    var found: [Int64] = []
    var last: SortKey?
    if let position = start.position {
      found = try rest(of: position, start, limit: limit, db)
      last = position.key
    }
    guard order.isReversed, !order.column.isNearlyUnique else {
      return try found + beyond(last, goesDown: start.goesDown, limit: limit - found.count, db)
    }
    while found.count < limit, let next = try key(beyond: last, goesDown: start.goesDown, db) {
      found += try group(next, goesDown: start.goesDown, limit: limit - found.count, db)
      last = next
    }
    return found
  }

  /// What is equal to a position in the column and lies on from there.
  private func rest(
    of position: ListPosition, _ start: PageStart, limit: Int, _ db: Database
  ) throws -> [Int64] {
    let relation =
      switch start {
      case .from: "<="
      case .below, .fromTop: "<"
      case .above, .fromBottom: ">"
      }
    return try incidents(
      "\(key) = ? AND (s.last_activity_at, s.id) \(relation) (?, ?)",
      [position.key.databaseValue, position.time.milliseconds, position.id.rawValue],
      by: ties(start.goesDown), limit: limit, db)
  }

  /// What is equal in the column.
  private func group(
    _ key: SortKey, goesDown: Bool, limit: Int, _ db: Database
  ) throws -> [Int64] {
    try incidents(
      "\(self.key) = ?", [key.databaseValue], by: ties(goesDown), limit: limit, db)
  }

  private func beyond(
    _ key: SortKey?, goesDown: Bool, limit: Int, _ db: Database
  ) throws -> [Int64] {
    let isAscending = order.isAscending == goesDown
    return try incidents(
      key.map { _ in "\(self.key) \(isAscending ? ">" : "<") ?" } ?? "true",
      key.map { [$0.databaseValue] } ?? [],
      by: "\(self.key) \(isAscending ? "ASC" : "DESC"), \(ties(goesDown))", limit: limit, db)
  }

  /// The next one that something listed has.
  private func key(
    beyond key: SortKey?, goesDown: Bool, _ db: Database
  ) throws -> SortKey? {
    let isAscending = order.isAscending == goesDown
    let statement = try db.cachedStatement(
      sql: """
        SELECT \(self.key) FROM \(tables) WHERE s.listed = 1
        AND \(key == nil ? "true" : "\(self.key) \(isAscending ? ">" : "<") ?")
        ORDER BY \(self.key) \(isAscending ? "ASC" : "DESC") LIMIT 1
        """)
    let arguments: StatementArguments = key.map { [$0.databaseValue] } ?? []
    return try DatabaseValue.fetchOne(statement, arguments: arguments).map(SortKey.init)
  }

  private var key: String { order.column.sql }

  private func ties(_ goesDown: Bool) -> String {
    goesDown ? "s.last_activity_at DESC, s.id DESC" : "s.last_activity_at, s.id"
  }

  private func incidents(
    _ condition: String, _ values: StatementArguments, by order: String, limit: Int,
    _ db: Database
  ) throws -> [Int64] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT s.incident FROM \(tables) WHERE \(conditions.sql) AND \(condition)
        ORDER BY \(order) LIMIT ?
        """)
    return try Int64.fetchAll(
      statement, arguments: conditions.arguments + values + [limit])
  }
}
