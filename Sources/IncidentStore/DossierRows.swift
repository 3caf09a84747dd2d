import Foundation
import GRDB
import Incidents

/// A report as the projections hold it, without its texts.
struct StoredReport {
  var seq: Int64
  var report: Report
  /// By what its source knows it. `nil` when it does not say.
  var nativeID: String?
  /// The entry of the reading that counts. `nil` when nothing has read it.
  var reading: Int64?
}

/// The rows behind an incident, between SQLite and the values of `Incidents`.
///
/// Columns are read by their place: the order is that of the statement beside it.
enum DossierRows {
  // MARK: Loading

  /// An incident with every row behind it, and with what follows from acts and policy.
  static func load(
    _ n: Int64, withTexts: Bool, withActs: Bool = true, policy: Policy, _ db: Database
  ) throws -> Dossier {
    guard let incident = try incident(n, db) else {
      preconditionFailure("incident \(n) is named by a row but is not there")
    }
    var dossier = Dossier(incident: incident, policy: policy)
    let rows = try tellings(n, withTexts: withTexts, db)
    dossier.reports = rows.reports
    let reports = rows.ids
    let times = Dictionary(uniqueKeysWithValues: dossier.reports.map { ($0.id, $0) })
    func report(_ telling: Int64) -> Report.ID { reports[telling] ?? "" }
    dossier.citations = try fetch(
      db, "telling, depth, source, relation, state, \(passageColumns)", "citation", "depth", n
    ) {
      Citation(
        report: report($0[0]), depth: $0[1], source: id($0[2]), relation: try code($0[3]),
        state: try code($0[4]), passage: passage($0, 5))
    }
    var claims: [(claim: Claim, time: Date, report: Report.ID)] = []
    dossier.assertions = try fetch(
      db,
      """
      telling, claim, kind, text, unit, low, best, high, words, stance, hedge, party,
      against_interest, \(passageColumns)
      """, "assertion", "claim", n
    ) { row in
      let report = report(row[0])
      let claim = Claim(
        id: Claim.ID(rawValue: row[1]), kind: try code(row[2]), text: row[3],
        number: (row[8] as String?).map {
          ReadNumber(unit: row[4], low: row[5], best: row[6], high: row[7], words: $0)
        })
      claims.append((claim, times[report]?.time ?? .distantPast, report))
      return Assertion(
        claim: claim.id, report: report, stance: try code(row[9]), hedge: row[10], party: row[11],
        againstInterest: row[12], passage: passage(row, 13))
    }
    dossier.claims = Claim.distinct(claims)
    dossier.statements = try fetch(
      db,
      """
      telling, authority, role, claim, position, issued_at, url, speaker, quote, attribution,
      message_type, identifier, refs, \(passageColumns)
      """, "statement", "ordinal", n
    ) {
      let report = report($0[0])
      return Incidents.Statement(
        authority: Authority.ID(rawValue: $0[1]), report: report, role: try code($0[2]),
        claim: try code($0[3]), position: try code($0[4]), issuedAt: Date(milliseconds: $0[5]),
        observedAt: times[report]?.receivedAt ?? Date(milliseconds: $0[5]), url: $0[6],
        speaker: $0[7], quote: $0[8], attribution: try code($0[9]), messageType: try code($0[10]),
        identifier: $0[11],
        references: ($0[12] as String?)?.split(separator: "\u{1F}").map(String.init) ?? [],
        passage: passage($0, 13))
    }
    dossier.silences = try fetch(
      db, "telling, authority, role, as_of, \(passageColumns)", "silence", "ordinal", n
    ) {
      ReportedSilence(
        authority: Authority.ID(rawValue: $0[1]), report: report($0[0]), role: try code($0[2]),
        asOf: Date(milliseconds: $0[3]), passage: passage($0, 4))
    }
    dossier.evidence = try fetch(
      db,
      """
      telling, kind, provider, claim, bearing, acquired_at, integrity_ok, place_ok, time_ok, note
      """, "evidence", "ordinal", n
    ) {
      Evidence(
        report: report($0[0]),
        evidence: ReadEvidence(
          kind: try code($0[1]), provider: $0[2], claim: try code($0[3]), bearing: try code($0[4]),
          acquiredAt: date($0[5]), integrityOk: $0[6], placeOk: $0[7], timeOk: $0[8], note: $0[9]))
    }
    for source in dossier.citations.compactMap(\.source) + dossier.reports.compactMap(\.source)
    where dossier.sources[source] == nil {
      dossier.sources[source] = try Self.source(source, db)
    }
    if withActs { dossier.acts = try ActRows.acts(of: n, db) }
    dossier = dossier.carriedOut()
    for expectation in dossier.expectations {
      if let known = try authority(expectation.authority, db) {
        dossier.authorities[expectation.authority] = known
      }
    }
    return dossier
  }

  /// The rows of `table` of all tellings of incident `n`.
  private static func fetch<T>(
    _ db: Database, _ columns: String, _ table: String, _ order: String, _ n: Int64,
    _ value: (Row) throws -> T
  ) throws -> [T] {
    let rows = try Row.fetchCursor(
      db.cachedStatement(
        sql: """
          SELECT \(columns) FROM \(table)
          WHERE telling IN (SELECT t FROM telling WHERE incident = ?) ORDER BY telling, \(order)
          """), arguments: [n])
    var values: [T] = []
    while let row = try rows.next() { values.append(try value(row)) }
    return values
  }

  /// The reports of an incident, oldest first, and which report each telling is of.
  private static func tellings(
    _ n: Int64, withTexts: Bool, _ db: Database
  ) throws -> (reports: [Report], ids: [Int64: Report.ID]) {
    let body = withTexts ? "body" : "NULL"
    let rows = try Row.fetchCursor(
      db.cachedStatement(
        sql: """
          SELECT e.id, source, published_at, r.recorded_at, adds_original_reporting, media_hash,
            signature, joined, t, \(body)
          FROM telling JOIN report AS r ON r.seq = telling.report JOIN entry AS e ON e.seq = r.seq
          WHERE telling.incident = ? ORDER BY coalesce(published_at, r.recorded_at), t
          """), arguments: [n])
    let decoder = JSONDecoder.canonical
    var reports: [Report] = []
    var ids: [Int64: Report.ID] = [:]
    while let row = try rows.next() {
      var report = Self.report(row)
      let isKnown = ids.values.contains(report.id)
      ids[row[8]] = report.id
      if isKnown { continue }
      report.joined = row[7]
      if let body: Data = row[9] {
        let body = try decoder.decode(ReportBody.self, from: body)
        report.url = body.url
        report.headline = body.headline
        report.text = body.text
        report.language = body.language
      }
      reports.append(report)
    }
    return (reports, ids)
  }

  private static func report(_ row: Row) -> Report {
    Report(
      id: Report.ID(row[0] as Data), source: id(row[1]), publishedAt: date(row[2]),
      receivedAt: Date(milliseconds: row[3]), text: "", addsOriginalReporting: row[4],
      mediaHash: row[5], signature: TextSignature(row[6] as Data?))
  }

  static func report(_ id: Report.ID, _ db: Database) throws -> StoredReport? {
    try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT id, source, published_at, r.recorded_at, adds_original_reporting, media_hash,
            signature, r.seq, reading, native_id
          FROM entry JOIN report AS r USING (seq) WHERE id = ?
          """), arguments: [id.bytes]
    ).map { StoredReport(seq: $0[7], report: report($0), nativeID: $0[9], reading: $0[8]) }
  }

  static func source(_ id: Source.ID, _ db: Database) throws -> Source {
    guard
      let row = try Row.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT name, type, family, controller, platform, handle, reliability, reliability_basis
            FROM source WHERE id = ?
            """), arguments: [id.rawValue])
    else { preconditionFailure("source \(id) is named by a row but is not there") }
    return try source(id, row, from: 0)
  }

  static func source(_ id: Source.ID, _ row: Row, from c: Int) throws -> Source {
    Source(
      id: id, name: row[c], type: (row[c + 1] as String?).flatMap(SourceType.init),
      family: row[c + 2], controller: row[c + 3], platform: row[c + 4], handle: row[c + 5],
      reliability: try code(row[c + 6]), reliabilityBasis: row[c + 7])
  }

  /// `nil` of one that only the policy names.
  static func authority(_ id: Authority.ID, _ db: Database) throws -> Authority? {
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT name, kind, region FROM authority WHERE id = ?"),
      arguments: [id.rawValue])
    guard let row else { return nil }
    let channels = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT url, expected_interval, last_ok_at, last_item_at FROM channel
          WHERE authority = ? ORDER BY url
          """), arguments: [id.rawValue])
    return Authority(
      id: id, name: row[0], kind: try code(row[1]), region: Region.ID(rawValue: row[2]),
      channels: channels.map {
        Channel(
          url: $0[0], expectedInterval: $0[1], lastOkAt: date($0[2]), lastItemAt: date($0[3]))
      })
  }

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

  // MARK: Incidents and standings

  private static let incidentColumns = """
    incident.id, title, incident.region, incident.kind, incident.lifecycle, occurred_at,
    incident.first_reported_at,
    provisional, incident.last_activity_at, place_text, geo_precision, latitude, longitude,
    (SELECT winner.id FROM incident AS winner WHERE winner.n = incident.merged_into)
    """

  /// What ``summary(_:from:)`` reads, of `standing` and `incident`.
  static let summaryColumns = """
    \(incidentColumns), reports, verification, verification_rule, origins_min, origins_max, grade,
    official, confirmed, denied, non_committal, silent, not_monitored, withdrawn, others,
    silent_since, stands_since, changes_at, overdue, changed_at
    """

  /// What ``stored(_:from:)`` reads.
  static let storedColumns = "\(summaryColumns), toll"

  static func summary(_ row: Row, from c: Int) throws -> IncidentSummary {
    let s = c + 14
    return IncidentSummary(
      incident: try incident(row, from: c),
      standing: Standing(
        verification: Verification(
          status: try code(row[s + 1]), rule: row[s + 2],
          origins: OriginCount(
            min: row[s + 3], max: row[s + 4],
            grade: (row[s + 5] as String?).flatMap(Reliability.init))),
        official: OfficialStanding(
          status: try code(row[s + 6]), confirmed: row[s + 7], denied: row[s + 8],
          nonCommittal: row[s + 9], silent: row[s + 10], notMonitored: row[s + 11],
          withdrawn: row[s + 12], others: row[s + 13], overdue: row[s + 17],
          silentSince: date(row[s + 14]), standsSince: date(row[s + 15]),
          changesAt: date(row[s + 16])),
        reports: row[s]),
      changedAt: Date(milliseconds: row[s + 18]))
  }

  static func stored(_ row: Row, from c: Int) throws -> StoredStanding {
    let summary = try summary(row, from: c)
    return StoredStanding(
      incident: summary.incident, standing: summary.standing, toll: row[c + 33],
      changedAt: row[c + 32])
  }

  static func standing(_ n: Int64, _ db: Database) throws -> StoredStanding? {
    try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT \(storedColumns) FROM standing JOIN incident ON n = standing.incident WHERE n = ?
          """), arguments: [n]
    ).map { try stored($0, from: 0) }
  }

  static func incident(_ n: Int64, _ db: Database) throws -> Incident? {
    try Row.fetchOne(
      db.cachedStatement(sql: "SELECT \(incidentColumns) FROM incident WHERE n = ?"),
      arguments: [n]
    ).map { try incident($0, from: 0) }
  }

  private static func incident(_ row: Row, from c: Int) throws -> Incident {
    Incident(
      id: Incident.ID(rawValue: row[c]), title: row[c + 1], region: Region.ID(rawValue: row[c + 2]),
      kind: try code(row[c + 3]), lifecycle: try code(row[c + 4]), mergedInto: id(row[c + 13]),
      occurredAt: date(row[c + 5]), firstReportedAt: Date(milliseconds: row[c + 6]),
      provisional: row[c + 7], lastActivityAt: Date(milliseconds: row[c + 8]),
      place: place(row, from: c + 9))
  }

  static func place(_ row: Row, from c: Int) -> ReadPlace? {
    (row[c] as String?).map {
      ReadPlace(
        text: $0, precision: GeoPrecision(rawValue: row[c + 1] ?? 0) ?? .largerRegion,
        latitude: row[c + 2], longitude: row[c + 3])
    }
  }

  static func insert(_ incident: Incident, _ db: Database) throws -> Int64 {
    try db.run(
      "INSERT INTO incident VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
      incident.id.rawValue, incident.title, incident.region.rawValue, incident.kind.rawValue,
      incident.lifecycle.rawValue, incident.occurredAt?.milliseconds,
      incident.firstReportedAt.milliseconds, incident.provisional,
      incident.lastActivityAt.milliseconds, incident.place?.text,
      incident.place?.precision.rawValue, incident.place?.latitude, incident.place?.longitude)
    return db.lastInsertedRowID
  }

  /// All but the id, the region, and what it was merged into.
  static func update(_ incident: Incident, _ n: Int64, _ db: Database) throws {
    try db.run(
      """
      UPDATE incident SET title = ?, kind = ?, lifecycle = ?, occurred_at = ?,
        first_reported_at = ?, provisional = ?, last_activity_at = ?, place_text = ?,
        geo_precision = ?, latitude = ?, longitude = ? WHERE n = ?
      """,
      incident.title, incident.kind.rawValue, incident.lifecycle.rawValue,
      incident.occurredAt?.milliseconds, incident.firstReportedAt.milliseconds,
      incident.provisional, incident.lastActivityAt.milliseconds, incident.place?.text,
      incident.place?.precision.rawValue, incident.place?.latitude, incident.place?.longitude, n)
  }

  static func replace(_ row: StoredStanding, _ n: Int64, _ db: Database) throws {
    let (incident, standing) = (row.incident, row.standing)
    let (verification, official) = (standing.verification, standing.official)
    try db.run(
      """
      INSERT OR REPLACE INTO standing
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      n, incident.id.rawValue, incident.region.rawValue, incident.lastActivityAt.milliseconds,
      incident.isListed, incident.isOpen, standing.reports, verification.status.rawValue,
      verification.rule, verification.origins.min, verification.origins.max,
      verification.origins.grade?.rawValue, official.status.rawValue, official.confirmed,
      official.denied, official.nonCommittal, official.silent, official.notMonitored,
      official.withdrawn, official.others, official.overdue, official.silentSince?.milliseconds,
      official.standsSince?.milliseconds, official.changesAt?.milliseconds, row.toll,
      row.changedAt, incident.kind.rawValue, incident.lifecycle.rawValue,
      incident.firstReportedAt.milliseconds)
  }

  /// - Parameter isNew: there are none yet.
  static func replace(
    _ rows: [Expectation], of n: Int64, isNew: Bool, _ db: Database
  ) throws {
    if !isNew { try db.run("DELETE FROM expectation WHERE incident = ?", n) }
    for row in rows {
      try db.run(
        "INSERT INTO expectation VALUES (?, ?, ?, ?, ?)",
        n, row.authority.rawValue, row.role.rawValue, row.deadlineHours,
        row.askedAt?.milliseconds)
    }
  }

  // MARK: What a telling says

  static func insert(
    _ row: ReadCitation, _ depth: Int, _ source: Source.ID?, _ telling: Int64, _ db: Database
  ) throws {
    try db.run(
      "INSERT INTO citation VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      telling, depth, source?.rawValue, row.relation.rawValue, row.state.rawValue,
      row.passage?.start, row.passage?.end, row.passage?.rule)
  }

  /// One telling has one word on a claim: its first.
  static func insert(_ row: ReadClaim, _ telling: Int64, _ db: Database) throws {
    try db.run(
      "INSERT OR IGNORE INTO assertion VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      telling, row.id.rawValue, row.kind.rawValue, row.text, row.number?.unit, row.number?.low,
      row.number?.best, row.number?.high, row.number?.words, row.stance.rawValue, row.hedge,
      row.party ?? false, row.againstInterest ?? false, row.passage?.start, row.passage?.end,
      row.passage?.rule)
  }

  static func insert(
    _ row: ReadStatement, _ ordinal: Int, _ authority: Authority.ID, _ time: Date,
    _ telling: Int64, _ db: Database
  ) throws {
    try db.run(
      "INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      telling, ordinal, authority.rawValue, row.role.rawValue, row.claim.rawValue,
      row.position.rawValue, (row.issuedAt ?? time).milliseconds, row.url, row.speaker, row.quote,
      row.attribution.rawValue, row.messageType.rawValue, row.identifier,
      row.references.isEmpty ? nil : row.references.joined(separator: "\u{1F}"),
      row.passage?.start, row.passage?.end, row.passage?.rule)
  }

  static func insert(
    _ row: ReadSilence, _ ordinal: Int, _ authority: Authority.ID, _ time: Date, _ telling: Int64,
    _ db: Database
  ) throws {
    try db.run(
      "INSERT INTO silence VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      telling, ordinal, authority.rawValue, row.role.rawValue, (row.asOf ?? time).milliseconds,
      row.passage?.start, row.passage?.end, row.passage?.rule)
  }

  static func insert(
    _ row: ReadEvidence, _ ordinal: Int, _ telling: Int64, _ db: Database
  ) throws {
    try db.run(
      "INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      telling, ordinal, row.kind.rawValue, row.provider, row.claim.rawValue, row.bearing.rawValue,
      row.acquiredAt?.milliseconds, row.integrityOk, row.placeOk, row.timeOk, row.note)
  }

  // MARK: Columns

  private static let passageColumns = "span_start, span_end, span_rule"

  private static func passage(_ row: Row, _ column: Int) -> Passage? {
    (row[column + 2] as String?).map {
      Passage(start: row[column], end: row[column + 1], rule: $0)
    }
  }

  private static func id<Owner>(_ text: String?) -> Identifier<Owner>? {
    text.map(Identifier.init(rawValue:))
  }

  static func date(_ milliseconds: Int?) -> Date? {
    milliseconds.map(Date.init(milliseconds:))
  }

  /// A word of the vocabulary. One that is not known was written by a rule that this build lacks.
  static func code<T: RawRepresentable>(_ word: String) throws -> T
  where T.RawValue == String {
    guard let value = T(rawValue: word) else {
      throw IncidentStoreError.failed(
        .cannotRead, "", reason: "'\(word)' is no \(T.self) that this version knows")
    }
    return value
  }
}

extension Identifier<Report> {
  /// The entry's id that ``rawValue`` spells in hex. Empty when it spells none.
  var bytes: Data {
    let digits = Array(rawValue.utf8)
    guard digits.count.isMultiple(of: 2) else { return Data() }
    return Data(
      stride(from: 0, to: digits.count, by: 2).compactMap {
        UInt8(String(decoding: digits[$0...($0 + 1)], as: UTF8.self), radix: 16)
      })
  }
}
