import Crypto
import Foundation
import GRDB
import Incidents

/// Brings the projections up to date with entries, and the standings with what they then say.
///
/// Entries are applied one by one; the standing of each incident they touch is computed once, at
/// ``finish()``. Everything here depends on the entries and their times alone, so that a replay gives
/// the same rows.
struct Projector {
  private let db: Database
  private var touched: [Int64: Touched] = [:]
  private var order: [Int64] = []

  /// An incident at work: its rows, and how it stood before.
  private struct Touched {
    var dossier: Dossier
    /// As it was stored. `nil` when the incident is new.
    var before: (incident: Incident, standing: Standing)?
    /// The entry that touched it first. `nil` when only time has passed.
    var because: Int64?
    var at: Int
  }

  init(_ db: Database) { self.db = db }

  mutating func apply(_ record: Ledger.Record, seq: Int64, received: Int) throws {
    let entry = Entry(seq: seq, received: received)
    switch record {
    case .report(let body): try apply(body, entry)
    case .reading(let body): try apply(body, entry)
    case .source(let body): try apply(body, entry)
    case .authority(let body): try apply(body, entry)
    case .heard(let body): try apply(body, entry)
    }
  }

  private struct Entry {
    var seq: Int64
    var received: Int
  }

  // MARK: Reports and readings

  private func apply(_ body: ReportBody, _ entry: Entry) throws {
    let source = try body.source.map { try ensureSource(named: $0, platform: nil) }
    try db.run(
      "INSERT INTO report VALUES (?, ?, ?, ?, ?, ?, NULL)",
      entry.seq, source?.rawValue, body.publishedAt?.milliseconds, entry.received,
      body.addsOriginalReporting, body.mediaHash)
  }

  private mutating func apply(_ body: Ledger.ReadingBody, _ entry: Entry) throws {
    guard let report = try DossierRows.report(body.report, db) else { return }
    if let earlier = report.reading {
      // A machine never overrules a person; otherwise the latest reading counts.
      guard try mayReplace(earlier, with: body.reading) else { return }
      try detach(report, entry)
    }
    try db.run("UPDATE report SET reading = ? WHERE seq = ?", entry.seq, report.seq)
    var joined: Set<Int64> = []
    for (ordinal, read) in body.reading.incidents.enumerated() {
      let n = try place(read, ordinal: ordinal, of: report, besides: joined, entry)
      joined.insert(n)
      try add(read, of: report.report, seq: report.seq, to: n)
    }
  }

  private func mayReplace(_ earlier: Int64, with reading: Reading) throws -> Bool {
    guard reading.reader != Reading.analyst,
      let body = try Data.fetchOne(
        db.cachedStatement(sql: "SELECT body FROM entry WHERE seq = ?"), arguments: [earlier])
    else { return true }
    let known = try JSONDecoder.canonical.decode(Ledger.ReadingBody.self, from: body)
    return known.reading.reader != Reading.analyst
  }

  /// Takes out all that an earlier reading of the report gave. Its incidents keep their ids.
  private mutating func detach(_ report: DossierRows.StoredReport, _ entry: Entry) throws {
    let incidents = try Int64.fetchAll(
      db, sql: "SELECT incident FROM incident_report WHERE report = ? ORDER BY incident",
      arguments: [report.seq])
    for n in incidents {
      try touch(n, entry)
      for table in DossierRows.tablesOfReports {
        try db.execute(
          sql: "DELETE FROM \(table) WHERE incident = ? AND report = ?", arguments: [n, report.seq])
      }
      touched[n]?.dossier.remove(report.report.id)
      try db.execute(
        sql: """
          DELETE FROM expectation WHERE incident = ?1
            AND authority NOT IN (SELECT authority FROM statement WHERE incident = ?1)
            AND authority NOT IN (SELECT authority FROM silence WHERE incident = ?1)
          """, arguments: [n])
      if touched[n]?.dossier.reports.isEmpty == true {
        touched[n]?.dossier.incident.lifecycle = .withdrawn
      }
    }
  }

  /// Finds the incident that `read` tells of, or makes it.
  private mutating func place(
    _ read: ReadIncident, ordinal: Int, of report: DossierRows.StoredReport,
    besides: Set<Int64>, _ entry: Entry
  ) throws -> Int64 {
    let time = report.report.time
    let candidates = try DossierRows.candidates(for: read, toldAt: time, db)
      .filter { !besides.contains($0.n) }
    let joining = joining(read, toldAt: time, among: candidates.map(\.incident))
    if let joining, let known = candidates.first(where: { $0.incident.id == joining.incident }) {
      try touch(known.n, entry)
      try link(report, to: known.n, because: joining.reason)
      return known.n
    }

    let (id, emptied) = try newID(for: read, ordinal: ordinal, of: report.report.id)
    if let n = emptied {
      // The same report read anew: what it told of before has become empty, and is filled again.
      try touch(n, entry)
      touched[n]?.dossier.incident.lifecycle = .open
      try link(report, to: n, because: "told by this report alone")
      return n
    }
    let incident = Incident(
      id: id, title: read.title, region: read.region, kind: read.kind,
      occurredAt: read.occurredAt, firstReportedAt: time,
      provisional: report.report.publishedAt == nil, lastActivityAt: time, place: read.place)
    let n = try DossierRows.insert(incident, db)
    touched[n] = Touched(
      dossier: Dossier(incident: incident), before: nil, because: entry.seq, at: entry.received)
    order.append(n)
    try link(report, to: n, because: "first report")
    return n
  }

  private mutating func link(
    _ report: DossierRows.StoredReport, to n: Int64, because reason: String
  ) throws {
    try db.run("INSERT INTO incident_report VALUES (?, ?, ?)", n, report.seq, reason)
    var joined = report.report
    joined.joined = reason
    touched[n]?.dossier.reports.append(joined)
    if let source = report.report.source { try know(source, in: n) }
  }

  /// Quotable, and the same on every desk that has the report: the region, and six letters or more.
  ///
  /// - Returns: the id, and the incident that has it already, made by the same report before.
  private func newID(
    for read: ReadIncident, ordinal: Int, of report: Report.ID
  ) throws -> (id: Incident.ID, known: Int64?) {
    let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")  // Crockford's: no I, L, O, U.
    let hash = Array(SHA256.hash(data: Data("\(report)/\(ordinal)/\(read.region)".utf8)))
    let word = hash.map { letters[Int($0) % letters.count] }
    for length in 6...word.count {
      let id = Incident.ID(rawValue: "\(read.region)-\(String(word.prefix(length)))")
      let known = try Row.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT n, (
              SELECT entry.id FROM incident_report JOIN entry ON seq = report
              WHERE incident = n ORDER BY seq LIMIT 1)
            FROM incident WHERE id = ?
            """), arguments: [id.rawValue])
      guard let known else { return (id, nil) }
      let first: Data? = known[1]
      if first == nil || first == report.bytes { return (id, known[0]) }
    }
    preconditionFailure("two reports with one hash")
  }

  private mutating func add(
    _ read: ReadIncident, of report: Report, seq: Int64, to n: Int64
  ) throws {
    guard var dossier = touched[n]?.dossier else {
      preconditionFailure("an incident is touched before rows are added to it")
    }
    touched[n]?.dossier = Dossier(incident: dossier.incident)  // One owner: edited in place.
    for (depth, citation) in read.citations.enumerated() {
      let source = try citation.source.map {
        try ensureSource(named: $0, platform: citation.platform)
      }
      if let source { dossier.sources[source] = try DossierRows.source(source, db) }
      let row = Citation(
        report: report.id, depth: depth, source: source, relation: citation.relation,
        state: citation.state, passage: citation.passage)
      dossier.citations.append(row)
      try DossierRows.insert(row, n, seq, db)
    }
    for claim in read.claims {
      let row = Claim(
        id: claim.id, kind: claim.kind, text: claim.text, number: claim.number)
      if let known = dossier.claims.firstIndex(where: { $0.id == row.id }) {
        if dossier.claims[known].number == nil, let number = claim.number {
          dossier.claims[known].number = number
          try DossierRows.update(dossier.claims[known], n, db)
        }
      } else {
        dossier.claims.append(row)
        try DossierRows.insert(row, n, db)
      }
      let assertion = Assertion(
        claim: row.id, report: report.id, stance: claim.stance, hedge: claim.hedge,
        party: claim.party ?? false, againstInterest: claim.againstInterest ?? false,
        passage: claim.passage)
      // One report has one word on a claim: its first.
      if dossier.assertions.contains(where: { $0.claim == row.id && $0.report == report.id }) {
        continue
      }
      dossier.assertions.append(assertion)
      try DossierRows.insert(assertion, n, seq, db)
    }
    for (ordinal, statement) in read.statements.enumerated() {
      let authority = try ensureAuthority(statement.authority)
      try expect(authority, role: statement.role, in: n, &dossier)
      let row = Incidents.Statement(
        authority: authority, report: report.id, claim: statement.claim,
        position: statement.position, issuedAt: statement.issuedAt ?? report.time,
        observedAt: report.receivedAt, url: statement.url ?? report.url,
        speaker: statement.speaker, quote: statement.quote, attribution: statement.attribution,
        messageType: statement.messageType, passage: statement.passage)
      dossier.statements.append(row)
      try DossierRows.insert(row, ordinal, n, seq, db)
    }
    for (ordinal, silence) in read.silences.enumerated() {
      let authority = try ensureAuthority(silence.authority)
      try expect(authority, role: silence.role, in: n, &dossier)
      let row = ReportedSilence(
        authority: authority, report: report.id, asOf: silence.asOf ?? report.time,
        passage: silence.passage)
      dossier.silences.append(row)
      try DossierRows.insert(row, ordinal, n, seq, db)
    }
    for (ordinal, evidence) in read.evidence.enumerated() {
      let row = Evidence(report: report.id, evidence: evidence)
      dossier.evidence.append(row)
      try DossierRows.insert(row, ordinal, n, seq, db)
    }

    // A report that was published earlier than those we had sets the clocks back, never forward.
    if report.time < dossier.incident.firstReportedAt {
      dossier.incident.firstReportedAt = report.time
      dossier.incident.provisional = report.publishedAt == nil
    }
    dossier.incident.lastActivityAt = max(dossier.incident.lastActivityAt, report.time)
    if dossier.incident.occurredAt == nil { dossier.incident.occurredAt = read.occurredAt }
    touched[n]?.dossier = dossier
  }

  // MARK: Sources, authorities, channels

  private mutating func apply(_ body: SourceBody, _ entry: Entry) throws {
    let id = Source.ID(named: body.name)
    try db.run(
      """
      INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?, coalesce(?, 'F'), ?)
      ON CONFLICT (id) DO UPDATE SET
        name = excluded.name, type = coalesce(excluded.type, type),
        family = coalesce(excluded.family, family),
        controller = coalesce(excluded.controller, controller),
        platform = coalesce(excluded.platform, platform),
        handle = coalesce(excluded.handle, handle),
        reliability = coalesce(?, reliability),
        reliability_basis = coalesce(excluded.reliability_basis, reliability_basis)
      """,
      id.rawValue, body.name, body.sourceType?.rawValue, body.family, body.controller,
      body.platform, body.handle, body.reliability?.rawValue, body.reliabilityBasis,
      body.reliability?.rawValue)
    let incidents = try Int64.fetchAll(
      db,
      sql: """
        SELECT incident FROM citation WHERE source = ?
        UNION SELECT incident FROM report JOIN incident_report ON report = seq WHERE source = ?
        ORDER BY incident
        """, arguments: [id.rawValue, id.rawValue])
    for n in incidents {
      try touch(n, entry)
      try know(id, in: n)
    }
  }

  private mutating func apply(_ body: AuthorityBody, _ entry: Entry) throws {
    let id = Authority.ID(named: body.name, in: body.region)
    try db.run(
      """
      INSERT INTO authority VALUES (?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind
      """, id.rawValue, body.name, body.kind.rawValue, body.region.rawValue)
    for channel in body.channels {
      try db.run(
        """
        INSERT INTO channel VALUES (?, ?, ?, NULL, NULL)
        ON CONFLICT (url) DO UPDATE SET
          authority = excluded.authority, expected_interval = excluded.expected_interval
        """, channel.url, id.rawValue, Double(channel.expectedIntervalSeconds))
    }
    try touchIncidents(expecting: id, entry)
  }

  private mutating func apply(_ body: HeardBody, _ entry: Entry) throws {
    // A channel may be heard before anybody has said whose it is.
    try db.run(
      """
      INSERT INTO channel VALUES (?, NULL, \(Self.unknownInterval), ?, ?)
      ON CONFLICT (url) DO UPDATE SET
        last_ok_at = max(coalesce(last_ok_at, excluded.last_ok_at), excluded.last_ok_at),
        last_item_at = max(
          coalesce(last_item_at, excluded.last_item_at),
          coalesce(excluded.last_item_at, last_item_at))
      """, body.url, body.at.milliseconds, body.lastItemAt?.milliseconds)
    let authority = try String.fetchOne(
      db.cachedStatement(sql: "SELECT authority FROM channel WHERE url = ?"), arguments: [body.url])
    if let authority { try touchIncidents(expecting: Authority.ID(rawValue: authority), entry) }
  }

  /// An hour, in seconds: of a channel about which nothing else is known.
  private static let unknownInterval = 3600.0

  private mutating func touchIncidents(expecting id: Authority.ID, _ entry: Entry) throws {
    let incidents = try Int64.fetchAll(
      db, sql: "SELECT incident FROM expectation WHERE authority = ? ORDER BY incident",
      arguments: [id.rawValue])
    for n in incidents {
      try touch(n, entry)
      touched[n]?.dossier.authorities[id] = try DossierRows.authority(id, db)
    }
  }

  private func ensureSource(named name: String, platform: String?) throws -> Source.ID {
    let id = Source.ID(named: name)
    try db.run(
      "INSERT OR IGNORE INTO source (id, name, platform, reliability) VALUES (?, ?, ?, 'F')",
      id.rawValue, name, platform)
    return id
  }

  private func ensureAuthority(_ read: ReadAuthority) throws -> Authority.ID {
    let id = Authority.ID(named: read.name, in: read.region)
    try db.run(
      "INSERT OR IGNORE INTO authority VALUES (?, ?, ?, ?)",
      id.rawValue, read.name, read.kind.rawValue, read.region.rawValue)
    return id
  }

  private func expect(
    _ authority: Authority.ID, role: ExpectationRole, in n: Int64, _ dossier: inout Dossier
  ) throws {
    guard dossier.authorities[authority] == nil else { return }
    dossier.authorities[authority] = try DossierRows.authority(authority, db)
    let row = Expectation(authority: authority, role: role)
    dossier.expectations.append(row)
    try DossierRows.insert(row, n, db)
  }

  private mutating func know(_ source: Source.ID, in n: Int64) throws {
    touched[n]?.dossier.sources[source] = try DossierRows.source(source, db)
  }

  // MARK: Standings

  private mutating func touch(_ n: Int64, _ entry: Entry) throws {
    guard touched[n] == nil else { return }
    touched[n] = try load(n, because: entry.seq, at: entry.received)
    order.append(n)
  }

  private func load(_ n: Int64, because seq: Int64?, at: Int) throws -> Touched {
    let stored = try DossierRows.load(n, withTexts: false, db)
    return Touched(
      dossier: stored.dossier, before: (stored.dossier.incident, stored.standing), because: seq,
      at: at)
  }

  /// Computes how the touched incidents stand now.
  ///
  /// - Returns: their ids, in the order in which they were touched.
  mutating func finish() throws -> [Incident.ID] {
    var ids: [Incident.ID] = []
    for n in order {
      guard let touched = touched[n] else { continue }
      try store(touched, n)
      ids.append(touched.dossier.incident.id)
    }
    touched = [:]
    order = []
    return ids
  }

  /// Takes the passing of time into account: each standing that it changes, at the moment it does.
  mutating func settle(until end: Int) throws {
    while let (n, at) = try nextDue(until: end) {
      try store(load(n, because: nil, at: at), n)
      try Meta.settledUntil.set(max(at, try Meta.settledUntil.value(db) ?? at), db)
    }
  }

  private func nextDue(until end: Int) throws -> (n: Int64, at: Int)? {
    try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT incident, changes_at FROM standing
          WHERE changes_at <= ? ORDER BY changes_at, incident LIMIT 1
          """), arguments: [end]
    ).map { ($0[0], $0[1]) }
  }

  private func store(_ touched: Touched, _ n: Int64) throws {
    let incident = touched.dossier.incident
    let standing = touched.dossier.standing(at: Date(milliseconds: touched.at))
    if let before = touched.before {
      if before.incident != incident { try DossierRows.update(incident, n, db) }
    } else {
      try db.run(
        "INSERT INTO incident_search (rowid, title) VALUES (?, ?)", n, incident.title.lowercased())
    }
    try DossierRows.replace(standing, of: incident, n, db)
    try Tally.move(
      from: touched.before.map { ($0.incident, $0.standing) }, to: (incident, standing), db)
    for change in changes(from: touched.before, to: (incident, standing)) {
      try db.run(
        "INSERT INTO change VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)",
        touched.at, n, change.field, change.old, change.new, change.rule, touched.because)
    }
  }

  private func changes(
    from before: (incident: Incident, standing: Standing)?,
    to now: (incident: Incident, standing: Standing)
  ) -> [(field: String, old: String?, new: String, rule: String)] {
    let verification = now.standing.verification
    guard let before else {
      return [
        ("incident", nil, now.incident.title, "first report"),
        ("verification", nil, verification.status.rawValue, verification.rule),
        ("official", nil, now.standing.official.code, "O6"),
      ]
    }
    let rows = [
      (
        "verification", before.standing.verification.status.rawValue, verification.status.rawValue,
        verification.rule
      ),
      (
        "origins", before.standing.verification.origins.code, verification.origins.code, "I1–I9"
      ),
      ("official", before.standing.official.code, now.standing.official.code, "O6"),
      (
        "lifecycle", before.incident.lifecycle.rawValue, now.incident.lifecycle.rawValue, "reread"
      ),
      (
        "first_reported_at", UTC.string(from: before.incident.firstReportedAt),
        UTC.string(from: now.incident.firstReportedAt), "earlier report"
      ),
    ]
    return rows.filter { $0.1 != $0.2 }.map { ($0.0, $0.1, $0.2, $0.3) }
  }
}

/// Kept counts, so that no total is ever counted anew.
enum Tally {
  static func move(
    from before: (Incident, Standing)?, to now: (Incident, Standing), _ db: Database
  ) throws {
    let old = before.map(numbers) ?? [0, 0, 0, 0]
    let new = numbers(now)
    try db.run(
      """
      INSERT INTO tally VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (region) DO UPDATE SET
        incidents = incidents + excluded.incidents, open = open + excluded.open,
        without_word = without_word + excluded.without_word, silent = silent + excluded.silent,
        last_activity_at = max(last_activity_at, excluded.last_activity_at)
      """,
      now.0.region.rawValue, new[0] - old[0], new[1] - old[1], new[2] - old[2], new[3] - old[3],
      now.0.lastActivityAt.milliseconds)
  }

  private static func numbers(_ row: (incident: Incident, standing: Standing)) -> [Int] {
    let open = row.incident.isOpen
    let official = row.standing.official
    return [
      1, open ? 1 : 0, open && official.status.isWithoutWord ? 1 : 0,
      open && official.silent > 0 ? 1 : 0,
    ]
  }
}

extension Database {
  /// Runs one statement, prepared once and kept.
  func run(_ sql: String, _ arguments: (any DatabaseValueConvertible)?...) throws {
    try cachedStatement(sql: sql).execute(arguments: StatementArguments(arguments))
  }
}

extension ReadClaim {
  /// What is said twice in the same words is said once.
  var id: Claim.ID {
    if kind == .occurrence { return "occurrence" }
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    let hash = SHA256.hash(data: Data(words.utf8)).prefix(4)
    return Claim.ID(rawValue: "\(kind.rawValue):\(Data(hash).hex)")
  }
}

extension OfficialStanding {
  /// `mixed C1 D1 N0 S2 M0`: one string that is equal when nothing that counts has changed.
  var code: String {
    "\(status.rawValue) C\(confirmed) D\(denied) N\(nonCommittal) S\(silent) M\(notMonitored)"
  }
}
