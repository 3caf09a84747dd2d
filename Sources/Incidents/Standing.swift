public import Foundation

/// How an incident stands: all that a list shows and sorts by, each part with the rule that gave it.
public struct Standing: Codable, Hashable, Sendable {
  /// Of the `occurrence` claim.
  public var verification: Verification
  public var official: OfficialStanding
  /// How many reports stand behind it.
  public var reports: Int

  public init(verification: Verification, official: OfficialStanding, reports: Int) {
    self.verification = verification
    self.official = official
    self.reports = reports
  }
}

/// How well one claim is known.
public struct Verification: Codable, Hashable, Sendable {
  public var status: VerificationStatus
  /// `V1` to `V8`.
  public var rule: String
  public var origins: OriginCount

  public init(status: VerificationStatus, rule: String, origins: OriginCount) {
    self.status = status
    self.rule = rule
    self.origins = origins
  }
}

/// How many independent origins assert a claim: `min` if every suggested link holds, `max` if none does.
public struct OriginCount: Codable, Hashable, Sendable {
  public var min: Int
  public var max: Int
  /// The best reliability among the roots; relays do not lift it (I7). `nil` when no root has a name.
  public var grade: Reliability?

  public init(min: Int, max: Int, grade: Reliability?) {
    self.min = min
    self.max = max
    self.grade = grade
  }

  /// `1F`, `1..3B`, `0..1`: how many, and the best grade among the roots.
  public var code: String { range + (grade?.rawValue ?? "") }

  /// `1`, `1..3`.
  public var range: String { min == max ? "\(min)" : "\(min)..\(max)" }
}

/// What officialdom has said of an incident, rolled up over the authorities that ought to speak (O6).
public struct OfficialStanding: Codable, Hashable, Sendable {
  public var status: OfficialStatus
  public var confirmed: Int
  public var denied: Int
  public var nonCommittal: Int
  public var silent: Int
  public var notMonitored: Int
  public var withdrawn: Int
  /// Third parties that spoke: shown as `+1 other`, never counted (O8).
  public var others: Int
  /// Of the silent ones, those that were asked and let their deadline pass (O4).
  public var overdue: Int
  /// Since when the longest silence lasts. `nil` when nobody is silent.
  public var silentSince: Date?
  /// Since when the position that gives the row its word stands. `nil` when none does.
  public var standsSince: Date?
  /// When the passing of time alone changes this: a channel goes stale, a silence falls overdue. `nil`: never.
  public var changesAt: Date?

  public init(
    status: OfficialStatus, confirmed: Int = 0, denied: Int = 0, nonCommittal: Int = 0,
    silent: Int = 0, notMonitored: Int = 0, withdrawn: Int = 0, others: Int = 0,
    overdue: Int = 0, silentSince: Date? = nil, standsSince: Date? = nil, changesAt: Date? = nil
  ) {
    self.status = status
    self.confirmed = confirmed
    self.denied = denied
    self.nonCommittal = nonCommittal
    self.silent = silent
    self.notMonitored = notMonitored
    self.withdrawn = withdrawn
    self.others = others
    self.overdue = overdue
    self.silentSince = silentSince
    self.standsSince = standsSince
    self.changesAt = changesAt
  }
}

/// One row of the list: an incident and how it stands.
public struct IncidentSummary: Identifiable, Codable, Hashable, Sendable {
  public var incident: Incident
  public var standing: Standing
  /// When it last changed in a way that matters (T1).
  public var changedAt: Date
  /// What the person who asks has on the desk about it.
  public var desk: DeskState

  public init(
    incident: Incident, standing: Standing, changedAt: Date? = nil, desk: DeskState = DeskState()
  ) {
    self.incident = incident
    self.standing = standing
    self.changedAt = changedAt ?? incident.firstReportedAt
    self.desk = desk
  }

  public var id: Incident.ID { incident.id }
}

/// What became different in an incident, from what to what, and because of which entry.
public struct Change: Codable, Hashable, Sendable {
  /// Counts up over the whole store.
  public var seq: Int64
  public var at: Date
  public var incident: Incident.ID
  /// `verification`, `official`, `origins`, `title`, …
  public var field: String
  /// `nil` when the incident is new.
  public var old: String?
  public var new: String
  public var rule: String
  /// The ledger entry that caused it, in hex. `nil` when time alone did, or the merging of two ledgers.
  public var because: String?

  public init(
    seq: Int64, at: Date, incident: Incident.ID, field: String, old: String?, new: String,
    rule: String, because: String? = nil
  ) {
    self.seq = seq
    self.at = at
    self.incident = incident
    self.field = field
    self.old = old
    self.new = new
    self.rule = rule
    self.because = because
  }
}

extension Incident {
  /// Still being watched: neither closed, merged nor withdrawn.
  public var isOpen: Bool { lifecycle.isOpen }
}

extension Lifecycle {
  /// Still being watched.
  public var isOpen: Bool { self == .open || self == .monitoring }
}

extension OfficialStatus {
  /// No authority has said anything that stands.
  public var isWithoutWord: Bool {
    switch self {
    case .silent, .notMonitored, .withdrawn, .noAuthoritySet: true
    case .mixed, .confirmed, .denied, .nonCommittal: false
    }
  }
}
