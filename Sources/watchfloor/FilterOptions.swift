import ArgumentParser
import Dashboard
import Foundation
import IncidentStore
import Incidents

/// Which incidents: the same for the dashboard and for every command that lists.
struct FilterOptions: ParsableArguments {
  @Option(help: "Only this region and what lies in it: RU-KDA, RU, Krasnodar, Краснодарский край.")
  var region: String?

  @Option(
    help: ArgumentHelp(
      "Only these statuses, with commas: \(allowed(VerificationStatus.self)).",
      valueName: "status,…"))
  var status: String?

  @Option(
    help: ArgumentHelp(
      "Only these official positions, with commas: \(allowed(OfficialStatus.self)).",
      valueName: "position,…"))
  var official: String?

  @Option(
    help: ArgumentHelp(
      "Only with a report since then: 90m, 24h, 7d, or a UTC time such as 2026-11-22T09:30Z.",
      valueName: "time"))
  var since: String?

  @Option(
    help: ArgumentHelp(
      """
      Only these, with commas: \(allowed(Lifecycle.self)). Default: all but the merged and the \
      withdrawn.
      """, valueName: "lifecycle,…"))
  var lifecycle: String?

  @Option(
    help: ArgumentHelp(
      """
      By what you have done with them: \(allowed(AttentionWord.self)). due: neither acknowledged \
      nor snoozed. Default: all.
      """, valueName: "attention"))
  var attention: String?

  private enum AttentionWord: String, CaseIterable {
    case all, due, acknowledged, snoozed
  }

  func query(now: Date) throws -> IncidentQuery {
    IncidentQuery(
      region: try region.map(Typed.region),
      statuses: try Typed.codes(status, "status"),
      official: try Typed.codes(official, "official position"),
      since: try since.map { try Typed.time($0, before: now) },
      lifecycles: try Typed.codes(lifecycle, "lifecycle"),
      person: Author.current.name,
      attention: try attention(now: now))
  }

  private func attention(now: Date) throws -> IncidentQuery.Attention {
    let word: AttentionWord = try attention.map { try Typed.code($0, "kind of attention") } ?? .all
    return switch word {
    case .all: .all
    case .due: .due(now: now)
    case .acknowledged: .acknowledged
    case .snoozed: .snoozed(now: now)
    }
  }
}
