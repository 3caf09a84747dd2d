import FeedIngest
import FileWatch
import Foundation
import IncidentStore
import TestSupport
import Testing

@testable import Intake

/// What one run of a follower leaves to the next. Cost is counted in bytes read.
struct FollowMemoryTests {
  let directory = TemporaryDirectory()
  let state = TemporaryDirectory()
  let store: IncidentStore
  let notices = Notices()
  /// To know a file again, at most so many bytes of it are read.
  let recognising = 4096 + 1024

  init() throws { store = try .inMemory() }

  // MARK: Restarts

  @Test("A restart takes nothing twice, and reads nothing of what it knows")
  func restart() throws {
    try directory.write(lines(1...500), to: "feed.jsonl")
    try directory.write(article, to: "article.txt")
    #expect(run().bytesRead == lines(1...500).utf8.count + article.utf8.count)
    _ = notices.take()

    let again = run()
    #expect(again.bytesRead == 0)
    #expect(notices.take().isEmpty)
  }

  @Test("What was appended in between is all that is read, and its lines keep their numbers")
  func appendedInBetween() throws {
    try directory.write(lines(1...500), to: "feed.jsonl")
    _ = run()
    _ = notices.take()
    let more = lines(501...502) + "bad\n"
    try directory.append(more, to: "feed.jsonl")
    let again = run()
    #expect(notices.take() == [took("feed.jsonl", IntakeOutcome(added: 2, quarantined: 1))])
    #expect(again.bytesRead <= more.utf8.count + recognising)
    #expect(again.bytesRead >= more.utf8.count)
  }

  @Test("A file that was renamed in between goes on where it was")
  func renamedInBetween() throws {
    try directory.write(lines(1...500), to: "feed.jsonl")
    _ = run()
    _ = notices.take()
    try directory.rename("feed.jsonl", to: "old.jsonl")
    try directory.append(lines(501...501), to: "old.jsonl")
    #expect(run().bytesRead <= lines(501...501).utf8.count + recognising)
    #expect(notices.take() == [took("old.jsonl", IntakeOutcome(added: 1))])
  }

  @Test(
    "A file that was cut off or written anew in between is read from its start",
    arguments: [lines(1...2), lines(11...12), lines(11...80)])
  func rewrittenInBetween(text: String) throws {
    try directory.append(lines(1...20), to: "feed.jsonl")
    _ = run()
    #expect(truncate(directory.path("feed.jsonl"), 0) == 0)
    try directory.append(text, to: "feed.jsonl")
    #expect(run().bytesRead >= text.utf8.count)
    let all = Set((lines(1...20) + text).split(separator: "\n"))
    #expect(try store.overview().reports == all.count)
  }

  @Test("A file that was replaced in between is read from its start")
  func replacedInBetween() throws {
    try directory.write(lines(1...20), to: "feed.jsonl")
    _ = run()
    _ = notices.take()
    try directory.write(lines(1...30), to: "feed.jsonl.tmp")
    try directory.rename("feed.jsonl.tmp", to: "feed.jsonl")
    _ = run()
    #expect(notices.take() == [took("feed.jsonl", IntakeOutcome(added: 10, known: 20))])
  }

  @Test("Half a line that was left is taken in with its rest, after a restart too")
  func halfALineInBetween() throws {
    try directory.write(lines(1...2) + line(3).prefix(30), to: "feed.jsonl")
    _ = run()
    try directory.append(line(3).dropFirst(30) + "\n", to: "feed.jsonl")
    _ = notices.take()
    _ = run()
    #expect(notices.take() == [took("feed.jsonl", IntakeOutcome(added: 1))])
  }

  @Test("An article that says more after a restart is taken in, and one that says the same is not")
  func articleInBetween() throws {
    try directory.write(article, to: "a.txt")
    try directory.write(article + "Nobody was hurt.\n", to: "b.txt")
    _ = run()
    _ = notices.take()
    try directory.write(article, to: "a.txt")
    try directory.append("The port is closed.\n", to: "b.txt")
    _ = run()
    #expect(notices.take() == [took("b.txt", IntakeOutcome(added: 1))])
  }

  // MARK: When nothing can be remembered

  @Test(
    "Without the file, or with a broken one, all is read anew and nothing is stored twice",
    arguments: [nil, "", "{", "[1,2]", #"{"subject":{"version":2}}"#])
  func broken(content: String?) throws {
    try directory.write(lines(1...20), to: "feed.jsonl")
    _ = run()
    _ = notices.take()
    let file = try stateFile()
    if let content {
      try state.write(content, to: file)
    } else {
      try state.remove(file)
    }
    #expect(run().bytesRead == lines(1...20).utf8.count)
    #expect(notices.take() == [took("feed.jsonl", IntakeOutcome(known: 20))])
    #expect(run().bytesRead == 0)
  }

  @Test("A store that was made anew under the same name gets everything")
  func otherStore() throws {
    try directory.write(lines(1...20), to: "feed.jsonl")
    _ = run()
    _ = notices.take()
    let anew = try IncidentStore.inMemory()
    #expect(anew.path == store.path)
    _ = run(into: anew)
    #expect(notices.take() == [took("feed.jsonl", IntakeOutcome(added: 20))])
    #expect(try anew.overview().reports == 20)
  }

  @Test("What is asked for in another format is read anew")
  func otherFormat() throws {
    try directory.write(lines(1...2), to: "feed.jsonl")
    _ = run()
    _ = notices.take()
    var followed = FollowedDirectory(
      path: directory.path, intake: .sample(into: store), format: .article,
      remembersIn: state.path, onNotice: { [notices] in notices.add($0) })
    followed.remember()
    followed.lookAtAll()
    #expect(notices.take() == [took("feed.jsonl", IntakeOutcome(added: 1))])
  }

  @Test("The file is for this user alone; where it cannot be written, that is said once")
  func permissions() throws {
    try directory.write(lines(1...2), to: "feed.jsonl")
    let place = state.path("watchfloor")
    var followed = follow(into: store, in: place)
    followed.lookAtAll()
    followed.save()
    #expect(try mode(place) == 0o700)
    let names = try FileManager.default.contentsOfDirectory(atPath: place)
    #expect(try names.map { try mode("\(place)/\($0)") } == [0o600])
    _ = notices.take()

    try state.write("", to: "file")
    followed = follow(into: store, in: state.path("file"))
    followed.lookAtAll()
    followed.save()
    try directory.append(lines(3...3), to: "feed.jsonl")
    followed.lookAtAll()
    followed.save()
    let problems = notices.take().filter { if case .problem = $0 { true } else { false } }
    #expect(problems.count == 1)
    #expect(try store.overview().reports == 3)
  }

  // MARK: While it runs

  @Test("An append costs its own bytes, however long the file is")
  func append() throws {
    try directory.write(lines(1...2000), to: "feed.jsonl")
    var followed = follow(into: store)
    followed.lookAtAll()
    let before = followed.bytesRead
    try directory.append(lines(2001...2001), to: "feed.jsonl")
    changed(&followed, ("feed.jsonl", .closed))
    #expect(followed.bytesRead - before <= lines(2001...2001).utf8.count + recognising)
    #expect(try store.overview().reports == 2001)
  }

  @Test("A file that is renamed goes on where it was, and the one that takes its name begins anew")
  func rotated() throws {
    try directory.write(lines(1...500), to: "feed.jsonl")
    var followed = follow(into: store)
    followed.lookAtAll()
    _ = notices.take()
    let before = followed.bytesRead
    try directory.rename("feed.jsonl", to: "feed.1")
    try directory.append(lines(501...501), to: "feed.1")
    try directory.write(lines(601...602), to: "feed.jsonl")
    changed(
      &followed, ("feed.jsonl", .removed), ("feed.1", .appeared), ("feed.1", .closed),
      ("feed.jsonl", .created), ("feed.jsonl", .closed))
    #expect(
      notices.take() == [
        took("feed.1", IntakeOutcome(added: 1)), took("feed.jsonl", IntakeOutcome(added: 2)),
      ])
    #expect(followed.bytesRead - before <= lines(601...603).utf8.count + recognising)
  }

  @Test("When it is stopped, what is left is left to the next run")
  func stopped() throws {
    try directory.write(lines(1...2), to: "a.jsonl")
    try directory.write(lines(3...4), to: "b.jsonl")
    let intake = Intake.sample(into: store)
    var followed = FollowedDirectory(
      path: directory.path, intake: intake, remembersIn: state.path,
      onNotice: { [notices] in
        notices.add($0)
        intake.transactions.end()
      })
    followed.lookAtAll()
    followed.save()
    #expect(notices.take() == [took("a.jsonl", IntakeOutcome(added: 2))])
    _ = run()
    #expect(notices.take() == [took("b.jsonl", IntakeOutcome(added: 2))])
  }

  // MARK: Where nothing tells of changes

  @Test(
    "A scan takes whole lines at once, and an article when it has not changed since the last one")
  func scans() throws {
    try directory.write(lines(1...2) + line(3), to: "feed.jsonl")
    try directory.write(String(article.prefix(20)), to: "article.txt")
    var followed = follow(into: store)
    scan(&followed)
    #expect(notices.take() == [took("feed.jsonl", IntakeOutcome(added: 2))])

    try directory.write(article, to: "article.txt")
    scan(&followed)
    #expect(notices.take() == [took("feed.jsonl", IntakeOutcome(added: 1))])
    scan(&followed)
    #expect(notices.take() == [took("article.txt", IntakeOutcome(added: 1))])

    let before = followed.bytesRead
    scan(&followed)
    #expect(followed.bytesRead == before)
    #expect(notices.take().isEmpty)
  }

  @Test("What is wrong is not said again at each scan, and the end is said")
  func scanProblems() throws {
    try directory.write(lines(1...1) + line(2).prefix(30), to: "feed.jsonl")
    #expect(mkfifo(directory.path("fifo"), 0o600) == 0)
    var followed = follow(into: store)
    for _ in 1...4 { scan(&followed) }
    let file = directory.path("feed.jsonl")
    #expect(
      notices.take() == [
        took("feed.jsonl", IntakeOutcome(added: 1)),
        .problem(file: directory.path("fifo"), .notAFile(directory.path("fifo"))),
        .problem(file: file, .unfinishedLine(2, of: file, reason: "it is not JSON")),
      ])

    try directory.remove("feed.jsonl")
    try directory.remove("fifo")
    #expect(rmdir(directory.path) == 0)
    scan(&followed, finds: false)
    #expect(notices.take() == [.ended(.directoryGone(directory.path))])
  }

  // MARK: Help

  private func follow(
    into store: IncidentStore, in place: String? = nil
  ) -> FollowedDirectory {
    FollowedDirectory(
      path: directory.path, intake: .sample(into: store), remembersIn: place ?? state.path,
      onNotice: { [notices] in notices.add($0) })
  }

  /// One run from its start to its end, with all that is there.
  private func run(into other: IncidentStore? = nil) -> FollowedDirectory {
    var followed = follow(into: other ?? store)
    followed.remember()
    followed.lookAtAll()
    followed.save()
    return followed
  }

  private func scan(_ followed: inout FollowedDirectory, finds directory: Bool = true) {
    let isThere = followed.scan()
    #expect(isThere == directory)
  }

  private func changed(
    _ followed: inout FollowedDirectory, _ changes: (name: String, kind: FileChange.Kind)...
  ) {
    followed.handle(
      .changes(changes.map { FileChange(nameBytes: Array($0.name.utf8), kind: $0.kind) }))
  }

  private func took(_ name: String, _ outcome: IntakeOutcome) -> Follower.Notice {
    .took(file: directory.path(name), outcome)
  }

  private func stateFile() throws -> String {
    let names = try FileManager.default.contentsOfDirectory(atPath: state.path)
    #expect(names.count == 1)
    return try #require(names.first)
  }

  private func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? Int)
  }
}
