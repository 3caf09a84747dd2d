import Foundation
import Gazetteer
import Incidents

/// Finds the regions that feeds name in columns of their own, and keeps what it has found: a table names
/// few regions many times.
struct RegionLookup {
  private var found: [Query: Region.ID?] = [:]
  private var subdivisions: [Region.ID: SubdivisionNames] = [:]

  private struct Query: Hashable {
    enum Kind: Hashable {
      case country, exactCountry
      case subdivision(Region.ID)
      case place
    }

    var name: String
    var kind: Kind
  }

  /// How many answers are kept, so that a feed of nonsense cannot fill the memory.
  private static let limit = 20_000

  func isCountry(_ region: Region.ID) -> Bool { Gazetteer.world.isCountry(region) }

  /// The country called `name` in English, Russian or Ukrainian.
  ///
  /// - Parameter isExact: it must be called just that.
  mutating func country(_ name: String?, isExact: Bool = false) -> Region.ID? {
    guard let name else { return nil }
    return remembered(Query(name: name, kind: isExact ? .exactCountry : .country)) { _ in
      if let country = countries[fold(name)] { return country }
      // Other spellings are known to the finder of places in texts only.
      let mention = isExact ? nil : Gazetteer.world.places(in: name.capitalisedWords).first
      return mention.flatMap { $0.start == 0 && $0.place.kind == .country ? $0.place.region : nil }
    }
  }

  /// The first-level subdivision of `country` that a feed calls `name`.
  mutating func region(_ name: String?, in country: Region.ID?) -> Region.ID? {
    guard let name, let country else { return nil }
    return remembered(Query(name: name, kind: .subdivision(country))) { lookup in
      subdivision(name, of: country, lookup.names(of: country))
    }
  }

  /// The state of the United States that is called just so.
  mutating func state(_ name: String) -> Region.ID? { names(of: "US").whole[fold(name)] }

  private mutating func names(of country: Region.ID) -> SubdivisionNames {
    if let known = subdivisions[country] { return known }
    let names = SubdivisionNames(of: country)
    subdivisions[country] = names
    return names
  }

  /// The region that a short text names most exactly: of "Kherson, Kherson Oblast" the oblast. `nil` when
  /// it names several, or none.
  mutating func region(namedIn text: String) -> Region.ID? {
    remembered(Query(name: text, kind: .place)) { _ in Gazetteer.world.region(ofText: text) }
  }

  private mutating func remembered(_ query: Query, _ find: (inout Self) -> Region.ID?)
    -> Region.ID?
  {
    if let known = found[query] { return known }
    if found.count >= Self.limit { found.removeAll(keepingCapacity: true) }
    let answer = find(&self)
    found[query] = .some(answer)
    return answer
  }
}

private func subdivision(_ name: String, of country: Region.ID, _ names: SubdivisionNames)
  -> Region.ID?
{
  let words = foldedWords(name)
  if let region = names.whole[words.joined(separator: " ")] { return region }
  let stem = words.filter { !regionWords.contains($0) }.joined(separator: " ")
  guard !stem.isEmpty else { return nil }
  // "Kyiv City" is what is called Kyiv; "Kyiv Region" is what is called Kyiv with a word for its kind.
  let isCity = words.contains(where: cityWords.contains)
  if let region = isCity ? names.whole[stem] : names.stems[stem] { return region }

  let plain = String(name.filter { !apostrophes.contains($0) }).capitalisedWords
  let mention = Gazetteer.world.places(in: "\(plain), \(Gazetteer.world.name(of: country))").first
  guard let mention, mention.start == 0, mention.place.region != country,
    mention.place.region.lies(in: country)
  else { return nil }
  // "Peloponnese-Western Greece" is more than the Peloponnese; "Shan-North" is a part of Shan.
  let rest = String(decoding: plain.utf8.dropFirst(mention.end), as: UTF8.self)
  let isWhole = !rest.hasPrefix("-") || ["-North", "-South", "-East", "-West"].contains(rest)
  return isWhole ? mention.place.region : nil
}

private let cityWords: Set = ["city", "misto", "m", "м", "місто", "город", "г"]

/// Words that say what kind of region it is, and nothing else.
private let regionWords = cityWords.union([
  "oblast", "region", "republic", "krai", "kray", "province", "governorate", "state", "district",
  "department", "autonomous", "okrug", "municipality", "prefecture", "county", "of", "the",
  "область", "обл", "край", "республика", "республіка", "special", "republican",
])

private func foldedWords(_ name: String) -> [String] {
  let folded = name.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil)
  return String(folded.compactMap { apostrophes.contains($0) ? nil : plainLetters[$0] ?? $0 })
    .split { !$0.isLetter && !$0.isNumber }.map(String.init)
}

private let apostrophes: Set<Character> = ["'", "’", "ʼ", "‘", "`", "ʹ"]

/// Letters that are no plain letter with a mark.
private let plainLetters: [Character: Character] = ["ı": "i", "ł": "l", "ø": "o", "đ": "d"]

extension String {
  /// "Odessa oblast" as "Odessa Oblast".
  fileprivate var capitalisedWords: String {
    split(separator: " ").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined(separator: " ")
  }
}

private func fold(_ name: String) -> String { foldedWords(name).joined(separator: " ") }

private let countries: [String: Region.ID] = {
  // As ACLED and UCDP write them, and nobody else.
  var countries: [String: Region.ID] = [
    "democratic republic of congo": "CD", "dr congo zaire": "CD", "bailiwick of guernsey": "GG",
    "bailiwick of jersey": "JE", "macedonia fyr": "MK", "bosnia herzegovina": "BA",
  ]
  for country in Gazetteer.world.allCountries {
    for language in languages {
      countries[fold(Gazetteer.world.name(of: country, in: language))] = country
    }
  }
  return countries
}()

private let languages: [Gazetteer.Language] = [.english, .russian, .ukrainian]

/// The names of one country's subdivisions, folded.
private struct SubdivisionNames {
  var whole: [String: Region.ID] = [:]
  /// Without the word for their kind. A stem that two of them share is left out.
  var stems: [String: Region.ID] = [:]

  init(of country: Region.ID) {
    var shared: [String: Set<Region.ID>] = [:]
    for region in Gazetteer.world.subdivisions(of: country) {
      for language in languages {
        let words = foldedWords(Gazetteer.world.name(of: region, in: language))
        whole[words.joined(separator: " ")] = region
        let stem = words.filter { !regionWords.contains($0) }
        if stem.count < words.count {
          shared[stem.joined(separator: " "), default: []].insert(region)
        }
      }
    }
    stems = shared.compactMapValues { $0.count == 1 ? $0.first : nil }
  }
}
