import Foundation
import Gazetteer
import IncidentStore
import Incidents

/// One store at one size of the screen, and what is done there.
struct Stage {
  var store: String
  var width: Int
  var height: Int
  var folder: URL
  var times: Int

  private func open(_ arguments: [String] = []) throws -> Driven {
    let program = try Driven(
      ["--store", store, "--fresh"] + arguments, width: width, height: height, home: folder.path)
    try program.wait(for: StoreGenerator.lastTitle)
    _ = try program.watch(since: .now)
    return program
  }

  /// From its start to the newest row on the screen.
  func firstPaint() throws {
    var seconds: [Double] = []
    var memory = 0
    for _ in 0..<11 {
      let program = try Driven(
        ["--store", store, "--fresh"], width: width, height: height, home: folder.path)
      try program.wait(for: StoreGenerator.lastTitle)
      seconds.append(program.elapsed)
      _ = try program.watch(since: .now)
      memory = program.residentMemory
      try program.quit()
    }
    let times = seconds.sorted()
    say(
      """
          first paint \(milliseconds(times[5])) (\(milliseconds(times[0])) to \
      \(milliseconds(times[10]))), then \(megabytes(memory)) resident
      """)
  }

  func keys() throws {
    let program = try open()
    var table = table("key to last byte")
    func add(_ name: String, _ keys: [String], before: [String] = []) throws {
      for key in before { _ = try program.press(key) }
      var answers: [Driven.Answer] = []
      for turn in 0..<times { answers.append(try program.press(keys[turn % keys.count])) }
      table.rows.append(row(name, answers))
    }
    let (up, down) = ("\u{1B}OA", "\u{1B}OB")
    let (pageUp, pageDown) = ("\u{1B}[5~", "\u{1B}[6~")
    try add("down", [down])
    try add("up", [up])
    try add("page down", [pageDown])
    try add("page up", [pageUp])
    try add("last, first", ["G", "g"])
    try add("to another region", [down], before: ["1"])
    try add("to another and back", [up, down])
    try add("last, first by title", ["G", "g"], before: ["1", "g", "2", "st"])
    try add("page down by title", [pageDown])
    say(table.text.indented)
    say(
      "    \(megabytes(program.residentMemory)) resident, \(megabytes(program.peakMemory)) at most")
    try program.quit()
  }

  /// By every column, down and up.
  func sorting() throws {
    let program = try open()
    var table = table("sorting by")
    for (letter, name) in [
      ("f", "first report"), ("k", "kind"), ("t", "title"), ("r", "region"), ("e", "evidence"),
      ("n", "origins"), ("g", "grade"), ("o", "official"), ("s", "silence"), ("m", "reports"),
      ("l", "last report"),
    ] {
      var answers: [Driven.Answer] = []
      for _ in 0..<max(4, times / 6) {
        _ = try program.press("s")
        answers.append(try program.press(letter))
      }
      table.rows.append(row(name, answers))
    }
    say(table.text.indented)
    try program.quit()
  }

  /// What is typed letter by letter; of each line the slowest letter counts, and of words those from the
  /// second one on.
  func searching() throws {
    let program = try open()
    var table = table("searching and filtering")
    func add(_ name: String, _ begin: String, _ text: String, from first: Int, end: String) throws {
      var answers: [Driven.Answer] = []
      for _ in 0..<max(4, times / 6) {
        _ = try program.press(begin)
        _ = try program.press(String(text.prefix(first - 1)))
        for letter in text.dropFirst(first - 1) { answers.append(try program.press("\(letter)")) }
        _ = try program.press(end)
        _ = try program.press(end)
      }
      table.rows.append(row(name, answers))
    }
    try add("find: two letters", "/", "zw", from: 2, end: "\u{1B}")
    try add("find: a word", "/", "zwolle", from: 2, end: "\u{1B}")
    for (name, text) in [
      ("words: two letters", "ex"), ("words: two letters, rare", "zw"),
      ("words: два знака", "по"), ("words: a word", "explosions"), ("words: rare", "zwolle"),
      ("words: слово", "наводнение"), ("words: two", "explosions arkansas"),
    ] {
      try add(name, "f", text, from: 2, end: "\u{1B}")
    }
    for text in [
      "region:UA", "status:rumour", "status:corroborated official:denied", "silent>6h",
      "authority:government", "source:source-7", "place:kra", "grade:A reports>4",
      "kind:fire status:reported official:silent origins>1 silent>2h wa",
      "-kind:fire -region:RU reports>3 place:or authority:government ma",
    ] {
      try add(text, "f", text, from: text.count, end: "\u{1B}")
    }
    say(table.text.indented)
    try program.quit()
  }

  /// What others put into the store.
  func commits() throws {
    try onCopy { stage in
      let program = try stage.open()
      let other = try IncidentStore.open(at: stage.store)
      var answers: [Driven.Answer] = []
      for turn in 0..<times {
        let draft = Draft.report(
          ReportBody(source: "Other", publishedAt: Date(), text: "A fire, number \(turn)."),
          Reading(
            reader: "generator",
            incidents: [
              ReadIncident(
                title: "Fire number \(turn)", kind: .fire, region: "NL-OV",
                identity: "other:\(turn)")
            ]))
        try other.append([draft], by: Author(name: "other", desk: "bench"), at: Date())
        answers.append(try program.watch(since: .now, isAwaited: true))
      }
      report("to the screen", [row("another process commits", answers)])
      try program.quit()
    }
  }

  /// Lines appended to a file: to one that the dashboard follows, and to one that lnav shows. Of the
  /// dashboard it takes reading, joining and storing, too.
  func lines() throws {
    let followed = folder.appending(path: "followed")
    try? FileManager.default.removeItem(at: followed)
    try FileManager.default.createDirectory(at: followed, withIntermediateDirectories: true)
    let file = followed.appending(path: "live.jsonl")
    // Each of another country, so that each is a row of its own.
    let countries = Gazetteer.world.allCountries
    func append(_ turn: Int, to handle: FileHandle) throws -> ContinuousClock.Instant {
      let line = """
        {"v":1,"type":"report","source":"Live \(Self.word(turn))",\
        "publishedAt":"\(UTC.string(from: Date()))",\
        "text":"A fire broke out in a warehouse in \(Gazetteer.world.name(of: countries[turn]))."}

        """
      let start = ContinuousClock.now
      try handle.write(contentsOf: Data(line.utf8))
      return start
    }
    try onCopy { stage in
      try Data().write(to: file)
      let program = try stage.open(["--follow", followed.path])
      let handle = try FileHandle(forWritingTo: file)
      let answers = try (0..<times).map { turn in
        try program.watch(since: append(turn, to: handle), isAwaited: true)
      }
      report("to the screen", [row("a line in a followed file", answers)])
      try program.quit()
    }
    guard let lnav = Program.find("lnav") else {
      return say("    lnav is not installed: apt-get install lnav")
    }
    try Data().write(to: file)
    let handle = try FileHandle(forWritingTo: file)
    _ = try append(times, to: handle)
    let program = try Driven(
      ["-N", file.path], of: lnav, width: width, height: height, home: folder.path)
    try program.wait(for: Self.word(times))
    _ = try program.bytes(within: 2000)
    let seconds = try (0..<times).map { turn in
      let start = try append(turn, to: handle)
      try program.wait(for: Self.word(turn))
      // Not in step with what wakes it.
      defer { usleep(UInt32(turn * 37 % 100) * 1000) }
      return (ContinuousClock.now - start).seconds
    }
    say(
      """
          lnav, until the line stands there: \(milliseconds(seconds.quantile(0.5))), p95 \
      \(milliseconds(seconds.quantile(0.95))), p99 \(milliseconds(seconds.quantile(0.99)))
      """)
    let before = program.sleeps
    let bytes = try program.bytes(within: 30_000)
    say("    lnav, idle: \(bytes) bytes and \(program.wakeUps(since: before)) wake-ups in 30 s")
    try program.quit("q")
  }

  /// A word of its own for each line, of letters: programs that colour numbers cut words there.
  private static func word(_ turn: Int) -> String {
    let syllables = ["ba", "ce", "di", "fo", "gu", "ha", "ke", "li", "mo", "nu"]
    return "\(turn)".compactMap(\.wholeNumberValue).map { syllables[$0] }.joined() + "x"
  }

  /// What is added is in a copy: the store is used again.
  private func onCopy(_ act: (Self) throws -> Void) throws {
    let written = folder.appending(path: "written")
    var stage = self
    stage.store = written.appending(path: "store.db").path
    try? FileManager.default.removeItem(at: written)
    try FileManager.default.createDirectory(at: written, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: written) }
    try FileManager.default.copyItem(atPath: store, toPath: stage.store)
    try act(stage)
  }

  /// A minute in which nothing happens: up to the next full minute, and across it.
  func idleness() throws {
    let program = try open()
    func secondsOfMinute() -> Double {
      Date().timeIntervalSince1970.truncatingRemainder(dividingBy: 60)
    }
    while !(1.0...25).contains(secondsOfMinute()) { _ = try program.bytes(within: 500) }
    let before = program.sleeps
    let bytes = try program.bytes(within: 30_000)
    let count = program.wakeUps(since: before)
    let between = program.sleeps
    let tick = try program.bytes(within: Int((62 - secondsOfMinute()) * 1000))
    say(
      """
          idle: \(bytes) bytes and \(count) wake-ups of its threads in 30 s; \
      \(tick) bytes and \(program.wakeUps(since: between)) wake-ups when the minute turns
      """)
    try program.quit()
  }

  // MARK: Figures

  private func report(_ title: String, _ rows: [[String]]) {
    var table = table(title)
    table.rows = rows
    say(table.text.indented)
  }

  private func table(_ title: String) -> QualityTable {
    QualityTable(
      title: title,
      header: ["", "p50", "p95", "p99", "first p50", "p99", "bytes first", "bytes all"])
  }

  private func row(_ name: String, _ answers: [Driven.Answer]) -> [String] {
    let (last, first) = (answers.map(\.last.seconds), answers.map(\.first.seconds))
    func bytes(_ counts: [Int]) -> String { "\(counts.sorted()[counts.count / 2])" }
    return [
      name, milliseconds(last.quantile(0.5)), milliseconds(last.quantile(0.95)),
      milliseconds(last.quantile(0.99)), milliseconds(first.quantile(0.5)),
      milliseconds(first.quantile(0.99)), bytes(answers.map(\.first.bytes)),
      bytes(answers.map(\.last.bytes)),
    ]
  }
}

extension [Double] {
  /// The least value that so great a part is not above.
  fileprivate func quantile(_ part: Double) -> Double {
    let rank = Int((part * Double(count)).rounded(.up)) - 1
    return sorted()[Swift.min(Swift.max(0, rank), count - 1)]
  }
}

extension String {
  fileprivate var indented: String {
    split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
  }
}
