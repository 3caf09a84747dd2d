import Foundation
import GRDB
import Incidents

/// How the standings in this store moved, and when: its own history, never rewritten.
enum Journal {
  /// Why standings moved that no single entry of this store's moved.
  enum Reason: String {
    case rules = "new rules"
    case merge = "merged ledger"
  }

  /// Logs what became different.
  ///
  /// - Returns: `now`, with the time of its last material change.
  static func log(
    from before: StoredStanding?, to now: StoredStanding, because: Int64?, rule: String? = nil,
    at: Int, _ db: Database
  ) throws -> StoredStanding {
    var now = now
    for change in changes(from: before, to: now) {
      if change.isMaterial { now.changedAt = max(at, before?.changedAt ?? at) }
      try insert(
        change, of: now.incident.id, rule: rule.map { "\(change.rule), \($0)" } ?? change.rule,
        because: because, at: at, db)
    }
    return now
  }

  private static func insert(
    _ change: Difference, of id: Incident.ID, rule: String, because: Int64?, at: Int,
    _ db: Database
  ) throws {
    try db.run(
      """
      INSERT INTO journal VALUES
        ((SELECT coalesce(max(seq), 0) + ? FROM journal), ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, change.parts, at, id.rawValue, change.field, change.old, change.new, rule, because,
      change.isMaterial,
      Seal.ofChange(
        at: at, incident: id.rawValue, field: change.field, old: change.old, new: change.new,
        rule: rule, because: because, material: change.isMaterial))
  }

  private struct Difference {
    var field: String
    var old: String?
    var new: String
    var rule: String

    var isMaterial: Bool { field == Journal.beginning || Change.isMaterial(field) }
    /// How many changes it is: so many numbers are its own.
    var parts: Int { field == Journal.beginning ? 3 : 1 }
  }

  // MARK: How an incident begins

  /// The three changes with which an incident begins are one row, since most never have another: `new`
  /// holds its evidence, its official positions and its title, a line each, and `rule` is that of the
  /// evidence. Its number is that of the last of them.
  private static let beginning = "beginning"

  /// The changes that a row is, the last first.
  private static func parts(of row: Change) -> [Change] {
    guard row.field == beginning else { return [row] }
    // The title alone may hold anything.
    let words = row.new.utf8.split(
      separator: UInt8(ascii: "\n"), maxSplits: 2, omittingEmptySubsequences: false
    ).map { String(Substring($0)) }
    guard words.count == 3 else { return [row] }
    let reason = row.rule.drop { $0 != "," }
    let parts = [
      ("official", words[1], "O6\(reason)"), ("verification", words[0], row.rule),
      ("incident", words[2], "first report\(reason)"),
    ]
    return parts.enumerated().map { place, part in
      Change(
        seq: row.seq - Int64(place), at: row.at, incident: row.incident, field: part.0, old: nil,
        new: part.1, rule: part.2, because: row.because)
    }
  }

  private static func changes(
    from before: StoredStanding?, to now: StoredStanding
  ) -> [Difference] {
    let verification = now.standing.verification
    guard let before else {
      let words = [verification.status.rawValue, now.standing.official.code, now.incident.title]
      return [
        Difference(
          field: beginning, new: words.joined(separator: "\n"), rule: verification.rule)
      ]
    }
    func row(
      _ field: String, _ rule: String, _ value: (StoredStanding) -> String
    ) -> Difference {
      Difference(field: field, old: value(before), new: value(now), rule: rule)
    }
    // Of one that nobody tells of under its id, only that is news.
    let lifecycle = row("lifecycle", "lifecycle") { $0.incident.lifecycleWords }
    guard before.incident.isListed, now.incident.isListed else {
      return lifecycle.old == lifecycle.new ? [] : [lifecycle]
    }
    return [
      row("verification", verification.rule) { $0.standing.verification.status.rawValue },
      row("origins", "I1–I9") { $0.standing.verification.origins.code },
      row("official", "O6") { $0.standing.official.code },
      row("overdue", "O4") { String($0.standing.official.overdue) },
      row("toll", "claims") { $0.toll ?? "none stated" },
      row("place", "geo_precision") { $0.incident.place?.described ?? "none stated" },
      row("time", "published_at") { $0.incident.provisional ? "provisional" : "dated" },
      row("first_reported_at", "earlier report") {
        UTC.string(from: $0.incident.firstReportedAt)
      },
      row("title", "first report") { $0.incident.title }, lifecycle,
    ].filter { $0.old != $0.new }
  }

  // MARK: Across a rebuild

  /// Keeps how everything stands, to compare with later.
  static func keepStandings(_ db: Database) throws {
    try db.execute(
      sql: """
        CREATE TEMP TABLE before AS
        SELECT \(DossierRows.storedColumns) FROM standing JOIN incident ON n = standing.incident
        """)
    try db.execute(sql: "CREATE UNIQUE INDEX temp.before_id ON before (id)")
  }

  /// Logs what stands otherwise than at ``keepStandings(_:)``.
  ///
  /// - Returns: how many incidents do, or are new.
  static func logSinceKept(because reason: Reason, at now: Int, _ db: Database) throws -> Int {
    defer { try? db.execute(sql: "DROP TABLE temp.before") }
    var changed = 0
    // Mostly all stands as it did, which SQLite sees much sooner than we.
    let kept = try db.columns(in: "before").indices.map { "k\($0)" }.joined(separator: ", ")
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          WITH kept (\(kept)) AS (SELECT * FROM temp.before)
          SELECT n, \(DossierRows.storedColumns) FROM standing
          JOIN incident ON n = standing.incident LEFT JOIN kept ON k0 = incident.id
          WHERE (\(DossierRows.storedColumns)) IS NOT (\(kept)) ORDER BY n
          """))
    for row in rows {
      let stored = try DossierRows.stored(row, from: 1)
      let before = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT * FROM temp.before WHERE id = ?"),
        arguments: [stored.incident.id.rawValue]
      ).map { try DossierRows.stored($0, from: 0) }
      let logged = try log(
        from: before, to: stored, because: nil, rule: reason.rawValue, at: now, db)
      if logged.changedAt != stored.changedAt {
        try db.run(
          "UPDATE standing SET changed_at = ? WHERE incident = ?", logged.changedAt,
          row[0] as Int64)
        changed += 1
      }
    }
    // An id that founds no incident any more still means one.
    let gone = try Row.fetchAll(
      db,
      sql: """
        SELECT before.id, before.lifecycle, incident.id FROM temp.before AS before
        JOIN telling ON telling.id = before.id JOIN incident ON n = telling.incident
        WHERE before.id NOT IN (SELECT id FROM incident)
        """)
    for row in gone {
      let into: String = row[2]
      try insert(
        Difference(field: "lifecycle", old: row[1], new: "merged into \(into)", rule: "joined"),
        of: Incident.ID(rawValue: row[0]), rule: "joined, \(reason.rawValue)", because: nil,
        at: now, db)
    }
    return changed + gone.count
  }

  /// Of rows that came to be without a word in the journal.
  static func refreshChangedAt(_ db: Database) throws {
    try db.execute(
      sql: """
        UPDATE standing SET changed_at = coalesce(
          (SELECT max(at) FROM journal WHERE incident = standing.id AND material), changed_at)
        """)
  }

  /// Says of each matter that people of two desks settled differently, whose word counts; of those
  /// matters on which this store has received an act since `received`.
  ///
  /// - Returns: how many matters.
  static func logConflicts(since received: Int, at now: Int, _ db: Database) throws -> Int {
    let matters = try String.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT matter FROM act WHERE matter IS NOT NULL AND NOT is_undone
          GROUP BY matter
          HAVING count(DISTINCT author || '@' || desk) > 1 AND max(
            (SELECT received_at FROM entry WHERE entry.seq = act.seq)) >= ?
          ORDER BY matter
          """), arguments: [received])
    var conflicts = 0
    for matter in matters {
      let acts = try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT seq, incident FROM act WHERE matter = ? AND NOT is_undone ORDER BY at DESC, id DESC
            """), arguments: [matter])
      let winner = try ActRows.act(acts[0][0], db)
      let others = try acts.dropFirst().map { try ActRows.act($0[0], db) }
      let loser = others.first {
        ($0.author, $0.desk) != (winner.author, winner.desk)
          && $0.deed.outcome != winner.deed.outcome
      }
      guard let loser else { continue }
      conflicts += 1
      for id in try incidents(of: winner.deed, n: acts[0][1], db) {
        try insert(
          Difference(field: "conflict", old: loser.signed, new: winner.signed, rule: "later wins"),
          of: id, rule: "later wins", because: acts[0][0], at: now, db)
      }
    }
    return conflicts
  }

  private static func incidents(
    of deed: Deed, n: Int64?, _ db: Database
  ) throws -> [Incident.ID] {
    let ids =
      if case .rate(let source, _) = deed {
        try String.fetchAll(
          db.cachedStatement(
            sql: """
              SELECT DISTINCT incident.id FROM telling JOIN incident ON n = telling.incident
              WHERE t IN (
                SELECT telling FROM citation WHERE source = ?1
                UNION SELECT t FROM telling JOIN report ON seq = report WHERE source = ?1)
              ORDER BY incident.id
              """), arguments: [Source.ID(named: source).rawValue])
      } else {
        try String.fetchAll(
          db.cachedStatement(sql: "SELECT id FROM incident WHERE n = ?"), arguments: [n])
      }
    return ids.map(Incident.ID.init(rawValue:))
  }

  // MARK: Reading

  /// The ids under which the changes of an incident, given by its id, were logged: its own, and those that
  /// it has taken up.
  static let ids = """
    WITH asked AS (SELECT ? AS id)
    SELECT id FROM asked
    UNION SELECT now.id FROM telling JOIN asked USING (id)
      JOIN incident AS now ON now.n = telling.incident
      WHERE telling.id NOT IN (SELECT id FROM incident)
    UNION SELECT loser.id FROM incident AS own JOIN asked USING (id)
      JOIN incident AS loser ON loser.merged_into = own.n
    UNION SELECT telling.id FROM incident AS own JOIN asked USING (id)
      JOIN telling ON telling.incident = own.n
      WHERE telling.id NOT IN (SELECT id FROM incident)
    """

  static func changes(_ query: ChangeQuery, _ db: Database) throws -> [ChangeLine] {
    var conditions = ["true"]
    var arguments: StatementArguments = []
    func add(_ condition: String, _ values: StatementArguments) {
      conditions.append(condition)
      arguments += values
    }
    if let id = query.incident?.rawValue { add("journal.incident IN (\(ids))", [id]) }
    if let since = query.since { add("at >= ?", [since.milliseconds]) }
    if let after = query.after { add("journal.seq > ?", [after]) }
    if query.isMaterial { conditions.append("material") }
    if let region = query.region {
      let (now, bounds) = Conditions.lies(in: region, "now.region")
      add("(\(now))", bounds)
      let (home, _) = Conditions.lies(in: region, "region")
      // People have merged few, perhaps from elsewhere.
      let (winner, _) = Conditions.lies(in: region, "winner.region")
      // The latest changes that matter are of those that changed last.
      let isOfLast = query.isMaterial && query.limit != nil
      add(
        """
        journal.incident IN (
          WITH home AS (
            SELECT incident AS n FROM standing WHERE (\(home))
            \(isOfLast ? "ORDER BY changed_at DESC LIMIT ?" : ""))
          SELECT id FROM home JOIN incident USING (n)
          UNION SELECT merged.id FROM incident AS merged
            CROSS JOIN incident AS winner ON winner.n = merged.merged_into
            WHERE merged.merged_into IS NOT NULL AND (\(winner))
          UNION SELECT telling.id FROM home JOIN telling ON telling.incident = home.n)
        """, bounds + (isOfLast ? [query.limit] : []) + bounds)
    }
    // What is now where an incident was that changed.
    let place = """
      LEFT JOIN incident AS own ON own.id = journal.incident
      LEFT JOIN telling ON own.n IS NULL AND telling.id = journal.incident
      JOIN incident AS now ON now.n = coalesce(own.merged_into, own.n, telling.incident)
      """
    let wanted = "WHERE \(conditions.joined(separator: " AND "))"
    // Which they are comes first where they have to be sorted: that need not read why each of them came about.
    let isSorted = query.region == nil && query.incident == nil
    let found =
      isSorted
      ? "(SELECT seq FROM journal \(wanted))"
      : """
      MATERIALIZED (
        SELECT journal.seq FROM journal \(place) \(wanted) ORDER BY journal.seq DESC LIMIT ?)
      """
    let rows = try Row.fetchCursor(
      db.cachedStatement(
        sql: """
          WITH found AS \(found)
          SELECT journal.seq, at, journal.incident, field, old, new, rule, entry.id, entry.kind,
            entry.body, now.id, now.title, now.region, entry.subject, source.name
          FROM found CROSS JOIN journal USING (seq) \(place)
          LEFT JOIN entry ON entry.seq = because
          LEFT JOIN source ON source.id = entry.subject
          ORDER BY found.seq DESC LIMIT ?
          """),
      arguments: arguments + (isSorted ? [] : [query.limit ?? -1]) + [query.limit ?? -1])
    var lines: [ChangeLine] = []
    // A row may be several changes.
    while lines.count < query.limit ?? .max, let row = try rows.next() {
      let subject: String? = row[13]
      let cause: ChangeCause =
        switch (row[8] as String?).flatMap(Ledger.Kind.init) {
        case .report, .reading: .report(source: row[14])
        case .act, .desk: .act(try CanonicalJSON.decode(Act.self, from: row[9] as Data))
        case .heard: .heard(url: subject ?? "")
        case .source: .source(Source.ID(rawValue: subject ?? ""))
        case .authority: .authority(Authority.ID(rawValue: subject ?? ""))
        case .policy: .policy
        case nil: .none
        }
      let change = Change(
        seq: row[0], at: Date(milliseconds: row[1]), incident: Incident.ID(rawValue: row[2]),
        field: row[3], old: row[4], new: row[5], rule: row[6], because: (row[7] as Data?)?.hex)
      for part in parts(of: change) where part.seq > query.after ?? .min {
        lines.append(
          ChangeLine(
            change: part, incident: Incident.ID(rawValue: row[10]), title: row[11],
            region: Region.ID(rawValue: row[12]), cause: cause))
      }
    }
    return query.limit.map { Array(lines.prefix($0)) } ?? lines
  }

  static func moment(
    _ direction: TimeDirection, _ time: Date, in incident: Incident.ID?, _ db: Database
  ) throws -> Date? {
    let (pick, relation) = direction == .before ? ("max", "<") : ("min", ">")
    var arguments: StatementArguments = [time.milliseconds]
    var condition = "at \(relation) ?"
    if let id = incident?.rawValue {
      condition += " AND incident IN (\(ids))"
      arguments += [id]
    }
    return try Int.fetchOne(
      db.cachedStatement(sql: "SELECT \(pick)(at) FROM journal WHERE \(condition)"),
      arguments: arguments
    ).map(Date.init(milliseconds:))
  }

  // MARK: Who has looked

  static func seen(by person: String, _ db: Database) throws -> Seen? {
    try Row.fetchOne(
      db.cachedStatement(sql: "SELECT seq, at FROM seen WHERE person = ?"), arguments: [person]
    )
    .map { Seen(seq: $0[0], at: Date(milliseconds: $0[1])) }
  }

  static func markSeen(
    upTo seq: Int64, by person: String, at now: Date, _ db: Database
  ) throws {
    let seq = max(seq, try seen(by: person, db)?.seq ?? seq)
    try db.run(
      "INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?)", person, seq, now.milliseconds,
      Seal.ofSeen(person: person, seq: seq, at: now))
  }
}

extension Act {
  /// `C by anna@desk`
  fileprivate var signed: String { "\(deed.outcome) by \(author)@\(desk)" }
}

extension Incident {
  fileprivate var lifecycleWords: String {
    mergedInto.map { "merged into \($0)" } ?? lifecycle.rawValue
  }
}

extension ReadPlace {
  fileprivate var described: String {
    let exactness =
      switch precision {
      case .namedTown: "a named place"
      case .partOfRegion: "part of the region"
      case .largerRegion: "somewhere in the region"
      }
    return "\(text), \(exactness)"
  }
}

extension OfficialStanding {
  /// `mixed C1 D1 N0 S2 M0`: one string that is equal when nothing that counts has changed.
  fileprivate var code: String {
    "\(status.rawValue) C\(confirmed) D\(denied) N\(nonCommittal) S\(silent) M\(notMonitored)"
  }
}

extension Dossier {
  /// `3 killed, 10..15 injured`: every number that a casualties claim gives. `nil` when none does.
  var toll: String? {
    let numbers = claims.filter { $0.kind == .casualties }.compactMap(\.number)
    let words = numbers.map { number in
      let range = [number.low, number.best, number.high].compactMap(\.self)
      let (low, high) = (range.min() ?? 0, range.max() ?? 0)
      return "\(low == high ? "\(low)" : "\(low)..\(high)") \(number.unit)"
    }
    return words.isEmpty ? nil : words.sorted().joined(separator: ", ")
  }
}
