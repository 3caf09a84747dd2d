import Foundation
import Incidents

/// The events of the Armed Conflict Location & Event Data project, in each of its layouts since 1997: columns
/// are told by name.
///
/// ACLED revises its rows: one with the same id and a later timestamp is a later revision of that report.
struct ACLED: TableFormat {
  static let name = "a table of ACLED events"
  static let knownBy = [["event_id_cnty", "event_date", "event_type", "country"]]

  private var lookup = RegionLookup()

  init(options _: FeedOptions) {}

  mutating func take(_ row: TableRow) throws(BadRecord) -> [Draft] {
    let id = try row.required("event_id_cnty")
    let dateText = try row.required("event_date")
    guard let date = feedDate(dateText) else {
      throw BadRecord(
        reason: "\"event_date\" is “\(dateText)”, which is no date",
        hint: "write it as 2022-02-24 or as 24 February 2022")
    }
    let type = try row.required("event_type")
    let subtype = row["sub_event_type"]
    let location = row["location"]
    let changedAt = row.number("timestamp").flatMap(ACLED.time)
    let fullPlace = [location, row["admin1"], row["country"]].compactMap { $0 }.joined(
      separator: ", ")

    var text = FeedText()
    let title = "\(subtype ?? type), \(location ?? row["country"] ?? "")"
    let notes = text.add(
      row["notes"] ?? "\(title), \(date.day).", rule: "acled.notes")
    text.add(
      "Event", [type, subtype].compactMap { $0 }.joined(separator: ", "), rule: "acled.type")
    let sides = [
      [row["actor1"], row["assoc_actor_1"] ?? row["ally_actor_1"]],
      [row["actor2"], row["assoc_actor_2"] ?? row["ally_actor_2"]],
    ].map { $0.compactMap { $0 }.joined(separator: "; ") }.filter { !$0.isEmpty }
    text.add("Actors", sides.isEmpty ? nil : sides.joined(separator: " / "), rule: "acled.actors")
    text.add("Place", fullPlace, rule: "acled.place")
    let timeLine = text.add(
      "Date: \(date.day)\(ACLED.spread[row["time_precision"] ?? "1"] ?? "")", rule: "acled.date")
    let deaths = row.count("fatalities")
    let deathLine = text.add("Fatalities", deaths.map { "\($0)" }, rule: "acled.fatalities")
    let sourceLine = text.add("Sources", row["source"], rule: "acled.source")
    text.add("Tags", row["tags"], rule: "acled.tags")

    let report = ReportBody(
      source: "ACLED", publishedAt: changedAt, text: text.text, language: "en",
      addsOriginalReporting: false, nativeID: id, revisedAt: changedAt)

    let country = lookup.country(row["country"])
    let precision = ACLED.precision(row)
    let town = precision == .namedTown ? location : nil
    let named =
      lookup.region(row["admin1"], in: country) ?? lookup.region(town, in: country) ?? country
    let isPoint = precision == .namedTown
    guard
      let region = regionOf(
        named: named, atLatitude: isPoint ? row.number("latitude") : nil,
        longitude: isPoint ? row.number("longitude") : nil)
    else {
      return [.report(report, Reading(reader: ACLED.reader, incidents: []))]
    }
    let isDay = (row["time_precision"] ?? "1") == "1"
    var incident = ReadIncident(
      title: title, kind: ACLED.kind(type: type, subtype: subtype), region: region,
      place: ReadPlace(
        text: location ?? fullPlace, precision: precision,
        degrees: row.number("latitude"), row.number("longitude")),
      occurredAt: isDay ? date : nil, identity: "acled:\(id)")
    incident.claims = [
      ReadClaim(kind: .occurrence, text: title.lowercasedFirst, passage: notes)
    ]
    if !isDay {
      incident.claims.append(
        ReadClaim(
          kind: .time, text: "\(date.day)\(ACLED.spread[row["time_precision"] ?? ""] ?? "")",
          passage: timeLine))
    }
    if let toll = ACLED.toll(deaths: deaths, notes: row["notes"] ?? "", deathLine, notes) {
      incident.claims.append(toll)
    }
    incident.citations = onlySource(
      sources(row["source"]).map {
        ReadCitation(source: $0, relation: .summarises, state: .confirmed, passage: sourceLine)
      })
    return [.report(report, Reading(reader: ACLED.reader, incidents: [incident]))]
  }
}

extension ACLED {
  fileprivate static let reader = "acled/1"

  /// By ACLED's code book: how exactly the date is known.
  fileprivate static let spread = ["2": ", known to the week", "3": ", known to the month"]

  fileprivate static func time(_ seconds: Double) -> Date? {
    // From 1990 to 2100: what else stands there is no time.
    (631_152_000...4_102_444_800 ~= seconds) ? Date(timeIntervalSince1970: seconds) : nil
  }

  /// "coded to" in the notes means that the point stands in for a place that is not on the map.
  fileprivate static func precision(_ row: TableRow) -> GeoPrecision {
    let precision = row.count("geo_precision").flatMap(GeoPrecision.init) ?? .largerRegion
    let standsIn = row["notes"].map { firstRange(of: "coded to", in: $0) != nil } ?? false
    return precision == .namedTown && standsIn ? .partOfRegion : precision
  }

  static func kind(type: String, subtype: String?) -> IncidentKind {
    switch subtype?.lowercased() {
    case "shelling/artillery/missile attack": return .shelling
    case "air/drone strike": return .strike
    case "remote explosive/landmine/ied", "grenade", "suicide bomb": return .explosion
    case "arrests": return .arrest
    default: break
    }
    let type = type.lowercased()
    if type.hasPrefix("battle") { return .clash }
    return switch type {
    case "explosions/remote violence", "remote violence": .attack
    case "violence against civilians": .attack
    case "protests", "riots/protests": .protest
    case "riots": .riot
    default: .other
    }
  }

  /// 0 says that nobody died only where the notes do: ACLED also writes it for what is not known. A number
  /// that the notes split over several events is no toll of this one alone.
  fileprivate static func toll(
    deaths: Int?, notes: String, _ line: Passage?, _ inNotes: Passage
  ) -> ReadClaim? {
    guard let deaths, deaths >= 0 else { return nil }
    if deaths > 0 {
      return ReadClaim(
        kind: .casualties, text: "\(deaths) killed",
        number: ReadNumber(unit: "killed", low: nil, best: deaths, high: nil, words: "\(deaths)"),
        hedge: split(in: notes), passage: line)
    }
    for (words, unit) in none {
      guard let range = firstRange(of: words, in: notes) else { continue }
      return ReadClaim(
        kind: .casualties, text: words,
        number: ReadNumber(
          unit: unit, low: nil, best: 0, high: nil, words: String(notes[range])),
        passage: inNotes)
    }
    return nil
  }

  private static let none = [
    ("no fatalities", "killed"), ("no deaths", "killed"), ("no casualties", "casualties"),
  ]

  /// "4 fatalities split across 22 events". `nil` when the notes split nothing.
  private static func split(in notes: String) -> String? {
    guard let split = firstRange(of: " split ", in: notes),
      let start = notes[..<split.lowerBound].range(of: " fatalit", options: .backwards),
      let end = notes[split.upperBound...].range(of: " events"),
      notes.distance(from: start.lowerBound, to: end.upperBound) < 80
    else { return nil }
    let number = notes[..<start.lowerBound].reversed().prefix { $0.isNumber }.count
    return String(notes[notes.index(start.lowerBound, offsetBy: -number)..<end.upperBound])
  }
}

/// Where `words`, in lower case and ASCII, first stand in `text`, in whatever case. Notes are long and many,
/// and Foundation's search takes longer than all the rest of a row.
private func firstRange(of words: String, in text: String) -> Range<String.Index>? {
  let (words, bytes) = (Array(words.utf8), Array(text.utf8))
  guard bytes.count >= words.count else { return nil }
  let start = (0...bytes.count - words.count).first { start in
    words.indices.allSatisfy { offset in
      let byte = bytes[start + offset]
      return byte == words[offset]
        || (UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte && byte + 0x20 == words[offset])
    }
  }
  return start.map {
    text.utf8.index(
      text.startIndex, offsetBy: $0)..<text.utf8.index(text.startIndex, offsetBy: $0 + words.count)
  }
}

/// The outlets of a cell that lists them with semicolons, each once.
func sources(_ cell: String?) -> [String] {
  var seen: Set<String> = []
  return (cell ?? "").split(separator: ";")
    .map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
    .filter { !$0.isEmpty && seen.insert($0.lowercased()).inserted }
}

extension String {
  /// For a title inside a sentence.
  var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
