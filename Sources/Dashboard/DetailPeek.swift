import Foundation
import Gazetteer
import IncidentStore
import Incidents
import TerminalKit

extension DetailDocument {
  /// The few lines that matter most: where a detail has no more room, and not the focus.
  mutating func writePeek(_ subject: DetailSubject) {
    let dossier = subject.dossier
    let standing = subject.detail.standing
    let incident = dossier.incident
    let place =
      incident.place.map { $0.precision == .namedTown ? $0.text : $0.precision.words }
      ?? Gazetteer.world.shortName(of: incident.region)
    let facts = symbols.list("first \(incident.firstReportedAt.clock(asOf: now))", place)
    writer.add(
      DetailLine(spans: [Span(incident.title, .textStrong), Span("  \(facts)", .textDim)]))

    add("evidence", evidence(standing.verification, withRule: false) + chain(of: subject))
    if let claim = dossier.claims.first(where: { $0.kind != .occurrence }) {
      add(claim.kind.rawValue, self.claim(claim, subject))
    }
    let authorities = dossier.authorityStandings(at: now)
    add(
      "official",
      [Span(standing.official.counts)] + authorities.flatMap { brief($0, dossier) })
    if let found = subject.counterfactuals.first {
      add("would change it", [Span("  ")] + counterfactual(found))
    }
  }

  /// `  this article → Life → SHOT  +1 more`
  private func chain(of subject: DetailSubject) -> [Span] {
    guard let tree = subject.trees.first else { return [] }
    let names = Self.longestPath(in: tree).reversed().map { node in
      Span(
        node.source.map { subject.dossier.name(of: $0) } ?? name(of: node, subject.dossier),
        .source)
    }
    let others = subject.trees.count - 1
    return [Span("  ")] + names.joinedBy(Span(" \(symbols.arrow) ", .textDim))
      + (others > 0 ? [Span("  +\(others) more", .textDim)] : [])
  }

  /// `  · silent 5h12 local authorities`
  private func brief(_ standing: AuthorityStanding, _ dossier: Dossier) -> [Span] {
    let status = standing.status.asOfficial
    let since = standing.silentSince ?? standing.statement?.issuedAt
    let clock = since.map { " \(age(from: $0, to: now))" } ?? ""
    return [
      Span("  \(status.glyph(symbols)) \(status.word)\(clock)", status.role),
      Span(" \(dossier.name(of: standing.authority))"),
    ]
  }

  /// One line, cut where it does not fit.
  private mutating func add(_ label: String, _ spans: [Span]) {
    let gap = max(0, DetailWriter.labelWidth - displayWidth(label))
    writer.add(
      DetailLine(
        spans: [Span(label + String(repeating: " ", count: gap), .label)] + spans))
  }
}
