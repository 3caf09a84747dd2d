import Dashboard
import Foundation
import IncidentStore
import Intake
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
  private let queries: QueryWorker
  private let mailbox: Mailbox
  private var state: DashboardState

  init(terminal: NCursesTerminal, state: DashboardState, store: IncidentStore, mailbox: Mailbox) {
    self.terminal = terminal
    self.state = state
    self.mailbox = mailbox
    queries = QueryWorker(store: store, answers: mailbox)
  }

  /// Runs until the person quits, or until the terminal is gone.
  func run() {
    guard handle([.started]) else { return }
    while true {
      terminal.show(frame(for: state, size: terminal.size))
      let events = terminal.wait(untilTimeout: millisecondsToClockEdge())
      guard !events.contains(.closed), handle(events.flatMap(actions)) else { return }
    }
  }

  /// - Returns: whether to go on.
  private func handle(_ actions: [Action]) -> Bool {
    for action in actions {
      for effect in reduce(&state, action) {
        switch effect {
        case .quit: return false
        case .repaint: terminal.repaint()
        case .suspend: terminal.suspend()
        default: queries.perform(effect)
        }
      }
    }
    return true
  }

  private func actions(_ event: TerminalEvent) -> [Action] {
    switch event {
    case .key(let key): [.tick(Date()), .key(key)]
    case .resized(let size): [.resized(size)]
    case .woken: [.tick(Date())] + mailbox.take()
    case .timedOut: clockEdge(Date())
    case .resumed: [.resumed(Date())]
    case .closed: []
    }
  }

  private func clockEdge(_ now: Date) -> [Action] {
    queries.settle(at: now)
    return [.tick(now)]
  }

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

/// Asks the store, on a thread of its own, and only what is still wanted when its turn comes.
final class QueryWorker: Sendable {
  private let store: IncidentStore
  private let answers: Mailbox
  private let queue = DispatchQueue(label: "watchfloor.queries", qos: .userInteractive)
  /// The newest request of each kind; older ones are not asked any more.
  private let wanted = Mutex<[String: Effect]>([:])

  init(store: IncidentStore, answers: Mailbox) {
    self.store = store
    self.answers = answers
  }

  func perform(_ effect: Effect) {
    guard let kind = effect.queryKind else { return }
    wanted.withLock { $0[kind] = effect }
    queue.async { [self] in
      let isWanted = wanted.withLock { wanted in
        guard wanted[kind] == effect else { return false }
        wanted[kind] = nil
        return true
      }
      guard isWanted else { return }
      do {
        answers.put(.loaded(try answer(to: effect)))
      } catch {
        answers.put(.failed(effect, (error as? IncidentStoreError)?.problem ?? "\(error)"))
      }
    }
  }

  /// Takes the passing of time into account; the watch on the store tells if anything came of it.
  func settle(at now: Date) {
    queue.async { [self] in
      do throws(IncidentStoreError) {
        try store.settle(at: now)
      } catch {
        answers.put(.failed(.loadOverview, error.problem))
      }
    }
  }

  private func answer(to effect: Effect) throws -> Loaded {
    switch effect {
    case .loadRegions: .regions(try store.regions())
    case .loadOverview: .overview(try store.overview())
    case .loadIncidents(let query, let anchor, let before, let after, let generation):
      .incidents(
        try store.window(query, anchor: anchor, before: before, after: after),
        generation: generation)
    case .loadDetail(let id, let generation):
      .detail(try store.detail(id), generation: generation)
    case .find(let text, let query, let position, let forward, let generation):
      .found(
        try store.find(text, in: query, from: position, forward: forward), generation: generation)
    case .repaint, .suspend, .quit:
      preconditionFailure("\(effect) is no query")
    }
  }
}

extension Effect {
  /// Requests of one kind replace each other. `nil` for what is no query.
  fileprivate var queryKind: String? {
    switch self {
    case .loadRegions: "regions"
    case .loadOverview: "overview"
    case .loadIncidents: "incidents"
    case .loadDetail: "detail"
    case .find: "find"
    case .repaint, .suspend, .quit: nil
    }
  }
}
