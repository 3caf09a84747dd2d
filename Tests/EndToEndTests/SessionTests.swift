import Foundation
import TestSupport
import Testing

/// What one run leaves to the next, and what is done to many incidents at once: in a real terminal.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct SessionTests {
  let anna: Person

  init() throws { anna = try .withTwoIncidents() }

  private var file: String { anna.desk.path("watchfloor/session.json") }

  /// A terminal at her desk; the shell says `code` when the program has ended.
  private func terminal(_ command: String = "") throws -> Terminal {
    try Terminal(
      environment: [
        "XDG_STATE_HOME": anna.desk.directory.path, "XDG_CONFIG_HOME": anna.desk.directory.path,
      ], line(command))
  }

  private func line(_ options: String = "") -> String {
    "clear; \(program) --store \(anna.desk.store) \(options); echo code $?"
  }

  @Test func aSessionIsRestoredUnlessItIsToBeginAnew() async throws {
    let terminal = try terminal()
    try await terminal.wait(for: "Sochi")
    try terminal.type("f", "kind:fire", "Enter")
    try await terminal.wait(for: "1 of 2")
    try terminal.type("C", "Space", "Enter", "Q")
    try await terminal.wait(for: "code 0")
    let attributes = try FileManager.default.attributesOfItem(atPath: file)
    #expect(attributes[.posixPermissions] as? Int == 0o600)

    try terminal.type(line(), "Enter")
    let screen = try await terminal.wait(
      for: "kind:fire", "what", "restored the last session; --fresh starts anew")
    #expect(!screen.contains("age"))
    try terminal.type("Q")
    try await terminal.wait(for: "code 0")

    try terminal.type(line("--region DE"), "Enter")
    try await terminal.wait(for: "region:DE")
    #expect(try !terminal.screen().contains("kind:fire"))
    try terminal.type("Q")
    try await terminal.wait(for: "code 0")

    try terminal.type(line("--fresh"), "Enter")
    try await terminal.wait(for: "age")
    #expect(try !terminal.screen().contains("restored"))
    try terminal.type("Q")
    try await terminal.wait(for: "code 0")
  }

  @Test func aProgramThatIsEndedWhileSuspendedLosesNoSession() async throws {
    let terminal = try terminal()
    try await terminal.wait(for: "Sochi")
    try terminal.type("s", "t")
    try await terminal.wait(for: "title ▾")
    try terminal.type("C-z")
    try await terminal.wait(for: "Stopped")
    try terminal.type("clear; kill -9 %1; \(line())", "Enter")
    try await terminal.wait(for: "restored the last session", "title ▾")
  }

  @Test(
    "A session that cannot be read is told and left",
    arguments: [
      ("{", "it is no session file", "\"v\":1"), (#"{"v":1,"sessions":7}"#, "damaged", "\"v\":1"),
      (#"{"v":9}"#, "a newer version wrote it (9", "\"v\":9"),
    ])
  func broken(content: String, said: String, left: String) async throws {
    try anna.configure("")
    try anna.desk.write(content, to: "watchfloor/session.json")
    let terminal = try terminal()
    // Over two lines, where it breaks depends on the file's name.
    try await terminal.wait(for: "“\(said)” of session.json") {
      $0.contains("session.json")
        && $0.split(whereSeparator: \.isWhitespace).joined(separator: " ").contains(said)
    }
    try await terminal.wait(for: "Sochi")
    try terminal.type("Q")
    try await terminal.wait(for: "code 0")
    #expect(try String(contentsOfFile: file, encoding: .utf8).contains(left))
  }

  @Test func theDemoLeavesNothing() async throws {
    let terminal = try Terminal(
      environment: ["XDG_STATE_HOME": anna.desk.directory.path], "\(program) demo; echo code $?")
    try await terminal.wait(for: "DEMO")
    try terminal.type("Q")
    try await terminal.wait(for: "code 0")
    #expect(!FileManager.default.fileExists(atPath: file))
  }

  @Test func whatIsMarkedIsAcknowledgedAtOnceAndTakenBackAtOnce() async throws {
    let terminal = try terminal()
    try await terminal.wait(for: "Sochi")
    try terminal.type("Space", "Space")
    try await terminal.wait(for: "2 marked")
    // Another process takes something in: it is new, and nothing else moves.
    try anna.take((source: "Wire", text: "A flood hit Haifa.", age: 1))
    try await terminal.wait(for: "1 new and 2 marked") { screen in
      screen.contains("1 new") && screen.contains("2 marked")
        && screen.split(separator: "\n").contains { $0.contains("│+") && $0.contains("Haifa") }
    }
    try terminal.type("a")
    try await terminal.wait(for: "acknowledged 2 incidents")
    #expect(try anna.read("list", "--attention", "acknowledged").count == 2)
    #expect(try Set(anna.read("log").compactMap { $0["at"] as? String }).count == 1)
    try terminal.type("u")
    try await terminal.wait(for: "undone: acknowledged 2 incidents")
    #expect(try anna.read("list", "--attention", "acknowledged").isEmpty)
    try terminal.type("Q")
    try await terminal.wait(for: "code 0")
  }
}
