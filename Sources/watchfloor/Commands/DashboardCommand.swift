import ArgumentParser
import Dashboard
import Foundation
import IncidentStore
import Incidents
import Intake
import NCursesTerminal
import TerminalKit

struct DashboardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dashboard", abstract: "Opens the dashboard (the default).")

  @OptionGroup var store: StoreOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var screen: ScreenOptions
  @Option(
    help: ArgumentHelp("Also take in what comes into this directory.", valueName: "dir"))
  var follow: String?
  @Flag(help: "Begin anew, and not where the last session ended.") var fresh = false

  func run() throws {
    let moment = try store.moment()
    let path = self.store.path
    let store = try store.openLive(create: moment == nil)
    let query = try filter.query(of: store, now: moment ?? Date())
    try screen.show(
      store, query: query, asOf: moment, following: follow, remembersIn: Paths.standard.state,
      session: SessionFile(of: path), isFresh: fresh)
  }
}

/// How the dashboard looks.
struct ScreenOptions: ParsableArguments {
  @OptionGroup var theme: ThemeOptions

  @Option(
    help: ArgumentHelp(
      "auto, truecolor, 256, 16, 8 or mono. auto: what the terminal has; mono with $NO_COLOR.",
      valueName: "depth"),
    transform: Self.depth)
  var color: ColorDepth? = nil

  @Flag(help: "Draw with ASCII characters only.") var ascii = false
  @Flag(
    help: """
      One list at a time, in words and without frames or glyphs: for screen readers. \
      Always so with plain = true in config.toml.
      """)
  var plain = false

  private func glyphs() throws -> GlyphSet {
    if try plain || Configuration.standard.get().plain { return .plain }
    return ascii ? .ascii : .unicode
  }

  private static func depth(_ typed: String) throws -> ColorDepth? {
    if typed == "auto" { return nil }
    guard let depth = ColorDepth(rawValue: typed) else {
      throw ValidationError("'\(typed)' is none of auto, truecolor, 256, 16, 8, mono.")
    }
    return depth
  }

  /// Opens the dashboard on `store`, until the person quits.
  ///
  /// - Parameters:
  ///   - moment: begin with what the store knew then. `nil`: with what it knows.
  ///   - state: where to remember what was taken in. `nil`: nowhere.
  ///   - session: where the last session is, and this one will be. `nil`: nowhere.
  ///   - isFresh: not to begin where the last one ended.
  func show(
    _ store: IncidentStore, query: IncidentQuery = IncidentQuery(), asOf moment: Date? = nil,
    following directory: String?, remembersIn state: String? = nil,
    session file: SessionFile? = nil, isFresh: Bool = false, banner: String? = nil
  ) throws {
    let (theme, pair) = try theme.choice()
    let glyphs = try glyphs()
    let library = self.theme.themes.library
    let mailbox = Mailbox()
    let history = state.map { HistoryFile(in: $0) }
    let follower = try directory.map {
      try follow($0, into: store, remembersIn: state, tellingOf: mailbox)
    }
    // Last of all.
    defer { NCursesTerminal.endBySignal() }
    defer { follower?.stop() }
    let keysFile = KeysFile.standard
    let (keys, problems) = keysFile.read()
    if let sentence = keysFile.sentence(problems) {
      mailbox.put(.keysRead(keys, problem: sentence))
    }
    let keysWatch = KeysWatch(keysFile, mailbox: mailbox)
    let watch = try store.onCommit { mailbox.put(.storeChanged) }
    let session = try MainActor.assumeIsolated {
      let shown = try ShownTheme(theme, pair: pair, in: library, mailbox: mailbox)
      let terminal = try NCursesTerminal(theme: shown.theme, depth: color)
      var state = DashboardState(
        now: Date(), size: terminal.size, query: query, glyphs: glyphs,
        banner: banner, following: directory.map { FollowNotice(folder: $0, files: 0) },
        person: Author.current.name, keys: keys ?? .standard,
        typed: history?.load() ?? TypedLines(), theme: theme,
        themes: [ThemeChoice.auto] + library.names)
      if let file, !isFresh {
        do {
          if let last = try file.read() { state.restore(last) }
        } catch {
          state.beginAnew(because: "\(error)")
        }
      }
      let loop = DashboardLoop(
        terminal: terminal, theme: shown, state: state, store: store, mailbox: mailbox,
        history: history, session: file)
      let session = loop.run(asOf: moment)
      terminal.close()
      loop.finish()
      return session
    }
    withExtendedLifetime((watch, keysWatch)) {}
    file?.keep(session)
  }

  private func follow(
    _ directory: String, into store: IncidentStore, remembersIn state: String?,
    tellingOf mailbox: Mailbox
  ) throws -> Follower {
    let intake = Intake(into: store, by: .current)
    let progress = FollowProgress(folder: URL(filePath: directory).lastPathComponent)
    return try Follower(directory: directory, intake: intake, remembersIn: state) { notice in
      mailbox.put(.followed(progress.after(notice)))
    }
  }
}
