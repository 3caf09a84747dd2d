import Foundation
import TestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(5)))
struct ConfigurationTests {
  let anna = Person()

  private func info() throws -> [String: Any] { try #require(try anna.read("info").first) }

  @Test(
    "What cannot be meant is said with its line, its key and what is allowed",
    arguments: [
      ("[rules]\ngood_grad = \"B\"", "line 2: there is no 'good_grad' in [rules]", "'good_grade'?"),
      ("[ruls]", "line 1: there is no 'ruls'", "'rules'?"),
      ("[desk]\ncolour = \"red\"", "line 2: there is no 'colour' in [desk]", "name, desk"),
      ("plain = 1", "line 1: 'plain' cannot be 1", "true or false"),
      ("[rules]\ngood_grade = \"F\"", "line 2: 'good_grade' in [rules] cannot be \"F\"", "\"D\""),
      ("\n[rules]\ncorroborating_origins = 1", "line 3: 'corroborating_origins'", "from 2 on"),
      ("[rules]\ntext_likeness = 7", "line 2: 'text_likeness' in [rules] cannot be 7", "up to 1"),
      ("[rules]\ndeadline_hours = \"6h\"", "line 2: 'deadline_hours'", "a number of hours"),
      (
        "[[expect]]\nauthority = \"A\"\nkind = \"police\"\n[[expect]]\nkind = \"police\"",
        "line 4: [[expect]] lacks 'authority'", "authority ="
      ),
      (
        "[[expect]]\nauthority = \"A\"\nkind = \"club\"", "line 3: 'kind' in [[expect]]",
        "armed_group"
      ),
      (
        "[[expect]]\nauthority = \"A\"\nkind = \"police\"\nseat = \"town\"",
        "line 4: 'seat' in [[expect]] cannot be \"town\"", "region, country"
      ),
      (
        "[[expect]]\nauthority = \"A\"\nkind = \"police\"\nregions = [\"Atlantis\"]",
        "line 4: 'regions' in [[expect]]", "RU-KDA"
      ),
      (
        "[[expect]]\nauthority = \"A\"\nkind = \"police\"\nkinds = [\"blast\"]",
        "line 4: 'kinds' in [[expect]]", "explosion"
      ),
      ("[[feed]]\nevery = \"5m\"", "line 1: [[feed]] lacks 'url'", "https://"),
      (
        "[[feed]]\nurl = \"ftp://a.example/\"", "line 2: 'url' in [[feed]] cannot be",
        "of http or https"
      ),
      (
        "[[feed]]\nurl = \"https://anna:secret@a.example/\"", "line 2: 'url' in [[feed]]",
        "without a password"
      ),
      (
        "[[feed]]\nurl = \"https://a.example/\"\n[[feed]]\nurl = \"https://a.example/\"",
        "line 4: 'url' in [[feed]]", "each once"
      ),
      (
        "[[feed]]\nurl = \"https://a.example/\"\nevery = \"5 seconds\"",
        "line 3: 'every' in [[feed]] cannot be \"5 seconds\"", "\"1m\""
      ),
      ("[[feed]]\nurl = \"https://a.example/\"\nevery = \"0.5m\"", "line 3: 'every'", "\"1m\""),
      ("[[feed]]\nurl = \"https://a.example/\"\nformat = \"pdf\"", "line 3: 'format'", "jsonl"),
      (
        "[[feed]]\nurl = \"https://a.example/\"\ntimeout_seconds = 0", "line 3: 'timeout_seconds'",
        "from 1 on"
      ),
      ("[[feed]]\nurl = \"https://a.example/\"\nmax_bytes = -1", "line 3: 'max_bytes'", "from 1"),
      (
        "[[feed]]\nurl = \"https://a.example/\"\nallow_private = \"no\"",
        "line 3: 'allow_private'", "true or false"
      ),
      (
        "[[feed]]\nurl = \"https://a.example/\"\nauthority = \"Governor\"\nkind = \"government\"",
        "line 1: [[feed]] lacks 'region'", "RU-KDA"
      ),
      (
        "[[feed]]\nurl = \"https://a.example/\"\nregion = \"Atlantis\"",
        "line 3: 'region' in [[feed]]", "RU-KDA"
      ),
      (
        "[[feed]]\nurl = \"https://a.example/\"\nallow_privat = true", "line 3: there is no",
        "allow_private"
      ),
      ("rules = 3", "line 1: 'rules' cannot be 3", "[rules]"),
      ("[rules", "line 1:", "config example"),
    ])
  func wrong(toml: String, reason: String, hint: String) throws {
    try anna.configure(toml)
    for command in [["list"], ["ingest", "-"], []] {
      let result = try anna.type(command)
      #expect(result.code == 1)
      #expect(result.errors.contains("watchfloor/config.toml'"), "\(result.errors)")
      #expect(result.errors.contains("reason: \(reason)"), "\(result.errors)")
      let hints = result.errors.components(separatedBy: "hint: ")
      #expect(hints.count == 2 && hints[1].contains(hint), "\(result.errors)")
    }
  }

  @Test func theExampleIsOneThatCounts() throws {
    let example = try anna.type("config", "example").output
    try anna.configure(example)
    let id = try #require(
      try anna.take(("Wire", "An explosion was heard in Sochi.", 60)).first)
    let authorities = try #require(
      try anna.read("show", id).first?["authorities"] as? [[String: Any]])
    #expect(
      Set(authorities.compactMap { $0["id"] as? String }) == [
        "RU-KDA/regional-authorities", "RU/emergencies-ministry", "RU/defence-ministry",
      ])
    #expect(try anna.status("official") == "not-monitored")
    #expect(try info()["policyFrom"] as? String == "configuration")
  }

  @Test func rulesCountAsSoonAsSomethingIsRecordedAndAreSaidOnce() throws {
    let id = try #require(
      try anna.take(
        ("Wire", "An explosion was heard in Sochi.", 60),
        ("Post", "A blast shook the port of Sochi.", 50)
      ).first)
    _ = try anna.act("source", "rate", "Wire", "B")
    #expect(try anna.status() == "corroborated")
    #expect(try info()["policyFrom"] as? String == "program")

    try anna.configure("[rules]\ncorroborating_origins = 3\n")
    #expect(try anna.status() == "corroborated")
    #expect(try info()["policyFrom"] as? String == "store-for-now")
    #expect(try anna.act("ack", id).contains("the rules are now those of"))
    #expect(try anna.status() == "reported")
    #expect(try !anna.act("ack", id).contains("rules"))
    #expect(try info()["policyFrom"] as? String == "configuration")
    let change = try #require(
      try anna.read("changes").first { $0["field"] as? String == "verification" })
    #expect(change["old"] as? String == "corroborated")

    try anna.configure("[desk]\nname = \"anna\"\n")
    _ = try anna.act("ack", id)
    #expect(try anna.status() == "reported", "a file without rules leaves those of the store")
    #expect(try info()["policyFrom"] as? String == "store")
  }

  @Test func aPersonActsUnderTheNameOfTheConfiguration() throws {
    try anna.configure("[desk]\nname = \"anna\"\ndesk = \"night desk\"\n")
    let id = try #require(
      try anna.take(("Wire", "An explosion was heard in Sochi.", 60)).first)
    _ = try anna.act("ack", id)
    let act = try #require(try anna.read("log").first)
    #expect(act["author"] as? String == "anna" && act["desk"] as? String == "night desk")
  }
}
