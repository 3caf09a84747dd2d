import FeedIngest
import FileWatch
import Foundation
import Glibc
import IncidentStore

/// What has been taken in of each file of a followed directory, and what to do when one changes.
struct FollowedDirectory: Sendable {
  let path: String
  let intake: Intake
  /// `nil` tells it by the content of each file.
  let format: FeedFormat?
  let onNotice: @Sendable (Follower.Notice) -> Void

  private var files: [[UInt8]: Progress] = [:]
  /// Files that the store would not take, through no fault of theirs: tried again at the next change.
  private var owed: Set<[UInt8]> = []

  /// When the store was last told that a feed was heard.
  private var heard: [[UInt8]: Date] = [:]
  /// At most so often is it told, in seconds: silences are counted in minutes.
  private static let hearingInterval = 60.0

  /// The store's own files, should it lie in the directory that fills it.
  private let ownFiles: Set<[UInt8]>

  /// How far a file has been taken in.
  private enum Progress {
    case lines(FileIdentity, LinePosition)
    /// The hash of its bytes.
    case article(Int)
  }

  init(
    path: String, intake: Intake, format: FeedFormat? = nil,
    onNotice: @escaping @Sendable (Follower.Notice) -> Void
  ) {
    self.path = path.hasSuffix("/") ? String(path.dropLast()) : path
    self.intake = intake
    ownFiles = Self.files(of: intake.store, in: path)
    self.format = format
    self.onNotice = onNotice
  }

  mutating func handle(_ event: DirectoryEvent) {
    switch event {
    case .changes(let changes): look(at: changes)
    case .overflow: lookAtAll()
    case .directoryGone: onNotice(.ended(.directoryGone(intake.oneLine(path))))
    }
  }

  /// Looks at every file, in the order of their names, and forgets those that are gone.
  mutating func lookAtAll() {
    do throws(IntakeError) {
      let names = try list()
      files = files.filter { names.contains($0.key) }
      owed = []
      for name in names.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        look(at: name, after: .appeared)
      }
    } catch {
      onNotice(.problem(file: intake.oneLine(path), error))
    }
  }

  /// Looks once at each file that changed, when its last change is known.
  private mutating func look(at changes: [FileChange]) {
    let again = owed.map { FileChange(nameBytes: $0, kind: .closed) }
    owed = []
    var last: [[UInt8]: FileChange] = [:]
    for change in again + changes where !isPassedOver(change.nameBytes) {
      last[change.nameBytes] = change
      if change.kind == .removed { files[change.nameBytes] = nil }
    }
    for change in again + changes {
      guard last[change.nameBytes] == change else { continue }
      last[change.nameBytes] = nil
      if change.kind != .removed { look(at: change.nameBytes, after: change.kind) }
    }
  }

  private mutating func look(at name: [UInt8], after kind: FileChange.Kind) {
    let shown = intake.oneLine("\(path)/\(String(decoding: name, as: UTF8.self))")
    var outcome = IntakeOutcome()
    var problem: IntakeError?
    do throws(IntakeError) {
      let file = try InputFile(
        path: Array("\(path)/".utf8) + name, named: shown, followLinks: false)
      try take(file, as: name, after: kind, outcome: &outcome)
    } catch {
      switch error.code {
      case .isDirectory: break
      case .notFound: files[name] = nil  // gone again; that will be told
      case .cannotStore:
        owed.insert(name)
        problem = error
      default: problem = error
      }
    }
    if outcome != IntakeOutcome() { onNotice(.took(file: shown, outcome)) }
    if let problem { onNotice(.problem(file: shown, problem)) }
  }

  private mutating func take(
    _ file: borrowing InputFile, as name: [UInt8], after kind: FileChange.Kind,
    outcome: inout IntakeOutcome
  ) throws(IntakeError) {
    // Where the system does not say, the change does: of a file in the making we shall hear again.
    let isWritten =
      file.isBeingWritten ?? (kind == .modified || kind == .created && !file.hasLinks)
    var reader = ByteReader(descriptor: file.descriptor, name: file.name)

    var position = LinePosition()
    if case .lines(file.identity, let known) = files[name], file.resume(at: known) {
      position = known
    } else {
      let head = try reader.head()
      switch format ?? recognise(head) {
      case .jsonl: break
      case .article:
        if !isWritten { outcome = try takeArticle(file, from: &reader, as: name) }
        return
      case let format:
        // Such a feed is written anew as a whole: half of it is for the writer to finish.
        if isWritten { return }
        try intake.takeFeed(&reader, format, outcome: &outcome)
        return try hear(name, lastItemAt: outcome.newestItemAt)
      }
    }
    // Nobody can go on in the middle of what is packed: it is read anew.
    defer { files[name] = reader.isPacked ? nil : .lines(file.identity, position) }
    try intake.takeLines(
      &reader, from: &position, lastLine: isWritten ? .leave : .takeIfReadable, outcome: &outcome)
    try hear(name, lastItemAt: outcome.newestItemAt)
  }

  /// Lines that come in are a feed, known by its file's name; a dropped article is none.
  private mutating func hear(_ name: [UInt8], lastItemAt: Date?) throws(IntakeError) {
    let now = intake.now()
    if let last = heard[name], now.timeIntervalSince(last) < Self.hearingInterval { return }
    try intake.hear(
      intake.oneLine(String(decoding: name, as: UTF8.self)), lastItemAt: lastItemAt)
    heard[name] = now
  }

  private mutating func takeArticle(
    _ file: borrowing InputFile, from reader: inout ByteReader, as name: [UInt8]
  ) throws(IntakeError) -> IntakeOutcome {
    let text = try reader.rest(limit: Intake.articleLimit)
    // Asked again: somebody may have begun while we read.
    if text.isEmpty || file.isBeingWritten == true { return IntakeOutcome() }
    if case .article(text.hashValue) = files[name] { return IntakeOutcome() }
    let outcome = try intake.takeArticle(text, named: file.name, format: format)
    files[name] = .article(text.hashValue)
    return outcome
  }

  /// Half a first line may not show yet whose it is; no article begins with a brace.
  private func recognise(_ head: [UInt8]) -> FeedFormat {
    head.first == UInt8(ascii: "{") && !head.contains(UInt8(ascii: "\n"))
      ? .jsonl : .recognise(head)
  }

  private func list() throws(IntakeError) -> Set<[UInt8]> {
    guard let directory = opendir(path) else {
      throw .cannotList(intake.oneLine(path), errno: errno)
    }
    defer { closedir(directory) }
    var names: Set<[UInt8]> = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { start in
          UnsafeBufferPointer(start: start, count: strlen(start)).map(UInt8.init(bitPattern:))
        }
      }
      if !isPassedOver(name) { names.insert(name) }
    }
    return names
  }
}

extension FollowedDirectory {
  /// Hidden files, those that editors and downloads keep beside the real one (`.x.swp`, `.#x`, `#x#`,
  /// `x~`, `x.tmp`, `x.part`), and the store itself.
  private func isPassedOver(_ name: [UInt8]) -> Bool {
    if ownFiles.contains(name) { return true }
    let name = String(decoding: name, as: UTF8.self)
    return name.hasPrefix(".") || name.hasPrefix("#") && name.hasSuffix("#")
      || name.hasSuffix("~") || name.hasSuffix(".tmp") || name.hasSuffix(".part")
  }

  private static func files(of store: IncidentStore, in directory: String) -> Set<[UInt8]> {
    let file = URL(filePath: store.path).resolvingSymlinksInPath()
    let directory = URL(filePath: directory).resolvingSymlinksInPath()
    guard file.deletingLastPathComponent().path == directory.path else { return [] }
    let names = ["", "-wal", "-shm", "-journal"].map { file.lastPathComponent + $0 }
    return Set(names.map { Array($0.utf8) })
  }
}
