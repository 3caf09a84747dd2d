import FeedIngest
import FileWatch
import Foundation
import IncidentStore
import Incidents
import Synchronization
import TestSupport
import Testing

@testable import Intake

/// Real files; the changes are told by the tests, in the order and at the moment they choose.
struct FollowedDirectoryTests {
  let directory = TemporaryDirectory()
  let store: IncidentStore
  let notices = Notices()
  var followed: FollowedDirectory

  init() throws {
    store = try .inMemory()
    followed = FollowedDirectory(
      path: directory.path, intake: .sample(into: store),
      onNotice: { [notices] in notices.add($0) })
  }

  // MARK: What is there

  @Test("All files are taken in, in the order of their names")
  mutating func start() throws {
    try directory.write(lines(1...3), to: "b.jsonl")
    try directory.write(article, to: "a.txt")
    #expect(mkdir(directory.path("subdirectory"), 0o700) == 0)
    followed.lookAtAll()
    #expect(
      notices.take() == [
        took("a.txt", IntakeOutcome(added: 1)), took("b.jsonl", IntakeOutcome(added: 3)),
      ])
  }

  @Test("A file of lines is a feed, and is heard when it is read; a dropped article is none")
  mutating func feeds() throws {
    try directory.write(lines(1...3), to: "b.jsonl")
    try directory.write(article, to: "a.txt")
    followed.lookAtAll()
    let feeds = try store.feeds()
    #expect(feeds.map(\.url) == ["b.jsonl"])
    #expect(feeds.first?.lastOkAt == Date(timeIntervalSince1970: 1_795_000_000))
  }

  @Test(
    "Hidden, unfinished and editors' files are passed over",
    arguments: [".hidden", ".a.txt.swp", ".#a.txt", "#a.txt#", "a.txt~", "a.txt.tmp", "a.txt.part"])
  mutating func passedOver(name: String) throws {
    try directory.write(article, to: name)
    followed.lookAtAll()
    changed((name, .closed))
    #expect(notices.take().isEmpty)
  }

  @Test("The store itself is passed over when it lies in the directory")
  mutating func ownStore() throws {
    let store = try IncidentStore.open(at: directory.path("watchfloor.db"))
    followed = FollowedDirectory(
      path: directory.path, intake: .sample(into: store),
      onNotice: { [notices] in notices.add($0) })
    try directory.write(article, to: "a.txt")
    followed.lookAtAll()
    #expect(notices.take() == [took("a.txt", IntakeOutcome(added: 1))])
  }

  @Test("A link and a pipe are said to be no files, and the file beside them is taken in")
  mutating func noFiles() throws {
    let outside = TemporaryDirectory()
    try outside.write("A secret of this machine.", to: "secret")
    #expect(symlink(outside.path("secret"), directory.path("link.txt")) == 0)
    #expect(mkfifo(directory.path("fifo"), 0o600) == 0)
    try directory.write(article, to: "whole.txt")
    followed.lookAtAll()
    #expect(
      notices.take() == [
        .problem(file: directory.path("fifo"), .notAFile(directory.path("fifo"))),
        .problem(file: directory.path("link.txt"), .isLink(directory.path("link.txt"))),
        took("whole.txt", IntakeOutcome(added: 1)),
      ])
    #expect(try store.overview().reports == 1)
  }

  @Test("A slash at the end of the directory's name changes nothing")
  mutating func trailingSlash() throws {
    followed = FollowedDirectory(
      path: directory.path + "/", intake: .sample(into: store),
      onNotice: { [notices] in notices.add($0) })
    try directory.write(article, to: "article.txt")
    followed.lookAtAll()
    #expect(notices.take() == [took("article.txt", IntakeOutcome(added: 1))])
  }

  // MARK: Articles

  @Test("An article is taken in when it is whole, and never by half")
  mutating func articleInTheMaking() throws {
    let writer = try directory.appender(to: "article.txt")
    try writer.write(contentsOf: Data(article.utf8.prefix(20)))
    changed(("article.txt", .created), ("article.txt", .modified))
    followed.lookAtAll()
    #expect(notices.take().isEmpty)

    try writer.write(contentsOf: Data(article.utf8.dropFirst(20)))
    try writer.close()
    changed(("article.txt", .modified), ("article.txt", .closed))
    #expect(notices.take() == [took("article.txt", IntakeOutcome(added: 1))])
  }

  @Test("An article that was touched but says the same is no news; one that says more is")
  mutating func articleAgain() throws {
    try directory.write(article, to: "article.txt")
    changed(("article.txt", .closed))
    changed(("article.txt", .closed))
    followed.lookAtAll()
    #expect(notices.take() == [took("article.txt", IntakeOutcome(added: 1))])

    try directory.append("Nobody was hurt.\n", to: "article.txt")
    changed(("article.txt", .closed))
    #expect(notices.take() == [took("article.txt", IntakeOutcome(added: 1))])
  }

  @Test("A file in windows-1251 is read")
  mutating func windows1251() throws {
    // "Взрывы в Краснодаре"
    let bytes: [UInt8] = [
      0xC2, 0xE7, 0xF0, 0xFB, 0xE2, 0xFB, 0x20, 0xE2, 0x20, 0xCA, 0xF0, 0xE0, 0xF1, 0xED, 0xEE,
      0xE4, 0xE0, 0xF0, 0xE5,
    ]
    try Data(bytes).write(to: URL(filePath: directory.path("old.txt")))
    try directory.write("Взрывы в Краснодаре", to: "same.txt")
    followed.lookAtAll()
    #expect(
      notices.take() == [
        took("old.txt", IntakeOutcome(added: 1)), took("same.txt", IntakeOutcome(known: 1)),
      ])
  }

  @Test("A file that is linked in is whole at once")
  mutating func linkedIn() throws {
    let elsewhere = TemporaryDirectory()
    try elsewhere.write(article, to: "whole")
    #expect(link(elsewhere.path("whole"), directory.path("article.txt")) == 0)
    changed(("article.txt", .created))
    #expect(notices.take() == [took("article.txt", IntakeOutcome(added: 1))])
  }

  // MARK: JSON Lines

  @Test("Each line is taken in when its newline is there, while the writer keeps the file open")
  mutating func growing() throws {
    let writer = try directory.appender(to: "feed.jsonl")
    let (half, rest) = (line(2).prefix(30), line(2).dropFirst(30))
    try writer.write(contentsOf: Data((lines(1...1) + half).utf8))
    changed(("feed.jsonl", .created), ("feed.jsonl", .modified))
    #expect(notices.take() == [took("feed.jsonl", IntakeOutcome(added: 1))])

    changed(("feed.jsonl", .modified))
    #expect(notices.take().isEmpty)

    try writer.write(contentsOf: Data((rest + "\n").utf8))
    changed(("feed.jsonl", .modified))
    #expect(notices.take() == [took("feed.jsonl", IntakeOutcome(added: 1))])
    #expect(try store.overview().quarantined == 0)
  }

  @Test("Half a line in a closed file is named, and is taken in with its rest", arguments: [0, 2])
  mutating func halfALine(before: Int) throws {
    let whole = before == 0 ? "" : lines(1...before)
    try directory.write(whole + line(9).prefix(30), to: "feed.jsonl")
    changed(("feed.jsonl", .closed))
    let file = directory.path("feed.jsonl")
    let tookBefore = before == 0 ? [] : [took("feed.jsonl", IntakeOutcome(added: before))]
    #expect(
      notices.take() == tookBefore + [
        .problem(
          file: file, .unfinishedLine(before + 1, of: file, reason: "it is not JSON"))
      ])

    try directory.append(line(9).dropFirst(30) + "\n", to: "feed.jsonl")
    changed(("feed.jsonl", .closed))
    #expect(notices.take() == [took("feed.jsonl", IntakeOutcome(added: 1))])
    #expect(try store.overview().reports == before + 1)
  }

  @Test("A last line that is whole but for its newline is taken in when the file is closed, once")
  mutating func noLastNewline() throws {
    try directory.write(line(1), to: "feed.jsonl")
    changed(("feed.jsonl", .closed))
    #expect(notices.take() == [took("feed.jsonl", IntakeOutcome(added: 1))])

    try directory.append("\n\(lines(2...2))bad\n", to: "feed.jsonl")
    changed(("feed.jsonl", .closed))
    #expect(notices.take() == [took("feed.jsonl", IntakeOutcome(added: 1, quarantined: 1))])
  }

  @Test("A bad line costs that line")
  mutating func badLine() throws {
    try directory.write(lines(1...2) + "bad\n" + lines(3...3), to: "feed.jsonl")
    changed(("feed.jsonl", .closed))
    #expect(notices.take() == [took("feed.jsonl", IntakeOutcome(added: 3, quarantined: 1))])
  }

  @Test("A file that was replaced by rename is read from its start")
  mutating func replaced() throws {
    try directory.write(lines(1...2), to: "feed.jsonl")
    changed(("feed.jsonl", .closed))
    try directory.write(lines(1...3), to: "feed.jsonl.tmp")
    try directory.rename("feed.jsonl.tmp", to: "feed.jsonl")
    changed(("feed.jsonl.tmp", .removed), ("feed.jsonl", .appeared))
    #expect(
      notices.take() == [
        took("feed.jsonl", IntakeOutcome(added: 2)),
        took("feed.jsonl", IntakeOutcome(added: 1, known: 2)),
      ])
  }

  @Test(
    "A file that was cut off and written anew is read from its start, however long it is now",
    arguments: [
      lines(31...31), lines(31...51), lines(31...90), lines(31...31) + lines(11...30),
      lines(10...29) + lines(31...40),
    ])
  mutating func rewritten(text: String) throws {
    let old = lines(10...30)
    try directory.append(old, to: "feed.jsonl")
    changed(("feed.jsonl", .closed))
    #expect(truncate(directory.path("feed.jsonl"), 0) == 0)
    try directory.append(text, to: "feed.jsonl")
    changed(("feed.jsonl", .modified), ("feed.jsonl", .closed))
    #expect(try store.overview().reports == Set((old + text).split(separator: "\n")).count)
  }

  @Test("A file that was removed is forgotten, and nothing is taken out of the store")
  mutating func removed() throws {
    try directory.write(lines(1...2), to: "feed.jsonl")
    changed(("feed.jsonl", .closed))
    try directory.remove("feed.jsonl")
    changed(("feed.jsonl", .removed))
    #expect(try store.overview().reports == 2)

    try directory.write(lines(1...3), to: "feed.jsonl")
    changed(("feed.jsonl", .closed))
    #expect(
      notices.take() == [
        took("feed.jsonl", IntakeOutcome(added: 2)),
        took("feed.jsonl", IntakeOutcome(added: 1, known: 2)),
      ])
  }

  // MARK: When not all was told

  @Test("After an overflow, all that was missed is taken in, and only that")
  mutating func overflow() throws {
    try directory.write(lines(1...2), to: "feed.jsonl")
    try directory.write(article, to: "article.txt")
    followed.lookAtAll()
    _ = notices.take()

    try directory.append(lines(3...4), to: "feed.jsonl")
    try directory.write(lines(5...5), to: "new.jsonl")
    try directory.remove("article.txt")
    followed.handle(.overflow)
    #expect(
      notices.take() == [
        took("feed.jsonl", IntakeOutcome(added: 2)), took("new.jsonl", IntakeOutcome(added: 1)),
      ])
  }

  @Test("A file that is gone before we look is no problem")
  mutating func goneAgain() {
    changed(("brief.txt", .closed))
    #expect(notices.take().isEmpty)
  }

  @Test("When the directory goes, following ends with a sentence")
  mutating func directoryGone() {
    followed.handle(.directoryGone)
    #expect(notices.take() == [.ended(.directoryGone(directory.path))])
  }

  private mutating func changed(_ changes: (name: String, kind: FileChange.Kind)...) {
    followed.handle(
      .changes(changes.map { FileChange(nameBytes: Array($0.name.utf8), kind: $0.kind) }))
  }

  private func took(_ name: String, _ outcome: IntakeOutcome) -> Follower.Notice {
    .took(file: directory.path(name), outcome)
  }
}

/// Keeps what a follower said until it is asked for.
final class Notices: Sendable {
  private let all = Mutex<[Follower.Notice]>([])

  func add(_ notice: Follower.Notice) { all.withLock { $0.append(notice) } }

  func take() -> [Follower.Notice] {
    all.withLock { all in
      defer { all = [] }
      return all
    }
  }
}
