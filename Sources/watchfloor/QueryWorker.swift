import Dashboard
import Foundation
import Gazetteer
import IncidentStore
import Incidents
import Intake
import Synchronization

/// Asks the store and writes to it, one thing after another; of what it is asked, only what is still wanted
/// when its turn comes, and an answer that nobody waits for any more is broken off.
///
/// What a person looks at has a thread of its own: it never waits for what stands around it, which comes
/// after it. At the same time they would share the processor.
final class QueryWorker: Sendable {
  /// A thread's worth of questions.
  private final class Desk: Sendable {
    let queue: DispatchQueue
    let breaker = ReadBreaker()
    /// What is being asked now.
    let asking = Mutex<Effect?>(nil)

    init(_ label: String) { queue = DispatchQueue(label: label, qos: .userInteractive) }
  }

  private let store: IncidentStore
  private let answers: Mailbox
  /// Where lines are kept. `nil`: nowhere.
  private let history: HistoryFile?
  private let front = Desk("watchfloor.queries")
  private let around = Desk("watchfloor.queries.around")
  /// The newest request of each kind; older ones are not asked any more.
  private let wanted = Mutex<[String: Effect]>([:])
  private let time = Mutex(TimeMachine())
  /// How long the list is that was counted last.
  private let counted = Mutex<ListCount?>(nil)

  /// Which store answers. Only work on the front desk changes it.
  private struct TimeMachine {
    /// The store as it was at a moment, kept after the return from it.
    var replica: IncidentStore?
    var isPast = false
  }

  init(store: IncidentStore, answers: Mailbox, history: HistoryFile?) {
    self.store = store
    self.answers = answers
    self.history = history
  }

  func perform(_ effect: Effect) {
    if case .remember(let line, let kind) = effect {
      front.queue.async { [self] in remember(line, kind, for: effect) }
      return
    }
    guard let kind = effect.queryKind else {
      front.queue.async { [self] in answers.put(write(effect)) }
      return
    }
    wanted.withLock { $0[kind] = effect }
    let desk = effect.standsAround ? around : front
    // Whatever is asked after a journey is asked where it leads.
    if case .travel = effect { around.queue.suspend() }
    desk.asking.withLock { asking in
      if let asking, asking.queryKind == kind, !asking.asksTheSame(as: effect) {
        desk.breaker.interrupt()
      }
    }
    // Another list will be counted anew.
    if kind == "incidents" {
      around.asking.withLock { if $0?.queryKind == "count" { around.breaker.interrupt() } }
    }
    desk.queue.async { [self] in
      if desk === around { front.queue.sync {} }
      ask(effect, of: kind, at: desk)
      if case .travel = effect { around.queue.resume() }
    }
  }

  private func ask(_ effect: Effect, of kind: String, at desk: Desk) {
    let isWanted = wanted.withLock { wanted in
      guard wanted[kind] == effect else { return false }
      wanted[kind] = nil
      return true
    }
    guard isWanted else { return }
    desk.asking.withLock { $0 = effect }
    defer { desk.asking.withLock { $0 = nil } }
    do throws(IncidentStoreError) {
      answers.put(try answer(to: effect, at: desk))
    } catch {
      // It was broken off for a newer one of its kind, which comes next.
      if error.code != .interrupted { answers.put(.failed(effect, error.problem)) }
    }
  }

  /// Asks nothing more, and waits for what is being written.
  func finish() {
    wanted.withLock { $0 = [:] }
    for desk in [front, around] { desk.breaker.interrupt() }
    front.queue.sync {}
  }

  private func remember(_ line: String, _ kind: TypedLines.Kind, for effect: Effect) {
    do throws(IntakeError) {
      try history?.add(line, to: kind)
    } catch {
      answers.put(.refused(effect, inOneLine(error)))
    }
  }

  /// Takes the passing of time into account; the watch on the store tells if anything came of it.
  func settle(at now: Date) {
    front.queue.async { [self] in
      do throws(IncidentStoreError) {
        try store.settle(at: now)
      } catch {
        answers.put(.failed(.loadRegions, error.problem))
      }
    }
  }

  /// Does what a person decided; always in the store itself, never in its past.
  private func write(_ effect: Effect) -> Action {
    let (author, now) = (Author.current, Date())
    do throws(IncidentStoreError) {
      switch effect {
      case .record(let deed, let because):
        return .recorded(try store.record(deed, because: because, by: author, at: now))
      case .recordAll(let deeds, let because):
        return .recordedAll(try store.record(deeds, because: because, by: author, at: now))
      case .undo(let act, let because):
        return .undone(try store.undo(act, because: because, by: author, at: now))
      case .markSeen(let seq):
        try store.markSeen(upTo: seq, by: author.name, at: now)
        return .storeChanged
      case .saveView(let name, let filter): return save(filter, as: name, for: effect)
      default: preconditionFailure("\(effect) writes nothing")
      }
    } catch {
      return .refused(effect, error.sentence)
    }
  }

  private func save(_ filter: IncidentFilter, as name: String, for effect: Effect) -> Action {
    do {
      try Views.standard.save(filter, as: name)
      return .viewSaved(name)
    } catch {
      return .refused(effect, inOneLine(error))
    }
  }

  /// Saved filters by name; when they cannot be read, it is said, and there are none.
  private func views() -> [String: String] {
    do throws(ConfigurationError) {
      return try Views.standard.all()
    } catch {
      answers.put(.refused(.loadNames, "\(error.problem): \(error.reason); \(error.hint)"))
      return [:]
    }
  }

  private func answer(to effect: Effect, at desk: Desk) throws(IncidentStoreError) -> Action {
    let shown = time.withLock { $0.isPast ? $0.replica ?? store : store }
      .breakable(by: desk.breaker)
    switch effect {
    case .loadRegions: return .loaded(.regions(try shown.regions()))
    case .loadOverview(let person, let now):
      return .loaded(.overview(try shown.overview(for: person, at: now, counting: false)))
    case .loadIncidents(let query, let anchor, let before, let after, let generation):
      // A list that is another one is on screen before it is counted.
      let known = counted.withLock { $0 }
      let count = known?.answers(query) == true ? try shown.count(query, known: known) : nil
      var window = try shown.window(
        query, anchor: anchor, before: before, after: after, counting: false)
      if let count, window.total == nil { window.total = count.total }
      counted.withLock { $0 = count }
      return .loaded(.incidents(window, generation: generation))
    case .loadCount(let query, let generation):
      let count = try shown.count(query)
      counted.withLock { $0 = count }
      return .loaded(.counted(count.total, generation: generation))
    case .loadRange(let query, let top, let limit, let generation):
      let window = try shown.window(query, anchor: .around(top), before: 0, after: limit)
      return .loaded(.range(window.rows, generation: generation))
    case .loadDetail(let id, let person, let generation):
      return .loaded(.detail(try shown.detail(id, for: person), generation: generation))
    case .loadChanges(let query, let generation):
      return .loaded(.changes(try shown.changes(query), generation: generation))
    case .loadFeeds: return .loaded(.feeds(try shown.feeds()))
    case .loadPlaces(let query, let regions, let generation):
      return .loaded(.places(try shown.places(of: query, in: regions), generation: generation))
    case .loadActivity(let end, let query):
      return .loaded(.activity(try shown.activity(until: end, of: query), of: query))
    case .loadOpenCounts(let query):
      return .loaded(.openCounts(try shown.openCounts(of: query), of: query))
    case .loadNames:
      Gazetteer.world.prepareNames()
      return .loaded(
        .names(
          sources: try store.sources(), authorities: try store.authorities(), views: views()))
    case .find(let text, let query, let from, let forward, let generation):
      let found = try shown.find(text, in: query, from: from, forward: forward)
      return .loaded(.found(found, generation: generation))
    case .findChanged(let since, let query, let from, let forward, let generation):
      let found = try shown.nextChanged(since: since, in: query, from: from, forward: forward)
      return .loaded(.found(found, generation: generation))
    case .findMoment(let direction, let time, let incident, let generation):
      // The past knows nothing of what came after it.
      let moment = try store.momentOfChange(direction, time, in: incident)
      return .loaded(.moment(moment, generation: generation))
    case .look(let errand):
      var details: [IncidentDetail] = []
      for id in errand.incidents {
        if let detail = try shown.detail(id, for: Author.current.name) { details.append(detail) }
      }
      return .loaded(.errand(errand, details))
    case .travel(let moment):
      try travel(to: moment)
      return .travelled(to: moment)
    default: preconditionFailure("\(effect) is no query")
    }
  }

  /// Everything that is asked from now on is asked of the store as it was at `moment`; `nil`: as it is.
  private func travel(to moment: Date?) throws(IncidentStoreError) {
    if let moment, time.withLock({ $0.replica?.moment }) != moment {
      let replica = try store.asOf(moment)
      time.withLock { $0.replica = replica }
    }
    time.withLock { $0.isPast = moment != nil }
  }
}

/// What an error says, for a line of the screen.
private func inOneLine(_ error: any Error) -> String {
  "\(error)".split(separator: "\n").joined(separator: ";")
}

extension IncidentStoreError {
  /// Problem, reason and hint in one line.
  fileprivate var sentence: String {
    [problem, reason, hint].compactMap(\.self).joined(separator: "; ")
  }
}

extension Effect {
  /// It is about what stands around the list and its detail: a person does not wait for it.
  fileprivate var standsAround: Bool {
    switch self {
    case .loadRegions, .loadOverview, .loadFeeds, .loadChanges, .loadPlaces, .loadActivity,
      .loadOpenCounts, .loadNames, .loadCount:
      true
    case .look(let errand): errand.isOfMany
    default: false
    }
  }

  /// The same again, because the store has changed: what was asked first is answered first, or a store
  /// that keeps changing would never be shown.
  fileprivate func asksTheSame(as other: Self) -> Bool {
    switch (self, other) {
    case (
      .loadIncidents(let query, let anchor, _, _, _),
      .loadIncidents(let otherQuery, let otherAnchor, _, _, _)
    ):
      (query, anchor) == (otherQuery, otherAnchor)
    case (.loadDetail(let id, _, _), .loadDetail(let other, _, _)): id == other
    case (.loadChanges(let query, _), .loadChanges(let other, _)): query == other
    case (.loadPlaces(let query, let regions, _), .loadPlaces(let otherQuery, let others, _)):
      query == otherQuery && regions == others
    case (.travel, _), (.look, _): true
    default: self == other
    }
  }

  /// Requests of one kind replace each other. `nil` for what is no query.
  fileprivate var queryKind: String? {
    switch self {
    case .loadRegions: "regions"
    case .loadOverview: "overview"
    case .loadIncidents: "incidents"
    case .loadRange: "range"
    case .loadCount: "count"
    case .loadDetail: "detail"
    case .loadChanges: "changes"
    case .loadFeeds: "feeds"
    case .loadPlaces: "places"
    // The tree counts everything, beside the heat.
    case .loadActivity(_, IncidentQuery()): "activity of all"
    case .loadActivity: "activity"
    case .loadOpenCounts: "open counts"
    case .loadNames: "names"
    case .find, .findChanged: "find"
    case .findMoment: "moment"
    case .travel: "travel"
    case .look: "errand"
    case .record, .recordAll, .undo, .markSeen, .saveView, .remember, .repaint, .captureMouse,
      .suspend, .showTheme, .quit, .open, .edit, .page, .copy:
      nil
    }
  }
}
