import Foundation
import TestSupport
import Testing

/// Somebody at a desk with a store and a configuration of their own.
struct Person {
  let desk = Desk()

  /// Whose store has an explosion in Sochi and a fire in Hamburg, which is the later one.
  static func withTwoIncidents() throws -> Self {
    let person = Self()
    try person.take(
      (source: "Wire", text: "An explosion was heard in Sochi.", age: 90),
      (source: "Wire", text: "A fire broke out in Hamburg.", age: 60))
    return person
  }

  /// Runs the program on the store of the desk.
  @discardableResult
  func type(_ arguments: String...) throws -> RunResult { try type(arguments) }

  @discardableResult
  func type(_ arguments: [String], input: String? = nil) throws -> RunResult {
    try run(
      arguments, input: input,
      environment: [
        "WATCHFLOOR_STORE": desk.store, "XDG_CONFIG_HOME": desk.directory.path,
        "XDG_STATE_HOME": desk.directory.path,
      ])
  }

  /// What the program prints as JSON Lines.
  func read(_ arguments: String...) throws -> [[String: Any]] {
    let result = try type(arguments + ["--json"])
    #expect(result.code == 0, "\(result.errors)")
    return try objects(result.output)
  }

  /// Does something that must work.
  func act(
    _ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    let result = try type(arguments)
    #expect(result.code == 0, "\(result.errors)", sourceLocation: sourceLocation)
    return result.errors
  }

  func configure(_ toml: String) throws {
    let folder = desk.directory.appending(path: "watchfloor")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(toml.utf8).write(to: folder.appending(path: "config.toml"))
  }

  /// Takes reports in, each so many minutes old.
  ///
  /// - Returns: the incidents that the list then has, the latest report first.
  @discardableResult
  func take(_ reports: (source: String, text: String, age: Double)...) throws -> [String] {
    let lines = reports.map {
      Desk.line(
        $0.text, source: $0.source,
        at: Date(timeIntervalSinceNow: -$0.age * 60).formatted(.iso8601))
    }
    let result = try type(["ingest", "-"], input: lines.joined())
    #expect(result.code == 0, "\(result.errors)")
    return try read("list").compactMap { $0["id"] as? String }
  }

  /// `verification` or `official` of the only incident.
  func status(_ axis: String = "verification") throws -> String? {
    let list = try read("list")
    #expect(list.count == 1)
    return (list.first?[axis] as? [String: Any])?["status"] as? String
  }
}

/// JSON Lines.
func objects(_ text: String) throws -> [[String: Any]] {
  try text.split(separator: "\n").map {
    try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
  }
}

/// To the millisecond.
func utc(_ date: Date) -> String {
  date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
}
