import Foundation
import Incidents
import Testing

struct CounterfactualTests {
  static func found(_ one: Case) -> [String] {
    one.dossier.counterfactuals(of: "occurrence").map {
      "\($0.change) → \($0.status.rawValue) (\($0.rule))"
    }
  }

  @Test func aSuggestedLinkMayBeRejected() {
    let linked = Case().report("wire", .a).report("partner", .c, cites: ("wire", .suggested))
    #expect(Self.found(linked).contains("reject the link to wire → corroborated (V5)"))
    #expect(!Self.found(linked).contains { $0.hasPrefix("confirm") }, "it would stay reported")
  }

  @Test func aSuggestedLinkMayBeConfirmed() {
    let linked = Case().report("channel", .f, cites: ("wire", .suggested)).graded("wire", .a)
      .report("partner", .d)
    #expect(Self.found(linked).contains("confirm the link to wire → corroborated (V5)"))
  }

  @Test func twoCopiesMayBeToldApart() {
    let copied = Case().report("wire", .a, text: OriginRules.wording)
      .report("partner", .c, at: 11, text: OriginRules.wording)
    #expect(Self.found(copied).contains("partner and wire told apart → corroborated (V5)"))
  }

  @Test func oneGoodDenialContestsWhatIsCorroborated() {
    #expect(
      Self.found(GoldenCases.wireAndPartner) == [
        "one piece of checked evidence that supports it → verified (V4)",
        "one piece of checked evidence against it → contested (V3)",
        "one independent origin graded A–C that denies it → contested (V3)",
      ])
  }

  @Test func theGradeThatIsMissingIsThePolicys() {
    var channels = Case().many(2) { $0.report("channel \($1)", .f) }
    channels.dossier.policy.goodGrade = .b
    #expect(Self.found(channels).contains("rate channel 1 A–B → corroborated (V5)"))
  }

  @Test func ofManySourcesThoseThatMostReportsRestOnAreTried() {
    let many = Case().many(30) { $0.report("channel \($1)", .f) }
      .many(3) { $0.report("outlet \($1)", .b, cites: ("SHOT", .confirmed)) }
    let rated = Self.found(many).filter { $0.hasPrefix("rate") }
    #expect(rated.count == 5)
    #expect(rated.first == "rate SHOT A–C → corroborated (V5)")
  }

  @Test func everyClaimHasItsOwn() {
    var one = GoldenCases.wireAndPartner
    one.dossier.claims.append(Claim(id: "cause:1", kind: .cause, text: "a drone"))
    one.dossier.assertions.append(Assertion(claim: "cause:1", report: "report 1"))
    let all = one.dossier.counterfactuals()
    #expect(all.keys.sorted() == ["cause:1", "occurrence"])
    #expect(all["cause:1"] == one.dossier.counterfactuals(of: "cause:1"))
    #expect(all["cause:1"]?.first?.status == .corroborated)
  }

  static let hourly = [
    Channel(url: "https://example.org", expectedInterval: 3600, lastOkAt: at(19))
  ]

  static let official: [(name: String, case: Officialdom, found: [String])] = [
    (
      "nobody listens", Officialdom().expects("mayor"),
      ["a channel set and heard → silent O3, row silent"]
    ),
    (
      "somebody might listen",
      Officialdom().expects(
        "mayor", channels: [Channel(url: "https://example.org", expectedInterval: 60)]),
      ["heard on one channel → silent O3, row silent"]
    ),
    (
      "silent", Officialdom().expects("mayor", channels: hourly),
      ["asked and unanswered for 24 h → silent O4 overdue"]
    ),
    (
      "silent and asked", Officialdom().expects("mayor", channels: hourly, askedAt: at(9.5)),
      ["unanswered for 14 h → silent O4 overdue"]
    ),
    (
      "only officials without a name",
      Officialdom().expects("mayor", channels: hourly, askedAt: at(-20))
        .says("mayor", .confirmed, at: 12, .anonymousOfficial),
      ["what its officials say without a name, said on record → confirmed O2, row confirmed"]
    ),
    ("it spoke", Officialdom().expects("mayor").says("mayor", .confirmed, at: 12), []),
    ("a third party", Officialdom().expects("neighbour", .thirdParty), []),
  ]

  @Test(
    "What would change where an authority stands is found by the rules", arguments: official.indices
  )
  func authority(index: Int) {
    let row = Self.official[index]
    let found = row.case.dossier.officialCounterfactuals(at: at(19.5)).map {
      "\($0.change) → \($0.status.rawValue) \($0.rule)\($0.isOverdue ? " overdue" : "")"
        + ($0.row.map { ", row \($0.rawValue)" } ?? "")
    }
    #expect(found == row.found, "\(row.name)")
  }
}
