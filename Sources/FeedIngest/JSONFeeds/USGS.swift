import Foundation
import Gazetteer
import Incidents

/// Earthquakes and explosions of the United States Geological Survey's GeoJSON feeds.
struct USGS: JSONFormat {
  static let name = "a feed of earthquakes (USGS)"
  static let paths = ["features.*"]

  private static let reader = "usgs/1"
  private var lookup = RegionLookup()

  init(options _: FeedOptions) {}

  static func recognises(first: JSONObject?, rootKeys: [String]) -> Bool {
    guard let properties = first?.object("properties") else { return false }
    return properties.has("mag") && properties.has("place") && properties.has("ids")
  }

  mutating func take(_ record: JSONObject, line: Int) throws(BadRecord) -> FeedResult {
    guard let properties = record.object("properties"), let id = record.id("id") else {
      throw BadRecord(
        reason: "it has no \"id\" or no \"properties\"",
        hint: "ask its publisher for the feed again")
    }
    let type = properties.text("type") ?? "earthquake"
    let isDeleted = properties.text("status") == "deleted"
    let place = properties.text("place")
    let point = GeoPoint(record.object("geometry"))
    let origin = properties.milliseconds("time")
    let changedAt = properties.milliseconds("updated")
    let magnitude = properties.number("mag").map { "magnitude \(short($0))" }

    var text = FeedText()
    let title = [type.capitalisedFirst, magnitude, place].compactMap { $0 }.joined(separator: ", ")
    let event = text.add(title, rule: "usgs.event")
    text.add("Time", origin.map { UTC.string(from: $0) }, rule: "usgs.time")
    text.add("Depth", point?.third.map { "\(short($0)) km" }, rule: "usgs.depth")
    text.add("Magnitude type", properties.text("magType"), rule: "usgs.magnitude-type")
    text.add("Alert level", properties.text("alert"), rule: "usgs.alert")
    text.add("Felt by", properties.number("felt").map { short($0) }, rule: "usgs.felt")
    // USGS sets it for a large event at sea, whether or not a wave comes of it.
    text.add(
      "Tsunami flag",
      properties.number("tsunami") == 1 ? "set; it does not say that there is one" : nil,
      rule: "usgs.tsunami")
    let status = text.add("Status", properties.text("status"), rule: "usgs.status")
    text.add("Ids", properties.text("ids")?.trimming(","), rule: "usgs.ids")

    let report = ReportBody(
      source: "USGS", url: properties.text("url"), publishedAt: changedAt ?? origin,
      headline: properties.text("title"), text: text.text, language: "en", nativeID: id,
      revisedAt: changedAt)
    let named = place.flatMap { region(of: $0, point) }
    guard let place,
      let region = regionOf(
        named: named, atLatitude: point?.latitude, longitude: point?.longitude)
    else {
      return FeedResult(drafts: [.report(report, Reading(reader: Self.reader, incidents: []))])
    }
    let incident = ReadIncident(
      title: title, kind: Self.kind(of: type), region: region,
      // "27 km NNW of Susitna" is near the point, and says so.
      place: ReadPlace(
        text: place, precision: .partOfRegion, degrees: point?.latitude, point?.longitude),
      occurredAt: origin, identity: "usgs:\(id)",
      claims: [
        ReadClaim(
          kind: .occurrence, text: title.lowercasedFirst, stance: isDeleted ? .retracts : .asserts,
          passage: isDeleted ? status : event)
      ])
    return FeedResult(
      drafts: [.report(report, Reading(reader: Self.reader, incidents: [incident]))])
  }

  /// "4km SSW of Round Valley, CA": the region or country after the last comma.
  private mutating func region(of place: String, _ point: GeoPoint?) -> Region.ID? {
    guard let comma = place.lastIndex(of: ",") else { return lookup.region(namedIn: place) }
    let last = place[place.index(after: comma)...].trimmingCharacters(in: .whitespaces)
    if last.utf8.count == 2 {
      let (state, country) = (Region.ID(rawValue: "US-\(last)"), Region.ID(rawValue: last))
      if Gazetteer.world.name(of: state) != state.rawValue { return state }
      return lookup.isCountry(country) ? country : nil
    }
    let (state, country) = (lookup.state(last), lookup.country(last, isExact: true))
    // Georgia is a state in the west and a country in the east.
    if state != nil, country != nil { return (point?.longitude ?? 0) < 0 ? state : country }
    return state ?? country ?? lookup.region(namedIn: place)
  }

  private static func kind(of type: String) -> IncidentKind {
    if type.contains("explosion") || type == "quarry blast" { return .explosion }
    return type == "earthquake" ? .earthquake : type == "volcanic eruption" ? .volcano : .other
  }
}

/// `5.1`, and `10` for 10.0.
func short(_ number: Double) -> String {
  Int(exactly: number).map { "\($0)" } ?? "\((number * 1000).rounded() / 1000)"
}

extension String {
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }

  fileprivate func trimming(_ characters: String) -> String {
    trimmingCharacters(in: CharacterSet(charactersIn: characters))
  }
}
