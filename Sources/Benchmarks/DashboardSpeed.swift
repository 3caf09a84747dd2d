import ArgumentParser
import Foundation
import Glibc

/// How quick the dashboard is: the real program on a real terminal, with somebody who types.
struct DashboardSpeed: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dashboard",
    abstract: "Times the dashboard on stores made for it, from its start to its last byte.",
    discussion: """
      The stores are kept in a folder and used again: 1000000 reports take minutes to make once. Of each \
      action the time is that from the key to the last byte, its detail included; "first" is the frame \
      that follows the key at once.
      """)

  @Argument(help: "How many reports; several for the growth.")
  var reports = [10_000, 100_000]

  @Option(help: "Where the stores are kept; by itself in $TMPDIR.")
  var folder: String?

  @Option(help: "How often each action is done.")
  var times = 60

  @Flag(help: "Leave out newsboat, and the minutes of idleness.") var short = false

  @Option(help: "Only these parts: paint, keys, sort, search, commits, lines, idle, newsboat.")
  var only: String?

  func run() throws {
    let folder =
      self.folder.map { URL(filePath: $0) }
      ?? FileManager.default.temporaryDirectory.appending(path: "watchfloor-bench-stores")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for count in reports {
      let start = ContinuousClock.now
      let store = try StoreGenerator(reports: count).store(in: folder)
      let seconds = (ContinuousClock.now - start).seconds
      say("\(count) reports, about \(count / 5) incidents (made in \(Int(seconds)) s)")
      try measure(store, in: folder)
    }
    if wants("newsboat", isLong: true) { try measureNewsboat(in: folder) }
  }

  private func wants(_ part: String, isLong: Bool = false) -> Bool {
    only?.contains(part) ?? !(short && isLong)
  }

  private func measure(_ store: String, in folder: URL) throws {
    for (width, height) in [(200, 60), (120, 40)] {
      let stage = Stage(store: store, width: width, height: height, folder: folder, times: times)
      func perform(_ part: String, isLong: Bool = false, _ measure: () throws -> Void) throws {
        guard wants(part, isLong: isLong) else { return }
        try readThrough(store)
        try measure()
      }
      say("  at \(width)x\(height)")
      try perform("paint", stage.firstPaint)
      try perform("keys", stage.keys)
      guard width == 200 else { continue }
      try perform("sort", stage.sorting)
      try perform("search", stage.searching)
      try perform("commits", stage.commits)
      try perform("lines", stage.lines)
      try perform("idle", isLong: true, stage.idleness)
    }
  }

  /// So that the program is measured, and not how much of the store the disk's cache holds by chance.
  private func readThrough(_ path: String) throws {
    let file = try FileHandle(forReadingFrom: URL(filePath: path))
    while let chunk = try file.read(upToCount: 1 << 20), !chunk.isEmpty {}
  }

  /// How long newsboat takes to list 100,000 items that are in its cache.
  private func measureNewsboat(in folder: URL) throws {
    guard let newsboat = Program.find("newsboat") else {
      say("newsboat is not installed: apt-get install newsboat")
      return
    }
    let items = 100_000
    func file(_ name: String) -> String { folder.appending(path: "newsboat-" + name).path }
    if !FileManager.default.fileExists(atPath: file("cache.db")) {
      try FeedGenerator().write(items, to: file("feed.rss"))
      try Data("file://\(file("feed.rss"))\n".utf8).write(to: URL(filePath: file("urls")))
      try Data("max-items 0\n".utf8).write(to: URL(filePath: file("config")))
      _ = try Program.measure(
        ["-u", file("urls"), "-C", file("config"), "-c", file("cache.db"), "-x", "reload"],
        of: newsboat)
    }
    let runs = try (0..<3).map { _ -> Timings in
      let program = try Driven(
        ["-u", file("urls"), "-C", file("config"), "-c", file("cache.db")], of: newsboat,
        width: 200, height: 60, home: folder.path)
      try program.wait(for: "Wire")
      let shown = program.elapsed
      _ = try program.watch(since: .now)
      let opened = try program.press("\r")
      let memory = program.residentMemory
      try program.quit("Q")
      return Timings(shown: shown, listed: opened.last.seconds, memory: memory)
    }
    let best = runs.sorted { $0.shown + $0.listed < $1.shown + $1.listed }[1]
    say(
      """
      newsboat, \(items) items in its cache: \(milliseconds(best.shown)) from exec to its feeds, \
      \(milliseconds(best.listed)) more to the items of the one that has them; \
      \(megabytes(best.memory)) resident
      """)
  }

  private struct Timings {
    var shown, listed: Double
    var memory: Int
  }
}

/// Prints at once, also into a file: the next figure may take a while.
func say(_ line: String) {
  print(line)
  fflush(nil)
}

func milliseconds(_ seconds: Double) -> String { String(format: "%.1f ms", seconds * 1000) }

func megabytes(_ bytes: Int) -> String { String(format: "%.1f MB", Double(bytes) / 1e6) }
