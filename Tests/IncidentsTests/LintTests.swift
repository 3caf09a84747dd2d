import Foundation
import Incidents
import Testing

struct LintTests {
  static func toll(_ words: String, text: String) -> Case {
    var one = Case().report("wire", .a, text: text)
    one.dossier.claims.append(
      Claim(
        id: "casualties:1", kind: .casualties, text: "casualties",
        number: ReadNumber(unit: "dead", low: 0, best: 0, high: 0, words: words)))
    one.dossier.assertions.append(Assertion(claim: "casualties:1", report: "report 1"))
    return one
  }

  static func place(_ precision: GeoPrecision, latitude: Double?) -> Case {
    var one = Case().report("wire", .a)
    one.dossier.incident.place = ReadPlace(
      text: "the south", precision: precision, latitude: latitude, longitude: latitude)
    return one
  }

  static func verified(provisional: Bool) -> Case {
    var one = GoldenCases.wireAndPartner.evidence(.supports)
    one.dossier.incident.provisional = provisional
    return one
  }

  static func image(at hour: Double, _ bearing: Bearing = .supports, event: Double? = nil) -> Case {
    var one = Case().report("wire", .a).evidence(bearing)
    one.dossier.evidence[0].evidence.acquiredAt = at(hour)
    one.dossier.incident.occurredAt = event.map(at)
    return one
  }

  static func view(_ confidence: Confidence, expiresAt hour: Double = 40) -> Case {
    Case().report("wire", .a).acting(
      .assess(
        incident: "RU-KDA-000000",
        assessment: Assessment(opinion: "sure", confidence: confidence, expiresAt: at(hour))))
  }

  static let table: [(name: String, case: Case, lints: [String])] = [
    ("nothing wrong", GoldenCases.wireAndPartner.evidence(.supports), []),
    (
      "sure of a single origin", view(.high),
      ["L1 ana is highly confident of what has only 1 origin"]
    ),
    ("not so sure of it", view(.moderate), []),
    ("was sure of it", view(.high, expiresAt: 13), []),
    (
      "a region as a point", place(.largerRegion, latitude: 45),
      ["L2 “the south” is a larger region, and yet it is given as a point"]
    ),
    ("a town as a point", place(.namedTown, latitude: 45), []),
    ("a region without a point", place(.largerRegion, latitude: nil), []),
    (
      "verified, without a date", verified(provisional: true),
      ["L3 “a blast” is verified, and yet no report says when it came out"]
    ),
    ("verified, with one", verified(provisional: false), []),
    (
      "a toll of 0 that nobody states",
      toll("no casualties", text: "Nothing is known of casualties."),
      ["L4 “casualties”: no report says none; unknown is not 0"]
    ),
    (
      "a toll of 0 without words", toll("", text: "Nobody was hurt."),
      ["L4 “casualties”: no report says none; unknown is not 0"]
    ),
    (
      "a toll of 0 that a report states", toll("no casualties", text: "No casualties, police say."),
      []
    ),
    (
      "an image from before the event", image(at: 8, event: 9.5),
      ["L5 evidence of imaging for it was acquired 1 h 30 min before the event"]
    ),
    (
      "an image from before the first report, of an event at no known time", image(at: 9.75),
      ["L5 evidence of imaging for it was acquired 15 min before the first report"]
    ),
    ("an image between the event and the first report", image(at: 9.75, event: 9.5), []),
    ("an old image, marked as inconclusive", image(at: 8, .inconclusive, event: 9.5), []),
  ]

  @Test("Each lint finds its case, and leaves the one beside it alone", arguments: table.indices)
  func lint(index: Int) {
    let row = Self.table[index]
    let found = row.case.dossier.lints(at: at(20)).map { "\($0.id) \($0.sentence)" }
    #expect(found == row.lints, "\(row.name)")
  }

  @Test func aLintNamesWhatItIsAbout() throws {
    let toll = try #require(Self.toll("", text: "").dossier.lints(at: at(20)).first)
    #expect(toll.claim == "casualties:1")
    let image = try #require(Self.image(at: 8).dossier.lints(at: at(20)).first)
    #expect(image.claim == "occurrence" && image.report == "evidence")
  }
}
