import Foundation
import Incidents

/// Any other map of incidents as GeoJSON, such as those of fire services: a report for each feature that has
/// a title or a description. Where it lies is read out of its words only.
struct MapFeatures: JSONFormat {
  static let name = "a map of incidents (GeoJSON)"
  static let paths = ["features.*"]

  private let source: String?

  init(options: FeedOptions) { source = options.source.map(options.sanitise) }

  static func recognises(first: JSONObject?, rootKeys: [String]) -> Bool {
    guard rootKeys.contains("features") else { return false }
    guard let first else { return true }
    return first.object("properties").map { headline(of: $0) != nil } ?? false
      && !USGS.recognises(first: first, rootKeys: rootKeys)
      && !EONET.recognises(first: first, rootKeys: rootKeys)
      && !GDACSEvents.recognises(first: first, rootKeys: rootKeys)
  }

  mutating func take(_ record: JSONObject, line: Int) throws(BadRecord) -> FeedResult {
    guard let properties = record.object("properties"),
      let headline = Self.headline(of: properties)
    else {
      throw BadRecord(
        reason: "it has neither a title nor a description",
        hint: "give each feature a \"title\" in its \"properties\"")
    }
    let description = properties.text("description").map(withoutTags)
    let category = properties.text("category").map { "Category: \($0)" }
    let date = ["updated", "pubDate", "date"].lazy.compactMap { properties.date($0) }.first
    let report = ReportBody(
      source: source, url: properties.text("link") ?? properties.text("url"), publishedAt: date,
      headline: headline,
      text: [headline, category, description].compactMap { $0 }.joined(separator: "\n"),
      nativeID: properties.id("guid") ?? record.id("id") ?? properties.id("id"), revisedAt: nil)
    return FeedResult(drafts: [.report(report, read(report))])
  }

  private static func headline(of properties: JSONObject) -> String? {
    properties.text("title") ?? properties.text("name") ?? properties.text("headline")
  }
}

/// The text of a scrap of HTML: a line for each `<br>`.
private func withoutTags(_ html: String) -> String {
  html.replacing(/\s*<br\s*\/?>\s*/.ignoresCase(), with: "\n").replacing(/<[^<>]*>/, with: "")
    .trimmingCharacters(in: .whitespacesAndNewlines)
}
