import Gazetteer
import Incidents
import Testing

struct OutlineTests {
  let world = Gazetteer.world

  @Test(
    "A point lies in its region",
    arguments: [
      (45.04, 38.98, "RU-KDA"), (51.77, 55.10, "RU-ORE"), (49.99, 36.23, "UA-63"),
      (48.46, 35.04, "UA-12"), (55.75, 37.62, "RU-MOW"), (55.92, 37.83, "RU-MOS"),
      (53.90, 27.56, "BY-HM"), (53.15, 26.0, "BY-BR"), (47.01, 28.86, "MD-CU"),
      (41.70, 44.80, "GE-TB"), (40.71, -74.0, "US-NY"), (-33.87, 151.21, "AU-NSW"),
      (52.23, 21.01, "PL-14"), (43.73, 7.42, "MC-CO"), (48.2, 16.37, "AT-9"),
    ] as [(Double, Double, Region.ID)])
  func inside(latitude: Double, longitude: Double, region: Region.ID) {
    let found = world.region(atLatitude: latitude, longitude: longitude)
    #expect(found == region)
  }

  @Test(
    "Both sides of a border are told apart",
    arguments: [
      (50.29, 36.94, "UA-63"), (50.41, 36.89, "RU-BEL"), (51.15, 34.31, "UA-59"),
      (51.57, 34.68, "RU-KRS"), (47.20, 38.20, "UA-14"), (47.20, 38.55, "RU-ROS"),
      (52.10, 23.80, "BY-BR"), (52.05, 23.50, "PL-06"), (50.59, 30.90, "UA-32"),
      (50.43, 30.65, "UA-30"), (59.38, 28.15, "EE-45"), (59.38, 28.30, "RU-LEN"),
    ] as [(Double, Double, Region.ID)])
  func borders(latitude: Double, longitude: Double, region: Region.ID) {
    let found = world.region(atLatitude: latitude, longitude: longitude)
    #expect(found == region)
  }

  @Test(
    "A region inside another, and one cut off from its country, keep their own points",
    arguments: [
      (54.71, 20.51, "RU-KGD"), (44.61, 40.10, "RU-AD"), (51.52, 30.75, "UA-32"),
      (51.40, 30.75, "UA-74"), (50.52, 30.25, "UA-32"), (50.55, 30.21, "UA-32"),
      (-29.6, 28.2, "LS-K"), (43.94, 12.45, "SM-06"), (59.94, 30.31, "RU-SPE"),
    ] as [(Double, Double, Region.ID)])
  func enclaves(latitude: Double, longitude: Double, region: Region.ID) {
    let found = world.region(atLatitude: latitude, longitude: longitude)
    #expect(found == region)
  }

  @Test(
    "Crimea and Sevastopol lie where ISO lists them, and are disputed",
    arguments: [
      (44.95, 34.10, "UA-43"), (45.35, 36.45, "UA-43"), (45.71, 34.39, "UA-43"),
      (44.60, 33.52, "UA-40"),
    ] as [(Double, Double, Region.ID)])
  func crimea(latitude: Double, longitude: Double, region: Region.ID) {
    let found = world.region(atLatitude: latitude, longitude: longitude)
    #expect(found == region)
    #expect(world.isDisputed(region))
  }

  @Test(
    "Both sides of the antimeridian are found",
    arguments: [
      (66.0, 179.5, "RU-CHU"), (66.0, -171.0, "RU-CHU"), (-16.7, 179.9, "FJ-N"),
      (71.0, 180.0, "RU-CHU"), (71.0, -180.0, "RU-CHU"),
    ] as [(Double, Double, Region.ID)])
  func antimeridian(latitude: Double, longitude: Double, region: Region.ID) {
    let found = world.region(atLatitude: latitude, longitude: longitude)
    #expect(found == region)
  }

  @Test(
    "A point off the coast belongs to the nearest region, one on the high sea to none",
    arguments: [
      (43.56, 39.68, "RU-KDA"), (46.42, 30.80, "UA-51"), (44.00, 34.00, nil), (43.4, 31.0, nil),
      (0, -30, nil), (90, 0, nil), (-90, 0, "AQ"),
    ] as [(Double, Double, Region.ID?)])
  func sea(latitude: Double, longitude: Double, region: Region.ID?) {
    let found = world.region(atLatitude: latitude, longitude: longitude)
    #expect(found == region)
  }

  @Test(
    "A point that is none on the globe lies nowhere",
    arguments: [(91, 0), (-90.5, 0), (0, 181), (0, -200), (.nan, 0), (0, .nan), (.infinity, 0)]
      as [(Double, Double)])
  func offTheGlobe(latitude: Double, longitude: Double) {
    let found = world.region(atLatitude: latitude, longitude: longitude)
    #expect(found == nil)
  }

  @Test func ofARegionWithoutSubdivisionsItIsTheCountry() {
    #expect(world.region(atLatitude: 18.2, longitude: -63.05) == "AI")
  }

  @Test("Every Russian, Ukrainian and Belarusian region has an outline around its own point")
  func outlines() throws {
    for country: Region.ID in ["RU", "UA", "BY"] {
      for region in world.subdivisions(of: country) {
        let outline = world.outline(of: region)
        #expect(!outline.isEmpty, "\(region)")
        for ring in outline {
          let first = try #require(ring.first)
          let last = try #require(ring.last)
          #expect(ring.count >= 4 && first == last, "\(region)")
        }
        let point = world.point(of: region)
        let there = try #require(point, "\(region)")
        let found = world.region(atLatitude: there.latitude, longitude: there.longitude)
        #expect(found == region)
      }
    }
  }

  @Test("Almost every country has an outline; what is too small for the map has none, nor a point")
  func countries() {
    let without = world.allCountries.filter { world.outline(of: $0).isEmpty }
    #expect(without.sorted() == ["BQ", "SJ", "VA"])
    #expect(world.point(of: "VA") == nil)
    #expect(world.outline(of: "XX-1").isEmpty)
  }

  @Test("A country's outline is its outer border, Crimea within Ukraine's")
  func outerBorder() throws {
    let ukraine = world.outline(of: "UA").flatMap { $0 }
    #expect(try #require(ukraine.map(\.latitude).min()) < 44.5)
    let inland = ukraine.filter {
      abs($0.latitude - 49) < 1 && abs($0.longitude - 32) < 2
    }
    #expect(inland.isEmpty)
  }
}

struct CodeTests {
  let world = Gazetteer.world

  @Test(
    "A FIPS 10-4 code is a region",
    arguments: [
      ("RS38", "RU-KDA"), ("RS55", "RU-ORE"), ("UP07", "UA-63"), ("UP11", "UA-43"),
      ("UP20", "UA-40"), ("UP12", "UA-30"), ("UP13", "UA-32"), ("RS48", "RU-MOW"),
      ("RS47", "RU-MOS"), ("RS15", "RU-CHU"), ("RS63", "RU-SA"), ("RS14", "RU-ZAB"),
      ("RS", "RU"), ("UP", "UA"), ("RS99", "RU"), ("US06", "US-CA"), ("USCA", "US-CA"),
      ("UKC1", "GB-ENG"), ("KV", "XK"), ("BO04", "BY-HM"), ("ZZ", nil), ("", nil),
    ] as [(String, Region.ID?)])
  func fips(code: String, region: Region.ID?) {
    #expect(world.region(fips: code) == region)
  }

  @Test(
    "A country is known by its ISO codes",
    arguments: [("UKR", 804, "UA"), ("RUS", 643, "RU"), ("GBR", 826, "GB"), ("AFG", 4, "AF")]
      as [(String, Int, Region.ID)])
  func iso(alpha3: String, number: Int, country: Region.ID) {
    #expect(world.country(alpha3: alpha3) == country)
    #expect(world.country(numeric: number) == country)
    #expect(world.country(alpha3: "XXX") == nil)
    #expect(world.country(numeric: 0) == nil)
  }

  @Test("Every Russian and Ukrainian region has a FIPS code of its own")
  func complete() {
    let byCode = (1...99).flatMap { number in
      ["RS", "UP"].compactMap {
        world.region(fips: $0 + (number < 10 ? "0\(number)" : "\(number)"))
      }
    }
    let all = world.subdivisions(of: "RU") + world.subdivisions(of: "UA")
    #expect(Set(all).subtracting(byCode).isEmpty)
  }

  @Test(
    "Neighbours share a border, or a strait",
    arguments: [
      ("RU-KDA", ["RU-AD", "RU-KC", "RU-ROS", "RU-STA", "UA-43"]), ("PT", ["ES"]), ("IS", []),
      ("XX", []),
    ])
  func neighbours(region: String, expected: [String]) {
    let found = world.neighbours(of: Region.ID(rawValue: region)).map(\.rawValue)
    #expect(Set(found).isSuperset(of: expected) && found.count <= expected.count + 2)
  }
}
