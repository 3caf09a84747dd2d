public import Foundation

/// What one person at a desk decided or recorded, and why.
///
/// Nothing is ever taken back by deleting: an act that was wrong is undone by another.
public struct Act: Codable, Hashable, Sendable {
  public typealias ID = Identifier<Act>

  public var author: String
  public var desk: String
  /// By the clock of the desk; of two acts on one thing, the later wins.
  public var at: Date
  /// Why. `nil` when nobody said.
  public var because: String?
  public var deed: Deed

  public init(author: String, desk: String, at: Date, because: String? = nil, deed: Deed) {
    self.author = author
    self.desk = desk
    self.at = at
    self.because = because
    self.deed = deed
  }
}

/// What was done. The names of cases and of their values are in every ledger: never change one.
public enum Deed: Codable, Hashable, Sendable {
  case rate(source: String, reliability: Reliability)
  /// Confirms or rejects that `report` rests on `source` (`nil`: on a root without a name). A rejected
  /// source is no longer taken for one origin with the report's for being alike, either.
  case link(incident: Incident.ID, report: Report.ID, source: Source.ID?, state: LinkState)
  case move(report: Report.ID, from: Incident.ID, to: Incident.ID)
  case merge(incident: Incident.ID, into: Incident.ID)
  /// Makes an incident of its own of `reports`.
  case split(incident: Incident.ID, reports: [Report.ID])
  case state(incident: Incident.ID, statement: ReadStatement)
  /// An authority was asked for its word, at a time.
  case ask(incident: Incident.ID, authority: Authority.ID, at: Date)
  /// `deadlineHours` of `nil`: as the policy says.
  case expect(
    incident: Incident.ID, authority: ReadAuthority, role: ExpectationRole, deadlineHours: Double?)
  /// Nobody need wait for this authority.
  case excuse(incident: Incident.ID, authority: Authority.ID)
  case evidence(incident: Incident.ID, evidence: ReadEvidence)
  case assess(incident: Incident.ID, assessment: Assessment)
  /// The claim cannot be verified by anybody; the act's reason says why.
  case unverifiable(incident: Incident.ID, claim: Claim.ID)
  case set(incident: Incident.ID, lifecycle: Lifecycle)
  case acknowledge(incident: Incident.ID)
  case snooze(incident: Incident.ID, until: Date)
  case note(incident: Incident.ID, text: String)
  case undo(act: Act.ID)
}

extension Deed {
  /// The incident that it is about. `nil` for a source's grade and for an undo.
  public var incident: Incident.ID? {
    switch self {
    case .rate, .undo: nil
    case .link(let incident, _, _, _), .move(_, let incident, _), .merge(let incident, _),
      .split(let incident, _), .state(let incident, _), .ask(let incident, _, _),
      .expect(let incident, _, _, _), .excuse(let incident, _), .evidence(let incident, _),
      .assess(let incident, _), .unverifiable(let incident, _), .set(let incident, _),
      .acknowledge(let incident), .snooze(let incident, _), .note(let incident, _):
      incident
    }
  }

  /// It is about what one person has on the desk, and never leaves this machine.
  public var staysHere: Bool {
    switch self {
    case .acknowledge, .snooze, .note: true
    default: false
    }
  }

  /// What it settles: of two acts that settle one thing, the later wins. `nil`: both stand.
  public var matter: String? {
    switch self {
    case .rate(let source, _): "rate \(Source.ID(named: source))"
    case .link(_, let report, let source, _): "link \(report) \(source?.rawValue ?? "")"
    case .move(let report, let from, _): "move \(report) \(from)"
    case .merge(let incident, _): "merge \(incident)"
    case .ask(let incident, let authority, _): "ask \(incident) \(authority)"
    case .expect(let incident, let authority, _, _): "expect \(incident) \(authority.id)"
    case .excuse(let incident, let authority): "expect \(incident) \(authority)"
    case .set(let incident, _): "lifecycle \(incident)"
    case .split, .state, .evidence, .assess, .unverifiable, .acknowledge, .snooze, .note, .undo:
      nil
    }
  }
}

extension Deed {
  /// The name of its case.
  public var name: String {
    switch self {
    case .rate: "rate"
    case .link: "link"
    case .move: "move"
    case .merge: "merge"
    case .split: "split"
    case .state: "state"
    case .ask: "ask"
    case .expect: "expect"
    case .excuse: "excuse"
    case .evidence: "evidence"
    case .assess: "assess"
    case .unverifiable: "unverifiable"
    case .set: "set"
    case .acknowledge: "acknowledge"
    case .snooze: "snooze"
    case .note: "note"
    case .undo: "undo"
    }
  }

  /// What it decides of its ``matter``, in a word: `C`, `rejected`.
  public var outcome: String {
    switch self {
    case .rate(_, let reliability): reliability.rawValue
    case .link(_, _, _, let state): state.rawValue
    case .move(_, _, let to): to.rawValue
    case .merge(_, let into): into.rawValue
    case .ask(_, _, let at): UTC.string(from: at)
    case .expect(_, _, let role, _): role.rawValue
    case .set(_, let lifecycle): lifecycle.rawValue
    default: name
    }
  }
}

/// An act in the ledger.
public struct RecordedAct: Identifiable, Codable, Hashable, Sendable {
  /// The id of the ledger entry, in hex.
  public var id: Act.ID
  public var act: Act
  /// A later act undid it.
  public var isUndone: Bool

  public init(id: Act.ID, act: Act, isUndone: Bool = false) {
    self.id = id
    self.act = act
    self.isUndone = isUndone
  }
}

/// A person's view of a claim: shown beside the derived status, never instead of it.
public struct Assessment: Codable, Hashable, Sendable {
  public var claim: Claim.ID
  public var opinion: String
  /// How firm the ground is. Kept apart from ``likelihood``.
  public var confidence: Confidence?
  public var likelihood: Likelihood?
  /// From then on it no longer counts as anybody's view.
  public var expiresAt: Date

  public init(
    claim: Claim.ID = "occurrence", opinion: String, confidence: Confidence? = nil,
    likelihood: Likelihood? = nil, expiresAt: Date
  ) {
    self.claim = claim
    self.opinion = opinion
    self.confidence = confidence
    self.likelihood = likelihood
    self.expiresAt = expiresAt
  }
}

/// How firm the ground of an assessment is [ICD 203].
public enum Confidence: String, Codable, Hashable, Sendable, CaseIterable {
  case low, moderate, high
}

/// How likely something is, in words of estimate [ICD 203].
public enum Likelihood: String, Codable, Hashable, Sendable, CaseIterable {
  case almostNoChance = "almost-no-chance"
  case veryUnlikely = "very-unlikely"
  case unlikely
  case roughlyEven = "roughly-even"
  case likely
  case veryLikely = "very-likely"
  case almostCertain = "almost-certain"

  /// In per cent.
  public var percent: ClosedRange<Int> {
    switch self {
    case .almostNoChance: 1...5
    case .veryUnlikely: 5...20
    case .unlikely: 20...45
    case .roughlyEven: 45...55
    case .likely: 55...80
    case .veryLikely: 80...95
    case .almostCertain: 95...99
    }
  }
}

extension ReadAuthority {
  public var id: Authority.ID { Authority.ID(named: name, in: region) }
}
