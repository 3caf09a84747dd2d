import Foundation
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
      ?? symbols.shortName(of: incident.region)
    let first = incident.firstReportedAt.clock(asOf: now)
    let event = incident.isKnownByEvent ? incident.occurredAt : nil
    let facts = symbols.list(
      event.map { "undated, happened \($0.moment(asOf: now))" }
        ?? (incident.provisional ? "undated, received \(first)" : "first \(first)"), place)
    var title = [Span(incident.title, .textStrong), Span("  \(facts)", .textDim)]
    if let words = incident.lifecycleWords {
      title.insert(Span("\(words.prefix { $0 != ":" })  ", .msgWarn), at: 0)
    }
    writer.add(DetailLine(spans: title))

    add("evidence", evidence(standing.verification) + chain(of: subject))
    if let claim = dossier.claims.first(where: { $0.kind != .occurrence }) {
      add(claim.kind.rawValue, self.claim(claim, subject))
    }
    let authorities = dossier.authorityStandings(at: now)
    add(
      "official",
      // Without anybody to name, counts alone say nothing.
      authorities.isEmpty
        ? official(standing.official)
        : [Span(standing.official.counts)] + overdue(standing.official)
          + authorities.flatMap { brief($0, dossier) })
    if let found = subject.occurrence.flatMap({ subject.counterfactuals[$0.id]?.first }) {
      add("would change it", [Span("  ")] + counterfactual(found))
    }
    let desk =
      words(of: subject.detail.desk, changedAt: subject.detail.changedAt)
      + dossier.claims.flatMap { dossier.unverifiable($0.id) }.map { unverifiable($0.act) }
      + dossier.assessments(at: now).reversed().map { view($0.act.act, $0.assessment) }
    if !desk.isEmpty {
      add("desk", Array(desk.joined(separator: [Span(" \(symbols.dot) ", .textDim)])))
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
