public import Foundation
public import IncidentStore
public import Incidents

/// Work for the outside world, as data, so that a test can read it instead of waiting for it.
///
/// A request with a newer generation replaces the one of its kind that is still under way. They are
/// carried out in the order in which they are asked for, one at a time.
public enum Effect: Equatable, Sendable {
  case loadRegions
  /// `person`: whose unseen changes to count.
  case loadOverview(person: String?, now: Date)
  /// `before` and `after` are how many rows to have on either side of the anchor.
  case loadIncidents(
    IncidentQuery, WindowAnchor, before: Int, after: Int, generation: Int)
  /// How many incidents the query finds in all.
  case loadCount(IncidentQuery, generation: Int)
  case loadDetail(Incident.ID, person: String?, generation: Int)
  case loadChanges(ChangeQuery, generation: Int)
  case loadFeeds
  /// Where incidents are, for the map: in exactly these regions, or in all for `nil`.
  case loadPlaces(IncidentQuery, in: [Region.ID]?, generation: Int)
  /// How much was reported where, in the hours before a full hour.
  case loadActivity(until: Date, of: IncidentQuery)
  /// How many open incidents of the query each region has.
  case loadOpenCounts(of: IncidentQuery)
  /// The names of sources, authorities and saved filters, for what a person types.
  case loadNames
  /// The rows of the query from a place on down, to mark those of a range.
  case loadRange(IncidentQuery, from: ListPosition, limit: Int, generation: Int)
  /// The nearest incident of the query, beyond `from`, whose title has `text` in it, in any case.
  /// From `nil`: from the first one, or backwards from the last.
  case find(
    String, IncidentQuery, from: ListPosition?, forward: Bool, generation: Int)
  /// The same for the nearest that changed materially after `since`.
  case findChanged(
    since: Date, IncidentQuery, from: ListPosition?, forward: Bool, generation: Int)
  /// When something changed last before (first after) a time, anywhere or in one incident.
  case findMoment(TimeDirection, Date, in: Incident.ID?, generation: Int)
  /// Answer whatever is asked for from now on as of this moment. `nil`: live.
  case travel(to: Date?)
  case record(Deed, because: String?)
  /// All of them at once, or none.
  case recordAll([Deed], because: String?)
  /// `nil`: the person's own latest act that still stands.
  case undo(Act.ID?, because: String?)
  case markSeen(upTo: Int64)
  /// Look as the theme of this name does, or as its file now says.
  case showTheme(String)
  case saveView(String, IncidentFilter)
  /// Keep a line that was typed for the sessions to come.
  case remember(String, TypedLines.Kind)
  /// Everything about the incidents of an errand.
  case look(Errand)
  case open(WebAddress)
  case edit(SourceText)
  /// Lines of text in a pager.
  case page(String)
  case copy(Clipping)
  /// Paint the whole screen anew.
  case repaint
  /// Take the mouse from the terminal, or give it back.
  case captureMouse(Bool)
  case suspend
  case quit
}
