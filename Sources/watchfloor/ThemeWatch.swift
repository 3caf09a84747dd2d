import Dashboard
import FileWatch
import Foundation
import TerminalKit

/// The theme on screen: chosen or looked at in passing, for the ground that the terminal has, and read
/// again whenever its file changes.
@MainActor
final class ShownTheme {
  /// The last that could be read.
  private(set) var theme: Theme
  /// As the person names it: a name, the path of a file, or `auto`.
  private(set) var chosen: String

  private let library: ThemeLibrary
  /// What `auto` stands for.
  private let pair: ThemeChoice
  private let mailbox: Mailbox
  private var isDark: Bool?
  private var watched: (folder: String, watch: DirectoryWatch)?

  /// - Throws: ``ThemeError``: to begin with, the theme must be one that can be used.
  init(
    _ chosen: String, pair: ThemeChoice, in library: ThemeLibrary, mailbox: Mailbox
  ) throws(ThemeError) {
    (self.chosen, self.pair, self.library, self.mailbox) = (chosen, pair, library, mailbox)
    theme = try library.theme(Self.choice(chosen, pair).name(isDark: nil))
    watch()
  }

  /// Takes the theme of this name.
  ///
  /// - Returns: why it cannot be used, in one sentence; the last good one then stays. `nil`: it can.
  func choose(_ name: String) -> String? {
    chosen = name
    return read()
  }

  /// The terminal has told what ground it has, or has another one now.
  ///
  /// - Returns: as ``choose(_:)`` does.
  func ground(isDark: Bool?) -> String? {
    guard isDark != self.isDark else { return nil }
    self.isDark = isDark
    return read()
  }

  /// Reads the file once more.
  ///
  /// - Returns: as ``choose(_:)`` does.
  func read() -> String? {
    watch()
    do throws(ThemeError) {
      theme = try library.theme(name)
      return nil
    } catch {
      let place = error.line.map { "\(error.theme):\($0)" } ?? error.theme
      return "theme \(place) \(error.finding); \(error.hint)"
    }
  }

  private var name: String { Self.choice(chosen, pair).name(isDark: isDark) }

  private static func choice(_ chosen: String, _ pair: ThemeChoice) -> ThemeChoice {
    chosen == ThemeChoice.auto ? pair : .one(chosen)
  }

  /// Watches the folder of the theme's file, since editors replace files; none for one in the program.
  private func watch() {
    let path = library.origin(of: name)?.path
    let folder = path.map { URL(filePath: $0).deletingLastPathComponent().path }
    guard folder != watched?.folder else { return }
    watched = nil
    guard let folder else { return }
    do throws(FileWatchError) {
      let watch = try DirectoryWatch(directory: folder) { [mailbox] event in
        // A theme that is taken away stays on screen as it was.
        if event.tells(of: [.closed, .appeared], where: { $0.hasSuffix(".toml") }) {
          mailbox.put(.themeFileChanged)
        }
      }
      watched = (folder, watch)
    } catch {
      mailbox.put(.themeFailed("\(error.problem): \(error.reason)"))
    }
  }
}
