import Foundation
import TestSupport
import Testing

/// The commands that look after a store.
struct KeepingTests {
  let desk: Desk

  init() throws {
    desk = Desk()
    try desk.write(
      Desk.line("An explosion was heard in Sochi.", at: "2026-11-22T09:00:00Z")
        + Desk.line("A fire broke out in Hamburg.", at: "2026-11-20T09:30:00Z"), to: "feed.jsonl")
    try desk.watchfloor("ingest", desk.path("feed.jsonl"))
  }

  private func store(_ command: String, _ arguments: String..., on name: String) throws -> RunResult
  {
    try run(["store", command, "--store", desk.path(name)] + arguments)
  }

  @Test func anExportGoesThroughAPipeIntoAnEqualStore() throws {
    let export = try store("export", on: "watchfloor.db")
    #expect(export.code == 0)
    try desk.write(export.output, to: "export.jsonl")
    let taken = try store("import", desk.path("export.jsonl"), on: "other.db")
    #expect(taken.errors == "took in 4 entries, 0 known already\n")
    #expect(try store("export", on: "other.db").output == export.output)

    let ingested = try desk.watchfloor("ingest", desk.path("export.jsonl"))
    #expect(ingested.code == 2)
    #expect(ingested.errors.contains("hint: take all of it in: watchfloor store import FILE"))
  }

  @Test func aCopyIsMadeCheckedAndPutBack() throws {
    let copy = desk.path("copy.db")
    #expect(try store("backup", copy, on: "watchfloor.db").code == 0)
    #expect(try store("check", on: "copy.db").errors == "4 entries, all as they were recorded\n")
    try desk.write(
      Desk.line("A fire broke out in Bremen.", at: "2026-11-21T09:30:00Z"), to: "more.jsonl")
    try desk.watchfloor("ingest", desk.path("more.jsonl"))
    #expect(try desk.watchfloor("list").output.contains("Bremen"))
    let restored = try store("restore", copy, on: "watchfloor.db")
    #expect(restored.errors.contains("watchfloor store merge"))
    #expect(try !desk.watchfloor("list").output.contains("Bremen"))
  }

  @Test func theFileAloneHoldsAllThatWasTakenIn() throws {
    try FileManager.default.copyItem(atPath: desk.store, toPath: desk.path("alone.db"))
    #expect(try store("check", on: "alone.db").errors == "4 entries, all as they were recorded\n")
  }

  @Test func aFileThatHoldsNothingIsSaidToBeEmpty() throws {
    try desk.write("", to: "empty.db")
    for command in ["check", "repair"] {
      let result = try store(command, on: "empty.db")
      #expect(result.code == 1)
      #expect(result.errors.contains("reason: nothing was ever put into it"), "\(result.errors)")
    }
  }

  @Test func aChangedByteIsFoundAndTheRestIsKept() throws {
    try run([desk.store, "PRAGMA wal_checkpoint(TRUNCATE)"], of: "/usr/bin/sqlite3")
    let url = URL(filePath: desk.store)
    var bytes = try Data(contentsOf: url)
    let text = try #require(bytes.range(of: Data("An explosion was".utf8)))
    bytes[text.lowerBound + 3] = UInt8(ascii: "E")
    try bytes.write(to: url)

    let check = try store("check", on: "watchfloor.db")
    #expect(check.code == 1)
    #expect(check.errors.contains("  entry 1: its content does not match its id"))
    #expect(check.errors.contains("watchfloor store repair"))
    let repair = try store("repair", on: "watchfloor.db")
    #expect(repair.code == 2)
    #expect(repair.errors.contains("kept 3 entries, lost 1; the damaged file is now"))
    #expect(try store("check", on: "watchfloor.db").code == 0)
  }
}
