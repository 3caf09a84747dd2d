public import Foundation
import GRDB
import Glibc
import Incidents

extension IncidentStore {
  /// Copies the whole store into a new file, while others go on writing to it, and checks the copy.
  ///
  /// - Returns: how many entries it holds.
  /// - Throws: ``IncidentStoreError`` with code `.refused` when there is a file at `copy` already; there
  ///   is none when it throws `.cannotWrite`, or `.damaged` because the store is.
  @discardableResult
  public func backup(to copy: String) throws(IncidentStoreError) -> Int {
    guard access(copy, F_OK) != 0 else { throw .isThere(copy) }
    try Self.checkDirectory(of: copy)
    let incoming = copy + ".incoming"
    defer { Self.removeStore(at: incoming) }
    do {
      let target = try Self.makeLedger(at: incoming)
      try database.backup(to: target)
      // One file, that can be carried off as it is.
      try target.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
      try target.close()
    } catch {
      throw .init(error, .cannotWrite, copy)
    }
    let check = try Self.check(at: incoming)
    guard check.isWhole else { throw .damaged(path) }
    try Self.rename(incoming, to: copy)
    return check.entries
  }

  /// Makes the store at `path` say what `copy` says, in one transaction: whoever has it open sees the one
  /// or the other. What it said before is copied to a file of its own first.
  ///
  /// - Returns: where that is. `nil`: there was nothing.
  /// - Throws: ``IncidentStoreError`` with code `.damaged` when the copy, or the store itself, is not
  ///   whole; the store is then as it was.
  public static func restore(
    _ copy: String, to path: String, at now: Date
  ) throws(IncidentStoreError) -> String? {
    guard try check(at: copy).isWhole else { throw .damaged(copy) }
    let store = try open(at: path)
    var aside: String?
    if try !store.isEmpty {
      let name = fileBeside(path, "before", at: now)
      try store.backup(to: name)
      aside = name
    }
    try store.replaceContents(with: openAsItIs(copy))
    return aside
  }

  /// Puts what the log holds into the store's own file, as far as nobody is reading what was before: for the
  /// end of a program. The store is whole without, but whoever copies that file alone gets all of it.
  public func putAway() {
    _ = try? database.writeWithoutTransaction { try $0.checkpoint(.passive) }
  }

  /// Nobody has recorded anything in it.
  var isEmpty: Bool {
    get throws(IncidentStoreError) {
      try read { try Bool.fetchOne($0, sql: "SELECT NOT EXISTS (SELECT 1 FROM entry)") ?? true }
    }
  }

  /// Puts a whole store into the place of this one's content.
  func replaceContents(with other: any DatabaseReader) throws(IncidentStoreError) {
    let repaged = path + ".repaged"
    defer { Self.removeStore(at: repaged) }
    do {
      let size = try database.read(Self.pageSize)
      if try other.read(Self.pageSize) == size {
        try other.backup(to: database)
      } else {
        // SQLite copies whole pages; those of an earlier version were smaller.
        Self.removeStore(at: repaged)
        try Self.makeFile(repaged)
        try other.unsafeRead { db in
          try db.execute(sql: "PRAGMA page_size = \(size)")
          try db.execute(sql: "VACUUM INTO ?", arguments: [repaged])
        }
        try DatabaseQueue(path: repaged, configuration: Self.configuration).backup(to: database)
      }
      // The other may be of an earlier version.
      try Self.prepareProjections(database)
    } catch {
      throw .init(error, .cannotWrite, path)
    }
    tellWatches()
  }

  /// In bytes.
  private static func pageSize(_ db: Database) throws -> Int {
    try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0
  }

  /// A store's ledger alone, in a new file; nobody else knows of it yet.
  static func makeLedger(at path: String) throws -> DatabaseQueue {
    removeStore(at: path)
    try makeFile(path)
    let database = try DatabaseQueue(path: path, configuration: configuration)
    try database.inDatabase { try prepareLedger($0) }
    return database
  }

  static func removeStore(at path: String) {
    for file in files(ofStoreAt: path) { unlink(file) }
  }

  /// The store, and what SQLite keeps beside it.
  static func files(ofStoreAt path: String) -> [String] {
    ["-journal", "-wal", "-shm", ""].map { path + $0 }
  }

  /// `watchfloor.db.before-2026-11-22T093000Z`.
  static func fileBeside(_ path: String, _ word: String, at now: Date) -> String {
    "\(path).\(word)-\(UTC.string(from: now).filter { $0 != ":" })"
  }

  static func rename(_ old: String, to new: String) throws(IncidentStoreError) {
    guard Glibc.rename(old, new) == 0 else {
      throw .failed(.cannotWrite, new, reason: String(cString: strerror(errno)))
    }
  }
}
