import Gazetteer
import IncidentStore
import Incidents
import TerminalKit

/// Where a person is: which incidents, in which order, in which pane, and at which one.
struct Place: Equatable, Codable, Sendable {
  /// With the region, and with what is put aside.
  var filter: String
  var order: IncidentOrder?
  var pane: Pane
  var incident: ListPosition?
  var section: DetailSection

  /// Moving on there is no step that one would want to take back. In the tree of regions, going from one
  /// to the next is none, either.
  func isSameSpot(as other: Self) -> Bool {
    pane == other.pane && order == other.order && (filter == other.filter || pane == .regions)
  }

  /// `nil` when nobody can read it any more.
  var readFilter: IncidentFilter? { try? IncidentFilter(filter, names: .world()) }
}

/// The places from before, and those that one came back from.
struct Places: Equatable, Codable, Sendable {
  /// Latest last.
  var past: [Place] = []
  /// Next last.
  var future: [Place] = []

  private static let most = 100

  mutating func leave(_ place: Place) {
    past.append(place)
    if past.count > Self.most { past.removeFirst() }
    future = []
  }

  /// One step back (forward) from `place`. `nil` at the end of the way.
  mutating func step(back: Bool, from place: Place) -> Place? {
    guard let goal = back ? past.popLast() : future.popLast() else { return nil }
    if back { future.append(place) } else { past.append(place) }
    return goal
  }
}

extension DashboardState {
  /// Where we are; where we are going, when that is under way.
  var place: Place {
    let goal: ListPosition? =
      if case .on(let position)? = incidents.request?.landing { position } else { nil }
    return Place(
      filter: incidents.query.filter.description, order: incidents.query.order, pane: focus,
      incident: goal ?? incidents.selection, section: arrival?.section ?? detail.section)
  }

  /// Nothing is being typed or chosen, of which one may yet think better.
  private var isSettled: Bool { KeyContext.panes.contains(context) }

  /// Before a key or a click.
  mutating func notePlace() {
    if isSettled { settled = place }
  }

  /// After it: what was left is a place to come back to.
  mutating func noteDeparture() {
    guard isSettled, let left = settled else { return }
    if !left.isSameSpot(as: place) { places.leave(left) }
    settled = nil
  }

  mutating func stepInPlaces(back: Bool) -> [Effect] {
    // This is no departure.
    settled = nil
    guard let goal = places.step(back: back, from: place) else {
      message = Message(text: back ? "this is where you began" : "no place comes after this one")
      return []
    }
    return go(to: goal)
  }

  mutating func go(to place: Place) -> [Effect] {
    guard let filter = place.readFilter else { return [] }
    var effects = endRange()
    let old = incidents.query
    incidents.query.filter = filter
    incidents.query.order = place.order
    incidents.query.now = now.minute
    incidents.find = nil
    if filter.region != regions.selection {
      regions.select(filter.region, height: layout.rows(of: .regions).height)
    }
    effects += go(to: place.pane)
    followsHead = false
    arrival = nil
    if incidents.query.isSameList(as: old), incidents.selection?.id == place.incident?.id,
      incidents.request == nil
    {
      if place.pane == .detail { detail.show(place.section) }
      return effects
    }
    if place.pane == .detail, let incident = place.incident?.id {
      // It is not worth giving the filter up for.
      arrival = Arrival(incident: incident, section: place.section, isWidened: true)
    }
    effects.append(load(place.incident.map { .on($0) } ?? .first))
    if layout.changes != nil, old.filter.region != filter.region { effects.append(loadChanges()) }
    return effects
  }
}
