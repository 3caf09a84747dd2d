import ArgumentParser
import Dashboard

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows an incident with every row behind it.")

  @OptionGroup var incident: IncidentArgument
  @Flag(help: "One JSON object.") var json = false

  func run() throws {
    let (detail, now) = try incident.look()
    if json {
      try printJSON(IncidentDocument(detail, now: now))
    } else {
      printDetail(detail, sections: DetailSection.allCases, now: now)
    }
  }
}
