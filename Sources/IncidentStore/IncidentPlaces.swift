import Foundation
import GRDB
public import Incidents

/// Where incidents are, for a map: the latest ones of some regions.
public struct IncidentPlaces: Hashable, Sendable {
  public struct Mark: Hashable, Sendable {
    public var latitude: Double
    public var longitude: Double
    /// How far to trust the point: only a named town is one.
    public var precision: GeoPrecision
    public var status: VerificationStatus

    public init(
      latitude: Double, longitude: Double, precision: GeoPrecision, status: VerificationStatus
    ) {
      self.latitude = latitude
      self.longitude = longitude
      self.precision = precision
      self.status = status
    }
  }

  public var marks: [Mark]
  /// Incidents among the latest that no source gives a point for, nor the gazetteer.
  public var withoutPoint: Int
  /// Incidents before those, which were not looked at.
  public var older: Int

  public init(marks: [Mark], withoutPoint: Int = 0, older: Int = 0) {
    self.marks = marks
    self.withoutPoint = withoutPoint
    self.older = older
  }

  /// So many incidents are looked at, at most.
  public static let most = 3000
}

extension IncidentStore {
  /// Where the latest ``IncidentPlaces/most`` incidents are that `query` finds, whatever its order, of
  /// those in exactly these regions; in all of them for `nil`.
  public func places(
    of query: IncidentQuery, in regions: [Region.ID]?
  ) throws(IncidentStoreError) -> IncidentPlaces {
    try read { try IncidentPlaces(query, in: regions, $0) }
  }
}

extension IncidentPlaces {
  fileprivate init(_ query: IncidentQuery, in regions: [Region.ID]?, _ db: Database) throws {
    var query = query
    query.order = IncidentOrder(.lastReport)
    var conditions = Conditions(query)
    var tables = conditions.tables
    if let regions {
      // Where there are few, they are looked up and sorted. Otherwise the index of the list has the latest
      // first; the plus keeps to it.
      let isSmall =
        try Queries.tallied(Conditions.lies(inAnyOf: regions, "region"), db)
        <= 4 * Self.most
      if isSmall { tables = try conditions.tablesByRegion(db) }
      let (place, names) = Conditions.lies(
        inAnyOf: regions, isSmall ? "s.region" : "+s.region")
      conditions.add(place, names)
    }
    let found = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT latitude, longitude, geo_precision, verification FROM (
            SELECT s.incident, s.verification FROM \(tables) WHERE \(conditions.sql)
            ORDER BY \(conditions.order(down: true)) LIMIT \(Self.most))
          JOIN incident ON n = incident
          """), arguments: conditions.arguments)
    var marks: [Mark] = []
    for row in found {
      guard let latitude: Double = row[0], let longitude: Double = row[1],
        let status = VerificationStatus(rawValue: row[3])
      else { continue }
      let precision = (row[2] as Int?).flatMap(GeoPrecision.init) ?? .largerRegion
      marks.append(
        Mark(latitude: latitude, longitude: longitude, precision: precision, status: status))
    }
    let isAll = found.count < Self.most
    let total = isAll ? found.count : try Self.total(query, in: regions, conditions, db)
    self.init(
      marks: marks, withoutPoint: found.count - marks.count, older: max(0, total - found.count))
  }

  /// From kept tallies where nothing is asked but what is due; counted otherwise.
  private static func total(
    _ query: IncidentQuery, in regions: [Region.ID]?, _ conditions: Conditions, _ db: Database
  ) throws -> Int {
    let tallied = try Queries.tallied(query, db) { column in
      regions.map { Conditions.lies(inAnyOf: $0, column) } ?? Conditions.lies(in: nil, column)
    }
    return try tallied
      ?? Int.fetchOne(
        db.cachedStatement(
          sql: "SELECT count(*) FROM \(conditions.tables) WHERE \(conditions.sql)"),
        arguments: conditions.arguments) ?? 0
  }
}
