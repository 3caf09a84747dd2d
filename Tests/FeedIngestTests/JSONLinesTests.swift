import FeedIngest
import Foundation
import Incidents
import Testing

struct JSONLinesTests {
  static let options = FeedOptions(sanitise: { $0.replacing("\u{1B}", with: "�") })

  func take(_ lines: String..., firstLine: Int = 1) -> FeedResult {
    ingest(
      Array(lines.joined(separator: "\n").utf8), format: .jsonl, options: Self.options,
      firstLine: firstLine)
  }

  @Test("Each type of line gives its draft")
  func types() {
    let result = take(
      #"{"v":1,"type":"report","source":"Baza","text":"Шум","language":"ru","publishedAt":"2026-03-01T06:00:00Z"}"#,
      #"{"v":1,"type":"source","name":"Life","sourceType":"new_media","reliability":"D"}"#,
      "",
      #"{"v":1,"type":"authority","name":"Governor","kind":"government","region":"RU-KDA","channels":[{"url":"https://a.example","expectedIntervalSeconds":3600}]}"#,
      #"{"v":1,"type":"heard","url":"https://a.example","at":"2026-03-01T07:00:00Z"}"#)
    let at = Date(timeIntervalSince1970: 1_772_344_800)
    #expect(result.rejected == [])
    #expect(result.lines == 5)
    #expect(
      result.drafts == [
        .report(
          ReportBody(source: "Baza", publishedAt: at, text: "Шум", language: "ru"),
          Reading(reader: "article-ru-uk/1", incidents: [])),
        .source(SourceBody(name: "Life", sourceType: .newMedia, reliability: .d)),
        .authority(
          AuthorityBody(
            name: "Governor", kind: .government, region: "RU-KDA",
            channels: [ChannelBody(url: "https://a.example", expectedIntervalSeconds: 3600)])),
        .heard(HeardBody(url: "https://a.example", at: at.addingTimeInterval(3600))),
      ])
  }

  @Test("A report without incidents is read by machine, one with incidents by an analyst")
  func readings() {
    let text = "An explosion was heard in Kharkiv."
    let result = take(
      #"{"v":1,"type":"report","text":"\#(text)"}"#,
      #"{"v":1,"type":"report","text":"\#(text)","incidents":[{"title":"Blast","kind":"explosion","region":"UA-63","claims":[{"kind":"occurrence","text":"blast","stance":"asserts","passage":{"start":0,"end":34,"rule":"analyst"}}]}]}"#,
      #"{"v":1,"type":"report","text":"\#(text)","reader":"desk/2","incidents":[]}"#)
    let readings = result.drafts.map { draft -> Reading? in
      if case .report(_, let reading) = draft { reading } else { nil }
    }
    #expect(readings.map { $0?.reader } == ["article-en/1", "analyst", "desk/2"])
    #expect(readings.map { $0?.incidents.map(\.region) } == [["UA-63"], ["UA-63"], []])
  }

  @Test(
    "A line that cannot be read says what is wrong and what to type",
    arguments: [
      ("hello", "it is not JSON", "write one JSON object a line"),
      (#"{"v":2,"type":"report"}"#, #""v" is 2; this build reads version 1"#, #"write "v":1"#),
      (
        #"{"type":"report","text":"a"}"#, #""v" is missing"#,
        "add it; see the fields with: watchfloor ingest --schema"
      ),
      (
        #"{"v":1,"type":"reprot"}"#, #""type" is "reprot""#,
        "write one of: report, source, authority, heard"
      ),
      (#"{"v":1,"type":"report"}"#, #""text" is missing"#, "watchfloor ingest --schema"),
      (#"{"v":1,"type":"report","text":7}"#, #""text" is no text"#, "watchfloor ingest --schema"),
      (
        #"{"v":1,"type":"report","text":"a","publishedAt":"soon"}"#,
        #""publishedAt": “soon” is not a time such as 2026-11-22T09:30:00Z"#, "--schema"
      ),
      (
        #"{"v":1,"type":"source","name":"A","reliability":"Z"}"#,
        #""reliability" has a value that is not known"#, "write one of: A, B, C, D, E, F"
      ),
      (
        #"{"v":1,"type":"report","text":"a","incidents":[{"title":"t","kind":"boom","region":"UA"}]}"#,
        #""incidents[0].kind" has a value that is not known"#,
        "write one of: explosion, strike, drone"
      ),
      (
        #"{"v":1,"type":"report","text":"a","incidents":[{"title":"t","kind":"fire","region":"UA","statements":[{"authority":{"name":"n","kind":"police","region":"UA"},"role":"competent","claim":"occurrence","position":"maybe","attribution":"on_record","messageType":"alert"}]}]}"#,
        #""incidents[0].statements[0].position" has a value that is not known"#,
        "write one of: confirmed, partly_confirmed"
      ),
      (
        #"{"v":1,"type":"report","text":"a","incidents":[{"title":"t","kind":"fire","region":"UA","claims":[{"kind":"occurrence","text":"x","stance":"asserts","passage":{"start":0,"end":9,"rule":"analyst"}}]}]}"#,
        #"passage 1 (bytes 0 to 9) does not lie in "text", which has 1 bytes"#, "UTF-8 byte offsets"
      ),
    ])
  func refused(line: String, reason: String, hint: String) throws {
    let result = take(line, firstLine: 41)
    #expect(result.drafts.isEmpty)
    let item = try #require(result.rejected.first)
    #expect(item.line == 41)
    #expect(item.problem == "cannot take in line 41")
    #expect(item.reason == reason)
    #expect(item.hint.contains(hint))
    #expect(item.raw == line)
  }

  @Test("A bad line costs that line only, and lines are counted from where the chunk begins")
  func oneBadLine() {
    let good = #"{"v":1,"type":"source","name":"A"}"#
    let result = take(good, "{", good, "", firstLine: 101)
    #expect(result.drafts.count == 2)
    #expect(result.rejected.map(\.line) == [102])
    #expect(result.lines == 3)
  }

  @Test("Every text of a draft is cleaned, and offsets into a text that was cleaned are dropped")
  func cleaned() throws {
    let escape = #"\u001b"#
    let result = take(
      #"{"v":1,"type":"report","source":"S\#(escape)","headline":"H\#(escape)","text":"T\#(escape)","incidents":[{"title":"I\#(escape)","kind":"fire","region":"UA","place":{"text":"P\#(escape)","precision":1},"claims":[{"kind":"occurrence","text":"C\#(escape)","stance":"asserts","hedge":"h\#(escape)","passage":{"start":0,"end":1,"rule":"analyst"}}]}]}"#
    )
    guard case .report(let report, let reading?)? = result.drafts.first else {
      Issue.record("no report: \(result.rejected)")
      return
    }
    #expect([report.source, report.headline, report.text] == ["S�", "H�", "T�"])
    let incident = try #require(reading.incidents.first)
    #expect([incident.title, incident.place?.text, incident.claims[0].text] == ["I�", "P�", "C�"])
    #expect(incident.claims[0].hedge == "h�")
    #expect(incident.claims[0].passage == nil)
  }

  @Test("The caller's knowledge fills in what a line leaves out")
  func options() {
    var options = Self.options
    options.source = "Desk"
    let result = ingest(
      Array(#"{"v":1,"type":"report","text":"a"}"#.utf8) + [0x0A], options: options)
    #expect(
      result.drafts == [
        .report(
          ReportBody(source: "Desk", text: "a"), Reading(reader: "article-en/1", incidents: []))
      ])
  }

  @Test(
    "JSON Lines and articles are told apart by content",
    arguments: [
      (#"{"v":1,"type":"report","text":"a"}"#, FeedFormat.jsonl),
      ("\n\n  {\"type\":\"heard\"}", .jsonl),
      ("\u{FEFF}{\"v\":1}", .jsonl),
      ("{curly} words in an article", .article),
      ("A fire broke out.", .article),
      ("", .article),
    ])
  func recognised(text: String, format: FeedFormat) {
    #expect(FeedFormat.recognise(Array(text.utf8)) == format)
  }
}
