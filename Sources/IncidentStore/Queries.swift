import Foundation
import GRDB
import Incidents

/// What is asked of the projections. Lists are paged by key, never by offset.
enum Queries {
  static func window(
    _ query: IncidentQuery, anchor: WindowAnchor, before: Int, after: Int, _ db: Database
  ) throws -> IncidentWindow {
    let total = try total(query, db)
    switch anchor {
    case .first:
      let (rows, isAll) = try page(query, .fromTop, limit: before + after, db)
      return IncidentWindow(rows: rows, startsAtFirst: true, endsAtLast: isAll, total: total)
    case .last:
      let (rows, isAll) = try page(query, .fromBottom, limit: before + after, db)
      return IncidentWindow(
        rows: rows.reversed(), startsAtFirst: isAll, endsAtLast: true, total: total)
    case .around(let place):
      let position = try current(place, query, db)
      let (above, isTop) = try page(query, .above(position), limit: before, db)
      let (below, isBottom) = try page(query, .from(position), limit: after, db)
      return IncidentWindow(
        rows: above.reversed() + below, startsAtFirst: isTop, endsAtLast: isBottom, total: total)
    }
  }

  private enum Start {
    case fromTop, fromBottom
    /// The rows above a position, nearest first.
    case above(ListPosition)
    /// The row at a position, and those below.
    case from(ListPosition)
  }

  /// - Returns: at most `limit` rows, and whether there are no more that way.
  private static func page(
    _ query: IncidentQuery, _ start: Start, limit: Int, _ db: Database
  ) throws -> (rows: [IncidentSummary], isAll: Bool) {
    var filter = Filter(query)
    let order: String
    switch start {
    case .fromTop: order = filter.down
    case .fromBottom: order = filter.up
    case .above(let position):
      filter.add(filter.isAbove, position)
      order = filter.up
    case .from(let position):
      filter.add("NOT \(filter.isAbove)", position)
      order = filter.down
    }
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT \(DossierRows.summaryColumns), \(deskColumns) FROM \(filter.tables)
        JOIN incident ON n = s.incident
        WHERE \(filter.sql) ORDER BY \(filter.order(order)) LIMIT ?
        """, arguments: filter.arguments + [limit + 1])
    var found: [IncidentSummary] = []
    while let row = try rows.next() {
      var summary = try DossierRows.summary(row, from: 0)
      summary.desk = desk(row, from: 33)
      found.append(summary)
    }
    let isAll = found.count <= limit
    if !isAll { found.removeLast() }
    return (found, isAll)
  }

  private static let deskColumns = "a.acknowledged_at, a.snoozed_until, a.snoozed_at, a.note"

  private static func desk(_ row: Row, from c: Int) -> DeskState {
    DeskState(
      acknowledgedAt: DossierRows.date(row[c]), snoozedUntil: DossierRows.date(row[c + 1]),
      snoozedAt: DossierRows.date(row[c + 2]), note: row[c + 3])
  }

  /// Where the incident of `position` stands now, if the query still finds it.
  private static func current(
    _ position: ListPosition, _ query: IncidentQuery, _ db: Database
  ) throws -> ListPosition {
    var filter = Filter(query)
    filter.add("s.id = ?", [position.id.rawValue])
    let now = try Int.fetchOne(
      db, sql: "SELECT \(filter.key) FROM \(filter.tables) WHERE \(filter.sql)",
      arguments: filter.arguments)
    return now.map { ListPosition(time: Date(milliseconds: $0), id: position.id) } ?? position
  }

  private static func total(_ query: IncidentQuery, _ db: Database) throws -> Int {
    var bare = query
    bare.region = nil
    bare.person = nil
    if case .due = query.attention { bare.attention = .all }
    if bare == IncidentQuery() {
      var filter = Filter()
      filter.add(query.region, in: "region")
      let all =
        try Int.fetchOne(
          db, sql: "SELECT total(incidents) FROM tally WHERE \(filter.sql)",
          arguments: filter.arguments) ?? 0
      guard case .due(let now) = query.attention, let person = query.person else { return all }
      // Few are put aside: those are counted.
      var aside = Filter()
      aside.add(query.region, in: "h.region")
      aside.add("h.listed = 1", [])
      let hidden = try Int.fetchOne(
        db, sql: "SELECT count(*) FROM \(Filter.aside) AND \(aside.sql)",
        arguments: [person, now.milliseconds] + aside.arguments)
      return all - (hidden ?? 0)
    }
    let filter = Filter(query)
    return try Int.fetchOne(
      db, sql: "SELECT count(*) FROM \(filter.tables) WHERE \(filter.sql)",
      arguments: filter.arguments) ?? 0
  }

  static func find(
    _ text: String, in query: IncidentQuery, from position: ListPosition?, forward: Bool,
    _ db: Database
  ) throws -> ListPosition? {
    let text = text.lowercased()
    guard !text.isEmpty else { return nil }
    var filter = Filter(query)
    if text.unicodeScalars.count >= 3 {
      filter.add("t.title MATCH ?", ["\"\(text.replacing("\"", with: "\"\""))\""])
    } else {
      // Too short for the index, and so common that the next one is near.
      filter.add("instr(t.title, ?) > 0", [text])
    }
    return try nearest(
      filter, from: position, forward: forward,
      joining: "JOIN incident_search AS t ON t.rowid = s.incident", db)
  }

  static func nextChanged(
    since time: Date, in query: IncidentQuery, from position: ListPosition?, forward: Bool,
    _ db: Database
  ) throws -> ListPosition? {
    var filter = Filter(query)
    filter.add("s.changed_at > ?", [time.milliseconds])
    return try nearest(filter, from: position, forward: forward, db)
  }

  /// The nearest row that `filter` finds, below (above) `position`.
  private static func nearest(
    _ filter: Filter, from position: ListPosition?, forward: Bool, joining more: String = "",
    _ db: Database
  ) throws -> ListPosition? {
    var filter = filter
    if let position { filter.add(forward ? filter.isBelow : filter.isAbove, position) }
    return try Row.fetchOne(
      db,
      sql: """
        SELECT \(filter.key), s.id FROM \(filter.tables) \(more)
        WHERE \(filter.sql) ORDER BY \(filter.order(forward ? filter.down : filter.up)) LIMIT 1
        """, arguments: filter.arguments
    ).map { ListPosition(time: Date(milliseconds: $0[0]), id: Incident.ID(rawValue: $0[1])) }
  }

  static func regions(_ db: Database) throws -> [RegionTally] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT region, incidents, open, without_word, silent, last_activity_at FROM tally
        WHERE incidents > 0 ORDER BY region
        """
    ).map {
      RegionTally(
        region: Region.ID(rawValue: $0[0]), incidents: $0[1], open: $0[2], withoutWord: $0[3],
        silent: $0[4], lastActivityAt: Date(milliseconds: $0[5]))
    }
  }

  static func detail(
    _ id: Incident.ID, for person: String?, _ db: Database
  ) throws -> IncidentDetail? {
    // A merged incident is shown itself when it is asked for: it says where its reports went.
    let own = try Int64.fetchOne(
      db, sql: "SELECT n FROM incident WHERE id = ?", arguments: [id.rawValue])
    guard let n = try own ?? Membership.resolve(id, db),
      let stored = try DossierRows.standing(n, db)
    else { return nil }
    var names = Names()
    var dossier = try DossierRows.load(
      n, withTexts: true, policy: PolicyRow.current(db), &names, db)
    // Acts elsewhere that moved it, such as a source's grade, belong to its history; what others have on
    // their desks does not.
    let known = Set(dossier.acts.map(\.id))
    dossier.acts += try ActRows.acts(movingStandingOf: dossier.incident.id, db)
      .filter { !known.contains($0.id) }
    dossier.acts.removeAll { $0.act.deed.staysHere && $0.act.author != person }
    dossier.acts.sort { ($0.act.at, $0.id) < ($1.act.at, $1.id) }
    let desk = try Row.fetchOne(
      db, sql: "SELECT \(deskColumns) FROM attention AS a WHERE incident = ? AND person = ?",
      arguments: [n, person])
    let lines = try Journal.changes(ChangeQuery(incident: dossier.incident.id), db)
    return IncidentDetail(
      dossier: dossier, standing: stored.standing, changes: lines.map(\.change),
      causes: Dictionary(uniqueKeysWithValues: lines.map { ($0.change.seq, $0.cause) }),
      desk: desk.map { self.desk($0, from: 0) } ?? DeskState(),
      nearDuplicates: try nearDuplicates(of: dossier.incident, db))
  }

  private static func nearDuplicates(
    of incident: Incident, _ db: Database
  ) throws -> [NearDuplicate] {
    guard incident.isOpen else { return [] }
    let others = try DossierRows.openIncidents(near: incident, db)
    // What a person has split, or merged and taken apart again, is not the same.
    let apart = try Int64.fetchSet(
      db,
      sql: """
        SELECT target FROM act JOIN incident ON n = act.incident WHERE incident.id = ?1
          AND (deed = 'split' AND NOT is_undone OR deed = 'merge' AND is_undone)
        UNION SELECT act.incident FROM act JOIN incident ON n = target WHERE incident.id = ?1
          AND (deed = 'split' AND NOT is_undone OR deed = 'merge' AND is_undone)
        """, arguments: [incident.id.rawValue])
    return Incidents.nearDuplicates(
      of: incident, among: others.filter { !apart.contains($0.n) }.map(\.incident))
  }

  static func overview(for person: String?, _ db: Database) throws -> StoreOverview {
    let last = try Int.fetchOne(db, sql: "SELECT max(received_at) FROM entry")
    let seen = try person.flatMap { try Journal.seen(by: $0, db) }
    return StoreOverview(
      incidents: try Int.fetchOne(db, sql: "SELECT total(incidents) FROM tally") ?? 0,
      reports: try Int.fetchOne(db, sql: "SELECT count(*) FROM report") ?? 0,
      quarantined: try Int.fetchOne(db, sql: "SELECT count(*) FROM quarantine") ?? 0,
      lastReceivedAt: last.map(Date.init(milliseconds:)),
      lastChange: try Int64.fetchOne(db, sql: "SELECT max(seq) FROM journal") ?? 0,
      seen: seen,
      unseenChanges: try seen.map {
        try Int.fetchOne(
          db,
          sql: """
            SELECT count(*) FROM journal WHERE seq > ? AND material AND old IS NOT NULL
            """, arguments: [$0.seq]) ?? 0
      } ?? 0)
  }

  static func feeds(_ db: Database) throws -> [Feed] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT url, authority, expected_interval, last_ok_at, last_item_at, last_failed_at, problem
        FROM channel ORDER BY authority IS NULL, authority, url
        """)
    // A followed file is a feed by its name, wherever it lies.
    var quarantined: [Substring: Int] = [:]
    let counts = try Row.fetchAll(
      db, sql: "SELECT origin, count(*) FROM quarantine GROUP BY origin")
    for row in counts {
      let origin: String = row[0]
      let name = origin.split(separator: "/").last ?? ""
      for key in Set([Substring(origin), name]) { quarantined[key, default: 0] += row[1] }
    }
    return try rows.map { row in
      Feed(
        url: row[0],
        authority: try (row[1] as String?).flatMap {
          try DossierRows.authority(Authority.ID(rawValue: $0), db)
        },
        expectedInterval: row[2], lastOkAt: DossierRows.date(row[3]),
        lastItemAt: DossierRows.date(row[4]), lastFailedAt: DossierRows.date(row[5]),
        problem: row[6], quarantined: quarantined[Substring(row[0] as String), default: 0])
    }
  }

  static func sources(_ db: Database) throws -> [Source] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT id, name, type, family, controller, platform, handle, reliability,
          reliability_basis
        FROM source ORDER BY id
        """
    ).map { try DossierRows.source(Source.ID(rawValue: $0[0]), $0, from: 1) }
  }

  static func authorities(_ db: Database) throws -> [Authority] {
    try String.fetchAll(db, sql: "SELECT id FROM authority ORDER BY id").compactMap {
      try DossierRows.authority(Authority.ID(rawValue: $0), db)
    }
  }

  static func facts(_ db: Database) throws -> StoreFacts {
    let tables = ["entry", "recording", "journal", "quarantine"] + Schema.projections.map(\.table)
    return StoreFacts(
      ledgerVersion: try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0,
      projectionVersion: try Meta.projection.value(db) ?? 0,
      sqliteVersion: try String.fetchOne(db, sql: "SELECT sqlite_version()") ?? "",
      tables: try tables.map {
        StoreFacts.TableCount(
          table: $0, rows: try Int.fetchOne(db, sql: "SELECT count(*) FROM \($0)") ?? 0)
      })
  }
}

/// The conditions of a query, as SQL over `standing AS s` and `attention AS a`.
private struct Filter {
  private var conditions: [String] = []
  private(set) var arguments: StatementArguments = []
  /// What the list is sorted by, besides the id.
  private(set) var key = "s.last_activity_at"
  private(set) var tables = "standing AS s"
  /// The directions of sorting, read from the top and from the bottom.
  private(set) var (down, up) = ("DESC", "ASC")

  init() {}

  init(_ query: IncidentQuery) {
    // Binds first: the parameter stands in the join.
    tables += " LEFT JOIN attention AS a ON a.incident = s.incident AND a.person = ?"
    arguments += [query.person]
    add(query.region, in: "s.region")
    add("s.verification", oneOf: query.statuses.map(\.rawValue))
    add("s.official", oneOf: query.official.map(\.rawValue))
    if query.lifecycles.isEmpty {
      add("s.listed = 1", [])
    } else {
      let words = query.lifecycles.map(\.rawValue)
      let places = Self.places(words.count)
      add(
        "s.incident IN (SELECT n FROM incident WHERE lifecycle IN (\(places)))",
        StatementArguments(words.sorted()))
    }
    if let since = query.since { add("s.last_activity_at >= ?", [since.milliseconds]) }
    switch query.attention {
    case .all: break
    case .due(let now):
      if let person = query.person {
        add(
          "s.incident NOT IN (SELECT h.incident FROM \(Self.aside))",
          [person, now.milliseconds])
      }
    case .acknowledged:
      add("a.acknowledged_at >= s.changed_at", [])
      (key, down, up) = ("a.acknowledged_at", "ASC", "DESC")
    case .snoozed(let now):
      add("a.snoozed_until > ? AND a.snoozed_at >= s.changed_at", [now.milliseconds])
    }
  }

  /// What a person has acknowledged or snoozed, and what has not changed since.
  static let aside = """
    attention AS p JOIN standing AS h ON h.incident = p.incident
    WHERE p.person = ? AND (
      p.acknowledged_at >= h.changed_at
      OR p.snoozed_until > ? AND p.snoozed_at >= h.changed_at)
    """

  var sql: String { conditions.isEmpty ? "true" : conditions.joined(separator: " AND ") }

  /// Whether a row stands above (below) a position.
  var isAbove: String { "(\(key), s.id) \(down == "DESC" ? ">" : "<") (?, ?)" }
  var isBelow: String { "(\(key), s.id) \(down == "DESC" ? "<" : ">") (?, ?)" }

  func order(_ direction: String) -> String { "\(key) \(direction), s.id \(direction)" }

  mutating func add(_ condition: String, _ values: StatementArguments) {
    conditions.append(condition)
    arguments += values
  }

  mutating func add(_ condition: String, _ position: ListPosition) {
    add(condition, [position.time.milliseconds, position.id.rawValue])
  }

  /// A region and those in it: `RU`, then `RU-` up to what follows `-`.
  mutating func add(_ region: Region.ID?, in column: String) {
    guard let region = region?.rawValue else { return }
    add(
      "(\(column) = ? OR (\(column) > ? AND \(column) < ?))", [region, region + "-", region + "."])
  }

  private mutating func add(_ column: String, oneOf words: [String]) {
    guard !words.isEmpty else { return }
    add("\(column) IN (\(Self.places(words.count)))", StatementArguments(words.sorted()))
  }

  private static func places(_ count: Int) -> String {
    Array(repeating: "?", count: count).joined(separator: ", ")
  }
}
