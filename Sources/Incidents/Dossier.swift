public import Foundation

/// Every row behind one incident: all that the rules look at, and all that a detail shows.
///
/// The rows stand as reports gave them; ``carriedOut()`` adds what follows from the desk's acts and policy.
public struct Dossier: Hashable, Sendable {
  public var incident: Incident
  /// Oldest first.
  public var reports: [Report]
  public var sources: [Source.ID: Source]
  public var citations: [Citation]
  /// The occurrence first.
  public var claims: [Claim]
  public var assertions: [Assertion]
  public var authorities: [Authority.ID: Authority]
  public var expectations: [Expectation]
  public var statements: [Statement]
  public var silences: [ReportedSilence]
  public var evidence: [Evidence]
  /// What people did here, oldest first, with what was undone.
  public var acts: [RecordedAct]
  public var policy: Policy

  public init(
    incident: Incident, reports: [Report] = [], sources: [Source.ID: Source] = [:],
    citations: [Citation] = [], claims: [Claim] = [], assertions: [Assertion] = [],
    authorities: [Authority.ID: Authority] = [:], expectations: [Expectation] = [],
    statements: [Statement] = [], silences: [ReportedSilence] = [], evidence: [Evidence] = [],
    acts: [RecordedAct] = [], policy: Policy = .standard
  ) {
    self.incident = incident
    self.reports = reports
    self.sources = sources
    self.citations = citations
    self.claims = claims
    self.assertions = assertions
    self.authorities = authorities
    self.expectations = expectations
    self.statements = statements
    self.silences = silences
    self.evidence = evidence
    self.acts = acts
    self.policy = policy
  }

  /// The acts that were not undone, oldest first.
  public var standingActs: [RecordedAct] { acts.filter { !$0.isUndone } }
}

extension Dossier {
  /// With what follows from the desk's acts and the policy: the state of links, statements and evidence
  /// that a person recorded, who ought to speak, and the lifecycle.
  ///
  /// Of two acts on one matter the later wins. The order of rows makes no difference.
  public func carriedOut() -> Self {
    var result = self
    let acts = standingActs.sorted { ($0.act.at, $0.id) < ($1.act.at, $1.id) }
    for act in acts { result.carryOut(act) }
    result.expectations = result.whoOughtToSpeak(acts)
    for expectation in result.expectations where result.authorities[expectation.authority] == nil {
      result.authorities[expectation.authority] = authority(expectation.authority, acts)
    }
    return result
  }

  private mutating func carryOut(_ recorded: RecordedAct) {
    let entry = Report.ID(rawValue: recorded.id.rawValue)
    let at = recorded.act.at
    switch recorded.act.deed {
    case .link(_, let report, let source, let state):
      for index in citations.indices
      where citations[index].report == report && citations[index].source == source {
        citations[index].state = state
      }
    case .state(_, let statement):
      statements.append(Statement(statement, in: entry, at: at, observedAt: at))
    case .evidence(_, let evidence):
      self.evidence.append(Evidence(report: entry, evidence: evidence))
    case .set(_, let lifecycle):
      if incident.isOpen || incident.lifecycle == .closed { incident.lifecycle = lifecycle }
    case .rate, .move, .merge, .split, .ask, .expect, .excuse, .assess, .unverifiable,
      .acknowledge, .snooze, .note, .undo:
      break
    }
  }

  /// By the policy, by what reports name, and by what a person set: the more particular wins.
  private func whoOughtToSpeak(_ acts: [RecordedAct]) -> [Expectation] {
    var found: [Authority.ID: Expectation] = [:]
    for usual in policy.expectations where usual.covers(incident) {
      let id = usual.authority(for: incident).id
      found[id] = Expectation(
        authority: id, role: usual.role,
        deadlineHours: usual.deadlineHours ?? policy.deadlineHours)
    }
    let times = Dictionary(reports.map { ($0.id, $0.time) }) { first, _ in first }
    let named =
      statements.map { (times[$0.report] ?? $0.observedAt, $0.report, $0.authority, $0.role) }
      + silences.map { (times[$0.report] ?? $0.asOf, $0.report, $0.authority, $0.role) }
    var isNamed: Set<Authority.ID> = []
    for (_, _, authority, role) in named.sorted(by: {
      ($0.0, $0.1, $0.3.rawValue) < ($1.0, $1.1, $1.3.rawValue)
    }) where isNamed.insert(authority).inserted {
      found[authority] = Expectation(
        authority: authority, role: role,
        deadlineHours: found[authority]?.deadlineHours ?? policy.deadlineHours)
    }
    for act in acts {
      switch act.act.deed {
      case .expect(_, let authority, let role, let hours):
        found[authority.id] = Expectation(
          authority: authority.id, role: role, deadlineHours: hours ?? policy.deadlineHours,
          askedAt: found[authority.id]?.askedAt)
      case .excuse(_, let authority):
        found[authority] = nil
      case .ask(_, let authority, let at):
        found[
          authority,
          default: Expectation(
            authority: authority, deadlineHours: policy.deadlineHours)
        ].askedAt = at
      default: break
      }
    }
    return found.values.sorted { $0.authority < $1.authority }
  }

  /// What is known of an authority that no row describes.
  private func authority(_ id: Authority.ID, _ acts: [RecordedAct]) -> Authority {
    let described =
      policy.expectations.filter { $0.covers(incident) }.map { $0.authority(for: incident) }
      + acts.compactMap {
        switch $0.act.deed {
        case .expect(_, let authority, _, _): authority
        case .state(_, let statement): statement.authority
        default: nil
        }
      }
    guard let read = described.first(where: { $0.id == id }) else {
      return Authority(id: id, name: id.rawValue, kind: .government, region: incident.region)
    }
    return Authority(id: id, name: read.name, kind: read.kind, region: read.region)
  }

  /// The views that people hold, oldest first: one a person and claim, without those that have expired.
  public func assessments(at now: Date) -> [(act: RecordedAct, assessment: Assessment)] {
    var latest: [String: (act: RecordedAct, assessment: Assessment)] = [:]
    for act in standingActs {
      guard case .assess(_, let assessment) = act.act.deed else { continue }
      latest["\(act.act.author) \(act.act.desk) \(assessment.claim)"] = (act, assessment)
    }
    return latest.values.filter { now < $0.assessment.expiresAt }
      .sorted { ($0.act.act.at, $0.act.id) < ($1.act.act.at, $1.act.id) }
  }

  /// The acts that say that a claim cannot be verified.
  public func unverifiable(_ claim: Claim.ID) -> [RecordedAct] {
    standingActs.filter {
      if case .unverifiable(_, claim) = $0.act.deed { true } else { false }
    }
  }
}

extension Claim {
  /// The claims of an incident out of all tellings, each with the time and id of its report: what is said
  /// twice is one claim, in the words of the first; its number is the first that is given.
  public static func distinct(_ told: [(claim: Claim, time: Date, report: Report.ID)]) -> [Claim] {
    var found: [ID: Claim] = [:]
    for (claim, _, _) in told.sorted(by: { ($0.time, $0.report) < ($1.time, $1.report) }) {
      if found[claim.id] == nil {
        found[claim.id] = claim
      } else if found[claim.id]?.number == nil {
        found[claim.id]?.number = claim.number
      }
    }
    return found.values.sorted {
      ($0.kind != .occurrence ? 1 : 0, $0.id) < ($1.kind != .occurrence ? 1 : 0, $1.id)
    }
  }
}
