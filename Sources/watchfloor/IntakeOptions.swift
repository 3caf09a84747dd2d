public import ArgumentParser
import Dashboard
public import FeedIngest
import Foundation
import IncidentStore
import Incidents
import Intake
import Synchronization
import TerminalKit

/// How to take things in.
struct IntakeOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The format. Default: told by the content.", valueName: "format"))
  var format: FeedFormat?

  @Option(help: ArgumentHelp("Who published what does not say so itself.", valueName: "name"))
  var source: String?

  @Option(help: "Its address, for what has none of its own.")
  var url: String?

  @Option(
    help: ArgumentHelp(
      "When it was published, for what does not say so itself: 2026-11-22T09:30Z, or 2h for two hours ago.",
      valueName: "time"))
  var published: String?

  func intake(
    into store: IncidentStore, tellingOf notes: IntakeNotes, and progress: IngestProgress? = nil
  ) throws -> Intake {
    Intake(
      into: store, by: .current, source: source, url: url,
      publishedAt: try published.map { try Typed.time($0, before: Date()) },
      onStored: {
        notes.add($0, $1)
        progress?.add($0)
      })
  }
}

extension Intake {
  /// Takes in what is sanitised as this program does it, at the time of its clock.
  init(
    into store: IncidentStore, by author: Author, source: String? = nil, url: String? = nil,
    publishedAt: Date? = nil, now: @escaping @Sendable () -> Date = { Date() },
    onStored: @escaping @Sendable (AppendOutcome, [QuarantinedItem]) -> Void = { _, _ in }
  ) {
    self.init(
      store: store, author: author,
      options: FeedOptions(
        source: source, url: url, publishedAt: publishedAt,
        sanitise: { sanitised($0, keepingLineBreaks: true) }),
      now: now, onStored: onStored)
  }
}

/// What came of taking one thing in, in words for a person.
final class IntakeNotes: Sendable {
  private let seen = Mutex<(incidents: Set<Incident.ID>, problems: [QuarantinedItem])>(([], []))

  /// So many are told of; of the rest, how many there are.
  private static let limit = 5

  func add(_ outcome: AppendOutcome, _ problems: [QuarantinedItem]) {
    seen.withLock {
      $0.incidents.formUnion(outcome.incidents)
      $0.problems += problems.prefix(Self.limit - min(Self.limit, $0.problems.count))
    }
  }

  /// What to say of `outcome`; begins anew.
  func words(for outcome: IntakeOutcome) -> String {
    let (incidents, problems) = seen.withLock { seen in
      defer { seen = ([], []) }
      return seen
    }
    var lines = [outcome.words]
    if outcome.added > 0, incidents.isEmpty {
      lines[0] += "; no incident was read in it"
    } else if !incidents.isEmpty {
      lines[0] +=
        incidents.count > Self.limit
        ? "; \(incidents.count) incidents"
        : "; " + incidents.map(\.rawValue).sorted().joined(separator: ", ")
    }
    for item in problems {
      lines += ["  \(item.problem)", "    reason: \(item.reason)", "    hint: \(item.hint)"]
    }
    if outcome.quarantined > problems.count {
      lines.append("  … and \(outcome.quarantined - problems.count) more")
    }
    return lines.joined(separator: "\n")
  }
}

extension FeedFormat: ExpressibleByArgument {}

extension IntakeOutcome {
  /// "took in 3, 1 known already, 2 quarantined"
  var words: String {
    var words = ["took in \(added)"]
    if known > 0 { words.append("\(known) known already") }
    if quarantined > 0 { words.append("\(quarantined) quarantined") }
    return words.joined(separator: ", ")
  }
}
