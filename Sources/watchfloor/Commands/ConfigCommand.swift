import ArgumentParser

struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Helps to write the configuration.",
    subcommands: [Example.self])

  struct Example: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "example", abstract: "Prints an example with comments.",
      discussion: "watchfloor info says where it belongs.")

    func run() { print(Configuration.example, terminator: "") }
  }
}
