import Foundation
import Gazetteer
import IncidentStore
import Incidents
import TerminalKit

extension DetailDocument {
  /// What is known from the list alone, and stands at the top of the summary too.
  ///
  /// - Parameter dossier: who set the lifecycle, and why. `nil`: not known yet.
  mutating func writeHeading(
    _ incident: Incident, _ desk: DeskState, changedAt: Date, _ dossier: Dossier? = nil
  ) {
    writer.add(incident.title, .textStrong)
    writer.add(
      symbols.list(
        [
          incident.occurredAt.map { "happened \($0.moment(asOf: now))" },
          "first reported \(incident.firstReportedAt.clock(asOf: now))"
            + (incident.provisional ? ", provisional: no report carries a date" : ""),
          place(of: incident),
        ].compactMap(\.self)), .textDim)
    if let words = incident.lifecycleWords {
      let act = dossier?.lifecycleAct
      let reason = act?.because.map { ": \($0)" } ?? ""
      let author = act.map { "  by \($0.by), \($0.at.clock(asOf: now))\(reason)" } ?? ""
      writer.add([Span(words, .msgWarn), Span(author, .textDim)])
    }
    for (index, line) in words(of: desk, changedAt: changedAt).enumerated() {
      writer.field(index == 0 ? "desk" : "", line)
    }
    writer.blank()
  }

  mutating func writeSummary(_ subject: DetailSubject) {
    let dossier = subject.dossier
    let verification = subject.detail.standing.verification
    writeHeading(
      dossier.incident, subject.detail.desk, changedAt: subject.detail.changedAt, dossier)
    writeNearDuplicates(subject)

    writer.field("evidence", evidence(verification, under: dossier.policy))
    writeTree(subject)
    for claim in dossier.claims {
      if claim.kind != .occurrence || claim.number != nil { writeClaimLine(claim, subject) }
      writeViews(of: claim, dossier, label: claim.kind == .occurrence ? "assessed" : "")
    }
    writer.blank()

    let standings = dossier.authorityStandings(at: now)
    writer.field("official", official(subject.detail.standing.official))
    for standing in standings { writeStanding(standing, dossier) }
    writer.blank()

    let statements = standings.flatMap(\.grounds)
    if !statements.isEmpty {
      writer.add("statements", .label)
      for statement in statements { writeStatementLine(statement, dossier) }
      writer.blank()
    }
    if let occurrence = subject.occurrence { writeCounterfactuals(of: occurrence, subject) }
  }

  /// What may be the same, and how to make it one.
  private mutating func writeNearDuplicates(_ subject: DetailSubject) {
    let found = subject.detail.nearDuplicates
    for (index, other) in found.prefix(3).enumerated() {
      writer.field(
        index == 0 ? "same as?" : "",
        [
          Span(other.incident.rawValue, .value), Span("  \(other.title)"),
          Span("  \(other.reason)", .textDim), Span("  :merge \(other.incident)", .hintKey),
        ])
    }
    if found.count > 3 { writer.field("", [Span("and \(found.count - 3) more", .textDim)]) }
    if !found.isEmpty { writer.blank() }
  }

  func place(of incident: Incident) -> String {
    let world = Gazetteer.world
    let name = world.shortName(of: incident.region)
    let dispute = world.isDisputed(incident.region) ? " (disputed)" : ""
    guard let place = incident.place else { return symbols.own(name) + dispute }
    // A region, or a city that is one, is not said twice.
    let isRegion = [name, world.name(of: incident.region)].contains(place.text)
    return symbols.list(
      place.text + (isRegion ? "" : ", \(symbols.own(name))") + dispute, place.precision.words)
  }

  /// What the person has on the desk, each part by itself: `acknowledged 14:20Z`, `snoozed until 16:00Z`.
  func words(of desk: DeskState, changedAt: Date) -> [[Span]] {
    var parts: [[Span]] = []
    if let at = desk.acknowledgedAt {
      let age = ago(from: at, to: now)
      let stale = desk.isStale(at: now) ? [Span(", stale", .rowStale)] : []
      parts.append(
        desk.isAcknowledged(changedAt: changedAt)
          ? [Span("acknowledged \(at.clock(asOf: now)), \(age)")] + stale
          : [
            Span("acknowledged \(at.clock(asOf: now)), "),
            Span("changed since: \(changedAt.clock(asOf: now))", .msgWarn),
          ])
    }
    if let until = desk.snoozedUntil, until > now {
      parts.append(
        desk.isSnoozed(changedAt: changedAt, now: now)
          ? [Span("snoozed until \(until.clock(asOf: now))")]
          : [
            Span("snooze until \(until.clock(asOf: now)) broken: "),
            Span("changed \(changedAt.clock(asOf: now))", .msgWarn),
          ])
    }
    if let note = desk.note { parts.append([Span("note: ", .textDim), Span(note)]) }
    return parts
  }

  /// `REPORTED  1 origin, grade F  V6: one named origin or …`
  ///
  /// - Parameter policy: that the rule stands under. `nil`: the rule is left out.
  func evidence(_ verification: Verification, under policy: Policy? = nil) -> [Span] {
    var spans = [
      Span(verification.status.fullWord, verification.status.role),
      Span("  \(verification.origins.words(symbols))"),
    ]
    if let policy, let words = Rule.words(of: verification.rule, under: policy) {
      spans.append(Span("  \(verification.rule): \(words)", .textDim))
    }
    return spans
  }

  func official(_ official: OfficialStanding) -> [Span] {
    let status = official.status
    return [
      Span("\(symbols.mark(status.glyph(symbols)))\(status.word(symbols))", status.role),
      Span("  \(official.counts(symbols))"),
    ] + overdue(official)
  }

  /// `  2 overdue`
  func overdue(_ official: OfficialStanding) -> [Span] {
    official.overdue > 0 ? [Span("  \(official.overdue) overdue", .msgWarn)] : []
  }

  func counterfactual(_ counterfactual: Counterfactual) -> [Span] {
    [
      Span(counterfactual.change), Span(symbols.isPlain ? ": then " : symbols.becomes, .textDim),
      Span(counterfactual.status.fullWord, counterfactual.status.role),
      Span(" \(counterfactual.rule)", .textDim),
    ]
  }

  mutating func writeCounterfactuals(of claim: Claim, _ subject: DetailSubject) {
    let found = subject.counterfactuals[claim.id] ?? []
    guard !found.isEmpty else { return }
    writer.add("would change it", .label)
    for found in found { writeRow(counterfactual(found), target: nil) }
  }
}

extension Incident {
  /// Said plainly where nobody watches it any more. `nil` for an open one.
  var lifecycleWords: String? {
    switch lifecycle {
    case .open: nil
    case .monitoring: "MONITORING: watched, without news expected"
    case .closed: "CLOSED: nobody watches it any more"
    case .merged:
      "MERGED into \(mergedInto?.rawValue ?? "another incident"): its reports stand there"
    case .withdrawn: "WITHDRAWN: it is not told of any more"
    }
  }
}

extension Dossier {
  /// What closed, merged or withdrew it last. `nil`: it is as its reports left it.
  fileprivate var lifecycleAct: Act? {
    standingActs.map(\.act).last { act in
      switch act.deed {
      case .set(_, incident.lifecycle): true
      case .merge(incident.id, _): incident.lifecycle == .merged
      default: false
      }
    }
  }
}

extension IncidentDetail {
  /// When it last changed in a way that matters (T1).
  var changedAt: Date {
    changes.filter(\.isMaterial).map(\.at).max() ?? dossier.incident.firstReportedAt
  }
}

extension [Span] {
  func joinedBy(_ separator: Span) -> [Span] {
    enumerated().flatMap { $0.offset == 0 ? [$0.element] : [separator, $0.element] }
  }
}
