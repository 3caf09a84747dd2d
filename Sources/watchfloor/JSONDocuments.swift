import Foundation
import IncidentStore
import Incidents

// What programs read of one incident. As stable as `JSONContract.swift`.

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
    /// Who says that nobody can verify it, and why.
    var unverifiable: [ActLine]
  }

  struct AssertionLine: Encodable {
    var report: Report.ID
    var stance: Stance
    var number: ReadNumber?
    var hedge: String?
    var party, againstInterest: Bool
    var sentence: Sentence?
  }

  struct StatementLine: Encodable {
    var authority: Authority.ID
    /// The report that brought it, or the act by which a person recorded it.
    var report: Report.ID
    var role: ExpectationRole
    var claim: ClaimKind
    var position: Position
    var issuedAt, observedAt: Date
    var url, speaker, quote: String?
    var attribution: Attribution
    var messageType: MessageType
    var identifier: String?
    var references: [String]
    var sentence: Sentence?
  }

  /// What an authority says of one claim.
  struct PositionLine: Encodable {
    var claim: ClaimKind
    var position: Position
    var issuedAt: Date
    var report: Report.ID
  }

  struct AuthorityLine: Encodable {
    var id: Authority.ID
    var name: String
    var kind: AuthorityKind
    var region: Region.ID
    var role: ExpectationRole
    var status, rule: String
    /// What it says of each claim that it has spoken of.
    var positions: [PositionLine]
    /// From the first report to its first word; negative when it spoke before. Left out when it has not spoken.
    var timeToFirstSeconds: Int?
    var reason: NotMonitoredReason?
    var silentSince: Date?
    /// The report that says that it was silent. Left out when we listened ourselves.
    var reportedBy: Report.ID?
    var reportedAsOf: Date?
    var sentence: Sentence?
    /// When it was asked for its word.
    var askedAt: Date?
    var isOverdue: Bool
    var channels: [Channel]
    /// What would change where it stands, other than its speaking.
    var wouldChange: [OfficialCounterfactual]
  }

  struct EvidenceLine: Encodable {
    var report: Report.ID
    var evidence: ReadEvidence
  }

  /// A person's view: beside the status, never instead of it.
  struct AssessmentLine: Encodable {
    var act: Act.ID
    var author, desk: String
    var at: Date
    var because: String?
    var assessment: Assessment
  }

  /// Who passes on whom: a root, those who cite it, those who cite them.
  struct OriginLine: Encodable {
    /// Left out when it has no name.
    var source: Source.ID?
    /// Its own item, when the store holds one.
    var report: Report.ID?
    /// To the one above. Left out at a root.
    var link: LinkState?
    /// `citation`, `same-media` or `alike`. Left out at a root.
    var basis: String?
    /// How alike their texts are, from 0 to 1, where that makes the link.
    var likeness: Double?
    var children: [OriginLine]

    init(_ node: SourceNode) {
      source = node.source
      report = node.report
      link = node.link
      children = node.children.map(OriginLine.init)
      switch node.basis {
      case .citation: basis = "citation"
      case .sameMedia: basis = "same-media"
      case .alike(let likeness):
        basis = "alike"
        self.likeness = likeness
      case nil: break
      }
    }
  }

  /// What looks wrong, for a person to put right.
  struct LintLine: Encodable {
    var id, sentence: String
    var claim: Claim.ID?
    var report: Report.ID?
  }

  var line: IncidentLine
  var claims: [ClaimLine]
  var reports: [ReportLine]
  var statements: [StatementLine]
  var authorities: [AuthorityLine]
  var evidence: [EvidenceLine]
  /// The same reports as a tree of whom each rests on.
  var originTrees: [OriginLine]
  var assessments: [AssessmentLine]
  /// What people did here, oldest first.
  var acts: [ActLine]
  var lints: [LintLine]
  var nearDuplicates: [NearDuplicate]
  var changes: [Change]

  init(_ detail: IncidentDetail, now: Date) {
    let dossier = detail.dossier
    let texts = Dictionary(dossier.reports.map { ($0.id, $0.text) }) { first, _ in first }
    func sentence(_ passage: Passage?, in report: Report.ID) -> Sentence? {
      guard let passage, let text = texts[report]?.utf8 else { return nil }
      let bytes = text.dropFirst(passage.start).prefix(passage.end - passage.start)
      return Sentence(
        start: passage.start, end: passage.end, rule: passage.rule,
        text: String(decoding: bytes, as: UTF8.self))
    }
    line = IncidentLine(
      IncidentSummary(incident: dossier.incident, standing: detail.standing, desk: detail.desk),
      now: now)
    let verifications = dossier.verifications()
    claims = dossier.claims.compactMap { claim in
      guard let verification = verifications[claim.id] else { return nil }
      return ClaimLine(
        id: claim.id, kind: claim.kind, text: claim.text, number: claim.number,
        verification: verification,
        assertions: dossier.assertions.filter { $0.claim == claim.id }.map {
          AssertionLine(
            report: $0.report, stance: $0.stance, number: $0.number, hedge: $0.hedge,
            party: $0.party, againstInterest: $0.againstInterest,
            sentence: sentence($0.passage, in: $0.report))
        },
        unverifiable: dossier.unverifiable(claim.id).map { ActLine($0, in: dossier) })
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
        authority: $0.authority, report: $0.report, role: $0.role, claim: $0.claim,
        position: $0.position,
        issuedAt: $0.issuedAt, observedAt: $0.observedAt, url: $0.url, speaker: $0.speaker,
        quote: $0.quote, attribution: $0.attribution, messageType: $0.messageType,
        identifier: $0.identifier, references: $0.references,
        sentence: sentence($0.passage, in: $0.report))
    }
    let suppositions = Dictionary(
      grouping: dossier.officialCounterfactuals(at: now), by: \.authority)
    authorities = dossier.authorityStandings(at: now).compactMap { standing in
      guard let authority = dossier.authorities[standing.authority] else { return nil }
      return AuthorityLine(
        id: authority.id, name: authority.name, kind: authority.kind, region: authority.region,
        role: standing.role, status: standing.status.rawValue, rule: standing.rule,
        positions: standing.positions.values.sorted { $0.claim.rawValue < $1.claim.rawValue }.map {
          PositionLine(
            claim: $0.claim, position: $0.position, issuedAt: $0.issuedAt, report: $0.report)
        },
        timeToFirstSeconds: standing.timeToFirst.map { Int($0) }, reason: standing.reason,
        silentSince: standing.silentSince,
        reportedBy: standing.reported?.report, reportedAsOf: standing.reported?.asOf,
        sentence: standing.reported.flatMap { sentence($0.passage, in: $0.report) },
        askedAt: standing.askedAt, isOverdue: standing.isOverdue, channels: authority.channels,
        wouldChange: suppositions[authority.id] ?? [])
    }
    evidence = dossier.evidence.map { EvidenceLine(report: $0.report, evidence: $0.evidence) }
    originTrees = dossier.sourceTrees().map(OriginLine.init)
    assessments = dossier.assessments(at: now).map { recorded, assessment in
      AssessmentLine(
        act: recorded.id, author: recorded.act.author, desk: recorded.act.desk,
        at: recorded.act.at, because: recorded.act.because, assessment: assessment)
    }
    acts = dossier.acts.map { ActLine($0, in: dossier) }
    nearDuplicates = detail.nearDuplicates
    lints = dossier.lints(at: now).map {
      LintLine(id: $0.id, sentence: $0.sentence, claim: $0.claim, report: $0.report)
    }
    changes = detail.changes
  }

  private enum Key: String, CodingKey {
    case claims, reports, statements, authorities, evidence, originTrees, assessments, acts, lints
    case nearDuplicates
    case changes
  }

  func encode(to encoder: any Encoder) throws {
    try line.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(claims, forKey: .claims)
    try container.encode(reports, forKey: .reports)
    try container.encode(statements, forKey: .statements)
    try container.encode(authorities, forKey: .authorities)
    try container.encode(evidence, forKey: .evidence)
    try container.encode(originTrees, forKey: .originTrees)
    try container.encode(assessments, forKey: .assessments)
    try container.encode(acts, forKey: .acts)
    try container.encode(lints, forKey: .lints)
    try container.encode(nearDuplicates, forKey: .nearDuplicates)
    try container.encode(changes, forKey: .changes)
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
  /// People's views and deeds, and what looks wrong.
  var assessments: [IncidentDocument.AssessmentLine]
  var acts: [ActLine]
  var lints: [IncidentDocument.LintLine]

  init(_ detail: IncidentDetail, now: Date) {
    let dossier = detail.dossier
    let document = IncidentDocument(detail, now: now)
    let suppositions = dossier.counterfactuals()
    id = dossier.incident.id
    claims = document.claims.map { claim in
      ClaimWhy(
        claim: claim.id, text: claim.text, verification: claim.verification,
        words: VerificationRule.named(claim.verification.rule)?.words(under: dossier.policy) ?? "",
        rows: claim.assertions,
        evidence: dossier.evidence.filter { $0.isChecked && $0.evidence.claim == claim.kind }
          .map(\.evidence),
        wouldChange: suppositions[claim.id] ?? [])
    }
    official = document.line.official
    authorities = document.authorities
    assessments = document.assessments
    acts = document.acts
    lints = document.lints
  }
}
