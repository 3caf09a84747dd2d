import Incidents
import Testing

/// The numbers in the rules are the desk's.
struct PolicyTests {
  static let table: [(name: String, case: Case, policy: Policy, status: VerificationStatus)] = [
    (
      "two D channels, when D is good enough",
      Case().many(2) { $0.report("channel \($1)", .d) }, Policy(goodGrade: .d), .corroborated
    ),
    (
      "a wire and a partner, when three must agree", GoldenCases.wireAndPartner,
      Policy(corroboratingOrigins: 3), .reported
    ),
    (
      "one good denial, when one refutes",
      Case().report("channel", .d).report("monitor", .b, .denies), Policy(refutingOrigins: 1),
      .refuted
    ),
    (
      "two providers, when three must agree",
      Case().evidence(.supports, from: "one").evidence(.supports, from: "two"),
      Policy(verifyingProviders: 3), .reported
    ),
    (
      "two texts half alike, when copies must be exact",
      Case().report("one", .b, text: OriginRules.wording)
        .report("two", .b, text: OriginRules.wording + " Власти региона не комментируют."),
      Policy(textLikeness: 1), .corroborated
    ),
  ]

  @Test("A threshold of the policy moves a status", arguments: table.indices)
  func threshold(index: Int) {
    var row = Self.table[index]
    #expect(row.case.status != row.status, "\(row.name), under the standard policy")
    row.case.dossier.policy = row.policy
    #expect(row.case.status == row.status, "\(row.name)")
  }

  @Test func theWordsFollowThePolicy() {
    #expect(
      Rule.words(of: "V5") == "two origins, one of them A–C; or one origin and checked evidence")
    let strict = Policy(
      goodGrade: .a, corroboratingOrigins: 3, refutingOrigins: 1, verifyingProviders: 4,
      textLikeness: 0.8)
    #expect(
      Rule.words(of: "V5", under: strict)
        == "three origins, one of them A; or one origin and checked evidence")
    #expect(
      Rule.words(of: "V2", under: strict)
        == "checked evidence or one good origin against it, and nothing good for it")
    #expect(Rule.words(of: "V4", under: strict)?.hasSuffix("evidence from four providers") == true)
    #expect(Rule.words(of: "I3", under: strict)?.contains("80 % alike") == true)
  }

  @Test func everyRuleSaysItselfInWords() {
    let ids =
      (1...9).map { "I\($0)" } + (1...8).map { "V\($0)" } + (1...9).map { "O\($0)" }
      + (1...8).map { "T\($0)" } + (1...5).map { "L\($0)" }
    #expect(Rule.table().map(\.id) == ids)
    #expect(Rule.table().allSatisfy { !$0.words.isEmpty })
    #expect(Rule.words(of: "X1") == nil)
  }
}
