import Foundation
import IncidentStore
import Incidents
import TerminalKit

/// What stands in each column of the list, and above it.
struct IncidentCells {
  let order: IncidentOrder
  let columns: IncidentColumns
  let symbols: Symbols
  let now: Date

  /// Its name, and whether the list is sorted by it.
  func heading(_ column: ListColumn) -> (word: String, isSorted: Bool) {
    let word =
      switch column {
      case .age:
        switch ageOrder {
        case .acknowledgement: "ago"
        case .firstReport: "1st"
        default: "age"
        }
      case .first: "1st"
      case .evidence: isLong(.evidence) ? "evidence" : "evid."
      case .origins: "orig"
      case .reports: "rep."
      default: column.rawValue
      }
    // A column of its own has the arrow; where there is none, the one that stands for it, too.
    let own = ListColumn.allCases.last { $0.orders == [order.column] && columns[$0] != nil }
    return (word, own.map { $0 == column } ?? column.orders.contains(order.column))
  }

  func cell(_ column: ListColumn, of row: IncidentSummary) -> (text: String, role: Role) {
    let incident = row.incident
    let (verification, official) = (row.standing.verification, row.standing.official)
    switch column {
    case .age: return (ageWords(of: row), .textDim)
    case .first: return (incident.age(from: incident.firstReportedAt, to: now), .textDim)
    case .kind: return (incident.kind.word, .textDim)
    case .region: return (symbols.shortName(of: incident.region), .textDim)
    case .what: return (incident.title, .text)
    case .evidence:
      let status = verification.status
      return (isLong(.evidence) ? status.word : status.shortWord, status.role)
    case .origins: return (verification.origins.code, .text)
    case .grade:
      return (verification.origins.grade?.rawValue ?? String(symbols.dash), .text)
    case .official:
      let word = isLong(.official) ? official.status.word : official.status.shortWord
      return ("\(official.status.glyph(symbols)) \(word)", official.status.role)
    case .clock:
      let since = order.column == .silence ? official.silentSince : official.clockStart
      return (
        since.map { age(from: $0, to: now) } ?? String(symbols.dash), official.status.role
      )
    case .reports: return (grouped(row.standing.reports), .text)
    case .id: return (incident.id.rawValue, .textDim)
    }
  }

  /// It has room for long words.
  private func isLong(_ column: ListColumn) -> Bool {
    columns[column].map { $0.count >= column.width(isRoomy: true) ?? 0 } ?? false
  }

  /// What the first column counts from, when no other does.
  private var ageOrder: IncidentOrder.Column {
    order.column == .firstReport && columns[.first] != nil ? .lastReport : order.column
  }

  private func ageWords(of row: IncidentSummary) -> String {
    let incident = row.incident
    if ageOrder == .acknowledgement, let at = row.desk.acknowledgedAt {
      return age(from: at, to: now)
    }
    return incident.age(
      from: ageOrder == .firstReport ? incident.firstReportedAt : incident.lastActivityAt, to: now)
  }
}
