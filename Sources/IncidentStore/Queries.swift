import Foundation
import GRDB
import Incidents

/// What is asked of the projections. Lists are paged by key, never by offset.
enum Queries {
  static func window(
    _ query: IncidentQuery, anchor: WindowAnchor, before: Int, after: Int, counting: Bool,
    _ db: Database
  ) throws -> IncidentWindow {
    let total = try tallied(query, db) ?? (counting ? counted(query, db) : nil)
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

  /// At most `limit` rows below a position, or from the top, and whether those are all.
  static func rows(
    _ query: IncidentQuery, below position: ListPosition?, limit: Int, _ db: Database
  ) throws -> (rows: [IncidentSummary], isAll: Bool) {
    try page(query, position.map { .below($0) } ?? .fromTop, limit: limit, db)
  }

  /// Which rows is decided on what an index holds; the rest is fetched of those alone.
  ///
  /// - Returns: at most `limit` rows, and whether there are no more that way.
  private static func page(
    _ query: IncidentQuery, _ start: PageStart, limit: Int, _ db: Database
  ) throws -> (rows: [IncidentSummary], isAll: Bool) {
    let numbers: [Int64]
    if let sorted = try SortedList(query, db) {
      numbers = try sorted.incidents(start, limit: limit + 1, db)
    } else {
      var conditions = Conditions(query, common: try commonTexts(query, db))
      switch start {
      case .fromTop, .fromBottom: break
      case .above(let position): conditions.add(above: position)
      case .from(let position): conditions.add(from: position)
      case .below(let position): conditions.add(below: position)
      }
      var tables = conditions.tables
      if let region = query.filter.region, !query.filter.asksForUnlisted {
        let isSmall = try tallied(in: region, db) <= fewIncidents
        tables = try isSmall ? conditions.tablesByRegion(db) : conditions.tablesByTime(db)
        if isSmall { conditions.narrow(to: region) }
      }
      numbers = try Int64.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT s.incident FROM \(tables) WHERE \(conditions.sql)
            ORDER BY \(conditions.order(down: start.goesDown)) LIMIT ?
            """), arguments: conditions.arguments + [limit + 1])
    }
    let rows = try summaries(of: Array(numbers.prefix(limit)), for: query.person, db)
    return (rows, numbers.count <= limit)
  }

  /// The texts of a query that so many titles have that a page is soon full of them: no need to find all
  /// the others first.
  private static func commonTexts(
    _ query: IncidentQuery, _ db: Database
  ) throws -> Set<String> {
    guard query.listOrder.column == .lastReport else { return [] }
    var common: Set<String> = []
    for term in query.filter.terms {
      guard case .text(let texts) = term.test else { continue }
      for text in texts.map(Schema.folded) where try isCommon(text, db) {
        common.insert(text)
      }
    }
    return common
  }

  private static func isCommon(_ text: String, _ db: Database) throws -> Bool {
    let many = 2000
    let (titles, arguments) = Conditions.titles(with: text)
    let sql = "SELECT count(*) FROM (\(titles) LIMIT \(many))"
    return try Int.fetchOne(db.cachedStatement(sql: sql), arguments: arguments) == many
  }

  /// So many of one region are looked up and sorted sooner than met in the index of the list.
  private static let fewIncidents = 2000

  private static func summaries(
    of numbers: [Int64], for person: String?, _ db: Database
  ) throws -> [IncidentSummary] {
    let statement = try db.cachedStatement(
      sql: """
        SELECT \(DossierRows.summaryColumns), \(deskColumns), s.incident FROM standing AS s
        JOIN incident ON n = s.incident
        LEFT JOIN attention AS a ON a.incident = s.incident AND a.person = ?
        WHERE s.incident IN (SELECT value FROM json_each(?))
        """)
    let list = "[\(numbers.map(String.init).joined(separator: ","))]"
    let rows = try Row.fetchCursor(statement, arguments: [person, list])
    var found: [Int64: IncidentSummary] = [:]
    while let row = try rows.next() {
      var summary = try DossierRows.summary(row, from: 0)
      summary.desk = desk(row, from: 33)
      found[row[37]] = summary
    }
    return numbers.compactMap { found[$0] }
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
    var conditions = Conditions(query)
    conditions.add(
      "s.incident = (SELECT n FROM incident WHERE id = ?)", [position.id.rawValue])
    return try self.position(conditions, order: "", db) ?? position
  }

  static func count(
    _ query: IncidentQuery, known: ListCount?, _ db: Database
  ) throws -> ListCount {
    let entry = try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(seq) FROM entry")) ?? 0
    let settledUntil = try Meta.settledUntil.value(db) ?? 0
    if let known, known.answers(query), known.entry == entry, known.settledUntil == settledUntil {
      return known
    }
    return ListCount(
      query: query, total: try tallied(query, db) ?? counted(query, db), entry: entry,
      settledUntil: settledUntil)
  }

  private static func counted(_ query: IncidentQuery, _ db: Database) throws -> Int {
    let conditions = Conditions(query)
    return try Int.fetchOne(
      db.cachedStatement(sql: "SELECT count(*) FROM \(conditions.tables) WHERE \(conditions.sql)"),
      arguments: conditions.arguments) ?? 0
  }

  /// What is known without counting. `nil`: nothing is.
  private static func tallied(_ query: IncidentQuery, _ db: Database) throws -> Int? {
    var rest = query
    let region = rest.filter.region
    if region != nil { rest.filter.region = nil }
    return try tallied(rest, db) { Conditions.lies(in: region, $0) }
  }

  /// The same for a query that names no region, in those that `place` says of a column.
  static func tallied(
    _ query: IncidentQuery, _ db: Database,
    where place: (_ column: String) -> (sql: String, arguments: StatementArguments)
  ) throws -> Int? {
    guard asksForAll(query) else { return nil }
    let all = try tallied(place("region"), db)
    guard query.attention == .due, let person = query.person else { return all }
    // Few are put aside: those are counted.
    let (region, arguments) = place("h.region")
    let hidden = try Int.fetchOne(
      db.cachedStatement(
        sql: "SELECT count(*) FROM \(Conditions.aside) AND h.listed = 1 AND (\(region))"),
      arguments: [person, query.now.milliseconds] + arguments)
    return all - (hidden ?? 0)
  }

  /// It asks for all that is told of, or for what of it is due.
  private static func asksForAll(_ query: IncidentQuery) -> Bool {
    var rest = query.filter
    rest.attention = nil
    return rest.isEmpty && (query.attention == .all || query.attention == .due)
  }

  /// How many incidents a region holds; all of them for `nil`.
  static func tallied(in region: Region.ID?, _ db: Database) throws -> Int {
    try tallied(Conditions.lies(in: region, "region"), db)
  }

  /// How many the regions hold for whose tallies a condition holds.
  static func tallied(
    _ condition: (sql: String, arguments: StatementArguments), _ db: Database
  ) throws -> Int {
    try Int.fetchOne(
      db.cachedStatement(sql: "SELECT total(incidents) FROM tally WHERE \(condition.sql)"),
      arguments: condition.arguments) ?? 0
  }

  static func find(
    _ text: String, in query: IncidentQuery, from position: ListPosition?, forward: Bool,
    _ db: Database
  ) throws -> ListPosition? {
    guard !text.isEmpty else { return nil }
    var query = query
    query.filter.terms.append(FilterTerm(.text([text])))
    return try nearest(Conditions(query), from: position, forward: forward, db)
  }

  static func nextChanged(
    since time: Date, in query: IncidentQuery, from position: ListPosition?, forward: Bool,
    _ db: Database
  ) throws -> ListPosition? {
    var conditions = Conditions(query)
    conditions.add("s.changed_at > ?", [time.milliseconds])
    return try nearest(conditions, from: position, forward: forward, db)
  }

  /// The nearest row below (above) `position` for which `conditions` hold.
  private static func nearest(
    _ conditions: Conditions, from position: ListPosition?, forward: Bool, _ db: Database
  ) throws -> ListPosition? {
    var conditions = conditions
    if let position {
      if forward { conditions.add(below: position) } else { conditions.add(above: position) }
    }
    return try self.position(
      conditions, order: "ORDER BY \(conditions.order(down: forward))", db)
  }

  /// The first row for which `conditions` hold.
  private static func position(
    _ conditions: Conditions, order: String, _ db: Database
  ) throws -> ListPosition? {
    try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT \(conditions.key), s.last_activity_at, s.id FROM \(conditions.tables)
          WHERE \(conditions.sql) \(order) LIMIT 1
          """), arguments: conditions.arguments
    ).map {
      ListPosition(
        key: SortKey($0[0]), time: Date(milliseconds: $0[1]), id: Incident.ID(rawValue: $0[2]))
    }
  }

  static func regions(_ db: Database) throws -> [RegionTally] {
    var tallies: [RegionTally] = []
    try db.forEach(
      """
      SELECT region, incidents, open, without_word, silent, last_activity_at FROM tally
      WHERE incidents > 0 ORDER BY region
      """
    ) {
      tallies.append(
        RegionTally(
          region: Region.ID(rawValue: $0[0]), incidents: $0[1], open: $0[2], withoutWord: $0[3],
          silent: $0[4], lastActivityAt: Date(milliseconds: $0[5])))
    }
    return tallies
  }

  static func openCounts(of query: IncidentQuery, _ db: Database) throws -> [OpenCount] {
    guard asksForAll(query) else {
      let conditions = Conditions(query)
      return try openCounts(
        "\(conditions.tables) WHERE \(conditions.sql)", conditions.arguments, db)
    }
    var hidden: [Region.ID: OpenCount] = [:]
    if query.attention == .due, let person = query.person {
      // Few are put aside: those are counted.
      let aside = "standing AS s WHERE s.listed = 1 AND s.incident IN (SELECT h.incident FROM "
      let found = try openCounts(
        "\(aside)\(Conditions.aside))", [person, query.now.milliseconds], db)
      for count in found { hidden[count.region] = count }
    }
    return try regions(db).compactMap { tally in
      let open = tally.open - (hidden[tally.region]?.open ?? 0)
      let withoutWord = tally.withoutWord - (hidden[tally.region]?.withoutWord ?? 0)
      return open == 0
        ? nil : OpenCount(region: tally.region, open: open, withoutWord: withoutWord)
    }
  }

  /// - Parameter rows: tables, of which `s` is the standings, and a condition.
  private static func openCounts(
    _ rows: String, _ arguments: StatementArguments, _ db: Database
  ) throws -> [OpenCount] {
    let open = Lifecycle.allCases.filter(\.isOpen).map { "'\($0.rawValue)'" }
    // The plus keeps to the index of the list, which holds all of this.
    return try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT s.region, count(*), count(CASE WHEN s.official IN (\(Schema.withoutWord)) THEN 1 END)
          FROM \(rows) AND s.lifecycle IN (\(open.joined(separator: ", ")))
          GROUP BY +s.region ORDER BY 1
          """), arguments: arguments
    ).map { OpenCount(region: Region.ID(rawValue: $0[0]), open: $0[1], withoutWord: $0[2]) }
  }

  static func detail(
    _ id: Incident.ID, for person: String?, _ db: Database
  ) throws -> IncidentDetail? {
    // A merged incident is shown itself when it is asked for: it says where its reports went.
    let own = try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT n FROM incident WHERE id = ?"), arguments: [id.rawValue])
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
      db.cachedStatement(
        sql: "SELECT \(deskColumns) FROM attention AS a WHERE incident = ? AND person = ?"),
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
      db.cachedStatement(
        sql: """
          SELECT target FROM act JOIN incident ON n = act.incident WHERE incident.id = ?1
            AND (deed = 'split' AND NOT is_undone OR deed = 'merge' AND is_undone)
          UNION SELECT act.incident FROM act JOIN incident ON n = target WHERE incident.id = ?1
            AND (deed = 'split' AND NOT is_undone OR deed = 'merge' AND is_undone)
          """), arguments: [incident.id.rawValue])
    return Incidents.nearDuplicates(
      of: incident, among: others.filter { !apart.contains($0.n) }.map(\.incident))
  }

  static func overview(
    for person: String?, at now: Date, counting: Bool, _ db: Database
  ) throws -> StoreOverview {
    func count(_ table: String) throws -> Int? {
      counting ? try Int.fetchOne(db.cachedStatement(sql: "SELECT count(*) FROM \(table)")) : nil
    }
    let last = try Ledger.latestReceipt(db)
    let seen = try person.flatMap { try Journal.seen(by: $0, db) }
    let snoozeEnds = try Int.fetchOne(
      db.cachedStatement(
        sql: "SELECT min(snoozed_until) FROM attention WHERE person = ? AND snoozed_until > ?"),
      arguments: [person, now.milliseconds])
    let turns = [try nextChange(db), snoozeEnds].compactMap(\.self)
    return StoreOverview(
      incidents: try Int.fetchOne(db.cachedStatement(sql: "SELECT total(incidents) FROM tally"))
        ?? 0,
      reports: try count("report"), quarantined: try count("quarantine"),
      lastReceivedAt: last.map(Date.init(milliseconds:)),
      lastChange: try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(seq) FROM journal")) ?? 0,
      seen: seen,
      unseenChanges: try seen.map {
        try Int.fetchOne(
          db.cachedStatement(
            sql: """
              SELECT count(*) FROM journal WHERE seq > ? AND material AND old IS NOT NULL
              """), arguments: [$0.seq]) ?? 0
      } ?? 0, nextTurn: turns.min().map(Date.init(milliseconds:)))
  }

  /// When the passing of time next changes a standing, in milliseconds. `nil`: never.
  static func nextChange(_ db: Database) throws -> Int? {
    try Int.fetchOne(
      db.cachedStatement(sql: "SELECT min(changes_at) FROM standing WHERE changes_at IS NOT NULL"))
  }

  static func feeds(_ db: Database) throws -> [Feed] {
    // A followed file is a feed by its name, wherever it lies.
    var quarantined: [Substring: Int] = [:]
    let counts = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT origin, count(*) FROM quarantine GROUP BY origin"))
    for row in counts {
      let origin: String = row[0]
      let name = origin.split(separator: "/").last ?? ""
      for key in Set([Substring(origin), name]) { quarantined[key, default: 0] += row[1] }
    }
    // There may be thousands, and each commit asks for them: all in one go.
    var feeds: [Feed] = []
    var channels: [Authority.ID: [Channel]] = [:]
    try db.forEach(
      """
      SELECT \(DossierRows.channelColumns), last_failed_at, problem, authority.id,
        \(DossierRows.authorityColumns)
      FROM channel LEFT JOIN authority ON authority.id = authority
      ORDER BY authority IS NULL, authority, url
      """
    ) { row in
      let channel = DossierRows.channel(row)
      let authority = try (row[6] as String?).map {
        try DossierRows.authority(Authority.ID(rawValue: $0), row, from: 7)
      }
      if let authority { channels[authority.id, default: []].append(channel) }
      feeds.append(
        Feed(
          url: channel.url, authority: authority, expectedInterval: channel.expectedInterval,
          lastOkAt: channel.lastOkAt, lastItemAt: channel.lastItemAt,
          lastFailedAt: DossierRows.date(row[4]), problem: row[5],
          quarantined: quarantined[Substring(channel.url), default: 0]))
    }
    for index in feeds.indices {
      guard let id = feeds[index].authority?.id else { continue }
      feeds[index].authority?.channels = channels[id] ?? []
    }
    return feeds
  }

  static func sources(_ db: Database) throws -> [Source] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT id, name, type, family, controller, platform, handle, reliability,
            reliability_basis
          FROM source ORDER BY id
          """)
    ).map { try DossierRows.source(Source.ID(rawValue: $0[0]), $0, from: 1) }
  }

  static func authorities(_ db: Database) throws -> [Authority] {
    let ids = try String.fetchAll(db.cachedStatement(sql: "SELECT id FROM authority ORDER BY id"))
    return try ids.compactMap {
      try DossierRows.authority(Authority.ID(rawValue: $0), db)
    }
  }

  static func facts(_ db: Database) throws -> StoreFacts {
    let tables = ["entry", "recording", "journal", "quarantine"] + Schema.projections.map(\.table)
    return StoreFacts(
      ledgerVersion: try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0,
      projectionVersion: try Meta.projection.value(db) ?? 0,
      sqliteVersion: try String.fetchOne(db.cachedStatement(sql: "SELECT sqlite_version()")) ?? "",
      tables: try tables.map {
        StoreFacts.TableCount(
          table: $0,
          rows: try Int.fetchOne(db.cachedStatement(sql: "SELECT count(*) FROM \($0)")) ?? 0)
      })
  }
}
