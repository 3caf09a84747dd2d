import Foundation
import TerminalKit

/// Themes by name or by file: those of the person first, then those in the program.
enum ThemeLibrary {
  static let builtIn = ["terminal", "watchfloor-dark", "watchfloor-light"]
  static let standard = "terminal"

  /// - Parameter choice: the name of a theme, or the path of a theme file.
  static func theme(_ choice: String) throws(ThemeError) -> Theme {
    let isPath = choice.contains("/") || choice.hasSuffix(".toml")
    let path = isPath ? choice : "\(Paths.standard.themes)/\(choice).toml"
    if let toml = try? String(contentsOfFile: path, encoding: .utf8) {
      return try Theme(toml: toml, named: choice, other: known)
    }
    guard !isPath, let theme = try known(choice) else {
      throw .notFound(theme: choice, among: builtIn, in: Paths.standard.themes)
    }
    return theme
  }

  private static func known(_ name: String) throws(ThemeError) -> Theme? {
    guard builtIn.contains(name) else { return nil }
    return try Theme(toml: Embedded.text("\(name).toml"), named: name, other: known)
  }
}
