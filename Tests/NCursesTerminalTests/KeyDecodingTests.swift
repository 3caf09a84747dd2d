import CTerm
import TerminalKit
import Testing

@testable import NCursesTerminal

struct KeyDecodingTests {
  @Test(
    "A character is the key that a person pressed",
    arguments: [
      (0x6A, Key.character("j")), (0x20, .character(" ")), (0x416, .character("Ж")),
      (0x65E5, .character("日")), (0x1F525, .character("🔥")),
      (0x03, .control("c")), (0x1A, .control("z")), (0x0C, .control("l")), (0x01, .control("a")),
      (0x00, .control(" ")), (0x1C, .control("\\")), (0x1F, .control("_")),
      (0x0D, .enter), (0x0A, .enter), (0x09, .tab), (0x1B, .escape), (0x7F, .backspace),
      (0x08, .backspace), (0x9B, nil), (0xD800, nil), (0x110000, nil),
    ] as [(UInt32, Key?)])
  func characters(character: UInt32, expected: Key?) {
    #expect(Key(code: CT_KEY_CHARACTER, character: character) == expected)
  }

  @Test(
    "A key with a name has one meaning",
    arguments: [
      (CT_KEY_UP, Key.up), (CT_KEY_DOWN, .down), (CT_KEY_LEFT, .left), (CT_KEY_RIGHT, .right),
      (CT_KEY_PAGE_UP, .pageUp), (CT_KEY_PAGE_DOWN, .pageDown), (CT_KEY_HOME, .home),
      (CT_KEY_END, .end), (CT_KEY_ENTER, .enter), (CT_KEY_BACKSPACE, .backspace),
      (CT_KEY_DELETE, .delete), (CT_KEY_INSERT, .insert), (CT_KEY_BACK_TAB, .backTab),
      (CT_KEY_F1, .function(1)), (CT_KEY_F1 + 11, .function(12)), (CT_KEY_F1 + 12, nil),
      (CT_KEY_NONE, nil), (-1, nil),
    ] as [(Int, Key?)])
  func named(code: Int, expected: Key?) {
    #expect(Key(code: code, character: 0) == expected)
  }
}
