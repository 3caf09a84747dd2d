public import ArgumentParser
public import FeedIngest
import Foundation
import IncidentStore
import Intake
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

  func intake(into store: IncidentStore) throws -> Intake {
    Intake(
      into: store, by: .current, source: source, url: url,
      publishedAt: try published.map { try FilterOptions.time($0, before: Date()) })
  }
}

extension Intake {
  /// Takes in what is sanitised as this program does it, at the time of its clock.
  init(
    into store: IncidentStore, by author: Author, source: String? = nil, url: String? = nil,
    publishedAt: Date? = nil
  ) {
    self.init(
      store: store, author: author,
      options: FeedOptions(
        source: source, url: url, publishedAt: publishedAt,
        sanitise: { sanitised($0, keepingLineBreaks: true) }),
      now: { Date() })
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
