import Foundation
import Incidents
import Testing

struct JoiningTests {
  /// One report's words on one incident, in `RU-KDA` unless said otherwise.
  struct Telling {
    var title: String
    var kind: IncidentKind
    /// `nil` for one that gives a day alone.
    var hour: Double?
    var day = 0.0
    var place: ReadPlace?
    var said: [String] = []
    var region: Region.ID = "RU-KDA"

    var occasion: Occasion {
      var read = ReadIncident(
        title: title, kind: kind, region: region, place: place,
        occurredAt: hour == nil ? at(24 * day) : nil)
      read.claims = said.map { ReadClaim(kind: .occurrence, text: $0) }
      return Occasion(of: read, toldAt: at(hour ?? 24 * 400))
    }
  }

  static func town(_ name: String, _ north: Double, _ east: Double) -> ReadPlace {
    ReadPlace(text: name, precision: .namedTown, latitude: north, longitude: east)
  }

  static let krasnodar = town("Krasnodar", 45.04, 38.98)
  static let sochi = town("Sochi", 43.6, 39.73)
  static let outskirts = ReadPlace(
    text: "outskirts of Krasnodar", precision: .partOfRegion, latitude: 45.04, longitude: 38.98)
  static let region = ReadPlace(text: "Krasnodar Krai", precision: .partOfRegion)

  static let table: [(String, Telling, Telling, reason: String?)] = [
    (
      "the same words, half an hour on",
      Telling(title: "Explosions, outskirts of Krasnodar", kind: .explosion, hour: 11),
      Telling(title: "Explosions in Krasnodar", kind: .explosion, hour: 11.5),
      "joined: RU-KDA, explosion, 30 min apart, 1.00 alike"
    ),
    (
      "in another language's words, at one place and hour",
      Telling(title: "Explosion, Krasnodar", kind: .explosion, hour: 10, place: krasnodar),
      Telling(title: "Взрыв, Краснодар", kind: .drone, hour: 10.7, place: krasnodar),
      "joined: Krasnodar, drone, 42 min apart, 0.50 alike"
    ),
    (
      "debris of a drone set something on fire",
      Telling(title: "Drone, Krasnodar", kind: .drone, hour: 10, place: krasnodar),
      Telling(title: "Fire, Krasnodar", kind: .fire, hour: 12, place: krasnodar),
      "joined: Krasnodar, fire, 2 h apart, 0.50 alike"
    ),
    (
      "numbers that contradict",
      Telling(title: "3 drones, Krasnodar", kind: .drone, hour: 10, place: krasnodar),
      Telling(title: "40 drones, Krasnodar", kind: .drone, hour: 11, place: outskirts),
      "joined: outskirts of Krasnodar, drone, 60 min apart, 1.00 alike"
    ),
    (
      "two towns of one region in one hour",
      Telling(title: "Strike, Krasnodar", kind: .strike, hour: 10, place: krasnodar),
      Telling(title: "Strike, Sochi", kind: .strike, hour: 10, place: sochi), nil
    ),
    (
      "two towns next to each other",
      Telling(
        title: "Shelling, Toretsk", kind: .shelling, hour: 10, place: town("Toretsk", 48.4, 37.85)),
      Telling(
        title: "Shelling, Niu-York", kind: .shelling, hour: 10,
        place: town("Niu-York", 48.33, 37.84)), nil
    ),
    (
      "a town, and all that is known is its region",
      Telling(title: "Strike, Krasnodar", kind: .strike, hour: 10, place: krasnodar),
      Telling(title: "Strike, Krasnodar Krai", kind: .strike, hour: 10, place: region), nil
    ),
    (
      "the region alone, in words that can mean nothing else",
      Telling(
        title: "Fire, Krasnodar", kind: .fire, hour: 10, place: krasnodar,
        said: ["a grain elevator beside the railway is burning"]),
      Telling(
        title: "Fire, Krasnodar Krai", kind: .fire, hour: 13, place: region,
        said: ["flames at the grain elevator near a railway"]),
      "joined: Krasnodar Krai, fire, 3 h apart, 0.71 alike"
    ),
    (
      "no place, and words that name the town",
      Telling(title: "Warehouse fire, Krasnodar", kind: .fire, hour: 10, place: krasnodar),
      Telling(title: "Fire in a warehouse in Krasnodar", kind: .fire, hour: 10.5),
      "joined: RU-KDA, fire, 30 min apart, 1.00 alike"
    ),
    (
      "two fires in one city",
      Telling(
        title: "Fire, Krasnodar", kind: .fire, hour: 10, place: krasnodar,
        said: ["a furniture warehouse is burning"]),
      Telling(
        title: "Fire, Krasnodar", kind: .fire, hour: 12, place: krasnodar,
        said: ["flames in a tower block's upper storeys"]), nil
    ),
    (
      "two protests in two cities",
      Telling(title: "Protest, Krasnodar", kind: .protest, hour: 10, place: krasnodar),
      Telling(title: "Protest, Sochi", kind: .protest, hour: 10, place: sochi), nil
    ),
    (
      "a protest that went on overnight",
      Telling(title: "Protest, Krasnodar", kind: .protest, hour: 10, place: krasnodar),
      Telling(title: "Protest, Krasnodar", kind: .riot, hour: 21, place: krasnodar),
      "joined: Krasnodar, riot, 11 h apart, 1.00 alike"
    ),
    (
      "other words, hours later, and no place",
      Telling(title: "Explosions in Krasnodar", kind: .explosion, hour: 10),
      Telling(title: "Loud bangs", kind: .explosion, hour: 13), nil
    ),
    (
      "another kind of thing",
      Telling(title: "Explosions in Krasnodar", kind: .explosion, hour: 10),
      Telling(title: "Protest in Krasnodar", kind: .protest, hour: 10), nil
    ),
    (
      "two archives that give the day, at one spot",
      Telling(title: "Shelling, Izium", kind: .attack, place: town("Izium", 49.1903, 37.2779)),
      Telling(title: "Destruction, Izyum", kind: .shelling, place: town("Izyum", 49.1902, 37.2773)),
      "joined: Izyum, shelling, the same day, 0.00 alike"
    ),
    (
      "two archives that give the day, across a city under fire",
      Telling(title: "Shelling, Izium", kind: .attack, place: town("Izium", 49.19, 37.28)),
      Telling(title: "Shelling, Izium", kind: .attack, place: town("Izium", 49.215, 37.28)), nil
    ),
    (
      "two archives, the day after at one spot",
      Telling(title: "Shelling, Izium", kind: .attack, place: town("Izium", 49.19, 37.28)),
      Telling(title: "Shelling, Izium", kind: .attack, day: 1, place: town("Izium", 49.19, 37.28)),
      nil
    ),
    (
      "an archive's day and a channel's hour",
      Telling(title: "Shelling, Izium", kind: .attack, place: town("Izium", 49.19, 37.28)),
      Telling(title: "Взрывы, Изюм", kind: .explosion, hour: 14, place: town("Изюм", 49.19, 37.28)),
      "joined: Изюм, explosion, the same day, 0.00 alike"
    ),
    (
      "a country in one hour",
      Telling(title: "Fire, Peru", kind: .fire, hour: 10, region: "PE"),
      Telling(title: "Fire, Peru", kind: .fire, hour: 10, region: "PE"), nil
    ),
  ]

  @Test("Reports join by place, kind, time and words", arguments: table.indices)
  func decision(index: Int) {
    let (name, known, telling, reason) = Self.table[index]
    let found = joinings(telling.occasion, among: [known.occasion]).first
    let place = telling.place?.text ?? telling.region.rawValue
    #expect(found?.reason(telling.kind, at: place) == reason, "\(name)")
    #expect(
      (joinings(known.occasion, among: [telling.occasion]).first == nil) == (reason == nil),
      "\(name), told the other way round")
  }

  @Test func theLikeliestOfSeveralComesFirst() {
    let known = [
      Telling(title: "Blast", kind: .explosion, hour: 9, place: Self.krasnodar),
      Telling(
        title: "Depot explosion, Krasnodar", kind: .explosion, hour: 9, place: Self.krasnodar),
      Telling(title: "Explosion, Sochi", kind: .explosion, hour: 10, place: Self.sochi),
    ]
    let telling = Telling(
      title: "Explosion at depot, Krasnodar", kind: .explosion, hour: 10, place: Self.krasnodar)
    #expect(joinings(telling.occasion, among: known.map(\.occasion)).map(\.index) == [1, 0])
  }

  @Test(
    "An incident ends when its kind of thing does",
    arguments: [
      (IncidentKind.shelling, 12), (.fire, 24), (.protest, 72), (.flood, 168),
    ])
  func length(kind: IncidentKind, hours: Int) {
    // It has been told of ever since, an hour ago at last.
    func isJoined(after hour: Int) -> Bool {
      var known = Telling(title: "It, Krasnodar", kind: kind, hour: 0, place: Self.krasnodar)
        .occasion
      known.span = known.span.map { $0.lowerBound...$0.lowerBound + (hour - 1) * 3_600_000 }
      let told = Telling(
        title: "It, Krasnodar", kind: kind, hour: Double(hour), place: Self.krasnodar)
      return !joinings(told.occasion, among: [known]).isEmpty
    }
    #expect(isJoined(after: hours))
    #expect(!isJoined(after: hours + 1))
  }

  @Test func whatIsKnownToTheWeekJoinsNothing() {
    var read = ReadIncident(
      title: "Shelling, Krasnodar", kind: .shelling, region: "RU-KDA", place: Self.krasnodar)
    read.claims = [ReadClaim(kind: .time, text: "2026-11-16, known to the week")]
    let known = Telling(
      title: "Shelling, Krasnodar", kind: .shelling, hour: 10, place: Self.krasnodar)
    #expect(joinings(Occasion(of: read, toldAt: at(10)), among: [known.occasion]).isEmpty)
  }

  @Test(
    "Words are the same whatever their ending",
    arguments: [
      ("Взрывы в Краснодаре", "взрыв, Краснодар"),
      ("Explosions shook Samara", "explosion, SAMARA shook"),
      ("обстрел Харькова", "обстрелы в Харькове"), ("пожежа в Одесі", "Пожежі, Одеса"),
      ("ещё елка", "Еще ёлка"), ("Mariupol' damaged", "Mariupol damages"),
    ])
  func endings(one: String, other: String) {
    let tellings = [one, other].map { Telling(title: $0, kind: .explosion, hour: 10).occasion }
    #expect(joinings(tellings[0], among: [tellings[1]]).first?.alike == 1)
  }

  static let known = Incident(
    id: "RU-KDA-000001", title: "Explosions, outskirts of Krasnodar", region: "RU-KDA",
    kind: .explosion, firstReportedAt: at(10), lastActivityAt: at(11),
    place: ReadPlace(text: "outskirts of Krasnodar", precision: .partOfRegion))

  static let suggestions:
    [(title: String, kind: IncidentKind, region: Region.ID, hour: Double, reason: String?)] = [
      (
        "Explosions in Krasnodar", .explosion, "RU-KDA", 20,
        "explosion, 9 h apart, 1.00 alike"
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
}
