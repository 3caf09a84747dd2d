import Foundation
import Incidents

/// The longest article, in bytes. Longer than any article; a file beyond it is something else.
private let articleLimit = 10_000_000

/// One file, one report.
///
/// - Parameter isAsked: somebody says that it is an article, whatever it looks like.
func ingestArticle(_ bytes: [UInt8], isAsked: Bool, options: FeedOptions) -> FeedResult {
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
  if !isAsked, let kind = kindOfData(text) {
    return rejected(
      "it is \(kind), not the text of an article",
      "give the text itself; should this be one all the same: --format article")
  }
  let report = ReportBody(
    source: options.source.map(options.sanitise), url: options.url.map(options.sanitise),
    publishedAt: options.publishedAt,
    headline: options.headline.map(options.sanitise) ?? headline(of: text), text: text)
  return FeedResult(drafts: [.report(report, read(report))])
}

/// What a text is that a program wrote for programs. `nil` for prose: reading data as prose would find
/// incidents that nobody told of.
private func kindOfData(_ text: String) -> String? {
  let text = text.utf8.drop { $0 <= 0x20 }
  let next = text.dropFirst().first { $0 > 0x20 }.map { Character(UnicodeScalar($0)) }
  switch (text.first.map { Character(UnicodeScalar($0)) }, next) {
  case ("<", let next?) where "!?".contains(next) || next.isLetter: return "XML or HTML"
  case ("{", _): return "JSON"
  case ("[", let next?) where "{[\"".contains(next) || next.isNumber: return "JSON"
  default: break
  }
  let lines = text.split(separator: UInt8(ascii: "\n"), maxSplits: 2).prefix(2)
  for (separator, name) in [(",", "CSV"), (";", "CSV"), ("\t", "tab-separated")] {
    let counts = lines.map { line in line.count { $0 == separator.utf8.first } }
    // Prose has commas too, but with a blank after them.
    if counts.count == 2, counts[0] >= 3, counts[1] >= counts[0],
      !String(decoding: lines[0], as: UTF8.self).contains("\(separator) ")
    {
      return "a table (\(name))"
    }
  }
  return nil
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
