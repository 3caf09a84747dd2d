import FeedIngest
import Foundation
import Incidents
import Testing

/// Reading always ends, whatever stands in a text, and what it finds lies within the text.
struct GarbledTests {
  static let names = [
    "kharkiv-drone", "digest-ukraine", "port-sudan-chain", "antofagasta-protest", "saratov-neither",
    "poltava-drone",
  ]

  func text(_ name: String) throws -> String {
    try String(contentsOf: ArticleTests.folder.appending(path: name + ".txt"), encoding: .utf8)
  }

  /// Every passage lies in the text; reading ended, or we would not be here.
  func expectSound(_ text: String) {
    for incident in read(ReportBody(source: nil, text: text))?.incidents ?? [] {
      let passages =
        incident.claims.map(\.passage) + incident.citations.map(\.passage)
        + incident.statements.map(\.passage) + incident.silences.map(\.passage)
      for passage in passages.compactMap(\.self) {
        #expect(0 <= passage.start && passage.start < passage.end)
        #expect(passage.end <= text.utf8.count)
      }
    }
  }

  @Test("A text that breaks off anywhere is read to its end", arguments: names)
  func prefixes(name: String) throws {
    let bytes = Array(try text(name).utf8)
    for cut in bytes.indices { expectSound(String(decoding: bytes[..<cut], as: UTF8.self)) }
  }

  @Test("A text that begins anywhere is read to its end", arguments: names)
  func suffixes(name: String) throws {
    let bytes = Array(try text(name).utf8)
    for cut in stride(from: 0, to: bytes.count, by: 7) {
      expectSound(String(decoding: bytes[cut...], as: UTF8.self))
    }
  }

  @Test("Words in any order are read to their end", arguments: names)
  func shuffles(name: String) throws {
    let words = try text(name).split(separator: " ")
    var dice = Dice(state: 7)
    for round in 0..<60 {
      let shuffled = words.shuffled(using: &dice).prefix(20 + round * 2)
      expectSound(shuffled.joined(separator: " "))
    }
  }

  @Test("Pieces of all articles, put together at random, are read to their end")
  func mixtures() throws {
    let words = try ArticleTests.names.flatMap { try text($0).split(separator: " ") }
    var dice = Dice(state: 11)
    for _ in 0..<500 {
      var pieces: [Substring] = []
      for _ in 0..<8 {
        let start = Int.random(in: 0..<words.count, using: &dice)
        pieces += words[start...].prefix(Int.random(in: 1...9, using: &dice))
      }
      expectSound(pieces.joined(separator: " "))
    }
  }

  @Test(
    "Marks, quotes and numbers without sense are read to their end",
    arguments: [
      "\"\"\"\" said, said, said,", "of of of the the of", "neither nor neither nor", "1 2 3,,,..",
      "’’’ “ „ » — — the mayor of", "according to according to citing citing",
      "a a a hundred dozen",
      "Dr. Dr. Dr. of Lviv", "between and between 3 and", "on Telegram on Telegram channel",
    ])
  func nonsense(text: String) {
    expectSound(text)
    expectSound(String(repeating: text + " ", count: 50))
    expectSound("An explosion was heard in Lviv. " + text)
  }
}

/// A small generator of random numbers that is the same on every run (xorshift).
private struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
