import Foundation
import Glibc
import TestSupport
import Testing

/// Files made to take all the time and memory there is get no more than their share of them: read by the
/// real program, whose memory the system counts.
struct HostileFilesTests {
  /// A file that begins in one way and then repeats something.
  struct Hostile: CustomTestStringConvertible, Sendable {
    var name: String
    var head = ""
    var again: String
    /// In bytes: what the program may take for each that is on its way.
    var share = 40
    var testDescription: String { name }

    /// As long as a file of `size` bytes.
    func bytes(_ size: Int) -> Data {
      let piece = Data(again.utf8)
      var bytes = Data(head.utf8)
      while bytes.count < size { bytes += piece }
      return bytes
    }
  }

  let directory = TemporaryDirectory()

  /// In bytes.
  static let size = rounds == 1 ? 50_000 : 4_000_000
  /// In bytes: what the program takes with nothing to read, and how much of a file is on its way at once.
  static let (ground, onTheWay) = (120 << 20, 4 << 20)

  private func expectBounded(_ result: RunResult, _ size: Int, share: Int) {
    #expect([0, 1, 2, 64].contains(result.code), "\(result.code): \(result.errors.prefix(500))")
    var own = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &own)
    // Linux counts for a process what the one had that started it, too.
    let most = max(own.ru_maxrss * 1024, Self.ground + share * min(size, Self.onTheWay))
    #expect(result.memory <= most, "\(result.memory >> 20) MB")
    // No clock in short runs. A second a megabyte: a build without optimisation takes up to thirty times as long.
    if rounds > 1 {
      let seconds = 2 + 30 * Double(size) / 1e6
      #expect(result.seconds <= seconds, "\(result.seconds) s for \(size) bytes")
    }
  }

  private func expectBoundedIntake(_ hostile: Hostile, _ size: Int, share: Int) throws {
    try hostile.bytes(size).write(to: URL(filePath: directory.path("feed")))
    expectBounded(
      try run(["ingest", "--store", directory.path("watchfloor.db"), directory.path("feed")]),
      size, share: share)
  }

  @Test("A hostile feed takes its share and no more", arguments: hostileFeeds)
  func feed(hostile: Hostile) throws {
    try expectBoundedIntake(hostile, Self.size, share: hostile.share)
  }

  @Test("A hostile article takes its share and no more", arguments: hostileArticles)
  func article(hostile: Hostile) throws {
    // Nothing of a longer one is read.
    try expectBoundedIntake(hostile, min(Self.size, 1_000_000), share: 100)
  }

  @Test("A hostile configuration takes its share and no more", arguments: hostileSettings)
  func settings(hostile: Hostile) throws {
    let folder = directory.path("watchfloor")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    // Nobody's configuration is larger.
    let size = min(Self.size, 500_000)
    for name in ["config.toml", "keys.toml", "mine.toml"] {
      try hostile.bytes(size).write(to: URL(filePath: "\(folder)/\(name)"))
    }
    for command in [["config"], ["keys", "check"], ["theme", "check", "\(folder)/mine.toml"]] {
      let result = try run(command, environment: ["XDG_CONFIG_HOME": directory.path])
      expectBounded(result, size, share: 250)
    }
  }

  private static let table = "event_id_cnty,event_date,event_type,country\n"

  static let hostileFeeds: [Hostile] = [
    Hostile(name: "JSON in JSON", head: #"{"v":1,"type":"report","text":"#, again: "["),
    Hostile(
      name: "objects in a report", head: #"{"v":1,"type":"report","text":"#, again: #"{"a":"#),
    Hostile(name: "a line without an end", head: #"{"v":1,"type":"report","text":""#, again: "x"),
    Hostile(name: "empty lines", head: #"{"v":1}"#, again: "\n"),
    Hostile(name: "lines that are none", head: #"{"v":1}"# + "\n", again: "{\n", share: 10),
    Hostile(
      name: "a map of brackets", head: #"{"type":"FeatureCollection","features":["#, again: "["),
    Hostile(
      name: "a map of features", head: #"{"features":[{"properties":{"title":"Fire"}},"#,
      again: "{},"),
    Hostile(
      name: "a chat of entities",
      head: #"{"name":"x","type":"public_channel","messages":[{"text":["#,
      again: #"{"type":"bold","text":"a"},"#),
    Hostile(name: "a bundle", head: #"{"type":"bundle","objects":["#, again: #"{"id":["#),
    Hostile(name: "items in items", head: "<rss><channel>", again: "<item>"),
    Hostile(name: "elements in elements", head: "<rss><channel><item><title>", again: "<a>"),
    Hostile(name: "an attribute", head: "<rss><channel><item><a b='", again: "x&amp;"),
    Hostile(name: "a text of no end", head: "<rss><channel><item><title><![CDATA[", again: "]"),
    Hostile(name: "references", head: "<rss><channel><item><title>", again: "&#x41;&lt;&"),
    Hostile(
      name: "entities in entities", head: "<!DOCTYPE rss [<!ENTITY a 'ha'>",
      again: "<!ENTITY a '&a;&a;&a;&a;&a;&a;&a;&a;'>"),
    Hostile(
      name: "areas", head: "<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'><info><area>",
      again: "<polygon>1,1 "),
    Hostile(name: "a quote", head: table + "1,2026-11-22,\"", again: "x,\n"),
    Hostile(name: "columns", head: table, again: ","),
    Hostile(name: "rows that are none", head: table, again: "x\n"),
    Hostile(name: "nothing", again: "\0"),
  ]

  static let hostileArticles: [Hostile] = [
    Hostile(name: "one word", head: "Fire in Hamburg. ", again: "explosion"),
    Hostile(name: "one sentence", head: "Fire in Hamburg, ", again: "an explosion in Sochi, "),
    Hostile(name: "many events", again: "An explosion was heard in Sochi, Life said. "),
    Hostile(name: "Russian events", again: "В Сочи прогремел взрыв, сообщил канал SHOT. "),
    Hostile(name: "marks", head: "Fire in Hamburg e", again: "\u{301}"),
    Hostile(name: "quotation marks", head: "Fire in Hamburg. ", again: "«“\""),
    Hostile(name: "numbers", head: "Fire in Hamburg killed ", again: "10 000 "),
    Hostile(name: "abbreviations", head: "Fire in Hamburg. ", again: "St. "),
    Hostile(name: "capitals", head: "Fire in Hamburg. ", again: "Ministry of "),
    Hostile(name: "Russian words", head: "В Сочи ", again: "взрыв "),
    Hostile(name: "wrapped lines", head: "Fire in Hamburg\n", again: "explosion in sochi\n"),
    Hostile(name: "quoted sentences", head: "Fire in Hamburg. ", again: "\"Fire.\" "),
  ]

  static let hostileSettings: [Hostile] = [
    Hostile(name: "brackets", head: "a = ", again: "["),
    Hostile(name: "braces", head: "a = ", again: "{a="),
    Hostile(name: "a name", head: "[a", again: ".a"),
    Hostile(name: "tables", again: "[[a]]\n"),
    Hostile(name: "tables in tables", again: "[[a.a]]\n"),
    Hostile(name: "a text", head: "a = \"", again: "\\u0041"),
    Hostile(name: "keys", head: "a = 1\n", again: "a = 1\n"),
    Hostile(name: "a comment", head: "# ", again: "#"),
    Hostile(name: "roles", head: "[roles]\n", again: "x.y = \"#fff\"\n"),
  ]
}
