import ArgumentParser
import Dashboard
import IncidentStore
import Incidents
import TerminalKit

struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Lists what people did here, the latest first: the last 20, or as --limit says.")

  @OptionGroup var store: StoreOptions
  @OptionGroup var limit: LimitOptions
  @Flag(help: "One JSON object a line.") var json = false

  func run() throws {
    let store = try store.openToRead()
    for act in try store.acts(limit: limit.limit ?? 20) {
      let line = ActLine(act, in: try store.dossier(of: act.act))
      if json {
        try printJSON(Versioned(line))
      } else {
        let words = withIncident(line.sentence, act.act.deed)
        print(
          sanitised(
            """
            \(act.id.rawValue.prefix(8))  \(UTC.string(from: act.act.at))  \(words)\
            \(act.isUndone ? "  (undone)" : "")
            """))
      }
    }
  }
}
