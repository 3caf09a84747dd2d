import Foundation
import Incidents
import Testing

@testable import FeedIngest

struct CharsetTests {
  @Test(
    "Text is recognised by its bytes",
    arguments: [
      (Array("Взрыв в Краснодаре".utf8), DecodedText.Encoding.utf8, "Взрыв в Краснодаре"),
      ([0xEF, 0xBB, 0xBF] + Array("mark".utf8), .utf8, "mark"),
      ([0xFF, 0xFE, 0x41, 0x00, 0x3B, 0x04], .utf16LittleEndian, "Aл"),
      ([0xFE, 0xFF, 0x00, 0x41, 0x04, 0x3B], .utf16BigEndian, "Aл"),
      (Array("no mark".utf16).flatMap { [UInt8($0), 0] }, .utf16LittleEndian, "no mark"),
      (Array("no mark".utf16).flatMap { [0, UInt8($0)] }, .utf16BigEndian, "no mark"),
      (
        [0xC2, 0xE7, 0xF0, 0xFB, 0xE2, 0x20, 0xE2, 0x20, 0xCA, 0xF0, 0xE0, 0xF1, 0xED],
        .windows1251, "Взрыв в Красн"
      ),
      (
        [0x43, 0x61, 0x66, 0xE9, 0x20, 0x93, 0x5A, 0xFC, 0x72, 0x69, 0x63, 0x68, 0x94],
        .windows1252, "Café “Zürich”"
      ),
    ] as [([UInt8], DecodedText.Encoding, String)])
  func recognised(bytes: [UInt8], encoding: DecodedText.Encoding, text: String) throws {
    #expect(try decode(bytes) == DecodedText(text: text, encoding: encoding))
  }

  @Test("An article in windows-1251 reads as its UTF-8 does")
  func windows1251Article() throws {
    let text = """
      Telegram channel «Новости Кубани» reported an explosion in Krasnodar. «Сильный хлопок», \
      wrote a resident. Local authorities have not commented.
      """
    let bytes = text.unicodeScalars.flatMap { scalar -> [UInt8] in
      switch scalar.value {
      case 0x410...0x44F: [UInt8(scalar.value - 0x410 + 0xC0)]
      case 0xAB: [0xAB]
      case 0xBB: [0xBB]
      default: [UInt8(scalar.value)]
      }
    }
    #expect(String(validating: bytes, as: UTF8.self) == nil)
    let result = ingest(bytes, options: FeedOptions(sanitise: { $0 }))
    guard case .report(let report, let reading?)? = result.drafts.first else {
      Issue.record("no report: \(result.rejected)")
      return
    }
    #expect(report.text == text)
    #expect(
      summary(of: reading) == """
        RU-KDA explosion: Explosion, Krasnodar
          place: Krasnodar (1)
          occurrence:
          cites: Новости Кубани (telegram)
          silent: Local authorities [RU-KDA]
        """)
  }

  @Test(
    "What is no text is refused with a sentence that says what it is",
    arguments: [
      ([0x7F, 0x45, 0x4C, 0x46, 2, 1], "it is a program (ELF)"),
      ([0x89, 0x50, 0x4E, 0x47], "it is a PNG image"),
      ([0x1F, 0x8B, 8, 0], "it is compressed with gzip"),
      (
        [0x41, 0x00, 0x00, 0x00, 0x42, 0x43, 0x00, 0xFF],
        "it holds zero bytes, as programs and pictures do"
      ),
      ([0x41, 0x01, 0x02, 0x03, 0xFF], "it holds control bytes, as programs and pictures do"),
      ([], "it is empty"),
      (Array(" \n\t\n".utf8), "it is empty"),
      (
        Array("<?xml version=\"1.0\"?><svg/>".utf8), "it is XML or HTML, not the text of an article"
      ),
      (Array("<html>".utf8), "it is XML or HTML, not the text of an article"),
      (Array("[{\"a\": 1}]".utf8), "it is JSON, not the text of an article"),
      (
        Array("id,date,place,notes\n1,2026,Kyiv,\"a strike\"\n".utf8),
        "it is a table (CSV), not the text of an article"
      ),
    ] as [([UInt8], String)])
  func refused(bytes: [UInt8], reason: String) {
    let result = ingest(bytes, options: FeedOptions(sanitise: { $0 }))
    #expect(result.drafts.isEmpty)
    #expect(result.rejected.map(\.reason) == [reason])
  }

  @Test(
    "What only looks like data at its beginning is an article",
    arguments: [
      "[Updated] An explosion was heard in Sochi.",
      "In Lviv, Kyiv, Odesa, and Sumy, sirens sounded.\nIn Lutsk, Rivne, Kharkiv, and Poltava, too.",
      "< 5 km from Sochi, an explosion was heard.",
    ])
  func prose(text: String) {
    let result = ingest(Array(text.utf8), options: FeedOptions(sanitise: { $0 }))
    #expect(result.drafts.count == 1 && result.rejected.isEmpty)
  }

  @Test("A file too long to be an article is refused")
  func tooLong() {
    let result = ingest(
      [UInt8](repeating: 0x61, count: 10_000_001), options: FeedOptions(sanitise: { $0 }))
    #expect(
      result.rejected == [
        RejectedItem(
          line: nil, problem: "cannot take this in as an article",
          reason: "it has 10000001 bytes; an article has at most 10000000",
          hint: "split it, or take it in as JSON Lines with --format jsonl", raw: "")
      ])
  }
}
