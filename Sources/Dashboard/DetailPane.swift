import Foundation
import IncidentStore
import Incidents
import TerminalKit

/// The parts of what is known of an incident.
public enum DetailSection: Int, CaseIterable, Codable, Sendable {
  case summary, origins, statements, claims, evidence, why, changes, text

  var title: String { "\(self)".prefix(1).uppercased() + "\(self)".dropFirst() }
}

/// Everything about the selected incident, section by section, down to the sentence in the source.
struct DetailPane: Equatable, Sendable {
  /// A report's text that has been opened, and where to go back to.
  struct Opened: Equatable, Sendable {
    var report: Report.ID
    /// The sentence in question. `nil`: the whole text.
    var passage: Passage?
    var section: DetailSection
    var index: Int
  }

  /// The incident that is shown, or will be once it is loaded.
  private(set) var incident: Incident.ID?
  /// `nil` until the store has answered.
  private(set) var subject: DetailSubject?
  private(set) var section = DetailSection.summary
  /// The selected line of ``lines``.
  private(set) var index = 0
  private(set) var cursor = ListCursor()
  /// `nil` unless the text section was reached from a line that rests on it.
  private(set) var opened: Opened?
  /// The report whose text the text section shows. `nil`: the first.
  private(set) var report: Report.ID?
  var search: String?
  /// What the section says, laid out for the width of the pane.
  private(set) var lines: [DetailLine] = []
  private var laidOut: LaidOut?
  private var awaiting: Int?
  /// What was opened last.
  private var read: DetailLine.Target?
  /// The opened sentence has to be brought into view.
  private var mustReveal = false

  /// What ``lines`` depends on.
  private struct LaidOut: Equatable {
    var place: DetailPlace
    var generation: Int?
    var summary: IncidentSummary?
    var section: DetailSection
    var report: Report.ID?
    var opened: Opened?
  }

  private var generation: Int?

  var selectedLine: DetailLine? { lines.indices.contains(index) ? lines[index] : nil }

  /// What the selected line rests on. Of accounts side by side the first one; when that was opened last,
  /// the one beside it.
  var selectedTarget: DetailLine.Target? {
    guard let line = selectedLine, let target = line.target else { return nil }
    let targets = [target] + line.beside
    let next = targets.firstIndex { $0 == read }.map { ($0 + 1) % targets.count } ?? 0
    return targets[next]
  }

  /// The report that the selected line rests on; the one that is open, in the text section.
  var selectedReport: Report.ID? {
    guard let subject else { return nil }
    if section == .text {
      let reports = subject.dossier.reports
      return (reports.first { $0.id == report } ?? reports.first)?.id
    }
    switch selectedLine?.target {
    case .report(let report), .sentence(_, of: let report): return report
    case nil: return nil
    }
  }

  /// The store has not answered yet.
  var isAwaited: Bool { awaiting != nil }

  mutating func ask(for incident: Incident.ID?, generation: Int?) {
    awaiting = generation
    guard incident != self.incident else { return }
    self.incident = incident
    subject = nil
    self.generation = nil
    search = nil
    show(.summary)
  }

  mutating func take(_ detail: IncidentDetail?, _ generation: Int) {
    guard generation == awaiting else { return }
    awaiting = nil
    self.generation = generation
    if subject?.detail != detail { subject = detail.map { DetailSubject($0) } }
  }

  mutating func show(_ section: DetailSection) {
    self.section = section
    opened = nil
    index = 0
    cursor = ListCursor()
  }

  /// Opens the text that a line rests on.
  mutating func open(_ target: DetailLine.Target) {
    let origin = (section, index)
    read = target
    section = .text
    index = 0
    cursor = ListCursor()
    mustReveal = true
    switch target {
    case .report(let report):
      self.report = report
      opened = Opened(report: report, section: origin.0, index: origin.1)
    case .sentence(let passage, of: let report):
      self.report = report
      opened = Opened(report: report, passage: passage, section: origin.0, index: origin.1)
    }
  }

  /// From an opened text to the line that it was opened from. `false` when none was opened.
  mutating func goBack() -> Bool {
    guard let opened else { return false }
    show(opened.section)
    index = opened.index
    return true
  }

  /// Shows the text of another report: the next for 1, the one before for -1.
  mutating func turnReport(by step: Int) {
    guard let reports = subject?.dossier.reports, !reports.isEmpty else { return }
    let now = reports.firstIndex { $0.id == report } ?? 0
    report = reports[min(max(0, now + step), reports.count - 1)].id
    index = 0
    cursor = ListCursor()
  }

  mutating func move(to index: Int, height: Int) {
    cursor.move(from: self.index, to: index, count: lines.count, height: height)
    self.index = index
  }

  /// Follows a command that moves over the lines; empty ones are passed over.
  mutating func move(_ command: Command, height: Int) {
    guard
      var new = cursor.move(command, from: index, count: lines.count, height: height)
    else { return }
    let step = new < index || command == .last ? -1 : 1
    while lines.indices.contains(new), lines[new].isEmpty { new += step }
    guard lines.indices.contains(new) else {
      cursor.move(from: new, to: index, count: lines.count, height: height)
      return
    }
    let old = index
    index = new
    cursor.move(from: old, to: new, count: lines.count, height: height)
  }

  /// Brings ``lines`` up to date, and keeps the selected line where it was.
  mutating func layOut(in place: DetailPlace, summary: IncidentSummary?, height: Int) {
    let wanted = LaidOut(
      place: place, generation: generation, summary: summary, section: section, report: report,
      opened: opened)
    if wanted != laidOut {
      let offset = lines.indices.contains(index) ? lines[index].utf8?.lowerBound : nil
      let isSameText = laidOut?.section == .text && section == .text && laidOut?.report == report
      lines = DetailDocument(pane: self, summary: summary, place: place).lines
      laidOut = wanted
      if isSameText, let offset {
        index = lines.firstIndex { $0.utf8.map { $0.upperBound > offset } ?? false } ?? index
      }
    }
    if mustReveal, let passage = opened?.passage, subject != nil {
      index = lines.firstIndex { $0.utf8.map { $0.upperBound > passage.start } ?? false } ?? 0
      cursor.place(index: index, onLine: height / 3, count: lines.count, height: height)
    }
    mustReveal = false
    index = min(index, max(0, lines.count - 1))
    cursor.place(index: index, onLine: cursor.line, count: lines.count, height: height)
  }
}

/// Where a detail is laid out, and when.
struct DetailPlace: Equatable, Sendable {
  var width: Int
  var isPeek: Bool
  var now: Date
  var symbols: Symbols
}

/// An incident's detail with what the rules say of it, found once and not at every frame.
struct DetailSubject: Equatable, Sendable {
  var detail: IncidentDetail
  var trees: [SourceNode]
  var verifications: [Claim.ID: Verification]
  /// What would change the status of each claim.
  var counterfactuals: [Claim.ID: [Counterfactual]]

  var dossier: Dossier { detail.dossier }
  var occurrence: Claim? { dossier.claims.first { $0.kind == .occurrence } }

  init(_ detail: IncidentDetail) {
    self.detail = detail
    let dossier = detail.dossier
    trees = dossier.sourceTrees()
    verifications = dossier.verifications()
    counterfactuals = dossier.counterfactuals()
  }
}

extension DashboardState {
  mutating func handleDetail(_ command: Command) -> [Effect] {
    switch command {
    case .readSentence:
      if let target = detail.selectedTarget {
        detail.open(target)
      } else {
        message = Message(text: "no sentence stands behind this line")
      }
    case .nextSection:
      if let next = DetailSection(rawValue: detail.section.rawValue + 1) { detail.show(next) }
    case .previousSection:
      if let previous = DetailSection(rawValue: detail.section.rawValue - 1) {
        detail.show(previous)
      } else {
        go(to: .incidents)
      }
    case .nextReport: detail.turnReport(by: 1)
    case .previousReport: detail.turnReport(by: -1)
    case .nextMatch, .previousMatch: findInDetailAgain(forward: command == .nextMatch)
    default: detail.move(command, height: layout.rows(of: .detail).height)
    }
    return []
  }

  /// Asks for everything about the selected incident.
  mutating func loadDetail() -> [Effect] {
    guard let incident = incidents.selection?.id else {
      detail.ask(for: nil, generation: nil)
      return []
    }
    let generation = nextGeneration()
    detail.ask(for: incident, generation: generation)
    return [.loadDetail(incident, person: person, generation: generation)]
  }

  /// Brings the lines of the detail up to date with everything else.
  mutating func layOutDetail() {
    let layout = layout
    let rect = layout.rows(of: .detail)
    let isPeek = layout.isPeek && focus != .detail
    detail.layOut(
      in: DetailPlace(
        width: max(0, rect.width - 2), isPeek: isPeek, now: now.minute, symbols: symbols),
      summary: incidents.selected?.id == detail.incident ? incidents.selected : nil,
      height: rect.height)
  }
}
