import Foundation
import Glibc
import Testing

/// The built program, beside the tests.
let program = Bundle.main.bundleURL.appending(path: "watchfloor").path

struct TerminalFailure: Error, CustomStringConvertible {
  var description: String
}

/// Runs a command to its end.
///
/// By hand, because `Process` waits for whatever a command leaves behind, such as the server of tmux.
///
/// - Returns: what it wrote, and its exit code (128 and the signal's number when one ended it).
@discardableResult
func run(
  _ arguments: [String], of executable: String = program, input: String? = nil,
  environment: [String: String] = [:]
) throws -> Result {
  let (stdin, output, errors) = (try TemporaryFile(), try TemporaryFile(), try TemporaryFile())
  try Data((input ?? "").utf8).write(to: stdin.url)
  let process = try start(
    [executable] + arguments, environment: environment,
    descriptors: [(stdin.path, O_RDONLY), (output.path, O_WRONLY), (errors.path, O_WRONLY)])
  var status: Int32 = 0
  guard waitpid(process, &status, 0) == process else { throw POSIXError(.ECHILD) }
  let signal = status & 0x7F
  return Result(
    output: try output.text(), errors: try errors.text(),
    code: signal == 0 ? status >> 8 : 128 + signal)
}

/// Starts a command; its descriptors from 0 on are the files of these paths.
func start(
  _ words: [String], environment: [String: String] = [:],
  descriptors: [(path: String, mode: Int32)]
) throws -> pid_t {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  for (number, file) in descriptors.enumerated() {
    posix_spawn_file_actions_addopen(&actions, Int32(number), file.path, file.mode, 0)
  }
  // Threads that tests run on block signals, and what they start would do so, too: never to be ended.
  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  var none = sigset_t()
  sigemptyset(&none)
  posix_spawnattr_setsigmask(&attributes, &none)
  posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
  let variables = ProcessInfo.processInfo.environment.merging(environment) { $1 }
  func list(_ words: [String]) -> [UnsafeMutablePointer<CChar>?] {
    words.map { strdup($0) } + [nil]
  }
  let (arguments, settings) = (list(words), list(variables.map { "\($0)=\($1)" }))
  defer { for word in arguments + settings { free(word) } }
  var process = pid_t()
  let error = posix_spawn(&process, words[0], &actions, &attributes, arguments, settings)
  guard error == 0 else { throw POSIXError(POSIXErrorCode(rawValue: error) ?? .EIO) }
  return process
}

struct Result {
  var output: String
  var errors: String
  var code: Int32
}

/// A file for one command to read or write, gone with this value.
private final class TemporaryFile {
  let url = FileManager.default.temporaryDirectory.appending(
    path: "watchfloor-\(UUID().uuidString)")
  var path: String { url.path }

  init() throws { try Data().write(to: url) }

  deinit { try? FileManager.default.removeItem(at: url) }

  func text() throws -> String { String(decoding: try Data(contentsOf: url), as: UTF8.self) }
}

/// A real terminal: a tmux server of its own with one window, gone with this value.
///
/// Tests type into it and wait for text to stand on it, never for time to pass.
final class Terminal {
  private let socket = "watchfloor-\(UUID().uuidString)"
  /// What programs on it leave to their next runs, unless a test says where.
  private let state: URL

  /// Runs `command` in a shell on a screen of this size; the shell is there when it has ended.
  init(
    width: Int = 120, height: Int = 40, environment: [String: String] = [:], _ command: String
  ) throws {
    state = FileManager.default.temporaryDirectory.appending(path: "\(socket)-state")
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

  /// Waits until `text` stands on the screen.
  @discardableResult
  func wait(
    for text: String, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> String {
    try await wait(for: "“\(text)”", where: { $0.contains(text) }, sourceLocation: sourceLocation)
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
  let directory: URL

  init() throws {
    directory = FileManager.default.temporaryDirectory
      .appending(path: "watchfloor-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: directory) }

  var store: String { path("watchfloor.db") }

  func path(_ name: String) -> String { directory.appending(path: name).path }

  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: URL(filePath: path(name)))
    return path(name)
  }

  func append(_ text: String, to name: String) throws {
    let file = try FileHandle(forWritingTo: URL(filePath: path(name)))
    try file.seekToEnd()
    try file.write(contentsOf: Data(text.utf8))
    try file.close()
  }

  /// Runs a command on the store of this desk.
  @discardableResult
  func watchfloor(_ command: String, _ arguments: String...) throws -> Result {
    try run([command, "--store", store] + arguments)
  }

  /// A report as a line of JSON.
  static func line(_ text: String, source: String = "Wire", at time: String) -> String {
    #"{"v":1,"type":"report","source":"\#(source)","publishedAt":"\#(time)","text":"\#(text)"}"#
      + "\n"
  }
}
