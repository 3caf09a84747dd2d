import Dashboard
import Foundation
import IncidentStore
import Incidents
import TerminalKit
import Testing

/// From a row down to the sentence that it rests on, and back.
struct DetailTests {
  @Test func `Every status can be opened down to its sentence, and Esc leads back level by level`()
  {
    var play = Play()
    play.press(.enter)
    while !play.cursorLine.contains("Life (F)") { play.press(.down) }
    #expect(play.lines.last?.hasPrefix(" Enter read") == true)
    play.press(.enter)

    let text = play.screen
    #expect(play.cursorLine.contains("Residents on the edge of Krasnodar"))
    let row = text.cursor?.y ?? 0
    #expect(text.text(inRole: .matchCurrent, y: row).contains("woke to roughly ten blasts"))
    #expect(text.text(inRole: .matchCurrent, y: row + 1).contains("Telegram channel SHOT."))
    #expect(play.lines[row + 1].hasPrefix("││with a link"), "marked without colour too")
    #expect(text.text(inRole: .quote, y: row + 2).contains("The bangs may have come"))
    #expect(!text.text(inRole: .quote, y: row + 4).contains("Life showed no pictures"))

    play.press(.escape)
    #expect(play.cursorLine.contains("Life (F)"))
    play.press(.escape)
    #expect(play.screen.text.contains("2 Incidents 8"))
    #expect(play.cursorLine.contains("About 10 explosions"))
  }

  @Test func `The chain is drawn from the root down`() {
    let play = Play(size: Size(width: 200, height: 60))
    #expect(play.line(with: "SHOT (Telegram, F)").contains("│            SHOT (Telegram, F)"))
    #expect(play.line(with: "Life (F)").contains("└── Life (F)  cites SHOT, confirmed link"))
    #expect(play.line(with: "this article  cites").contains("  └── this article  cites Life"))
  }

  @Test func `Evidence and official position stand side by side, each with its own words`() {
    let play = Play(size: Size(width: 200, height: 60))
    #expect(play.line(with: " evidence   ").contains("REPORTED  1 origin, grade F  V6:"))
    #expect(play.line(with: " official   ·").contains("· silent  C0 D0 N0 S1 M1"))
    #expect(
      play.line(with: "local authorities").contains("silent 5h12 as reported by this"))
    #expect(play.line(with: "Defence Ministry").contains("not monitored: no channel"))
    #expect(play.line(with: "cause ").contains("“may have come from”"))
    #expect(play.line(with: "one more independent").contains("→ CORROBORATED V5"))
  }

  @Test func `A statement shows who said it, what, and in which words`() {
    var play = Play(size: Size(width: 120, height: 40))
    play.press(.down)
    #expect(
      play.line(with: "V. Example, Governor").contains("✓ V. Example, Governor  confirmed  14:12Z"))
    #expect(play.screen.text.contains("“It fell into the water.”"))
    play.press(.enter)
    while !play.cursorLine.contains("V. Example") { play.press(.down) }
    play.press(.enter)
    #expect(play.cursorLine.contains("A drone was shot down. The governor confirmed it."))
    let row = play.screen.cursor?.y ?? 0
    #expect(play.screen.text(inRole: .matchCurrent, y: row) == "The governor confirmed it.")
  }

  @Test func `Who was asked and is late is overdue; who has no duty to speak is another`() {
    let incident = Incident.sample(1, "Blast", first: "2026-11-20T10:00:00Z", last: "14:00")
    let (city, embassy) = (Authority.ID("city"), Authority.ID("embassy"))
    let dossier = Dossier(
      incident: incident,
      reports: [Report(id: "r", source: nil, receivedAt: .at("14:00"), text: "Silence.")],
      authorities: [
        city: Authority(id: city, name: "City hall", kind: .municipal, region: "RU-KDA"),
        embassy: Authority(id: embassy, name: "Embassy", kind: .government, region: "DE"),
      ],
      expectations: [Expectation(authority: city, askedAt: .at("2026-11-21T10:00:00Z"))],
      statements: [
        Statement(
          authority: embassy, report: "r", position: .aware, issuedAt: .at("13:32"),
          observedAt: .at("13:40"))
      ],
      silences: [ReportedSilence(authority: city, report: "r", asOf: .at("14:00"))])
    let standing = dossier.standing(at: .noon)
    var play = Play(
      [IncidentSummary(incident: incident, standing: standing)],
      size: Size(width: 200, height: 60))
    play.commit {
      $0.details[incident.id] = IncidentDetail(dossier: dossier, standing: standing, changes: [])
    }
    #expect(play.line(with: " official   ·").contains("C0 D0 N0 S1 +1 other"))
    #expect(play.line(with: "City hall").contains("· City hall  silent 2d as reported by this"))
    #expect(play.screen.text.contains("asked 2026-11-21 10:00Z, overdue"))
    #expect(play.line(with: "~ Embassy").contains("(third party)  is aware 1h  on its own channel"))
  }

  @Test func `From a row of the reasons to its sentence, and back to the row`() {
    var play = Play()
    play.press(.enter, .right, .right, .right, .right, .right)
    while !play.cursorLine.contains("this article asserts it  “may") { play.press(.down) }
    play.press(.enter)
    #expect(play.cursorLine.contains("The bangs may have come from air defence"))
    play.press(.escape)
    #expect(play.cursorLine.contains("this article asserts it  “may have come from”"))
  }

  @Test func `What the desk recorded has no text to read`() {
    var play = Play()
    play.commit { $0.details[Dossier.krasnodar.incident.id] = .depot }
    play.press(.enter, .right, .right, .right, .right)
    #expect(play.cursorLine.contains("geolocated video by Pier Watch"))
    #expect(play.lines.last?.hasPrefix(" Enter read") == true)
    while !play.cursorLine.contains("satellite image by Skyview") { play.press(.down) }
    #expect(play.lines.last?.hasPrefix(" Enter read") == false)
    let before = play.lines.dropLast()
    play.press(.enter)
    #expect(play.lines.dropLast() == before)
    #expect(play.lines.last == " no sentence stands behind this line")
  }

  @Test func `J and K turn from report to report`() {
    var play = Play()
    play.press(.down, .enter)
    for _ in 1...7 { play.press(.right) }
    #expect(play.screen.text.contains("Harbour Wire  published 13:50Z · report 1 of 2"))
    play.press(.character("J"), .character("J"))
    #expect(play.screen.text.contains("Bay Radio  published 14:02Z · report 2 of 2"))
    play.press(.character("K"))
    #expect(play.screen.text.contains("Drone downed over bay"))
  }

  @Test func `Sections follow each other, and h at the first goes back to the list`() {
    var play = Play(size: Size(width: 120, height: 40))
    play.press(.enter, .right)
    #expect(play.screen.text.contains("[Origins]"))
    play.press(.left, .left)
    #expect(play.cursorLine.contains("About 10 explosions"))
    #expect(play.screen.text.contains("━ last report"), "the list has the focus")
  }

  @Test func `A search in the detail looks in the open pane`() {
    var play = Play()
    play.press(.enter, .character("/"))
    play.type("LIFE")
    #expect(play.cursorLine.contains("/LIFE"))
    play.press(.enter)
    #expect(play.cursorLine.contains("└── Life (F)"))
    play.press(.character("n"))
    #expect(play.cursorLine.contains("this article  cites Life"))
    play.press(.character("n"))
    #expect(play.cursorLine.contains("└── Life (F)"))
    play.press(.character("/"))
    play.type("zzz")
    #expect(play.lines.last?.contains("nothing matches") == true)
    play.press(.escape)
    #expect(play.cursorLine.contains("└── Life (F)"))
  }

  @Test func `A refresh leaves the reader on the same line`() {
    var play = Play()
    play.press(.enter, .down, .down, .down)
    let before = play.screen
    play.happen(.storeChanged)
    #expect(play.screen == before)
  }

  @Test func `Before the store has answered, the row's own words stand in the detail`() {
    var play = Play(size: Size(width: 120, height: 40))
    play.holdsAnswers = true
    play.press(.down)
    #expect(play.lines.last { $0.contains("Drone shot down") }?.hasPrefix("│ Drone") == true)
    #expect(!play.screen.text.contains("SHOT"))
  }

  @Test func `A detail that comes too late is dropped`() {
    var play = Play(size: Size(width: 120, height: 40))
    play.holdsAnswers = true
    play.forgetAsked()
    play.press(.down, .down)
    #expect(play.asked.count == 2)
    play.answer(play.asked[0])
    #expect(!play.screen.text.contains("Harbour Wire"))
    play.answer(play.asked[1])
    #expect(play.line(with: " evidence   VERIFIED").contains("3 origins, best grade A"))
  }

  @Test func `An opened sentence stays in view when the terminal is resized`() {
    var play = Play()
    play.press(.enter)
    while !play.cursorLine.contains("may have come") { play.press(.down) }
    play.press(.enter)
    #expect(play.cursorLine.contains("The bangs may have come"))
    play.resize(45, 20)
    #expect(play.cursorLine.contains("The bangs may have come"))
    play.resize(200, 60)
    #expect(play.cursorLine.contains("The bangs may have come"))
  }
}
