import Foundation
import GRDB
import Glibc
import Incidents

/// What ``IncidentStore/check(at:)`` found.
public struct StoreCheck: Hashable, Sendable {
  /// An entry that is not what its author recorded.
  public struct DamagedEntry: Hashable, Sendable {
    public var seq: Int64
    public var reason: String
  }

  /// How many entries are whole.
  public var entries = 0
  /// Of how many of these only the content is vouched for: a program of version 0.1.0 recorded them.
  public var unsealed = 0
  public var damaged: [DamagedEntry] = []
  /// What else of the store's own history (what changed when, who looked up to where, the quarantine) is not
  /// as it was written, a sentence each.
  public var history: [String] = []
  /// What SQLite says of the file's pages, tables and indexes; at most a hundred sentences.
  public var structure: [String] = []

  public var isWhole: Bool { damaged.isEmpty && history.isEmpty && structure.isEmpty }
}

extension IncidentStore {
  /// Reads a store from end to end: every page, every entry against its hash, and every row of the ledger
  /// against its ``Seal``. It is only read, even if an earlier version wrote it.
  ///
  /// - Throws: ``IncidentStoreError`` as ``open(at:create:)`` does; `.damaged` when the ledger cannot be
  ///   read at all.
  public static func check(at path: String) throws(IncidentStoreError) -> StoreCheck {
    let file = try openAsItIs(path)
    do {
      // Without a transaction: on a damaged file it cannot be ended, and entries are only ever added.
      return try file.unsafeRead { db in
        var check = StoreCheck()
        check.structure = (try? complaints(db)) ?? ["the file's pages cannot be walked"]
        for piece in try LedgerPieces(of: LedgerLine.Entry.self, db) {
          switch piece {
          case .whole(let entry):
            if let damage = entry.damage {
              check.damaged.append(.init(seq: entry.seq, reason: damage.description))
            } else {
              check.entries += 1
              if entry.seal == nil { check.unsealed += 1 }
            }
          case .unreadable(let seq, let reason):
            check.damaged.append(.init(seq: seq, reason: reason))
          }
        }
        for table in LedgerLine.history where try db.tableExists(table.databaseTableName) {
          try table.forEachDamaged(db) { check.history.append($0) }
        }
        return check
      }
    } catch {
      throw .init(error, .cannotRead, path)
    }
  }

  /// What SQLite finds wrong, at most a hundred sentences.
  private static func complaints(_ db: Database) throws -> [String] {
    let sentences = try String.fetchCursor(db, sql: "PRAGMA integrity_check(1000000000)")
      // SQLite before 3.41 takes a column of a table without rowids for another; the table itself forbids NULL.
      .filter { $0 != "ok" && !$0.hasPrefix("NULL value in recording.") }
    return try Array(sentences.prefix(100))
  }

  /// A store to be read and nothing else, whatever state it is in. Only what a program has left half done
  /// that died over it is undone first, by SQLite.
  static func openAsItIs(_ path: String) throws(IncidentStoreError) -> DatabaseQueue {
    guard try inspect(path, toWrite: false) else { throw .notFound(path) }
    do {
      var configuration = Self.configuration
      configuration.readonly = access(path + "-journal", F_OK) != 0
      let file = try DatabaseQueue(path: path, configuration: configuration)
      if (try? file.unsafeRead(version)) == 0 {
        throw IncidentStoreError.notAStore(path, reason: "nothing was ever put into it")
      }
      return file
    } catch {
      throw .init(error, .cannotOpen, path)
    }
  }
}

extension LedgerRow {
  /// Calls `body` with a sentence of each row that is not what was written. What cannot be read SQLite
  /// complains of.
  fileprivate static func forEachDamaged(_ db: Database, _ body: (String) -> Void) throws {
    let rows = try Row.fetchCursor(db, sql: selection)
    while let row = try? rows.next() {
      // The first column names the row.
      let key = row[0] as (any DatabaseValueConvertible)? ?? ""
      let name = "\(databaseTableName) \((key as? Data)?.hex ?? "\(key)")"
      do {
        if let damage = try Self(row: row).damage { body("\(name): \(damage)") }
      } catch {
        body("\(name): a column holds what does not belong there")
      }
    }
  }
}

/// The rows of a table that is numbered by `seq`, one after the other; what cannot be read costs those
/// rows alone.
struct LedgerPieces<Row: LedgerRow>: Sequence, IteratorProtocol {
  enum Piece {
    case whole(Row)
    case unreadable(seq: Int64, reason: String)
  }

  private let db: Database
  private let columns: String
  private let last: Int64
  private var reached: Int64 = 0
  /// Still to be handed out, the last first.
  private var pieces: [Piece] = []

  /// - Throws: `DatabaseError` when not even the table's end can be found.
  init(of type: Row.Type, _ db: Database) throws {
    self.db = db
    // The first version's entries had no ordinals.
    let isFirst = try IncidentStore.version(db) == 1
    columns = isFirst && Row.databaseTableName == "entry" ? "*, seq AS ordinal" : "*"
    func end(_ column: String) throws -> Int64 {
      try Int64.fetchOne(db, sql: "SELECT max(\(column)) FROM \(Row.databaseTableName)") ?? 0
    }
    // The table's last page; where that is spoiled, every page of an index.
    last = try (try? end("seq")) ?? end("+seq")
  }

  mutating func next() -> Piece? {
    while pieces.isEmpty {
      guard reached < last else { return nil }
      let seqs = (reached + 1)...Swift.min(reached + 1000, last)
      reached = seqs.upperBound
      pieces = read(seqs).reversed()
    }
    return pieces.removeLast()
  }

  /// All of `seqs` at once; where that fails, each by itself.
  private func read(_ seqs: ClosedRange<Int64>) -> [Piece] {
    do {
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT \(columns) FROM \(Row.databaseTableName)
          WHERE seq BETWEEN ? AND ? ORDER BY seq
          """,
        arguments: [seqs.lowerBound, seqs.upperBound])
      return rows.map { .whole($0) }
    } catch {
      if seqs.count == 1 { return [.unreadable(seq: seqs.lowerBound, reason: words(for: error))] }
      return seqs.flatMap { read($0...$0) }
    }
  }

  private func words(for error: any Error) -> String {
    switch error {
    case let error as DatabaseError: "SQLite: \(error.message ?? "\(error.resultCode)")"
    default: "a column holds what does not belong there"
    }
  }
}
