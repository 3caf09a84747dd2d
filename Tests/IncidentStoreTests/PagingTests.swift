import Foundation
import GRDB
import Incidents
import Testing

@testable import IncidentStore

/// What a screen asks for while somebody presses keys.
struct PagingTests {
  /// Twenty incidents in three regions.
  let store: IncidentStore

  init() throws {
    store = try IncidentStore.inMemory()
    let regions: [Region.ID] = ["RU-KDA", "RU-ROS", "DE"]
    try store.append(
      (0..<20).map {
        .sample("Event \($0)", region: regions[$0 % 3], kind: .fire, at: 10 + Double($0) * 7)
      }, by: desk, at: at(200))
  }

  private let fires = IncidentQuery(IncidentFilter(.kind([.fire])))

  @Test func aListCanBeHadBeforeItIsCounted() throws {
    let window = try store.window(fires, anchor: .first, before: 0, after: 5, counting: false)
    #expect(window.rows.count == 5)
    #expect(window.total == nil)
    #expect(try store.count(fires).total == 20)
  }

  @Test func whatTalliesKnowIsNeverCounted() throws {
    let all = try store.window(
      IncidentQuery(), anchor: .first, before: 0, after: 5, counting: false)
    #expect(all.total == 20)
  }

  @Test func aCountIsGoodUntilTheStoreChanges() throws {
    let count = try store.count(fires)
    #expect(try store.count(fires, known: count) == count)
    try store.append(
      [.sample("Event 20", region: "DE", kind: .fire, at: 220)], by: desk, at: at(230))
    #expect(try store.count(fires, known: count).total == 21)
  }

  @Test("A page is sought by its key, however deep in the list it lies")
  func plan() throws {
    let rows = try store.list()
    var below = Conditions(IncidentQuery())
    below.add(from: ListPosition(rows[15]))
    #expect(try plan(of: below).contains("SEARCH s USING COVERING INDEX standing_list"))
    var above = Conditions(IncidentQuery())
    above.add(above: ListPosition(rows[15]))
    #expect(try plan(of: above).contains("SEARCH s USING COVERING INDEX standing_list"))
  }

  @Test(
    "What passes a filter is counted in the index of the list, without a look at the rows",
    arguments: ["silent>6h", "status:rumour official:denied", "kind:fire", "-region:RU origins>1"])
  func count(filter: String) throws {
    let conditions = Conditions(IncidentQuery(try IncidentFilter(filter)))
    let counting = try plan(
      "SELECT count(*) FROM \(conditions.tables) WHERE \(conditions.sql)", conditions.arguments)
    #expect(counting == "SCAN s USING COVERING INDEX standing_list")
  }

  @Test func aSmallRegionIsSortedWithoutALookAtTheRows() throws {
    var conditions = Conditions(IncidentQuery(IncidentFilter(.region(["RU"]))))
    conditions.narrow(to: "RU")
    let tables = try store.read(conditions.tablesByRegion)
    #expect(
      try plan(of: conditions, in: tables)
        .contains("SEARCH s USING COVERING INDEX standing_region"))
  }

  private func plan(of conditions: Conditions, in tables: String? = nil) throws -> String {
    try plan(
      """
      SELECT s.incident FROM \(tables ?? conditions.tables)
      WHERE \(conditions.sql) ORDER BY \(conditions.order(down: true)) LIMIT 10
      """, conditions.arguments)
  }

  private func plan(_ sql: String, _ arguments: StatementArguments) throws -> String {
    try store.read { db in
      try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN \(sql)", arguments: arguments)
        .map { $0["detail"] as String }.joined(separator: "\n")
    }
  }

  @Test("By region, an index has the rows in order", arguments: [false, true])
  func byRegion(isReversed: Bool) throws {
    let query = IncidentQuery(order: IncidentOrder(.region, isReversed: isReversed))
    let rows = try store.list(query)
    let regions = rows.map(\.incident.region.rawValue)
    #expect(regions == regions.sorted { isReversed ? $0 > $1 : $0 < $1 })
    for (upper, lower) in zip(rows, rows.dropFirst())
    where upper.incident.region == lower.incident.region {
      #expect(upper.incident.lastActivityAt > lower.incident.lastActivityAt)
    }
    let middle = try store.window(
      query, anchor: .around(ListPosition(rows[9], in: query)), before: 4, after: 5)
    #expect(middle.rows == Array(rows[5..<14]))
  }

  @Test func whatNobodyWaitsForIsBrokenOffAndNothingElse() throws {
    let breaker = ReadBreaker()
    let breakable = store.breakable(by: breaker)
    let error = #expect(throws: IncidentStoreError.self) {
      try breakable.read { db in
        let rows = try Row.fetchCursor(db, sql: "SELECT * FROM standing")
        _ = try rows.next()
        breaker.interrupt()
        while try rows.next() != nil {}
      }
    }
    #expect(error?.code == .interrupted)
    breaker.interrupt()
    #expect(try breakable.list().count == 20)
  }

  @Test func theScreenAsksForNoCountOfReports() throws {
    #expect(try store.overview(counting: false).reports == nil)
    #expect(try store.overview().reports == 20)
  }
}
