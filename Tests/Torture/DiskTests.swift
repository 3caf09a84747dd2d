import Foundation
import Glibc
import TestSupport
import Testing

/// A disk of a few kilobytes in memory. Only who may mount one can do this.
private final class SmallDisk {
  let folder = TemporaryDirectory()

  init?(kilobytes: Int) {
    guard mount("size=\(kilobytes)k") else { return nil }
  }

  deinit { umount2(folder.path, Int32(MNT_DETACH)) }

  func grow(toKilobytes size: Int) -> Bool { mount("remount,size=\(size)k") }

  private func mount(_ options: String) -> Bool {
    let result = try? run(
      ["-t", "tmpfs", "-o", options, "tmpfs", folder.path], of: "/bin/mount")
    return result?.code == 0
  }

  static let isPossible = SmallDisk(kilobytes: 64) != nil
}

@Suite(.enabled(if: SmallDisk.isPossible, "needs the right to mount a disk"))
struct DiskTests {
  private static func line(_ number: Int) -> String {
    """
    {"v":1,"type":"report","source":"Wire \(number % 9)","publishedAt":"2026-11-22T09:00:00Z",\
    "text":"An explosion was heard in Sochi, the outlet said in its report \(number)."}

    """
  }

  @Test func aFullDiskLosesNothingThatWasStored() throws {
    let disk = try #require(SmallDisk(kilobytes: 1400))
    let store = disk.folder.path("watchfloor.db")
    let few = TemporaryDirectory()
    try few.write((0..<20).map(Self.line).joined(), to: "few.jsonl")
    try few.write((20..<1500).map(Self.line).joined(), to: "many.jsonl")

    #expect(try run(["ingest", "--store", store, few.path("few.jsonl")]).code == 0)
    let full = try run(["ingest", "--store", store, few.path("many.jsonl")])
    #expect(full.code == 1)
    #expect(full.errors.contains("reason: the disk is full"), "\(full.errors)")
    #expect(full.errors.contains("hint: make room"))
    let list = try run(["list", "--json", "--store", store])
    #expect(list.output.contains(#""reports":20"#), "\(list)")
    let check = try run(["store", "check", "--store", store])
    #expect(check.errors == "40 entries, all as they were recorded\n")

    #expect(disk.grow(toKilobytes: 60_000))
    #expect(try run(["ingest", "--store", store, few.path("many.jsonl")]).code == 0)
    #expect(
      try run(["store", "check", "--store", store]).errors
        == "3000 entries, all as they were recorded\n")
  }
}
