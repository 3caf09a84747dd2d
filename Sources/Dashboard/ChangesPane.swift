import Foundation
import IncidentStore
import Incidents
import TerminalKit

/// What changed, newest first: T6, what one entry changed in one incident is one notice.
struct ChangesPane: Equatable, Sendable {
  /// `nil` until the first answer.
  private(set) var notices: [ChangeNotice]?
  private(set) var selection: ChangeNotice.ID?
  private(set) var cursor = ListCursor()
  /// Where they are asked for. `nil`: everywhere.
  private var region: Region.ID?
  private var awaiting: Int?

  /// So many changes are asked for, the newest: when somebody goes through them, and when they only stand in
  /// the strip below the list.
  private static let (most, few) = (500, 30)

  /// What the pane shows of a region: the changes that matter; of another one from the newest on.
  ///
  /// - Parameter isInUse: the pane has the keys.
  mutating func query(in region: Region.ID?, isInUse: Bool, _ generation: Int) -> ChangeQuery {
    awaiting = generation
    if region != self.region {
      self.region = region
      selection = nil
    }
    return ChangeQuery(
      region: region, isMaterial: true,
      limit: isInUse || index ?? 0 > 0 ? Self.most : Self.few)
  }

  var index: Int? { notices?.firstIndex { $0.id == selection } }
  var selected: ChangeNotice? { index.flatMap { notices?[$0] } }

  mutating func take(_ lines: [ChangeLine], _ generation: Int, height: Int, seen: Seen?) {
    guard generation == awaiting else { return }
    awaiting = nil
    let old = selection
    let fresh = ChangeNotice.notices(of: lines)
    notices = fresh
    // What has gone gives way to the next older one.
    let index = old.flatMap { old in fresh.firstIndex { $0.id <= old } } ?? 0
    selection = fresh.indices.contains(index) ? fresh[index].id : nil
    let rows = ChangeRows(fresh, seen: seen)
    cursor.place(
      index: rows.start(of: index), onLine: cursor.line, count: rows.count, height: height)
  }

  mutating func select(_ index: Int, _ rows: ChangeRows, height: Int) {
    guard let notices, notices.indices.contains(index) else { return }
    let old = rows.start(of: self.index ?? 0)
    let (first, last) = (rows.start(of: index), rows.start(of: index) + notices[index].height - 1)
    // The whole notice comes into sight, its head at any rate.
    cursor.move(from: old, to: last, count: rows.count, height: height)
    cursor.move(from: last, to: first, count: rows.count, height: height)
    selection = notices[index].id
  }
}

/// All that changed in one incident at one time.
struct ChangeNotice: Identifiable, Equatable, Sendable {
  /// The number of its latest change.
  var id: Int64
  var at: Date
  var incident: Incident.ID
  var title: String
  var region: Region.ID
  /// The changes that have a row each, in the order of their numbers.
  var parts: [Change] = []
  /// What an incident stood at when it was new.
  var first: [Change] = []
  /// What brought it about; a person's act before all else.
  var cause = ChangeCause.none
  var act: Act? { if case .act(let act) = cause { act } else { nil } }

  /// In rows: the head, the changes, and who did it.
  var height: Int { 1 + parts.count + (act == nil ? 0 : 1) }

  static func notices(of lines: [ChangeLine]) -> [ChangeNotice] {
    struct Key: Hashable {
      var incident: Incident.ID
      var at: Date
    }
    var notices: [Key: ChangeNotice] = [:]
    for line in lines.sorted(by: { $0.change.seq < $1.change.seq }) {
      let key = Key(incident: line.incident, at: line.change.at)
      var notice =
        notices[key]
        ?? ChangeNotice(
          id: 0, at: line.change.at, incident: line.incident, title: line.title,
          region: line.region)
      notice.id = line.change.seq
      if line.change.old == nil, notice.parts.contains(where: { ChangeKind($0) == .new }) {
        notice.first.append(line.change)
      } else {
        notice.parts.append(line.change)
      }
      if notice.act == nil { notice.cause = line.cause }
      notices[key] = notice
    }
    return notices.values.sorted { $0.id > $1.id }
  }
}

/// On which rows the notices stand, with a line between those that were seen and those that were not.
struct ChangeRows: Equatable {
  /// The index of the first notice that the person has seen. `nil`: there is no line to draw.
  private(set) var firstSeen: Int?
  private(set) var count = 0
  private var starts: [Int] = []

  init(_ notices: [ChangeNotice], seen: Seen?) {
    let index = seen.flatMap { seen in notices.firstIndex { $0.id <= seen.seq } }
    firstSeen = index == 0 ? nil : index
    for (index, notice) in notices.enumerated() {
      if index == firstSeen { count += 1 }
      starts.append(count)
      count += notice.height
    }
  }

  func start(of index: Int) -> Int { starts.indices.contains(index) ? starts[index] : 0 }
}

/// An incident that is to be opened.
struct Arrival: Equatable, Sendable {
  var incident: Incident.ID
  var section: DetailSection
  /// The filter has been given up to find it.
  var isWidened = false
}

extension DashboardState {
  mutating func handleChanges(_ command: Command) -> [Effect] {
    let notices = changes.notices ?? []
    let rows = ChangeRows(notices, seen: seen)
    let height = layout.rows(of: .changes).height
    let index = changes.index ?? 0
    switch command {
    case .openChange: return changes.selected.map { open($0.incident, at: .changes) } ?? []
    case .toRegions: return go(to: .regions)
    case .up, .previousMatch: changes.select(max(0, index - 1), rows, height: height)
    case .down, .nextMatch:
      changes.select(min(index + 1, notices.count - 1), rows, height: height)
    case .first: changes.select(0, rows, height: height)
    case .last: changes.select(notices.count - 1, rows, height: height)
    case .pageUp, .pageDown, .halfUp, .halfDown:
      let distance = command == .pageUp || command == .pageDown ? height : height / 2
      let isUp = command == .pageUp || command == .halfUp
      let goal = rows.start(of: index) + (isUp ? -distance : distance)
      let reached = notices.indices.last { rows.start(of: $0) <= max(0, goal) } ?? 0
      let new = reached == index ? index + (isUp ? -1 : 1) : reached
      changes.select(min(max(0, new), notices.count - 1), rows, height: height)
    default: break
    }
    return []
  }

  /// Asks for the changes in the region of the list.
  mutating func loadChanges() -> Effect {
    let generation = nextGeneration()
    let query = changes.query(
      in: incidents.query.filter.region, isInUse: focus == .changes, generation)
    return .loadChanges(query, generation: generation)
  }

  /// Goes to an incident, wherever it stands; a filter that hides it gives way.
  mutating func open(_ incident: Incident.ID, at section: DetailSection) -> [Effect] {
    let origin = focus
    let effects = go(to: .detail)
    detailOrigin = origin
    if incidents.selection?.id == incident {
      detail.show(section)
      return effects
    }
    arrival = Arrival(incident: incident, section: section)
    if let row = incidents.rows.first(where: { $0.id == incident }) {
      return effects + go(to: ListPosition(row, in: incidents.query)) + arrive()
    }
    return effects + [load(.on(ListPosition(time: now, id: incident)))]
  }

  /// The list has an answer: opens what was to be opened, or looks for it in the whole list.
  mutating func arrive() -> [Effect] {
    guard var arrival, incidents.request == nil else { return [] }
    if incidents.selection?.id == arrival.incident {
      self.arrival = nil
      detail.show(arrival.section)
      return []
    }
    guard !arrival.isWidened else {
      self.arrival = nil
      message = Message(text: "\(arrival.incident) is not in the list", role: .msgWarn)
      return []
    }
    arrival.isWidened = true
    self.arrival = arrival
    message = Message(text: "the list shows all incidents again, to reach \(arrival.incident)")
    let marking = endRange()
    incidents.query.filter = IncidentFilter(.attention(.all))
    regions.select(nil, height: layout.rows(of: .regions).height)
    return marking + [load(.on(ListPosition(time: now, id: arrival.incident)))]
  }

  /// `n` and `N` in the list while nothing is searched: the next incident that changed since last seen.
  mutating func findChanged(forward: Bool) -> [Effect] {
    findChanged(from: incidents.selection, forward: forward)
  }

  mutating func findChanged(from position: ListPosition?, forward: Bool) -> [Effect] {
    let generation = nextGeneration()
    incidents.find = FindRequest(
      generation: generation, forward: forward, isWrapped: position == nil, isForChange: true)
    return [
      .findChanged(
        since: seen?.at ?? .distantPast, incidents.query, from: position,
        forward: forward, generation: generation)
    ]
  }
}
