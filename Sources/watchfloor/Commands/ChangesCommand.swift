import ArgumentParser
import Dashboard
import Foundation
import IncidentStore
import Incidents
import TerminalKit

struct ChangesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "changes",
    abstract: "Lists what became different: from what to what, and because of what.")

  @OptionGroup var store: StoreOptions
  @Option(
    help: ArgumentHelp(
      "Since then: 24h, a UTC time, or last: since you marked them as seen.", valueName: "time"))
  var since: String?
  @Option(help: "Only in this region and what lies in it.") var region: String?
  @Flag(help: "Only what asks for attention: statuses, positions, origins, tolls, merges, …")
  var material = false
  @OptionGroup var limit: LimitOptions
  @Flag(help: "Remember that you have seen them, for --since last and for the dashboard.")
  var markSeen = false
  @Flag(help: "One JSON object a line.") var json = false

  func validate() throws {
    if markSeen, store.asOf != nil {
      throw ValidationError("--as-of shows the past, where nothing can be marked as seen.")
    }
    if markSeen, limit.limit != nil {
      throw ValidationError("--mark-seen would mark what --limit leaves out, too.")
    }
  }

  func run() throws {
    let person = Author.current.name
    let store = try store.openToRead()
    let overview = try store.overview(for: person)
    var query = ChangeQuery(region: try region.map(Typed.region), isMaterial: material)
    query.limit = limit.limit
    if since == "last" {
      query.after = overview.seen?.seq
    } else {
      query.since = try since.map { try Typed.time($0, before: store.now) }
    }
    for line in try store.changes(query) {
      if json {
        try printJSON(ChangeRow(line))
      } else {
        let reason = line.act.map { "  \(sentence(for: $0, in: nil))" } ?? ""
        let incident = line.change.incident
        let today = line.incident == incident ? "" : " (now \(line.incident))"
        print(
          sanitised(
            """
            \(UTC.string(from: line.change.at))  \(incident)\(today)  \(changeWords(line.change))  \
            \(line.title)\(reason)
            """))
      }
    }
    // What came while these were printed has not been seen.
    if markSeen { try store.markSeen(upTo: overview.lastChange, by: person, at: Date()) }
  }
}
