import Incidents
import TerminalKit

// One deed on all that is marked: what can be done so, a question before much is done at once, and one
// message afterwards.

/// Much would be done at once: the person says whether it is meant.
struct Confirmation: Equatable, Sendable {
  var deeds: [Deed]
  var because: String?

  /// So many are acted on without a question.
  static let unasked = 20
}

extension DeskVerb {
  /// What it is about.
  private enum Reach {
    /// The marked incidents, as well as one.
    case many
    /// One incident, whose sources, reports or claims it names.
    case one
    /// No incident.
    case none
  }

  private var reach: Reach {
    switch self {
    case .acknowledge, .snooze, .note, .close, .reopen, .monitor, .merge, .asked, .excuse: .many
    case .confirm, .reject, .move, .unmerge, .split, .statement, .expect, .evidence, .assess,
      .unverifiable:
      .one
    case .rate, .undo, .asOf, .live, .seen, .region, .view, .filter, .sort, .theme, .quit: .none
    }
  }

  var actsOnMany: Bool { reach == .many }
  fileprivate var actsOnOne: Bool { reach == .one }
}

extension DeskLine {
  /// What `line` asks for on all that is marked. `nil`: it is not about what is marked.
  static func parse(
    _ line: String, _ verb: DeskVerb, _ word: DeskWord, onAllOf subject: DeskSubject
  ) throws(DeskLineError) -> DeskOrder? {
    let marked = subject.marked
    if marked.isEmpty { return nil }
    if verb.actsOnOne {
      throw word.wrong(
        TypedError(
          problem: "'\(verb.rawValue)' is about one incident, and \(incidentWords(marked.count)) "
            + "\(marked.count == 1 ? "is" : "are") marked",
          hint: "open the one, or take the marks away first"))
    }
    guard verb.actsOnMany else { return nil }
    var deeds: [Deed] = []
    var reason: String?
    for incident in marked {
      var one = subject
      (one.marked, one.incident, one.dossier, one.report) = ([], incident, nil, nil)
      one.target = subject.incident
      guard case .record(let deed, let because) = try parse(line, about: one) else { return nil }
      // What others are merged into may be marked as well.
      if case .merge(let merged, let into) = deed, merged == into { continue }
      deeds.append(deed)
      reason = because
    }
    if deeds.isEmpty {
      throw word.wrong(
        TypedError(
          problem: "only the incident itself is marked",
          hint: "mark those that are the same as this one"))
    }
    return .recordAll(deeds, because: reason)
  }
}

extension DashboardState {
  /// What a deed is done to when the list is in front of the person: all that is marked. Empty: the one
  /// incident that is selected.
  var markedForDeeds: [Incident.ID] {
    guard focus == .incidents || focus == .regions else { return [] }
    let marks = incidents.marks
    return marks.ids
      + incidents.rows.filter { !marks.contains($0.id) && incidents.isInRange($0) }.map(\.id)
  }

  /// Ends an open range, since what is done next is done to all of it.
  mutating func settleMarks() -> [Effect] {
    focus == .incidents || focus == .regions ? endRange() : []
  }

  /// The store is asked first which incidents the range holds.
  mutating func awaitRange(_ marking: [Effect]) -> [Effect] {
    message = Message(text: "the range is still being read: again, in a moment")
    return marking
  }

  mutating func recordAll(_ deeds: [Deed], because: String? = nil) -> [Effect] {
    if isInThePast() { return [] }
    guard deeds.count <= Confirmation.unasked else {
      confirmation = Confirmation(deeds: deeds, because: because)
      return []
    }
    return [.recordAll(deeds, because: because)]
  }

  mutating func handleConfirming(_ command: Command) -> [Effect] {
    guard let asked = confirmation else { return [] }
    confirmation = nil
    guard command == .confirmDeeds else {
      message = Message(text: "nothing was done")
      return []
    }
    return [.recordAll(asked.deeds, because: asked.because)]
  }

  mutating func recordedAll(_ acts: [RecordedAct]) -> [Effect] {
    guard let first = acts.first else { return [] }
    incidents.marks = Marks()
    if acts.count == 1 { return recorded(first) }
    let key = keys.label(of: .undo, in: .incidents) ?? ""
    message = Message(
      text: symbols.list(words(forAll: acts.map(\.act.deed)), "\(key) takes all of it back"),
      role: .msgOk)
    return loadEverything()
  }

  /// `acknowledge 25 incidents?`, and the keys that answer.
  var confirmationWords: [String]? {
    guard let deeds = confirmation?.deeds, let first = deeds.first else { return nil }
    return ["\(first.imperative(incidentWords(deeds.count)))?"] + hints(in: .confirming)
  }
}

/// `25 incidents`
func incidentWords(_ count: Int) -> String { "\(grouped(count)) incident\(count == 1 ? "" : "s")" }

extension Deed {
  /// What a person is about to do: `close 25 incidents`.
  fileprivate func imperative(_ them: String) -> String {
    switch self {
    case .acknowledge: "acknowledge \(them)"
    case .snooze(_, let until): "snooze \(them) until \(until.day) \(until.clock)"
    case .note(_, let text):
      text.isEmpty ? "take your note off \(them)" : "put the note on \(them): \(text)"
    case .set(_, .closed): "close \(them)"
    case .set(_, .open): "reopen \(them)"
    case .set(_, let lifecycle): "set \(them) to \(lifecycle.rawValue)"
    case .merge(_, let into): "merge \(them) into \(into)"
    case .ask(_, let authority, _): "record that \(authority) was asked about \(them)"
    case .excuse(_, let authority): "set that nobody need wait for \(authority) on \(them)"
    default: "record '\(name)' on \(them)"
    }
  }
}
