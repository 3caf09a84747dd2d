import FileWatch
import Foundation
import IncidentStore
import Intake
import TestSupport
import Testing

/// Real files and real changes; the tests wait for notices, never for time.
@Suite(.timeLimit(.minutes(1)))
struct FollowerTests {
  let directory = TemporaryDirectory()
  let store: IncidentStore
  let intake: Intake

  init() throws {
    store = try .inMemory()
    intake = .sample(into: store)
  }

  @Test(
    "Files that are there, dropped, appended to, replaced and removed are taken in as it happens")
  func dayOfADirectory() async throws {
    try directory.write(lines(1...1), to: "feed.jsonl")
    let (follower, stream) = try follow()
    var notices = stream.makeAsyncIterator()
    #expect(await notices.next() == took("feed.jsonl", IntakeOutcome(added: 1)))
    #expect(await notices.next() == .caughtUp)

    try directory.write(article, to: "article.txt")
    #expect(await notices.next() == took("article.txt", IntakeOutcome(added: 1)))

    let writer = try directory.appender(to: "feed.jsonl")
    try writer.write(contentsOf: Data(lines(2...2).utf8))
    #expect(await notices.next() == took("feed.jsonl", IntakeOutcome(added: 1)))
    try writer.write(contentsOf: Data(line(3).utf8))
    try writer.close()
    #expect(await notices.next() == took("feed.jsonl", IntakeOutcome(added: 1)))

    try directory.write(lines(3...4), to: "feed.jsonl.tmp")
    try directory.rename("feed.jsonl.tmp", to: "feed.jsonl")
    #expect(await notices.next() == took("feed.jsonl", IntakeOutcome(added: 1, known: 1)))

    try directory.remove("feed.jsonl")
    try directory.remove("article.txt")
    #expect(rmdir(directory.path) == 0)
    guard case .ended(let reason) = await notices.next() else {
      Issue.record("the follower did not say that it ended")
      return
    }
    #expect(reason.code == .directoryGone)
    #expect(try store.overview().reports == 5)
    follower.stop()
  }

  @Test("A file whose name is not UTF-8 is taken in")
  func foreignName() async throws {
    let (follower, stream) = try follow()
    var notices = stream.makeAsyncIterator()
    #expect(await notices.next() == .caughtUp)

    let name: [UInt8] = [0xCB, 0xF0, 0xE0, 0xF1, 0xED, 0xEE]  // "Красно" in windows-1251
    try directory.write(article, to: "article.part")
    let path = Array(directory.path("").utf8) + name + [0]
    #expect(rename(directory.path("article.part"), path.map(CChar.init(bitPattern:))) == 0)
    guard case .took(_, let outcome) = await notices.next() else {
      Issue.record("the file was not taken in")
      return
    }
    #expect(outcome == IntakeOutcome(added: 1))
    follower.stop()
  }

  @Test("A directory that is not there cannot be followed, and the error says how to make it")
  func notFound() {
    let path = directory.path("nowhere")
    let error = #expect(throws: IntakeError.self) {
      try Follower(directory: path, intake: intake) { _ in }
    }
    #expect(
      error?.description == """
        cannot watch the directory '\(path)'
          reason: there is no such directory
          hint: make it with: mkdir -p '\(path)'
        """)
  }

  private func follow() throws -> (Follower, AsyncStream<Follower.Notice>) {
    let (stream, notices) = AsyncStream.makeStream(of: Follower.Notice.self)
    let follower = try Follower(directory: directory.path, intake: intake) { notices.yield($0) }
    return (follower, stream)
  }

  private func took(_ name: String, _ outcome: IntakeOutcome) -> Follower.Notice {
    .took(file: directory.path(name), outcome)
  }
}
