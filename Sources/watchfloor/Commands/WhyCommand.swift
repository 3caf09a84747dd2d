import ArgumentParser
import Dashboard

struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    abstract: "Says why an incident stands as it does, and what would change it.")

  @OptionGroup var incident: IncidentArgument
  @Flag(help: "One JSON object.") var json = false

  func run() throws {
    let (detail, now) = try incident.look()
    if json {
      try printJSON(WhyDocument(detail, now: now))
    } else {
      printDetail(detail, sections: [.why], now: now)
    }
  }
}
