import Foundation
import Incidents

/// Events of the war in Ukraine that VIINA's machines found in Russian and Ukrainian news.
///
/// Its places are often wrong for stories about Russia: they stand in the text, and what happened where is
/// read from the words themselves.
struct VIINA: TableFormat {
  static let name = "a table of VIINA events"
  static let knownBy = [["event_id_1pd", "date", "sources_matching", "representative_text"]]

  init(options _: FeedOptions) {}

  mutating func take(_ row: TableRow) throws(BadRecord) -> [Draft] {
    let id = try row.required("event_id_1pd")
    let words = try row.required("representative_text")
    var text = FeedText()
    text.add(words, rule: "viina.text")
    text.add(
      "Outlets", row["sources_matching"]?.replacing("|", with: "; "), rule: "viina.outlets")
    let place = [row["asciiname"], row["adm1_name"]].compactMap { $0 }.joined(separator: ", ")
    text.add("Place by machine", place.isEmpty ? nil : place, rule: "viina.place")
    let report = ReportBody(
      source: "VIINA", url: row["source_urls"]?.split(separator: "|").first.map(String.init),
      publishedAt: row["date"].flatMap { feedDate($0) }, text: text.text,
      addsOriginalReporting: false, nativeID: id)
    var told = report
    told.text = words
    return [.report(report, read(told))]
  }
}
