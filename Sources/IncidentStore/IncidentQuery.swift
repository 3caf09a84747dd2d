public import Foundation
public import Incidents

/// Which incidents to show. An empty query is all of them.
public struct IncidentQuery: Hashable, Sendable {
  /// This region and all that lies in it.
  public var region: Region.ID?
  /// Any of these; empty means all.
  public var statuses: Set<VerificationStatus>
  /// Any of these; empty means all.
  public var official: Set<OfficialStatus>
  /// Only incidents with activity at or after this.
  public var since: Date?

  public init(
    region: Region.ID? = nil, statuses: Set<VerificationStatus> = [],
    official: Set<OfficialStatus> = [], since: Date? = nil
  ) {
    self.region = region
    self.statuses = statuses
    self.official = official
    self.since = since
  }
}

/// The place of a row in the list, which is sorted by last activity, newest first, then by id.
///
/// It holds although its incident has moved or gone: a window around it shows what stands there now.
public struct ListPosition: Hashable, Sendable {
  public var lastActivityAt: Date
  public var id: Incident.ID

  public init(lastActivityAt: Date, id: Incident.ID) {
    self.lastActivityAt = lastActivityAt
    self.id = id
  }

  public init(_ row: IncidentSummary) {
    self.init(lastActivityAt: row.incident.lastActivityAt, id: row.id)
  }
}

/// Where in the list a window lies.
public enum WindowAnchor: Hashable, Sendable {
  case first
  case last
  /// Around where this incident stands now; around where it stood if it is no longer in the answer.
  case around(ListPosition)
}

/// Some consecutive rows of the list: a pane holds what it shows and a page each side, never the whole.
public struct IncidentWindow: Hashable, Sendable {
  public var rows: [IncidentSummary]
  /// Whether `rows` begins (ends) where the list does.
  public var startsAtFirst: Bool
  public var endsAtLast: Bool
  /// How many incidents the query finds in all.
  public var total: Int

  public init(rows: [IncidentSummary], startsAtFirst: Bool, endsAtLast: Bool, total: Int) {
    self.rows = rows
    self.startsAtFirst = startsAtFirst
    self.endsAtLast = endsAtLast
    self.total = total
  }
}

/// How many incidents a region holds: of its own, not of the regions in it.
public struct RegionTally: Hashable, Sendable {
  public var region: Region.ID
  public var incidents: Int
  public var open: Int
  /// Open ones without an official word: silent, not monitored, or with no authority set.
  public var withoutWord: Int
  /// Open ones where an authority that we listen to, or that a source speaks of, is silent.
  public var silent: Int
  public var lastActivityAt: Date

  public init(
    region: Region.ID, incidents: Int, open: Int, withoutWord: Int, silent: Int,
    lastActivityAt: Date
  ) {
    self.region = region
    self.incidents = incidents
    self.open = open
    self.withoutWord = withoutWord
    self.silent = silent
    self.lastActivityAt = lastActivityAt
  }
}

/// An incident with every row behind it, how it stands, and how it came to stand so.
public struct IncidentDetail: Hashable, Sendable {
  public var dossier: Dossier
  public var standing: Standing
  /// Newest first.
  public var changes: [Change]

  public init(dossier: Dossier, standing: Standing, changes: [Change]) {
    self.dossier = dossier
    self.standing = standing
    self.changes = changes
  }
}

/// What the header says of the whole store.
public struct StoreOverview: Hashable, Sendable {
  public var incidents: Int
  public var reports: Int
  /// Items that could not be read, kept with their reasons.
  public var quarantined: Int
  /// When this store last received an entry. `nil` when it is empty.
  public var lastReceivedAt: Date?

  public init(incidents: Int, reports: Int, quarantined: Int, lastReceivedAt: Date?) {
    self.incidents = incidents
    self.reports = reports
    self.quarantined = quarantined
    self.lastReceivedAt = lastReceivedAt
  }
}
