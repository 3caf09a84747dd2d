public import Foundation
import GRDB
public import Incidents

/// How much was reported of each region in each of the last hours.
///
/// A report counts in the hour in which its source published it. One whose source gives no time is in no
/// hour: it may be much older than its recording.
public struct Activity: Hashable, Sendable {
  /// In one region, not counting the regions in it.
  public struct Row: Hashable, Sendable {
    public var region: Region.ID
    /// Reports, hour by hour, the latest last.
    public var reports: [Int]
    /// Those of them that tell of an open incident on which no authority has said anything that stands.
    public var withoutWord: [Int]
    /// Reports recorded in those hours whose source gives no time.
    public var withoutTime: Int

    public init(region: Region.ID, reports: [Int], withoutWord: [Int], withoutTime: Int = 0) {
      self.region = region
      self.reports = reports
      self.withoutWord = withoutWord
      self.withoutTime = withoutTime
    }
  }

  /// So many hours are looked back on.
  public static let hours = 24

  /// The full hour at which the latest hour ends.
  public var end: Date
  /// By region; only those of which something was reported.
  public var rows: [Row]

  public init(end: Date, rows: [Row]) {
    self.end = end
    self.rows = rows
  }
}

extension IncidentStore {
  /// What was reported in the ``Activity/hours`` hours before `end`, a full hour, of the incidents that
  /// `query` finds. It looks at the reports of those hours only, however many there are in all.
  public func activity(
    until end: Date, of query: IncidentQuery = IncidentQuery()
  ) throws(IncidentStoreError) -> Activity {
    try read { try Activity(until: end, of: query, $0) }
  }
}

extension Activity {
  fileprivate init(until end: Date, of query: IncidentQuery, _ db: Database) throws {
    let hour = 3_600_000
    let start = end.milliseconds - Self.hours * hour
    var query = query
    query.order = nil
    let conditions = Conditions(query)
    // From the reports on, which an index holds by their time: the plus keeps SQLite from looking each of
    // them up among all that a filter finds. A report may tell of a region twice.
    let found = try GRDB.Row.fetchCursor(
      db.cachedStatement(
        sql: """
          SELECT s.region, (published_at - ?) / \(hour), count(DISTINCT report.seq),
            count(DISTINCT CASE WHEN s.open AND s.official IN (\(Schema.withoutWord))
              THEN report.seq END)
          FROM report CROSS JOIN telling ON telling.report = report.seq
            CROSS JOIN \(conditions.tables)
          WHERE s.incident = +telling.incident AND (\(conditions.sql))
            AND \(Schema.reportTime) >= ? AND \(Schema.reportTime) < ?
          GROUP BY 1, 2
          """), arguments: [start] + conditions.arguments + [start, end.milliseconds])
    var rows: [Row] = []
    while let row = try found.next() {
      let region = Region.ID(rawValue: row[0])
      if rows.last?.region != region {
        let nothing = Array(repeating: 0, count: Self.hours)
        rows.append(Row(region: region, reports: nothing, withoutWord: nothing))
      }
      if let hour: Int = row[1] {
        rows[rows.count - 1].reports[hour] = row[2]
        rows[rows.count - 1].withoutWord[hour] = row[3]
      } else {
        rows[rows.count - 1].withoutTime = row[2]
      }
    }
    self.init(end: end, rows: rows)
  }
}
