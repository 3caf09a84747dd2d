import FeedIngest
import Foundation
import IncidentStore
import Incidents

extension Intake {
  /// In bytes. What is longer is no article.
  static let articleLimit = 16 << 20

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
    try store(ingest(bytes, format: format, options: options), from: name)()
  }

  /// Takes in JSON Lines, each chunk in one transaction.
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
    var storing = Storing<LinePosition>()
    var reached = position
    func keep(_ done: Storing<LinePosition>.Done?) {
      guard let done else { return }
      outcome += done.outcome
      position = done.position
      onProgress(position.offset)
    }
    do throws(IntakeError) {
      while let lines = try reader.nextLines() {
        let result: FeedResult
        switch lines {
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
          if lastLine == .leave { continue }
          result = ingest(bytes, format: .jsonl, options: options, firstLine: reached.line)
          if lastLine == .takeIfReadable, let rejected = result.rejected.first {
            throw .unfinishedLine(reached.line, of: reader.name, reason: rejected.reason)
          }
          // Its newline is still to come.
          reached.advance(over: bytes, lines: 0)
        }
        keep(try storing.begin(upTo: reached, store(result, from: reader.name)))
      }
    } catch {
      keep(try storing.finish())
      throw error
    }
    keep(try storing.finish())
  }

  /// Takes in a feed of any other format, each chunk in one transaction.
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
    var storing = Storing<Int>()
    func keep(_ done: Storing<Int>.Done?) {
      guard let done else { return }
      outcome += done.outcome
      onProgress(done.position)
    }
    do throws(IntakeError) {
      while true {
        let bytes = try reader.nextChunk()
        let result = bytes.isEmpty ? stream.finish() : stream.take(bytes)
        if !result.drafts.isEmpty || !result.rejected.isEmpty {
          keep(try storing.begin(upTo: reader.bytesRead, store(result, from: reader.name)))
        }
        if bytes.isEmpty { break }
      }
    } catch {
      keep(try storing.finish())
      throw error
    }
    keep(try storing.finish())
  }

  /// - Returns: what stores all of `result` in one transaction; what can be done before is done.
  private func store(
    _ result: FeedResult, from name: String
  ) throws(IntakeError) -> @Sendable () throws(IntakeError) -> IntakeOutcome {
    let quarantine = result.rejected.map {
      QuarantinedItem(
        origin: name, line: $0.line ?? 0, problem: $0.problem, reason: $0.reason, hint: $0.hint,
        raw: $0.raw)
    }
    let newest = result.drafts.compactMap(\.publishedAt).max()
    let drafts: PreparedDrafts
    do throws(IncidentStoreError) {
      drafts = try PreparedDrafts(result.drafts)
    } catch {
      throw .cannotStore(name, error)
    }
    return { () throws(IntakeError) in
      if transactions.areOver { throw .stopped(name) }
      do throws(IncidentStoreError) {
        let outcome = try transactions.oneAtATime { () throws(IncidentStoreError) in
          let outcome = try store.append(drafts, quarantine: quarantine, by: author, at: now())
          onStored(outcome, quarantine)
          return outcome
        }
        return IntakeOutcome(
          added: outcome.added, known: outcome.known, quarantined: outcome.quarantined,
          newestItemAt: newest)
      } catch {
        throw .cannotStore(name, error)
      }
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
