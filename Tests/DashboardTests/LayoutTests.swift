import Foundation
import IncidentStore
import Incidents
import TerminalKit
import Testing

@testable import Dashboard

struct LayoutTests {
  @Test func `No size breaks the screen, however the panes stand`() {
    var sizes: [(Int, Int)] = []
    for width in 0...40 { for height in 0...20 { sizes.append((width, height)) } }
    sizes += [(59, 24), (60, 19), (60, 20), (99, 33), (100, 34), (159, 8), (160, 8), (300, 100)]
    let stories: [[Key]] = [
      [], [.character("1")], [.enter], [.enter, .left, .character("z")], [.character("?")],
      [.character("/"), .character("e")], [.character("4"), .end], [.character("5"), .end],
      [.character("r"), .tab, .tab], [.character(":"), .character("x"), .enter],
      [.character("["), .character("["), .character("a")], [.character("m"), .character("-")],
      [.character("H"), .end],
    ]
    for keys in stories {
      var play = Play(banner: "DEMO · invented reports, not news", person: "ada") {
        $0.fillDesk()
      }
      for key in keys { play.press(key) }
      for (width, height) in sizes {
        play.resize(width, height)
        let screen = play.screen
        #expect(screen.size == Size(width: width, height: height))
        if let cursor = screen.cursor {
          #expect((0..<width).contains(cursor.x) && (0..<height).contains(cursor.y))
        }
      }
    }
  }

  @Test func `A frame at another size than the state's own is the same as after a resize`() {
    var play = Play()
    let early = frame(for: play.state, size: Size(width: 120, height: 40))
    play.resize(120, 40)
    #expect(early == play.screen)
  }

  @Test func `Below 30x8 one polite line is all`() {
    let play = Play(size: Size(width: 40, height: 5))
    #expect(play.lines == ["", "", "  watchfloor needs 30x8; this is 40x5", "", ""])
  }

  @Test func `Long titles in any script stay in their column`() {
    let titles = [
      String(repeating: "Довга назва без кінця ", count: 10),
      String(repeating: "東京で倉庫火災", count: 20), "e\u{301}\u{302}\u{303}\u{304}\u{305}",
      "\u{202E}evil\u{200B}\u{1B}[31m", "👩‍👩‍👧 family",
    ]
    let rows = titles.enumerated().map { IncidentSummary.sample($0.offset + 1, $0.element) }
    for size in [Size(width: 80, height: 24), Size(width: 120, height: 40)] {
      let screen = Play(rows, size: size).screen
      for y in 2..<(size.height - 1) {
        #expect("│┐┘".unicodeScalars.contains(screen[size.width - 1, y].scalar))
      }
    }
  }

  @Test func `A resize keeps the selected row in sight`() {
    var play = Play(.many(100), size: Size(width: 120, height: 40))
    for _ in 0..<14 { play.press(.down) }
    play.resize(45, 10)
    #expect(play.cursorLine.contains("Incident 15"))
    play.resize(200, 60)
    #expect(play.cursorLine.contains("Incident 15"))
  }

  @Test func `One pane at a time where there is room for one`() {
    var play = Play(size: Size(width: 45, height: 20))
    play.press(.character("1"))
    #expect(play.lines[1] == " World › Regions")
    play.press(.down, .down, .down, .enter)
    #expect(play.lines[1].hasPrefix(" World › Russia"))
    #expect(play.cursorLine.contains("About 10"))
    play.press(.enter)
    #expect(play.lines[1].hasPrefix(" Summary 1/8 › RU-KDA-BAAB"))
    play.press(.escape)
    #expect(play.cursorLine.contains("About 10"))
  }

  @Test func `z gives a pane the whole screen, and Esc takes it back`() {
    var play = Play()
    let before = play.screen
    play.press(.character("z"))
    #expect(play.lines[2].hasPrefix("┌ 2 Incidents 8 ━"))
    #expect(!play.screen.text.contains("1 Regions"))
    play.press(.escape)
    #expect(play.screen == before)
  }

  @Test func `The hardware cursor stands on the selected row of the pane with the focus`() {
    var play = Play()
    #expect(play.cursorLine.contains("▸  4m About 10"))
    play.press(.tab)
    #expect(play.cursorLine.contains("▸About 10 explosions, outskirts"))
    play.press(.tab)
    #expect(play.screen.cursor == Point(x: 1, y: 4))
    play.press(.backTab, .backTab)
    #expect(play.screen.cursor == Point(x: 23, y: 4))
  }

  @Test func `All clocks and ages change together, at the full minute and no oftener`() {
    var play = Play(size: Size(width: 120, height: 24))
    #expect(play.state.nextClockEdge == .at("14:33"))
    let before = play.screen
    play.happen(.tick(.at("14:32:59")))
    #expect(play.screen == before)
    play.happen(.tick(.at("14:33")))
    #expect(play.lines[0].hasPrefix(" LIVE 14:33Z"))
    #expect(play.cursorLine.contains(" 5m  ") && play.cursorLine.contains("5h13"))
    play.resize(20, 5)
    #expect(play.state.nextClockEdge == nil)
  }

  @Test func `A silence that turns with time alone is asked for again`() {
    var rows = [IncidentSummary].eight
    rows[3].standing.official.changesAt = .at("14:40")
    var play = Play(rows)
    play.forgetAsked()
    play.happen(.tick(.at("14:39")))
    #expect(play.asked.isEmpty)
    play.happen(.tick(.at("14:40")))
    #expect(play.asked.contains(.loadRegions))
  }

  @Test(arguments: [
    (0, "now"), (60, "1m"), (4 * 60, "4m"), (64 * 60, "1h04"), (120 * 60, "2h"),
    (570 * 60, "9h30"), (12 * 3600 + 1800, "12h"), (25 * 3600, "25h"), (3 * 86_400, "3d"),
    (15 * 86_400, "2w"), (729 * 86_400, "104w"), (1500 * 86_400, "4y"), (-600, "now"),
  ])
  func `Ages are short`(seconds: Int, words: String) {
    let end = Date.at("14:00")
    #expect(age(from: end.addingTimeInterval(Double(-seconds)), to: end) == words)
  }

  @Test(arguments: [
    (0, ">0m"), (60, ">1m"), (4 * 60, ">4m"), (64 * 60, ">1h"), (570 * 60, ">9h"),
    (47 * 3600, ">47h"), (13 * 86_400, ">13d"), (15 * 86_400, ">2w"), (720 * 86_400, ">99w"),
    (900 * 86_400, ">2y"), (-600, ">0m"),
  ])
  func `What says nothing of its age is at least so old`(seconds: Int, words: String) {
    let end = Date.at("14:00")
    #expect(leastAge(from: end.addingTimeInterval(Double(-seconds)), to: end) == words)
  }

  @Test(arguments: [
    (0, "<1m"), (59 * 60, "<60m"), (60 * 60, "<2h"), (47 * 3600, "<48h"), (3 * 86_400, "<4d"),
    (15 * 86_400, "<3w"), (690 * 86_400, "<99w"), (693 * 86_400, "<2y"), (1735 * 86_400, "<5y"),
    (-600, "<1m"),
  ])
  func `What tells of an event, and nothing of its age, is younger than that`(
    seconds: Int, words: String
  ) {
    let end = Date.at("14:00")
    #expect(mostAge(from: end.addingTimeInterval(Double(-seconds)), to: end) == words)
  }

  @Test func `An incident of which no report says when shows so wherever its age stands`() {
    var row = IncidentSummary.sample(7, "Fire", last: "14:02")
    row.incident.provisional = true
    #expect(Play([row]).screen.text.contains(">30m"))
    #expect(Play([row]).screen.text.contains("undated, received 09:20Z"))
    #expect(listLine(row, now: .noon).contains(" >30m "))
    let plain = Play([row], size: Size(width: 200, height: 24), glyphs: .plain)
    #expect(plain.cursorLine.hasSuffix("; undated, received 30m ago"))
    // It tells of a day in spring.
    row.incident.lastActivityAt = .at("2026-04-01T00:00:00Z")
    row.incident.occurredAt = row.incident.lastActivityAt
    #expect(Play([row]).screen.text.contains("<34w"))
    #expect(Play([row]).screen.text.contains("undated, happened 2026-04-01"))
    #expect(listLine(row, now: .noon).contains(" <34w "))
    let spring = Play([row], size: Size(width: 200, height: 24), glyphs: .plain)
    #expect(spring.cursorLine.hasSuffix("; undated, happened 33w ago"))
    // When it was acknowledged is known.
    row.desk.acknowledgedAt = .at("14:22")
    var acknowledged = Play([row], person: "ada")
    acknowledged.press(.character("A"))
    #expect(acknowledged.cursorLine.contains("▸ 10m "))
  }

  @Test(arguments: [(0, "0"), (999, "999"), (2418, "2,418"), (1_234_567, "1,234,567")])
  func `Large numbers are grouped`(number: Int, words: String) {
    #expect(grouped(number) == words)
  }

  @Test(arguments: [
    (9_999, "9,999"), (10_000, "10k"), (47_086, "47k"), (999_999, "999k"), (1_000_000, "1.0M"),
    (1_234_567, "1.2M"), (12_345_678, "12M"),
  ])
  func `Where there is little room large numbers are brief`(number: Int, words: String) {
    #expect(brief(number) == words)
  }

  @Test func `Beside large numbers the names of regions can still be read`() {
    var play = Play(size: Size(width: 80, height: 24))
    func tally(_ region: Region.ID, _ open: Int) -> RegionTally {
      RegionTally(
        region: region, incidents: open, open: open, withoutWord: open - 1, silent: 0,
        lastActivityAt: .noon)
    }
    play.happen(
      .loaded(
        .regions([
          tally("RU-KDA", 47_086), tally("RU-ORE", 999), tally("UA-63", 1_234_567),
        ])))
    play.press(.character("1"))
    #expect(play.line(with: "47k").contains(" Krasnodar 47k  47k│"))
    #expect(play.line(with: "999").contains(" Orenburg  999  998│"))
    #expect(play.line(with: " Kharkiv").contains("1.2M 1.2M│"))
    play.resize(200, 60)
    #expect(play.lines.contains { $0.hasPrefix("│   Krasnodar") && $0.contains(" 47k ") })
  }

  @Test func `Every status has a word that fits its column`() {
    for status in VerificationStatus.allCases {
      #expect(displayWidth(status.word) <= 9 && displayWidth(status.shortWord) <= 6)
    }
    for status in OfficialStatus.allCases {
      #expect(displayWidth(status.word) <= 9 && displayWidth(status.shortWord) <= 7)
    }
    for kind in IncidentKind.allCases { #expect(displayWidth(kind.word) <= 10) }
    let words = VerificationStatus.allCases.map(\.shortWord)
    #expect(Set(words).count == words.count)
  }
}
