public import Incidents

/// The regions and places of the world: their names, and where they stand in a text.
///
/// A region is known by its ISO 3166 code, and one that is disputed is listed where ISO lists it:
/// Crimea is `UA-43`. The finder reads English; the names are there in Russian and Ukrainian too.
public struct Gazetteer: Sendable {
  public enum Language: Sendable {
    case english, russian, ukrainian
  }

  /// All that the program carries inside itself; read when first asked for.
  public static let world = Gazetteer()

  let regions: RegionTable
  let finder: PlaceFinder

  init() {
    let regions = RegionTable()
    self.regions = regions
    finder = PlaceFinder(regions: regions)
  }
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
    let exact = regions.exact(query)
    let cities = finder.regions(ofCity: query)
    let rest = regions.containing(query)
    var seen: Set<Region.ID> = []
    return (exact + cities + rest).filter { seen.insert($0).inserted }
  }

  /// The regions spelled almost like `query`, the nearest first, to ask "did you mean ...?" when
  /// nothing matches it.
  public func regions(spelledLike query: String) -> [Region.ID] {
    regions.spelledLike(query.lowercased())
  }
}

// MARK: - Places in a text

extension Gazetteer {
  /// The places that an English text names, in its order.
  ///
  /// Of several places of one name it is the one that the text itself points at ("Paris, Texas"),
  /// else the best known. A name that may as well be a person, a paper or a plain word is left out:
  /// a place too few can be put right by hand, a place too many looks like a fact.
  public func places(in text: String) -> [PlaceMention] { finder.places(in: text) }
}

extension Region.ID {
  var isCountry: Bool { !rawValue.utf8.contains(UInt8(ascii: "-")) }
}
