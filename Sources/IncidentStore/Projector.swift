import Crypto
import Foundation
import GRDB
import Incidents

/// Brings the projections up to date with entries, and the standings with what they then say.
///
/// Entries are applied one by one, in the order in which they were recorded; the standing of each incident
/// they touch is computed once, at ``finish()``. The rows depend on the entries, their order and their times
/// alone, so that a replay gives the same ones. People's acts are in `Acts.swift`, and who is told of where
/// in `Membership.swift`.
struct Projector {
  let db: Database
  /// When it happens, in milliseconds: of standings and changes.
  let at: Int
  /// Without, standings come to be as if they had always been so.
  let logsChanges: Bool
  private var touched: [Int64: Touched] = [:]
  private var order: [Int64] = []
  private var policy: Policy
  /// Where nobody has done anything yet, there is nothing to look up.
  var hasActs: Bool
  private var channels: Set<String>

  /// An incident at work, and how it stood before.
  private struct Touched {
    /// `nil` when the incident is new.
    var before: StoredStanding?
    /// The entry that touched it first. `nil` when only time has passed.
    var because: Int64?
  }

  /// One entry of the ledger.
  struct Entry {
    var seq: Int64
    var id: Data
    /// When it counts as recorded, in milliseconds.
    var recorded: Int
  }

  init(_ db: Database, at: Int, logsChanges: Bool = true) throws {
    self.db = db
    self.at = at
    self.logsChanges = logsChanges
    policy = try PolicyRow.current(db)
    hasActs = try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM act)") ?? false
    channels = try String.fetchSet(db, sql: "SELECT url FROM channel")
  }

  mutating func apply(_ record: Ledger.Record, _ entry: Entry) throws {
    switch record {
    case .report(let body): try apply(body, entry)
    case .reading(let body): try apply(body, entry)
    case .source(let body): try apply(body, entry)
    case .authority(let body): try apply(body, entry)
    case .heard(let body): try apply(body, entry)
    case .policy(let body): try apply(body, entry)
    case .act(let act): try apply(act, entry)
    }
  }

  // MARK: Reports and readings

  private mutating func apply(_ body: ReportBody, _ entry: Entry) throws {
    let source = try body.source.map { try ensureSource(named: $0, platform: nil) }
    try db.run(
      "INSERT INTO report VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
      entry.seq, source?.rawValue, body.publishedAt?.milliseconds, entry.recorded,
      body.addsOriginalReporting, body.mediaHash, TextSignature(of: body.text)?.data,
      body.nativeID, body.revisedAt?.milliseconds)
    if let url = body.url, let channel = channel(of: url) {
      // Who takes in what a channel published has heard the channel.
      try hear(
        channel, at: entry.recorded, lastItemAt: body.publishedAt?.milliseconds, problem: nil,
        entry)
    }
  }

  private mutating func apply(_ body: Ledger.ReadingBody, _ reading: Entry) throws {
    guard let report = try DossierRows.report(body.report, db) else { return }
    // What follows is because of what was reported, whoever read it.
    let entry = Entry(seq: report.seq, id: body.report.bytes, recorded: reading.recorded)
    var hadTold = false
    if let earlier = report.reading {
      // A machine never overrules a person; otherwise the latest reading counts.
      guard try mayReplace(earlier, with: body.reading) else { return }
      hadTold = try detach(report, entry)
    }
    try db.run("UPDATE report SET reading = ? WHERE seq = ?", reading.seq, report.seq)
    let revisions = try revisions(of: report)
    if revisions.contains(where: \.isLater) { return }
    for earlier in revisions { hadTold = try detach(earlier.report, entry) || hadTold }
    var joined: Set<Int64> = []
    for (ordinal, read) in body.reading.incidents.enumerated() {
      let (n, telling) = try place(read, ordinal: ordinal, of: report, besides: joined, entry)
      joined.insert(n)
      try add(read, of: report, telling: telling)
    }
    // What people had moved stays moved.
    if hadTold { try refreshMembership(entry) }
  }

  /// What else was told as the same item of the same source.
  private func revisions(
    of report: StoredReport
  ) throws -> [(report: StoredReport, isLater: Bool)] {
    guard let nativeID = report.nativeID else { return [] }
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT entry.id, (
          coalesce(other.revised_at, other.published_at, other.recorded_at), other.recorded_at, entry.id)
          > (coalesce(mine.revised_at, mine.published_at, mine.recorded_at), mine.recorded_at, ?2)
        FROM report AS mine JOIN report AS other USING (native_id)
        JOIN entry ON entry.seq = other.seq
        WHERE mine.seq = ?1 AND other.native_id = ?3 AND other.seq <> mine.seq
          AND other.source IS mine.source AND other.reading IS NOT NULL
        """, arguments: [report.seq, report.report.id.bytes, nativeID])
    return try rows.compactMap { row in
      try DossierRows.report(Report.ID(row[0] as Data), db).map { ($0, row[1]) }
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
  private mutating func detach(_ report: StoredReport, _ entry: Entry) throws -> Bool {
    let incidents = try Int64.fetchAll(
      db, sql: "SELECT incident FROM telling WHERE report = ? ORDER BY incident",
      arguments: [report.seq])
    for n in incidents { try touch(n, entry) }
    try db.run("DELETE FROM telling WHERE report = ?", report.seq)
    for n in incidents { try refresh(n) }
    return !incidents.isEmpty
  }

  /// Finds the incident that `read` tells of, or makes it.
  private mutating func place(
    _ read: ReadIncident, ordinal: Int, of report: StoredReport, besides: Set<Int64>,
    _ entry: Entry
  ) throws -> (n: Int64, telling: Int64) {
    let time = report.report.time
    let known = try known(read, toldAt: time, besides: besides)
    let (id, emptied) = try newID(for: read, ordinal: ordinal, of: report)
    let (n, reason): (Int64, String)
    if let known {
      (n, reason) = known
      try touch(n, entry)
    } else if let emptied {
      // The same report read anew: what it told of before has become empty, and is filled again.
      (n, reason) = (emptied, "told by this report alone")
      try touch(n, entry)
    } else {
      n = try DossierRows.insert(
        Incident(
          id: id, title: read.title, region: read.region, kind: read.kind,
          occurredAt: read.occurredAt, firstReportedAt: time,
          provisional: report.report.publishedAt == nil, lastActivityAt: time, place: read.place),
        db)
      reason = "first report"
      touchNew(n, entry)
    }
    try db.run(
      "INSERT INTO telling VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      report.seq, id.rawValue, n, n, reason, read.title, read.kind.rawValue,
      read.occurredAt?.milliseconds, read.place?.text, read.place?.precision.rawValue,
      read.place?.latitude, read.place?.longitude, read.identity)
    let telling = db.lastInsertedRowID
    if known != nil {
      try Membership.widen(n, by: read, toldAt: report, db)
    } else if emptied != nil {
      try refresh(n)
    }
    return (n, telling)
  }

  /// The incident that `read` tells of, and why: by the feed's own name for the event, else by the rules.
  private func known(
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

  /// The id that an incident gets which this report is the first to tell of. It depends on the report
  /// alone, whatever its revision, so that the same report founds the same incident in every store. Should
  /// two reports come to one id, the second's is a letter longer.
  ///
  /// - Returns: the id, and the incident that has it already, if it has lost all its reports.
  private func newID(
    for read: ReadIncident, ordinal: Int, of report: StoredReport
  ) throws -> (id: Incident.ID, emptied: Int64?) {
    let item =
      report.nativeID.map { "\(report.report.source?.rawValue ?? "") \($0)" }
      ?? report.report.id.rawValue
    for id in Incident.ID.candidates(in: read.region, from: "\(item)/\(ordinal)/\(read.region)") {
      let isTold = try Bool.fetchOne(
        db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM telling WHERE id = ?)"),
        arguments: [id.rawValue])
      if isTold == true { continue }
      let known = try Row.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT n, EXISTS (SELECT 1 FROM telling WHERE base = n OR incident = n)
            FROM incident WHERE id = ?
            """), arguments: [id.rawValue])
      guard let known else { return (id, nil) }
      if known[1] == false { return (id, known[0]) }
    }
    preconditionFailure("two reports with one hash")
  }

  /// Puts in what `read` says, as the telling that it is.
  private mutating func add(
    _ read: ReadIncident, of report: StoredReport, telling: Int64
  ) throws {
    for (depth, citation) in read.citations.enumerated() {
      let source = try citation.source.map {
        try ensureSource(named: $0, platform: citation.platform)
      }
      try DossierRows.insert(citation, depth, source, telling, db)
    }
    for claim in read.claims { try DossierRows.insert(claim, telling, db) }
    for (ordinal, statement) in read.statements.enumerated() {
      let authority = try ensureAuthority(statement.authority)
      try DossierRows.insert(statement, ordinal, authority, report.report.time, telling, db)
    }
    for (ordinal, silence) in read.silences.enumerated() {
      let authority = try ensureAuthority(silence.authority)
      try DossierRows.insert(silence, ordinal, authority, report.report.time, telling, db)
    }
    for (ordinal, evidence) in read.evidence.enumerated() {
      try DossierRows.insert(evidence, ordinal, telling, db)
    }
  }

  // MARK: Sources, authorities, channels, policy

  private mutating func apply(_ body: SourceBody, _ entry: Entry) throws {
    let id = Source.ID(named: body.name)
    try db.run(
      """
      INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?, 'F', ?)
      ON CONFLICT (id) DO UPDATE SET
        name = excluded.name, type = coalesce(excluded.type, type),
        family = coalesce(excluded.family, family),
        controller = coalesce(excluded.controller, controller),
        platform = coalesce(excluded.platform, platform),
        handle = coalesce(excluded.handle, handle),
        reliability_basis = coalesce(excluded.reliability_basis, reliability_basis)
      """,
      id.rawValue, body.name, body.sourceType?.rawValue, body.family, body.controller,
      body.platform, body.handle, body.reliabilityBasis)
    if let reliability = body.reliability {
      try insertGrade(of: id, reliability, because: body.reliabilityBasis, entry)
      try refreshGrade(id, entry)
    } else {
      try touchIncidents(restingOn: id, entry)
    }
  }

  func insertGrade(
    of source: Source.ID, _ reliability: Reliability, because basis: String?, _ entry: Entry
  ) throws {
    try db.run(
      "INSERT INTO grade VALUES (NULL, ?, ?, ?, ?)",
      entry.seq, source.rawValue, reliability.rawValue, basis)
  }

  /// The latest grade that nobody took back counts.
  mutating func refreshGrade(_ source: Source.ID, _ entry: Entry) throws {
    let grade = try Row.fetchOne(
      db,
      sql: """
        SELECT reliability, basis FROM grade LEFT JOIN act ON act.seq = grade.entry
        WHERE source = ? AND is_undone IS NOT 1 ORDER BY n DESC LIMIT 1
        """, arguments: [source.rawValue])
    try db.run(
      """
      UPDATE source SET reliability = ?, reliability_basis = coalesce(?, reliability_basis)
      WHERE id = ?
      """, (grade?[0] as String?) ?? Reliability.f.rawValue, grade?[1] as String?, source.rawValue)
    try touchIncidents(restingOn: source, entry)
  }

  private mutating func touchIncidents(restingOn id: Source.ID, _ entry: Entry) throws {
    let incidents = try Int64.fetchAll(
      db,
      sql: """
        SELECT incident FROM citation JOIN telling ON t = telling WHERE source = ?
        UNION SELECT incident FROM report JOIN telling ON report = seq WHERE source = ?
        ORDER BY incident
        """, arguments: [id.rawValue, id.rawValue])
    for n in incidents { try touch(n, entry) }
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
        INSERT INTO channel (url, authority, expected_interval) VALUES (?, ?, ?)
        ON CONFLICT (url) DO UPDATE SET
          authority = excluded.authority, expected_interval = excluded.expected_interval
        """, channel.url, id.rawValue, Double(channel.expectedIntervalSeconds))
      channels.insert(channel.url)
    }
    try touchIncidents(expecting: id, entry)
  }

  private mutating func apply(_ body: HeardBody, _ entry: Entry) throws {
    // A channel may be heard before anybody has said whose it is.
    try db.run(
      "INSERT OR IGNORE INTO channel (url, expected_interval) VALUES (?, ?)",
      body.url, Self.unknownInterval)
    channels.insert(body.url)
    try hear(
      body.url, at: body.at.milliseconds, lastItemAt: body.lastItemAt?.milliseconds,
      problem: body.problem, entry)
  }

  private mutating func hear(
    _ url: String, at: Int, lastItemAt: Int?, problem: String?, _ entry: Entry
  ) throws {
    if let problem {
      try db.run(
        """
        UPDATE channel SET problem = ?2, last_failed_at = ?3
        WHERE url = ?1 AND coalesce(last_failed_at, ?3) <= ?3
        """, url, problem, at)
    } else {
      try db.run(
        """
        UPDATE channel SET last_ok_at = max(coalesce(last_ok_at, ?2), ?2),
          last_item_at = max(coalesce(last_item_at, ?3), coalesce(?3, last_item_at))
        WHERE url = ?1
        """, url, at, lastItemAt)
    }
    let authority = try String.fetchOne(
      db.cachedStatement(sql: "SELECT authority FROM channel WHERE url = ?"), arguments: [url])
    if let authority { try touchIncidents(expecting: Authority.ID(rawValue: authority), entry) }
  }

  /// An hour, in seconds: of a channel about which nothing else is known.
  private static let unknownInterval = 3600.0

  /// The channel that an item's address lies under: `https://t.me/mchs/123` under `https://t.me/mchs`.
  private func channel(of url: String) -> String? {
    guard !channels.isEmpty else { return nil }
    var part = Substring(url)
    while !part.isEmpty {
      if channels.contains(String(part)) { return String(part) }
      guard let slash = part.lastIndex(of: "/") else { return nil }
      part = part[..<slash]
    }
    return nil
  }

  private mutating func touchIncidents(expecting id: Authority.ID, _ entry: Entry) throws {
    let incidents = try Int64.fetchAll(
      db, sql: "SELECT incident FROM expectation WHERE authority = ? ORDER BY incident",
      arguments: [id.rawValue])
    for n in incidents { try touch(n, entry) }
  }

  private mutating func apply(_ body: Policy, _ entry: Entry) throws {
    policy = body
    try db.run(
      "INSERT OR REPLACE INTO policy VALUES (?, ?)",
      entry.seq, try JSONEncoder.canonical.encode(body))
    for n in try Int64.fetchAll(db, sql: "SELECT n FROM incident ORDER BY n") {
      try touch(n, entry)
    }
  }

  func ensureSource(named name: String, platform: String?) throws -> Source.ID {
    let id = Source.ID(named: name)
    try db.run(
      "INSERT OR IGNORE INTO source (id, name, platform, reliability) VALUES (?, ?, ?, 'F')",
      id.rawValue, name, platform)
    return id
  }

  func ensureAuthority(_ read: ReadAuthority) throws -> Authority.ID {
    let id = read.id
    try db.run(
      "INSERT OR IGNORE INTO authority VALUES (?, ?, ?, ?)",
      id.rawValue, read.name, read.kind.rawValue, read.region.rawValue)
    return id
  }

  // MARK: Standings

  mutating func touch(_ n: Int64, _ entry: Entry) throws {
    guard touched[n] == nil else { return }
    let before = logsChanges ? try DossierRows.standing(n, db) : nil
    touched[n] = Touched(before: before, because: entry.seq)
    order.append(n)
  }

  /// An incident that has just been made.
  mutating func touchNew(_ n: Int64, _ entry: Entry) {
    touched[n] = Touched(before: nil, because: entry.seq)
    order.append(n)
  }

  /// Computes how the touched incidents stand now.
  ///
  /// - Returns: their ids, in the order in which they were touched.
  mutating func finish() throws -> [Incident.ID] {
    var ids: [Incident.ID] = []
    for n in order {
      guard let touched = touched[n] else { continue }
      ids.append(try store(n, before: touched.before, because: touched.because, at: at))
    }
    touched = [:]
    order = []
    try Meta.settledUntil.set(max(at, try Meta.settledUntil.value(db) ?? at), db)
    return ids
  }

  /// Takes the passing of time into account: each standing that it changes, at the moment it does.
  mutating func settle(until end: Int) throws {
    while let (n, at) = try nextDue(until: end) {
      _ = try store(n, before: DossierRows.standing(n, db), because: nil, at: at)
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

  private func store(
    _ n: Int64, before: StoredStanding?, because: Int64?, at: Int
  ) throws -> Incident.ID {
    let dossier = try DossierRows.load(
      n, withTexts: false, withActs: hasActs, policy: policy, db)
    let now = StoredStanding(
      incident: dossier.incident, standing: dossier.standing(at: Date(milliseconds: at)),
      toll: dossier.toll,
      changedAt: before?.changedAt ?? dossier.incident.firstReportedAt.milliseconds)
    if !dossier.acts.isEmpty { try DossierRows.update(dossier.incident, n, db) }
    if before?.incident.title != dossier.incident.title {
      try db.run(
        "INSERT OR REPLACE INTO incident_search (rowid, title) VALUES (?, ?)", n,
        now.incident.title.lowercased())
    }
    let stored =
      logsChanges
      ? try Journal.log(from: before, to: now, because: because, at: at, db) : now
    try DossierRows.replace(dossier.expectations, of: n, isNew: before == nil && logsChanges, db)
    try DossierRows.replace(stored, n, db)
    try Tally.move(from: before, to: stored, db)
    return now.incident.id
  }
}

/// An incident and how it stands, with what changes are told by.
struct StoredStanding {
  var incident: Incident
  var standing: Standing
  /// `3 killed, 12 injured`. `nil` when no claim gives a number.
  var toll: String?
  /// When it last changed materially, in milliseconds.
  var changedAt: Int
}

/// Kept counts of what is listed, so that no total is ever counted anew.
enum Tally {
  static func move(
    from before: StoredStanding?, to now: StoredStanding, _ db: Database
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
      now.incident.region.rawValue, new[0] - old[0], new[1] - old[1], new[2] - old[2],
      new[3] - old[3], now.incident.lastActivityAt.milliseconds)
  }

  private static func numbers(_ row: StoredStanding) -> [Int] {
    let open = row.incident.isOpen
    let official = row.standing.official
    return [
      row.incident.isListed ? 1 : 0, open ? 1 : 0,
      open && official.status.isWithoutWord ? 1 : 0, open && official.silent > 0 ? 1 : 0,
    ]
  }
}

extension Incident {
  /// Somebody still tells of it, under this id.
  var isListed: Bool { lifecycle.isListed }
}

extension Lifecycle {
  var isListed: Bool { self != .merged && self != .withdrawn }
}

extension Database {
  /// Runs one statement, prepared once and kept.
  func run(_ sql: String, _ arguments: (any DatabaseValueConvertible)?...) throws {
    try cachedStatement(sql: sql).execute(arguments: StatementArguments(arguments))
  }
}

extension Identifier<Incident> {
  /// `RU-KDA-7F3K2Q`, and the same with a letter more each, from a hash of `seed`.
  static func candidates(
    in region: Region.ID, from seed: String
  ) -> some Collection<Self> {
    let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")  // Crockford's: no I, L, O, U.
    let word = SHA256.hash(data: Data(seed.utf8)).map { letters[Int($0) % letters.count] }
    return (6...word.count).lazy.map {
      Self(rawValue: "\(region)-\(String(word.prefix($0)))")
    }
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

extension TextSignature {
  /// As the store keeps it: the hashes one after the other, the most significant byte first.
  var data: Data {
    hashes.reduce(into: Data()) { data, hash in
      withUnsafeBytes(of: hash.bigEndian) { data.append(contentsOf: $0) }
    }
  }

  init?(_ data: Data?) {
    guard let data else { return nil }
    self.init(
      hashes: data.withUnsafeBytes { bytes in
        stride(from: 0, to: bytes.count - 1, by: 2).map {
          UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: $0, as: UInt16.self))
        }
      })
  }
}
