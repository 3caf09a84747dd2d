import CPty
import Foundation
import Glibc

/// The real program, run and watched.
enum Program {
  struct Run {
    var seconds: Double
    /// The most memory it held at once, in bytes.
    var peakMemory: Int
  }

  /// Beside this one: they are built together.
  static let path = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "watchfloor").path

  /// Where the shell would find a program. `nil`: nowhere.
  static func find(_ name: String) -> String? {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return folders.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }

  /// Runs a command to its end.
  ///
  /// - Parameter program: another program than ours.
  static func measure(_ arguments: [String], of program: String = path) throws -> Run {
    let program = try Running(arguments, of: program)
    let peakMemory = try program.end()
    return Run(seconds: program.elapsed, peakMemory: peakMemory)
  }

  /// Opens the dashboard on a terminal of 120x40, until `text` stands on it; then quits it.
  ///
  /// - Returns: the time from its start to the text.
  static func firstPaint(store: String, until text: String) throws -> Run {
    let program = try Running(["--store", store])
    let wanted = Array(text.utf8)
    var seen: [UInt8] = []
    while !seen.contains(wanted) {
      let bytes = program.next()
      guard !bytes.isEmpty else { throw POSIXError(.EIO) }
      seen += bytes
    }
    let seconds = program.elapsed
    try program.type("Q")
    return Run(seconds: seconds, peakMemory: try program.end())
  }

  /// The program at work, on a terminal of its own.
  private struct Running {
    private let start = ContinuousClock.now
    private let terminal: Int32
    private let process: pid_t

    init(_ arguments: [String], of path: String = Program.path) throws {
      func list(_ words: [String]) -> [UnsafeMutablePointer<CChar>?] {
        words.map { strdup($0) } + [nil]
      }
      let words = list([path] + arguments)
      let environment = list(["TERM=xterm-256color", "LANG=C.UTF-8", "HOME=/tmp"])
      defer { for word in words + environment { free(word) } }
      var process = pid_t()
      terminal = pty_start(words, environment, 120, 40, &process)
      self.process = process
      guard terminal >= 0 else { throw POSIXError(.ENOTTY) }
    }

    var elapsed: Double { (ContinuousClock.now - start).seconds }

    /// What it writes next. Empty when it has ended.
    func next() -> [UInt8] {
      [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
        count = max(0, read(terminal, buffer.baseAddress, buffer.count))
      }
    }

    func type(_ keys: String) throws {
      guard write(terminal, keys, keys.utf8.count) == keys.utf8.count else {
        throw POSIXError(.EIO)
      }
    }

    /// Waits for its end.
    ///
    /// - Returns: the most memory it held.
    func end() throws -> Int {
      while !next().isEmpty {}
      close(terminal)
      var status: Int32 = 0
      var usage = rusage()
      guard wait4(process, &status, 0, &usage) == process, status == 0 else {
        throw POSIXError(.ECHILD)
      }
      return usage.ru_maxrss * 1024
    }
  }
}

extension Duration {
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
