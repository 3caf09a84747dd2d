import Foundation
import IncidentStore
import Incidents
import TerminalKit
import Testing

@testable import Dashboard

/// The filter line: keys in, screen out.
struct FilterPromptTests {
  static let wide = Size(width: 120, height: 24)

  private func opened(_ text: String = "", size: Size = wide) -> Play {
    var play = Play(size: size) { store in
      store.sources = [Source(id: "shot", name: "SHOT"), Source(id: "life", name: "Life News")]
      store.views = ["night": "status:verified"]
    }
    play.press(.character("f"))
    play.type(text)
    return play
  }

  @Test func `The list follows as one types, and says how many there are of how many`() {
    var play = opened("status:verified")
    #expect(play.screen.text.contains("Вибухи в Харкові"))
    #expect(!play.screen.text.contains("Yeysk"))
    #expect(play.lines[22].hasPrefix(" filter status:verified"))
    #expect(play.lines[22].hasSuffix("1 found"))
    play.press(.enter)
    #expect(play.lines[1].hasSuffix("status:verified  1 of 8"))
    #expect(!play.screen.text.contains("filter status"))
  }

  @Test func `An error has a caret under it, and the last good filter stays in force`() {
    var play = opened("kind:drone status:foo ")
    #expect(play.lines[22].hasPrefix(" filter kind:drone status:foo"))
    #expect(play.lines[23].contains("                          ^^^"))
    #expect(play.screen.text.contains("there is no status 'foo'; use one of retracted"))
    #expect(play.lines[1].hasSuffix("kind:drone  2 of 8"))
    #expect(play.screen.text(inRole: .promptError, y: 22) == "foo")
    play.press(.enter)
    #expect(play.screen.text.contains("^^^"))
    #expect(play.screen.cursor == Point(x: 29, y: 22))
    play.press(.control("w"))
    play.type("reported")
    #expect(!play.screen.text.contains("^^^"))
  }

  @Test func `While the line cannot be read, no count stands beside it`() {
    for text in ["kind:drone status:foo ", "kind:drone status:re", "kind:drone silent>"] {
      var play = opened("kind:drone ")
      #expect(play.lines[22].hasSuffix("2 found"))
      play.type(String(text.dropFirst("kind:drone ".count)))
      #expect(play.state.filterPrompt?.error != nil)
      #expect(!play.lines[22].contains("found") && !play.lines[22].contains("counting"))
    }
  }

  @Test(arguments: [30, 36, 45, 60, 80])
  func `A key and its word stay on one line`(width: Int) {
    var play = Play(.many(40), size: Size(width: width, height: 24), person: "ada")
    play.press(.character("s"))
    let hints = play.state.hints(in: .sorting)
    for hint in hints { #expect(play.lines.contains { $0.contains(hint) }, "\(hint) at \(width)") }
    play.press(.escape, .character("v"), .end, .character("v"), .character("a"))
    let answers = play.state.hints(in: .confirming)
    #expect(!answers.isEmpty)
    for hint in answers { #expect(play.lines.contains { $0.contains(hint) }, "\(hint)") }
  }

  @Test func `A word that is still being typed is not wrong yet; Enter asks what is`() {
    var play = opened("status:re")
    #expect(!play.screen.text.contains("^"))
    #expect(play.lines[21].contains("reported  retracted") || play.lines[21].contains("refuted"))
    play.press(.enter)
    #expect(play.lines[23].contains("^^ 're' may be"))
  }

  @Test func `A word that may become a field's name is looked for once it is done`() {
    var play = opened("fir")
    #expect(play.lines[22].hasSuffix("8 found"))
    play.type("e")
    #expect(!play.lines[22].hasSuffix("8 found"))
    play.press(.control("u"))
    play.type("status")
    #expect(play.lines[22].hasSuffix("8 found"))
    play.press(.enter)
    #expect(play.lines[1].hasSuffix("status  0 of 8"))
  }

  @Test func `Esc brings back what was shown before`() {
    var play = Play(size: Self.wide)
    play.press(.down, .down)
    let before = play.screen
    play.press(.character("f"))
    play.type("kind:fire")
    play.press(.escape)
    #expect(play.screen == before)
  }

  @Test func `Names of fields and values are completed, and Tab goes on`() {
    var play = opened("sta")
    #expect(play.screen.text(inRole: .promptSuggestion, y: 22) == "tus:")
    play.press(.tab)
    play.type("ver")
    play.press(.tab)
    #expect(play.lines[22].hasPrefix(" filter status:verified "))
    play.type("source:li")
    play.press(.tab)
    #expect(play.lines[22].contains("source:\"Life News\""))
    play.type("official:")
    play.press(.tab, .tab)
    #expect(play.lines[22].contains("official:confirmed"))
    play.press(.backTab)
    #expect(play.lines[22].contains("official:mixed"))
  }

  @Test(arguments: ["krasnodar", "Краснодар", "краснодарський"])
  func `A region is found by its name in three languages`(name: String) {
    var play = opened("region:\(name)")
    #expect(play.lines[21].contains("RU-KDA"))
    play.press(.control("u"))
    play.type(name)
    #expect(play.lines[21].contains("region:RU-KDA"))
    play.press(.tab, .enter)
    #expect(play.lines[1].contains("World › Russia › Krasnodar Krai"))
    #expect(play.lines[1].contains("region:RU-KDA  "))
  }

  @Test func `A lone quote waits for its end`() {
    var play = opened("fire \"")
    #expect(play.lines[23].contains("^ this quote has no end; close it with \""))
    play.press(.backspace, .backspace)
    #expect(!play.screen.text.contains("^"))
  }

  @Test func `The region under the cursor is a term, and the line begins with what is active`() {
    var play = Play(size: Self.wide)
    play.press(.character("1"), .down, .character("f"))
    #expect(play.lines[22].hasPrefix(" filter region:JP "))
    play.type("kind:fire")
    play.press(.enter)
    #expect(play.lines[1].contains("region:JP kind:fire"))
    play.press(.character("1"), .up)
    #expect(play.lines[1].contains(" kind:fire"))
    #expect(!play.lines[1].contains("region:"))
  }

  @Test func `Filter and selection survive a refresh`() {
    var play = opened("official:silent")
    play.press(.enter, .down)
    #expect(play.cursorLine.contains("About 10 explosions"))
    play.commit { $0.rows.append(.sample(20, "Fresh smoke", last: "14:31")) }
    #expect(play.cursorLine.contains("About 10 explosions"))
    #expect(play.lines[1].contains("official:silent"))
    #expect(play.screen.text.contains("Fresh smoke"))
  }

  @Test func `Esc takes a filter away, and Up in the line brings it back`() {
    var play = opened("kind:fire")
    play.press(.enter, .escape)
    #expect(!play.lines[1].contains("kind:fire"))
    #expect(play.lines.last?.contains("f and Up bring it back") == true)
    play.press(.character("f"), .up)
    #expect(play.lines[22].hasPrefix(" filter kind:fire"))
  }

  @Test func `What counts lengths of time is asked again as time passes`() {
    var play = opened("silent>6h")
    play.press(.enter)
    play.forgetAsked()
    play.happen(.tick(.at("14:33")))
    let queries = play.asked.compactMap { effect -> Date? in
      if case .loadIncidents(let query, _, _, _, _) = effect { query.now } else { nil }
    }
    #expect(queries == [.at("14:33")])
    play.press(.escape)
    play.forgetAsked()
    play.happen(.tick(.at("14:34")))
    #expect(play.asked.isEmpty)
  }

  @Test func `An answer that comes too late changes nothing`() {
    var play = opened()
    play.holdsAnswers = true
    play.forgetAsked()
    play.type("kind:drone")
    let late = play.asked
    #expect(play.lines[22].hasSuffix("counting…"))
    play.press(.escape)
    play.holdsAnswers = false
    for effect in play.asked.suffix(1) { play.answer(effect) }
    let shown = play.screen
    for effect in late { play.answer(effect) }
    #expect(play.screen == shown)
  }

  @Test func `A saved filter is shown by its name, and the active one gets one`() {
    var play = opened("kind:fire")
    play.press(.enter, .character(":"))
    play.type("view night")
    play.press(.enter)
    #expect(play.lines[1].contains("status:verified  1 of 8"))
    play.press(.character(":"))
    play.type("view save day")
    play.press(.enter)
    #expect(play.store.views["day"] == "status:verified")
    #expect(play.lines.last?.contains("saved as day") == true)
    play.press(.character(":"))
    play.type("view nigth")
    play.press(.enter)
    #expect(play.screen.text.contains("did you mean night?"))
  }

  @Test(
    "s and a letter sort; again, the other way round",
    arguments: [
      ("k", "kind▾", "kind▴", "kind"), ("t", "what▾", "what▴", "title"),
      ("e", "evidence▾", "evidence▴", "evidence"), ("n", "orig▾", "orig▴", "origins"),
      ("o", "official▾", "official▴", "official"), ("s", "clock▾", "clock▴", "silence"),
      ("l", "age▴", "age▾", "last report"), ("f", "1st▾", "1st▴", "first report"),
    ])
  func sorting(letter: Character, once: String, twice: String, name: String) {
    var play = Play(size: Size(width: 124, height: 30))
    play.press(.character("s"))
    #expect(play.screen.text.contains(" sort by: l last  f first  k kind"))
    play.press(.character(letter))
    #expect(play.screen.text.contains(once))
    #expect(play.lines[2].contains("\(name) \(once.last ?? " ")"))
    play.press(.character("s"), .character(letter))
    #expect(play.screen.text.contains(twice))
  }

  @Test func `Sorting can be left, and every key that is no column leaves it`() {
    for key in [Key.escape, .character("x"), .down] {
      var play = Play(size: Self.wide)
      let before = play.screen
      play.press(.character("s"), key)
      #expect(play.lines.last == before.text.split(separator: "\n").last.map(String.init))
      #expect(play.lines[3].contains("age▾"))
    }
  }

  @Test(arguments: [(80, 24), (120, 40), (45, 20)])
  func `The filter line at every size`(width: Int, height: Int) throws {
    try expectScreen(
      opened("region:RU official:", size: Size(width: width, height: height)).screen,
      named: "filter-\(width)x\(height)")
    try expectScreen(
      opened("status:foo silent>6", size: Size(width: width, height: height)).screen,
      named: "filter-error-\(width)x\(height)")
  }
}
