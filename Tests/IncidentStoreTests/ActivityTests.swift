import Foundation
import IncidentStore
import Incidents
import TestSupport
import Testing

/// How much was reported, where and when; and where incidents are.
struct ActivityTests {
  private static func place(_ latitude: Double?, _ longitude: Double?) -> ReadPlace {
    ReadPlace(text: "a place", precision: .namedTown, latitude: latitude, longitude: longitude)
  }

  private static func draft(
    _ titles: String..., region: Region.ID = "RU-KDA", at hour: Double?, place: ReadPlace? = nil,
    statements: [ReadStatement] = []
  ) -> Draft {
    let text = "\(titles.joined()) \(hour ?? 0)."
    return .report(
      ReportBody(source: "Wire", publishedAt: hour.map { IncidentStoreTests.at($0) }, text: text),
      Reading(
        reader: Reading.analyst,
        incidents: titles.map {
          ReadIncident(
            title: $0, kind: .explosion, region: region, place: place,
            claims: [ReadClaim(kind: .occurrence, text: $0)], statements: statements)
        }))
  }

  private func activity(_ drafts: [Draft], until end: Double = 24) throws -> Activity {
    let store = try IncidentStore.inMemory()
    try store.append(drafts, by: desk, at: at(23.5))
    return try store.activity(until: at(end))
  }

  @Test func reportsCountInTheHourInWhichTheyCameOut() throws {
    let activity = try activity([
      Self.draft("a", at: -0.01), Self.draft("b", at: 0), Self.draft("c", at: 5.99),
      Self.draft("d", at: 6), Self.draft("e", at: 23.4), Self.draft("f", at: 24),
      Self.draft("g", region: "DE", at: nil),
    ])
    #expect(activity.rows.map(\.region) == ["DE", "RU-KDA"])
    let krasnodar = try #require(activity.rows.last)
    let counted = krasnodar.reports.indices.filter { krasnodar.reports[$0] > 0 }
    #expect(counted == [0, 5, 6, 23] && krasnodar.withoutTime == 0)
    // Without a time of its own it may be much older than its recording: it is in no hour.
    #expect(activity.rows[0].reports.allSatisfy { $0 == 0 } && activity.rows[0].withoutTime == 1)
  }

  @Test func aFilterBearsOnTheReportsOfWhatItLetsThrough() throws {
    let store = try IncidentStore.inMemory()
    try store.append(
      [
        Self.draft("Blast", at: 3), Self.draft("Mill fire", region: "RU-ROS", at: 4),
        Self.draft("Mill flood", region: "DE-HH", at: 5),
        Self.draft("Mill smoke", region: "UA-14", at: nil),
      ], by: desk, at: at(6))
    let mills = IncidentQuery(
      IncidentFilter(.text(["mill"])), order: IncidentOrder(.title), now: at(6))
    let rows = try store.activity(until: at(24), of: mills).rows
    #expect(rows.map(\.region) == ["DE-HH", "RU-ROS", "UA-14"])
    #expect(rows.map { $0.reports[3...5] } == [[0, 0, 1], [0, 1, 0], [0, 0, 0]])
    #expect(rows.map(\.withoutTime) == [0, 0, 1])

    let blast = try #require(try store.list().first { $0.incident.title == "Blast" })
    try store.record(.acknowledge(incident: blast.id), because: nil, by: desk, at: at(7))
    let due = IncidentQuery(now: at(8), person: desk.name, usualAttention: .due)
    #expect(try store.activity(until: at(24), of: due).rows.map(\.region) == rows.map(\.region))
    let aside = IncidentQuery(
      IncidentFilter(.attention(.acknowledged)), now: at(8), person: desk.name)
    #expect(try store.activity(until: at(24), of: aside).rows.map { $0.reports[3] } == [1])
  }

  @Test func openIncidentsOfAFilterAreCountedByRegion() throws {
    let store = try IncidentStore.inMemory()
    let said = [
      ReadStatement(authority: governor, position: .confirmed, attribution: .onRecord)
    ]
    try store.append(
      [
        Self.draft("Blast", at: 3), Self.draft("Mill smoke", region: "UA-14", at: 6),
        Self.draft("Mill fire", region: "RU-ROS", at: 4, statements: said),
        Self.draft("Mill flood", region: "DE-HH", at: 5),
      ], by: desk, at: at(7))
    let ids = Dictionary(uniqueKeysWithValues: try store.list().map { ($0.incident.title, $0.id) })
    let everything = try store.regions().map {
      OpenCount(region: $0.region, open: $0.open, withoutWord: $0.withoutWord)
    }
    #expect(try store.openCounts(of: IncidentQuery()) == everything)
    let mills = IncidentQuery(IncidentFilter(.text(["mill"])), order: IncidentOrder(.title))
    #expect(
      try store.openCounts(of: mills) == [
        OpenCount(region: "DE-HH", open: 1, withoutWord: 1),
        OpenCount(region: "RU-ROS", open: 1, withoutWord: 0),
        OpenCount(region: "UA-14", open: 1, withoutWord: 1),
      ])
    // What is closed is not open, and what was put aside is not due.
    try store.record(
      .set(incident: try #require(ids["Mill flood"]), lifecycle: .closed), because: nil, by: desk,
      at: at(8))
    try store.record(
      .acknowledge(incident: try #require(ids["Blast"])), because: nil, by: desk, at: at(8))
    let due = IncidentQuery(now: at(9), person: desk.name, usualAttention: .due)
    #expect(
      try store.openCounts(of: due) == [
        OpenCount(region: "RU-ROS", open: 1, withoutWord: 0),
        OpenCount(region: "UA-14", open: 1, withoutWord: 1),
      ])
    #expect(try store.openCounts(of: mills) == store.openCounts(of: due))
  }

  @Test func aReportThatTellsOfARegionTwiceIsOneReport() throws {
    let activity = try activity([Self.draft("A fire", "Quite another blast", at: 20)])
    #expect(activity.rows.map { $0.reports[20] } == [1])
  }

  @Test func reportsOfWhatAnAuthorityHasSpokenOfAreCountedApart() throws {
    let said = [
      ReadStatement(authority: governor, position: .confirmed, attribution: .onRecord)
    ]
    let activity = try activity([
      Self.draft("Blast at the port", at: 3),
      Self.draft("Fire in a mill", region: "DE-HH", at: 3, statements: said),
      Self.draft("Drone over the bay", region: "DE-HH", at: 4, statements: said),
    ])
    #expect(activity.rows.map { Array($0.reports[3...4]) } == [[1, 1], [1, 0]])
    #expect(activity.rows.map { Array($0.withoutWord[3...4]) } == [[0, 0], [1, 0]])
  }

  @Test func reportsCountWhereTheirIncidentStandsNow() throws {
    let store = try IncidentStore.inMemory()
    try store.append(
      [Self.draft("Blast", at: 3), Self.draft("Boom", region: "RU-AD", at: 3)], by: desk, at: at(4))
    let ids = try store.list().map(\.id)
    let (from, into) = ids[0].rawValue < ids[1].rawValue ? (ids[0], ids[1]) : (ids[1], ids[0])
    try store.record(.merge(incident: from, into: into), because: "one blast", by: desk, at: at(5))
    let rows = try store.activity(until: at(24)).rows
    #expect(rows.map(\.region) == ["RU-KDA"] && rows.map { $0.reports[3] } == [2])
  }

  @Test func thePastKnowsOnlyWhatHadComeByThen() throws {
    let directory = TemporaryDirectory()
    let store = try IncidentStore.open(at: directory.path("a.db"))
    try store.append([Self.draft("Blast", at: 3)], by: desk, at: at(4))
    try store.append([Self.draft("Mill fire", at: 3)], by: desk, at: at(6))
    #expect(try store.activity(until: at(24)).rows.map { $0.reports[3] } == [2])
    #expect(try store.asOf(at(5)).activity(until: at(24)).rows.map { $0.reports[3] } == [1])
  }

  // MARK: Places

  @Test func incidentsAreWhereTheirReportsSay() throws {
    let store = try IncidentStore.inMemory()
    try store.append(
      [
        Self.draft("Blast", at: 3, place: Self.place(45.04, 38.98)),
        Self.draft("Mill fire", at: 4),
        Self.draft("Flood", region: "DE-HH", at: 5, place: Self.place(53.5, 10)),
      ], by: desk, at: at(6))
    let all = try store.places(of: IncidentQuery(), in: nil)
    #expect(Set(all.marks.map(\.latitude)) == [45.04, 53.5])
    #expect(all.marks.allSatisfy { $0.precision == .namedTown && $0.status == .reported })
    #expect(all.withoutPoint == 1 && all.older == 0)

    let krasnodar = try store.places(of: IncidentQuery(), in: ["RU-KDA", "RU-AD"])
    #expect(krasnodar.marks.map(\.longitude) == [38.98])
    let floods = try store.places(of: IncidentQuery(IncidentFilter(.text(["flood"]))), in: nil)
    #expect(floods == IncidentPlaces(marks: Array(all.marks.filter { $0.longitude == 10 })))
    #expect(try store.places(of: IncidentQuery(), in: []).marks.isEmpty)
    let merged = IncidentQuery(IncidentFilter(.lifecycle([.merged])))
    #expect(try store.places(of: merged, in: ["RU-KDA"]).marks.isEmpty)
  }

  @Test func onlyTheLatestAreLookedAtAndTheRestAreCounted() throws {
    let store = try IncidentStore.inMemory()
    let count = IncidentPlaces.most + 20
    try store.append(
      (0..<count).map {
        Self.draft(
          "Event number\($0)", at: Double($0) * 7, place: Self.place(45, Double($0) / 100))
      }, by: desk, at: at(30_000))
    let places = try store.places(of: IncidentQuery(order: IncidentOrder(.title)), in: ["RU-KDA"])
    #expect(places.marks.count == IncidentPlaces.most && places.older == 20)
    #expect(places.marks.map(\.longitude).min() == 0.2)
    let named = IncidentQuery(IncidentFilter(.text(["event"])))
    #expect(try store.places(of: named, in: nil).older == 20)

    let id = try #require(try store.list().first?.id)
    try store.record(.acknowledge(incident: id), because: nil, by: desk, at: at(30_001))
    let due = IncidentQuery(now: at(30_002), person: desk.name, usualAttention: .due)
    #expect(try store.places(of: due, in: ["RU-KDA", "DE"]).older == 19)
  }
}
