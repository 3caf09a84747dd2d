import IncidentStore
import Incidents
import TerminalKit

/// The list of incidents: a window on the store's answer, and what the person has selected in it.
struct IncidentsPane: Equatable, Sendable {
  var query: IncidentQuery
  /// `nil` until the first answer.
  private(set) var window: IncidentWindow?
  /// The query that ``window`` answers.
  private(set) var answered: IncidentQuery?
  /// An incident, with the place where it stood when we last saw it.
  private(set) var selection: ListPosition?
  private(set) var cursor = ListCursor()
  /// What the person has marked, to act on.
  var marks = Marks()
  /// What is new since the person last looked.
  var news: [Incident.ID: RowNews] = [:]
  /// What an undo of the person's own brings back into the list: no news.
  var returning: Set<Incident.ID> = []
  /// `nil`: the columns that say most in the room there is.
  var chosen: ChosenColumns?
  var request: WindowRequest?
  /// The window whose total is being counted. `nil`: none is.
  private var counting: Int?
  /// What `n` and `N` look for; its matches are painted. `nil`: nothing.
  var search: String?
  var find: FindRequest?

  init(query: IncidentQuery) { self.query = query }

  /// The window answers what is asked, not what was asked before.
  var isCurrent: Bool { answered?.isSameList(as: query) ?? false }

  var rows: [IncidentSummary] { window?.rows ?? [] }

  var index: Int? { rows.firstIndex { $0.id == selection?.id } }

  var selected: IncidentSummary? { index.map { rows[$0] } }

  func top(height: Int) -> Int {
    cursor.top(index: index ?? 0, count: rows.count, height: height)
  }

  /// Takes a fresh window in, and selects what `request` asked for.
  mutating func take(_ fresh: IncidentWindow, for request: WindowRequest, height: Int) {
    let isSameList = isCurrent
    let showedHead = isSameList && window?.startsAtFirst == true && top(height: height) == 0
    if request.isRefresh, isSameList { notice(fresh) } else { returning = [] }
    window = fresh
    answered = query
    self.request = nil
    counting = fresh.total == nil ? request.generation : nil

    guard !fresh.rows.isEmpty else {
      selection = nil
      return
    }
    switch request.landing {
    case .first: select(0, onLine: 0, height: height)
    case .last: select(fresh.rows.count - 1, onLine: height - 1, height: height)
    case .on(let position):
      select(row(at: position), onLine: height / 2, height: height)
    case .keep:
      let row = selection.map { self.row(at: $0) } ?? 0
      // The head of the list is where news arrives: who looks at it sees it arrive.
      let line = showedHead && row < height ? row : cursor.line
      select(row, onLine: line, height: height)
    }
  }

  mutating func take(_ total: Int, _ generation: Int) {
    if counting == generation { window?.total = total }
  }

  /// Where the first answer lands.
  mutating func begin(at position: ListPosition) {
    request = WindowRequest(generation: 0, landing: .on(position), isRefresh: false)
  }

  /// Moves onto row `index`, which is then no news any more.
  mutating func move(to index: Int, height: Int) {
    if let old = self.index {
      cursor.move(from: old, to: index, count: rows.count, height: height)
    }
    selection = ListPosition(rows[index], in: query)
  }

  /// Follows a command that moves within the window. `nil` when `command` does not.
  mutating func move(_ command: Command, height: Int) -> Int? {
    guard let index else { return nil }
    return cursor.move(command, from: index, count: rows.count, height: height)
  }

  mutating func select(_ index: Int) { selection = ListPosition(rows[index], in: query) }

  private mutating func select(_ index: Int, onLine line: Int, height: Int) {
    selection = ListPosition(rows[index], in: query)
    cursor.place(index: index, onLine: line, count: rows.count, height: height)
  }

  /// The row of this incident; if it has left the list, the row that stands in its place now.
  private func row(at position: ListPosition) -> Int {
    rows.firstIndex { $0.id == position.id }
      ?? rows.firstIndex { position.isAbove(ListPosition($0, in: query), in: query) }
      ?? rows.count - 1
  }

  /// Notices what `fresh` has and the window of the same list had not, or had otherwise.
  private mutating func notice(_ fresh: IncidentWindow) {
    guard let window else { return }
    let known = Dictionary(window.rows.map { ($0.id, $0) }) { first, _ in first }
    var arrived: [Incident.ID] = []
    for row in fresh.rows where returning.remove(row.id) == nil {
      if let before = known[row.id] {
        if before != row, news[row.id] == nil { news[row.id] = .changed }
      } else if window.covers(ListPosition(row, in: query), in: query) {
        arrived.append(row.id)
      }
    }
    // What the list has not grown by was in it before, further down, and has moved up.
    let growth = fresh.total.flatMap { total in window.total.map { total - $0 } } ?? 0
    let isGrowth = arrived.count <= growth
    for id in arrived { news[id] = isGrowth ? .new : .changed }
  }
}

/// Why a row catches the eye.
enum RowNews: Equatable, Sendable {
  case new, changed
}

/// A window that has been asked for.
struct WindowRequest: Equatable, Sendable {
  enum Landing: Equatable, Sendable {
    case first, last
    /// The selected incident, or the row in its place.
    case keep
    case on(ListPosition)
  }

  var generation: Int
  var landing: Landing
  /// The store has changed; what is new then catches the eye.
  var isRefresh: Bool
  /// What was selected when it was asked for.
  var selection: Incident.ID?
}

extension IncidentWindow {
  /// Whether a row at `position` would have been in this window, which answers `query`.
  fileprivate func covers(_ position: ListPosition, in query: IncidentQuery) -> Bool {
    guard let first = rows.first, let last = rows.last else { return true }
    return (startsAtFirst || ListPosition(first, in: query).isAbove(position, in: query))
      && (endsAtLast || position.isAbove(ListPosition(last, in: query), in: query))
  }
}

extension DashboardState {
  mutating func handleIncidents(_ command: Command) -> [Effect] {
    switch command {
    case .openIncident:
      return incidents.selected == nil ? [] : go(to: .detail)
    case .toRegions: return go(to: .regions)
    case .nextMatch, .previousMatch: return findAgain(forward: command == .nextMatch)
    case .first where incidents.window?.startsAtFirst == false:
      followsHead = false
      return [load(.first)]
    case .last where incidents.window?.endsAtLast == false:
      followsHead = false
      return [load(.last)]
    default:
      let old = incidents.selected?.id
      let height = layout.rows(of: .incidents).height
      guard let new = incidents.move(command, height: height) else { return [] }
      followsHead = false
      incidents.select(new)
      return arrive(from: old)
    }
  }

  /// Asks for the window that `landing` needs: what fits on screen, and a page each side at least.
  mutating func load(_ landing: WindowRequest.Landing, isRefresh: Bool = false) -> Effect {
    let generation = nextGeneration()
    incidents.request = WindowRequest(
      generation: generation, landing: landing, isRefresh: isRefresh,
      selection: incidents.selection?.id)
    let pages = 2 * max(1, layout.rows(of: .incidents).height)
    let (anchor, before, after): (WindowAnchor, Int, Int) =
      switch landing {
      case .first: (.first, 0, pages)
      case .last: (.last, pages, 0)
      case .on(let position): (.around(position), pages, pages)
      case .keep: (incidents.selection.map { .around($0) } ?? .first, pages, pages)
      }
    return .loadIncidents(
      incidents.query, anchor, before: before, after: after, generation: generation)
  }

  /// Asks again for what is on screen, and lands where the request that it replaces wanted to.
  mutating func reload() -> Effect {
    load(followsHead ? .first : incidents.request?.landing ?? .keep, isRefresh: true)
  }

  /// Asks for more rows when the selection comes within a page of an end of the window.
  mutating func loadNearEdge() -> [Effect] {
    guard incidents.request == nil, let window = incidents.window, let index = incidents.index
    else { return [] }
    let page = max(1, layout.rows(of: .incidents).height)
    let isNearTop = index < page && !window.startsAtFirst
    let isNearBottom = window.rows.count - 1 - index < page && !window.endsAtLast
    return isNearTop || isNearBottom ? [load(.keep)] : []
  }

  mutating func takeIncidents(_ window: IncidentWindow, _ generation: Int) -> [Effect] {
    guard let request = incidents.request, request.generation == generation else { return [] }
    incidents.take(window, for: request, height: layout.rows(of: .incidents).height)
    var effects: [Effect] = []
    if window.total == nil {
      effects.append(.loadCount(incidents.query, generation: generation))
    }
    if incidents.selection?.id != detail.incident {
      // What comes under the cursor by itself has not been looked at yet.
      if !followsHead { incidents.selection.map { haveSeen($0.id) } }
      effects += loadDetail()
    } else if request.isRefresh {
      effects += loadDetail()
    }
    // The person may have moved on while the answer was under way.
    if incidents.selection?.id != request.selection { effects += loadNearEdge() }
    return effects + arrive()
  }

  /// Shows the row that `position` names, if need be with another window around it.
  mutating func go(to position: ListPosition) -> [Effect] {
    followsHead = false
    guard let index = incidents.rows.firstIndex(where: { $0.id == position.id }) else {
      return [load(.on(position))]
    }
    let old = incidents.selected?.id
    incidents.move(to: index, height: layout.rows(of: .incidents).height)
    // A window that is under way for another goal would take the selection there.
    guard let request = incidents.request, request.landing != .keep else {
      return arrive(from: old)
    }
    return arrive(from: old) + [load(.keep, isRefresh: request.isRefresh)]
  }

  /// The selection has come from incident `old` to another: it is no news any more, and its detail is wanted.
  private mutating func arrive(from old: Incident.ID?) -> [Effect] {
    let new = incidents.selection?.id
    guard new != old else { return [] }
    for id in [old, new].compactMap({ $0 }) { haveSeen(id) }
    return loadDetail() + loadNearEdge()
  }

  private mutating func haveSeen(_ id: Incident.ID) {
    if incidents.news.removeValue(forKey: id) == .new, let overview, let familiar {
      self.familiar = min(familiar + 1, overview.incidents)
    }
  }
}
