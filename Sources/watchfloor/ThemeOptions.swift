import ArgumentParser
import Foundation

/// Where themes are looked for.
struct ThemesOption: ParsableArguments {
  @Option(
    help: ArgumentHelp("Look for themes in this folder first.", valueName: "dir"))
  var themesDir: String?

  var library: ThemeLibrary { ThemeLibrary(before: themesDir) }
}

/// Which theme to show: what is typed, else `$WATCHFLOOR_THEME`, else the configuration's.
struct ThemeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A theme by name, a theme file, or auto: by the ground of the terminal. See: watchfloor theme list.",
      valueName: "theme"))
  var theme: String?

  @OptionGroup var themes: ThemesOption

  /// As somebody typed it, and what `auto` stands for.
  func choice() throws(ConfigurationError) -> (chosen: String, pair: ThemeChoice) {
    let configured = try Configuration.standard.get().theme
    let environment = ProcessInfo.processInfo.environment["WATCHFLOOR_THEME"]
    let typed = theme ?? environment.flatMap { $0.isEmpty ? nil : $0 }
    return switch configured {
    case .one(let name): (typed ?? name, .standardPair)
    case .byGround: (typed ?? ThemeChoice.auto, configured ?? .standardPair)
    case nil: (typed ?? ThemeLibrary.standard, .standardPair)
    }
  }
}
