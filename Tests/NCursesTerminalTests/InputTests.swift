import TerminalKit
import Testing

@testable import NCursesTerminal

struct InputTests {
  @Test(
    "A key is what a person pressed, however their terminal says it",
    arguments: [
      ("j", [.character("j")]), (" ", [.character(" ")]), ("Ж", [.character("Ж")]),
      ("日🔥", [.character("日"), .character("🔥")]),
      ("\u{3}\u{1A}\u{C}\u{1}\u{10}", "czlap".map { .control($0) }),
      ("\0\u{1C}\u{1F}", [.control(" "), .control("\\"), .control("_")]),
      ("\r\n\t\u{7F}\u{8}", [.enter, .enter, .tab, .backspace, .backspace]),
      ("\u{1B}[A\u{1B}OB\u{1B}[C\u{1B}OD", [.up, .down, .right, .left]),
      (
        "\u{1B}[H\u{1B}OF\u{1B}[1~\u{1B}[4~\u{1B}[7~\u{1B}[8~",
        [.home, .end, .home, .end, .home, .end]
      ),
      (
        "\u{1B}[2~\u{1B}[3~\u{1B}[5~\u{1B}[6~\u{1B}[Z",
        [.insert, .delete, .pageUp, .pageDown, .backTab]
      ),
      ("\u{1B}OP\u{1B}[11~\u{1B}[[A", [.function(1), .function(1), .function(1)]),
      ("\u{1B}OQ\u{1B}[24~", [.function(2), .function(12)]),
      (
        "\u{1B}OM\u{1B}Op\u{1B}Oy\u{1B}Ok",
        [.enter, .character("0"), .character("9"), .character("+")]
      ),
      ("\u{1B}j", [.escape, .character("j")]), ("\u{1B}\u{1B}[A", [.escape, .up]),
      ("e\u{301}", [.character("e"), .character("\u{301}")]),
      ("\u{202E}\u{200B}\u{9B}\u{E000}\u{E0041}", []),
    ] as [(String, [Key])])
  func keys(sent: String, expected: [Key]) {
    var input = Input()
    #expect(input.take(sent.utf8) == expected.map(TerminalEvent.key))
    #expect(input.patience == nil)
  }

  @Test func whatThisTerminalSaysOfItsKeysCountsFirst() {
    var input = Input()
    input.sequences[Array("[225z".utf8)] = .function(2)
    #expect(input.take("\u{1B}[225z".utf8) == [.key(.function(2))])
  }

  @Test(
    "What is no key is swallowed whole",
    arguments: [
      "\u{1B}]11;rgb:zz/00/00\u{7}", "\u{1B}]11;?\u{1B}\\", "\u{1B}]52;c;cnVuIG1l\u{7}",
      "\u{1B}]0;title\u{1B}\\", "\u{1B}]4;1;rgb:00/00/00\u{1B}\\", "\u{1B}P1$r0m\u{1B}\\",
      "\u{1B}_kitty\u{1B}\\", "\u{1B}^private\u{1B}\\", "\u{1B}Xstart\u{1B}\\",
      "\u{1B}[?62;22c", "\u{1B}[>0;276;0c", "\u{1B}[24;80R", "\u{1B}[?2026;2$y", "\u{1B}[?997;9n",
      "\u{1B}[1;5A", "\u{1B}[27;5;106~", "\u{1B}[106;5u", "\u{1B}[201~", "\u{1B}[Mabc",
      "\u{1B}[<0;0;0M", "\u{1B}[<2;3;4M", "\u{1B}[<16;3;4M", "\u{1B}[<99;1;1M", "\u{1B}[<1M",
    ])
  func unknown(sent: String) {
    var input = Input()
    #expect(input.take(sent.utf8) == [])
    #expect(input.take("j".utf8) == [.key(.character("j"))], "and nothing after it is lost")
  }

  @Test(
    "However it is cut in pieces, it says the same",
    arguments: [
      "\u{1B}[A", "\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\", "\u{1B}[200~two\nlines\u{1B}[201~",
      "\u{1B}[<0;300;7M", "日", "\u{1B}[?1;2c", "\u{1B}OP",
    ])
  func pieces(sent: String) {
    var whole = Input()
    let expected = whole.take(sent.utf8)
    var input = Input()
    var events: [TerminalEvent] = []
    for (index, byte) in sent.utf8.enumerated() {
      events += input.take([byte])
      #expect((input.patience == nil) == (index + 1 == sent.utf8.count))
    }
    #expect(events == expected)
    #expect(input.isAnswered == whole.isAnswered)
  }

  @Test(
    "What nothing follows was typed",
    arguments: [
      ("\u{1B}", [.escape]), ("\u{1B}[", [.escape, .character("[")]),
      ("\u{1B}]", [.escape, .character("]")]), ("\u{1B}O", [.escape, .character("O")]),
      ("\u{1B}]11;rgb", []), ("\u{1B}[1;", []), ("\u{D0}", []), ("\u{1B}[M!", []),
    ] as [(String, [Key])])
  func givingUp(sent: String, expected: [Key]) {
    var input = Input()
    let events = input.take(sent == "\u{D0}" ? [0xD0] : Array(sent.utf8))
    #expect(input.patience != nil)
    #expect(events + input.giveUp() == expected.map(TerminalEvent.key))
    #expect(input.patience == nil)
    #expect(input.take("j".utf8) == [.key(.character("j"))])
  }

  @Test(
    "An answer whose first byte came too early is not typed either",
    arguments: ["]11;rgb:0000/0000/0000\u{7}", "[?62;4c", "P1$r0m\u{1B}\\", "[A"])
  func lateTail(rest: String) {
    var input = Input()
    _ = input.take([0x1B])
    #expect(input.giveUp() == [.key(.escape)])
    let events = input.take(rest.utf8)
    #expect(!events.contains { if case .key(.character) = $0 { true } else { false } })
  }

  @Test func anEscapeAndThenABracketAreTwoKeys() {
    var input = Input()
    _ = input.take([0x1B])
    _ = input.giveUp()
    #expect(input.take("]".utf8) == [.key(.character("]"))])
  }

  @Test(
    "The background is dark or light as it looks",
    arguments: [
      ("rgb:0000/0000/0000", true), ("rgb:ffff/ffff/ffff", false), ("rgb:1e/1e/2e", true),
      ("rgb:fdfd/f6f6/e3e3", false), ("rgba:0000/0000/ffff/ffff", true), ("rgb:0/f/0", false),
    ])
  func background(color: String, isDark: Bool) {
    for end in ["\u{7}", "\u{1B}\\"] {
      var input = Input()
      let events = input.take("\u{1B}]11;\(color)\(end)\u{1B}[?62;c".utf8)
      #expect(events == [.background(isDark: isDark)])
      #expect(input.isAnswered)
      _ = input.take("j".utf8)
      #expect(!input.isAnswered, "it was said once")
    }
  }

  @Test func aTerminalThatTurnsLightSaysSo() {
    var input = Input()
    #expect(
      input.take("\u{1B}[?997;2n\u{1B}[?997;1n\u{1B}[I\u{1B}[O".utf8)
        == [.background(isDark: false), .background(isDark: true), .focus(true), .focus(false)])
  }

  @Test func aPasteIsTextAndNoKeyInItIsPressed() {
    var input = Input()
    #expect(
      input.take("\u{1B}[200~q\r\nQ\u{3}\u{1B}[A\u{1B}]0;x\u{7}\u{202E}日\t.\u{1B}[201~".utf8)
        == [.pasted("q Q[A]0;x日 .")])
    #expect(input.take("q".utf8) == [.key(.character("q"))])
  }

  @Test func aPasteThatPretendsToHaveEndedDoesNotGetAtTheKeys() {
    var input = Input()
    #expect(
      input.take("\u{1B}[200~a\u{1B}[201~Q\r\u{3}\u{1B}[B\u{1B}[201~".utf8) == [.pasted("aQ ")])
  }

  @Test func aPasteWithoutAnEndEndsAtLast() {
    var input = Input()
    #expect(input.take("\u{1B}[200~abc".utf8) == [])
    #expect(input.giveUp() == [.pasted("abc")])
    #expect(input.take("q".utf8) == [.key(.character("q"))])
  }

  @Test func aPasteOfMegabytesIsCut() {
    var input = Input()
    let text = String(repeating: "0123456789", count: 100_000)
    let events = input.take("\u{1B}[200~\(text)\u{1B}[201~".utf8)
    #expect(events == [.pasted(String(text.prefix(1 << 16)))])
  }

  @Test(
    "The mouse counts from the corner, and further than 223",
    arguments: [
      ("[<0;1;1M", Mouse(.press, at: Point(x: 0, y: 0))),
      ("[<0;300;60m", Mouse(.release, at: Point(x: 299, y: 59))),
      ("[<32;5;6M", Mouse(.drag, at: Point(x: 4, y: 5))),
      ("[<64;5;6M", Mouse(.wheelUp, at: Point(x: 4, y: 5))),
      ("[<65;5;6M", Mouse(.wheelDown, at: Point(x: 4, y: 5))),
    ])
  func mouse(sent: String, expected: Mouse) {
    var input = Input()
    #expect(input.take("\u{1B}\(sent)".utf8) == [.mouse(expected)])
  }

  @Test func aStringThatNeverEndsTrapsNobody() {
    var input = Input()
    _ = input.take("\u{1B}]11;rgb:".utf8)
    #expect(input.take([3]) == [.key(.control("c"))])
    _ = input.take("\u{1B}]11;\(String(repeating: "x", count: 100_000))\u{1B}".utf8)
    #expect(input.take("[A".utf8) == [.key(.up)])
  }
}
