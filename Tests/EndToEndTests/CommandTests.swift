import Foundation
import Glibc
import TestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(5)))
struct CommandTests {
  let desk = Desk()

  @Test func whatProgramsReadHasItsShape() throws {
    let article = """
      A series of explosions was heard on the outskirts of Krasnodar, according to the outlet Life, \
      which cited the Telegram channel SHOT. Local authorities have not commented.
      """
    try desk.write(article, to: "article.txt")
    try desk.watchfloor("ingest", "--published", "2026-11-22T09:30Z", desk.path("article.txt"))

    let list = try objects(desk.watchfloor("list", "--json").output)
    let line = try #require(list.first)
    #expect(list.count == 1 && line["v"] as? Int == 1)
    #expect(line["region"] as? String == "RU-KDA")
    #expect(line["regionName"] as? String == "Krasnodar Krai")
    #expect(line["kind"] as? String == "explosion")
    #expect(line["lifecycle"] as? String == "open")
    #expect(line["firstReportedAt"] as? String == "2026-11-22T09:30:00Z")
    #expect(line["reports"] as? Int == 1)
    #expect(line["verification"] as? [String: String] == ["status": "reported", "rule": "V6"])
    let origins = try #require(line["origins"] as? [String: Any])
    #expect(origins["min"] as? Int == 1 && origins["max"] as? Int == 1)
    #expect(origins["grade"] as? String == "F")
    let official = try #require(line["official"] as? [String: Any])
    #expect(official["status"] as? String == "silent" && official["silent"] as? Int == 1)
    #expect(try #require(official["longestSilenceSeconds"] as? Int) > 0)

    let id = try #require(line["id"] as? String)
    let shown = try #require(try objects(desk.watchfloor("show", id, "--json").output).first)
    #expect(line.keys.allSatisfy { shown[$0] != nil })
    let reports = try #require(shown["reports"] as? [[String: Any]])
    let chain = try #require(reports.first?["citations"] as? [[String: Any]])
    #expect(
      chain.map { ($0["source"] as? [String: Any])?["name"] as? String } == ["Life", "SHOT"])
    for key in [
      "claims", "statements", "authorities", "evidence", "originTrees", "assessments", "acts",
      "lints", "changes",
    ] {
      #expect(shown[key] is [Any], "\(key)")
    }
    let why = try #require(try objects(desk.watchfloor("why", id, "--json").output).first)
    #expect(why["claims"] is [Any])
    let regions = try objects(desk.watchfloor("regions", "--json").output)
    #expect(regions.first?["region"] as? String == "RU-KDA")
    #expect(regions.first?["silent"] as? Int == 1)
  }

  @Test func filtersNarrowTheList() throws {
    try desk.write(
      Desk.line("An explosion was heard in Sochi.", at: "2026-11-22T09:00:00Z")
        + Desk.line("A fire broke out in Hamburg.", at: "2026-11-20T09:30:00Z"), to: "feed.jsonl")
    try desk.watchfloor("ingest", desk.path("feed.jsonl"))
    func count(_ arguments: String...) throws -> Int {
      let result = try run(["list", "--store", desk.store, "--json"] + arguments)
      #expect(result.code == 0, "\(result.errors)")
      return result.output.split(separator: "\n").count
    }
    #expect(try count() == 2)
    #expect(try count("--region", "RU") == 1)
    #expect(try count("--region", "hamburg") == 1)
    #expect(try count("--since", "2026-11-21") == 1)
    #expect(try count("--status", "reported,verified") == 2)
    #expect(try count("--official", "confirmed") == 0)
    #expect(try count("region:RU", "status:reported") == 1)
    #expect(try count("explosion") == 1)
    #expect(try count("fire", "--region", "RU") == 0)
    #expect(try count("--", "-fire") == 1)
    #expect(try count("--filter", "fire,explosion kind:fire") == 1)
  }

  @Test func aFilterGetsAName() throws {
    let person = Person()
    try person.take(("Wire", "An explosion was heard in Sochi.", 30))
    #expect(try person.type("view", "save", "south", "region:Krasnodar", "explosion").code == 0)
    #expect(
      try person.type("view", "save", "north", "region:\"Krasnodar Krai\" -explosion").code == 0)
    #expect(
      try person.type("view", "list").output
        == "north  region:RU-KDA -explosion\nsouth  region:RU-KDA explosion\n")
    #expect(try person.read("list", "--view", "south").count == 1)
    #expect(try person.read("list", "--view", "north").isEmpty)
    #expect(try person.read("list", "--view", "south", "kind:fire").isEmpty)
    #expect(try person.type("list", "--view", "sotuh").errors.contains("did you mean south?"))
    #expect(try person.type("view", "remove", "south").code == 0)
    #expect(try person.type("view", "list").output == "north  region:RU-KDA -explosion\n")
  }

  @Test func aListIsSorted() throws {
    let person = Person()
    let ids = try person.take(
      ("Wire", "An explosion was heard in Sochi.", 30), ("Wire", "A fire broke out in Hamburg.", 60)
    )
    func sorted(_ options: String...) throws -> [String] {
      try person.read(
        "list", "--sort", options[0], options.count > 1 ? "--reverse" : "kind:fire,explosion"
      )
      .compactMap { $0["id"] as? String }
    }
    #expect(try sorted("last") == ids)
    #expect(try sorted("last", "reverse") == ids.reversed())
    #expect(try sorted("region") == ids.reversed())
    #expect(try sorted("first") == ids)
    #expect(try person.read("list", "--limit", "1").map { $0["id"] as? String } == [ids[0]])
    #expect(try person.read("changes", "--limit", "1").count == 1)
  }

  @Test(
    "What was mistyped is said, with what to type",
    arguments: [
      (["list", "--region", "Krasnodor"], "no region 'Krasnodor'", 64),
      (["list", "--status", "sure"], "status:sure\n         ^^^^\n", 64),
      (["list", "--attention", "now"], "no attention 'now'", 64),
      (["list", "--since", "soon"], "'soon' is no time", 64),
      (["list", "region:RU", "stauts:reported"], "  hint: did you mean status?", 64),
      (["list", "взрыв", "silent>6"], "  взрыв silent>6\n               ^\n", 64),
      (["list", "\""], "this quote has no end", 64),
      (["list", "--sort", "colour"], "last, first, kind", 64),
      (["list", "--view", "nigth"], "watchfloor view save nigth", 1),
      (["view", "save", "night", "status:foo"], "no status 'foo'", 64),
      (["show", "RU-KDA-000000"], "no incident 'RU-KDA-000000'", 1),
      (["ingest", "nowhere.txt"], "nowhere.txt", 1),
      (["--theme", "plaid"], "plaid", 1),
      (["list", "--nonsense"], "nonsense", 64),
      (["lst"], "did you mean watchfloor list, or watchfloor", 64),
      (["rate", "SHOT", "C"], "did you mean watchfloor source rate?", 64),
      (["xyzzy"], "see them with: watchfloor help", 64),
      (["region:UA"], "watchfloor --filter 'region:UA'", 64),
      (["ingest"], "Name a file", 64),
    ])
  func mistyped(arguments: [String], words: String, code: Int) throws {
    try desk.watchfloor("ingest", "-")
    let result = try run(
      arguments, environment: ["WATCHFLOOR_STORE": desk.store])
    #expect(result.errors.contains(words), "\(result.errors)")
    #expect(Int(result.code) == code)
    if code == 1 { #expect(result.errors.contains("hint:"), "\(result.errors)") }
  }

  @Test func aBadLineCostsThatLineAndIsKept() throws {
    try desk.write(
      Desk.line("An explosion was heard in Sochi.", at: "2026-11-22T09:00:00Z") + "{\"v\":1,oops\n"
        + Desk.line("A fire broke out in Hamburg.", at: "2026-11-22T09:30:00Z"), to: "feed.jsonl")
    let result = try desk.watchfloor("ingest", desk.path("feed.jsonl"))
    #expect(result.code == 2)
    #expect(result.errors.contains("took in 2, 1 quarantined"), "\(result.errors)")
    #expect(try desk.watchfloor("info").output.contains("quarantine: 1"))
  }

  @Test func standardInputIsTakenIn() throws {
    let result = try run(
      ["ingest", "--store", desk.store, "--source", "Wire", "-"],
      input: "An explosion was heard in Sochi on Sunday.")
    #expect(result.code == 0, "\(result.errors)")
    #expect(try desk.watchfloor("list").output.contains("Sochi"))
  }

  @Test func theSchemaIsPrinted() throws {
    let schema = try run(["ingest", "--schema"]).output
    let object = try JSONSerialization.jsonObject(with: Data(schema.utf8))
    #expect((object as? [String: Any])?["$schema"] != nil)
  }

  @Test func killedInTheMiddleOfAnIntakeNothingIsLostOrTwice() throws {
    let total = 20_000
    let lines = (0..<total).map {
      Desk.line(
        "An explosion was heard in Sochi.", source: "Source \($0)",
        at: "2026-11-\(10 + $0 % 12)T09:00:00Z")
    }
    try desk.write(lines.joined(), to: "feed.jsonl")

    let process = try start(
      [program, "ingest", "--store", desk.store, desk.path("feed.jsonl")],
      descriptors: [("/dev/null", O_RDONLY), ("/dev/null", O_WRONLY), ("/dev/null", O_WRONLY)])
    // As soon as something has been stored, and long before all has.
    while try desk.watchfloor("regions").output.isEmpty {}
    kill(process, SIGKILL)
    waitpid(process, nil, 0)

    let check = try run([desk.store, "PRAGMA integrity_check"], of: "/usr/bin/sqlite3")
    #expect(check.output == "ok\n")
    let again = try desk.watchfloor("ingest", desk.path("feed.jsonl"))
    #expect(again.code == 0, "\(again.errors)")
    #expect(try desk.watchfloor("info").output.contains("report: \(total)\n"))
    #expect(try desk.watchfloor("ingest", desk.path("feed.jsonl")).errors.contains("took in 0"))
  }

  @Test func theDemoShowsEveryStatus() throws {
    let demo = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/watchfloor/Demo")
    let start = Date()
    let lines = try String(contentsOf: demo.appending(path: "before.jsonl"), encoding: .utf8)
      .replacing(#/@-(\d\d):(\d\d)/#) { match in
        let minutes = (Double(match.1) ?? 0) * 60 + (Double(match.2) ?? 0)
        return start.addingTimeInterval(-minutes * 60).formatted(.iso8601)
      }
    try desk.write(lines, to: "before.jsonl")
    #expect(try desk.watchfloor("ingest", desk.path("before.jsonl")).code == 0)
    #expect(
      try desk.watchfloor(
        "ingest", "--published", "5h", demo.appending(path: "article.txt").path
      ).code == 0)
    let rows = try objects(desk.watchfloor("list", "--json").output)
    func words(_ axis: String) -> Set<String> {
      Set(rows.compactMap { ($0[axis] as? [String: Any])?["status"] as? String })
    }
    #expect(
      words("verification") == [
        "reported", "corroborated", "verified", "contested", "refuted", "retracted",
        "party-claim", "rumour",
      ])
    #expect(
      words("official") == [
        "confirmed", "denied", "mixed", "non-committal", "silent", "not-monitored", "withdrawn",
        "no-authority-set",
      ])

    // What trickles in: another origin, and the end of a silence.
    let trickle = try String(contentsOf: demo.appending(path: "during.jsonl"), encoding: .utf8)
      .split(separator: "\n").map { $0.drop { $0 != "{" } }.joined(separator: "\n")
      .replacing("@now", with: start.formatted(.iso8601))
    try desk.write(trickle, to: "during.jsonl")
    #expect(try desk.watchfloor("ingest", desk.path("during.jsonl")).code == 0)
    let later = try objects(desk.watchfloor("list", "--json").output)
    #expect(later.count == rows.count + 2)
    let krasnodar = try #require(later.first { $0["region"] as? String == "RU-KDA" })
    #expect((krasnodar["origins"] as? [String: Any])?["min"] as? Int == 3)
    #expect((krasnodar["official"] as? [String: Any])?["status"] as? String == "confirmed")
  }

  @Test func aReaderThatGoesAwayIsNoError() throws {
    try desk.watchfloor("ingest", "-")
    let result = try run(
      ["-c", "'\(program)' list --store '\(desk.store)' | head -n 0; echo done"], of: "/bin/sh")
    #expect(result.output == "done\n" && result.errors.isEmpty)
  }
}
