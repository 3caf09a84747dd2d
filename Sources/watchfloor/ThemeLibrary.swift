import Foundation
import Incidents
import TerminalKit

/// Themes by name or by file, wherever they are kept.
struct ThemeLibrary {
  /// Where a theme comes from.
  enum Origin: Hashable {
    case file(String)
    /// It is in the program.
    case program

    var path: String? { if case .file(let path) = self { path } else { nil } }
  }

  /// The folders to look in, the first before the others; what is in the program comes last.
  let folders: [String]

  /// - Parameter folder: one to look in before all others.
  init(before folder: String? = nil) {
    var folders = [folder, Paths.standard.themes].compactMap(\.self)
    if let program = Bundle.main.executableURL?.resolvingSymlinksInPath() {
      let prefix = program.deletingLastPathComponent().deletingLastPathComponent()
      folders.append(prefix.appending(path: "share/watchfloor/themes").path)
    }
    self.folders = folders
  }

  static let standard = "terminal"

  static let builtIn = [
    "terminal", "mono", "watchfloor-dark", "watchfloor-light",
    "high-contrast-dark", "high-contrast-light", "colour-blind-dark", "colour-blind-light",
    "catppuccin-dark", "catppuccin-light", "dracula-dark", "dracula-light",
    "gruvbox-dark", "gruvbox-light", "nord-dark", "nord-light", "solarized-dark",
    "solarized-light",
  ]

  /// Every theme that can be had by name: those in the program, then what else is in the folders.
  var names: [String] {
    let files = folders.flatMap { folder in
      (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }
    let own = Set(files.filter { $0.hasSuffix(".toml") }.map { String($0.dropLast(5)) })
    return Self.builtIn + own.subtracting(Self.builtIn).sorted()
  }

  /// Where `choice`, a name or the path of a file, comes from. `nil`: there is no such theme.
  func origin(of choice: String) -> Origin? { origins(of: choice).first }

  /// - Parameter choice: the name of a theme, or the path of a theme file.
  func theme(_ choice: String) throws(ThemeError) -> Theme {
    guard let origin = origin(of: choice) else { throw notFound(choice) }
    return try read(origin, choice, above: [])
  }

  /// The text of a theme's file.
  func text(of choice: String) throws(ThemeError) -> String {
    guard let origin = origin(of: choice) else { throw notFound(choice) }
    return try text(at: origin, choice)
  }

  private func origins(of choice: String) -> [Origin] {
    let isPath = choice.contains("/") || choice.hasSuffix(".toml")
    let paths = isPath ? [choice] : folders.map { "\($0)/\(choice).toml" }
    let files = paths.filter { FileManager.default.fileExists(atPath: $0) }.map(Origin.file)
    return files + (Self.builtIn.contains(choice) ? [.program] : [])
  }

  /// - Parameter inheriting: the themes that inherit it. None of them is its own heir, though it may
  ///   inherit one of its own name that comes later.
  private func read(
    _ origin: Origin, _ choice: String, above inheriting: [(String, Origin)]
  ) throws(ThemeError) -> Theme {
    let chain = inheriting + [(choice, origin)]
    // What a theme inherits may lie beside it.
    let beside = origin.path.map { URL(filePath: $0).deletingLastPathComponent().path }
    return try Theme(toml: text(at: origin, choice), named: origin.path ?? choice) {
      name throws(ThemeError) in
      let near = beside.map { Origin.file("\($0)/\(name).toml") }
        .flatMap { FileManager.default.fileExists(atPath: $0.path ?? "") ? $0 : nil }
      let found = ([near].compactMap(\.self) + origins(of: name)).first { origin in
        !chain.contains { $0 == (name, origin) || $0.1 == origin && origin != .program }
      }
      guard !name.contains("/"), let found else { return nil }
      return try read(found, name, above: chain)
    }
  }

  private func text(at origin: Origin, _ choice: String) throws(ThemeError) -> String {
    guard let path = origin.path else { return Embedded.text("\(choice).toml") }
    do {
      return try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw .notReadable(theme: path, reason: error.localizedDescription)
    }
  }

  private func notFound(_ choice: String) -> ThemeError {
    .notFound(
      theme: choice, near: nearest(choice, among: names), in: Paths.standard.themes)
  }
}
