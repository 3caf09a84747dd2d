public import Incidents

/// A country, a region or a city, as the gazetteer knows it.
public struct Place: Hashable, Sendable {
  public enum Kind: Sendable {
    case country, region, city
  }

  /// In English.
  public var name: String
  /// The first-level subdivision that a city lies in; its country where we know no more.
  public var region: Region.ID
  public var kind: Kind
  /// Degrees north, WGS 84. Only cities have a point.
  public var latitude: Double?
  /// Degrees east, WGS 84.
  public var longitude: Double?
  /// People, by GeoNames. Only for cities.
  public var population: Int?
  /// Whether it is the capital of a country.
  public var isCapital: Bool
}

/// A place, and where a text names it.
public struct PlaceMention: Hashable, Sendable {
  /// UTF-8 offset of the name's first byte.
  public var start: Int
  /// UTF-8 offset after the name's last byte.
  public var end: Int
  public var place: Place
  /// The name stands for a government ("Moscow denied ..."), not for where something happened.
  public var isGovernment: Bool
}
