import Foundation
import IncidentStore
import Incidents
import TerminalKit

extension DetailDocument {
  /// Each status with the rule that gave it, the rows that the rule looked at, and what would change it.
  mutating func writeWhy(_ subject: DetailSubject) {
    let dossier = subject.dossier
    if dossier.claims.isEmpty {
      writer.field(
        "evidence", evidence(subject.detail.standing.verification, under: dossier.policy))
    }
    for claim in dossier.claims { writeWhy(of: claim, subject) }

    writer.blank()
    let standing = subject.detail.standing.official
    writer.field(
      "official",
      official(standing) + [rule(standing.status == .noAuthoritySet ? "O9" : "O6", dossier)])
    let suppositions = Dictionary(
      grouping: dossier.officialCounterfactuals(at: now), by: \.authority)
    for standing in dossier.authorityStandings(at: now) {
      writeWhy(of: standing, dossier)
      for found in suppositions[standing.authority] ?? [] {
        writer.add(
          [Span("would change it  ", .label)] + counterfactual(found),
          after: writer.indentation(2), hang: 4)
      }
    }

    let joined = dossier.reports.compactMap { report in report.joined.map { (report.id, $0) } }
    if !joined.isEmpty {
      writer.blank()
      writer.add("why its reports belong together", .label)
      for (report, reason) in joined {
        writeRow(
          [Span(dossier.publisher(of: report), .source), Span("  \(reason)")],
          target: .report(report))
      }
    }
    writeLints(dossier)
  }

  private mutating func writeWhy(of claim: Claim, _ subject: DetailSubject) {
    let dossier = subject.dossier
    writer.blank()
    writer.field(claim.kind.rawValue, [Span(claim.text, .textStrong)])
    if let verification = subject.verifications[claim.id] {
      writer.field("", evidence(verification, under: dossier.policy))
    }
    for assertion in dossier.assertions where assertion.claim == claim.id {
      writeRow(
        row(assertion, dossier), target: dossier.target(assertion.passage, of: assertion.report))
    }
    for evidence in dossier.evidence where evidence.evidence.claim == claim.kind {
      writeRow(row(evidence, dossier), target: dossier.target(nil, of: evidence.report))
    }
    writeCounterfactuals(of: claim, subject)
  }

  /// Where an authority stands, by which rule, and on which statement, silence or channel that rests.
  private mutating func writeWhy(of standing: AuthorityStanding, _ dossier: Dossier) {
    writer.blank()
    writeStanding(standing, dossier, indent: 0)
    writer.add([rule(standing.rule, dossier, gap: "")], after: writer.indentation(2))
    if standing.status == .withdrawn {
      writer.add([rule("O5", dossier, gap: "")], after: writer.indentation(2))
    }
    if standing.role == .thirdParty {
      writer.add([rule("O8", dossier, gap: "")], after: writer.indentation(2))
    }
    for statement in standing.grounds { writeGround(statement, dossier) }
    if standing.statement == nil {
      if let silence = standing.reported {
        writeGround(
          [
            Span(dossier.publisher(of: silence.report), .source),
            Span(" says that it had said nothing by \(silence.asOf.clock(asOf: now))"),
          ], target: dossier.target(silence.passage, of: silence.report))
      }
      writeChannels(of: standing.authority, dossier)
    }
  }

  private mutating func writeGround(_ statement: Statement, _ dossier: Dossier) {
    let speaker = statement.speaker.map { "\($0)  " } ?? ""
    let quote = statement.quote.map { "  \(symbols.quoted($0))" } ?? ""
    writeGround(
      [
        Span("\(statement.issuedAt.clock(asOf: now))  \(speaker)"),
        Span(statement.words, statement.shown.role),
        Span("  on the \(statement.claim.rawValue)", .textDim), Span(quote, .quote),
        Span("  \(dossier.bringer(of: statement.report))", .textDim),
      ], target: dossier.target(statement.passage, of: statement.report))
  }

  private mutating func writeGround(_ spans: [Span], target: DetailLine.Target?) {
    writer.add(spans, after: writer.indentation(2), hang: 4, target: target)
  }

  /// `heard on one channel → · silent O3, and the row: · silent`
  private func counterfactual(_ found: OfficialCounterfactual) -> [Span] {
    func word(_ status: OfficialStatus, _ more: String = "") -> Span {
      Span("\(symbols.mark(status.glyph(symbols)))\(status.word(symbols))\(more)", status.role)
    }
    var spans = [
      Span(found.change), Span(symbols.isPlain ? ": then " : symbols.becomes, .textDim),
      word(found.status.asOfficial, found.isOverdue ? ", overdue" : ""),
      Span(" \(found.rule)", .textDim),
    ]
    if let row = found.row { spans += [Span(", and the row: ", .textDim), word(row)] }
    return spans
  }

  private mutating func writeLints(_ dossier: Dossier) {
    let lints = dossier.lints(at: now)
    guard !lints.isEmpty else { return }
    writer.blank()
    writer.add("look again", .label)
    for lint in lints {
      writeRow(
        [Span(lint.sentence, .msgWarn), rule(lint.id, dossier)],
        target: lint.report.flatMap { dossier.target(nil, of: $0) })
    }
  }

  /// `  O6: the row sums up all authorities …`
  private func rule(_ id: String, _ dossier: Dossier, gap: String = "  ") -> Span {
    let words = Rule.words(of: id, under: dossier.policy).map { ": \($0)" } ?? ""
    return Span("\(gap)\(id)\(words)", .textDim)
  }
}
