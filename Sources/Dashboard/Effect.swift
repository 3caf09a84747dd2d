public import IncidentStore
public import Incidents

/// Work for the outside world, as data, so that a test can read it instead of waiting for it.
///
/// A request with a newer generation replaces the one of its kind that is still under way.
public enum Effect: Equatable, Sendable {
  case loadRegions
  case loadOverview
  /// `before` and `after` are how many rows to have on either side of the anchor.
  case loadIncidents(
    IncidentQuery, WindowAnchor, before: Int, after: Int, generation: Int)
  case loadDetail(Incident.ID, generation: Int)
  /// The nearest incident of the query, beyond `from`, whose title has `text` in it, in any case.
  /// From `nil`: from the first one, or backwards from the last.
  case find(
    String, IncidentQuery, from: ListPosition?, forward: Bool, generation: Int)
  /// Paint the whole screen anew.
  case repaint
  case suspend
  case quit
}
