import Foundation
import GRDB
import IncidentStore
import Incidents

let desk = Author(name: "anna", desk: "test")

/// `hour` o'clock on the day of the tests, in UTC.
func at(_ hour: Double) -> Date {
  Date(timeIntervalSince1970: 1_795_305_600 + hour * 3600)
}

extension Draft {
  /// A report of one incident, read by a person.
  static func sample(
    _ title: String, source: String? = "Wire", region: Region.ID = "RU-KDA",
    kind: IncidentKind = .explosion, at hour: Double = 10, cites: [ReadCitation] = [],
    statements: [ReadStatement] = [], silences: [ReadSilence] = [], evidence: [ReadEvidence] = []
  ) -> Self {
    .report(
      ReportBody(source: source, publishedAt: at(hour), text: "\(title)."),
      Reading(
        reader: Reading.analyst,
        incidents: [
          ReadIncident(
            title: title, kind: kind, region: region,
            claims: [ReadClaim(kind: .occurrence, text: title)], citations: cites,
            statements: statements, silences: silences, evidence: evidence)
        ]))
  }
}

let governor = ReadAuthority(name: "Governor", kind: .government, region: "RU-KDA")

/// Some of everything: two incidents, a chain, a statement, a silence, evidence, a channel, a grade.
let everything: [Draft] = [
  .source(SourceBody(name: "Wire", reliability: .a)),
  .authority(
    AuthorityBody(
      name: "Governor", kind: .government, region: "RU-KDA",
      channels: [ChannelBody(url: "https://gov.example", expectedIntervalSeconds: 3600)])),
  .sample(
    "Explosions near Krasnodar", source: "Life",
    cites: [ReadCitation(source: "SHOT", platform: "telegram")],
    silences: [ReadSilence(authority: governor)]),
  .sample("Explosions near Krasnodar heard", at: 10.5),
  .sample(
    "Warehouse fire", region: "DE-HH", kind: .fire, at: 11,
    statements: [
      ReadStatement(
        authority: ReadAuthority(name: "Fire service", kind: .emergencyService, region: "DE-HH"),
        position: .confirmed, attribution: .onRecord)
    ],
    evidence: [
      ReadEvidence(
        kind: .geolocatedVideo, provider: "desk", bearing: .supports, integrityOk: true,
        placeOk: true, timeOk: true)
    ]),
  .heard(HeardBody(url: "https://gov.example", at: at(12))),
]

extension IncidentStore {
  func list(_ query: IncidentQuery = IncidentQuery()) throws -> [IncidentSummary] {
    var rows: [IncidentSummary] = []
    try forEach(query) { rows.append($0) }
    return rows
  }

  /// How each incident stands, a line each: `Warehouse fire: corroborated 1F, confirmed`.
  func lines(_ query: IncidentQuery = IncidentQuery()) throws -> [String] {
    try list(query).map {
      let origins = $0.standing.verification.origins
      return "\($0.incident.title): \($0.standing.verification.status.rawValue) "
        + "\(origins.min)..\(origins.max)\(origins.grade?.rawValue ?? ""), "
        + $0.standing.official.status.rawValue
    }
  }
}

/// What is no longer told of, too.
let everywhere = IncidentQuery(IncidentFilter(.lifecycle(Lifecycle.allCases)))

/// Every row of every projection of the store at `path`, as text.
func projections(of path: String) throws -> [String] {
  let queue = try DatabaseQueue(path: path)
  return try queue.read { db in
    let tables = try String.fetchAll(
      db,
      sql: """
        SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'
          AND name NOT LIKE 'incident_search_%' AND name NOT IN ('entry', 'quarantine', 'meta', 'seen')
        ORDER BY name
        """)
    return try tables.flatMap { table in
      try Row.fetchAll(db, sql: "SELECT * FROM \(table) ORDER BY 1").map {
        "\(table) \($0.map { "\($0.0)=\($0.1)" }.joined(separator: " "))"
      }
    }
  }
}
