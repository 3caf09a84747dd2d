import GRDB
import Glibc
import Synchronization

/// The file of an open store, and the connections to it.
///
/// Somebody may move another store to its place, take it away, or remove the log that SQLite keeps beside
/// it. What would be written then would be in no store that anybody opens: before each use the files are
/// compared with those that were opened, and opened anew when they are others.
final class StoreFile: Sendable {
  private let path: String
  private let state: Mutex<State>

  private struct State {
    var writer: any DatabaseWriter
    /// `nil` for a store that is nowhere on disk.
    var identity: StoreIdentity?
    /// Closed, and kept: letting the queue of a connection go would start libdispatch's monitor, which then
    /// wakes once a second.
    var former: [any DatabaseReader]
  }

  /// Opens the store at `path`; makes it when there is none.
  init(path: String, willRebuild: (Int) -> Void) throws(IncidentStoreError) {
    self.path = path
    let (writer, founder) = try IncidentStore.connect(path, willRebuild: willRebuild)
    let former: [any DatabaseReader] = founder.map { [$0] } ?? []
    state = Mutex(State(writer: writer, identity: StoreIdentity(of: path), former: former))
  }

  init(inMemory writer: any DatabaseWriter) {
    path = ":memory:"
    state = Mutex(State(writer: writer, identity: nil, former: []))
  }

  /// - Throws: ``IncidentStoreError`` as ``IncidentStore/open(at:create:)`` does when the file is gone or
  ///   another; `.notFound` when there is none.
  func writer() throws(IncidentStoreError) -> any DatabaseWriter {
    try state.withLock { state throws(IncidentStoreError) in
      let found = StoreIdentity(of: path)
      guard let opened = state.identity, found != opened else { return state.writer }
      guard try IncidentStore.inspect(path) else { throw .notFound(path) }
      if found.hasLostLog(of: opened) {
        // Only the log was removed, and nobody has begun another: what it held is still ours to put in.
        _ = try? state.writer.writeWithoutTransaction { try $0.checkpoint(.truncate) }
      }
      let (writer, founder) = try IncidentStore.connect(path)
      state.former.append(state.writer)
      if let founder { state.former.append(founder) }
      (state.writer, state.identity) = (writer, StoreIdentity(of: path))
      return writer
    }
  }

  /// Whether what was just done with `writer` was done with the file that stands at the path.
  func isCurrent() -> Bool {
    state.withLock { $0.identity == nil || $0.identity == StoreIdentity(of: path) }
  }
}

/// Which files stand at the paths of a store: the same as long as somebody has it open.
struct StoreIdentity: Equatable {
  private struct File: Equatable {
    var device: dev_t
    var number: ino_t
  }

  private var store, log, index: File?

  init(of path: String) {
    func file(_ path: String) -> File? {
      var status = stat()
      return stat(path, &status) == 0 ? File(device: status.st_dev, number: status.st_ino) : nil
    }
    (store, log, index) = (file(path), file(path + "-wal"), file(path + "-shm"))
  }

  /// It is the store of `other`, and its log is gone.
  func hasLostLog(of other: Self) -> Bool { store == other.store && log == nil }
}
