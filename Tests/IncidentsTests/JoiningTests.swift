import Foundation
import Incidents
import Testing

struct JoiningTests {
  static let known = Incident(
    id: "RU-KDA-000001", title: "Explosions, outskirts of Krasnodar", region: "RU-KDA",
    kind: .explosion, firstReportedAt: at(10), lastActivityAt: at(11),
    place: ReadPlace(text: "outskirts of Krasnodar", precision: .partOfRegion))

  static let table: [(String, title: String, kind: IncidentKind, hour: Double, reason: String?)] = [
    (
      "the same words, half an hour on", "Explosions in Krasnodar", .explosion, 11.5,
      "joined: explosion, 30 min apart, 1.00 alike"
    ),
    (
      "another word for it", "Strike on outskirts of Krasnodar", .strike, 9.5,
      "joined: strike, 30 min apart, 0.67 alike"
    ),
    (
      "within its span", "Loud bangs", .explosion, 10.5,
      "joined: explosion, 0 min apart, 0.00 alike"
    ),
    ("other words, hours later", "Loud bangs", .explosion, 14, nil),
    ("a day later", "Explosions in Krasnodar", .explosion, 35, nil),
    ("another kind of thing", "Protest in Krasnodar", .protest, 10.5, nil),
  ]

  @Test("Reports join by place, kind, time and words", arguments: table.indices)
  func decision(index: Int) {
    let row = Self.table[index]
    let read = ReadIncident(title: row.title, kind: row.kind, region: "RU-KDA")
    let decision = joining(read, toldAt: at(row.hour), among: [Self.known])
    #expect(decision?.reason == row.reason, "\(row.0)")
  }

  @Test func twoTownsAreTwoIncidents() {
    var krasnodar = Self.known
    krasnodar.place?.latitude = 45.04
    krasnodar.place?.longitude = 38.98
    func joined(north: Double, east: Double) -> Joining? {
      let read = ReadIncident(
        title: "Explosions", kind: .explosion, region: "RU-KDA",
        place: ReadPlace(
          text: "there", precision: .namedTown, latitude: north, longitude: east))
      return joining(read, toldAt: at(10), among: [krasnodar])
    }
    #expect(joined(north: 43.6, east: 39.73) == nil, "Sochi")
    #expect(
      joined(north: 45.03, east: 38.9)?.reason
        == "joined: explosion, 0 min apart, 6 km apart, 0.50 alike")
  }

  static let suggestions:
    [(title: String, kind: IncidentKind, region: Region.ID, hour: Double, reason: String?)] = [
      (
        "Explosions in Krasnodar", .explosion, "RU-KDA", 20,
        "explosion, 540 min apart, 1.00 alike"
      ),
      ("Strike on Krasnodar outskirts", .strike, "RU-KDA", 12, "strike, 60 min apart, 0.67 alike"),
      ("Loud bangs at night", .explosion, "RU-KDA", 12, nil),
      ("Explosions in Krasnodar", .explosion, "RU-KDA", 36, nil),
      ("Explosions in Krasnodar", .protest, "RU-KDA", 12, nil),
      ("Explosions in Krasnodar", .explosion, "RU-ROS", 12, nil),
    ]

  @Test(
    "What may be the same is suggested by region, time, kind and words",
    arguments: suggestions.indices)
  func suggestion(index: Int) {
    let (title, kind, region, hour, reason) = Self.suggestions[index]
    let other = Incident(
      id: "XX-1", title: title, region: region, kind: kind, firstReportedAt: at(hour),
      lastActivityAt: at(hour))
    let found = nearDuplicates(of: Self.known, among: [Self.known, other])
    #expect(found.map(\.reason) == [reason].compactMap(\.self))
    // It is the same seen from either.
    #expect(nearDuplicates(of: other, among: [Self.known]).isEmpty == found.isEmpty)
  }

  @Test func whatHappenedDaysApartIsNotSuggestedHoweverLateItCame() {
    var (one, two) = (Self.known, Self.known)
    two.id = "XX-1"
    one.occurredAt = at(-2000)
    two.occurredAt = at(-1900)
    #expect(nearDuplicates(of: one, among: [two]).isEmpty)
    two.occurredAt = at(-1999)
    #expect(nearDuplicates(of: one, among: [two]).count == 1)
  }

  @Test func incidentsNeverJoinAcrossRegions() {
    let read = ReadIncident(title: Self.known.title, kind: .explosion, region: "RU-ROS")
    #expect(joining(read, toldAt: at(10), among: [Self.known]) == nil)
  }
}
