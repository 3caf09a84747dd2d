internal import TOMLKit

extension Theme {
  /// The schema that this version reads: `schema = 1`.
  static let knownSchema = 1

  /// Reads a theme file.
  ///
  /// - Parameters:
  ///   - toml: the file.
  ///   - name: what to call it in messages, and on screen when it gives itself no name.
  ///   - theme: finds another theme by name: the one that this inherits, and the built-in one that
  ///     fills what is left out. Nil when there is none. Not asked for `name` itself.
  /// - Throws: ``ThemeError``, with the line. What it does not know is a warning only, so a theme for
  ///   a newer version still works.
  public init(
    toml: String, named name: String,
    other theme: (String) throws(ThemeError) -> Theme? = { _ in nil }
  ) throws(ThemeError) {
    var reader = ThemeReader(theme: name, lines: KeyLines(of: toml))
    let file = try reader.parse(toml)
    if let schema = try reader.value(file, "schema", of: "schema = 1", { $0.int }) {
      guard schema <= Self.knownSchema else {
        throw .schemaIsNewer(
          theme: name, line: reader.lines["schema"], found: schema, known: Self.knownSchema)
      }
    }
    reader.warnOfUnknownKeys(in: file, known: ["schema", "meta", "palette", "roles", "ansi16"])

    let meta = try reader.table(file, "meta")
    reader.warnOfUnknownKeys(
      in: meta, known: ["name", "mode", "pair", "inherits", "author", "license"], of: "meta")
    var inherited: Theme?
    if let parent = try reader.text(meta, "inherits", of: "meta"), !parent.isEmpty {
      inherited = parent == name ? nil : try theme(parent)
      guard inherited != nil else {
        throw .unknownTheme(theme: name, line: reader.lines["meta.inherits"], inherited: parent)
      }
    }
    let mode = try reader.mode(meta) ?? inherited?.mode ?? .dark

    try reader.readPalette(try reader.table(file, "palette"))
    let roles = try reader.styles(try reader.table(file, "roles"), of: "roles")
    let sixteen = try reader.styles(try reader.table(file, "ansi16"), of: "ansi16")
    self.init(
      name: try reader.text(meta, "name", of: "meta").map { sanitised($0) } ?? name,
      mode: mode,
      warnings: reader.warnings,
      definitions: roles.merging(inherited?.definitions ?? [:]) { own, other in own.over(other) },
      sixteen: sixteen.merging(inherited?.sixteen ?? [:]) { own, _ in own },
      base: mode.builtIn == name ? nil : try theme(mode.builtIn))
  }
}

/// Reads the parts of one file, and remembers what it did not understand.
private struct ThemeReader {
  let theme: String
  let lines: KeyLines
  private var palette: [String: Color] = [:]
  private(set) var warnings: [String] = []

  init(theme: String, lines: KeyLines) {
    self.theme = theme
    self.lines = lines
  }

  func parse(_ toml: String) throws(ThemeError) -> TOMLTable {
    do {
      return try TOMLTable(string: toml)
    } catch {
      let problem = error as? TOMLParseError
      throw .notTOML(
        theme: theme, line: problem?.source.begin.line ?? 1,
        reason: problem?.description ?? "\(error)")
    }
  }

  /// The value of `key`, or nil when it is not there.
  func value<Value>(
    _ table: TOMLTable, _ key: String, of kind: String, in path: String? = nil,
    _ value: (any TOMLValueConvertible) -> Value?
  ) throws(ThemeError) -> Value? {
    guard let found = table[key] else { return nil }
    guard let value = value(found) else {
      let path = Self.path(path, key)
      throw .wrongValue(theme: theme, line: lines[path], key: path, expected: kind)
    }
    return value
  }

  func text(
    _ table: TOMLTable, _ key: String, of path: String
  ) throws(ThemeError) -> String? {
    try value(table, key, of: "a text in quotes", in: path) { $0.string }
  }

  /// The table of `key`; an empty one when it is not there.
  func table(_ file: TOMLTable, _ key: String) throws(ThemeError) -> TOMLTable {
    try value(file, key, of: "a table: [\(key)]") { $0.table } ?? TOMLTable()
  }

  func mode(_ meta: TOMLTable) throws(ThemeError) -> Theme.Mode? {
    try value(meta, "mode", of: "mode = \"dark\", \"light\" or \"any\"", in: "meta") {
      $0.string.flatMap(Theme.Mode.init(rawValue:))
    }
  }

  mutating func readPalette(_ table: TOMLTable) throws(ThemeError) {
    var read: [String: Color] = [:]
    for name in table.keys {
      read[name] = try color(table, name, in: "palette")
    }
    palette = read
  }

  mutating func styles(
    _ table: TOMLTable, of section: String
  ) throws(ThemeError) -> [Role: PartialStyle] {
    var styles: [Role: PartialStyle] = [:]
    for name in table.keys {
      let path = Self.path(section, name)
      guard let role = Role(rawValue: name) else {
        warnings.append("line \(lines[path]): there is no role '\(sanitised(name))'; it is ignored")
        continue
      }
      guard let parts = table[name]?.table else {
        styles[role] = PartialStyle(foreground: try color(table, name, in: section))
        continue
      }
      warnOfUnknownKeys(in: parts, known: ["fg", "bg", "attrs"], of: path)
      styles[role] = PartialStyle(
        foreground: try color(parts, "fg", in: path),
        background: try color(parts, "bg", in: path),
        attributes: try attributes(parts, in: path))
    }
    return styles
  }

  private func color(
    _ table: TOMLTable, _ key: String, in path: String
  ) throws(ThemeError) -> Color? {
    let text = try value(table, key, of: "a colour in quotes", in: path) { $0.string }
    guard let text else { return nil }
    guard let color = palette[text] ?? Color(text) else {
      throw .unknownColour(theme: theme, line: lines[Self.path(path, key)], colour: text)
    }
    return color
  }

  private func attributes(_ table: TOMLTable, in path: String) throws(ThemeError) -> Attributes? {
    let names = Attributes.named.keys.sorted().map { "\"\($0)\"" }.joined(separator: ", ")
    return try value(table, "attrs", of: "attrs = [], with any of \(names)", in: path) {
      guard let array = $0.array else { return nil }
      var attributes: Attributes = []
      for element in array {
        guard let named = element.string.flatMap({ Attributes.named[$0] }) else { return nil }
        attributes.formUnion(named)
      }
      return attributes
    }
  }

  mutating func warnOfUnknownKeys(in table: TOMLTable, known: Set<String>, of path: String? = nil) {
    for key in table.keys where !known.contains(key) {
      let path = Self.path(path, key)
      warnings.append("line \(lines[path]): there is no key '\(sanitised(path))'; it is ignored")
    }
  }

  private static func path(_ path: String?, _ key: String) -> String {
    path.map { "\($0).\(key)" } ?? key
  }
}
