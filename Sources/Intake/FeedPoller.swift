import FeedIngest
import Foundation
import IncidentStore

/// Asks feeds, each at its own pace, and takes in what they answer.
///
/// Whether a feed answered is recorded each time, with the reason when it did not: from then on its silence
/// counts, or does not. What has not changed is not sent again. A feed that fails is asked less and less
/// often, and costs the others nothing.
///
/// An actor, because it remembers when each may be asked again.
public actor FeedPoller {
  public enum Notice: Hashable, Sendable {
    case took(PolledFeed, IntakeOutcome)
    /// It answered, and has said nothing since the last time.
    case unchanged(PolledFeed)
    /// - Parameters:
    ///   - problem: in plain words that follow the feed's name.
    ///   - pause: after so many seconds it is asked again.
    case failed(PolledFeed, problem: String, pause: Double)
    /// It answered, and we could not store that, or not remember it.
    case problem(PolledFeed, IntakeError)
  }

  private let feeds: [PolledFeed]
  private let intake: Intake
  private let client: FeedClient
  private let memory: PollMemory?
  private let jitter: @Sendable () -> Double
  private let onNotice: @Sendable (Notice) -> Void

  private var validators: [String: FeedRequest.Validators]
  /// In a row.
  private var failures: [URL: Int] = [:]
  private var notBefore: [URL: Date] = [:]

  /// So many are asked at a time.
  private static let breadth = 6

  /// - Parameters:
  ///   - state: the directory to remember in what need not be sent again. `nil`: everything is sent once
  ///     more after a restart.
  ///   - jitter: a number from 0 to 1, at random.
  ///   - onNotice: called once for each answer, one call at a time.
  public init(
    _ feeds: [PolledFeed], intake: Intake, client: FeedClient, remembersIn state: String? = nil,
    jitter: @escaping @Sendable () -> Double = { .random(in: 0..<1) },
    onNotice: @escaping @Sendable (Notice) -> Void
  ) {
    self.feeds = feeds
    self.intake = intake
    self.client = client
    self.jitter = jitter
    self.onNotice = onNotice
    memory = state.map { PollMemory(of: intake.store, in: $0) }
    validators = memory?.load() ?? [:]
  }

  /// Asks every feed once.
  public func pollOnce() async {
    await ask(feeds)
  }

  /// Asks each feed when its time has come, until the task is cancelled.
  public func poll() async throws {
    while !Task.isCancelled, let next = feeds.map(timeToAsk).min() {
      let wait = next.timeIntervalSince(intake.now())
      if wait > 0 { try await Task.sleep(for: .seconds(wait)) }
      await ask(due())
    }
  }

  /// The feeds whose time has come.
  func due() -> [PolledFeed] {
    let now = intake.now()
    return feeds.filter { timeToAsk($0) <= now }
  }

  func timeToAsk(_ feed: PolledFeed) -> Date { notBefore[feed.url] ?? .distantPast }

  private func ask(_ feeds: [PolledFeed]) async {
    var waiting = feeds[...]
    await withTaskGroup(of: Void.self) { group in
      for feed in waiting.prefix(Self.breadth) { group.addTask { await self.ask(feed) } }
      waiting = waiting.dropFirst(Self.breadth)
      while await group.next() != nil {
        if let feed = waiting.popFirst() { group.addTask { await self.ask(feed) } }
      }
    }
  }

  private func ask(_ feed: PolledFeed) async {
    let key = feed.url.absoluteString
    let known = validators[key]
    let result: Result<FeedAnswer, FeedProblem>
    do throws(FeedProblem) {
      result = .success(
        try await client.fetch(
          FeedRequest(feed: feed, validators: known ?? .init())))
    } catch {
      result = .failure(error)
    }
    // From here on nothing is waited for: one answer after the other is taken in.
    do throws(IntakeError) {
      onNotice(try take(result, of: feed))
      if validators[key] != known { try memory?.save(validators) }
    } catch {
      onNotice(.problem(feed, error))
    }
  }

  private func take(
    _ result: Result<FeedAnswer, FeedProblem>, of feed: PolledFeed
  ) throws(IntakeError) -> Notice {
    let key = feed.url.absoluteString
    switch result {
    case .success(.unchanged):
      rest(feed)
      try intake.hear(key)
      failures[feed.url] = nil
      return .unchanged(feed)
    case .success(.content(let bytes, let validators)):
      rest(feed)
      let outcome = try intake.take(bytes, of: feed)
      if outcome.quarantined > 0, outcome.added + outcome.known == 0 {
        // A page that asks for a password is an answer, and still nobody was heard.
        return try fail(feed, .notReadable(items: outcome.quarantined))
      }
      try intake.hear(key, lastItemAt: outcome.newestItemAt)
      // Only now: what could not be stored must be sent once more.
      self.validators[key] = validators
      failures[feed.url] = nil
      return .took(feed, outcome)
    case .failure(let problem):
      return try fail(feed, problem)
    }
  }

  private func rest(_ feed: PolledFeed) {
    notBefore[feed.url] = intake.now().addingTimeInterval(feed.every)
  }

  private func fail(_ feed: PolledFeed, _ problem: FeedProblem) throws(IntakeError) -> Notice {
    failures[feed.url, default: 0] += 1
    let pause = feed.pause(afterFailures: failures[feed.url, default: 0], jitter: jitter())
    notBefore[feed.url] = intake.now().addingTimeInterval(pause)
    let words = intake.oneLine(problem.words)
    try intake.hear(feed.url.absoluteString, problem: words)
    return .failed(feed, problem: words, pause: pause)
  }
}

extension Intake {
  /// Takes in what `feed` answered. Nothing at all is an answer, too.
  fileprivate func take(_ bytes: [UInt8], of feed: PolledFeed) throws(IntakeError) -> IntakeOutcome
  {
    if bytes.allSatisfy({ $0 <= 0x20 }) { return IntakeOutcome() }
    var intake = self
    intake.options.source = feed.source ?? options.source
    intake.options.url = feed.url.absoluteString
    return try intake.take(
      ByteReader(bytes: bytes, name: oneLine(feed.url.absoluteString)), format: feed.format)
  }
}

/// What need not be sent again, from one run to the next. Of another store it says nothing: what was sent
/// to that one must be sent to this one, too.
private struct PollMemory: Sendable {
  private let file: StateFile
  private let store: IncidentStore

  private struct Content: Codable {
    var version = 1
    var store: String
    var ledger: LedgerMark
    var feeds: [String: FeedRequest.Validators]
  }

  init(of store: IncidentStore, in state: String) {
    self.store = store
    file = StateFile(in: state, for: "poll", about: resolved(store.path))
  }

  func load() -> [String: FeedRequest.Validators]? {
    guard let content = file.load(Content.self), content.version == 1,
      content.store == resolved(store.path), (try? store.holds(content.ledger)) == true
    else { return nil }
    return content.feeds
  }

  func save(_ feeds: [String: FeedRequest.Validators]) throws(IntakeError) {
    let ledger: LedgerMark
    do throws(IncidentStoreError) {
      ledger = try store.mark()
    } catch {
      throw .cannotStore(file.path, error)
    }
    try file.save(Content(store: resolved(store.path), ledger: ledger, feeds: feeds))
  }
}
