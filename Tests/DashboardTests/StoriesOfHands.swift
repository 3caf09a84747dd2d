import IncidentStore
import Incidents
import TerminalKit
import Testing

@testable import Dashboard

/// Errands through the palette, the help, the lists that lie over the panes, keys of one's own, the mouse.
struct StoriesOfHands {
  @Test func `A newcomer finds a key in the help, closes it, and presses it`() {
    var play = Play.desk(80, 24)
    play.keys("? / ‹columns›")
    #expect(play.line(with: "choose the columns").contains(" C "))
    play.keys("Enter Esc Esc C")
    #expect(play.shows("Columns"))
    play.keys("Esc")
    #expect(!play.shows("┌ Columns"))
  }

  @Test func `The help of the map names the keys of the map first`() {
    var play = Play.placed(80, 24)
    play.keys("m ?")
    #expect(play.line(with: "Keys here").contains("map"))
    #expect(play.shows("the next region to the north"))
    play.keys("/ ‹back to the place›")
    #expect(play.line(with: "back to the place before").contains("<"))
    play.keys("Esc Esc")
    #expect(play.shows("m Map"))
  }

  @Test(
    "A key that means nothing here says where it would",
    arguments: [
      (
        "m C",
        "C (choose the columns of the list, and see each at once) does something only in regions"
      ),
      (
        "w",
        "w (all reports, or those of incidents without an official word) does something only in heat"
      ),
      ("5 Enter", "Enter does nothing here; ? shows what does"),
      ("x", "x does nothing here; ? shows what does"),
    ])
  func nothing(keys: String, said: String) {
    var play = Play.placed()
    play.keys(keys)
    #expect(play.says(said))
    play.keys("Esc")
    #expect(!play.shows(said))
  }

  @Test func `What the palette did last stands first when it is opened again, from any pane`() {
    var play = Play.desk()
    play.keys("Ctrl-P ‹heat› Enter Ctrl-P")
    #expect(play.line(with: "▸ ").contains("regions by hours"))
    play.keys("Esc Esc Ctrl-P Enter")
    #expect(play.shows("H Heat"))
  }

  @Test func `A verb chosen in the palette is half typed in the command line`() {
    var play = Play.desk()
    play.keys("Ctrl-P ‹:note› Enter")
    #expect(play.cursorLine.contains(":note "))
    play.keys("‹look again› Enter")
    #expect(play.shows("noted") && play.cursorLine.contains("✎"))
  }

  @Test func `A theme is tried over the map and left, then kept by name`() {
    var play = Play.placed()
    play.keys("m")
    let map = play.screen
    play.keys("t Down")
    #expect(play.asked.last == .showTheme("mono"))
    play.keys("Esc")
    #expect(play.screen == map && play.asked.last == .showTheme("nord-dark"))
    play.keys("Ctrl-P ‹theme mono› Enter")
    #expect(play.last.contains("theme mono for this session") && play.shows("m Map"))
  }

  @Test func `The mouse in the list of themes stays in it`() {
    var play = Play.desk()
    play.keys("F2 t")
    let rows = play.lines.indices.filter { play.lines[$0].contains("mono") }
    play.click(110, rows[0])
    #expect(play.asked.last == .showTheme("mono"))
    #expect(play.shows("┌ Themes"), "the first click looks")
    play.wheel(.wheelUp, 60, 20)
    #expect(play.asked.last == .showTheme("auto"))
    #expect(play.state.incidents.index == 0, "no pane under it moves")
    play.click(110, rows[0])
    play.click(110, rows[0])
    #expect(play.last.contains("theme mono for this session"))
    play.keys("t")
    play.click(40, 20)
    #expect(!play.shows("┌ Themes") && play.asked.last == .showTheme("mono"))
  }

  @Test func `A click ends the waiting for a column's letter`() {
    var play = Play.desk()
    play.keys("F2 s")
    play.click(60, 7)
    #expect(!play.last.contains("sort by"))
    play.keys("t")
    #expect(play.shows("┌ Themes"), "t is the key that it is in the list")
  }

  @Test func `Keys of one's own stand in hints, help, palette and messages`() {
    var play = Play.desk()
    let (keys, problems) = KeyMap.standard(with: [
      KeyRule("open-palette", keys: ["F6"], line: 2), KeyRule("undo", keys: ["F7"], line: 3),
      KeyRule("open-help", keys: ["F1"], line: 4), KeyRule("search", keys: ["F3"], line: 5),
      KeyRule("back", keys: ["F8"], line: 6),
    ])
    #expect(problems.isEmpty)
    play.happen(.keysRead(keys, problem: nil))
    play.keys("Down")
    #expect(play.status.contains("F1 help") && play.last.contains("F6 palette"))
    play.keys("a")
    #expect(play.last.contains("F7 undoes"))
    play.keys("F6 ‹undo›")
    #expect(play.line(with: "undo your latest act").contains("F7"))
    play.keys("Esc x")
    #expect(play.last == " x does nothing here; F1 shows what does")
    play.keys("Enter n")
    #expect(play.last == " nothing to find yet: F3 begins a search")
    play.keys("2 [ [ a")
    #expect(play.shows("F8 or :live returns"))
    play.happen(.pasted("quit"))
    #expect(play.last.contains("F3"))
  }

  @Test func `Pasted keys press nothing; in a line they are text`() {
    let hostile = "qQ:quit\u{1B}]52;c;aGk=\u{7}\u{202E}x\ny"
    for opener in ["", "m", "?", "t", "C", "s"] {
      var play = Play.desk()
      play.keys(opener)
      play.forgetAsked()
      play.happen(.pasted(sanitised(hostile)))
      #expect(!play.asked.contains(.quit), "after \(opener)")
    }
    for opener in ["f", ":", "/", "Ctrl-P", "? /"] {
      var play = Play.desk()
      play.keys(opener)
      play.forgetAsked()
      play.happen(.pasted(sanitised(hostile)))
      #expect(!play.asked.contains(.quit), "after \(opener)")
      #expect(play.shows("qQ:quit"), "after \(opener)")
      for scalar in play.screen.text.unicodeScalars {
        #expect(scalar == "\n" || scalar.value >= 32 && scalar.value != 0x202E)
      }
    }
  }

  @Test func `Columns are chosen at 80 cells, outlive a resize, and are given back`() throws {
    var play = Play.desk(80, 24)
    let before = play.lines[3]
    play.keys("C G Space Enter")
    #expect(play.lines[3].contains("id"))
    play.resize(200, 60)
    #expect(play.line(with: "what  ").contains("id"))
    play.resize(80, 24)
    var next = Play.desk(80, 24, session: try .kept(of: play))
    #expect(next.lines[3].contains("id"))
    next.keys("C 0 Enter")
    #expect(next.lines[3] == before)
  }

  @Test func `A column without room says that it is hidden, and the list stays whole`() {
    var play = Play.desk(45, 20)
    play.keys("C")
    for _ in 0..<13 { play.keys("Space Down") }
    for line in play.lines { #expect(displayWidth(line) <= 45) }
    play.keys("Esc")
    #expect(play.lines == Play.desk(45, 20).lines)
  }

  @Test func `The line of a command keeps what was typed before, and finds it again`() {
    var play = Play.desk()
    play.keys(": ‹note one› Enter : ‹note two› Enter : Up Up")
    #expect(play.cursorLine.contains(":note one"))
    play.keys("Down Enter")
    #expect(play.shows("noted: two") || play.shows("noted on it: two") || play.shows("two"))
    #expect(play.store.acts.count == 3)
  }

  @Test func `A mistyped command says what is meant, keeps the line, and is put right`() {
    var play = Play.desk()
    play.keys(": ‹snoze 2h› Enter")
    #expect(play.shows("snooze"))
    play.keys("Home Right Right Right ‹o› Enter")
    #expect(play.shows("snoozed"))
  }

  @Test func `A mistyped filter hides nothing until it is put right`() {
    var play = Play.desk()
    play.keys("f ‹kind:fyre› Enter")
    #expect(play.shows("there is no kind 'fyre'") && play.shows("About 10 explosions"))
    play.keys("Backspace Backspace Backspace ‹ire› Enter")
    #expect(play.way.contains("kind:fire  2 of 8"))
  }

  @Test func `In ASCII no frame, glyph or cut is anything else`() {
    for way in ["", "Enter", "m", "H", "5", "?", "t", "C", "Ctrl-P", "f ‹ki›", ": ‹ra›", "s"] {
      var play = Play.desk(80, 24, .many(9), glyphs: .ascii)
      play.keys(way)
      // Words of ours, and of sources, keep their dashes.
      #expect(play.screen.text.filter { !$0.isASCII && $0 != "–" } == "", "\(way)")
    }
  }
}
