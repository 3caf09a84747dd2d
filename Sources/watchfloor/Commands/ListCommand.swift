import ArgumentParser
import Dashboard
import IncidentStore
import TerminalKit

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists incidents, the latest report first.",
    discussion: """
      watchfloor list region:RU-KDA status:reported,contested 'silent>6h'
      Words look in titles; -word leaves out, and stands in quotes or after -- here: '-drill'.
      """)

  @OptionGroup var store: StoreOptions
  @Argument(help: "Which incidents: terms of a filter, as for --filter.") var terms: [String] = []
  @OptionGroup var filter: FilterOptions
  @OptionGroup var limit: LimitOptions
  @Flag(help: "One JSON object a line.") var json = false

  func run() throws {
    let store = try store.openToRead()
    let now = store.now
    let query = try filter.query(of: store, words: terms, now: now)
    try store.forEach(query, limit: limit.limit) { row in
      if json {
        try printJSON(IncidentLine(row, now: now))
      } else {
        print(sanitised(listLine(row, now: now)))
      }
    }
  }
}
