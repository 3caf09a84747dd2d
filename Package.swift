// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A target of Swift, and what it may use: ours by name.
func room(_ name: String, _ ours: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .target(name: name, dependencies: ours, exclude: exclude, swiftSettings: strict)
}

/// The tests of `room`.
func tests(_ name: String, _ ours: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: ours, exclude: exclude, swiftSettings: strict)
}

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let toml = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")

// The house. `Sources/README.md` draws it, and `LayeringTests` holds it.
let package = Package(
  name: "watchfloor",
  products: [
    .executable(name: "watchfloor", targets: ["watchfloor"]),
    .library(name: "IncidentStore", targets: ["IncidentStore", "Incidents"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: [
    room("Incidents"),
    .target(name: "CEmbedded"),
    room("Gazetteer", ["Incidents", "CEmbedded"], exclude: ["Data"]),
    room("FeedIngest", ["Incidents", "Gazetteer"], exclude: ["Schema"]),
    room("FileWatch"),
    .target(name: "CSQLiteConfig", linkerSettings: [.linkedLibrary("sqlite3")]),
    room("IncidentStore", ["CSQLiteConfig", "Incidents", "FileWatch", crypto, grdb, sqlite]),
    .target(name: "CInflate", linkerSettings: [.linkedLibrary("z")]),
    room("Intake", ["CInflate", "FeedIngest", "FileWatch", "IncidentStore", "Incidents"]),
    room("TerminalKit", [toml]),
    .target(
      name: "CTerm", exclude: ["Descriptions"],
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    room("NCursesTerminal", ["TerminalKit", "CTerm"]),
    room("Dashboard", ["Incidents", "Gazetteer", "IncidentStore", "TerminalKit"]),
    .executableTarget(
      name: "watchfloor",
      dependencies: [
        "CEmbedded", "Dashboard", "FeedIngest", "FileWatch", "Gazetteer", "IncidentStore",
        "Incidents", "Intake", "NCursesTerminal", "TerminalKit", argumentParser, toml,
      ],
      exclude: ["Demo/article.txt", "Demo/before.jsonl", "Demo/during.jsonl"],
      swiftSettings: strict),
    .target(name: "CPty", linkerSettings: [.linkedLibrary("util")]),
    .executableTarget(
      name: "Benchmarks",
      dependencies: [
        "CPty", "FeedIngest", "Gazetteer", "IncidentStore", "Incidents", argumentParser, grdb,
        sqlite, "watchfloor",
      ],
      exclude: ["Pairs.tsv"], swiftSettings: strict),

    tests("IncidentsTests", ["Incidents", "TestSupport"]),
    tests("GazetteerTests", ["Gazetteer", "Incidents"]),
    tests(
      "FeedIngestTests", ["FeedIngest", "Gazetteer", "Incidents"], exclude: ["Articles", "Feeds"]),
    tests("FileWatchTests", ["FileWatch", "TestSupport"]),
    tests(
      "IncidentStoreTests", ["IncidentStore", "Incidents", grdb, "TestSupport"],
      exclude: ["Ledgers"]),
    tests(
      "IntakeTests",
      ["FeedIngest", "IncidentStore", "Incidents", "Intake", "LoopbackServer", "TestSupport"]),
    tests("TerminalKitTests", ["TerminalKit", "TestSupport"]),
    tests(
      "NCursesTerminalTests", ["CPty", "CTerm", "NCursesTerminal", "TerminalKit", "TestSupport"]),
    tests(
      "DashboardTests", ["Dashboard", "Gazetteer", "IncidentStore", "Incidents", "TerminalKit"],
      exclude: ["Screens"]),
    tests("BenchmarksTests", ["Benchmarks", "Gazetteer", "Incidents"]),
    tests("LayeringTests", []),
    tests("EndToEndTests", ["LoopbackServer", "watchfloor", "TestSupport"]),
    .testTarget(
      name: "Torture",
      dependencies: [
        "Dashboard", "FeedIngest", "Incidents", "TerminalKit", "TestSupport", "watchfloor",
      ],
      path: "Tests/Torture", swiftSettings: strict),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    .target(name: "LoopbackServer", path: "Tests/LoopbackServer", swiftSettings: strict),
  ]
)
