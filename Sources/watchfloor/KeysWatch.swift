import Dashboard
import FileWatch
import Foundation

/// Tells the dashboard whenever the file of keys has become another.
final class KeysWatch: Sendable {
  private let watch: DirectoryWatch

  /// Watches the folder of the file, since editors replace files, and makes it where there is none.
  ///
  /// `nil` where nothing can be watched: what is written counts from the next start on.
  init?(_ file: KeysFile, mailbox: Mailbox) {
    let path = URL(filePath: file.path)
    let folder = path.deletingLastPathComponent().path
    let name = path.lastPathComponent
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let watch = try? DirectoryWatch(directory: folder) { event in
      guard event.tells(of: [.closed, .appeared, .removed], where: { $0 == name }) else { return }
      let (keys, problems) = file.read()
      mailbox.put(.keysRead(keys, problem: file.sentence(problems)))
    }
    guard let watch else { return nil }
    self.watch = watch
  }
}

extension DirectoryEvent {
  /// One of these things happened to a file with such a name, or may have.
  func tells(of kinds: [FileChange.Kind], where isWanted: (String) -> Bool) -> Bool {
    switch self {
    case .changes(let changes): changes.contains { kinds.contains($0.kind) && isWanted($0.name) }
    case .overflow: true
    case .directoryGone: false
    }
  }
}
