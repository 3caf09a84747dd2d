import FeedIngest
import Foundation
import Glibc
import IncidentStore

/// How far one file has been taken in.
struct FollowedFile: Hashable, Sendable, Codable {
  enum Progress: Hashable, Sendable, Codable {
    case lines(upTo: LinePosition)
    case article(text: Fingerprint)
    /// A feed that is written anew as a whole.
    case whole
  }

  var progress: Progress
  /// How the file stood when all of it was known. `nil`: there is, or may be, more to take.
  var stamp: FileStamp?
}

/// What a follower remembers of one directory and one store from one run to the next. Where it is lost, or
/// where the store is not the one it was, all files are read anew, and what is known is not stored twice.
struct FollowMemory: Sendable {
  private let file: StateFile
  private let subject: Subject

  /// What the memory is of: of anything else it says nothing.
  private struct Subject: Hashable, Codable {
    var version = 1
    var directory: String
    var store: String
    var format: String?
    var source: String?
    var url: String?
  }

  private struct Content: Codable {
    var subject: Subject
    var ledger: LedgerMark
    var files: [Entry]

    struct Entry: Codable {
      var identity: FileIdentity
      var file: FollowedFile
    }
  }

  /// - Parameter state: the directory that its file is kept in.
  init(of directory: String, into intake: Intake, format: FeedFormat?, in state: String) {
    subject = Subject(
      directory: resolved(directory), store: resolved(intake.store.path), format: format?.rawValue,
      source: intake.options.source, url: intake.options.url)
    file = StateFile(
      in: state, for: "follow", about: "\(subject.directory)\n\(subject.store)")
  }

  var path: String { file.path }

  func load(_ store: IncidentStore) throws(IntakeError) -> [FileIdentity: FollowedFile] {
    guard let content = file.load(Content.self), content.subject == subject else { return [:] }
    do throws(IncidentStoreError) {
      guard try store.holds(content.ledger) else { return [:] }
    } catch {
      throw .cannotStore(subject.directory, error)
    }
    return Dictionary(
      content.files.map { ($0.identity, $0.file) }, uniquingKeysWith: { first, _ in first })
  }

  func save(_ files: [FileIdentity: FollowedFile], _ store: IncidentStore) throws(IntakeError) {
    let ledger: LedgerMark
    do throws(IncidentStoreError) {
      ledger = try store.mark()
    } catch {
      throw .cannotStore(subject.directory, error)
    }
    try file.save(
      Content(
        subject: subject, ledger: ledger,
        files: files.map { Content.Entry(identity: $0.key, file: $0.value) }))
  }
}

/// The one name of what is at `path`, whatever links lead there.
func resolved(_ path: String) -> String {
  URL(filePath: path).resolvingSymlinksInPath().path
}
