import Dashboard
import Foundation
import Incidents
import TOMLKit
import TerminalKit

/// Filters that a person has given a name: `views.toml`, a line each.
struct Views {
  let path: String

  static var standard: Self { Self(path: Paths.standard.views) }

  /// By name. Empty when there is no file.
  func all() throws(ConfigurationError) -> [String: String] {
    guard FileManager.default.fileExists(atPath: path) else { return [:] }
    let table: TOMLTable
    do {
      table = try readTOML(String(contentsOfFile: path, encoding: .utf8))
    } catch let error as TOMLFault {
      throw .viewsUnreadable(path, reason: "line \(error.line): \(error.reason)")
    } catch {
      throw .viewsUnreadable(path, reason: error.localizedDescription)
    }
    var views: [String: String] = [:]
    for name in table.keys {
      guard let text = table[name]?.string else {
        throw .viewsUnreadable(path, reason: "'\(name)' is no text in quotes")
      }
      views[name] = text
    }
    return views
  }

  func filter(named name: String) throws -> IncidentFilter {
    let all = try all()
    guard let text = all[name] else { throw Self.unknown(name, among: Array(all.keys)) }
    // A source that this store has not heard of yet may still come.
    return try FilterOptions.read(text, names: .world())
  }

  func save(_ filter: IncidentFilter, as name: String) throws {
    guard !name.isEmpty, !name.contains(where: { $0.isWhitespace || $0.isNewline }) else {
      throw TypedError(problem: "'\(name)' is no name for a view", hint: "use one word: night-desk")
    }
    var views = try all()
    views[name] = filter.description
    try write(views)
  }

  func remove(_ name: String) throws {
    var views = try all()
    guard views.removeValue(forKey: name) != nil else {
      throw Self.unknown(name, among: Array(views.keys))
    }
    try write(views)
  }

  /// All at once: whoever reads meanwhile finds the old file or the new one.
  private func write(_ views: [String: String]) throws(ConfigurationError) {
    let table = TOMLTable()
    for (name, text) in views { table[name] = text }
    do {
      let file = URL(filePath: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data("\(table.convert(to: .toml))\n".utf8).write(to: file, options: .atomic)
    } catch {
      throw .viewsUnwritable(path, reason: error.localizedDescription)
    }
  }

  private static func unknown(_ name: String, among names: [String]) -> TypedError {
    TypedError(
      problem: "there is no view '\(name)'",
      hint: nearest(name, among: names).map { "did you mean \($0)?" }
        ?? (names.isEmpty
          ? "save one with: watchfloor view save \(name) FILTER"
          : "use one of: \(names.sorted().joined(separator: ", "))"))
  }
}

extension ConfigurationError {
  static func viewsUnreadable(_ file: String, reason: String) -> Self {
    Self(
      problem: "cannot read the saved views '\(file)'", reason: reason,
      hint: "put it right, or take the file away")
  }

  static func viewsUnwritable(_ file: String, reason: String) -> Self {
    Self(
      problem: "cannot save the view in '\(file)'", reason: reason,
      hint: "see what is wrong with it: ls -ld '\(file)'")
  }
}
