import Dashboard
import Foundation
import IncidentStore
import Incidents
import TerminalKit
import Testing

/// Moving, filtering and refreshing: stories of the list of incidents.
struct ListTests {
  static let wide = Size(width: 120, height: 24)

  @Test(
    "Moving stops at the ends of the list",
    arguments: [
      ([Key.up], "About 10 explosions"),
      ([.down], "Drone shot down"),
      ([.character("j"), .character("j"), .character("k")], "Drone shot down"),
      ([.end], "東京で倉庫火災"),
      ([.character("G"), .down], "東京で倉庫火災"),
      ([.pageDown, .pageDown], "東京で倉庫火災"),
      ([.end, .home], "About 10 explosions"),
      ([.control("d"), .control("u"), .control("u")], "About 10 explosions"),
    ])
  func ends(keys: [Key], selected: String) {
    var play = Play(size: Self.wide)
    for key in keys { play.press(key) }
    #expect(play.cursorLine.contains("▸"))
    #expect(play.cursorLine.contains(selected))
  }

  @Test func `The list follows the region under the cursor`() {
    var play = Play(size: Self.wide)
    play.press(.character("1"), .down, .down)
    #expect(play.cursorLine.contains("Tokyo"))
    #expect(
      play.lines[1] == " World › Japan › Tokyo" + String(repeating: " ", count: 77)
        + "region:JP-13  1 of 8")
    #expect(play.screen.text.contains("東京で倉庫火災"))
    #expect(!play.screen.text.contains("Yeysk"))

    play.press(.down)
    #expect(play.cursorLine.contains("▾Russia"))
    #expect(play.lines[1].hasSuffix("5 of 8"))
  }

  @Test func `Enter in the tree unfolds, then goes on to the incidents; h folds, then goes up`() {
    var play = Play(size: Self.wide)
    play.press(.character("1"), .end)
    #expect(play.cursorLine.contains("Kharkiv"))
    play.press(.character("h"))
    #expect(play.cursorLine.contains("▾Ukraine"))
    play.press(.left)
    #expect(play.cursorLine.contains("▹Ukraine"))
    #expect(!play.lines.contains { $0.prefix(28).contains("Kharkiv") })
    play.press(.enter)
    #expect(play.cursorLine.contains("▾Ukraine"))
    play.press(.enter)
    #expect(play.cursorLine.contains("Вибухи в Харкові"))
  }

  @Test func `Esc and q go up one region at a time, and only q quits, at the root`() {
    var play = Play(size: Self.wide)
    play.press(.character("1"), .end, .tab)
    #expect(play.lines[1].hasPrefix(" World › Ukraine › Kharkiv Oblast"))
    play.press(.escape)
    #expect(play.lines[1].hasPrefix(" World › Ukraine  "))
    play.press(.character("q"))
    #expect(play.lines[1] == " World")
    play.press(.escape, .escape)
    #expect(!play.asked.contains(.quit))
    play.press(.character("q"))
    #expect(play.asked.last == .quit)
  }

  @Test func `A refresh keeps the selection on its incident and marks what is new`() {
    var play = Play(size: Self.wide)
    play.press(.down)
    play.commit { $0.rows.append(.sample(20, "Smoke over the port", last: "14:31")) }

    #expect(play.cursorLine.contains("Drone shot down"))
    #expect(play.line(with: "Smoke over the port").contains("│+  1m"))
    #expect(play.lines[0].contains("9 incidents · 1 new"))
    let row = play.lines.firstIndex { $0.contains("Smoke over") } ?? 0
    #expect(play.screen.text(inRole: .rowNew, y: row).contains("Smoke over the port"))
  }

  @Test func `Whoever looks at the head of the list sees news arrive there`() {
    var play = Play(.many(60), size: Self.wide)
    play.commit { $0.rows.append(.sample(99, "Smoke over the port", last: "14:31")) }
    #expect(play.cursorLine.contains("Incident 1 "))
    #expect(play.line(with: "Smoke over the port").contains("+"))
  }

  @Test func `Further down, the selected row stays on its line of the screen`() {
    var play = Play(.many(60), size: Self.wide)
    for _ in 0..<20 { play.press(.down) }
    let before = (play.screen.cursor, play.cursorLine)
    play.commit { store in
      for number in 90...93 { store.rows.append(.sample(number, "Smoke", last: "14:31")) }
    }
    #expect(play.screen.cursor == before.0)
    #expect(play.cursorLine == before.1)
    #expect(play.lines[0].contains("4 new"))
  }

  @Test func `Moving onto a new row clears its mark; c clears them all`() {
    var play = Play(size: Self.wide)
    play.commit { store in
      for number in 20...22 { store.rows.append(.sample(number, "Smoke \(number)", last: "14:31")) }
    }
    #expect(play.lines[0].contains("3 new"))
    play.press(.up)
    #expect(play.cursorLine.contains("Smoke"))
    #expect(play.lines[0].contains("2 new"))
    play.press(.down)
    #expect(play.lines.count { $0.contains("│+ ") } == 2)
    play.press(.character("c"))
    #expect(!play.lines[0].contains("new"))
    #expect(play.lines.count { $0.contains("│+ ") } == 0)
  }

  @Test func `A row that stands otherwise than before has changed; one that moves up is not new`() {
    var play = Play(.many(80), size: Self.wide)
    play.commit { store in
      store.rows[3].standing.verification.origins.max = 2
      store.rows[70].incident.lastActivityAt = .at("14:31")
    }
    #expect(play.line(with: "Incident 4 ").contains("│* "))
    #expect(play.line(with: "1..2F").contains("Incident 4"))
    #expect(play.line(with: "Incident 71").contains("│* "))
    #expect(!play.lines[0].contains("new"))
  }

  @Test func `When the incident leaves the answer, the row in its place is selected`() {
    var play = Play(.many(10), size: Self.wide)
    play.press(.down, .down)
    play.commit { $0.rows.remove(at: 2) }
    #expect(play.cursorLine.contains("Incident 4 "))
    play.press(.end)
    play.commit { $0.rows.removeLast() }
    #expect(play.cursorLine.contains("Incident 9 "))
    play.commit { $0.rows = [] }
    #expect(play.screen.text.contains("No incidents yet."))
    #expect(play.screen.text.contains("Nothing selected."))
  }

  @Test func `Moving inside the window asks for the detail only; near its edge for more rows`() {
    var play = Play(.many(100), size: Self.wide)
    play.forgetAsked()
    play.press(.down)
    #expect(play.asked.allSatisfy { if case .loadDetail = $0 { true } else { false } })
    #expect(play.asked.count == 1)

    for _ in 0..<20 { play.press(.down) }
    let anchors = play.asked.compactMap { effect -> WindowAnchor? in
      if case .loadIncidents(_, let anchor, _, _, _) = effect { anchor } else { nil }
    }
    #expect(anchors.count == 1)
    #expect(play.cursorLine.contains("Incident 22 "))
  }

  @Test func `A long list is walked from end to end without a gap`() {
    var play = Play(.many(100), size: Self.wide)
    for number in 2...100 {
      play.press(.down)
      #expect(play.cursorLine.contains("Incident \(number) "))
    }
    for number in (1...99).reversed() {
      play.press(.up)
      #expect(play.cursorLine.contains("Incident \(number) "))
    }
  }

  @Test func `g and G go to the ends of the whole list, not of the window`() {
    var play = Play(.many(200), size: Self.wide)
    play.press(.character("G"))
    #expect(play.cursorLine.contains("Incident 200 "))
    play.press(.pageUp, .pageUp, .pageUp, .character("g"))
    #expect(play.cursorLine.contains("Incident 1 "))
  }

  @Test func `An answer to an older question is dropped`() {
    var play = Play(size: Self.wide)
    play.holdsAnswers = true
    play.forgetAsked()
    play.press(.character("1"), .down)
    let old = play.asked
    play.press(.down, .down)
    let shown = play.screen
    for effect in old { play.answer(effect) }
    #expect(play.screen == shown)
    #expect(old.count == 1)

    for effect in play.asked { play.answer(effect) }
    #expect(play.lines[1].hasPrefix(" World › Russia  "))
    #expect(play.lines[1].hasSuffix("5 of 8"))
  }

  @Test func `Rows of the old region are painted as stale until the new answer is there`() {
    var play = Play(size: Self.wide)
    play.holdsAnswers = true
    play.press(.character("1"), .down)
    let row = play.lines.firstIndex { $0.contains("Yeysk") } ?? 0
    #expect(play.screen.text(inRole: .rowStale, y: row).contains("Yeysk"))
  }

  @Test func `A jump to the end survives a refresh that overtakes it`() {
    var play = Play(.many(200), size: Self.wide)
    play.holdsAnswers = true
    play.forgetAsked()
    play.press(.character("G"))
    play.happen(.storeChanged)
    play.holdsAnswers = false
    for effect in play.asked { play.answer(effect) }
    #expect(play.cursorLine.contains("Incident 200 "))
  }

  @Test func `The tree counts anew with every commit, whether it brings a region or not`() {
    var play = Play(.many(2), size: Self.wide)
    func numbers(_ region: String) -> [String] {
      let row = play.lines.first { $0.prefix(28).contains(region) } ?? ""
      return row.prefix(28).split { !$0.isNumber }.map(String.init)
    }
    #expect(numbers("Russia") == ["2", "2"] && numbers("Krasnodar") == ["2", "2"])
    play.commit { $0.rows = .many(3) }
    #expect(numbers("All regions") == ["3", "3"])
    #expect(numbers("Russia") == ["3", "3"] && numbers("Krasnodar") == ["3", "3"])
    play.commit { $0.rows = .many(4, region: "DE") }
    #expect(numbers("Germany") == ["4", "4"] && numbers("Russia").isEmpty)
  }

  @Test func `While paused nothing is asked; p again takes up what was missed`() {
    var play = Play(size: Self.wide)
    play.press(.character("p"))
    play.forgetAsked()
    play.commit { $0.rows.append(.sample(20, "Smoke over the port", last: "14:31")) }
    #expect(play.asked.isEmpty)
    #expect(play.lines[0].hasPrefix(" PAUSED since 14:32Z, now 14:32Z  the store has changed"))
    play.press(.character("p"))
    #expect(play.lines[0].hasPrefix(" LIVE 14:32Z"))
    #expect(play.line(with: "Smoke over the port").contains("+"))
  }

  @Test func `An unreadable store keeps the last good view and says so`() {
    var play = Play(size: Self.wide)
    play.happen(.failed(.loadRegions, "cannot read the incident store: disk I/O error"))
    #expect(play.lines[0].hasPrefix(" STORE UNREADABLE since 14:32Z"))
    #expect(play.lines.last == " cannot read the incident store: disk I/O error")
    #expect(play.screen.text.contains("Yeysk"))
    play.happen(.storeChanged)
    #expect(play.lines[0].hasPrefix(" LIVE"))
  }

  @Test func `What a followed folder brings is in the header, and its trouble on the last line`() {
    var play = Play(following: FollowNotice(folder: "feeds", files: 2))
    #expect(play.lines[0].contains("following feeds 2 files"))
    play.happen(
      .followed(FollowNotice(folder: "feeds", files: 3, problem: "a.txt: not a text file")))
    #expect(play.lines[0].contains("following feeds 3 files"))
    #expect(play.lines.last == " a.txt: not a text file")
  }

  @Test func `An empty store says what to type, and an empty region how to get back`() {
    #expect(Play([]).screen.text.contains("watchfloor ingest FILE"))
    #expect(Play([]).screen.text.contains("watchfloor --follow DIR"))
    let nowhere = Play(query: IncidentQuery(IncidentFilter(.region(["RU-VOR"]))))
    #expect(nowhere.screen.text.contains("No incident in Voronezh Oblast matches."))
    #expect(nowhere.screen.text.contains("Esc goes back to a wider region, f changes the filter."))
    let filtered = Play(
      query: IncidentQuery(IncidentFilter(.status([.verified]), .since(.at(.at("14:00"))))))
    #expect(filtered.lines[1].contains("status:verified since:2026-11-22T14:00Z  0 of 8"))
  }

  @Test func `A search moves to the next title as one types, and Enter stays there`() {
    var play = Play(size: Self.wide)
    play.press(.character("/"))
    play.type("ye")
    #expect(play.lines.last?.hasPrefix("/ye") == true)
    #expect(play.screen.cursor == Point(x: 3, y: 23))
    let row = play.lines.firstIndex { $0.contains("▸ 52m") } ?? 0
    #expect(play.screen.text(inRole: .matchCurrent, y: row) == "Ye")
    play.press(.enter)
    #expect(play.cursorLine.contains("Yeysk"))
    #expect(play.lines[1].contains("find “ye”"))
  }

  @Test func `n and N go from match to match, round the end of the list`() {
    var play = Play(.many(100), size: Self.wide)
    play.press(.character("/"))
    play.type("t 5")
    play.press(.enter)
    #expect(play.cursorLine.contains("Incident 5 "))
    play.press(.character("n"))
    #expect(play.cursorLine.contains("Incident 50 "))
    play.press(.character("N"), .character("N"))
    #expect(play.cursorLine.contains("Incident 59 "))
    #expect(play.lines.last == " the search went round the end of the list")
    play.press(.character("n"))
    #expect(play.cursorLine.contains("Incident 5 "))
  }

  @Test func `Esc gives a search up and goes back to where it began`() {
    var play = Play(.many(100), size: Self.wide)
    play.press(.down, .down)
    let before = play.screen
    play.press(.character("/"))
    play.type("incident 77")
    #expect(play.screen.text.contains("Incident 77"))
    play.press(.escape)
    #expect(play.cursorLine.contains("Incident 3 "))
    play.press(.character("/"))
    play.type("zzz")
    #expect(play.lines.last?.contains("nothing matches") == true)
    play.press(.backspace, .backspace, .backspace, .backspace)
    #expect(play.cursorLine.contains("Incident 3 "))
    #expect(play.lines[1] == before.text.split(separator: "\n")[1])
  }

  @Test func `Giving a search up holds although its answer is still under way`() {
    var play = Play(.many(100), size: Self.wide)
    play.press(.down, .character("/"))
    play.holdsAnswers = true
    play.forgetAsked()
    play.type("7")
    play.happen(
      .loaded(.found(ListPosition(play.store.rows[76]), generation: lastGeneration(play))))
    let late = play.asked
    play.press(.escape)
    for effect in late { play.answer(effect) }
    #expect(play.cursorLine.contains("Incident 2 "))
  }

  private func lastGeneration(_ play: Play) -> Int {
    guard case .find(_, _, _, _, let generation)? = play.asked.last else { return -1 }
    return generation
  }

  @Test func `A request that failed is made again as the person moves on`() {
    var play = Play(.many(100), size: Self.wide)
    play.holdsAnswers = true
    play.forgetAsked()
    func windows() -> [Effect] {
      play.asked.filter { if case .loadIncidents = $0 { true } else { false } }
    }
    while windows().isEmpty { play.press(.down) }
    play.happen(.failed(windows()[0], "cannot read the incident store: it is locked"))
    play.press(.down)
    #expect(windows().count == 2)
  }

  @Test func `A search in Cyrillic knows no case`() {
    var play = Play(size: Self.wide)
    play.press(.character("/"))
    play.type("ПОЖЕЖА")
    play.press(.enter)
    #expect(play.cursorLine.contains("Пожежа на складі"))
  }
}
