import Gazetteer
import Incidents
import TerminalKit

/// The outlines of a part of the world as dots, and the regions that one can go to on it: worked out once
/// for a view, and not for each frame.
struct MapPicture: Equatable, Sendable {
  /// What a line is; of several in a cell the last counts.
  enum Line: UInt8, Sendable {
    case none, part, country, selected
  }

  /// A region on the map.
  struct Spot: Equatable, Sendable {
    var region: Region.ID
    /// In dots.
    var x, y: Double
    /// The side of a square as large as it, in dots.
    var extent: Double
  }

  let scope: MapScope
  /// In cells.
  let size: Size
  let projection: MapProjection
  private(set) var selection: Region.ID?
  /// Those of which every one is drawn, on the map or beyond its edges.
  let spots: [Spot]
  /// Row after row, a bit for each dot as braille has them.
  private(set) var dots: [UInt8]
  private(set) var lines: [Line]
  private let base: Raster
  /// Regions that reach into the map: with their parts, and by themselves.
  private let whole: Set<Region.ID>
  private let single: Set<Region.ID>

  /// A country shows its parts once the middle one of them is this wide, in dots.
  private static let smallestPart = 12.0

  init(_ scope: MapScope, size: Size) {
    self.scope = scope
    self.size = size
    let projection = MapProjection(scope, size)
    self.projection = projection
    var raster = Raster(size: size)
    var spots: [Spot] = []
    let atlas = MapAtlas.world
    var (whole, single): (Set<Region.ID>, Set<Region.ID>) = ([], [])

    func add(_ area: MapAtlas.Area) {
      let (x, y) = projection.dot(x: area.x, y: area.y)
      spots.append(
        Spot(
          region: area.region, x: x, y: y, extent: area.extent * 100 * projection.dotsOfUnit))
    }
    for country in atlas.countries {
      let showsParts = country.extentOfPart.map {
        $0 * 100 * projection.dotsOfUnit >= Self.smallestPart
      }
      if showsParts == true {
        for part in country.parts {
          add(atlas.areas[part])
          if raster.draw(atlas.areas[part].outline, as: .part, projection) {
            single.formUnion([atlas.areas[part].region, atlas.areas[country.area].region])
          }
        }
      } else {
        add(atlas.areas[country.area])
      }
      let outline = atlas.areas[country.area].outline
      if raster.draw(outline, as: .country, projection), showsParts != true {
        whole.insert(outline.region)
      }
    }
    (self.whole, self.single) = (whole, single)
    self.spots = spots
    base = raster
    dots = raster.dots
    lines = raster.lines
  }

  /// Draws the outline of `region` above all others.
  mutating func select(_ region: Region.ID?) {
    guard region != selection else { return }
    selection = region
    var raster = base
    if let region, let area = MapAtlas.world[region] {
      _ = raster.draw(area.outline, as: .selected, projection)
    }
    dots = raster.dots
    lines = raster.lines
  }

  /// Whether something of `region` may be on the map.
  func reaches(_ region: Region.ID) -> Bool {
    single.contains(region) || whole.contains(region.country)
  }

  func shows(_ spot: Spot) -> Bool { projection.holds((spot.x, spot.y)) }

  /// Where a region's mark stands, even if it is not among the ``spots``.
  func dot(of region: Region.ID) -> (x: Double, y: Double)? {
    MapAtlas.world[region].map { projection.dot(x: $0.x, y: $0.y) }
  }
}

/// Lines drawn with dots.
private struct Raster: Equatable, Sendable {
  let size: Size
  var dots: [UInt8]
  var lines: [MapPicture.Line]

  init(size: Size) {
    self.size = size
    dots = Array(repeating: 0, count: size.width * size.height)
    lines = Array(repeating: .none, count: size.width * size.height)
  }

  /// - Returns: whether it may be on the map.
  mutating func draw(
    _ outline: Outline, as line: MapPicture.Line, _ projection: MapProjection
  ) -> Bool {
    let rings = outline.rings.filter { projection.mayShow($0.box) }
    for ring in rings {
      var last: (point: Outline.Point, dot: (x: Double, y: Double))?
      for point in ring.points {
        let dot = projection.dot(x: Double(point.x), y: Double(point.y))
        defer { last = (point, dot) }
        guard let last, !point.isCut(from: last.point) else { continue }
        // Where the map ends in the east it begins in the west.
        if abs(dot.x - last.dot.x) > 18_000 * projection.cosine * projection.dotsOfUnit { continue }
        draw(from: last.dot, to: dot, as: line)
      }
    }
    return !rings.isEmpty
  }

  private mutating func draw(
    from start: (x: Double, y: Double), to end: (x: Double, y: Double), as line: MapPicture.Line
  ) {
    guard let (start, end) = clipped(start, end) else { return }
    let steps = Int(max(abs(end.x - start.x), abs(end.y - start.y)).rounded(.up))
    for step in 0...max(1, steps) {
      let share = Double(step) / Double(max(1, steps))
      plot(
        x: Int((start.x + (end.x - start.x) * share).rounded(.down)),
        y: Int((start.y + (end.y - start.y) * share).rounded(.down)), line)
    }
  }

  private mutating func plot(x: Int, y: Int, _ line: MapPicture.Line) {
    guard x >= 0, y >= 0, x < size.width * 2, y < size.height * 4 else { return }
    // The borders of parts are dotted: whichever way they run, two dots of five.
    if line == .part, (x + 2 * y) % 5 > 1 { return }
    let cell = y / 4 * size.width + x / 2
    dots[cell] |= Self.bits[y % 4 * 2 + x % 2]
    if lines[cell].rawValue < line.rawValue { lines[cell] = line }
  }

  /// Of the dots of a cell, row after row.
  private static let bits: [UInt8] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]

  /// The part of a line that is on the map: after Liang and Barsky.
  private func clipped(
    _ a: (x: Double, y: Double), _ b: (x: Double, y: Double)
  ) -> ((x: Double, y: Double), (x: Double, y: Double))? {
    let (right, bottom) = (Double(size.width * 2), Double(size.height * 4))
    if a.x >= 0, a.y >= 0, b.x >= 0, b.y >= 0, a.x < right, b.x < right, a.y < bottom, b.y < bottom
    {
      return (a, b)
    }
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    var (first, last) = (0.0, 1.0)
    for (step, room) in [(-dx, a.x), (dx, right - a.x), (-dy, a.y), (dy, bottom - a.y)] {
      if step == 0 {
        if room < 0 { return nil }
      } else if step < 0 {
        first = max(first, room / step)
      } else {
        last = min(last, room / step)
      }
    }
    guard first <= last else { return nil }
    return ((a.x + first * dx, a.y + first * dy), (a.x + last * dx, a.y + last * dy))
  }
}

extension Outline.Point {
  /// Along 180° outlines are cut: what runs there for more than a degree is no border.
  fileprivate func isCut(from other: Self) -> Bool {
    min(abs(x), abs(other.x)) >= 17_975 && abs(y - other.y) > 100
  }
}
