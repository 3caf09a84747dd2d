import TerminalKit

/// What a person can ask for. The one table of ``KeyMap`` says by which keys, in which words and where.
enum Command: CaseIterable, Sendable {
  case up, down, pageUp, pageDown, halfUp, halfDown, first, last
  case unfold, fold
  case openIncident, toRegions
  case readSentence, nextSection, previousSection, nextReport, previousReport
  case nextPane, previousPane, regionsPane, incidentsPane, detailPane, zoom
  case search, nextMatch, previousMatch
  case keepSearch, cancelSearch, eraseCharacter, eraseAll
  case clearMarks, pause, openHelp, closeHelp, repaint, suspend, back, backOrQuit, quit
}

/// Where a key is pressed: the pane with the focus, or what lies over it.
enum KeyContext: CaseIterable, Sendable {
  case regions, incidents, detail
  /// The detail pane while it shows a source's text.
  case text
  case prompt, help
}

/// One command with its keys. Keys, hint line and help overlay all come from here.
struct Binding: Sendable {
  var command: Command
  var keys: [Key]
  /// For the hint line: a word or two. `nil` keeps it out of the line; the help shows it all the same.
  var hint: String?
  /// For the help.
  var words: String
  var contexts: Set<KeyContext>

  init(
    _ command: Command, _ keys: [Key], hint: String? = nil, _ words: String,
    in contexts: Set<KeyContext>
  ) {
    self.command = command
    self.keys = keys
    self.hint = hint
    self.words = words
    self.contexts = contexts
  }
}

enum KeyMap {
  private static let panes: Set<KeyContext> = [.regions, .incidents, .detail, .text]
  private static let everywhere = Set(KeyContext.allCases)

  /// In the order in which hints and help show them.
  static let table: [Binding] = [
    Binding(
      .unfold, [.enter, .right, .character("l")], hint: "open", "unfold; then on to the incidents",
      in: [.regions]),
    Binding(
      .fold, [.character("h"), .left], hint: "fold", "fold; then up to the country", in: [.regions]),
    Binding(
      .openIncident, [.enter, .right, .character("l")], hint: "open", "open the detail",
      in: [.incidents]),
    Binding(.toRegions, [.character("h"), .left], "to the regions", in: [.incidents]),
    Binding(
      .readSentence, [.enter], hint: "read", "read the sentence that this line rests on",
      in: [.detail]),
    Binding(
      .nextSection, [.character("l"), .right], hint: "next section", "next section",
      in: [.detail, .text]),
    Binding(
      .previousSection, [.character("h"), .left], "previous section; then back to the incidents",
      in: [.detail, .text]),
    Binding(
      .nextReport, [.character("J")], hint: "next report", "the next report's text", in: [.text]),
    Binding(.previousReport, [.character("K")], "the previous report's text", in: [.text]),
    Binding(
      .search, [.character("/")], hint: "find", "find in titles, or in the open detail", in: panes),
    Binding(.nextMatch, [.character("n")], hint: "next match", "next match", in: panes),
    Binding(.previousMatch, [.character("N")], "previous match", in: panes),
    Binding(.nextPane, [.tab], hint: "pane", "next pane", in: panes),
    Binding(.openHelp, [.character("?")], hint: "help", "this help", in: panes),
    Binding(.back, [.escape], "one level back", in: panes.union([.help])),
    Binding(
      .backOrQuit, [.character("q")], hint: "back", "one level back; at the root, quit",
      in: panes.union([.help])),
    Binding(.previousPane, [.backTab], "previous pane", in: panes),
    Binding(.regionsPane, [.character("1")], "regions", in: panes),
    Binding(.incidentsPane, [.character("2")], "incidents", in: panes),
    Binding(.detailPane, [.character("3")], "detail", in: panes),
    Binding(
      .zoom, [.character("z")], hint: "zoom", "give the pane the whole screen, or take it back",
      in: panes),
    Binding(
      .clearMarks, [.character("c")], hint: "clear marks",
      "clear the marks of new and changed rows",
      in: [.regions, .incidents]),
    Binding(
      .pause, [.character("p")], hint: "pause", "pause live refresh, or follow again", in: panes),

    Binding(.up, [.character("k"), .up], "up", in: panes.union([.help])),
    Binding(.down, [.character("j"), .down], "down", in: panes.union([.help])),
    Binding(.pageUp, [.pageUp], "a page up", in: panes.union([.help])),
    Binding(.pageDown, [.pageDown], "a page down", in: panes.union([.help])),
    Binding(.halfUp, [.control("u")], "half a page up", in: panes.union([.help])),
    Binding(.halfDown, [.control("d")], "half a page down", in: panes.union([.help])),
    Binding(.first, [.character("g"), .home], "first", in: panes.union([.help])),
    Binding(.last, [.character("G"), .end], "last", in: panes.union([.help])),

    Binding(.keepSearch, [.enter], hint: "keep", "stay at the match", in: [.prompt]),
    Binding(.cancelSearch, [.escape], hint: "cancel", "back to where you were", in: [.prompt]),
    Binding(.eraseCharacter, [.backspace, .control("h")], "erase a character", in: [.prompt]),
    Binding(.eraseAll, [.control("u")], hint: "erase", "erase all", in: [.prompt]),

    Binding(.closeHelp, [.character("?"), .enter], hint: "close", "close the help", in: [.help]),
    Binding(.repaint, [.control("l")], "paint the screen anew", in: everywhere),
    Binding(.suspend, [.control("z")], "suspend the program", in: everywhere),
    Binding(.quit, [.character("Q")], "quit", in: panes.union([.help])),
    Binding(.quit, [.control("c")], "quit from anywhere", in: everywhere),
  ]

  private static let commands: [KeyContext: [Key: Command]] = {
    var commands: [KeyContext: [Key: Command]] = [:]
    for binding in table {
      for context in binding.contexts {
        for key in binding.keys { commands[context, default: [:]][key] = binding.command }
      }
    }
    return commands
  }()

  static func command(for key: Key, in context: KeyContext) -> Command? {
    commands[context]?[key]
  }

  static func bindings(in context: KeyContext) -> [Binding] {
    table.filter { $0.contexts.contains(context) }
  }
}
