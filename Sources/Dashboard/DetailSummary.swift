import Foundation
import Gazetteer
import IncidentStore
import Incidents
import TerminalKit

extension DetailDocument {
  /// What is known from the list alone, and stands at the top of the summary too.
  mutating func writeHeading(_ incident: Incident, _ standing: Standing) {
    writer.add(incident.title, .textStrong)
    writer.add(
      symbols.list(
        "first reported \(incident.firstReportedAt.clock(asOf: now))"
          + (incident.provisional ? ", provisional: no report carries a date" : ""),
        place(of: incident), incident.lifecycle == .open ? nil : incident.lifecycle.rawValue),
      .textDim)
    writer.blank()
  }

  mutating func writeSummary(_ subject: DetailSubject) {
    let dossier = subject.dossier
    let verification = subject.detail.standing.verification
    writeHeading(dossier.incident, subject.detail.standing)

    writer.field("evidence", evidence(verification))
    writeTree(subject)
    for claim in dossier.claims where claim.kind != .occurrence || claim.number != nil {
      writeClaimLine(claim, subject)
    }
    writer.blank()

    let standings = dossier.authorityStandings(at: now)
    writer.field("official", official(subject.detail.standing.official))
    for standing in standings { writeStanding(standing, dossier) }
    writer.blank()

    if !dossier.statements.isEmpty {
      writer.add("statements", .label)
      for statement in dossier.statements { writeStatementLine(statement, dossier) }
      writer.blank()
    }
    writeCounterfactuals(subject)
  }

  func place(of incident: Incident) -> String {
    let region =
      Gazetteer.world.shortName(of: incident.region)
      + (Gazetteer.world.isDisputed(incident.region) ? " (disputed)" : "")
    guard let place = incident.place else { return region }
    return symbols.list("\(place.text), \(region)", place.precision.words)
  }

  /// `REPORTED  1 origin, grade F  V6: one named origin or …`
  func evidence(_ verification: Verification, withRule: Bool = true) -> [Span] {
    var spans = [
      Span(verification.status.fullWord, verification.status.role),
      Span("  \(verification.origins.words)"),
    ]
    if withRule, let words = VerificationRule.named(verification.rule)?.words {
      spans.append(Span("  \(verification.rule): \(words)", .textDim))
    }
    return spans
  }

  func official(_ official: OfficialStanding) -> [Span] {
    let status = official.status
    return [
      Span("\(status.glyph(symbols)) \(status.word)", status.role),
      Span("  \(official.counts)"),
    ]
  }

  /// One authority: glyph, name, what it has said or not, and for how long.
  func standing(_ standing: AuthorityStanding, _ dossier: Dossier) -> [Span] {
    let status = standing.status.asOfficial
    let role = status.role
    var spans = [
      Span("\(status.glyph(symbols)) ", role), Span(dossier.name(of: standing.authority)),
    ]
    if let words = standing.role.words { spans.append(Span(" (\(words))", .textDim)) }
    spans.append(Span("  ", .text))
    switch standing.status {
    case .confirmed, .denied, .nonCommittal:
      guard let statement = standing.statement else { break }
      let clock = age(from: statement.issuedAt, to: now)
      spans.append(Span("\(statement.position.words) \(clock)", role))
      spans.append(Span("  \(statement.attribution.words)", .textDim))
    case .withdrawn, .silent:
      guard let since = standing.silentSince else { break }
      spans.append(Span("\(status.word) \(age(from: since, to: now))", role))
      if let reported = standing.reported {
        let source = dossier.publisher(of: reported.report)
        spans.append(
          Span(
            " as reported by \(source), as of \(reported.asOf.clock(asOf: now))", .textDim))
      } else if standing.status == .silent {
        spans.append(Span(" we listen to its channel", .textDim))
      }
      if let asked = standing.askedAt {
        spans.append(
          Span(
            "  asked \(asked.clock(asOf: now))\(standing.isOverdue ? ", overdue" : "")",
            standing.isOverdue ? .msgWarn : .textDim))
      }
    case .notMonitored:
      spans.append(Span("not monitored: \(standing.reason?.words ?? "nobody listened")", role))
    }
    return spans
  }

  mutating func writeStanding(
    _ standing: AuthorityStanding, _ dossier: Dossier, indent: Int = DetailWriter.labelWidth
  ) {
    let target: DetailLine.Target? =
      if let statement = standing.statement {
        dossier.target(statement.passage, of: statement.report)
      } else {
        standing.reported.map { dossier.target($0.passage, of: $0.report) }
      }
    writer.add(
      self.standing(standing, dossier), after: writer.indentation(indent), hang: indent + 2,
      target: target)
  }

  func counterfactual(_ counterfactual: Counterfactual) -> [Span] {
    [
      Span(counterfactual.change), Span(" \(symbols.arrow) ", .textDim),
      Span(counterfactual.status.fullWord, counterfactual.status.role),
      Span(" \(counterfactual.rule)", .textDim),
    ]
  }

  mutating func writeCounterfactuals(_ subject: DetailSubject) {
    guard !subject.counterfactuals.isEmpty else { return }
    writer.add("would change it", .label)
    for found in subject.counterfactuals {
      writer.add(
        counterfactual(found), after: writer.indentation(DetailWriter.labelWidth),
        hang: DetailWriter.labelWidth + 2)
    }
  }
}

extension [Span] {
  func joinedBy(_ separator: Span) -> [Span] {
    enumerated().flatMap { $0.offset == 0 ? [$0.element] : [separator, $0.element] }
  }
}
