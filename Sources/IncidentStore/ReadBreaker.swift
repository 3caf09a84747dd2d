import GRDB
import GRDBSQLite
import Synchronization

/// Ends what a store is reading, from another thread: nobody waits for it any more.
public final class ReadBreaker: Sendable {
  /// Where the connection that reads now lies in memory. `nil`: none does.
  private let reading = Mutex<UInt?>(nil)

  public init() {}

  /// What is read now throws ``IncidentStoreError`` with code `.interrupted`. What is read next does not.
  public func interrupt() {
    reading.withLock { address in
      // Nobody closes the connection meanwhile: it reads.
      if let address { sqlite3_interrupt(OpaquePointer(bitPattern: address)) }
    }
  }

  func watching<T>(_ db: Database, _ body: () throws -> T) throws -> T {
    let address = UInt(bitPattern: db.sqliteConnection)
    reading.withLock { $0 = address }
    defer { reading.withLock { $0 = nil } }
    return try body()
  }
}
