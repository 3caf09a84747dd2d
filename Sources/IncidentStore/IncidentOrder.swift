public import Foundation
public import Incidents

/// What the list is sorted by. What is equal in that comes the latest report first, then by id.
public struct IncidentOrder: Hashable, Codable, Sendable {
  /// Raw values are what a person types.
  public enum Column: String, Hashable, Codable, Sendable, CaseIterable {
    /// The latest, or the earliest, first.
    case lastReport = "last"
    case firstReport = "first"
    case kind, region, title
    /// The best known first.
    case status
    /// The most first: by the least that there can be, then by the most.
    case origins
    /// A first; what has none, last.
    case grade
    /// What was said before what was not.
    case official
    /// The longest first; where nobody is silent, last.
    case silence
    /// The most first.
    case reports
    /// What was acknowledged first.
    case acknowledgement = "acknowledged"
  }

  public var column: Column
  public var isReversed: Bool

  public init(_ column: Column, isReversed: Bool = false) {
    self.column = column
    self.isReversed = isReversed
  }

  /// The rows go from small keys to large ones.
  public var isAscending: Bool { column.isAscending != isReversed }
}

extension IncidentOrder.Column {
  /// Until it is reversed.
  fileprivate var isAscending: Bool {
    switch self {
    case .lastReport, .firstReport, .origins, .reports: false
    case .kind, .region, .title, .status, .grade, .official, .silence, .acknowledgement: true
    }
  }

  /// The order in which a list shows them.
  static let statuses: [VerificationStatus] = [
    .verified, .corroborated, .reported, .contested, .partyClaim, .rumour, .refuted, .retracted,
  ]
  static let officials: [OfficialStatus] = [
    .confirmed, .mixed, .denied, .nonCommittal, .withdrawn, .silent, .notMonitored,
    .noAuthoritySet,
  ]
  /// Greater than every time in milliseconds.
  static let never = 1 << 53
  /// More origins than an incident can have.
  static let manyOrigins = 1 << 20

  /// What SQL sorts by, of `standing AS s`, `incident AS i` and `attention AS a`. Never NULL.
  var sql: String { sql(of: "s.") }

  private func sql(of standing: String) -> String {
    switch self {
    case .lastReport: "\(standing)last_activity_at"
    case .firstReport: "\(standing)first_reported_at"
    case .kind: "\(standing)kind"
    case .region: "\(standing)region"
    case .title: "i.title"
    case .status: Self.rank("\(standing)verification", Self.statuses)
    case .origins: "\(standing)origins_min * \(Self.manyOrigins) + \(standing)origins_max"
    case .grade: "coalesce(\(standing)grade, 'Z')"
    case .official: Self.rank("\(standing)official", Self.officials)
    case .silence: "coalesce(\(standing)silent_since, \(Self.never))"
    case .reports: "\(standing)reports"
    case .acknowledgement: "coalesce(a.acknowledged_at, \(Self.never))"
    }
  }

  private static func rank<Code: RawRepresentable>(
    _ column: String, _ order: [Code]
  ) -> String where Code.RawValue == String {
    let cases = order.enumerated().map { "WHEN '\($0.element.rawValue)' THEN \($0.offset)" }
    return "CASE \(column) \(cases.joined(separator: " ")) END"
  }

  /// The index that has the whole list in this order: what is equal comes the latest report first, unless
  /// the order is reversed. `nil`: there is none.
  var index: String? {
    switch self {
    case .lastReport, .acknowledgement: nil
    case .title: "incident_title"
    case .region: "standing_region"
    default: "standing_by_\(rawValue)"
    }
  }

  /// Hardly two incidents have the same.
  var isNearlyUnique: Bool { self == .title || self == .firstReport }

  /// Those indexes, but for the one by region, which holds more.
  static let indexes: [(name: String, definition: String)] = allCases.compactMap { column in
    guard column != .region, let name = column.index else { return nil }
    // Few titles are the same, and no report moves one: what is equal is sorted when it is asked for.
    if column == .title { return (name, "incident (title)") }
    let direction = column.isAscending ? "ASC" : "DESC"
    return (
      name,
      """
      standing (\(column.sql(of: "")) \(direction), last_activity_at DESC) WHERE listed = 1
      """
    )
  }

  /// The same of a row.
  func key(of row: IncidentSummary) -> SortKey {
    let (incident, standing) = (row.incident, row.standing)
    let origins = standing.verification.origins
    return switch self {
    case .lastReport: .number(incident.lastActivityAt.milliseconds)
    case .firstReport: .number(incident.firstReportedAt.milliseconds)
    case .kind: .text(incident.kind.rawValue)
    case .region: .text(incident.region.rawValue)
    case .title: .text(incident.title)
    case .status: .number(Self.statuses.firstIndex(of: standing.verification.status) ?? 0)
    case .origins: .number(origins.min * Self.manyOrigins + origins.max)
    case .grade: .text(origins.grade?.rawValue ?? "Z")
    case .official: .number(Self.officials.firstIndex(of: standing.official.status) ?? 0)
    case .silence: .number(standing.official.silentSince?.milliseconds ?? Self.never)
    case .reports: .number(standing.reports)
    case .acknowledgement: .number(row.desk.acknowledgedAt?.milliseconds ?? Self.never)
    }
  }
}

/// What one row has of what the list is sorted by. Texts go by their bytes, as SQLite has it.
public enum SortKey: Hashable, Codable, Comparable, Sendable {
  case number(Int)
  case text(String)

  public static func < (left: Self, right: Self) -> Bool {
    switch (left, right) {
    case (.number(let left), .number(let right)): left < right
    case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
    case (.number, .text): true
    case (.text, .number): false
    }
  }
}

/// The place of a row in a list.
///
/// It holds although its incident has moved or gone: a window around it shows what stands there now.
public struct ListPosition: Hashable, Codable, Sendable {
  /// What the list is sorted by.
  public var key: SortKey
  /// The last report's.
  public var time: Date
  public var id: Incident.ID

  public init(key: SortKey, time: Date, id: Incident.ID) {
    self.key = key
    self.time = time
    self.id = id
  }

  /// In a list that has the latest report first.
  public init(time: Date, id: Incident.ID) {
    self.init(key: .number(time.milliseconds), time: time, id: id)
  }

  /// The place of `row` in the list that answers `query`.
  public init(_ row: IncidentSummary, in query: IncidentQuery = IncidentQuery()) {
    self.init(
      key: query.listOrder.column.key(of: row), time: row.incident.lastActivityAt, id: row.id)
  }

  /// Whether it stands above `other` in the list that answers `query`.
  public func isAbove(_ other: Self, in query: IncidentQuery = IncidentQuery()) -> Bool {
    let order = query.listOrder
    if order.column == .lastReport, order.isReversed {
      return (key, id) < (other.key, other.id)
    }
    if key != other.key { return (key < other.key) == order.isAscending }
    return (time, id) > (other.time, other.id)
  }
}
