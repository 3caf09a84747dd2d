import Incidents
import Testing

@testable import Gazetteer

struct RegionTests {
  let world = Gazetteer.world

  @Test func everyRegionHasANameAndAWellFormedIDOfItsOwn() {
    let rows = world.regions.rows
    #expect(rows.count > 3_500)
    #expect(Set(rows.map(\.id)).count == rows.count)
    for row in rows {
      let parts = row.id.rawValue.split(separator: "-")
      #expect(parts[0].count == 2 && parts[0].allSatisfy { $0.isUppercase })
      #expect(parts.count == 1 || (parts.count == 2 && (1...4).contains(parts[1].count)))
      #expect(!row.english.isEmpty, "\(row.id)")
      #expect(row.id.isCountry || world.isCountry(row.id.country), "\(row.id)")
    }
  }

  @Test func everyCountryIsThereWithItsSubdivisions() {
    #expect(world.allCountries.count == 250)
    #expect(world.subdivisions(of: "UA").count == 27)
    #expect(world.subdivisions(of: "RU").count == 83)
    #expect(world.subdivisions(of: "KZ").count == 20)
    #expect(world.subdivisions(of: "RU-KDA").isEmpty)
    #expect(Region.ID(rawValue: "RU-KDA").country == "RU")
    #expect(world.isCountry("GE"))
    #expect(!world.isCountry("GE-TB"))
    #expect(!world.isCountry("XX"))
  }

  @Test("A disputed region stands where ISO lists it, and says that it is disputed")
  func disputed() {
    for id: Region.ID in ["UA-43", "UA-40"] {
      #expect(world.isDisputed(id))
      #expect(world.subdivisions(of: "UA").contains(id))
    }
    #expect(!world.isDisputed("UA-63"))
    #expect(!world.isDisputed("UA"))
  }

  @Test(
    "A region has its usual name in each language",
    arguments: [
      ("RU-KDA", "Krasnodar Krai", "Краснодарский край", "Краснодарський край"),
      ("RU-ORE", "Orenburg Oblast", "Оренбургская область", "Оренбурзька область"),
      ("RU-MOS", "Moscow Oblast", "Московская область", "Московська область"),
      ("RU-TA", "Republic of Tatarstan", "Республика Татарстан", "Татарстан"),
      ("UA-63", "Kharkiv Oblast", "Харьковская область", "Харківська область"),
      ("UA-30", "Kyiv", "Киев", "Київ"),
      (
        "UA-43", "Autonomous Republic of Crimea", "Автономная Республика Крым",
        "Автономна Республіка Крим"
      ),
      ("KZ-10", "Abai Region", "Абайская область", "Абайська область"),
      ("GB", "United Kingdom", "Великобритания", "Велика Британія"),
      ("XX-1", "XX-1", "XX-1", "XX-1"),
    ] as [(Region.ID, String, String, String)])
  func names(id: Region.ID, english: String, russian: String, ukrainian: String) {
    #expect(world.name(of: id) == english)
    #expect(world.name(of: id, in: .russian) == russian)
    #expect(world.name(of: id, in: .ukrainian) == ukrainian)
  }

  @Test func everyRussianAndUkrainianRegionIsNamedInAllLanguages() {
    for row in world.regions.rows where ["RU", "UA"].contains(row.id.country) {
      #expect(!row.russian.isEmpty && !row.ukrainian.isEmpty, "\(row.id)")
    }
  }

  @Test(
    "A short name fits a narrow pane",
    arguments: [
      ("RU-KDA", "Krasnodar Kr."), ("RU-ORE", "Orenburg Obl."), ("RU-TA", "Tatarstan Rep."),
      ("RU-CHU", "Chukotka AO"), ("UA-43", "Crimea"), ("BY-HO", "Gomel Reg."), ("UA", "Ukraine"),
      ("CD", "DR Congo"), ("ZZ-9", "ZZ-9"),
    ] as [(Region.ID, String)])
  func shortNames(id: Region.ID, short: String) {
    #expect(world.shortName(of: id) == short)
  }

  @Test func shortNamesOfRussianAndUkrainianRegionsAreShort() {
    for row in world.regions.rows where ["RU", "UA"].contains(row.id.country) {
      #expect(row.shortName.count <= 17, "\(row.shortName)")
    }
  }

  @Test(
    "A region is found by id, name or nickname, in any case and language",
    arguments: [
      ("Krasnodar", "RU-KDA"), ("RU-KDA", "RU-KDA"), ("ru-kda", "RU-KDA"), ("kuban", "RU-KDA"),
      ("Краснодарский край", "RU-KDA"), ("кубань", "RU-KDA"), ("Харьковщина", "UA-63"),
      ("moscow", "RU-MOW"), ("Moscow Oblast", "RU-MOS"), ("Crimea", "UA-43"), ("georgia", "GE"),
      ("Sochi", "RU-KDA"), ("Oren", "RU-ORE"), ("uk", "GB"), ("chechnya", "RU-CE"),
    ] as [(String, Region.ID)])
  func search(query: String, first: Region.ID) {
    #expect(world.regions(matching: query).first == first)
  }

  @Test("Exact names come before beginnings, and those before names with the query inside")
  func order() {
    #expect(world.regions(matching: "Kyiv").prefix(2) == ["UA-30", "UA-32"])
    #expect(world.regions(matching: "georgia") == ["GE", "US-GA", "GS"])
    #expect(world.regions(matching: "").isEmpty)
    #expect(world.regions(matching: "Krasnodor").isEmpty)
  }

  @Test(
    "A misspelled name has a neighbour to suggest",
    arguments: [("Krasnodor", "RU-KDA"), ("Harkiv", "UA-63"), ("Ukrane", "UA")]
      as [(String, Region.ID)])
  func suggestions(query: String, first: Region.ID) {
    #expect(world.regions(spelledLike: query).first == first)
  }

  @Test func nothingIsSuggestedForWhatIsNothingLikeARegion() {
    #expect(world.regions(spelledLike: "qqqqqqqq").isEmpty)
  }
}
