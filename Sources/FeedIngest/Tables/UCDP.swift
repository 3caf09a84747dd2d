import Foundation
import Incidents

/// The Georeferenced Event Dataset of the Uppsala Conflict Data Program: deadly events, with a range for
/// each toll.
struct UCDP: TableFormat {
  static let name = "a table of UCDP events (GED)"
  static let knownBy = [["id", "relid", "type_of_violence", "where_prec", "date_start", "best"]]

  private static let reader = "ucdp/1"
  private let publishedAt: Date?
  private var lookup = RegionLookup()

  init(options: FeedOptions) { publishedAt = options.publishedAt }

  mutating func take(_ row: TableRow) throws(BadRecord) -> [Draft] {
    let id = try row.required("id")
    let startText = try row.required("date_start")
    guard let start = feedDate(startText, slashes: .monthFirst) else {
      throw BadRecord(
        reason: "\"date_start\" is “\(startText)”, which is no date",
        hint: "write it as 2014-02-18")
    }
    let end = row["date_end"].flatMap { feedDate($0, slashes: .monthFirst) } ?? start
    let isDay = row["date_prec"] == "1"
    let days = start.day == end.day ? start.day : "\(start.day) to \(end.day)"
    let kind = UCDP.kinds[row["type_of_violence"] ?? ""]
    let place = row["where_coordinates"] ?? row["adm_1"] ?? row["country"] ?? ""

    var text = FeedText()
    let title = "\(kind?.words ?? "Deadly event"), \(place)"
    let event = text.add(
      "\(title), \(days)\(row["dyad_name"].map { ": \($0)" } ?? "")", rule: "ucdp.event")
    text.add("Place", row["where_description"], rule: "ucdp.place")
    let toll = text.add("Deaths", UCDP.deaths(row), rule: "ucdp.deaths")
    text.add("Sides", UCDP.sides(row), rule: "ucdp.sides")
    text.add("First told by", row["source_original"], rule: "ucdp.original")
    let sourceLine = text.add("Sources", row["source_office"], rule: "ucdp.source")
    text.add("Articles", row["source_article"], rule: "ucdp.articles")

    let report = ReportBody(
      source: "UCDP GED", publishedAt: publishedAt, text: text.text, language: "en",
      addsOriginalReporting: false, nativeID: id)

    let country = lookup.country(row["country"])
    let precision = row.count("where_prec") ?? 7
    let town = precision <= 2 ? row["where_coordinates"] : nil
    let named =
      lookup.region(row["adm_1"], in: country) ?? lookup.region(town, in: country) ?? country
    guard
      let region = regionOf(
        named: named, atLatitude: precision <= 2 ? row.number("latitude") : nil,
        longitude: precision <= 2 ? row.number("longitude") : nil)
    else { return [.report(report, Reading(reader: UCDP.reader, incidents: []))] }
    // From 6 on the point is the middle of a country, which is no place.
    let hasPoint = precision < 6
    var incident = ReadIncident(
      title: title, kind: kind?.kind ?? .other, region: region,
      place: ReadPlace(
        text: place,
        precision: precision == 1 ? .namedTown : precision <= 3 ? .partOfRegion : .largerRegion,
        degrees: hasPoint ? row.number("latitude") : nil,
        hasPoint ? row.number("longitude") : nil),
      occurredAt: isDay ? start : nil, identity: "ucdp:\(id)")
    incident.claims = [
      ReadClaim(kind: .occurrence, text: title.lowercasedFirst, passage: event)
    ]
    if !isDay { incident.claims.append(ReadClaim(kind: .time, text: days, passage: event)) }
    if let number = UCDP.number(row) {
      incident.claims.append(
        ReadClaim(
          kind: .casualties, text: "\(number.words) killed", number: number, passage: toll))
    }
    incident.citations = onlySource(
      sources(row["source_office"]).map {
        ReadCitation(source: $0, relation: .summarises, state: .confirmed, passage: sourceLine)
      })
    return [.report(report, Reading(reader: UCDP.reader, incidents: [incident]))]
  }

  /// `type_of_violence` of the code book.
  private static let kinds: [String: (kind: IncidentKind, words: String)] = [
    "1": (.clash, "State-based violence"), "2": (.clash, "Non-state violence"),
    "3": (.attack, "One-sided violence"),
  ]

  /// `nil` where all three are 0, which says nothing of a set that holds deadly events only.
  private static func number(_ row: TableRow) -> ReadNumber? {
    guard let best = row.count("best") else { return nil }
    let (low, high) = (row.count("low"), row.count("high"))
    guard best > 0 || (low ?? 0) > 0 || (high ?? 0) > 0 else { return nil }
    let words =
      low == best && high == best
      ? "\(best)" : "\(best) (\(low.map { "\($0)" } ?? "?") to \(high.map { "\($0)" } ?? "?"))"
    return ReadNumber(unit: "killed", low: low, best: best, high: high, words: words)
  }

  private static func deaths(_ row: TableRow) -> String? {
    guard let best = row["best"] else { return nil }
    let range = [("low", row["low"]), ("high", row["high"])]
      .compactMap { name, value in value.map { "\(name) \($0)" } }
    return (["best \(best)"] + range).joined(separator: ", ")
  }

  private static func sides(_ row: TableRow) -> String? {
    let counts = [
      (row["side_a"] ?? "side A", row["deaths_a"]), (row["side_b"] ?? "side B", row["deaths_b"]),
      ("civilians", row["deaths_civilians"]), ("unknown", row["deaths_unknown"]),
    ].compactMap { name, value in value.map { "\(name) \($0)" } }
    return counts.isEmpty ? nil : "deaths of " + counts.joined(separator: ", ")
  }
}
