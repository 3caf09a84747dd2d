import Foundation
import IncidentStore
import Incidents
import TerminalKit

// What a person has put aside, and when it comes back (T2 to T5).

extension IncidentQuery {
  /// Whether `other` asks for the same list, though perhaps at another time.
  func isSameList(as other: Self) -> Bool {
    var other = other
    other.attention = other.attention(at: .distantPast)
    var same = self
    same.attention = attention(at: .distantPast)
    return same == other
  }

  func attention(at now: Date) -> Attention {
    switch attention {
    case .due: .due(now: now)
    case .snoozed: .snoozed(now: now)
    case .all, .acknowledged: attention
    }
  }

  /// It asks for fewer than all incidents that are told of, whatever the person has put aside.
  var isFiltered: Bool {
    self != IncidentQuery(person: person, attention: attention)
  }
}

extension IncidentQuery.Attention {
  /// For the filter. `nil` where nothing needs to be said.
  var word: String? {
    switch self {
    case .all: nil
    case .due: "due"
    case .acknowledged: "acknowledged"
    case .snoozed: "snoozed"
    }
  }

  /// What key `A` shows next.
  fileprivate func next(at now: Date) -> Self {
    switch self {
    case .due: .acknowledged
    case .acknowledged: .snoozed(now: now)
    case .snoozed: .all
    case .all: .due(now: now)
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
  private var isASCII: Bool { self == .ascii }

  func list(_ parts: [String]) -> String { parts.joined(separator: " \(dot) ") }

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
    guard case .due = incidents.query.attention else { return true }
    return !incidents.query.isFiltered && incidents.window?.total != overview?.incidents
  }

  /// From what is due to what is acknowledged, to what is snoozed, to all.
  mutating func turnAttention() -> [Effect] {
    guard person != nil else {
      message = Message(text: "nobody's desk: nothing can be put aside here")
      return []
    }
    incidents.query.attention = incidents.query.attention.next(at: now.minute)
    incidents.find = nil
    arrival = nil
    return [load(.first)] + go(to: .incidents)
  }

  /// The end of a snooze brings its incident back: the list is asked for again at each full minute.
  mutating func passAttention() -> [Effect] {
    let attention = incidents.query.attention(at: now.minute)
    guard pause == nil, moment == nil, attention != incidents.query.attention else { return [] }
    incidents.query.attention = attention
    return [reload()]
  }

  /// T2: hides the incident until it changes in a way that matters.
  mutating func acknowledge() -> [Effect] {
    guard let incident = deskIncident else { return [] }
    return record(.acknowledge(incident: incident))
  }
}
