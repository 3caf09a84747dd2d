import ArgumentParser
import Dashboard
import Incidents
import TerminalKit

struct ViewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "view", abstract: "Filters by name, for --view NAME and :view NAME.",
    subcommands: [Save.self, List.self, Remove.self], defaultSubcommand: List.self)

  struct Save: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "save", abstract: "Saves a filter under a name.",
      discussion: "watchfloor view save night 'region:RU status:reported silent>6h'")

    @Argument(help: "One word.") var name: String
    @Argument(help: "As for watchfloor list. None shows all.") var filter: [String] = []

    func run() throws {
      let line = filter.map(FilterOptions.written).joined(separator: " ")
      try Views.standard.save(FilterOptions.read(line, names: .world()), as: name)
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists what was saved.")

    func run() throws {
      for (name, filter) in try Views.standard.all().sorted(by: { $0.key < $1.key }) {
        print(sanitised("\(name)  \(filter)"))
      }
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove", abstract: "Takes one away.")

    @Argument var name: String

    func run() throws { try Views.standard.remove(name) }
  }
}
