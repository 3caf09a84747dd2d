import Foundation
import Glibc

/// A small file in which one run leaves something for the next. It may be lost or broken at any time:
/// whoever keeps something in it can do without.
public struct StateFile: Sendable {
  let path: String

  public init(path: String) { self.path = path }

  /// - Parameters:
  ///   - purpose: what its name begins with.
  ///   - key: what it is about; told apart from others by a fingerprint.
  init(in directory: String, for purpose: String, about key: String) {
    let hash = String(Fingerprint(of: key.utf8).hash, radix: 16)
    path = "\(directory)/\(purpose)-\(hash).json"
  }

  /// `nil` when there is nothing that can be read.
  func load<Content: Decodable>(_: Content.Type) -> Content? {
    FileManager.default.contents(atPath: path).flatMap {
      try? JSONDecoder().decode(Content.self, from: $0)
    }
  }

  /// Whole or not at all, readable by this user alone.
  public func save(_ content: some Encodable) throws(IntakeError) {
    let temporary = "\(path).\(getpid())"
    do {
      let data = try JSONEncoder().encode(content)
      try FileManager.default.createDirectory(
        atPath: URL(filePath: path).deletingLastPathComponent().path,
        withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      unlink(temporary)
      let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
      let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
      try file.write(contentsOf: data)
      try file.close()
      guard rename(temporary, path) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    } catch {
      unlink(temporary)
      throw .cannotRemember(path, reason: error.localizedDescription)
    }
  }
}
