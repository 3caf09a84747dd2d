import Foundation
import TestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(5)))
struct ActTests {
  let anna = Person()

  private let wire = (source: "Wire", text: "An explosion was heard in Sochi.", age: 90.0)
  private let post = (source: "Post", text: "A blast shook the port of Sochi.", age: 80.0)
  private let fire = (source: "Wire", text: "A fire broke out in Hamburg.", age: 60.0)

  @Test func aGradeLiftsAStatusAndItsUndoTakesItBack() throws {
    let id = try #require(try anna.take(wire, post).first)
    #expect(try anna.status() == "reported")
    let said = try anna.act("source", "rate", "wire", "b", "--because", "their man was there")
    #expect(said.contains("rated Wire B; undo with: watchfloor undo"), "\(said)")
    #expect(said.contains("verification: reported → corroborated (V5)"), "\(said)")
    #expect(try anna.status() == "corroborated")

    let why = try #require(try anna.read("why", id).first)
    let claim = try #require((why["claims"] as? [[String: Any]])?.first)
    #expect((claim["verification"] as? [String: Any])?["rule"] as? String == "V5")
    let source = try #require(
      try anna.read("source", "list").first { $0["name"] as? String == "Wire" })
    #expect(source["reliability"] as? String == "B")
    #expect(source["reliabilityBasis"] as? String == "their man was there")

    #expect(try anna.act("undo").contains("undid: "))
    #expect(try anna.status() == "reported")
    let log = try anna.read("log")
    #expect(log.map { $0["isUndone"] as? Bool } == [false, true])
    #expect(log.last?["because"] as? String == "their man was there")
  }

  @Test(
    "What makes no sense is said, with what would",
    arguments: [
      ("source rate Wire Q", "'Q' is no grade", "use one of: A, B"),
      ("source rate Wyre B", "no source 'Wyre'", "source list"),
      ("ack RU-KDA-000000", "no incident 'RU-KDA-000000'", "watchfloor list"),
      ("snooze ID yesterday", "'yesterday' is no time to come", "90m"),
      ("statement add ID Police perhaps --kind police", "'perhaps' is no position", "confirmed"),
      ("statement add ID Police confirmed", "no authority 'Police'", "--kind"),
      ("statement add ID Police aware --kind police --at 2100-01-01", "still to come", "90m"),
      ("evidence add ID photo --provider X --bearing supports", "'photo' is no", "document"),
      ("evidence add ID audio --provider X --bearing supports --place so", "'so' is no", "yes"),
      ("assess ID sure --claim cause", "'cause' is no claim", "occurrence"),
      ("link confirm ID Post Wire", "'Post' is no report", "Wire"),
      ("incident unmerge ID", "not merged", "--lifecycle merged"),
      ("undo 123456", "no act '123456'", "watchfloor log"),
      ("authority add X --kind club --region RU", "'club' is no kind", "police"),
      ("list --as-of 2100-01-01", "still to come", "90m"),
    ])
  func refused(words: String, problem: String, hint: String) throws {
    let id = try #require(try anna.take(wire).first)
    let result = try anna.type(words.split(separator: " ").map { $0 == "ID" ? id : String($0) })
    #expect(result.code == 1)
    #expect(result.errors.contains(problem), "\(result.errors)")
    let hints = result.errors.components(separatedBy: "hint: ")
    #expect(hints.count == 2 && hints[1].contains(hint), "\(result.errors)")
  }

  @Test(
    "A line that cannot be meant is bad usage",
    arguments: [
      ("unverifiable ID", "--because"),
      ("link reject ID Wire", "--unnamed"),
      ("ack ID --as-of 1h", "--as-of shows the past"),
      ("changes --as-of 1h --mark-seen", "--as-of shows the past"),
      ("authority add X --kind police --region RU --every 1h", "--channel"),
      ("log --limit 0", "--limit"), ("list --limit 0", "--limit"),
      ("changes --limit 5 --mark-seen", "--mark-seen would mark"),
    ])
  func badUsage(words: String, sentence: String) throws {
    let id = try #require(try anna.take(wire).first)
    let result = try anna.type(words.split(separator: " ").map { $0 == "ID" ? id : String($0) })
    #expect(result.code == 64)
    #expect(result.errors.contains(sentence), "\(result.errors)")
  }

  @Test(
    "What a person put away comes back when it changes", arguments: [["ack"], ["snooze", "2h"]])
  func attention(act: [String]) throws {
    let id = try #require(try anna.take(wire).first)
    let arguments = [act[0], id] + act.dropFirst()
    #expect(try anna.type(arguments).code == 0)
    let place = act[0] == "ack" ? "acknowledged" : "snoozed"
    #expect(try anna.read("list", "--attention", "due").isEmpty)
    #expect(try anna.read("list", "--attention", place).count == 1)
    #expect(try anna.read("list").count == 1)

    try anna.take(post)
    #expect(try anna.read("list", "--attention", "due").count == 1)
    #expect(try anna.read("list", "--attention", place).isEmpty)
  }

  @Test func aNoteIsSeenByWhoeverAsksForIt() throws {
    let id = try #require(try anna.take(wire).first)
    _ = try anna.act("note", id, "call the port")
    let desk = try #require(try anna.read("show", id).first?["desk"] as? [String: Any])
    #expect(desk["note"] as? String == "call the port")
  }

  @Test func silenceIsClaimedOnlyWhereSomebodyListened() throws {
    let id = try #require(try anna.take(wire).first)
    #expect(try anna.status("official") == "no-authority-set")
    _ = try anna.act(
      "authority", "add", "Port police", "--kind", "police", "--region", "Krasnodar", "--channel",
      "https://police.example/feed", "--every", "1h")
    let authorities = try anna.read("authority", "list", "--region", "RU-KDA")
    #expect(authorities.map { $0["id"] as? String } == ["RU-KDA/port-police"])

    _ = try anna.act("authority", "expect", id, "Port police", "--within", "1h")
    #expect(try anna.status("official") == "not-monitored")
    #expect(try anna.read("feeds").first?["status"] as? String == "down")
    _ = try anna.act("channel", "heard", "https://police.example/feed")
    #expect(try anna.read("feeds").first?["status"] as? String == "ok")
    #expect(try anna.status("official") == "silent")
    let time = utc(Date(timeIntervalSinceNow: -2 * 3600))
    _ = try anna.act("statement", "asked", id, "Port police", "--at", time)
    let silent = try #require(try anna.read("list").first?["official"] as? [String: Any])
    #expect(silent["overdue"] as? Int == 1)

    _ = try anna.act(
      "statement", "add", id, "Port police", "denied_event", "--quote", "Nothing blew up.")
    #expect(try anna.status("official") == "denied")
    let shown = try #require(try anna.read("show", id).first)
    let statement = try #require((shown["statements"] as? [[String: Any]])?.first)
    #expect(statement["quote"] as? String == "Nothing blew up.")
    let authority = try #require((shown["authorities"] as? [[String: Any]])?.first)
    let positions = try #require(authority["positions"] as? [[String: Any]])
    #expect(positions.first?["position"] as? String == "denied_event")
    _ = try anna.act("undo")
    #expect(try anna.status("official") == "silent")
    _ = try anna.act("authority", "excuse", id, "Port police")
    #expect(try anna.status("official") == "no-authority-set")
  }

  @Test func anAuthorityOfAnotherRegionIsNotMeantByItsName() throws {
    let id = try #require(try anna.take(wire).first)
    _ = try anna.act(
      "authority", "add", "Port police", "--kind", "police", "--region", "Hamburg")
    let result = try anna.type("authority", "expect", id, "Port police")
    #expect(result.code == 1 && result.errors.contains("DE-HH/port-police"), "\(result.errors)")
    _ = try anna.act("authority", "expect", id, "DE-HH/port-police")
    #expect(try anna.status("official") == "not-monitored")
  }

  @Test func evidenceCountsOnlyWhenItIsChecked() throws {
    let id = try #require(try anna.take(wire).first)
    func add(_ checks: String...) throws {
      let words = ["evidence", "add", id, "satellite_optical", "--bearing", "supports"]
      #expect(try anna.type(words + ["--provider", "Planet"] + checks).code == 0)
    }
    try add("--integrity", "yes", "--place", "yes")
    #expect(try anna.status() == "reported")
    try add("--integrity", "yes", "--place", "yes", "--time", "yes")
    #expect(try anna.status() == "corroborated")
  }

  @Test func aViewStandsBesideTheStatus() throws {
    let id = try #require(try anna.take(wire).first)
    _ = try anna.act(
      "assess", id, "It was thunder.", "--confidence", "low", "--likelihood", "unlikely")
    _ = try anna.act("unverifiable", id, "--because", "nobody can go there")
    let shown = try #require(try anna.read("show", id).first)
    let view = try #require((shown["assessments"] as? [[String: Any]])?.first)
    let assessment = try #require(view["assessment"] as? [String: Any])
    #expect(assessment["opinion"] as? String == "It was thunder.")
    #expect(assessment["likelihood"] as? String == "unlikely")
    let claim = try #require((shown["claims"] as? [[String: Any]])?.first)
    let reasons = try #require(claim["unverifiable"] as? [[String: Any]])
    #expect(reasons.map { $0["because"] as? String } == ["nobody can go there"])
    #expect(try anna.status() == "reported")
  }

  @Test func aMergeIsUndoneByTheIncidentsId() throws {
    let ids = try anna.take(wire, fire)
    let (hamburg, sochi) = (ids[0], ids[1])
    _ = try anna.act("incident", "merge", hamburg, sochi)
    #expect(try anna.read("list").map { $0["id"] as? String } == [sochi])
    #expect(try anna.read("list", "--lifecycle", "merged").map { $0["id"] as? String } == [hamburg])
    #expect(try anna.read("show", hamburg).first?["mergedInto"] as? String == sochi)
    _ = try anna.act("incident", "unmerge", hamburg)
    #expect(try anna.read("list").map { $0["id"] as? String } == ids)
  }

  @Test func reportsAreSplitOffAndMovedBack() throws {
    let id = try #require(try anna.take(wire, post).first)
    _ = try anna.act("incident", "split", id, "Post")
    let list = try anna.read("list")
    #expect(list.count == 2 && list.allSatisfy { $0["reports"] as? Int == 1 })
    let other = try #require(list.compactMap { $0["id"] as? String }.first { $0 != id })
    _ = try anna.act("report", "move", "Post", "--from", other, "--to", id)
    let shown = try #require(try anna.read("show", id).first)
    #expect(shown["reports"] as? [[String: Any]] != nil)
    #expect((shown["reports"] as? [[String: Any]])?.count == 2)
  }

  @Test func anIncidentIsClosedAndReopened() throws {
    let id = try #require(try anna.take(wire).first)
    for (word, lifecycle) in [("close", "closed"), ("reopen", "open"), ("monitor", "monitoring")] {
      _ = try anna.act("incident", word, id)
      #expect(try anna.read("list", "--lifecycle", lifecycle).count == 1)
    }
  }

  @Test func aLinkIsWhatAPersonSaysOfIt() throws {
    let text = "An explosion was heard in Sochi, according to the outlet Life."
    let id = try #require(try anna.take(("Wire", text, 60)).first)
    func state() throws -> String? {
      let shown = try #require(try anna.read("show", id).first)
      let report = try #require((shown["reports"] as? [[String: Any]])?.first)
      return (report["citations"] as? [[String: Any]])?.first?["state"] as? String
    }
    #expect(try state() == "suggested")
    _ = try anna.act("link", "confirm", id, "Wire", "Life")
    #expect(try state() == "confirmed")
    _ = try anna.act("link", "reject", id, "Wire", "Life")
    #expect(try state() == "rejected")
  }

  @Test func whatWasSeenIsNoNewsAnyMore() throws {
    try anna.take(wire)
    let all = try anna.read("changes")
    #expect(!all.isEmpty && all.allSatisfy { $0["v"] as? Int == 1 && $0["new"] is String })
    #expect(try anna.read("changes", "--since", "last").count == all.count)
    _ = try anna.act("changes", "--mark-seen")
    #expect(try anna.read("changes", "--since", "last").isEmpty)
    try anna.take(post)
    let news = try anna.read("changes", "--since", "last", "--material")
    #expect(news.contains { $0["field"] as? String == "origins" })
    #expect(news.allSatisfy { $0["material"] as? Bool == true })
    #expect(try anna.read("changes", "--region", "Hamburg").isEmpty)
  }

  @Test func thePastIsAsItWasKnownThen() async throws {
    let id = try #require(try anna.take(wire).first)
    let then = utc(Date())
    try anna.take(post, fire)
    _ = try anna.act("source", "rate", "Wire", "B")
    let past = try #require(try anna.read("list", "--as-of", then).first)
    #expect(try anna.read("list", "--as-of", then).count == 1)
    #expect(past["reports"] as? Int == 1)
    #expect((past["verification"] as? [String: Any])?["status"] as? String == "reported")
    for command in [["show", id], ["why", id], ["regions"], ["changes"], ["feeds"], ["info"]] {
      #expect(try anna.type(command + ["--as-of", then]).code == 0, "\(command)")
    }
    #expect(try anna.read("log", "--as-of", then).isEmpty)
    #expect(try anna.read("list").count == 2)

    let terminal = try Terminal(
      environment: ["XDG_CONFIG_HOME": anna.desk.directory.path],
      "\(program) --store \(anna.desk.store) --as-of \(then)")
    try await terminal.wait(for: "the incidents of then") {
      $0.contains("AS OF") && $0.contains("Sochi") && !$0.contains("Hamburg")
    }
  }

  @Test func twoDesksSayTheSameWhicheverIsMergedIntoTheOther() throws {
    let ben = Person()
    try anna.take(wire, fire)
    _ = try anna.act("source", "rate", "Wire", "B", "--because", "she knows them")
    try ben.take(wire, post)
    _ = try ben.act("source", "rate", "Wire", "D", "--because", "he does not")
    _ = try anna.act("store", "merge", ben.desk.store)
    let said = try ben.act("store", "merge", anna.desk.store)
    #expect(said.contains("took in"), "\(said)")

    let (ours, theirs) = (try anna.type("list", "--json"), try ben.type("list", "--json"))
    #expect(ours.output == theirs.output)
    #expect(try objects(ours.output).count == 2)
    let grades = try [anna, ben].map { person in
      try person.read("source", "list").first { $0["name"] as? String == "Wire" }?["reliability"]
        as? String
    }
    #expect(grades == ["D", "D"], "the later act counts")
    let again = try anna.act("store", "merge", ben.desk.store)
    #expect(again.contains("took in 0 entries"), "\(again)")
  }
}
