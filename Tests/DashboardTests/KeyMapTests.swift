import TerminalKit
import Testing

@testable import Dashboard

struct KeyMapTests {
  @Test(arguments: KeyContext.allCases)
  func `No two commands share a key in one context`(context: KeyContext) {
    let keys = KeyMap.standard.bindings(in: context).flatMap(\.keys)
    #expect(Set(keys).count == keys.count)
  }

  @Test func `Every command has a key`() {
    #expect(Set(KeyMap.table.map(\.command)) == Set(Command.allCases))
  }

  @Test(arguments: KeyContext.panes)
  func `The help lists every key of the place it was asked from`(context: KeyContext) {
    var play = Play()
    switch context {
    case .regions: play.press(.character("1"))
    case .changes: play.press(.character("4"))
    case .feeds: play.press(.character("5"))
    case .map: play.press(.character("m"))
    case .heat: play.press(.character("H"))
    case .detail: play.press(.enter)
    case .text: play.press(.enter, .right, .right, .right, .right, .right, .right, .right)
    default: break
    }
    play.press(.character("?"))
    var seen = play.screen.text
    for _ in 0..<150 {
      play.press(.down)
      seen += play.screen.text
    }
    for binding in KeyMap.standard.bindings(in: context) {
      for key in binding.keys { #expect(seen.contains(key.label)) }
      #expect(seen.contains(binding.words))
    }
    #expect(seen.contains("V6  one named origin"))
    #expect(seen.contains("? unheard"))
  }

  @Test(arguments: [Key.escape, .character("?"), .character("q"), .enter])
  func `Help closes and leaves everything as it was`(key: Key) {
    var play = Play()
    let before = play.screen
    play.press(.character("?"), .pageDown, key)
    #expect(play.screen == before)
  }

  @Test func `Ctrl-C, Ctrl-L and Ctrl-Z do the same everywhere`() {
    for keys in [[], [.enter], [.character("/")], [.character("?")]] as [[Key]] {
      var play = Play()
      for key in keys { play.press(key) }
      let before = play.screen
      play.press(.control("l"), .control("z"), .control("c"))
      #expect(play.asked.suffix(3) == [.repaint, .suspend, .quit])
      #expect(play.screen == before)
    }
  }

  @Test func `Letters are text while a search is typed`() {
    var play = Play()
    play.press(.character("/"))
    play.type("qQ?pz1")
    #expect(play.lines.last?.hasPrefix("/qQ?pz1") == true)
    #expect(!play.asked.contains(.quit))
  }

  @Test func `The last line shows only keys that do something now`() {
    var play = Play([])
    #expect(
      play.lines.last
        == " / find  f filter  s sort  : command  q quit  Ctrl-P palette  Tab pane"
    )
    play = Play()
    #expect(
      play.lines.last
        == " Enter open  / find  f filter  s sort  : command  a ack  q quit  Ctrl-P palette")
    play.press(.enter)
    #expect(play.lines.last?.contains("q back") == true)
  }
}
