import ArgumentParser
import Incidents

struct AckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ack",
    abstract: "Acknowledges an incident: it is out of your way until it changes.",
    discussion:
      "What is hidden: watchfloor list --attention acknowledged. It stays on this machine.")

  @OptionGroup var act: IncidentActOptions

  func run() throws {
    try act.record { dossier, _ in .acknowledge(incident: dossier.incident.id) }
  }
}
