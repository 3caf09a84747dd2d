import Dashboard
import Foundation
import IncidentStore
import NCursesTerminal
import Synchronization
import TerminalKit

/// The one place that owns the screen: keys, resizes, the clock, commits and finished queries come in
/// as one stream of actions, and a frame goes out after each batch of them.
///
/// When nothing happens it sleeps, until a shown age changes.
@MainActor
final class DashboardLoop {
  private let terminal: NCursesTerminal
  private let theme: ShownTheme
  private let queries: QueryWorker
  private let mailbox: Mailbox
  private let outside: Outside
  private var state: DashboardState
  /// Where the session is kept while it lasts. `nil`: nowhere.
  private let file: SessionFile?
  private var kept: Session
  /// Since when the next frame waits for its answers. `nil`: it does not.
  private var awaitedSince: ContinuousClock.Instant?

  init(
    terminal: NCursesTerminal, theme: ShownTheme, state: DashboardState, store: IncidentStore,
    mailbox: Mailbox, history: HistoryFile?, session file: SessionFile?
  ) {
    self.terminal = terminal
    self.theme = theme
    self.state = state
    self.mailbox = mailbox
    queries = QueryWorker(store: store, answers: mailbox, history: history)
    outside = Outside(terminal: terminal, mailbox: mailbox)
    self.file = file
    kept = state.session
  }

  /// Runs until the person quits, or until the terminal is gone.
  ///
  /// - Parameter moment: begins with what the store knew then. `nil`: with what it knows.
  /// - Returns: what it leaves to the next run.
  func run(asOf moment: Date? = nil) -> Session {
    show(theme.ground(isDark: terminal.startsDark))
    guard handle([.started]) else { return state.session }
    if moment != nil { queries.perform(.travel(to: moment)) }
    while true {
      let patience = millisecondsOfPatience()
      if !state.isArriving, patience == nil {
        terminal.title = title(for: state)
        terminal.show(frame(for: state, size: terminal.size))
      }
      let timeouts = [patience, millisecondsToClockEdge()].compactMap(\.self)
      let events = terminal.wait(untilTimeout: timeouts.min())
      if patience != nil, events == [.timedOut] { continue }
      guard !events.contains(.closed), handle(events.flatMap(actions)) else {
        return state.session
      }
    }
  }

  /// Waits until all is recorded that the person decided, and says what could not be. The terminal is closed.
  func finish() {
    queries.finish()
    for case .refused(_, let words) in mailbox.take() { say(words) }
  }

  /// - Returns: whether to go on.
  private func handle(_ actions: [Action]) -> Bool {
    for action in actions {
      for effect in reduce(&state, action) {
        switch effect {
        case .quit: return false
        case .repaint: terminal.repaint()
        case .suspend:
          keepSession()
          terminal.suspend()
        case .showTheme(let name): show(theme.choose(name))
        case .captureMouse(let isOurs): terminal.hasMouse = isOurs
        case .open(let address): outside.open(address)
        case .edit(let text): outside.edit(text)
        case .page(let text): outside.page(text)
        case .copy(let clipping): outside.copy(clipping)
        default: queries.perform(effect)
        }
      }
    }
    return true
  }

  /// Puts the theme on the screen, and says why it is not the one that was asked for.
  private func show(_ problem: String?) {
    terminal.theme = theme.theme
    if let problem { mailbox.put(.themeFailed(problem)) }
  }

  private func actions(_ event: TerminalEvent) -> [Action] {
    switch event {
    case .key(let key): [.tick(Date()), .key(key)]
    case .pasted(let text): [.tick(Date()), .pasted(text)]
    case .mouse(let mouse): [.tick(Date()), .mouse(mouse)]
    case .focus(let isOurs): isOurs ? [.tick(Date())] : []
    case .background(let isDark): adapt(toDark: isDark)
    case .resized(let size): [.resized(size)]
    case .woken: [.tick(Date())] + mailbox.take()
    case .timedOut: clockEdge(Date())
    case .resumed: [.resumed(Date())]
    case .closed: []
    }
  }

  private func adapt(toDark isDark: Bool) -> [Action] {
    show(theme.ground(isDark: isDark))
    return []
  }

  private func clockEdge(_ now: Date) -> [Action] {
    if state.mayTurn(by: now) { queries.settle(at: now) }
    keepSession()
    return [.tick(now)]
  }

  /// Whoever closes the window, or ends the program from elsewhere, loses a minute at most.
  private func keepSession() {
    guard let file, state.session != kept else { return }
    kept = state.session
    // The end says so, if this cannot be done.
    try? file.write(kept)
  }

  /// For how long the next frame may still wait for its answers, so that a key costs one frame and not one
  /// without the detail and one with it. `nil`: it waits no more.
  private func millisecondsOfPatience() -> Int? {
    guard state.isAwaitingAnswer else {
      awaitedSince = nil
      return nil
    }
    let since = awaitedSince ?? .now
    awaitedSince = since
    let left = Self.patience - (.now - since)
    return left > .zero ? max(1, Int(left / .milliseconds(1))) : nil
  }

  /// A frame of most screens: nobody sees it.
  private static let patience = Duration.milliseconds(16)

  private func millisecondsToClockEdge() -> Int? {
    state.nextClockEdge.map { Int(($0.timeIntervalSinceNow * 1000).rounded(.up)) }
  }
}

/// Where other threads put what happened, for the loop to take.
final class Mailbox: Sendable {
  private let actions = Mutex<[Action]>([])

  func put(_ action: Action) {
    actions.withLock { $0.append(action) }
    NCursesTerminal.wake()
  }

  func take() -> [Action] {
    actions.withLock { actions in
      defer { actions = [] }
      return actions
    }
  }
}
