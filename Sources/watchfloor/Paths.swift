import Foundation

/// Where things are kept (XDG Base Directory Specification).
struct Paths {
  let environment: [String: String]

  static let standard = Paths(environment: ProcessInfo.processInfo.environment)

  /// The store, unless somebody names another.
  var store: String { directory("XDG_DATA_HOME", ".local/share") + "/watchfloor.db" }

  /// `WATCHFLOOR_STORE`: another store. `nil` when it is not set.
  var storeOverride: String? { environment["WATCHFLOOR_STORE"].flatMap { $0.isEmpty ? nil : $0 } }

  var configuration: String { directory("XDG_CONFIG_HOME", ".config") + "/config.toml" }
  /// Which key does what.
  var keys: String { directory("XDG_CONFIG_HOME", ".config") + "/keys.toml" }
  /// Filters that were given a name.
  var views: String { directory("XDG_CONFIG_HOME", ".config") + "/views.toml" }
  var themes: String { directory("XDG_CONFIG_HOME", ".config") + "/themes" }

  /// What one run leaves to the next, and can do without.
  var state: String { directory("XDG_STATE_HOME", ".local/state") }

  /// An XDG variable counts only when it is an absolute path.
  private func directory(_ variable: String, _ fallback: String) -> String {
    if let base = environment[variable], base.hasPrefix("/") { return base + "/watchfloor" }
    return (environment["HOME"] ?? "") + "/\(fallback)/watchfloor"
  }
}
