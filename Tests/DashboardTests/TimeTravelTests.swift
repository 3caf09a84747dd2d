import Dashboard
import Foundation
import IncidentStore
import Incidents
import TerminalKit
import Testing

/// What the store knew then.
struct TimeTravelTests {
  private static let banner = "AS OF 2026-11-22 14:28Z – not live · ] later · Esc or :live returns"

  @Test func `The keys of time step from change to change, and after the last one to now`() {
    var play = DeskTests.desk()
    play.press(.character("["))
    #expect(play.asked.contains(.travel(to: .at("14:30"))))
    play.press(.character("["))
    #expect(play.lines[0].contains(Self.banner))
    #expect(play.screen.text(inRole: .statusbarWarn, y: 0).contains(Self.banner))
    #expect(play.lines[1].hasPrefix(" AS OF 2026-11-22 14:28Z"))
    play.press(.character("]"), .character("]"))
    #expect(play.lines[0].hasPrefix(" LIVE 14:32Z"))
    play.press(.character("]"))
    #expect(play.lines.last == " this is now: nothing comes later")
  }

  @Test func `Presses that come before the answer are one step`() {
    var play = DeskTests.desk()
    play.holdsAnswers = true
    play.forgetAsked()
    play.press(.character("["), .character("["), .character("["))
    #expect(play.asked.count == 1)
    play.holdsAnswers = false
    for effect in play.asked { play.answer(effect) }
    #expect(play.lines[0].contains("AS OF 2026-11-22 14:30Z"))
  }

  @Test func `All ages and clocks count to the moment, and time stands still`() {
    var play = DeskTests.desk()
    play.type(":asof 2026-11-22T13:00Z")
    play.press(.enter)
    #expect(play.line(with: "Rocket explosion").contains(" 30m  "))
    #expect(play.line(with: "Debris on a roof").contains("2h28"))
    #expect(!play.screen.text.contains("Air defence at work"))
    #expect(play.state.nextClockEdge == nil)
    let before = play.screen
    play.happen(.tick(.at("15:00")))
    #expect(play.screen == before)
  }

  @Test func `The changes of the past are neither new nor counted`() {
    var play = DeskTests.desk()
    play.press(.character("["), .character("["), .character("4"))
    #expect(play.lines[4].contains("newest first"))
    #expect(!play.lines[1].contains("changes"))
    #expect(!play.screen.text.contains("─ seen"))
    #expect(!play.screen.text.contains("14:30Z  東京"))
    let row = play.lines.firstIndex { $0.contains("14:28Z  About") } ?? 0
    #expect(play.screen.text(inRole: .rowNew, y: row).isEmpty)
  }

  @Test func `In the detail the steps are those of its incident`() {
    var play = DeskTests.desk()
    play.press(.down, .enter, .character("["))
    #expect(play.asked.contains(.travel(to: .at("14:12"))))
    play.press(.character("["))
    #expect(
      play.lines.last == " nothing changed in RU-KDA-BAAC before 14:12Z")
  }

  @Test(arguments: [":ack", ":rate SHOT C", ":undo", ":seen"])
  func `Nothing can be recorded in the past`(line: String) {
    var play = DeskTests.desk()
    play.press(.character("["))
    play.forgetAsked()
    play.type(line)
    play.press(.enter)
    #expect(
      play.lines.last
        == " nothing can be recorded as of 14:30Z: Esc or :live returns to now")
    let asked: [Effect] = [.loadNames, .remember(String(line.dropFirst()), .command)]
    #expect(play.asked == asked)
    for key in ["a", "u", "c"] as [Character] {
      play.press(.character(key))
      #expect(play.lines.last?.hasPrefix(" nothing can be recorded as of 14:30Z") == true)
    }
    #expect(play.asked == asked)
  }

  @Test func `A change of the store does not move the past; the return takes it up`() {
    var play = DeskTests.desk()
    play.press(.character("["))
    let before = play.screen
    play.commit { $0.rows.append(.sample(20, "Smoke over the port", last: "14:31")) }
    #expect(play.screen == before)
    play.type(":live")
    play.press(.enter)
    #expect(play.screen.text.contains("Smoke over the port"))
    #expect(play.lines[0].contains("1 new"))
  }

  @Test func `Esc goes back level by level, and from the root to now; q never quits from the past`()
  {
    var play = DeskTests.desk()
    play.press(.character("["), .enter, .escape)
    #expect(play.lines[0].contains("AS OF"))
    play.press(.character("q"))
    #expect(play.lines[0].hasPrefix(" LIVE"))
    #expect(!play.asked.contains(.quit))
    play.press(.character("["), .escape)
    #expect(play.lines[0].hasPrefix(" LIVE"))
    play.type(":live")
    play.press(.enter)
    #expect(play.lines.last == " this is live already")
  }

  @Test func `A past that cannot be read is told, and the screen stays live`() {
    var play = DeskTests.desk()
    play.holdsAnswers = true
    play.type(":asof 2h")
    play.press(.enter)
    #expect(play.lines.last == " going to 12:32Z…")
    play.happen(.failed(.travel(to: .at("12:32")), "cannot read the incident store 'a.db'"))
    #expect(play.lines.last == " cannot read the incident store 'a.db'")
    #expect(play.lines[0].hasPrefix(" LIVE"))
  }

  @Test func `The demo says that it is one in the past too`() {
    var play = Play(banner: "DEMO · invented reports, not news", person: "ada") { $0.fillDesk() }
    play.press(.character("["))
    #expect(play.lines[0].contains("DEMO · invented reports, not news"))
    #expect(play.lines[1].contains("AS OF 2026-11-22 14:30Z"))
    #expect(play.lines[2].hasPrefix(" AS OF"))
  }

  @Test func `A narrow screen keeps what matters of the banner`() {
    var play = DeskTests.desk(Size(width: 40, height: 12))
    play.press(.character("["))
    #expect(play.lines[0] == "   AS OF 2026-11-22 14:30Z – NOT LIVE")
    play.resize(30, 8)
    #expect(play.lines[0] == "   NOT LIVE – AS OF 14:30Z")
  }
}
