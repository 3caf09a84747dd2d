import Foundation
import GRDB
import Incidents

// Which incident each telling belongs to: the one that the rules joined it to, unless people moved it,
// split it off, or merged incidents.

enum Membership {
  /// The incident that `id` means today. An id that was quoted once is good for ever: of a merged
  /// incident, it finds what that was merged into; of a report that would have founded an incident
  /// of its own, the one that it was joined to.
  static func resolve(_ id: Incident.ID, _ db: Database) throws -> Int64? {
    try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT coalesce(merged_into, n) FROM incident WHERE id = ?"),
      arguments: [id.rawValue])
      ?? Int64.fetchOne(
        db.cachedStatement(sql: "SELECT incident FROM telling WHERE id = ?"),
        arguments: [id.rawValue])
  }

  /// Takes one more telling into account. All but the title and the kind may become better known: they
  /// are those of the first.
  static func widen(
    _ n: Int64, by read: ReadIncident, _ occasion: Occasion, toldAt report: StoredReport,
    _ db: Database
  ) throws {
    let (time, isDated) = (report.report.time.milliseconds, report.report.publishedAt != nil)
    try db.run(
      """
      UPDATE incident SET
        provisional = CASE WHEN ?2 < first_reported_at THEN ?3 ELSE provisional END,
        first_reported_at = min(first_reported_at, ?2),
        last_activity_at = max(last_activity_at, ?5), occurred_at = coalesce(occurred_at, ?4)
      WHERE n = ?1
      """, n, time, !isDated, read.occurredAt?.milliseconds,
      report.report.activity(occurredAt: read.occurredAt).milliseconds)
    if let span = occasion.span, !occasion.isDay {
      try DossierRows.widen(n, to: span, db)
    }
    if let place = read.place {
      try db.run(
        """
        UPDATE incident SET place_text = ?2, geo_precision = ?3, latitude = ?4, longitude = ?5
        WHERE n = ?1 AND (geo_precision IS NULL OR geo_precision > ?3)
        """, n, place.text, place.precision.rawValue, place.latitude, place.longitude)
      if db.changesCount > 0 { try DossierRows.move(n, to: occasion, db) }
    }
  }
}

extension Projector {
  /// Works an incident's row out anew from its tellings, its own before those that people brought.
  /// Without any, it keeps what it last said.
  mutating func refresh(_ n: Int64) throws {
    forget(n)
    guard var incident = try DossierRows.incident(n, db) else { return }
    // The last column is ``Report/activity(occurredAt:)``.
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT title, kind, occurred_at, place_text, geo_precision, latitude, longitude,
            coalesce(published_at, recorded_at), published_at IS NULL,
            coalesce(published_at, min(recorded_at, coalesce(occurred_at, recorded_at)))
          FROM telling JOIN report ON report.seq = telling.report WHERE incident = ?
          ORDER BY base <> incident, t
          """), arguments: [n])
    if let first = rows.first {
      incident.title = first[0]
      incident.kind = IncidentKind(rawValue: first[1]) ?? incident.kind
      incident.occurredAt =
        rows.lazy.compactMap { $0[2] as Int? }.first.map(Date.init(milliseconds:))
      incident.place = nil
      var earliest = Int.max
      var latest = Int.min
      for row in rows {
        let time: Int = row[7]
        if time < earliest { (earliest, incident.provisional) = (time, row[8]) }
        latest = max(latest, row[9])
        let place = DossierRows.place(row, from: 3)
        if let place, place.precision.rawValue < incident.place?.precision.rawValue ?? .max {
          incident.place = place
        }
      }
      incident.firstReportedAt = Date(milliseconds: earliest)
      incident.lastActivityAt = Date(milliseconds: latest)
    }
    incident.lifecycle =
      if incident.mergedInto != nil {
        .merged
      } else if rows.isEmpty {
        .withdrawn
      } else {
        try lastLifecycle(of: n) ?? .open
      }
    try DossierRows.update(incident, n, db)
    try refreshOccasion(of: n, incident)
  }

  private func lastLifecycle(of n: Int64) throws -> Lifecycle? {
    let seq = try Int64.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT seq FROM act WHERE incident = ? AND deed = 'set' AND NOT is_undone
          ORDER BY at DESC, id DESC LIMIT 1
          """), arguments: [n])
    guard let seq, case .set(_, let lifecycle) = try ActRows.act(seq, db).deed else { return nil }
    return lifecycle
  }

  /// Puts every telling where the acts that stand put it.
  mutating func refreshMembership(_ entry: Entry) throws {
    let acts = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT seq, incident, target FROM act
          WHERE deed IN ('move', 'merge', 'split') AND NOT is_undone AND incident IS NOT NULL
            AND target IS NOT NULL ORDER BY at, id
          """))
    var moved = Moved()
    for row in acts {
      let (from, to): (Int64, Int64) = (row[1], row[2])
      switch try ActRows.act(row[0], db).deed {
      case .merge: moved.merge(from, into: to)
      case .move(let report, _, _): try moved.move([report], from: from, to: to, db)
      case .split(_, let reports): try moved.move(reports, from: from, to: to, db)
      default: break
      }
    }

    var places: [Int64: (base: Int64, now: Int64)] = [:]
    func note(_ condition: String, _ argument: Int64?) throws {
      let rows = try Row.fetchCursor(
        db.cachedStatement(sql: "SELECT t, base, incident FROM telling WHERE \(condition)"),
        arguments: argument.map { [$0] } ?? [])
      while let row = try rows.next() { places[row[0]] = (row[1], row[2]) }
    }
    try note("incident <> base", nil)
    for t in moved.overrides.keys { try note("t = ?", t) }
    for n in moved.parents.keys { try note("base = ?", n) }
    var changed: Set<Int64> = []
    for (t, place) in places.sorted(by: { $0.key < $1.key }) {
      let wanted = moved.root(of: moved.overrides[t] ?? place.base)
      guard wanted != place.now else { continue }
      for n in [place.now, wanted] {
        try touch(n, entry)
        changed.insert(n)
      }
      try db.run("UPDATE telling SET incident = ? WHERE t = ?", wanted, t)
    }

    let merged = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT n, merged_into FROM incident WHERE merged_into IS NOT NULL"))
    let before = Dictionary(
      uniqueKeysWithValues: merged.map { ($0[0] as Int64, $0[1] as Int64) })
    for n in Set(before.keys).union(moved.parents.keys).sorted() {
      let root = moved.root(of: n)
      let wanted = root == n ? nil : root
      guard before[n] != wanted else { continue }
      try touch(n, entry)
      changed.insert(n)
      try db.run("UPDATE incident SET merged_into = ? WHERE n = ?", wanted, n)
    }
    // What a split made is there although nothing was moved to it.
    for row in acts { changed.formUnion([row[1], row[2]]) }
    for n in changed.sorted() {
      try touch(n, entry)
      try refresh(n)
    }
  }

  /// Where acts have put tellings, and which incidents have become one.
  private struct Moved {
    var parents: [Int64: Int64] = [:]
    var overrides: [Int64: Int64] = [:]

    func root(of n: Int64) -> Int64 {
      var n = n
      while let parent = parents[n] { n = parent }
      return n
    }

    mutating func merge(_ n: Int64, into other: Int64) {
      let (from, to) = (root(of: n), root(of: other))
      if from != to { parents[from] = to }
    }

    /// Moves what `reports` told of incident `from`, as it then was.
    mutating func move(
      _ reports: [Report.ID], from: Int64, to: Int64, _ db: Database
    ) throws {
      for report in reports {
        let rows = try Row.fetchAll(
          db.cachedStatement(
            sql: "SELECT t, base FROM telling JOIN entry ON seq = report WHERE entry.id = ?"),
          arguments: [report.bytes])
        for row in rows where root(of: overrides[row[0]] ?? row[1]) == root(of: from) {
          overrides[row[0]] = to
        }
      }
    }
  }
}
