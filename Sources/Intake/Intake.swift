public import FeedIngest
public import Foundation
public import IncidentStore
import Synchronization

/// Files, streams and polled feeds -> the store.
///
/// Taking in is idempotent: what the store has already is counted as known, and not stored again. So a
/// file that was taken in by half before a crash is simply taken in once more. ``Follower`` does the
/// same for a directory, as its files change; ``FeedPoller`` for what stands at addresses.
public struct Intake: Sendable {
  let store: IncidentStore
  let author: Author
  var options: FeedOptions
  let now: @Sendable () -> Date
  let onStored: @Sendable (AppendOutcome, [QuarantinedItem]) -> Void
  var transactions = Transactions()

  /// - Parameters:
  ///   - author: who records what is taken in.
  ///   - options: what is known of all items beforehand, and what cleans every text from outside.
  ///   - now: the clock: when the store receives what is taken in.
  ///   - onStored: told after each transaction what came of it, and what went into quarantine.
  public init(
    store: IncidentStore, author: Author, options: FeedOptions,
    now: @escaping @Sendable () -> Date,
    onStored: @escaping @Sendable (AppendOutcome, [QuarantinedItem]) -> Void = { _, _ in }
  ) {
    self.store = store
    self.author = author
    self.options = options
    self.now = now
    self.onStored = onStored
  }

  /// Takes in one file: an article at once, everything else in chunks.
  ///
  /// - Parameters:
  ///   - format: `nil` tells it by the content.
  ///   - onProgress: told after each transaction how many bytes of the file are stored.
  public func take(
    file path: String, format: FeedFormat? = nil, onProgress: (Int) -> Void = { _ in }
  ) throws(IntakeError) -> IntakeOutcome {
    let file = try InputFile(path: Array(path.utf8), named: oneLine(path), followLinks: true)
    // It only saves time: should it fail, so will what comes next, or it does not matter.
    try? store.prepareToLoad(file.stamp.size)
    defer { finishLoading() }
    return try take(
      ByteReader(descriptor: file.descriptor, name: file.name), format: format,
      onProgress: onProgress)
  }

  /// Has the store make up what it put off for a load; to be done, too, when that is broken off. Should it
  /// fail, the store makes it up when it is opened next.
  public func finishLoading() { try? store.finishLoading() }

  /// Takes in all that comes from `handle`, such as standard input, until it ends.
  ///
  /// - Parameter name: what errors and the quarantine call it.
  public func take(
    from handle: FileHandle, named name: String, format: FeedFormat? = nil,
    onProgress: (Int) -> Void = { _ in }
  ) throws(IntakeError) -> IntakeOutcome {
    try take(
      ByteReader(descriptor: handle.fileDescriptor, name: oneLine(name)), format: format,
      onProgress: onProgress)
  }

  /// Does something while nothing is being stored, such as to end the program: whatever is taken in beside
  /// it waits. What is being stored is stored first, but no more of what was read.
  public func betweenTransactions(_ body: () -> Void) {
    transactions.between(body)
  }

  func take(
    _ reader: consuming ByteReader, format: FeedFormat?, onProgress: (Int) -> Void = { _ in }
  ) throws(IntakeError) -> IntakeOutcome {
    let head = try reader.head()
    switch format ?? .recognise(head) {
    case .article:
      return try takeArticle(
        reader.rest(limit: Self.articleLimit), named: reader.name, format: format)
    case .jsonl:
      var position = LinePosition()
      var outcome = IntakeOutcome()
      try takeLines(
        &reader, from: &position, lastLine: .take, outcome: &outcome, onProgress: onProgress)
      return outcome
    case let format:
      var outcome = IntakeOutcome()
      try takeFeed(&reader, format, outcome: &outcome, onProgress: onProgress)
      return outcome
    }
  }
}

/// Shared by the copies of an intake: one of them stores at a time.
final class Transactions: Sendable {
  private let turn = Mutex(())
  private let closed = Atomic(false)
  private let awaiting = Atomic(0)

  /// Whether no other one may begin.
  var areOver: Bool { closed.load(ordering: .relaxed) }
  /// Whether the one that is under way is to take in no more than it has.
  var isEndAwaited: Bool { areOver || awaiting.load(ordering: .relaxed) > 0 }

  func end() { closed.store(true, ordering: .relaxed) }

  func between(_ body: () -> Void) {
    awaiting.add(1, ordering: .relaxed)
    defer { awaiting.subtract(1, ordering: .relaxed) }
    oneAtATime(body)
  }

  func oneAtATime<Result: Sendable, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try turn.withLock { _ throws(Failure) in try body() }
  }
}

/// What came of taking something in.
public struct IntakeOutcome: Hashable, Sendable {
  /// Items that the store did not have.
  public var added: Int
  /// Items that it had.
  public var known: Int
  /// Items that could not be read, and are in quarantine with their reasons.
  public var quarantined: Int
  /// When the newest of the items was published. `nil` when none says.
  public var newestItemAt: Date?

  public init(added: Int = 0, known: Int = 0, quarantined: Int = 0, newestItemAt: Date? = nil) {
    self.added = added
    self.known = known
    self.quarantined = quarantined
    self.newestItemAt = newestItemAt
  }

  static func += (left: inout Self, right: Self) {
    left.added += right.added
    left.known += right.known
    left.quarantined += right.quarantined
    left.newestItemAt = [left.newestItemAt, right.newestItemAt].compactMap(\.self).max()
  }
}
