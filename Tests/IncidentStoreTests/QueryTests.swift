import Foundation
import IncidentStore
import Incidents
import Testing

struct QueryTests {
  /// Twenty incidents, a quarter of an hour apart, in turns in three regions.
  let store: IncidentStore

  init() throws {
    store = try IncidentStore.inMemory()
    let regions: [Region.ID] = ["RU-KDA", "RU-ROS", "DE"]
    let kinds: [IncidentKind] = [.explosion, .protest, .flood, .health]
    try store.append(
      (0..<20).map {
        .sample(
          "Event \($0) in town\($0)", region: regions[$0 % 3], kind: kinds[$0 % 4],
          at: 10 + Double($0) * 7)
      }, by: desk, at: at(200))
  }

  private func titles(_ window: IncidentWindow) -> [Int] {
    window.rows.compactMap { Int($0.incident.title.split(separator: " ")[1]) }
  }

  @Test func aWindowHoldsTheRowsAroundItsAnchor() throws {
    let all = try store.window(IncidentQuery(), anchor: .first, before: 0, after: 100)
    #expect(titles(all) == Array((0..<20).reversed()))
    #expect(all.startsAtFirst && all.endsAtLast && all.total == 20)

    let tenth = ListPosition(all.rows[10])
    let window = try store.window(IncidentQuery(), anchor: .around(tenth), before: 3, after: 4)
    #expect(titles(window) == [12, 11, 10, 9, 8, 7, 6])
    #expect(!window.startsAtFirst && !window.endsAtLast)

    let end = try store.window(IncidentQuery(), anchor: .last, before: 2, after: 2)
    #expect(titles(end) == [3, 2, 1, 0])
    #expect(end.endsAtLast && !end.startsAtFirst)
  }

  @Test func aWindowAroundWhatIsNoLongerThereShowsItsPlace() throws {
    let gone = ListPosition(time: at(10 + 7 * 4.5), id: "XX-000000")
    let window = try store.window(IncidentQuery(), anchor: .around(gone), before: 1, after: 2)
    #expect(titles(window) == [5, 4, 3])
  }

  @Test(
    "A region holds what lies in it",
    arguments: [("RU-KDA", 7), ("RU", 14), ("DE", 6), ("R", 0), ("RU-K", 0)])
  func region(id: String, count: Int) throws {
    let query = IncidentQuery(IncidentFilter(.region([Region.ID(rawValue: id)])))
    #expect(try store.list(query).count == count)
    #expect(try store.window(query, anchor: .first, before: 0, after: 1).total == count)
  }

  @Test func filtersMeetEachOther() throws {
    let late = IncidentQuery(
      IncidentFilter(
        .region(["RU"]), .status([.reported]), .official([.noAuthoritySet]),
        .since(.at(at(10 + 7 * 15)))))
    #expect(try store.list(late).count == 4)
    #expect(try store.list(IncidentQuery(IncidentFilter(.status([.verified])))).isEmpty)
    #expect(try store.window(late, anchor: .first, before: 0, after: 1).total == 4)
  }

  @Test func findingGoesOnFromWhereItStandsToTheEnd() throws {
    func find(_ text: String, from: ListPosition?, forward: Bool = true) throws -> ListPosition? {
      try store.find(text, in: IncidentQuery(), from: from, forward: forward)
    }
    let newest = try #require(try find("town1", from: nil))
    let rows = try store.list()
    #expect(newest == ListPosition(rows[0]))  // town19
    let next = try #require(try find("town1", from: newest))
    #expect(next == ListPosition(rows[1]))  // town18
    #expect(try find("town1", from: newest, forward: false) == nil)
    #expect(try find("town1", from: nil, forward: false) == ListPosition(rows[18]))  // town1
    #expect(try find("7 IN TOWN", from: newest) == ListPosition(rows[2]))  // 17
    #expect(try find("n9", from: nil) == ListPosition(rows[10]))
    #expect(try find("nowhere", from: nil) == nil)
    #expect(try find("\" ) OR", from: nil) == nil)
    #expect(try find("%%%", from: nil) == nil)
    #expect(try find("", from: nil) == nil)
  }

  @Test func talliesAreWhatACountWouldGive() throws {
    let tallies = try store.regions()
    #expect(
      tallies.map { "\($0.region) \($0.incidents) \($0.open) \($0.withoutWord)" } == [
        "DE 6 6 6", "RU-KDA 7 7 7", "RU-ROS 7 7 7",
      ])
  }

  @Test func aDetailHoldsEveryRowWithItsText() throws {
    let store = try IncidentStore.inMemory()
    try store.append(everything, by: desk, at: at(13))
    let row = try #require(try store.list().last)
    let detail = try #require(try store.detail(row.id))
    let dossier = detail.dossier
    #expect(
      dossier.reports.map(\.text) == [
        "Explosions near Krasnodar.", "Explosions near Krasnodar heard.",
      ])
    #expect(
      dossier.reports.map(\.joined) == [
        "first report", "joined: RU-KDA, explosion, 30 min apart, 1.00 alike",
      ])
    #expect(dossier.chain(behind: dossier.reports[0].id).map(\.source) == ["shot"])
    #expect(dossier.silences.map(\.authority) == ["RU-KDA/governor"])
    #expect(dossier.authorities["RU-KDA/governor"]?.channels.first?.lastOkAt == at(12))
    #expect(try store.detail("nothing") == nil)
  }
}
