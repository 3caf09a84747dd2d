import FeedIngest
import Foundation
import IncidentStore
import Intake
import Synchronization
import TestSupport
import Testing

struct IntakeTests {
  let directory = TemporaryDirectory()
  let store: IncidentStore
  let intake: Intake

  init() throws {
    store = try .inMemory()
    intake = .sample(into: store)
  }

  @Test("An article is one report, and the same file again adds nothing")
  func articleTwice() throws {
    try directory.write(article, to: "article.txt")
    #expect(try intake.take(file: directory.path("article.txt")) == IntakeOutcome(added: 1))
    #expect(try intake.take(file: directory.path("article.txt")) == IntakeOutcome(known: 1))
    #expect(try store.overview().reports == 1)
  }

  @Test("A bad line in the middle costs that line, and is kept with its reason")
  func badLine() throws {
    try directory.write("\(lines(1...2))not a report\n\(lines(3...4))", to: "feed.jsonl")
    #expect(
      try intake.take(file: directory.path("feed.jsonl"))
        == IntakeOutcome(added: 4, quarantined: 1))
    #expect(try store.overview().quarantined == 1)
  }

  @Test("A last line without a newline is a line")
  func noLastNewline() throws {
    try directory.write(lines(1...2) + line(3), to: "feed.jsonl")
    #expect(try intake.take(file: directory.path("feed.jsonl")) == IntakeOutcome(added: 3))
  }

  @Test("A file of several chunks is taken in whole, and a line that is too long costs itself")
  func manyChunks() throws {
    let endless = String(repeating: "x", count: 5 << 20)
    let text = lines(1...15_000) + endless + "\n" + lines(15_001...30_000)
    try directory.write(text, to: "feed.jsonl")
    #expect(
      try intake.take(file: directory.path("feed.jsonl"))
        == IntakeOutcome(added: 30_000, quarantined: 1))
  }

  @Test(
    "What comes through a pipe is told apart by its content", arguments: [article, lines(1...1)])
  func pipe(text: String) throws {
    let pipe = Pipe()
    try pipe.fileHandleForWriting.write(contentsOf: Data(text.utf8))
    try pipe.fileHandleForWriting.close()
    let outcome = try intake.take(from: pipe.fileHandleForReading, named: "standard input")
    #expect(outcome == IntakeOutcome(added: 1))
  }

  @Test("The format that is asked for wins")
  func formatOverrides() throws {
    try directory.write(line(1), to: "report.txt")
    let path = directory.path("report.txt")
    #expect(try intake.take(file: path, format: .article) == IntakeOutcome(added: 1))
    #expect(try intake.take(file: path) == IntakeOutcome(added: 1))
  }

  @Test("A picture is kept in quarantine")
  func picture() throws {
    try Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A]).write(
      to: URL(filePath: directory.path("map.png")))
    #expect(
      try intake.take(file: directory.path("map.png")) == IntakeOutcome(quarantined: 1))
  }

  @Test("A file that is not there is an error with a way out")
  func notFound() {
    let path = directory.path("nowhere.txt")
    let error = #expect(throws: IntakeError.self) { try intake.take(file: path) }
    #expect(
      error?.description == """
        cannot take in '\(path)'
          reason: there is no such file
          hint: check the name; a text on standard input is taken in with: watchfloor ingest -
        """)
  }

  @Test("A directory is not taken in, and the error says what to do with it")
  func isDirectory() {
    let error = #expect(throws: IntakeError.self) { try intake.take(file: directory.path) }
    #expect(error?.code == .isDirectory)
    #expect(error?.hint?.hasSuffix("watchfloor follow '\(directory.path)'") == true)
  }

  @Test("A pipe with a name does not hang the program")
  func namedPipe() {
    #expect(mkfifo(directory.path("fifo"), 0o600) == 0)
    let error = #expect(throws: IntakeError.self) {
      try intake.take(file: directory.path("fifo"))
    }
    #expect(error?.code == .notAFile)
  }

  @Test("Rows that are none go into quarantine a part at a time, and all of them")
  func manyRows() throws {
    let portions = Mutex<[Int]>([])
    let intake = Intake(
      store: store, author: Author(name: "anna", desk: "night"),
      options: FeedOptions(sanitise: { $0 }), now: { Date(timeIntervalSince1970: 1_795_000_000) },
      onStored: { _, quarantine in portions.withLock { $0.append(quarantine.count) } })
    try directory.write(
      "event_id_cnty,event_date,event_type,country\n" + String(repeating: "x\n", count: 30_000),
      to: "rows.csv")
    let outcome = try intake.take(file: directory.path("rows.csv"))
    #expect(outcome.quarantined == 30_000)
    portions.withLock { portions in
      #expect(portions.count > 2)
      #expect(portions.allSatisfy { $0 <= 16_000 })
    }
  }

  @Test("What is too long for an article is not read to its end")
  func tooLarge() throws {
    try directory.write("", to: "endless.txt")
    #expect(truncate(directory.path("endless.txt"), 1 << 40) == 0)
    let error = #expect(throws: IntakeError.self) {
      try intake.take(file: directory.path("endless.txt"), format: .article)
    }
    #expect(error?.code == .tooLarge)
    #expect(error?.reason == "it is longer than 1 MiB")
  }
}
