/// What a term of a filter can be about. Grammar, completion and help go by this one table.
public enum FilterField: String, CaseIterable, Sendable {
  case region, country, place, kind, status, official, silent, origins, grade, reports, source
  case authority, since, before, age, first, lifecycle, attention

  /// What may stand behind its name.
  public enum Form: Sendable {
    /// `:` and words, with commas between them.
    case words
    /// `>=` or another relation, and a number.
    case number
    /// `>` or another relation, and a length of time.
    case span
    /// `:` and a time, or a length of time before now.
    case time
  }

  public var form: Form {
    switch self {
    case .silent, .age, .first: .span
    case .origins, .reports: .number
    case .since, .before: .time
    default: .words
    }
  }

  /// With what stands between it and its value most of the time: `region:`, `silent>`.
  public var opening: String {
    switch form {
    case .words, .time: "\(rawValue):"
    case .number: "\(rawValue)>="
    case .span: self == .silent ? "\(rawValue)>" : "\(rawValue)<"
    }
  }

  /// What is missing when nothing stands behind the name.
  var missing: String {
    switch form {
    case .words: rawValue
    case .number: "number"
    case .span: "length of time"
    case .time: "time"
    }
  }

  public var example: String {
    let value =
      switch self {
      case .region: "RU-KDA"
      case .country: "UA"
      case .place: "outskirts"
      case .kind: "drone,missile"
      case .status: "reported,contested"
      case .official: "silent"
      case .silent: "6h"
      case .origins: "2"
      case .grade: "A-C"
      case .reports: "3"
      case .source: "SHOT"
      case .authority: "\"Defence Ministry\""
      case .since: "24h"
      case .before: "2026-11-22T09:30Z"
      case .age: "2h"
      case .first: "24h"
      case .lifecycle: "closed"
      case .attention: "all"
      }
    return opening + value
  }

  public var words: String {
    switch self {
    case .region: "a region and all in it, by code or by name in any language"
    case .country: "a country and all in it"
    case .place: "what the reports call the place"
    case .kind: "what happened"
    case .status: "how well it is known"
    case .official: "what officialdom has said"
    case .silent: "for how long the longest silence has lasted"
    case .origins: "independent origins, counted with every suggested link"
    case .grade: "the best grade among the roots"
    case .reports: "how many reports"
    case .source: "who published it, or anybody in the chain behind it"
    case .authority: "who ought to speak, or has"
    case .since: "the last report came then or later"
    case .before: "the last report came before"
    case .age: "how long ago the last report came"
    case .first: "how long ago the first report came"
    case .lifecycle: "whether it is still watched; otherwise all but merged and withdrawn"
    case .attention: "what you have done with it"
    }
  }

  /// The words that it takes. `nil`: any, or none at all.
  public var closedSet: [String]? {
    switch self {
    case .kind: IncidentKind.allCases.map(\.rawValue)
    case .status: VerificationStatus.allCases.map(\.rawValue)
    case .official: OfficialStatus.allCases.map(\.rawValue)
    case .grade: Reliability.allCases.map(\.rawValue) + ["A-C"]
    case .lifecycle: Lifecycle.allCases.map(\.rawValue)
    case .attention: Attention.allCases.map(\.rawValue)
    default: nil
    }
  }
}

/// What names stand for that belong to others: the gazetteer's regions, the store's sources.
public struct FilterNames: Sendable {
  /// The region that a person means by a code or a name. `nil`: none.
  public var region: @Sendable (String) -> Region.ID?
  /// Names of regions that are spelt almost like it, the nearest first.
  public var regionsSpeltLike: @Sendable (String) -> [String]
  /// `nil`: any name may be one.
  public var sources: [String]?
  /// Names and ids. `nil`: any name may be one.
  public var authorities: [String]?

  public init(
    region: @escaping @Sendable (String) -> Region.ID?,
    regionsSpeltLike: @escaping @Sendable (String) -> [String], sources: [String]? = nil,
    authorities: [String]? = nil
  ) {
    self.region = region
    self.regionsSpeltLike = regionsSpeltLike
    self.sources = sources
    self.authorities = authorities
  }

  /// Regions by what looks like a code: `RU`, `ru-kda`.
  public static let codes = FilterNames(
    region: { text in
      let parts = text.uppercased().split(separator: "-", omittingEmptySubsequences: false)
      let isCode =
        (1...2).contains(parts.count) && parts[0].utf8.count == 2
        && parts.allSatisfy { (1...3).contains($0.utf8.count) }
        && parts.joined().utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 || $0 >= 0x41 && $0 <= 0x5A }
      return isCode ? Region.ID(rawValue: text.uppercased()) : nil
    }, regionsSpeltLike: { _ in [] })
}

/// Why a filter cannot be taken: where, what is wrong there, and what would do.
public struct FilterError: Error, Hashable, Sendable {
  /// In UTF-8 bytes of what was typed; empty where something is missing.
  public var range: Range<Int>
  public var problem: String
  public var hint: String

  public init(range: Range<Int>, problem: String, hint: String) {
    self.range = range
    self.problem = problem
    self.hint = hint
  }
}

extension ArraySlice<UInt8> {
  /// A number of at most nine digits. `nil`: none stands here.
  mutating func takeNumber() -> Int? {
    let digits = prefix { $0 >= 0x30 && $0 <= 0x39 }
    guard (1...9).contains(digits.count) else { return nil }
    removeFirst(digits.count)
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}
