public import Incidents

/// The regions and places of the world: their names, and where they stand in a text.
///
/// A region is known by its ISO 3166 code, and one that is disputed is listed where ISO lists it:
/// Crimea is `UA-43`. Cities, outlines, codes and what finds places are read when first asked for, so
/// that what needs only the names of regions does not wait for them.
public struct Gazetteer: Sendable {
  public enum Language: Sendable {
    case english, russian, ukrainian
  }

  /// All that the program carries inside itself; read when first asked for.
  public static let world = Gazetteer()

  let regions = RegionTable()
}

// MARK: - Regions

extension Gazetteer {
  /// By id.
  public var allCountries: [Region.ID] { regions.rows.map(\.id).filter(\.isCountry) }

  /// The first-level subdivisions of `country`, by id; empty for a region that has none.
  public func subdivisions(of country: Region.ID) -> [Region.ID] {
    regions.rows.map(\.id).filter { $0 != country && $0.lies(in: country) }
  }

  /// Whether `region` is a country of the gazetteer.
  public func isCountry(_ region: Region.ID) -> Bool { region.isCountry && regions[region] != nil }

  /// Whether it is disputed who governs `region`.
  public func isDisputed(_ region: Region.ID) -> Bool { regions[region]?.isDisputed ?? false }

  /// The usual name of `region`. Falls back to the English name, and to the id of a region that the
  /// gazetteer does not know.
  public func name(of region: Region.ID, in language: Language = .english) -> String {
    regions[region]?.name(in: language) ?? region.rawValue
  }

  /// An English name for narrow panes: "Krasnodar Kr.", "Orenburg Obl.", "Tatarstan Rep.".
  public func shortName(of region: Region.ID) -> String {
    regions[region]?.shortName ?? region.rawValue
  }

  /// The regions that a person may mean by `query`, the likeliest first: those of exactly this id,
  /// name or nickname in any language ("Krasnodar" is enough for Krasnodar Krai), those with a city
  /// of this name, those whose name begins with it, those whose name has it inside.
  public func regions(matching query: String) -> [Region.ID] {
    let query = query.lowercased()
    guard !query.isEmpty else { return [] }
    let (exact, rest) = regions.matching(query)
    let cities = PlaceFinder.world.regions(ofCity: query)
    var seen: Set<Region.ID> = []
    return (exact + cities + rest).filter { seen.insert($0).inserted }
  }

  /// Reads the names that ``regions(matching:)`` goes through, which takes some 50 ms, once: for another
  /// thread, before a person types the first letters of one.
  public func prepareNames() {
    RegionTable.prepareNames()
    _ = PlaceFinder.world
  }

  /// The regions spelled almost like `query`, the nearest first, to ask "did you mean ...?" when
  /// nothing matches it.
  public func regions(spelledLike query: String) -> [Region.ID] {
    regions.spelledLike(query.lowercased())
  }
}

// MARK: - Codes of other lists

extension Gazetteer {
  /// By ISO 3166-1 alpha-3, in capitals: "UKR".
  public func country(alpha3: String) -> Region.ID? { RegionCodes.world.byAlpha3[alpha3] }

  /// By ISO 3166-1 numeric: 804.
  public func country(numeric: Int) -> Region.ID? { RegionCodes.world.byNumber[numeric] }

  /// By FIPS 10-4, as GDELT and GeoNames use it: "UP07" is Kharkiv Oblast, "UP" Ukraine. The country
  /// alone where we do not know the rest; `nil` where we do not know the country.
  public func region(fips: String) -> Region.ID? { RegionCodes.world.region(fips: fips) }
}

// MARK: - On the map. Degrees north and east, WGS 84.

extension Gazetteer {
  /// The region in which a point lies; its country where we know no subdivision. A point off the
  /// coast belongs to the nearest region within about 11 km; `nil` further out, and off the globe.
  ///
  /// Borders are drawn to about 1 km in Russia, Ukraine, Belarus, Moldova and Georgia, and to about
  /// 11 km elsewhere.
  public func region(atLatitude latitude: Double, longitude: Double) -> Region.ID? {
    OutlineTable.world.region(latitude: latitude, longitude: longitude)
  }

  /// The borders of `region` as closed rings: of its parts, and of what lies inside and is none of
  /// it. A region across the antimeridian is cut there. Empty where we have no outline.
  public func outline(of region: Region.ID) -> [[(latitude: Double, longitude: Double)]] {
    OutlineTable.world.outline(of: region)
  }

  /// Everything that has an outline: countries, and first-level subdivisions.
  public var outlines: [Outline] { OutlineTable.world.shapes }

  /// The regions whose borders touch that of `region`, or run along it within about 20 km, across a
  /// strait: countries beside a country, subdivisions beside a subdivision. By id.
  public func neighbours(of region: Region.ID) -> [Region.ID] {
    OutlineTable.world.neighbours(of: region).sorted()
  }

  /// A point inside `region`, well away from its borders, to put a mark on; `nil` where we have no
  /// outline.
  public func point(of region: Region.ID) -> (latitude: Double, longitude: Double)? {
    OutlineTable.world.point(of: region)
  }
}

// MARK: - Places in a text

extension Gazetteer {
  /// The places that a text names, in its order: in English, and in Russian or Ukrainian, which its
  /// letters tell apart.
  ///
  /// Of several places of one name it is the one that the text itself points at ("Paris, Texas"),
  /// else the best known. A name that may as well be a person, a paper or a plain word is left out:
  /// a place too few can be put right by hand, a place too many looks like a fact.
  public func places(in text: String) -> [PlaceMention] {
    var text = text
    return text.withUTF8 { places(in: $0) }
  }

  func places(in bytes: TextBytes) -> [PlaceMention] {
    let places = PlaceFinder.world.places(in: bytes)
    guard bytes.hasCyrillic else { return places }
    return (places + CyrillicFinder.places(in: bytes)).sorted { $0.start < $1.start }
  }
}

extension Region.ID {
  var isCountry: Bool { !rawValue.utf8.contains(UInt8(ascii: "-")) }
}
