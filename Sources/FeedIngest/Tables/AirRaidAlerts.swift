import Foundation
import Incidents

/// Air raid alerts in Ukraine as tables of their begin and end, from the official channel or counted by
/// volunteers.
///
/// An alert is a warning of its own, no word of an authority on any strike.
struct AirRaidAlerts: TableFormat {
  static let name = "a table of air raid alerts"
  static let knownBy = [
    ["oblast", "raion", "hromada", "level", "started_at", "finished_at"],
    ["region", "started_at", "finished_at", "naive"],
  ]

  private let source: String?
  private var lookup = RegionLookup()

  init(options: FeedOptions) { source = options.source.map(options.sanitise) }

  mutating func take(_ row: TableRow) throws(BadRecord) -> [Draft] {
    let isOfficial = row["level"] != nil
    let oblast = try row.required(isOfficial ? "oblast" : "region")
    let startText = try row.required("started_at")
    guard let start = feedDate(startText) else {
      throw BadRecord(
        reason: "\"started_at\" is “\(startText)”, which is no time",
        hint: "write it as 2022-03-15 16:10:34+00:00")
    }
    // Of a naive end only the beginning was heard: half an hour was put in its place.
    let isGuessed = row["naive"]?.lowercased() == "true"
    let end = isGuessed ? nil : row["finished_at"].flatMap { feedDate($0) }
    let (raion, hromada) = (row["raion"], row["hromada"])
    let place = [hromada, raion, oblast].compactMap { $0 }.joined(separator: ", ")

    let begin = UTC.string(from: start)
    let text =
      "Air raid alert in \(place) from \(begin)"
      + (end.map { " to \(UTC.string(from: $0))." } ?? "; its end is not known.")
    let report = ReportBody(
      source: source
        ?? (isOfficial ? "Air raid alerts (official)" : "Air raid alerts (volunteers)"),
      publishedAt: start, text: text, language: "en", nativeID: "\(place)/\(begin)",
      revisedAt: end)

    guard let region = lookup.region(oblast, in: "UA") else {
      return [.report(report, Reading(reader: Self.reader, incidents: []))]
    }
    let incident = ReadIncident(
      title: "Air raid alert, \(hromada ?? raion ?? oblast)", kind: .alert, region: region,
      place: ReadPlace(
        text: place, precision: raion == nil && hromada == nil ? .largerRegion : .partOfRegion),
      occurredAt: start, identity: "air-raid:\(region.rawValue)/\(begin)",
      claims: [
        ReadClaim(
          kind: .occurrence, text: "air raid alert in \(place)",
          passage: Passage(start: 0, end: text.utf8.count, rule: "air-raid.alert"))
      ])
    return [.report(report, Reading(reader: Self.reader, incidents: [incident]))]
  }

  private static let reader = "air-raid/1"
}
