import Dispatch
import Foundation
import Glibc
import IncidentStore
import Incidents
import Intake

/// Invented reports in a store of their own, and a folder into which more of them trickle: what a
/// newcomer watches. It all goes when it ends.
///
/// In the files, `@-05:12` stands for five hours and twelve minutes before the demo began, and `@now` for
/// the moment at which a line comes.
final class Demo {
  static let banner = "DEMO · invented reports, not news"

  let store: IncidentStore
  /// The folder to follow.
  let feeds: String
  private let directory: URL
  private let start = Date()

  init() throws {
    Self.removeLeftovers()
    directory = FileManager.default.temporaryDirectory.appending(
      path: "\(Self.prefix)\(getpid())-\(UUID().uuidString)")
    feeds = directory.appending(path: "feeds").path
    try FileManager.default.createDirectory(
      atPath: feeds, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    store = try IncidentStore.open(at: directory.appending(path: "watchfloor.db").path)

    try takeWhatCameBefore()
  }

  deinit { try? FileManager.default.removeItem(at: directory) }

  private static let prefix = "watchfloor-demo-"

  /// Takes away what demos have left that were killed: their names begin with the process that is gone.
  private static func removeLeftovers() {
    let place = FileManager.default.temporaryDirectory
    for name in (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []
    where name.hasPrefix(prefix) {
      guard
        let process = name.dropFirst(prefix.count).split(separator: "-").first
          .flatMap({ pid_t($0) }), kill(process, 0) != 0, errno == ESRCH
      else { continue }
      try? FileManager.default.removeItem(at: place.appending(path: name))
    }
  }

  /// Each item comes in at its own time, so that there is a past to look back into.
  private func takeWhatCameBefore() throws {
    let lines = Embedded.text("before.jsonl").split(separator: "\n").map(String.init)
    var items = lines.map { (minutes: Self.minutesBefore($0) ?? 27 * 60, text: $0) }
    items.append((5 * 60 + 12, Embedded.text("article.txt")))
    for item in items.sorted(by: { $0.minutes > $1.minutes }) {
      try take(
        dated(item.text, now: start), at: start.addingTimeInterval(-Double(item.minutes) * 60))
    }
  }

  private func take(_ text: String, at time: Date) throws {
    let file = directory.appending(path: "item")
    try Data(text.utf8).write(to: file)
    let demo = Author(name: "demo", desk: "demo")
    _ = try Intake(into: store, by: demo, publishedAt: time, now: { time }).take(file: file.path)
  }

  /// Appends the rest, a line at a time, to a file in ``feeds``.
  func trickle() throws {
    let path = feeds + "/trickle.jsonl"
    try Data().write(to: URL(filePath: path))
    for line in Embedded.text("during.jsonl").split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, let seconds = Double(parts[0]) else {
        preconditionFailure("a line of the demo begins with seconds: \(line)")
      }
      let item = String(parts[1])
      DispatchQueue.global().asyncAfter(deadline: .now() + seconds) { [start] in
        guard let file = FileHandle(forWritingAtPath: path) else { return }  // The demo is over.
        let text = Self.dated(item, now: Date(), start: start)
        _ = try? file.seekToEnd()
        try? file.write(contentsOf: Data("\(text)\n".utf8))
      }
    }
  }

  private func dated(_ text: String, now: Date) -> String {
    Self.dated(text, now: now, start: start)
  }

  private static func dated(_ text: String, now: Date, start: Date) -> String {
    text.replacing("\"@now\"", with: "\"\(UTC.string(from: now))\"")
      .replacing(time) { match in
        "\"\(UTC.string(from: start.addingTimeInterval(-Double(minutes(match.output)) * 60)))\""
      }
  }

  /// How many minutes before the demo began an item came. `nil` when it does not say.
  private static func minutesBefore(_ text: String) -> Int? {
    text.firstMatch(of: time).map { minutes($0.output) }
  }

  private static var time: Regex<(Substring, Substring, Substring)> { #/"@-(\d\d):(\d\d)"/# }

  private static func minutes(_ match: (Substring, Substring, Substring)) -> Int {
    (Int(match.1) ?? 0) * 60 + (Int(match.2) ?? 0)
  }
}
