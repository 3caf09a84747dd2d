import Gazetteer
import Incidents
import TerminalKit

/// Which part of the world a map shows: its middle, and how far it has been taken away.
struct MapScope: Hashable, Sendable {
  /// Degrees north and east.
  var latitude: Double
  var longitude: Double
  /// An index into ``scales``.
  var zoom: Int

  /// How many kilometres a row of cells is high, from a town's surroundings to the world.
  static let scales: [Double] = [
    1, 2, 3, 5, 8, 12, 20, 30, 50, 80, 120, 200, 300, 500, 700, 900, 1200, 1600, 2000,
  ]
  static let kilometresOfDegree = 111.2

  var kilometresOfRow: Double { Self.scales[zoom] }

  /// The whole world, around the meridian of Berlin.
  static func world(in size: Size) -> Self {
    var scope = Self(latitude: 20, longitude: 13, zoom: 0)
    while scope.zoom < scales.count - 1, !MapProjection(scope, size).holdsWorld { scope.zoom += 1 }
    return scope
  }

  /// As near as all `regions` have room. The world when none of them has an outline.
  static func around(_ regions: [Region.ID], in size: Size) -> Self {
    let rings = regions.compactMap { MapAtlas.world[$0] }.flatMap { area in
      // An island at the other end of the world is not what one wants to see.
      let most = area.outline.largest?.box.size ?? 0
      return area.outline.rings.map(\.box).filter { $0.size * 20 >= most }
    }
    let world = Self.world(in: size)
    guard let south = rings.map(\.south).min(), let north = rings.map(\.north).max(),
      let (west, east) = span(of: rings)
    else { return world }
    var scope = Self(
      latitude: Double(south + north) / 200, longitude: wrapped((west + east) / 200, at: 180),
      zoom: 0)
    while scope.zoom < world.zoom {
      let projection = MapProjection(scope, size)
      // A tenth of it stays free for what lies around.
      let height = Double(north - south) * projection.dotsOfUnit
      let width = (east - west) * projection.dotsOfUnit * projection.cosine
      if height <= Double(projection.height) * 0.9, width <= Double(projection.width) * 0.9 {
        return scope
      }
      scope.zoom += 1
    }
    return world
  }

  /// From where to where the boxes reach, in hundredths of a degree: round the world without the widest
  /// stretch that holds none of them. East may lie beyond the antimeridian.
  private static func span(of boxes: [Outline.Box]) -> (west: Double, east: Double)? {
    let boxes = boxes.sorted { $0.west < $1.west }
    guard let first = boxes.first else { return nil }
    var end = first.east
    var (gap, start) = (0, first.west)
    for box in boxes {
      if Int(box.west) - Int(end) > gap { (gap, start) = (Int(box.west - end), box.west) }
      end = max(end, box.east)
    }
    let rest = Int(first.west) + 36_000 - Int(end)
    if rest >= gap { (gap, start) = (rest, first.west) }
    return (Double(start), Double(Int(start) + 36_000 - gap))
  }
}

/// Brings an angle, or what counts like one, to between `-half` and `half`.
func wrapped(_ angle: Double, at half: Double) -> Double {
  angle < -half ? angle + 2 * half : angle >= half ? angle - 2 * half : angle
}

/// Where on the map something stands: equal steps of latitude are equal everywhere, and those of longitude
/// are as wide as they are in the middle of the map.
///
/// In dots from the top left corner: two a cell across and four down, which are square where a cell is twice
/// as high as wide.
struct MapProjection: Equatable, Sendable {
  let width, height: Int
  /// Dots for a hundredth of a degree of latitude.
  let dotsOfUnit: Double
  let cosine: Double
  let scope: MapScope

  /// - Parameter size: in cells.
  init(_ scope: MapScope, _ size: Size) {
    self.scope = scope
    width = size.width * 2
    height = size.height * 4
    dotsOfUnit = 4 * MapScope.kilometresOfDegree / 100 / scope.kilometresOfRow
    cosine = Dashboard.cosine(ofLatitude: scope.latitude)
  }

  /// Of a place in hundredths of a degree.
  func dot(x: Double, y: Double) -> (x: Double, y: Double) {
    let east = wrapped(x - scope.longitude * 100, at: 18_000)
    return (
      Double(width) / 2 + east * cosine * dotsOfUnit,
      Double(height) / 2 + (scope.latitude * 100 - y) * dotsOfUnit
    )
  }

  /// The place of a dot, in degrees. `nil`: beyond the poles, or more than once round the world.
  func place(x: Double, y: Double) -> (latitude: Double, longitude: Double)? {
    let latitude = scope.latitude - (y - Double(height) / 2) / dotsOfUnit / 100
    let east = (x - Double(width) / 2) / dotsOfUnit / 100 / max(cosine, 0.001)
    guard abs(latitude) <= 90, abs(east) <= 180 else { return nil }
    return (latitude, wrapped(scope.longitude + east, at: 180))
  }

  func holds(_ dot: (x: Double, y: Double)) -> Bool {
    dot.x >= 0 && dot.y >= 0 && dot.x < Double(width) && dot.y < Double(height)
  }

  /// From pole to pole, or nearly so, and all round.
  fileprivate var holdsWorld: Bool {
    15_000 * dotsOfUnit <= Double(height) && 36_000 * cosine * dotsOfUnit <= Double(width)
  }

  /// Whether anything in `box` may be on the map.
  func mayShow(_ box: Outline.Box) -> Bool {
    let (_, top) = dot(x: 0, y: Double(box.north))
    let (_, bottom) = dot(x: 0, y: Double(box.south))
    guard bottom >= 0, top < Double(height) else { return false }
    let half = Double(width) / 2 / max(cosine, 0.001) / dotsOfUnit
    let middle = Double(box.west + box.east) / 2
    let reach = Double(box.east - box.west) / 2
    return abs(wrapped(middle - scope.longitude * 100, at: 18_000)) <= half + reach
      || half + reach >= 18_000
  }
}
