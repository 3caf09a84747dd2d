import Dashboard
import Foundation
import IncidentStore
import Incidents
import TerminalKit
import Testing

/// What a person does at the desk, and what comes of it: keys in, screen out.
struct DeskTests {
  static func desk(
    _ size: Size = Size(width: 120, height: 40), _ edit: (inout SampleStore) -> Void = { _ in }
  ) -> Play {
    Play(size: size, person: "ada") { store in
      store.fillDesk()
      edit(&store)
    }
  }

  // MARK: The command line

  @Test func `A line is done with Enter, and the last line says what was done and how to undo it`()
  {
    var play = Self.desk()
    play.type(":rate SHOT C because its man was there")
    play.press(.enter)
    #expect(
      play.asked.contains(
        .record(.rate(source: "SHOT", reliability: .c), because: "its man was there")))
    #expect(play.lines.last == " rated SHOT C · u undoes")
    play.press(.character("u"))
    #expect(play.asked.contains(.undo(nil, because: nil)))
    #expect(play.lines.last == " undone: rated SHOT C")
    play.press(.character("u"))
    #expect(play.lines.last == " nothing to undo; every act of yours is undone already")
  }

  @Test func `What the store refuses is told in full, on as many lines as it takes`() {
    var play = Self.desk(Size(width: 80, height: 24)) {
      $0.refusal =
        "cannot merge RU-KDA-BAAB; there is no incident RU-KDA-7F3K2Q in this store; see them with: "
        + "watchfloor list"
    }
    play.type(":merge RU-KDA-7F3K2Q")
    play.press(.enter)
    #expect(
      play.lines.suffix(2) == [
        " cannot merge RU-KDA-BAAB; there is no incident RU-KDA-7F3K2Q in this store;",
        " see them with: watchfloor list",
      ])
    #expect(play.lines[0].hasPrefix(" LIVE"))
    play.press(.down)
    #expect(!play.screen.text.contains("cannot merge"))
  }

  @Test func `A line that cannot be taken stays, and is mended in place`() {
    var play = Self.desk()
    play.type(":rate SHOT G because it erred")
    play.press(.enter)
    #expect(play.lines[39] == "           ^ word 3: 'G' is no grade; use one of: A, B, C, D, E, F")
    #expect(play.screen.text(inRole: .promptError, y: 38) == "G")
    #expect(play.screen.cursor == Point(x: 12, y: 38))
    #expect(!play.asked.contains { if case .record = $0 { true } else { false } })
    play.press(.backspace, .character("D"), .enter)
    #expect(
      play.asked.contains(.record(.rate(source: "SHOT", reliability: .d), because: "it erred")))
  }

  @Test func `The caret goes everywhere in the line`() {
    var play = Self.desk()
    play.type(":nte x")
    play.press(.home, .right)
    play.type("o")
    play.press(.end, .left, .delete)
    play.type("call back")
    #expect(play.lines.last?.hasPrefix(":note call back") == true)
    play.press(.control("w"), .control("w"))
    #expect(play.lines.last?.hasPrefix(":note  ") == true)
    play.press(.control("u"))
    #expect(play.screen.cursor == Point(x: 1, y: 39))
    play.press(.backspace)
    #expect(play.lines.last?.hasPrefix(" Enter open") == true)
  }

  @Test func `Tab goes through what may stand there, and Shift-Tab back`() {
    var play = Self.desk()
    play.type(":rate ")
    #expect(play.lines[38].hasPrefix(" Bay Radio  Harbour Wire  Life  SHOT"))
    play.press(.tab)
    #expect(play.lines.last?.hasPrefix(":rate Bay Radio ") == true)
    #expect(play.screen.text(inRole: .cursor, y: 38) == "Bay Radio")
    play.press(.tab, .tab, .tab, .tab, .backTab)
    #expect(play.lines.last?.hasPrefix(":rate SHOT ") == true)
    play.type(" ")
    #expect(play.lines[38] == " A  B  C  D  E  F")
    play.press(.tab, .tab, .tab, .enter)
    #expect(play.asked.contains(.record(.rate(source: "SHOT", reliability: .c), because: nil)))
  }

  @Test func `The only candidate is taken with a blank after it`() {
    var play = Self.desk()
    play.type(":sno")
    play.press(.tab)
    play.type("2h")
    play.press(.enter)
    #expect(
      play.asked.contains(
        .record(.snooze(incident: "RU-KDA-BAAB", until: .at("16:32")), because: nil)))
  }

  @Test func `Up and Down go through the lines of the session`() {
    var play = Self.desk()
    for line in [":note one", ":note two", ":note two"] {
      play.type(line)
      play.press(.enter)
    }
    play.type(":dra")
    play.press(.up)
    #expect(play.lines.last?.hasPrefix(":note two ") == true)
    play.press(.up, .up)
    #expect(play.lines.last?.hasPrefix(":note one ") == true)
    play.press(.down, .down)
    #expect(play.lines.last?.hasPrefix(":dra ") == true)
  }

  @Test func `Esc leaves the line, and an empty line does nothing`() {
    var play = Self.desk()
    let before = play.screen
    play.forgetAsked()
    play.type(":merge")
    play.press(.escape)
    #expect(play.screen == before)
    play.press(.character(":"), .enter)
    #expect(play.screen == before)
    #expect(play.asked.allSatisfy { $0 == .loadNames })
  }

  @Test func `A long line keeps its caret in sight`() {
    var play = Self.desk(Size(width: 40, height: 12))
    play.type(":note " + String(repeating: "wide ", count: 20) + "end")
    #expect(play.lines.last?.hasSuffix("wide end") == true)
    #expect(play.screen.cursor == Point(x: 38, y: 11))
  }

  @Test func `r begins a rating of the source behind the incident, S a snooze`() {
    var play = Self.desk()
    play.press(.character("r"))
    #expect(play.lines.last?.hasPrefix(":rate SHOT ") == true)
    play.press(.escape)
    play.type(":rate D")
    play.press(.enter)
    #expect(play.asked.contains(.record(.rate(source: "SHOT", reliability: .d), because: nil)))
    play.press(.character("S"))
    #expect(play.lines.last?.hasPrefix(":snooze ") == true)
  }

  @Test func `Lines go to a region, and quit`() {
    var play = Self.desk()
    play.type(":region Kharkiv")
    play.press(.enter)
    #expect(play.lines[1].hasPrefix(" World › Ukraine › Kharkiv Oblast"))
    play.type(":region")
    play.press(.enter)
    #expect(play.lines[1] == " World")
    play.type(":q")
    play.press(.enter)
    #expect(play.asked.last == .quit)
  }

  // MARK: Attention

  @Test func `What is acknowledged leaves the list until it changes in a way that matters`() {
    var play = Self.desk()
    play.press(.character("a"))
    #expect(play.asked.contains(.record(.acknowledge(incident: "RU-KDA-BAAB"), because: nil)))
    #expect(play.lines.last == " acknowledged RU-KDA-BAAB · u undoes")
    #expect(!play.lines[3...9].contains { $0.contains("About 10 explosions") })
    #expect(play.cursorLine.contains("Drone shot down"))
    #expect(play.lines[1].hasSuffix("due  7 of 8"))

    play.commit { $0.rows[0].changedAt = .at("14:33") }
    #expect(play.lines[4...12].contains { $0.contains("About 10 explosions") })
  }

  @Test func `A turns from what is due to what is acknowledged, snoozed, all`() {
    var play = Self.desk { store in
      store.rows[1].desk.acknowledgedAt = .at("14:25")
      store.rows[7].desk.acknowledgedAt = .at("2026-11-20T12:00:00Z")
      store.rows[3].desk = DeskState(snoozedUntil: .at("16:00"), snoozedAt: .at("14:00"))
      store.rows[4].desk.note = "ask Orenburg"
    }
    #expect(play.lines[2].contains("2 Incidents 5 "))
    play.press(.character("A"))
    #expect(play.lines[2].contains("2 Acknowledged 2 "))
    #expect(play.lines[1].hasSuffix("acknowledged  2 of 8"))
    #expect(play.cursorLine.contains("▸  2d  fire        ! 東京で倉庫火災"))
    play.press(.character("A"))
    #expect(play.lines[2].contains("2 Snoozed 1 "))
    #expect(play.cursorLine.contains("z Air defence at work, Yeysk"))
    play.press(.character("A"))
    #expect(play.lines[2].contains("2 Incidents 8 "))
    #expect(play.line(with: "Rocket explosion").contains("✎ Rocket explosion"))
    play.press(.character("A"))
    #expect(play.lines[2].contains("2 Incidents 5 "))
  }

  @Test func `Where there is room, words say what one has on the desk`() {
    var play = Self.desk(Size(width: 159, height: 40)) { store in
      store.rows[3].desk = DeskState(
        snoozedUntil: .at("16:00"), snoozedAt: .at("14:00"), note: "call")
      store.rows[7].desk.acknowledgedAt = .at("2026-11-20T12:00:00Z")
    }
    play.press(.character("A"))
    #expect(play.cursorLine.contains("acknowledged 2d ago: look again"))
    let row = play.lines.firstIndex { $0.contains("look again") } ?? 0
    #expect(play.screen.text(inRole: .rowStale, y: row).contains("東京で倉庫火災"))
    play.press(.character("A"))
    #expect(play.cursorLine.contains("z✎ Air defence at work, Yeysk  snoozed until 16:00Z · note"))
  }

  @Test func `A snooze ends with the clock, and until then nothing is asked for`() {
    var play = Self.desk {
      $0.rows[0].desk = DeskState(snoozedUntil: .at("14:40"), snoozedAt: .at("14:30"))
    }
    #expect(!play.screen.text.contains("About 10 explosions"))
    play.forgetAsked()
    play.happen(.tick(.at("14:32:30")))
    #expect(play.asked.isEmpty)
    play.press(.down, .up)
    #expect(!play.asked.contains { if case .loadIncidents = $0 { true } else { false } })
    play.forgetAsked()
    play.happen(.tick(.at("14:39")))
    #expect(play.asked.isEmpty)
    #expect(!play.screen.text.contains("About 10 explosions"))
    play.happen(.tick(.at("14:40")))
    #expect(play.line(with: "About 10 explosions").contains("+"))
    #expect(play.cursorLine.contains("Drone shot down"))
  }

  @Test func `When everything is put aside, the list says so`() {
    var play = Self.desk { store in
      for index in store.rows.indices { store.rows[index].desk.acknowledgedAt = .noon }
    }
    #expect(play.screen.text.contains("Nothing asks for your attention."))
    #expect(play.screen.text.contains("A shows what you have put aside."))
    play.press(.character("A"), .character("A"))
    #expect(play.screen.text.contains("Nothing is snoozed."))
  }

  @Test func `Nobody's desk has nothing to put aside`() {
    var play = Play()
    play.press(.character("A"))
    #expect(play.lines.last == " nobody's desk: nothing can be put aside here")
  }
}
