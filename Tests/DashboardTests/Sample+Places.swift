import IncidentStore
import Incidents

extension [IncidentSummary] {
  /// Incidents with places, around the Sea of Azov and on both sides of the antimeridian.
  static let placed: [IncidentSummary] = {
    func row(
      _ number: Int, _ title: String, _ region: Region.ID, _ latitude: Double, _ longitude: Double,
      _ precision: GeoPrecision = .namedTown, _ status: VerificationStatus = .reported,
      _ official: OfficialStatus = .silent, last: String = "14:10"
    ) -> IncidentSummary {
      let place = ReadPlace(
        text: title, precision: precision, latitude: latitude, longitude: longitude)
      let silent = official == .silent ? 1 : 0
      return IncidentSummary(
        incident: .sample(number, title, region: region, last: last, place: place),
        standing: .sample(
          status,
          official: OfficialStanding(status: official, confirmed: 1 - silent, silent: silent)))
    }
    return [
      row(1, "Blasts at a depot", "RU-KDA", 45.04, 38.98),
      row(2, "Drone over the bay", "RU-KDA", 44.72, 37.77, .namedTown, .corroborated, .confirmed),
      row(3, "Fire in the port", "RU-KDA", 44.72, 37.77, .namedTown, .verified, .confirmed),
      row(4, "Air defence at work", "RU-KDA", 46.2, 39.6, .partOfRegion, .rumour),
      row(5, "Shelling of a village", "RU-ROS", 47.2, 39.7, .namedTown, .contested),
      row(6, "Blast on a bridge", "UA-43", 45.3, 36.5, .largerRegion, .partyClaim),
      row(7, "Rail cut", "UA-14", 48, 37.8, last: "08:40"),
      row(8, "Rail cut again", "UA-14", 48, 37.8, last: "08:10"),
      row(9, "Power cut", "RU-CHU", 64.7, 177.5, last: "02:10"),
      row(10, "Ship aground", "US-AK", 63.5, -162, .namedTown, .refuted),
      row(11, "Cyclone", "FJ", -17.8, 178, .largerRegion),
    ]
  }()
}
