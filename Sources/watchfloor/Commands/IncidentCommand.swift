import ArgumentParser
import Dashboard
import IncidentStore
import Incidents

struct IncidentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "incident", abstract: "Merges, splits, closes and reopens incidents.",
    subcommands: [
      Merge.self, Unmerge.self, Split.self, Close.self, Reopen.self, Monitor.self,
    ])

  struct Merge: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "merge",
      abstract: "Says that an incident is the same as another, which takes its reports.")

    @OptionGroup var act: IncidentActOptions
    @Argument(help: "The incident that takes them.") var into: String

    func run() throws {
      try act.record { dossier, store in
        .merge(
          incident: dossier.incident.id, into: try store.incident(into).dossier.incident.id)
      }
    }
  }

  struct Unmerge: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "unmerge", abstract: "Undoes the merging of an incident into another.")

    @OptionGroup var act: ActOptions
    @Argument(help: ArgumentHelp("The incident that was merged.", valueName: "id"))
    var id: String

    func run() throws {
      let store = try act.store.openToWrite(create: false)
      let merged = Incident.ID(rawValue: id.uppercased())
      let merge = try store.acts(limit: .max).first {
        if case .merge(merged, _) = $0.act.deed { !$0.isUndone } else { false }
      }
      guard let merge else {
        throw TypedError(
          problem: "'\(id)' is not merged into another incident",
          hint: "see which are: watchfloor list --lifecycle merged")
      }
      try act.undo(merge.id, in: store)
    }
  }

  struct Split: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "split",
      abstract: "Makes an incident of its own of some of an incident's reports.")

    @OptionGroup var act: IncidentActOptions
    @Argument(help: "The reports: their sources, or the beginnings of their ids.")
    var reports: [String]

    func run() throws {
      try act.record { dossier, _ in
        .split(
          incident: dossier.incident.id,
          reports: try reports.map { try Typed.report($0, in: dossier) })
      }
    }
  }

  struct Close: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "close", abstract: "Closes an incident: nobody need watch it any more.")

    @OptionGroup var act: IncidentActOptions

    func run() throws {
      try act.record { dossier, _ in .set(incident: dossier.incident.id, lifecycle: .closed) }
    }
  }

  struct Reopen: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "reopen", abstract: "Opens an incident again.")

    @OptionGroup var act: IncidentActOptions

    func run() throws {
      try act.record { dossier, _ in .set(incident: dossier.incident.id, lifecycle: .open) }
    }
  }

  struct Monitor: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "monitor",
      abstract: "Says that an incident is over, and still watched for what may follow.")

    @OptionGroup var act: IncidentActOptions

    func run() throws {
      try act.record { dossier, _ in .set(incident: dossier.incident.id, lifecycle: .monitoring) }
    }
  }
}
