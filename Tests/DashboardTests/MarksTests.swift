import Dashboard
import Foundation
import IncidentStore
import Incidents
import TerminalKit
import Testing

/// Marking incidents and acting on all of them: keys in, screen out.
struct MarksTests {
  private func play(
    _ rows: [IncidentSummary] = .many(12), width: Int = 120, glyphs: GlyphSet = .unicode
  ) -> Play {
    Play(rows, size: Size(width: width, height: 40), glyphs: glyphs, person: "ada")
  }

  /// The titles of the rows that stand marked on the screen.
  private func marked(_ play: Play, _ glyph: Character = "●") -> [Int] {
    play.lines.filter { $0.contains(glyph) }.compactMap { line in
      line.firstRange(of: /Incident (\d+)/).flatMap { Int(line[$0].dropFirst(9)) }
    }
  }

  private func deeds(_ play: Play) -> [Deed] {
    play.asked.flatMap { effect in
      if case .recordAll(let deeds, _) = effect { deeds } else { [Deed]() }
    }
  }

  private func id(_ number: Int) -> Incident.ID { IncidentSummary.sample(number).id }

  @Test func `Space marks a row and goes on; on a marked one, it takes the mark away`() {
    var play = play()
    play.press(.character(" "), .character(" "), .down, .character(" "))
    #expect(marked(play) == [1, 2, 4])
    #expect(play.line(with: "2 Incidents").contains("2 Incidents 12 · 3 marked"))
    #expect(play.cursorLine.contains("Incident 5 "))
    play.press(.up, .up, .up, .character(" "))
    #expect(marked(play) == [1, 4])
    #expect(play.cursorLine.contains("Incident 3 "))
  }

  @Test func `A mark is a glyph beside the cursor and what is new, and a look of its own`() {
    for (glyphs, glyph) in [(GlyphSet.unicode, "●"), (.ascii, "@")] {
      var play = play(glyphs: glyphs)
      play.press(.down, .character(" "), .up)
      #expect(play.cursorLine.contains(glyphs == .ascii ? ">@" : "▸●"))
      play.press(.down, .character(" "))
      play.commit { $0.rows[2].standing.verification.origins.max = 2 }
      let row = play.lines.firstIndex { $0.contains("Incident 3 ") } ?? 0
      #expect(play.lines[row].contains("*\(glyph)"))
      #expect(play.screen.text(inRole: .marked, y: row).contains("Incident 3"))
    }
  }

  @Test func `v marks all up to where one goes, up or down`() {
    var play = play()
    play.press(.down, .down, .character("v"), .down, .down)
    #expect(marked(play) == [3, 4, 5])
    #expect(play.line(with: "2 Incidents").contains("3 marked"))
    play.press(.up, .up, .up)
    #expect(marked(play) == [2, 3])
    play.press(.character("v"), .end)
    #expect(marked(play) == [2, 3])
  }

  @Test func `A range reaches beyond the rows that are on screen`() {
    var play = play(.many(400))
    play.press(.down, .character("v"), .end)
    #expect(play.line(with: "2 Incidents").contains("+ marked"))
    play.press(.character("v"))
    #expect(play.line(with: "2 Incidents").contains("2 Incidents 400 · 399 marked"))
    play.press(.home)
    #expect(!play.cursorLine.contains("●"))
    #expect(marked(play).first == 2)
    play.press(.character("v"), .end, .home, .end, .home, .character("v"))
    #expect(play.line(with: "2 Incidents").contains("400 marked"))
  }

  @Test func `No more than a thousand are marked, and it is said`() {
    var play = play(.many(1300))
    play.press(.character("v"), .end, .character("v"))
    #expect(play.line(with: "2 Incidents").contains("1,000 marked"))
    #expect(play.lines.last?.contains("no more than 1,000") == true)
  }

  @Test func `Esc takes an open range away, then the marks, then goes a level back`() {
    var play = play()
    play.press(.character("1"), .down, .character("2"))
    play.press(.character(" "), .character("v"), .down)
    play.press(.escape)
    #expect(marked(play) == [1])
    play.press(.escape)
    #expect(marked(play) == [])
    #expect(play.lines[1].hasPrefix(" World › Russia"))
    play.press(.escape)
    #expect(play.lines[1].trimmingCharacters(in: .whitespaces) == "World")
  }

  @Test func `Marks stay with their incidents through refresh, order, filter and region`() {
    var play = play()
    play.press(.character(" "), .character(" "))
    play.commit { store in
      store.rows[1].incident.lastActivityAt = .at("14:31")
      store.rows.append(.sample(40, "Smoke over the port", last: "14:31"))
    }
    #expect(Set(marked(play)) == [1, 2])
    play.press(.character("s"), .character("t"))
    #expect(Set(marked(play)) == [1, 2])
    play.type("f")
    play.type("\"Incident 1\"")
    play.press(.enter)
    #expect(marked(play) == [1])
    #expect(play.line(with: "2 Incidents").contains("2 marked"))
    play.press(.character("1"), .down, .character("2"))
    #expect(play.line(with: "2 Incidents").contains("2 marked"))
  }

  @Test func `A range that is open when the list becomes another one is kept`() {
    var play = play()
    play.press(.character("v"), .down, .down, .character("s"), .character("t"))
    #expect(Set(marked(play)) == [1, 2, 3])
  }

  @Test func `a acknowledges all that is marked, and one u takes all of it back`() {
    var play = play()
    play.press(.character(" "), .character(" "), .character(" "))
    #expect(play.lines.last?.contains("a ack marked") == true)
    play.press(.character("a"))
    #expect(deeds(play) == (1...3).map { .acknowledge(incident: id($0)) })
    #expect(play.lines.last == " acknowledged 3 incidents · u takes all of it back")
    #expect(!play.screen.text.contains("Incident 2 "))
    #expect(!play.screen.text.contains("marked"))
    play.press(.character("u"))
    #expect(play.lines.last == " undone: acknowledged 3 incidents")
    #expect(play.store.acts.map(\.isUndone) == [true, true, true])
  }

  @Test func `A mark that is out of sight counts`() {
    var play = play(.many(200))
    play.press(.character(" "), .end, .character(" "), .character("a"))
    #expect(Set(deeds(play).compactMap(\.incident)) == [id(1), id(200)])
  }

  @Test(
    "The lines that can be meant of many are done to all of them, with one sentence",
    arguments: [
      ("close", "closed 2 incidents"), ("reopen", "opened 2 incidents again"),
      ("monitor because the site is shut", "set 2 incidents to monitoring"),
      ("ack", "acknowledged 2 incidents"),
      ("snooze 2h", "snoozed 2 incidents until 2026-11-22 16:32Z"),
      ("note call back", "noted on 2 incidents: call back"),
      ("note", "took the note off 2 incidents"),
      ("merge", "merged 2 incidents into RU-KDA-BAAD"),
      ("merge ru-kda-baak", "merged 2 incidents into RU-KDA-BAAK"),
    ])
  func lines(line: String, said: String) {
    var play = play()
    play.press(.character(" "), .character(" "))
    play.type(":\(line)")
    if line != "note" {
      #expect(play.screen.text.contains("(2 incidents marked)") == line.contains(" "))
    }
    play.press(.enter)
    #expect(deeds(play).map(\.incident) == [id(1), id(2)])
    #expect(play.lines.last == " \(said) · u takes all of it back")
  }

  @Test func `What others are merged into may be marked as well`() {
    var play = play()
    play.press(.character(" "), .character(" "), .up)
    play.type(":merge")
    play.press(.enter)
    #expect(deeds(play) == [.merge(incident: id(1), into: id(2))])
    play.press(.character(" "), .up)
    play.type(":merge")
    play.press(.enter)
    #expect(play.screen.text.contains("only the incident itself is marked"))
  }

  @Test func `The whole of a line is done, or nothing of it`() {
    var play = Play(.many(12), size: Size(width: 120, height: 40), person: "ada") {
      $0.refusal = "there is no incident 'RU-KDA-BAAB'"
    }
    play.press(.character(" "), .character(" "), .character("a"))
    #expect(play.lines.last == " there is no incident 'RU-KDA-BAAB'")
    #expect(marked(play) == [1, 2])
  }

  @Test(arguments: ["split", "move x to y", "confirm SHOT", "unmerge", "unverifiable because x"])
  func `What is about one incident says so while several are marked`(line: String) {
    var play = play()
    play.press(.character(" "), .character(" "))
    play.type(":\(line)")
    play.press(.enter)
    let verb = line.prefix { $0 != " " }
    #expect(
      play.screen.text.contains("'\(verb)' is about one incident, and 2 incidents are marked"))
    #expect(deeds(play).isEmpty)
  }

  @Test func `S snoozes all that is marked`() {
    var play = play()
    play.press(.character("v"), .down, .character("S"))
    play.type("2h")
    play.press(.enter)
    #expect(play.lines.last?.hasPrefix(" snoozed 2 incidents until") == true)
  }

  @Test func `Before much is done at once, it is asked`() {
    var play = play(.many(30))
    play.press(.character("v"), .end, .character("a"))
    #expect(play.lines.last == " acknowledge 30 incidents?  y do it  Esc leave it")
    play.press(.down, .character("x"))
    #expect(play.lines.last?.hasPrefix(" acknowledge 30 incidents?") == true)
    play.press(.escape)
    #expect(deeds(play).isEmpty)
    #expect(play.lines.last == " nothing was done")
    #expect(play.line(with: "2 Incidents").contains("30 marked"))
    play.press(.character("a"), .character("y"))
    #expect(deeds(play).count == 30)
    #expect(play.lines.last?.hasPrefix(" acknowledged 30 incidents") == true)
  }

  @Test func `While the cursor is on its way, nothing is done to the row that it leaves`() {
    var play = play(.many(400))
    play.holdsAnswers = true
    play.press(.character("v"), .end, .character("a"))
    #expect(play.lines.last == " the list is still being read: again, in a moment")
    play.type(":ack")
    play.press(.enter)
    play.press(.escape, .character(" "))
    #expect(!play.asked.contains { if case .record = $0 { true } else { false } })
    #expect(deeds(play).isEmpty)
    play.holdsAnswers = false
    for effect in play.asked { play.answer(effect) }
    play.press(.character("a"))
    #expect(play.lines.last == " the range is still being read: again, in a moment")
    play.press(.character("a"))
    #expect(play.lines.last?.hasPrefix(" acknowledge 400 incidents?") == true)
  }

  @Test func `In the detail, a deed is about the incident that is open`() {
    var play = play()
    play.press(.character(" "), .character(" "), .enter, .character("a"))
    #expect(deeds(play).isEmpty)
    #expect(play.asked.contains(.record(.acknowledge(incident: id(3)), because: nil)))
  }

  @Test func `A narrow screen says how many are marked, too`() {
    var play = play(width: 45)
    play.press(.character(" "))
    #expect(play.lines[1].contains("1 marked"))
    #expect(play.lines.contains { $0.contains("●") })
  }
}
