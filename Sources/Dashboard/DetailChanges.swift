import Foundation
import IncidentStore
import Incidents
import TerminalKit

extension DetailDocument {
  /// How it came to stand as it does, and what people did about it, newest first.
  mutating func writeChanges(_ subject: DetailSubject) {
    for event in subject.detail.events {
      let at = event.at.clock(asOf: now)
      writer.add(
        [Span("\(at)  ", .textDim)] + cause(of: event, subject.dossier), hang: Self.timeWidth,
        target: subject.dossier.report(event.cause).map { .report($0.id) })
      for change in event.changes {
        let gap = max(2, DetailWriter.labelWidth - displayWidth(change.fieldWord))
        writer.add(
          change.turn(symbols) + news(change)
            + [Span("  \(change.rule)\(of(change, subject.dossier))", .textDim)],
          after: writer.indentation(Self.timeWidth) + [
            Span(change.fieldWord + String(repeating: " ", count: gap), .label)
          ])
      }
    }
    if writer.lines.isEmpty {
      writer.add("Nothing has changed since the first report.", .textDim)
    }
  }

  /// The place that a time of today takes: "14:28Z  ".
  private static let timeWidth = 8

  /// `  ! overdue`: what sort of news it is, where its values do not say so.
  private func news(_ change: Change) -> [Span] {
    let kind = ChangeKind(change)
    switch kind {
    case .new, .upgrade, .downgrade, .refuted, .other: return []
    case .silenceEnds, .overdue, .statementWithdrawn, .merged, .unmerged, .withdrawn:
      return [Span("  \(symbols.mark(kind.glyph(symbols)))\(kind.word)", kind.role)]
    }
  }

  /// `, of RU-KDA-7F3K2Q`, for what happened to an incident that was merged into this one.
  private func of(_ change: Change, _ dossier: Dossier) -> String {
    change.incident == dossier.incident.id ? "" : ", of \(change.incident)"
  }

  private func cause(of event: Event, _ dossier: Dossier) -> [Span] {
    if let recorded = event.act {
      let sentence = sentence(for: recorded.act, in: dossier)
      guard recorded.isUndone else { return [Span(sentence)] }
      return [Span("undone: ", .msgWarn), Span(sentence, .rowStale)]
    }
    if let report = dossier.report(event.cause) {
      return [
        Span("because of ", .textDim), Span(dossier.publisher(of: report.id), .source),
        Span(", \(report.id.words)", .textDim),
      ]
    }
    let words = event.changes.first.flatMap { event.reason.words(rule: $0.rule) }
    return words.map { [Span($0, .textDim)] } ?? []
  }
}

/// What happened at one time for one reason: a report, an act, or time itself.
struct Event: Equatable {
  var at: Date
  /// The id of the ledger entry. `nil`: time.
  var cause: String?
  var reason = ChangeCause.none
  /// `nil` when the cause is no act that the dossier holds.
  var act: RecordedAct?
  /// In the order of their numbers. Empty for an act that changed nothing.
  var changes: [Change]
}

extension IncidentDetail {
  /// Changes and acts, newest first; what one entry brought about is one event (T6).
  var events: [Event] {
    var events: [Event] = []
    for change in changes.sorted(by: { $0.seq < $1.seq }) {
      if let last = events.last, last.cause == change.because, last.at == change.at {
        events[events.count - 1].changes.append(change)
      } else {
        let act = dossier.acts.first { $0.id.rawValue == change.because }
        events.append(
          Event(
            at: change.at, cause: change.because, reason: causes[change.seq] ?? .none, act: act,
            changes: [change]))
      }
    }
    let known = Set(events.compactMap(\.cause))
    for act in dossier.acts where !known.contains(act.id.rawValue) {
      events.append(Event(at: act.act.at, cause: act.id.rawValue, act: act, changes: []))
    }
    // Of what happened at one time, the later in the ledger comes first.
    return events.enumerated()
      .sorted { ($0.element.at, $0.offset) > ($1.element.at, $1.offset) }.map(\.element)
  }
}
