public import Incidents

extension Gazetteer {
  /// The region that a text tells of: of the places in it the first, a country only if there is nothing finer.
  public func region(ofText text: String) -> Region.ID? {
    let places = places(in: text).map(\.place)
    return (places.first { $0.kind != .country } ?? places.first)?.region
  }
}
