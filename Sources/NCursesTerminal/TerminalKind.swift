internal import CTerm

/// What kind of terminal this is, from its name, its description and what it says of itself in the
/// environment.
struct TerminalKind {
  /// All of the environment that bears on it.
  static let variables = [
    "TERM", "COLORTERM", "COLORFGBG", "NO_COLOR", "TMUX", "STY", "SSH_CONNECTION",
  ]

  let environment: [String: String]
  let described: ct_description

  private var name: String { environment["TERM"] ?? "" }
  private var isInsideTmux: Bool { environment["TMUX"] != nil && environment["STY"] == nil }

  /// Which description of ours it would understand.
  var description: Int {
    if described.is_known, !described.has_second_screen { return CT_OWN_DESCRIPTION }
    return name.hasPrefix("tmux") || name.hasPrefix("screen") ? CT_TMUX_RGB : CT_XTERM_RGB
  }

  /// It shows 24-bit colour, or makes the best of it. tmux does, whatever it runs in.
  var hasTrueColor: Bool {
    if description == CT_OWN_DESCRIPTION { return false }
    // GNU screen hands on what the terminal around it says, and cannot do it.
    if name.hasPrefix("screen") { return isInsideTmux }
    return described.has_rgb || ["truecolor", "24bit"].contains(environment["COLORTERM"])
      || name.hasPrefix("tmux") && isInsideTmux
  }

  /// By `COLORFGBG`, where some terminals write the numbers of their two colours. `nil`: not known.
  var startsDark: Bool? {
    let ground = environment["COLORFGBG"]?.split(separator: ";").last.flatMap { Int($0) }
    return ground.map { $0 != 7 && $0 < 9 }
  }

  /// How long an ESC waits for the rest of a sequence, in milliseconds. Over a network it may take longer.
  var escapeDelay: Int { environment["SSH_CONNECTION"] == nil ? 25 : 100 }
}
