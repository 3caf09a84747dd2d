import Foundation
import IncidentStore
import Incidents
import TerminalKit
import Testing

@testable import Dashboard

/// What leaves the dashboard: keys in, effects out.
struct ErrandTests {
  /// Somebody at the depot, with these keys pressed.
  private func play(_ keys: Key..., edit: (inout Dossier) -> Void = { _ in }) -> Play {
    var detail = IncidentDetail.depot
    edit(&detail.dossier)
    var play = Play([
      IncidentSummary(incident: detail.dossier.incident, standing: detail.standing)
    ]) { $0.details[.depot] = detail }
    play.forgetAsked()
    for key in keys { play.press(key) }
    return play
  }

  private func opened(_ play: Play) -> String? {
    play.asked.lazy.compactMap {
      if case .open(let address) = $0 { address.description } else { nil }
    }.first
  }

  /// To the line of the open detail that has `text` in it.
  private func go(to text: String, in play: inout Play) {
    play.press(.character("g"))
    for _ in 0..<80 where !play.cursorLine.contains(text) { play.press(.down) }
    #expect(play.cursorLine.contains(text))
  }

  // MARK: - o

  @Test func `In the list o opens the newest report's address`() {
    #expect(opened(play(.character("o"))) == "https://wire.example/depot")
    let newer = play(.character("o")) { $0.reports[3].url = "http://coast.example/4" }
    #expect(opened(newer) == "http://coast.example/4")
  }

  @Test(
    "In the detail o opens what the line is about",
    arguments: [
      ("Harbour Wire (B)", 1, "https://wire.example/depot"),
      ("The depot is burning", 2, "https://gov.example/7"),
      ("https://port.example/feed", 2, "https://port.example/feed"),
    ])
  func ofLine(line: String, section: Int, address: String) {
    var play = play(.enter)
    for _ in 0..<section { play.press(.right) }
    go(to: line, in: &play)
    play.press(.character("o"))
    #expect(opened(play) == address)
  }

  @Test func `A source without an address says so`() {
    var play = play(.enter, .right)
    go(to: "Bay Radio", in: &play)
    play.press(.character("o"))
    #expect(opened(play) == nil)
    #expect(play.lines.last?.contains("report bad10ca1 by Bay Radio has no address") == true)

    play = self.play(.character("o")) { $0.reports[0].url = nil }
    #expect(play.lines.last?.contains("none of its reports has an address") == true)
  }

  @Test(
    "What is no web address is opened by nobody",
    arguments: [
      "javascript:alert(1)", "file:///etc/passwd", "-remote", "--help", "", "ftp://a.example/",
      "https://", "https:///etc", "http:wire.example", "https://-x.example/",
      "https://a b.example/",
      "https://user@evil.example/", "https://a.example\u{202E}/gpj",
      "https://a.example/\u{1B}]52;c;",
      "https://a.example/\nhttps://b.example", "data:text/html,x", "https://$(id).example/",
      " https://a.example", "https://a.example/" + String(repeating: "a", count: 2048),
    ])
  func hostile(url: String) {
    #expect(WebAddress(url) == nil)
    let play = play(.character("o")) { $0.reports[0].url = url }
    #expect(opened(play) == nil)
    #expect(play.screen.text.contains("not opened: "))
    #expect(play.lines.last?.contains("address") == true)
  }

  @Test(
    "What is left of an address means nothing to a shell but `;` and `&`",
    arguments: [
      ("https://x/;touch", "https://x/;touch"), ("HTTP://A.example", "http://A.example"),
      (
        "https://a.example/?q=$(id)`id`'\"\\|<>",
        "https://a.example/?q=%24%28id%29%60id%60%27%22%5C%7C%3C%3E"
      ),
      ("https://a.example/a b", "https://a.example/a%20b"),
      ("https://пример.example/я", "https://%D0%BF%D1%80%D0%B8%D0%BC%D0%B5%D1%80.example/%D1%8F"),
      ("https://[::1]:80/a%20b?c&d#e", "https://[::1]:80/a%20b?c&d#e"),
    ])
  func inert(url: String, address: String) { #expect(WebAddress(url)?.description == address) }

  // MARK: - e and |

  @Test func `The editor gets the text of the line's report, under a plain name`() {
    var play = play(.enter, .right)
    go(to: "Pier Watch (", in: &play)
    play.press(.character("e"))
    #expect(play.asked.last == .edit(SourceText(name: "RU-KDA-BADE-9e1e4a7c", text: "It burns.")))
    play.press(.escape, .character("e"))
    #expect(
      play.asked.last
        == .edit(SourceText(name: "RU-KDA-BADE-bad10ca1", text: "Our listeners sent pictures.")))
  }

  @Test func `The pager gets the whole section, or the whole text`() throws {
    var play = play(.enter, .right, .right, .character("|"))
    guard case .page(let section)? = play.asked.last else {
      Issue.record("no pager")
      return
    }
    #expect(section.hasPrefix("timeline   5 reports"))
    #expect(section.contains("Embassy (third party)"), "below what is on screen, too")
    for _ in 0..<5 { play.press(.right) }
    play.press(.character("J"), .character("|"))
    #expect(play.asked.last == .page(Dossier.depot.reports[1].text))
  }

  // MARK: - y and Y

  @Test func `A citation is one line of source, headline, time, address, id and status`() {
    let line =
      "Harbour Wire: \"Depot on fire\", 2026-11-22 09:20Z, https://wire.example/depot "
      + "[RU-KDA-BADE: VERIFIED, 2..3 origins, best grade B; "
      + "official: confirmed C1 D0 N0 S2 W1 +1 other; as of 2026-11-22 14:32Z]"
    #expect(play(.character("y")).asked.last == .copy(.citations([line])))
  }

  @Test func `A citation says nothing that no source said`() {
    var play = play(.enter, .right)
    go(to: "Bay Radio", in: &play)
    play.press(.character("y"))
    guard case .copy(.citations(let lines))? = play.asked.last else {
      Issue.record("nothing copied")
      return
    }
    #expect(
      lines[0].hasPrefix(
        "Bay Radio: Fire at a fuel depot, Yeysk, no date, received 2026-11-22 11:30Z [RU-KDA-BADE: "
      ))
  }

  @Test func `Y copies the whole incident`() {
    #expect(play(.character("Y")).asked.last == .copy(.json([.depot], asOf: .noon)))
  }

  private func copied(_ play: Play) -> [String] {
    play.asked.flatMap { effect in
      switch effect {
      case .copy(.citations(let lines)): lines
      case .copy(.json(let details, _)): details.map { "[\($0.dossier.incident.id):" }
      default: [String]()
      }
    }
  }

  @Test func `All that is marked is copied, in the order of the list`() {
    for key: Character in ["y", "Y"] {
      var play = Play(.many(12), size: Size(width: 200, height: 60))
      let rows = play.state.incidents.rows
      play.press(.end, .character(" "), .home, .character(" "), .down, .character(" "))
      #expect(play.lines.last?.contains("y cite marked") == true)
      play.press(.character(key))
      let lines = copied(play)
      #expect(lines.count == 3)
      for (line, row) in zip(lines, [rows[0], rows[2], rows[11]]) {
        #expect(line.contains("[\(row.id):"))
      }
      #expect(play.state.incidents.marks.count == 3, "there may be more to do with them")
    }
  }

  @Test func `While many are read it says so, and the list goes on`() {
    var play = Play(.many(12))
    play.press(.character(" "), .down, .character(" "))
    play.holdsAnswers = true
    play.press(.character("Y"))
    #expect(play.lines.last?.contains("reading 2 incidents to copy…") == true)
    guard case .look(let errand)? = play.asked.last else {
      Issue.record("nothing asked")
      return
    }
    #expect(errand.isOfMany)
    play.holdsAnswers = false
    play.press(.end)
    #expect(play.cursorLine.contains("Incident 12"))
    play.answer(.look(errand))
    #expect(copied(play).count == 2)
  }

  @Test func `A range that reaches beyond what is here is read first`() {
    var play = Play(.many(400))
    play.press(.down, .character("v"), .end)
    play.holdsAnswers = true
    play.press(.character("y"))
    #expect(copied(play).isEmpty)
    #expect(play.lines.last?.contains("the range is still being read") == true)
    play.holdsAnswers = false
    for effect in play.asked.suffix(1) { play.answer(effect) }
    play.press(.character("y"))
    #expect(copied(play).count == 399)
  }

  @Test func `In the detail it is the one that is read, whatever is marked`() {
    var play = Play(.many(12))
    play.press(.character(" "), .character(" "), .enter, .character("y"))
    #expect(copied(play).count == 1)
  }

  @Test func `A selected change is as good as a selected incident`() {
    let change = ChangeLine(
      change: Change(
        seq: 1, at: .at("14:00"), incident: .depot, field: "verification", old: "rumour",
        new: "reported", rule: "V6"),
      incident: .depot, title: "Fire at a fuel depot, Yeysk", region: "RU-KDA", cause: .none)
    var play = Play {
      $0.details[.depot] = .depot
      $0.changes = [change]
    }
    play.press(.character("4"), .character("o"))
    #expect(opened(play) == "https://wire.example/depot")
  }

  @Test func `Where nothing is selected nothing is asked for`() {
    for key in "oeyY" {
      var play = Play([])
      play.forgetAsked()
      play.press(.character(key))
      #expect(play.asked.isEmpty)
      #expect(play.lines.last?.contains("no incident is selected") == true)
    }
  }

  @Test func `How it went is on the last line until the next key`() {
    var play = play()
    play.happen(.told("copied JSON, 7 bytes (OSC 52)", isProblem: false))
    #expect(play.lines.last == " copied JSON, 7 bytes (OSC 52)")
    play.press(.down)
    #expect(play.lines.last?.contains("copied") == false)
  }
}
