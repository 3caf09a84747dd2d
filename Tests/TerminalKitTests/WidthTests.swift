import TestSupport
import Testing

@testable import TerminalKit

struct WidthTests {
  @Test(
    "A text takes as many cells as the terminal gives it",
    arguments: [
      ("Krasnodar", 9),
      ("Краснодар", 9),
      ("київ", 4),
      ("東京", 4),
      ("Сочи 東", 7),
      ("e\u{301}", 1),
      ("и\u{306}", 1),  // composes
      ("x\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", 1),
      ("한국", 4),
      ("\u{1112}\u{1161}\u{11AB}", 2),  // jamo that compose
      ("✓ ✗ ± · ≈ ▸ ▾ …", 15),
      ("┌─┐", 3),
      ("🔥", 2),
      ("👨‍👩‍👧", 2),  // a family joined of three
      ("👍🏽", 2),  // with a skin tone
      ("❤️", 1),  // with an emoji selector
      ("1️⃣", 1),  // a keycap
      ("🇺🇦", 2),  // two letters
      ("", 0),
      ("\u{200B}\u{FEFF}\u{202E}", 0),
      ("a\tb\nc", 5),
    ])
  func width(text: String, expected: Int) {
    #expect(displayWidth(text) == expected)
  }

  @Test(
    "An emoji of several characters shows its first, and a flag its letters",
    arguments: [
      ("👨‍👩‍👧!", "👨!"), ("👍🏽!", "👍!"), ("🏽!", "□!"), ("❤️!", "❤!"), ("1️⃣2️⃣", "12"),
      ("🇺🇦🇷🇺", "UARU"), ("🏴\u{E0067}\u{E0062}\u{E007F}!", "🏴!"), ("🕵🏼‍♀️!", "🕵!"),
    ])
  func shown(text: String, expected: String) {
    #expect(String(String.UnicodeScalarView(Glyphs(of: text).map(\.scalar))) == expected)
  }

  @Test func marksStandOnTheirBase() {
    let glyphs = Array(Glyphs(of: "\u{301}q\u{323}\u{307}y"))

    #expect(glyphs.map(\.scalar) == ["q", "y"])
    #expect(glyphs.map(\.marks) == [["\u{323}", "\u{307}"], []])
  }
}

struct WrappingTests {
  private func lines(_ text: String, width: Int) -> [Substring] {
    wrappedLines(of: text, width: width).map { text.part(utf8: $0) }
  }

  @Test(
    "Text breaks between words, at line breaks, and within a word that is too long",
    arguments: [
      ("one two three", 7, ["one two", "three"]),
      ("one two three", 8, ["one two", "three"]),
      ("one  two", 4, ["one", "two"]),
      ("one\n\ntwo", 9, ["one", "", "two"]),
      ("one\n", 9, ["one", ""]),
      ("", 9, [""]),
      ("explosions", 4, ["expl", "osio", "ns"]),
      ("in Novorossiysk", 6, ["in", "Novoro", "ssiysk"]),
      ("взрывы в Краснодаре", 8, ["взрывы в", "Краснода", "ре"]),
      ("日本語", 4, ["日本", "語"]),
      ("日本語", 3, ["日", "本", "語"]),
      ("日本", 1, ["日", "本"]),
      ("  two", 9, ["  two"]),
      ("    two", 3, ["two"]),
      ("one   ", 4, ["one"]),
      ("one ", 4, ["one "]),
      ("e\u{301}e\u{301}e\u{301}", 2, ["e\u{301}e\u{301}", "e\u{301}"]),
    ])
  func wrapping(text: String, width: Int, expected: [Substring]) {
    #expect(lines(text, width: width) == expected)
  }

  @Test func noLineIsWiderThanAsked() {
    var random = SplitMix64(seed: 7)
    for _ in 0..<500 {
      let words = (0..<12).map { _ in
        String(repeating: ["a", "ж", "語", " ", "\n"].randomElement(using: &random) ?? "", count: 3)
      }
      let text = words.joined(separator: " ")
      let width = Int.random(in: 2...12, using: &random)
      for line in lines(text, width: width) { #expect(displayWidth(String(line)) <= width) }
    }
  }

  @Test func aPartBeyondTheEndIsCut() {
    #expect("Орск".part(utf8: 2..<100) == "рск")
    #expect("Орск".part(utf8: 100..<200) == "")
  }
}
