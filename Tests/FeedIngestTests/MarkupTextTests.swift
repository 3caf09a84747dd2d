import Foundation
import Incidents
import Testing

@testable import FeedIngest

struct MarkupTextTests {
  @Test(
    "What a person reads is left, in one line",
    arguments: [
      ("plain", "plain"),
      ("  two\n  lines ", "two lines"),
      ("<![CDATA[Взрыв в «Краснодаре»]]>", "Взрыв в «Краснодаре»"),
      ("a<![CDATA[ & b]]> c", "a & b c"),
      ("AT&amp;T", "AT&T"),
      ("AT&T and R&D", "AT&T and R&D"),
      ("?a=1&copy=2", "?a=1&copy=2"),
      ("once &quot;quoted&quot;", "once \"quoted\""),
      ("twice &amp;quot;quoted&amp;quot;", "twice \"quoted\""),
      ("<![CDATA[twice &amp;quot;quoted&amp;quot;]]>", "twice \"quoted\""),
      ("&amp;amp;amp;lt;", "&amp;lt;"),
      ("&laquo;Новости&raquo; &mdash; 5&nbsp;км", "«Новости» — 5 км"),
      ("&#1042;&#x437;рыв &#8220", "Взрыв “"),
      ("&#147;quoted&#148; &#0; &#xD800;", "“quoted” \u{FFFD} \u{FFFD}"),
      ("&bogus; &; &#; &#x;", "&bogus; &; &#; &#x;"),
      ("5 < 6 and 7 &lt; 8", "5 < 6 and 7 < 8"),
      ("a&lt;b&gt;bold&lt;/b&gt;", "abold"),
      ("soft\u{AD}hy\u{200B}phen\u{FEFF} no\u{A0}break\u{202F}x", "softhyphen no break x"),
      ("bell\u{7}and\u{1F}escape\u{1B}[0m", "bellandescape[0m"),
      ("a<!-- b -->c<?php d ?>e", "ace"),
      ("&lt;script&gt;alert(1)&lt;/script&gt;after", "after"),
      ("<![CDATA[never ends", "never ends"),
      ("&lt;a href=\"http://x", ""),
      ("a&lt;img alt=\"x &gt; y\"&gt;b&lt;i title='unclosed&gt;c", "abc"),
      ("&lt;style&gt;never ends", "never ends"),
      ("", ""),
    ])
  func line(markup: String, text: String) {
    let bytes = Array(markup.utf8)
    #expect(MarkupText.text(bytes, 0..<bytes.count, as: .line) == text)
  }

  @Test(
    "Paragraphs stay apart",
    arguments: [
      ("&lt;p&gt;One.&lt;/p&gt;\n&lt;p&gt;Two&lt;br/&gt;three.&lt;/p&gt;", "One.\n\nTwo\nthree."),
      ("<![CDATA[<ul><li>a</li><li>b</li></ul>end]]>", "a\nb\n\nend"),
      ("<div xmlns=\"x\"><p>One\n  line.</p><p>Two.</p></div>", "One line.\n\nTwo."),
      ("* WHERE...Here.\n\n\n* WHEN...Now,\nlater.", "* WHERE...Here.\n\n* WHEN...Now,\nlater."),
      ("One.\r\n\r\nTwo.", "One.\n\nTwo."),
      ("<![CDATA[<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>]]>", "a b\nc"),
      ("quiet &amp;lt;br/&amp;gt; loud &amp;quot;x&amp;quot;", "quiet\nloud \"x\""),
    ])
  func paragraphs(markup: String, text: String) {
    let bytes = Array(markup.utf8)
    #expect(MarkupText.text(bytes, 0..<bytes.count, as: .paragraphs) == text)
  }

  @Test(
    "A time is read in every shape that feeds use",
    arguments: [
      ("Sun, 22 Nov 2026 09:30:00 GMT", "2026-11-22T09:30:00Z"),
      ("Sun, 22 Nov 2026 12:30:00 +0300", "2026-11-22T09:30:00Z"),
      ("Sun, 22 Nov 2026 04:30:00 -0500", "2026-11-22T09:30:00Z"),
      ("Sun,  2 Nov 2026 09:30:00  EST", "2026-11-02T14:30:00Z"),
      ("2 Nov 26 09:30 UT", "2026-11-02T09:30:00Z"),
      ("Sunday, 22 November 2026 09:30:00 GMT+3", "2026-11-22T06:30:00Z"),
      ("Нд, 22 Nov 2026 12:30:00 +03:00", "2026-11-22T09:30:00Z"),
      ("Tue, 1 Sept 2026 00:00:00 Z", "2026-09-01T00:00:00Z"),
      ("22-Nov-2026 09:30", "2026-11-22T09:30:00Z"),
      ("Nov 22, 2026 9:30 PM", "2026-11-22T21:30:00Z"),
      ("Sun Nov 22 09:30:00 2026", "2026-11-22T09:30:00Z"),
      ("Sun Nov 22 09:30:00 MSK 2026", "2026-11-22T06:30:00Z"),
      ("Sun, 22 Nov 2026 12:30:00 +0300 (MSK)", "2026-11-22T09:30:00Z"),
      ("2026-11-22T09:30:00Z", "2026-11-22T09:30:00Z"),
      ("2026-11-22T12:30:00+03:00", "2026-11-22T09:30:00Z"),
      ("2026-11-22T09:30:00.1234567Z", "2026-11-22T09:30:00.123Z"),
      ("2026-11-22T09:30:00-00:00", "2026-11-22T09:30:00Z"),
      ("2026-11-22 09:30", "2026-11-22T09:30:00Z"),
      ("2026-11-22", "2026-11-22T00:00:00Z"),
      ("2020/1/10 14:33:00", "2020-01-10T14:33:00Z"),
      ("21/09/2018 6:30:00 AM", "2018-09-21T06:30:00Z"),
      ("12/30/2019 1:22:19 AM", "2019-12-30T01:22:19Z"),
      ("22.11.2026 09:30", "2026-11-22T09:30:00Z"),
      ("1518478934", "2018-02-12T23:42:14Z"),
      ("20121014T224056.420Z", "2012-10-14T22:40:56.420Z"),
      ("2026-11-21T24:00:00Z", "2026-11-22T00:00:00Z"),
    ])
  func date(text: String, time: String) throws {
    let date = try #require(markupDate(text))
    #expect(UTC.string(from: date) == time)
  }

  @Test(
    "What is no time, or could be two, is none",
    arguments: [
      "", "yesterday", "03/04/2018 10:00", "Sun, 31 Feb 2026 10:00:00 GMT", "2026-13-01",
      "22 Nov 2026 25:00", "Sun, 22 Nov 2026 09:30:00 IST", "2026", "2026-11", "22 Brumaire 2026",
      "99999999999999999999", "22 Nov 2026 09:30 +9999", "-", "T", "22 Nov", "12:",
    ])
  func noDate(text: String) { #expect(markupDate(text) == nil) }
}

struct MarkupCharsetTests {
  /// `text` in a feed that declares `label`, as UTF-8 after decoding.
  private func decoded(_ bytes: [UInt8], pieces: Int = .max) throws -> String {
    var decoder = MarkupDecoder()
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: min(pieces, bytes.count)) {
      let end = pieces == .max ? bytes.count : min(start + pieces, bytes.count)
      text += try decoder.decode(bytes[start..<end], isLast: false)
    }
    return String(decoding: try text + decoder.decode([], isLast: true), as: UTF8.self)
  }

  @Test(
    "A declared charset is believed",
    arguments: [
      ("windows-1251", [0xC2, 0xE7, 0xF0, 0xFB, 0xE2], "Взрыв"),
      ("WINDOWS-1252", [0x93, 0xE9, 0x94], "“é”"),
      ("iso-8859-1", [0xE9, 0x96], "é–"),
      ("iso-8859-5", [0xB2, 0xD7, 0xE0, 0xEB, 0xD2], "Взрыв"),
      ("iso-8859-7", [0xC1, 0xE8, 0xDE, 0xED, 0xE1], "Αθήνα"),
      ("iso-8859-2", [0xB3, 0xF3, 0xE6], "łóć"),
      ("koi8-r", [0xF7, 0xDA, 0xD2, 0xD9, 0xD7], "Взрыв"),
      ("gb2312", [0xC4, 0xE3, 0xBA, 0xC3], "你好"),
      ("big5", [0xA7, 0xDA], "我"),
      ("euc-kr", [0xBF, 0xA1], "에"),
      ("bogus", Array("Взрыв".utf8), "Взрыв"),
      ("utf-8", Array("Взрыв".utf8), "Взрыв"),
    ] as [(String, [UInt8], String)], [Int.max, 1, 3])
  func declared(_ given: (label: String, bytes: [UInt8], text: String), pieces: Int) throws {
    let head = "<?xml version=\"1.0\" encoding='\(given.label)'?><a>"
    let bytes = Array(head.utf8) + given.bytes + Array("</a>".utf8)
    #expect(try decoded(bytes, pieces: pieces) == head + given.text + "</a>")
  }

  @Test(
    "Bytes tell what nobody declared",
    arguments: [
      ([0xEF, 0xBB, 0xBF] + Array("<a>é</a>".utf8), "<a>é</a>"),
      (Array("<a>é</a>".utf8), "<a>é</a>"),
      (
        [0xFF, 0xFE] + "<a>🙂</a>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, "<a>🙂</a>"
      ),
      ("<a>🙂</a>".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }, "<a>🙂</a>"),
      (Array("<a>".utf8) + [0xC2, 0xE7, 0xF0, 0xFB, 0xE2] + Array("</a>".utf8), "<a>Взрыв</a>"),
      (Array("<a>".utf8) + [0xF7, 0xDA, 0xD2, 0xD9, 0xD7] + Array("</a>".utf8), "<a>Взрыв</a>"),
      (Array("<a>Caf".utf8) + [0xE9] + Array("</a>".utf8), "<a>Café</a>"),
      (
        Array("<?xml version='1.0' encoding='utf-8'?><a>".utf8) + [0xC2, 0xE7, 0xF0, 0xFB, 0xE2],
        "<?xml version='1.0' encoding='utf-8'?><a>Взрыв"
      ),
    ] as [([UInt8], String)])
  func guessed(bytes: [UInt8], text: String) throws {
    #expect(try decoded(bytes) == text)
    #expect(try decoded(bytes, pieces: 1) == text)
  }

  @Test func packedDataIsRefusedInASentence() {
    var reader = SyndicationReader(options: FeedOptions(sanitise: { $0 }))
    var result = reader.take([0x1F, 0x8B, 0x08, 0x00, 0xFF, 0xFE])
    result.rejected += reader.finish().rejected
    #expect(
      result.rejected == [
        RejectedItem(
          line: nil, problem: "cannot take this in as an RSS or Atom feed",
          reason: "it is compressed with gzip", hint: "give the feed itself, not packed", raw: "")
      ])
  }
}
