import Gazetteer
import Incidents

/// What a map can show, worked out once: every outline with its point, its extent and its parts.
struct MapAtlas: Sendable {
  struct Area: Sendable {
    var outline: Outline
    /// Where its mark stands, in hundredths of a degree.
    var x, y: Double
    /// The side of a square as large as its largest part, in degrees of latitude.
    var extent: Double

    var region: Region.ID { outline.region }
  }

  struct Country: Sendable {
    var area: Int
    var parts: [Int] = []
    /// Of its parts, the middle one. `nil`: it has none.
    var extentOfPart: Double?
  }

  static let world = MapAtlas()

  let areas: [Area]
  let countries: [Country]
  private let index: [Region.ID: Int]

  private init() {
    let areas: [Area] = Gazetteer.world.outlines.compactMap { outline in
      guard let point = Gazetteer.world.point(of: outline.region), let box = outline.largest?.box
      else { return nil }
      let width = Double(box.east - box.west) * cosine(ofLatitude: point.latitude)
      let height = Double(box.north - box.south)
      return Area(
        outline: outline, x: point.longitude * 100, y: point.latitude * 100,
        extent: (width * height).squareRoot() / 100)
    }
    self.areas = areas
    index = Dictionary(uniqueKeysWithValues: areas.indices.map { (areas[$0].region, $0) })
    var countries: [Region.ID: Country] = [:]
    for (number, area) in areas.enumerated() where area.region.country == area.region {
      countries[area.region] = Country(area: number)
    }
    for (number, area) in areas.enumerated() where area.region.country != area.region {
      countries[area.region.country]?.parts.append(number)
    }
    self.countries = countries.values.sorted { $0.area < $1.area }.map { country in
      let extents = country.parts.map { areas[$0].extent }.sorted()
      return Country(
        area: country.area, parts: country.parts,
        extentOfPart: extents.isEmpty ? nil : extents[extents.count / 2])
    }
  }

  subscript(region: Region.ID) -> Area? { index[region].map { areas[$0] } }
}

/// How wide a degree of longitude is, as a share of one of latitude.
func cosine(ofLatitude latitude: Double) -> Double {
  let radians = latitude * .pi / 180
  let square = radians * radians
  // Its series, right to a thousandth between the poles.
  return max(0, 1 - square / 2 * (1 - square / 12 * (1 - square / 30 * (1 - square / 56))))
}
