import Foundation
import Incidents

/// Natural events of NASA's Earth Observatory (EONET): version 3 as GeoJSON, with a feature for each point of
/// a track, and the JSON of versions 2.1 and 3, with an object for each event.
struct EONET: JSONFormat {
  static let name = "a list of natural events (EONET)"
  static let paths = ["features.*", "events.*"]

  /// How many events are held while the points of their tracks come in.
  private static let eventLimit = 10_000

  private var lookup = RegionLookup()
  private var events: [String: Event] = [:]
  private var order: [String] = []

  init(options _: FeedOptions) {}

  private struct Event {
    var id: String
    var title: String
    var description: String?
    var url: String?
    var categories: [String]
    var sources: [String]
    var closedAt: Date?
    var firstAt: Date?
    var lastAt: Date?
    /// The latest of its track.
    var point: GeoPoint?
    var points = 0

    mutating func add(_ at: Date?, _ point: GeoPoint?) {
      points += 1
      if let at, at < firstAt ?? .distantFuture { firstAt = at }
      if lastAt == nil || (at ?? .distantPast) >= lastAt ?? .distantPast {
        lastAt = at ?? lastAt
        self.point = point ?? self.point
      }
    }
  }

  static func recognises(first: JSONObject?, rootKeys: [String]) -> Bool {
    if let properties = first?.object("properties") {
      return properties.has("categories") && properties.has("sources")
    }
    return first.map { $0.has("categories") && ($0.has("geometries") || $0.has("geometry")) }
      ?? false
  }

  mutating func take(_ record: JSONObject, line: Int) throws(BadRecord) -> FeedResult {
    let fields = record.object("properties") ?? record
    guard let id = fields.id("id"), let title = fields.text("title") else {
      throw BadRecord(
        reason: "it has no \"id\" or no \"title\"", hint: "ask its publisher for the feed again")
    }
    var result = FeedResult()
    var event: Event
    if let known = events[id] {
      event = known
    } else {
      if order.count >= Self.eventLimit { result = finish() }
      order.append(id)
      event = Event(
        id: id, title: title, description: fields.text("description"), url: fields.text("link"),
        categories: fields.objects("categories").compactMap { $0.text("title") ?? $0.id("id") },
        sources: fields.objects("sources").compactMap { $0.text("id") },
        closedAt: fields.date("closed"))
    }
    let track = record.objects("geometries") + record.objects("geometry")
    if track.isEmpty { event.add(fields.date("date"), GeoPoint(record.object("geometry"))) }
    for geometry in track { event.add(geometry.date("date"), GeoPoint(geometry)) }
    events[id] = event
    return result
  }

  mutating func finish() -> FeedResult {
    defer {
      events = [:]
      order = []
    }
    return FeedResult(drafts: order.compactMap { id in events[id].map { draft(of: $0) } })
  }

  private mutating func draft(of event: Event) -> Draft {
    var text = FeedText()
    let title = text.add(event.title, rule: "eonet.title")
    if let description = event.description { text.add(description, rule: "eonet.description") }
    text.add("Category", event.categories.joined(separator: ", "), rule: "eonet.category")
    text.add("First seen", event.firstAt.map { UTC.string(from: $0) }, rule: "eonet.first")
    text.add("Last seen", event.lastAt.map { UTC.string(from: $0) }, rule: "eonet.last")
    text.add("Closed", event.closedAt.map { UTC.string(from: $0) }, rule: "eonet.closed")
    text.add("Points", event.points > 1 ? "\(event.points)" : nil, rule: "eonet.points")
    let sources = text.add(
      "Sources", event.sources.isEmpty ? nil : event.sources.joined(separator: "; "),
      rule: "eonet.source")

    let report = ReportBody(
      source: "NASA EONET", url: event.url, publishedAt: event.lastAt, headline: event.title,
      text: text.text, language: "en", addsOriginalReporting: false, nativeID: event.id,
      revisedAt: [event.closedAt, event.lastAt].compactMap { $0 }.max())
    guard
      let region = regionOf(
        named: lookup.region(namedIn: event.title), atLatitude: event.point?.latitude,
        longitude: event.point?.longitude)
    else {
      return .report(report, Reading(reader: "eonet/1", incidents: []))
    }
    let incident = ReadIncident(
      title: event.title, kind: Self.kind(of: event.categories), region: region,
      place: ReadPlace(
        text: event.title, precision: .partOfRegion, degrees: event.point?.latitude,
        event.point?.longitude),
      occurredAt: event.firstAt, identity: "eonet:\(event.id)",
      claims: [ReadClaim(kind: .occurrence, text: event.title, passage: title)],
      citations: onlySource(
        event.sources.map {
          ReadCitation(source: $0, relation: .summarises, state: .confirmed, passage: sources)
        }))
    return .report(report, Reading(reader: "eonet/1", incidents: [incident]))
  }

  private static func kind(of categories: [String]) -> IncidentKind {
    let kinds: [(String, IncidentKind)] = [
      ("wildfire", .wildfire), ("volcano", .volcano), ("storm", .storm), ("flood", .flood),
      ("earthquake", .earthquake),
    ]
    let names = categories.joined(separator: " ").lowercased()
    return kinds.first { names.contains($0.0) }?.1 ?? .other
  }
}
