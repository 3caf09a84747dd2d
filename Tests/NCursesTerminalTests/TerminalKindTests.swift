import CTerm
import Testing

@testable import NCursesTerminal

struct TerminalKindTests {
  private static let xterm = ct_description(
    is_known: true, has_rgb: false, has_second_screen: true)
  private static let direct = ct_description(is_known: true, has_rgb: true, has_second_screen: true)
  private static let simple = ct_description(
    is_known: true, has_rgb: false, has_second_screen: false)
  private static let unknown = ct_description()

  @Test(
    "24-bit colour where the terminal, its description or tmux says so",
    arguments: [
      (["TERM": "xterm-256color", "COLORTERM": "truecolor"], xterm, true),
      (["TERM": "xterm-256color", "COLORTERM": "24bit"], xterm, true),
      (["TERM": "xterm-256color", "COLORTERM": "yes"], xterm, false),
      (["TERM": "xterm-256color"], xterm, false),
      (["TERM": "xterm-direct"], direct, true),
      (["TERM": "xterm-kitty", "COLORTERM": "truecolor"], unknown, true),
      (["TERM": "tmux-256color", "TMUX": "/tmp/1"], xterm, true),
      (["TERM": "screen-256color", "TMUX": "/tmp/1"], xterm, true),
      (["TERM": "screen", "TMUX": "/tmp/1", "STY": "1.pts"], xterm, false),
      (["TERM": "screen-256color", "COLORTERM": "truecolor"], xterm, false),
      (["TERM": "tmux-256color"], xterm, false),
      (["TERM": "tmux-256color", "COLORTERM": "truecolor"], xterm, true),
      (["TERM": "linux", "COLORTERM": "truecolor"], simple, false),
      (["TERM": "xterm-256color", "TMUX": "/tmp/1"], xterm, false),
    ] as [([String: String], ct_description, Bool)])
  func trueColor(environment: [String: String], described: ct_description, expected: Bool) {
    let kind = TerminalKind(environment: environment, described: described)
    #expect(kind.hasTrueColor == expected)
  }

  @Test(
    "Until a terminal says what its background is, COLORFGBG does, else nobody",
    arguments: [
      (nil, nil), ("15;0", true), ("0;15", false), ("0;default;15", false), ("0;7", false),
      ("15;8", true), ("15;default", nil), ("", nil),
    ] as [(String?, Bool?)])
  func background(variable: String?, isDark: Bool?) {
    let kind = TerminalKind(
      environment: ["COLORFGBG": variable].compactMapValues(\.self), described: Self.xterm)
    #expect(kind.startsDark == isDark)
  }
}

extension OneTerminal {
  /// Opening a terminal puts another description in the place of the environment's for a moment.
  @MainActor struct DescriptionTests {
    @Test(
      "What terminfo says of a terminal",
      arguments: [
        ("xterm-256color", true, true), ("tmux-256color", true, true), ("vt100", true, false),
        ("no-such-terminal", false, false), ("", false, false),
      ])
    func described(name: String, isKnown: Bool, hasSecondScreen: Bool) {
      let described = ct_described(name)
      #expect(described.is_known == isKnown)
      #expect(described.has_second_screen == hasSecondScreen)
      #expect(!described.has_rgb)
    }
  }
}
