// V1–V8: how well a claim is known. First match wins.

/// What the rules look at: origins on either side, checked evidence, and what was taken back.
struct ClaimSupport: Hashable {
  /// Origins that assert it.
  var asserting = OriginSet()
  /// Origins, not of a party, that deny it.
  var denying = OriginSet()
  /// Providers of checked evidence that supports (contradicts) it.
  var supportingProviders: Set<Source.ID> = []
  var contradictingProviders: Set<Source.ID> = []
  /// A party asserts it in its own interest.
  var partyClaims = false
  var retracted = false
  var policy = Policy.standard

  fileprivate var isCorroborated: Bool {
    asserting.min.count >= policy.corroboratingOrigins && assertingGood >= 1
  }
  fileprivate var assertingGood: Int { asserting.good(policy) }
  fileprivate var denyingGood: Int { denying.good(policy) }
  fileprivate var isSupported: Bool { !supportingProviders.isEmpty }
  fileprivate var isContradicted: Bool { !contradictingProviders.isEmpty }
}

/// One row of the table: the first whose condition holds names the status.
public struct VerificationRule: Sendable {
  /// `V1` to `V8`.
  public let id: String
  public let status: VerificationStatus
  private let condition: @Sendable (Policy) -> String
  let holds: @Sendable (ClaimSupport) -> Bool

  /// The condition in words, under the standard policy.
  public var words: String { condition(.standard) }

  public func words(under policy: Policy) -> String { condition(policy) }

  /// The rule of this id. `nil` for an id that no rule has.
  public static func named(_ id: String) -> Self? { table.first { $0.id == id } }

  public static let table: [VerificationRule] = [
    VerificationRule(
      id: "V1", status: .retracted,
      condition: { _ in "nobody asserts it any more, and somebody took it back" },
      holds: { $0.asserting.count.max == 0 && !$0.isSupported && !$0.partyClaims && $0.retracted }),
    VerificationRule(
      id: "V2", status: .refuted,
      condition: {
        "checked evidence or \($0.refutingOrigins.words(of: "good origin")) against it, "
          + "and nothing good for it"
      },
      holds: {
        !$0.isSupported && $0.assertingGood == 0
          && ($0.isContradicted || $0.denyingGood >= $0.policy.refutingOrigins)
      }),
    VerificationRule(
      id: "V3", status: .contested,
      condition: { _ in "good origins or checked evidence stand on both sides" },
      holds: {
        ($0.assertingGood >= 1 || $0.isSupported) && ($0.denyingGood >= 1 || $0.isContradicted)
      }),
    VerificationRule(
      id: "V4", status: .verified,
      condition: {
        "\($0.corroboration), and checked evidence; "
          + "or evidence from \($0.verifyingProviders.words(of: "provider"))"
      },
      holds: {
        ($0.isSupported && $0.isCorroborated)
          || ($0.isSupported && $0.supportingProviders.count >= $0.policy.verifyingProviders)
      }),
    VerificationRule(
      id: "V5", status: .corroborated,
      condition: { "\($0.corroboration); or one origin and checked evidence" },
      holds: { $0.isCorroborated || ($0.asserting.min.count >= 1 && $0.isSupported) }),
    VerificationRule(
      id: "V6", status: .reported,
      condition: { _ in "one named origin or one piece of checked evidence" },
      holds: { $0.asserting.min.count >= 1 || $0.isSupported }),
    VerificationRule(
      id: "V7", status: .partyClaim,
      condition: { _ in "only a party asserts it, in its own interest" },
      holds: { $0.partyClaims }),
    VerificationRule(
      id: "V8", status: .rumour,
      condition: { _ in "no named origin that counts" },
      holds: { _ in true }),
  ]
}

extension ClaimRows {
  var support: ClaimSupport {
    let words = latest
    return ClaimSupport(
      asserting: origins(.asserts, among: words), denying: origins(.denies, among: words),
      supportingProviders: supporting, contradictingProviders: contradicting,
      partyClaims: words.contains {
        tellings[$0].stance == .asserts && tellings[$0].isSelfServing
      },
      retracted: words.contains { tellings[$0].stance == .retracts }, policy: policy)
  }

  var verification: Verification { support.verification }
}

extension ClaimSupport {
  var verification: Verification {
    guard let rule = VerificationRule.table.first(where: { $0.holds(self) }) else {
      preconditionFailure("the last rule of the table holds always")
    }
    return Verification(status: rule.status, rule: rule.id, origins: asserting.count)
  }
}

extension Dossier {
  /// How well `claim` is known.
  public func verification(of claim: Claim.ID) -> Verification {
    ClaimRows(self, claim: claim, copies: copies()).verification
  }

  /// How well every claim is known: each report is compared with the others only once.
  public func verifications() -> [Claim.ID: Verification] {
    let copies = copies()
    return Dictionary(
      claims.map { ($0.id, ClaimRows(self, claim: $0.id, copies: copies).verification) }
    ) { $1 }
  }
}

extension VerificationStatus {
  /// How sure a claim is made by it [CAP 1.2 certainty]: a status is above another if its certainty is.
  public var certainty: Certainty {
    switch self {
    case .retracted, .refuted: .unlikely
    case .partyClaim, .rumour: .unknown
    case .contested, .reported: .possible
    case .corroborated: .likely
    case .verified: .observed
    }
  }
}

/// [CAP 1.2 certainty], from the least to the most.
public enum Certainty: Int, Hashable, Sendable, Comparable, CaseIterable {
  case unlikely, unknown, possible, likely, observed

  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
