import ArgumentParser
import Dashboard

extension Watchfloor {
  /// What is wrong with a first word that is neither a command nor an option: which command may have been
  /// meant. `nil` when nothing is.
  static func unknownCommand(in arguments: [String]) -> TypedError? {
    let commands = paths(to: configuration)
    guard let typed = arguments.first, !typed.hasPrefix("-"), typed != "help",
      !commands.contains([typed])
    else { return nil }
    let near = commands.filter { path in
      path.contains { name in
        typed.difference(from: name).count <= 2 || typed.count > 2 && name.hasPrefix(typed)
      }
    }
    // The nearest, and of those the shortest.
    let found = near.sorted { (distance($0, typed), $0.count) < (distance($1, typed), $1.count) }
      .map { $0.joined(separator: " ") }
    return TypedError(
      problem: "there is no command '\(typed)'",
      hint: found.isEmpty
        ? "see them with: watchfloor help"
        : "did you mean \(found.prefix(3).map { "watchfloor \($0)" }.joined(separator: ", or "))?")
  }

  private static func distance(_ path: [String], _ typed: String) -> Int {
    path.map { typed.difference(from: $0).count }.min() ?? 0
  }

  /// `[["list"], ["source"], ["source", "rate"], …]`
  private static func paths(to configuration: CommandConfiguration) -> [[String]] {
    configuration.subcommands.flatMap { command in
      let name = command.configuration.commandName ?? command._commandName
      return [[name]] + paths(to: command.configuration).map { [name] + $0 }
    }
  }
}
