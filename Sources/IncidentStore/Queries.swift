import Foundation
import GRDB
import Incidents

/// What is asked of the projections. Lists are paged by key, never by offset.
enum Queries {
  static func window(
    _ query: IncidentQuery, anchor: WindowAnchor, before: Int, after: Int, _ db: Database
  ) throws -> IncidentWindow {
    let total = try total(query, db)
    switch anchor {
    case .first:
      let (rows, isAll) = try page(query, .fromTop, limit: before + after, db)
      return IncidentWindow(rows: rows, startsAtFirst: true, endsAtLast: isAll, total: total)
    case .last:
      let (rows, isAll) = try page(query, .fromBottom, limit: before + after, db)
      return IncidentWindow(
        rows: rows.reversed(), startsAtFirst: isAll, endsAtLast: true, total: total)
    case .around(let place):
      let position = try current(place, query, db)
      let (above, isTop) = try page(query, .above(position), limit: before, db)
      let (below, isBottom) = try page(query, .from(position), limit: after, db)
      return IncidentWindow(
        rows: above.reversed() + below, startsAtFirst: isTop, endsAtLast: isBottom, total: total)
    }
  }

  private enum Start {
    case fromTop, fromBottom
    /// The rows above a position, nearest first.
    case above(ListPosition)
    /// The row at a position, and those below.
    case from(ListPosition)
  }

  /// - Returns: at most `limit` rows, and whether there are no more that way.
  private static func page(
    _ query: IncidentQuery, _ start: Start, limit: Int, _ db: Database
  ) throws -> (rows: [IncidentSummary], isAll: Bool) {
    var filter = Filter(query)
    let order: String
    switch start {
    case .fromTop:
      order = "DESC"
    case .fromBottom:
      order = "ASC"
    case .above(let position):
      filter.add("(s.last_activity_at, s.id) > (?, ?)", position)
      order = "ASC"
    case .from(let position):
      filter.add("(s.last_activity_at, s.id) <= (?, ?)", position)
      order = "DESC"
    }
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT \(DossierRows.summaryColumns) FROM standing AS s JOIN incident ON n = s.incident
        WHERE \(filter.sql) ORDER BY s.last_activity_at \(order), s.id \(order) LIMIT ?
        """, arguments: filter.arguments + [limit + 1])
    var found: [IncidentSummary] = []
    while let row = try rows.next() { found.append(try DossierRows.summary(row)) }
    let isAll = found.count <= limit
    if !isAll { found.removeLast() }
    return (found, isAll)
  }

  /// Where the incident of `position` stands now, if the query still finds it.
  private static func current(
    _ position: ListPosition, _ query: IncidentQuery, _ db: Database
  ) throws -> ListPosition {
    var filter = Filter(query)
    filter.add("s.id = ?", [position.id.rawValue])
    let now = try Int.fetchOne(
      db, sql: "SELECT last_activity_at FROM standing AS s WHERE \(filter.sql)",
      arguments: filter.arguments)
    return now.map { ListPosition(lastActivityAt: Date(milliseconds: $0), id: position.id) }
      ?? position
  }

  private static func total(_ query: IncidentQuery, _ db: Database) throws -> Int {
    var bare = query
    bare.region = nil
    if bare == IncidentQuery() {
      let filter = Filter(query, region: "region")
      return try Int.fetchOne(
        db, sql: "SELECT total(incidents) FROM tally WHERE \(filter.sql)",
        arguments: filter.arguments) ?? 0
    }
    let filter = Filter(query)
    return try Int.fetchOne(
      db, sql: "SELECT count(*) FROM standing AS s WHERE \(filter.sql)",
      arguments: filter.arguments) ?? 0
  }

  static func find(
    _ text: String, in query: IncidentQuery, from position: ListPosition?, forward: Bool,
    _ db: Database
  ) throws -> ListPosition? {
    let text = text.lowercased()
    guard !text.isEmpty else { return nil }
    var filter = Filter(query)
    if text.unicodeScalars.count >= 3 {
      filter.add("t.title MATCH ?", ["\"\(text.replacing("\"", with: "\"\""))\""])
    } else {
      // Too short for the index, and so common that the next one is near.
      filter.add("instr(t.title, ?) > 0", [text])
    }
    if let position {
      filter.add("(s.last_activity_at, s.id) \(forward ? "<" : ">") (?, ?)", position)
    }
    let order = forward ? "DESC" : "ASC"
    return try Row.fetchOne(
      db,
      sql: """
        SELECT s.last_activity_at, s.id FROM standing AS s
        JOIN incident_search AS t ON t.rowid = s.incident
        WHERE \(filter.sql) ORDER BY s.last_activity_at \(order), s.id \(order) LIMIT 1
        """, arguments: filter.arguments
    ).map {
      ListPosition(lastActivityAt: Date(milliseconds: $0[0]), id: Incident.ID(rawValue: $0[1]))
    }
  }

  static func regions(_ db: Database) throws -> [RegionTally] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT region, incidents, open, without_word, silent, last_activity_at FROM tally
        WHERE incidents > 0 ORDER BY region
        """
    ).map {
      RegionTally(
        region: Region.ID(rawValue: $0[0]), incidents: $0[1], open: $0[2], withoutWord: $0[3],
        silent: $0[4], lastActivityAt: Date(milliseconds: $0[5]))
    }
  }

  static func detail(_ id: Incident.ID, _ db: Database) throws -> IncidentDetail? {
    let n = try Int64.fetchOne(
      db, sql: "SELECT n FROM incident WHERE id = ?", arguments: [id.rawValue])
    guard let n else { return nil }
    let (dossier, standing) = try DossierRows.load(n, withTexts: true, db)
    let changes = try Row.fetchAll(
      db,
      sql: """
        SELECT change.seq, at, field, old, new, rule, entry.id FROM change
        LEFT JOIN entry ON entry.seq = because WHERE incident = ? ORDER BY change.seq DESC
        """, arguments: [n]
    ).map {
      Change(
        seq: $0[0], at: Date(milliseconds: $0[1]), incident: id, field: $0[2], old: $0[3],
        new: $0[4], rule: $0[5], because: ($0[6] as Data?).map { Report.ID($0).rawValue })
    }
    return IncidentDetail(dossier: dossier, standing: standing, changes: changes)
  }

  static func overview(_ db: Database) throws -> StoreOverview {
    let last = try Int.fetchOne(db, sql: "SELECT received_at FROM entry ORDER BY seq DESC LIMIT 1")
    return StoreOverview(
      incidents: try Int.fetchOne(db, sql: "SELECT total(incidents) FROM tally") ?? 0,
      reports: try Int.fetchOne(db, sql: "SELECT count(*) FROM report") ?? 0,
      quarantined: try Int.fetchOne(db, sql: "SELECT count(*) FROM quarantine") ?? 0,
      lastReceivedAt: last.map(Date.init(milliseconds:)))
  }

  static func facts(_ db: Database) throws -> StoreFacts {
    let tables = ["entry", "quarantine"] + Schema.projections.map(\.table)
    return StoreFacts(
      ledgerVersion: try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0,
      projectionVersion: try Meta.projection.value(db) ?? 0,
      sqliteVersion: try String.fetchOne(db, sql: "SELECT sqlite_version()") ?? "",
      tables: try tables.map {
        StoreFacts.TableCount(
          table: $0, rows: try Int.fetchOne(db, sql: "SELECT count(*) FROM \($0)") ?? 0)
      })
  }
}

/// The conditions of a query, as SQL over `standing AS s`.
private struct Filter {
  private var conditions: [String] = []
  private(set) var arguments: StatementArguments = []

  init(_ query: IncidentQuery, region column: String = "s.region") {
    if let region = query.region {
      // A region and those in it: `RU`, then `RU-` up to what follows `-`.
      add(
        "(\(column) = ? OR (\(column) > ? AND \(column) < ?))",
        [region.rawValue, region.rawValue + "-", region.rawValue + "."])
    }
    add("s.verification", oneOf: query.statuses.map(\.rawValue))
    add("s.official", oneOf: query.official.map(\.rawValue))
    if let since = query.since { add("s.last_activity_at >= ?", [since.milliseconds]) }
  }

  var sql: String { conditions.isEmpty ? "true" : conditions.joined(separator: " AND ") }

  mutating func add(_ condition: String, _ values: StatementArguments) {
    conditions.append(condition)
    arguments += values
  }

  mutating func add(_ condition: String, _ position: ListPosition) {
    add(condition, [position.lastActivityAt.milliseconds, position.id.rawValue])
  }

  private mutating func add(_ column: String, oneOf words: [String]) {
    guard !words.isEmpty else { return }
    let places = Array(repeating: "?", count: words.count).joined(separator: ", ")
    add("\(column) IN (\(places))", StatementArguments(words.sorted()))
  }
}
