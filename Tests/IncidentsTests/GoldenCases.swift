import Foundation
import Incidents
import Testing

/// What a desk knows in one case, in the words of a desk; ``dossier`` makes the rows of it.
struct Case {
  var dossier = Dossier(
    incident: Incident(
      id: "RU-KDA-000000", title: "Blast", region: "RU-KDA", kind: .explosion,
      firstReportedAt: at(10), lastActivityAt: at(10)),
    claims: [Claim(id: "occurrence", kind: .occurrence, text: "a blast")])

  /// `name`, graded `grade`, reports the event (or denies it, or takes it back).
  func report(
    _ name: String, _ grade: Reliability, _ stance: Stance = .asserts, at hour: Double = 10,
    family: String? = nil, party: Bool = false, againstInterest: Bool = false,
    controller: String? = nil, media: String? = nil, text: String? = nil, original: Bool? = nil,
    cites cited: (name: String?, link: LinkState)? = nil
  ) -> Self {
    var copy = self
    let report = Report.ID(rawValue: "report \(copy.dossier.reports.count + 1)")
    let source = Source.ID(named: name)
    copy.dossier.sources[source] = Source(
      id: source, name: name, family: family, controller: controller, reliability: grade)
    copy.dossier.reports.append(
      Report(
        id: report, source: source, publishedAt: at(hour), receivedAt: at(hour),
        text: text ?? "", addsOriginalReporting: original, mediaHash: media,
        signature: text.flatMap(TextSignature.init(of:))))
    copy.dossier.assertions.append(
      Assertion(
        claim: "occurrence", report: report, stance: stance, party: party,
        againstInterest: againstInterest))
    if let cited {
      let root = cited.name.map(Source.ID.init(named:))
      if let root, let name = cited.name, copy.dossier.sources[root] == nil {
        copy.dossier.sources[root] = Source(id: root, name: name)
      }
      copy.dossier.citations.append(
        Citation(report: report, depth: 0, source: root, state: cited.link))
    }
    return copy
  }

  /// The last report has its word from an official of `authority` who gives no name.
  func fromAnOfficial(of authority: String) -> Self {
    var copy = self
    copy.dossier.statements.append(
      Statement(
        authority: Authority.ID(rawValue: authority), report: copy.dossier.reports.last?.id ?? "",
        position: .confirmed, issuedAt: at(10), observedAt: at(10), attribution: .anonymousOfficial)
    )
    return copy
  }

  /// A person says that the `number`th report does not stand on `source`.
  func rejecting(_ source: String, behind number: Int, at hour: Double = 12) -> Self {
    acting(
      .link(
        incident: dossier.incident.id, report: Report.ID(rawValue: "report \(number)"),
        source: Source.ID(named: source), state: .rejected), at: hour)
  }

  func acting(_ deed: Deed, at hour: Double = 12) -> Self {
    var copy = self
    copy.dossier.acts.append(
      RecordedAct(
        id: Act.ID(rawValue: "act \(copy.dossier.acts.count + 1)"),
        act: Act(author: "ana", desk: "north", at: at(hour), deed: deed)))
    return copy
  }

  /// Evidence that has passed all three checks.
  func evidence(_ bearing: Bearing, from provider: String = "imaging") -> Self {
    var copy = self
    copy.dossier.evidence.append(
      Evidence(
        report: "evidence",
        evidence: ReadEvidence(
          kind: .satelliteOptical, provider: provider, bearing: bearing, integrityOk: true,
          placeOk: true, timeOk: true)))
    return copy
  }

  func many(_ count: Int, _ edit: (Self, Int) -> Self) -> Self {
    (1...count).reduce(self) { edit($0, $1) }
  }

  var status: VerificationStatus { verification.status }
  var verification: Verification { dossier.verification(of: "occurrence") }
  var origins: String { verification.origins.code }
}

/// `hour` o'clock on the day of the case, in UTC.
func at(_ hour: Double) -> Date {
  Date(timeIntervalSince1970: 1_795_305_600 + hour * 3600)
}

struct GoldenCases {
  static let wireAndPartner = Case().report("wire", .a).report("partner", .c)

  static let table: [(name: String, case: Case, origins: String, status: VerificationStatus)] = [
    (
      "40 outlets reprint one B wire",
      Case().report("wire", .b)
        .many(40) { $0.report("outlet \($1)", .b, cites: ("wire", .confirmed)) },
      "1B", .reported
    ),
    (
      "Two B outlets cite one F Telegram channel",
      Case().many(2) { $0.report("outlet \($1)", .b, cites: ("SHOT", .confirmed)) },
      "1F", .reported
    ),
    ("A wire and C local partner, each on site", wireAndPartner, "2A", .corroborated),
    ("… plus one checked satellite image", wireAndPartner.evidence(.supports), "2A", .verified),
    (
      "A party's ministry and its two state outlets, self-serving",
      Case().report("ministry", .d, family: "state", party: true)
        .many(2) { $0.report("state outlet \($1)", .d, family: "state", party: true) },
      "0", .partyClaim
    ),
    (
      "Corroborated event; a party denies without evidence",
      wireAndPartner.report("ministry", .b, .denies, party: true), "2A", .corroborated
    ),
    (
      "Corroborated event; a B monitor on site denies",
      wireAndPartner.report("monitor", .b, .denies), "2A", .contested
    ),
    (
      "Sole F origin retracts",
      Case().report("channel", .f).report("channel", .f, .retracts, at: 11), "0", .retracted
    ),
    (
      "A wire; C partner with a suggested link to it",
      Case().report("wire", .a).report("partner", .c, cites: ("wire", .suggested)),
      "1..2A", .reported
    ),
    (
      "D channel; checked image shows the building intact",
      Case().report("channel", .d).evidence(.contradicts), "1D", .refuted
    ),
    (
      "Three B outlets, “according to social media”",
      Case().many(3) { $0.report("outlet \($1)", .b, cites: (nil, .confirmed)) },
      "0..3", .rumour
    ),
    (
      "Military admits against interest, and a B NGO",
      Case().report("military", .d, party: true, againstInterest: true).report("NGO", .b),
      "2B", .corroborated
    ),
    ("One checked satellite image alone", Case().evidence(.supports), "0", .reported),
    (
      "Two F channels, no links between them",
      Case().many(2) { $0.report("channel \($1)", .f) }, "2F", .reported
    ),
    (
      "Reuters US and Reuters Asia",
      Case().report("Reuters US", .a, family: "Reuters").report(
        "Reuters Asia", .a, family: "Reuters"),
      "1A", .reported
    ),
    (
      "Same video on two C channels",
      Case().many(2) { $0.report("channel \($1)", .c, media: "5f3a") }, "1C", .reported
    ),
    (
      "F channel and a checked geolocated video",
      Case().report("channel", .f).evidence(.supports), "1F", .corroborated
    ),
  ]

  @Test("Each golden case has its origins and its status", arguments: table.indices)
  func goldenCase(index: Int) {
    let row = Self.table[index]
    #expect(row.case.origins == row.origins, "\(row.name)")
    #expect(row.case.status == row.status, "\(row.name)")
  }

  /// Beside the cases of the list: what decides between one rule and the next.
  static let edges: [(name: String, case: Case, status: VerificationStatus)] = [
    (
      "the sole channel retracts, a party still claims it",
      Case().report("channel", .f).report("channel", .f, .retracts, at: 11)
        .report("ministry", .b, party: true),
      .partyClaim
    ),
    (
      "the sole channel retracts, a checked image supports it",
      Case().report("channel", .f, .retracts).evidence(.supports), .reported
    ),
    (
      "a D channel; one good monitor denies",
      Case().report("channel", .d).report("monitor", .b, .denies),
      .reported
    ),
    (
      "a D channel; two good monitors deny",
      Case().report("channel", .d).many(2) { $0.report("monitor \($1)", .b, .denies) }, .refuted
    ),
    (
      "a D channel; two outlets of one house deny",
      Case().report("channel", .d)
        .many(2) { $0.report("outlet \($1)", .b, .denies, family: "house") },
      .reported
    ),
    (
      "a wire, and a checked image against it", Case().report("wire", .a).evidence(.contradicts),
      .contested
    ),
    (
      "checked images of two providers alone",
      Case().evidence(.supports, from: "one").evidence(.supports, from: "two"), .verified
    ),
    (
      "two checked images of one provider",
      Case().evidence(.supports, from: "Imaging").evidence(.supports, from: "imaging"), .reported
    ),
    (
      "a source's latest word counts",
      GoldenCases.wireAndPartner.report("partner", .c, .questions, at: 12), .reported
    ),
    ("nobody says anything", Case(), .rumour),
  ]

  @Test("Each rule ends where the next begins", arguments: edges.indices)
  func edge(index: Int) {
    let row = Self.edges[index]
    #expect(row.case.status == row.status, "\(row.name)")
  }

  @Test func evidenceThatIsNotCheckedMovesNothing() {
    for check in [\ReadEvidence.integrityOk, \.placeOk, \.timeOk] {
      for value in [false, nil] {
        var one = GoldenCases.wireAndPartner.evidence(.supports)
        one.dossier.evidence[0].evidence[keyPath: check] = value
        #expect(one.status == .corroborated)
      }
    }
  }

  @Test func aRejectedLinkNeverMerges() {
    let rejected = Case().report("wire", .a).report("partner", .c, cites: ("wire", .rejected))
    #expect(rejected.origins == "2A")
    #expect(rejected.status == .corroborated)
  }

  @Test func anOriginRatedECountsNothing() {
    #expect(Case().report("tabloid", .e).origins == "0")
    #expect(Case().report("tabloid", .e).status == .rumour)
  }

  @Test func whatMayHaveNoOriginHasNoGrade() {
    let heard = Case().report("outlet", .b, cites: (nil, .suggested))
    #expect(heard.origins == "0..1")
    #expect(heard.status == .rumour)
  }

  @Test func aNamelessOutletIsNoOrigin() {
    var nameless = Case().report("somebody", .f)
    nameless.dossier.reports[0].source = nil
    #expect(nameless.origins == "0..1")
    #expect(nameless.status == .rumour)
  }

  @Test func whatWouldChangeAStatusIsFoundByTheRules() {
    let found = Case().many(2) { $0.report("channel \($1)", .f) }.dossier
      .counterfactuals(of: "occurrence")
    #expect(
      found.map { "\($0.change) → \($0.status.rawValue) (\($0.rule))" } == [
        "one more independent origin graded A–C → corroborated (V5)",
        "rate channel 1 A–C → corroborated (V5)",
        "rate channel 2 A–C → corroborated (V5)",
        "one piece of checked evidence that supports it → corroborated (V5)",
        "one piece of checked evidence against it → refuted (V2)",
        "two independent origins graded A–C that deny it → refuted (V2)",
      ])
  }

  @Test func everyRuleOfTheTableSaysItselfInWords() {
    #expect(VerificationRule.table.map(\.id) == (1...8).map { "V\($0)" })
    #expect(Set(VerificationRule.table.map(\.status)) == Set(VerificationStatus.allCases))
    #expect(VerificationRule.table.allSatisfy { !$0.words.isEmpty })
    #expect(VerificationRule.named("V9") == nil)
  }
}
