import Foundation
import GRDB
import Incidents

/// What a store knew at some time: the same rules over the entries that it had received by then.
enum AsOf {
  /// A store in memory. The ledger is looked at where it is, as far as it then went; only what follows
  /// from it is computed anew.
  static func replica(of store: IncidentStore, at time: Date) throws -> IncidentStore {
    guard store.path != ":memory:" else { throw IncidentStoreError.noPast }
    let database = try DatabaseQueue(configuration: IncidentStore.configuration)
    let end = time.milliseconds
    try database.writeWithoutTransaction { db in
      try db.execute(sql: "ATTACH ? AS live", arguments: [store.path])
      let last = try Ledger.lastReceived(by: end, in: "live", db)
      for (table, condition) in [
        ("entry", "seq <= \(last)"), ("recording", "received_at <= \(end)"),
        ("quarantine", "received_at <= \(end)"), ("journal", "at <= \(end)"),
        ("seen", "at <= \(end)"),
      ] {
        try db.execute(
          sql: "CREATE TEMP VIEW \(table) AS SELECT * FROM live.\(table) WHERE \(condition)")
      }
      try db.execute(
        sql: "CREATE TABLE main.meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL, seal INTEGER)")
      try db.inTransaction {
        try Ledger.project(standingAt: end, db)
        return .commit
      }
    }
    return IncidentStore(path: store.path, moment: time, file: StoreFile(inMemory: database))
  }
}

extension IncidentStoreError {
  static let noPast = refused(
    "a store in memory has no past", hint: "name a store on disk with --store PATH")
}
