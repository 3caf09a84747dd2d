import Dashboard
import Foundation
import Incidents
import TOMLKit
import TerminalKit

/// A person's file of keys: `keys.toml`.
struct KeysFile: Sendable {
  let path: String

  static var standard: Self { Self(path: Paths.standard.keys) }

  /// What comes of it, and what is wrong with it. The map as it comes with the program when there is no
  /// file; `nil` when it cannot be read at all.
  func read() -> (keys: KeyMap?, problems: [KeyProblem]) {
    guard FileManager.default.fileExists(atPath: path) else { return (.standard, []) }
    do {
      return Self.read(try String(contentsOfFile: path, encoding: .utf8))
    } catch {
      let problem = "it cannot be read: \(error.localizedDescription)"
      return (
        nil, [KeyProblem(line: 1, problem, hint: "see what is wrong with it: ls -l '\(path)'")]
      )
    }
  }

  static func read(_ toml: String) -> (keys: KeyMap?, problems: [KeyProblem]) {
    let table: TOMLTable
    do throws(TOMLFault) {
      table = try readTOML(toml)
    } catch {
      let problem = KeyProblem(
        line: error.line, error.reason, hint: "see how it is written: watchfloor keys example")
      return (nil, [problem])
    }
    var rules = KeyRules(lines: KeyLines(of: toml))
    rules.take(table)
    let (keys, problems) = KeyMap.standard(with: rules.rules)
    return (keys, (rules.problems + problems).sorted { $0.line < $1.line })
  }

  /// The first problem, and how many there are. `nil`: none.
  func sentence(_ problems: [KeyProblem]) -> String? {
    guard let first = problems.first else { return nil }
    let name = URL(filePath: path).lastPathComponent
    let others =
      problems.count == 1 ? "" : " (\(problems.count) problems: watchfloor keys check)"
    return "\(name):\(first.line): \(first.problem); \(first.hint)\(others)"
  }
}

/// The lines of the file, and those among them that are none.
private struct KeyRules {
  let lines: KeyLines
  var rules: [KeyRule] = []
  var problems: [KeyProblem] = []

  init(lines: KeyLines) { self.lines = lines }

  mutating func take(_ file: TOMLTable) {
    for name in file.keys {
      guard name == "keys", let table = file[name]?.table else {
        problems.append(
          KeyProblem(
            line: lines[name], "'\(name)' stands outside [keys]",
            hint: "put the line below [keys], or below a place such as [keys.incidents]"))
        continue
      }
      take(table, in: nil)
    }
  }

  private mutating func take(_ table: TOMLTable, in place: String?) {
    let prefix = (["keys", place].compactMap(\.self)).joined(separator: ".") + "."
    for name in table.keys {
      let line = lines[prefix + name]
      if place == nil, let inner = table[name]?.table {
        take(inner, in: name)
      } else if let keys = Self.keys(table[name]) {
        rules.append(KeyRule(name, in: place, keys: keys, line: line))
      } else {
        problems.append(
          KeyProblem(
            line: line, "'\(name)' cannot be \(table[name]?.debugDescription ?? "that")",
            hint: "write its keys in a list: \(name) = [\"Ctrl-X\", \"x\"]"))
      }
    }
  }

  private static func keys(_ value: (any TOMLValueConvertible)?) -> [String]? {
    guard let array = value?.array else { return nil }
    let keys = array.compactMap(\.string)
    return keys.count == array.count ? keys : nil
  }
}
