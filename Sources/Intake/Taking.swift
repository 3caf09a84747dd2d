import FeedIngest
import Foundation
import IncidentStore
import Incidents

extension Intake {
  /// In bytes. What is longer is no article, and reading one takes a hundred times its length.
  static let articleLimit = 1 << 20

  /// How many items of a feed are a portion, give or take those of ``feedPiece``: first few, for nothing is
  /// stored before they are read, then more and more.
  private static let itemsAtFirst = 512
  private static let itemsAtATime = 4096
  /// In bytes: so much of a feed is read at a time.
  private static let feedPiece = 16 << 10

  /// What to do with a last line that has no newline.
  enum LastLine {
    /// The input has ended: it is a line like the others.
    case take
    /// It may have ended: take it if it reads as a whole.
    case takeIfReadable
    /// It is being written.
    case leave
  }

  /// - Parameter format: what somebody said it is. `nil`: it was told by its content.
  func takeArticle(
    _ bytes: [UInt8], named name: String, format: FeedFormat?
  ) throws(IntakeError) -> IntakeOutcome {
    var portion: Portion? = try prepared(ingest(bytes, format: format, options: options), of: name)
    return try store({ portion.take() }, from: name)
  }

  /// Takes in JSON Lines.
  ///
  /// Even if this throws, what came before the fault is stored.
  ///
  /// - Parameters:
  ///   - position: where `reader` stands; then where what is stored ends.
  ///   - outcome: what came of it is added to this.
  ///   - onProgress: told after each transaction how far `position` has come, in bytes.
  func takeLines(
    _ reader: inout ByteReader, from position: inout LinePosition, lastLine: LastLine,
    outcome: inout IntakeOutcome, onProgress: (Int) -> Void = { _ in }
  ) throws(IntakeError) {
    var reached = position
    try store(of: reader.name) { () throws(IntakeError) -> (FeedResult, LinePosition)? in
      let result: FeedResult
      switch try reader.nextLines() {
      case .whole(let bytes):
        result = ingest(bytes, format: .jsonl, options: options, firstLine: reached.line)
        reached.advance(over: bytes, lines: result.lines)

      case .tooLong(let start, let length):
        result = FeedResult(rejected: [
          RejectedItem(
            line: reached.line, problem: "cannot read this line",
            reason: "it is longer than \(ByteReader.lineLimit) bytes",
            hint: "check that whatever writes this file ends its lines",
            raw: options.sanitise(String(decoding: start, as: UTF8.self)))
        ])
        reached.pass(length)

      case .unfinished(let bytes):
        if lastLine == .leave { return nil }
        result = ingest(bytes, format: .jsonl, options: options, firstLine: reached.line)
        if lastLine == .takeIfReadable, let rejected = result.rejected.first {
          throw .unfinishedLine(reached.line, of: reader.name, reason: rejected.reason)
        }
        // Its newline is still to come.
        reached.advance(over: bytes, lines: 0)

      case nil: return nil
      }
      return (result, reached)
    } keep: { done in
      outcome += done.outcome
      position = done.position
      onProgress(position.offset)
    }
  }

  /// Takes in a feed of any other format.
  ///
  /// Even if this throws, what came before the fault is stored.
  ///
  /// - Parameters:
  ///   - outcome: what came of it is added to this.
  ///   - onProgress: told after each transaction how far `reader` has come, in bytes of the file.
  func takeFeed(
    _ reader: inout ByteReader, _ format: FeedFormat, outcome: inout IntakeOutcome,
    onProgress: (Int) -> Void = { _ in }
  ) throws(IntakeError) {
    guard var stream = FeedStream(format, options: options) else {
      preconditionFailure("\(format) is not taken in as it comes")
    }
    var isAtEnd = false
    var chunk: ArraySlice<UInt8> = []
    var wanted = Self.itemsAtFirst
    try store(of: reader.name) { () throws(IntakeError) -> (FeedResult, Int)? in
      var portion = FeedResult()
      while !isAtEnd {
        if chunk.isEmpty { chunk = try reader.nextChunk()[...] }
        isAtEnd = chunk.isEmpty
        portion.append(
          isAtEnd ? stream.finish() : stream.take(Array(chunk.prefix(Self.feedPiece))))
        chunk = chunk.dropFirst(Self.feedPiece)
        let count = portion.drafts.count + portion.rejected.count
        if count >= wanted || chunk.isEmpty && count > 0 {
          // Only a little larger than the one before: it has to be read while that one is stored.
          wanted = min(wanted + wanted / 4, Self.itemsAtATime)
          return (portion, reader.bytesRead)
        }
      }
      return nil
    } keep: { done in
      outcome += done.outcome
      onProgress(done.position)
    }
  }

  /// Reads an input to its end, and stores on another thread what was read.
  ///
  /// - Parameters:
  ///   - read: the next portion, and how far the input is then read. `nil` at its end.
  ///   - keep: told what has come of it, and how far the input is stored.
  private func store<Position: Sendable>(
    of name: String,
    reading read: () throws(IntakeError) -> (result: FeedResult, position: Position)?,
    keep: (Storing<Position>.Done) -> Void
  ) throws(IntakeError) {
    let storing = Storing<Position> { next throws(IntakeError) in try store(next, from: name) }
    do throws(IntakeError) {
      while let (result, position) = try read() {
        if let done = try storing.put(prepared(result, of: name), upTo: position) { keep(done) }
      }
    } catch {
      if let done = try storing.finish() { keep(done) }
      throw error
    }
    if let done = try storing.finish() { keep(done) }
  }

  /// All of `result` with what can be done before it is stored.
  private func prepared(_ result: FeedResult, of name: String) throws(IntakeError) -> Portion {
    let quarantine = result.rejected.map {
      QuarantinedItem(
        origin: name, line: $0.line ?? 0, problem: $0.problem, reason: $0.reason, hint: $0.hint,
        raw: $0.raw)
    }
    do throws(IncidentStoreError) {
      return try Portion(
        drafts: PreparedDrafts(result.drafts), quarantine: quarantine,
        newestItemAt: result.drafts.compactMap(\.publishedAt).max())
    } catch {
      throw .cannotStore(name, error)
    }
  }

  /// Stores all that `next` gives in one transaction, unless somebody waits for its end.
  private func store(
    _ next: () -> Portion?, from name: String
  ) throws(IntakeError) -> IntakeOutcome {
    if transactions.areOver { throw .stopped(name) }
    do throws(IncidentStoreError) {
      return try transactions.oneAtATime { () throws(IncidentStoreError) in
        var newest: Date?
        var quarantines: [[QuarantinedItem]] = []
        let outcomes = try store.append(by: author, at: now) {
          // A portion that was asked for is in somebody's hands: the first is taken in any case.
          if !quarantines.isEmpty, transactions.isEndAwaited { return nil }
          guard let portion = next() else { return nil }
          newest = [newest, portion.newestItemAt].compactMap(\.self).max()
          quarantines.append(portion.quarantine)
          return (portion.drafts, portion.quarantine)
        }
        var sum = IntakeOutcome(newestItemAt: newest)
        for (outcome, quarantine) in zip(outcomes, quarantines) {
          onStored(outcome, quarantine)
          sum += IntakeOutcome(
            added: outcome.added, known: outcome.known, quarantined: outcome.quarantined)
        }
        return sum
      }
    } catch {
      throw .cannotStore(name, error)
    }
  }

  /// Records that we heard a feed: what it does not say from now on, it does not say to us.
  ///
  /// - Parameter problem: why it did not answer. `nil`: it did.
  func hear(
    _ feed: String, lastItemAt: Date? = nil, problem: String? = nil
  ) throws(IntakeError) {
    let heard = HeardBody(url: feed, at: now(), lastItemAt: lastItemAt, problem: problem)
    do throws(IncidentStoreError) {
      _ = try transactions.oneAtATime { () throws(IncidentStoreError) in
        try store.append([.heard(heard)], by: author, at: now())
      }
    } catch {
      throw .cannotStore(feed, error)
    }
  }

  /// A file's name in one line, fit to show.
  func oneLine(_ name: String) -> String {
    options.sanitise(name).split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}

extension Draft {
  /// When the item was published. `nil` for what is no report, or carries no date.
  fileprivate var publishedAt: Date? {
    if case .report(let body, _) = self { body.publishedAt } else { nil }
  }
}
