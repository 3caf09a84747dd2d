import Foundation
import Incidents

/// Where a GeoJSON feature stands, as far as it is a point. GeoJSON writes the longitude first.
struct GeoPoint {
  var latitude: Double
  var longitude: Double
  /// The third number, whatever the feed means by it.
  var third: Double?

  /// `nil` for what is no point, or none on Earth.
  init?(_ geometry: JSONObject?) {
    guard let geometry, geometry.text("type") == "Point" else { return nil }
    let numbers = geometry.numbers("coordinates")
    guard numbers.count >= 2, abs(numbers[1]) <= 90, abs(numbers[0]) <= 180 else { return nil }
    longitude = numbers[0]
    latitude = numbers[1]
    third = numbers.count > 2 ? numbers[2] : nil
  }
}

extension JSONObject {
  /// A time in milliseconds since 1970.
  func milliseconds(_ key: String) -> Date? {
    number(key).flatMap {
      // To the year 2100.
      0...4_102_444_800_000 ~= $0 ? Date(timeIntervalSince1970: $0 / 1000) : nil
    }
  }

  func date(_ key: String, slashes: SlashOrder = .dayFirst) -> Date? {
    text(key).flatMap { feedDate($0, slashes: slashes) }
  }
}
