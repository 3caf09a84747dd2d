import ArgumentParser
import Incidents

struct NoteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "note",
    abstract: "Keeps a note of yours on an incident; an empty one takes it off.",
    discussion: "It stays on this machine.")

  @OptionGroup var act: IncidentActOptions
  @Argument(help: "The note.") var text: String

  func run() throws {
    try act.record { dossier, _ in .note(incident: dossier.incident.id, text: text) }
  }
}
