import FileWatch
import Foundation
import TestSupport
import Testing

/// Real directories; the tests wait for events, never for time.
@Suite(.timeLimit(.minutes(1)))
struct FileWatchTests {
  let directory = TemporaryDirectory()

  @Test("A file that is written is created, modified and closed, and tells each once")
  func writing() async throws {
    let events = try DirectoryWatch.events(in: directory.path)
    let file = try #require(fopen(directory.path + "/report.txt", "w"))
    for _ in 1...100 {
      fputs("ten explosions\n", file)
      fflush(file)
    }
    fclose(file)

    let changes = await events.changes(until: .closed)
    #expect(Set(changes.map(\.kind)) == [.created, .modified, .closed])
    #expect(Set(changes.map(\.name)) == ["report.txt"])
    #expect(changes.count { $0.kind == .closed } == 1)
  }

  @Test("A line that is appended is told while the writer keeps the file open")
  func appending() async throws {
    let file = try #require(fopen(directory.path + "/feed.jsonl", "a"))
    defer { fclose(file) }
    let events = try DirectoryWatch.events(in: directory.path)
    fputs("{}\n", file)
    fflush(file)

    #expect(await events.changes(until: .modified).map(\.kind) == [.modified])
  }

  @Test("A file that replaces another by rename appears under its name")
  func replacing() async throws {
    try directory.write("old", to: "report.txt")
    try directory.write("new", to: "report.txt.tmp")
    let events = try DirectoryWatch.events(in: directory.path)
    try directory.rename("report.txt.tmp", to: "report.txt")

    #expect(
      await events.changes(until: .appeared) == [
        FileChange(nameBytes: Array("report.txt.tmp".utf8), kind: .removed),
        FileChange(nameBytes: Array("report.txt".utf8), kind: .appeared),
      ])
  }

  @Test("A hard link is created, and nothing is closed")
  func linking() async throws {
    try directory.write("whole", to: "report.txt")
    let events = try DirectoryWatch.events(in: directory.path)
    #expect(link(directory.path + "/report.txt", directory.path + "/link.txt") == 0)

    let changes = await events.changes(until: .created)
    #expect(changes == [FileChange(nameBytes: Array("link.txt".utf8), kind: .created)])
  }

  @Test("A file that is deleted is removed, and a subdirectory is not told")
  func deleting() async throws {
    try directory.write("gone soon", to: "report.txt")
    let events = try DirectoryWatch.events(in: directory.path)
    #expect(mkdir(directory.path + "/subdirectory", 0o700) == 0)
    #expect(unlink(directory.path + "/report.txt") == 0)

    let changes = await events.changes(until: .removed)
    #expect(changes == [FileChange(nameBytes: Array("report.txt".utf8), kind: .removed)])
  }

  @Test("A name that is not UTF-8 opens the file it names")
  func foreignName() async throws {
    let events = try DirectoryWatch.events(in: directory.path)
    let name: [UInt8] = [0xCB, 0xF0, 0xE0, 0xF1, 0xED, 0xEE]  // "Красно" in windows-1251
    let path = Array(directory.path.utf8) + Array("/".utf8) + name + [0]
    let file = open(path.map(CChar.init(bitPattern:)), O_WRONLY | O_CREAT, 0o600)
    #expect(file >= 0)
    close(file)

    let change = try #require(await events.changes(until: .closed).last)
    #expect(change.nameBytes == name)
    #expect(change.name.allSatisfy { $0 == "\u{FFFD}" })
  }

  @Test("A directory that is deleted or moved ends the events", arguments: ["deleted", "moved"])
  func directoryGoes(how: String) async throws {
    let watched = directory.path + "/watched"
    #expect(mkdir(watched, 0o700) == 0)
    let events = try DirectoryWatch.events(in: watched)
    if how == "deleted" {
      #expect(rmdir(watched) == 0)
    } else {
      #expect(Foundation.rename(watched, watched + "-away") == 0)
    }

    var all: [DirectoryEvent] = []
    for await event in events { all.append(event) }
    #expect(all == [.directoryGone])
  }

  @Test("A watch that is cancelled tells nothing more")
  func cancelling() async throws {
    let queue = DispatchQueue(label: "watch")
    let (stream, told) = AsyncStream.makeStream(of: DirectoryEvent.self)
    let watch = try DirectoryWatch(directory: directory.path, queue: queue) { told.yield($0) }
    queue.sync { watch.cancel() }
    try directory.write("unheard", to: "report.txt")
    queue.sync {}
    told.finish()

    var all: [DirectoryEvent] = []
    for await event in stream { all.append(event) }
    #expect(all.isEmpty)
  }

  @Test("A directory that is not there is an error with a way out")
  func notFound() throws {
    let path = directory.path + "/nowhere"
    let error = #expect(throws: FileWatchError.self) {
      try DirectoryWatch(directory: path) { _ in }
    }
    #expect(error?.code == .notFound)
    #expect(
      error?.description == """
        cannot watch the directory '\(path)'
          reason: there is no such directory
          hint: make it with: mkdir -p '\(path)'
        """)
  }

  @Test("A file cannot be watched")
  func notADirectory() throws {
    try directory.write("a file", to: "report.txt")
    let error = #expect(throws: FileWatchError.self) {
      try DirectoryWatch(directory: directory.path + "/report.txt") { _ in }
    }
    #expect(error?.code == .notADirectory)
  }
}

extension AsyncStream<DirectoryEvent> {
  /// All changes up to and with the first batch that holds one of this kind.
  func changes(until kind: FileChange.Kind) async -> [FileChange] {
    var all: [FileChange] = []
    for await event in self {
      guard case .changes(let changes) = event else { continue }
      all += changes
      if changes.contains(where: { $0.kind == kind }) { break }
    }
    return all
  }
}
