import IncidentStore
import Incidents
import TerminalKit
import Testing

@testable import Dashboard

struct PaletteTests {
  private func play(_ width: Int = 80, _ height: Int = 24) -> Play {
    Play(
      size: Size(width: width, height: height), person: "ada", theme: "nord-dark",
      themes: ["nord-dark", "mono"]
    ) { $0.views = ["night": "silent>6h"] }
  }

  /// Opens the palette and types.
  private func palette(_ text: String = "", _ width: Int = 80, _ height: Int = 24) -> Play {
    var play = play(width, height)
    play.press(.control("p"))
    play.type(text)
    return play
  }

  private func names(_ play: Play) -> [String] { play.state.paletteEntries.map(\.name) }

  @Test(arguments: [(80, 24), (120, 40), (45, 20), (30, 8)])
  func `Everything that can be done, over a list that stays in sight`(
    width: Int, height: Int
  ) throws {
    try expectScreen(palette("", width, height).screen, named: "palette-\(width)x\(height)")
  }

  @Test(arguments: [(80, 24), (120, 40)])
  func `What is typed narrows it`(width: Int, height: Int) throws {
    try expectScreen(
      palette("sort", width, height).screen, named: "palette-sort-\(width)x\(height)")
  }

  @Test func `It lists every command and every verb, each once`() {
    let listed = names(palette())
    #expect(
      Set(listed).isSuperset(of: Command.allCases.map(\.name).filter { $0 != "open-palette" }))
    for verb in DeskVerb.allCases where !verb.isCommand { #expect(listed.contains(verb.written)) }
    #expect(listed.filter { $0 == "quit" }.count == 1)
    #expect(listed.contains("view night") && listed.contains("theme mono"))
  }

  @Test(arguments: [
    ("f", "filter"), ("Q", "quit"), ("zoom", "zoom"), ("next pane", "next-pane"),
    ("pane next", "next-pane"), ("nxpn", "next-pane"), ("screen whole", "zoom"),
    (":merge", "merge INCIDENT"), ("night", "view night"), ("mono", "theme mono"),
    ("help", "open-help"), ("Ctrl-L", "repaint"), ("silence", "sort-by-silence"),
  ])
  func `The best stands first, by words, name or key`(typed: String, first: String) {
    #expect(names(palette(typed)).first == first)
  }

  @Test func `What is nowhere is said to be nowhere`() {
    var play = palette("xyzzy")
    #expect(play.screen.text.contains("nothing is called that"))
    play.press(.enter, .down)
    #expect(play.screen.text.contains("nothing is called that"))
  }

  @Test func `Enter does what the key does`() {
    var play = palette("zoom")
    play.press(.enter)
    var other = self.play()
    other.press(.character("z"))
    #expect(play.screen == other.screen)
  }

  @Test func `What cannot be done here says where it can, and is not done`() {
    var play = palette("next report's")
    #expect(play.line(with: "the next report's text").contains("in text"))
    play.press(.enter)
    #expect(play.lines.last == " next-report does something only in text")
    play.press(.escape)
    #expect(play.state.palette == nil)
  }

  @Test func `A verb opens the command line with it, a view and a theme are shown`() {
    var play = palette(":merge")
    play.press(.enter)
    #expect(play.lines.last?.hasPrefix(":merge ") == true)

    play = palette("view night")
    play.press(.enter)
    #expect(play.state.incidents.query.filter.description == "silent>6h")

    play = palette("theme mono")
    play.press(.enter)
    #expect(play.asked.last == .showTheme("mono"))

    play = palette("sort by title")
    play.press(.enter)
    #expect(play.state.incidents.query.listOrder.column == .title)
  }

  @Test func `Esc leaves everything as it was`() {
    var play = play()
    let before = play.screen
    play.press(.control("p"), .down, .down)
    play.type("zoom")
    play.press(.escape)
    #expect(play.screen == before)
  }

  @Test func `What was chosen last stands first when nothing is typed`() {
    var play = palette("zoom")
    play.press(.enter, .control("p"))
    play.type("mark all")
    play.press(.enter, .control("p"))
    #expect(names(play).prefix(2) == ["mark-seen", "zoom"])
  }

  @Test func `Letters and pasted text go into its line, and never act as keys`() {
    var play = palette("qQz")
    play.happen(.pasted("jk"))
    #expect(play.state.palette?.editor.text == "qQzjk")
    #expect(!play.asked.contains(.quit))
    play.press(.control("u"))
    #expect(play.state.palette?.editor.text == "")
  }

  @Test func `Pasted text goes into the line of the filter and that of the help, too`() {
    var play = play()
    play.press(.character("f"))
    play.happen(.pasted("depot"))
    play.press(.enter)
    #expect(play.state.incidents.query.filter.description == "depot")
    play.type("?/")
    play.happen(.pasted("zoom"))
    #expect(play.state.help?.wanted == "zoom")
  }

  @Test func `Its keys can be others, and the list shows those that count`() {
    let (keys, problems) = KeyMap.standard(with: [
      KeyRule("open-palette", keys: ["F1"], line: 2), KeyRule("zoom", keys: [], line: 3),
      KeyRule("run-entry", keys: ["Tab"], line: 4),
    ])
    #expect(problems == [])
    var play = play()
    play.happen(.keysRead(keys, problem: nil))
    play.press(.control("p"))
    #expect(play.state.palette == nil)
    play.press(.function(1))
    play.type("zoom")
    #expect(play.state.paletteEntries.first?.key == "")
    play.press(.enter)
    #expect(play.state.palette != nil)
    play.press(.tab)
    #expect(play.state.isZoomed)
  }

  @Test func `Arrows, pages, Ctrl-N and Ctrl-P move, no further than the ends`() {
    var play = palette()
    play.press(.up, .control("p"), .control("n"), .down, .pageDown)
    #expect(play.state.palette?.index == 11)
    for _ in 0..<30 { play.press(.pageDown) }
    #expect(play.state.palette?.index == names(play).count - 1)
    #expect(play.cursorLine.contains("▸") == false, "the cursor stands in the line that is typed")
  }

  @Test func `A click selects, a second one does it, one beside it closes`() {
    var play = palette("zoom")
    play.press(.escape, .function(2), .control("p"))
    let top = Palette.rows(in: play.state.layout)
    play.happen(.mouse(Mouse(.press, at: Point(x: top.x + 3, y: top.y + 2))))
    #expect(play.state.palette?.index == 2)
    play.happen(.mouse(Mouse(.wheelDown, at: Point(x: top.x, y: top.y))))
    #expect(play.state.palette?.index == 5)
    play.happen(.mouse(Mouse(.press, at: Point(x: top.x, y: 0))))
    #expect(play.state.palette == nil)
  }

  @Test func `Whatever a key does can be typed by its name, too`() {
    for (line, key) in [
      ("zoom", "z"), ("help", "?"), ("open-help", "?"), ("feeds", "5"), ("changes-pane", "4"),
      ("filter", "f"), ("sort", "s"),
    ] as [(String, Character)] {
      var (typed, pressed) = (play(), play())
      typed.type(":\(line)")
      typed.press(.enter)
      pressed.press(.character(key))
      #expect(typed.screen == pressed.screen, "\(line)")
    }
  }

  @Test(arguments: [
    ("next-report", "next-report does something only in text"),
    ("zoom in", "word 2: 'in' has no place here; 'zoom' is written alone"),
    ("zom", "word 1: 'zom' is no command; did you mean zoom?"),
    ("sort colour", "word 2: there is no column 'colour'; use one of: last, first, kind, "),
    ("filter silent>6x", "word 2: "),
  ])
  func `A name that will not do is pointed at`(line: String, sentence: String) {
    var play = play(120, 40)
    play.type(":\(line)")
    play.press(.enter)
    #expect(play.screen.text.contains(sentence), "\(play.screen.text)")
  }

  @Test func `Filters and sorting have words of their own in the command line`() {
    var play = play()
    play.type(":filter silent>6h -drill")
    play.press(.enter)
    #expect(play.state.incidents.query.filter.description == "silent>6h -drill")
    play.type(":sort title")
    play.press(.enter)
    #expect(play.state.incidents.query.listOrder.column == .title)
  }
}

/// The help's own search, and what the lines remember.
struct FindingHelpTests {
  @Test(arguments: [(80, 24), (120, 40)])
  func `The help shows only the lines with a word in them`(width: Int, height: Int) throws {
    var play = Play(size: Size(width: width, height: height))
    play.type("?/silen")
    try expectScreen(play.screen, named: "help-find-\(width)x\(height)")
  }

  @Test func `Enter keeps the lines, Esc brings all back, and closes the help then`() {
    var play = Play()
    let before = play.screen
    play.press(.character("?"))
    let all = play.screen
    play.type("/zoomQ")
    #expect(play.lines.last?.hasPrefix("/zoomQ") == true && !play.asked.contains(.quit))
    #expect(play.screen.text.contains("nothing here has that in it"))
    play.press(.backspace)
    play.press(.control("u"))
    play.type("whole screen")
    play.press(.enter)
    #expect(play.line(with: "give the pane").contains(" z "))
    #expect(!play.screen.text.contains("next pane"))
    play.press(.escape)
    #expect(play.screen == all)
    play.press(.escape)
    #expect(play.screen == before)
  }

  @Test func `The rest of a line is suggested, from what was typed before or may follow`() {
    var play = Play(person: "ada")
    play.type(":sn")
    #expect(play.lines.last?.hasPrefix(":snooze") == true)
    play.press(.right)
    #expect(play.state.desk?.editor.text == "snooze")
    play.type(" 2h")
    play.press(.enter)
    play.type(":s")
    #expect(play.lines.last?.hasPrefix(":snooze 2h") == true)
    play.press(.end)
    #expect(play.state.desk?.editor.text == "snooze 2h")
    play.press(.left, .right)
    #expect(play.state.desk?.editor.text == "snooze 2h")
  }

  @Test func `Lines are kept for the sessions to come, each once`() {
    var play = Play(person: "ada")
    for line in ["snooze 2h", "note x", "snooze 2h", "filter depot"] {
      play.type(":\(line)")
      play.press(.enter)
    }
    let kept: [Effect] = [
      .remember("snooze 2h", .command), .remember("note x", .command),
      .remember("snooze 2h", .command), .remember("filter depot", .command),
      .remember("depot", .filter),
    ]
    #expect(play.asked.filter { kept.contains($0) } == kept)
    #expect(play.state.typed.commands == ["note x", "snooze 2h", "filter depot"])
    #expect(play.state.typed.filters == ["depot"])
    var lines = TypedLines()
    for number in 0..<600 { lines.add("note \(number)", to: .command) }
    #expect(lines.commands.count == 500 && lines.commands.first == "note 100")
  }
}
