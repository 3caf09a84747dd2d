public import Foundation

// Which incident a report tells of. The store finds candidates; this decides, and says why.

/// A decision to take two tellings for one incident, with its reason in words.
public struct Joining: Hashable, Sendable {
  public var incident: Incident.ID
  /// "joined: explosion, 42 min apart, 0.81 alike"
  public var reason: String
}

/// How far apart two tellings of one incident may be, in seconds.
public let joiningWindow: Double = 6 * 3600

/// How far apart the points of two tellings of one incident may be, in kilometres: within one city.
public let joiningDistance: Double = 25

/// The incident among `candidates` that `read`, told at `time`, is about. `nil` when it is a new one.
///
/// All candidates lie in the region of `read`: incidents never merge across regions by themselves.
public func joining(
  _ read: ReadIncident, toldAt time: Date, among candidates: [Incident]
) -> Joining? {
  let words = significantWords(of: read)
  let told = read.occurredAt ?? time
  let fits = candidates.compactMap { candidate -> (joining: Joining, alike: Double)? in
    guard candidate.region == read.region, candidate.kind.mayBe(read.kind) else { return nil }
    let apart =
      told < candidate.firstReportedAt
      ? candidate.firstReportedAt.timeIntervalSince(told)
      : max(0, told.timeIntervalSince(candidate.lastActivityAt))
    guard apart <= joiningWindow else { return nil }
    let alike = likeness(words, significantWords(of: candidate))
    var reason = "joined: \(read.kind.rawValue), \(Int(apart / 60)) min apart"
    if let kilometres = distance(read.place, candidate.place) {
      guard kilometres <= joiningDistance else { return nil }
      reason += ", \(Int(kilometres.rounded())) km apart"
    } else {
      // Where one of them names no point, their words must agree, unless they come together.
      guard alike >= 0.2 || apart <= 3600 else { return nil }
    }
    reason += ", \(hundredths(alike)) alike"
    return (Joining(incident: candidate.id, reason: reason), alike)
  }
  return fits.max { ($0.alike, $1.joining.incident) < ($1.alike, $0.joining.incident) }?.joining
}

/// T8: another incident that may be the same, for a person to merge.
public struct NearDuplicate: Codable, Hashable, Sendable {
  public var incident: Incident.ID
  public var title: String
  /// "explosion, 42 min apart, 3 km apart, 0.81 alike"
  public var reason: String

  public init(incident: Incident.ID, title: String, reason: String) {
    self.incident = incident
    self.title = title
    self.reason = reason
  }
}

/// How far apart incidents may be that are suggested as one, in seconds.
public let suggestionWindow: Double = 24 * 3600

/// T8: those of `others` that may be the same as `incident`, by region, time, kind and text, the likeliest
/// first. The rule is wider than that of ``joining(_:toldAt:among:)``, for it decides nothing.
public func nearDuplicates(of incident: Incident, among others: [Incident]) -> [NearDuplicate] {
  let words = significantWords(of: incident)
  let found = others.compactMap { other -> (alike: Double, found: NearDuplicate)? in
    guard other.id != incident.id, other.region == incident.region,
      other.kind.mayBe(incident.kind)
    else { return nil }
    let apart =
      if let happened = incident.occurredAt, let otherHappened = other.occurredAt {
        abs(happened.timeIntervalSince(otherHappened))
      } else {
        max(
          0, incident.firstReportedAt.timeIntervalSince(other.lastActivityAt),
          other.firstReportedAt.timeIntervalSince(incident.lastActivityAt))
      }
    guard apart <= suggestionWindow else { return nil }
    let alike = likeness(words, significantWords(of: other))
    let kilometres = distance(incident.place, other.place)
    guard alike >= 0.5 || kilometres.map({ $0 <= joiningDistance && alike >= 0.2 }) == true else {
      return nil
    }
    let reason = [
      other.kind.rawValue, "\(Int(apart / 60)) min apart",
      kilometres.map { "\(Int($0.rounded())) km apart" }, "\(hundredths(alike)) alike",
    ].compactMap(\.self).joined(separator: ", ")
    return (alike, NearDuplicate(incident: other.id, title: other.title, reason: reason))
  }
  return found.sorted { ($0.alike, $1.found.incident) > ($1.alike, $0.found.incident) }
    .map(\.found)
}

extension IncidentKind {
  /// Whether two reports that use these words may speak of one event: what one calls a blast, another
  /// calls a strike.
  func mayBe(_ other: Self) -> Bool {
    self == other
      || Self.families.contains { $0.contains(self) && $0.contains(other) }
  }

  private static let families: [Set<IncidentKind>] = [
    [.explosion, .strike, .drone, .missile, .airDefence, .shelling, .attack],
    [.explosion, .drone, .strike, .fire],
    [.fire, .wildfire],
    [.protest, .riot],
    [.flood, .storm],
  ]
}

/// Along the great circle, in kilometres. `nil` when a point is missing.
private func distance(_ left: ReadPlace?, _ right: ReadPlace?) -> Double? {
  guard let left, let right, let north = left.latitude, let east = left.longitude,
    let otherNorth = right.latitude, let otherEast = right.longitude
  else { return nil }
  let radians = Double.pi / 180
  let (height, width) = ((otherNorth - north) * radians / 2, (otherEast - east) * radians / 2)
  let haversine =
    sin(height) * sin(height)
    + cos(north * radians) * cos(otherNorth * radians) * sin(width) * sin(width)
  return 2 * 6371 * asin(min(1, haversine.squareRoot()))
}

private func significantWords(of read: ReadIncident) -> Set<Substring> {
  significantWords("\(read.title) \(read.place?.text ?? "")")
}

private func significantWords(of incident: Incident) -> Set<Substring> {
  significantWords("\(incident.title) \(incident.place?.text ?? "")")
}

private func significantWords(_ text: String) -> Set<Substring> {
  Set(text.lowercased().split { !$0.isLetter && !$0.isNumber }.filter { $0.count > 3 })
}

/// The part of the smaller set that the larger one has too, from 0 to 1.
private func likeness(_ left: Set<Substring>, _ right: Set<Substring>) -> Double {
  let smaller = min(left.count, right.count)
  return smaller == 0 ? 0 : Double(left.intersection(right).count) / Double(smaller)
}

private func hundredths(_ value: Double) -> String {
  let number = Int((value * 100).rounded())
  return number == 100 ? "1.00" : "0.\(number < 10 ? "0" : "")\(number)"
}
