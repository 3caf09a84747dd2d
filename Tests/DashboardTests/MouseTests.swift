import Foundation
import IncidentStore
import Incidents
import TerminalKit
import Testing

@testable import Dashboard

struct MouseTests {
  /// A story in which the mouse is ours.
  private func play(width: Int = 120, height: Int = 40, _ rows: [IncidentSummary] = .eight) -> Play
  {
    var play = Play(rows, size: Size(width: width, height: height), person: "ada") { $0.fillDesk() }
    play.press(.function(2))
    return play
  }

  @Test func `F2 takes the mouse, says how to select text, and gives it back`() {
    var play = Play()
    #expect(!play.asked.contains(.captureMouse(true)))
    play.press(.function(2))
    #expect(play.asked.last == .captureMouse(true))
    #expect(play.lines.last?.contains("Shift+drag selects text") == true)
    play.press(.function(2))
    #expect(play.asked.last == .captureMouse(false))
  }

  @Test func `While the mouse is the terminal's, nothing moves`() {
    var play = Play(size: Size(width: 120, height: 40))
    let before = play.screen
    play.click(40, 8)
    play.happen(.mouse(Mouse(.wheelDown, at: Point(x: 40, y: 8))))
    #expect(play.screen == before)
  }

  @Test(
    "A click selects the row that is drawn there",
    arguments: [
      (Size(width: 80, height: 24), 5, 8), (Size(width: 80, height: 24), 40, 9),
      (Size(width: 120, height: 40), 5, 7), (Size(width: 120, height: 40), 60, 10),
      (Size(width: 120, height: 40), 10, 26), (Size(width: 200, height: 60), 10, 6),
      (Size(width: 200, height: 60), 60, 9), (Size(width: 200, height: 60), 150, 8),
      (Size(width: 200, height: 60), 20, 49), (Size(width: 200, height: 60), 150, 50),
    ])
  func click(size: Size, x: Int, y: Int) {
    var play = play(width: size.width, height: size.height)
    let line = play.lines[y]
    #expect(line.contains { $0.isLetter })
    play.click(x, y)
    #expect(play.screen.cursor?.y == y)
    let pane = play.screen.cursor.map { play.state.target(at: $0)?.pane }
    #expect(pane == play.state.focus, "the pane has the focus")
  }

  @Test func `The second click opens, unless it comes late or elsewhere`() {
    var play = play()
    play.click(60, 8)
    play.click(60, 9)
    #expect(play.state.focus == .incidents)
    play.click(60, 9)
    #expect(play.state.focus == .detail)

    play.press(.escape)
    play.click(60, 7)
    play.happen(.tick(.noon.addingTimeInterval(0.6)))
    play.click(60, 7)
    #expect(play.state.focus == .incidents)
    play.happen(.tick(.noon.addingTimeInterval(0.9)))
    play.click(60, 7)
    #expect(play.state.focus == .detail)
  }

  @Test func `A second click does not open what has come under the mouse meanwhile`() {
    var play = play()
    play.click(60, 8)
    let clicked = play.state.incidents.selection?.id
    play.commit { $0.rows.insert(.sample(99, "Fire in the harbour"), at: 0) }
    play.click(60, 8)
    #expect(play.state.focus == .incidents || play.state.incidents.selection?.id == clicked)
  }

  @Test func `The wheel scrolls what is under it and leaves the focus`() {
    var play = play(.many(100))
    play.happen(.mouse(Mouse(.wheelDown, at: Point(x: 60, y: 8))))
    #expect(play.state.incidents.index == 3)
    play.press(.character("1"))
    play.happen(.mouse(Mouse(.wheelDown, at: Point(x: 60, y: 8))))
    play.happen(.mouse(Mouse(.wheelUp, at: Point(x: 60, y: 8))))
    play.happen(.mouse(Mouse(.wheelUp, at: Point(x: 60, y: 8))))
    #expect(play.state.incidents.index == 0 && play.state.focus == .regions)
  }

  @Test func `A drag takes the selection along`() {
    var play = play()
    play.happen(.mouse(Mouse(.press, at: Point(x: 60, y: 6))))
    play.happen(.mouse(Mouse(.drag, at: Point(x: 60, y: 9))))
    #expect(play.screen.cursor?.y == 9)
    play.happen(.mouse(Mouse(.release, at: Point(x: 60, y: 9))))
    #expect(play.screen.cursor?.y == 9)
  }

  @Test func `A click beside the help closes it, and the wheel turns it`() {
    var play = play()
    play.press(.character("?"))
    play.happen(.mouse(Mouse(.wheelDown, at: Point(x: 60, y: 20))))
    #expect(play.state.help?.top == 3)
    play.click(60, 20)
    #expect(play.state.help != nil)
    play.click(2, 20)
    #expect(play.state.help == nil)
  }

  @Test func `The names of columns are found by the layout that draws them`() {
    let play = play()
    let y = play.lines.firstIndex { $0.contains("official") } ?? 0
    #expect(play.state.target(at: Point(x: 40, y: y)) == .heading(.incidents, column: 11))
    #expect(play.state.target(at: Point(x: 0, y: 0)) == nil)
  }

  @Test func `What is being typed is not left by a click`() {
    var play = play()
    play.press(.character("/"), .character("f"))
    play.click(5, 8)
    #expect(play.lines.last?.hasPrefix("/f") == true)
  }

  @Test func `No click and no turn of the wheel breaks anything, at any size`() {
    for (width, height) in [(20, 5), (30, 8), (45, 20), (80, 24), (120, 40), (200, 60)] {
      for keys in [[], [.character("4")], [.character("5")], [.enter], [.character("z")]] as [[Key]]
      {
        for rows in [[IncidentSummary].eight, []] {
          var play = play(width: width, height: height, rows)
          for key in keys { play.press(key) }
          for y in stride(from: -1, through: height, by: 3) {
            for x in stride(from: -1, through: width, by: 7) {
              for act in [Mouse.Act.press, .press, .drag, .wheelDown, .wheelUp] {
                play.happen(.mouse(Mouse(act, at: Point(x: x, y: y))))
              }
            }
          }
          #expect(play.screen.size == Size(width: width, height: height))
        }
      }
    }
  }

  @Test func `Pasted text goes into the line that is open`() {
    var play = Play()
    play.press(.character("/"))
    play.happen(.pasted(" Karachi "))
    #expect(play.lines.last?.hasPrefix("/Karachi") == true)
    play.press(.escape, .character(":"), .character("x"), .left)
    play.happen(.pasted("note "))
    #expect(play.state.desk?.editor.text == "notex")
  }

  @Test func `Pasted text is never taken for keys`() {
    var play = Play()
    play.happen(.pasted("Q"))
    #expect(!play.asked.contains(.quit))
    #expect(play.lines.last?.contains("/ or : opens a line for it") == true)
  }

  @Test func `The title says what is new, and that a demo is one`() {
    var play = Play()
    #expect(title(for: play.state) == "watchfloor")
    play.commit { $0.rows.insert(.sample(99, "Fire in the harbour"), at: 0) }
    #expect(title(for: play.state) == "watchfloor: 1 new")
    #expect(title(for: Play(banner: "DEMO").state) == "watchfloor: DEMO")
  }
}
