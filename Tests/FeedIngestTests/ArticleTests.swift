import FeedIngest
import Foundation
import Incidents
import Testing

/// What the reader finds in whole articles. Each is a file in `Articles/`, with what must be found in it beside it.
///
/// `RECORD_ARTICLES=1 swift test --filter ArticleTests` writes the expected files anew: the diff is what changed.
struct ArticleTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Articles")

  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".txt") }.map { String($0.dropLast(4)) }.sorted()

  @Test("An article says what its expected file lists, and nothing else", arguments: names)
  func articleReads(name: String) throws {
    let text = try String(contentsOf: Self.folder.appending(path: name + ".txt"), encoding: .utf8)
    let expected = Self.folder.appending(path: name + ".expected")
    let found = summary(of: try reading(of: text)) + "\n"
    if ProcessInfo.processInfo.environment["RECORD_ARTICLES"] != nil {
      try found.write(to: expected, atomically: true, encoding: .utf8)
    }
    #expect(found == (try String(contentsOf: expected, encoding: .utf8)))
  }

  @Test("Every row that is read out of an article points to a sentence of it", arguments: names)
  func rowsPointToSentences(name: String) throws {
    let text = try String(contentsOf: Self.folder.appending(path: name + ".txt"), encoding: .utf8)
    for incident in try reading(of: text).incidents {
      let passages =
        incident.claims.map(\.passage) + incident.citations.map(\.passage)
        + incident.statements.map(\.passage) + incident.silences.map(\.passage)
      for passage in passages {
        let passage = try #require(passage)
        let sentence = Array(text.utf8)[passage.start..<passage.end]
        #expect(!sentence.isEmpty && sentence.first != UInt8(ascii: " "))
        #expect(String(validating: sentence, as: UTF8.self) != nil)
        #expect(passage.rule.contains("."))
      }
    }
  }
}

/// The reading of a text taken in as an article.
func reading(of text: String) throws -> Reading {
  let result = ingest(Array(text.utf8), format: .article, options: FeedOptions(sanitise: { $0 }))
  guard case .report(_, let reading?)? = result.drafts.first else {
    throw NotRead(reason: result.rejected.first?.reason ?? "there is no reading")
  }
  return reading
}

struct NotRead: Error {
  var reason: String
}
