import Foundation
import LoopbackServer
import Synchronization
import TestSupport
import Testing

/// What comes in, and what is remembered of it.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct TakingInTests {
  let anna = Person()

  @Test func aFeedOfTheConfigurationIsPolledHeardAndDown() throws {
    let report = Desk.line("An explosion was heard in Sochi.", at: "2026-11-22T09:00:00Z")
    let isDown = Mutex(false)
    let server = try LoopbackServer { request in
      if isDown.withLock({ $0 }) { return .status(503) }
      return request.headers["if-none-match"] == "\"1\""
        ? .status(304) : .status(200, headers: ["ETag": "\"1\""], body: report)
    }
    let url = server.url("/feed.jsonl").absoluteString
    try anna.configure(
      """
      [[feed]]
      url = "\(url)"
      every = "2h"
      allow_private = true
      authority = "Governor"
      kind = "government"
      region = "RU-KDA"
      """)
    func poll(expecting words: String, code: Int32) throws {
      let result = try anna.type("poll", "--once")
      #expect(result.errors == "\(url): \(words)\n")
      #expect(result.code == code)
    }
    func feed() throws -> [String: Any] { try #require(try anna.read("feeds").first) }

    let id = try { () throws in
      let result = try anna.type("poll", "--once")
      #expect(result.code == 0, "\(result.errors)")
      return try #require(try anna.read("list").first?["id"] as? String)
    }()
    #expect(try feed()["status"] as? String == "ok")
    #expect(try feed()["url"] as? String == url)
    try poll(expecting: "heard, nothing new", code: 0)
    #expect(try anna.read("show", id).first?["reports"] is [Any])

    isDown.withLock { $0 = true }
    try poll(expecting: "not heard: it answered 503 Service Unavailable", code: 1)
    #expect(try feed()["status"] as? String == "down")
    #expect(server.requests.count == 3)
    #expect(server.requests.first?.headers["user-agent"]?.hasPrefix("watchfloor/") == true)
  }

  @Test func anAddressOnThisMachineIsAskedOnlyWhenThatIsAllowed() throws {
    let server = try LoopbackServer { _ in .status(200, body: "") }
    let url = server.url("/feed.jsonl").absoluteString
    let refused = try anna.type("poll", "--once", url)
    #expect(refused.errors.contains("lies in a private network (127.0.0.1)"), "\(refused.errors)")
    #expect(refused.code == 1)
    #expect(server.requests.isEmpty)
    let allowed = try anna.type("poll", "--once", "--allow-private", url)
    #expect(allowed.code == 0, "\(allowed.errors)")
  }

  @Test(
    "What cannot be polled is said, with what to type",
    arguments: [
      (["poll"], "there is no feed to ask for", "[[feed]]"),
      (["poll", "example.org"], "'example.org' is no address to ask", "https://"),
      (["poll", "--every", "1s", "https://a.example"], "'1s' is no length of time", "90m"),
      (["poll", "--every", "0.5m", "https://a.example"], "'0.5m' is too often", "1m"),
    ])
  func cannotPoll(arguments: [String], problem: String, hint: String) throws {
    let result = try anna.type(arguments)
    #expect(result.code == 1)
    #expect(result.errors.contains(problem) && result.errors.contains(hint), "\(result.errors)")
  }

  @Test func aFolderThatIsFollowedAgainIsNotReadAgain() async throws {
    let folder = Desk()
    func line(_ town: String) -> String {
      Desk.line("An explosion was heard in \(town).", at: "2026-11-22T09:00:00Z")
    }
    try folder.write(line("Sochi") + line("Kharkiv"), to: "feed.jsonl")
    let terminal = try self.terminal("follow \(folder.directory.path)")
    try await terminal.wait(for: "took in 2")
    try await terminal.wait(for: "Ctrl-C ends")
    try terminal.type("C-c")
    try await terminal.wait(for: "code 0")

    try folder.append(line("Hamburg"), to: "feed.jsonl")
    let again = try self.terminal("follow \(folder.directory.path)")
    let screen = try await again.wait(for: "took in 1;", "Ctrl-C ends")
    #expect(!screen.contains("known already"), "\(screen)")
  }

  @Test func aLongIntakeShowsHowFarItIsAndSaysWhatIsStoredWhenItIsStopped() async throws {
    try writeLongFeed()
    let terminal = try self.terminal("ingest \(anna.desk.path("feed.jsonl"))")
    try await terminal.wait(for: "feed.jsonl: ", " MB, ", "items/s", " left")
    try terminal.type("C-c")
    let screen = try await terminal.wait(for: "code 130")
    let words = try #require(screen.firstMatch(of: /: (\d+) items are stored, (\d+) of them new/))
    #expect(try #require(Int(words.1)) > 0 && words.1 == words.2)
    #expect(try anna.type("info").output.contains("report: \(words.1)\n"))
  }

  @Test func aSecondCtrlCEndsAnIntakeAtOnceAndTheStoreIsWhole() async throws {
    try writeLongFeed()
    let terminal = try self.terminal("ingest \(anna.desk.path("feed.jsonl"))")
    try await terminal.wait(for: "items/s")
    try terminal.type("C-c")
    let screen = try await terminal.wait(for: "what the first one does") {
      $0.contains("Ctrl-C again ends at once") || $0.contains("code 130")
    }
    // A shell whose program is ended by Ctrl-C goes on with the next line.
    if !screen.contains("code 130") { try terminal.type("C-c") }
    try terminal.type("echo ended $((6 * 7))", "Enter")
    try await terminal.wait(for: "ended 42")
    #expect(try anna.type("store", "check").code == 0)
    let words = try #require(try anna.type("info").output.firstMatch(of: /report: (\d+)\n/))
    #expect(try #require(Int(words.1)) > 0)
  }

  /// Writes what takes a while to take in: of many days, so that no incident has more than a few reports.
  private func writeLongFeed() throws {
    let lines = (0..<40_000).map {
      Desk.line(
        "An explosion was heard in Sochi.", source: "Source \($0)",
        at: String(format: "20%02d-%02d-%02dT09:00:00Z", $0 % 25, 1 + $0 % 12, 1 + $0 % 28))
    }
    try anna.desk.write(lines.joined(), to: "feed.jsonl")
  }

  /// Runs a command of the program, and then says its exit code.
  private func terminal(_ command: String) throws -> Terminal {
    try Terminal(
      environment: [
        "WATCHFLOOR_STORE": anna.desk.store, "XDG_STATE_HOME": anna.desk.directory.path,
      ],
      "\(program) \(command); echo code $?")
  }
}
