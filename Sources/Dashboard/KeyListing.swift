import TerminalKit

/// One command with its keys, for people and programs outside the dashboard.
public struct KeyListing: Equatable, Sendable {
  /// The name of the command.
  public var command: String
  /// None: it has been taken off every key.
  public var keys: [String]
  /// What it does.
  public var words: String
  /// The names of the places where it does so.
  public var places: [String]
  /// The same in a few words.
  public var inWhere: String
}

extension KeyMap {
  /// Every command with its keys, in the order of the help.
  public var listing: [KeyListing] {
    bindings.map { binding in
      KeyListing(
        command: binding.command.name, keys: binding.keys.map(\.label), words: binding.words,
        places: KeyContext.allCases.filter(binding.contexts.contains).map(\.name),
        inWhere: binding.contexts.words)
    }
  }

  /// A file of keys that says what this map is.
  public var toml: String {
    var general = ["[keys]"]
    var special: [KeyContext: [String]] = [:]
    for command in Command.allCases {
      let rows = bindings.filter { $0.command == command }
      let keys = KeyContext.allCases.map { context in
        (context, rows.filter { $0.contexts.contains(context) }.flatMap(\.keys))
      }.filter { place in rows.contains { $0.contexts.contains(place.0) } }
      guard let words = rows.first?.words,
        let usual = keys.max(by: { left, right in
          keys.count { $0.1 == left.1 } < keys.count { $0.1 == right.1 }
        })?.1
      else { continue }
      general += ["# \(words)", Self.line(command, usual)]
      for (context, own) in keys where own != usual {
        special[context, default: []].append(Self.line(command, own))
      }
    }
    let places = KeyContext.allCases.compactMap { context in
      special[context].map { ["", "[keys.\(context.name)]"] + $0 }
    }
    return (general + places.flatMap(\.self)).joined(separator: "\n") + "\n"
  }

  private static func line(_ command: Command, _ keys: [Key]) -> String {
    let labels = keys.map { key in
      let label = key.label
      // In TOML a text in single quotes stands as it is.
      return label.contains("\"") || label.contains("\\") ? "'\(label)'" : "\"\(label)\""
    }
    return "\(command.name) = [\(labels.joined(separator: ", "))]"
  }
}
