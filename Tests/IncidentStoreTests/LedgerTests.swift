import Foundation
import IncidentStore
import Incidents
import TestSupport
import Testing

struct LedgerTests {
  @Test func whatIsTakenInTwiceIsThereOnce() throws {
    let store = try IncidentStore.inMemory()
    let first = try store.append(everything, by: desk, at: at(13))
    let second = try store.append(everything, by: Author(name: "boris", desk: "other"), at: at(14))
    #expect(first.added == 6 && first.known == 0)
    #expect(second.added == 0 && second.known == 6)
    #expect(try store.overview().reports == 3)
  }

  @Test func standingsFollowFromTheEntries() throws {
    let store = try IncidentStore.inMemory()
    try store.append(everything, by: desk, at: at(12.5))
    #expect(
      try store.lines() == [
        "Warehouse fire: corroborated 1..1A, confirmed",
        "Explosions near Krasnodar: corroborated 2..2A, silent",
      ])
  }

  @Test func aGradeMovesEveryStandingThatRestsOnIt() throws {
    let store = try IncidentStore.inMemory()
    try store.append(
      [.sample("Blast", source: "One"), .sample("Blast heard", source: "Two")],
      by: desk, at: at(11))
    #expect(try store.lines() == ["Blast: reported 2..2F, no-authority-set"])
    let outcome = try store.append(
      [.source(SourceBody(name: "One", reliability: .c, reliabilityBasis: "right so far"))],
      by: desk, at: at(12))
    #expect(try store.lines() == ["Blast: corroborated 2..2C, no-authority-set"])

    let id = try #require(outcome.incidents.first)
    let detail = try #require(try store.detail(id))
    #expect(
      detail.changes.filter { $0.old != nil }.map { "\($0.field) \($0.old ?? "") → \($0.new)" } == [
        "origins 2F → 2C", "verification reported → corroborated",
      ])
    #expect(detail.changes.allSatisfy { $0.because?.count == 32 })
  }

  @Test func listeningIsWhatMakesASilence() throws {
    let store = try IncidentStore.inMemory()
    let authority = AuthorityBody(
      name: "Governor", kind: .government, region: "RU-KDA",
      channels: [ChannelBody(url: "https://gov.example", expectedIntervalSeconds: 3600)])
    let anonymous = ReadStatement(
      authority: governor, position: .confirmed, attribution: .anonymousOfficial)
    try store.append(
      [.authority(authority), .sample("Blast", statements: [anonymous])], by: desk, at: at(10.5))
    #expect(try store.lines() == ["Blast: reported 1..1F, not-monitored"])
    try store.append(
      [.heard(HeardBody(url: "https://gov.example", at: at(11)))], by: desk, at: at(11))
    #expect(try store.lines() == ["Blast: reported 1..1F, silent"])
    // Two intervals without a sign of life: nobody can say that it is silent.
    #expect(try !store.settle(at: at(12.9)))
    #expect(try store.settle(at: at(13.1)))
    #expect(try store.lines() == ["Blast: reported 1..1F, not-monitored"])
  }

  @Test func rebuildingGivesAnEqualStore() throws {
    let directory = TemporaryDirectory()
    let path = directory.path("a.db")
    let store = try IncidentStore.open(at: path)
    for (hour, draft) in everything.enumerated() {
      try store.append([draft], by: desk, at: at(12 + Double(hour) / 4))
    }
    try store.settle(at: at(20))
    let before = try projections(of: path)
    try store.rebuild()
    #expect(try projections(of: path) == before)
    #expect(before.count == 28)
  }

  @Test func inOneTransactionOrInSeveralTheSameIsStored() throws {
    let directory = TemporaryDirectory()
    let one = try IncidentStore.open(at: directory.path("one.db"))
    let several = try IncidentStore.open(at: directory.path("several.db"))
    let portions = try everything.map { try PreparedDrafts([$0]) }
    var rest = portions[...]
    var hour = 12.0
    let clock = { at(hour) }
    let outcomes = try one.append(by: desk, at: clock) {
      hour += 0.25
      return rest.popFirst().map { ($0, []) }
    }
    for (place, draft) in everything.enumerated() {
      let outcome = try several.append([draft], by: desk, at: at(12.25 + Double(place) / 4))
      #expect(outcome == outcomes[place])
    }
    #expect(
      try projections(of: directory.path("one.db")) == projections(of: directory.path("several.db"))
    )
  }

  @Test func aStoreWhoseRulesHaveChangedIsComputedAnewWhenItIsOpened() throws {
    let directory = TemporaryDirectory()
    let path = directory.path("a.db")
    try IncidentStore.open(at: path).append(everything, by: desk, at: at(13))
    let before = try projections(of: path)
    try execute("UPDATE standing SET verification = 'rumour'", path)
    try execute("UPDATE meta SET value = 0 WHERE key = 'projection'", path)
    _ = try IncidentStore.open(at: path)
    #expect(try projections(of: path) == before)
  }

  @Test func aBetterReadingReplacesTheEarlierOneOfAMachine() throws {
    let store = try IncidentStore.inMemory()
    let body = ReportBody(source: "Wire", publishedAt: at(10), text: "Something happened.")
    func reading(_ version: Int, _ title: String, _ region: Region.ID) -> Reading {
      Reading(
        reader: "en/\(version)",
        incidents: [
          ReadIncident(
            title: title, kind: .explosion, region: region,
            claims: [ReadClaim(kind: .occurrence, text: title)],
            silences: [ReadSilence(authority: governor)])
        ])
    }
    try store.append([.report(body, reading(1, "Blast in Sochi", "RU-KDA"))], by: desk, at: at(11))
    try store.append([.report(body, reading(2, "Blast in Rostov", "RU-ROS"))], by: desk, at: at(12))
    #expect(try store.overview().reports == 1)
    #expect(
      try store.list(everywhere).map { "\($0.incident.title) \($0.incident.lifecycle.rawValue)" }
        .sorted()
        == [
          "Blast in Rostov open", "Blast in Sochi withdrawn",
        ])
    try store.append([.report(body, reading(3, "Blast in Sochi", "RU-KDA"))], by: desk, at: at(13))
    #expect(
      try store.list(everywhere).map { "\($0.incident.title) \($0.incident.lifecycle.rawValue)" }
        .sorted()
        == [
          "Blast in Rostov withdrawn", "Blast in Sochi open",
        ])
  }

  @Test func aMachineNeverOverrulesAPerson() throws {
    let store = try IncidentStore.inMemory()
    guard case .report(let body, _) = Draft.sample("Blast") else { return }
    try store.append([.sample("Blast")], by: desk, at: at(11))
    try store.append(
      [.report(body, Reading(reader: "en/1", incidents: []))], by: desk, at: at(12))
    #expect(try store.list().map(\.incident.lifecycle) == [.open])
  }

  @Test func anEarlierReportSetsTheClockBackAndSaysSo() throws {
    let store = try IncidentStore.inMemory()
    try store.append([.sample("Blast", at: 10)], by: desk, at: at(11))
    try store.append([.sample("Blast", source: "First", at: 9.5)], by: desk, at: at(12))
    let row = try #require(try store.list().first)
    #expect(row.incident.firstReportedAt == at(9.5))
    #expect(row.incident.lastActivityAt == at(10))
    let detail = try #require(try store.detail(row.id))
    #expect(detail.changes.contains { $0.field == "first_reported_at" })
  }

  @Test func whatIsUndatedAndTellsOfLongAgoIsNoNews() throws {
    let store = try IncidentStore.inMemory()
    func row(_ number: Int, of identity: String, on day: Double?, reader: String = "test/1")
      -> Draft
    {
      .report(
        ReportBody(source: "Archive \(number)", text: "Row \(number)."),
        Reading(
          reader: reader,
          incidents: [
            ReadIncident(
              title: "Strike \(identity)", kind: .strike, region: "RU-KDA",
              occurredAt: day.map { at(24 * $0) }, identity: identity)
          ]))
    }
    func times() throws -> [String] {
      try store.list().map { row in
        let hours = row.incident.lastActivityAt.timeIntervalSince(at(0)) / 3600
        return "\(row.incident.title) \(Int(hours.rounded()))"
      }
    }
    try store.append(
      [row(1, of: "a:1", on: -1000), .sample("Blast", at: 11)], by: desk, at: at(12))
    #expect(try times() == ["Blast 11", "Strike a:1 -24000"])
    #expect(try store.list().last?.incident.provisional == true)

    try store.append([row(2, of: "a:1", on: -999)], by: desk, at: at(13))
    try store.append([row(3, of: "a:2", on: 40)], by: desk, at: at(14))
    #expect(try times() == ["Strike a:2 14", "Blast 11", "Strike a:1 -23976"])
    // The second row was read wrongly.
    try store.append([row(2, of: "a:3", on: nil, reader: "test/2")], by: desk, at: at(15))
    #expect(
      try times() == ["Strike a:2 14", "Strike a:3 13", "Blast 11", "Strike a:1 -24000"])
  }

  @Test func aClockSetBackKeepsTheOrderOfTheLedger() throws {
    let store = try IncidentStore.inMemory()
    try store.append([.sample("One")], by: desk, at: at(12))
    try store.append([.sample("Two", region: "DE-HH")], by: desk, at: at(11))
    let last = try #require(try store.overview().lastReceivedAt)
    #expect(last > at(12))
  }

  @Test func whatCouldNotBeReadIsKeptOnce() throws {
    let store = try IncidentStore.inMemory()
    let item = QuarantinedItem(
      origin: "feed.jsonl", line: 3, problem: "cannot read line 3", reason: "no source",
      hint: "add one", raw: "{}")
    #expect(try store.append([], quarantine: [item], by: desk, at: at(10)).quarantined == 1)
    #expect(try store.append([], quarantine: [item], by: desk, at: at(11)).quarantined == 1)
    #expect(try store.overview().quarantined == 1)
  }

  @Test func incidentIdsAreQuotableAndTheSameEverywhere() throws {
    let ids = try (0..<2).map { _ in
      let store = try IncidentStore.inMemory()
      try store.append([.sample("Blast")], by: desk, at: at(11))
      let row = try #require(try store.list().first)
      return row.id.rawValue
    }
    #expect(ids[0] == ids[1])
    #expect(ids[0].hasPrefix("RU-KDA-") && ids[0].count == 13)
  }
}

struct IdentityTests {
  private func quake(
    _ number: String, revised hour: Double, magnitude: String, at time: Double = 10,
    source: String = "USGS"
  ) -> Draft {
    .report(
      ReportBody(
        source: source, publishedAt: at(time), text: "M \(magnitude)", nativeID: number,
        revisedAt: at(hour)),
      Reading(
        reader: "usgs/1",
        incidents: [
          ReadIncident(
            title: "Earthquake M \(magnitude)", kind: .earthquake, region: "JP-13",
            occurredAt: at(time), identity: "usgs:\(number)",
            claims: [ReadClaim(kind: .occurrence, text: "a quake")])
        ]))
  }

  @Test(
    "The later revision counts, in whatever order they come", arguments: [[0, 1, 2], [2, 0, 1]])
  func revisions(order: [Int]) throws {
    let store = try IncidentStore.inMemory()
    let revisions = ["4.1", "4.4", "4.3"].enumerated().map {
      quake("us1", revised: 11 + Double($0.offset), magnitude: $0.element)
    }
    var ids: Set<Incident.ID> = []
    for (place, index) in order.enumerated() {
      try store.append([revisions[index]], by: desk, at: at(15 + Double(place)))
      ids.insert(try #require(try store.list().first).id)
    }
    let rows = try store.list()
    #expect(rows.map(\.incident.title) == ["Earthquake M 4.3"])
    #expect(rows.map(\.standing.reports) == [1])
    // Who quoted it at its first revision still finds it.
    #expect(ids.count == 1)
    #expect(try store.overview().reports == 3)
  }

  @Test func whatAFeedTellsApartStaysApart() throws {
    let store = try IncidentStore.inMemory()
    try store.append(
      [
        quake("us1", revised: 11, magnitude: "4.1"),
        quake("us2", revised: 11, magnitude: "4.1", at: 10.2),
      ], by: desk, at: at(12))
    #expect(try store.list().count == 2)
  }

  @Test func reportsOfOneEventAreOneIncidentWhoeverTellsOfIt() throws {
    let store = try IncidentStore.inMemory()
    try store.append(
      [
        quake("us1", revised: 11, magnitude: "4.1"),
        quake("us1", revised: 11, magnitude: "6.6", at: 30, source: "Relay"),
      ], by: desk, at: at(31))
    let row = try #require(try store.list().first)
    #expect(row.standing.reports == 2)
    #expect(
      try store.detail(row.id)?.dossier.reports.map(\.joined) == [
        "first report", "the same usgs:us1",
      ])
  }
}

struct ListeningTests {
  let store: IncidentStore
  let channel = "https://t.example/gov"

  init() throws {
    store = try .inMemory()
    try store.append(
      [
        .authority(
          AuthorityBody(
            name: "Governor", kind: .government, region: "RU-KDA",
            channels: [ChannelBody(url: channel, expectedIntervalSeconds: 3600)])),
        .sample("Blast", silences: []),
      ], by: desk, at: at(10.5))
  }

  private func feed() throws -> Feed { try #require(try store.feeds().first { $0.url == channel }) }

  @Test(
    "Who takes in what a channel published has heard the channel",
    arguments: [
      ("https://t.example/gov/123", true), ("https://t.example/gov", true),
      ("https://t.example/government/1", false), ("https://t.example", false),
    ])
  func byAddress(url: String, isHeard: Bool) throws {
    let body = ReportBody(source: "gov", url: url, publishedAt: at(10.75), text: "Roadworks.")
    try store.append([.report(body, nil)], by: desk, at: at(11))
    let feed = try feed()
    #expect(feed.lastOkAt == (isHeard ? at(11) : nil))
    #expect(feed.lastItemAt == (isHeard ? at(10.75) : nil))
    #expect(feed.authority?.name == "Governor")
  }

  @Test func aChannelThatFailsIsDownUntilItIsHeardAgain() throws {
    #expect(try feed().status(at: at(11)) == .down)
    func hear(_ hour: Double, problem: String? = nil) throws {
      try store.append(
        [.heard(HeardBody(url: channel, at: at(hour), problem: problem))], by: desk, at: at(hour))
    }
    try hear(11)
    #expect(try feed().status(at: at(12)) == .ok)
    #expect(try feed().status(at: at(13.5)) == .late)
    try hear(14, problem: "404 Not Found")
    #expect(try feed().status(at: at(14)) == .down)
    #expect(try feed().problem == "404 Not Found")
    try hear(15)
    #expect(try feed().status(at: at(15)) == .ok)
  }

  @Test func whatCouldNotBeReadIsCountedWithItsFeed() throws {
    try store.append([.heard(HeardBody(url: "shot.jsonl", at: at(11)))], by: desk, at: at(11))
    let item = QuarantinedItem(
      origin: "/feeds/shot.jsonl", line: 1, problem: "p", reason: "r", hint: "h", raw: "{}")
    try store.append([], quarantine: [item], by: desk, at: at(11.5))
    let feeds = try store.feeds()
    #expect(feeds.map(\.url) == [channel, "shot.jsonl"])
    #expect(feeds.map(\.quarantined) == [0, 1])
  }
}
