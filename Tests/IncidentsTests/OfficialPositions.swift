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
    _ attribution: Attribution = .officialChannel, _ type: MessageType = .alert
  ) -> Self {
    var copy = self
    let report = Report.ID(rawValue: "statement \(copy.dossier.statements.count)")
    copy.dossier.statements.append(
      Statement(
        authority: Authority.ID(rawValue: name), report: report, position: position,
        issuedAt: at(hour), observedAt: at(hour), attribution: attribution, messageType: type))
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
}
