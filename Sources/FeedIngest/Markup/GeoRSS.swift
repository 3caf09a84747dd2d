import Gazetteer
import Incidents

/// Degrees north and east, WGS 84.
struct FeedPoint: Hashable {
  var latitude: Double
  var longitude: Double

  /// `nil` for what lies on no globe.
  init?(_ latitude: Double, _ longitude: Double) {
    guard (-90...90).contains(latitude), (-180...180).contains(longitude) else { return nil }
    (self.latitude, self.longitude) = (latitude, longitude)
  }
}

/// The middle of one or more shapes, and how far they reach.
struct FeedShape {
  private(set) var center: FeedPoint
  private(set) var precision: GeoPrecision

  /// - Parameter radius: in kilometres, beyond the outlines themselves.
  init?(_ outlines: [[FeedPoint]], radius: Double = 0) {
    guard let first = outlines.first(where: { !$0.isEmpty })?[0] else { return nil }
    // Shapes that are cut at the antimeridian are put together again.
    let rings = outlines.map { ring in
      ring.map { point in
        let east = point.longitude - first.longitude
        return (point.latitude, point.longitude - (east > 180 ? 360 : east < -180 ? -360 : 0))
      }
    }
    var (weight, north, east) = (0.0, 0.0, 0.0)
    for ring in rings {
      for (index, point) in ring.enumerated() {
        let next = ring[(index + 1) % ring.count]
        let cross =
          (point.1 - first.longitude) * (next.0 - first.latitude)
          - (next.1 - first.longitude) * (point.0 - first.latitude)
        weight += cross
        north += cross * (point.0 + next.0 - 2 * first.latitude)
        east += cross * (point.1 + next.1 - 2 * first.longitude)
      }
    }
    let points = rings.joined()
    let (norths, easts) = (points.map(\.0), points.map(\.1))
    var middle = (first.latitude + north / (3 * weight), first.longitude + east / (3 * weight))
    // Outlines that are none, or cross themselves, have no such middle.
    if !(norths.min()!...norths.max()!).contains(middle.0)
      || !(easts.min()!...easts.max()!).contains(middle.1)
    {
      middle = (
        norths.reduce(0, +) / Double(norths.count), easts.reduce(0, +) / Double(easts.count)
      )
    }
    middle.1 += middle.1 > 180 ? -360 : middle.1 < -180 ? 360 : 0
    guard let center = FeedPoint(middle.0, middle.1) else { return nil }
    self.center = center
    // A degree of latitude has 111 kilometres; one of longitude at most as many.
    let reach = max(norths.max()! - norths.min()!, easts.max()! - easts.min()!) * 111 + 2 * radius
    precision = reach <= 25 ? .namedTown : reach <= 300 ? .partOfRegion : .largerRegion
  }
}

/// Points of `lat lon lat lon …` or `lat,lon lat,lon …`.
///
/// A pair that is none is left out. Without commas, one number that is none leaves nothing: what follows
/// would pair a longitude with the next latitude.
func feedPoints(_ text: String, dimension: Int = 2) -> [FeedPoint] {
  let words = text.split(whereSeparator: \.isWhitespace)
  let pairs = words.map { $0.split(separator: ",") }
  if words.count > 1, pairs[0].count > 1, pairs[1].count > 1 {
    return pairs.compactMap { pair in
      guard pair.count == 2, let north = Double(pair[0]), let east = Double(pair[1]) else {
        return nil
      }
      return FeedPoint(north, east)
    }
  }
  let numbers = pairs.joined().map { Double($0) }
  guard numbers.allSatisfy({ $0 != nil }) else { return [] }
  return stride(from: 0, to: numbers.count - dimension + 1, by: dimension)
    .compactMap { FeedPoint(numbers[$0]!, numbers[$0 + 1]!) }
}

extension MarkupItem {
  /// Where the item says it is: GeoRSS, GML or W3C geo. `nil` when it says nothing that is on the globe.
  var shape: FeedShape? {
    for (index, node) in nodes.enumerated() {
      let points: [FeedPoint]
      var radius = 0.0
      switch (node.name.space, node.name.local) {
      case (.georss, "point"):
        points = Array(value(of: node).map { feedPoints($0) }?.prefix(1) ?? [])
        radius = (value("radius", in: node.parent).flatMap { Double($0) } ?? 0) / 1000
      case (.georss, "line"), (.georss, "polygon"):
        points = value(of: node).map { feedPoints($0) } ?? []
      case (.georss, "box"): points = value(of: node).map { corners(feedPoints($0)) } ?? []
      case (.gml, "pos"), (.gml, "poslist"):
        guard let dimension = degreesDimension(at: index) else { continue }
        points = value(of: node).map { feedPoints($0, dimension: dimension) } ?? []
      case (.geo, "lat"):
        let east = value("long", in: node.parent) ?? value("lon", in: node.parent)
        points = value(of: node).map { feedPoints("\($0) \(east ?? "")") } ?? []
      default: continue
      }
      if let shape = FeedShape([points], radius: radius) { return shape }
    }
    return nil
  }

  private func corners(_ points: [FeedPoint]) -> [FeedPoint] {
    guard points.count == 2 else { return [] }
    let (south, north) = (points[0], points[1])
    return [(south, south), (south, north), (north, north), (north, south)]
      .compactMap { FeedPoint($0.latitude, $1.longitude) }
  }

  /// How many numbers make one of the GML positions. `nil` when they are not in degrees: the elements around
  /// them may name another system.
  private func degreesDimension(at index: Int) -> Int? {
    var dimension = 2
    var current: Int? = index
    while let index = current {
      let node = nodes[index]
      if let system = attribute("srsName", of: node),
        !["4326", "4979", "CRS84", "WGS84"].contains(where: system.contains)
      {
        return nil
      }
      if let text = attribute("srsDimension", of: node) { dimension = Int(text) ?? dimension }
      current = node.parent
    }
    return dimension == 3 ? 3 : 2
  }

  /// What an item tells that says both where and, in a field of its own, what. `nil` otherwise.
  func geoReading(of report: ReportBody) -> Reading? {
    let event = nodes.first {
      ($0.name.space == .georss && $0.name.local == "featuretypetag")
        || ($0.name.space == .cap && $0.name.local == "event")
    }
    guard let words = value(of: event), let kind = hazardKind(words), let shape else { return nil }
    let named = nodes.first { $0.name.space == .georss && $0.name.local == "featurename" }
      .flatMap { text(of: $0, as: .line) }
    let title = report.headline ?? words
    let isPoint = shape.precision == .namedTown
    guard
      let region = regionOf(
        named: Gazetteer.world.region(ofText: named ?? title)
          ?? Gazetteer.world.region(ofText: report.text),
        atLatitude: isPoint ? shape.center.latitude : nil,
        longitude: isPoint ? shape.center.longitude : nil)
    else { return nil }
    return Reading(
      reader: "georss/1",
      incidents: [
        ReadIncident(
          title: title, kind: kind, region: region,
          place: ReadPlace(
            text: named ?? Gazetteer.world.name(of: region), precision: shape.precision,
            latitude: shape.center.latitude, longitude: shape.center.longitude),
          claims: [ReadClaim(kind: .occurrence, text: title)])
      ])
  }
}
