import IncidentStore
import Incidents
import TerminalKit
import Testing

@testable import Dashboard

/// Errands of an analyst: from a row to the sentence behind it, who said what, and taking it along.
struct StoriesOfReading {
  /// The depot of Yeysk alone on the desk.
  private func depot(_ width: Int = 120, _ height: Int = 40) -> Play {
    let detail = IncidentDetail.depot
    return .desk(
      width, height, [IncidentSummary(incident: detail.dossier.incident, standing: detail.standing)]
    )
  }

  /// Down to the line that has `text` in it.
  private func go(to text: String, in play: inout Play) {
    for _ in 0..<90 where !play.cursorLine.contains(text) { play.keys("Down") }
    #expect(play.cursorLine.contains(text))
  }

  @Test func `From a row to the sentence that it rests on, and back line by line`() {
    var play = Play.desk()
    play.keys("Enter")
    go(to: "SHOT", in: &play)
    let line = play.cursorLine
    play.keys("Enter")
    #expect(play.shows("[Text]") && play.shows("roughly ten blasts"))
    play.keys("Esc")
    #expect(play.cursorLine == line)
    play.keys("Esc")
    #expect(play.state.focus == .incidents)
  }

  @Test func `Rival accounts are compared, and the sentence behind one is read`() {
    var play = depot(200, 60)
    play.keys("Enter Right Right Right")
    #expect(play.shows("[Claims]"))
    play.keys("Enter")
    #expect(play.last == " no sentence stands behind this line")
    go(to: "The owner denied", in: &play)
    let claims = play.screen
    play.keys("Enter")
    #expect(play.shows("[Text]"))
    play.keys("Esc")
    #expect(play.screen == claims)
  }

  @Test func `Who has not spoken is seen in the list, in the statements and in why`() {
    var play = Play.desk()
    #expect(play.cursorLine.contains("silent"))
    play.keys("Enter Right Right")
    #expect(play.shows("[Statements]") && play.shows("silent 5h12"))
    #expect(play.shows("timeline"))
    play.keys("Right Right Right")
    #expect(play.shows("[Why]"))
  }

  @Test func `Where nobody has spoken and nobody ought to, the statements say so`() {
    var play = Play.desk(120, 40, Array([IncidentSummary].many(9).suffix(3)))
    play.keys("Enter Right Right")
    #expect(play.shows("No authority has spoken, and none has been set that ought to."))
  }

  @Test func `A search within the detail goes round, and Esc leaves it where one stands`() {
    var play = depot()
    play.keys("Enter / ‹harbour› Enter")
    let first = play.cursorLine
    #expect(first.lowercased().contains("harbour"))
    play.keys("n")
    #expect(play.cursorLine != first && play.cursorLine.lowercased().contains("harbour"))
    play.keys("Right / ‹zzz›")
    #expect(play.last.contains("nothing matches"))
    play.keys("Esc")
    #expect(play.shows("[Origins]"))
  }

  @Test func `A change is opened at its incident, and going back leads to the changes`() {
    var play = Play.desk()
    play.keys("4 Down")
    let change = play.cursorLine
    play.keys("Enter")
    #expect(play.shows("[Changes]"))
    play.keys("Esc")
    #expect(play.state.focus == .changes && play.cursorLine == change)
  }

  @Test func `A citation is copied from list, detail and changes, and says what it copied`() {
    for way in ["", "Enter", "4"] {
      var play = Play.desk()
      play.keys(way)
      play.forgetAsked()
      play.keys("y")
      #expect(play.count { if case .copy = $0 { true } else { false } } == 1, "from \(way)")
    }
  }

  @Test func `Of several marked all are copied, and the text in the editor is the selected one's`()
  {
    var play = Play.desk()
    play.keys("Space Space")
    let rows = play.state.incidents.rows.prefix(3).map(\.id)
    play.forgetAsked()
    play.keys("Y e")
    let asked = play.asked.compactMap {
      if case .look(let errand) = $0 { errand.incidents } else { nil }
    }
    #expect(asked == [[rows[0], rows[1]], [rows[2]]])
  }

  @Test func `In 30x8 one gets from the list to the last sentence and back`() {
    var play = Play.desk(30, 8)
    play.keys("Enter")
    for _ in 0..<7 { play.keys("Right") }
    #expect(play.way.isEmpty || play.lines[1].contains("Text"))
    play.keys("G g Esc")
    #expect(play.lines.count == 8)
    for _ in 0..<8 { play.keys("Esc") }
    #expect(play.way.hasPrefix(" World"))
  }

  @Test func `A zoomed detail says its sections, and z gives the panes back as they were`() {
    var play = Play.desk()
    play.keys("Enter Right")
    let before = play.screen
    play.keys("z")
    #expect(play.shows("[Origins]") && !play.shows("1 Regions"))
    play.keys("Right Left z")
    #expect(play.screen == before)
  }
}
