import ArgumentParser
import Foundation
import IncidentStore

struct InfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info", abstract: "Says where everything is kept, every version and every count.")

  @OptionGroup var store: StoreOptions
  @Flag(help: "One JSON object.") var json = false

  func run() throws {
    let facts: StoreFacts?
    do {
      facts = try store.open(create: false).facts()
    } catch let error as IncidentStoreError where error.code == .notFound {
      facts = nil
    }
    let info = Info(
      version: Watchfloor.version, sqliteVersion: facts?.sqliteVersion,
      ledgerVersion: facts?.ledgerVersion, projectionVersion: facts?.projectionVersion,
      store: store.path, themes: Paths.standard.themes,
      rows: facts.map {
        Dictionary(uniqueKeysWithValues: $0.tables.map { ($0.table, $0.rows) })
      })
    if json { return try printJSON(info) }
    print("watchfloor  \(info.version)")
    if let facts {
      print("sqlite      \(facts.sqliteVersion)")
      print("store       \(info.store)")
      print(
        "schema      ledger \(facts.ledgerVersion), projections \(facts.projectionVersion)")
      for table in facts.tables { print("  \(table.table): \(table.rows)") }
    } else {
      print("store       \(info.store) (not there yet)")
    }
    print("themes      \(info.themes)")
  }

  private struct Info: Encodable {
    var v = 1
    var version: String
    var sqliteVersion: String?
    var ledgerVersion, projectionVersion: Int?
    var store, themes: String
    /// By table. Left out when there is no store yet.
    var rows: [String: Int]?
  }
}
