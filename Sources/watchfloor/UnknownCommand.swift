import ArgumentParser
import Dashboard
import Incidents

extension Watchfloor {
  /// What is wrong with a first word that is neither a command nor an option: which command may have been
  /// meant. `nil` when nothing is.
  static func unknownCommand(in arguments: [String]) -> TypedError? {
    guard let typed = arguments.first, !typed.hasPrefix("-"), typed != "help" else { return nil }
    let commands = paths(to: configuration)
    if commands.contains([typed]) { return nil }
    let problem = "there is no command '\(typed)'"
    if typed.contains(":"), (try? IncidentFilter(typed)) != nil {
      return TypedError(
        problem: problem,
        hint: "for a filter: watchfloor --filter '\(typed)', or: watchfloor list '\(typed)'")
    }
    let ranked = commands.map { (path: $0, distance: distance(of: $0, from: typed)) }
    let least = ranked.map(\.distance).min() ?? .max
    let found = ranked.filter { $0.distance == least && least <= 2 }.map(\.path)
      .sorted { $0.count < $1.count }.map { $0.joined(separator: " ") }
    return TypedError(
      problem: problem,
      hint: found.isEmpty
        ? "see them with: watchfloor help"
        : "did you mean \(found.prefix(3).map { "watchfloor \($0)" }.joined(separator: ", or "))?")
  }

  /// Of the word that comes nearest: no distance at all where one begins with the other.
  private static func distance(of path: [String], from typed: String) -> Int {
    path.map { name in
      min(name.count, typed.count) > 2 && (name.hasPrefix(typed) || typed.hasPrefix(name))
        ? 0 : editDistance(Array(typed), Array(name))
    }.min() ?? .max
  }

  /// `[["list"], ["source"], ["source", "rate"], …]`
  private static func paths(to configuration: CommandConfiguration) -> [[String]] {
    configuration.subcommands.flatMap { command in
      let name = command.configuration.commandName ?? command._commandName
      return [[name]] + paths(to: command.configuration).map { [name] + $0 }
    }
  }
}
