import IncidentStore
import Incidents
import TerminalKit

/// The incidents that a person has marked, to act on all of them at once. They are known by id: a mark
/// holds whatever the list shows, and in which order.
struct Marks: Equatable, Sendable {
  /// One end of a range that is being marked; the other is the selected row.
  struct Range: Equatable, Sendable {
    var start: ListPosition
    /// It reaches beyond the rows that are here: the store was asked for the others.
    var request: Request?
  }

  struct Request: Equatable, Sendable {
    var generation: Int
    /// What was asked, and up to where the range goes.
    var query: IncidentQuery
    var end: ListPosition
  }

  /// Each with its number, in the order of marking.
  private var numbers: [Incident.ID: Int] = [:]
  private var last = 0
  var range: Range?

  /// More than these are too many to act on with one key.
  static let most = 1000

  var count: Int { numbers.count }
  var isEmpty: Bool { numbers.isEmpty }
  var hasAny: Bool { !isEmpty || range != nil }
  /// In the order of marking.
  var ids: [Incident.ID] { numbers.keys.sorted { numbers[$0] ?? 0 < numbers[$1] ?? 0 } }

  func contains(_ id: Incident.ID) -> Bool { numbers[id] != nil }

  /// - Returns: whether there was room for it.
  @discardableResult
  mutating func insert(_ id: Incident.ID) -> Bool {
    if contains(id) { return true }
    guard count < Self.most else { return false }
    last += 1
    numbers[id] = last
    return true
  }

  mutating func remove(_ id: Incident.ID) { numbers[id] = nil }
}

extension IncidentsPane {
  /// The selected row lies between the start of an open range and the cursor, or is one of the two.
  func isInRange(_ row: IncidentSummary) -> Bool {
    guard let range = marks.range, let selection,
      range.request?.query.isSameList(as: query) ?? true
    else { return false }
    let (start, end) = (range.start, range.request?.end ?? selection)
    return ListPosition(row, in: query).isBetween(current(start), end, in: query)
  }

  func isMarked(_ row: IncidentSummary) -> Bool { marks.contains(row.id) || isInRange(row) }

  /// Where the incident of `position` stands now, as far as we know.
  fileprivate func current(_ position: ListPosition) -> ListPosition {
    rows.first { $0.id == position.id }.map { ListPosition($0, in: query) } ?? position
  }
}

extension ListPosition {
  /// Whether it stands from one place to another, in whichever order these are.
  fileprivate func isBetween(_ one: Self, _ other: Self, in query: IncidentQuery) -> Bool {
    let (top, bottom) = one.isAbove(other, in: query) ? (one, other) : (other, one)
    return !isAbove(top, in: query) && !bottom.isAbove(self, in: query)
  }
}

extension DashboardState {
  /// `3 marked`. `nil` when nothing is.
  var marksWords: String? {
    let (marks, rows) = (incidents.marks, incidents.rows)
    let count = marks.count + rows.count { !marks.contains($0.id) && incidents.isInRange($0) }
    if count == 0 { return nil }
    // Of a range that begins beyond the rows that are here, we do not know how many it holds.
    let isMore = marks.range.map { range in !rows.contains { $0.id == range.start.id } }
    return "\(grouped(count))\(isMore ?? false ? "+" : "") marked"
  }

  /// The cursor is on its way to a row that is not here yet: what is under it now is not what is meant.
  mutating func isGoingElsewhere() -> Bool {
    guard let request = incidents.request, request.landing != .keep else { return false }
    message = Message(text: "the list is still being read: again, in a moment", role: .msgWarn)
    return true
  }

  /// Marks the selected row, or takes its mark away, and goes on to the next.
  mutating func toggleMark() -> [Effect] {
    if isGoingElsewhere() { return [] }
    if incidents.marks.range != nil { return endRange() }
    guard let row = incidents.selected else { return [] }
    if incidents.marks.contains(row.id) {
      incidents.marks.remove(row.id)
    } else if !incidents.marks.insert(row.id) {
      sayTooMany()
      return []
    }
    return handleIncidents(.down)
  }

  /// Begins a range at the selected row; again, marks all from there to here.
  mutating func toggleRange() -> [Effect] {
    if isGoingElsewhere() { return [] }
    if incidents.marks.range != nil { return endRange() }
    guard let selection = incidents.selection else { return [] }
    incidents.marks.range = Marks.Range(start: selection)
    let key = keys.label(of: .markRange, in: .incidents) ?? ""
    message = Message(text: "marking from here to where you go: \(key) ends it")
    return []
  }

  /// Marks what lies in the open range; of what is not here, the store is asked.
  mutating func endRange() -> [Effect] {
    guard let range = incidents.marks.range, range.request == nil,
      let selection = incidents.selection
    else { return [] }
    let (start, query) = (incidents.current(range.start), incidents.query)
    if incidents.rows.contains(where: { $0.id == start.id }), incidents.index != nil {
      mark(incidents.rows.filter { incidents.isInRange($0) }.map(\.id))
      return []
    }
    let (top, bottom) =
      start.isAbove(selection, in: query) ? (start, selection) : (selection, start)
    let generation = nextGeneration()
    incidents.marks.range?.request = Marks.Request(
      generation: generation, query: query, end: bottom)
    return [.loadRange(query, from: top, limit: Marks.most + 1, generation: generation)]
  }

  mutating func takeRange(_ rows: [IncidentSummary], _ generation: Int) -> [Effect] {
    guard let request = incidents.marks.range?.request, request.generation == generation
    else { return [] }
    mark(
      rows.prefix {
        !request.end.isAbove(ListPosition($0, in: request.query), in: request.query)
      }.map(\.id))
    return []
  }

  private mutating func mark(_ ids: [Incident.ID]) {
    incidents.marks.range = nil
    if !ids.allSatisfy({ incidents.marks.insert($0) }) { sayTooMany() }
  }

  private mutating func sayTooMany() {
    message = Message(
      text: "no more than \(grouped(Marks.most)) can be marked: those stand, the rest is left out",
      role: .msgWarn)
  }

  /// One level back: an open range, then all marks. `false` when there are none.
  mutating func clearMarks() -> Bool {
    if incidents.marks.range != nil {
      incidents.marks.range = nil
      return true
    }
    if incidents.marks.isEmpty { return false }
    incidents.marks = Marks()
    return true
  }
}
