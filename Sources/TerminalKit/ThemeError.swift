/// Why a theme cannot be used, and what to do next.
public struct ThemeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Stable: the only part that callers and tests branch on.
  public enum Code: String, Sendable {
    case notFound, notReadable, notWritable, notTOML, schemaIsNewer, wrongValue, unknownColour,
      unknownTheme
    case noScheme
  }

  public let code: Code
  /// What it was called by whoever asked for it: a name, or the path of its file.
  public let theme: String
  /// Nil when there is no such line, for there is no file.
  public let line: Int?
  /// What is wrong there.
  public let finding: String
  /// What to write instead.
  public let hint: String

  /// What we were doing, and to what.
  public var problem: String {
    let what =
      switch code {
      case .notWritable: "write"
      case .noScheme: "make a theme of"
      default: "use the theme"
      }
    return "cannot \(what) '\(sanitised(theme))'"
  }
  /// Why, with the line.
  public var reason: String { line.map { "line \($0): \(finding)" } ?? finding }

  public var description: String { "\(problem)\n  reason: \(reason)\n  hint: \(hint)" }
}

extension ThemeError {
  /// Somebody asked for `theme`, which is neither a file nor one of `names`, nor in `directory`.
  ///
  /// - Parameter near: the theme whose name is spelt most like it. Nil: none is.
  public static func notFound(theme: String, near: String?, in directory: String) -> Self {
    Self(
      code: .notFound, theme: theme, line: nil,
      finding: "there is no such theme",
      hint: near.map { "did you mean '\($0)'?" }
        ?? "see them with: watchfloor theme list; your own belong in '\(directory)'")
  }

  /// The file is there, and cannot be read.
  public static func notReadable(theme: String, reason: String) -> Self {
    Self(
      code: .notReadable, theme: theme, line: nil, finding: sanitised(reason),
      hint: "see what is wrong with it: ls -l '\(sanitised(theme))'")
  }

  /// A theme that was made cannot be put where somebody wants it.
  public static func notWritable(theme: String, reason: String) -> Self {
    Self(
      code: .notWritable, theme: theme, line: nil, finding: sanitised(reason),
      hint: "name a file that is not there yet, in a folder that is: --output FILE")
  }

  static func notTOML(theme: String, line: Int, reason: String) -> Self {
    Self(
      code: .notTOML, theme: theme, line: line, finding: sanitised(reason),
      hint: "a theme is a TOML file; names with a dot need quotes: \"text.dim\" = \"#888888\"")
  }

  static func schemaIsNewer(theme: String, line: Int, found: Int, known: Int) -> Self {
    Self(
      code: .schemaIsNewer, theme: theme, line: line,
      finding: "it was written for schema \(found); this build knows up to \(known)",
      hint: "upgrade this program, or choose another theme with --theme NAME")
  }

  static func wrongValue(theme: String, line: Int, key: String, expected: String) -> Self {
    Self(
      code: .wrongValue, theme: theme, line: line,
      finding: "'\(sanitised(key))' has a value of the wrong kind", hint: "write \(expected)")
  }

  static func unknownColour(theme: String, line: Int, colour: String) -> Self {
    Self(
      code: .unknownColour, theme: theme, line: line,
      finding: "there is no colour '\(sanitised(colour))'",
      hint: """
        a colour is a name from [palette], "#rgb", "#rrggbb", "ansi:0" to "ansi:15", \
        "idx:0" to "idx:255" or "default"
        """)
  }

  static func unknownTheme(theme: String, line: Int, inherited: String) -> Self {
    Self(
      code: .unknownTheme, theme: theme, line: line,
      finding: "it inherits '\(sanitised(inherited))', and there is no such theme",
      hint: "name a theme that is there and does not inherit this one, or leave 'inherits' out")
  }

  /// A scheme of another program, from which a theme was to be made.
  static func noScheme(file: String, kind: String, missing: String, hint: String) -> Self {
    Self(
      code: .noScheme, theme: file, line: nil, finding: "it is no \(kind): it lacks \(missing)",
      hint: hint)
  }
}
