/// Why the dashboard cannot have the terminal, and what to do next.
public struct TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Stable: the only part that callers and tests branch on.
  public enum Code: String, Sendable {
    case noTerminal, noDescription, tooSimple, alreadyOpen
  }

  public let code: Code
  /// What we were doing.
  public let problem: String
  /// Why.
  public let reason: String
  /// The next thing to type.
  public let hint: String

  public var description: String { "\(problem)\n  reason: \(reason)\n  hint: \(hint)" }
}

extension TerminalError {
  static var noTerminal: Self {
    Self(
      code: .noTerminal,
      problem: "cannot open the dashboard",
      reason: "this process has no terminal, not even /dev/tty",
      hint: "start it in a terminal (over ssh: ssh -t), or use the commands: watchfloor list")
  }

  static func noDescription(name: String) -> Self {
    Self(
      code: .noDescription,
      problem: "cannot open the dashboard",
      reason: """
        terminfo describes neither this terminal (TERM='\(name)') nor xterm-256color nor vt100
        """,
      hint: "install the descriptions (apt install ncurses-base), or unset TERMINFO")
  }

  static func tooSimple(name: String) -> Self {
    Self(
      code: .tooSimple,
      problem: "cannot open the dashboard",
      reason: "this terminal (TERM='\(name)') cannot place its cursor",
      hint: "use the commands: watchfloor list; or set TERM to what your terminal is")
  }

  static var alreadyOpen: Self {
    Self(
      code: .alreadyOpen,
      problem: "cannot open the dashboard",
      reason: "this process shows one already",
      hint: "close that one first")
  }
}
