import Foundation
import IncidentStore
import Incidents
import TestSupport
import Testing

/// What the store makes of many reports: which incidents there are, and why each report is where it is.
struct JoinedReportsTests {
  private let directory: TemporaryDirectory

  init() throws { directory = TemporaryDirectory() }

  static let krasnodar = ReadPlace(
    text: "Krasnodar", precision: .namedTown, latitude: 45.04, longitude: 38.98)
  static let sochi = ReadPlace(
    text: "Sochi", precision: .namedTown, latitude: 43.6, longitude: 39.73)
  static let anapa = ReadPlace(
    text: "Anapa", precision: .namedTown, latitude: 44.89, longitude: 37.32)

  static func report(
    _ text: String, by source: String, at hour: Double, kind: IncidentKind = .explosion,
    identity: String? = nil, of places: [ReadPlace]
  ) -> Draft {
    .report(
      ReportBody(source: source, publishedAt: at(hour), text: text),
      Reading(
        reader: "test/1",
        incidents: places.map {
          ReadIncident(
            title: "\(kind.rawValue), \($0.text)", kind: kind, region: "RU-KDA", place: $0,
            identity: identity)
        }))
  }

  private func store(_ drafts: [Draft]) throws -> IncidentStore {
    let store = try IncidentStore.inMemory()
    for draft in drafts { try store.append([draft], by: desk, at: at(1000)) }
    return store
  }

  private func reasons(_ store: IncidentStore) throws -> [[String]] {
    try store.list().map { row in
      try store.detail(row.id)?.dossier.reports.compactMap(\.joined) ?? []
    }
  }

  @Test func aDigestOfThreePlacesIsThreeIncidentsThatTheNextOneJoins() throws {
    let places = [Self.krasnodar, Self.sochi, Self.anapa]
    let store = try store([
      Self.report("The night in the south.", by: "Wire", at: 10, of: places),
      Self.report("What the night brought.", by: "Local", at: 11, of: places.reversed()),
    ])
    let found = try Set(reasons(store))
    #expect(
      found == [
        ["first report", "joined: Krasnodar, explosion, 60 min apart, 1.00 alike"],
        ["first report", "joined: Sochi, explosion, 60 min apart, 1.00 alike"],
        ["first report", "joined: Anapa, explosion, 60 min apart, 1.00 alike"],
      ])
  }

  @Test func oneReportNeverJoinsItsOwnTellings() throws {
    let store = try store([
      Self.report("Two blasts.", by: "Wire", at: 10, of: [Self.krasnodar, Self.krasnodar])
    ])
    #expect(try store.list().count == 2)
  }

  @Test func aCopyTellsOfWhatItsOriginalToldOf() throws {
    let text = "Windows broke in nine houses beside the old bus station, neighbours say."
    let store = try store([
      Self.report(text, by: "Wire", at: 10, of: [Self.krasnodar]),
      Self.report("Other words.", by: "Local", at: 29, of: [Self.krasnodar]),
      Self.report("\(text)\nSubscribe", by: "Copyist", at: 30, of: [Self.krasnodar]),
      Self.report(text, by: "Wire", at: 50, of: [Self.krasnodar]),
    ])
    let found = try Set(reasons(store))
    #expect(
      found == [
        ["first report", "joined: Krasnodar, explosion, the same text"], ["first report"],
      ])
    #expect(try store.list().count == 3, "who repeats the own words tells of something new")
  }

  @Test func anIncidentDoesNotGrowForEver() throws {
    let store = try store(
      stride(from: 0.0, to: 100, by: 5).map {
        Self.report("Shelling \($0).", by: "Wire", at: $0, kind: .shelling, of: [Self.krasnodar])
      })
    let hours = try store.list().map { row in
      Int(row.incident.lastActivityAt.timeIntervalSince(row.incident.firstReportedAt)) / 3600
    }
    #expect(hours.sorted() == [5, 10, 10, 10, 10, 10, 10])
  }

  @Test func aFeedsOwnNamesPartWhatTheRulesWouldJoin() throws {
    let store = try store(
      ["acled:UKR1", "acled:UKR2", "acled:UKR1", "ucdp:77"].enumerated().map { number, name in
        Self.report("Row \(number).", by: "Archive", at: 10, identity: name, of: [Self.krasnodar])
      })
    let found = try Set(reasons(store))
    #expect(
      found == [
        ["first report", "the same acled:UKR1"],
        ["first report", "joined: Krasnodar, explosion, 0 min apart, 1.00 alike"],
      ])
  }

  @Test func twoPicturesOfOneSpotAreOneIncidentOfTheirList() throws {
    func picture(_ identity: String, north: Double) -> Draft {
      var place = Self.krasnodar
      place.latitude = north
      return Self.report(identity, by: "List", at: 10, identity: identity, of: [place])
    }
    let store = try store([
      picture("list:P1/45.04,38.98", north: 45.04), picture("list:P2/45.041,38.98", north: 45.041),
      picture("list:P3/45.1,38.98", north: 45.1),
    ])
    #expect(try store.list().map(\.standing.reports).sorted() == [1, 2])
  }

  @Test func whatIsRecordedTogetherJoinsAlikeInWhateverOrderItComes() throws {
    var random = SplitMix64(seed: 11)
    let drafts = [
      Self.report("One.", by: "A", at: 10, of: [Self.krasnodar]),
      Self.report("Two.", by: "B", at: 14, of: [Self.krasnodar, Self.sochi]),
      Self.report("Three.", by: "C", at: 18, kind: .strike, of: [Self.krasnodar]),
      Self.report("Four.", by: "D", at: 22, kind: .drone, of: [Self.krasnodar]),
      Self.report("Five.", by: "E", at: 9, kind: .fire, of: [Self.sochi]),
    ]
    func merged(_ order: [Draft]) throws -> [Knowledge] {
      let base = try IncidentStore.open(at: directory.path("\(UUID().uuidString).db"))
      for draft in order {
        let path = directory.path("\(UUID().uuidString).db")
        try IncidentStore.open(at: path).append([draft], by: desk, at: at(30))
        try base.merge(storeAt: path, at: at(40))
      }
      return try Knowledge.all(of: base)
    }
    let first = try merged(drafts)
    for _ in 0..<3 { #expect(try merged(drafts.shuffled(using: &random)) == first) }
  }
}
