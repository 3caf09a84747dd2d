/// Why a theme cannot be used, and what to do next.
public struct ThemeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Stable: the only part that callers and tests branch on.
  public enum Code: String, Sendable {
    case notFound, notTOML, schemaIsNewer, wrongValue, unknownColour, unknownTheme
  }

  public let code: Code
  /// What we were doing, and to what.
  public let problem: String
  /// Why, with the line.
  public let reason: String
  /// What to write instead.
  public let hint: String

  public var description: String { "\(problem)\n  reason: \(reason)\n  hint: \(hint)" }
}

extension ThemeError {
  /// Somebody asked for `theme`, which is neither a file nor one of `names`, nor in `directory`.
  public static func notFound(theme: String, among names: [String], in directory: String) -> Self {
    Self(
      code: .notFound,
      problem: problem(theme),
      reason: "there is no such theme",
      hint: "use \(names.joined(separator: ", ")), a .toml file, or one in '\(directory)'")
  }

  static func notTOML(theme: String, line: Int, reason: String) -> Self {
    Self(
      code: .notTOML,
      problem: problem(theme),
      reason: "line \(line): \(sanitised(reason))",
      hint: "a theme is a TOML file; names with a dot need quotes: \"text.dim\" = \"#888888\"")
  }

  static func schemaIsNewer(theme: String, line: Int, found: Int, known: Int) -> Self {
    Self(
      code: .schemaIsNewer,
      problem: problem(theme),
      reason: "line \(line): it was written for schema \(found); this build knows up to \(known)",
      hint: "upgrade this program, or choose another theme with --theme NAME")
  }

  static func wrongValue(theme: String, line: Int, key: String, expected: String) -> Self {
    Self(
      code: .wrongValue,
      problem: problem(theme),
      reason: "line \(line): '\(sanitised(key))' has a value of the wrong kind",
      hint: "write \(expected)")
  }

  static func unknownColour(theme: String, line: Int, colour: String) -> Self {
    Self(
      code: .unknownColour,
      problem: problem(theme),
      reason: "line \(line): there is no colour '\(sanitised(colour))'",
      hint: """
        a colour is a name from [palette], "#rgb", "#rrggbb", "ansi:0" to "ansi:15", \
        "idx:0" to "idx:255" or "default"
        """)
  }

  static func unknownTheme(theme: String, line: Int, inherited: String) -> Self {
    Self(
      code: .unknownTheme,
      problem: problem(theme),
      reason: "line \(line): it inherits '\(sanitised(inherited))', and there is no such theme",
      hint: "name a theme that is there, or leave 'inherits' out")
  }

  private static func problem(_ theme: String) -> String {
    "cannot use the theme '\(sanitised(theme))'"
  }
}
