import ArgumentParser
import Dashboard
import IncidentStore
import Incidents
import TerminalKit

struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Lists what people did here, the latest first.")

  @OptionGroup var store: StoreOptions
  @Option(help: "At most so many.") var limit = 20
  @Flag(help: "One JSON object a line.") var json = false

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit is 1 or more.") }
  }

  func run() throws {
    let store = try store.openToRead()
    for act in try store.acts(limit: limit) {
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
