import Foundation
import Incidents

/// The table of missile and drone attacks on Ukraine that is kept by hand from the posts of its armed forces:
/// what they say was launched, where to, and how much of it they say they shot down.
struct MissileAttacks: TableFormat {
  static let name = "a table of missile attacks on Ukraine"
  static let knownBy = [["time_start", "model", "target", "launched", "destroyed", "source"]]

  private static let reader = "missile-attacks/1"
  private let source: String?
  private let publishedAt: Date?
  private var lookup = RegionLookup()

  init(options: FeedOptions) {
    source = options.source.map(options.sanitise)
    publishedAt = options.publishedAt
  }

  mutating func take(_ row: TableRow) throws(BadRecord) -> [Draft] {
    let startText = try row.required("time_start")
    guard let start = feedDate(startText) else {
      throw BadRecord(
        reason: "\"time_start\" is “\(startText)”, which is no time",
        hint: "write it as 2025-05-25 20:15")
    }
    let model = try row.required("model")
    let launched = row.count("launched")
    let target = row["target"]
    let title = "\(launched.map { "\($0) × " } ?? "")\(model), \(target ?? "Ukraine")"

    var text = FeedText()
    let event = text.add("Launched: \(title)", rule: "missile-attacks.launched")
    text.add("From", row["launch_place"], rule: "missile-attacks.from")
    text.add("Carrier", row["carrier"], rule: "missile-attacks.carrier")
    text.add(
      "Said to be shot down", row.count("destroyed").map { "\($0)" },
      rule: "missile-attacks.destroyed")
    text.add(
      "Time", [startText, row["time_end"]].compactMap { $0 }.joined(separator: " to "),
      rule: "missile-attacks.time")
    let post = text.add("Post", row["source"], rule: "missile-attacks.post")
    let report = ReportBody(
      source: source, publishedAt: publishedAt, text: text.text, language: "en",
      addsOriginalReporting: false)

    // Of several targets, and of "south", no more is known than the country.
    let oblast = target.flatMap { $0.contains(" and ") ? nil : $0.split(separator: ",").first }
    let region = lookup.region(oblast.map(String.init), in: "UA")
    var incident = ReadIncident(
      title: title, kind: Self.kind(of: model.lowercased()), region: region ?? "UA",
      place: ReadPlace(text: target ?? "Ukraine", precision: .largerRegion), occurredAt: start)
    incident.claims = [
      ReadClaim(
        kind: .occurrence, text: title,
        number: launched.map {
          ReadNumber(unit: "launched", low: nil, best: $0, high: nil, words: "\($0)")
        }, party: true, passage: event)
    ]
    if let page = row["source"]?.split(separator: "/").first {
      incident.citations = [
        ReadCitation(
          source: String(page), relation: .summarises, state: .confirmed, passage: post)
      ]
    }
    return [.report(report, Reading(reader: Self.reader, incidents: [incident]))]
  }

  private static func kind(of model: String) -> IncidentKind {
    let drones = [
      "uav", "shahed", "orlan", "lancet", "supercam", "zala", "merlin", "mohajer", "orion",
      "forpost", "granat",
    ]
    return drones.contains { model.contains($0) } ? .drone : model == "kab" ? .strike : .missile
  }
}
