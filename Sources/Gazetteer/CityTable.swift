import Incidents

/// Every city, the largest first.
struct CityTable: Sendable {
  struct Row: Sendable {
    var place: Place
    /// Other names: English ones, and a few in other languages.
    var also: [String]
    /// A small town with namesakes in other regions: its name alone does not tell which is meant.
    var isHomonym: Bool
    /// Its number in the file, where cities stand by region.
    var line: Int
  }

  static let world = CityTable()

  let rows: [Row]

  private init() {
    var rows: [Row] = []
    rows.reserveCapacity(10_000)
    var populations: [Int] = []
    var region: Region.ID = ""
    EmbeddedTable.forEachRow(of: "cities.tsv") { fields in
      if !fields[3].isEmpty { region = Region.ID(rawValue: String(fields[3])) }
      let population = Int(Double(fields[6]))
      populations.append(population)
      let place = Place(
        name: String(fields[0]), region: region, kind: .city,
        latitude: Double(fields[4]), longitude: Double(fields[5]), population: population,
        isCapital: fields[7].contains(UInt8(ascii: "C")))
      var also = String.list(fields[8])
      if Romanisation.countries.contains(region.country) {
        for name in Romanisation.names(of: place.name, russian: String(fields[1])).sorted()
        where name != place.name && !also.contains(name) {
          also.append(name)
        }
      }
      rows.append(
        Row(
          place: place, also: also,
          isHomonym: fields[7].contains(UInt8(ascii: "H")), line: rows.count))
    }
    let order = populations.indices.sorted {
      if populations[$0] != populations[$1] { return populations[$0] > populations[$1] }
      return (rows[$0].place.name, rows[$0].place.region)
        < (rows[$1].place.name, rows[$1].place.region)
    }
    self.rows = order.map { rows[$0] }
  }

  /// What each city is called in Russian or in Ukrainian, by its line; empty where we do not know.
  static func names(in language: Gazetteer.Language) -> [String] {
    var names: [String] = []
    EmbeddedTable.forEachRow(of: "cities.tsv") { fields in
      names.append(
        language == .russian ? String(fields[1]) : String(fields[2], or: fields[1]))
    }
    return names
  }
}
