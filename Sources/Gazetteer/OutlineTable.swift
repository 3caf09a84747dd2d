import CEmbedded
import Incidents

/// The outlines of countries and regions, read when one is first asked for.
///
/// The file is described in `Data/outlines.py`. Neighbours share their borders point by point, so
/// that no place on land lies in two regions, or between two.
struct OutlineTable: Sendable {
  typealias Point = Outline.Point
  typealias Box = Outline.Box
  typealias Ring = Outline.Ring

  static let world = OutlineTable()

  let shapes: [Outline]
  private let index: [Region.ID: Int]
  /// The shapes that reach into each square of one degree, or near it.
  private let grid: [[UInt16]]

  private init() {
    var file = VarintReader(embedded_file("outlines.bin"))
    let shapes = Self.readShapes(&file)
    self.shapes = shapes
    index = Dictionary(uniqueKeysWithValues: shapes.indices.map { (shapes[$0].region, $0) })
    var grid = [[UInt16]](repeating: [], count: 360 * 180)
    for (number, shape) in shapes.enumerated() {
      for ring in shape.rings {
        let reach = Self.reach(at: ring.box)
        for row in Self.row(ring.box.south - Self.near)...Self.row(ring.box.north + Self.near) {
          for column in Self.column(ring.box.west - reach)...Self.column(ring.box.east + reach) {
            let cell = row * 360 + column
            if grid[cell].last != UInt16(number) { grid[cell].append(UInt16(number)) }
          }
        }
      }
    }
    self.grid = grid
  }

  private static func readShapes(_ file: inout VarintReader) -> [Outline] {
    var last = Point(x: 0, y: 0)
    let arcs = (0..<file.unsigned()).map { _ in
      (0..<file.unsigned()).map { _ in
        last.x += Int32(file.signed())
        last.y += Int32(file.signed())
        return last
      }
    }
    var reference = 0
    return (0..<file.unsigned()).map { _ in
      let region = Region.ID(rawValue: file.string())
      let rings = (0..<file.unsigned()).map { _ in
        var ring = Ring(points: [])
        for _ in 0..<file.unsigned() {
          reference += file.signed()
          let arc = arcs[reference >> 1]
          let joint = ring.points.isEmpty ? 0 : 1
          if reference & 1 == 0 {
            ring.points += arc.dropFirst(joint)
          } else {
            ring.points += arc.reversed().dropFirst(joint)
          }
        }
        for point in ring.points { ring.box.include(point) }
        return ring
      }
      return Outline(region: region, rings: rings)
    }
  }

  /// In degrees, north and east.
  func outline(of region: Region.ID) -> [[(latitude: Double, longitude: Double)]] {
    guard let number = index[region] else { return [] }
    return shapes[number].rings.map { ring in
      ring.points.map { (Double($0.y) / 100, Double($0.x) / 100) }
    }
  }
}

// MARK: - The region at a point

extension OutlineTable {
  /// How far beyond a border a point may lie and still belong, in hundredths of a degree of
  /// latitude: about 11 km, for coasts and islands that the outlines cut short.
  private static let near: Int32 = 10

  private static func row(_ y: Int32) -> Int { max(0, min(179, (Int(y) + 9_000) / 100)) }
  private static func column(_ x: Int32) -> Int { max(0, min(359, (Int(x) + 18_000) / 100)) }

  /// ``near`` in degrees of longitude, which are narrower towards the poles.
  private static func reach(at box: Box) -> Int32 {
    Int32(Double(near) / max(0.05, width(at: Double(max(abs(box.south), abs(box.north))))))
  }

  /// Of a degree of longitude at `y`, as a share of one of latitude: its cosine, to a thousandth.
  private static func width(at y: Double) -> Double {
    let square = y * y * (.pi / 18_000) * (.pi / 18_000)
    return 1 - square / 2 * (1 - square / 12 * (1 - square / 30 * (1 - square / 56)))
  }

  func region(latitude: Double, longitude: Double) -> Region.ID? {
    guard abs(latitude) <= 90, abs(longitude) <= 180 else { return nil }
    let x = longitude * 100
    let y = latitude * 100
    let cell = Self.row(Int32(y.rounded(.down))) * 360 + Self.column(Int32(x.rounded(.down)))
    let candidates = grid[cell].map { shapes[Int($0)] }
    // A subdivision before its country, which is the answer only where we know no subdivision.
    let subdivisions = candidates.filter { !$0.region.isCountry }
    let countries = candidates.filter { $0.region.isCountry }
    if let region = subdivisions.first(where: { $0.holds(x, y) })?.region { return region }
    if let region = countries.first(where: { $0.holds(x, y) })?.region { return region }
    return nearest(of: subdivisions, x, y) ?? nearest(of: countries, x, y)
  }

  private func nearest(of shapes: [Outline], _ x: Double, _ y: Double) -> Region.ID? {
    let width = Self.width(at: y)
    let limit = Double(Self.near * Self.near)
    return shapes.map { ($0.region, $0.squaredDistance(x, y, width: width)) }
      .filter { $0.1 <= limit }.min { $0.1 < $1.1 }?.0
  }

  /// The middle of the widest stretch of the region's largest part, halfway up.
  func point(of region: Region.ID) -> (latitude: Double, longitude: Double)? {
    guard let number = index[region],
      let ring = shapes[number].largest
    else { return nil }
    // Between two units, so that no corner lies on it.
    let y = (Double(ring.box.south + ring.box.north) / 2).rounded(.down) + 0.5
    let crossings = shapes[number].rings.flatMap { $0.crossings(y) }.sorted()
    let stretches = stride(from: 0, to: crossings.count - 1, by: 2)
      .map { (crossings[$0], crossings[$0 + 1]) }
    guard let widest = stretches.max(by: { $0.1 - $0.0 < $1.1 - $1.0 }) else { return nil }
    return (y / 100, (widest.0 + widest.1) / 200)
  }
}

extension Outline.Ring {
  /// Where the border crosses the latitude `y`.
  fileprivate func crossings(_ y: Double) -> [Double] {
    guard Double(box.south) <= y, y <= Double(box.north) else { return [] }
    var found: [Double] = []
    for i in points.indices.dropFirst() {
      let (a, b) = (points[i - 1], points[i])
      guard (Double(a.y) > y) != (Double(b.y) > y) else { continue }
      let slope = Double(b.x - a.x) / Double(b.y - a.y)
      found.append(Double(a.x) + (y - Double(a.y)) * slope)
    }
    return found
  }
}

extension Outline {
  /// Whether an odd number of borders lies to the west.
  fileprivate func holds(_ x: Double, _ y: Double) -> Bool {
    var isInside = false
    for ring in rings where Double(ring.box.west) <= x {
      for crossing in ring.crossings(y) where crossing < x { isInside.toggle() }
    }
    return isInside
  }

  /// To the nearest border, in hundredths of a degree of latitude.
  fileprivate func squaredDistance(_ x: Double, _ y: Double, width: Double) -> Double {
    var nearest = Double.infinity
    for ring in rings {
      for i in ring.points.indices.dropFirst() {
        let ax = (Double(ring.points[i - 1].x) - x) * width
        let ay = Double(ring.points[i - 1].y) - y
        let dx = (Double(ring.points[i].x) - x) * width - ax
        let dy = Double(ring.points[i].y) - y - ay
        let length = dx * dx + dy * dy
        let t = length == 0 ? 0 : max(0, min(1, -(ax * dx + ay * dy) / length))
        let (px, py) = (ax + t * dx, ay + t * dy)
        nearest = min(nearest, px * px + py * py)
      }
    }
    return nearest
  }
}

// MARK: - What lies beside it

extension OutlineTable {
  /// How far apart the borders of neighbours may run, in hundredths of a degree: about 20 km, for a
  /// strait between them.
  private static let strait: Int32 = 20

  func neighbours(of region: Region.ID) -> [Region.ID] {
    guard let number = index[region] else { return [] }
    // The squares of a strait's width that the border passes, and those around them.
    var squares: Set<Point> = []
    for point in shapes[number].rings.flatMap(\.points) {
      let square = Self.square(of: point)
      for x in square.x - 1...square.x + 1 {
        for y in square.y - 1...square.y + 1 { squares.insert(Point(x: x, y: y)) }
      }
    }
    let rings = shapes[number].rings
    return shapes.filter { other in
      other.region != region && other.region.isCountry == region.isCountry
        && other.rings.contains { ring in
          rings.contains { $0.box.isNear(ring.box, within: Self.strait) }
            && ring.points.contains { squares.contains(Self.square(of: $0)) }
        }
    }.map(\.region)
  }

  private static func square(of point: Point) -> Point {
    Point(x: (point.x + 18_000) / strait, y: (point.y + 9_000) / strait)
  }
}

/// Reads LEB128 numbers, and texts that their length precedes.
private struct VarintReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(_ file: embedded_file_t) {
    bytes = UnsafeBufferPointer(start: file.bytes, count: file.length)
  }

  mutating func unsigned() -> Int {
    var value = 0
    var shift = 0
    while true {
      let byte = bytes[position]
      position += 1
      value |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
  }

  mutating func signed() -> Int {
    let value = unsigned()
    return value & 1 == 0 ? value >> 1 : -(value + 1) >> 1
  }

  mutating func string() -> String {
    let length = unsigned()
    defer { position += length }
    return String(decoding: bytes[position..<position + length], as: UTF8.self)
  }
}
