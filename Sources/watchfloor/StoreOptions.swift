import ArgumentParser
import Dashboard
import Foundation
import IncidentStore
import Synchronization

/// Which store a command works on, and at what time it looks at it.
struct StoreOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The store. Default: $WATCHFLOOR_STORE, else $XDG_DATA_HOME/watchfloor/watchfloor.db.",
      valueName: "path"))
  var store: String?

  @Option(
    help: ArgumentHelp(
      """
      Show what the store knew then: 24h (ago), or a UTC time such as 2026-11-22T09:30Z. Only for \
      commands that look.
      """, valueName: "time"))
  var asOf: String?

  var path: String { store ?? Paths.standard.storeOverride ?? Paths.standard.store }

  /// The time of --as-of. `nil`: now.
  func moment() throws -> Date? { try asOf.map { try Typed.past($0, now: Date()) } }

  /// The store to look at: as it is, or as it was.
  func openToRead() throws -> IncidentStore {
    _ = try Configuration.standard.get()
    let moment = try moment()
    let store = try IncidentStore.open(at: path, create: false, willRebuild: tellOfRebuild)
    if let moment { return try store.asOf(moment) }
    try store.settle(at: Date())
    return store
  }

  /// The store to record in, under the rules that the configuration sets.
  ///
  /// - Parameter create: whether to make the store when there is none, and with it our own place.
  func openToWrite(create: Bool) throws -> IncidentStore {
    guard asOf == nil else {
      throw ValidationError("--as-of shows the past, and nothing can be put into that.")
    }
    return try openLive(create: create) {
      say("the rules are now those of \(Paths.standard.configuration)")
    }
  }

  /// - Parameter onNewRules: called when the rules are no longer those that the store had.
  func openLive(create: Bool, onNewRules: () -> Void = {}) throws -> IncidentStore {
    let configuration = try Configuration.standard.get()
    if create { try makeOwnPlace() }
    let store = try IncidentStore.open(at: path, create: create, willRebuild: tellOfRebuild)
    Self.written.withLock { $0.append(store) }
    let now = Date()
    if let policy = configuration.policy, try store.setPolicy(policy, by: .current, at: now) {
      onNewRules()
    }
    try store.settle(at: now)
    return store
  }

  /// Those that something may have been put into.
  private static let written = Mutex<[IncidentStore]>([])

  /// At the end of the program.
  static func putAway() {
    for store in written.withLock(\.self) { store.putAway() }
  }

  /// Makes the place of the store if it is our own.
  func makeOwnPlace() throws {
    guard path == Paths.standard.store else { return }
    try FileManager.default.createDirectory(
      at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
  }
}

private func tellOfRebuild(of entries: Int) {
  say("this version has other rules: computing what follows from \(entries) entries anew")
}
