import Incidents
import TerminalKit

/// A line of a person's file of keys, as it was written.
public struct KeyRule: Equatable, Sendable {
  /// The name of a command.
  public var command: String
  /// The name of the place it counts in, before any that names none. `nil`: wherever there is the command.
  public var place: String?
  /// None takes the command off every key.
  public var keys: [String]
  /// In the file, counted from 1.
  public var line: Int

  public init(_ command: String, in place: String? = nil, keys: [String], line: Int) {
    self.command = command
    self.place = place
    self.keys = keys
    self.line = line
  }
}

/// What is wrong with a line of a file of keys.
public struct KeyProblem: Error, Equatable, Sendable {
  public var line: Int
  public var problem: String
  public var hint: String

  public init(line: Int, _ problem: String, hint: String) {
    self.line = line
    self.problem = problem
    self.hint = hint
  }
}

extension KeyMap {
  /// Always lead back and always quit, so that there is a way out of everything.
  static let fixed: Set<Key> = [.escape, .control("c")]

  /// The map as it comes with the program, but for what `rules` say; a rule that cannot be followed
  /// costs itself only.
  public static func standard(
    with rules: [KeyRule]
  ) -> (keys: KeyMap, problems: [KeyProblem]) {
    var wishes = KeyWishes()
    // What is said of one place counts before what is said of all.
    for rule in rules.filter({ $0.place == nil }) + rules.filter({ $0.place != nil }) {
      wishes.take(rule)
    }
    let keys = KeyMap(wishes.granted())
    return (keys, wishes.problems.sorted { $0.line < $1.line })
  }

  /// Every key of each command there, from however many rows.
  fileprivate func keys(in context: KeyContext) -> [Command: [Key]] {
    bindings(in: context).reduce(into: [:]) { $0[$1.command, default: []] += $1.keys }
  }
}

extension DashboardState {
  mutating func take(_ keys: KeyMap?, _ problem: String?) -> [Effect] {
    if let keys { self.keys = keys }
    message =
      problem.map { Message(text: $0, role: .msgWarn) }
      ?? Message(text: "the keys are as keys.toml has them now", role: .msgOk)
    return []
  }
}

/// What a person wants, and what of it can be had.
private struct KeyWishes {
  private struct Wish {
    var keys: [Key]
    var line: Int
  }

  /// A key that has something else to do already.
  private struct Clash: Hashable {
    var line: Int
    var key: Key
    var wanted: Command
    var owner: Command
  }

  private var wishes: [KeyContext: [Command: Wish]] = [:]
  private(set) var problems: [KeyProblem] = []
  private let standard = Dictionary(
    uniqueKeysWithValues: KeyContext.allCases.map { ($0, KeyMap.standard.keys(in: $0)) })

  // MARK: Taking a rule

  mutating func take(_ rule: KeyRule) {
    do throws(KeyProblem) {
      let (command, places) = try command(of: rule)
      let keys = try keys(of: rule, command, places)
      for place in places {
        let own = (standard[place]?[command] ?? []).filter(KeyMap.fixed.contains)
        let usable = keys.filter {
          KeyMap.fixed.contains($0) ? own.contains($0) : !place.takesText || !$0.writes
        }
        // Where all of them are text, the command keeps what it has.
        if usable.isEmpty, !keys.isEmpty { continue }
        wishes[place, default: [:]][command] = Wish(
          keys: usable + own.filter { !usable.contains($0) }, line: rule.line)
      }
    } catch {
      problems.append(error)
    }
  }

  private func command(
    of rule: KeyRule
  ) throws(KeyProblem) -> (Command, places: [KeyContext]) {
    guard let command = Command.allCases.first(where: { $0.name == rule.command }) else {
      throw .noCommand(rule)
    }
    let all = KeyContext.allCases.filter { standard[$0]?[command] != nil }
    guard let name = rule.place else { return (command, all) }
    guard let place = KeyContext(named: name) else { throw .noPlace(rule) }
    guard all.contains(place) else { throw .notThere(rule, known: Set(all)) }
    return (command, [place])
  }

  /// Each once, in their order.
  private func keys(
    of rule: KeyRule, _ command: Command, _ places: [KeyContext]
  ) throws(KeyProblem) -> [Key] {
    var keys: [Key] = []
    for label in rule.keys {
      guard let key = Key(label: label) else { throw .noKey(label, rule) }
      if !keys.contains(key) { keys.append(key) }
    }
    let own = places.flatMap { standard[$0]?[command] ?? [] }
    if let key = keys.first(where: { KeyMap.fixed.contains($0) && !own.contains($0) }) {
      throw .isFixed(key, rule)
    }
    if keys.isEmpty, let way = own.first(where: KeyMap.fixed.contains) {
      throw .noWayOut(way, rule)
    }
    if let key = keys.first(where: \.writes), places.allSatisfy(\.takesText) {
      throw .isText(key, rule)
    }
    return keys
  }

  // MARK: Granting them

  /// The rows of the table, with the keys that they get.
  mutating func granted() -> [Binding] {
    var clashes: [Clash: Set<KeyContext>] = [:]
    var granted: [KeyContext: [Command: [Key]]] = [:]
    for context in KeyContext.allCases {
      granted[context] = grant(in: context, &clashes)
    }
    for (clash, places) in clashes {
      problems.append(
        .taken(clash.key, clash.wanted, by: clash.owner, places, line: clash.line))
    }
    return KeyMap.table.flatMap { row in
      // A command has its new keys in the first row that it has in a place.
      var rows: [Binding] = []
      for context in KeyContext.allCases where row.contexts.contains(context) {
        let keys: [Key]
        if wishes[context]?[row.command] == nil {
          keys = row.keys
        } else if let own = granted[context]?.removeValue(forKey: row.command) {
          keys = own
        } else {
          continue
        }
        if let index = rows.firstIndex(where: { $0.keys == keys }) {
          rows[index].contexts.insert(context)
        } else {
          rows.append(
            Binding(row.command, keys, hint: row.hint, row.words, in: [context]))
        }
      }
      return rows
    }
  }

  /// Who has which keys in one place: first those who keep what they have, then line by line. Who is left
  /// without any gets its own back, as far as nobody has them.
  private func grant(
    in context: KeyContext, _ clashes: inout [Clash: Set<KeyContext>]
  ) -> [Command: [Key]] {
    let wished = (wishes[context] ?? [:]).sorted { $0.value.line < $1.value.line }
    var owners: [Key: Command] = [:]
    for (command, keys) in standard[context] ?? [:] where wishes[context]?[command] == nil {
      for key in keys { owners[key] = command }
    }
    var granted: [Command: [Key]] = [:]
    func give(_ keys: [Key], to command: Command, clash: (Key, Command) -> Void) {
      for key in keys {
        if let owner = owners[key], owner != command {
          clash(key, owner)
        } else {
          owners[key] = command
          granted[command, default: []].append(key)
        }
      }
    }
    for (command, wish) in wished {
      granted[command] = []
      give(wish.keys, to: command) { key, owner in
        let clash = Clash(line: wish.line, key: key, wanted: command, owner: owner)
        clashes[clash, default: []].insert(context)
      }
    }
    for (command, wish) in wished where granted[command] == [] && !wish.keys.isEmpty {
      give(standard[context]?[command] ?? [], to: command) { _, _ in }
    }
    return granted
  }
}

extension Key {
  /// It puts a character into a line.
  fileprivate var writes: Bool { if case .character = self { true } else { false } }
}

// MARK: - In words

extension KeyProblem {
  fileprivate static func noCommand(_ rule: KeyRule) -> Self {
    let near = nearest(rule.command, among: Command.allCases.map(\.name))
    return Self(
      line: rule.line, "there is no command '\(rule.command)'",
      hint: near.map { "did you mean '\($0)'?" } ?? "see them with: watchfloor keys")
  }

  fileprivate static func noPlace(_ rule: KeyRule) -> Self {
    let all = KeyContext.allCases.map(\.name)
    let near = nearest(rule.place ?? "", among: all)
    return Self(
      line: rule.line, "there is no place '\(rule.place ?? "")' to press '\(rule.command)' in",
      hint: near.map { "did you mean [keys.\($0)]?" }
        ?? "use one of: \(all.joined(separator: ", "))"
    )
  }

  fileprivate static func notThere(_ rule: KeyRule, known: Set<KeyContext>) -> Self {
    Self(
      line: rule.line, "'\(rule.command)' does nothing in [keys.\(rule.place ?? "")]",
      hint: "it is there \(known.words)")
  }

  fileprivate static func noKey(_ label: String, _ rule: KeyRule) -> Self {
    Self(
      line: rule.line, "'\(rule.command)': '\(label)' is no key",
      hint: Key.nearestLabel(to: label).map { "did you mean '\($0)'?" }
        ?? "write one character, or a name such as Enter, Space, PgUp, F5, Ctrl-P")
  }

  fileprivate static func isFixed(_ key: Key, _ rule: KeyRule) -> Self {
    Self(
      line: rule.line, "'\(rule.command)' cannot be \(key.label), \(key.alwaysDoes)",
      hint: "use another key")
  }

  fileprivate static func noWayOut(_ key: Key, _ rule: KeyRule) -> Self {
    Self(
      line: rule.line, "'\(rule.command)' cannot be without a key: there would be no way out",
      hint: "\(key.label) stays; to have it alone, write [\"\(key.label)\"]")
  }

  fileprivate static func isText(_ key: Key, _ rule: KeyRule) -> Self {
    Self(
      line: rule.line, "'\(rule.command)' cannot be \(key.label), which is text in a line",
      hint: "use a key that writes nothing, such as Ctrl-X or F5")
  }

  fileprivate static func taken(
    _ key: Key, _ command: Command, by owner: Command, _ places: Set<KeyContext>, line: Int
  ) -> Self {
    Self(
      line: line,
      "\(key.label) cannot be '\(command.name)': it is '\(owner.name)' already \(places.words)",
      hint: "give '\(owner.name)' another key, or none: \(owner.name) = []")
  }
}

extension Key {
  fileprivate var alwaysDoes: String {
    self == .escape ? "which always leads back" : "which always quits"
  }
}
