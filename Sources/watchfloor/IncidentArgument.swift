import ArgumentParser
import Dashboard
import Foundation
import IncidentStore
import Incidents
import TerminalKit

/// An incident of the store, by its id.
struct IncidentArgument: ParsableArguments {
  @OptionGroup var store: StoreOptions
  @Argument(help: ArgumentHelp("The incident, such as RU-KDA-7F3K2Q.", valueName: "id"))
  var id: String

  func detail() throws -> IncidentDetail {
    let store = try store.open(create: false)
    guard let detail = try store.detail(Incident.ID(rawValue: id.uppercased())) else {
      throw UsageError(
        problem: "there is no incident '\(id)' in '\(store.path)'",
        hint: "see which there are: watchfloor list")
    }
    return detail
  }
}

/// Prints sections of a detail as plain text.
func printDetail(_ detail: IncidentDetail, sections: [DetailSection], now: Date) {
  print(
    sanitised(
      detailText(detail, sections: sections, now: now, width: 100), keepingLineBreaks: true))
}
