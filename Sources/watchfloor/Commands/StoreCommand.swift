import ArgumentParser
import IncidentStore

struct StoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store", abstract: "Looks after the store.", subcommands: [Rebuild.self])

  struct Rebuild: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Computes everything that follows from the ledger anew. The ledger stays as it is.")

    @OptionGroup var store: StoreOptions

    func run() throws {
      let store = try store.open(create: false)
      try store.rebuild()
      let overview = try store.overview()
      say("rebuilt \(overview.incidents) incidents from \(overview.reports) reports")
    }
  }
}
