import Foundation
import GRDB
import Incidents

// What people do: into the ledger, and from there into the rows. Doing and undoing are one thing here:
// what a deed is about is worked out anew from the acts that stand.

extension Projector {
  mutating func apply(_ act: Act, _ entry: Entry) throws {
    hasActs = true
    let deed = act.deed
    let n = try deed.incident.flatMap { try Membership.resolve($0, db) }
    var target: Int64?
    var report: String?
    var undoes: String?
    switch deed {
    case .move(_, _, let id), .merge(_, let id): target = try Membership.resolve(id, db)
    case .split: target = try n.flatMap { try makeIncident(like: $0, entry) }
    case .link(_, let id, _, _): report = id.rawValue
    case .undo(let id): undoes = id.rawValue
    default: break
    }
    try db.run(
      "INSERT INTO act VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
      entry.seq, entry.id.hex, act.at.milliseconds, act.author, act.desk, deed.name, deed.matter, n,
      target, report, undoes)
    switch deed {
    case .rate(let source, let reliability):
      try insertGrade(
        of: ensureSource(named: source, platform: nil), reliability, because: act.because, entry)
    case .state(_, let statement): _ = try ensureAuthority(statement.authority)
    case .expect(_, let authority, _, _): _ = try ensureAuthority(authority)
    default: break
    }
    try follow(deed, by: act.author, incident: n, entry)
  }

  /// Brings the rows up to date with the acts that stand on what `deed` is about.
  private mutating func follow(
    _ deed: Deed, by person: String, incident n: Int64?, _ entry: Entry
  ) throws {
    switch deed {
    case .rate(let source, _): try refreshGrade(Source.ID(named: source), entry)
    case .undo(let act): try refreshUndone(act, entry)
    case .move, .merge, .split: try refreshMembership(entry)
    case .acknowledge, .snooze, .note:
      if let n { try refreshAttention(of: person, to: n) }
    case .link(_, let report, _, _):
      let incidents = try Int64.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT DISTINCT incident FROM telling JOIN entry ON seq = report WHERE entry.id = ?
            ORDER BY incident
            """), arguments: [report.bytes])
      for n in incidents { try touch(n, entry) }
    case .set:
      if let n {
        try touch(n, entry)
        try refresh(n)
      }
    case .state, .ask, .expect, .excuse, .evidence, .assess, .unverifiable:
      if let n { try touch(n, entry) }
    }
  }

  /// An act is undone while an act that undoes it stands; what it did, or undid, follows.
  private mutating func refreshUndone(_ id: Act.ID, _ entry: Entry) throws {
    guard
      let row = try Row.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT seq, incident, is_undone,
              EXISTS (SELECT 1 FROM act AS undo WHERE undo.undoes = act.id AND NOT undo.is_undone)
            FROM act WHERE id = ?
            """), arguments: [id.rawValue])
    else { return }
    let (seq, isUndone): (Int64, Bool) = (row[0], row[3])
    guard row[2] != isUndone else { return }
    try db.run("UPDATE act SET is_undone = ? WHERE seq = ?", isUndone, seq)
    let act = try ActRows.act(seq, db)
    try follow(act.deed, by: act.author, incident: row[1], entry)
  }

  private func refreshAttention(of person: String, to n: Int64) throws {
    var state = DeskState()
    let rows = try Int64.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT seq FROM act WHERE incident = ? AND author = ? AND NOT is_undone
            AND deed IN ('acknowledge', 'snooze', 'note') ORDER BY at, id
          """), arguments: [n, person])
    for seq in rows {
      let act = try ActRows.act(seq, db)
      switch act.deed {
      case .acknowledge: state.acknowledgedAt = act.at
      case .snooze(_, let until): (state.snoozedAt, state.snoozedUntil) = (act.at, until)
      case .note(_, let text): state.note = text.isEmpty ? nil : text
      default: break
      }
    }
    try db.run(
      "INSERT OR REPLACE INTO attention VALUES (?, ?, ?, ?, ?, ?)",
      person, n, state.acknowledgedAt?.milliseconds, state.snoozedUntil?.milliseconds,
      state.snoozedAt?.milliseconds, state.note)
  }

  /// The incident that a split makes. Its id comes from the act, so that it is the same in every store.
  private mutating func makeIncident(like n: Int64, _ entry: Entry) throws -> Int64? {
    guard var incident = try DossierRows.incident(n, db),
      let id = Incident.ID.candidates(in: incident.region, from: entry.id.hex).first
    else { return nil }
    incident.id = id
    let made = try DossierRows.insert(incident, Occasion(of: incident), db)
    touchNew(made, entry)
    return made
  }
}

/// Acts, as rows.
enum ActRows {
  static func act(_ seq: Int64, _ db: Database) throws -> Act {
    guard
      let body = try Data.fetchOne(
        db.cachedStatement(sql: "SELECT body FROM entry WHERE seq = ?"), arguments: [seq])
    else { preconditionFailure("act \(seq) has no entry") }
    return try JSONDecoder.canonical.decode(Act.self, from: body)
  }

  /// Those of an incident and of the links of its reports, oldest first.
  static func acts(of n: Int64, _ db: Database) throws -> [RecordedAct] {
    try recorded(
      """
      WHERE act.seq IN (
        SELECT seq FROM act WHERE incident = ?1
        UNION SELECT seq FROM act JOIN incident ON n = act.incident WHERE merged_into = ?1
        UNION SELECT act.seq FROM telling JOIN entry ON entry.seq = telling.report
          JOIN act ON act.report = lower(hex(entry.id)) WHERE telling.incident = ?1)
        AND undoes IS NULL
      ORDER BY at, act.id
      """, [n], db)
  }

  /// Those that the journal gives as the reason of an incident's changes.
  static func acts(movingStandingOf id: Incident.ID, _ db: Database) throws -> [RecordedAct] {
    try recorded(
      "WHERE act.seq IN (SELECT because FROM journal WHERE incident IN (\(Journal.ids)))",
      [id.rawValue], db)
  }

  static func latest(_ limit: Int, _ db: Database) throws -> [RecordedAct] {
    try recorded("ORDER BY at DESC, act.id DESC LIMIT ?", [limit], db)
  }

  /// The latest act of a person that stands, with those that were recorded together with it.
  static func latestStanding(of author: Author, _ db: Database) throws -> [RecordedAct] {
    let standing = "WHERE act.author = ?1 AND act.desk = ?2 AND NOT is_undone AND undoes IS NULL"
    return try recorded(
      "\(standing) AND at = (SELECT max(at) FROM act \(standing)) ORDER BY act.seq",
      [author.name, author.desk], db)
  }

  static func recorded(
    _ condition: String, _ arguments: StatementArguments, _ db: Database
  ) throws -> [RecordedAct] {
    return try Row.fetchAll(
      db.cachedStatement(
        sql: "SELECT act.id, body, is_undone FROM act JOIN entry USING (seq) \(condition)"),
      arguments: arguments
    ).map {
      RecordedAct(
        id: Act.ID(rawValue: $0[0]), act: try CanonicalJSON.decode(Act.self, from: $0[1] as Data),
        isUndone: $0[2])
    }
  }
}

extension Ledger {
  /// All of `deeds` or none. What is recorded together has one time, and no other act of its author has it.
  static func record(
    _ deeds: [Deed], because reason: String?, by author: Author, at now: Date, _ db: Database
  ) throws -> [RecordedAct] {
    var transaction = try Transaction(by: author, at: now, db)
    var recorded: [RecordedAct] = []
    for deed in deeds {
      try Refusal.check(deed, at: transaction.time, db)
      let act = Act(
        author: author.name, desk: author.desk, at: transaction.time, because: reason, deed: deed)
      let entry = try Prepared(.act(act))
      _ = try transaction.put(entry)
      recorded.append(RecordedAct(id: Act.ID(entry.id), act: act))
    }
    _ = try transaction.finish()
    return recorded
  }

  static func undo(
    _ id: Act.ID?, because reason: String?, by author: Author, at now: Date, _ db: Database
  ) throws -> [RecordedAct] {
    let found =
      if let id {
        try ActRows.recorded("WHERE act.id = ?", [id.rawValue], db)
      } else {
        try ActRows.latestStanding(of: author, db)
      }
    guard let first = found.first else {
      throw id.map { .noAct($0) } ?? IncidentStoreError.nothingToUndo(author.name)
    }
    if first.isUndone { throw IncidentStoreError.isUndone(first.id) }
    _ = try record(found.map { .undo(act: $0.id) }, because: reason, by: author, at: now, db)
    return found.map { RecordedAct(id: $0.id, act: $0.act, isUndone: true) }
  }
}

/// Which deeds make no sense, and why.
enum Refusal {
  static func check(_ deed: Deed, at now: Date, _ db: Database) throws {
    let n = try deed.incident.map { try incident($0, db) }
    switch deed {
    case .rate(let source, _):
      let id = Source.ID(named: source)
      guard try isThere("source", id.rawValue, db) else {
        throw IncidentStoreError.noSource(source)
      }
    case .link(let id, let report, let source, _):
      try check([report], in: n, id, db)
      if let source, !(try isThere("source", source.rawValue, db)) {
        throw IncidentStoreError.noSource(source.rawValue)
      }
    case .move(let report, let from, let to):
      try check([report], in: n, from, db)
      if try incident(to, db) == n { throw IncidentStoreError.isThereAlready(report, to) }
    case .merge(let id, let into):
      if try incident(into, db) == n { throw IncidentStoreError.isOneAlready(id, into) }
    case .split(let id, let reports):
      try check(reports, in: n, id, db)
      let all = try Int.fetchOne(
        db.cachedStatement(sql: "SELECT count(DISTINCT report) FROM telling WHERE incident = ?"),
        arguments: [n])
      if Set(reports).count >= all ?? 0 { throw IncidentStoreError.nothingWouldBeLeft(id) }
    case .ask(_, let authority, _), .excuse(_, let authority):
      guard try isThere("authority", authority.rawValue, db) else {
        throw IncidentStoreError.noAuthority(authority)
      }
    case .assess(let id, let assessment): try check(assessment.claim, in: n, id, db)
    case .unverifiable(let id, let claim): try check(claim, in: n, id, db)
    case .snooze(_, let until):
      if until <= now { throw IncidentStoreError.isOver(until) }
    case .state, .expect, .evidence, .set, .acknowledge, .note, .undo: break
    }
  }

  private static func incident(_ id: Incident.ID, _ db: Database) throws -> Int64 {
    guard let n = try Membership.resolve(id, db) else { throw IncidentStoreError.noIncident(id) }
    return n
  }

  private static func check(
    _ reports: [Report.ID], in n: Int64?, _ id: Incident.ID, _ db: Database
  ) throws {
    for report in reports {
      let isThere = try Bool.fetchOne(
        db.cachedStatement(
          sql: """
            SELECT EXISTS (
              SELECT 1 FROM telling JOIN entry ON seq = report WHERE incident = ? AND entry.id = ?)
            """), arguments: [n, report.bytes])
      if isThere != true { throw IncidentStoreError.noReport(report, id) }
    }
  }

  private static func check(
    _ claim: Claim.ID, in n: Int64?, _ id: Incident.ID, _ db: Database
  ) throws {
    var names = Names()
    let claims =
      try n.map {
        try DossierRows.load(
          $0, withTexts: false, withActs: false, policy: PolicyRow.current(db), &names, db
        ).claims.map(\.id.rawValue).sorted()
      } ?? []
    if claim != "occurrence", !claims.contains(claim.rawValue) {
      throw IncidentStoreError.noClaim(claim, id, known: claims)
    }
  }

  private static func isThere(_ table: String, _ id: String, _ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM \(table) WHERE id = ?)"),
      arguments: [id]) ?? false
  }
}

extension IncidentStoreError {
  static func noIncident(_ id: Incident.ID) -> Self {
    .refused("there is no incident '\(id)'", hint: "see their ids with: watchfloor list")
  }

  static func noSource(_ name: String) -> Self {
    .refused("there is no source '\(name)'", hint: "see their names with: watchfloor source list")
  }

  static func noAuthority(_ id: Authority.ID) -> Self {
    .refused("there is no authority '\(id)'", hint: "see them with: watchfloor authority list")
  }

  static func noReport(_ report: Report.ID, _ id: Incident.ID) -> Self {
    .refused(
      "\(id) has no report '\(report.rawValue.prefix(8))'",
      hint: "see its reports with: watchfloor show \(id)")
  }

  static func noClaim(_ claim: Claim.ID, _ id: Incident.ID, known: [String]) -> Self {
    .refused(
      "\(id) has no claim '\(claim)'",
      hint:
        "use one of: \((["occurrence"] + known.filter { $0 != "occurrence" }).joined(separator: ", "))"
    )
  }

  static func isThereAlready(_ report: Report.ID, _ id: Incident.ID) -> Self {
    .refused("report '\(report.rawValue.prefix(8))' belongs to \(id) already")
  }

  static func isOneAlready(_ id: Incident.ID, _ into: Incident.ID) -> Self {
    .refused("\(id) and \(into) are one incident already")
  }

  static func nothingWouldBeLeft(_ id: Incident.ID) -> Self {
    .refused(
      "nothing would be left of \(id)", reason: "these are all its reports",
      hint: "name some of them; see them with: watchfloor show \(id)")
  }

  static func isOver(_ until: Date) -> Self {
    .refused(
      "a snooze cannot end at \(UTC.string(from: until))", reason: "that time is over",
      hint: "say for how long: 2h, 1d")
  }

  static func nothingToUndo(_ person: String) -> Self {
    .refused(
      "there is nothing to undo", reason: "no act of \(person) stands here",
      hint: "see what was done with: watchfloor log")
  }

  static func noAct(_ id: Act.ID) -> Self {
    .refused("there is no act '\(id)'", hint: "see what was done with: watchfloor log")
  }

  static func isUndone(_ id: Act.ID) -> Self {
    .refused(
      "the act '\(id.rawValue.prefix(8))' is undone already",
      hint: "see what was done with: watchfloor log")
  }
}
