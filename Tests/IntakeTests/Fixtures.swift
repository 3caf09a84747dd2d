import FeedIngest
import Foundation
import IncidentStore
import Intake

/// A directory that goes when its test ends.
final class TemporaryDirectory: Sendable {
  let path: String

  init() {
    var template = Array("\(NSTemporaryDirectory())/intake-XXXXXX".utf8CString)
    precondition(mkdtemp(&template) != nil, "no temporary directory: \(errno)")
    path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func path(_ name: String) -> String { "\(path)/\(name)" }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path(name)))
  }

  /// Opens the file for appending, as a feed writer does, and keeps it open.
  func appender(to name: String) throws -> FileHandle {
    let descriptor = open(path(name), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  /// Appends and closes.
  func append(_ text: String, to name: String) throws {
    let file = try appender(to: name)
    try file.write(contentsOf: Data(text.utf8))
    try file.close()
  }

  func rename(_ name: String, to other: String) throws {
    guard Foundation.rename(path(name), path(other)) == 0 else {
      throw POSIXError(.init(rawValue: errno) ?? .EIO)
    }
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: path(name))
  }
}

extension Intake {
  /// At a fixed time, with texts left as they are.
  static func sample(
    into store: IncidentStore,
    now: @escaping @Sendable () -> Date = { Date(timeIntervalSince1970: 1_795_000_000) }
  ) -> Intake {
    Intake(
      store: store, author: Author(name: "anna", desk: "night"),
      options: FeedOptions(sanitise: { $0 }), now: now)
  }
}

/// A report that tells of no incident, as a line of JSON without its newline.
func line(_ number: Int) -> String {
  #"{"v":1,"type":"report","source":"Life","text":"Report number \#(number).","incidents":[]}"#
}

/// Lines of JSON, each with its newline.
func lines(_ numbers: ClosedRange<Int>) -> String {
  numbers.map { line($0) + "\n" }.joined()
}

let article = """
  Explosions heard near the harbour

  Residents of the port heard three explosions on Tuesday night.

  """
