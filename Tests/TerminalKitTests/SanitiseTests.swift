import TestSupport
import Testing

@testable import TerminalKit

struct SanitiseTests {
  @Test(
    "Nothing that acts, hides or turns round gets through",
    arguments: [
      ("\u{1B}[31mred\u{1B}[0m", "[31mred[0m"),
      ("\u{1B}]0;title\u{7}x", "]0;titlex"),
      ("\u{1B}]52;c;cm0=\u{1B}\\", "]52;c;cm0=\\"),
      ("\u{9B}2Jx", "2Jx"),
      ("a\u{8}\u{8}b\u{7F}c\0d", "abcd"),
      ("one\ttwo", "one two"),
      ("one\r\ntwo\rthree\nfour", "one two three four"),
      ("one\u{2028}two\u{2029}three\u{85}four\u{B}five", "one two three four five"),
      ("invoice\u{202E}fdp.exe", "invoicefdp.exe"),
      ("\u{2066}a\u{2069}\u{200F}b\u{61C}c\u{200E}", "abc"),
      ("Kras\u{200B}no\u{AD}dar\u{FEFF}", "Krasnodar"),
      ("a\u{200C}b\u{200D}c\u{2060}d\u{2064}e", "abcde"),
      ("x\u{E0041}\u{E007F}y", "xy"),
      ("\u{FFF9}a\u{FFFA}b\u{FFFB}", "ab"),
      ("\u{E000}a\u{F0000}b\u{100000}", "ab"),
      ("\u{301}a", "a"),
      ("x\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}y", "x\u{301}\u{302}\u{303}\u{304}y"),
      ("a\u{FE0F}b\u{FE0E}c\u{180B}", "abc"),
      ("\u{3164}\u{FFA0}\u{115F}x\u{34F}", "x"),
      ("👨‍👩‍👧 ❤️", "👨‍👩‍👧 ❤️"),
      ("👨\u{200D}x\u{200D}👧", "👨x👧"),
      ("\u{40000}", "\u{FFFD}"),
    ])
  func payload(text: String, expected: String) {
    #expect(Array(sanitised(text).unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test("Noncharacters are gone", arguments: [0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF])
  func noncharacter(value: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(value))
    #expect(sanitised("a\(scalar)b") == "ab")
  }

  @Test func aTextOfManyLinesKeepsThem() {
    #expect(
      sanitised("one\r\ntwo\rthree\u{2028}four\u{1B}\n\n\u{301}five", keepingLineBreaks: true)
        == "one\ntwo\nthree\nfour\n\nfive")
  }

  @Test(
    "Letters are composed", arguments: [("e\u{301}", "\u{E9}"), ("\u{418}\u{306}", "\u{419}")])
  func composed(text: String, expected: String) {
    #expect(Array(sanitised(text).unicodeScalars) == Array(expected.unicodeScalars))
  }

  @Test(
    "What is harmless stays as it is",
    arguments: [
      "Ten explosions near Krasnodar.", "Взрывы в Краснодаре — «Лайф»", "Київ, Харків",
      "القاهرة", "תל אביב", "東京 ガス 한국", "नमस्ते", "Zürich № 5 · 10 000 €", "",
    ])
  func harmless(text: String) {
    #expect(Array(sanitised(text).unicodeScalars) == Array(text.unicodeScalars))
  }

  @Test func whateverArrivesOnlyHarmlessLeaves() {
    var random = SplitMix64(seed: 2026)
    // Half of it from where the trouble is.
    let trouble: [ClosedRange<UInt32>] = [
      0...0x1F, 0x7F...0x9F, 0x300...0x36F, 0x1F1E6...0x1F1FF, 0x1F3FB...0x1F469, 0x1100...0x11FF,
      0x2000...0x206F, 0xE0000...0xE007F, 0xFE00...0xFE0F, 0xFFF0...0xFFFF, 0xE000...0xE010,
    ]
    for _ in 0..<5_000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 1...24, using: &random) {
        let range =
          Bool.random(using: &random)
          ? 0...0x10FFFF : trouble.randomElement(using: &random) ?? 0...0x7F
        let value = UInt32.random(in: range, using: &random)
        if let scalar = Unicode.Scalar(value) { text.append(scalar) }
      }
      check(String(text), keepingLineBreaks: false)
      check(String(text), keepingLineBreaks: true)
    }
  }

  private func check(_ text: String, keepingLineBreaks: Bool) {
    let clean = sanitised(text, keepingLineBreaks: keepingLineBreaks)
    let bad = clean.unicodeScalars.filter {
      switch $0.value {
      case 0xA: !keepingLineBreaks
      case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2060...0x206F, 0x200B, 0x200C, 0x200E, 0x200F,
        0x61C, 0xFEFF, 0xFFF9...0xFFFB, 0xE000...0xF8FF, 0xE0000...0xE0FFF, 0xF0000...:
        true
      default: false
      }
    }
    let sent = text.unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: " ")
    #expect(bad.isEmpty, "of \(sent)")
    #expect(
      Array(sanitised(clean, keepingLineBreaks: keepingLineBreaks).unicodeScalars)
        == Array(clean.unicodeScalars), "twice is not once, of \(sent)")
    let glyphs = Array(Glyphs(of: text))
    #expect(
      glyphs.allSatisfy { (1...2).contains($0.width) && $0.marks.count <= 4 }, "of \(sent)")
    #expect(
      glyphs.allSatisfy { $0.scalar != "\u{200D}" && $0.scalar != "\u{FE0F}" }, "of \(sent)")
  }
}
