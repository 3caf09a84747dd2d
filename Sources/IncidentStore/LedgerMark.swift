import Foundation
import GRDB

/// How far a ledger had come: whoever remembers something of a store from one run to the next can tell by
/// it whether this is still that store, or one that was made anew or put back from a copy.
public struct LedgerMark: Codable, Hashable, Sendable {
  var seq: Int64
  /// Of the entry at `seq`, in hex. Empty when the ledger is.
  var id: String
}

extension IncidentStore {
  /// Where the ledger ends now.
  public func mark() throws(IncidentStoreError) -> LedgerMark {
    try read { db in
      let last = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT seq, hex(id) FROM entry ORDER BY seq DESC LIMIT 1"))
      return last.map { LedgerMark(seq: $0[0], id: $0[1]) } ?? LedgerMark(seq: 0, id: "")
    }
  }

  /// Whether the ledger has come past `mark`. If so it holds whatever it held then, for nothing is ever
  /// taken out of it.
  public func holds(_ mark: LedgerMark) throws(IncidentStoreError) -> Bool {
    if mark.id.isEmpty { return true }
    return try read { db in
      try Bool.fetchOne(
        db.cachedStatement(
          sql: "SELECT EXISTS (SELECT 1 FROM entry WHERE seq = ? AND hex(id) = ?)"),
        arguments: [mark.seq, mark.id]) ?? false
    }
  }
}
