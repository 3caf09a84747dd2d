import ArgumentParser
import Foundation
import IncidentStore
import Incidents

struct InfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info", abstract: "Says where everything is kept, every version and every count.")

  @OptionGroup var store: StoreOptions
  @Flag(help: "One JSON object.") var json = false

  func run() throws {
    let opened: IncidentStore?
    do {
      opened = try store.openToRead()
    } catch let error as IncidentStoreError where error.code == .notFound {
      opened = nil
    }
    let facts = try opened?.facts()
    let rules = Rules(
      inStore: try opened?.policy(), configured: try Configuration.standard.get().policy)
    let info = Info(
      version: Watchfloor.version, sqliteVersion: facts?.sqliteVersion,
      ledgerVersion: facts?.ledgerVersion, projectionVersion: facts?.projectionVersion,
      store: store.path, configuration: Paths.standard.configuration,
      keys: Paths.standard.keys, themes: Paths.standard.themes, state: Paths.standard.state,
      policy: rules.policy,
      policyFrom: rules.from,
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
    for (name, path) in [("config", info.configuration), ("keys", info.keys)] {
      let isThere = FileManager.default.fileExists(atPath: path)
      print("\(name.padded(12))\(path)\(isThere ? "" : " (not there)")")
    }
    print("themes      \(info.themes)")
    print("state       \(info.state)")
    print("rules       \(rules.from.words)")
    for line in rules.policy.lines { print("  \(line)") }
  }

  private struct Info: Encodable {
    var v = 1
    var version: String
    var sqliteVersion: String?
    var ledgerVersion, projectionVersion: Int?
    var store, configuration, keys, themes, state: String
    var policy: Policy
    var policyFrom: Rules.Origin
    /// By table. Left out when there is no store yet.
    var rows: [String: Int]?
  }
}

/// The rules in force, and where they come from.
private struct Rules {
  enum Origin: String, Encodable {
    case program, configuration, store
    /// The configuration sets others, which count from the next command that records something.
    case storeForNow = "store-for-now"

    var words: String {
      switch self {
      case .program: "as they come with the program"
      case .configuration: "those of the configuration"
      case .store: "those that were last set in this store"
      case .storeForNow:
        "those of the store; those of the configuration count as soon as something is recorded"
      }
    }
  }

  var policy: Policy
  var from: Origin

  /// - Parameters:
  ///   - inStore: `nil` when there is no store yet.
  ///   - configured: `nil` when the configuration sets no rules.
  init(inStore: Policy?, configured: Policy?) {
    policy = inStore ?? configured ?? .standard
    from =
      if let configured {
        policy == configured ? .configuration : .storeForNow
      } else {
        policy == .standard ? .program : .store
      }
  }
}

extension Policy {
  /// In the words of the configuration.
  fileprivate var lines: [String] {
    [
      "good_grade: \(goodGrade.rawValue)", "corroborating_origins: \(corroboratingOrigins)",
      "refuting_origins: \(refutingOrigins)", "verifying_providers: \(verifyingProviders)",
      "text_likeness: \(textLikeness)", "deadline_hours: \(deadlineHours.plain)",
    ]
      + expectations.map { expected in
        let kinds = expected.kinds.map(\.rawValue).joined(separator: ", ")
        let regions = expected.regions.map(\.rawValue).joined(separator: ", ")
        return """
          expect: \(expected.authority) (\(expected.kind.rawValue), of the \
          \(expected.seat.rawValue)) on \(kinds.isEmpty ? "everything" : kinds) in \
          \(regions.isEmpty ? "the world" : regions)
          """
      }
  }
}
