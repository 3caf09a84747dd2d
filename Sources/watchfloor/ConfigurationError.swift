/// Why the configuration cannot be used, and what to write instead.
struct ConfigurationError: Explained, Hashable {
  var problem: String
  /// With the line.
  var reason: String
  var hint: String

  var description: String { "\(problem)\n  reason: \(reason)\n  hint: \(hint)" }
}

extension ConfigurationError {
  static func notReadable(_ file: String, reason: String) -> Self {
    Self(problem: problem(file), reason: reason, hint: "see what is wrong with it: ls -l '\(file)'")
  }

  static func notTOML(_ file: String, line: Int, reason: String) -> Self {
    Self(
      problem: problem(file),
      reason: "line \(line): \(reason)",
      hint: "see how it is written: watchfloor config example")
  }

  /// - Parameters:
  ///   - section: `[rules]`; `nil` for the file as a whole.
  ///   - near: the known key that looks most like `key`. `nil` when none does.
  static func unknownKey(
    _ key: String, in section: String?, of file: String, line: Int, near: String?, known: [String]
  ) -> Self {
    Self(
      problem: problem(file),
      reason: "line \(line): there is no '\(key)'\(section.map { " in \($0)" } ?? "")",
      hint: near.map { "did you mean '\($0)'?" } ?? "use one of: \(known.joined(separator: ", "))")
  }

  static func wrongValue(
    _ value: String, of key: String, in section: String?, of file: String, line: Int,
    allowed: String
  ) -> Self {
    Self(
      problem: problem(file),
      reason: "line \(line): '\(key)'\(section.map { " in \($0)" } ?? "") cannot be \(value)",
      hint: "write \(allowed)")
  }

  static func missing(
    _ key: String, in section: String, of file: String, line: Int, allowed: String
  ) -> Self {
    Self(
      problem: problem(file),
      reason: "line \(line): \(section) lacks '\(key)'",
      hint: "write \(allowed)")
  }

  private static func problem(_ file: String) -> String {
    "cannot use the configuration '\(file)'"
  }
}
