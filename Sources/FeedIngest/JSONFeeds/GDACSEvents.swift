import Foundation
import Incidents

/// The event list of the Global Disaster Alert and Coordination System as GeoJSON. Its feed and its alerts
/// name the same events: the identity is that of theirs.
struct GDACSEvents: JSONFormat {
  static let name = "a list of disasters (GDACS)"
  static let paths = ["features.*"]

  private static let reader = "gdacs/1"
  private var lookup = RegionLookup()

  init(options _: FeedOptions) {}

  static func recognises(first: JSONObject?, rootKeys: [String]) -> Bool {
    guard let properties = first?.object("properties") else { return false }
    return properties.has("eventtype") && properties.has("eventid")
  }

  mutating func take(_ record: JSONObject, line: Int) throws(BadRecord) -> FeedResult {
    guard let properties = record.object("properties"), let type = properties.text("eventtype"),
      let number = properties.id("eventid")
    else {
      throw BadRecord(
        reason: "it has no \"eventtype\" or no \"eventid\"",
        hint: "ask its publisher for the feed again")
    }
    let point = GeoPoint(record.object("geometry"))
    let countries = properties.objects("affectedcountries")
    let names = countries.compactMap { $0.text("countryname") }
    let place = properties.text("country") ?? (names.isEmpty ? nil : names.joined(separator: ", "))
    let changedAt = properties.date("datemodified")
    let start = properties.date("fromdate")

    var text = FeedText()
    let title = properties.text("name") ?? properties.text("description") ?? "\(type) \(number)"
    let event = text.add(title, rule: "gdacs.name")
    if let description = properties.text("description"), description != title {
      text.add(description, rule: "gdacs.description")
    }
    text.add("Event", properties.text("eventname"), rule: "gdacs.event")
    text.add("Alert level", properties.text("alertlevel"), rule: "gdacs.alert")
    text.add(
      "Severity", properties.object("severitydata")?.text("severitytext"), rule: "gdacs.severity")
    text.add("Place", place, rule: "gdacs.place")
    text.add("From", start.map { UTC.string(from: $0) }, rule: "gdacs.from")
    text.add("To", properties.date("todate").map { UTC.string(from: $0) }, rule: "gdacs.to")
    text.add("GLIDE", properties.text("glide"), rule: "gdacs.glide")
    let source = text.add("Source", properties.text("source"), rule: "gdacs.source")

    let report = ReportBody(
      source: GDACSEvent.source, url: properties.object("url")?.text("report"),
      publishedAt: changedAt ?? start, headline: title, text: text.text, language: "en",
      nativeID: "\(type)\(number)", revisedAt: changedAt)
    let codes = countries.compactMap { $0.text("iso2") }.map {
      Region.ID(rawValue: $0.uppercased())
    }
    guard
      let region = codes.first(where: { lookup.isCountry($0) })
        ?? lookup.country(names.first ?? place, isExact: true)
    else {
      return FeedResult(drafts: [.report(report, Reading(reader: Self.reader, incidents: []))])
    }
    let disaster = GDACSEvent(type: type.uppercased(), id: number)
    var incident = ReadIncident(
      title: title, kind: disaster.kind, region: region,
      place: ReadPlace(
        text: place ?? title, precision: disaster.precision, degrees: point?.latitude,
        point?.longitude),
      occurredAt: start, identity: disaster.identity,
      claims: [ReadClaim(kind: .occurrence, text: title, passage: event)])
    if let name = properties.text("source") {
      incident.citations = [
        ReadCitation(source: name, relation: .summarises, state: .confirmed, passage: source)
      ]
    }
    return FeedResult(
      drafts: [.report(report, Reading(reader: Self.reader, incidents: [incident]))])
  }
}
