import Foundation
import GRDB
import Incidents

// Which incidents are asked whether a report tells of them.

extension Projector {
  /// The incident that `read` tells of, and why: by the feed's own name for the event, else by the rules.
  func known(
    _ read: ReadIncident, toldAt time: Date, besides: Set<Int64>
  ) throws -> (n: Int64, reason: String)? {
    if let identity = read.identity {
      let same = try Int64.fetchAll(
        db.cachedStatement(sql: "SELECT incident FROM telling WHERE identity = ? ORDER BY t"),
        arguments: [identity])
      if let n = same.first(where: { !besides.contains($0) }) { return (n, "the same \(identity)") }
    }
    let candidates = try DossierRows.candidates(for: read, toldAt: time, db)
      .filter { try !besides.contains($0.n) && !isAnother($0.n, than: read.identity) }
    return joining(read, toldAt: time, among: candidates.map(\.incident)).flatMap { joining in
      candidates.first { $0.incident.id == joining.incident }.map { ($0.n, joining.reason) }
    }
  }

  /// Whether the feed of `identity` calls incident `n` by another name.
  private func isAnother(_ n: Int64, than identity: String?) throws -> Bool {
    guard let feed = identity?.prefix(while: { $0 != ":" }) else { return false }
    return try Bool.fetchOne(
      db.cachedStatement(
        sql: "SELECT EXISTS (SELECT 1 FROM telling WHERE incident = ? AND identity GLOB ?)"),
      arguments: [n, "\(feed):*"]) ?? false
  }
}

extension DossierRows {
  /// The incidents that `read` may be about: those of its region, not too far off in time.
  static func candidates(
    for read: ReadIncident, toldAt time: Date, _ db: Database
  ) throws -> [(n: Int64, incident: Incident)] {
    let told = read.occurredAt ?? time
    return try openIncidents(in: read.region, from: told, to: told, within: joiningWindow, db)
  }

  /// Those that are watched in a region and have to do with a span of time, the latest first.
  static func openIncidents(
    in region: Region.ID, from start: Date, to end: Date, within window: Double, _ db: Database
  ) throws -> [(n: Int64, incident: Incident)] {
    let rows = try Row.fetchCursor(
      db.cachedStatement(
        sql: """
          SELECT n, \(incidentColumns) FROM incident
          WHERE region = ? AND last_activity_at >= ? AND first_reported_at <= ?
            AND lifecycle IN ('open', 'monitoring')
          ORDER BY last_activity_at DESC, n LIMIT 50
          """),
      arguments: [
        region.rawValue, start.addingTimeInterval(-window).milliseconds,
        end.addingTimeInterval(window).milliseconds,
      ])
    var found: [(Int64, Incident)] = []
    while let row = try rows.next() { found.append((row[0], try incident(row, from: 1))) }
    return found
  }
}
