import Dashboard
import Foundation
import Gazetteer
import IncidentStore
import Incidents

// More of what people type on the command line, as the values it stands for.

extension Typed {
  /// A region by its code or by a name of it, or of a city in it.
  static func region(_ typed: String) throws(TypedError) -> Region.ID {
    if let first = Gazetteer.world.regions(matching: typed).first { return first }
    let near = Gazetteer.world.regions(spelledLike: typed).prefix(3)
      .map { "\($0) (\(Gazetteer.world.name(of: $0)))" }
    throw TypedError(
      problem: "there is no region '\(typed)'",
      hint: near.isEmpty
        ? "use an ISO 3166 code or a name: --region UA-63, --region Kharkiv"
        : "did you mean \(near.joined(separator: ", "))?")
  }

  /// A time that has come: `2026-11-22T09:30Z`, or how long before `now`.
  static func past(_ typed: String, now: Date) throws(TypedError) -> Date {
    let time = try time(typed, before: now)
    guard time <= now else {
      throw TypedError(
        problem: "'\(typed)' is still to come",
        hint: "use 90m, 24h, 7d or 2w, or a UTC time that has passed")
    }
    return time
  }

  /// A claim of `dossier` by its id or by its kind, if there is only one of that.
  static func claim(_ typed: String, in dossier: Dossier) throws(TypedError) -> Claim.ID {
    let found = claims(typed, in: dossier)
    if let only = found.first, found.count == 1 { return only.id }
    throw TypedError(
      problem: found.isEmpty
        ? "'\(typed)' is no claim about \(dossier.incident.id)"
        : "'\(typed)' fits \(found.count) claims about \(dossier.incident.id)",
      hint: "use one of: "
        + (found.isEmpty ? dossier.claims : found).map { "\($0.id) (\($0.text))" }
        .joined(separator: ", "))
  }

  /// A source that has to do with `dossier`, by its name.
  static func source(_ typed: String, in dossier: Dossier) throws(TypedError) -> Source.ID {
    try source(typed, among: dossier.sources.values.sorted { $0.id < $1.id }).id
  }
}

extension IncidentStore {
  /// The moment that ages and silences are told for.
  var now: Date { moment ?? Date() }

  /// - Parameter typed: its id, in any case.
  func incident(_ typed: String) throws -> IncidentDetail {
    let id = Incident.ID(rawValue: typed.uppercased())
    guard let detail = try detail(id, for: Author.current.name) else {
      throw TypedError(
        problem: "there is no incident '\(typed)' in '\(path)'",
        hint: "see which there are: watchfloor list")
    }
    return detail
  }

  /// - Parameter typed: the beginning of its id.
  func act(_ typed: String) throws -> RecordedAct {
    let found = try acts(limit: .max).filter {
      typed.count >= 4 && $0.id.rawValue.hasPrefix(typed.lowercased())
    }
    guard let only = found.first, found.count == 1 else {
      throw TypedError(
        problem: found.isEmpty ? "there is no act '\(typed)'" : "'\(typed)' fits several acts",
        hint: "use the beginning of its id, as this shows it: watchfloor log")
    }
    return only
  }

  /// What is known of the incident that `act` is about. `nil` when it is about none.
  func dossier(of act: Act) throws -> Dossier? {
    try act.deed.incident.flatMap { try detail($0)?.dossier }
  }
}

/// The words of a vocabulary, for help and hints.
func allowed<Code: RawRepresentable & CaseIterable>(_: Code.Type) -> String
where Code.RawValue == String {
  Code.allCases.map(\.rawValue).joined(separator: ", ")
}
