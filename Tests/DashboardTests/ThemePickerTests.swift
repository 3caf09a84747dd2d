import TerminalKit
import Testing

@testable import Dashboard

struct ThemePickerTests {
  private func play(_ size: Size = Size(width: 80, height: 24)) -> Play {
    Play(size: size, theme: "nord-dark", themes: ["auto", "terminal", "nord-dark", "mono"])
  }

  @Test func `Moving through the themes shows each at once, and Enter keeps it`() {
    var play = play()
    play.press(.character("t"))
    #expect(play.cursorLine.contains("▸ nord-dark"))
    #expect(!play.asked.contains(.showTheme("nord-dark")), "it is on screen already")
    play.forgetAsked()
    play.press(.down, .up, .up)
    #expect(
      play.asked == [.showTheme("mono"), .showTheme("nord-dark"), .showTheme("terminal")])
    play.press(.enter)
    #expect(play.asked.last == .showTheme("terminal"))
    #expect(play.screen.text.contains("theme terminal for this session"))
    play.press(.character("t"))
    #expect(play.cursorLine.contains("▸ terminal"))
  }

  @Test(arguments: [Key.escape, .character("q"), .character("t")])
  func `Leaving goes back to the theme from before`(key: Key) {
    var play = play()
    let before = play.screen
    play.press(.character("t"), .down, key)
    #expect(play.asked.last == .showTheme("nord-dark"))
    #expect(play.screen == before)
  }

  @Test func `The list stays beside the rows, and goes no further than its ends`() {
    var play = play()
    play.press(.character("t"))
    #expect(play.screen.text.contains("About 10 explosions"))
    play.press(.end, .down, .down)
    #expect(play.cursorLine.contains("▸ mono"))
    play.press(.home, .up)
    #expect(play.cursorLine.contains("▸ auto"))
  }

  @Test(arguments: [Size(width: 30, height: 8), Size(width: 200, height: 60)])
  func `It fits on every screen`(size: Size) {
    var play = play(size)
    play.press(.character("t"), .end)
    #expect(play.cursorLine.contains("▸ mono"))
  }

  @Test func `A theme can be named in the command line`() {
    var play = play()
    play.press(.character(":"))
    play.type("theme mono")
    play.press(.enter)
    #expect(play.asked.last == .showTheme("mono"))

    play.press(.character(":"))
    play.type("theme nord")
    play.press(.enter)
    #expect(play.screen.text.contains("did you mean nord-dark?"))
  }

  @Test func `A file that changes is shown again, and one that is broken says where`() {
    var play = play()
    play.happen(.themeFileChanged)
    #expect(play.asked.last == .showTheme("nord-dark"))
    play.press(.character("t"), .down)
    play.happen(.themeFileChanged)
    #expect(play.asked.last == .showTheme("mono"), "the one that is looked at")
    play.press(.escape)
    play.happen(.themeFailed("theme mine.toml:3 there is no colour 'mauve'; use another"))
    #expect(play.lines.last?.contains("theme mine.toml:3") == true)
  }
}
