import Gazetteer
import IncidentStore
import Incidents
import TerminalKit

/// The map: the regions around the selected one, and where incidents are.
struct MapPane: Equatable, Sendable {
  /// `nil` until the map is first on screen.
  var scope: MapScope?
  private(set) var picture: MapPicture?
  private(set) var neighbours = Neighbours()
  private(set) var places: IncidentPlaces?
  private var request: Request?

  struct Neighbours: Equatable, Sendable {
    var region: Region.ID?
    var all: [Region.ID] = []
  }

  private struct Request: Equatable, Sendable {
    var query: IncidentQuery
    var regions: [Region.ID]?
    var generation: Int
  }

  /// Draws what has come to be shown, and nothing anew.
  mutating func layOut(size: Size, selection: Region.ID?) {
    guard let scope else { return }
    if picture?.scope != scope || picture?.size != size {
      picture = MapPicture(scope, size: size)
    }
    picture?.select(selection)
    if neighbours.region != selection {
      let all = selection.map(Gazetteer.world.neighbours) ?? []
      neighbours = Neighbours(region: selection, all: all)
    }
  }

  /// The marks may no longer be those of the store.
  mutating func expire() { request = nil }

  func hasAsked(_ query: IncidentQuery, in regions: [Region.ID]?) -> Bool {
    request?.query == query && request?.regions == regions
  }

  mutating func ask(_ query: IncidentQuery, in regions: [Region.ID]?, generation: Int) -> Effect {
    request = Request(query: query, regions: regions, generation: generation)
    return .loadPlaces(query, in: regions, generation: generation)
  }

  mutating func take(_ places: IncidentPlaces, _ generation: Int) {
    if request?.generation == generation { self.places = places }
  }
}

/// Which part of the map's place is what.
struct MapPlace {
  /// `nil` where a picture would be too small to read; words are there instead.
  var picture: Rect?
  /// What the marks mean.
  var legend: Rect
  var words: Rect

  private static let smallestHeight = 12

  init(_ rect: Rect) {
    func part(_ y: Int, _ height: Int) -> Rect {
      Rect(x: rect.x, y: rect.y + y, width: rect.width, height: height)
    }
    legend = part(0, 0)
    words = rect
    guard rect.height >= Self.smallestHeight else { return }
    // What stands below the picture never changes its height, so that the picture stays where it is.
    let lines = rect.height < 16 ? 1 : rect.height < 24 || rect.width >= 80 ? 2 : 3
    let marks = rect.height < 16 || rect.width >= 120 ? 1 : 2
    let height = rect.height - marks - lines
    picture = part(0, height)
    legend = part(height, marks)
    words = part(height + marks, lines)
  }

  /// In cells; that of a picture nobody sees, where there is none.
  var size: Size {
    picture.map { Size(width: max(1, $0.width), height: $0.height) }
      ?? Size(width: max(20, words.width), height: Self.smallestHeight)
  }
}

extension DashboardState {
  var mapPlace: MapPlace { MapPlace(layout.inside(layout.rect(of: .map))) }

  mutating func handleMap(_ command: Command) -> [Effect] {
    guard let scope = map.scope else { return [] }
    switch command {
    case .up: return moveOnMap(0, -1)
    case .down: return moveOnMap(0, 1)
    case .mapLeft: return moveOnMap(-1, 0)
    case .mapRight: return moveOnMap(1, 0)
    case .panUp: pan(0, -0.5)
    case .panDown: pan(0, 0.5)
    case .panLeft: pan(-0.5, 0)
    case .panRight: pan(0.5, 0)
    case .zoomIn: zoom(to: scope.zoom - 1)
    case .zoomOut: zoom(to: scope.zoom + 1)
    case .fitMap: fitMap()
    case .toIncidents: return go(to: .incidents)
    default: break
    }
    return []
  }

  /// Goes to the nearest region that way; one of which something is told seems nearer than it is. Where the
  /// map shows none any more, it follows to the next.
  private mutating func moveOnMap(_ dx: Double, _ dy: Double) -> [Effect] {
    guard let picture = map.picture else { return [] }
    var origin = (x: Double(picture.projection.width) / 2, y: Double(picture.projection.height) / 2)
    if let dot = regions.selection.flatMap(picture.dot), picture.projection.holds(dot) {
      origin = dot
    }
    func distance(_ spot: MapPicture.Spot) -> Double? {
      let (x, y) = (spot.x - origin.x, spot.y - origin.y)
      let ahead = x * dx + y * dy
      let aside = abs(x * dy) + abs(y * dx)
      guard spot.region != regions.selection, ahead > 0, aside <= ahead else { return nil }
      return (x * x + y * y) * ((pictureCounts.counts?.whole(spot.region).open ?? 0) > 0 ? 1 : 2)
    }
    func nearest(_ spots: [MapPicture.Spot]) -> MapPicture.Spot? {
      spots.compactMap { spot in distance(spot).map { (spot, $0) } }.min { $0.1 < $1.1 }?.0
    }
    guard let next = nearest(picture.spots.filter(picture.shows)) ?? nearest(picture.spots) else {
      return []
    }
    let effects = select(region: next.region)
    keepInSight(next.region)
    return effects
  }

  /// - Parameters: by how much of the map.
  private mutating func pan(_ dx: Double, _ dy: Double) {
    guard let projection = map.picture?.projection else { return }
    pan(dotsX: dx * Double(projection.width), dotsY: dy * Double(projection.height))
  }

  private mutating func pan(dotsX: Double, dotsY: Double) {
    guard let scope = map.scope else { return }
    let projection = MapProjection(scope, mapPlace.size)
    let unit = projection.dotsOfUnit * 100
    map.scope?.latitude = min(80, max(-80, scope.latitude - dotsY / unit))
    map.scope?.longitude = wrapped(
      scope.longitude + dotsX / unit / max(projection.cosine, 0.001), at: 180)
  }

  /// Nearer or further, with the selected region in sight if it was.
  mutating func zoom(to zoom: Int) {
    let wasInSight = isInSight
    let furthest = MapScope.world(in: mapPlace.size).zoom
    map.scope?.zoom = min(max(0, zoom), furthest)
    if wasInSight, let region = regions.selection { keepInSight(region) }
  }

  /// Moves the map no further than it takes to have the region's mark well on it.
  private mutating func keepInSight(_ region: Region.ID) {
    guard let scope = map.scope, let area = MapAtlas.world[region] else { return }
    let projection = MapProjection(scope, mapPlace.size)
    let dot = projection.dot(x: area.x, y: area.y)
    func beyond(_ place: Double, _ length: Int) -> Double {
      let margin = Double(length) / 8
      return place - min(max(place, margin), Double(length) - margin)
    }
    let (dx, dy) = (beyond(dot.x, projection.width), beyond(dot.y, projection.height))
    if dx != 0 || dy != 0 { pan(dotsX: dx, dotsY: dy) }
  }

  /// As near as the selected region has room; all with open incidents when none is selected.
  private mutating func fitMap() {
    let shown = regions.selection.map { [$0] } ?? regions.tallied.filter { $0.1.open > 0 }.map(\.0)
    map.scope = .around(shown, in: mapPlace.size)
  }

  /// Makes the map ready to be drawn, while it is on screen.
  mutating func layOutMap() {
    guard layout.map != nil, Layout.fits(size) else { return }
    if map.scope == nil || map.picture?.selection != regions.selection, !isInSight {
      fitMap()
    }
    map.layOut(size: mapPlace.size, selection: regions.selection)
  }

  /// The selected region's mark is on the map.
  private var isInSight: Bool {
    guard let scope = map.scope else { return false }
    guard let area = regions.selection.flatMap({ MapAtlas.world[$0] }) else { return true }
    let projection = MapProjection(scope, mapPlace.size)
    return projection.holds(projection.dot(x: area.x, y: area.y))
  }

  mutating func loadPlaces() -> [Effect] {
    guard layout.map != nil, let picture = map.picture else { return [] }
    let all = regions.tallied.map(\.0)
    let shown = all.filter(picture.reaches)
    let regions = shown.count == all.count ? nil : shown
    if map.hasAsked(pictureQuery, in: regions) { return [] }
    return [map.ask(pictureQuery, in: regions, generation: nextGeneration())]
  }

  /// The region at a cell of the map. `nil` at sea.
  func region(onMapAt cell: Point) -> Region.ID? {
    guard let rect = mapPlace.picture, let picture = map.picture,
      let place = picture.projection.place(
        x: Double(cell.x - rect.x) * 2 + 1, y: Double(cell.y - rect.y) * 4 + 2),
      let region = Gazetteer.world.region(atLatitude: place.latitude, longitude: place.longitude)
    else { return nil }
    return picture.spots.contains { $0.region == region } ? region : region.country
  }
}
