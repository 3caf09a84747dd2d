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

/// How far apart incidents may be that are suggested as one, in milliseconds.
public let suggestionWindow = Occasion.day

/// T8: those of `others` that may be the same as `incident`, by region, time, kind and text, the likeliest
/// first. The rule is wider than that of ``joining(_:among:)``, for it decides nothing.
public func nearDuplicates(of incident: Incident, among others: [Incident]) -> [NearDuplicate] {
  let occasion = Occasion(of: incident)
  let found = others.compactMap { other -> (alike: Double, found: NearDuplicate)? in
    guard other.id != incident.id, other.region == incident.region,
      other.kind.mayBe(incident.kind)
    else { return nil }
    let otherOccasion = Occasion(of: other)
    guard let mine = occasion.span, let its = otherOccasion.span else { return nil }
    let apart = max(0, mine.lowerBound - its.upperBound, its.lowerBound - mine.upperBound)
    guard apart <= suggestionWindow else { return nil }
    let alike = occasion.words.shared(with: otherOccasion.words).alike
    let kilometres = occasion.distance(to: otherOccasion)
    guard alike >= 0.5 || kilometres.map({ $0 <= joiningDistance && alike >= 0.2 }) == true else {
      return nil
    }
    let reason = [
      other.kind.rawValue, timeApart(apart), kilometres.flatMap(distance),
      "\(hundredths(alike)) alike",
    ].compactMap(\.self).joined(separator: ", ")
    return (alike, NearDuplicate(incident: other.id, title: other.title, reason: reason))
  }
  return found.sorted { ($0.alike, $1.found.incident) > ($1.alike, $0.found.incident) }
    .map(\.found)
}
