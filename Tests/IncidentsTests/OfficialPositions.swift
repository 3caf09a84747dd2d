import Foundation
import Incidents
import Testing

/// What officialdom has said, in the words of a desk. t0 is 10:00, now is 19:30.
struct Officialdom {
  var dossier = Case().dossier

  func expects(
    _ name: String, _ role: ExpectationRole = .competent, channels: [Channel] = [],
    askedAt: Date? = nil
  ) -> Self {
    var copy = self
    let id = Authority.ID(rawValue: name)
    copy.dossier.authorities[id] = Authority(
      id: id, name: name, kind: .government, region: "RU-KDA", channels: channels)
    copy.dossier.expectations.append(
      Expectation(authority: id, role: role, askedAt: askedAt))
    return copy
  }

  func says(
    _ name: String, _ position: Position, at hour: Double,
    _ attribution: Attribution = .officialChannel, _ type: MessageType = .alert,
    of claim: ClaimKind = .occurrence, number: String? = nil, naming references: [String] = []
  ) -> Self {
    var copy = self
    let report = Report.ID(rawValue: "statement \(copy.dossier.statements.count)")
    copy.dossier.statements.append(
      Statement(
        authority: Authority.ID(rawValue: name), report: report, claim: claim, position: position,
        issuedAt: at(hour), observedAt: at(hour), attribution: attribution, messageType: type,
        identifier: number, references: references))
    return copy
  }

  func reportedSilent(_ name: String, at hour: Double) -> Self {
    var copy = self
    copy.dossier.silences.append(
      ReportedSilence(
        authority: Authority.ID(rawValue: name), report: "report 1", asOf: at(hour)))
    return copy
  }

  /// The counts and the word, as a list shows them at `hour`.
  func row(at hour: Double = 19.5) -> String {
    let standing = dossier.officialStanding(at: at(hour))
    let clock = standing.silentSince.map {
      " silent \(at(hour).timeIntervalSince($0) / 3600) h"
    }
    return
      "\(standing.status.rawValue) C\(standing.confirmed) D\(standing.denied) "
      + "N\(standing.nonCommittal) S\(standing.silent) M\(standing.notMonitored)\(clock ?? "")"
  }
}

/// A channel that usually speaks every hour and was last heard at `hour`.
private func heard(at hour: Double?) -> [Channel] {
  [Channel(url: "https://example.org", expectedInterval: 3600, lastOkAt: hour.map(at))]
}

struct OfficialPositions {
  static let table: [(name: String, case: Officialdom, row: String)] = [
    (
      "nobody is expected to speak", Officialdom(), "no-authority-set C0 D0 N0 S0 M0"
    ),
    (
      "no channel checked since t0",
      Officialdom().expects("governor", channels: heard(at: 9)), "not-monitored C0 D0 N0 S0 M1"
    ),
    (
      "no channel at all", Officialdom().expects("governor"), "not-monitored C0 D0 N0 S0 M1"
    ),
    (
      "heard just now, and said nothing",
      Officialdom().expects("governor", channels: heard(at: 19)),
      "silent C0 D0 N0 S1 M0 silent 9.5 h"
    ),
    (
      "heard once since t0, but not lately",
      Officialdom().expects("governor", channels: heard(at: 11)), "not-monitored C0 D0 N0 S0 M1"
    ),
    (
      "a source says that it was silent",
      Officialdom().expects("governor").reportedSilent("governor", at: 11),
      "silent C0 D0 N0 S1 M0 silent 9.5 h"
    ),
    (
      "“we are investigating”",
      Officialdom().expects("police").says("police", .investigating, at: 12),
      "non-committal C0 D0 N1 S0 M0"
    ),
    (
      "mayor confirms, ministry denies",
      Officialdom().expects("mayor").expects("ministry", .party)
        .says("mayor", .confirmed, at: 12).says("ministry", .deniedEvent, at: 13),
      "mixed C1 D1 N0 S0 M0"
    ),
    (
      "ministry cancels: silent since the cancel",
      Officialdom().expects("ministry").says("ministry", .confirmed, at: 12)
        .says("ministry", .confirmed, at: 15.5, .officialChannel, .cancel),
      "withdrawn C0 D0 N0 S0 M0 silent 4.0 h"
    ),
    (
      "an anonymous official has not spoken for the ministry",
      Officialdom().expects("ministry", channels: heard(at: 19))
        .says("ministry", .confirmed, at: 12, .anonymousOfficial),
      "silent C0 D0 N0 S1 M0 silent 9.5 h"
    ),
    (
      "an error message is ignored",
      Officialdom().expects("ministry").says("ministry", .confirmed, at: 12, .onRecord, .error),
      "not-monitored C0 D0 N0 S0 M1"
    ),
    (
      "the latest statement counts",
      Officialdom().expects("mayor").says("mayor", .aware, at: 12).says(
        "mayor", .confirmed, at: 14),
      "confirmed C1 D0 N0 S0 M0"
    ),
    (
      "a third party is not counted",
      Officialdom().expects("mayor").expects("neighbour", .thirdParty)
        .says("neighbour", .confirmed, at: 12),
      "not-monitored C0 D0 N0 S0 M1"
    ),
    (
      "only a third party is expected", Officialdom().expects("neighbour", .thirdParty),
      "no-authority-set C0 D0 N0 S0 M0"
    ),
    (
      "a party counts",
      Officialdom().expects("army", .party).says("army", .deniedEvent, at: 12),
      "denied C0 D1 N0 S0 M0"
    ),
    (
      "who denies responsibility denies no event",
      Officialdom().expects("army", .party)
        .says("army", .deniedResponsibility, at: 12, of: .attribution),
      "non-committal C0 D0 N1 S0 M0"
    ),
    (
      "… whatever claim it was written down for",
      Officialdom().expects("army", .party).says("army", .deniedResponsibility, at: 12),
      "non-committal C0 D0 N1 S0 M0"
    ),
    (
      "who admits responsibility confirms the event",
      Officialdom().expects("army", .party).says("army", .deniedEvent, at: 11)
        .says("army", .admittedResponsibility, at: 12, of: .attribution),
      "confirmed C1 D0 N0 S0 M0"
    ),
    (
      "who confirms a toll confirms the event",
      Officialdom().expects("mayor").says("mayor", .confirmed, at: 12, of: .casualties),
      "confirmed C1 D0 N0 S0 M0"
    ),
    (
      "who disputes a toll says nothing of the event",
      Officialdom().expects("mayor").says("mayor", .disputedDetails, at: 12, of: .casualties),
      "non-committal C0 D0 N1 S0 M0"
    ),
    (
      "its word on the event goes before its word on another claim",
      Officialdom().expects("mayor").says("mayor", .confirmed, at: 12)
        .says("mayor", .deniedResponsibility, at: 13, of: .attribution),
      "confirmed C1 D0 N0 S0 M0"
    ),
    (
      "an update replaces all before it",
      Officialdom().expects("mayor").says("mayor", .confirmed, at: 11)
        .says("mayor", .deniedEvent, at: 12, .onRecord, .update)
        .says("mayor", .deniedEvent, at: 13, .onRecord, .cancel),
      "withdrawn C0 D0 N0 S0 M0 silent 6.5 h"
    ),
    (
      "an update replaces what it names",
      Officialdom().expects("mayor").says("mayor", .confirmed, at: 11, number: "1")
        .says("mayor", .deniedEvent, at: 12, number: "2")
        .says("mayor", .aware, at: 13, .onRecord, .update, number: "3", naming: ["2"])
        .says("mayor", .aware, at: 14, .onRecord, .cancel, naming: ["3"]),
      "confirmed C1 D0 N0 S0 M0"
    ),
    (
      "a cancel takes back what it names",
      Officialdom().expects("mayor").says("mayor", .deniedEvent, at: 11, number: "1")
        .says("mayor", .confirmed, at: 12, number: "2")
        .says("mayor", .confirmed, at: 13, .onRecord, .cancel, naming: ["1"]),
      "confirmed C1 D0 N0 S0 M0"
    ),
    (
      "a cancel that names nothing takes back the latest",
      Officialdom().expects("mayor").says("mayor", .confirmed, at: 11)
        .says("mayor", .deniedEvent, at: 12).says("mayor", .aware, at: 13, .onRecord, .cancel),
      "confirmed C1 D0 N0 S0 M0"
    ),
    (
      "what is said after a cancel stands",
      Officialdom().expects("mayor").says("mayor", .confirmed, at: 11)
        .says("mayor", .aware, at: 12, .onRecord, .cancel).says("mayor", .investigating, at: 13),
      "non-committal C0 D0 N1 S0 M0"
    ),
    (
      "one silent, one not listened to: the longest silence is shown",
      Officialdom().expects("governor", channels: heard(at: 19)).expects("mayor"),
      "silent C0 D0 N0 S1 M1 silent 9.5 h"
    ),
  ]

  @Test("Each case has its word, its counts and its clock", arguments: table.indices)
  func position(index: Int) {
    let row = Self.table[index]
    #expect(row.case.row() == row.row, "\(row.name)")
  }

  @Test func aStatementMayComeBeforeTheFirstReport() throws {
    let early = Officialdom().expects("mayor").says("mayor", .confirmed, at: 10 - 1.0 / 3)
    let standing = try #require(early.dossier.authorityStandings(at: at(19.5)).first)
    let statement = try #require(standing.statement)
    #expect(standing.status == .confirmed)
    #expect(statement.issuedAt.timeIntervalSince(early.dossier.incident.firstReportedAt) == -1200)
  }

  @Test func anAskedAuthorityIsOverdueAfterItsDeadline() throws {
    let asked = Officialdom()
      .expects("ministry", channels: heard(at: 35), askedAt: at(10))
    let before = try #require(asked.dossier.authorityStandings(at: at(33)).first)
    let after = try #require(asked.dossier.authorityStandings(at: at(35)).first)
    #expect(!before.isOverdue && before.rule == "O4")
    #expect(after.isOverdue && after.status == .silent)
  }

  @Test func theMomentAtWhichAChannelGoesStaleIsKnownAhead() throws {
    let listening = Officialdom().expects("governor", channels: heard(at: 19))
    let edge = try #require(listening.dossier.officialStanding(at: at(19.5)).changesAt)
    #expect(edge.timeIntervalSince(at(21)) < 0.01)
    #expect(listening.dossier.officialStanding(at: at(21)).status == .silent)
    #expect(listening.dossier.officialStanding(at: edge).status == .notMonitored)
  }

  @Test func whyNobodyListenedIsSaid() throws {
    func reason(_ channels: [Channel]) -> NotMonitoredReason? {
      Officialdom().expects("governor", channels: channels).dossier
        .authorityStandings(at: at(19.5)).first?.reason
    }
    #expect(reason([]) == .noChannel)
    #expect(reason(heard(at: nil)) == .notCheckedSinceT0)
    #expect(reason(heard(at: 9)) == .notCheckedSinceT0)
    #expect(reason(heard(at: 11)) == .stale)
  }

  @Test func theClocksOfOneAuthority() throws {
    let police = Officialdom().expects("police").says("police", .investigating, at: 12)
    let spoke = try #require(police.dossier.authorityStandings(at: at(19.5)).first)
    #expect(spoke.status == .nonCommittal)
    #expect(spoke.standingFor(at: at(19.5)) == 7.5 * 3600)
    #expect(spoke.timeToFirst == 7200)
    #expect(spoke.silentFor(at: at(19.5)) == nil)

    let early = Officialdom().expects("mayor").says("mayor", .confirmed, at: 10 - 1.0 / 3)
    #expect(early.dossier.authorityStandings(at: at(19.5)).first?.timeToFirst == -1200)

    let governor = Officialdom().expects("governor", channels: heard(at: 19))
    let silent = try #require(governor.dossier.authorityStandings(at: at(19.5)).first)
    #expect(silent.silentFor(at: at(19.5)) == 9.5 * 3600)
    #expect(silent.standingFor(at: at(19.5)) == nil && silent.timeToFirst == nil)
  }

  @Test func aRowCountsThoseThatAreOverdueAndThirdPartiesThatSpoke() {
    let row = Officialdom()
      .expects("ministry", channels: heard(at: 35), askedAt: at(10))
      .expects("mayor", channels: heard(at: 35))
      .expects("neighbour", .thirdParty).expects("onlooker", .thirdParty)
      .says("neighbour", .confirmed, at: 12)
      .dossier.officialStanding(at: at(35))
    #expect(row.overdue == 1 && row.silent == 2 && row.others == 1)
  }

  @Test func theWordOfARowStandsSinceItWasFirstSaid() {
    let said = Officialdom().expects("mayor").expects("ministry").expects("police")
      .says("mayor", .confirmed, at: 12).says("ministry", .confirmed, at: 14)
      .says("police", .investigating, at: 11)
    #expect(said.dossier.officialStanding(at: at(19)).standsSince == at(12))
    let mixed = said.says("police", .deniedEvent, at: 15)
    #expect(mixed.dossier.officialStanding(at: at(19)).standsSince == at(15))
  }

  @Test func eachClaimHasItsOwnPosition() throws {
    let army = Officialdom().expects("army", .party).says("army", .confirmed, at: 11)
      .says("army", .deniedResponsibility, at: 12, of: .attribution)
    let standing = try #require(army.dossier.authorityStandings(at: at(19)).first)
    #expect(
      standing.positions.mapValues(\.position)
        == [.occurrence: .confirmed, .attribution: .deniedResponsibility])
  }

  @Test("A standing names the rule that decided it", arguments: rules.indices)
  func rule(index: Int) {
    let row = Self.rules[index]
    #expect(row.case.dossier.authorityStandings(at: at(19.5)).first?.rule == row.rule)
  }

  static let rules: [(rule: String, case: Officialdom)] = [
    (
      "O1",
      Officialdom().expects("ministry", channels: heard(at: 19))
        .says("ministry", .confirmed, at: 12, .anonymousOfficial)
    ),
    ("O2", Officialdom().expects("mayor").says("mayor", .confirmed, at: 12)),
    ("O3", Officialdom().expects("mayor", channels: heard(at: 19))),
    ("O4", Officialdom().expects("mayor", channels: heard(at: 19), askedAt: at(11))),
    ("O7", Officialdom().expects("mayor").says("mayor", .confirmed, at: 12, of: .cause)),
  ]

  static let axes:
    [(name: String, case: Officialdom, verification: VerificationStatus, official: OfficialStatus)] =
      [
        (
          "corroborated, and a party denies it without evidence",
          Officialdom(
            dossier: GoldenCases.wireAndPartner.report("ministry", .b, .denies, party: true).dossier
          ).expects("ministry", .party).says("ministry", .deniedEvent, at: 12),
          .corroborated, .denied
        ),
        (
          "the military admits it against its interest, and an NGO reports it",
          Officialdom(
            dossier: Case().report("military", .d, party: true, againstInterest: true)
              .report("NGO", .b).dossier
          ).expects("military", .party).says("military", .admittedResponsibility, at: 12),
          .corroborated, .confirmed
        ),
        (
          "a rumour that the mayor confirms stays a rumour",
          Officialdom(dossier: Case().report("outlet", .b, cites: (nil, .confirmed)).dossier)
            .expects("mayor").says("mayor", .confirmed, at: 12),
          .rumour, .confirmed
        ),
        (
          "an unknown outlet on “unconfirmed reports”; the spokesman will not say, two are said to be silent",
          Officialdom(dossier: Case().report("outlet", .f, cites: (nil, .suggested)).dossier)
            .expects("spokesman").says(
              "spokesman", .neitherConfirmNorDeny, at: 9, .spokespersonViaMedia
            )
            .expects("governor").reportedSilent("governor", at: 10)
            .expects("ministry").reportedSilent("ministry", at: 10),
          .rumour, .nonCommittal
        ),
      ]

  @Test("What is known and what officials say never overwrite each other", arguments: axes.indices)
  func bothAxes(index: Int) {
    let row = Self.axes[index]
    let standing = row.case.dossier.standing(at: at(19.5))
    #expect(standing.verification.status == row.verification, "\(row.name)")
    #expect(standing.official.status == row.official, "\(row.name)")
  }
}
