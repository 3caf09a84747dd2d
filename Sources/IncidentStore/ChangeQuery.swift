public import Foundation
public import Incidents

/// Which changes to show.
public struct ChangeQuery: Hashable, Sendable {
  /// Of incidents in this region and all that lies in it.
  public var region: Region.ID?
  public var incident: Incident.ID?
  /// At this time or after.
  public var since: Date?
  /// With a greater ``Change/seq``.
  public var after: Int64?
  /// Only what asks for attention (T1).
  public var isMaterial: Bool
  /// At most so many, the newest. `nil`: all.
  public var limit: Int?

  public init(
    region: Region.ID? = nil, incident: Incident.ID? = nil, since: Date? = nil,
    after: Int64? = nil, isMaterial: Bool = false, limit: Int? = nil
  ) {
    self.region = region
    self.incident = incident
    self.since = since
    self.after = after
    self.isMaterial = isMaterial
    self.limit = limit
  }
}

/// A change with the incident that it is about, as that stands today.
public struct ChangeLine: Hashable, Sendable {
  public var change: Change
  /// What ``Change/incident`` is today: another one if it was merged.
  public var incident: Incident.ID
  public var title: String
  public var region: Region.ID
  public var cause: ChangeCause

  public init(
    change: Change, incident: Incident.ID, title: String, region: Region.ID, cause: ChangeCause
  ) {
    self.change = change
    self.incident = incident
    self.title = title
    self.region = region
    self.cause = cause
  }

  /// Who did what brought the change about. `nil` when it was no person's act.
  public var act: Act? { if case .act(let act) = cause { act } else { nil } }
}

/// What brought a change about.
public enum ChangeCause: Hashable, Sendable {
  /// By whom it is, as far as anybody knows.
  case report(source: String?)
  case act(Act)
  /// Word came from this channel, or of it.
  case heard(url: String)
  /// A feed told of a source, or of an authority and where it speaks.
  case source(Source.ID)
  case authority(Authority.ID)
  /// The numbers in the rules, or who is expected to speak.
  case policy
  /// Time went by, ledgers were merged, or the rules of a new version moved it; the rule says which.
  case none
}

public enum TimeDirection: Hashable, Sendable {
  case before, after
}

/// What came of merging another store's ledger.
public struct MergeOutcome: Hashable, Sendable {
  /// Entries that this store lacked.
  public var added: Int
  /// Entries that it had.
  public var known: Int
  /// Acts of two desks on one matter, of which the later now counts.
  public var conflicts: Int
  /// Incidents that stand otherwise than before, or are new.
  public var changed: Int

  public init(added: Int, known: Int, conflicts: Int, changed: Int) {
    self.added = added
    self.known = known
    self.conflicts = conflicts
    self.changed = changed
  }
}
