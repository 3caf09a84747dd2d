import Foundation
import IncidentStore
import Incidents

/// What the person's `config.toml` says.
struct Configuration: Hashable {
  /// `nil`: it sets no rules, and those of the store stand as they are.
  var policy: Policy?
  /// Who records. `nil`: the name of the account.
  var name: String?
  /// At which desk. `nil`: the name of the machine.
  var desk: String?
  /// How the dashboard looks. `nil`: as it comes with the program.
  var theme: ThemeChoice?

  /// The dashboard in words, one list at a time.
  var plain = false

  /// What to poll.
  var feeds: [ConfiguredFeed] = []

  /// Read once. Empty when there is no file.
  static let standard = Result { () throws(ConfigurationError) in
    try Configuration(at: Paths.standard.configuration)
  }
}

extension Author {
  /// The person at this machine.
  static var current: Author {
    // Whoever opens a store has been told of a configuration that cannot be read.
    let configuration = try? Configuration.standard.get()
    return Author(
      name: configuration?.name ?? NSUserName(),
      desk: configuration?.desk ?? ProcessInfo.processInfo.hostName)
  }
}
