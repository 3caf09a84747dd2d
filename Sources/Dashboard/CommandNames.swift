extension Command {
  /// As it is written in the file of keys and after `:`, such as `next-pane`.
  var name: String { Self.names[self] ?? "" }

  /// - Parameter typed: its name; `help` and `feeds` do for `open-help` and `feeds-pane`, too.
  init?(named typed: String) {
    let plain = typed.lowercased()
    let found = [plain, "open-\(plain)", "\(plain)-pane"].lazy.compactMap { Self.byName[$0] }.first
    guard let found else { return nil }
    self = found
  }

  private static let names = Dictionary(
    uniqueKeysWithValues: allCases.map { ($0, kebab("\($0)")) })
  private static let byName = Dictionary(uniqueKeysWithValues: names.map { ($1, $0) })

  /// `nextPane` with a hyphen for each capital letter.
  private static func kebab(_ name: String) -> String {
    name.reduce(into: "") { $0 += $1.isUppercase ? "-\($1.lowercased())" : String($1) }
  }
}

extension KeyContext {
  /// As it is written in the file of keys. None is the name of a command, for they stand side by side there.
  var name: String {
    switch self {
    case .prompt: "find-line"
    case .filter: "filter-line"
    case .desk: "command-line"
    default: "\(self)"
    }
  }

  init?(named name: String) {
    guard let found = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }

  /// Characters are text here.
  var takesText: Bool { KeyMap.typing.contains(self) }
}

extension Set<KeyContext> {
  /// `in changes, detail`, `everywhere`, …
  var words: String {
    if isSuperset(of: KeyContext.allCases) { return "everywhere" }
    let others = subtracting(KeyContext.panes)
    let names = KeyContext.allCases.filter(others.contains).map(\.name)
    if isSuperset(of: KeyContext.panes) {
      return "in \((["every pane"] + names).joined(separator: ", "))"
    }
    return "in \(KeyContext.allCases.filter(contains).map(\.name).joined(separator: ", "))"
  }
}
