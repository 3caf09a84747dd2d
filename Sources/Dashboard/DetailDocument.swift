import Foundation
import IncidentStore
import Incidents
import TerminalKit

/// What one section of the detail says, as lines. Each section is written in a file of its own.
struct DetailDocument {
  var writer: DetailWriter
  let now: Date
  let symbols: Symbols
  /// Words instead of pictures, for whoever cannot see them.
  var isPlain: Bool

  var lines: [DetailLine] { writer.lines }

  init(width: Int, now: Date, symbols: Symbols) {
    writer = DetailWriter(width: width, symbols: symbols)
    self.now = now
    self.symbols = symbols
    isPlain = symbols.isPlain
  }

  init(pane: DetailPane, summary: IncidentSummary?, place: DetailPlace) {
    self.init(width: place.width, now: place.now, symbols: place.symbols)
    guard let subject = pane.subject else {
      if let summary {
        writeHeading(summary.incident, summary.desk, changedAt: summary.changedAt)
      }
      return
    }
    if place.isPeek {
      writePeek(subject)
      return
    }
    write(pane.section, of: subject, report: pane.report, opened: pane.opened?.passage)
  }

  /// - Parameters:
  ///   - report: whose text the text section shows. `nil`: the first.
  ///   - opened: a sentence of it to point at.
  mutating func write(
    _ section: DetailSection, of subject: DetailSubject, report: Report.ID? = nil,
    opened: Passage? = nil
  ) {
    switch section {
    case .summary: writeSummary(subject)
    case .origins: writeOrigins(subject)
    case .statements: writeStatements(subject)
    case .claims: writeClaims(subject)
    case .evidence: writeEvidence(subject)
    case .why: writeWhy(subject)
    case .changes: writeChanges(subject)
    case .text: writeText(subject, of: report, opened: opened)
    }
  }
}

extension Dossier {
  func name(of source: Source.ID?) -> String {
    source.map { sources[$0]?.name ?? $0.rawValue } ?? "an unnamed source"
  }

  /// The report that this entry of the ledger holds. `nil` when it is no report of this incident.
  func report(_ entry: String?) -> Report? { reports.first { $0.id.rawValue == entry } }

  /// What a person did who recorded the row that says to come from `report`. `nil` when a report brought it.
  func recording(_ report: Report.ID) -> Act? {
    acts.first { $0.id.rawValue == report.rawValue }?.act
  }

  /// Who published a report, as far as anybody knows; of what the desk recorded, who did.
  func publisher(of report: Report.ID) -> String {
    guard let report = self.report(report.rawValue) else {
      return recording(report)?.by ?? report.words
    }
    if let source = report.source { return name(of: source) }
    return reports.count == 1 ? "this article" : "unnamed outlet \(report.time.clock)"
  }

  /// `from Harbour Wire`, or `recorded by anna@desk`
  func bringer(of report: Report.ID) -> String {
    recording(report).map { "recorded by \($0.by)" } ?? "from \(publisher(of: report))"
  }

  func name(of authority: Authority.ID) -> String {
    authorities[authority]?.name ?? authority.rawValue
  }

  /// The line's target: the sentence where one is marked, else the report as a whole. `nil` for what the
  /// desk recorded, which has no text.
  func target(_ passage: Passage?, of report: Report.ID) -> DetailLine.Target? {
    guard self.report(report.rawValue) != nil else { return nil }
    return passage.map { .sentence($0, of: report) } ?? .report(report)
  }
}
