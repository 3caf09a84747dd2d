import Incidents

/// The codes of other lists than ISO 3166-2; read when one is first asked for.
struct RegionCodes: Sendable {
  static let world = RegionCodes()

  private(set) var byAlpha3: [String: Region.ID] = [:]
  private(set) var byNumber: [Int: Region.ID] = [:]
  private(set) var byFIPS: [String: Region.ID] = [:]

  private init() {
    // A country stands before its subdivisions.
    var countryFIPS = ""
    EmbeddedTable.forEachRow(of: "regions.tsv") { fields in
      let id = Region.ID(rawValue: String(fields[0]))
      let codes = String.list(fields[7])
      if id.isCountry {
        byAlpha3[codes[0]] = id
        byNumber[Int(codes[1])!] = id
        countryFIPS = codes[2]
        byFIPS[countryFIPS] = id
      } else {
        for code in codes { byFIPS[countryFIPS + code] = id }
      }
    }
  }

  /// - Parameter code: A country's two letters, perhaps with those of a subdivision.
  func region(fips code: String) -> Region.ID? {
    if let region = byFIPS[code] { return region }
    // GDELT writes American states by their letters: USCA.
    if code.hasPrefix("US"), let state = byFIPS["US"], code.utf8.count == 4 {
      let id = Region.ID(rawValue: "\(state)-\(code.suffix(2))")
      if Gazetteer.world.regions[id] != nil { return id }
    }
    return byFIPS[String(code.prefix(2))]
  }
}
