import CSQLiteConfig
import Foundation
import GRDB
import Glibc
import Incidents
import Synchronization

extension IncidentStore {
  /// Looks at the file's first bytes, without SQLite, so that what is no store of ours stays untouched.
  ///
  /// - Parameter toWrite: somebody is going to put something into it.
  /// - Returns: whether the file is there.
  static func inspect(
    _ path: String, toWrite: Bool = true
  ) throws(IncidentStoreError) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return false }
      throw .failed(.cannotOpen, path, reason: String(cString: strerror(errno)))
    }
    if status.st_mode & S_IFMT == S_IFDIR { throw .isDirectory(path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .notAStore(path, reason: "it is not a regular file")
    }
    if status.st_size == 0 { return true }
    let head = try FileHeads.shared.head(of: path, status)
    // The SQLite file format, §1.3: the magic string, the user version at 60, the application id at 68.
    guard head.count == 100, head.starts(with: Array("SQLite format 3\0".utf8)) else {
      throw .notAStore(path, reason: "it is a file of another kind")
    }
    func number(at offset: Int) -> Int32 {
      head[offset..<(offset + 4)].reduce(Int32(0)) { $0 << 8 | Int32($1) }
    }
    guard number(at: 68) == Schema.applicationID else {
      throw .notAStore(path, reason: "it is an SQLite database of another program")
    }
    let version = Int(number(at: 60))
    if version > Schema.ledgerVersion {
      throw .schemaIsNewer(path, found: version, known: Schema.ledgerVersion)
    }
    guard !toWrite || access(path, R_OK | W_OK) == 0 else {
      throw .notWritable(
        path, reason: "the file may not be written to, which looking at it needs as well")
    }
    return true
  }

  /// SQLite needs to put its log beside the file, even to read.
  static func checkDirectory(of path: String) throws(IncidentStoreError) {
    let directory = directory(of: path)
    guard access(directory, F_OK) == 0 else { throw .noDirectory(path, directory: directory) }
    guard access(directory, W_OK | X_OK) == 0 else {
      throw .notWritable(path, reason: "nothing may be written in '\(directory)'")
    }
  }

  static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Opens the pool, makes what is missing, and computes the projections anew when their rules have changed.
  ///
  /// - Returns: the pool, and a connection that made the file or its indexes, if they were made. It is closed,
  ///   and to be kept: letting its queue go would start libdispatch's monitor, which then wakes once a second.
  static func connect(
    _ path: String, willRebuild: (Int) -> Void = { _ in }
  ) throws(IncidentStoreError) -> (pool: any DatabaseWriter, founder: DatabaseQueue?) {
    let isNew = try makeFile(path)
    do {
      var founder: DatabaseQueue?
      if isNew {
        // The identity must stand in the main file before the log begins.
        founder = try DatabaseQueue(path: path, configuration: configuration)
        try founder?.inDatabase { try prepareLedger($0) }
        try founder?.close()
      }
      let pool = try DatabasePool(path: path, configuration: configuration)
      try prepareProjections(pool, willRebuild: willRebuild)
      if try pool.read({ try !Schema.isIndexedForQueries($0) }) {
        founder = indexWhatIsNot(path)
      }
      return (pool, founder)
    } catch {
      throw .init(error, .cannotOpen, path)
    }
  }

  /// Makes the indexes that a program let go of for a load whose end it did not live to see. Who is writing
  /// just now may be that program: then they are left to it. Should it fail, lists are slower, and no worse.
  private static func indexWhatIsNot(_ path: String) -> DatabaseQueue? {
    var configuration = configuration
    configuration.busyMode = .immediateError
    let queue = try? DatabaseQueue(path: path, configuration: configuration)
    try? queue?.inDatabase { db in
      try db.inTransaction(.immediate) {
        try indexWhatIsNot(db)
        return .commit
      }
    }
    try? queue?.close()
    return queue
  }

  /// Makes the file if there is none: readable for its owner alone, for SQLite gives its log and index the
  /// same mode.
  ///
  /// - Returns: whether a ledger has still to be made in it: it is empty, or will be, once SQLite has undone
  ///   what a program began that did not live to end it.
  @discardableResult
  static func makeFile(_ path: String) throws(IncidentStoreError) -> Bool {
    var status = stat()
    // Once it is made it has a log, and never again such a journal.
    if stat(path, &status) == 0 {
      return status.st_size == 0 || access(path + "-journal", F_OK) == 0
    }
    // Nobody here can have it open yet: see ``FileHeads``.
    let file = Glibc.open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
    guard file >= 0 || errno == EEXIST else {
      throw .failed(.cannotOpen, path, reason: String(cString: strerror(errno)))
    }
    if file >= 0 { Glibc.close(file) }
    return true
  }

  /// What SQLite has to know before the first connection of a process.
  private static let sqliteIsConfigured: Void = csqlite_count_no_memory()

  static var configuration: Configuration {
    sqliteIsConfigured
    var configuration = Configuration()
    configuration.label = "watchfloor"
    // Rows and what they refer to are computed together. A look at every reference would cost a tenth.
    configuration.foreignKeysEnabled = false
    configuration.busyMode = .callback { tries in
      // Of many that wait, each has the same chance to be next: SQLite's own handler waits the longer, the
      // longer it has waited.
      usleep(.random(in: 5_000...35_000))
      return tries < busySeconds * 50
    }
    configuration.prepareDatabase { db in
      // A report that was acknowledged is there after a power cut.
      try db.execute(sql: "PRAGMA synchronous = FULL")
      if !db.configuration.readonly { try db.execute(sql: "PRAGMA cache_size = -\(leastCache)") }
      try db.execute(sql: "PRAGMA wal_autocheckpoint = 4096")
      try db.execute(sql: Schema.threes)
    }
    return configuration
  }

  static let busySeconds = 30

  /// In KiB. A transaction of an intake touches a few thousand pages, and touches them again and again.
  private static let leastCache = 32 << 10

  /// Lets what an intake touches everywhere stay in memory, however large the store: the indexes by hash and
  /// by name, which are a good part of it. Without, each entry would read and write several pages, and a
  /// store of a million reports would take them in at half the pace.
  static func fitCache(_ db: Database) throws {
    let cache = try min(max(leastCache, size(db) / 10 / 1024), 8 * leastCache)
    try db.execute(sql: "PRAGMA cache_size = -\(cache)")
  }

  /// In bytes.
  static func size(_ db: Database) throws -> Int {
    let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
    return try pages * (Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0)
  }

  /// In bytes: what is less takes no time worth saving.
  static let leastLoad = 1 << 20
  /// How many times its size a feed takes in a store, at the least.
  static let growth = 4

  static func indexWhatIsNot(_ db: Database) throws {
    // Sorting takes as much memory again as the cache may have.
    try db.execute(sql: "PRAGMA cache_size = -\(leastCache)")
    try Schema.indexForQueries(db)
  }

  static func prepareLedger(_ db: Database) throws {
    guard try version(db) == 0 else { return }
    // In bytes; a store keeps what it was made with. What an intake writes goes to the log, and from there
    // into the file: larger pages are fewer calls, smaller ones less to write for a single act.
    try db.execute(sql: "PRAGMA page_size = 8192")
    try db.inTransaction(.exclusive) {
      // Two programs may come here at once; the second finds the work done.
      guard try version(db) == 0 else { return .rollback }
      try db.execute(sql: Schema.ledger)
      try db.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
      try db.execute(sql: "PRAGMA user_version = \(Schema.ledgerVersion)")
      return .commit
    }
  }

  /// Brings a ledger of an earlier version up to date. What it holds stays as it is.
  private static func migrateLedger(_ writer: any DatabaseWriter) throws {
    guard try writer.read({ try version($0) }) < Schema.ledgerVersion else { return }
    try writer.write { db in
      while let sql = Schema.ledgerMigrations[try version(db) + 1] {
        try db.execute(sql: sql)
        try db.execute(sql: "PRAGMA user_version = \(try version(db) + 1)")
      }
    }
  }

  static func version(_ db: Database) throws -> Int {
    try Int.fetchOne(db.cachedStatement(sql: "PRAGMA user_version")) ?? 0
  }

  /// A newer version may come by while a program of this one has the store open: then this one knows neither
  /// what its rows mean nor which it would have to write.
  static func refuseNewer(_ db: Database, _ path: String) throws {
    for (found, known) in [
      (try version(db), Schema.ledgerVersion),
      (try Meta.projection.value(db) ?? 0, Schema.projectionVersion),
    ] where found > known {
      throw IncidentStoreError.schemaIsNewer(path, found: found, known: known)
    }
  }

  /// - Parameter willRebuild: told how many entries all projections are going to be computed from anew.
  static func prepareProjections(
    _ writer: any DatabaseWriter, willRebuild: (Int) -> Void = { _ in }
  ) throws {
    try migrateLedger(writer)
    let known = Schema.projectionVersion
    let found = try writer.read { db in
      try refuseNewer(db, writer.path)
      return try Meta.projection.value(db)
    }
    if found == known { return }
    if found != nil {
      willRebuild(try writer.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM entry") } ?? 0)
    }
    try writer.write { db in
      guard try Meta.projection.value(db) != known else { return }
      // Standings that another version kept are of another shape: nothing to compare with.
      try recompute(db)
      try Meta.projection.set(known, db)
    }
  }

  /// Computes all projections anew, and logs what stands otherwise than before: nothing, unless the
  /// entries or the rules are others.
  ///
  /// - Returns: how many incidents stand otherwise.
  static func rebuildProjections(
    because reason: Journal.Reason, at now: Int, _ db: Database
  ) throws -> Int {
    try Journal.keepStandings(db)
    try recompute(db)
    return try Journal.logSinceKept(because: reason, at: now, db)
  }

  private static func recompute(_ db: Database) throws {
    try Schema.dropProjections(db)
    let settled = try Meta.settledUntil.value(db)
    let last = try Ledger.latestReceipt(db)
    try Ledger.project(standingAt: max(settled ?? 0, last ?? 0), db)
  }
}

/// Looks at how files begin, through descriptors that stay open: with the first one that it closes, a process
/// loses all its locks on a file, SQLite's among them.
private final class FileHeads: Sendable {
  static let shared = FileHeads()

  private struct File: Hashable {
    var device: dev_t
    var number: ino_t
  }

  private let descriptors = Mutex<[File: Int32]>([:])

  /// The first 100 bytes of the file at `path`, or all of a shorter one. `status`: of that file.
  func head(of path: String, _ status: stat) throws(IncidentStoreError) -> [UInt8] {
    let file = File(device: status.st_dev, number: status.st_ino)
    return try descriptors.withLock { descriptors throws(IncidentStoreError) in
      let descriptor = descriptors[file] ?? open(path, O_RDONLY | O_CLOEXEC)
      if descriptor >= 0 { descriptors[file] = descriptor }
      var head = [UInt8](repeating: 0, count: 100)
      let count = pread(descriptor, &head, head.count, 0)
      guard count >= 0 else {
        throw .failed(.cannotOpen, path, reason: String(cString: strerror(errno)))
      }
      return Array(head.prefix(count))
    }
  }
}

/// The few numbers that a store keeps about itself.
enum Meta: String {
  case projection
  /// Until when the passing of time alone has been taken into account, in milliseconds.
  case settledUntil = "settled_until"
  /// The latest time at which an entry counts as recorded, by any desk's clock.
  case latestRecording = "latest_recording"

  func value(_ db: Database) throws -> Int? {
    try Int.fetchOne(
      db.cachedStatement(sql: "SELECT value FROM meta WHERE key = ?"), arguments: [rawValue])
  }

  func set(_ value: Int, _ db: Database) throws {
    try db.run(
      "INSERT OR REPLACE INTO meta VALUES (?, ?, ?)",
      rawValue, value, Seal.ofNumber(key: rawValue, value: value))
  }
}

extension IncidentStoreError {
  /// What SQLite said, in a sentence; our own errors pass.
  init(_ error: any Error, _ code: Code, _ path: String) {
    switch error {
    case let error as IncidentStoreError:
      self = error
    case let error as DatabaseError where error.resultCode == .SQLITE_BUSY:
      self = .busy(path, seconds: IncidentStore.busySeconds)
    case let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT:
      self = .failed(.interrupted, path, reason: "something else was asked meanwhile")
    case let error as DatabaseError where error.resultCode == .SQLITE_NOTADB:
      self = .notAStore(path, reason: "SQLite: \(error.message ?? "not a database")")
    case let error as DatabaseError where error.resultCode == .SQLITE_FULL:
      self = .full(path)
    case let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT:
      self = .damaged(path)
    case let error as DatabaseError:
      self = .failed(code, path, reason: "SQLite: \(error.message ?? "\(error.resultCode)")")
    default:
      self = .failed(code, path, reason: "\(error)")
    }
  }
}
