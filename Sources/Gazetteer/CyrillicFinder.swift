import Incidents

/// Finds places in Russian and Ukrainian text, in whatever case they stand: first the names
/// (`CyrillicNames.swift`), then what they mean (`CyrillicMeanings.swift`).
///
/// A text is taken to be in the one language or the other by its letters; one that does not tell, in
/// that in which more names are found.
struct CyrillicFinder: Sendable {
  static let russian = CyrillicFinder(.russian)
  static let ukrainian = CyrillicFinder(.ukrainian)

  static func places(in text: TextBytes) -> [PlaceMention] {
    let words = CyrillicText(text)
    if words.ukrainianLetters > 0 { return ukrainian.places(in: words, text) }
    let places = russian.places(in: words, text)
    if words.ukrainianLetters < 0 { return places }
    let others = ukrainian.places(in: words, text)
    return others.count > places.count ? others : places
  }

  let lexicon: CyrillicLexicon
  private(set) var index: CyrillicIndex
  /// The places, and how well known they are.
  let known: PlaceFinder
  /// Places with the name of a person or of a plain word: only with support.
  private(set) var ambiguous: Set<Int> = []
  /// What capitals and countries are called when they are the subject.
  private(set) var subjects: [Int: [UInt8]] = [:]

  private init(_ language: Gazetteer.Language) {
    let regions = Gazetteer.world.regions.rows
    known = .world
    lexicon = language == .russian ? .russian : .ukrainian
    index = CyrillicIndex(language == .russian ? .russian : .ukrainian)
    for (place, row) in regions.enumerated() {
      let own = language == .russian ? row.russian : row.ukrainian
      for name in [own] + row.also where !name.utf8.contains(UInt8(ascii: "(")) {
        addRegion(name, place)
      }
      let letters = CyrillicText.letters(of: own)
      if row.id.isCountry { subjects[place] = letters }
      if lexicon.isAmbiguous(letters, region: row.id) { ambiguous.insert(place) }
    }
    let cityNames = CityTable.names(in: language)
    for (offset, row) in CityTable.world.rows.enumerated() {
      let place = regions.count + offset
      let name = cityNames[row.line]
      let letters = CyrillicText.letters(of: name)
      let meaning = PlaceIndex.Meaning(place: place, needsKind: false)
      for name in [name] + row.also { index.insert(name, meaning) }
      if row.place.isCapital {
        subjects[place] = letters
        if row.place.region == "RU-MOW" { index.insert(lexicon.kremlin, meaning) }
      }
      if lexicon.isAmbiguous(letters, city: row.place) { ambiguous.insert(place) }
    }
  }

  private mutating func addRegion(_ name: String, _ place: Int) {
    let parts = name.split(separator: " ").map(String.init)
    if parts.count > 1, !lexicon.isKind(parts[0]), lexicon.isKind(parts[1]) {
      // "Краснодарский край", "Ямало-Ненецкий автономный округ"
      index.insert(parts[0], PlaceIndex.Meaning(place: place, needsKind: true))
    } else {
      // "Республика Крым", "Автономна Республіка Крим"
      let name = parts.drop { lexicon.isKind($0) }.joined(separator: " ")
      index.insert(name, PlaceIndex.Meaning(place: place, needsKind: false))
    }
  }

  private func places(in words: CyrillicText, _ text: TextBytes) -> [PlaceMention] {
    var names = names(in: words, text)
    for i in names.indices { names[i].support = support(names, i, in: words, text) }
    names.removeAll { $0.support == .none }
    settleByContext(&names, in: text)
    settleByFame(&names)
    return names.compactMap { name in
      name.place.map {
        PlaceMention(
          start: name.start, end: name.end, place: known.index.places[$0],
          isGovernment: isGovernment(name, $0, in: words, text))
      }
    }
  }

  /// A name in the text. Places are indices into those of the ``PlaceIndex``.
  struct Name {
    /// What stands around it says of a name that may be a person's or a plain word.
    enum Support {
      /// It is no place.
      case none
      case silent
      /// That it is a place: "в Кирове", "город Киров".
      case place
    }

    var start: Int
    var end: Int
    /// In the text's words.
    var first: Int
    var last: Int
    var meanings: [Int]
    /// What it means as an adjective, with a word for its kind, which may stand only at the end of a
    /// list: "Харьковская и Сумская области".
    var adjectives: [Int]
    var endsInKind = false
    var support = Support.silent
    /// What it is taken to mean. `nil` while undecided.
    var place: Int?
  }
}
