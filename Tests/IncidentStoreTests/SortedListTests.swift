import Foundation
import GRDB
import Incidents
import Testing

@testable import IncidentStore

/// The list by any of its columns, as somebody goes through it.
struct SortedListTests {
  /// Some two dozen incidents, many of them equal in each column but the times.
  let store: IncidentStore

  static let orders = IncidentOrder.Column.allCases.flatMap { column in
    [IncidentOrder(column), IncidentOrder(column, isReversed: true)]
  }

  init() throws {
    store = try IncidentStore.inMemory()
    let regions: [Region.ID] = ["RU-KDA", "RU-ROS", "DE"]
    let kinds: [IncidentKind] = [.fire, .drone]
    for turn in 0..<24 {
      let sources = turn % 4 == 0 ? ["Agency", "Radio"] : ["Agency"]
      try store.append(
        sources.map {
          .sample(
            "Event \(turn / 2)", source: $0, region: regions[turn % 3], kind: kinds[turn % 2],
            at: 10 + Double(turn) * 7)
        }, by: desk, at: at(10 + Double(turn) * 7))
    }
  }

  @Test("It is sorted, and each page of it is a piece of the whole", arguments: orders)
  func pages(order: IncidentOrder) throws {
    let query = IncidentQuery(order: order)
    let all = try store.list(query)
    let places = all.map { ListPosition($0, in: query) }
    #expect(zip(places, places.dropFirst()).allSatisfy { $0.isAbove($1, in: query) })
    for (index, place) in places.enumerated() {
      let window = try store.window(query, anchor: .around(place), before: 3, after: 4)
      let piece = max(0, index - 3)..<min(all.count, index + 4)
      #expect(window.rows.map(\.id) == all[piece].map(\.id))
      #expect(window.startsAtFirst == (index <= 3))
      #expect(window.endsAtLast == (index + 4 >= all.count))
    }
    let last = try store.window(query, anchor: .last, before: 5, after: 0)
    #expect(last.rows.map(\.id) == all.suffix(5).map(\.id))
  }

  @Test("A filter that all pass changes nothing", arguments: orders)
  func filtered(order: IncidentOrder) throws {
    let all = try store.list(IncidentQuery(order: order)).map(\.id)
    let filter = IncidentFilter(.kind([.fire, .drone]))
    #expect(try store.list(IncidentQuery(filter, order: order)).map(\.id) == all)
  }

  @Test("A page is sought in an index, and no more than what is equal is sorted", arguments: orders)
  func plans(order: IncidentOrder) throws {
    let query = IncidentQuery(order: order)
    guard let list = try store.read({ try SortedList(query, $0) }) else {
      #expect([.lastReport, .acknowledgement].contains(order.column))
      return
    }
    let middle = ListPosition(try store.list(query)[12], in: query)
    let plans = try store.read { db in
      var asked: [String] = []
      db.trace {
        if case .statement(let statement) = $0 { asked.append(statement.expandedSQL) }
      }
      _ = try list.incidents(.from(middle), limit: 10, db)
      db.trace(options: [])
      return try asked.filter { $0.hasPrefix("SELECT") }.map { sql in
        try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN \(sql)")
          .map { $0["detail"] as String }.joined(separator: "; ")
      }
    }
    #expect(!plans.isEmpty)
    for plan in plans {
      #expect(plan.hasPrefix("SEARCH"))
      // Of titles the few that are equal are.
      #expect(order.column == .title || !plan.contains("FOR ORDER BY"))
    }
  }

  @Test("A text that many titles have is looked for in the rows as they come, with the same result")
  func commonTexts() throws {
    try store.append(
      (0..<2100).map {
        .sample(
          $0 % 100 == 0 ? "Bus \($0)" : "Zug \($0)", region: "DE", kind: .transport,
          at: 300 + Double($0) * 7)
      }, by: desk, at: at(100_000))
    for (text, count) in [("zu", 2079), ("zug", 2079), ("us", 21), ("bus", 21)] {
      let query = IncidentQuery(IncidentFilter(.text([text])))
      let rows = try store.list(query)
      #expect(rows.count == count)
      #expect(rows.allSatisfy { $0.incident.title.lowercased().contains(text) })
      #expect(try store.count(query).total == count)
    }
  }

  @Test(
    "Texts of one letter or two are found wherever they stand in a title, and nothing else is",
    arguments: ["é", "é ", "火", "災", "火災", "災 ", "fé", "ca", "%", "\"", "\" ", "az", "x", "ός"])
  func shortTexts(text: String) throws {
    let titles = ["Café", "火災", "\"Rauch\" 100%", "Düne", "Οδός Ερμού"]
    try store.append(
      titles.enumerated().map {
        .sample($1, region: "DE", kind: .transport, at: 300 + Double($0) * 7)
      }, by: desk, at: at(1000))
    let query = IncidentQuery(IncidentFilter(.text([text])))
    #expect(
      try Set(store.list(query).map(\.incident.title))
        == Set(
          store.list(IncidentQuery()).map(\.incident.title).filter {
            $0.lowercased().contains(text)
          }))
  }
}
