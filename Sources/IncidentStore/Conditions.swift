import Foundation
import GRDB
import Incidents

/// A query as SQL, over `standing AS s` and what else it needs. Every value is bound.
struct Conditions {
  private(set) var tables = "standing AS s"
  private var tableArguments: StatementArguments = []
  private var parts: [String] = []
  private var partArguments: StatementArguments = []
  let order: IncidentOrder
  private let isFiltered: Bool

  /// - Parameters:
  ///   - query: whose terms must hold; `filter` alone holds of what is no longer told of, too.
  ///   - common: texts that so many titles have that rows are better asked one by one, as they come.
  init(_ query: IncidentQuery, common: Set<String> = []) {
    order = query.listOrder
    let attention = query.attention
    isFiltered =
      !query.filter.terms.isEmpty || attention == .acknowledged || attention == .snoozed
    if order.column == .title { tables += " JOIN incident AS i ON i.n = s.incident" }
    if order.column == .acknowledgement || [.acknowledged, .snoozed].contains(attention) {
      tables += " LEFT JOIN attention AS a ON a.incident = s.incident AND a.person = ?"
      tableArguments += [query.person]
    }
    if !query.filter.asksForUnlisted { add("s.listed = 1") }
    for term in query.filter.terms { add(term, now: query.now, common: common) }
    switch attention {
    case .all: break
    case .due:
      if let person = query.person {
        add(
          "s.incident NOT IN (SELECT h.incident FROM \(Self.aside))",
          [person, query.now.milliseconds])
      }
    case .acknowledged: add("a.acknowledged_at >= s.changed_at")
    case .snoozed:
      add("a.snoozed_until > ? AND a.snoozed_at >= s.changed_at", [query.now.milliseconds])
    }
  }

  /// The same, taken from the index that has the whole list in its order. `nil`: there is none, or the list
  /// is filtered.
  func tablesInOrder(_ db: Database) throws -> String? {
    guard !isFiltered, let index = order.column.index, try Schema.isIndexedForQueries(db) else {
      return nil
    }
    return order.column == .title
      ? tables.replacing(
        "standing AS s JOIN incident AS i ON",
        with: "incident AS i INDEXED BY \(index) CROSS JOIN standing AS s ON")
      : tables(by: index)
  }

  /// The same, taken from the index by region, if it is there.
  func tablesByRegion(_ db: Database) throws -> String {
    try Schema.isIndexedForQueries(db) ? tables(by: "standing_region") : tables
  }

  /// The same, taken from the index of the list, which has the latest first, if it is there; for what is listed.
  func tablesByTime(_ db: Database) throws -> String {
    try Schema.isIndexedForQueries(db) ? tables(by: "standing_list") : tables
  }

  private func tables(by index: String) -> String {
    tables.replacing("standing AS s", with: "standing AS s INDEXED BY \(index)")
  }

  /// What a person has acknowledged or snoozed, and what has not changed since.
  static let aside = """
    attention AS p JOIN standing AS h ON h.incident = p.incident
    WHERE p.person = ? AND (
      p.acknowledged_at >= h.changed_at
      OR p.snoozed_until > ? AND p.snoozed_at >= h.changed_at)
    """

  var sql: String { parts.isEmpty ? "true" : parts.joined(separator: " AND ") }

  var arguments: StatementArguments { tableArguments + partArguments }

  mutating func add(_ condition: String, _ values: StatementArguments = []) {
    parts.append(condition)
    partArguments += values
  }

  /// A region and those in it: `RU`, then `RU-` up to what follows `-`.
  static func lies(
    in region: Region.ID?, _ column: String
  ) -> (sql: String, arguments: StatementArguments) {
    guard let id = region?.rawValue else { return ("true", []) }
    return (
      "\(column) = ? OR \(column) > ? AND \(column) < ?", [id, id + "-", id + "."]
    )
  }

  /// Exactly one of `regions`, whatever lies in them.
  static func lies(
    inAnyOf regions: [Region.ID], _ column: String
  ) -> (sql: String, arguments: StatementArguments) {
    let places = Array(repeating: "?", count: regions.count).joined(separator: ", ")
    return ("\(column) IN (\(places))", StatementArguments(regions.map(\.rawValue)))
  }

  /// What already holds of the rows, as a range that an index by region can seek.
  mutating func narrow(to region: Region.ID) {
    add("s.region >= ? AND s.region < ?", [region.rawValue, region.rawValue + "."])
  }

  /// The numbers of the incidents whose titles have a text in them, given as ``Schema/folded(_:)``.
  static func titles(with text: String) -> (sql: String, arguments: StatementArguments) {
    guard text.unicodeScalars.count < 3 else {
      let phrase = "\"\(text.replacing("\"", with: "\"\""))\""
      return ("SELECT rowid FROM incident_search WHERE title MATCH ?", [phrase])
    }
    return (
      "SELECT doc FROM temp.incident_three WHERE term >= ? AND term <= ?",
      [text, text + "\u{10FFFF}"]
    )
  }

  // MARK: Order

  /// What the list is sorted by. The plus keeps to the index of the list, which holds all that a filter asks
  /// for.
  var key: String { order.column == .lastReport ? order.column.sql : "+" + order.column.sql }

  /// The rows go down the list, or up it.
  func order(down: Bool) -> String {
    sorting.map { "\($0.sql) \($0.isDescending == down ? "DESC" : "ASC")" }.joined(separator: ", ")
  }

  /// Only rows above a position; below it.
  mutating func add(above position: ListPosition) { add(beyond: position, down: false) }
  mutating func add(below position: ListPosition) { add(beyond: position, down: true) }

  /// The row at a position, and those below.
  mutating func add(from position: ListPosition) {
    if order.column == .lastReport {
      // Straight from there on in the index.
      add(
        "(\(key), s.id) \(order.isAscending ? ">=" : "<=") (?, ?)",
        [position.key.databaseValue, position.id.rawValue])
      return
    }
    var above = self
    above.parts = []
    above.partArguments = []
    above.add(above: position)
    add("NOT (\(above.sql))", above.partArguments)
  }

  private var sorting: [(sql: String, isDescending: Bool)] {
    let isDescending = !order.isAscending
    return order.column == .lastReport
      ? [(key, isDescending), ("s.id", isDescending)]
      : [(key, isDescending), ("s.last_activity_at", true), ("s.id", true)]
  }

  private mutating func add(beyond position: ListPosition, down: Bool) {
    func relation(_ isDescending: Bool) -> String { isDescending == down ? "<" : ">" }
    let isDescending = !order.isAscending
    if order.column == .lastReport {
      add(
        "(\(key), s.id) \(relation(isDescending)) (?, ?)",
        [position.key.databaseValue, position.id.rawValue])
    } else {
      let side = relation(isDescending)
      add(
        """
        \(key) \(side)= ? AND (\(key) \(side) ?
          OR (s.last_activity_at, s.id) \(relation(true)) (?, ?))
        """,
        [
          position.key.databaseValue, position.key.databaseValue, position.time.milliseconds,
          position.id.rawValue,
        ])
    }
  }

  // MARK: Terms

  private mutating func add(_ term: FilterTerm, now: Date, common: Set<String>) {
    var one = Terms(common: common)
    one.hold(term.test, now: now)
    guard !one.alternatives.isEmpty else { return }
    let any = one.alternatives.joined(separator: " OR ")
    // What is unknown does not hold, and so its contrary does.
    add(term.isNegated ? "(\(any)) IS NOT TRUE" : "(\(any))", one.arguments)
  }
}

extension IncidentFilter {
  /// It asks for what is no longer told of: merged, withdrawn.
  var asksForUnlisted: Bool {
    terms.contains { term in
      guard case .lifecycle(let words) = term.test, !term.isNegated else { return false }
      return !words.allSatisfy(\.isListed)
    }
  }
}

/// What holds of a row when one of several alternatives does.
private struct Terms {
  let common: Set<String>
  private(set) var alternatives: [String] = []
  private(set) var arguments: StatementArguments = []

  mutating func hold(_ test: FilterTest, now: Date) {
    switch test {
    case .region(let regions):
      for region in regions {
        let (place, values) = Conditions.lies(in: region, "s.region")
        add(place, values)
      }
    case .place(let texts):
      for text in texts {
        add(
          """
          s.incident IN (SELECT n FROM incident WHERE place_text IN (
            SELECT place_text FROM (\(Self.places))
            WHERE instr(swiftLowercaseString(place_text), ?) > 0))
          """, [text.lowercased()])
      }
    // The plus keeps SQLite from the indexes that lists are sorted by.
    case .kind(let kinds): add("+s.kind", oneOf: kinds.map(\.rawValue))
    case .status(let statuses): add("s.verification", oneOf: statuses.map(\.rawValue))
    case .official(let statuses): add("s.official", oneOf: statuses.map(\.rawValue))
    case .lifecycle(let words): add("s.lifecycle", oneOf: words.map(\.rawValue))
    case .grade(let grades): add("s.grade", oneOf: grades.map(\.rawValue))
    case .origins(let bound):
      switch bound.relation {
      case .more, .atLeast: add("s.origins_min", bound)
      case .less, .atMost: add("s.origins_max", bound)
      case .equal:
        add("s.origins_min = ? AND s.origins_max = ?", [bound.value, bound.value])
      }
    case .reports(let bound): add("+s.reports", bound)
    case .silent(let bound): add(ageOf: "s.silent_since", bound, now: now)
    case .age(let bound): add(ageOf: "s.last_activity_at", bound, now: now)
    case .first(let bound): add(ageOf: "s.first_reported_at", bound, now: now)
    case .since(let time): add("s.last_activity_at >= ?", [time.date(asOf: now).milliseconds])
    case .before(let time): add("s.last_activity_at < ?", [time.date(asOf: now).milliseconds])
    case .source(let names): for name in names { add(source: Source.ID(named: name)) }
    case .authority(let names):
      for name in names {
        add(
          """
          s.incident IN (SELECT incident FROM expectation WHERE authority IN (
            SELECT authority FROM (\(Self.authorities))
            WHERE lower(authority) = ? OR substr(authority, instr(authority, '/') + 1) = ?))
          """, [name.lowercased(), Source.ID(named: name).rawValue])
      }
    case .text(let texts): for text in texts { add(text: Schema.folded(text)) }
    case .attention: break
    }
  }

  // Each once: the limit keeps SQLite from looking into all rows instead.
  private static let places = """
    SELECT DISTINCT place_text FROM incident WHERE place_text IS NOT NULL LIMIT -1
    """
  // From one to the next in the index: many incidents share one.
  private static let authorities = """
    WITH RECURSIVE each_of(authority) AS (
      SELECT min(authority) FROM expectation UNION ALL
      SELECT (SELECT min(e.authority) FROM expectation AS e WHERE e.authority > each_of.authority)
      FROM each_of WHERE each_of.authority IS NOT NULL)
    SELECT authority FROM each_of WHERE authority IS NOT NULL LIMIT -1
    """

  private mutating func add(_ condition: String, _ values: StatementArguments) {
    alternatives.append(condition)
    arguments += values
  }

  private mutating func add(_ column: String, oneOf words: [String]) {
    let places = Array(repeating: "?", count: words.count).joined(separator: ", ")
    add("\(column) IN (\(places))", StatementArguments(words))
  }

  private mutating func add(_ column: String, _ bound: FilterBound) {
    add("\(column) \(bound.relation.rawValue) ?", [bound.value])
  }

  /// Longer ago is a smaller time.
  private mutating func add(ageOf column: String, _ bound: FilterBound, now: Date) {
    add("? - \(column) \(bound.relation.rawValue) ?", [now.milliseconds, bound.value * 1000])
  }

  /// Who published one of its reports, or stands in the chain behind one.
  private mutating func add(source: Source.ID) {
    add(
      """
      s.incident IN (
        SELECT incident FROM telling JOIN report ON seq = telling.report WHERE source = ?
        UNION SELECT incident FROM telling JOIN citation ON telling = t WHERE source = ?)
      """, [source.rawValue, source.rawValue])
  }

  private mutating func add(text: String) {
    if common.contains(text) {
      add("instr((SELECT c0 FROM \(Schema.titles) WHERE id = s.incident), ?) > 0", [text])
    } else {
      let (titles, values) = Conditions.titles(with: text)
      add("s.incident IN (\(titles))", values)
    }
  }
}

extension SortKey {
  init(_ value: DatabaseValue) {
    self =
      String.fromDatabaseValue(value).map { .text($0) }
      ?? .number(Int.fromDatabaseValue(value) ?? 0)
  }

  var databaseValue: DatabaseValue {
    switch self {
    case .number(let number): number.databaseValue
    case .text(let text): text.databaseValue
    }
  }
}
