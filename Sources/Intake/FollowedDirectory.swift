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

  /// By what stays when a file is renamed.
  private var files: [FileIdentity: FollowedFile] = [:] {
    didSet { isUnsaved = true }
  }
  /// What each name was last seen to name.
  private var names: [[UInt8]: FileIdentity] = [:]
  /// Whether a file may have lost its name.
  private var hasNameless = false
  /// Files that the store would not take, through no fault of theirs: tried again at the next change.
  private var owed: Set<[UInt8]> = []

  /// `nil`: the next run begins anew.
  private let memory: FollowMemory?
  /// Whether more is known than was remembered.
  private(set) var isUnsaved = false
  /// Said once.
  private var cannotSave = false

  /// Of the last scan: how each file stood, and what was wrong with it.
  private var scanned: [[UInt8]: FileStamp] = [:]
  private var told: [[UInt8]: IntakeError] = [:]

  /// When the store was last told that a feed was heard.
  private var heard: [[UInt8]: Date] = [:]
  /// At most so often is it told, in seconds: silences are counted in minutes.
  private static let hearingInterval = 60.0

  /// The store's own files, should it lie in the directory that fills it.
  private let ownFiles: Set<[UInt8]>

  /// How many bytes of files were read so far, to take them in or to know them again.
  private(set) var bytesRead = 0

  /// - Parameter state: the directory to remember in. `nil`: the next run begins anew.
  init(
    path: String, intake: Intake, format: FeedFormat? = nil, remembersIn state: String? = nil,
    onNotice: @escaping @Sendable (Follower.Notice) -> Void
  ) {
    self.path = path.hasSuffix("/") ? String(path.dropLast()) : path
    self.intake = intake
    ownFiles = Self.files(of: intake.store, in: path)
    self.format = format
    self.onNotice = onNotice
    memory = state.map { FollowMemory(of: path, into: intake, format: format, in: $0) }
  }

  /// Goes on where the last run ended.
  mutating func remember() {
    guard let memory else { return }
    do throws(IntakeError) {
      files = try memory.load(intake.store)
      isUnsaved = false
    } catch {
      onNotice(.problem(file: memory.path, error))
    }
  }

  /// Leaves what is known to the next run.
  mutating func save() {
    guard let memory, isUnsaved else { return }
    isUnsaved = false
    do throws(IntakeError) {
      try memory.save(files, intake.store)
    } catch {
      if !cannotSave { onNotice(.problem(file: memory.path, error)) }
      cannotSave = true
    }
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
      try lookAtAll(.appeared)
    } catch {
      onNotice(.problem(file: intake.oneLine(path), error))
    }
  }

  /// Looks at every file again, where nothing tells of changes: what has changed since the last time may
  /// still be in the making.
  ///
  /// - Returns: whether the directory is still there.
  mutating func scan() -> Bool {
    do throws(IntakeError) {
      try lookAtAll(nil)
    } catch {
      if error.code == .directoryGone {
        onNotice(.ended(error))
        return false
      }
      tell(error, of: [], as: intake.oneLine(path), again: false)
    }
    return true
  }

  /// - Parameter kind: `nil` tells it by what has changed since the last scan.
  private mutating func lookAtAll(_ kind: FileChange.Kind?) throws(IntakeError) {
    let listed = try list()
    names = names.filter { listed.contains($0.key) }
    scanned = scanned.filter { listed.contains($0.key) }
    told = told.filter { listed.contains($0.key) }
    owed = []
    for name in listed.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      look(at: name, after: kind)
      if intake.transactions.areOver { return }
    }
    forgetTheNameless()
  }

  /// Looks once at each file that changed, when its last change is known.
  private mutating func look(at changes: [FileChange]) {
    let again = owed.map { FileChange(nameBytes: $0, kind: .closed) }
    owed = []
    var last: [[UInt8]: FileChange] = [:]
    for change in again + changes where !isPassedOver(change.nameBytes) {
      last[change.nameBytes] = change
    }
    for change in last.values where change.kind == .removed {
      names[change.nameBytes] = nil
      hasNameless = true
    }
    for change in again + changes {
      guard last[change.nameBytes] == change else { continue }
      last[change.nameBytes] = nil
      if change.kind != .removed { look(at: change.nameBytes, after: change.kind) }
    }
    // Only now: a name that came may name the file that lost another.
    if hasNameless { forgetTheNameless() }
  }

  private mutating func forgetTheNameless() {
    hasNameless = false
    let named = Set(names.values)
    if files.keys.contains(where: { !named.contains($0) }) {
      files = files.filter { named.contains($0.key) }
    }
  }

  private mutating func look(at name: [UInt8], after kind: FileChange.Kind?) {
    let shown = intake.oneLine("\(path)/\(String(decoding: name, as: UTF8.self))")
    var outcome = IntakeOutcome()
    var problem: IntakeError?
    do throws(IntakeError) {
      let file = try InputFile(
        path: Array("\(path)/".utf8) + name, named: shown, followLinks: false)
      let before = names.updateValue(file.identity, forKey: name)
      if let before, before != file.identity { hasNameless = true }
      try take(file, as: name, after: kind, outcome: &outcome)
    } catch {
      switch error.code {
      case .isDirectory, .stopped: break
      case .notFound: names[name] = nil  // gone again; that will be told, and the file forgotten
      case .cannotStore:
        owed.insert(name)
        problem = error
      default: problem = error
      }
    }
    if outcome != IntakeOutcome() { onNotice(.took(file: shown, outcome)) }
    if let problem {
      tell(problem, of: name, as: shown, again: kind != nil)
    } else {
      told[name] = nil
    }
  }

  /// - Parameter again: whether to say it even if the last scan said the same of `name`.
  private mutating func tell(
    _ problem: IntakeError, of name: [UInt8], as shown: String, again: Bool
  ) {
    if again || told[name] != problem { onNotice(.problem(file: shown, problem)) }
    if !again { told[name] = problem }
  }

  /// - Parameter kind: `nil` after a scan.
  private mutating func take(
    _ file: borrowing InputFile, as name: [UInt8], after kind: FileChange.Kind?,
    outcome: inout IntakeOutcome
  ) throws(IntakeError) {
    let known = files[file.identity]
    if kind == nil || kind == .appeared, known?.stamp == file.stamp { return }
    let isWritten: Bool
    if let kind {
      // Where the system does not say, the change does: of a file in the making we shall hear again.
      isWritten = file.isBeingWritten ?? (kind == .modified || kind == .created && !file.hasLinks)
    } else {
      // Who writes on another machine is seen by what was written since.
      isWritten = scanned.updateValue(file.stamp, forKey: name) != file.stamp
    }
    var reader = ByteReader(descriptor: file.descriptor, name: file.name)
    defer { bytesRead += reader.bytesRead }

    var position = LinePosition()
    if case .lines(let reached) = known?.progress, resume(file, at: reached) {
      position = reached
    } else {
      let head = try reader.head()
      let format = format ?? recognise(head)
      if format == .article {
        if !isWritten { outcome = try takeArticle(file, from: &reader) }
        return
      }
      if format != .jsonl || reader.isPacked {
        // It is written anew as a whole, or nobody can go on in its middle: half of it is for the writer
        // to finish.
        if isWritten { return }
        if format == .jsonl {
          try intake.takeLines(&reader, from: &position, lastLine: .take, outcome: &outcome)
        } else {
          try intake.takeFeed(&reader, format, outcome: &outcome)
        }
        files[file.identity] = FollowedFile(progress: .whole, stamp: file.stamp)
        return try hear(name, lastItemAt: outcome.newestItemAt)
      }
    }
    var stamp: FileStamp?
    defer { files[file.identity] = FollowedFile(progress: .lines(upTo: position), stamp: stamp) }
    try intake.takeLines(
      &reader, from: &position, lastLine: isWritten ? .leave : .takeIfReadable, outcome: &outcome)
    try hear(name, lastItemAt: outcome.newestItemAt)
    if !isWritten, position.offset == file.stamp.size { stamp = file.stamp }
  }

  private mutating func resume(_ file: borrowing InputFile, at position: LinePosition) -> Bool {
    bytesRead += position.head.length + position.tail.length
    return file.resume(at: position)
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
    _ file: borrowing InputFile, from reader: inout ByteReader
  ) throws(IntakeError) -> IntakeOutcome {
    let text = try reader.rest(limit: Intake.articleLimit)
    // Asked again: somebody may have begun while we read.
    if text.isEmpty || file.isBeingWritten == true { return IntakeOutcome() }
    let isKnown = files[file.identity]?.progress == .article(text: Fingerprint(of: text))
    let outcome =
      isKnown ? IntakeOutcome() : try intake.takeArticle(text, named: file.name, format: format)
    files[file.identity] = FollowedFile(
      progress: .article(text: Fingerprint(of: text)), stamp: file.stamp)
    return outcome
  }

  /// Half a first line may not show yet whose it is; no article begins with a brace.
  private func recognise(_ head: [UInt8]) -> FeedFormat {
    head.first == UInt8(ascii: "{") && !head.contains(UInt8(ascii: "\n"))
      ? .jsonl : .recognise(head)
  }

  private func list() throws(IntakeError) -> Set<[UInt8]> {
    guard let directory = opendir(path) else {
      let error = errno
      throw error == ENOENT
        ? .directoryGone(intake.oneLine(path)) : .cannotList(intake.oneLine(path), errno: error)
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
    let file = URL(filePath: resolved(store.path))
    guard file.deletingLastPathComponent().path == resolved(directory) else { return [] }
    let names = ["", "-wal", "-shm", "-journal"].map { file.lastPathComponent + $0 }
    return Set(names.map { Array($0.utf8) })
  }
}
