import Foundation
import IncidentStore
import Incidents
import Synchronization
import TestSupport
import Testing

@testable import Intake

/// Answers as the tests choose them, at the times they choose.
struct FeedPollerTests {
  let store: IncidentStore
  let state = TemporaryDirectory()
  let clock = Clock()
  let feed = PolledFeed(url: URL(string: "https://feeds.example/a.jsonl")!)

  init() throws { store = try .inMemory() }

  // MARK: Hearing

  @Test("What a feed answers is taken in, and that it answered is recorded with its newest item")
  func answered() async throws {
    let (poller, notices) = poller { _ in .content(Array(dated.utf8), .init()) }
    await poller.pollOnce()
    #expect(
      notices.take() == [.took(feed, IntakeOutcome(added: 1, newestItemAt: noon))])
    let heard = try #require(try store.feeds().first)
    #expect(heard.url == "https://feeds.example/a.jsonl")
    #expect(heard.lastOkAt == clock.now && heard.lastItemAt == noon)
    #expect(heard.status(at: clock.now) == .ok)
  }

  @Test("An answer without a single item is an answer", arguments: ["", "\n\n"])
  func nothingInIt(text: String) async throws {
    let (poller, notices) = poller { _ in .content(Array(text.utf8), .init()) }
    await poller.pollOnce()
    #expect(notices.take() == [.took(feed, IntakeOutcome())])
    #expect(try store.feeds().first?.status(at: clock.now) == .ok)
    #expect(try store.overview().quarantined == 0)
  }

  @Test("A page that cannot be read is an answer, and still nobody was heard")
  func unreadable() async throws {
    let (poller, notices) = poller { _ in .content(Array("<html>Log in</html>".utf8), .init()) }
    await poller.pollOnce()
    let words = "nothing in its answer could be read (1 quarantined)"
    #expect(notices.take() == [.failed(feed, problem: words, pause: 600)])
    let heard = try #require(try store.feeds().first)
    #expect(heard.status(at: clock.now) == .down && heard.problem == words)
  }

  @Test("A feed that fails is recorded with the reason, and costs the others nothing")
  func failed() async throws {
    let other = PolledFeed(url: URL(string: "https://feeds.example/b.jsonl")!)
    let (poller, notices) = poller([feed, other]) { request throws(FeedProblem) in
      if request.feed == feed { throw .status(404, meaning: "Not Found") }
      return .content(Array(lines(1...2).utf8), .init())
    }
    await poller.pollOnce()
    #expect(
      Set(notices.take()) == [
        .failed(feed, problem: "it answered 404 Not Found", pause: 600),
        .took(other, IntakeOutcome(added: 2)),
      ])
    let heard = try store.feeds()
    #expect(heard.map { $0.status(at: clock.now) } == [.down, .ok])
    #expect(heard.first?.problem == "it answered 404 Not Found")
    #expect(heard.first?.lastFailedAt == clock.now)
  }

  @Test("Items without source and address get those of the feed")
  func defaults() async throws {
    var feed = feed
    feed.source = "Wire"
    let (poller, notices) = poller([feed]) { _ in .content(Array(article.utf8), .init()) }
    await poller.pollOnce()
    #expect(notices.take() == [.took(feed, IntakeOutcome(added: 1))])
    #expect(try store.sources().map(\.name) == ["Wire"])
  }

  // MARK: Asking for what is new

  @Test("What has not changed is not sent again, counts as heard, and is remembered")
  func unchanged() async throws {
    let asked = Asked()
    let validators = FeedRequest.Validators(etag: "\"1\"", lastModified: "yesterday")
    let answer: Answers = { request in
      asked.add(request.validators)
      return request.validators == validators
        ? .unchanged : .content(Array(lines(1...1).utf8), validators)
    }
    let (poller, notices) = poller(answer: answer)
    await poller.pollOnce()
    clock.advance(300)
    await poller.pollOnce()
    #expect(notices.take() == [.took(feed, IntakeOutcome(added: 1)), .unchanged(feed)])
    #expect(try store.feeds().first?.lastOkAt == clock.now)

    let (next, later) = self.poller(answer: answer)
    await next.pollOnce()
    #expect(later.take() == [.unchanged(feed)])
    #expect(asked.take() == [.init(), validators, validators])
  }

  @Test("A store that was made anew is sent everything")
  func otherStore() async throws {
    let validators = FeedRequest.Validators(etag: "\"1\"")
    let (poller, _) = poller { _ in .content(Array(lines(1...1).utf8), validators) }
    await poller.pollOnce()
    let asked = Asked()
    let anew = try IncidentStore.inMemory()
    let (next, _) = self.poller(into: anew) { request in
      asked.add(request.validators)
      return .content(Array(lines(1...1).utf8), validators)
    }
    await next.pollOnce()
    #expect(asked.take() == [.init()])
    #expect(try anew.overview().reports == 1)
  }

  // MARK: When to ask

  @Test(
    "A feed that fails is asked half as often each time, once an hour at last, until it answers")
  func backOff() async throws {
    let answers = Mutex(false)
    let (poller, _) = poller { _ throws(FeedProblem) in
      if answers.withLock({ $0 }) { return .unchanged }
      throw .noAnswer(seconds: 30)
    }
    for minutes in [10, 20, 40, 60, 60] {
      await poller.pollOnce()
      #expect(await poller.timeToAsk(feed) == clock.now.addingTimeInterval(Double(minutes) * 60))
      #expect(await poller.due().isEmpty)
      clock.advance(Double(minutes) * 60)
      #expect(await poller.due() == [feed])
    }
    answers.withLock { $0 = true }
    await poller.pollOnce()
    #expect(await poller.timeToAsk(feed) == clock.now.addingTimeInterval(300))
    answers.withLock { $0 = false }
    await poller.pollOnce()
    #expect(await poller.timeToAsk(feed) == clock.now.addingTimeInterval(600))
  }

  @Test(
    "What fails together is not asked together, and no feed is asked more often than it says",
    arguments: [(300.0, 0.0, 600.0), (300, 1, 660), (7200, 0, 7200), (7200, 0.5, 7560)])
  func jitter(every: Double, jitter: Double, pause: Double) {
    let feed = PolledFeed(url: feed.url, every: every)
    #expect(abs(feed.pause(afterFailures: 1, jitter: jitter) - pause) < 0.001)
    #expect(feed.pause(afterFailures: 0, jitter: jitter) == every)
  }

  // MARK: Help

  typealias Answers = @Sendable (FeedRequest) async throws(FeedProblem) -> FeedAnswer

  private func poller(
    _ feeds: [PolledFeed]? = nil, into other: IncidentStore? = nil, answer: @escaping Answers
  ) -> (FeedPoller, Collected<FeedPoller.Notice>) {
    let notices = Collected<FeedPoller.Notice>()
    let poller = FeedPoller(
      feeds ?? [feed], intake: .sample(into: other ?? store, now: { [clock] in clock.now }),
      client: FeedClient(fetch: answer), remembersIn: state.path, jitter: { 0 },
      onNotice: { notices.add($0) })
    return (poller, notices)
  }

  typealias Asked = Collected<FeedRequest.Validators>

  private let noon = Date(timeIntervalSince1970: 1_794_998_000)
  private var dated: String {
    let time = noon.formatted(.iso8601)
    return
      #"{"v":1,"type":"report","source":"Life","publishedAt":"\#(time)","text":"T.","incidents":[]}"#
  }
}

/// A time that passes when it is told to.
final class Clock: Sendable {
  private let time = Mutex(Date(timeIntervalSince1970: 1_795_000_000))

  var now: Date { time.withLock { $0 } }

  func advance(_ seconds: Double) { time.withLock { $0 += seconds } }
}

/// Keeps what it is given until it is asked for.
final class Collected<Element: Sendable>: Sendable {
  private let all = Mutex<[Element]>([])

  func add(_ element: Element) { all.withLock { $0.append(element) } }

  func take() -> [Element] {
    all.withLock { all in
      defer { all = [] }
      return all
    }
  }
}
