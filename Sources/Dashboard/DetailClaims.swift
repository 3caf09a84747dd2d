import Foundation
import IncidentStore
import Incidents
import TerminalKit

extension DetailDocument {
  /// `cause  air defence …  “may have been caused by”  REPORTED 1F`
  func claim(_ claim: Claim, _ subject: DetailSubject) -> [Span] {
    let dossier = subject.dossier
    var spans = [Span(claim.text)]
    for (index, number) in dossier.numbers(of: claim).enumerated() {
      spans += [Span(index == 0 ? "  " : ", "), words(of: number)]
    }
    let hedges = dossier.assertions.filter { $0.claim == claim.id }.compactMap(\.hedge)
    if let hedge = hedges.first { spans += [Span("  "), Span(symbols.quoted(hedge), .quote)] }
    if claim.kind != .occurrence, let verification = subject.verifications[claim.id] {
      spans.append(Span("  \(verification.status.fullWord)", verification.status.role))
      spans.append(Span(" \(verification.origins.code(symbols))", .textDim))
    }
    return spans
  }

  mutating func writeClaimLine(_ claim: Claim, _ subject: DetailSubject) {
    let assertion = subject.dossier.assertions.first { $0.claim == claim.id }
    writer.field(
      claim.kind == .occurrence ? "count" : claim.kind.rawValue, self.claim(claim, subject),
      target: assertion.flatMap { subject.dossier.target($0.passage, of: $0.report) })
  }

  mutating func writeClaims(_ subject: DetailSubject) {
    let dossier = subject.dossier
    for matter in dossier.matters {
      writer.blank()
      if let claim = matter.claims.first, matter.claims.count == 1 {
        writer.field(claim.kind.rawValue, [Span(claim.text, .textStrong)])
        if let verification = subject.verifications[claim.id] {
          writer.field("", evidence(verification, under: dossier.policy))
        }
        for number in dossier.numbers(of: claim) { writer.field("", bounds(of: number)) }
      } else {
        let words = "\(matter.claims.count) \(matter.isDisputed ? "rival " : "")accounts"
        writer.field(matter.claims[0].kind.rawValue, [Span(words, .textStrong)])
      }
      if matter.accounts.count > 1 {
        writeSideBySide(matter, subject)
      } else {
        for assertion in matter.accounts.flatMap(\.stances).flatMap(\.assertions) {
          writeRow(
            row(assertion, dossier), target: dossier.target(assertion.passage, of: assertion.report)
          )
        }
      }
      for claim in matter.claims { writeViews(of: claim, dossier) }
    }
    if dossier.claims.isEmpty {
      writer.add("No claims have been read out of its reports.", .textDim)
    }
  }

  /// `Life asserts it  “may have”  a party, in its own interest`
  func row(_ assertion: Assertion, _ dossier: Dossier) -> [Span] {
    var spans = [
      Span(dossier.publisher(of: assertion.report), .source),
      Span(" \(assertion.stance.rawValue) it"),
    ]
    if let hedge = assertion.hedge {
      spans += [Span("  "), Span(symbols.quoted(hedge), .quote)]
    }
    if assertion.party {
      let interest = assertion.againstInterest ? "against its interest" : "in its own interest"
      spans.append(Span("  a party, \(interest)", .textDim))
    }
    return spans
  }

  /// A row that a status rests on, under it.
  mutating func writeRow(_ spans: [Span], target: DetailLine.Target?) {
    writer.add(
      spans, after: writer.indentation(DetailWriter.labelWidth), hang: DetailWriter.labelWidth + 2,
      target: target)
  }

  /// `10 explosions “approximately 10”`
  func words(of number: ReadNumber) -> Span {
    let amount =
      switch (number.low, number.best, number.high) {
      case (let low?, _, let high?) where low != high: "\(low)..\(high)"
      case (_, let best?, _): "\(best)"
      case (let low?, nil, nil): "at least \(low)"
      case (nil, nil, let high?): "at most \(high)"
      default: "an unknown number of"
      }
    return Span("\(amount) \(number.unit) \(symbols.quoted(number.words))", .quote)
  }

  /// `explosions: low 8, best 10, high not said  “approximately 10”`
  private func bounds(of number: ReadNumber) -> [Span] {
    let bounds = [("low", number.low), ("best", number.best), ("high", number.high)]
      .map { "\($0) \($1.map(String.init) ?? "not said")" }
    return [
      Span("\(number.unit): \(bounds.joined(separator: ", "))  ", .value),
      Span(symbols.quoted(number.words), .quote),
    ]
  }
}
