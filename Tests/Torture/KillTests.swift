import Foundation
import Glibc
import TestSupport
import Testing

/// A program that is killed at any moment loses nothing of what is stored, and stores nothing twice.
@Suite(.serialized)
struct KillTests {
  enum Work: String, CaseIterable {
    case ingest, follow, merge, rebuild
  }

  static let reports = 1000

  let directory = TemporaryDirectory()
  private var feed: String { directory.path("feeds/feed.jsonl") }
  /// What an undisturbed program makes of the feed.
  private var whole: String { directory.path("whole.db") }

  init() throws {
    try FileManager.default.createDirectory(
      atPath: directory.path("feeds"), withIntermediateDirectories: true)
    // With blanks a file of several transactions, and not of one.
    let blanks = String(repeating: " ", count: 6000)
    let lines = (0..<Self.reports).map { number in
      let town = ["Sochi", "Hamburg", "Lviv", "Bryansk", "Kazan"][number % 5]
      let time = "2026-11-\(10 + number % 12)T\(10 + number % 7):00:00Z"
      return """
        {"v":1,"type":"report",\(blanks)"source":"Source \(number % 90)","publishedAt":"\(time)",\
        "text":"An explosion was heard in \(town); the governor has not commented on report \(number)."}

        """
    }
    try directory.write(lines.joined(), to: "feeds/feed.jsonl")
    try finish(.ingest, whole)
  }

  @Test("Killed in the middle of", arguments: Work.allCases)
  func killed(work: Work) throws {
    var random = SplitMix64(seed: seed)
    let usual = try time(of: work)
    let all = try entries(of: whole).count
    var inTheMiddle = 0
    for round in 0..<max(2, rounds) {
      let place = TemporaryDirectory()
      let store = place.path("watchfloor.db")
      try prepare(store, for: work)
      let before = try entries(of: store).count
      let process = try begin(work, store)
      // Every other time while the store is still being made or opened.
      let moments = round.isMultiple(of: 2) ? usual : usual / 10
      usleep(UInt32.random(in: 0...UInt32(moments * 1e6), using: &random))
      let acknowledged = try entries(of: store)
      kill(process, SIGKILL)
      waitpid(process, nil, 0)

      let comment: Comment = "seed \(seed), round \(round)"
      let check = try run(["store", "check", "--store", store])
      let left = try entries(of: store).count
      if before < left, left < all { inTheMiddle += 1 }
      #expect(check.code == 0 || left == 0, "\(comment): \(check.errors)")
      #expect(try entries(of: store).isSuperset(of: acknowledged), comment)
      try finish(work, store)
      #expect(try entries(of: store) == entries(of: whole), comment)
      #expect(try standings(of: store) == standings(of: whole), comment)
      #expect(try run(["store", "check", "--store", store]).code == 0, comment)
    }
    if rounds > 1 {
      print("killed \(rounds) times in \(work), \(inTheMiddle) times with a part of it stored")
    }
  }

  /// What has been done before.
  private func prepare(_ store: String, for work: Work) throws {
    switch work {
    case .ingest, .follow: break
    case .merge:
      let text = try String(contentsOfFile: feed, encoding: .utf8)
      let lines = text.split(separator: "\n").prefix(Self.reports / 3)
      try run(["ingest", "--store", store, "-"], input: lines.joined(separator: "\n"))
    case .rebuild: try run(["store", "backup", "--store", whole, store])
    }
  }

  private func words(_ work: Work, _ store: String) -> [String] {
    switch work {
    case .ingest: ["ingest", "--store", store, feed]
    case .follow: ["follow", "--store", store, directory.path("feeds")]
    case .merge: ["store", "merge", "--store", store, whole]
    case .rebuild: ["store", "rebuild", "--store", store]
    }
  }

  private func begin(_ work: Work, _ store: String) throws -> pid_t {
    try Data().write(to: URL(filePath: store + ".said"))
    return try start(
      [program] + words(work, store), environment: ["XDG_STATE_HOME": store + ".state"],
      descriptors: [
        ("/dev/null", O_RDONLY), ("/dev/null", O_WRONLY), (store + ".said", O_WRONLY),
      ])
  }

  /// Does it to the end.
  private func finish(_ work: Work, _ store: String) throws {
    guard work == .follow else {
      let result = try run(words(work, store))
      #expect(result.code == 0, "\(result.errors)")
      return
    }
    let process = try begin(work, store)
    func said() throws -> String { try String(contentsOfFile: store + ".said", encoding: .utf8) }
    while try !said().contains("Ctrl-C ends") {
      let words = try said()
      try #require(waitpid(process, nil, WNOHANG) == 0, "\(words)")
      usleep(10_000)
    }
    kill(process, SIGTERM)
    waitpid(process, nil, 0)
  }

  /// In seconds, undisturbed.
  private func time(of work: Work) throws -> Double {
    let store = directory.path("time.db")
    try prepare(store, for: work)
    let start = ContinuousClock.now
    try finish(work, store)
    return (ContinuousClock.now - start) / .seconds(1)
  }

  /// The ids of all reports that are stored, and of what was read in them. Empty when there is no store yet.
  private func entries(of store: String) throws -> Set<String> {
    guard FileManager.default.fileExists(atPath: store) else { return [] }
    let ids = try run(
      [
        "-readonly", store, "SELECT hex(id) FROM entry WHERE kind IN ('report', 'reading')",
      ], of: "/usr/bin/sqlite3")
    return Set(ids.output.split(separator: "\n").map(String.init))
  }

  /// With what lists look them up by.
  private func standings(of store: String) throws -> String {
    try run(
      [
        "-readonly", store,
        """
        SELECT id, region, reports, verification, origins_min, origins_max, grade, official, silent
        FROM standing WHERE listed ORDER BY id;
        SELECT name FROM sqlite_schema WHERE type = 'index' ORDER BY name;
        """,
      ], of: "/usr/bin/sqlite3"
    ).output
  }
}
