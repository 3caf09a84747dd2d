import TerminalKit

/// Which theme somebody asked for: one, or one of two by the ground of the terminal.
enum ThemeChoice: Hashable {
  case one(String)
  /// `unknown`: for terminals that do not say which ground they have.
  case byGround(dark: String, light: String, unknown: String)

  /// How it is typed, and how the picker lists it.
  static let auto = "auto"

  /// On a terminal that keeps its ground to itself, what looks right on either.
  static let standardPair = Self.byGround(
    dark: Theme.Mode.dark.builtIn, light: Theme.Mode.light.builtIn,
    unknown: Theme.Mode.any.builtIn)

  /// The name of the theme to show.
  ///
  /// - Parameter isDark: what the ground of the terminal is. `nil`: it does not say.
  func name(isDark: Bool?) -> String {
    switch self {
    case .one(let name): name
    case .byGround(let dark, let light, let unknown):
      isDark.map { $0 ? dark : light } ?? unknown
    }
  }
}
