import Foundation
import GRDB
import Incidents

/// The rows behind an incident, between SQLite and the values of `Incidents`.
///
/// Columns are read by their place: the order is that of the statement beside it.
enum DossierRows {
  /// The tables whose rows say what one report gave to one incident.
  static let tablesOfReports = [
    "incident_report", "citation", "assertion", "statement", "silence", "evidence",
  ]

  /// A report as the projections hold it, without its texts.
  struct StoredReport {
    var seq: Int64
    var report: Report
    /// The entry of the reading that counts. `nil` when nothing has read it.
    var reading: Int64?
  }

  // MARK: Loading

  static func load(
    _ n: Int64, withTexts: Bool, _ db: Database
  ) throws -> (dossier: Dossier, standing: Standing) {
    guard
      let row = try Row.fetchOne(
        db.cachedStatement(
          sql: "SELECT \(summaryColumns) FROM standing JOIN incident ON n = incident WHERE n = ?"),
        arguments: [n])
    else { preconditionFailure("incident \(n) has rows but no standing") }
    let summary = try summary(row)
    let ids = try reportIDs(n, db)
    var dossier = Dossier(incident: summary.incident)
    dossier.reports = try reports(n, withTexts: withTexts, db)
    dossier.citations = try fetch(
      db, "report, depth, source, relation, state, \(passageColumns)", "citation", "report, depth",
      n
    ) {
      Citation(
        report: ids[$0[0]] ?? "", depth: $0[1], source: id($0[2]), relation: try code($0[3]),
        state: try code($0[4]), passage: passage($0, 5))
    }
    dossier.claims = try fetch(
      db, "id, kind, text, unit, low, best, high, words", "claim",
      "kind <> 'occurrence', id", n
    ) { row in
      Claim(
        id: Claim.ID(rawValue: row[0]), kind: try code(row[1]), text: row[2],
        number: (row[7] as String?).map {
          ReadNumber(unit: row[3], low: row[4], best: row[5], high: row[6], words: $0)
        })
    }
    dossier.assertions = try fetch(
      db, "claim, report, stance, hedge, party, against_interest, \(passageColumns)", "assertion",
      "report, claim", n
    ) {
      Assertion(
        claim: Claim.ID(rawValue: $0[0]), report: ids[$0[1]] ?? "", stance: try code($0[2]),
        hedge: $0[3], party: $0[4], againstInterest: $0[5], passage: passage($0, 6))
    }
    dossier.expectations = try expectations(n, db)
    dossier.statements = try fetch(
      db,
      """
      report, authority, claim, position, issued_at, observed_at, url, speaker, quote,
      attribution, message_type, \(passageColumns)
      """, "statement", "report, ordinal", n
    ) {
      Incidents.Statement(
        authority: Authority.ID(rawValue: $0[1]), report: ids[$0[0]] ?? "", claim: try code($0[2]),
        position: try code($0[3]), issuedAt: Date(milliseconds: $0[4]),
        observedAt: Date(milliseconds: $0[5]), url: $0[6], speaker: $0[7], quote: $0[8],
        attribution: try code($0[9]), messageType: try code($0[10]), passage: passage($0, 11))
    }
    dossier.silences = try fetch(
      db, "report, authority, as_of, \(passageColumns)", "silence", "report, ordinal", n
    ) {
      ReportedSilence(
        authority: Authority.ID(rawValue: $0[1]), report: ids[$0[0]] ?? "",
        asOf: Date(milliseconds: $0[2]), passage: passage($0, 3))
    }
    dossier.evidence = try fetch(
      db,
      """
      report, kind, provider, claim, bearing, acquired_at, integrity_ok, place_ok, time_ok, note
      """, "evidence", "report, ordinal", n
    ) {
      Evidence(
        report: ids[$0[0]] ?? "",
        evidence: ReadEvidence(
          kind: try code($0[1]), provider: $0[2], claim: try code($0[3]), bearing: try code($0[4]),
          acquiredAt: date($0[5]), integrityOk: $0[6], placeOk: $0[7], timeOk: $0[8], note: $0[9]))
    }
    for source in dossier.citations.compactMap(\.source) + dossier.reports.compactMap(\.source)
    where dossier.sources[source] == nil {
      dossier.sources[source] = try Self.source(source, db)
    }
    for expectation in dossier.expectations {
      dossier.authorities[expectation.authority] = try authority(expectation.authority, db)
    }
    return (dossier, summary.standing)
  }

  private static func fetch<T>(
    _ db: Database, _ columns: String, _ table: String, _ order: String, _ n: Int64,
    _ value: (Row) throws -> T
  ) throws -> [T] {
    let rows = try Row.fetchCursor(
      db.cachedStatement(
        sql: "SELECT \(columns) FROM \(table) WHERE incident = ? ORDER BY \(order)"),
      arguments: [n])
    var values: [T] = []
    while let row = try rows.next() { values.append(try value(row)) }
    return values
  }

  private static func reportIDs(_ n: Int64, _ db: Database) throws -> [Int64: Report.ID] {
    let rows = try Row.fetchCursor(
      db.cachedStatement(
        sql: """
          SELECT seq, id FROM incident_report JOIN entry ON seq = report WHERE incident = ?
          """), arguments: [n])
    var ids: [Int64: Report.ID] = [:]
    while let row = try rows.next() { ids[row[0]] = Report.ID(row[1] as Data) }
    return ids
  }

  private static func reports(
    _ n: Int64, withTexts: Bool, _ db: Database
  ) throws -> [Report] {
    let body = withTexts ? "body" : "NULL"
    let rows = try Row.fetchCursor(
      db.cachedStatement(
        sql: """
          SELECT id, source, published_at, r.received_at, adds_original_reporting, media_hash,
            joined, \(body)
          FROM incident_report JOIN report AS r ON r.seq = report JOIN entry AS e USING (seq)
          WHERE incident = ? ORDER BY coalesce(published_at, r.received_at), r.seq
          """), arguments: [n])
    let decoder = JSONDecoder.canonical
    var reports: [Report] = []
    while let row = try rows.next() {
      var report = Self.report(row)
      report.joined = row[6]
      if let body: Data = row[7] {
        let body = try decoder.decode(ReportBody.self, from: body)
        report.url = body.url
        report.headline = body.headline
        report.text = body.text
        report.language = body.language
      }
      reports.append(report)
    }
    return reports
  }

  private static func report(_ row: Row) -> Report {
    Report(
      id: Report.ID(row[0] as Data), source: id(row[1]), publishedAt: date(row[2]),
      receivedAt: Date(milliseconds: row[3]), text: "", addsOriginalReporting: row[4],
      mediaHash: row[5])
  }

  static func report(_ id: Report.ID, _ db: Database) throws -> StoredReport? {
    try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT id, source, published_at, r.received_at, adds_original_reporting, media_hash,
            r.seq, reading
          FROM entry JOIN report AS r USING (seq) WHERE id = ?
          """), arguments: [id.bytes]
    ).map { StoredReport(seq: $0[6], report: report($0), reading: $0[7]) }
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
    return Source(
      id: id, name: row[0], type: (row[1] as String?).flatMap(SourceType.init), family: row[2],
      controller: row[3], platform: row[4], handle: row[5], reliability: try code(row[6]),
      reliabilityBasis: row[7])
  }

  static func authority(_ id: Authority.ID, _ db: Database) throws -> Authority {
    guard
      let row = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT name, kind, region FROM authority WHERE id = ?"),
        arguments: [id.rawValue])
    else { preconditionFailure("authority \(id) is named by a row but is not there") }
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

  static func expectations(_ n: Int64, _ db: Database) throws -> [Expectation] {
    try fetch(
      db, "authority, role, deadline_hours, asked_at", "expectation", "authority", n
    ) {
      Expectation(
        authority: Authority.ID(rawValue: $0[0]), role: try code($0[1]), deadlineHours: $0[2],
        askedAt: date($0[3]))
    }
  }

  /// The incidents that `read` may be about: those of its region, not too far off in time.
  static func candidates(
    for read: ReadIncident, toldAt time: Date, _ db: Database
  ) throws -> [(n: Int64, incident: Incident)] {
    let told = (read.occurredAt ?? time).milliseconds
    let window = Int(joiningWindow * 1000)
    let rows = try Row.fetchCursor(
      db.cachedStatement(
        sql: """
          SELECT n, \(incidentColumns) FROM incident
          WHERE region = ?1 AND last_activity_at >= ?2 - ?3 AND first_reported_at <= ?2 + ?3
            AND lifecycle IN ('open', 'monitoring')
          ORDER BY last_activity_at DESC, n LIMIT 50
          """), arguments: [read.region.rawValue, told, window])
    var found: [(Int64, Incident)] = []
    while let row = try rows.next() { found.append((row[0], try incident(row, from: 1))) }
    return found
  }

  // MARK: Incidents and standings

  private static let incidentColumns = """
    incident.id, title, incident.region, incident.kind, lifecycle, occurred_at, first_reported_at,
    provisional, incident.last_activity_at, place_text, geo_precision, latitude, longitude
    """

  static let summaryColumns = """
    \(incidentColumns), reports, verification, verification_rule, origins_min, origins_max, grade,
    official, confirmed, denied, non_committal, silent, not_monitored, withdrawn, others,
    silent_since, stands_since, changes_at
    """

  static func summary(_ row: Row) throws -> IncidentSummary {
    IncidentSummary(
      incident: try incident(row, from: 0),
      standing: Standing(
        verification: Verification(
          status: try code(row[14]), rule: row[15],
          origins: OriginCount(
            min: row[16], max: row[17], grade: (row[18] as String?).flatMap(Reliability.init))),
        official: OfficialStanding(
          status: try code(row[19]), confirmed: row[20], denied: row[21], nonCommittal: row[22],
          silent: row[23], notMonitored: row[24], withdrawn: row[25], others: row[26],
          silentSince: date(row[27]), standsSince: date(row[28]), changesAt: date(row[29])),
        reports: row[13]))
  }

  private static func incident(_ row: Row, from c: Int) throws -> Incident {
    Incident(
      id: Incident.ID(rawValue: row[c]), title: row[c + 1], region: Region.ID(rawValue: row[c + 2]),
      kind: try code(row[c + 3]), lifecycle: try code(row[c + 4]), occurredAt: date(row[c + 5]),
      firstReportedAt: Date(milliseconds: row[c + 6]), provisional: row[c + 7],
      lastActivityAt: Date(milliseconds: row[c + 8]),
      place: (row[c + 9] as String?).map {
        ReadPlace(
          text: $0, precision: GeoPrecision(rawValue: row[c + 10] ?? 0) ?? .largerRegion,
          latitude: row[c + 11], longitude: row[c + 12])
      })
  }

  static func insert(_ incident: Incident, _ db: Database) throws -> Int64 {
    try db.run(
      "INSERT INTO incident VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      incident.id.rawValue, incident.title, incident.region.rawValue, incident.kind.rawValue,
      incident.lifecycle.rawValue, incident.occurredAt?.milliseconds,
      incident.firstReportedAt.milliseconds, incident.provisional,
      incident.lastActivityAt.milliseconds, incident.place?.text,
      incident.place?.precision.rawValue, incident.place?.latitude, incident.place?.longitude)
    return db.lastInsertedRowID
  }

  static func update(_ incident: Incident, _ n: Int64, _ db: Database) throws {
    try db.run(
      """
      UPDATE incident SET lifecycle = ?, occurred_at = ?, first_reported_at = ?, provisional = ?,
        last_activity_at = ? WHERE n = ?
      """,
      incident.lifecycle.rawValue, incident.occurredAt?.milliseconds,
      incident.firstReportedAt.milliseconds, incident.provisional,
      incident.lastActivityAt.milliseconds, n)
  }

  static func replace(
    _ standing: Standing, of incident: Incident, _ n: Int64, _ db: Database
  ) throws {
    let (verification, official) = (standing.verification, standing.official)
    try db.run(
      """
      INSERT OR REPLACE INTO standing
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      n, incident.id.rawValue, incident.region.rawValue, incident.lastActivityAt.milliseconds,
      incident.isOpen, standing.reports, verification.status.rawValue, verification.rule,
      verification.origins.min, verification.origins.max, verification.origins.grade?.rawValue,
      official.status.rawValue, official.confirmed, official.denied, official.nonCommittal,
      official.silent, official.notMonitored, official.withdrawn, official.others,
      official.silentSince?.milliseconds, official.standsSince?.milliseconds,
      official.changesAt?.milliseconds)
  }

  // MARK: Putting rows in

  static func insert(_ row: Citation, _ n: Int64, _ report: Int64, _ db: Database) throws {
    try db.run(
      "INSERT INTO citation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      n, report, row.depth, row.source?.rawValue, row.relation.rawValue, row.state.rawValue,
      row.passage?.start, row.passage?.end, row.passage?.rule)
  }

  static func insert(_ row: Claim, _ n: Int64, _ db: Database) throws {
    try db.run(
      "INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      n, row.id.rawValue, row.kind.rawValue, row.text, row.number?.unit, row.number?.low,
      row.number?.best, row.number?.high, row.number?.words)
  }

  static func update(_ row: Claim, _ n: Int64, _ db: Database) throws {
    try db.run(
      """
      UPDATE claim SET unit = ?, low = ?, best = ?, high = ?, words = ?
      WHERE incident = ? AND id = ?
      """,
      row.number?.unit, row.number?.low, row.number?.best, row.number?.high, row.number?.words, n,
      row.id.rawValue)
  }

  static func insert(_ row: Assertion, _ n: Int64, _ report: Int64, _ db: Database) throws {
    try db.run(
      "INSERT INTO assertion VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      n, row.claim.rawValue, report, row.stance.rawValue, row.hedge, row.party,
      row.againstInterest, row.passage?.start, row.passage?.end, row.passage?.rule)
  }

  static func insert(_ row: Expectation, _ n: Int64, _ db: Database) throws {
    try db.run(
      "INSERT INTO expectation VALUES (?, ?, ?, ?, ?)",
      n, row.authority.rawValue, row.role.rawValue, row.deadlineHours, row.askedAt?.milliseconds)
  }

  static func insert(
    _ row: Incidents.Statement, _ ordinal: Int, _ n: Int64, _ report: Int64, _ db: Database
  ) throws {
    try db.run(
      "INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      n, report, ordinal, row.authority.rawValue, row.claim.rawValue, row.position.rawValue,
      row.issuedAt.milliseconds, row.observedAt.milliseconds, row.url, row.speaker, row.quote,
      row.attribution.rawValue, row.messageType.rawValue, row.passage?.start, row.passage?.end,
      row.passage?.rule)
  }

  static func insert(
    _ row: ReportedSilence, _ ordinal: Int, _ n: Int64, _ report: Int64, _ db: Database
  ) throws {
    try db.run(
      "INSERT INTO silence VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      n, report, ordinal, row.authority.rawValue, row.asOf.milliseconds, row.passage?.start,
      row.passage?.end, row.passage?.rule)
  }

  static func insert(
    _ row: Evidence, _ ordinal: Int, _ n: Int64, _ report: Int64, _ db: Database
  ) throws {
    let evidence = row.evidence
    try db.run(
      "INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      n, report, ordinal, evidence.kind.rawValue, evidence.provider, evidence.claim.rawValue,
      evidence.bearing.rawValue, evidence.acquiredAt?.milliseconds, evidence.integrityOk,
      evidence.placeOk, evidence.timeOk, evidence.note)
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

  private static func date(_ milliseconds: Int?) -> Date? {
    milliseconds.map(Date.init(milliseconds:))
  }

  /// A word of the vocabulary. One that is not known was written by a rule that this build lacks.
  private static func code<T: RawRepresentable>(_ word: String) throws -> T
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
