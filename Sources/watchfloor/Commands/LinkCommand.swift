import ArgumentParser
import Dashboard
import Incidents

struct LinkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "link", abstract: "Says whether a report rests on whom it seems to rest on.",
    subcommands: [Confirm.self, Reject.self])

  struct Confirm: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "confirm",
      abstract: "Confirms that a report rests on a source: both are one origin.")

    @OptionGroup var link: Link

    func run() throws { try link.record(.confirmed) }
  }

  struct Reject: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "reject",
      abstract: "Rejects that a report rests on a source: it is an origin of its own.")

    @OptionGroup var link: Link

    func run() throws { try link.record(.rejected) }
  }

  struct Link: ParsableArguments {
    @OptionGroup var act: IncidentActOptions
    @Argument(help: "The report: its source, or the beginning of its id.") var report: String
    @Argument(help: "The source that it cites.") var source: String?
    @Flag(help: "It is the root without a name that it cites.") var unnamed = false

    func validate() throws {
      if unnamed == (source != nil) {
        throw ValidationError("Name the source that the report cites, or say --unnamed.")
      }
    }

    func record(_ state: LinkState) throws {
      try act.record { dossier, _ in
        .link(
          incident: dossier.incident.id, report: try Typed.report(report, in: dossier),
          source: try source.map { try Typed.source($0, in: dossier) }, state: state)
      }
    }
  }
}
