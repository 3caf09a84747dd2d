import Foundation
import IncidentStore
import Incidents
import TerminalKit
import Testing

@testable import Dashboard

/// Regions by hours, and sparklines in the tree.
struct HeatTests {
  private static func play(_ width: Int = 120, _ height: Int = 40, _ glyphs: GlyphSet = .unicode)
    -> Play
  {
    var play = Play(.placed, size: Size(width: width, height: height), glyphs: glyphs)
    play.press(.character("H"))
    return play
  }

  @Test(arguments: [(80, 24), (120, 40), (200, 60), (45, 20), (30, 8)])
  func `The heat of the last day`(width: Int, height: Int) throws {
    try expectScreen(Self.play(width, height).screen, named: "heat-\(width)x\(height)")
  }

  @Test func `The heat in ASCII`() throws {
    let screen = Self.play(80, 24, .ascii).screen
    try expectScreen(screen, named: "heat-ascii-80x24")
    #expect(screen.text.unicodeScalars.allSatisfy { $0.isASCII })
  }

  @Test func `Most without official word stands first, and words say the row in hand`() {
    var play = Self.play()
    #expect(play.cursorLine.contains("▸Krasnodar Kr.") && play.cursorLine.contains("8│"))
    play.press(.down)
    #expect(play.state.regions.selection == "UA-14")
    #expect(
      play.screen.text.contains(
        "Donetsk Oblast: 4 reports in 24 h, most 08–09Z (4), none since 09Z"))
    play.press(.up)
    #expect(play.screen.text.contains("Krasnodar Krai: 8 reports in 24 h, most 14–15Z (4)"))
    play.press(.character("w"))
    #expect(
      play.screen.text.contains(
        "Krasnodar Krai: 4 of 8 reports in 24 h on incidents without an official word, most"))
    play.press(.enter)
    #expect(play.state.focus == .incidents && play.state.incidents.query.filter.region == "RU-KDA")
  }

  @Test func `A cell has a bar and a role, and a number where it has room`() {
    let screen = Self.play(200, 60).screen
    let y = screen.text.split(separator: "\n", omittingEmptySubsequences: false)
      .firstIndex { $0.contains("│▸Krasnodar Kr.") && $0.contains("▃4") }
    #expect(y != nil)
    #expect(screen.text(inRole: .graphLow, y: y ?? 0).contains("▃4"))
  }

  @Test func `It is asked for again in the next hour, and when the store has changed`() {
    var play = Self.play()
    play.forgetAsked()
    play.happen(.tick(.at("14:59")))
    #expect(play.asked.isEmpty)
    play.happen(.tick(.at("15:00")))
    #expect(play.asked == [.loadActivity(until: .at("16:00"), of: IncidentQuery())])
    play.commit { _ in }
    #expect(
      play.asked.dropFirst().contains(.loadActivity(until: .at("16:00"), of: IncidentQuery())))
  }

  @Test func `Nothing is asked for while no picture is on screen`() {
    let play = Play(.placed)
    #expect(!play.asked.contains(.loadActivity(until: .at("15:00"), of: IncidentQuery())))
    let wide = Play(.placed, size: Size(width: 200, height: 60))
    #expect(wide.asked.contains(.loadActivity(until: .at("15:00"), of: IncidentQuery())))
  }

  @Test func `It counts what the filter lets through, in all regions, and the title names it`() {
    var play = Self.play()
    #expect(play.screen.text.contains("Krasnodar Krai: 8 reports in 24 h"))
    play.press(.enter, .character("f"))
    play.type(" status:verified")
    play.press(.enter, .character("H"))
    #expect(play.lines[2].contains("H Heat · reports, 24 h · status:verified "))
    #expect(play.screen.text.contains("Krasnodar Krai: 2 reports in 24 h"))
    #expect(!play.screen.text.contains("Donetsk Oblast: 4"))
    play.press(.character("q"), .character("f"))
    play.type("status:refuted")
    play.press(.enter, .character("H"))
    #expect(
      play.screen.text.contains(
        "Nothing was reported in the last 24 hours of what the filter lets through."))
  }

  @Test func `Beside it, sparklines of the tree count everything`() {
    var play = Self.play(200, 60)
    let tree = play.lines.map { $0.prefix(38) }
    play.press(.character("q"), .character("f"))
    play.type("status:refuted")
    play.press(.enter, .character("H"))
    #expect(
      play.lines.map { $0.prefix(38) }.dropFirst(3).dropLast(2) == tree.dropFirst(3).dropLast(2))
  }

  @Test func `What has no time is in no hour, and words say how many`() {
    var play = Self.play()
    let rows = play.store.rows
    play.commit { $0.untimed = 3 }
    #expect(
      play.screen.text.contains(
        "Krasnodar Krai: 8 reports in 24 h, most 14–15Z (4), 3 more received without a time"))
    #expect(play.screen.text.contains("an hour; in none: "))
    play.commit { store in
      store.rows = rows.map { row in
        var row = row
        row.incident.firstReportedAt = .at("14:00").addingTimeInterval(-1e6)
        row.incident.lastActivityAt = row.incident.firstReportedAt
        return row
      }
    }
    #expect(play.screen.text.contains(": 3 received in 24 h without a time"))
    play.commit { $0.rows[0].incident.lastActivityAt = .at("14:00") }
    #expect(play.state.heatRows[0].reports.reduce(0, +) == 1, "what has a time stands first")
  }

  @Test func `Without reports it says so`() {
    var play = Play([])
    play.press(.character("H"), .down, .enter)
    #expect(play.state.focus == .incidents)
    play.press(.character("H"))
    #expect(play.screen.text.contains("Nothing was reported in the last 24 hours."))
  }

  @Test(arguments: [
    (0, 0), (1, 1), (2, 2), (3, 3), (4, 3), (5, 4), (16, 5), (64, 7), (65, 8), (9999, 8),
  ])
  func `Each bar stands for twice as many as the one below`(count: Int, level: Int) {
    #expect(Dashboard.level(of: count) == level)
  }

  @Test func `Bars have a twin in ASCII`() {
    #expect((0...8).map { Symbols.unicode.bar($0) } == Array(" ▁▂▃▄▅▆▇█"))
    #expect((0...8).map { Symbols.ascii.bar($0) } == Array(" .:-=+*##"))
    #expect(Symbols.unicode.barWords == "▁1 ▂2 ▃3–4 ▄5–8 ▅9–16 ▆17–32 ▇33–64 █65+")
    #expect(Symbols.ascii.barWords == ".1 :2 -3-4 =5-8 +9-16 *17-32 #33+")
  }

  @Test func `Sparklines stand in the tree where it is wide enough`() throws {
    let wide = Play(.placed, size: Size(width: 200, height: 60))
    let row = try #require(wide.lines.first { $0.contains(" Donetsk Obl.") })
    #expect(row.hasPrefix("│   Donetsk Obl.") && row.contains("▃"))
    #expect(!Play(.placed, size: Size(width: 120, height: 40)).screen.text.contains("▃"))
    var zoomed = Play(.placed)
    zoomed.press(.character("1"), .character("z"))
    try expectScreen(zoomed.screen, named: "regions-zoomed-80x24")
  }

  @Test func `A bar looks different where half of it or more has no official word`() {
    let line = Sparkline(reports: [2, 2, 2, 0], withoutWord: [1, 0, 0, 0])
    #expect(
      line.spans(width: 4, .unicode) == [
        Span("▂", .officialSilent), Span("▂", .graphLow), Span("▂", .graphLow),
        Span(" ", .graphLow),
      ])
    #expect(line.spans(width: 2, .unicode) == [Span("▃", .graphLow), Span("▂", .graphLow)])
  }
}
