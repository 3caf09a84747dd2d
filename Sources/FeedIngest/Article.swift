import Foundation
import Incidents

/// The longest article, in bytes. Longer than any article; a file beyond it is something else.
private let articleLimit = 10_000_000

/// One file, one report.
func ingestArticle(_ bytes: [UInt8], options: FeedOptions) -> FeedResult {
  func rejected(_ reason: String, _ hint: String) -> FeedResult {
    FeedResult(rejected: [
      RejectedItem(
        line: nil, problem: "cannot take this in as an article", reason: reason, hint: hint, raw: ""
      )
    ])
  }
  guard bytes.count <= articleLimit else {
    return rejected(
      "it has \(bytes.count) bytes; an article has at most \(articleLimit)",
      "split it, or take it in as JSON Lines with --format jsonl")
  }
  let decoded: DecodedText
  do {
    decoded = try decode(bytes)
  } catch {
    return rejected(error.reason, "give the text of the article, or JSON Lines (--format jsonl)")
  }
  let text = options.sanitise(decoded.text)
  guard text.contains(where: { !$0.isWhitespace }) else {
    return rejected("it is empty", "check that whatever writes this file has finished")
  }
  let report = ReportBody(
    source: options.source.map(options.sanitise), url: options.url.map(options.sanitise),
    publishedAt: options.publishedAt,
    headline: options.headline.map(options.sanitise) ?? headline(of: text), text: text)
  return FeedResult(drafts: [.report(report, readIfEnglish(report))])
}

/// The first line, where it stands alone above the text as headlines do: no full stop, a blank line below.
private func headline(of text: String) -> String? {
  let lines = text.split(separator: "\n", maxSplits: 3, omittingEmptySubsequences: false)
    .map { $0.trimmingCharacters(in: .whitespaces) }
  guard lines.count > 2, !lines[0].isEmpty, lines[1].isEmpty, lines[0].utf8.count <= 200,
    let last = lines[0].last, !".!?:;,".contains(last)
  else { return nil }
  return lines[0]
}
