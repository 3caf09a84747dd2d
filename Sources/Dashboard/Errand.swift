public import Foundation
public import IncidentStore
public import Incidents
import TerminalKit

/// Something of an incident that a person wants outside the dashboard: in a browser, in an editor, on the
/// clipboard.
public struct Errand: Equatable, Sendable {
  public enum Kind: Sendable {
    /// The address of a source, in a browser.
    case open
    /// The text of a source, in an editor.
    case edit
    case citation
    /// What `watchfloor show ID --json` prints.
    case json

    /// All that is marked, as well as one.
    fileprivate var takesMany: Bool { self == .citation || self == .json }
  }

  public var kind: Kind
  public var incidents: [Incident.ID]
  /// The one in hand. `nil`: the newest that will do.
  public var report: Report.ID?
  /// The time that ages and silences are told for.
  public var moment: Date

  /// Reading so many takes a while: nobody waits for it.
  public var isOfMany: Bool { incidents.count > 1 }

  init(_ kind: Kind, of incidents: [Incident.ID], report: Report.ID? = nil, asOf moment: Date) {
    self.kind = kind
    self.incidents = incidents
    self.report = report
    self.moment = moment
  }
}

/// A source's text as a file of its own, to be read and not to be taken back.
public struct SourceText: Equatable, Sendable {
  /// Letters, digits and hyphens.
  public var name: String
  public var text: String
}

/// What goes on the clipboard.
public enum Clipping: Equatable, Sendable {
  /// One line each.
  case citations([String])
  /// One incident a line.
  case json([IncidentDetail], asOf: Date)

  /// How many incidents it tells of.
  public var count: Int {
    switch self {
    case .citations(let lines): lines.count
    case .json(let details, _): details.count
    }
  }
}

extension DashboardState {
  mutating func told(_ words: String, isProblem: Bool) -> [Effect] {
    message = Message(text: words, role: isProblem ? .msgWarn : .msgInfo)
    return []
  }

  mutating func go(on kind: Errand.Kind) -> [Effect] {
    guard let incident = deskIncident else {
      message = Message(text: "no incident is selected", role: .msgWarn)
      return []
    }
    if kind == .open, focus == .detail, let url = detail.selectedLine?.url { return open(url) }
    if kind.takesMany, incidents.marks.hasAny, let errand = errandOnMarked(kind) { return errand }
    return [
      .look(
        Errand(
          kind, of: [incident], report: focus == .detail ? detail.selectedReport : nil, asOf: now))
    ]
  }

  /// Of all that is marked. `nil` where marks do not count.
  private mutating func errandOnMarked(_ kind: Errand.Kind) -> [Effect]? {
    guard focus == .incidents else { return nil }
    if isGoingElsewhere() { return [] }
    let marking = settleMarks()
    guard marking.isEmpty else { return awaitRange(marking) }
    let errand = Errand(kind, of: markedForDeeds, asOf: now)
    if errand.isOfMany {
      message = Message(
        text: "reading \(grouped(errand.incidents.count)) incidents to copy\(symbols.ellipsis)",
        role: .msgInfo)
    }
    return [.look(errand)]
  }

  /// What the section says, or the whole text of a source, for a pager.
  mutating func page() -> [Effect] {
    guard let subject = detail.subject else {
      message = Message(text: "nothing to show yet", role: .msgWarn)
      return []
    }
    if detail.section == .text, let report = subject.dossier.report(detail.selectedReport?.rawValue)
    {
      return [.page(report.text)]
    }
    return [.page(detail.lines.map(\.text).joined(separator: "\n"))]
  }

  /// The store has answered what an errand asks for.
  mutating func take(_ errand: Errand, _ details: [IncidentDetail]) -> [Effect] {
    let details = inListOrder(details)
    guard let dossier = details.first?.dossier else {
      message = Message(text: "the store has no such incident any more", role: .msgWarn)
      return []
    }
    switch errand.kind {
    case .open: return open(errand.report, of: dossier)
    case .edit: return edit(errand.report, of: dossier)
    case .citation:
      return [.copy(.citations(details.map { citation($0, errand.report, asOf: errand.moment) }))]
    case .json: return [.copy(.json(details, asOf: errand.moment))]
    }
  }

  private func inListOrder(_ details: [IncidentDetail]) -> [IncidentDetail] {
    let query = incidents.query
    let placed = details.map { detail in
      let row = IncidentSummary(
        incident: detail.dossier.incident, standing: detail.standing, desk: detail.desk)
      return (detail, ListPosition(row, in: query))
    }
    return placed.sorted { $0.1.isAbove($1.1, in: query) }.map(\.0)
  }

  private mutating func open(_ id: Report.ID?, of dossier: Dossier) -> [Effect] {
    if let report = dossier.report(id?.rawValue) {
      if let url = report.url { return open(url) }
      let whose = dossier.publisher(of: report.id)
      message = Message(text: "\(report.id.words) by \(whose) has no address", role: .msgWarn)
      return []
    }
    let urls = dossier.reports.reversed().compactMap(\.url)
    if let url = urls.first(where: { WebAddress($0) != nil }) ?? urls.first { return open(url) }
    let words =
      dossier.reports.isEmpty
      ? "the store holds no report of it" : "none of its reports has an address"
    message = Message(text: words, role: .msgWarn)
    return []
  }

  private mutating func open(_ url: String) -> [Effect] {
    if let address = WebAddress(url) { return [.open(address)] }
    let shown = url.count > 60 ? "\(url.prefix(60))\(symbols.ellipsis)" : url
    message = Message(
      text: "not opened: \(symbols.quoted(sanitised(shown))) is no http or https address",
      role: .msgWarn)
    return []
  }

  private mutating func edit(_ id: Report.ID?, of dossier: Dossier) -> [Effect] {
    guard let report = dossier.report(id?.rawValue) ?? dossier.reports.last else {
      message = Message(text: "the store holds no report of it", role: .msgWarn)
      return []
    }
    let name = "\(dossier.incident.id)-\(report.id.rawValue.prefix(8))"
    return [
      .edit(
        SourceText(
          name: name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") },
          text: report.text))
    ]
  }
}

/// One line to quote an incident by: source, headline, time and address of a report of it, then the
/// incident's id and what is known of it.
///
///     Harbour Wire: "Depot on fire", 2026-11-22 09:20Z, https://wire.example/depot
///     [RU-KDA-BADE: VERIFIED, 2..3 origins, best grade B; official: confirmed C1 D0 N0 S2;
///     as of 2026-11-22 14:32Z]
///
/// - Parameter report: to be quoted. `nil`: the newest with an address, else the newest.
func citation(_ detail: IncidentDetail, _ report: Report.ID?, asOf now: Date) -> String {
  let (dossier, standing) = (detail.dossier, detail.standing)
  let report =
    dossier.report(report?.rawValue) ?? dossier.reports.last { $0.url != nil }
    ?? dossier.reports.last
  let source = report?.source.map { dossier.name(of: $0) } ?? "unnamed source"
  let time = report.map { $0.publishedAt.map(\.full) ?? "no date, received \($0.receivedAt.full)" }
  let parts = [
    "\(source): \(report?.headline.map { "\"\($0)\"" } ?? dossier.incident.title)",
    time, report?.url,
  ]
  let official = standing.official
  let words =
    "\(parts.compactMap(\.self).joined(separator: ", ")) [\(dossier.incident.id): "
    + "\(standing.verification.status.fullWord), \(standing.verification.origins.words); "
    + "official: \(official.status.word) \(official.counts); as of \(now.full)]"
  return sanitised(words)
}

extension Date {
  /// `2026-11-22 09:20Z`.
  fileprivate var full: String { "\(day) \(clock)" }
}
