import ArgumentParser
import Dashboard
import Foundation
import TerminalKit

struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Which key does what, and whether keys.toml is in order.",
    subcommands: [List.self, Check.self, Example.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists the keys in force (the default).",
      discussion: """
        The first column is what a command is called in keys.toml, and after : in the dashboard. \
        watchfloor info says where the file belongs.
        """)

    @Flag(help: "One JSON object a line.") var json = false

    func run() throws {
      let (keys, problems) = KeysFile.standard.read()
      if let sentence = KeysFile.standard.sentence(problems) { say(sentence) }
      for row in (keys ?? .standard).listing {
        if json {
          try printJSON(
            KeyLine(command: row.command, keys: row.keys, words: row.words, places: row.places))
        } else {
          let labels = row.keys.isEmpty ? "-" : row.keys.joined(separator: " ")
          print("\(row.command.padded(19)) \(labels.padded(18)) \(row.words)  (\(row.inWhere))")
        }
      }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Says what is wrong in a file of keys, with line and remedy.",
      discussion: "Exit code 1 when something is wrong.")

    @Argument(help: "Default: the one in force.") var file: String?

    func run() throws {
      let file = KeysFile(path: file ?? Paths.standard.keys)
      guard FileManager.default.fileExists(atPath: file.path) else {
        throw TypedError(
          problem: "there is no file '\(file.path)'",
          hint: "begin one with: watchfloor keys example > keys.toml")
      }
      let problems = file.read().problems
      for problem in problems {
        print(sanitised("\(file.path):\(problem.line): \(problem.problem)"))
        print(sanitised("  hint: \(problem.hint)"))
      }
      if !problems.isEmpty { throw ExitCode(1) }
      print("\(file.path): ok")
    }
  }

  struct Example: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "example",
      abstract: "Prints all keys, as they come with the program, as a file of keys.",
      discussion: "Keep the lines that you change; what a file leaves out stays as it is.")

    func run() { print(KeyMap.standard.toml, terminator: "") }
  }
}

/// One line of `watchfloor keys --json`.
private struct KeyLine: Encodable {
  var v = 1
  var command: String
  var keys: [String]
  var words: String
  var places: [String]
}
