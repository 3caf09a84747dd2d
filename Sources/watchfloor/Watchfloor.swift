import ArgumentParser
import Glibc

/// The command line. Without a command it opens the dashboard.
///
/// Every command gives its name: to work it out of its type costs a tenth of a millisecond, at every start.
struct Watchfloor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watchfloor",
    abstract:
      "A watch floor in a terminal: what is reported, how well it is known, who has spoken.",
    discussion: """
      Without a command it opens the dashboard. New here? Try: watchfloor demo
      """,
    version: version,
    groupedSubcommands: [
      CommandGroup(
        name: "Reading",
        subcommands: [
          DashboardCommand.self, DemoCommand.self, ListCommand.self, ShowCommand.self,
          WhyCommand.self, RegionsCommand.self, ChangesCommand.self, LogCommand.self,
          FeedsCommand.self, ViewCommand.self,
        ]),
      CommandGroup(
        name: "Recording",
        subcommands: [
          IngestCommand.self, FollowCommand.self, PollCommand.self, StatementCommand.self,
          EvidenceCommand.self, ChannelCommand.self,
        ]),
      CommandGroup(
        name: "Judging",
        subcommands: [
          SourceCommand.self, LinkCommand.self, ReportCommand.self, IncidentCommand.self,
          AuthorityCommand.self, AssessCommand.self, UnverifiableCommand.self, UndoCommand.self,
        ]),
      CommandGroup(
        name: "Desk",
        subcommands: [AckCommand.self, SnoozeCommand.self, NoteCommand.self]),
      CommandGroup(
        name: "Upkeep",
        subcommands: [
          StoreCommand.self, ConfigCommand.self, KeysCommand.self, ThemeCommand.self,
          InfoCommand.self,
        ]),
    ],
    defaultSubcommand: DashboardCommand.self)

  static let version = "0.2.0"
}

@main
enum Program {
  /// 0: done. 1: failed, said in one sentence. 2: some items were quarantined. 64: bad usage.
  static func main() {
    // `watchfloor list | head` ends quietly when nobody reads on.
    signal(SIGPIPE, SIG_DFL)
    if let error = Watchfloor.unknownCommand(in: Array(CommandLine.arguments.dropFirst())) {
      complain(error)
      exit(EX_USAGE)
    }
    do {
      defer { StoreOptions.putAway() }
      var command = try Watchfloor.parseAsRoot()
      try command.run()
    } catch let error as FilterLineError {
      complain(error)
      exit(EX_USAGE)
    } catch let error as any Explained {
      complain(error)
      exit(1)
    } catch {
      Watchfloor.exit(withError: error)
    }
  }
}
