import Foundation

// V1–V8: how well a claim is known. First match wins.

/// What the rules look at: origins on either side, checked evidence, and what was taken back.
struct ClaimSupport: Hashable {
  /// Origins that assert it.
  var asserting: OriginSet
  /// Origins, not of a party, that deny it.
  var denying: OriginSet
  /// Providers of checked evidence that supports (contradicts) it.
  var supportingProviders: Set<String>
  var contradictingProviders: Set<String>
  /// A party asserts it in its own interest.
  var partyClaims: Bool
  var retracted: Bool
}

/// One row of the table: the first whose condition holds names the status.
public struct VerificationRule: Sendable {
  /// `V1` to `V8`.
  public let id: String
  public let status: VerificationStatus
  /// The condition in words.
  public let words: String
  let holds: @Sendable (ClaimSupport) -> Bool

  /// The rule of this id. `nil` for an id that no rule has.
  public static func named(_ id: String) -> Self? { table.first { $0.id == id } }

  public static let table: [VerificationRule] = [
    VerificationRule(
      id: "V1", status: .retracted,
      words: "nobody asserts it any more, and somebody took it back"
    ) {
      $0.asserting.count.max == 0 && $0.supportingProviders.isEmpty && !$0.partyClaims
        && $0.retracted
    },
    VerificationRule(
      id: "V2", status: .refuted,
      words: "checked evidence or two good origins speak against it, and nothing good for it"
    ) {
      $0.supportingProviders.isEmpty && $0.asserting.good == 0
        && (!$0.contradictingProviders.isEmpty || $0.denying.good >= 2)
    },
    VerificationRule(
      id: "V3", status: .contested,
      words: "good origins or checked evidence stand on both sides"
    ) {
      ($0.asserting.good >= 1 || !$0.supportingProviders.isEmpty)
        && ($0.denying.good >= 1 || !$0.contradictingProviders.isEmpty)
    },
    VerificationRule(
      id: "V4", status: .verified,
      words: "two origins, one of them A–C, and checked evidence; or evidence from two providers"
    ) {
      (!$0.supportingProviders.isEmpty && $0.asserting.min.count >= 2 && $0.asserting.good >= 1)
        || $0.supportingProviders.count >= 2
    },
    VerificationRule(
      id: "V5", status: .corroborated,
      words: "two origins, one of them A–C; or one origin and checked evidence"
    ) {
      ($0.asserting.min.count >= 2 && $0.asserting.good >= 1)
        || ($0.asserting.min.count >= 1 && !$0.supportingProviders.isEmpty)
    },
    VerificationRule(
      id: "V6", status: .reported, words: "one named origin or one piece of checked evidence"
    ) {
      $0.asserting.min.count >= 1 || !$0.supportingProviders.isEmpty
    },
    VerificationRule(
      id: "V7", status: .partyClaim, words: "only a party asserts it, in its own interest"
    ) {
      $0.partyClaims
    },
    VerificationRule(
      id: "V8", status: .rumour, words: "no named origin that counts"
    ) { _ in true },
  ]
}

func verify(_ support: ClaimSupport) -> Verification {
  guard let rule = VerificationRule.table.first(where: { $0.holds(support) }) else {
    preconditionFailure("the last rule of the table holds always")
  }
  return Verification(status: rule.status, rule: rule.id, origins: support.asserting.count)
}

extension Dossier {
  /// How well `claim` is known.
  public func verification(of claim: Claim.ID) -> Verification {
    verify(support(of: claim))
  }

  func support(of claim: Claim.ID) -> ClaimSupport {
    let latest = latestAssertions(of: claim)
    let asserting = latest.filter { $0.stance == .asserts }
    let kind = claims.first { $0.id == claim }?.kind
    let checked = evidence.filter { $0.isChecked && $0.evidence.claim == kind }
    func providers(_ bearing: Bearing) -> Set<String> {
      Set(checked.filter { $0.evidence.bearing == bearing }.map(\.evidence.provider))
    }
    return ClaimSupport(
      asserting: origins(of: asserting),
      denying: origins(of: latest.filter { $0.stance == .denies && !$0.party }),
      supportingProviders: providers(.supports),
      contradictingProviders: providers(.contradicts),
      partyClaims: asserting.contains { $0.party && !$0.againstInterest },
      retracted: latest.contains { $0.stance == .retracts })
  }

  /// A source's latest word on a claim is its word. Reports without a known source each keep their own.
  private func latestAssertions(of claim: Claim.ID) -> [Assertion] {
    let reports = Dictionary(uniqueKeysWithValues: reports.map { ($0.id, $0) })
    var latest: [String: (assertion: Assertion, report: Report)] = [:]
    for assertion in assertions where assertion.claim == claim {
      guard let report = reports[assertion.report] else { continue }
      let speaker = report.source.map { "source \($0)" } ?? "report \(report.id)"
      if let known = latest[speaker]?.report,
        (known.time, known.receivedAt, known.id) > (report.time, report.receivedAt, report.id)
      {
        continue
      }
      latest[speaker] = (assertion, report)
    }
    return latest.values.map(\.assertion).sorted { $0.report < $1.report }
  }
}
