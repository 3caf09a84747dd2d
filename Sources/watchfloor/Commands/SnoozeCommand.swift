import ArgumentParser
import Dashboard
import Foundation
import Incidents

struct SnoozeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snooze",
    abstract: "Puts an incident out of your way for a time, or until it changes.",
    discussion: "It stays on this machine.")

  @OptionGroup var act: IncidentActOptions
  @Argument(help: "How long, or until when: 2h, 1d, 2026-11-22T18:00Z.") var until: String

  func run() throws {
    let until = try Typed.time(until, after: Date())
    try act.record { dossier, _ in .snooze(incident: dossier.incident.id, until: until) }
  }
}
