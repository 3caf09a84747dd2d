public import Foundation

// L1–L5: what in an incident looks wrong, for a person to put right. A lint changes no status.

public struct Lint: Hashable, Sendable {
  /// `L1` to `L5`.
  public var id: String
  /// What looks wrong, as a sentence.
  public var sentence: String
  /// What it is about. `nil` when it is about no one claim.
  public var claim: Claim.ID?
  /// Where it comes from: a report or a desk's act. `nil` when it is about no one of them.
  public var report: Report.ID?
}

extension Dossier {
  public func lints(at now: Date) -> [Lint] {
    let verifications = verifications()
    return overconfidence(verifications, now) + falsePoint() + unsureStart(verifications)
      + unsaidZeros() + earlyEvidence()
  }

  /// L1. The rows hold no credibility; a person who is highly confident says the same as credibility 1.
  private func overconfidence(
    _ verifications: [Claim.ID: Verification], _ now: Date
  ) -> [Lint] {
    assessments(at: now).compactMap { act, assessment in
      guard assessment.confidence == .high, let known = verifications[assessment.claim],
        known.origins.min < policy.corroboratingOrigins
      else { return nil }
      return Lint(
        id: "L1",
        sentence: "\(act.act.author) is highly confident of what has only "
          + "\(known.origins.range) \(known.origins.max == 1 ? "origin" : "origins")",
        claim: assessment.claim, report: Report.ID(rawValue: act.id.rawValue))
    }
  }

  /// L2.
  private func falsePoint() -> [Lint] {
    guard let place = incident.place, place.precision == .largerRegion,
      place.latitude != nil || place.longitude != nil
    else { return [] }
    return [
      Lint(id: "L2", sentence: "“\(place.text)” is a larger region, and yet it is given as a point")
    ]
  }

  /// L3.
  private func unsureStart(_ verifications: [Claim.ID: Verification]) -> [Lint] {
    guard incident.provisional else { return [] }
    return claims.filter { verifications[$0.id]?.status == .verified }.map {
      Lint(
        id: "L3", sentence: "“\($0.text)” is verified, and yet no report says when it came out",
        claim: $0.id)
    }
  }

  /// L4.
  private func unsaidZeros() -> [Lint] {
    claims.filter { $0.kind == .casualties && $0.number?.isZero == true && !isSaid($0) }.map {
      Lint(
        id: "L4", sentence: "“\($0.text)”: no report says none; unknown is not 0", claim: $0.id)
    }
  }

  /// Whether a report that makes the claim has the words of its number.
  private func isSaid(_ claim: Claim) -> Bool {
    guard let words = claim.number?.words, !words.isEmpty else { return false }
    let telling = Set(
      assertions.filter { $0.claim == claim.id && $0.stance == .asserts }.map(\.report))
    return reports.contains { report in
      telling.contains(report.id)
        && [report.headline ?? "", report.text].contains {
          $0.range(of: words, options: .caseInsensitive) != nil
        }
    }
  }

  /// L5. While nobody knows when it happened, the first report stands in for it.
  private func earlyEvidence() -> [Lint] {
    let (event, name) =
      incident.occurredAt.map { ($0, "the event") }
      ?? (incident.firstReportedAt, "the first report")
    return evidence.compactMap { item in
      guard item.isChecked, item.evidence.bearing == .supports,
        let acquired = item.evidence.acquiredAt, acquired < event
      else { return nil }
      return Lint(
        id: "L5",
        sentence: "evidence of \(item.evidence.provider) for it was acquired "
          + "\(hoursAndMinutes(event.timeIntervalSince(acquired))) before \(name)",
        claim: claims.first { $0.kind == item.evidence.claim }?.id, report: item.report)
    }
  }
}

extension ReadNumber {
  fileprivate var isZero: Bool { (best ?? high ?? low) == 0 }
}

/// `25 h 10 min`, `3 min`.
private func hoursAndMinutes(_ seconds: Double) -> String {
  let minutes = max(1, Int(seconds / 60))
  let (hours, rest) = minutes.quotientAndRemainder(dividingBy: 60)
  return [hours > 0 ? "\(hours) h" : nil, rest > 0 ? "\(rest) min" : nil]
    .compactMap(\.self).joined(separator: " ")
}
