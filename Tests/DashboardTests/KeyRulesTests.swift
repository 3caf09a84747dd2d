import TerminalKit
import Testing

@testable import Dashboard

/// Other keys than those that come with the program.
struct KeyRulesTests {
  private func map(_ rules: KeyRule...) -> KeyMap { KeyMap.standard(with: rules).keys }

  private func said(_ rules: [KeyRule]) -> [String] {
    KeyMap.standard(with: rules).problems.map { "\($0.line): \($0.problem); \($0.hint)" }
  }

  @Test func `Without rules nothing changes`() {
    #expect(KeyMap.standard(with: []) == (.standard, []))
  }

  @Test(arguments: Command.allCases)
  func `Every command is found by its name`(command: Command) {
    #expect(Command(named: command.name) == command)
    #expect(command.name.allSatisfy { $0 == "-" || $0.isLowercase })
  }

  @Test func `No place is called as a command is, for they stand side by side`() {
    #expect(
      Set(KeyContext.allCases.map(\.name)).isDisjoint(with: Command.allCases.map(\.name)))
  }

  @Test func `Every key is read as it is shown, in any case`() {
    for key in Set(KeyMap.table.flatMap(\.keys)) where key != .control("h") {
      #expect(Key(label: key.label) == key)
      if key.label.count > 1 { #expect(Key(label: key.label.lowercased()) == key) }
    }
    #expect(Key(label: "Ctrl-I") == .tab && Key(label: "Ctrl-H") == .backspace)
    #expect(Key(label: "Ctrl-Space") == .control(" ") && Key(label: "Alt-x") == nil)
  }

  @Test func `A command gets the keys it is given, and loses those it had`() {
    let keys = map(KeyRule("filter", keys: ["F5", "x"], line: 2))
    for context in KeyContext.panes {
      #expect(keys.command(for: .function(5), in: context) == .filter)
      #expect(keys.command(for: .character("x"), in: context) == .filter)
      #expect(keys.command(for: .character("f"), in: context) == nil)
    }
    #expect(keys.label(of: .filter, in: .incidents) == "F5")
  }

  @Test func `What is said of a place counts there alone`() {
    let keys = map(
      KeyRule("filter", in: "feeds", keys: ["F6"], line: 5),
      KeyRule("filter", keys: ["F5"], line: 2))
    #expect(keys.command(for: .function(6), in: .feeds) == .filter)
    #expect(keys.command(for: .function(5), in: .feeds) == nil)
    #expect(keys.command(for: .function(5), in: .detail) == .filter)
  }

  @Test func `Two commands can change places`() {
    let rules = [
      KeyRule("filter", keys: ["s"], line: 2), KeyRule("sort", keys: ["f"], line: 3),
    ]
    let (keys, problems) = KeyMap.standard(with: rules)
    // In other panes than the list's, sorting is not there, and nothing is in the way.
    #expect(problems == [])
    #expect(keys.command(for: .character("s"), in: .incidents) == .filter)
    #expect(keys.command(for: .character("f"), in: .incidents) == .sort)
  }

  @Test func `No key at all takes a command off`() {
    let keys = map(KeyRule("suspend", keys: [], line: 2))
    #expect(keys.command(for: .control("z"), in: .incidents) == nil)
    #expect(keys.label(of: .suspend, in: .incidents) == nil)
  }

  @Test func `Letters stay text where one types`() {
    let keys = map(KeyRule("repaint", keys: ["x"], line: 2))
    #expect(keys.command(for: .character("x"), in: .incidents) == .repaint)
    #expect(keys.command(for: .character("x"), in: .desk) == nil)
    #expect(keys.command(for: .control("l"), in: .desk) == .repaint)
  }

  @Test func `Ctrl-C and Esc always lead out`() {
    let rules = [
      KeyRule("quit", keys: ["F10"], line: 2), KeyRule("leave-line", keys: ["F10"], line: 3),
      KeyRule("back", keys: ["F9"], line: 4), KeyRule("leave-themes", keys: [], line: 5),
      KeyRule("filter", keys: ["Esc", "Ctrl-C"], line: 6),
    ]
    let keys = KeyMap.standard(with: rules).keys
    for context in KeyContext.allCases {
      #expect(keys.command(for: .control("c"), in: context) == .quit)
      #expect(
        keys.command(for: .escape, in: context)
          == KeyMap.standard.command(for: .escape, in: context))
    }
    #expect(keys.command(for: .character("Q"), in: .incidents) == nil)
  }

  @Test(arguments: [
    (
      KeyRule("fliter", keys: ["x"], line: 2),
      "2: there is no command 'fliter'; did you mean 'filter'?"
    ),
    (
      KeyRule("make-coffee", keys: ["x"], line: 2),
      "2: there is no command 'make-coffee'; see them with: watchfloor keys"
    ),
    (
      KeyRule("filter", in: "incidnts", keys: ["x"], line: 3),
      "3: there is no place 'incidnts' to press 'filter' in; did you mean [keys.incidents]?"
    ),
    (
      KeyRule("sort", in: "feeds", keys: ["x"], line: 3),
      "3: 'sort' does nothing in [keys.feeds]; it is there in regions, incidents"
    ),
    (
      KeyRule("filter", keys: ["Ctlr-P"], line: 4),
      "4: 'filter': 'Ctlr-P' is no key; did you mean 'Ctrl-P'?"
    ),
    (
      KeyRule("filter", keys: ["xy"], line: 4),
      "4: 'filter': 'xy' is no key; write one character, or a name such as Enter, Space, PgUp, F5, Ctrl-P"
    ),
    (
      KeyRule("filter", keys: ["z"], line: 5),
      "5: z cannot be 'filter': it is 'zoom' already in every pane; give 'zoom' another key, or none: zoom = []"
    ),
    (
      KeyRule("filter", keys: ["s"], line: 5),
      "5: s cannot be 'filter': it is 'sort' already in regions, incidents; give 'sort' another key, or none: sort = []"
    ),
    (
      KeyRule("filter", keys: ["Esc"], line: 6),
      "6: 'filter' cannot be Esc, which always leads back; use another key"
    ),
    (
      KeyRule("filter", keys: ["Ctrl-C"], line: 6),
      "6: 'filter' cannot be Ctrl-C, which always quits; use another key"
    ),
    (
      KeyRule("leave-filter", keys: [], line: 7),
      "7: 'leave-filter' cannot be without a key: there would be no way out; Esc stays; to have it alone, write [\"Esc\"]"
    ),
    (
      KeyRule("erase-word", keys: ["w"], line: 8),
      "8: 'erase-word' cannot be w, which is text in a line; use a key that writes nothing, such as Ctrl-X or F5"
    ),
  ])
  func `What cannot be is said with the line and what would do`(rule: KeyRule, sentence: String) {
    #expect(said([rule]) == [sentence])
  }

  @Test func `What cannot be costs itself only, and the default stays`() {
    let (keys, problems) = KeyMap.standard(with: [
      KeyRule("filter", keys: ["z"], line: 2), KeyRule("sort", keys: ["F5"], line: 3),
      KeyRule("pause", keys: ["F5"], line: 4),
    ])
    #expect(problems.map(\.line) == [2, 4])
    #expect(keys.command(for: .character("z"), in: .incidents) == .zoom)
    #expect(keys.command(for: .character("f"), in: .incidents) == .filter)
    #expect(keys.command(for: .function(5), in: .incidents) == .sort)
    #expect(keys.command(for: .character("p"), in: .incidents) == .pause)
    // Where there is no sorting, nothing is in the way.
    #expect(keys.command(for: .function(5), in: .feeds) == .pause)
  }

  @Test func `The screen shows the keys that count`() {
    var play = Play()
    let keys = map(
      KeyRule("filter", keys: ["F5"], line: 2), KeyRule("open-help", keys: ["F1"], line: 3))
    play.happen(.keysRead(keys, problem: nil))
    #expect(play.lines.last?.contains("the keys are as keys.toml has them now") == true)
    play.press(.down)
    #expect(play.lines.last?.contains("F5 filter") == true)
    #expect(play.lines.last?.contains("f filter") == false)
    play.press(.function(1), .pageDown)
    #expect(play.line(with: "which incidents to show").contains(" F5 "))

    play.press(.escape, .function(5))
    #expect(play.screen.text.contains("filter "))
  }

  @Test func `A file that cannot be read leaves the keys as they are`() {
    var play = Play()
    play.happen(.keysRead(map(KeyRule("filter", keys: ["F5"], line: 2)), problem: nil))
    play.happen(.keysRead(nil, problem: "keys.toml:1: it cannot be read; mend it"))
    #expect(play.lines.last == " keys.toml:1: it cannot be read; mend it")
    play.press(.down)
    #expect(play.lines.last?.contains("F5 filter") == true)
  }
}
