import Foundation
import Gazetteer
import Incidents

// The Global Disaster Alert and Coordination System publishes RSS with fields of its own.

/// One event as GDACS describes it, whether in RSS, in GeoJSON or in the parameters of a CAP message.
struct GDACSEvent {
  /// Its channels have titles of their own; it is one source all the same.
  static let source = "GDACS"

  /// EQ, TC, FL, VO, DR, WF or TS.
  var type: String
  var id: String
  /// In English, the first the one that the event is counted under.
  var countries: String?
  var alpha3: String?
  var from: Date?

  var identity: String { "gdacs:\(type)\(id)" }

  var kind: IncidentKind {
    switch type {
    case "EQ": .earthquake
    case "TC": .storm
    case "FL", "TS": .flood
    case "VO": .volcano
    case "WF": .wildfire
    default: .other
    }
  }

  /// How exactly the one point of an event says where it is: a drought or a cyclone is nowhere in particular.
  var precision: GeoPrecision {
    switch type {
    case "EQ", "VO": .namedTown
    case "FL", "WF", "TS": .partOfRegion
    default: .largerRegion
    }
  }

  /// `nil` for an event at sea that is counted under no country.
  var region: Region.ID? {
    alpha3.flatMap { Gazetteer.world.country(alpha3: $0.uppercased()) }
      ?? countries.flatMap { Gazetteer.world.region(ofText: $0) }
  }

  func incident(title: String, point: FeedPoint?, hedge: String? = nil) -> ReadIncident? {
    guard let region else { return nil }
    return ReadIncident(
      title: title, kind: kind, region: region,
      place: ReadPlace(
        text: countries ?? Gazetteer.world.name(of: region), precision: precision,
        latitude: point?.latitude, longitude: point?.longitude),
      occurredAt: from, identity: identity,
      claims: [ReadClaim(kind: .occurrence, text: title, hedge: hedge)])
  }
}

extension MarkupItem {
  private func gdacs(_ local: String) -> String? {
    value(of: nodes.first { $0.parent == nil && $0.name.space == .gdacs && $0.name.local == local })
  }

  /// `nil` when the item is not of GDACS.
  func gdacsReading(of report: ReportBody) -> Reading? {
    guard let type = gdacs("eventtype"), let id = gdacs("eventid") else { return nil }
    let event = GDACSEvent(
      type: type.uppercased(), id: id, countries: gdacs("country"), alpha3: gdacs("iso3"),
      from: gdacs("fromdate").flatMap(markupDate))
    let title = report.headline ?? report.text
    return Reading(
      reader: "gdacs/1",
      incidents: event.incident(title: title, point: shape?.center).map { [$0] } ?? [])
  }

  var isOfGDACS: Bool { gdacs("eventid") != nil }

  /// An event keeps its guid from one episode to the next.
  var gdacsRevision: Date? {
    guard isOfGDACS else { return nil }
    return gdacs("datemodified").flatMap(markupDate)
      ?? date(of: nodes.first { $0.parent == nil && $0.name.local == "pubdate" })
  }
}
