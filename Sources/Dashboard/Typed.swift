public import Foundation
public import Incidents

/// What a person typed and we cannot take: what is wrong with it, and what would do.
public struct TypedError: Error, Hashable, Sendable {
  public var problem: String
  public var hint: String

  public init(problem: String, hint: String) {
    self.problem = problem
    self.hint = hint
  }
}

/// Words that a person types, on the command line or in the dashboard, as the values they stand for.
public enum Typed {
  /// A word of a vocabulary, in any case, with `_` and spaces for `-` as people type them.
  ///
  /// - Parameter what: what the word stands for, such as "grade".
  public static func code<Code: RawRepresentable & CaseIterable>(
    _ typed: some StringProtocol, _ what: String
  ) throws(TypedError) -> Code where Code.RawValue == String {
    let plain = plain(typed)
    if let code = Code.allCases.first(where: { self.plain($0.rawValue) == plain }) { return code }
    throw TypedError(
      problem: "'\(typed)' is no \(what)",
      hint: "use one of: \(Code.allCases.map(\.rawValue).joined(separator: ", "))")
  }

  /// `2026-11-22T09:30Z`, or how long before `now`, as a ``TimeSpan``.
  public static func time(_ typed: String, before now: Date) throws(TypedError) -> Date {
    if let date = UTC.date(from: typed) { return date }
    if let seconds = TimeSpan.seconds(typed) { return now - Double(seconds) }
    throw TypedError(
      problem: "'\(typed)' is no time",
      hint: "use 90m, 24h, 7d or 2w, or a UTC time such as 2026-11-22T09:30Z")
  }

  /// How long from `now`, as a ``TimeSpan``; or a time to come.
  public static func time(_ typed: String, after now: Date) throws(TypedError) -> Date {
    let date = UTC.date(from: typed) ?? TimeSpan.seconds(typed).map { now + Double($0) }
    guard let date, date > now else {
      throw TypedError(
        problem: "'\(typed)' is no time to come",
        hint: "use 90m, 24h, 7d or 2w, or a UTC time such as 2026-11-22T09:30Z")
    }
    return date
  }

  /// A ``TimeSpan`` in seconds. No time at all is none.
  public static func duration(_ typed: String) throws(TypedError) -> Double {
    guard let seconds = TimeSpan.seconds(typed), seconds > 0 else {
      throw TypedError(problem: "'\(typed)' is no length of time", hint: "use 90m, 24h, 7d or 2w")
    }
    return Double(seconds)
  }

  /// A claim of `dossier` by its id or by its kind: as many as fit.
  public static func claims(_ typed: String, in dossier: Dossier) -> [Claim] {
    let plain = typed.lowercased()
    return dossier.claims.filter { $0.id.rawValue == plain || $0.kind.rawValue == plain }
  }

  /// `yes`, `no` or `unknown`: `nil`.
  public static func check(_ typed: some StringProtocol) throws(TypedError) -> Bool? {
    switch typed.lowercased() {
    case "yes", "ok": return true
    case "no", "failed": return false
    case "unknown", "?": return nil
    default:
      throw TypedError(
        problem: "'\(typed)' is no answer to a check", hint: "use yes, no or unknown")
    }
  }

  /// A report of `dossier` by the beginning of its id or by its source's name, if only one fits.
  public static func report(
    _ typed: some StringProtocol, in dossier: Dossier
  ) throws(TypedError) -> Report.ID {
    let source = Source.ID(named: String(typed))
    let plain = typed.lowercased()
    let found = dossier.reports.filter {
      $0.source == source || plain.count >= 4 && $0.id.rawValue.hasPrefix(plain)
    }
    if let only = found.first, found.count == 1 { return only.id }
    let all = dossier.reports.map { report in
      let name = report.source.map { dossier.sources[$0]?.name ?? $0.rawValue }
      return "\(report.id.rawValue.prefix(8))\(name.map { " (\($0))" } ?? "")"
    }
    throw TypedError(
      problem: found.isEmpty
        ? "'\(typed)' is no report of \(dossier.incident.id)"
        : "'\(typed)' fits \(found.count) reports of \(dossier.incident.id)",
      hint: "use the beginning of its id: \(all.prefix(5).joined(separator: ", "))")
  }

  /// A source, from its name. Of one that the desk has never heard of, the nearest names are told.
  public static func source(
    _ typed: String, among known: [Source]
  ) throws(TypedError) -> Source {
    let id = Source.ID(named: typed)
    if let source = known.first(where: { $0.id == id }) { return source }
    let near = known.filter {
      $0.id.rawValue.contains(id.rawValue) || id.rawValue.contains($0.id.rawValue)
    }
    throw TypedError(
      problem: "there is no source '\(typed)'",
      hint: near.isEmpty
        ? "see their names with: watchfloor source list"
        : "did you mean \(near.prefix(3).map(\.name).joined(separator: ", "))?")
  }

  /// An authority, by its id (`RU/defence-ministry`) or by its name, if only one has it.
  public static func authority(
    _ typed: String, among known: [Authority]
  ) throws(TypedError) -> Authority {
    let name = Source.ID(named: typed).rawValue
    let found = known.filter {
      $0.id.rawValue.lowercased() == typed.lowercased()
        || Source.ID(named: $0.name).rawValue == name
    }
    if let only = found.first, found.count == 1 { return only }
    let near = found.isEmpty ? known.filter { $0.id.rawValue.contains(name) } : found
    throw TypedError(
      problem: found.isEmpty
        ? "there is no authority '\(typed)'"
        : "'\(typed)' is the name of \(found.count) authorities",
      hint: near.isEmpty
        ? "see them with: watchfloor authority list"
        : "use its id: \(near.prefix(3).map(\.id.rawValue).joined(separator: ", "))")
  }

  private static func plain(_ typed: some StringProtocol) -> String {
    String(typed.lowercased().map { $0 == "_" || $0 == " " ? "-" : $0 })
  }
}
