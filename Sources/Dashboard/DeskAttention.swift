import Foundation
import IncidentStore
import Incidents
import TerminalKit

// What a person has put aside, and when it comes back (T2 to T5).

extension IncidentQuery {
  /// Whether `other` asks for the same list, though perhaps at another time.
  func isSameList(as other: Self) -> Bool {
    var other = other
    other.now = now
    return self == other
  }

  /// It asks for fewer than all incidents that are told of, whatever the person has put aside.
  var isFiltered: Bool {
    var rest = filter
    rest.attention = nil
    return !rest.isEmpty
  }
}

extension Attention {
  /// What key `A` shows next.
  fileprivate var next: Self {
    switch self {
    case .due: .acknowledged
    case .acknowledged: .snoozed
    case .snoozed: .all
    case .all: .due
    }
  }
}

extension DeskState {
  /// T5: put aside so long ago that it is worth another look.
  func isStale(changedAt: Date, now: Date) -> Bool {
    isAcknowledged(changedAt: changedAt) && isStale(at: now)
  }
}

extension IncidentSummary {
  /// What the person has on the desk about it: `✎ note`, `◌ acknowledged 3h ago`, `z snoozed until 16:00Z`.
  func deskMarks(_ symbols: Symbols, now: Date) -> [(glyph: Character, words: String)] {
    var marks: [(Character, String)] = []
    if let at = desk.acknowledgedAt, desk.isAcknowledged(changedAt: changedAt) {
      let isStale = desk.isStale(changedAt: changedAt, now: now)
      let words = "acknowledged \(Dashboard.age(from: at, to: now)) ago"
      marks.append(
        isStale ? (symbols.overdue, "\(words): look again") : (symbols.acknowledged, words))
    }
    if let until = desk.snoozedUntil, desk.isSnoozed(changedAt: changedAt, now: now) {
      marks.append((symbols.snoozed, "snoozed until \(until.clock(asOf: now))"))
    }
    if desk.note != nil { marks.append((symbols.note, "note")) }
    return marks
  }
}

extension Symbols {
  func list(_ parts: [String]) -> String { parts.joined(separator: separator) }

  /// Beside what a person has put aside, or written a note on.
  var acknowledged: Character { isASCII ? "o" : "◌" }
  var snoozed: Character { "z" }
  var note: Character { isASCII ? "#" : "✎" }
  var up: Character { isASCII ? "^" : "▲" }
  var merged: Character { isASCII ? "&" : "»" }
  var overdue: Character { "!" }
}

extension DashboardState {
  /// The person has put something aside, or looks at what they have.
  var hasPutAside: Bool {
    guard incidents.query.attention == .due else { return true }
    return !incidents.query.isFiltered && incidents.window?.total != overview?.incidents
  }

  /// From what is due to what is acknowledged, to what is snoozed, to all.
  mutating func turnAttention() -> [Effect] {
    guard person != nil else {
      message = Message(text: "nobody's desk: nothing can be put aside here")
      return []
    }
    let next = incidents.query.attention.next
    var filter = incidents.query.filter
    filter.attention = next == incidents.query.usualAttention ? nil : next
    return show(filter) + go(to: .incidents)
  }

  /// The end of a snooze brings its incident back: then the list is asked for again; and at each full
  /// minute where `silent>6h` finds more with the time.
  mutating func passAttention() -> [Effect] {
    guard pause == nil, moment == nil, incidents.query.countsTime,
      incidents.query.now != now.minute
    else { return [] }
    let hasTurned = mayTurn(by: now)
    guard incidents.query.filter.countsTime || hasTurned else { return [] }
    incidents.query.now = now.minute
    return [reload()] + (hasTurned ? [.loadOverview(person: person, now: now)] : [])
  }

  /// T2: hides the incident until it changes in a way that matters.
  mutating func acknowledge() -> [Effect] {
    if focus != .changes, isGoingElsewhere() { return [] }
    let marking = settleMarks()
    guard marking.isEmpty else { return awaitRange(marking) }
    let marked = markedForDeeds
    if !marked.isEmpty { return recordAll(marked.map { .acknowledge(incident: $0) }) }
    guard let incident = deskIncident else { return [] }
    return record(.acknowledge(incident: incident))
  }
}
