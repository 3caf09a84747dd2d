public import Foundation
import GRDB
import Glibc
import Incidents

/// What came of ``IncidentStore/repair(at:now:)``.
public struct StoreRepair: Hashable, Sendable {
  /// How many entries the store has now.
  public var kept = 0
  /// The entries that it had and has no more. Those whose text could be read are in quarantine.
  public var lost: [StoreCheck.DamagedEntry] = []
  /// Tables of the store's own history (what changed when, who looked up to where, the quarantine) that
  /// could be read only in part.
  public var cutShort: [String] = []
  /// Where the damaged file is now; nothing in it was changed.
  public var damagedFile = ""
}

extension IncidentStore {
  /// Makes a new store of all that is whole in a damaged one, and puts it in its place. Programs that have
  /// the damaged one open go on with that until they are started anew.
  ///
  /// - Throws: ``IncidentStoreError`` with code `.damaged` when nothing can be read at all; `.cannotWrite`;
  ///   the damaged store is then where it was.
  public static func repair(
    at path: String, now: Date
  ) throws(IncidentStoreError) -> StoreRepair {
    let damaged = try openAsItIs(path)
    let new = path + ".repaired"
    defer { removeStore(at: new) }
    var repair = StoreRepair()
    do {
      let ledger = try makeLedger(at: new)
      try damaged.unsafeRead { old in
        try ledger.write { repair = try keepWhatIsWhole(of: old, received: now, in: $0) }
      }
      try prepareProjections(ledger)
      try ledger.close()
    } catch {
      throw .init(error, .cannotWrite, path)
    }
    repair.damagedFile = fileBeside(path, "damaged", at: now)
    // The log first: a new store beside the old one's log would be overwritten with it.
    for (file, aside) in zip(files(ofStoreAt: path), files(ofStoreAt: repair.damagedFile))
    where access(file, F_OK) == 0 {
      try rename(file, to: aside)
    }
    try rename(new, to: path)
    return repair
  }

  private static func keepWhatIsWhole(
    of old: Database, received now: Date, in new: Database
  ) throws -> StoreRepair {
    var repair = StoreRepair()
    for table in LedgerLine.history where !table.copy(from: old, to: new) {
      repair.cutShort.append(table.databaseTableName)
    }
    for piece in try LedgerPieces(of: LedgerLine.Entry.self, old) {
      switch piece {
      case .whole(let entry):
        if let damage = entry.damage {
          repair.lost.append(.init(seq: entry.seq, reason: damage.description))
          try entry.quarantined(because: damage, at: now).insert(new)
        } else {
          try entry.insert(new)
          repair.kept += 1
        }
      case .unreadable(let seq, let reason):
        repair.lost.append(.init(seq: seq, reason: reason))
      }
    }
    return repair
  }
}

extension LedgerLine.Entry {
  /// What can still be read of it, for a person to look at.
  fileprivate func quarantined(because damage: Damage, at now: Date) -> LedgerLine.Quarantined {
    LedgerLine.Quarantined(
      receivedAt: now, origin: "entry \(seq) of the ledger", line: 0,
      problem: "this \(kind) by \(author) is damaged", reason: damage.description,
      hint: "take its source in again",
      raw: String(decoding: body.bytes, as: UTF8.self))
  }
}

extension LedgerRow {
  /// Copies every row that can be read and is whole.
  ///
  /// - Returns: whether that were all of them.
  fileprivate static func copy(from old: Database, to new: Database) -> Bool {
    var isAll = true
    do {
      let rows = try Self.fetchCursor(old, sql: selection)
      while let row = try rows.next() {
        if row.damage == nil {
          try row.insert(new, onConflict: .replace)
        } else {
          isAll = false
        }
      }
      return isAll
    } catch {
      return false
    }
  }
}
