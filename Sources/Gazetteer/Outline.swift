public import Incidents

/// The borders of a country or region, to draw and to look places up in.
///
/// Coordinates are hundredths of a degree east (`x`) and north (`y`), WGS 84. Neighbours share their
/// borders point by point. What lies across the antimeridian is cut there, along 180°.
public struct Outline: Sendable {
  public struct Point: Hashable, Sendable {
    public var x: Int32
    public var y: Int32
  }

  public struct Box: Hashable, Sendable {
    public var west = Int32.max
    public var south = Int32.max
    public var east = Int32.min
    public var north = Int32.min

    mutating func include(_ point: Point) {
      west = min(west, point.x)
      south = min(south, point.y)
      east = max(east, point.x)
      north = max(north, point.y)
    }
  }

  public struct Ring: Sendable {
    /// The last is the first again.
    public var points: [Point]
    public var box = Box()
  }

  public var region: Region.ID
  /// Outer borders, and the borders of what lies inside and is not part of it.
  public var rings: [Ring]

  /// The part that takes up most room.
  public var largest: Ring? { rings.max { $0.box.size < $1.box.size } }
}

extension Outline.Box {
  /// In squares of a hundredth of a degree.
  public var size: Int { (Int(east) - Int(west)) * (Int(north) - Int(south)) }

  /// Whether the two come closer than `distance` to each other.
  func isNear(_ other: Self, within distance: Int32) -> Bool {
    west - distance <= other.east && other.west <= east + distance
      && south - distance <= other.north && other.south <= north + distance
  }
}
