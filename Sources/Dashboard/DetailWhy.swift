import Foundation
import IncidentStore
import Incidents
import TerminalKit

extension DetailDocument {
  /// Each status with the rule that gave it, and the rows that the rule looked at.
  mutating func writeWhy(_ subject: DetailSubject) {
    let dossier = subject.dossier
    let standing = subject.detail.standing
    writer.field("evidence", evidence(standing.verification))
    for assertion in dossier.assertions
    where dossier.claims.contains(where: { $0.id == assertion.claim && $0.kind == .occurrence }) {
      writer.add(
        [
          Span(dossier.publisher(of: assertion.report), .source),
          Span(" \(assertion.stance.rawValue) it"),
        ], after: writer.indentation(DetailWriter.labelWidth),
        target: dossier.target(assertion.passage, of: assertion.report))
    }
    writer.blank()
    writeCounterfactuals(subject)
    writer.blank()

    writer.field(
      "official",
      official(standing.official) + [
        Span("  O6: the roll-up over all who ought to speak", .textDim)
      ])
    for authority in dossier.authorityStandings(at: now) {
      writer.add(
        [Span("\(authority.rule)  ", .textDim)] + self.standing(authority, dossier),
        after: writer.indentation(DetailWriter.labelWidth), hang: DetailWriter.labelWidth + 4)
    }
    let joined = dossier.reports.compactMap { report in report.joined.map { (report.id, $0) } }
    if !joined.isEmpty {
      writer.blank()
      writer.add("why its reports belong together", .label)
      for (report, reason) in joined {
        writer.add(
          [Span(dossier.publisher(of: report), .source), Span("  \(reason)")],
          after: writer.indentation(DetailWriter.labelWidth), hang: DetailWriter.labelWidth + 2,
          target: .report(report))
      }
    }
  }

  /// How it came to stand as it does, newest first.
  mutating func writeChanges(_ subject: DetailSubject) {
    for change in subject.detail.changes {
      var spans = [
        Span("\(change.at.clock(asOf: now))  ", .textDim), Span("\(change.field)  ", .label),
      ]
      if let old = change.old { spans.append(Span("\(old) \(symbols.arrow) ", .historyChange)) }
      spans.append(Span(change.new, change.old == nil ? .historyAdd : .historyChange))
      spans.append(Span("  \(change.rule)", .textDim))
      if change.because == nil { spans.append(Span("  as time went by", .textDim)) }
      let report = subject.dossier.reports.first { $0.id.rawValue == change.because }?.id
      if let report {
        spans.append(Span("  because of \(subject.dossier.publisher(of: report))", .textDim))
      }
      writer.add(spans, hang: 8, target: report.map { .report($0) })
    }
    if subject.detail.changes.isEmpty {
      writer.add("Nothing has changed since the first report.", .textDim)
    }
  }
}
