import GRDB

/// The peer of intake: the rows of a finished store, put into an empty one of the same schema by
/// prepared statements, in transactions as large. What SQLite alone costs.
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
        try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map {
          StatementArguments(Array($0.databaseValues))
        }
      }
    }
    try source.close()

    let target = try DatabasePool(path: path)
    try target.write { db in for sql in schema { try db.execute(sql: sql) } }
    let start = ContinuousClock.now
    var count = 0
    for (table, rows) in zip(tables, rows) {
      for first in stride(from: 0, to: rows.count, by: 10_000) {
        try target.write { db in
          let columns = try Row.fetchAll(db, sql: "PRAGMA table_info(\(table))")
            .map { $0["name"] as String }
          let places = Array(repeating: "?", count: columns.count).joined(separator: ", ")
          let statement = try db.makeStatement(
            sql: "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(places))")
          for row in rows[first..<min(first + 10_000, rows.count)] {
            try statement.execute(arguments: row)
          }
        }
      }
      count += rows.count
    }
    return (count, (ContinuousClock.now - start).seconds)
  }
}
