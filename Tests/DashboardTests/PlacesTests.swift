import Foundation
import IncidentStore
import Incidents
import TerminalKit
import Testing

@testable import Dashboard

/// Going back and forward, following the latest report, and beginning where the last session ended.
struct PlacesTests {
  private static let wide = Size(width: 120, height: 40)

  // MARK: Back and forward

  @Test func `Back and forward go through regions, filters, orders and panes to the same incident`()
  {
    var play = Play(size: Self.wide)
    play.press(.down, .character("1"), .down, .down, .down, .enter)
    #expect(play.lines[1].hasPrefix(" World › Russia "))
    play.press(.down)
    let russia = play.screen
    play.press(.character("s"), .character("t"))
    play.type("f")
    play.type("kind:drone")
    play.press(.enter)
    play.press(.enter)
    #expect(play.lines[1].hasPrefix(" World › Russia › RU-KDA-"))

    play.press(.character("-"))
    #expect(play.cursorLine.contains("▸"))
    #expect(play.lines[1].contains("kind:drone"))
    play.press(.character("-"))
    #expect(!play.lines[1].contains("kind:drone"))
    #expect(play.screen.text.contains("title ▾"))
    play.press(.character("-"))
    #expect(play.screen == russia)
    play.press(.character("-"))
    #expect(play.state.focus == .regions)
    play.press(.character("-"))
    #expect(play.lines[1] == " World")
    #expect(play.cursorLine.contains("Drone shot down"))
    play.press(.character("-"))
    #expect(play.lines.last == " this is where you began")

    for _ in 0..<3 { play.press(.character("+")) }
    #expect(play.screen.text.contains("title ▾"))
    play.press(.character("="), .character("+"), .character("+"))
    #expect(play.state.focus == .detail)
    #expect(play.lines.last == " no place comes after this one")
  }

  @Test func `Going somewhere else from a place before leaves what came after`() {
    var play = Play(size: Self.wide)
    play.press(.enter, .character("-"), .character("4"), .character("+"))
    #expect(play.lines.last == " no place comes after this one")
    play.press(.character("-"))
    #expect(play.state.focus == .incidents)
  }

  @Test func `The detail comes back at its section`() {
    var play = Play(size: Self.wide)
    play.press(.enter, .right, .right, .character("4"), .character("-"))
    #expect(play.state.focus == .detail)
    #expect(play.screen.text.contains("[Statements]"))
    play.press(.character("2"), .down, .down, .character("-"))
    #expect(play.screen.text.contains("[Statements]"))
    #expect(play.line(with: "[Statements]").contains("RU-KDA-BAAB"))
  }

  @Test func `A filter that was only tried is no place`() {
    var play = Play(size: Self.wide)
    play.type("f")
    play.type("kind:fire")
    play.press(.escape, .character("-"))
    #expect(play.lines.last == " this is where you began")
  }

  @Test func `An incident that has left the list is not searched for elsewhere`() {
    var play = Play(.many(20), size: Self.wide)
    play.press(.down, .down, .enter, .character("2"), .home)
    play.commit { $0.rows.remove(at: 2) }
    play.press(.character("-"))
    #expect(play.lines.last == " RU-KDA-BAAD is not in the list")
    #expect(play.line(with: "2 Incidents").contains("2 Incidents 19"))
  }

  @Test func `The line of places says which incident is read, and what the strip shows`() {
    var play = Play(size: Self.wide)
    play.press(.enter)
    #expect(
      play.lines[1] == " World › RU-KDA-BAAB › About 10 explosions, outskirts of Krasnodar")
    play.press(.character("4"))
    #expect(play.lines[1] == " World › Changes")
    play.press(.character("5"))
    #expect(play.lines[1] == " World › Feeds")
    play.resize(80, 24)
    play.press(.character("2"), .enter)
    #expect(play.lines[1] == " World › RU-KDA-BAAB")
  }

  // MARK: Following

  @Test func `F stays at the latest report, whatever comes, and keeps what is new marked as such`()
  {
    var play = Play(.many(60), size: Self.wide)
    play.press(.down, .down, .character("F"))
    #expect(play.lines[0].hasPrefix(" FOLLOW 14:32Z"))
    #expect(play.cursorLine.contains("Incident 1 "))
    for number in 90...91 {
      play.commit { $0.rows.append(.sample(number, "Smoke \(number)", last: "14:31")) }
      #expect(play.cursorLine.contains("Smoke \(number)"))
    }
    #expect(play.line(with: "Smoke 90").contains("│+ "))
    #expect(play.lines[0].contains("2 new"))
  }

  @Test(
    "Any movement ends following",
    arguments: [
      [Key.down], [.end], [.character("1")], [.enter], [.character("F")],
      [.character("s"), .character("k")], [.character("/"), .character("5"), .enter],
    ])
  func ends(keys: [Key]) {
    var play = Play(.many(60), size: Self.wide)
    play.press(.character("F"))
    for key in keys { play.press(key) }
    #expect(play.lines[0].hasPrefix(" LIVE"))
    play.press(.character("2"))
    let before = play.state.incidents.selection?.id
    play.commit { $0.rows.append(.sample(90, "Smoke", last: "14:31")) }
    #expect(play.state.incidents.selection?.id == before)
  }

  @Test func `Following sorts by the last report, stands still while paused, and goes on after`() {
    var play = Play(.many(60), size: Self.wide)
    play.press(.character("s"), .character("t"), .character("F"))
    #expect(play.screen.text.contains("last report ▾"))
    play.press(.character("p"))
    #expect(play.lines[0].hasPrefix(" PAUSED"))
    play.commit { $0.rows.append(.sample(90, "Smoke", last: "14:31")) }
    #expect(play.cursorLine.contains("Incident 1 "))
    play.press(.character("p"))
    #expect(play.lines[0].hasPrefix(" FOLLOW"))
    #expect(play.cursorLine.contains("Smoke"))
  }

  // MARK: Sessions

  /// What is kept, and read again as a file would be.
  private func kept(_ play: Play) throws -> Session {
    try JSONDecoder().decode(Session.self, from: JSONEncoder().encode(play.state.session))
  }

  private func restored(_ session: Session, query: IncidentQuery = IncidentQuery()) -> Play {
    Play(size: Self.wide, query: query, session: session)
  }

  @Test func `A session begins where the last one ended`() throws {
    var play = Play(size: Self.wide)
    play.press(.character("C"), .character(" "), .enter, .character("s"), .character("t"))
    play.type("f")
    play.type("region:RU -kind:fire")
    play.press(.enter)
    play.press(.character("/"))
    play.type("ye")
    play.press(.enter, .enter, .right, .character("z"))
    var next = restored(try kept(play))
    #expect(next.lines.last == " restored the last session; --fresh starts anew")
    #expect(next.lines.dropLast() == play.lines.dropLast())
    next.press(.character("z"), .character("-"))
    #expect(next.state.focus == .incidents)
    #expect(next.cursorLine.contains("Yeysk"))
  }

  @Test func `What is said at the start wins over what it names`() throws {
    var play = Play(size: Self.wide)
    play.press(.character("s"), .character("t"), .character("C"), .character(" "), .enter)
    play.type("f")
    play.type("kind:fire")
    play.press(.enter, .enter)
    let session = try kept(play)
    var next = restored(session, query: IncidentQuery(IncidentFilter(.region(["RU"]))))
    #expect(next.lines[1].contains("region:RU  5 of 8"))
    #expect(next.state.focus == .incidents)
    #expect(next.screen.text.contains("title ▾"))
    #expect(!next.screen.text.contains("age"))
    next = restored(session, query: IncidentQuery(order: IncidentOrder(.silence)))
    #expect(next.screen.text.contains("silence ▾"))
    #expect(next.lines[1].contains("kind:fire"))
  }

  @Test func `An incident that is gone gives way to the row in its place`() throws {
    var play = Play(.many(20), size: Self.wide)
    play.press(.down, .down, .down)
    let session = try kept(play)
    var rows = [IncidentSummary].many(20)
    rows.remove(at: 3)
    let next = Play(rows, size: Self.wide, session: session)
    #expect(next.cursorLine.contains("Incident 5 "))
  }

  @Test func `Why a session cannot be used is said once`() {
    var play = Play(size: Self.wide, problem: "began anew: 'x' cannot be read")
    #expect(play.lines.last == " began anew: 'x' cannot be read")
    play.press(.down)
    #expect(play.lines.last?.hasPrefix(" Enter open") == true)
  }
}
