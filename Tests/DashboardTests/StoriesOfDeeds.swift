import Foundation
import IncidentStore
import Incidents
import TerminalKit
import Testing

@testable import Dashboard

/// Errands that record something: one deed or many, what the list shows then, and taking it back.
struct StoriesOfDeeds {
  private func rows(_ play: Play) -> Int { play.state.incidents.rows.count }

  @Test func `Three are marked, acknowledged at once, and brought back at once, as no news`() {
    var play = Play.desk()
    play.keys("Space Space Space a")
    #expect(
      play.last.contains("acknowledged 3 incidents") && play.last.contains("u takes all of it back")
    )
    #expect(play.listTitle.contains("2 Incidents 5") && !play.shows("marked"))
    #expect(play.way.contains("5 of 8"))
    play.keys("u")
    #expect(play.last == " undone: acknowledged 3 incidents")
    #expect(play.listTitle.contains("2 Incidents 8"))
    #expect(!play.lines.contains { $0.contains("││+") }, "what comes back so is not new")
    #expect(!play.status.contains("new"))
  }

  @Test func `What another process brings is new, even beside what an undo brings back`() {
    var play = Play.desk()
    play.keys("Down a")
    play.holdsAnswers = true
    play.forgetAsked()
    play.keys("u")
    play.holdsAnswers = false
    play.store.rows.append(.sample(90, "Smoke over the port", last: "14:31"))
    for effect in play.asked { play.answer(effect) }
    #expect(play.line(with: "Smoke over").contains("│+"))
    #expect(!play.line(with: "Drone shot down").contains("+"))
  }

  @Test func `Marks outlive a filter that hides them, and a deed reaches all of them`() {
    var play = Play.desk()
    play.keys("Space Space f ‹kind:strike› Enter")
    #expect(play.listTitle.contains("2 Incidents 1 · 2 marked"))
    #expect(play.last.contains("a ack marked"))
    play.keys("a")
    #expect(play.last.contains("acknowledged 2 incidents"))
    #expect(play.store.acts.count == 2)
    #expect(!play.store.acts.contains { $0.act.deed.incident == [IncidentSummary].eight[2].id })
  }

  @Test func `In the map marks are counted and nothing is done to them; a says where it would`() {
    var play = Play.placed()
    play.keys("Space Space m a")
    #expect(play.way.contains("2 marked"))
    #expect(play.says("does something only in incidents, detail, text, changes"))
    #expect(play.store.acts.isEmpty)
    play.keys("Esc")
    #expect(play.listTitle.contains("2 marked"))
  }

  @Test func `A range over everything is asked about, and n leaves all as it was`() {
    var play = Play.desk(120, 40, .many(40))
    play.keys("v G v a")
    #expect(play.last == " acknowledge 40 incidents?  y do it  Esc leave it")
    play.keys("n")
    #expect(play.last == " nothing was done")
    #expect(play.listTitle.contains("40 marked") && play.store.acts.isEmpty)
    play.keys("a y")
    #expect(play.shows("acknowledged 40 incidents") && play.store.acts.count == 40)
    #expect(play.listTitle.contains("2 Incidents 0") || play.listTitle.contains("2 Incidents ━"))
    play.keys("u")
    #expect(play.listTitle.contains("2 Incidents 40"))
  }

  @Test func `What is put aside is looked at, and comes back from there`() {
    var play = Play.desk()
    play.keys("a A")
    #expect(play.way.contains("attention:acknowledged"))
    #expect(play.cursorLine.contains("About 10 explosions") && play.way.contains("1 of 8"))
    #expect(play.cursorLine.contains("◌"))
    play.keys("u")
    #expect(play.last.contains("undone"))
    #expect(!play.cursorLine.contains("About 10"))
    play.keys("A A A")
    #expect(play.listTitle.contains("2 Incidents 8"))
  }

  @Test func `A deed on many by its name, with a reason`() {
    var play = Play.desk()
    play.keys("Space Space : ‹close because wrong desk› Enter")
    #expect(!play.last.contains("error"))
    #expect(
      play.count { if case .recordAll(let deeds, _) = $0 { deeds.count == 2 } else { false } } == 1)
  }

  @Test func `What is about one incident is refused while two are marked, and the marks stay`() {
    var play = Play.desk()
    play.keys("Space Space : ‹expect Governor› Enter")
    #expect(play.shows("'expect' is about one incident, and 2 incidents are marked"))
    play.keys("Esc")
    #expect(play.listTitle.contains("2 marked"))
  }

  @Test func `Nothing is recorded in the past, by key, line or palette, whatever is marked`() {
    for way in ["a", ": ‹note late› Enter", "Ctrl-P ‹acknowledge› Enter", "u"] {
      var play = Play.desk()
      play.keys("Space Space [ [")
      #expect(play.shows("AS OF 2026-11-22 14:28Z"))
      play.forgetAsked()
      play.keys(way)
      #expect(play.shows("nothing can be recorded as of 14:28Z"), "\(way)")
      #expect(play.store.acts.isEmpty)
    }
  }

  @Test func `A note is written, seen beside its row, and taken away`() {
    var play = Play.desk()
    play.keys("Down : ‹note call the pilot› Enter")
    #expect(play.shows("noted") && play.cursorLine.contains("✎"))
    play.keys("u")
    #expect(!play.cursorLine.contains("✎"))
    #expect(play.cursorLine.contains("Drone shot down"))
  }

  @Test func `A store that refuses says so, and marks and rows stay`() {
    var play = Play.desk()
    play.store.refusal = "the store is read-only: copy it first"
    play.keys("Space Space a")
    #expect(play.last == " the store is read-only: copy it first")
    #expect(play.listTitle.contains("2 Incidents 8 · 2 marked"))
  }

  @Test func `c makes everything familiar: the counts go, the signs go, the hint goes`() {
    var play = Play.desk()
    play.commit { $0.rows.append(.sample(90, "Smoke over the port", last: "14:31")) }
    #expect(play.status.contains("1 new") && play.status.contains("changes"))
    #expect(play.last.contains("c seen"))
    play.keys("c")
    #expect(!play.status.contains("new") && !play.status.contains("changes"))
    play.keys("Down")
    #expect(!play.last.contains("c seen"))
    #expect(!play.lines.contains { $0.contains("││+") })
  }

  @Test func `A view is saved, found in the palette, and shown from there`() {
    var play = Play.desk()
    play.keys("f ‹kind:fire› Enter : ‹view save fires› Enter")
    #expect(play.last.contains("fires"))
    play.keys("Esc Ctrl-P ‹fires›")
    #expect(play.shows("show fires: kind:fire"))
    play.keys("Enter")
    #expect(play.way.contains("kind:fire  2 of 8"))
  }
}
