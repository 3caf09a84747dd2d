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

/// What stands behind an incident, between SQLite and the values of `Incidents`.
///
/// Columns are read by their place: the order is that of the statement beside it.
enum DossierRows {
  // MARK: Loading

  /// An incident with all that is behind it, and with what follows from acts and policy.
  ///
  /// - Parameter withTexts: with what only a person looks at: the reports' words and addresses.
  static func load(
    _ n: Int64, withTexts: Bool, withActs: Bool = true, policy: Policy, _ names: inout Names,
    _ db: Database
  ) throws -> Dossier {
    guard let incident = try incident(n, db) else {
      preconditionFailure("incident \(n) is named by a row but is not there")
    }
    return try dossier(
      incident, tellings: tellings(n, withTexts: withTexts, db),
      acts: withActs ? ActRows.acts(of: n, db) : [], policy: policy, &names, db)
  }

  /// The same of what is at hand.
  ///
  /// - Parameter db: where names are looked up that are not.
  /// - Throws: ``Names/NotAtHand`` for such a name when `db` is `nil`.
  static func dossier(
    _ incident: Incident, tellings: [Telling], acts: [RecordedAct], policy: Policy,
    _ names: inout Names, _ db: Database?
  ) throws -> Dossier {
    var dossier = Dossier(incident, tellings: tellings, policy: policy)
    for source in dossier.citations.compactMap(\.source) + dossier.reports.compactMap(\.source)
    where dossier.sources[source] == nil {
      dossier.sources[source] = try names.source(source, db)
    }
    dossier.acts = acts
    dossier = dossier.carriedOut()
    for expectation in dossier.expectations {
      if let known = try names.authority(expectation.authority, db) {
        dossier.authorities[expectation.authority] = known
      }
    }
    return dossier
  }

  private static func tellings(
    _ n: Int64, withTexts: Bool, _ db: Database
  ) throws -> [Telling] {
    var tellings: [Telling] = []
    // The latest reading: a report may tell of one incident twice.
    var reading: (seq: Int64, body: Ledger.ReadingBody)?
    try db.forEach(
      """
      SELECT e.id, source, published_at, r.recorded_at, adds_original_reporting, media_hash,
        signature, joined, t, telling.ordinal, reading, \(withTexts ? "e.body" : "NULL")
      FROM telling JOIN report AS r ON r.seq = telling.report JOIN entry AS e ON e.seq = r.seq
      WHERE telling.incident = ? ORDER BY t
      """, n
    ) { row in
      var report = Self.report(row)
      report.joined = row[7]
      if let body = row[11] as Data? {
        let body = try CanonicalJSON.decode(ReportBody.self, from: body)
        report.url = body.url
        report.headline = body.headline
        report.text = body.text
        report.language = body.language
      }
      let seq: Int64 = row[10]
      if reading?.seq != seq { reading = (seq, try Ledger.reading(seq, db)) }
      let ordinal: Int = row[9]
      guard let read = reading?.body.reading.incidents[ordinal] else { return }
      tellings.append(Telling(t: row[8], report: report, read: read))
    }
    return tellings
  }

  private static func report(_ row: StatementRow) -> Report {
    Report(
      id: Report.ID(row[0] as Data), source: id(row[1]), publishedAt: date(row[2]),
      receivedAt: Date(milliseconds: row[3]), text: "", addsOriginalReporting: row[4],
      mediaHash: row[5], signature: TextSignature(row[6] as Data?))
  }

  static func report(_ id: Report.ID, _ db: Database) throws -> StoredReport? {
    try db.first(
      """
      SELECT id, source, published_at, r.recorded_at, adds_original_reporting, media_hash,
        signature, r.seq, reading, native_id
      FROM entry JOIN report AS r USING (seq) WHERE id = ?
      """, id.bytes
    ) { StoredReport(seq: $0[7], report: report($0), nativeID: $0[9], reading: $0[8]) }
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
    var channels: [Channel] = []
    try db.forEach(
      """
      SELECT \(channelColumns) FROM channel WHERE authority = ? ORDER BY url
      """, id.rawValue
    ) { channels.append(channel($0)) }
    var known = try db.first(
      "SELECT \(authorityColumns) FROM authority WHERE id = ?", id.rawValue
    ) { try authority(id, $0, from: 0) }
    known?.channels = channels
    return known
  }

  /// What ``channel(_:)`` reads, from a row's first column on.
  static let channelColumns = "url, expected_interval, last_ok_at, last_item_at"

  static func channel(_ row: StatementRow) -> Channel {
    Channel(
      url: row[0], expectedInterval: row[1], lastOkAt: date(row[2]), lastItemAt: date(row[3]))
  }

  /// What ``authority(_:_:from:)`` reads.
  static let authorityColumns = "name, kind, region"

  /// Without its channels.
  static func authority(
    _ id: Authority.ID, _ row: StatementRow, from column: Int
  ) throws -> Authority {
    Authority(
      id: id, name: row[column], kind: try code(row[column + 1]),
      region: Region.ID(rawValue: row[column + 2]))
  }

  // MARK: Incidents and standings

  /// What ``incident(_:from:)`` reads.
  static let incidentColumns = """
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

  static func incident(_ row: Row, from c: Int) throws -> Incident {
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

  static func insert(
    _ incident: Incident, _ occasion: Occasion, _ db: Database
  ) throws -> Int64 {
    try db.run(
      "INSERT INTO incident VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?)",
      incident.id.rawValue, incident.title, incident.region.rawValue, incident.kind.rawValue,
      incident.lifecycle.rawValue, incident.occurredAt?.milliseconds,
      incident.firstReportedAt.milliseconds, incident.provisional,
      incident.lastActivityAt.milliseconds, incident.place?.text,
      incident.place?.precision.rawValue, incident.place?.latitude, incident.place?.longitude,
      occasion.span?.lowerBound, occasion.span?.upperBound, occasion.bytes)
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

  /// - Parameter isNew: there is none yet.
  static func put(_ row: StoredStanding, _ n: Int64, isNew: Bool, _ db: Database) throws {
    let (incident, standing) = (row.incident, row.standing)
    let (verification, official) = (standing.verification, standing.official)
    try db.run(
      """
      INSERT \(isNew ? "" : "OR REPLACE ")INTO standing
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

  // MARK: Columns

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
    func value(_ digit: UInt8) -> UInt8? {
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
      default: nil
      }
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(16)
    var first: UInt8?
    for digit in rawValue.utf8 {
      guard let value = value(digit) else { return Data() }
      if let high = first.take() { bytes.append(high << 4 | value) } else { first = value }
    }
    return first == nil ? Data(bytes) : Data()
  }
}

/// Sources and authorities by their ids, each asked for once.
struct Names {
  /// Nobody has asked for it yet, and there is no store to ask.
  struct NotAtHand: Error {}

  private var sources: [Source.ID: Source] = [:]
  private var authorities: [Authority.ID: Authority?] = [:]

  mutating func source(_ id: Source.ID, _ db: Database?) throws -> Source {
    if let known = sources[id] { return known }
    guard let db else { throw NotAtHand() }
    let source = try DossierRows.source(id, db)
    sources[id] = source
    return source
  }

  /// `nil` of one that only the policy names.
  mutating func authority(_ id: Authority.ID, _ db: Database?) throws -> Authority? {
    if let known = authorities[id] { return known }
    guard let db else { throw NotAtHand() }
    let authority = try DossierRows.authority(id, db)
    authorities[id] = authority
    return authority
  }

  /// One that is new: no channel is its own yet.
  mutating func learn(_ authority: Authority) { authorities[authority.id] = authority }

  /// Something about a source has changed.
  mutating func forget(_ id: Source.ID) { sources[id] = nil }

  /// Something about an authority or its channels has changed.
  mutating func forget(_ id: Authority.ID) { authorities[id] = nil }
}
