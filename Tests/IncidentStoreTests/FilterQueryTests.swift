import Foundation
import IncidentStore
import Incidents
import Testing

/// What each term finds, and that every order can be walked a page at a time.
struct FilterQueryTests {
  static let now = at(20)
  let store: IncidentStore

  /// Six incidents, the latest report first: storm, protest, Харків, drone, Warehouse, Explosions.
  init() throws {
    store = try IncidentStore.inMemory()
    try store.append(
      everything + [
        .sample("Drone over the bay", source: "New York Times", kind: .drone, at: 12),
        .sample("Вибухи в Харкові", source: nil, region: "UA-63", kind: .strike, at: 13),
        .report(
          ReportBody(source: "Wire", publishedAt: at(14), text: "Protest."),
          Reading(
            reader: Reading.analyst,
            incidents: [
              ReadIncident(
                title: "Protest on Main Square", kind: .protest, region: "RU-ROS",
                place: ReadPlace(text: "Головна площа", precision: .namedTown),
                claims: [ReadClaim(kind: .occurrence, text: "Protest.")],
                citations: [
                  ReadCitation(source: "Nobody"), ReadCitation(source: nil, platform: nil),
                ])
            ])),
        .sample("Storm, \"the worst\" in years", region: "DE", kind: .storm, at: 15),
      ], by: desk, at: at(16))
    let storm = try #require(try store.list().first).id
    try store.record(.set(incident: storm, lifecycle: .closed), because: nil, by: desk, at: at(17))
    let drone = try #require(try store.list().first { $0.incident.kind == .drone }).id
    try store.record(.acknowledge(incident: drone), because: nil, by: desk, at: at(18))
  }

  private func found(_ line: String) throws -> [String] {
    let filter = try IncidentFilter(line, names: .codes)
    let query = IncidentQuery(filter, now: Self.now, person: desk.name)
    let rows = try store.list(query)
    let window = try store.window(query, anchor: .first, before: 0, after: 3)
    #expect(window.total == rows.count)
    #expect(window.rows == Array(rows.prefix(3)))
    return rows.map { String($0.incident.title.prefix { $0 != " " && $0 != "," }) }
  }

  @Test(
    "Each term finds what it says",
    arguments: [
      ("", ["Storm", "Protest", "Вибухи", "Drone", "Warehouse", "Explosions"]),
      ("region:RU", ["Protest", "Drone", "Explosions"]),
      ("region:RU-KDA,UA", ["Вибухи", "Drone", "Explosions"]),
      ("-region:RU", ["Storm", "Вибухи", "Warehouse"]),
      ("region:RU -region:RU-KDA", ["Protest"]),
      ("place:площа", ["Protest"]), ("place:ПЛОЩА", ["Protest"]), ("place:nowhere", []),
      ("-place:площа region:RU-ROS", []),
      ("kind:drone,strike", ["Вибухи", "Drone"]), ("-kind:drone region:RU-KDA", ["Explosions"]),
      ("status:corroborated", ["Warehouse", "Explosions"]),
      ("official:silent", ["Explosions"]), ("official:confirmed", ["Warehouse"]),
      ("silent>6h", ["Explosions"]), ("silent>11h", []), ("silent<11h", ["Explosions"]),
      ("-silent>6h kind:explosion,fire", ["Warehouse"]),
      ("origins>=1 region:RU-KDA", ["Drone", "Explosions"]), ("origins>=9", []),
      ("reports>1", ["Explosions"]), ("reports=1 region:DE", ["Storm", "Warehouse"]),
      ("grade:A", ["Storm", "Warehouse", "Explosions"]),
      ("source:SHOT", ["Explosions"]), ("source:\"new york times\"", ["Drone"]),
      ("source:SHOT,\"New York Times\"", ["Drone", "Explosions"]),
      ("-source:Wire", ["Вибухи", "Drone"]),
      ("authority:governor", ["Explosions"]), ("authority:RU-KDA/governor", ["Explosions"]),
      ("authority:\"Fire service\"", ["Warehouse"]),
      ("since:6h", ["Storm", "Protest"]), ("since:2026-11-22T15:00Z", ["Storm"]),
      ("before:8h", ["Warehouse", "Explosions"]), ("age<=6h", ["Storm", "Protest"]),
      ("age>=9h", ["Warehouse", "Explosions"]), ("first>9h30", ["Explosions"]),
      ("lifecycle:closed", ["Storm"]), ("-lifecycle:closed region:DE", ["Warehouse"]),
      ("lifecycle:merged", []),
      ("attention:acknowledged", ["Drone"]), ("attention:due region:RU-KDA", ["Explosions"]),
      ("attention:snoozed", []), ("attention:all kind:drone", ["Drone"]),
      ("explosion", ["Explosions"]), ("ВИБУХИ", ["Вибухи"]), ("\"main square\"", ["Protest"]),
      ("main square", ["Protest"]), ("\"square main\"", []),
      ("on", ["Protest", "Drone", "Explosions"]),
      ("fire,storm", ["Storm", "Warehouse"]), ("-fire region:DE", ["Storm"]),
      ("“\"the worst\"”", ["Storm"]), ("\"') OR 1=1 --\"", []), ("\"*\"", []),
      (
        "region:RU kind:explosion silent>6h source:SHOT status:reported,corroborated",
        ["Explosions"]
      ),
    ])
  func terms(line: String, titles: [String]) throws {
    let found = try found(line)
    #expect(found == titles)
  }

  @Test(arguments: IncidentOrder.Column.allCases, [false, true])
  func `A list in any order is walked from page to page, as Swift would sort it`(
    column: IncidentOrder.Column, isReversed: Bool
  ) throws {
    let query = IncidentQuery(
      order: IncidentOrder(column, isReversed: isReversed), now: Self.now, person: desk.name)
    let all = try store.list(query)
    #expect(all.count == 6)
    #expect(
      all.map(\.id)
        == all.shuffled().sorted {
          ListPosition($0, in: query).isAbove(ListPosition($1, in: query), in: query)
        }.map(\.id))
    for (index, row) in all.enumerated() {
      let place = ListPosition(row, in: query)
      let window = try store.window(query, anchor: .around(place), before: 2, after: 2)
      #expect(window.rows == Array(all[max(0, index - 2)..<min(6, index + 2)]))
      let gone = ListPosition(key: place.key, time: place.time, id: "ZZ-GONE")
      let around = try store.window(query, anchor: .around(gone), before: 6, after: 6)
      #expect(around.rows == all)
      #expect(
        try store.find("o", in: query, from: place, forward: true)?.id
          == all[(index + 1)...].first { $0.incident.title.lowercased().contains("o") }?.id)
    }
    let end = try store.window(query, anchor: .last, before: 2, after: 0)
    #expect(end.rows == Array(all.suffix(2)) && end.endsAtLast && !end.startsAtFirst)
  }

  @Test func `Sorting puts first what a desk looks for`() throws {
    func first(_ column: IncidentOrder.Column) throws -> String {
      let query = IncidentQuery(order: IncidentOrder(column), person: desk.name)
      return try #require(try store.list(query).first).incident.title
    }
    #expect(try first(.silence) == "Explosions near Krasnodar")
    #expect(try first(.status) == "Warehouse fire")
    #expect(try first(.official) == "Warehouse fire")
    #expect(try first(.reports) == "Explosions near Krasnodar")
    #expect(try first(.acknowledgement) == "Drone over the bay")
    #expect(try first(.title) == "Drone over the bay")
  }
}
