import Foundation
import Gazetteer
import Incidents

/// The map of the Eyes on Russia project (Centre for Information Resilience): what pictures from the war in
/// Ukraine show, each with its link and its place.
struct EyesOnRussia: TableFormat {
  static let name = "a table of Eyes on Russia events"
  static let knownBy = [["entry", "date", "event_group", "brief description", "lat", "lon"]]

  private static let reader = "eyes-on-russia/1"
  private let publishedAt: Date?
  private var lookup = RegionLookup()

  init(options: FeedOptions) { publishedAt = options.publishedAt }

  mutating func take(_ row: TableRow) throws(BadRecord) -> [Draft] {
    let dateText = try row.required("date")
    guard let date = feedDate(dateText) else {
      throw BadRecord(
        reason: "\"date\" is “\(dateText)”, which is no date", hint: "write it as 2022-02-24")
    }
    let group = row["event_group"] ?? ""
    guard let told = row["brief description"] ?? row["title"] else {
      throw BadRecord(
        reason: "it has neither a title nor a description",
        hint: "look at this row, and take the table in again when it is mended")
    }
    let place = row["town/city"] ?? row["district"] ?? row["province"] ?? row["country"]

    var text = FeedText()
    let passage = text.add(told, rule: "eyes-on-russia.description")
    text.add("Group", row["event_group"], rule: "eyes-on-russia.group")
    text.add(
      "Place",
      [row["town/city"], row["district"], row["province"], row["country"]].compactMap { $0 }
        .joined(separator: ", "), rule: "eyes-on-russia.place")
    text.add("Date", date.day, rule: "eyes-on-russia.date")
    text.add("Arms", row["arms/munition"], rule: "eyes-on-russia.arms")
    text.add("Violence level", row["violence level"], rule: "eyes-on-russia.level")
    let link = text.add("Picture", row["link"], rule: "eyes-on-russia.link")
    text.add("Place found by", row["geolocation"], rule: "eyes-on-russia.geolocation")

    // An entry's number stands on two events now and then; its place tells them apart.
    let id = row["entry"].map { entry in
      "\(entry)/\([row["lat"], row["lon"]].compactMap { $0 }.joined(separator: ","))"
    }
    let report = ReportBody(
      source: "Eyes on Russia", url: row["link"], publishedAt: publishedAt, headline: row["title"],
      text: text.text, language: "en", nativeID: id)

    let country = lookup.country(row["country"])
    var found =
      lookup.region(row["province"], in: country) ?? lookup.region(row["town/city"], in: country)
      ?? country
    // Some write Crimea or an oblast where the country belongs.
    for name in [row["province"], row["country"]].compactMap({ $0 }) where found == nil {
      found = lookup.region(namedIn: name)
    }
    guard
      let region = regionOf(
        named: found, atLatitude: row.number("lat"), longitude: row.number("lon"))
    else {
      return [.report(report, Reading(reader: Self.reader, incidents: []))]
    }

    let kind = Self.kind(of: group.lowercased())
    var incident = ReadIncident(
      title: "\(told.count > 80 ? group : told), \(place ?? group)", kind: kind, region: region,
      place: ReadPlace(
        text: place ?? Gazetteer.world.name(of: region),
        precision: row["town/city"] == nil ? .partOfRegion : .namedTown,
        degrees: row.number("lat"), row.number("lon")),
      occurredAt: date, identity: id.map { "eyes-on-russia:\($0)" })
    incident.claims = [ReadClaim(kind: .occurrence, text: told, passage: passage)]
    if let source = row["link"].flatMap({ citation(ofLink: $0, passage: link) }) {
      incident.citations = [source]
    }
    return [.report(report, Reading(reader: Self.reader, incidents: [incident]))]
  }

  private static func kind(of group: String) -> IncidentKind {
    for (words, kind) in [
      ("bombing or explosion", IncidentKind.explosion), ("infrastructure damage", .attack),
      ("civilian casualty", .attack), ("ground battle", .clash), ("firing positions", .shelling),
      ("detentions or arrests", .arrest),
    ] where group.contains(words) {
      return kind
    }
    return .other
  }
}
