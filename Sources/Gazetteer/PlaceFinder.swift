import Incidents

/// Finds places in English text: the longest name first (`PlaceNames.swift`), then what stands around
/// it says whether it is a place, and which one (`PlaceMeanings.swift`).
struct PlaceFinder: Sendable {
  static let world = PlaceFinder(regions: Gazetteer.world.regions, cities: .world)

  let index: PlaceIndex
  /// The inhabitants of all cities that we know in a region.
  let urbanPopulation: [Region.ID: Int]
  /// Small towns with namesakes in other regions: a name alone does not tell which is meant.
  let homonyms: Set<Int>
  /// The first of the villages, which stand behind all other places.
  let firstVillage: Int

  private init(regions: RegionTable, cities: CityTable) {
    var index = PlaceIndex()
    var urbanPopulation: [Region.ID: Int] = [:]
    var homonyms: Set<Int> = []
    for row in regions.rows {
      let place = Place(
        name: row.english, region: row.id, kind: row.id.isCountry ? .country : .region,
        latitude: nil, longitude: nil, population: nil, isCapital: false)
      index.add(place, also: row.also, stems: row.stems)
    }
    for row in cities.rows {
      index.add(row.place, also: row.also)
      urbanPopulation[row.place.region, default: 0] += row.place.population ?? 0
      if row.isHomonym { homonyms.insert(index.places.count - 1) }
    }
    firstVillage = index.places.count
    Self.forEachVillage { index.add($0, also: Romanisation.names(of: $0.name).sorted()) }
    self.index = index
    self.urbanPopulation = urbanPopulation
    self.homonyms = homonyms
  }

  private static func forEachVillage(_ take: (Place) -> Void) {
    EmbeddedTable.forEachRow(of: "villages.tsv") { fields in
      let region = Region.ID(rawValue: String(fields[0]))
      for name in String.list(fields[1]) {
        take(
          Place(
            name: name, region: region, kind: .city, latitude: nil, longitude: nil,
            population: Self.villagers, isCapital: false))
      }
    }
  }

  /// A village has some hundreds of people, or a few thousand.
  private static let villagers = 1_000

  /// The regions with a city called `name`, in lower case, the most populous city first.
  func regions(ofCity name: String) -> [Region.ID] {
    let first = name.utf8.first
    return index.places.filter { place in
      // Of nearly all the first letter is another: no need to write them in lower case.
      guard place.kind == .city, let letter = place.name.utf8.first else { return false }
      return (letter >= 0x80 || letter | 0x20 == first) && place.name.lowercased() == name
    }.sorted { ($0.population ?? 0) > ($1.population ?? 0) }.map(\.region)
  }

  func places(in bytes: TextBytes) -> [PlaceMention] {
    var names = names(in: bytes)
    for i in names.indices { names[i].isCandidate = isCandidate(names, i, in: bytes) }
    names.removeAll { !$0.isCandidate }
    for i in names.indices where isVillage(names[i], in: bytes) {
      names[i].meanings.removeAll { (index.places[$0].population ?? 0) > 20_000 }
    }
    settleByContext(&names, in: bytes)
    settleByFame(&names, in: bytes)
    return names.compactMap { name in
      name.place.map {
        PlaceMention(
          start: name.start, end: name.end, place: index.places[$0],
          isGovernment: isGovernment(name, index.places[$0], in: bytes))
      }
    }
  }

  /// A name in the text. Places are indices into those of the ``PlaceIndex``.
  struct Name {
    var start: Int
    var end: Int
    var meanings: [Int]
    /// What it means with a word for its kind, which may stand only at the end of a list: "the
    /// Kharkiv and Sumy regions".
    var regionMeanings: [Int]
    var endsInKind = false
    /// Nothing around it says that it is something else.
    var isCandidate = false
    /// What it is taken to mean. `nil` while undecided.
    var place: Int?
  }
}
