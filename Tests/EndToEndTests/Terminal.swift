import Foundation
import Glibc
import TestSupport
import Testing

struct TerminalFailure: Error, CustomStringConvertible {
  var description: String
}

/// A real terminal: a tmux server of its own with one window, gone with this value.
///
/// Tests type into it and wait for text to stand on it, never for time to pass.
final class Terminal {
  private let socket = "watchfloor-\(UUID().uuidString)"
  /// What programs on it leave to their next runs, unless a test says where.
  private let state = TestFolder.unused()

  /// Runs `command` in a shell on a screen of this size; the shell is there when it has ended.
  init(
    width: Int = 120, height: Int = 40, environment: [String: String] = [:], _ command: String
  ) throws {
    let variables = ["LANG": "C.UTF-8", "NO_COLOR": "", "XDG_STATE_HOME": state.path]
      .merging(environment) { $1 }.flatMap { ["-e", "\($0)=\($1)"] }
    try tmux(
      ["-f", "/dev/null", "new-session", "-d", "-x", "\(width)", "-y", "\(height)"] + variables
        + ["/bin/sh"])
    try tmux(["set-option", "-g", "window-size", "manual"])
    try type(command, "Enter")
  }

  deinit {
    _ = try? tmux(["kill-server"])
    try? FileManager.default.removeItem(at: state)
  }

  /// Types keys by tmux's names: `Enter`, `Escape`, `j`, `C-c`; words are typed as they stand.
  func type(_ keys: String...) throws {
    for key in keys { try tmux(["send-keys", key]) }
  }

  /// Types keys as fast as they come.
  func typeAtOnce(_ keys: String...) throws { try tmux(["send-keys"] + keys) }

  /// Pastes `text` as a terminal does: in brackets, where the program has asked for them.
  func paste(_ text: String) throws {
    try tmux(["set-buffer", "--", text])
    try tmux(["paste-buffer", "-p", "-r"])
  }

  /// What tmux knows of the window: `pane_title`, `mouse_sgr_flag`.
  func fact(_ name: String) throws -> String {
    try tmux(["display-message", "-p", "#{\(name)}"])
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  func setOption(_ name: String, _ value: String) throws {
    try tmux(["set-option", "-g", name, value])
  }

  /// What was copied last.
  func buffer() throws -> String { try tmux(["show-buffer"]) }

  /// Sends what a terminal sends for clicks; columns and rows count from 1.
  func click(column: Int, row: Int, times: Int = 1) throws {
    let click = ["M", "m"].map { "\u{1B}[<0;\(column);\(row)\($0)" }.joined()
    try tmux(["send-keys", "-l", String(repeating: click, count: times)])
  }

  func resize(width: Int, height: Int) throws {
    try tmux(["resize-window", "-x", "\(width)", "-y", "\(height)"])
  }

  /// What stands on the screen.
  func screen(withColours: Bool = false) throws -> String {
    try tmux(["capture-pane", "-p"] + (withColours ? ["-e"] : []))
  }

  /// The row that the hardware cursor is on, counted from 0.
  func cursorRow() throws -> Int {
    let row = try tmux(["display-message", "-p", "#{cursor_y}"])
    return Int(row.trimmingCharacters(in: .whitespacesAndNewlines)) ?? -1
  }

  /// Waits until the screen is as it should be.
  @discardableResult
  func wait(
    for what: String, where holds: (String) throws -> Bool,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> String {
    let deadline = ContinuousClock.now + .seconds(60)
    var screen = ""
    while ContinuousClock.now < deadline {
      screen = try self.screen()
      if try holds(screen) { return screen }
      try await Task.sleep(for: .milliseconds(20))
    }
    let failure = TerminalFailure(description: "never saw \(what); the screen shows:\n\(screen)")
    Issue.record(failure, sourceLocation: sourceLocation)
    throw failure
  }

  /// Waits until each of `texts` stands on the screen.
  ///
  /// A screen may be looked at while it is painted: what a test expects beside a text is waited
  /// for with it.
  @discardableResult
  func wait(
    for texts: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> String {
    try await wait(
      for: texts.map { "“\($0)”" }.joined(separator: " and "),
      where: { screen in texts.allSatisfy { screen.contains($0) } }, sourceLocation: sourceLocation)
  }

  /// Waits until the hardware cursor is on a row that `holds`.
  func wait(
    forCursorOn what: String, where holds: (Substring) throws -> Bool,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    try await wait(
      for: "the cursor on \(what)",
      where: {
        try holds($0.split(separator: "\n", omittingEmptySubsequences: false)[cursorRow()])
      }, sourceLocation: sourceLocation)
  }

  @discardableResult
  private func tmux(_ arguments: [String]) throws -> String {
    let result = try run(["-L", socket] + arguments, of: "/usr/bin/tmux")
    guard result.code == 0 else { throw TerminalFailure(description: result.errors) }
    return result.output
  }
}

/// A directory of its own for one test, gone with it.
final class Desk {
  private let folder = TemporaryDirectory()

  var directory: URL { URL(filePath: folder.path) }
  var store: String { path("watchfloor.db") }

  func path(_ name: String) -> String { folder.path(name) }

  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    try folder.write(text, to: name)
    return path(name)
  }

  func append(_ text: String, to name: String) throws { try folder.append(text, to: name) }

  /// Runs a command on the store of this desk.
  @discardableResult
  func watchfloor(_ command: String, _ arguments: String...) throws -> RunResult {
    try run([command, "--store", store] + arguments)
  }

  /// A report as a line of JSON.
  static func line(_ text: String, source: String = "Wire", at time: String) -> String {
    #"{"v":1,"type":"report","source":"\#(source)","publishedAt":"\#(time)","text":"\#(text)"}"#
      + "\n"
  }
}
