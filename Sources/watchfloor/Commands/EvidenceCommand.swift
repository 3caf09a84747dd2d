import ArgumentParser
import Dashboard
import Foundation
import Incidents

struct EvidenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence", abstract: "Records images, sensor readings and documents.",
    subcommands: [Add.self])

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Records a piece of evidence.",
      discussion: """
        Only evidence that passed all three checks moves a status.
        Kinds: \(allowed(EvidenceKind.self)).
        """)

    @OptionGroup var act: IncidentActOptions
    @Argument(help: "What it is, in one of the words above.") var kind: String
    @Option(help: "Whose it is.") var provider: String
    @Option(help: "What it does to the claim: \(allowed(Bearing.self)).") var bearing: String
    @Option(
      help: ArgumentHelp(
        "On what: \(allowed(ClaimKind.self)). Default: occurrence.", valueName: "claim"))
    var claim: String?
    @Option(help: ArgumentHelp("When it was taken.", valueName: "time")) var acquired: String?
    @Option(
      help: ArgumentHelp("Is it unaltered? yes, no or unknown (default).", valueName: "check"))
    var integrity = "unknown"
    @Option(help: ArgumentHelp("Is it of that place?", valueName: "check"))
    var place = "unknown"
    @Option(help: ArgumentHelp("Is it of that time?", valueName: "check"))
    var time = "unknown"
    @Option(help: "What to say of it.") var note: String?

    func run() throws {
      let now = Date()
      try act.record { dossier, _ in
        .evidence(
          incident: dossier.incident.id,
          evidence: ReadEvidence(
            kind: try Typed.code(kind, "kind of evidence"), provider: provider,
            claim: try claim.map { try Typed.code($0, "claim") } ?? .occurrence,
            bearing: try Typed.code(bearing, "bearing"),
            acquiredAt: try acquired.map { try Typed.past($0, now: now) },
            integrityOk: try Typed.check(integrity), placeOk: try Typed.check(place),
            timeOk: try Typed.check(time), note: note))
      }
    }
  }
}
