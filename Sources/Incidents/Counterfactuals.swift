/// Something that could be learnt, and the status that a claim would then have.
public struct Counterfactual: Codable, Hashable, Sendable {
  /// "one more independent origin graded A–C"
  public var change: String
  public var status: VerificationStatus
  public var rule: String
}

extension Dossier {
  /// What would change the status of `claim`, each found by running the rules on the changed rows.
  public func counterfactuals(of claim: Claim.ID) -> [Counterfactual] {
    guard let kind = claims.first(where: { $0.id == claim })?.kind else { return [] }
    let now = verification(of: claim)
    var found: [Counterfactual] = []
    func suppose(_ change: String, _ edit: (inout Dossier) -> Void) {
      var changed = self
      edit(&changed)
      let then = changed.verification(of: claim)
      if then.status != now.status {
        found.append(Counterfactual(change: change, status: then.status, rule: then.rule))
      }
    }

    suppose("one more independent origin graded A–C") {
      $0.addOrigin(of: claim, stance: .asserts, number: 1)
    }
    for source in sources.values.sorted(by: { $0.id < $1.id }) where !source.reliability.isGood {
      suppose("rate \(source.name) A–C") { $0.sources[source.id]?.reliability = .c }
    }
    let suggested = Set(citations.filter { $0.state == .suggested }.map(\.source))
    for source in suggested.sorted(by: { ($0 ?? "") < ($1 ?? "") }) {
      let name = source.flatMap { sources[$0]?.name } ?? "the unnamed source"
      suppose("reject the link to \(name)") {
        for index in $0.citations.indices
        where $0.citations[index].source == source && $0.citations[index].state == .suggested {
          $0.citations[index].state = .rejected
        }
      }
    }
    suppose("one piece of checked evidence that supports it") {
      $0.addEvidence(for: kind, bearing: .supports)
    }
    suppose("one piece of checked evidence against it") {
      $0.addEvidence(for: kind, bearing: .contradicts)
    }
    suppose("two independent origins graded A–C that deny it") {
      $0.addOrigin(of: claim, stance: .denies, number: 1)
      $0.addOrigin(of: claim, stance: .denies, number: 2)
    }
    return found.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private mutating func addOrigin(of claim: Claim.ID, stance: Stance, number: Int) {
    let source = Source.ID(rawValue: "supposed source \(number)")
    let report = Report.ID(rawValue: "supposed report \(number)")
    sources[source] = Source(id: source, name: source.rawValue, reliability: .c)
    reports.append(
      Report(id: report, source: source, receivedAt: incident.lastActivityAt, text: ""))
    assertions.append(Assertion(claim: claim, report: report, stance: stance))
  }

  private mutating func addEvidence(for claim: ClaimKind, bearing: Bearing) {
    evidence.append(
      Evidence(
        report: "supposed report",
        evidence: ReadEvidence(
          kind: .other, provider: "supposed provider", claim: claim, bearing: bearing,
          integrityOk: true, placeOk: true, timeOk: true)))
  }
}
