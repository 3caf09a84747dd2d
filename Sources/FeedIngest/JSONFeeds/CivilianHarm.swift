import Foundation
import Gazetteer
import Incidents

/// Lists of geolocated incidents as Bellingcat publishes them for its maps: harm to civilians, with what each
/// incident rests on, and the events of a TimeMap, which keep their sources in another file.
struct CivilianHarm: JSONFormat {
  static let name = "a list of geolocated incidents (Bellingcat, TimeMap)"
  static let paths = ["*"]

  private static let reader = "timemap/1"
  private let source: String?
  private let publishedAt: Date?
  private var lookup = RegionLookup()

  init(options: FeedOptions) {
    source = options.source.map(options.sanitise)
    publishedAt = options.publishedAt
  }

  static func recognises(first: JSONObject?, rootKeys: [String]) -> Bool {
    guard let first else { return false }
    return ["id", "date", "latitude", "longitude", "description"].allSatisfy { first.has($0) }
      && (first.has("filters") || first.has("associations"))
  }

  mutating func take(_ record: JSONObject, line: Int) throws(BadRecord) -> FeedResult {
    guard let id = record.id("id"), let told = record.text("description") else {
      throw BadRecord(
        reason: "it has no \"id\" or no \"description\"",
        hint: "ask its publisher for the list again")
    }
    let date = record.date("date", slashes: .monthFirst)
    let point = (record.number("latitude"), record.number("longitude"))
    let location = record.text("location")
    let sources = record.objects("sources")
    // An id stands on two incidents now and then; the place tells them apart.
    let degrees = ["latitude", "longitude"].compactMap {
      record.id($0) ?? record.number($0).map(short)
    }
    let key = "\(id)/\(degrees.joined(separator: ","))"

    var text = FeedText()
    let event = text.add(told, rule: "timemap.description")
    text.add("Place", location, rule: "timemap.place")
    text.add("Date", date?.day, rule: "timemap.date")
    for filter in record.objects("filters") {
      if let key = filter.text("key") {
        text.add(key, filter.text("value"), rule: "timemap.filter")
      }
    }
    if record.isTrue("graphic") { text.add("Graphic pictures", "yes", rule: "timemap.graphic") }
    var citations: [ReadCitation] = []
    for source in sources {
      // Its publisher holds some back, to protect who took the pictures.
      let path = source.text("path").map { $0 == "HIDDEN" ? "withheld" : $0 }
      guard let line = text.add("Source", path, rule: "timemap.source"), let path else { continue }
      let citation =
        citation(ofLink: path, passage: line)
        ?? ReadCitation(source: nil, state: .confirmed, passage: line)
      if !citations.contains(where: { $0.source == citation.source }) { citations.append(citation) }
    }

    let report = ReportBody(
      source: source ?? (record.has("filters") ? "Bellingcat" : nil),
      url: sources.lazy.compactMap { $0.text("path") }.first { $0.contains("://") },
      publishedAt: publishedAt, text: text.text, language: "en",
      nativeID: key)
    guard
      let region = regionOf(
        named: location.flatMap { lookup.region(namedIn: $0) }, atLatitude: point.0,
        longitude: point.1)
    else {
      return FeedResult(drafts: [.report(report, Reading(reader: Self.reader, incidents: []))])
    }
    let place = location ?? Gazetteer.world.name(of: region)
    let incident = ReadIncident(
      title: told.count > 80 ? "Harm to civilians, \(place)" : told,
      kind: Self.kind(of: record, told), region: region,
      place: ReadPlace(
        text: place, precision: location == nil ? .partOfRegion : .namedTown, degrees: point.0,
        point.1),
      occurredAt: date, identity: "timemap:\(key)",
      claims: [ReadClaim(kind: .occurrence, text: told, passage: event)],
      citations: onlySource(citations))
    return FeedResult(
      drafts: [.report(report, Reading(reader: Self.reader, incidents: [incident]))])
  }

  /// By the weapon that the list names, else only that civilians were harmed.
  private static func kind(of record: JSONObject, _ told: String) -> IncidentKind {
    let weapon =
      record.objects("filters").first { $0.text("key") == "Weapon System" }?
      .text("value")?.lowercased() ?? ""
    let kinds: [(String, IncidentKind)] = [
      ("cruise missile", .missile), ("ballistic missile", .missile), ("artillery", .shelling),
      ("loitering", .drone), ("air strike", .strike), ("anti-air", .airDefence),
      ("land mine", .explosion), ("small arms", .clash),
    ]
    return kinds.first { weapon.contains($0.0) }?.1 ?? .attack
  }
}
