import ArgumentParser
import Foundation
import IncidentStore

/// Which store a command works on.
struct StoreOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The store. Default: $WATCHFLOOR_STORE, else $XDG_DATA_HOME/watchfloor/watchfloor.db.",
      valueName: "path"))
  var store: String?

  var path: String { store ?? Paths.standard.storeOverride ?? Paths.standard.store }

  /// - Parameter create: whether to make the store when there is none, and with it our own place.
  func open(create: Bool) throws -> IncidentStore {
    if create, path == Paths.standard.store {
      try FileManager.default.createDirectory(
        at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    }
    let store = try IncidentStore.open(at: path, create: create)
    try store.settle(at: Date())
    return store
  }
}

extension Author {
  /// The person at this machine.
  static var current: Author {
    Author(name: NSUserName(), desk: ProcessInfo.processInfo.hostName)
  }
}
