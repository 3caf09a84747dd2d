import Foundation
import TestSupport
import Testing

/// The program and a real terminal: what each may ask of the other.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct TerminalTests {
  let desk: Desk

  init() throws {
    desk = Desk()
    try desk.write(
      Desk.line("An explosion was heard in Sochi.", at: "2026-11-22T09:00:00Z")
        + Desk.line("A fire broke out in Hamburg.", at: "2026-11-22T09:30:00Z"), to: "two.jsonl")
    try desk.watchfloor("ingest", desk.path("two.jsonl"))
  }

  private var command: String { "\(program) --store \(desk.store)" }

  @Test func aHostilePasteIsTextInTheSearch() async throws {
    let terminal = try Terminal(command)
    try await terminal.wait(for: "Sochi")
    try terminal.paste("qQ\u{3}")
    try await terminal.wait(for: "opens a line for it")
    try terminal.type("/")
    try await terminal.wait(for: "Enter keep")
    try terminal.paste("Ham\u{3}\u{1A}\u{1B}[201~\rQ\u{1B}]0;owned\u{7}\u{202E}!\u{1B}[B")
    try await terminal.wait(for: "/Ham", "nothing matches")
    #expect(try terminal.fact("pane_title").hasPrefix("watchfloor"))
    try terminal.type("C-u", "Hamburg", "Enter")
    try await terminal.wait(forCursorOn: "the match") { $0.contains("Hamburg") }
  }

  @Test func aSuspendedProgramGivesAllBackAndTakesItAgain() async throws {
    let terminal = try Terminal(command)
    try await terminal.wait(for: "Sochi")
    try terminal.type("F2")
    try await terminal.wait(for: "Shift+drag selects text")
    #expect(try terminal.fact("mouse_sgr_flag") == "1")
    for _ in 0..<2 {
      try terminal.type("C-z")
      try await terminal.wait(for: "Stopped")
      #expect(try terminal.fact("mouse_sgr_flag") == "0")
      #expect(try !terminal.fact("pane_title").hasPrefix("watchfloor"))
      try terminal.type("clear; fg", "Enter")
      try await terminal.wait(for: "Sochi")
      try await terminal.wait(for: "the mouse") { _ in try terminal.fact("mouse_sgr_flag") == "1" }
    }
    try terminal.type("Q")
    let shell = try await terminal.wait(for: "the shell") { !$0.contains("Incidents") }
    #expect(try terminal.fact("mouse_sgr_flag") == "0")
    #expect(!shell.contains("[?"), "no answer of the terminal is left over")
  }

  @Test func aFrameIsWrittenAtOnceAndNotRowByRow() async throws {
    let cities = [
      "Athens", "Bremen", "Cairo", "Haifa", "Izmir", "Kharkiv", "Lagos", "Lima", "Lyon", "Madrid",
      "Munich", "Nairobi", "Naples", "Odesa", "Osaka", "Porto", "Seoul", "Seville", "Tokyo",
      "Turin",
    ]
    try desk.write(
      cities.map { Desk.line("A flood hit \($0).", at: "2026-11-22T10:00:00Z") }.joined(),
      to: "many.jsonl")
    try desk.watchfloor("ingest", desk.path("many.jsonl"))
    let terminal = try Terminal("exec \(command)")
    try await terminal.wait(for: "Turin", "Athens")
    let process = try terminal.fact("pane_pid")
    func writes() throws -> Int {
      let counts = try String(contentsOfFile: "/proc/\(process)/io", encoding: .utf8)
      let line = try #require(counts.split(separator: "\n").first { $0.hasPrefix("syscw: ") })
      return try #require(Int(line.dropFirst(7)))
    }
    let before = try writes()
    try terminal.type("s", "t")
    try await terminal.wait(for: "title ▾", "Fire, Hamburg")
    // Frames of two keys, with begin and end; and threads that wake each other.
    #expect(try writes() - before < cities.count)
  }

  @Test func whatAnotherProgramWroteOnTheScreenGoesWithCtrlL() async throws {
    let terminal = try Terminal("\(command) & pid=$!; sleep 0.1; fg")
    try await terminal.wait(for: "Sochi")
    let device = try terminal.fact("pane_tty")
    let foreign = try #require(FileHandle(forWritingAtPath: device))
    try foreign.write(contentsOf: Data("\u{1B}[5;5Hthe system goes down".utf8))
    try await terminal.wait(for: "the system goes down")
    try terminal.type("C-l")
    try await terminal.wait(for: "a clean screen") {
      !$0.contains("the system goes down") && $0.contains("Sochi")
    }
  }

  @Test func aStormOfSizesEndsInTheLastOne() async throws {
    let terminal = try Terminal(width: 200, height: 60, command)
    for step in 0..<40 { try terminal.resize(width: 40 + step * 4, height: 60 - step) }
    try terminal.resize(width: 100, height: 30)
    try await terminal.wait(for: "a screen of 100x30") {
      let rows = $0.split(separator: "\n", omittingEmptySubsequences: false)
      return $0.contains("Sochi") && rows.filter { $0.count == 100 && $0.hasSuffix("┘") }.count >= 2
    }
  }

  @Test func aPipeForItsInputIsNoHindrance() async throws {
    let terminal = try Terminal("echo q | \(command); echo code $?")
    try await terminal.wait(for: "Sochi")
    try terminal.type("q")
    try await terminal.wait(for: "code 0")
  }

  @Test(
    "Whatever the terminal calls itself, it is opened",
    arguments: ["no-such-terminal", "xterm-direct", "vt100", "screen", ""])
  func names(name: String) async throws {
    let terminal = try Terminal("TERM=\(name) \(command); echo code $?")
    let screen = try await terminal.wait(for: "Sochi")
    #expect(!screen.contains("Error opening terminal"))
    try terminal.type("q")
    try await terminal.wait(for: "code 0")
  }

  @Test func a24BitThemeIsShownAsItIsInsideTmux() async throws {
    let terminal = try Terminal("\(command) --theme watchfloor-dark")
    try await terminal.wait(for: "Sochi")
    #expect(try terminal.screen(withColours: true).contains("38;2;"))
    try terminal.type("Q")
    try await terminal.wait(for: "the shell") { !$0.contains("Incidents") }
    try terminal.type("\(command) --theme watchfloor-dark --color 256", "Enter")
    try await terminal.wait(for: "Sochi")
    let colours = try terminal.screen(withColours: true)
    #expect(colours.contains("38;5;") && !colours.contains("38;2;"))
  }

  @Test func theMouseSelectsAndOpensInsideTmux() async throws {
    let terminal = try Terminal(command)
    try await terminal.wait(for: "Sochi")
    try terminal.type("F2")
    let screen = try await terminal.wait(for: "Shift+drag selects text")
    let rows = screen.split(separator: "\n", omittingEmptySubsequences: false)
    func row(of place: String) throws -> Int {
      try #require(rows.firstIndex { $0.contains(place) && $0.contains("REPORTED") })
    }
    let (sochi, hamburg) = (try row(of: "Sochi"), try row(of: "Hamburg"))
    try terminal.click(column: 60, row: sochi + 1)
    try await terminal.wait(for: "the row") { _ in try terminal.cursorRow() == sochi }
    try terminal.click(column: 60, row: hamburg + 1, times: 2)
    try await terminal.wait(for: "next section")
  }

  @Test func columnsStandStraightWhateverTitlesAreMadeOf() async throws {
    let texts = [
      "An explosion was heard in Odesa 🔥👩‍👩‍👧 ❤️ 🇺🇦.", "A fire broke out in Tokyo 東京で火災.",
      "A flood hit Haifa שלום עולם.",
      "A clash was reported in Cairo e\u{301}\u{302}\u{303}\u{304}\u{305}.",
    ]
    let lines = texts.map { Desk.line($0, at: "2026-11-22T09:40:00Z") }
    try desk.write(lines.joined(), to: "wide.jsonl")
    try desk.watchfloor("ingest", desk.path("wide.jsonl"))
    let terminal = try Terminal(command)
    try await terminal.wait(for: "Sochi")
    for keys in [[], ["Enter"], ["Down"], ["Down"], ["Down"]] {
      for key in keys { try terminal.type(key) }
      // Each row ends in the last column of its pane, as tmux counts.
      try await terminal.wait(for: "straight columns") { screen in
        let rows = screen.split(separator: "\n").filter { $0.hasPrefix("│") }
        return rows.count > 20 && rows.allSatisfy { $0.hasSuffix("│") }
      }
    }
  }
}
