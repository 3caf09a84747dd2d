import ArgumentParser
import Dashboard
import Foundation
import IncidentStore
import Incidents
import TerminalKit

/// An incident to look at, by its id.
struct IncidentArgument: ParsableArguments {
  @OptionGroup var store: StoreOptions
  @Argument(help: ArgumentHelp("The incident, such as RU-KDA-7F3K2Q.", valueName: "id"))
  var id: String

  /// - Returns: the incident, and the moment that its ages and silences are told for.
  func look() throws -> (detail: IncidentDetail, now: Date) {
    let store = try store.openToRead()
    return (try store.incident(id), store.now)
  }
}

/// Prints sections of a detail as plain text.
func printDetail(_ detail: IncidentDetail, sections: [DetailSection], now: Date) {
  print(
    sanitised(
      detailText(detail, sections: sections, now: now, width: 100), keepingLineBreaks: true))
}
