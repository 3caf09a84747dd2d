import Foundation
import IncidentStore
import Incidents
import TerminalKit
import Testing

@testable import Dashboard

/// Errands while things come in: following, pausing, looking back, answers that are late, other sizes.
struct StoriesOfWatching {
  private func smoke(_ number: Int) -> (inout SampleStore) -> Void {
    { $0.rows.append(.sample(number, "Smoke \(number)", last: "14:31")) }
  }

  @Test func `Who reads a detail is not moved by what comes in, and finds it afterwards`() {
    var play = Play.desk()
    play.keys("Enter Right")
    let section = play.line(with: "[Origins]")
    play.commit(smoke(90))
    #expect(play.line(with: "[Origins]") == section && play.status.contains("1 new"))
    play.keys("Esc Esc Esc n")
    #expect(play.cursorLine.contains("Smoke 90") || play.cursorLine.contains("About 10"))
    play.keys("g")
    #expect(play.cursorLine.contains("Smoke 90"))
    play.keys("Down")
    #expect(!play.status.contains("new"))
  }

  @Test func `Follow while paused takes the refresh up again, and says that it follows`() {
    var play = Play.desk(120, 40, .many(30))
    play.keys("p")
    play.commit(smoke(90))
    #expect(play.status.hasPrefix(" PAUSED") && !play.shows("Smoke 90"))
    play.keys("F")
    #expect(play.status.hasPrefix(" FOLLOW") && play.cursorLine.contains("Smoke 90"))
    play.keys("p")
    play.commit(smoke(91))
    #expect(play.cursorLine.contains("Smoke 90") && play.status.contains("the store has changed"))
    play.keys("p")
    #expect(play.cursorLine.contains("Smoke 91"))
  }

  @Test func `Marks stay on their incidents while following brings others above them`() {
    var play = Play.desk(120, 40, .many(30))
    play.keys("Space Space F")
    for number in 90...95 { play.commit(smoke(number)) }
    #expect(play.listTitle.contains("2 marked") && play.cursorLine.contains("Smoke 95"))
    #expect(play.line(with: "Incident 1 ").contains("●"))
    #expect(play.line(with: "Incident 2 ").contains("●"))
  }

  @Test func `The past has its own map, heat and list, and Esc comes back from all of them`() {
    var play = Play.desk(120, 40, .placed)
    play.keys(": ‹asof 2026-11-22T09:00Z› Enter")
    #expect(play.lines[0].contains("AS OF 2026-11-22 09:00Z"))
    #expect(play.listTitle.contains("2 Incidents 3"))
    play.keys("m")
    #expect(play.lines[0].contains("AS OF") && play.shows("m Map"))
    #expect(!play.shows("Blasts at a depot"))
    play.keys("Esc H")
    #expect(play.lines[0].contains("AS OF") && play.shows("H Heat"))
    play.keys("Esc Esc")
    #expect(play.status.hasPrefix(" LIVE") && play.listTitle.contains("2 Incidents 11"))
  }

  @Test func `Before the first report nothing was known, and both ways out are named`() {
    var play = Play.desk(120, 40, .placed)
    play.keys(": ‹asof 2026-11-01› Enter")
    #expect(play.shows("Nothing was known as of 2026-11-01") && !play.shows("watchfloor ingest"))
    #expect(play.shows("] goes to the next change, Esc returns to now."))
    play.keys("Esc")
    #expect(play.listTitle.contains("2 Incidents 11"))
  }

  @Test func `Marks are kept through the past`() {
    var play = Play.desk()
    play.keys("Space Space [ ]")
    #expect(play.status.hasPrefix(" LIVE"))
    #expect(play.listTitle.contains("2 marked"))
  }

  @Test func `Following the past is refused with a reason, and F works again in the present`() {
    var play = Play.desk()
    play.keys("[ F")
    #expect(play.last == " nothing new comes into the past: Esc returns to now")
    play.keys("Esc F")
    #expect(play.status.hasPrefix(" FOLLOW"))
  }

  @Test func `Answers that come late do not move who has gone on`() {
    var play = Play.desk(120, 40, .many(300))
    play.holdsAnswers = true
    play.forgetAsked()
    play.keys("G")
    let late = play.asked
    play.keys("Esc / ‹Incident 20› Enter")
    play.holdsAnswers = false
    for effect in late { play.answer(effect) }
    for effect in play.asked.dropFirst(late.count) { play.answer(effect) }
    #expect(play.cursorLine.contains("Incident 20"))
  }

  @Test func `A store that cannot be read keeps the last screen, says so, and comes back`() {
    var play = Play.desk()
    let rows = play.lines[4...8]
    play.happen(.failed(.loadRegions, "the store cannot be read: disk I/O error"))
    #expect(play.status.contains("STORE UNREADABLE since 14:32Z"))
    #expect(play.last == " the store cannot be read: disk I/O error")
    #expect(play.lines[4...8] == rows)
    play.commit(smoke(90))
    #expect(play.status.hasPrefix(" LIVE") && play.shows("Smoke 90"))
  }

  @Test func `An incident that goes while it is read says so, and the list goes on`() {
    var play = Play.desk()
    play.keys("Enter")
    play.commit { store in
      let gone = store.rows.removeFirst()
      store.details[gone.id] = nil
    }
    #expect(!play.shows("precondition"))
    play.keys("Esc Esc")
    #expect(play.cursorLine.contains("Drone shot down"))
    #expect(play.listTitle.contains("2 Incidents 7"))
  }

  @Test(arguments: [
    "", "Enter Right", "m +", "H Down", "4 Down", "5 Down", "C Down", "t Down", "? PgDn",
    "Ctrl-P ‹sort› Down", "f ‹kind:fire›", ": ‹rate ›", "/ ‹dro›", "s", "Space v Down", "z",
  ])
  func `Through every size and back the screen is the same, and never torn`(way: String) {
    var play = Play.desk()
    play.keys(way)
    let before = play.screen
    for (width, height) in [
      (80, 24), (45, 20), (30, 8), (10, 3), (1, 1), (30, 8), (200, 60), (120, 40),
    ] {
      play.resize(width, height)
      #expect(play.lines.count == height)
      for line in play.lines { #expect(displayWidth(line) <= width) }
      if let cursor = play.screen.cursor { #expect(cursor.x < width && cursor.y < height) }
    }
    #expect(play.screen == before)
  }

  @Test func `An empty store offers nothing that cannot be done`() {
    for way in ["", "m", "H", "4", "5", "3"] {
      var play = Play([], size: Size(width: 120, height: 40), person: "ada")
      play.keys(way)
      for hint in ["a ack", "o web", "y cite", "Space mark", "c seen", "n next"] {
        #expect(!play.last.contains(hint), "\(hint) after \(way)")
      }
      play.keys("Enter a Space v r S y Y o e G g n N")
      #expect(play.store.acts.isEmpty)
    }
  }

  @Test func `The first report of all comes under the cursor, and is not called new`() {
    var play = Play([], size: Size(width: 80, height: 24), person: "ada")
    #expect(play.shows("No incidents yet"))
    play.commit { $0.rows = [.sample(1, "Smoke over the port")] }
    #expect(play.cursorLine.contains("Smoke over the port"))
    play.keys("Enter")
    #expect(play.way.contains("RU-KDA-BAAB"))
  }
}
