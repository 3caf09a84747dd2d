import ArgumentParser
import Dashboard
import IncidentStore
import TerminalKit

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists incidents, the latest report first.")

  @OptionGroup var store: StoreOptions
  @OptionGroup var filter: FilterOptions
  @Flag(help: "One JSON object a line.") var json = false

  func run() throws {
    let store = try store.openToRead()
    let now = store.now
    try store.forEach(filter.query(now: now)) { row in
      if json {
        try printJSON(IncidentLine(row, now: now))
      } else {
        print(sanitised(listLine(row, now: now)))
      }
    }
  }
}
