import Foundation
import Incidents

/// A bundle of STIX 2.1 objects: what people tell in it (reports, incidents, sightings, notes, opinions), in
/// the name of who created it.
///
/// Objects point at each other in any order, and a newer one replaces an older of the same id, so they are
/// held until the bundle ends. Nothing is followed out of the bundle.
struct STIX: JSONFormat {
  static let name = "a bundle of STIX 2.1 objects"
  static let paths = ["objects.*"]

  private static let reader = "stix/1"
  private static let told: Set = ["report", "incident", "sighting", "note", "opinion"]
  /// How many objects are held, and how much text of them, in bytes.
  private static let objectLimit = 100_000
  private static let textLimit = 100_000_000

  private let source: String?
  private var lookup = RegionLookup()
  private var objects: [String: Object] = [:]
  private var order: [String] = []
  private var textBytes = 0

  init(options: FeedOptions) { source = options.source.map(options.sanitise) }

  private struct Object {
    var type: String
    var name: String?
    var words: String?
    var creator: String?
    var createdAt: Date?
    var modifiedAt: Date?
    var publishedAt: Date?
    var isRevoked: Bool
    var url: String?
    var language: String?
    var references: [String]
    var markings: [String]
    var facts: [String]
    var country: String?
    var area: String?
    var point: (Double?, Double?)
  }

  static func recognises(first: JSONObject?, rootKeys: [String]) -> Bool {
    rootKeys.contains("objects") && (first?.text("id")?.contains("--") ?? rootKeys.contains("type"))
  }

  mutating func take(_ record: JSONObject, line: Int) throws(BadRecord) -> FeedResult {
    guard let id = record.text("id"), let type = record.text("type") else {
      throw BadRecord(
        reason: "it has no \"id\" or no \"type\"", hint: "ask its publisher for the bundle again")
    }
    let isTold = Self.told.contains(type)
    if type == "relationship" {
      link(record)
      return FeedResult()
    }
    let object = Object(
      type: type,
      name: record.text("name")
        ?? record.object("definition")?.text("tlp").map { "TLP:\($0.uppercased())" },
      words: isTold
        ? record.text("description") ?? record.text("content") ?? record.text("explanation") : nil,
      creator: record.text("created_by_ref"), createdAt: record.date("created"),
      modifiedAt: record.date("modified"), publishedAt: record.date("published"),
      isRevoked: record.isTrue("revoked"),
      url: record.objects("external_references").lazy.compactMap { $0.text("url") }.first,
      language: record.text("lang").map { String($0.prefix(2)).lowercased() },
      references: record.texts("object_refs") + record.texts("where_sighted_refs")
        + [record.text("sighting_of_ref")].compactMap { $0 },
      markings: record.texts("object_marking_refs"), facts: isTold ? Self.facts(of: record) : [],
      country: record.text("country"), area: record.text("administrative_area"),
      point: (record.number("latitude"), record.number("longitude")))
    if let known = objects[id] {
      guard object.modifiedAt ?? .distantPast > known.modifiedAt ?? .distantPast else {
        return FeedResult()
      }
    } else {
      textBytes += object.words?.utf8.count ?? 0
      guard order.count < Self.objectLimit, textBytes < Self.textLimit else {
        throw BadRecord(
          reason: "the bundle holds more than can be kept at a time",
          hint: "split it into bundles of at most \(Self.objectLimit) objects")
      }
      order.append(id)
    }
    objects[id] = object
    return FeedResult()
  }

  /// "incident X is located at Y" counts as if X itself named Y, whichever comes first.
  private mutating func link(_ record: JSONObject) {
    guard record.text("relationship_type") == "located-at", !record.isTrue("revoked"),
      let from = record.text("source_ref"), let to = record.text("target_ref"),
      places.count < Self.objectLimit
    else { return }
    places[from, default: []].append(to)
  }
  private var places: [String: [String]] = [:]

  private static func facts(of record: JSONObject) -> [String] {
    var facts: [String] = []
    if let opinion = record.text("opinion") { facts.append("Opinion: \(opinion)") }
    if let count = record.number("count") { facts.append("Seen: \(short(count)) times") }
    for (name, key) in [("First seen", "first_seen"), ("Last seen", "last_seen")] {
      if let date = record.text(key) { facts.append("\(name): \(date)") }
    }
    let types = record.texts("report_types")
    if !types.isEmpty { facts.append("Report types: \(types.joined(separator: ", "))") }
    if let confidence = record.number("confidence") {
      facts.append("Confidence: \(short(confidence)) of 100")
    }
    return facts
  }

  mutating func finish() -> FeedResult {
    var result = FeedResult(
      drafts: order.compactMap { id in
        objects[id].flatMap { Self.told.contains($0.type) ? draft(of: $0, id) : nil }
      })
    if result.drafts.isEmpty, !order.isEmpty {
      result.reject(
        line: nil, problem: "cannot take in anything of this bundle",
        BadRecord(
          reason: "none of its \(order.count) objects tells of something that happened",
          hint: "reports are objects of the types \(Self.told.sorted().joined(separator: ", "))"),
        raw: [], clean: { $0 })
    }
    return result
  }

  private mutating func draft(of object: Object, _ id: String) -> Draft {
    let references = (object.references + (places[id] ?? [])).compactMap { objects[$0] }
    let named = references.compactMap { $0.name }
    var text = FeedText()
    if let name = object.name { text.add(name, rule: "stix.name") }
    if let words = object.words { text.add(words, rule: "stix.description") }
    for fact in object.facts { text.add(fact, rule: "stix.fact") }
    text.add("About", named.isEmpty ? nil : named.joined(separator: "; "), rule: "stix.about")
    let marks = object.markings.compactMap { objects[$0]?.name }
    text.add("Marking", marks.isEmpty ? nil : marks.joined(separator: ", "), rule: "stix.marking")
    let revoked = object.isRevoked ? text.add("Revoked by its creator.", rule: "stix.revoked") : nil

    let report = ReportBody(
      source: object.creator.flatMap { objects[$0]?.name } ?? source, url: object.url,
      publishedAt: object.publishedAt ?? object.createdAt, headline: object.name,
      text: text.text, language: object.language, nativeID: id, revisedAt: object.modifiedAt)
    var reading = read(report)
    if object.type == "incident", let located = located(object, id, references, text.text) {
      reading = Reading(reader: Self.reader, incidents: [located])
    }
    if let revoked, var incidents = reading?.incidents {
      for incident in incidents.indices {
        for claim in incidents[incident].claims.indices {
          incidents[incident].claims[claim].stance = .retracts
          incidents[incident].claims[claim].passage = revoked
        }
      }
      reading?.incidents = incidents
    }
    return .report(report, reading)
  }

  /// An incident that the bundle itself puts in a place.
  private mutating func located(
    _ object: Object, _ id: String, _ references: [Object], _ text: String
  ) -> ReadIncident? {
    for place in references where place.type == "location" {
      let code = place.country.map { Region.ID(rawValue: $0.uppercased()) }
      let country =
        code.flatMap { lookup.isCountry($0) ? $0 : nil } ?? lookup.country(place.country)
      guard let region = lookup.region(place.area, in: country) ?? country else { continue }
      let title = object.name ?? "Incident"
      return ReadIncident(
        title: title, kind: .other, region: region,
        place: ReadPlace(
          text: place.name ?? place.area ?? place.country ?? "",
          precision: place.area == nil ? .largerRegion : .partOfRegion, degrees: place.point.0,
          place.point.1),
        identity: "stix:\(id)",
        claims: [
          ReadClaim(
            kind: .occurrence, text: title,
            passage: Passage(
              start: 0, end: text.utf8.prefix { $0 != UInt8(ascii: "\n") }.count, rule: "stix.name")
          )
        ])
    }
    return nil
  }
}
