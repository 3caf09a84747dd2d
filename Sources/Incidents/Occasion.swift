public import Foundation

/// When, where and in which words an incident is told: all that is compared to join tellings.
public struct Occasion: Hashable, Sendable {
  /// How exactly a telling says where it was.
  public enum Reach: UInt8, Sendable {
    /// A town, or a spot in it.
    case town
    /// Near a town, or in a part of a region, with a point all the same.
    case around
    /// Only the region, or nothing.
    case region
    /// Only the country.
    case country
  }

  public var kind: IncidentKind
  /// When it happened as far as is known, in milliseconds since 1970. `nil` when it is not known to the day.
  public var span: ClosedRange<Int>?
  /// No hour is known: ``span`` is a whole day.
  public var isDay: Bool
  public var reach: Reach
  /// Degrees north and east, WGS 84. Only of a ``reach`` within a region.
  public var latitude: Double
  public var longitude: Double
  /// The words of the place's name.
  public var name: [UInt32]
  public var words: TellingWords

  public init(
    kind: IncidentKind, span: ClosedRange<Int>?, isDay: Bool, reach: Reach, latitude: Double,
    longitude: Double, name: [UInt32], words: TellingWords
  ) {
    self.kind = kind
    self.span = span
    self.isDay = isDay
    self.reach = reach
    self.latitude = latitude
    self.longitude = longitude
    self.name = name
    self.words = words
  }

  /// - Parameter time: when the report was published.
  public init(of read: ReadIncident, toldAt time: Date) {
    // Who says when it was less exactly than to the day gives a claim of time, and no time.
    let isVague = read.occurredAt == nil && read.claims.contains { $0.kind == .time }
    self.init(
      read.kind, at: isVague ? nil : read.occurredAt ?? time, isEvent: read.occurredAt != nil,
      at: read.place, in: read.region, in: [read.title] + read.claims.lazy.map(\.text))
  }

  /// By the incident's row, with the words of its title alone.
  public init(of incident: Incident) {
    self.init(
      incident.kind, at: incident.occurredAt ?? incident.firstReportedAt,
      isEvent: incident.occurredAt != nil, at: incident.place, in: incident.region,
      in: [incident.title])
    if let start = span?.lowerBound, !isDay, incident.occurredAt == nil {
      span = start...max(start, Self.milliseconds(incident.lastActivityAt))
    }
  }

  private init(
    _ kind: IncidentKind, at time: Date?, isEvent: Bool, at place: ReadPlace?, in region: Region.ID,
    in texts: [String]
  ) {
    let start = time.map(Self.milliseconds)
    // Sources that know the day alone give its midnight.
    let isDay = isEvent && start.map { $0 % Self.day == 0 } == true
    let point = place.flatMap { place in
      place.precision == .largerRegion
        ? nil : place.latitude.flatMap { north in place.longitude.map { (north, $0) } }
    }
    self.init(
      kind: kind, span: start.map { $0...(isDay ? $0 + Self.day - 1 : $0) }, isDay: isDay,
      reach: point == nil
        ? region == region.country ? .country : .region
        : place?.precision == .namedTown ? .town : .around,
      latitude: point?.0 ?? 0, longitude: point?.1 ?? 0, name: TellingWords.name(place?.text),
      words: TellingWords(texts, place: place?.text))
  }

  /// In milliseconds.
  public static let day = 86_400_000

  private static func milliseconds(_ time: Date) -> Int {
    Int((time.timeIntervalSince1970 * 1000).rounded())
  }

  /// In kilometres, as on a flat map, which is right within a city. `nil` when a point is missing.
  func distance(to other: Self) -> Double? {
    guard reach.hasPoint, other.reach.hasPoint else { return nil }
    let north = other.latitude - latitude
    let east = (other.longitude - longitude).remainder(dividingBy: 360)
    let width = east * cos((latitude + other.latitude) / 2 * .pi / 180)
    return (north * north + width * width).squareRoot() * 111.2
  }

  /// Where `other` is.
  public mutating func move(to other: Self) {
    reach = other.reach
    latitude = other.latitude
    longitude = other.longitude
    name = other.name
  }

  /// Nothing in kind and place speaks against their being one.
  public func mayBe(_ other: Self) -> Bool {
    kind.mayBe(other.kind) && distance(to: other).map { $0 <= joiningDistance } != false
  }

  /// It gives no place, and its words name that of `other`.
  func mentions(_ other: Self) -> Bool {
    name.isEmpty && !other.name.isEmpty
      && other.name.allSatisfy { stem in words.hashes.contains { $0 & ~1 == stem } }
  }

  /// They name one town, in whatever form of its name.
  func isNamed(like other: Self) -> Bool { name.contains { other.name.contains($0) } }
}

extension Occasion.Reach {
  var hasPoint: Bool { self == .town || self == .around }
}
