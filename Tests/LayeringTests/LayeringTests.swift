import Foundation
import Testing

/// The house, as a test: what each target may import. SwiftPM does not hold this for packages.
struct LayeringTests {
  /// Of the system: anybody may have these, but for those that are named as kept from.
  static let system: Set<String> = ["Foundation", "Dispatch", "Synchronization", "Glibc"]

  static let allowed: [String: Set<String>] = [
    "Incidents": ["Foundation"],
    "Gazetteer": ["Incidents", "CEmbedded"],
    "FeedIngest": ["Foundation", "Gazetteer", "Incidents"],
    "FileWatch": ["Dispatch", "Glibc"],
    "IncidentStore": system.union([
      "CSQLiteConfig", "Crypto", "FileWatch", "GRDB", "GRDBSQLite", "Incidents",
    ]),
    "Intake": system.union([
      "CInflate", "FeedIngest", "FileWatch", "FoundationNetworking", "IncidentStore", "Incidents",
    ]),
    "TerminalKit": ["Foundation", "TOMLKit"],
    "NCursesTerminal": ["CTerm", "Glibc", "TerminalKit"],
    "Dashboard": ["Foundation", "Gazetteer", "IncidentStore", "Incidents", "TerminalKit"],
    "watchfloor": system.union([
      "ArgumentParser", "CEmbedded", "Dashboard", "FeedIngest", "FileWatch", "Gazetteer",
      "IncidentStore", "Incidents", "Intake", "NCursesTerminal", "TerminalKit", "TOMLKit",
    ]),
    "Benchmarks": system.union([
      "ArgumentParser", "CPty", "FeedIngest", "Gazetteer", "GRDB", "GRDBSQLite", "IncidentStore",
      "Incidents",
    ]),
  ]

  static let sources = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")

  @Test("A target imports only what its layer allows", arguments: allowed.keys.sorted())
  func imports(target: String) throws {
    let imported = try Self.imports(of: target)
    #expect(!imported.isEmpty)
    #expect(imported.subtracting(Self.allowed[target] ?? []).isEmpty)
  }

  @Test func everyTargetStandsInTheTable() throws {
    let targets = try FileManager.default.contentsOfDirectory(atPath: Self.sources.path)
      .filter { !$0.hasSuffix(".md") && !isOfC($0) }
    #expect(Set(targets) == Set(Self.allowed.keys))
  }

  private func isOfC(_ target: String) -> Bool {
    ["CEmbedded", "CInflate", "CPty", "CSQLiteConfig", "CTerm"].contains(target)
  }

  @Test func noTypeOfCursesReachesSwift() throws {
    let header = try String(
      contentsOf: Self.sources.appending(path: "CTerm/include/CTerm.h"), encoding: .utf8)
    #expect(!header.contains("curses.h>"))
    #expect(!header.contains("WINDOW"))
  }

  private static func imports(of target: String) throws -> Set<String> {
    let folder = sources.appending(path: target)
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".swift") }
    var imports: Set<String> = []
    for file in files {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      for line in text.split(separator: "\n") {
        let words = line.split(separator: " ")
        if let place = words.firstIndex(of: "import"), place <= 2, place + 1 < words.count,
          words[..<place].allSatisfy({ ["public", "internal"].contains($0) || $0.hasPrefix("@") })
        {
          imports.insert(String(words[place + 1]))
        }
      }
    }
    return imports
  }
}
