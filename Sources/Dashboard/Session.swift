import IncidentStore
import Incidents
import TerminalKit

/// What one run leaves to the next: where the person was, and how they had arranged it.
public struct Session: Equatable, Codable, Sendable {
  var place: Place
  var places: Places
  /// `nil`: those that say most in the room there is.
  var columns: ChosenColumns?
  var isZoomed: Bool
  /// What was looked for in titles.
  var search: String?
}

extension DashboardState {
  public var session: Session {
    Session(
      place: place, places: places, columns: incidents.chosen, isZoomed: isZoomed,
      search: incidents.search)
  }

  /// Begins where `session` ended, before anything has been asked. What was said when the program was
  /// started wins: its filter with the place in it, its order.
  public mutating func restore(_ session: Session) {
    places = session.places
    places.past.removeAll { $0.readFilter == nil }
    places.future.removeAll { $0.readFilter == nil }
    incidents.chosen = session.columns.flatMap { $0.isWhole ? $0 : nil }
    let isOrdered = incidents.query.order != nil
    if !isOrdered { incidents.query.order = session.place.order }
    if incidents.query.filter.isEmpty, let filter = session.place.readFilter {
      let position = isOrdered ? nil : session.place.incident
      incidents.query.filter = filter
      incidents.search = session.search
      regions.select(filter.region, height: layout.rows(of: .regions).height)
      focus = session.place.pane
      isZoomed = session.isZoomed
      if let position {
        incidents.begin(at: position)
        if focus == .detail {
          arrival = Arrival(
            incident: position.id, section: session.place.section, isWidened: true)
        }
      }
    }
    message = Message(text: "restored the last session; --fresh starts anew")
  }

  /// A session that cannot be used: why, in one sentence.
  public mutating func beginAnew(because problem: String) {
    message = Message(text: problem, role: .msgWarn)
  }
}

extension ChosenColumns {
  /// Every column stands in it once, as in what this version writes.
  fileprivate var isWhole: Bool {
    Set(entries.map(\.column)).count == ListColumn.allCases.count
      && entries.count == ListColumn.allCases.count && entries.contains(where: \.isShown)
      && entries.allSatisfy { $0.width.map(Self.widths.contains) ?? true }
  }
}
