import ArgumentParser
import Foundation
import IncidentStore
import Incidents
import TerminalKit

struct FeedsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feeds", abstract: "Lists where we listen, and how well we hear.",
    discussion: """
      ok: heard within twice its usual interval. late: not. down: never heard, or the last attempt \
      failed. The silence of an authority counts only where its channel is ok.
      """)

  @OptionGroup var store: StoreOptions
  @Flag(help: "One JSON object a line.") var json = false

  func run() throws {
    let store = try store.openToRead()
    for feed in try store.feeds() {
      let line = FeedLine(feed, now: store.now)
      if json {
        try printJSON(line)
      } else {
        let heard = feed.lastOkAt.map { "heard \(UTC.string(from: $0))" } ?? "never heard"
        let details = [
          line.status.rawValue, feed.url, feed.authority?.name, heard, feed.problem,
          feed.quarantined > 0 ? "\(feed.quarantined) quarantined" : nil,
        ]
        print(sanitised(details.compactMap(\.self).joined(separator: "  ")))
      }
    }
  }
}
