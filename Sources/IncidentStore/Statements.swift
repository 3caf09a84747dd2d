import Foundation
import GRDB
import GRDBSQLite

// Values go straight from Swift into SQLite's statements, and out of its rows. GRDB takes them through
// boxes, which would cost a report more than all that SQLite does for it. Connections, transactions and
// the cache of statements are GRDB's.

/// What a parameter can be given.
protocol ParameterValue {
  /// Gives this to parameter `place` of a statement.
  ///
  /// - Returns: SQLite's result code.
  func bind(to statement: SQLiteStatement, at place: Int32) -> Int32
}

/// What a column can hold.
protocol ColumnValue: ParameterValue {
  /// Reads column `column` of a statement's row, which is not NULL unless this is optional.
  init(_ statement: SQLiteStatement, column: Int32)
}

/// The row at which a statement stands. It is gone when the statement goes on.
struct StatementRow {
  fileprivate let statement: SQLiteStatement

  subscript<Value: ColumnValue>(column: Int) -> Value { Value(statement, column: Int32(column)) }
}

extension Database {
  /// Runs one statement, prepared once and kept.
  func run<each Value: ParameterValue>(_ sql: String, _ values: repeat each Value) throws {
    try run(cachedStatement(sql: sql), repeat each values)
  }

  /// The same for one that runs so often that its holder does not look it up by its words.
  func run<each Value: ParameterValue>(
    _ statement: Statement, _ values: repeat each Value
  ) throws {
    let statement = try bound(statement, repeat each values)
    defer { sqlite3_reset(statement) }
    while try step(statement) {}
  }

  /// What `read` makes of the first row. `nil` when there is none.
  func first<each Value: ParameterValue, Result>(
    _ sql: String, _ values: repeat each Value, read: (StatementRow) throws -> Result
  ) throws -> Result? {
    let statement = try statement(sql, repeat each values)
    defer { sqlite3_reset(statement) }
    return try step(statement) ? try read(StatementRow(statement: statement)) : nil
  }

  /// Gives every row to `body`, which does not run the same statement again.
  func forEach<each Value: ParameterValue>(
    _ sql: String, _ values: repeat each Value, body: (StatementRow) throws -> Void
  ) throws {
    let statement = try statement(sql, repeat each values)
    defer { sqlite3_reset(statement) }
    while try step(statement) { try body(StatementRow(statement: statement)) }
  }

  private func statement<each Value: ParameterValue>(
    _ sql: String, _ values: repeat each Value
  ) throws -> SQLiteStatement {
    try bound(cachedStatement(sql: sql), repeat each values)
  }

  private func bound<each Value: ParameterValue>(
    _ prepared: Statement, _ values: repeat each Value
  ) throws -> SQLiteStatement {
    let statement = prepared.sqliteStatement
    var place: Int32 = 0
    for value in repeat each values {
      place += 1
      let code = value.bind(to: statement, at: place)
      guard code == SQLITE_OK else { throw error(code) }
    }
    precondition(
      place == sqlite3_bind_parameter_count(statement), "a value for each place: \(prepared.sql)")
    return statement
  }

  private func step(_ statement: SQLiteStatement) throws -> Bool {
    switch sqlite3_step(statement) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw error(code)
    }
  }

  private func error(_ code: Int32) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: code),
      message: sqliteConnection.map { String(cString: sqlite3_errmsg($0)) })
  }
}

/// Tells SQLite to copy what it is given.
private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

extension Int64: ColumnValue {
  func bind(to statement: SQLiteStatement, at place: Int32) -> Int32 {
    sqlite3_bind_int64(statement, place, self)
  }

  init(_ statement: SQLiteStatement, column: Int32) {
    self = sqlite3_column_int64(statement, column)
  }
}

extension Int: ColumnValue {
  func bind(to statement: SQLiteStatement, at place: Int32) -> Int32 {
    Int64(self).bind(to: statement, at: place)
  }

  init(_ statement: SQLiteStatement, column: Int32) {
    self.init(Int64(statement, column: column))
  }
}

extension Bool: ColumnValue {
  func bind(to statement: SQLiteStatement, at place: Int32) -> Int32 {
    sqlite3_bind_int64(statement, place, self ? 1 : 0)
  }

  init(_ statement: SQLiteStatement, column: Int32) {
    self = sqlite3_column_int64(statement, column) != 0
  }
}

extension Double: ColumnValue {
  func bind(to statement: SQLiteStatement, at place: Int32) -> Int32 {
    sqlite3_bind_double(statement, place, self)
  }

  init(_ statement: SQLiteStatement, column: Int32) {
    self = sqlite3_column_double(statement, column)
  }
}

extension String: ColumnValue {
  func bind(to statement: SQLiteStatement, at place: Int32) -> Int32 {
    var text = self
    return text.withUTF8 { bytes in
      bytes.isEmpty
        ? sqlite3_bind_text(statement, place, "", 0, copied)
        : bytes.withMemoryRebound(to: CChar.self) {
          sqlite3_bind_text(statement, place, $0.baseAddress, Int32($0.count), copied)
        }
    }
  }

  init(_ statement: SQLiteStatement, column: Int32) {
    let bytes = UnsafeBufferPointer(
      start: sqlite3_column_text(statement, column),
      count: Int(sqlite3_column_bytes(statement, column)))
    self.init(decoding: bytes, as: UTF8.self)
  }
}

extension Data: ColumnValue {
  func bind(to statement: SQLiteStatement, at place: Int32) -> Int32 {
    withUnsafeBytes {
      $0.isEmpty
        ? sqlite3_bind_zeroblob(statement, place, 0)
        : sqlite3_bind_blob(statement, place, $0.baseAddress, Int32($0.count), copied)
    }
  }

  init(_ statement: SQLiteStatement, column: Int32) {
    self.init(
      UnsafeRawBufferPointer(
        start: sqlite3_column_blob(statement, column),
        count: Int(sqlite3_column_bytes(statement, column))))
  }
}

/// Bytes that stay where they are while the statement runs: they are not copied.
extension UnsafeRawBufferPointer: ParameterValue {
  func bind(to statement: SQLiteStatement, at place: Int32) -> Int32 {
    isEmpty
      ? sqlite3_bind_zeroblob(statement, place, 0)
      : sqlite3_bind_blob(statement, place, baseAddress, Int32(count), nil)
  }
}

extension [UInt8]: ParameterValue {
  func bind(to statement: SQLiteStatement, at place: Int32) -> Int32 {
    isEmpty
      ? sqlite3_bind_zeroblob(statement, place, 0)
      : sqlite3_bind_blob(statement, place, self, Int32(count), copied)
  }
}

extension Optional: ParameterValue where Wrapped: ParameterValue {
  func bind(to statement: SQLiteStatement, at place: Int32) -> Int32 {
    self?.bind(to: statement, at: place) ?? sqlite3_bind_null(statement, place)
  }
}

extension Optional: ColumnValue where Wrapped: ColumnValue {
  init(_ statement: SQLiteStatement, column: Int32) {
    self =
      sqlite3_column_type(statement, column) == SQLITE_NULL
      ? nil : Wrapped(statement, column: column)
  }
}
