import Foundation
import GRDB
import Incidents
import TestSupport
import Testing

@testable import IncidentStore

/// What a store does without while something large is taken in.
struct LoadingTests {
  let directory = TemporaryDirectory()
  private var path: String { directory.path("watchfloor.db") }

  static let filters = [
    "", "region:RU", "kind:fire,drone", "status:rumour", "event", "place:Sochi", "silent>1h",
  ]

  @Test("Lists, counts, places and changes are the same meanwhile", arguments: filters)
  func answers(filter: String) throws {
    let store = try IncidentStore.open(at: path)
    for turn in 0..<24 {
      try store.append(
        [
          .sample(
            "Event \(turn / 2)", region: ["RU-KDA", "RU-ROS", "DE"][turn % 3],
            kind: [.fire, .drone][turn % 2], at: 10 + Double(turn) * 7)
        ], by: desk, at: at(10 + Double(turn) * 7))
    }
    let filter = try IncidentFilter(filter)
    func answers() throws -> [String] {
      var answers = try SortedListTests.orders.map { order in
        "\(order): \(try store.list(IncidentQuery(filter, order: order)).map(\.id))"
      }
      let query = IncidentQuery(filter)
      let window = try store.window(
        query, anchor: .around(ListPosition(time: at(80), id: "?")), before: 3, after: 4)
      answers.append("\(window.rows.map(\.id)) \(try store.count(query).total)")
      answers.append("\(try store.places(of: query, in: ["RU-KDA", "DE"]))")
      answers.append("\(try store.changes(ChangeQuery(region: "RU-KDA", limit: 30)))")
      return answers
    }
    let before = try answers()
    try store.prepareToLoad(1 << 30)
    #expect(try !isIndexed())
    #expect(try answers() == before)
    try store.finishLoading()
    #expect(try answers() == before)
  }

  @Test func whatIsSmallerThanTheStoreIsTakenInWithAllItsIndexes() throws {
    let store = try IncidentStore.open(at: path)
    try store.prepareToLoad(1000)
    #expect(try isIndexed())
    try execute("CREATE TABLE filler AS SELECT zeroblob(20 << 20) AS bytes", path)
    try store.prepareToLoad(4 << 20)
    #expect(try isIndexed())
    try store.prepareToLoad(8 << 20)
    #expect(try !isIndexed())
  }

  @Test("All indexes are made again: at the end, or when the store is opened by who comes next")
  func ends() throws {
    let store = try IncidentStore.open(at: path)
    let before = try indexes()
    try store.prepareToLoad(1 << 30)
    try store.finishLoading()
    #expect(try indexes() == before)

    try store.prepareToLoad(1 << 30)
    #expect(try indexes().count < before.count)
    _ = try IncidentStore.open(at: path)
    #expect(try indexes() == before)
    try store.finishLoading()
    #expect(try indexes() == before)
  }

  @Test func whoeverIsWritingWhenAStoreIsOpenedIsLeftToIt() throws {
    let store = try IncidentStore.open(at: path)
    try store.append(everything, by: desk, at: at(13))
    try store.prepareToLoad(1 << 30)
    try DatabaseQueue(path: path).inDatabase { db in
      try db.inTransaction(.immediate) {
        let opened = try IncidentStore.open(at: path)
        #expect(try opened.list().count == store.list().count)
        return .rollback
      }
    }
    #expect(try !isIndexed())
    _ = try IncidentStore.open(at: path)
    #expect(try isIndexed())
  }

  private func isIndexed() throws -> Bool { try indexes().contains("standing_list") }

  private func indexes() throws -> Set<String> {
    try DatabaseQueue(path: path).read {
      try String.fetchSet($0, sql: "SELECT name FROM sqlite_schema WHERE type = 'index'")
    }
  }
}
