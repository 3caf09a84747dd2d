import Foundation
import Testing

@testable import Dashboard

/// What the README shows is what the program shows. `RECORD_SCREENS=1 swift test` brings it up to date.
@Suite(.serialized)
struct ReadmeTests {
  private let readme = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "README.md")

  @Test func `The README shows the main screen as it is`() throws {
    let screen = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Screens/main-80x24.txt")
    try expectBlock(String(contentsOf: screen, encoding: .utf8), under: "down to the sentence")
  }

  @Test func `The README lists every key of the panes`() throws {
    let panes = KeyContext.panes
    let rows = KeyMap.table.filter { !$0.contexts.isDisjoint(with: panes) }.map { binding in
      let keys = binding.keys.map(\.label).joined(separator: " ")
      let places = panes.isSubset(of: binding.contexts) ? [] : binding.contexts.intersection(panes)
      let others = panes.subtracting(binding.contexts)
      let (word, named) = others.count == 1 ? ("not in ", others) : ("", places)
      let names = named.map { "\($0)" }.sorted().joined(separator: ", ")
      let note = places.isEmpty ? "" : "  (\(word)\(names))"
      return keys + String(repeating: " ", count: max(2, 18 - keys.count)) + binding.words + note
    }
    try expectBlock(rows.joined(separator: "\n"), under: "## Keys")
  }

  /// The first indented block below `heading` is `text`.
  private func expectBlock(
    _ text: String, under heading: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let block = text.split(separator: "\n", omittingEmptySubsequences: true)
      .map { "    \($0)" }.joined(separator: "\n")
    var page = try String(contentsOf: readme, encoding: .utf8)
    let start = try #require(page.range(of: heading)?.upperBound)
    let lines = page[start...].split(separator: "\n", omittingEmptySubsequences: false)
    let shown = lines.drop { !$0.hasPrefix("    ") }.prefix { $0.hasPrefix("    ") }
    let first = try #require(shown.first)
    let last = try #require(shown.last)
    if ProcessInfo.processInfo.environment["RECORD_SCREENS"] == "1" {
      page.replaceSubrange(first.startIndex..<last.endIndex, with: block)
      try page.write(to: readme, atomically: true, encoding: .utf8)
    } else {
      #expect(shown.joined(separator: "\n") == block, sourceLocation: sourceLocation)
    }
  }
}
