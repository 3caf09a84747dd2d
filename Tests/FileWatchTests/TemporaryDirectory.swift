import FileWatch
import Foundation

/// A directory that goes when its test ends.
final class TemporaryDirectory: Sendable {
  let path: String

  init() {
    var template = Array("\(NSTemporaryDirectory())/file-watch-XXXXXX\0".utf8CString)
    precondition(mkdtemp(&template) != nil, "no temporary directory: \(errno)")
    path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func write(_ text: String, to name: String) throws {
    try text.write(toFile: "\(path)/\(name)", atomically: false, encoding: .utf8)
  }

  func rename(_ name: String, to other: String) throws {
    guard Foundation.rename("\(path)/\(name)", "\(path)/\(other)") == 0 else {
      throw POSIXError(.init(rawValue: errno) ?? .EIO)
    }
  }
}

extension AsyncStream<DirectoryEvent> {
  /// All changes up to and with the first batch that holds one of this kind.
  func changes(until kind: FileChange.Kind) async -> [FileChange] {
    var all: [FileChange] = []
    for await event in self {
      guard case .changes(let changes) = event else { continue }
      all += changes
      if changes.contains(where: { $0.kind == kind }) { break }
    }
    return all
  }
}
