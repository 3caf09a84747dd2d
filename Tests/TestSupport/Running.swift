import Foundation
public import Glibc

/// The built program, beside the tests.
public let program = Bundle.main.bundleURL.appending(path: "watchfloor").path

/// Runs a command to its end.
///
/// By hand, because `Process` waits for whatever a command leaves behind, such as the server of tmux.
///
/// - Returns: what it wrote, and its exit code (128 and the signal's number when one ended it).
@discardableResult
public func run(
  _ arguments: [String], of executable: String = program, input: String? = nil,
  environment: [String: String] = [:]
) throws -> RunResult {
  let (stdin, output, errors) = (try TemporaryFile(), try TemporaryFile(), try TemporaryFile())
  try Data((input ?? "").utf8).write(to: stdin.url)
  let process = try start(
    [executable] + arguments, environment: environment,
    descriptors: [(stdin.path, O_RDONLY), (output.path, O_WRONLY), (errors.path, O_WRONLY)])
  var (status, use) = (Int32(0), rusage())
  guard wait4(process, &status, 0, &use) == process else { throw POSIXError(.ECHILD) }
  let signal = status & 0x7F
  return RunResult(
    output: try output.text(), errors: try errors.text(),
    code: signal == 0 ? status >> 8 : 128 + signal, memory: use.ru_maxrss * 1024,
    seconds: Double(use.ru_utime.tv_sec) + Double(use.ru_utime.tv_usec) / 1e6)
}

/// Starts a command; its descriptors from 0 on are the files of these paths.
public func start(
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

/// What a command left.
public struct RunResult: Sendable {
  public var output: String
  public var errors: String
  public var code: Int32
  /// The most that it had at once, in bytes.
  public var memory: Int
  /// How long it computed, whatever else the machine did.
  public var seconds: Double
}

/// A file for one command to read or write, gone with this value.
private final class TemporaryFile {
  let url = TestFolder.unused()
  var path: String { url.path }

  init() throws { try Data().write(to: url) }

  deinit { try? FileManager.default.removeItem(at: url) }

  func text() throws -> String { String(decoding: try Data(contentsOf: url), as: UTF8.self) }
}
