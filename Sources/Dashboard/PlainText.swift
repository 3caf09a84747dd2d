public import Foundation
public import IncidentStore
public import Incidents
import TerminalKit

// What the screen says, as plain lines for commands: the same words from the same places.

/// One incident of a list: its id, and the columns of the dashboard's list.
public func listLine(_ row: IncidentSummary, now: Date) -> String {
  let (incident, standing) = (row.incident, row.standing)
  let (verification, official) = (standing.verification, standing.official)
  let clock = official.clockStart.map { age(from: $0, to: now) } ?? "–"
  return [
    padded(incident.id.rawValue, 15),
    padded(incident.age(from: incident.lastActivityAt, to: now), 5, atEnd: false),
    padded(verification.status.word, 9), padded(verification.origins.code, 5),
    padded("\(official.status.glyph(.unicode)) \(official.status.word)", 11),
    padded(clock, 4, atEnd: false), incident.title,
  ].joined(separator: "  ")
}

/// The sections of a detail, each under its name, in lines of at most `width` cells.
public func detailText(
  _ detail: IncidentDetail, sections: [DetailSection], now: Date, width: Int
) -> String {
  let subject = DetailSubject(detail)
  return sections.compactMap { section in
    var document = DetailDocument(width: width, now: now, symbols: .unicode)
    document.isPlain = true
    if section == .text {
      for report in subject.dossier.reports {
        document.writer.blank()
        document.write(.text, of: subject, report: report.id)
      }
    } else {
      document.write(section, of: subject)
    }
    let lines = document.lines.map(\.text)
    guard lines.contains(where: { !$0.isEmpty }) else { return nil }
    let heading = sections.count > 1 ? ["\(section.title):"] : []
    return (heading + lines).joined(separator: "\n")
  }.joined(separator: "\n\n")
}

private func padded(_ text: String, _ width: Int, atEnd: Bool = true) -> String {
  let blanks = String(repeating: " ", count: max(0, width - displayWidth(text)))
  return atEnd ? text + blanks : blanks + text
}
