import Foundation
import Glibc
import TestSupport
import Testing

/// The article of the demo: a case of two incidents, with chains and silences.
private let article = URL(filePath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()
  .appending(path: "Sources/watchfloor/Demo/article.txt").path

@Suite(.serialized, .timeLimit(.minutes(5)))
struct ScreenTests {
  let desk = Desk()

  private func dashboard(
    width: Int = 120, height: Int = 40, environment: [String: String] = [:], _ more: String = ""
  ) throws -> Terminal {
    try Terminal(
      width: width, height: height,
      environment: environment.merging(["XDG_STATE_HOME": desk.directory.path]) { own, _ in own },
      "\(program) --store \(desk.store) \(more)")
  }

  @Test func anArticleIsDrilledDownToItsSentence() async throws {
    #expect(try desk.watchfloor("ingest", article).code == 0)
    let terminal = try dashboard()
    try await terminal.wait(for: "REPORTED", "Krasnodar", "silent")
    try terminal.type("/", "Krasnodar", "Enter", "Enter")
    let detail = try await terminal.wait(for: "SHOT", "Life", "would change")
    let (root, relay) = (
      detail.range(of: "SHOT")?.lowerBound, detail.range(of: "Life")?.lowerBound
    )
    #expect(try #require(root) < #require(relay), "the chain begins at its root")
  }

  @Test(
    "In words, told by an option or in config.toml, the cursor is seen and on the selected row",
    arguments: [("--plain", ""), ("", "plain = true")])
  func plain(option: String, configuration: String) async throws {
    #expect(try desk.watchfloor("ingest", article).code == 0)
    let folder = desk.directory.appending(path: "watchfloor")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try desk.write(configuration, to: "watchfloor/config.toml")
    let terminal = try dashboard(environment: ["XDG_CONFIG_HOME": desk.directory.path], option)
    try await terminal.wait(for: "Incidents: 2, by last report")
    try await terminal.wait(for: "official")
    try terminal.type("Down")
    try await terminal.wait(for: "\n> explosion, ")
    try await terminal.wait(forCursorOn: "the selected row") { $0.hasPrefix("> ") }
    #expect(try !terminal.screen().unicodeScalars.contains { (0x2500...0x28FF).contains($0.value) })
  }

  @Test func anotherProcessCommitsAndTheScreenFollows() async throws {
    try desk.write(
      Desk.line("An explosion was heard in Sochi.", at: "2026-11-22T09:00:00Z"), to: "one.jsonl")
    try desk.watchfloor("ingest", desk.path("one.jsonl"))
    let terminal = try dashboard()
    try await terminal.wait(forCursorOn: "its incident") { $0.contains("Sochi") }

    try desk.write(
      Desk.line("A fire broke out in Hamburg.", at: "2026-11-22T09:30:00Z"), to: "two.jsonl")
    try desk.watchfloor("ingest", desk.path("two.jsonl"))
    try await terminal.wait(for: "Hamburg")
    try await terminal.wait(forCursorOn: "the incident it was on") { $0.contains("Sochi") }
  }

  @Test func whatComesIntoAFollowedFolderComesOnTheScreen() async throws {
    let terminal = try dashboard("--follow \(desk.directory.path)")
    try await terminal.wait(for: "No incidents yet")
    try desk.write(
      Desk.line("An explosion was heard in Sochi.", at: "2026-11-22T09:00:00Z"), to: "feed.jsonl")
    try await terminal.wait(for: "Sochi")
    try desk.append(
      Desk.line("A fire broke out in Hamburg.", at: "2026-11-22T09:30:00Z"), to: "feed.jsonl")
    try await terminal.wait(for: "Hamburg")
    try desk.write(
      Desk.line("A flood hit Lagos.", at: "2026-11-22T09:40:00Z"), to: ".feed.new")
    #expect(rename(desk.path(".feed.new"), desk.path("feed.jsonl")) == 0)
    try await terminal.wait(for: "Lagos")
  }

  @Test func theScreenIsLaidOutAnewWhenItsSizeChanges() async throws {
    try desk.watchfloor("ingest", article)
    let terminal = try dashboard(width: 200, height: 60)
    try await terminal.wait(for: "Krasnodar")
    for (width, height) in [(80, 24), (45, 20), (120, 40)] {
      try terminal.resize(width: width, height: height)
      try await terminal.wait(for: "a screen of \(width)x\(height)") { screen in
        let lines = screen.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.allSatisfy { $0.count <= width } && lines[0].contains("LIVE")
          && lines[height - 1].contains("Enter open") && screen.contains("Rocket explosion")
      }
    }
    try terminal.resize(width: 28, height: 6)
    try await terminal.wait(for: "needs 30x8")
  }

  @Test func quittingLeavesTheShellWithExitCodeZero() async throws {
    let terminal = try Terminal("\(program) --store \(desk.store); echo code $?")
    try await terminal.wait(for: "No incidents yet")
    try terminal.type("q")
    try await terminal.wait(for: "code 0")
  }

  @Test func withoutColourNoColourIsSent() async throws {
    try desk.watchfloor("ingest", article)
    let terminal = try dashboard(environment: ["NO_COLOR": "1"])
    try await terminal.wait(for: "Krasnodar")
    let screen = try terminal.screen(withColours: true)
    let codes = screen.split(separator: "\u{1B}[").dropFirst().compactMap {
      $0.split(separator: "m").first
    }
    #expect(!codes.isEmpty)
    // Bold, dim, reverse and the like, and the way back to the terminal's own colours.
    let plain = Set(0..<30).union([39, 49])
    #expect(codes.flatMap { $0.split(separator: ";") }.allSatisfy { plain.contains(Int($0) ?? -1) })
  }

  @Test func hostileTextStaysText() async throws {
    try desk.write(
      Desk.line(
        #"An explosion was heard in Sochi.\u001b[2J\u001b]0;owned\u0007 \u202egnp.exe"#,
        source: #"\u001b[31mRed"#, at: "2026-11-22T09:00:00Z"), to: "bad.jsonl")
    #expect(try desk.watchfloor("ingest", desk.path("bad.jsonl")).code == 0)
    let terminal = try dashboard()
    try await terminal.wait(for: "Sochi")
    let shown = try desk.watchfloor("show", firstID()).output
    #expect(!shown.unicodeScalars.contains { $0.value < 32 && $0 != "\n" || $0.value == 0x202E })
  }

  @Test func aDemoSaysThatItIsOneAndRowsArrive() async throws {
    let terminal = try Terminal("\(program) demo")
    try await terminal.wait(for: "Orenburg", "DEMO", "not news")
    try await terminal.wait(for: "Bremen")
    try terminal.type("Q")
    try await terminal.wait(for: "the shell") { !$0.contains("DEMO") }
  }

  private func firstID() throws -> String {
    let list = try desk.watchfloor("list").output
    return String(try #require(list.split(separator: " ").first))
  }
}
