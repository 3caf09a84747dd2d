import Foundation
import Glibc
import TestSupport
import Testing

/// Many programs with one store at once.
struct CrowdTests {
  let directory = TemporaryDirectory()

  @Test func manyWritersAndReadersAtOnceLoseNothing() throws {
    let (writers, readers) = rounds == 1 ? (30, 5) : (200, 20)
    let store = directory.path("watchfloor.db")
    for number in 0..<writers {
      let line =
        #"{"v":1,"type":"report","source":"Wire \#(number)","publishedAt":"2026-11-22T09:00:00Z","#
        + #""text":"An explosion was heard in Sochi."}"#
      try directory.write(line + "\n", to: "\(number).jsonl")
    }
    func begin(_ words: [String]) throws -> pid_t {
      try start(
        [program] + words + ["--store", store],
        descriptors: [
          ("/dev/null", O_RDONLY), ("/dev/null", O_WRONLY), ("/dev/null", O_WRONLY),
        ])
    }
    try #require(run(["ingest", "--store", store, directory.path("0.jsonl")]).code == 0)
    var processes: [pid_t] = []
    for number in 1..<writers {
      processes.append(try begin(["ingest", directory.path("\(number).jsonl")]))
      if number % (writers / readers) == 0 { processes.append(try begin(["list", "--json"])) }
    }
    for process in processes {
      var status: Int32 = 0
      #expect(waitpid(process, &status, 0) == process)
      #expect(status == 0)
    }
    let check = try run(["store", "check", "--store", store])
    #expect(check.errors == "\(2 * writers) entries, all as they were recorded\n")
    let list = try run(["list", "--json", "--store", store]).output
    #expect(list.contains(#""reports":\#(writers)"#))
  }

  @Test(
    "A store that is locked for long is said to be", .enabled(if: rounds > 1, "takes half a minute")
  )
  func lockedForLong() throws {
    let store = directory.path("watchfloor.db")
    try #require(run(["ingest", "--store", store, "-"], input: "Nothing happened.").code == 0)
    let command = """
      BEGIN IMMEDIATE;
      .shell \(program) ingest --store \(store) \(directory.path("feed.jsonl")) 2> \(directory.path("said"))
      COMMIT;
      """
    let line = #"{"v":1,"type":"report","source":"Wire","text":"An explosion was heard in Sochi."}"#
    try directory.write(line + "\n", to: "feed.jsonl")
    try #require(run([store], of: "/usr/bin/sqlite3", input: command).code == 0)
    let said = try String(contentsOfFile: directory.path("said"), encoding: .utf8)
    #expect(said.contains("reason: another program has kept it locked for 30 seconds"))
    #expect(said.contains("hint: see who has it open: fuser -v"))
    #expect(try run(["ingest", "--store", store, directory.path("feed.jsonl")]).code == 0)
  }
}
