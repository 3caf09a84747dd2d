import ArgumentParser
import Glibc

/// The command line. Without a command it opens the dashboard.
struct Watchfloor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watchfloor",
    abstract:
      "A watch floor in a terminal: what is reported, how well it is known, who has spoken.",
    discussion: """
      Without a command it opens the dashboard. New here? Try: watchfloor demo
      """,
    version: version,
    subcommands: [
      DashboardCommand.self, DemoCommand.self, IngestCommand.self, FollowCommand.self,
      ListCommand.self, ShowCommand.self, WhyCommand.self, RegionsCommand.self,
      StoreCommand.self, InfoCommand.self,
    ],
    defaultSubcommand: DashboardCommand.self)

  static let version = "0.1.0"
}

@main
enum Program {
  /// 0: done. 1: failed, said in one sentence. 2: some items were quarantined. 64: bad usage.
  static func main() {
    // `watchfloor list | head` ends quietly when nobody reads on.
    signal(SIGPIPE, SIG_DFL)
    do {
      var command = try Watchfloor.parseAsRoot()
      try command.run()
    } catch let error as any Explained {
      complain(error)
      exit(1)
    } catch {
      Watchfloor.exit(withError: error)
    }
  }
}
