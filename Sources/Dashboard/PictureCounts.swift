import Foundation
import IncidentStore
import Incidents
import TerminalKit

/// What the filter lets through, counted for the pictures: the tree of regions counts everything.
struct PictureCounts: Equatable, Sendable {
  private(set) var counts: RegionCounts?
  private var asked: IncidentQuery?

  /// The store may say something else now.
  mutating func expire() { asked = nil }

  mutating func ask(_ query: IncidentQuery) -> [Effect] {
    if asked == query { return [] }
    if asked != nil { counts = nil }
    asked = query
    return [.loadOpenCounts(of: query)]
  }

  mutating func take(_ found: [OpenCount], of query: IncidentQuery) {
    guard query == asked else { return }
    counts = RegionCounts(
      found.map { ($0.region, RegionCount(open: $0.open, withoutWord: $0.withoutWord)) })
  }
}

extension DashboardState {
  /// The filter holds in pictures, too, but for the region: they are there to show what lies around it.
  var pictureQuery: IncidentQuery {
    var query = incidents.query
    if query.filter.region != nil { query.filter.region = nil }
    query.order = nil
    if !query.countsTime { query.now = .distantPast }
    return query
  }

  /// ` · status:verified`, behind the title of a picture.
  var pictureFilter: String {
    let words = filterWords(of: pictureQuery)
    return words.isEmpty ? "" : " \(symbols.dot) \(words)"
  }

  /// What the pictures on screen lack.
  mutating func loadPictures() -> [Effect] {
    guard Layout.fits(size) else { return [] }
    let counts = layout.map == nil && layout.heat == nil ? [] : pictureCounts.ask(pictureQuery)
    return loadPlaces() + counts + loadActivity()
  }

  /// The store may say something else now of what the pictures show.
  mutating func expirePictures() {
    map.expire()
    heat.expire()
    pictureCounts.expire()
  }
}
