import Foundation
import TestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(5)))
struct KeysTests {
  let anna = Person()

  private var file: String { anna.desk.path("watchfloor/keys.toml") }

  private func bind(_ toml: String) throws {
    try FileManager.default.createDirectory(
      atPath: anna.desk.path("watchfloor"), withIntermediateDirectories: true)
    try anna.desk.write(toml, to: "watchfloor/keys.toml")
  }

  @Test func theExampleIsWhatComesWithTheProgram() throws {
    let before = try anna.type("keys", "--json").output
    let first = try #require(try objects(before).first)
    #expect(Set(first.keys) == ["v", "command", "keys", "words", "places"])
    #expect(first["v"] as? Int == 1)

    try bind(try anna.type("keys", "example").output)
    let check = try anna.type("keys", "check")
    #expect(check.code == 0 && check.output.hasSuffix("keys.toml: ok\n"), "\(check.output)")
    let keys = try anna.read("keys").map { "\($0["command"] ?? "") \($0["keys"] ?? "")" }
    // Ctrl-H is Backspace to a terminal, and need not be named twice.
    let wanted = try objects(before).map { "\($0["command"] ?? "") \($0["keys"] ?? "")" }
      .filter { !$0.contains("erase-character") && !$0.hasPrefix("quit ") }
    #expect(keys.filter { !$0.contains("erase-character") && !$0.hasPrefix("quit ") } == wanted)
  }

  @Test(arguments: [
    ("[keys]\n\nfliter = [\"x\"]\n", "3: there is no command 'fliter'", "did you mean 'filter'?"),
    (
      "filter = [\"x\"]\n", "1: 'filter' stands outside [keys]",
      "put the line below [keys], or below a place such as [keys.incidents]"
    ),
    (
      "[keys]\nfilter = \"x\"\n", "2: 'filter' cannot be \"x\"",
      "write its keys in a list: filter = [\"Ctrl-X\", \"x\"]"
    ),
    (
      "[keys]\nzoom = [\"F5\"]\n[keys.detial]\nzoom = [\"F6\"]\n",
      "4: there is no place 'detial' to press 'zoom' in", "did you mean [keys.detail]?"
    ),
  ])
  func whatIsWrongIsSaidWithFileAndLine(toml: String, problem: String, hint: String) throws {
    try bind(toml)
    let result = try anna.type("keys", "check")
    #expect(result.code == 1)
    #expect(result.output == "\(file):\(problem)\n  hint: \(hint)\n")
  }

  @Test func whatTheReadmeShowsIsInOrder() throws {
    let readme = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "README.md")
    let lines = try String(contentsOf: readme, encoding: .utf8).components(separatedBy: "\n")
    let toml = lines.drop { $0 != "    [keys]" }.prefix { $0.hasPrefix("    ") }
    #expect(toml.count > 3)
    try bind(toml.joined(separator: "\n"))
    let result = try anna.type("keys", "check")
    #expect(result.code == 0, "\(result.output)")
  }

  @Test func whatIsNoTOMLIsSaidWithItsLine() throws {
    try bind("[keys]\nfilter = [\n")
    let result = try anna.type("keys", "check")
    #expect(result.code == 1 && result.output.hasPrefix("\(file):"), "\(result.output)")
    #expect(result.output.hasSuffix("hint: see how it is written: watchfloor keys example\n"))
    let missing = try anna.type("keys", "check", anna.desk.path("no.toml"))
    #expect(missing.code == 1 && missing.errors.contains("there is no file"))
  }

  @Test func infoSaysWhereTheFileBelongs() throws {
    #expect(try anna.type("info").output.contains("keys        \(file) (not there)"))
  }

  @Test func aFileThatIsWrittenWhileTheDashboardRunsCountsAtOnce() async throws {
    let terminal = try Terminal(
      environment: [
        "XDG_CONFIG_HOME": anna.desk.directory.path, "XDG_STATE_HOME": anna.desk.directory.path,
      ], "\(program) --store \(anna.desk.store)")
    try await terminal.wait(for: "f filter")
    // Its folder was made for it.
    try bind("[keys]\nfilter = [\"F5\"]\n")
    try await terminal.wait(for: "the keys are as keys.toml has them now")
    try terminal.type("Down")
    try await terminal.wait(for: "F5 filter")
    try terminal.type("F5")
    try await terminal.wait(for: "0 found")
    try terminal.type("Escape")
    try await terminal.wait(for: "F5 filter")

    try bind("[keys]\nfilter = [\"F5\"]\nzoom = [\"Ctrl-Q\"]\npause = [\"s\"]\nnap = [\"x\"]\n")
    try await terminal.wait(for: "keys.toml:4: s cannot be 'pause'")
    try await terminal.wait(for: "(2 problems: watchfloor keys check)")
    try FileManager.default.removeItem(atPath: file)
    try await terminal.wait(for: "the keys are as keys.toml has them now")
    try terminal.type("Down")
    try await terminal.wait(for: "f filter")
    try terminal.type("C-c")
  }

  @Test func whatWasTypedIsThereInTheNextSession() async throws {
    let places = [
      "XDG_CONFIG_HOME": anna.desk.directory.path, "XDG_STATE_HOME": anna.desk.directory.path,
    ]
    let file = anna.desk.path("watchfloor/history.json")
    for line in [":sort title", ":sort region"] {
      let terminal = try Terminal(
        environment: places, "\(program) --store \(anna.desk.store)")
      try await terminal.wait(for: "No incidents yet")
      try terminal.type(line, "Enter")
      try await terminal.wait(
        for: "the line in the file",
        where: { _ in
          (try? String(contentsOfFile: file, encoding: .utf8))?.contains(line.dropFirst()) == true
        })
    }
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let terminal = try Terminal(environment: places, "\(program) --store \(anna.desk.store)")
    try await terminal.wait(for: "No incidents yet")
    try terminal.type(":", "Up", "Up")
    try await terminal.wait(for: ":sort title")
  }

  @Test func aFileWithAMistakeStartsAllTheSame() async throws {
    try bind("[keys]\nzoom = [\"F5\"]\nfilter = [\"q\"]\n")
    let terminal = try Terminal(
      environment: ["XDG_CONFIG_HOME": anna.desk.directory.path],
      "\(program) --store \(anna.desk.store)")
    try await terminal.wait(for: "keys.toml:3: q cannot be 'filter': it is 'back-or-quit' already")
    try terminal.type("Q")
  }
}
