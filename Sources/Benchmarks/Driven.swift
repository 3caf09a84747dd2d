import CPty
import Foundation
import Glibc

/// A program on a terminal of its own, with somebody who types and watches what comes.
final class Driven {
  /// What followed a key, or something else that happened.
  struct Answer {
    /// When the first frame was whole, and what it took: what the eye follows. In seconds; bytes.
    var first: (seconds: Double, bytes: Int)
    /// When the last byte had come, and how many there were in all.
    var last: (seconds: Double, bytes: Int)
  }

  let process: pid_t
  private let terminal: Int32
  private let started = ContinuousClock.now

  init(
    _ arguments: [String], of path: String = Program.path, width: Int, height: Int,
    home: String
  ) throws {
    func list(_ words: [String]) -> [UnsafeMutablePointer<CChar>?] {
      words.map { strdup($0) } + [nil]
    }
    let words = list([path] + arguments)
    let environment = list([
      "TERM=xterm-256color", "COLORTERM=truecolor", "LANG=C.UTF-8", "HOME=\(home)",
    ])
    defer { for word in words + environment { free(word) } }
    var process = pid_t()
    terminal = pty_start(words, environment, Int32(width), Int32(height), &process)
    self.process = process
    guard terminal >= 0 else { throw POSIXError(.ENOTTY) }
  }

  /// Since its start, in seconds.
  var elapsed: Double { (ContinuousClock.now - started).seconds }

  func type(_ keys: String) throws {
    guard write(terminal, keys, keys.utf8.count) == keys.utf8.count else { throw POSIXError(.EIO) }
  }

  /// Types, and watches until nothing more comes of it.
  func press(_ keys: String) throws -> Answer {
    let start = ContinuousClock.now
    try type(keys)
    return try watch(since: start)
  }

  /// What has come of what happened at `start`, once the program rests.
  ///
  /// A rest before anything has come counts only after a while: on a busy machine what is typed takes some
  /// milliseconds to get there.
  ///
  /// - Parameter isAwaited: something will come, however late.
  func watch(
    since start: ContinuousClock.Instant, isAwaited: Bool = false
  ) throws -> Answer {
    let patience = Duration.milliseconds(isAwaited ? 5000 : 200)
    var seen: [UInt8] = []
    var answer = Answer(first: (0, 0), last: (0, 0))
    var restful = 0
    while restful < 3 {
      if let bytes = try next(within: 8) {
        seen += bytes
        answer.last = ((ContinuousClock.now - start).seconds, seen.count)
        if answer.first.bytes == 0, let end = seen.firstRange(of: Self.endOfFrame)?.upperBound {
          answer.first = (answer.last.seconds, end)
        }
        restful = 0
      } else {
        let isOver = !seen.isEmpty || ContinuousClock.now - start > patience
        restful = isOver && isResting ? restful + 1 : 0
      }
    }
    return answer
  }

  /// Until `text` stands on the screen.
  func wait(for text: String) throws {
    let wanted = Array(text.utf8)
    var seen: [UInt8] = []
    while seen.firstRange(of: wanted) == nil {
      guard elapsed < 120, let bytes = try next(within: 10_000) else {
        throw POSIXError(.ETIMEDOUT)
      }
      seen += bytes
    }
  }

  /// How many bytes come within some milliseconds.
  func bytes(within milliseconds: Int) throws -> Int {
    let end = ContinuousClock.now + .milliseconds(milliseconds)
    var count = 0
    while ContinuousClock.now < end {
      let left = (end - ContinuousClock.now).seconds * 1000
      count += try next(within: Int32(max(1, left)))?.count ?? 0
    }
    return count
  }

  /// Ends it as a person would, and waits for that.
  func quit(_ key: String = "Q") throws {
    try type(key)
    while (try? next(within: 60_000))?.isEmpty == false {}
    close(terminal)
    var status: Int32 = 0
    guard waitpid(process, &status, 0) == process else { throw POSIXError(.ECHILD) }
  }

  /// What it writes next. `nil`: nothing in time.
  private func next(within milliseconds: Int32) throws -> [UInt8]? {
    var file = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
    guard poll(&file, 1, milliseconds) > 0 else { return nil }
    let bytes = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
      count = max(0, read(terminal, buffer.baseAddress, buffer.count))
    }
    guard !bytes.isEmpty else { throw POSIXError(.EIO) }
    return bytes
  }

  /// "A frame begins here and ends there" (mode 2026): the end.
  private static let endOfFrame = Array("\u{1B}[?2026l".utf8)

  // MARK: What the system says of it

  /// None of its threads runs or wants to.
  private var isResting: Bool {
    threads.allSatisfy { thread in
      let line = text("/proc/\(process)/task/\(thread)/stat")
      let state = line.lastIndex(of: ")").map { line[$0...].dropFirst(2).prefix(1) }
      return state == "S"
    }
  }

  /// How often each of its threads has gone to sleep so far: as often as it was woken.
  var sleeps: [String: Int] {
    threads.reduce(into: [:]) {
      $0[$1] = status("voluntary_ctxt_switches", of: "task/\($1)/status")
    }
  }

  /// How often its threads were woken since; of one that has ended since then nothing is known.
  func wakeUps(since before: [String: Int]) -> Int {
    sleeps.reduce(0) { $0 + $1.value - before[$1.key, default: 0] }
  }

  /// In bytes.
  var residentMemory: Int { status("VmRSS", of: "status") * 1024 }
  var peakMemory: Int { status("VmHWM", of: "status") * 1024 }

  private var threads: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task")) ?? []
  }

  private func status(_ name: String, of file: String) -> Int {
    let line = text("/proc/\(process)/\(file)").split(separator: "\n")
      .first { $0.hasPrefix(name + ":") }
    return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0
  }

  private func text(_ path: String) -> String {
    (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
  }
}
