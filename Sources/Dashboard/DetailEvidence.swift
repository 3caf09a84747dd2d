import Foundation
import IncidentStore
import Incidents
import TerminalKit

extension DetailDocument {
  mutating func writeEvidence(_ subject: DetailSubject) {
    let dossier = subject.dossier
    for evidence in dossier.evidence {
      let found = evidence.evidence
      let target = dossier.target(nil, of: evidence.report)
      writer.blank()
      writer.add(
        [
          Span(found.kind.words, .textStrong), Span(" by \(found.provider)  "),
          Span("\(found.bearing.words) the \(found.claim.rawValue)", .value),
        ], hang: 2, target: target)
      writer.add(checks(of: evidence), .textDim, indent: 2, target: target)
      writer.add(
        symbols.list(
          found.acquiredAt.map { "acquired \($0.clock(asOf: now))" }
            ?? "acquired at an unknown time",
          dossier.bringer(of: evidence.report)),
        .textDim, indent: 2, target: target)
      if let note = found.note { writer.add(note, indent: 2, target: target) }
      if let reason = dossier.recording(evidence.report)?.because {
        writer.add(reason, indent: 2, target: target)
      }
    }
    if dossier.evidence.isEmpty {
      writer.add("No image, sensor reading or document has been recorded: reports only.", .textDim)
    }
  }

  /// `satellite image by Planet supports it: counts`
  func row(_ evidence: Evidence, _ dossier: Dossier) -> [Span] {
    let found = evidence.evidence
    return [
      Span("\(found.kind.words) by \(found.provider)", .source),
      Span(" \(found.bearing.words) it"),
      Span("  \(checks(of: evidence))", .textDim),
      Span("  \(dossier.bringer(of: evidence.report))", .textDim),
    ]
  }

  /// `integrity ok, place ok, time not checked · does not count until all three are ok`
  private func checks(of evidence: Evidence) -> String {
    let found = evidence.evidence
    let checks = [
      ("integrity", found.integrityOk), ("place", found.placeOk), ("time", found.timeOk),
    ].map { name, ok in "\(name) \(ok.map { $0 ? "ok" : "FAILED" } ?? "not checked")" }
    return symbols.list(
      checks.joined(separator: ", "),
      evidence.isChecked ? "counts" : "does not count until all three are ok")
  }
}
