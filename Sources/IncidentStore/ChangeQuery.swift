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
  /// Who did what brought the change about. `nil` when it was a report, or time.
  public var act: Act?

  public init(
    change: Change, incident: Incident.ID, title: String, region: Region.ID, act: Act? = nil
  ) {
    self.change = change
    self.incident = incident
    self.title = title
    self.region = region
    self.act = act
  }
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
