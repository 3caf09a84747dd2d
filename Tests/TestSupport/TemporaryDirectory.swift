public import Foundation
import Synchronization

/// Where all tests of this process keep their files. It goes with the process, and so does what a program
/// wrote there that had not ended yet when its test did.
public enum TestFolder {
  public static let url: URL = {
    let url = FileManager.default.temporaryDirectory.appending(path: "watchfloor-tests-\(getpid())")
    // Of an earlier process that was killed.
    try? FileManager.default.removeItem(at: url)
    precondition(mkdir(url.path, 0o700) == 0, "no temporary directory: \(errno)")
    atexit { try? FileManager.default.removeItem(at: TestFolder.url) }
    return url
  }()

  private static let names = Mutex(0)

  /// A name in it that nothing has. Short: it stands in what is shown.
  public static func unused() -> URL {
    let number = names.withLock { names in
      names += 1
      return names
    }
    return url.appending(path: "\(number)")
  }
}

/// A directory that goes when its test ends.
public final class TemporaryDirectory: Sendable {
  public let path: String

  public init() {
    path = TestFolder.unused().path
    precondition(mkdir(path, 0o700) == 0, "no temporary directory: \(errno)")
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  public func path(_ name: String) -> String { "\(path)/\(name)" }

  public func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path(name)))
  }

  /// Opens the file for appending, as a feed writer does, and keeps it open.
  public func appender(to name: String) throws -> FileHandle {
    let descriptor = open(path(name), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  /// Appends and closes.
  public func append(_ text: String, to name: String) throws {
    let file = try appender(to: name)
    try file.write(contentsOf: Data(text.utf8))
    try file.close()
  }

  public func rename(_ name: String, to other: String) throws {
    guard Foundation.rename(path(name), path(other)) == 0 else {
      throw POSIXError(.init(rawValue: errno) ?? .EIO)
    }
  }

  public func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: path(name))
  }
}
