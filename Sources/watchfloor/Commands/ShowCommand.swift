import ArgumentParser
import Dashboard
import Foundation
import IncidentStore
import Incidents
import TerminalKit

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows an incident with every row behind it.")

  @OptionGroup var incident: IncidentArgument
  @Flag(help: "One JSON object.") var json = false

  func run() throws {
    let now = Date()
    let detail = try incident.detail()
    if json {
      try printJSON(IncidentDocument(detail, now: now))
    } else {
      printDetail(detail, sections: DetailSection.allCases, now: now)
    }
  }
}

struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Says why an incident stands as it does, and what would change it.")

  @OptionGroup var incident: IncidentArgument
  @Flag(help: "One JSON object.") var json = false

  func run() throws {
    let now = Date()
    let detail = try incident.detail()
    if json {
      try printJSON(WhyDocument(detail, now: now))
    } else {
      printDetail(detail, sections: [.why], now: now)
    }
  }
}

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

private func printDetail(_ detail: IncidentDetail, sections: [DetailSection], now: Date) {
  print(
    sanitised(
      detailText(detail, sections: sections, now: now, width: 100), keepingLineBreaks: true))
}
