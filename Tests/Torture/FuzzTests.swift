import Dashboard
import Foundation
import Glibc
import Incidents
import TerminalKit
import TestSupport
import Testing

@testable import FeedIngest
@testable import watchfloor

/// Files that are spoilt in every way are read without a trap and without an end.
///
/// What is being read lies in `watchfloor-fuzz-…` in the temporary folder, and stays there after a trap.
struct FuzzTests {
  static let feeds = files("FeedIngestTests/Feeds") + files("FeedIngestTests/Articles") + given

  @Test("A spoilt feed is read to its end", .timeLimit(.minutes(60)), arguments: feeds)
  func spoiltFeed(file: URL) throws {
    let format = FeedFormat.recognise(try Data(contentsOf: file).prefix(1 << 16))
    try forEachSpoilt(file, rounds: 4) { bytes in
      let options = FeedOptions(sanitise: { sanitised($0, keepingLineBreaks: true) })
      let result = ingest(bytes, format: format, options: options)
      for draft in result.drafts {
        if case .report(let report, let reading) = draft {
          // What it found lies in the text.
          #expect(reading?.firstPassage(outside: report.text) == nil)
        }
      }
      _ = ingest(bytes, options: options)
    }
  }

  @Test("A spoilt theme is read or refused", arguments: files("../themes"))
  func spoiltTheme(file: URL) throws {
    try forEachSpoilt(file, rounds: 20) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      do throws(ThemeError) {
        _ = try Theme(toml: text, named: "spoilt")
      } catch {
        #expect(!"\(error)".isEmpty)
      }
    }
  }

  @Test func aSpoiltConfigurationIsReadOrRefused() throws {
    try forEachSpoilt(Array(Configuration.example.utf8), named: "config", rounds: 100) { bytes in
      do throws(ConfigurationError) {
        _ = try Configuration(toml: String(decoding: bytes, as: UTF8.self), from: "config.toml")
      } catch {
        #expect(!"\(error)".isEmpty)
      }
    }
  }

  @Test func aSpoiltFileOfKeysLeavesAWayOut() throws {
    try forEachSpoilt(Array(KeyMap.standard.toml.utf8), named: "keys.toml", rounds: 60) { bytes in
      let (keys, problems) = KeysFile.read(String(decoding: bytes, as: UTF8.self))
      #expect(keys != nil || !problems.isEmpty)
      #expect(keys?.toml.contains("quit = [") != false)
    }
  }

  @Test func aSpoiltFilterIsReadOrPointedAt() throws {
    let filter = #"""
      region:RU-KDA status:reported,contested official:silent silent>6h origins>=2 grade:A-C \#
      kind:drone source:SHOT since:24h as words "exact phrase" -not
      """#
    try forEachSpoilt(Array(filter.utf8), named: "filter", rounds: 2000) { bytes in
      let line = String(decoding: bytes, as: UTF8.self)
      do throws(FilterError) {
        let filter = try IncidentFilter(line)
        // What it writes it reads again.
        #expect((try? IncidentFilter(filter.description)) == filter, "\(line)")
      } catch {
        #expect(error.range.upperBound <= line.utf8.count)
      }
    }
  }

  @Test func whatIsSanitisedControlsNoTerminal() throws {
    for file in Self.feeds {
      try forEachSpoilt(file, rounds: 2) { bytes in
        let clean = sanitised(String(decoding: bytes, as: UTF8.self))
        #expect(clean.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
        #expect(sanitised(clean) == clean)
      }
    }
  }

  @Test("Spoilt markup is read to its end", arguments: markup)
  func spoiltMarkup(document: String) throws {
    try forEachSpoilt(Array(document.utf8), named: "feed.xml", rounds: 300) { bytes in
      _ = ingest(bytes, options: FeedOptions(sanitise: { sanitised($0, keepingLineBreaks: true) }))
    }
  }

  private static let markup = [
    """
    <?xml version="1.0" encoding="windows-1251"?>
    <rss version="2.0" xmlns:georss="http://www.georss.org/georss"><channel><title>Wire</title>
    <item><title>Explosion in Sochi &amp; fire</title><guid>1</guid>
    <description><![CDATA[<p>An explosion was heard in <b>Sochi</b>.</p>]]></description>
    <pubDate>Sun, 22 Nov 2026 09:30:00 +0300</pubDate><georss:point>43.6 39.7</georss:point></item>
    <item><title>Nothing</title><link>https://example.org/2</link></item></channel></rss>
    """,
    """
    <feed xmlns="http://www.w3.org/2005/Atom"><title>Wire</title><updated>2026-11-22T09:30:00Z</updated>
    <entry><id>tag:example.org,2026:1</id><title type="html">A fire &lt;i&gt;in Hamburg&lt;/i&gt;</title>
    <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Two <br/>were hurt.</div></content>
    <updated>2026-11-22T09:30:00Z</updated></entry></feed>
    """,
    """
    <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>A-1</identifier><sender>met</sender>
    <sent>2026-11-22T09:30:00+03:00</sent><status>Actual</status><msgType>Update</msgType>
    <references>met,A-0,2026-11-22T08:30:00+03:00</references><scope>Public</scope>
    <info><language>en</language><event>Flood</event><urgency>Immediate</urgency>
    <severity>Severe</severity><certainty>Observed</certainty><headline>Flood in Lviv</headline>
    <area><areaDesc>Lviv</areaDesc><polygon>49.8,24.0 49.9,24.0 49.9,24.1 49.8,24.0</polygon></area>
    </info></alert>
    """,
  ]

  // MARK: Spoiling

  private static func files(_ folder: String) -> [URL] {
    let folder = URL(filePath: folder, relativeTo: testFolder)
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().map { folder.appending(path: $0) }.filter {
      !["expected", ""].contains($0.pathExtension)
    }
  }

  /// Those of `TORTURE_FILES`, up to 1 MB each.
  private static var given: [URL] {
    guard let folder = ProcessInfo.processInfo.environment["TORTURE_FILES"] else { return [] }
    return files(folder).filter {
      (try? $0.resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0 <= 1 << 20
    }
  }

  private func forEachSpoilt(
    _ file: URL, rounds times: Int, _ body: ([UInt8]) throws -> Void
  ) throws {
    try forEachSpoilt(
      Array(Data(contentsOf: file)), named: file.lastPathComponent, rounds: times, body)
  }

  private func forEachSpoilt(
    _ bytes: [UInt8], named name: String, rounds times: Int, _ body: ([UInt8]) throws -> Void
  ) throws {
    var random = SplitMix64(seed: seed)
    let last = FileManager.default.temporaryDirectory
      .appending(path: "watchfloor-fuzz-\(UUID().uuidString)-\(name)")
    func read(_ spoilt: [UInt8]) throws {
      try Data(spoilt).write(to: last)
      try body(spoilt)
    }
    for _ in 0..<times * rounds {
      var spoilt = bytes
      for _ in 0...Int.random(in: 0..<6, using: &random) { spoil(&spoilt, &random) }
      try read(spoilt)
    }
    // Cut off at each byte, where there are few; in a short run at some of them.
    if bytes.count <= 4000 {
      let step = max(1, rounds == 1 ? bytes.count / (times + 1) : 1)
      for end in stride(from: 0, to: bytes.count, by: step) { try read(Array(bytes[..<end])) }
    }
    try FileManager.default.removeItem(at: last)
  }

  /// What a file may go on with.
  private static let others = feeds.prefix(200).compactMap { try? Array(Data(contentsOf: $0)) }

  private static let hostile: [[UInt8]] =
    [
      "<![CDATA[", "]]>", "<!DOCTYPE x [<!ENTITY a \"&b;\">]>", "&a;", "&#x110000;", "&#0;", "<",
      "</",
      "\"", "\\", "\\u", "\\uD800", "\\x1", "{", "[", "[[[[[[[[", "}", ",", ",,,,", "\n", "\r\n",
      "\0",
      "1e999", "-9223372036854775809", "99999999999999999999", "0000-00-00", "2026-02-30T25:61:61Z",
      "null", "\u{202E}", "\u{E0041}", "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}", "«", "“",
      ". ",
      "\u{1B}]52;c;AAAA\u{07}", "ё", "’s", "10 000 000", "%", "  ",
    ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF8, 0x88], [0x1F, 0x8B]]

  private func spoil(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
    guard !bytes.isEmpty else {
      bytes = Self.hostile.randomElement(using: &random)!
      return
    }
    let place = Int.random(in: 0..<bytes.count, using: &random)
    let length = min(bytes.count - place, 1 << Int.random(in: 0..<10, using: &random))
    let piece = Array(bytes[place..<(place + length)])
    switch Int.random(in: 0..<8, using: &random) {
    case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 1: bytes.removeSubrange(place..<(place + length))
    case 2:
      let copies = Int.random(in: 1..<8, using: &random)
      bytes.insert(contentsOf: (0..<copies).flatMap { _ in piece }, at: place)
    case 3: bytes.removeSubrange(place...)
    case 4: bytes.insert(contentsOf: piece, at: Int.random(in: 0...bytes.count, using: &random))
    case 5:
      // One file goes on as another.
      let other = Self.others.randomElement(using: &random) ?? []
      bytes.replaceSubrange(
        place..., with: other.suffix(Int.random(in: 0...other.count, using: &random)))
    case 6:
      let most = 1 << Int.random(in: 0..<(rounds == 1 ? 12 : 17), using: &random)
      bytes.insert(
        contentsOf: (0..<most / 8).flatMap { _ in piece.prefix(8) }, at: place)
    default: bytes.insert(contentsOf: Self.hostile.randomElement(using: &random)!, at: place)
    }
  }
}
