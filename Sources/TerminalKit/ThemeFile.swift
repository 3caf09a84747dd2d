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
  ///     fills what is left out. Nil when there is none, or only this.
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
    reader.warnOfUnknownKeys(
      in: file, known: ["schema", "meta", "palette", "palette16", "roles", "ansi16"])

    let meta = try reader.table(file, "meta")
    reader.warnOfUnknownKeys(
      in: meta,
      known: ["name", "mode", "pair", "inherits", "author", "license", "promises"], of: "meta")
    var inherited: Theme?
    if let parent = try reader.text(meta, "inherits", of: "meta"), !parent.isEmpty {
      inherited = try theme(parent)
      guard inherited != nil else {
        throw .unknownTheme(theme: name, line: reader.lines["meta.inherits"], inherited: parent)
      }
    }
    let mode = try reader.mode(meta) ?? inherited?.mode ?? .dark

    try reader.readPalette(try reader.table(file, "palette"), over: inherited?.palette ?? [:])
    let few = try reader.fewColours(try reader.table(file, "palette16"))
      .merging(inherited?.palette16 ?? [:]) { own, _ in own }
    let roles = try reader.styles(try reader.table(file, "roles"), of: "roles")
    let sixteen = try reader.styles(try reader.table(file, "ansi16"), of: "ansi16")
    let definitions = roles.merging(
      inherited?.definitions.mapValues { $0.recoloured(by: reader.palette) } ?? [:]
    ) { own, other in own.over(other) }
    self.init(
      name: try reader.text(meta, "name", of: "meta").map { sanitised($0) } ?? name,
      mode: mode,
      warnings: reader.warnings,
      definitions: definitions,
      sixteen: sixteen.merging(inherited?.sixteen ?? [:]) { own, _ in own }
        .merging(definitions.compactMapValues { $0.recoloured(only: few) }) { $0.over($1) },
      base: try theme(mode.builtIn))
    palette16 = few
    palette = reader.palette
    pair = try reader.text(meta, "pair", of: "meta").map { sanitised($0) }
    author = try reader.text(meta, "author", of: "meta").map { sanitised($0) }
    license = try reader.text(meta, "license", of: "meta").map { sanitised($0) }
    promises = try reader.promises(meta)
  }
}

/// Reads the parts of one file, and remembers what it did not understand.
private struct ThemeReader {
  let theme: String
  let lines: KeyLines
  private(set) var palette: [String: Color] = [:]
  private(set) var warnings: [Theme.Warning] = []

  init(theme: String, lines: KeyLines) {
    self.theme = theme
    self.lines = lines
  }

  func parse(_ toml: String) throws(ThemeError) -> TOMLTable {
    do throws(TOMLFault) {
      return try readTOML(toml)
    } catch {
      throw .notTOML(theme: theme, line: error.line, reason: error.reason)
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

  func promises(_ meta: TOMLTable) throws(ThemeError) -> Set<Theme.Promise> {
    let names = Theme.Promise.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
    let promises = try value(
      meta, "promises", of: "promises = [], with any of \(names)", in: "meta"
    ) {
      value -> [Theme.Promise]? in
      guard let array = value.array else { return nil }
      let promises = array.compactMap { $0.string.flatMap(Theme.Promise.init(rawValue:)) }
      return promises.count == array.count ? promises : nil
    }
    return Set(promises ?? [])
  }

  mutating func readPalette(
    _ table: TOMLTable, over inherited: [String: Color]
  ) throws(ThemeError) {
    var read = inherited
    for name in table.keys {
      read[name] = try color(table, name, in: "palette")?.color
    }
    palette = read
  }

  /// What stands in the place of the palette's colours where there are only 16.
  mutating func fewColours(_ table: TOMLTable) throws(ThemeError) -> [String: Color] {
    var read: [String: Color] = [:]
    for name in table.keys {
      let path = Self.path("palette16", name)
      if palette[name] == nil { warn("'\(sanitised(path))' is not in the palette", at: path) }
      read[name] = try color(table, name, in: "palette16")?.color
    }
    return read
  }

  mutating func styles(
    _ table: TOMLTable, of section: String
  ) throws(ThemeError) -> [Role: PartialStyle] {
    var styles: [Role: PartialStyle] = [:]
    for name in table.keys {
      let path = Self.path(section, name)
      guard let role = Role(rawValue: name) else {
        warn("there is no role '\(sanitised(name))'; it is ignored", at: path)
        continue
      }
      guard let parts = table[name]?.table else {
        let words = try color(table, name, in: section)
        styles[role] = PartialStyle(foreground: words?.color, foregroundName: words?.name)
        continue
      }
      warnOfUnknownKeys(in: parts, known: ["fg", "bg", "attrs"], of: path)
      let (words, ground) = (
        try color(parts, "fg", in: path), try color(parts, "bg", in: path)
      )
      styles[role] = PartialStyle(
        foreground: words?.color, background: ground?.color,
        attributes: try attributes(parts, in: path),
        foregroundName: words?.name, backgroundName: ground?.name)
    }
    return styles
  }

  /// The colour of `key`, with its name when it is one of the palette.
  private func color(
    _ table: TOMLTable, _ key: String, in path: String
  ) throws(ThemeError) -> (color: Color, name: String?)? {
    let text = try value(table, key, of: "a colour in quotes", in: path) { $0.string }
    guard let text else { return nil }
    if let color = palette[text] { return (color, text) }
    guard let color = Color(text) else {
      throw .unknownColour(theme: theme, line: lines[Self.path(path, key)], colour: text)
    }
    return (color, nil)
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
      warn("there is no key '\(sanitised(path))'; it is ignored", at: path)
    }
  }

  private mutating func warn(_ text: String, at path: String) {
    warnings.append(Theme.Warning(line: lines[path], text: text))
  }

  private static func path(_ path: String?, _ key: String) -> String {
    path.map { "\($0).\(key)" } ?? key
  }
}
