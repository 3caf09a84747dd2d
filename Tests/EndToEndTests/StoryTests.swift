import Foundation
import Glibc
import TestSupport
import Testing

/// Rough days: the real program on a real terminal, while things happen to both.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct StoryTests {
  let anna: Person

  init() throws { anna = try .withTwoIncidents() }

  private var pidFile: String { anna.desk.path("pid") }

  /// The dashboard, whose process says who it is; the shell says `code` when it has ended.
  private func terminal(
    width: Int = 120, height: Int = 40, _ options: String = ""
  ) async throws -> Terminal {
    let terminal = try Terminal(
      width: width, height: height,
      environment: [
        "XDG_STATE_HOME": anna.desk.directory.path, "XDG_CONFIG_HOME": anna.desk.directory.path,
        // Swift's own crash report would wait for a key.
        "SWIFT_BACKTRACE": "enable=no",
      ],
      "sh -c 'echo $$ >\(pidFile); exec \(program) --store \(anna.desk.store) \(options)'; "
        + "echo code $?")
    try await terminal.wait(for: "Sochi")
    return terminal
  }

  private func pid() throws -> pid_t {
    try #require(
      pid_t(
        String(contentsOfFile: pidFile, encoding: .utf8)
          .trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  /// Until the process is gone.
  private func end(of process: pid_t) async throws {
    let deadline = ContinuousClock.now + .seconds(60)
    while kill(process, 0) == 0, ContinuousClock.now < deadline {
      try await Task.sleep(for: .milliseconds(20))
    }
    #expect(kill(process, 0) == -1 && errno == ESRCH)
  }

  @Test func theWindowIsDraggedAboutWhileALotArrives() async throws {
    let terminal = try await terminal(width: 200, height: 60)
    let lines = (0..<600).map {
      Desk.line(
        "A flood hit Haifa.", source: "Source \($0 % 7)",
        at: "20\(10 + $0 % 15)-\(10 + $0 / 15 % 3)-\(10 + $0 / 45)T09:00:00Z")
    }
    let process = try start(
      [
        program, "ingest", "--store", anna.desk.store,
        try anna.desk.write(lines.joined(), to: "flood.jsonl"),
      ], descriptors: [("/dev/null", O_RDONLY), ("/dev/null", O_WRONLY), ("/dev/null", O_WRONLY)])
    var status: Int32 = 0
    var step = 0
    while waitpid(process, &status, WNOHANG) == 0 {
      try terminal.resize(width: 30 + step * 13 % 170, height: 8 + step * 7 % 52)
      step += 1
    }
    #expect(status == 0 && step > 5)
    let total = try anna.read("list").count
    try terminal.resize(width: 100, height: 30)
    try terminal.type("c")
    try await terminal.wait(for: "all of it, at 100x30") {
      let rows = $0.split(separator: "\n", omittingEmptySubsequences: false)
      return $0.contains("2 Incidents \(total) ") && $0.contains("Sochi")
        && rows.filter { $0.count == 100 && $0.hasSuffix("┘") }.count >= 2
    }
    try terminal.type("Q")
    try await terminal.wait(for: "code 0")
  }

  @Test func aSuspendedProgramWakesInAnotherSizeWithItsPaletteOpen() async throws {
    let terminal = try await terminal()
    try terminal.type("Space", "m", "C-p", "zoom")
    try await terminal.wait(for: "give the pane the whole screen")
    try terminal.type("C-z")
    try await terminal.wait(for: "Stopped")
    try terminal.resize(width: 80, height: 24)
    try terminal.type("clear; fg", "Enter")
    try await terminal.wait(for: "a palette of 80 columns") {
      $0.contains("give the pane the whole screen")
        && $0.split(separator: "\n").contains { $0.count == 80 && $0.hasSuffix("┘") }
    }
    try terminal.type("Enter")
    try await terminal.wait(for: "the map alone") {
      $0.contains("m Map") && !$0.contains("1 Regions") && $0.contains("1 marked")
    }
    try terminal.type("Q")
    try await terminal.wait(for: "the shell") { !$0.contains("m Map") }
  }

  @Test(
    "A hostile paste is text in every line, and nothing else",
    arguments: [("f", "filter"), (":", ":"), ("C-p", "Commands"), ("/", "/")])
  func paste(key: String, opened: String) async throws {
    let terminal = try await terminal()
    let before = try terminal.fact("pane_title")
    try terminal.type(key)
    try await terminal.wait(for: "Esc cancel")
    try terminal.paste(
      "zq\u{1B}]52;c;b3duZWQ=\u{7}\u{1B}[2J\u{1B}]0;taken\u{7}\r\nQ\u{3}\u{1A}\u{202E}x\u{1B}[201~y"
    )
    let screen = try await terminal.wait(for: opened, "zq")
    #expect(!screen.unicodeScalars.contains { $0.value == 0x202E || $0.value == 0x1B })
    #expect(try terminal.fact("pane_title") == before)
    #expect((try? terminal.buffer())?.contains("owned") != true)
    try terminal.type("C-u", "Escape")
    try await terminal.wait(for: "the list as it was") {
      !$0.contains("zq") && $0.contains("Sochi") && $0.contains("Hamburg")
    }
    try terminal.type("Q")
    try await terminal.wait(for: "code 0")
  }

  @Test(
    "A signal ends the program with its number, a sane terminal and whole files",
    arguments: [SIGTERM, SIGHUP, SIGSEGV, SIGILL, SIGINT])
  func signals(number: Int32) async throws {
    let terminal = try await terminal()
    try terminal.type("F2", "f", "kind:fire", "Enter")
    try await terminal.wait(for: "1 of 2")
    kill(try pid(), number)
    if number == SIGINT {
      // A shell gives its line up together with the program.
      try await terminal.wait(for: "the shell") { !$0.contains("Incidents") }
      try terminal.type("echo code $?", "Enter")
    }
    try await terminal.wait(for: "code \(128 + number)")
    #expect(try terminal.fact("cursor_flag") == "1")
    #expect(try terminal.fact("alternate_on") == "0")
    #expect(try terminal.fact("mouse_sgr_flag") == "0")
    try terminal.type("clear; stty -a", "Enter")
    let modes = try await terminal.wait(for: "echoctl")
    for mode in ["icanon", "echo", "isig", "icrnl", "opost", "ixon"] {
      #expect(
        modes.split { $0 == " " || $0 == "\n" || $0 == ";" }.contains(Substring(mode)), "\(mode)")
    }
    func kept(_ file: String) throws -> String? {
      guard let data = FileManager.default.contents(atPath: anna.desk.path("watchfloor/\(file)"))
      else { return nil }
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: data) }
      return String(decoding: data, as: UTF8.self)
    }
    // What is typed is kept at once; of the rest, a bug of ours may cost a minute.
    #expect(try kept("history.json")?.contains("kind:fire") == true)
    let session = try kept("session.json")
    if [SIGTERM, SIGHUP, SIGINT].contains(number) {
      #expect(session?.contains("kind:fire") == true)
    }
    let again = try await self.terminal("--fresh")
    try again.type("f", "Up")
    try await again.wait(for: "kind:fire")
  }

  @Test func theLastActIsKeptHoweverFastSomebodyLeaves() async throws {
    for round in 1...5 {
      let terminal = try await terminal("--fresh")
      try terminal.typeAtOnce(":", "note round \(round)", "Enter", "Q")
      try await terminal.wait(for: "code 0")
      #expect(try anna.read("log").filter { "\($0)".contains("round \(round)") }.count == 1)
    }
  }

  @Test func theProgramEndsWithItsTerminal() async throws {
    var terminal: Terminal? = try await terminal()
    try terminal?.type("s", "t")
    try await terminal?.wait(for: "title ▾")
    try terminal?.type("C-p", "map")
    try await terminal?.wait(for: "the map around the selected region")
    let process = try pid()
    terminal = nil
    try await end(of: process)
    let again = try await self.terminal()
    try await again.wait(for: "restored the last session")
    try await again.wait(for: "title ▾")
    #expect(try anna.type("store", "check").code == 0)
  }

  @Test func whoReadsOnlyTheFirstLineHearsNoComplaint() throws {
    let lines = (0..<240).map {
      let day = "20\(10 + $0 % 12)-\(10 + $0 / 12 % 3)-\(10 + $0 / 36)"
      return Desk.line("A flood hit Haifa.", at: "\(day)T09:00:00Z")
    }
    try anna.type(["ingest", "-"], input: lines.joined())
    for command in ["list", "list --json", "log --json", "changes"] {
      let script =
        "'\(program)' \(command) --store '\(anna.desk.store)' | head -n 1 >/dev/null; "
        + "echo ${PIPESTATUS[0]}"
      let result = try run(
        ["-c", script], of: "/bin/bash",
        environment: ["XDG_STATE_HOME": anna.desk.directory.path])
      #expect(["0\n", "141\n"].contains(result.output), "\(command): \(result.output)")
      #expect(result.errors.isEmpty)
    }
  }

  @Test func anotherStoreIsPutInThePlaceOfTheOpenOne() async throws {
    let terminal = try await terminal()
    let other = Desk()
    try other.write(
      Desk.line("A flood hit Lagos.", at: "2026-11-22T09:00:00Z"), to: "one.jsonl")
    try other.watchfloor("ingest", other.path("one.jsonl"))
    let copy = anna.desk.path("new.db")
    #expect(try run(["store", "backup", "--store", other.store, copy]).code == 0)
    #expect(rename(copy, anna.desk.store) == 0)
    try await terminal.wait(for: "the other store") {
      $0.contains("Lagos") && !$0.contains("Sochi")
    }
    try terminal.type("a")
    try await terminal.wait(for: "acknowledged")
    #expect(try anna.read("list", "--attention", "acknowledged").count == 1)
    try terminal.type("Q")
    try await terminal.wait(for: "code 0")
  }

  @Test func anIncidentIsMarkedPutAsideAndSeenFromTheCommandLine() async throws {
    let terminal = try await terminal()
    try terminal.type("Space", "Space", ":", "note watch the port", "Enter")
    try await terminal.wait(for: "noted")
    #expect(try anna.read("log").filter { "\($0)".contains("watch the port") }.count == 2)
    try terminal.type("u")
    try await terminal.wait(for: "undone")
    try anna.take((source: "Wire", text: "A flood hit Haifa.", age: 1))
    try await terminal.wait(for: "Haifa")
    try terminal.type("-", "m", "H", "Escape", "Q")
    try await terminal.wait(for: "code 0")
  }
}
