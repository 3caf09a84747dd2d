import Foundation
import IncidentStore
import Incidents
import TerminalKit

extension DetailDocument {
  /// Who spoke, and in which words.
  mutating func writeStatementLine(
    _ statement: Statement, _ dossier: Dossier, indent: Int = DetailWriter.labelWidth
  ) {
    let target = dossier.target(statement.passage, of: statement.report)
    let status = statement.position.group.asOfficial
    let who =
      statement.speaker.map { "\($0), \(dossier.name(of: statement.authority))" }
      ?? dossier.name(of: statement.authority)
    writer.add(
      [
        Span("\(status.glyph(symbols)) ", status.role), Span(who),
        Span("  \(statement.position.words)", status.role),
        Span("  \(statement.issuedAt.clock(asOf: now))", .textDim),
      ], after: writer.indentation(indent), hang: indent + 2,
      target: target)
    if let quote = statement.quote {
      writer.add(
        symbols.quoted(quote), .quote, indent: indent + 2, target: target)
    }
  }

  mutating func writeStatements(_ subject: DetailSubject) {
    let dossier = subject.dossier
    for statement in dossier.statements {
      writer.blank()
      writeStatementLine(statement, dossier, indent: 0)
      let first = dossier.incident.firstReportedAt
      let delay =
        if statement.issuedAt.minute == first.minute {
          "with the first report"
        } else if statement.issuedAt < first {
          "\(age(from: statement.issuedAt, to: first)) before the first report"
        } else {
          "\(age(from: first, to: statement.issuedAt)) after the first report"
        }
      writer.add(
        symbols.list(
          "on \(statement.claim.rawValue)", statement.messageType.words,
          statement.attribution.words, delay,
          "observed \(statement.observedAt.clock(asOf: now)) by \(dossier.publisher(of: statement.report))"
        ),
        .textDim, indent: 2)
      if let url = statement.url { writer.add(url, .link, indent: 2) }
    }
    let standings = dossier.authorityStandings(at: now).filter { $0.statement == nil }
    if !standings.isEmpty {
      writer.blank()
      writer.add("no word from", .label)
      for standing in standings { writeStanding(standing, dossier, indent: 0) }
    }
    if writer.lines.isEmpty {
      writer.add("No authority has spoken, and none has been set that ought to.", .textDim)
    }
  }

  mutating func writeEvidence(_ subject: DetailSubject) {
    let dossier = subject.dossier
    for evidence in dossier.evidence {
      let found = evidence.evidence
      let target = DetailLine.Target.report(evidence.report)
      writer.blank()
      writer.add(
        [
          Span(found.kind.words, .textStrong), Span(" by \(found.provider)  "),
          Span("\(found.bearing.words) the \(found.claim.rawValue)", .value),
        ], hang: 2, target: target)
      let checks = [
        ("integrity", found.integrityOk), ("place", found.placeOk), ("time", found.timeOk),
      ]
      .map { name, ok in "\(name) \(ok.map { $0 ? "ok" : "FAILED" } ?? "not checked")" }
      writer.add(
        symbols.list(
          checks.joined(separator: ", "),
          evidence.isChecked ? "counts" : "does not count until all three are ok"),
        .textDim, indent: 2, target: target)
      if let acquired = found.acquiredAt {
        writer.add("acquired \(acquired.clock(asOf: now))", .textDim, indent: 2, target: target)
      }
      if let note = found.note { writer.add(note, indent: 2, target: target) }
    }
    if dossier.evidence.isEmpty {
      writer.add("No image, sensor reading or document has been recorded: reports only.", .textDim)
    }
  }
}
