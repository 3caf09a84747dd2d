public import Foundation
import GRDB
import Incidents

/// What came of ``IncidentStore/take(export:at:)``.
public struct ImportOutcome: Hashable, Sendable {
  /// A line that is not what was exported; it costs that line only.
  public struct BadLine: Hashable, Sendable {
    /// Counted from 1.
    public var line: Int
    public var reason: String
  }

  /// Entries that the store did not have.
  public var added = 0
  public var known = 0
  public var bad: [BadLine] = []
}

extension IncidentStore {
  /// Hands out the whole ledger as lines of JSON, without their newlines: what ``take(export:at:)`` of any
  /// store takes in.
  ///
  /// - Throws: ``IncidentStoreError`` with code `.cannotRead` or `.damaged`; whatever `body` throws.
  public func export(_ body: ([UInt8]) throws -> Void) throws {
    do {
      try database.read { db in
        try LedgerLine.forEach(db) { try body(CanonicalJSON.encode($0)) }
      }
    } catch let error as DatabaseError {
      throw IncidentStoreError(error, .cannotRead, path)
    }
  }

  /// Takes in what ``export(_:)`` handed out. A store that is empty then equals the one it came from, in
  /// its history too; another one is as after a ``merge(storeAt:at:)`` with it.
  ///
  /// - Parameter nextLine: the next line, `nil` at the end. An empty line means nothing.
  /// - Throws: ``IncidentStoreError`` with code `.busy` or `.cannotWrite`; the store is then as it was.
  public func take(
    export nextLine: () throws -> [UInt8]?, at now: Date
  ) throws -> ImportOutcome {
    let incoming = path + ".incoming"
    defer { Self.removeStore(at: incoming) }
    var outcome = ImportOutcome()
    let ledger = try Self.makeLedger(at: incoming)
    try ledger.write { db in
      var number = 0
      while let line = try nextLine() {
        number += 1
        guard !line.isEmpty else { continue }
        do {
          try CanonicalJSON.decode(LedgerLine.self, from: line).insert(db)
        } catch {
          outcome.bad.append(.init(line: number, reason: words(for: error)))
        }
      }
      outcome.added = try Int.fetchOne(db, sql: "SELECT count(*) FROM entry") ?? 0
    }
    if try isEmpty {
      try Self.prepareProjections(ledger)
      try replaceContents(with: ledger)
    } else {
      try ledger.close()
      let merged = try merge(storeAt: incoming, at: now)
      (outcome.added, outcome.known) = (merged.added, merged.known)
    }
    return outcome
  }

  private func words(for error: any Error) -> String {
    switch error {
    case let error as DatabaseError: "SQLite: \(error.message ?? "\(error.resultCode)")"
    case DecodingError.keyNotFound(_, let context), DecodingError.typeMismatch(_, let context),
      DecodingError.valueNotFound(_, let context), DecodingError.dataCorrupted(let context):
      context.debugDescription
    default: "\(error)"
    }
  }
}
