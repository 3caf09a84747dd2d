import Foundation
import IncidentStore
import Incidents
import TerminalKit
import Testing

@testable import Dashboard

/// How well we hear whom.
struct FeedsTests {
  @Test func `The header names the oldest required feed: a channel, where there are channels`() {
    #expect(DeskTests.desk().lines[0].contains("feeds 9/12, Governor late 31m"))
    let own = DeskTests.desk { $0.feeds.removeFirst() }
    #expect(own.lines[0].contains("feeds 9/11, quiet.example down never heard"))
    let fine = DeskTests.desk { $0.feeds = $0.feeds.filter { $0.status(at: .noon) == .ok } }
    #expect(fine.lines[0].contains("feeds 9/9, oldest 5m"))
    #expect(!DeskTests.desk { $0.feeds = [] }.lines[0].contains("feeds"))
  }

  @Test func `Trouble stands first, with glyph, word and why`() {
    var play = DeskTests.desk()
    play.press(.character("5"))
    #expect(play.lines[4].contains("▸✗ down mil.example"))
    #expect(play.lines[5].contains("✗ down quiet.example"))
    #expect(play.lines[6].contains("~ late governor.example"))
    #expect(play.lines[7].contains("✓ ok   shot"))
    #expect(play.screen.text(inRole: .feedDown, y: 5).contains("✗ down"))
    #expect(play.screen.text(inRole: .feedLate, y: 6).contains("~ late"))
    #expect(play.screen.text.contains("a feed of no authority · 2 items could not be read"))
    #expect(play.screen.text.contains("failed 14:30Z · HTTP 503: service unavailable"))
    play.press(.down, .down)
    #expect(play.screen.text.contains("https://www.governor.example/news.rss"))
    #expect(play.screen.text.contains("channel of Governor, RU-KDA"))
    #expect(
      play.screen.text.contains(
        "not heard for more than twice its interval: its silence says nothing"))
    play.press(.end)
    #expect(play.cursorLine.contains("outlet-12.example"))
    #expect(play.screen.text.contains("heard 14:27Z"))
  }

  @Test func `A feed grows late with the clock alone`() {
    var play = DeskTests.desk { $0.feeds = [$0.feeds[4]] }
    #expect(play.lines[0].contains("feeds 1/1, oldest 5m"))
    play.happen(.tick(.at("14:58")))
    #expect(play.lines[0].contains("feeds 0/1, outlet-5.example late 31m"))
  }

  @Test(arguments: [
    ("https://www.mchs.example/news.rss", "mchs.example"), ("https://t.me/s/shot", "shot"),
    ("http://a.example", "a.example"), ("file", "file"), ("", ""),
  ])
  func `A feed is called by its host, or by its channel`(url: String, name: String) {
    #expect(Feed(url: url, expectedInterval: 60).name == name)
  }

  @Test func `Without feeds the pane says so`() {
    var play = Play()
    play.press(.character("5"), .down)
    #expect(play.screen.text.contains("No feed and no channel is known."))
    #expect(play.screen.text.contains("watchfloor poll URL"))
    #expect(play.screen.text.contains("watchfloor authority add NAME"))
    play.press(.escape)
    #expect(play.cursorLine.contains("About 10 explosions"))
  }
}
