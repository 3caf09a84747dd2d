/// A text id that belongs to one type, so that a source's id cannot be passed for a region's.
public struct Identifier<Owner>: RawRepresentable, Hashable, Comparable, Codable, Sendable,
  CustomStringConvertible, ExpressibleByStringLiteral
{
  public let rawValue: String

  public init(rawValue: String) { self.rawValue = rawValue }
  public init(stringLiteral value: String) { self.rawValue = value }
  public init(from decoder: any Decoder) throws {
    rawValue = try decoder.singleValueContainer().decode(String.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }

  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  public var description: String { rawValue }
}

/// A region of the world: a country, a first-level subdivision, a sea area or one of the desk's own.
///
/// Its names, points and outlines are the Gazetteer's; the rules need only its id.
public enum Region {
  /// ISO 3166-2 (`RU-KDA`), or ISO 3166-1 alpha-2 for a country (`RU`).
  public typealias ID = Identifier<Region>
}

extension Identifier<Region> {
  /// The country that a subdivision lies in; a country is its own.
  public var country: Self {
    guard let hyphen = rawValue.utf8.firstIndex(of: UInt8(ascii: "-")) else { return self }
    return Self(rawValue: String(rawValue[..<hyphen]))
  }

  /// Whether this is `other` or lies in it.
  public func lies(in other: Self) -> Bool {
    self == other || rawValue.hasPrefix(other.rawValue + "-")
  }
}
