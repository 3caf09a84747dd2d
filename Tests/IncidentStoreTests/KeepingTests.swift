import Foundation
import GRDB
import IncidentStore
import Incidents
import TestSupport
import Testing

/// Checking, repairing, copying and exporting a store.
struct KeepingTests {
  let directory: TemporaryDirectory
  let path: String
  let store: IncidentStore

  init() throws {
    directory = TemporaryDirectory()
    path = directory.path("watchfloor.db")
    store = try IncidentStore.open(at: path)
    try store.append(
      everything,
      quarantine: [
        QuarantinedItem(
          origin: "a.xml", line: 3, problem: "no date", reason: "none", hint: "add one",
          raw: "<x/>")
      ], by: desk, at: at(13))
    let incident = try #require(try store.list().first)
    try store.record(.acknowledge(incident: incident.id), because: nil, by: desk, at: at(14))
    try store.markSeen(upTo: 2, by: "anna", at: at(14.5))
  }

  /// Every row of every table of the store at `path`, as text.
  private func everyRow(of path: String) throws -> [String] {
    try DatabaseQueue(path: path).read { db in
      try ["entry", "quarantine", "meta", "seen"].flatMap { table in
        try Row.fetchAll(db, sql: "SELECT * FROM \(table) ORDER BY 1").map { "\(table) \($0)" }
      }
    } + projections(of: path)
  }

  private func change(entry seq: Int64) throws {
    try execute(
      "UPDATE entry SET body = CAST(replace(body, 'e', 'f') AS BLOB) WHERE seq = \(seq)", path)
  }

  /// Overwrites a page of the table of entries: the `n`th, counted from the last.
  private func spoilPage(fromLast n: Int) throws {
    try store.append(
      (0..<300).map { .sample("Fire number \($0)", region: "DE-HH", kind: .fire, at: 12) },
      by: desk, at: at(15))
    try execute("PRAGMA wal_checkpoint(TRUNCATE)", path)
    let leaf = try DatabaseQueue(path: path).read {
      try Int.fetchOne(
        $0,
        sql: """
          SELECT pageno FROM dbstat WHERE name = 'entry' AND pagetype = 'leaf'
          ORDER BY path DESC LIMIT 1 OFFSET ?
          """, arguments: [n])
    }
    let file = try FileHandle(forUpdating: URL(filePath: path))
    try file.seek(toOffset: UInt64(try #require(leaf) - 1) * 8192)
    try file.write(contentsOf: Data(repeating: 0xFF, count: 8192))
    try file.close()
  }

  @Test func aStoreThatIsWholeSaysSo() throws {
    let check = try IncidentStore.check(at: path)
    #expect(check.isWhole)
    #expect(check.entries == 10)
  }

  @Test func aStoreThatTwoDesksRecordedInIsWhole() throws {
    let other = try IncidentStore.open(at: directory.path("other.db"))
    try other.append(everything, by: Author(name: "ben", desk: "south"), at: at(9))
    try store.merge(storeAt: other.path, at: at(15))
    #expect(try IncidentStore.check(at: path).isWhole)
  }

  @Test func aByteThatChangedInAnEntryIsFound() throws {
    try change(entry: 3)
    let check = try IncidentStore.check(at: path)
    #expect(check.entries == 9)
    #expect(check.damaged.map(\.seq) == [3])
    #expect(check.structure.isEmpty)
  }

  @Test(
    "What was recorded with an entry is found when it changes",
    arguments: [
      "author = 'anne'", "desk = 'tess'", "subject = 'x' || substr(subject, 2)",
      "recorded_at = recorded_at + 1", "received_at = received_at + 1", "ordinal = ordinal + 256",
      "seal = seal + 1", "recorded_at = recorded_at + (1 << 60)",
    ])
  func changedColumn(change: String) throws {
    try execute("UPDATE entry SET \(change) WHERE seq = 3", path)
    let check = try IncidentStore.check(at: path)
    #expect(check.damaged.map(\.seq) == [3])
    #expect(
      check.damaged.map(\.reason) == ["who recorded it, where or when does not match its seal"])
    #expect(check.entries == 9)
    #expect(throws: IncidentStoreError.self) { try store.backup(to: directory.path("copy.db")) }

    let repair = try IncidentStore.repair(at: path, now: at(16))
    #expect(repair.kept == 9)
    #expect(repair.lost == check.damaged)
    #expect(try IncidentStore.check(at: path).isWhole)
  }

  @Test(
    "What a store keeps beside its entries is found when it changes",
    arguments: [
      ("journal", "rule = 'V7' WHERE seq = 6", "journal 6:"),
      ("journal", "old = 'open' WHERE seq = 6", "journal 6:"),
      ("quarantine", "reason = 'some'", "quarantine 1:"),
      ("seen", "seq = 3", "seen anna:"),
      ("meta", "value = value + 1 WHERE key = 'latest_recording'", "meta latest_recording:"),
      ("recording", "author = 'bea'", "recording "),
    ])
  func changedHistory(table: String, change: String, name: String) throws {
    let other = try IncidentStore.open(at: directory.path("other.db"))
    try other.append([everything[2]], by: Author(name: "ben", desk: "south"), at: at(9))
    try store.merge(storeAt: other.path, at: at(15))
    #expect(try IncidentStore.check(at: path).isWhole)
    try execute("UPDATE \(table) SET \(change)", path)
    let check = try IncidentStore.check(at: path)
    #expect(!check.isWhole)
    #expect(check.damaged.isEmpty)
    #expect(check.history.allSatisfy { $0.hasPrefix(name) } && !check.history.isEmpty)

    let repair = try IncidentStore.repair(at: path, now: at(16))
    #expect(repair.cutShort == [table])
    #expect(repair.lost.isEmpty)
    #expect(try IncidentStore.check(at: path).isWhole)
  }

  @Test func aByteThatFlipsAnywhereInARowIsFound() throws {
    let file = directory.path("small.db")
    try IncidentStore.open(at: file).append(
      [.source(SourceBody(name: "Wire", reliability: .a))], by: desk, at: at(9))
    try execute("PRAGMA journal_mode = DELETE", file)
    let (page, row) = try DatabaseQueue(path: file).read { db in
      (
        try #require(
          try Int.fetchOne(
            db, sql: "SELECT pageno FROM dbstat WHERE name = 'entry' AND pagetype = 'leaf'")),
        try #require(
          try Int.fetchOne(
            db, sql: "SELECT sum(payload) FROM dbstat WHERE name = 'entry' AND pagetype = 'leaf'"))
      )
    }
    let untouched = try IncidentStore.check(at: file)
    #expect(untouched.isWhole && untouched.unsealed == 0)
    let bytes = try Data(contentsOf: URL(filePath: file))
    // The row is at the end of its page.
    for place in (page * 8192 - row)..<(page * 8192) {
      for bit in [0x01, 0x80] as [UInt8] {
        var flipped = bytes
        flipped[place] ^= bit
        let spoilt = directory.path("spoilt.db")
        try flipped.write(to: URL(filePath: spoilt))
        #expect(
          try IncidentStore.check(at: spoilt) != untouched, "byte \(place - page * 8192), \(bit)")
      }
    }
  }

  @Test func whatIsDamagedIsNotMerged() throws {
    let other = directory.path("other.db")
    try store.backup(to: other)
    try execute("UPDATE entry SET author = 'anne' WHERE seq = 3", other)
    let own = try IncidentStore.open(at: directory.path("own.db"))
    let error = #expect(throws: IncidentStoreError.self) {
      try own.merge(storeAt: other, at: at(15))
    }
    #expect(error?.code == .damaged)
    #expect(error?.problem.contains(other) == true)
    #expect(try own.overview().incidents == 0)
  }

  @Test("A spoiled page is found and costs its entries only", arguments: [0, 5])
  func spoiledPage(fromLast n: Int) throws {
    try spoilPage(fromLast: n)
    let check = try IncidentStore.check(at: path)
    #expect(!check.structure.isEmpty)
    #expect((1...40).contains(check.damaged.count))
    #expect(check.entries + check.damaged.count == 610)

    let repair = try IncidentStore.repair(at: path, now: at(16))
    #expect(repair.kept == check.entries)
    #expect(repair.lost == check.damaged)
    #expect(repair.cutShort.isEmpty)
    #expect(try IncidentStore.check(at: path).isWhole)
    #expect(!FileManager.default.fileExists(atPath: path + ".repaired"))
    #expect(try IncidentStore.check(at: repair.damagedFile) == check)
    let repaired = try IncidentStore.open(at: path)
    #expect(try repaired.list().count > 0)
    // Its own history is still there, though what caused some of it is not.
    #expect(try !repaired.changes(ChangeQuery()).isEmpty)
  }

  @Test func repairKeepsAllOfAStoreThatIsWhole() throws {
    let rows = try everyRow(of: path)
    let repair = try IncidentStore.repair(at: path, now: at(16))
    #expect(repair.kept == 10)
    #expect(repair.lost.isEmpty)
    #expect(try everyRow(of: path) == rows)
  }

  @Test func whatADamagedEntrySaysGoesToQuarantine() throws {
    try change(entry: 3)
    let repair = try IncidentStore.repair(at: path, now: at(16))
    #expect(repair.kept == 9)
    let raw = try DatabaseQueue(path: path).read {
      try String.fetchAll($0, sql: "SELECT origin FROM quarantine ORDER BY seq")
    }
    #expect(raw.contains("entry 3 of the ledger"))
    #expect(raw.contains("a.xml"))
  }

  @Test func aCopyEqualsTheStoreAndIsForItsOwnerAlone() throws {
    let copy = directory.path("copy.db")
    #expect(try store.backup(to: copy) == 10)
    #expect(try everyRow(of: copy) == everyRow(of: path))
    let mode = try FileManager.default.attributesOfItem(atPath: copy)[.posixPermissions]
    #expect(mode as? Int == 0o600)
    #expect(!FileManager.default.fileExists(atPath: copy + "-wal"))
  }

  @Test func aCopyIsNeverPutOverAnotherFile() throws {
    let copy = directory.path("notes.txt")
    try Data("mine".utf8).write(to: URL(filePath: copy))
    let error = #expect(throws: IncidentStoreError.self) { try store.backup(to: copy) }
    #expect(error?.code == .refused)
    #expect(try String(contentsOfFile: copy, encoding: .utf8) == "mine")
  }

  @Test func aDamagedStoreGivesNoCopy() throws {
    try change(entry: 3)
    let copy = directory.path("copy.db")
    let error = #expect(throws: IncidentStoreError.self) { try store.backup(to: copy) }
    #expect(error?.code == .damaged)
    #expect(!FileManager.default.fileExists(atPath: copy))
  }

  @Test func whoHasTheStoreOpenSeesWhatIsRestored() throws {
    let copy = directory.path("copy.db")
    try store.backup(to: copy)
    let rows = try everyRow(of: path)
    try store.append([.sample("Later", at: 15)], by: desk, at: at(15))
    let aside = try #require(try IncidentStore.restore(copy, to: path, at: at(16)))
    #expect(try store.overview().incidents == 2)
    #expect(try everyRow(of: path) == rows)
    // What came between is in the file beside it, and can be had back.
    #expect(try store.merge(storeAt: aside, at: at(17)).added == 2)
    #expect(try store.overview().incidents == 3)
  }

  @Test("A copy with pages of any size is restored", arguments: [4096, 16_384])
  func pagesOfAnotherSize(size: Int) throws {
    let copy = directory.path("copy.db")
    try store.backup(to: copy)
    try DatabaseQueue(path: copy).writeWithoutTransaction {
      try $0.execute(sql: "PRAGMA page_size = \(size)")
      try $0.execute(sql: "VACUUM")
      #expect(try Int.fetchOne($0, sql: "PRAGMA page_size") == size)
    }
    let rows = try everyRow(of: path)
    try store.append([.sample("Later", at: 15)], by: desk, at: at(15))
    _ = try IncidentStore.restore(copy, to: path, at: at(16))
    #expect(try everyRow(of: path) == rows)
    #expect(try IncidentStore.check(at: path).isWhole)
    #expect(!FileManager.default.fileExists(atPath: "\(path).repaged"))
  }

  @Test func aDamagedCopyIsNotRestored() throws {
    let copy = directory.path("copy.db")
    try store.backup(to: copy)
    try execute("UPDATE entry SET body = CAST('{}' AS BLOB) WHERE seq = 3", copy)
    let rows = try everyRow(of: path)
    let error = #expect(throws: IncidentStoreError.self) {
      try IncidentStore.restore(copy, to: path, at: at(16))
    }
    #expect(error?.code == .damaged)
    #expect(try everyRow(of: path) == rows)
  }

  private func exported() throws -> [[UInt8]] {
    var lines: [[UInt8]] = []
    try store.export { lines.append($0) }
    return lines
  }

  private func take(
    _ lines: [[UInt8]], into store: IncidentStore
  ) throws -> ImportOutcome {
    var rest = lines[...]
    return try store.take(export: { rest.popFirst() }, at: at(20))
  }

  @Test func whatIsExportedMakesAnEqualStore() throws {
    let other = directory.path("other.db")
    let outcome = try take(exported(), into: IncidentStore.open(at: other))
    #expect(outcome.added == 10)
    #expect(outcome.bad.isEmpty)
    #expect(try everyRow(of: other) == everyRow(of: path))
    #expect(!FileManager.default.fileExists(atPath: other + ".incoming"))
  }

  @Test func anExportIsMergedIntoAStoreThatHoldsSomething() throws {
    let other = directory.path("other.db")
    let second = try IncidentStore.open(at: other)
    try second.append([everything[2], .sample("Own", at: 12)], by: desk, at: at(14))
    let outcome = try take(exported(), into: second)
    // What is on a person's desk stays there.
    #expect(outcome.added == 7)
    #expect(outcome.known == 2)
    #expect(try second.overview().incidents == 3)
  }

  @Test func aLineWhoseAuthorChangedCostsThatLineOnly() throws {
    var lines = try exported()
    let index = try #require(
      lines.firstIndex { String(decoding: $0, as: UTF8.self).contains("SHOT") })
    lines[index] = Array(
      String(decoding: lines[index], as: UTF8.self).replacing("anna", with: "anne").utf8)
    let outcome = try take(lines, into: IncidentStore.open(at: directory.path("other.db")))
    #expect(outcome.added == 9)
    #expect(outcome.bad.map(\.line) == [index + 1])
    #expect(outcome.bad.map(\.reason) == ["who recorded it, where or when does not match its seal"])
  }

  @Test func aLineThatIsNotAsItWasExportedCostsThatLineOnly() throws {
    var lines = try exported()
    let index = try #require(
      lines.firstIndex { String(decoding: $0, as: UTF8.self).contains("SHOT") })
    lines[index] = Array(
      String(decoding: lines[index], as: UTF8.self).replacing("SHOT", with: "SHUT").utf8)
    lines.append(Array("{\"v\":1,\"entry\":".utf8))
    let outcome = try take(lines, into: IncidentStore.open(at: directory.path("other.db")))
    #expect(outcome.added == 9)
    #expect(outcome.bad.map(\.line) == [index + 1, lines.count])
    #expect(outcome.bad[0].reason.hasPrefix("its content does not match its id"))
  }
}
