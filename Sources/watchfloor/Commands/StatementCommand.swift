import ArgumentParser
import Dashboard
import Foundation
import Incidents

struct StatementCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "statement", abstract: "Records what an authority said, or that it was asked.",
    subcommands: [Add.self, Asked.self])

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Records what an authority said.",
      discussion: "Positions: \(allowed(Position.self)).")

    @OptionGroup var act: IncidentActOptions
    @OptionGroup var authority: AuthorityOptions
    @Argument(help: "How it stands, in one of the words above.") var position: String
    @Option(help: "Its words.") var quote: String?
    @Option(help: "Who spoke for it.") var speaker: String?
    @Option(
      help: ArgumentHelp(
        "On what: \(allowed(ClaimKind.self)). Default: occurrence.", valueName: "claim"))
    var claim: String?
    @Option(help: ArgumentHelp("When it spoke. Default: now.", valueName: "time"))
    var at: String?
    @Option(
      help: ArgumentHelp(
        "How it reached us: \(allowed(Attribution.self)). Default: official_channel.",
        valueName: "how"))
    var attribution: String?
    @Option(
      help: ArgumentHelp(
        "What it does to those before it: \(allowed(MessageType.self)). Default: alert.",
        valueName: "type"))
    var type: String?
    @Option(help: "Where it can be read.") var url: String?

    func run() throws {
      let now = Date()
      try act.record { dossier, store in
        let authority = try authority.find(in: dossier, store)
        return .state(
          incident: dossier.incident.id,
          statement: ReadStatement(
            authority: authority.read, role: authority.role,
            claim: try claim.map { try Typed.code($0, "claim") } ?? .occurrence,
            position: try Typed.code(position, "position"),
            issuedAt: try at.map { try Typed.past($0, now: now) },
            speaker: speaker, quote: quote,
            attribution: try attribution.map { try Typed.code($0, "attribution") }
              ?? .officialChannel,
            messageType: try type.map { try Typed.code($0, "type of message") } ?? .alert,
            url: url))
      }
    }
  }

  struct Asked: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "asked",
      abstract: "Records that an authority was asked for its word: its deadline begins.")

    @OptionGroup var act: IncidentActOptions
    @OptionGroup var authority: AuthorityArgument
    @Option(help: ArgumentHelp("When. Default: now.", valueName: "time")) var at: String?

    func run() throws {
      let now = Date()
      try act.record { dossier, store in
        .ask(
          incident: dossier.incident.id,
          authority: try authority.find(in: dossier, store).id,
          at: try at.map { try Typed.past($0, now: now) } ?? now)
      }
    }
  }
}
