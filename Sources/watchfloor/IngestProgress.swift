import Foundation
import Glibc
import IncidentStore
import Incidents
import Synchronization
import TerminalKit

/// How far a long intake has come, in one line on a terminal that changes every second.
final class IngestProgress: Sendable {
  private let state: Mutex<State>
  private let start: ContinuousClock.Instant = .now
  /// Of all files, in bytes. `nil`: nobody knows, for standard input is among them.
  private let total: Int?
  private let showsLine = isatty(STDERR_FILENO) == 1

  private struct State {
    var file = ""
    var items = 0
    var stored = 0
    /// Of the files before this one, and of this one.
    var bytesBefore = 0
    var bytes = 0
    var lastShown: ContinuousClock.Instant
    var width = 0
    var isStopping = false

    var name: String { URL(filePath: file).lastPathComponent }
  }

  /// In seconds.
  private static let interval = 1

  init(of files: [String]) {
    let sizes = files.map { file in
      let attributes = try? FileManager.default.attributesOfItem(atPath: file)
      return file == "-" ? nil : attributes?[.size] as? Int ?? 0
    }
    total = sizes.contains(nil) ? nil : sizes.reduce(0) { $0 + ($1 ?? 0) }
    state = Mutex(State(lastShown: .now))
  }

  func begin(_ file: String) {
    state.withLock {
      $0.bytesBefore += $0.bytes
      $0.bytes = 0
      $0.file = file
    }
  }

  func add(_ outcome: AppendOutcome) {
    state.withLock {
      $0.items += outcome.added + outcome.known + outcome.quarantined
      $0.stored += outcome.added
    }
  }

  /// - Parameter bytes: of the file that was begun last.
  func reach(_ bytes: Int) {
    state.withLock { state in
      state.bytes = bytes
      guard showsLine, !state.isStopping,
        state.lastShown.duration(to: .now) >= .seconds(Self.interval)
      else { return }
      state.lastShown = .now
      show(
        Self.line(
          state.name, bytes: state.bytesBefore + bytes, of: total, items: state.items,
          seconds: start.duration(to: .now) / .seconds(1)), &state)
    }
  }

  /// Says that what was read is still being stored.
  func stop() {
    state.withLock { state in
      state.isStopping = true
      show("\(state.name): storing what has been read; Ctrl-C again ends at once", &state)
    }
  }

  /// Takes the line away, so that other words can stand there.
  func clear() {
    state.withLock { show("", &$0) }
  }

  /// What to say when it is stopped.
  var words: String {
    state.withLock {
      """
      stopped in \($0.file): \($0.items) items are stored, \($0.stored) of them new; the same command \
      goes on, and stores nothing twice
      """
    }
  }

  /// "feed.jsonl: 12.3 of 45.6 MB, 2431 items/s, 14 s left"
  static func line(
    _ name: String, bytes: Int, of total: Int?, items: Int, seconds: Double
  ) -> String {
    func megabytes(_ bytes: Int) -> String { String(format: "%.1f", Double(bytes) / 1e6) }
    let rate = Int((Double(items) / max(seconds, 0.001)).rounded())
    guard let total, bytes > 0 else {
      return "\(name): \(megabytes(bytes)) MB, \(rate) items/s"
    }
    let left = Int((Double(max(0, total - bytes)) / Double(bytes) * seconds).rounded(.up))
    let time = left < 120 ? "\(left) s" : "\((left + 59) / 60) min"
    return
      "\(name): \(megabytes(bytes)) of \(megabytes(total)) MB, \(rate) items/s, \(time) left"
  }

  /// Over what stood there before; nothing beyond the last column of a narrow terminal.
  private func show(_ line: String, _ state: inout State) {
    guard showsLine, !line.isEmpty || state.width > 0 else { return }
    let line = String(sanitised(line).prefix(79))
    let blank = String(repeating: " ", count: max(0, state.width - line.count))
    state.width = line.count
    FileHandle.standardError.write(Data("\r\(line)\(blank)\(line.isEmpty ? "\r" : "")".utf8))
  }
}
