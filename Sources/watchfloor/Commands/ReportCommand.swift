import ArgumentParser
import Dashboard
import IncidentStore
import Incidents

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Says which incident a report is about.",
    subcommands: [Move.self])

  struct Move: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "move", abstract: "Moves a report from one incident to another.")

    @OptionGroup var act: ActOptions
    @Argument(help: "The report: its source, or the beginning of its id.") var report: String
    @Option(help: ArgumentHelp("The incident it is with.", valueName: "id")) var from: String
    @Option(help: ArgumentHelp("The incident it is about.", valueName: "id")) var to: String

    func run() throws {
      let store = try act.store.openToWrite(create: false)
      let dossier = try store.incident(from).dossier
      let other = try store.incident(to).dossier.incident.id
      let report = try Typed.report(report, in: dossier)
      try act.record(
        .move(report: report, from: dossier.incident.id, to: other), in: store, about: dossier)
    }
  }
}
