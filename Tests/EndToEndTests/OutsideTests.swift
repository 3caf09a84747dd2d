import Foundation
import Glibc
import TestSupport
import Testing

/// Browser, editor, pager and clipboard: the real program, on a real terminal, with scripts for programs.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct OutsideTests {
  let desk = Desk()

  /// Takes in one report with this address.
  private func take(url: String = "https://wire.example/1?a=b&c=$(touch%20owned)") throws {
    let report: [String: Any] = [
      "v": 1, "type": "report", "source": "Wire", "publishedAt": "2026-11-22T09:00:00Z",
      "headline": "Blast in Sochi", "url": url, "text": "An explosion was heard in Sochi at night.",
    ]
    let line = try JSONSerialization.data(withJSONObject: report)
    try desk.write(String(decoding: line, as: UTF8.self) + "\n", to: "one.jsonl")
    try desk.watchfloor("ingest", desk.path("one.jsonl"))
  }

  /// A program that notes its words, one a line, and what it reads, in the file `noted`.
  private func script(_ name: String, _ more: String = "") throws -> String {
    let path = try desk.write(
      """
      #!/bin/sh
      for word in "$@"; do echo "word: $word"; done >"\(desk.path("noted.new"))"
      \(more)
      mv "\(desk.path("noted.new"))" "\(desk.path("noted"))"
      echo "\(name) was here"
      """, to: name)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return path
  }

  private var noted: String? {
    try? String(contentsOfFile: desk.path("noted"), encoding: .utf8)
  }

  private func dashboard(_ settings: String = "") async throws -> Terminal {
    let none = "env -u DISPLAY -u WAYLAND_DISPLAY -u VISUAL -u EDITOR -u BROWSER -u PAGER"
    let terminal = try Terminal(
      environment: ["XDG_STATE_HOME": desk.directory.path],
      "\(none) \(settings) \(program) --store \(desk.store); echo code $?")
    try await terminal.wait(for: "Sochi")
    return terminal
  }

  /// Nothing of the programs is left behind, and the program still ends as it should.
  private func quit(_ terminal: Terminal) async throws {
    try terminal.type("Q")
    try await terminal.wait(for: "code 0")
    #expect(!FileManager.default.fileExists(atPath: desk.path("owned")))
  }

  @Test func theEditorGetsAPrivateCopyAndTheScreenComesBack() async throws {
    try take()
    let more = """
      stat -c '%a %F' "$2" "$(dirname "$2")" >>"\(desk.path("noted.new"))"
      cat "$2" >>"\(desk.path("noted.new"))"
      echo >>"\(desk.path("noted.new"))"
      tty -s && echo on a terminal >>"\(desk.path("noted.new"))"
      ls /proc/$$/fd | tr '\\n' ' ' >>"\(desk.path("noted.new"))"
      echo "changed" >>"$2"
      """
    let terminal = try await dashboard("EDITOR='\(try script("editor", more)) -x'")
    try terminal.type("F2")
    try await terminal.wait(for: "Shift+drag selects text")
    try terminal.type("e")
    try await terminal.wait(for: "editor was here", "[Enter: back to watchfloor]")
    #expect(try terminal.fact("mouse_sgr_flag") == "0", "the terminal is the editor's")
    try terminal.type("Enter")
    try await terminal.wait(for: "your changes are not kept")
    try await terminal.wait(for: "the mouse") { _ in try terminal.fact("mouse_sgr_flag") == "1" }
    let lines = try #require(noted).split(separator: "\n").map(String.init)
    #expect(lines[0] == "word: -x")
    #expect(lines[1].hasSuffix(".txt") && lines[1].contains("RU-KDA-"))
    #expect(lines[2...3] == ["600 regular file", "700 directory"])
    #expect(lines[4] == "An explosion was heard in Sochi at night.")
    #expect(lines[5] == "on a terminal")
    // 10: how dash keeps its script.
    #expect(Set(lines[6].split(separator: " ")).isSubset(of: ["0", "1", "2", "3", "10"]))
    let copy = String(lines[1].dropFirst("word: ".count))
    #expect(!FileManager.default.fileExists(atPath: (copy as NSString).deletingLastPathComponent))
    try await quit(terminal)
  }

  @Test func anEditorThatIsNotThereIsNamed() async throws {
    try take()
    let terminal = try await dashboard("VISUAL='no-such-editor -n'")
    try terminal.type("e")
    try await terminal.wait(for: "'no-such-editor -n' cannot be run; set $VISUAL")
    try await quit(terminal)
  }

  @Test func anInterruptMeansTheEditorAndNotThisProgram() async throws {
    try take()
    let more = "trap 'echo was interrupted' INT; echo waits; read answer; read answer"
    let terminal = try await dashboard("EDITOR=\(try script("editor", more))")
    try terminal.type("e")
    try await terminal.wait(for: "waits")
    try terminal.type("C-c")
    try await terminal.wait(for: "was interrupted")
    try await terminal.wait(for: "the list") {
      guard !$0.contains("Incidents") else { return true }
      try terminal.type("Enter")
      return false
    }
    try await quit(terminal)
  }

  @Test(
    "The copy goes with the terminal, and with the program",
    arguments: [
      (nil, "read answer"), (SIGTERM, "read answer"), (SIGHUP, "read answer"),
      // It insists on staying: so does who asks.
      (SIGTERM, "trap '' TERM; read answer"),
    ])
  func copyGoes(signal: Int32?, editor: String) async throws {
    try take()
    let run = desk.directory.appending(path: "run")
    try FileManager.default.createDirectory(at: run, withIntermediateDirectories: true)
    func left() throws -> Int {
      try FileManager.default.contentsOfDirectory(atPath: run.path).count
    }
    var terminal: Terminal? = try await dashboard(
      "XDG_RUNTIME_DIR=\(run.path) EDITOR=\(try script("editor", "echo waits for $PPID; \(editor)"))"
    )
    try terminal?.type("e")
    let screen = try await terminal?.wait(for: "waits for ") ?? ""
    #expect(try left() == 1)
    if let signal {
      let words = try #require(screen.split { " \n".contains($0) }.split(separator: "for").last)
      let process = try #require(words.first.flatMap { pid_t($0) })
      kill(process, signal)
      let isStubborn = editor.contains("trap")
      try await terminal?.wait(for: "code \(128 + signal)") {
        if $0.contains("code \(128 + signal)") { return true }
        if isStubborn { kill(process, signal) }
        return false
      }
      let session =
        isStubborn
        ? desk.directory.path
        : try String(
          contentsOfFile: desk.path("watchfloor/session.json"), encoding: .utf8)
      #expect(session.contains(desk.directory.lastPathComponent))
    }
    terminal = nil
    let deadline = ContinuousClock.now + .seconds(60)
    while try left() > 0, ContinuousClock.now < deadline {
      try await Task.sleep(for: .milliseconds(20))
    }
    #expect(try left() == 0)
  }

  @Test func thePagerReadsTheSectionAsItIsShown() async throws {
    try take()
    let terminal = try await dashboard(
      "PAGER='\(try script("pager", "cat >>\"\(desk.path("noted.new"))\""))'")
    try terminal.type("Enter", "l", "l", "|")
    try await terminal.wait(for: "pager was here")
    try terminal.type("Enter")
    try await terminal.wait(for: "read in pager")
    #expect(noted?.hasPrefix("timeline   1 report") == true)
    try await quit(terminal)
  }

  @Test func tmuxTakesWhatIsCopiedByOSC52() async throws {
    try take()
    let terminal = try await dashboard("-u TMUX")
    try terminal.setOption("set-clipboard", "on")
    try terminal.type("y")
    try await terminal.wait(for: "copied a citation, ")
    let line = try terminal.buffer()
    #expect(
      line.hasPrefix("Wire: \"Blast in Sochi\", 2026-11-22 09:00Z, https://wire.example/1?a=b&c=$(")
    )
    #expect(line.contains("[RU-KDA-") && line.contains("REPORTED, 1 origin, grade F; official: "))
    #expect(!line.contains("\n"))

    try terminal.type("Y")
    try await terminal.wait(for: "copied JSON, ")
    let copied = try #require(try objects(try terminal.buffer()).first)
    let id = try #require(copied["id"] as? String)
    let shown = try #require(try objects(try desk.watchfloor("show", id, "--json").output).first)
    func stable(_ object: [String: Any]) -> NSDictionary {
      // Silence grows meanwhile.
      object.filter { $0.key != "official" } as NSDictionary
    }
    #expect(stable(copied) == stable(shown))
    try await quit(terminal)
  }

  @Test(
    "A desktop's clipboard gets it as well",
    arguments: [
      ("WAYLAND_DISPLAY=w", "wl-copy", [String]()),
      ("DISPLAY=:7", "xclip", ["-selection", "clipboard"]),
    ])
  func desktop(display: String, keeper: String, words: [String]) async throws {
    try take()
    _ = try script(keeper, "cat >>\"\(desk.path("noted.new"))\"")
    let terminal = try await dashboard("-u TMUX \(display) PATH=\(desk.directory.path):$PATH")
    try terminal.type("y")
    try await terminal.wait(for: "(OSC 52, \(keeper))")
    try await terminal.wait(for: "the text") { _ in noted != nil }
    let given = words.map { "word: \($0)\n" }.joined() + "Wire: \"Blast in Sochi\", 2026-11-22"
    #expect(noted?.hasPrefix(given) == true)
    try await quit(terminal)
  }

  @Test func aTextBrowserGetsTheTerminalAndTheAddressAsOneWord() async throws {
    try take()
    let browser = try script("browser")
    let terminal = try await dashboard("BROWSER='no-such-browser:\(browser) -a %s -z'")
    try terminal.type("o")
    try await terminal.wait(for: "browser was here")
    try terminal.type("Enter")
    try await terminal.wait(for: "read in browser")
    #expect(
      noted == """
        word: -a
        word: https://wire.example/1?a=b&c=%24%28touch%20owned%29
        word: -z

        """)
    try await quit(terminal)
  }

  @Test func aBrowserWithADisplayLeavesTheScreenAlone() async throws {
    try take(url: "https://x/;touch \(desk.path("owned"))")
    let browser = try script(
      "browser", "tty -s || echo no terminal >>\"\(desk.path("noted.new"))\"")
    let terminal = try await dashboard("DISPLAY=:7 BROWSER='\(browser)'")
    try terminal.type("o")
    try await terminal.wait(for: "browser opens https://x/;touch%20/")
    try await terminal.wait(for: "the browser") { _ in noted != nil }
    #expect(noted == "word: https://x/;touch%20\(desk.path("owned"))\nno terminal\n")
    #expect(try !terminal.screen().contains("was here"))
    try await quit(terminal)
  }

  @Test func withoutAnyBrowserTheAddressIsShownAndCopied() async throws {
    try take()
    let terminal = try await dashboard("-u TMUX")
    try terminal.setOption("set-clipboard", "on")
    try terminal.type("o")
    try await terminal.wait(for: "no display and no $BROWSER")
    #expect(try terminal.buffer() == "https://wire.example/1?a=b&c=%24%28touch%20owned%29")
    try await quit(terminal)
  }

  @Test(
    "What is no web address reaches no program",
    arguments: ["javascript:alert(1)", "file:///etc/passwd", "-profile /tmp/x", "ftp://x.example/"])
  func hostile(url: String) async throws {
    try take(url: url)
    let terminal = try await dashboard("DISPLAY=:7 BROWSER='\(try script("browser"))'")
    try terminal.type("o")
    try await terminal.wait(for: "address") {
      $0.contains("not opened: ") || $0.contains("no address") || $0.contains("has an address")
    }
    try await quit(terminal)
    #expect(noted == nil)
  }
}
