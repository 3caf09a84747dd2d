public import Foundation
public import Incidents

/// Which incidents to show, in which order, and to whom.
public struct IncidentQuery: Hashable, Sendable {
  public var filter: IncidentFilter
  /// `nil`: the latest report first; of what is acknowledged, what was acknowledged first (T4).
  public var order: IncidentOrder?
  /// When it is asked: from here lengths of time in the filter count back, and snoozes end.
  public var now: Date
  /// Whose desk it is, for ``IncidentSummary/desk`` and ``attention``. `nil`: nobody's.
  public var person: String?
  /// What counts when the filter says nothing of attention.
  public var usualAttention: Attention

  public init(
    _ filter: IncidentFilter = IncidentFilter(), order: IncidentOrder? = nil,
    now: Date = .distantPast, person: String? = nil, usualAttention: Attention = .all
  ) {
    self.filter = filter
    self.order = order
    self.now = now
    self.person = person
    self.usualAttention = usualAttention
  }

  public var attention: Attention { filter.attention ?? usualAttention }

  /// What it finds changes with the time alone.
  public var countsTime: Bool {
    filter.countsTime || person != nil && (attention == .due || attention == .snoozed)
  }

  /// The order that the list has in the end.
  public var listOrder: IncidentOrder {
    order ?? IncidentOrder(attention == .acknowledged ? .acknowledgement : .lastReport)
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
  /// How many incidents the query finds in all. `nil`: not counted yet.
  public var total: Int?

  public init(rows: [IncidentSummary], startsAtFirst: Bool, endsAtLast: Bool, total: Int?) {
    self.rows = rows
    self.startsAtFirst = startsAtFirst
    self.endsAtLast = endsAtLast
    self.total = total
  }
}

/// How many incidents a query found, and what the store held then.
public struct ListCount: Hashable, Sendable {
  public var query: IncidentQuery
  public var total: Int
  /// The latest entry, and until when the passing of time is taken into account.
  var entry: Int64
  var settledUntil: Int

  /// It counts what `other` finds.
  public func answers(_ other: IncidentQuery) -> Bool {
    var other = other
    if !other.countsTime { other.now = query.now }
    return query == other
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

/// How many open incidents a region holds, of its own, of those that a query finds.
public struct OpenCount: Hashable, Sendable {
  public var region: Region.ID
  public var open: Int
  /// Without an official word: silent, not monitored, or with no authority set.
  public var withoutWord: Int

  public init(region: Region.ID, open: Int, withoutWord: Int) {
    self.region = region
    self.open = open
    self.withoutWord = withoutWord
  }
}

/// An incident with every row behind it, how it stands, and how it came to stand so.
public struct IncidentDetail: Hashable, Sendable {
  public var dossier: Dossier
  public var standing: Standing
  /// Newest first.
  public var changes: [Change]
  /// What brought each about, by its number.
  public var causes: [Int64: ChangeCause]
  /// What the person who asks has on the desk about it.
  public var desk: DeskState
  /// What may be the same incident.
  public var nearDuplicates: [NearDuplicate]

  public init(
    dossier: Dossier, standing: Standing, changes: [Change], causes: [Int64: ChangeCause] = [:],
    desk: DeskState = DeskState(), nearDuplicates: [NearDuplicate] = []
  ) {
    self.dossier = dossier
    self.standing = standing
    self.changes = changes
    self.causes = causes
    self.desk = desk
    self.nearDuplicates = nearDuplicates
  }
}

/// What the header says of the whole store.
public struct StoreOverview: Hashable, Sendable {
  public var incidents: Int
  /// `nil`: not counted.
  public var reports: Int?
  /// Items that could not be read, kept with their reasons. `nil`: not counted.
  public var quarantined: Int?
  /// When this store last received an entry. `nil` when it is empty.
  public var lastReceivedAt: Date?
  /// The number of the latest change. 0: nothing has changed yet.
  public var lastChange: Int64
  /// What the person who asks had seen when they last looked. `nil`: they never did.
  public var seen: Seen?
  /// Material changes since then, but for incidents that were new.
  public var unseenChanges: Int
  /// When time alone next changes what is known, or ends a snooze of theirs. `nil`: never.
  public var nextTurn: Date?

  public init(
    incidents: Int, reports: Int?, quarantined: Int?, lastReceivedAt: Date?, lastChange: Int64 = 0,
    seen: Seen? = nil, unseenChanges: Int = 0, nextTurn: Date? = nil
  ) {
    self.incidents = incidents
    self.reports = reports
    self.quarantined = quarantined
    self.lastReceivedAt = lastReceivedAt
    self.lastChange = lastChange
    self.seen = seen
    self.unseenChanges = unseenChanges
    self.nextTurn = nextTurn
  }
}

/// Up to where a person has looked at the changes.
public struct Seen: Hashable, Sendable {
  public var seq: Int64
  public var at: Date

  public init(seq: Int64, at: Date) {
    self.seq = seq
    self.at = at
  }
}
