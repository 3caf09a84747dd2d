import Foundation
import Gazetteer
import IncidentStore
import Incidents

// What programs read. Stable: a field may be added, none is renamed or dropped without a new `v`.

/// One line of `watchfloor list --json`.
struct IncidentLine: Encodable {
  struct Official: Encodable {
    var status: OfficialStatus
    var confirmed, denied, nonCommittal, silent, notMonitored, withdrawn, others: Int
    /// Left out when nobody is silent.
    var longestSilenceSeconds: Int?
  }

  struct VerificationLine: Encodable {
    var status: VerificationStatus
    var rule: String
  }

  var v = 1
  var id: Incident.ID
  var region: Region.ID
  var regionName: String
  var title: String
  var kind: IncidentKind
  var lifecycle: Lifecycle
  var firstReportedAt: Date
  var provisional: Bool
  var lastActivityAt: Date
  var place: ReadPlace?
  var reports: Int
  var verification: VerificationLine
  var origins: OriginCount
  var official: Official

  init(_ row: IncidentSummary, now: Date) {
    let (incident, standing) = (row.incident, row.standing)
    id = incident.id
    region = incident.region
    regionName = Gazetteer.world.name(of: incident.region)
    title = incident.title
    kind = incident.kind
    lifecycle = incident.lifecycle
    firstReportedAt = incident.firstReportedAt
    provisional = incident.provisional
    lastActivityAt = incident.lastActivityAt
    place = incident.place
    reports = standing.reports
    verification = VerificationLine(
      status: standing.verification.status, rule: standing.verification.rule)
    origins = standing.verification.origins
    let said = standing.official
    official = Official(
      status: said.status, confirmed: said.confirmed, denied: said.denied,
      nonCommittal: said.nonCommittal, silent: said.silent, notMonitored: said.notMonitored,
      withdrawn: said.withdrawn, others: said.others,
      longestSilenceSeconds: said.silentSince.map { max(0, Int(now.timeIntervalSince($0))) })
  }
}

/// `watchfloor show ID --json`: the line of the list, and every row behind it.
struct IncidentDocument: Encodable {
  struct ReportLine: Encodable {
    var id: Report.ID
    /// Left out when nobody knows who published it.
    var source: Source?
    var url: String?
    var publishedAt: Date?
    var receivedAt: Date
    var headline: String?
    var text: String
    var language: String?
    var joined: String?
    /// Nearest first; the last is the root.
    var citations: [CitationLine]
  }

  struct CitationLine: Encodable {
    /// Left out when the root has no name.
    var source: Source?
    var relation: CitationRelation
    var state: LinkState
    var sentence: Sentence?
  }

  /// What a row rests on: the sentence, where it stands in the text (UTF-8 bytes), and the rule that read it.
  struct Sentence: Encodable {
    var start, end: Int
    var rule: String
    var text: String
  }

  struct ClaimLine: Encodable {
    var id: Claim.ID
    var kind: ClaimKind
    var text: String
    var number: ReadNumber?
    var verification: Verification
    var assertions: [AssertionLine]
  }

  struct AssertionLine: Encodable {
    var report: Report.ID
    var stance: Stance
    var hedge: String?
    var party, againstInterest: Bool
    var sentence: Sentence?
  }

  struct StatementLine: Encodable {
    var authority: Authority.ID
    var report: Report.ID
    var claim: ClaimKind
    var position: Position
    var issuedAt, observedAt: Date
    var url, speaker, quote: String?
    var attribution: Attribution
    var messageType: MessageType
    var sentence: Sentence?
  }

  struct AuthorityLine: Encodable {
    var id: Authority.ID
    var name: String
    var kind: AuthorityKind
    var region: Region.ID
    var role: ExpectationRole
    var status, rule: String
    var reason: NotMonitoredReason?
    var silentSince: Date?
    /// The report that says that it was silent. Left out when we listened ourselves.
    var reportedBy: Report.ID?
    var reportedAsOf: Date?
    var sentence: Sentence?
    var isOverdue: Bool
    var channels: [Channel]
  }

  struct EvidenceLine: Encodable {
    var report: Report.ID
    var evidence: ReadEvidence
  }

  var line: IncidentLine
  var claims: [ClaimLine]
  var reports: [ReportLine]
  var statements: [StatementLine]
  var authorities: [AuthorityLine]
  var evidence: [EvidenceLine]
  var changes: [Change]

  init(_ detail: IncidentDetail, now: Date) {
    let dossier = detail.dossier
    let texts = Dictionary(uniqueKeysWithValues: dossier.reports.map { ($0.id, $0.text) })
    func sentence(_ passage: Passage?, in report: Report.ID) -> Sentence? {
      guard let passage, let text = texts[report]?.utf8 else { return nil }
      let bytes = text.dropFirst(passage.start).prefix(passage.end - passage.start)
      return Sentence(
        start: passage.start, end: passage.end, rule: passage.rule,
        text: String(decoding: bytes, as: UTF8.self))
    }
    line = IncidentLine(
      IncidentSummary(incident: dossier.incident, standing: detail.standing), now: now)
    claims = dossier.claims.map { claim in
      ClaimLine(
        id: claim.id, kind: claim.kind, text: claim.text, number: claim.number,
        verification: dossier.verification(of: claim.id),
        assertions: dossier.assertions.filter { $0.claim == claim.id }.map {
          AssertionLine(
            report: $0.report, stance: $0.stance, hedge: $0.hedge, party: $0.party,
            againstInterest: $0.againstInterest, sentence: sentence($0.passage, in: $0.report))
        })
    }
    reports = dossier.reports.map { report in
      ReportLine(
        id: report.id, source: report.source.flatMap { dossier.sources[$0] }, url: report.url,
        publishedAt: report.publishedAt, receivedAt: report.receivedAt, headline: report.headline,
        text: report.text, language: report.language, joined: report.joined,
        citations: dossier.citations.filter { $0.report == report.id }
          .sorted { $0.depth < $1.depth }.map {
            CitationLine(
              source: $0.source.flatMap { dossier.sources[$0] }, relation: $0.relation,
              state: $0.state, sentence: sentence($0.passage, in: $0.report))
          })
    }
    statements = dossier.statements.map {
      StatementLine(
        authority: $0.authority, report: $0.report, claim: $0.claim, position: $0.position,
        issuedAt: $0.issuedAt, observedAt: $0.observedAt, url: $0.url, speaker: $0.speaker,
        quote: $0.quote, attribution: $0.attribution, messageType: $0.messageType,
        sentence: sentence($0.passage, in: $0.report))
    }
    authorities = dossier.authorityStandings(at: now).compactMap { standing in
      guard let authority = dossier.authorities[standing.authority] else { return nil }
      return AuthorityLine(
        id: authority.id, name: authority.name, kind: authority.kind, region: authority.region,
        role: standing.role, status: standing.status.rawValue, rule: standing.rule,
        reason: standing.reason, silentSince: standing.silentSince,
        reportedBy: standing.reported?.report, reportedAsOf: standing.reported?.asOf,
        sentence: standing.reported.flatMap { sentence($0.passage, in: $0.report) },
        isOverdue: standing.isOverdue, channels: authority.channels)
    }
    evidence = dossier.evidence.map { EvidenceLine(report: $0.report, evidence: $0.evidence) }
    changes = detail.changes
  }

  private enum Key: String, CodingKey {
    case claims, reports, statements, authorities, evidence, changes
  }

  func encode(to encoder: any Encoder) throws {
    try line.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(claims, forKey: .claims)
    try container.encode(reports, forKey: .reports)
    try container.encode(statements, forKey: .statements)
    try container.encode(authorities, forKey: .authorities)
    try container.encode(evidence, forKey: .evidence)
    try container.encode(changes, forKey: .changes)
  }
}

/// One line of `watchfloor regions --json`.
struct RegionLine: Encodable {
  var v = 1
  var region: Region.ID
  var name: String
  var country: Region.ID
  var disputed: Bool
  var incidents, open, withoutWord, silent: Int
  var lastActivityAt: Date

  init(_ tally: RegionTally) {
    region = tally.region
    name = Gazetteer.world.name(of: tally.region)
    country = tally.region.country
    disputed = Gazetteer.world.isDisputed(tally.region)
    incidents = tally.incidents
    open = tally.open
    withoutWord = tally.withoutWord
    silent = tally.silent
    lastActivityAt = tally.lastActivityAt
  }
}

/// `watchfloor why ID --json`.
struct WhyDocument: Encodable {
  struct ClaimWhy: Encodable {
    var claim: Claim.ID
    var text: String
    var verification: Verification
    var words: String
    /// The assertions and the evidence that the rule looked at.
    var rows: [IncidentDocument.AssertionLine]
    var evidence: [ReadEvidence]
    var wouldChange: [Counterfactual]
  }

  var v = 1
  var id: Incident.ID
  var claims: [ClaimWhy]
  var official: IncidentLine.Official
  var authorities: [IncidentDocument.AuthorityLine]

  init(_ detail: IncidentDetail, now: Date) {
    let dossier = detail.dossier
    let document = IncidentDocument(detail, now: now)
    id = dossier.incident.id
    claims = document.claims.map { claim in
      ClaimWhy(
        claim: claim.id, text: claim.text, verification: claim.verification,
        words: VerificationRule.named(claim.verification.rule)?.words ?? "", rows: claim.assertions,
        evidence: dossier.evidence.filter { $0.isChecked && $0.evidence.claim == claim.kind }
          .map(\.evidence),
        wouldChange: dossier.counterfactuals(of: claim.id))
    }
    official = document.line.official
    authorities = document.authorities
  }
}

/// Prints one object as one line.
func printJSON(_ value: some Encodable) throws {
  print(String(decoding: try JSONEncoder.canonical.encode(value), as: UTF8.self))
}
