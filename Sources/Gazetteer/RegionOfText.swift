public import Incidents

// Which of the places that a text names is where it happened.

extension Gazetteer {
  /// The region that a text tells of: the one that the places in it say most clearly and most often; a
  /// country only where there is nothing finer. `nil` when it names none, or several alike, and when it
  /// names only what is elsewhere: "towards Belarus", "the Paris talks".
  ///
  /// - Parameter country: places elsewhere do not count.
  public func region(ofText text: String, in country: Region.ID? = nil) -> Region.ID? {
    var text = text
    return text.withUTF8 { bytes in
      // A place that is named again and again counts once.
      var weights: [Place: (region: Region.ID, weight: Int)] = [:]
      var order: [Region.ID] = []
      var last: (end: Int, surroundings: Surroundings)?
      for mention in places(in: bytes) {
        var surroundings = Surroundings(of: mention, in: bytes)
        // "in Kherson and Sumy"
        if let last, [" and ", ", ", ", and "].contains(bytes.gap(last.end, mention.start)) {
          surroundings.takeBefore(of: last.surroundings)
        }
        last = (mention.end, surroundings)
        let weight = surroundings.weight(of: mention)
        guard weight > 0, country.map(mention.place.region.lies) ?? true else { continue }
        let region = surroundings.isNear ? around(mention.place) : mention.place.region
        order.append(region)
        if weight > weights[mention.place]?.weight ?? 0 {
          weights[mention.place] = (region, weight)
        }
      }
      let finer = order.filter { !$0.isCountry }
      var sums: [Region.ID: Int] = [:]
      for (region, weight) in weights.values { sums[region, default: 0] += weight }
      let places = finer.isEmpty ? order : finer
      guard let most = places.map({ sums[$0, default: 0] }).max() else { return nil }
      let named = Set(places.filter { sums[$0] == most })
      // Of several that are named alike nobody can say which is meant.
      return named.count == 1 ? named.first : nil
    }
  }

  /// "near Kyiv" is in the oblast around it, where a city is a region of its own.
  private func around(_ place: Place) -> Region.ID {
    guard place.kind == .city, Self.cityRegions.contains(place.region) else { return place.region }
    return regions.rows.first {
      $0.id != place.region && $0.id.country == place.region.country
        && $0.stems.contains(place.name)
    }?.id ?? place.region
  }

  private static let cityRegions: Set<Region.ID> = [
    "UA-30", "RU-MOW", "RU-SPE", "BY-HM", "KZ-71", "KZ-75", "GE-TB",
  ]
}

/// The words beside a place that say whether something happened there.
private struct Surroundings {
  private var before = ""
  private var secondBefore = ""
  private var after = ""

  init(of mention: PlaceMention, in text: TextBytes) {
    var start = mention.start
    // "near the city of Kyiv", "in central Kyiv"; but "north of Kyiv" is not in it.
    while let word = text.word(before: start) {
      let second = text.word(before: word.lowerBound).map { text.string($0).lowercased() } ?? ""
      let string = text.string(word).lowercased()
      let isFiller =
        string == "of" ? PlaceWords.towns.contains(second) : PlaceWords.fillers.contains(string)
      guard isFiller else {
        (before, secondBefore) = (string, second)
        break
      }
      start = word.lowerBound
    }
    after = text.word(after: mention.end).map { text.string($0) } ?? ""
  }

  mutating func takeBefore(of other: Self) {
    (before, secondBefore) = (other.before, other.secondBefore)
  }

  /// "near Kyiv", "outskirts of Kyiv", "north of Kyiv", "advancing on Kyiv"
  var isNear: Bool {
    switch before {
    case "near", "outside", "around", "beyond": true
    case "of": PlaceWords.edges.contains(secondBefore)
    case "on": secondBefore.hasPrefix("advanc")
    default: false
    }
  }

  /// How clearly the text puts something there, from 0.
  func weight(of mention: PlaceMention) -> Int {
    if mention.isGovernment || PlaceWords.meetings.contains(after) { return 0 }
    switch before {
    // What moves towards a town is near it already.
    case "towards", "toward": return mention.place.kind == .city ? 1 : 0
    case "against": return 0
    case "to" where mention.place.kind != .city: return 0
    case "with" where ["border", "crossing", "relations", "talks"].contains(secondBefore): return 0
    default: break
    }
    let isThere = PlaceWords.there.contains(before)
    return switch mention.place.kind {
    case .country: isThere ? 2 : 1
    case .region: 8
    // There may be another village of that name.
    case .city where mention.place.population ?? 0 < 20_000: isThere ? 5 : 3
    case .city where isThere: 8
    case .city: mention.place.isCapital ? 1 : 4
    }
  }
}
