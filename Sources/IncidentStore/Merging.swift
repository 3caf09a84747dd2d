import Foundation
import GRDB
import Incidents

/// Makes one ledger of two: the union of their entries.
enum Merging {
  /// - Parameter other: the other store, which is only read.
  /// - Throws: ``IncidentStoreError`` with code `.damaged` when a row of it is not what was written.
  static func merge(
    _ other: any DatabaseReader, at now: Date, _ db: Database
  ) throws -> MergeOutcome {
    let received = try Ledger.timeOfReceipt(at: now, db)
    let (added, known) = try other.read { there in
      do {
        return try take(there, received: received, db)
      } catch is Damage {
        throw IncidentStoreError.damaged(other.path)
      }
    }
    guard added > 0 || known.earlier > 0 else {
      return MergeOutcome(added: 0, known: known.all, conflicts: 0, changed: 0)
    }
    try Meta.settledUntil.set(received, db)
    let changed = try IncidentStore.rebuildProjections(because: .merge, at: received, db)
    let conflicts = try Journal.logConflicts(since: received, at: received, db)
    return MergeOutcome(added: added, known: known.all, conflicts: conflicts, changed: changed)
  }

  /// Takes in what `other` holds and this ledger lacks, in the order in which the other received it. Of
  /// what both hold it keeps when the other recorded it.
  private static func take(
    _ other: Database, received: Int, _ db: Database
  ) throws -> (added: Int, known: (all: Int, earlier: Int)) {
    var (added, known, earlier) = (0, 0, 0)
    var latest = try Meta.latestRecording.value(db) ?? .min
    // The first version knew no ordinals, and nobody else's recordings; the second no seals.
    let version = try IncidentStore.version(other)
    let isFirst = version == 1
    let seal = version < 3 ? "NULL" : "seal"
    let entries = try Row.fetchCursor(
      other,
      sql: """
        SELECT id, \(isFirst ? "max(recorded_at, received_at), seq" : "recorded_at, ordinal"),
          author, desk, kind, subject, body, received_at, \(seal)
        FROM entry WHERE kind <> ? ORDER BY seq
        """, arguments: [Ledger.Kind.desk.rawValue])
    while let row = try entries.next() {
      let (id, recorded, ordinal) = (row[0] as Data, row[1] as Int, row[2] as Int)
      let (author, desk, kind) = (row[3] as String, row[4] as String, row[5] as String)
      let (subject, body) = (row[6] as String, row[7] as Data)
      func seal(received: Int) -> Int {
        Seal.ofEntry(
          id: id, recordedAt: recorded, receivedAt: received, author: author, desk: desk,
          subject: subject, ordinal: ordinal)
      }
      // What is sealed here anew must be what was sealed there.
      guard EntryID(kind: kind, body: body).data == id else { throw Damage.content(id) }
      guard row[9] ?? seal(received: row[8]) == seal(received: row[8]) else { throw Damage.seal }
      latest = max(latest, recorded)
      try db.run(
        """
        INSERT OR IGNORE INTO entry
          (id, recorded_at, received_at, author, desk, kind, subject, body, ordinal, seal)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        id, recorded, received, author, desk, kind, subject, body, ordinal,
        seal(received: received))
      if db.changesCount > 0 {
        added += 1
      } else {
        known += 1
        if try note(row, received: received, db) { earlier += 1 }
      }
    }
    try Meta.latestRecording.set(latest, db)
    if isFirst { return (added, (known, earlier)) }
    let recordings = try Row.fetchCursor(
      other,
      sql: "SELECT id, recorded_at, ordinal, author, desk, received_at, \(seal) FROM recording")
    while let row = try recordings.next() {
      let right = sealOfRecording(row, received: row[5])
      guard row[6] ?? right == right else { throw Damage.seal }
      if try note(row, received: received, db) { earlier += 1 }
    }
    return (added, (known, earlier))
  }

  /// That an entry which this ledger has was recorded by another desk, too.
  ///
  /// - Returns: whether that is news.
  private static func note(_ row: Row, received: Int, _ db: Database) throws -> Bool {
    let arguments: StatementArguments = [
      row[0] as Data, row[1] as Int, row[2] as Int, row[3] as String, row[4] as String,
    ]
    let isOurs = try Bool.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT EXISTS (
            SELECT 1 FROM entry
            WHERE id = ? AND recorded_at = ? AND ordinal = ? AND author = ? AND desk = ?)
          """), arguments: arguments)
    if isOurs == true { return false }
    try db.cachedStatement(
      sql: """
        INSERT OR IGNORE INTO recording (id, recorded_at, ordinal, author, desk, received_at, seal)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: arguments + [received, sealOfRecording(row, received: received)])
    return db.changesCount > 0
  }

  private static func sealOfRecording(_ row: Row, received: Int) -> Int {
    Seal.ofRecording(
      id: row[0] as Data, recordedAt: row[1] as Int, ordinal: row[2], receivedAt: received,
      author: row[3], desk: row[4])
  }
}
