import Gazetteer
import Incidents

/// The region of what a feed places by name and by point.
///
/// The name is believed; a point makes it finer where it names no more than the country, and stands alone
/// where no name is known. A point in the middle of a region tells nothing: give none then.
func regionOf(named: Region.ID?, atLatitude latitude: Double?, longitude: Double?) -> Region.ID? {
  guard let latitude, let longitude,
    let there = Gazetteer.world.region(atLatitude: latitude, longitude: longitude)
  else { return named }
  guard let named else { return there }
  return there.lies(in: named) ? there : named
}
