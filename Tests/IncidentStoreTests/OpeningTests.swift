import Foundation
import GRDB
import Glibc
import IncidentStore
import Incidents
import TestSupport
import Testing

func execute(_ sql: String, _ path: String) throws {
  try DatabaseQueue(path: path).writeWithoutTransaction { try $0.execute(sql: sql) }
}

struct OpeningTests {
  let directory: TemporaryDirectory

  init() throws { directory = TemporaryDirectory() }

  private func error(_ path: String, create: Bool = true) -> IncidentStoreError? {
    #expect(throws: IncidentStoreError.self) { try IncidentStore.open(at: path, create: create) }
  }

  @Test func aNewerStoreIsLeftAsItIs() throws {
    let path = directory.path("newer.db")
    try IncidentStore.open(at: path).append(everything, by: desk, at: at(13))
    try execute("PRAGMA user_version = 9", path)
    try execute("PRAGMA wal_checkpoint(TRUNCATE)", path)
    let bytes = try Data(contentsOf: URL(filePath: path))
    #expect(
      error(path)?.description == """
        the incident store '\(path)' was written by a newer version
          reason: its schema is 9; this build knows up to 4
          hint: upgrade this program, or choose another file with --store PATH
        """)
    #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
  }

  @Test func newerProjectionsAreLeftAsTheyAre() throws {
    let path = directory.path("newer.db")
    _ = try IncidentStore.open(at: path)
    try execute("UPDATE meta SET value = 99 WHERE key = 'projection'", path)
    #expect(error(path)?.code == .schemaIsNewer)
  }

  @Test(arguments: [
    "UPDATE meta SET value = 99 WHERE key = 'projection'", "PRAGMA user_version = 9",
  ])
  func aNewerVersionMayComeByWhileAStoreIsOpen(sql: String) throws {
    let path = directory.path("open.db")
    let store = try IncidentStore.open(at: path)
    try store.append(everything, by: desk, at: at(13))
    let facts = try store.facts()
    try execute(sql, path)
    let reading = #expect(throws: IncidentStoreError.self) { try store.list() }
    #expect(reading?.code == .schemaIsNewer)
    let writing = #expect(throws: IncidentStoreError.self) {
      try store.append([.sample("Another")], by: desk, at: at(14))
    }
    #expect(writing?.code == .schemaIsNewer)
    try execute(
      """
      PRAGMA user_version = \(facts.ledgerVersion);
      UPDATE meta SET value = \(facts.projectionVersion) WHERE key = 'projection'
      """, path)
    #expect(try store.facts() == facts)
  }

  @Test func aLedgerOfTheFirstVersionIsBroughtUpToDate() throws {
    let path = directory.path("old.db")
    let sql = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Ledgers/version-1.sql")
    try execute(String(contentsOf: sql, encoding: .utf8), path)
    var told: [Int] = []
    let store = try IncidentStore.open(at: path, willRebuild: { told.append($0) })
    _ = try IncidentStore.open(at: path, willRebuild: { told.append($0) })
    #expect(
      told == [
        try DatabaseQueue(path: path).read {
          try Int.fetchOne($0, sql: "SELECT count(*) FROM entry")
        }
      ])
    #expect(try store.lines() == ["Blast in Sochi: corroborated 2..2A, no-authority-set"])
    // What it had noted of its own history is still there.
    #expect(
      try store.changes(ChangeQuery()).map { "\($0.change.field) \($0.change.new)" } == [
        "official no-authority-set C0 D0 N0 S0 M0", "verification corroborated",
        "incident Blast in Sochi",
      ])
    let before = try projections(of: path)
    try store.rebuild()
    #expect(try projections(of: path) == before)
    try store.append([.sample("More", source: "Third", at: 10.9)], by: desk, at: at(30))
    #expect(try store.facts().ledgerVersion == 4)
  }

  @Test func aLedgerOfTheSecondVersionIsBroughtUpToDate() throws {
    let path = directory.path("old.db")
    let sql = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Ledgers/version-2.sql")
    try execute(String(contentsOf: sql, encoding: .utf8), path)
    // It can be checked and merged as it is; nothing is held against what has no seal.
    var check = try IncidentStore.check(at: path)
    #expect(check.isWhole && check.entries == 5 && check.unsealed == 5)
    let other = try IncidentStore.open(at: directory.path("other.db"))
    #expect(try other.merge(storeAt: path, at: at(30)).added == 4)
    check = try IncidentStore.check(at: other.path)
    #expect(check.isWhole && check.entries == 4 && check.unsealed == 0)

    let store = try IncidentStore.open(at: path)
    #expect(try store.lines() == other.lines())
    #expect(try store.changes(ChangeQuery()).count == 3)
    #expect(try schema(of: path) == schema(of: other.path))
    try store.append([.sample("More", source: "Third", at: 10.9)], by: desk, at: at(50))
    try store.markSeen(upTo: 1, by: "anna", at: at(51))
    check = try IncidentStore.check(at: path)
    #expect(check.isWhole && check.entries == 7 && check.unsealed == 5)
    // A row keeps what it has when it goes elsewhere.
    try store.backup(to: directory.path("copy.db"))
    #expect(try IncidentStore.check(at: directory.path("copy.db")) == check)
    _ = try IncidentStore.repair(at: path, now: at(52))
    #expect(try IncidentStore.check(at: path) == check)
  }

  /// The names of all tables and indexes.
  private func schema(of path: String) throws -> Set<String> {
    try DatabaseQueue(path: path).read {
      try String.fetchSet($0, sql: "SELECT name FROM sqlite_schema")
    }
  }

  /// Copies what stands on the disk in the middle of a transaction on the store at `path`: what it writes,
  /// and the journal that undoes it.
  private func leaveHalfDone(_ sql: String, at path: String) throws {
    let whole = directory.path("whole.db")
    if FileManager.default.fileExists(atPath: path) {
      try FileManager.default.moveItem(atPath: path, toPath: whole)
    }
    try DatabaseQueue(path: whole).writeWithoutTransaction { db in
      // Without it the journal does not count until it is on the disk.
      try db.execute(sql: "PRAGMA synchronous = OFF; BEGIN EXCLUSIVE; \(sql)")
      try FileManager.default.copyItem(atPath: whole + "-journal", toPath: path + "-journal")
      try db.execute(sql: "COMMIT")
      try FileManager.default.copyItem(atPath: whole, toPath: path)
    }
  }

  @Test func aStoreThatSomebodyDiedMakingIsMadeAgain() throws {
    let path = directory.path("left.db")
    try leaveHalfDone(
      "PRAGMA application_id = \(0x57_46_4C_52); CREATE TABLE entry (seq); CREATE TABLE meta (key)",
      at: path)
    try IncidentStore.open(at: path).append(everything, by: desk, at: at(13))
    #expect(try IncidentStore.check(at: path).isWhole)
    #expect(!FileManager.default.fileExists(atPath: path + "-journal"))
  }

  @Test func aStoreThatSomebodyDiedWritingIsChecked() throws {
    let (store, path) = (directory.path("store.db"), directory.path("left.db"))
    try IncidentStore.open(at: store).append(everything, by: desk, at: at(13))
    try IncidentStore.open(at: store).backup(to: path)
    try leaveHalfDone("UPDATE entry SET author = ''", at: path)
    #expect(try IncidentStore.check(at: path) == IncidentStore.check(at: store))
  }

  @Test func aFileThatIsNoStoreIsLeftAsItIs() throws {
    let text = directory.path("notes.txt")
    try Data("Explosions near Krasnodar.\n".utf8).write(to: URL(filePath: text))
    #expect(
      error(text)?.description == """
        '\(text)' is not an incident store
          reason: it is a file of another kind
          hint: name a store with --store PATH; to take this file in: watchfloor ingest '\(text)'
        """)
    #expect(try String(contentsOfFile: text, encoding: .utf8) == "Explosions near Krasnodar.\n")

    let other = directory.path("other.db")
    try execute("CREATE TABLE notes (text)", other)
    #expect(error(other)?.reason == "it is an SQLite database of another program")
    #expect(!FileManager.default.fileExists(atPath: other + "-wal"))
  }

  @Test func aDirectoryIsNoStore() throws {
    #expect(error(directory.path)?.code == .cannotOpen)
    #expect(
      error(directory.path)?.hint == "name a file in it: --store \(directory.path)/watchfloor.db")
  }

  @Test func aPlaceThatMayNotBeWrittenToIsSaid() throws {
    // The superuser may write everywhere: there is nothing to see.
    guard geteuid() != 0 else { return }
    let path = directory.path("a.db")
    _ = try IncidentStore.open(at: path)
    chmod(directory.path, 0o500)
    defer { chmod(directory.path, 0o700) }
    #expect(error(path)?.code == .notWritable)
  }

  @Test func aStoreIsMadeOnlyWhenThatIsWanted() throws {
    let path = directory.path("none.db")
    #expect(error(path, create: false)?.code == .notFound)
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(
      error(directory.path("no/where.db"))?.hint == "make it first: mkdir -p '\(directory.path)/no'"
    )
  }

  @Test func aStoreIsForItsOwnerAlone() throws {
    let path = directory.path("a.db")
    let store = try IncidentStore.open(at: path)
    try store.append(everything, by: desk, at: at(13))
    for file in [path, path + "-wal"] {
      var status = stat()
      #expect(stat(file, &status) == 0)
      #expect(status.st_mode & 0o777 == 0o600, "\(file)")
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func aCommitByAnotherIsNoticed() async throws {
    let path = directory.path("a.db")
    let mine = try IncidentStore.open(at: path)
    let (commits, continuation) = AsyncStream.makeStream(of: Void.self)
    let watch = try mine.onCommit { continuation.yield() }
    let other = try IncidentStore.open(at: path)
    try other.append(everything, by: desk, at: at(13))
    for await _ in commits where try !mine.list().isEmpty { break }
    withExtendedLifetime(watch) {}
  }

  @Test(.timeLimit(.minutes(1)))
  func manyWritersWaitForEachOther() async throws {
    let path = directory.path("a.db")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<8 {
        group.addTask {
          let store = try IncidentStore.open(at: path)
          for number in 0..<5 {
            try store.append(
              [.sample("Event \(writer) \(number)", source: "Source \(writer)")],
              by: desk, at: at(20))
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try IncidentStore.open(at: path).overview().reports == 40)
  }
}
