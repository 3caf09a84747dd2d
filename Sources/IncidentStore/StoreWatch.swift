import Dispatch
import FileWatch
import Foundation
import GRDB
import Glibc

extension IncidentStore {
  /// Calls `body` after every commit to the store, by this process or another, until the result goes.
  ///
  /// inotify on the store's directory tells that something was written, SQLite's `data_version`
  /// whether that was a commit. Between commits nothing runs. Calls come one at a time, on a queue of
  /// the watch's own.
  ///
  /// - Throws: ``IncidentStoreError`` with code `.cannotRead` when the directory cannot be watched.
  public func onCommit(
    _ body: @escaping @Sendable () -> Void
  ) throws(IncidentStoreError) -> StoreWatch {
    do {
      return try StoreWatch(path: path, onCommit: body)
    } catch {
      throw .init(error, .cannotRead, path)
    }
  }

  /// Makes a commit visible to inotify.
  ///
  /// SQLite writes its log first and publishes the commit in shared memory after, which inotify cannot
  /// see: a watch that looks when the log is written may look too early. Closing the log, opened for
  /// writing, is seen, and comes after. (SQLite's locks are not on this file, so none is lost by it.)
  func tellWatches() {
    let log = Glibc.open(path + "-wal", O_WRONLY | O_CLOEXEC)
    if log >= 0 { Glibc.close(log) }
  }
}

/// A watch on a store, for as long as somebody keeps it.
public final class StoreWatch: Sendable {
  private let watch: DirectoryWatch

  fileprivate init(path: String, onCommit: @escaping @Sendable () -> Void) throws {
    let versions = try VersionReader(path: path)
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let files = Set([name, name + "-wal", name + "-shm"].map { Array($0.utf8) })
    watch = try DirectoryWatch(directory: IncidentStore.directory(of: path)) { event in
      if case .changes(let changes) = event {
        guard changes.contains(where: { files.contains($0.nameBytes) }) else { return }
      }
      if versions.hasChanged() { onCommit() }
    }
  }
}

/// A connection that only ever asks whether somebody else committed.
// Unchecked: what changes is read and written on the watch's queue alone, where calls come one at a time.
private final class VersionReader: @unchecked Sendable {
  private let path: String
  private var database: DatabaseQueue
  /// Kept, as ``StoreFile`` keeps its own.
  private var former: [DatabaseQueue] = []
  private var identity: StoreIdentity
  private var last: Int?

  init(path: String) throws {
    self.path = path
    database = try IncidentStore.openAsItIs(path)
    last = try database.dataVersion()
    // The log is there once it has been read.
    identity = StoreIdentity(of: path)
  }

  func hasChanged() -> Bool {
    let found = StoreIdentity(of: path)
    guard found == identity else {
      identity = found
      // When it cannot be opened, the reader of the store will say what is wrong.
      guard let new = try? IncidentStore.openAsItIs(path) else { return true }
      former.append(database)
      database = new
      last = try? new.dataVersion()
      identity = StoreIdentity(of: path)
      return true
    }
    // A store that cannot be asked right now is looked at, too.
    guard let now = try? database.dataVersion() else { return true }
    defer { last = now }
    return now != last
  }
}

extension DatabaseQueue {
  fileprivate func dataVersion() throws -> Int? {
    try unsafeRead { try Int.fetchOne($0, sql: "PRAGMA data_version") }
  }
}
