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
  private var names = Names()
  private var sourceIDs: [String: Source.ID] = [:]
  private var tallies: [Region.ID: Tally] = [:]
  /// Put in together: the index writes out what it has gathered at every other statement.
  private var titles: [(n: Int64, title: String)] = []
  /// The latest report. What follows is mostly its reading, which its row names: so they are put in at once.
  private var pending: PendingReport?

  /// An incident at work, and how it stood before. Large, and changed where it is.
  private final class Touched {
    /// `nil` when the incident is new.
    let before: StoredStanding?
    /// The entry that touched it first. `nil` when only time has passed.
    let because: Int64?
    /// What is told of an incident that is new, as long as nobody has done anything about it.
    var made: Made?

    init(before: StoredStanding?, because: Int64?, made: Made? = nil) {
      self.before = before
      self.because = because
      self.made = made
    }
  }

  private struct PendingReport {
    var stored: StoredReport
    var body: ReportBody
    var entry: Entry
  }

  /// An incident that came to be in this transaction, with all that is told of it.
  struct Made {
    var incident: Incident
    var tellings: [Telling]
    var acts: [RecordedAct] = []

    /// - Throws: as ``DossierRows/dossier(_:tellings:acts:policy:_:_:)`` does.
    func dossier(_ policy: Policy, _ names: inout Names, _ db: Database?) throws -> Dossier {
      try DossierRows.dossier(incident, tellings: tellings, acts: acts, policy: policy, &names, db)
    }
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
    hasActs =
      try Bool.fetchOne(db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM act)")) ?? false
    channels = try String.fetchSet(db.cachedStatement(sql: "SELECT url FROM channel"))
  }

  mutating func apply(_ record: Ledger.Record, _ entry: Entry) throws {
    if case .reading(let body) = record { return try apply(body, entry) }
    try putPendingReport()
    switch record {
    case .report(let body, let signature): try apply(body, signature, entry)
    case .reading: break
    case .source(let body): try apply(body, entry)
    case .authority(let body): try apply(body, entry)
    case .heard(let body): try apply(body, entry)
    case .policy(let body): try apply(body, entry)
    case .act(let act): try apply(act, entry)
    }
  }

  // MARK: Reports and readings

  private mutating func apply(
    _ body: ReportBody, _ signature: TextSignature?, _ entry: Entry
  ) throws {
    let source = try body.source.map { try ensureSource(named: $0, platform: nil) }
    let stored = StoredReport(
      seq: entry.seq,
      report: Report(
        id: Report.ID(entry.id), source: source, publishedAt: body.publishedAt,
        receivedAt: Date(milliseconds: entry.recorded), text: "",
        addsOriginalReporting: body.addsOriginalReporting, mediaHash: body.mediaHash,
        signature: signature),
      nativeID: body.nativeID)
    pending = PendingReport(stored: stored, body: body, entry: entry)
    if let url = body.url, let channel = channel(of: url) {
      // Who takes in what a channel published has heard the channel.
      try hear(
        channel, at: entry.recorded, lastItemAt: body.publishedAt?.milliseconds, problem: nil,
        entry)
    }
  }

  /// - Parameter reading: the entry of the reading that counts. `nil` when nothing has read it yet.
  private mutating func putPendingReport(reading: Int64? = nil) throws {
    guard let report = pending else { return }
    pending = nil
    let (stored, body) = (report.stored.report, report.body)
    try db.run(
      "INSERT INTO report VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      report.entry.seq, stored.source?.rawValue, body.publishedAt?.milliseconds,
      report.entry.recorded, body.addsOriginalReporting, body.mediaHash, stored.signature?.bytes,
      body.nativeID, body.revisedAt?.milliseconds, reading, stored.signature?.copy)
  }

  private mutating func apply(_ body: Ledger.ReadingBody, _ reading: Entry) throws {
    let report: StoredReport
    // What follows is because of what was reported, whoever read it.
    let entry: Entry
    var hadTold = false
    if let pending, pending.stored.report.id == body.report {
      report = pending.stored
      entry = Entry(seq: report.seq, id: pending.entry.id, recorded: reading.recorded)
      try putPendingReport(reading: reading.seq)
    } else {
      try putPendingReport()
      guard let stored = try DossierRows.report(body.report, db) else { return }
      report = stored
      entry = Entry(seq: report.seq, id: body.report.bytes, recorded: reading.recorded)
      if let earlier = report.reading {
        // A machine never overrules a person; otherwise the latest reading counts.
        guard try mayReplace(earlier, with: body.reading) else { return }
        hadTold = try detach(report, entry)
      }
      try db.run("UPDATE report SET reading = ? WHERE seq = ?", reading.seq, report.seq)
    }
    let revisions = try revisions(of: report)
    if revisions.contains(where: \.isLater) { return }
    for earlier in revisions { hadTold = try detach(earlier.report, entry) || hadTold }
    var joined: Set<Int64> = []
    for (ordinal, read) in body.reading.incidents.enumerated() {
      let (n, telling) = try place(read, ordinal: ordinal, of: report, besides: joined, entry)
      joined.insert(n)
      try add(read, telling: telling)
    }
    // What people had moved stays moved.
    if hadTold { try refreshMembership(entry) }
  }

  /// What else was told as the same item of the same source.
  private func revisions(
    of report: StoredReport
  ) throws -> [(report: StoredReport, isLater: Bool)] {
    guard let nativeID = report.nativeID else { return [] }
    // Mostly there is none, which one look at the index tells.
    let hasOthers = try db.first(
      "SELECT 1 FROM report WHERE native_id = ? AND seq <> ? LIMIT 1", nativeID, report.seq
    ) { _ in true }
    if hasOthers == nil { return [] }
    var found: [(id: Report.ID, isLater: Bool)] = []
    try db.forEach(
      """
      SELECT entry.id, (
        coalesce(other.revised_at, other.published_at, other.recorded_at), other.recorded_at,
        entry.id)
        > (coalesce(mine.revised_at, mine.published_at, mine.recorded_at), mine.recorded_at, ?2)
      FROM report AS mine JOIN report AS other USING (native_id)
      JOIN entry ON entry.seq = other.seq
      WHERE mine.seq = ?1 AND other.native_id = ?3 AND other.seq <> mine.seq
        AND other.source IS mine.source AND other.reading IS NOT NULL
      """, report.seq, report.report.id.bytes, nativeID
    ) { found.append((Report.ID($0[0] as Data), $0[1])) }
    return try found.compactMap { id, isLater in
      try DossierRows.report(id, db).map { ($0, isLater) }
    }
  }

  private func mayReplace(_ earlier: Int64, with reading: Reading) throws -> Bool {
    if reading.reader == Reading.analyst { return true }
    return try Ledger.reading(earlier, db).reading.reader != Reading.analyst
  }

  /// Takes out all that an earlier reading of the report gave. Its incidents keep their ids.
  private mutating func detach(_ report: StoredReport, _ entry: Entry) throws -> Bool {
    let incidents = try Int64.fetchAll(
      db.cachedStatement(sql: "SELECT incident FROM telling WHERE report = ? ORDER BY incident"),
      arguments: [report.seq])
    for n in incidents { try touch(n, entry) }
    if let reading = report.reading {
      let sources = try Ledger.reading(reading, db).reading.sources
      for source in sources {
        try db.run(
          """
          DELETE FROM citation
          WHERE source = ?1 AND telling IN (SELECT t FROM telling WHERE report = ?2)
          """, source.rawValue, report.seq)
      }
    }
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
    let occasion = Occasion(of: read, toldAt: time)
    let known = try known(read, occasion, of: report, besides: besides)
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
      let incident = Incident(
        id: id, title: read.title, region: read.region, kind: read.kind,
        occurredAt: read.occurredAt, firstReportedAt: time,
        provisional: report.report.publishedAt == nil,
        lastActivityAt: report.report.activity(occurredAt: read.occurredAt), place: read.place)
      n = try DossierRows.insert(incident, occasion, db)
      reason = "first report"
      touchNew(n, entry, Made(incident: incident, tellings: []))
    }
    try db.run(
      "INSERT INTO telling VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      report.seq, ordinal, id.rawValue, n, n, reason, read.title, read.kind.rawValue,
      read.occurredAt?.milliseconds, read.place?.text, read.place?.precision.rawValue,
      read.place?.latitude, read.place?.longitude, read.identity)
    let telling = db.lastInsertedRowID
    if let touched = touched[n], touched.made != nil {
      var told = report.report
      told.joined = reason
      touched.made?.tellings.append(Telling(t: telling, report: told, read: read))
    }
    if known != nil {
      try Membership.widen(n, by: read, occasion, toldAt: report, db)
    } else if emptied != nil {
      try refresh(n)
    }
    return (n, telling)
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
      let known = try db.first(
        """
        SELECT EXISTS (SELECT 1 FROM telling WHERE id = ?1), (SELECT n FROM incident WHERE id = ?1)
        """, id.rawValue
      ) { (isTaken: $0[0] as Bool, incident: $0[1] as Int64?) }
      if known?.isTaken == true { continue }
      guard let n = known?.incident else { return (id, nil) }
      let isTold = try db.first(
        "SELECT 1 FROM telling WHERE base = ?1 OR incident = ?1 LIMIT 1", n
      ) { _ in true }
      if isTold == nil { return (id, n) }
    }
    preconditionFailure("two reports with one hash")
  }

  /// Puts in whom `read` names: of the rest its reading speaks.
  private mutating func add(_ read: ReadIncident, telling: Int64) throws {
    for citation in read.citations {
      guard let name = citation.source else { continue }
      let source = try ensureSource(named: name, platform: citation.platform)
      try db.run("INSERT OR IGNORE INTO citation VALUES (?, ?)", source.rawValue, telling)
    }
    for statement in read.statements { _ = try ensureAuthority(statement.authority) }
    for silence in read.silences { _ = try ensureAuthority(silence.authority) }
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
    names.forget(id)
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
      db.cachedStatement(
        sql: """
          SELECT reliability, basis FROM grade LEFT JOIN act ON act.seq = grade.entry
          WHERE source = ? AND is_undone IS NOT 1 ORDER BY n DESC LIMIT 1
          """), arguments: [source.rawValue])
    try db.run(
      """
      UPDATE source SET reliability = ?, reliability_basis = coalesce(?, reliability_basis)
      WHERE id = ?
      """, (grade?[0] as String?) ?? Reliability.f.rawValue, grade?[1] as String?, source.rawValue)
    names.forget(source)
    try touchIncidents(restingOn: source, entry)
  }

  private mutating func touchIncidents(restingOn id: Source.ID, _ entry: Entry) throws {
    let incidents = try Int64.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT incident FROM citation JOIN telling ON t = telling WHERE source = ?
          UNION SELECT incident FROM report JOIN telling ON report = seq WHERE source = ?
          ORDER BY incident
          """), arguments: [id.rawValue, id.rawValue])
    for n in incidents { try touch(n, entry) }
  }

  private mutating func apply(_ body: AuthorityBody, _ entry: Entry) throws {
    let id = Authority.ID(named: body.name, in: body.region)
    try db.run(
      """
      INSERT INTO authority VALUES (?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind
      """, id.rawValue, body.name, body.kind.rawValue, body.region.rawValue)
    names = Names()
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
    let authority = try db.first("SELECT authority FROM channel WHERE url = ?", url) {
      ($0[0] as String?).map(Authority.ID.init(rawValue:))
    }
    guard let authority = authority ?? nil else { return }
    names.forget(authority)
    try touchIncidents(expecting: authority, entry)
  }

  /// An hour, in seconds: of a channel about which nothing else is known.
  private static let unknownInterval = 3600.0

  /// The channel that an item's address lies under: `https://t.me/mchs/123` under `https://t.me/mchs`.
  private func channel(of url: String) -> String? {
    guard !channels.isEmpty else { return nil }
    var part = Substring(url)
    while !part.isEmpty {
      if channels.contains(String(part)) { return String(part) }
      guard let slash = part.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
      part = part[..<slash]
    }
    return nil
  }

  private mutating func touchIncidents(expecting id: Authority.ID, _ entry: Entry) throws {
    let incidents = try Int64.fetchAll(
      db.cachedStatement(
        sql: "SELECT incident FROM expectation WHERE authority = ? ORDER BY incident"),
      arguments: [id.rawValue])
    for n in incidents { try touch(n, entry) }
  }

  private mutating func apply(_ body: Policy, _ entry: Entry) throws {
    policy = body
    try db.run(
      "INSERT OR REPLACE INTO policy VALUES (?, ?)",
      entry.seq, try JSONEncoder.canonical.encode(body))
    for n in try Int64.fetchAll(db.cachedStatement(sql: "SELECT n FROM incident ORDER BY n")) {
      try touch(n, entry)
    }
  }

  mutating func ensureSource(named name: String, platform: String?) throws -> Source.ID {
    if let known = sourceIDs[name] { return known }
    let id = Source.ID(named: name)
    sourceIDs[name] = id
    try db.run(
      "INSERT OR IGNORE INTO source (id, name, platform, reliability) VALUES (?, ?, ?, 'F')",
      id.rawValue, name, platform)
    _ = try names.source(id, db)
    return id
  }

  mutating func ensureAuthority(_ read: ReadAuthority) throws -> Authority.ID {
    let id = read.id
    if try names.authority(id, db) != nil { return id }
    try db.run(
      "INSERT INTO authority VALUES (?, ?, ?, ?)",
      id.rawValue, read.name, read.kind.rawValue, read.region.rawValue)
    names.learn(Authority(id: id, name: read.name, kind: read.kind, region: read.region))
    return id
  }

  // MARK: Standings

  mutating func touch(_ n: Int64, _ entry: Entry) throws {
    guard touched[n] == nil else { return }
    touched[n] = Touched(before: try DossierRows.standing(n, db), because: entry.seq)
    order.append(n)
  }

  /// What is known of an incident that is new has to be read again.
  mutating func forget(_ n: Int64) { touched[n]?.made = nil }

  /// An incident that has just been made.
  mutating func touchNew(_ n: Int64, _ entry: Entry, _ made: Made? = nil) {
    touched[n] = Touched(before: nil, because: entry.seq, made: made)
    order.append(n)
  }

  /// Computes how the touched incidents stand now.
  ///
  /// - Returns: their ids, in the order in which they were touched.
  mutating func finish() throws -> [Incident.ID] {
    try putPendingReport()
    var ids: [Incident.ID] = []
    var conclusions = try conclusionsOfNew()
    for n in order {
      guard let touched = touched[n] else { continue }
      let conclusion = touched.made == nil ? nil : try conclusions.next()
      ids.append(try store(n, touched, conclusion ?? nil, at: at))
    }
    touched = [:]
    order = []
    try storeTotals()
    try Meta.settledUntil.set(max(at, try Meta.settledUntil.value(db) ?? at), db)
    return ids
  }

  /// Takes the passing of time into account: each standing that it changes, at the moment it does.
  mutating func settle(until end: Int) throws {
    while let (n, at) = try nextDue(until: end) {
      _ = try store(n, Touched(before: DossierRows.standing(n, db), because: nil), at: at)
      try storeTotals()
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

  /// Of the incidents that are new, in their order. `nil` where something has to be looked up first.
  private func conclusionsOfNew() throws -> Ahead<Conclusion?> {
    let made = try order.compactMap { n in try touched[n]?.made.map { try complete($0, n) } }
    return try Ahead(made) { [policy, names, at] made in
      var names = names
      do {
        return Conclusion(try made.dossier(policy, &names, nil), at: at)
      } catch is Names.NotAtHand {
        return nil
      }
    }
  }

  /// With what others have changed about it since, or done.
  private func complete(_ made: Made, _ n: Int64) throws -> Made {
    var made = made
    if made.tellings.count > 1 {
      made.incident = try DossierRows.incident(n, db) ?? made.incident
    }
    if hasActs { made.acts = try ActRows.acts(of: n, db) }
    return made
  }

  /// - Parameter conclusion: `nil` when it has to be worked out yet.
  private mutating func store(
    _ n: Int64, _ touched: Touched, _ conclusion: Conclusion? = nil, at: Int
  ) throws -> Incident.ID {
    let (before, because) = (touched.before, touched.because)
    let found = try conclusion ?? Conclusion(dossier(n, touched.made), at: at)
    // What a replay finds was put there by itself.
    let logged = logsChanges ? before : nil
    let now = StoredStanding(
      incident: found.incident, standing: found.standing, toll: found.toll,
      changedAt: logged?.changedAt ?? found.incident.firstReportedAt.milliseconds)
    if found.hasActs { try DossierRows.update(found.incident, n, db) }
    if before?.incident.title != found.incident.title {
      titles.append((n, Schema.searched(now.incident.title)))
    }
    let stored =
      logsChanges
      ? try Journal.log(from: before, to: now, because: because, at: at, db) : now
    try DossierRows.replace(found.expectations, of: n, isNew: before == nil, db)
    try DossierRows.put(stored, n, isNew: before == nil, db)
    tallies[stored.incident.region, default: Tally()].move(from: before, to: stored)
    return now.incident.id
  }

  private mutating func dossier(_ n: Int64, _ made: Made?) throws -> Dossier {
    guard let made else {
      return try DossierRows.load(
        n, withTexts: false, withActs: hasActs, policy: policy, &names, db)
    }
    return try complete(made, n).dossier(policy, &names, db)
  }

  private mutating func storeTotals() throws {
    for (region, tally) in tallies { try tally.add(to: region, db) }
    tallies = [:]
    for (n, title) in titles {
      try db.run("INSERT OR REPLACE INTO incident_search (rowid, title) VALUES (?, ?)", n, title)
    }
    titles = []
  }
}

/// What follows from a dossier for the rows of its incident.
private struct Conclusion: Sendable {
  var incident: Incident
  var standing: Standing
  /// As in ``StoredStanding``.
  var toll: String?
  var expectations: [Expectation]
  /// Somebody has done something about it.
  var hasActs: Bool

  /// - Parameter time: in milliseconds.
  init(_ dossier: Dossier, at time: Int) {
    incident = dossier.incident
    standing = dossier.standing(at: Date(milliseconds: time))
    toll = dossier.toll
    expectations = dossier.expectations
    hasActs = !dossier.acts.isEmpty
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

/// How kept counts of what is listed move, so that no total is ever counted anew.
struct Tally {
  private var incidents = 0
  private var open = 0
  private var withoutWord = 0
  private var silent = 0
  private var lastActivityAt = Int.min

  mutating func move(from before: StoredStanding?, to now: StoredStanding) {
    if let before { count(before, -1) }
    count(now, 1)
    lastActivityAt = max(lastActivityAt, now.incident.lastActivityAt.milliseconds)
  }

  private mutating func count(_ row: StoredStanding, _ change: Int) {
    if row.incident.isListed { incidents += change }
    guard row.incident.isOpen else { return }
    open += change
    let official = row.standing.official
    if official.status.isWithoutWord { withoutWord += change }
    if official.silent > 0 { silent += change }
  }

  func add(to region: Region.ID, _ db: Database) throws {
    try db.run(
      """
      INSERT INTO tally VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (region) DO UPDATE SET
        incidents = incidents + excluded.incidents, open = open + excluded.open,
        without_word = without_word + excluded.without_word, silent = silent + excluded.silent,
        last_activity_at = max(last_activity_at, excluded.last_activity_at)
      """, region.rawValue, incidents, open, withoutWord, silent, lastActivityAt)
  }
}

extension Incident {
  /// Somebody still tells of it, under this id.
  var isListed: Bool { lifecycle.isListed }
}

extension Lifecycle {
  var isListed: Bool { self != .merged && self != .withdrawn }
}

extension Identifier<Incident> {
  /// `RU-KDA-7F3K2Q`, and the same with a letter more each, from a hash of `seed`.
  static func candidates(
    in region: Region.ID, from seed: String
  ) -> some Collection<Self> {
    let word = SHA256.hash(data: Array(seed.utf8)).map { crockford[Int($0) % crockford.count] }
    return (6...word.count).lazy.map {
      Self(rawValue: region.rawValue + "-" + String(decoding: word.prefix($0), as: UTF8.self))
    }
  }
}

/// Crockford's letters: no I, L, O, U.
private let crockford = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

extension Reading {
  /// Everyone whom it names as cited.
  fileprivate var sources: Set<Source.ID> {
    Set(incidents.flatMap(\.citations).compactMap { $0.source.map(Source.ID.init(named:)) })
  }
}

extension TextSignature {
  /// As the store keeps it: the hashes one after the other, the most significant byte first.
  var bytes: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 2 * hashes.count) { bytes, count in
      count = bytes.count
      for (place, hash) in hashes.enumerated() {
        UnsafeMutableRawBufferPointer(bytes).storeBytes(
          of: hash.bigEndian, toByteOffset: 2 * place, as: UInt16.self)
      }
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
