import Foundation
import IncidentStore
import Incidents
import TerminalKit

// What people think of a claim: beside the derived status, never instead of it.

extension DetailDocument {
  /// Who thinks what of `claim`, one line a person, and who says that nobody can verify it.
  mutating func writeViews(of claim: Claim, _ dossier: Dossier, label: String = "") {
    let views =
      dossier.assessments(at: now).filter { $0.assessment.claim == claim.id }
      .map { view($0.act.act, $0.assessment) }
      + dossier.unverifiable(claim.id).map { unverifiable($0.act) }
    for (index, view) in views.enumerated() { writer.field(index == 0 ? label : "", view) }
  }

  /// `anna@desk  likely (55 to 80 %), moderate confidence · two crews saw it · expires in 20h`
  func view(_ act: Act, _ assessment: Assessment) -> [Span] {
    let estimate = [assessment.likelihood?.words, assessment.confidence?.words]
      .compactMap(\.self).joined(separator: ", ")
    let view = symbols.list(
      estimate.isEmpty ? nil : estimate, assessment.opinion.isEmpty ? nil : assessment.opinion)
    return [
      Span(act.by, .source), Span("  \(view)", .value),
      Span("\(symbols.separator)expires \(until(assessment.expiresAt, from: now))", .textDim),
    ]
  }

  /// `marked unverifiable by anna@desk: the site is mined`
  func unverifiable(_ act: Act) -> [Span] {
    [
      Span("marked unverifiable by \(act.by)", .msgWarn),
      Span(act.because.map { ": \($0)" } ?? ""),
    ]
  }
}
