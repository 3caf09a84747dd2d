import GRDB
import GRDBSQLite

/// The peer of intake: the rows of a finished store, put into an empty one of the same schema by prepared
/// statements, in transactions as large, with pages and a cache as large. What SQLite alone costs.
struct BareStatements {
  private let original: String

  init(of path: String) { original = path }

  func copy(to path: String) throws -> (rows: Int, seconds: Double) {
    let source = try DatabaseQueue(path: original)
    let (schema, tables) = try source.read { db in
      (
        try String.fetchAll(
          db,
          sql: """
            SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL
              AND name NOT LIKE 'incident_search_%' ORDER BY rowid
            """),
        try String.fetchAll(
          db,
          sql: """
            SELECT name FROM sqlite_schema
            WHERE type = 'table' AND name NOT LIKE 'incident_search_%' ORDER BY rowid
            """)
      )
    }
    let rows = try source.read { db in
      try tables.map { table in
        try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map { Array($0.databaseValues) }
      }
    }
    try source.close()

    let target = try DatabaseQueue(path: path)
    return try target.inDatabase { db in
      for pragma in [
        "page_size = 8192", "journal_mode = WAL", "synchronous = FULL", "cache_size = -32768",
        "wal_autocheckpoint = 4096",
      ] { try db.execute(sql: "PRAGMA \(pragma)") }
      for sql in schema { try db.execute(sql: sql) }
      let start = ContinuousClock.now
      for (table, rows) in zip(tables, rows) where !rows.isEmpty {
        let columns = try db.columns(in: table).map(\.name).joined(separator: ", ")
        let places = rows[0].map { _ in "?" }.joined(separator: ", ")
        let insert = try db.makeStatement(
          sql: "INSERT INTO \(table) (\(columns)) VALUES (\(places))")
        for first in stride(from: 0, to: rows.count, by: 10_000) {
          try db.inTransaction {
            for row in rows[first..<min(first + 10_000, rows.count)] {
              for (place, value) in row.enumerated() {
                _ = value.bind(to: insert.sqliteStatement, at: Int32(place + 1))
              }
              let code = sqlite3_step(insert.sqliteStatement)
              guard code == SQLITE_DONE else {
                throw DatabaseError(resultCode: .init(rawValue: code))
              }
              sqlite3_reset(insert.sqliteStatement)
            }
            return .commit
          }
        }
      }
      return (rows.map(\.count).reduce(0, +), (ContinuousClock.now - start).seconds)
    }
  }
}
