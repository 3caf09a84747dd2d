import Foundation
import Incidents
import Testing

struct CodingTests {
  @Test(
    "Times are read in every form that ISO 8601 feeds use",
    arguments: [
      ("2026-11-22T09:30:00Z", "2026-11-22T09:30:00Z"),
      ("2026-11-22T12:30:00+03:00", "2026-11-22T09:30:00Z"),
      ("2026-11-22 09:30", "2026-11-22T09:30:00Z"),
      ("2026-11-22", "2026-11-22T00:00:00Z"),
      ("2026-11-22T09:30:00.25-0130", "2026-11-22T11:00:00.250Z"),
      ("2024-02-29", "2024-02-29T00:00:00Z"),
      ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"),
    ])
  func time(text: String, utc: String) throws {
    #expect(UTC.string(from: try #require(UTC.date(from: text))) == utc)
  }

  @Test(
    "What is no time is not read as one",
    arguments: ["", "yesterday", "2026-13-01", "2026-02-30", "2026-11-22T25:00Z", "2026-11-22T09"])
  func notATime(text: String) {
    #expect(UTC.date(from: text) == nil)
  }

  @Test func anEmptyListIsLeftOutOfTheLedger() throws {
    let reading = Reading(reader: "en-article/1", incidents: [])
    let json = String(decoding: try JSONEncoder.canonical.encode(reading), as: UTF8.self)
    #expect(json == #"{"reader":"en-article/1"}"#)
    #expect(try JSONDecoder.canonical.decode(Reading.self, from: Data(json.utf8)) == reading)
  }

  @Test(
    "A source keeps its id however its name is written",
    arguments: [
      ("The  Moscow Times", "moscow-times"), ("“Moscow” times ", "moscow-times"),
      ("SHOT", "shot"), ("The", "the"), ("The the", "the"), ("Theatre", "theatre"),
      (" @Kyiv_24/7!", "kyiv-24-7"), ("The «Ё» Times", "ё-times"), ("Рыбарь", "рыбарь"),
      ("--", ""), ("", ""),
    ])
  func sourceID(name: String, id: Source.ID) {
    #expect(Source.ID(named: name) == id)
  }

  @Test func aRegionLiesInItsCountry() {
    #expect(Region.ID(rawValue: "RU-KDA").lies(in: "RU"))
    #expect(!Region.ID(rawValue: "RUX").lies(in: "RU"))
    #expect(Region.ID(rawValue: "RU-KDA").country == "RU")
  }
}
