import ArgumentParser
import Foundation
import Gazetteer
import IncidentStore
import Incidents

/// Which incidents: the same for the dashboard and for every command that lists.
struct FilterOptions: ParsableArguments {
  @Option(help: "Only this region and what lies in it: RU-KDA, RU, Krasnodar, Краснодарский край.")
  var region: String?

  @Option(
    help: ArgumentHelp(
      "Only these statuses, with commas: \(words(VerificationStatus.self)).",
      valueName: "status,…"))
  var status: String?

  @Option(
    help: ArgumentHelp(
      "Only these official positions, with commas: \(words(OfficialStatus.self)).",
      valueName: "position,…"))
  var official: String?

  @Option(
    help: ArgumentHelp(
      "Only with a report since then: 90m, 24h, 7d, or a UTC time such as 2026-11-22T09:30Z.",
      valueName: "time"))
  var since: String?

  func query(now: Date) throws -> IncidentQuery {
    IncidentQuery(
      region: try region.map(Self.region),
      statuses: try Self.codes(status, option: "--status"),
      official: try Self.codes(official, option: "--official"),
      since: try since.map { try Self.time($0, before: now) })
  }

  static func region(_ typed: String) throws -> Region.ID {
    let found = Gazetteer.world.regions(matching: typed)
    if let first = found.first { return first }
    let near = Gazetteer.world.regions(spelledLike: typed).prefix(3)
      .map { "\($0) (\(Gazetteer.world.name(of: $0)))" }
    throw UsageError(
      problem: "there is no region '\(typed)'",
      hint: near.isEmpty
        ? "use an ISO 3166 code or a name: --region UA-63, --region Kharkiv"
        : "did you mean \(near.joined(separator: ", "))?")
  }

  private static func codes<Code: RawRepresentable & CaseIterable & Hashable>(
    _ typed: String?, option: String
  ) throws -> Set<Code> where Code.RawValue == String {
    let typed = typed?.split(separator: ",").map { $0.filter { $0 != " " }.lowercased() } ?? []
    return Set(
      try typed.map { word in
        guard let code = Code(rawValue: word) else {
          throw UsageError(
            problem: "'\(word)' is nothing that \(option) knows",
            hint: "use one or more of: \(words(Code.self))")
        }
        return code
      })
  }

  static func time(_ typed: String, before now: Date) throws -> Date {
    if let date = UTC.date(from: typed) { return date }
    let seconds: [Character: Double] = ["m": 60, "h": 3600, "d": 86_400, "w": 604_800]
    guard let unit = typed.last.flatMap({ seconds[$0] }), let count = Double(typed.dropLast()),
      count >= 0, count.isFinite
    else {
      throw UsageError(
        problem: "'\(typed)' is no time",
        hint: "use 90m, 24h, 7d or 2w, or a UTC time such as 2026-11-22T09:30Z")
    }
    return now.addingTimeInterval(-count * unit)
  }
}

private func words<Code: RawRepresentable & CaseIterable>(_: Code.Type) -> String
where Code.RawValue == String {
  Code.allCases.map(\.rawValue).joined(separator: ", ")
}
