import Foundation
import TestSupport
import Testing

@testable import Incidents

/// What holds of the rules whatever the rows are: each property is tried on 200 random incidents.
struct Properties {
  static let seeds = 0..<UInt64(200)

  @Test func theOrderOfRowsNeverMatters() {
    for seed in Self.seeds {
      var random = SplitMix64(seed: seed)
      let one = Dossier.random(&random)
      var other = one
      other.reports.shuffle(using: &random)
      other.assertions.shuffle(using: &random)
      other.citations.shuffle(using: &random)
      other.evidence.shuffle(using: &random)
      other.statements.shuffle(using: &random)
      other.silences.shuffle(using: &random)
      other.expectations.shuffle(using: &random)
      other.acts.shuffle(using: &random)
      #expect(one.standing(at: at(20)) == other.standing(at: at(20)), "seed \(seed)")
      #expect(one.counterfactuals() == other.counterfactuals(), "seed \(seed)")
      #expect(one.sourceTrees() == other.sourceTrees(), "seed \(seed)")
      #expect(
        one.authorityStandings(at: at(20)) == other.authorityStandings(at: at(20)), "seed \(seed)")
    }
  }

  @Test func takingTheSameRowsInTwiceChangesNothing() {
    for seed in Self.seeds {
      var random = SplitMix64(seed: seed)
      let one = Dossier.random(&random)
      var twice = one
      twice.reports += one.reports
      twice.assertions += one.assertions
      twice.citations += one.citations
      twice.evidence += one.evidence
      twice.statements += one.statements
      twice.silences += one.silences
      twice.expectations += one.expectations
      #expect(one.standing(at: at(20)) == twice.standing(at: at(20)), "seed \(seed)")
      #expect(one.sourceTrees() == twice.sourceTrees(), "seed \(seed)")
    }
  }

  @Test func aSourceThatRepeatsItselfChangesNothing() throws {
    for seed in Self.seeds {
      var random = SplitMix64(seed: seed)
      let one = Dossier.random(&random)
      let latest = ClaimRows(one, claim: "occurrence", copies: one.copies())
      let ids = latest.latest.map { latest.reports[$0] }
      let repeated = one.reports.filter {
        ids.contains($0.id) && ($0.signature != nil || $0.mediaHash != nil)
      }
      guard var copy = repeated.randomElement(using: &random) else { continue }
      let said = try #require(one.assertions.first { $0.report == copy.id })
      copy.id = "repetition"
      copy.receivedAt = at(18)
      var more = one
      more.reports.append(copy)
      var again = said
      again.report = copy.id
      more.assertions.append(again)
      for var citation in one.citations where citation.report == said.report {
        citation.report = copy.id
        more.citations.append(citation)
      }
      #expect(one.occurrence == more.occurrence, "seed \(seed)")
    }
  }

  @Test func aSuggestedLinkNeverRaisesAStatus() {
    for seed in Self.seeds {
      var random = SplitMix64(seed: seed)
      let one = Dossier.random(&random, nameless: false)
      let asserting = one.assertions.filter { $0.stance == .asserts }.map(\.report)
      guard let report = asserting.randomElement(using: &random) else { continue }
      var linked = one
      linked.citations.append(
        Citation(
          report: report, depth: 9, source: one.sources.keys.sorted().randomElement(using: &random))
      )
      #expect(linked.occurrence.status.certainty <= one.occurrence.status.certainty, "seed \(seed)")
      #expect(linked.occurrence.origins.min <= one.occurrence.origins.min, "seed \(seed)")
    }
  }

  @Test func theLowerCountNeverGivesAHigherStatusThanTheUpperOne() {
    for seed in Self.seeds {
      var random = SplitMix64(seed: seed)
      let one = Dossier.random(&random, nameless: false)
      let lower = ClaimRows(one, claim: "occurrence", copies: one.copies()).support
      var upper = lower
      upper.asserting.min = lower.asserting.max
      #expect(
        lower.verification.status.certainty <= upper.verification.status.certainty, "seed \(seed)")
    }
  }

  @Test func aPartysWordForItselfNeverRaisesAStatus() {
    for seed in Self.seeds {
      var random = SplitMix64(seed: seed)
      let one = Dossier.random(&random)
      var more = one
      more.sources["party"] = Source(id: "party", name: "party", reliability: .a)
      more.reports.append(
        Report(
          id: "party", source: "party", publishedAt: at(.random(in: 8...18, using: &random)),
          receivedAt: at(18), text: "", mediaHash: ["5f3a", nil].randomElement(using: &random)!))
      more.assertions.append(Assertion(claim: "occurrence", report: "party", party: true))
      let (before, after) = (one.occurrence.status, more.occurrence.status)
      // V1 gives way to V7: what was taken back is claimed again, if only by a party.
      #expect(
        after.certainty <= before.certainty || (before, after) == (.retracted, .partyClaim),
        "seed \(seed): \(before) became \(after)")
    }
  }

  @Test func rejectingALinkUndoesSuggestingIt() {
    for seed in Self.seeds {
      var random = SplitMix64(seed: seed)
      let one = Dossier.random(&random)
      guard let report = one.reports.randomElement(using: &random)?.id else { continue }
      var linked = one
      linked.citations.append(Citation(report: report, depth: 9, source: "elsewhere"))
      linked.acts.append(
        RecordedAct(
          id: "rejection",
          act: Act(
            author: "ana", desk: "north", at: at(19),
            deed: .link(
              incident: one.incident.id, report: report, source: "elsewhere", state: .rejected))))
      #expect(linked.carriedOut().occurrence == one.carriedOut().occurrence, "seed \(seed)")
      #expect(linked.carriedOut().sourceTrees() == one.carriedOut().sourceTrees(), "seed \(seed)")
    }
  }
}

extension Dossier {
  fileprivate var occurrence: Verification { verification(of: "occurrence") }

  /// A small incident in which everything is likely to happen.
  fileprivate static func random(_ random: inout SplitMix64, nameless: Bool = true) -> Dossier {
    var one = Case().dossier
    let names = (1...7).map { Source.ID(rawValue: "source \($0)") }
    for name in names {
      one.sources[name] = Source(
        id: name, name: name.rawValue, family: pick(["house", nil, nil, nil], &random),
        controller: pick(["RU", nil, nil, nil, nil], &random),
        reliability: pick(Reliability.allCases, &random))
    }
    for number in 1...Int.random(in: 1...9, using: &random) {
      let id = Report.ID(rawValue: "report \(number)")
      let stance = pick(
        [Stance.asserts, .asserts, .asserts, .asserts, .denies, .questions, .retracts], &random)
      // Only those who assert it copy each other.
      let copies = stance == .asserts
      one.reports.append(
        Report(
          id: id,
          source: nameless ? pick(names.map(Optional.some) + [nil], &random) : pick(names, &random),
          publishedAt: at(.random(in: 8...17, using: &random)), receivedAt: at(17), text: "",
          addsOriginalReporting: pick([true, nil, nil], &random),
          mediaHash: copies ? pick(["5f3a", "77c0", nil, nil, nil], &random) : nil,
          signature: copies ? pick(Self.wordings + [nil, nil], &random) : nil))
      let party = pick([true, false, false, false], &random)
      one.assertions.append(
        Assertion(
          claim: "occurrence", report: id, stance: stance, party: party,
          againstInterest: party && pick([true, false], &random)))
      for depth in 0..<pick([0, 0, 1, 2], &random) {
        one.citations.append(
          Citation(
            report: id, depth: depth, source: pick(names.map(Optional.some) + [nil], &random),
            state: pick(LinkState.allCases, &random)))
      }
      if pick([true, false, false], &random) {
        one.statements.append(
          Statement(
            authority: pick(["mayor", "ministry"], &random), report: id,
            claim: pick([.occurrence, .cause], &random), position: pick(Position.allCases, &random),
            issuedAt: at(.random(in: 8...17, using: &random)), observedAt: at(17),
            attribution: pick(Attribution.allCases, &random),
            messageType: pick(MessageType.allCases, &random),
            identifier: pick(["1", "2", nil], &random),
            references: pick([["1"], [], []], &random)))
      }
      if pick([true, false, false, false, false, false, false], &random) {
        one.evidence.append(
          Evidence(
            report: id,
            evidence: ReadEvidence(
              kind: .other, provider: pick(["imaging", "seismic"], &random),
              bearing: pick(Bearing.allCases, &random), integrityOk: true, placeOk: true,
              timeOk: true)))
      }
    }
    one.expectations = [Expectation(authority: "mayor"), Expectation(authority: "governor")]
    one.silences = [ReportedSilence(authority: "governor", report: "report 1", asOf: at(12))]
    return one
  }

  private static let wordings: [TextSignature?] = [
    TextLikenessTests.russian, TextLikenessTests.russian + " Подробности выясняются.",
    TextLikenessTests.english,
  ].map(TextSignature.init(of:))
}

private func pick<T>(_ values: [T], _ random: inout SplitMix64) -> T {
  values[Int.random(in: values.indices, using: &random)]
}
