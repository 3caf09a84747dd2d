import Foundation
import IncidentStore
import Incidents
import TerminalKit
import Testing

@testable import Dashboard

/// The pane of changes, and the way from change to change.
struct ChangesTests {
  static func changes(_ size: Size = Size(width: 120, height: 40)) -> Play {
    var play = DeskTests.desk(size)
    play.press(.character("4"))
    return play
  }

  @Test func `The header counts what changed since one looked, and c marks it as seen`() {
    var play = Self.changes()
    #expect(play.lines[0].contains("6 changes since you looked 14:05Z"))
    #expect(play.lines[3].contains("6 since you looked 14:05Z"))
    #expect(play.screen.text.contains("─── seen 14:05Z ───"))
    play.press(.character("c"))
    #expect(play.asked.contains(.markSeen(upTo: 13)))
    #expect(!play.lines[0].contains("change"))
    #expect(play.lines[3].contains("nothing new since you looked 14:32Z"))
    #expect(!play.screen.text.contains("─── seen"))
    play.press(.character("c"))
    #expect(play.lines.last == " no change that you have not seen")
  }

  @Test func `Leaving marks nothing as seen; :seen does`() {
    var play = Self.changes()
    play.press(.character("q"))
    play.press(.character("Q"))
    #expect(!play.asked.contains { if case .markSeen = $0 { true } else { false } })
    play.type(":seen")
    play.press(.enter)
    #expect(play.asked.contains(.markSeen(upTo: 13)))
    #expect(play.lines.last == " 6 changes marked as seen")
  }

  @Test func `What one entry changed in one incident is one notice, with who did it and why`() {
    let play = Self.changes()
    let row = play.lines.firstIndex { $0.contains("14:10Z") } ?? 0
    let notice = play.lines[row...(row + 3)].map {
      $0.dropFirst(30).dropLast().trimmingCharacters(in: .whitespaces)
    }
    #expect(
      notice == [
        "14:10Z  Пожежа на складі під Чугуєвом  Kharkiv Obl.",
        "▼ downgrade    CORROBORATED → CONTESTED  V3",
        "· origins      2B → 1..3C  I1–I9",
        "ben@north rated Harbour Wire D: their man was not on site",
      ])
  }

  @Test func `A new incident is one line, with how it stood at first`() {
    let play = Self.changes()
    #expect(
      play.line(with: "+ new").contains(
        "+ new          PARTY-CLAIM · silent C0 D0 N0 S3  first report, by North Wire"))
  }

  private static func change(_ field: String, _ old: String?, _ new: String) -> Change {
    Change(seq: 1, at: .noon, incident: "X", field: field, old: old, new: new, rule: "")
  }

  @Test(arguments: [
    (change("incident", nil, "A title"), ChangeKind.new, "+ new"),
    (change("verification", "rumour", "reported"), .upgrade, "▲ upgrade"),
    (change("verification", "verified", "contested"), .downgrade, "▼ downgrade"),
    (change("verification", "corroborated", "reported"), .downgrade, "▼ downgrade"),
    (change("verification", "reported", "refuted"), .refuted, "✗ disproved"),
    (change("verification", "reported", "retracted"), .refuted, "✗ disproved"),
    (
      change("official", "silent C0 D0 N0 S2", "non-committal C0 D0 N1 S1"), .silenceEnds,
      "✓ silence ends"
    ),
    (
      change("official", "non-committal C0 D0 N1 S1", "mixed C1 D0 N1 S0"), .silenceEnds,
      "✓ silence ends"
    ),
    (
      change("official", "confirmed C1 D0 N0 S0 M0 W0", "withdrawn C0 D0 N0 S1 M0 W1"),
      .statementWithdrawn, "↶ taken back"
    ),
    (
      change("official", "silent C0 D0 N0 S2 M0", "not-monitored C0 D0 N0 S0 M2"),
      .other("official"), "· official"
    ),
    (change("overdue", "0", "1"), .overdue, "! overdue"),
    (change("overdue", "1", "0"), .other("overdue"), "· overdue"),
    (change("lifecycle", "open", "merged into RU-KDA-7F3K2Q"), .merged, "» merged"),
    (change("lifecycle", "merged into RU-KDA-7F3K2Q", "open"), .unmerged, "» unmerged"),
    (change("lifecycle", "open", "withdrawn"), .withdrawn, "✗ withdrawn"),
    (change("lifecycle", "open", "closed"), .other("lifecycle"), "· lifecycle"),
    (change("origins", "2B", "1B"), .other("origins"), "· origins"),
    (change("toll", "none stated", "3 injured"), .other("toll"), "· toll"),
  ])
  func `Each sort of news has its own glyph and word`(
    change: Change, kind: ChangeKind, words: String
  ) {
    #expect(ChangeKind(change) == kind)
    #expect("\(kind.glyph(.unicode)) \(kind.word)" == words)
    #expect(displayWidth(kind.word) <= 12)
  }

  @Test func `Moving goes from notice to notice, and the whole notice comes into sight`() {
    var play = Self.changes(Size(width: 80, height: 16))
    #expect(play.cursorLine.contains("14:30Z"))
    play.press(.down, .down, .down)
    #expect(play.cursorLine.contains("14:10Z"))
    #expect(play.screen.text.contains("ben@north rated Harbour Wire D"))
    play.press(.character("n"))
    #expect(play.cursorLine.contains("14:00Z"))
    play.press(.character("N"), .up, .up, .up, .up)
    #expect(play.cursorLine.contains("14:30Z"))
    play.press(.end)
    #expect(play.cursorLine.contains("20 Nov"))
    play.press(.pageUp, .pageUp, .pageUp, .pageUp)
    #expect(play.cursorLine.contains("14:30Z"))
    play.press(.pageDown, .control("d"), .home)
    #expect(play.cursorLine.contains("14:30Z"))
  }

  @Test func `A refresh keeps the selection on its notice`() {
    var play = Self.changes()
    play.press(.down, .down)
    play.commit { store in
      var line = store.changes[12]
      line.change.seq = 14
      line.change.at = .at("14:31")
      store.changes.append(line)
    }
    #expect(play.cursorLine.contains("14:12Z"))
    #expect(play.lines[0].contains("7 changes"))
  }

  @Test func `Enter opens the incident at its changes`() {
    var play = Self.changes(Size(width: 80, height: 24))
    play.press(.down, .enter)
    #expect(play.lines[2].contains("RU-KDA-BAAB"))
    #expect(play.screen.text.contains("RUMOUR → REPORTED"))
    #expect(play.lines[2].contains("[Changes]"))
    play.press(.escape)
    #expect(play.cursorLine.contains("14:28Z"))
    play.press(.escape)
    #expect(play.cursorLine.contains("About 10 explosions"))
  }

  @Test func `An incident that the list hides is reached all the same`() {
    var play = DeskTests.desk { $0.rows[5].desk.acknowledgedAt = .noon }
    play.press(.character("4"), .down, .down, .down, .enter)
    #expect(play.lines[2].hasPrefix("┌ 1 Regions"))
    #expect(play.screen.text.contains("3 UA-63-BAAG"))
    #expect(play.screen.text.contains("◌ Пожежа на складі"))
    #expect(play.lines.last?.hasPrefix(" the list shows all incidents again") == true)
  }

  @Test func `The changes follow the region of the list`() {
    var play = Self.changes()
    play.press(.character("1"), .end, .character("4"))
    #expect(play.lines[2].contains("Kharkiv Obl."))
    #expect(!play.screen.text.contains("About 10 explosions"))
    #expect(play.screen.text.contains("Пожежа на складі"))
  }

  @Test func `Of another region the newest change is selected, and few are asked for`() {
    var play = DeskTests.desk(Size(width: 160, height: 45))
    play.press(.character("1"), .end)
    play.forgetAsked()
    play.press(.home, .down, .home)
    let limits = play.asked.compactMap { effect -> Int? in
      if case .loadChanges(let query, _) = effect { query.limit } else { nil }
    }
    #expect(limits == [30, 30, 30])
    play.press(.character("4"))
    #expect(play.cursorLine.contains("14:30Z"))
  }

  @Test func `In the list n goes to the next incident that changed, unless something is searched`()
  {
    var play = DeskTests.desk { store in
      store.rows[3].changedAt = .at("14:10")
      store.rows[5].changedAt = .at("14:20")
    }
    #expect(play.lines.last?.contains("n next change") == true)
    play.press(.character("n"))
    #expect(play.cursorLine.contains("Air defence at work"))
    play.press(.character("n"))
    #expect(play.cursorLine.contains("Пожежа на складі"))
    play.press(.character("n"))
    #expect(play.cursorLine.contains("Air defence at work"))
    #expect(play.lines.last == " the search went round the end of the list")
    play.press(.character("N"))
    #expect(play.cursorLine.contains("Пожежа на складі"))

    play.press(.character("/"))
    play.type("drone")
    play.press(.enter)
    #expect(play.lines.last?.contains("n next match") == true)
    play.press(.escape, .character("c"), .character("n"))
    #expect(play.lines.last == " nothing in this list has changed since you looked")
  }

  @Test func `Wide and high screens show changes and feeds below everything`() {
    var play = DeskTests.desk(Size(width: 160, height: 45))
    #expect(play.screen.text.contains("4 Changes"))
    #expect(play.screen.text.contains("5 Feeds 12"))
    play.press(.tab, .tab)
    #expect(play.cursorLine.contains("14:30Z"))
    play.press(.tab, .tab)
    #expect(play.cursorLine.contains("▸All regions"))
    play.resize(159, 45)
    #expect(!play.screen.text.contains("4 Changes"))
    play.forgetAsked()
    play.resize(160, 45)
    #expect(play.asked.contains { if case .loadChanges = $0 { true } else { false } })
  }

  @Test func `Below everything only the latest changes are asked for, and more by who goes there`()
  {
    var play = DeskTests.desk(Size(width: 160, height: 45))
    func wanted() -> [Int?] {
      play.asked.compactMap { if case .loadChanges(let query, _) = $0 { query.limit } else { nil } }
    }
    #expect(wanted() == [30])
    play.forgetAsked()
    play.press(.character("4"))
    #expect(wanted() == [500])
    play.forgetAsked()
    play.press(.down, .character("2"))
    play.commit { _ in }
    #expect(wanted() == [500], "what is selected stays where it is")
  }

  @Test func `a in the pane acknowledges the incident of the notice`() {
    var play = Self.changes()
    play.press(.down, .down, .character("a"))
    #expect(play.asked.contains(.record(.acknowledge(incident: "RU-KDA-BAAC"), because: nil)))
  }

  @Test func `An empty store has no changes`() {
    var play = Play([], person: "ada")
    play.press(.character("4"))
    #expect(play.screen.text.contains("Nothing has changed yet."))
    #expect(play.screen.text.contains("none marked as seen yet"))
    play.press(.enter, .down, .end, .pageUp)
    #expect(play.screen.text.contains("Nothing has changed yet."))
  }
}
