import Gazetteer
import Incidents

/// A place that a sentence names.
struct PlaceSpan: Hashable {
  /// The tokens of the name.
  var range: Range<Int>
  var place: Place
  var isGovernment: Bool
}

/// What stands before a name and makes it part of a wider place: "outskirts of Krasnodar".
private let partWords: WordSet = [
  "outskirts", "suburbs", "suburb", "vicinity", "edge", "parts", "part", "region", "area", "areas",
  "province", "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest",
  "coast", "countryside", "shores", "periphery", "approaches", "hills", "mountains", "villages",
]
/// … and what does not widen it: "centre of Izmir".
private let townWords: WordSet = [
  "centre", "center", "district", "districts", "neighbourhood", "neighborhood", "downtown", "heart",
  "quarter",
  "port",
]
private let nearWords: WordSet = ["near", "outside", "around", "off", "beyond"]
/// What stands behind a name and makes it a region.
private let regionWords: WordSet = [
  "oblast", "region", "province", "krai", "district", "county", "governorate", "state",
  "prefecture",
  "suburbs", "outskirts", "area", "countryside", "coast", "department",
]
private let directions: WordSet = [
  "northern", "southern", "eastern", "western", "central", "northeastern", "northwestern",
  "southeastern", "southwestern", "north", "south", "east", "west",
]

/// Prepositions that put an event at a place.
private let locatives: WordSet = [
  "in", "near", "at", "outside", "around", "across", "off", "over", "within", "on", "of", "inside",
  "through", "around", "into", "beyond", "hit", "struck", "shook", "rocked", "jolted", "shelled",
  "battered", "targeted", "attacked", "pounded", "flooded", "swept", "bombed", "lashed",
  "inundated", "throughout",
]
/// Words before a place that take the event away from it: "launched from Kursk", "speaking in Ankara".
private let elsewhereWords = RuleTable<Holds>([
  "from|toward|towards|between", "to", "speaking|speech|statement in|from|at",
  "reporters|journalists|media|outlets|portals|newspapers|channels|websites|users in",
  "hospital|hospitals|hospitalised|hospitalized in", "embassy|consulate in",
  "based|born|headquartered in",
  "talks|meeting|summit|conference in", "visit|visiting|trip to|in",
  "officials|ministers|diplomats in", "who ..2 in|at|to",
  "like|unlike|including", "border with", "relations with",
])

/// … "in the Kenyan port of".
private let joiningTowns: WordSet = ["the", "city", "town", "village", "port", "capital"]

/// Words between a preposition and its place: "in the port city of".
private let fillers: WordSet = [
  "the", "city", "town", "village", "port", "capital", "of", "southern", "northern", "western",
  "eastern", "central",
]

extension EnglishSentence {
  /// The mentions that lie in this sentence.
  func places(among mentions: [PlaceMention]) -> [PlaceSpan] {
    spans(of: mentions).map { span in
      // "drones launched by Russia": who acts, not where.
      var span = span
      let isActor = span.place.kind == .country && text(at: span.range.lowerBound - 1) == "by"
      span.isGovernment = span.isGovernment || isActor
      return span
    }
  }

  /// The places where the event is not; what "and" joins to such a place is another.
  func elsewhere(_ spans: [PlaceSpan]) -> Set<PlaceSpan> {
    var result: Set<PlaceSpan> = []
    for (index, span) in spans.enumerated() {
      let isJoined =
        index > 0 && result.contains(spans[index - 1]) && text(at: start(of: span) - 1) == "and"
        && spans[index - 1].range.upperBound == start(of: span) - 1
      if isJoined || isElsewhere(span) { result.insert(span) }
    }
    return result
  }

  /// Whether the words before the place take the event away from it.
  func isElsewhere(_ span: PlaceSpan) -> Bool {
    let start = start(of: span)
    return (max(0, start - 3)..<start).contains { index in
      elsewhereWords.match(in: tokens[...], at: index)?.range.upperBound == start
    }
  }

  /// Whether the words before the place put an event there.
  func isLocative(_ span: PlaceSpan) -> Bool {
    let before = start(of: span) - 1
    guard before >= 0 else { return false }
    return locatives.contains(text(at: before))
      || locatives.contains(text(at: placePhrase(span).lowerBound - 1))
  }

  /// Before articles, "the city of" and directions: where the preposition ends.
  private func start(of span: PlaceSpan) -> Int {
    var start = span.range.lowerBound
    while start > 0, fillers.contains(text(at: start - 1)) { start -= 1 }
    return start
  }

  /// The name with the words that belong to it: "outskirts of Krasnodar", "near Izmir", "Orenburg Oblast".
  private func placePhrase(_ span: PlaceSpan) -> Range<Int> {
    var start = span.range.lowerBound
    var end = span.range.upperBound
    if regionWords.contains(text(at: end)) { end += 1 }
    if directions.contains(text(at: start - 1)) { start -= 1 }
    var head = start - 1
    while head > 0, isFiller(head) { head -= 1 }
    if text(at: head) == "of",
      partWords.contains(text(at: head - 1)) || townWords.contains(text(at: head - 1))
    {
      start = head - 1
      // "off the Kenyan port of Mombasa"
      var near = start - 1
      while near > 0, isFiller(near) { near -= 1 }
      if nearWords.contains(text(at: near)) { start = near }
    } else {
      // "near the Belarusian town of Mozyr"
      if text(at: head) == "of", isFiller(head - 1) { head -= 1 }
      while head > 0, isFiller(head) { head -= 1 }
      if nearWords.contains(text(at: head)) { start = head }
    }
    if directions.contains(text(at: start - 1)) { start -= 1 }
    return start..<end
  }

  private func isFiller(_ index: Int) -> Bool {
    isOne(of: joiningTowns, at: index)
      || demonyms[text(at: index)] != nil && tokens[index].isCapitalised
  }

  /// The place as the report words it, with how exactly it is known.
  func readPlace(_ span: PlaceSpan, of bytes: [UInt8]) -> ReadPlace {
    let phrase = placePhrase(span)
    let around = [text(at: phrase.lowerBound), text(at: phrase.upperBound - 1)]
    let isWide =
      partWords.contains(around[0]) || nearWords.contains(around[0])
      || (phrase.upperBound > span.range.upperBound && regionWords.contains(around[1]))
      || directions.contains(around[0])
    let precision: GeoPrecision =
      switch span.place.kind {
      case .country: .largerRegion
      case .region: .partOfRegion
      case .city: isWide ? .partOfRegion : .namedTown
      }
    // "KHARKIV, Ukraine (AP)": a dateline's capitals are no part of the name.
    let written = words(phrase, of: bytes)
    let isDateline = written.uppercased() == written && phrase == span.range
    return ReadPlace(
      text: isDateline ? span.place.name : written, precision: precision,
      latitude: span.place.latitude,
      longitude: span.place.longitude)
  }
}

extension Place {
  /// A city before its region before its country.
  var fineness: Int {
    switch kind {
    case .city: 3
    case .region: 2
    case .country: 1
    }
  }
}
