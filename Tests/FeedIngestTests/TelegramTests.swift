import Foundation
import Incidents
import Testing

@testable import FeedIngest

struct TelegramTests {
  func take(_ name: String, size: Int = 1_000) throws -> FeedResult {
    readInPieces(
      TelegramReader(options: cleaningOptions), try feedFile("telegram/\(name).json"), size: size)
  }

  @Test("A channel is one source, and each of its messages one report by it")
  func channel() throws {
    let result = try take("channel")
    #expect(result.rejected == [])
    #expect(
      result.drafts.first == .source(SourceBody(name: "City Desk", platform: "telegram")))
    #expect(result.drafts.count { if case .source = $0 { true } else { false } } == 1)
    #expect(result.bodies.map(\.source) == Array(repeating: "City Desk", count: 6))
    #expect(
      result.bodies.map(\.nativeID) == [2, 3, 4, 5, 9, 11].map { "1234567890/\($0)" })
    #expect(result.bodies.allSatisfy { $0.mediaHash == nil && $0.url == nil })
  }

  @Test("The same reports come out wherever the bytes are cut", arguments: [1, 2, 3, 17, 65_536])
  func pieces(size: Int) throws {
    #expect(try take("channel", size: size).drafts == take("channel").drafts)
  }

  @Test("A formatted text is put together, and escapes that are no JSON are mended")
  func text() throws {
    let report = try take("channel").bodies[0]
    #expect(
      report.text
        == "An explosion was heard in Kharkiv. More \"soon\".\u{1F} Tab\there.\nSubscribe")
    #expect(report.publishedAt == UTC.date(from: "2024-03-01T09:00:00Z"))
    #expect(report.revisedAt == UTC.date(from: "2024-03-01T09:30:00Z"))
    #expect(report.addsOriginalReporting == nil)
  }

  @Test("A forward cites whom it was forwarded from, before those that its text cites")
  func forwards() throws {
    let result = try take("channel")
    #expect(result.bodies[1].addsOriginalReporting == false)
    let citations = result.told[1].citations
    #expect(citations.map(\.source) == ["Night Watch", "Daily Post"])
    #expect(citations[0].relation == .forwards)
    #expect(citations[0].state == .confirmed)
    #expect(citations[0].platform == "telegram")
    #expect(citations[1].state == .suggested)
    #expect(
      result.told[2].citations == [
        ReadCitation(
          source: nil, platform: "telegram", relation: .forwards, state: .confirmed)
      ])
  }

  @Test("Pictures sent as one album are one report; a message without words says what it is")
  func albums() throws {
    let bodies = try take("channel").bodies
    #expect(bodies[3].text == "Пожар в порту")
    #expect(bodies[3].nativeID == "1234567890/5")
    #expect(bodies[4].text == "[video file]")
  }

  @Test("An old export gives the exporter's local time, and 1970 for never edited")
  func oldExport() throws {
    let report = try take("channel").bodies[5]
    #expect(report.publishedAt == UTC.date(from: "2019-03-01T13:07:00Z"))
    #expect(report.revisedAt == nil)
  }

  @Test("Of a whole account channels and groups are taken, each as a source of its own")
  func account() throws {
    let result = try take("account")
    #expect(result.bodies.map(\.text) == ["Один", "Два"])
    #expect(result.bodies.map(\.nativeID) == ["8/1", "10/1"])
    #expect(
      result.drafts.filter { if case .source = $0 { true } else { false } } == [
        .source(SourceBody(name: "News A", platform: "telegram")),
        .source(SourceBody(name: "Group B", platform: "telegram")),
      ])
    #expect(
      result.rejected.map(\.reason) == [
        "it is private: only channels and groups of a whole account are taken in",
        "it is private: only channels and groups of a whole account are taken in",
        "it has no \"id\"",
      ])
    #expect(result.rejected.allSatisfy { !$0.raw.contains("secret") && !$0.raw.contains("self") })
  }

  @Test("A chat without a name is that of whoever the caller says")
  func noName() {
    let export =
      #"{"name":null,"type":"private_channel","id":5,"messages":[{"id":1,"type":"message","text":"Да"}]}"#
    var options = cleaningOptions
    options.source = "Our channel"
    let result = readInPieces(TelegramReader(options: options), export.utf8)
    #expect(
      result.drafts == [
        .report(
          ReportBody(source: "Our channel", text: "Да", nativeID: "5/1"),
          Reading(reader: "article-ru-uk/1", incidents: []))
      ])
  }

  @Test("An export that is cut off keeps the messages before the cut, and says so")
  func cutOff() throws {
    let bytes = try feedFile("telegram/channel.json")
    let end = try #require(String(decoding: bytes, as: UTF8.self).range(of: "Night Watch"))
    let cut = String(decoding: bytes, as: UTF8.self)[..<end.lowerBound]
    let result = readInPieces(TelegramReader(options: cleaningOptions), cut.utf8)
    #expect(result.bodies.count == 1)
    #expect(result.rejected.map(\.line) == [41])
    #expect(result.rejected.map(\.reason) == ["the feed ends in the middle of it"])
  }

  @Test("Exports are known by their content")
  func recognised() throws {
    #expect(TelegramReader.recognises(try feedFile("telegram/channel.json")))
    #expect(TelegramReader.recognises(try feedFile("telegram/account.json")))
    #expect(TelegramReader.recognises(Array(#"{"type":"","id":1,"messages":[]}"#.utf8)))
    for other in [#"{"messages":[]}"#, #"{"v":1,"type":"report"}"#, "[]", "", "{", "<rss>"] {
      #expect(!TelegramReader.recognises(Array(other.utf8)))
    }
  }
}
