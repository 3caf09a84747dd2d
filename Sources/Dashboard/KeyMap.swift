import TerminalKit

/// What a person can ask for. The one table of ``KeyMap`` says by which keys, in which words and where.
enum Command: CaseIterable, Sendable {
  case up, down, pageUp, pageDown, halfUp, halfDown, first, last
  case unfold, fold
  case openIncident, openChange, toRegions
  case readSentence, nextSection, previousSection, nextReport, previousReport
  case nextPane, previousPane, zoom
  case regionsPane, incidentsPane, detailPane, changesPane, feedsPane
  case mapPane, mapLeft, mapRight, zoomIn, zoomOut, panUp, panDown, panLeft, panRight, fitMap
  case heatPane, heatMeasure, toIncidents
  case search, nextMatch, previousMatch
  case filter, keepFilter, leaveFilter
  case sort, sortByLast, sortByFirst, sortByKind, sortByTitle, sortByRegion, sortByStatus
  case sortByOrigins, sortByGrade, sortByOfficial, sortBySilence, sortByReports, leaveSorting
  case keepSearch, cancelSearch, eraseCharacter, eraseAll
  case openPalette, runEntry, leavePalette, searchHelp
  case placeBefore, placeAfter, followHead
  case mark, markRange, confirmDeeds, leaveConfirming
  case openColumns, toggleColumn, narrower, wider, columnUp, columnDown, automaticColumns
  case keepColumns, leaveColumns
  case openDesk, rate, acknowledge, snooze, undo, attention, markSeen
  case runLine, leaveLine, nextCandidate, previousCandidate, olderLine, newerLine
  case caretLeft, caretRight, caretHome, caretEnd, eraseForward, eraseWord
  case earlier, later
  case openSource, editText, pageSection, copyCitation, copyJSON
  case openThemes, keepTheme, leaveThemes
  case pause, openHelp, closeHelp, repaint, suspend, toggleMouse, back, backOrQuit, quit
}

/// Where a key is pressed: the pane with the focus, or what lies over it.
enum KeyContext: CaseIterable, Sendable {
  case regions, incidents, detail
  /// The detail pane while it shows a source's text.
  case text
  case changes, feeds, map, heat
  /// The line in which one types what to find.
  case prompt
  /// The line in which one types which incidents to show.
  case filter
  /// The command line.
  case desk
  /// Where a column's letter is awaited.
  case sorting
  /// Where a person says whether so much is meant.
  case confirming
  /// The list of columns.
  case columns
  case help
  /// The list of themes.
  case themes
  /// The list of all commands, with its line to type in.
  case palette

  static let panes: Set<Self> = [
    .regions, .incidents, .detail, .text, .changes, .feeds, .map, .heat,
  ]
}

/// One command with its keys. Keys, hint line and help overlay all come from here.
struct Binding: Equatable, Sendable {
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

/// Which key does what where.
public struct KeyMap: Equatable, Sendable {
  /// In the order in which hints and help show them.
  let bindings: [Binding]
  private let commands: [KeyContext: [Key: Command]]
  private let places: [Command: Set<KeyContext>]

  /// As it comes with the program.
  public static let standard = KeyMap(table)

  init(_ bindings: [Binding]) {
    self.bindings = bindings
    var commands: [KeyContext: [Key: Command]] = [:]
    for binding in bindings {
      for context in binding.contexts {
        for key in binding.keys { commands[context, default: [:]][key] = binding.command }
      }
    }
    self.commands = commands
    places = bindings.reduce(into: [:]) { $0[$1.command, default: []].formUnion($1.contexts) }
  }

  func command(for key: Key, in context: KeyContext) -> Command? { commands[context]?[key] }

  func bindings(in context: KeyContext) -> [Binding] {
    bindings.filter { $0.contexts.contains(context) }
  }

  /// Where a command does something, with a key or without.
  func places(of command: Command) -> Set<KeyContext> { places[command] ?? [] }
}

extension KeyMap {
  private static let panes = KeyContext.panes
  private static let detail: Set<KeyContext> = [.detail, .text]
  /// Where an incident is selected.
  private static let ofIncident: Set<KeyContext> = [.incidents, .detail, .text, .changes]
  /// Where there is a next match, or a next change.
  private static let matches = panes.subtracting([.feeds, .map, .heat])
  static let typing: Set<KeyContext> = [.prompt, .filter, .desk, .palette]
  /// Lines with a caret that can be moved, with completion and with history.
  private static let lines: Set<KeyContext> = [.filter, .desk]
  private static let carets = lines.union([.palette])
  private static let lists = panes.subtracting([.map]).union([.help, .themes, .columns])
  private static let everywhere = Set(KeyContext.allCases)

  /// Every command, with the keys that it has unless the person says otherwise.
  static let table: [Binding] = [
    Binding(
      .unfold, [.enter, .right, .character("l")], hint: "open", "unfold; then on to the incidents",
      in: [.regions]),
    Binding(
      .fold, [.character("h"), .left], hint: "fold", "fold; then up to the country", in: [.regions]),
    Binding(
      .openIncident, [.enter, .right, .character("l")], hint: "open", "open the detail",
      in: [.incidents]),
    Binding(
      .openChange, [.enter, .right, .character("l")], hint: "open",
      "open the incident at its changes", in: [.changes]),
    Binding(
      .toRegions, [.character("h"), .left], "to the regions",
      in: [.incidents, .changes, .feeds, .heat]),
    Binding(
      .toIncidents, [.enter], hint: "incidents", "the incidents of the selected region",
      in: [.map, .heat]),
    Binding(
      .heatMeasure, [.character("w")], hint: "without word",
      "all reports, or those of incidents without an official word", in: [.heat]),
    Binding(
      .zoomIn, [.character("+"), .character("=")], hint: "nearer", "nearer", in: [.map]),
    Binding(.zoomOut, [.character("-")], hint: "further", "further away", in: [.map]),
    Binding(
      .fitMap, [.character("0")], hint: "fit", "as near as the selected region has room",
      in: [.map]),
    Binding(.up, [.character("k"), .up], "the next region to the north", in: [.map]),
    Binding(.down, [.character("j"), .down], "the next region to the south", in: [.map]),
    Binding(.mapLeft, [.character("h"), .left], "the next region to the west", in: [.map]),
    Binding(.mapRight, [.character("l"), .right], "the next region to the east", in: [.map]),
    Binding(.panUp, [.character("K"), .shift(.up)], "move the map to the north", in: [.map]),
    Binding(.panDown, [.character("J"), .shift(.down)], "move the map to the south", in: [.map]),
    Binding(.panLeft, [.character("H"), .shift(.left)], "move the map to the west", in: [.map]),
    Binding(.panRight, [.character("L"), .shift(.right)], "move the map to the east", in: [.map]),
    Binding(
      .readSentence, [.enter], hint: "read", "read the sentence that this line rests on",
      in: [.detail]),
    Binding(
      .nextSection, [.character("l"), .right], hint: "next section", "next section", in: detail),
    Binding(
      .previousSection, [.character("h"), .left], "previous section; then back to the incidents",
      in: detail),
    Binding(
      .nextReport, [.character("J")], hint: "next report", "the next report's text", in: [.text]),
    Binding(.previousReport, [.character("K")], "the previous report's text", in: [.text]),
    Binding(
      .search, [.character("/")], hint: "find", "find in titles, or in the open detail", in: panes),
    Binding(
      .filter, [.character("f")], hint: "filter", "which incidents to show, such as silent>6h",
      in: panes),
    Binding(
      .sort, [.character("s")], hint: "sort", "sort by a column; again, the other way round",
      in: [.regions, .incidents]),
    Binding(
      .openDesk, [.character(":")], hint: "command",
      "the command line: rate, confirm, merge and more",
      in: panes),
    Binding(
      .later, [.character("]")], hint: "later", "as of the change after, up to now", in: panes),
    Binding(
      .nextMatch, [.character("n")], hint: "next change",
      "next match; without a search, the next changed incident", in: matches),
    Binding(
      .previousMatch, [.character("N")], "the same, backwards: previous match or changed incident",
      in: matches),
    Binding(
      .markSeen, [.character("c")], hint: "seen",
      "mark all changes as seen; no row is new any more",
      in: [.regions, .incidents, .changes]),
    Binding(
      .acknowledge, [.character("a")], hint: "ack",
      "acknowledge: hide it until it changes in a way that matters", in: ofIncident),
    Binding(
      .attention, [.character("A")], hint: "put aside",
      "turn from what is due to what is acknowledged, snoozed, all", in: [.regions, .incidents]),
    Binding(
      .openHelp, [.character("?")], hint: "help",
      "help: the keys here, and what words and glyphs mean", in: panes),
    Binding(
      .backOrQuit, [.character("q")], hint: "back", "one level back; at the root, quit",
      in: panes.union([.help])),
    Binding(
      .openPalette, [.control("p")], hint: "palette", "every command with its key, to be searched",
      in: panes),
    Binding(.nextPane, [.tab], hint: "pane", "next pane", in: panes),
    Binding(
      .mark, [.character(" ")], hint: "mark", "mark the incident, or take its mark away; then down",
      in: [.incidents]),
    Binding(
      .markRange, [.character("v")], "mark all from here to where you go; again, ends the range",
      in: [.incidents]),
    Binding(.changesPane, [.character("4")], hint: "changes", "the pane of changes", in: panes),
    Binding(.feedsPane, [.character("5")], hint: "feeds", "the pane of feeds", in: panes),
    Binding(
      .mapPane, [.character("m")], hint: "map", "the map around the selected region", in: panes),
    Binding(
      .heatPane, [.character("H")], hint: "heat", "regions by hours: how much was reported",
      in: panes.subtracting([.map])),
    Binding(.rate, [.character("r")], hint: "rate", "rate the source behind it", in: ofIncident),
    Binding(.snooze, [.character("S")], hint: "snooze", "snooze it for a time", in: ofIncident),
    Binding(.undo, [.character("u")], hint: "undo", "undo your latest act", in: panes),
    Binding(
      .openSource, [.character("o")], hint: "web", "open its source's address in the browser",
      in: ofIncident),
    Binding(
      .copyCitation, [.character("y")], hint: "cite",
      "copy a line to quote it by; with marks, one for each", in: ofIncident),
    Binding(
      .copyJSON, [.character("Y")],
      "copy it as JSON, as show ID --json has it; with marks, all",
      in: ofIncident),
    Binding(
      .editText, [.character("e")], hint: "editor", "read the source's text in $VISUAL or $EDITOR",
      in: ofIncident),
    Binding(
      .pageSection, [.character("|")], hint: "pager", "read this section in $PAGER", in: detail),
    Binding(
      .earlier, [.character("[")], hint: "earlier",
      "as of the change before; in the detail, of its incident", in: panes),
    Binding(
      .zoom, [.character("z")], hint: "zoom", "give the pane the whole screen, or take it back",
      in: panes),
    Binding(
      .pause, [.character("p")], hint: "pause", "pause live refresh; again, take it up", in: panes),
    Binding(
      .followHead, [.character("F")], hint: "follow",
      "stay at the latest report as it comes; any movement ends that", in: [.regions, .incidents]),
    Binding(
      .placeBefore, [.character("-"), .character("<")],
      "back to the place before: region, filter, order, pane", in: panes.subtracting([.map])),
    Binding(
      .placeAfter, [.character("+"), .character("="), .character(">")],
      "forward to the place after", in: panes.subtracting([.map])),
    Binding(
      .placeBefore, [.character("<")], "back to the place before: region, filter, order, pane",
      in: [.map]),
    Binding(.placeAfter, [.character(">")], "forward to the place after", in: [.map]),
    Binding(
      .openColumns, [.character("C")], "choose the columns of the list, and see each at once",
      in: [.regions, .incidents]),
    Binding(.openThemes, [.character("t")], "choose a theme, and see each at once", in: panes),
    Binding(
      .back, [.escape], "one level back; at the root, back to live", in: panes.union([.help])),
    Binding(.previousPane, [.backTab], "previous pane", in: panes),
    Binding(.regionsPane, [.character("1")], "the pane of regions", in: panes),
    Binding(.incidentsPane, [.character("2")], "the pane of incidents", in: panes),
    Binding(.detailPane, [.character("3")], "the pane of the detail", in: panes),

    Binding(.up, [.character("k"), .up], "a row up", in: lists),
    Binding(.down, [.character("j"), .down], "a row down", in: lists),
    Binding(.pageUp, [.pageUp], "a page up", in: lists.union([.palette])),
    Binding(.pageDown, [.pageDown], "a page down", in: lists.union([.palette])),
    Binding(.halfUp, [.control("u")], "half a page up", in: lists),
    Binding(.halfDown, [.control("d")], "half a page down", in: lists),
    Binding(.first, [.character("g"), .home], "the first row", in: lists),
    Binding(.last, [.character("G"), .end], "the last row", in: lists),

    Binding(
      .runEntry, [.enter], hint: "do", "do it, as its key would have done", in: [.palette]),
    Binding(.up, [.up, .control("p")], "a row up", in: [.palette]),
    Binding(.down, [.down, .control("n")], "a row down", in: [.palette]),
    Binding(.leavePalette, [.escape], hint: "cancel", "close the palette", in: [.palette]),
    Binding(
      .searchHelp, [.character("/")], hint: "find", "show only the lines with a word", in: [.help]),

    Binding(.keepSearch, [.enter], hint: "keep", "stay at the match", in: [.prompt]),
    Binding(.cancelSearch, [.escape], hint: "cancel", "back to where you were", in: [.prompt]),
    Binding(.runLine, [.enter], hint: "do", "do what the line says", in: [.desk]),
    Binding(.keepFilter, [.enter], hint: "keep", "keep this filter", in: [.filter]),
    Binding(.nextCandidate, [.tab], hint: "complete", "complete; again, the next", in: lines),
    Binding(.previousCandidate, [.backTab], "the candidate before", in: lines),
    Binding(.leaveFilter, [.escape], hint: "cancel", "back to the filter before", in: [.filter]),
    Binding(.leaveLine, [.escape], hint: "cancel", "leave the command line", in: [.desk]),
    Binding(.olderLine, [.up], hint: "history", "the line before", in: lines),
    Binding(.newerLine, [.down], "the line after", in: lines),
    Binding(.caretLeft, [.left], "a character to the left", in: carets),
    Binding(.caretRight, [.right], "a character to the right", in: carets),
    Binding(.caretHome, [.home, .control("a")], "to the start", in: carets),
    Binding(.caretEnd, [.end, .control("e")], "to the end", in: carets),
    Binding(.eraseCharacter, [.backspace, .control("h")], "erase a character", in: typing),
    Binding(.eraseForward, [.delete], "erase the character to the right", in: carets),
    Binding(.eraseWord, [.control("w")], "erase a word", in: carets),
    Binding(.eraseAll, [.control("u")], hint: "erase", "erase all", in: typing),

    Binding(.sortByLast, [.character("l")], hint: "last", "last report", in: [.sorting]),
    Binding(.sortByFirst, [.character("f")], hint: "first", "first report", in: [.sorting]),
    Binding(.sortByKind, [.character("k")], hint: "kind", "kind", in: [.sorting]),
    Binding(.sortByTitle, [.character("t")], hint: "title", "title", in: [.sorting]),
    Binding(.sortByRegion, [.character("r")], hint: "region", "region's code", in: [.sorting]),
    Binding(
      .sortByStatus, [.character("e")], hint: "evidence", "evidence: the best known first",
      in: [.sorting]),
    Binding(.sortByOrigins, [.character("n")], hint: "origins", "origins", in: [.sorting]),
    Binding(.sortByGrade, [.character("g")], hint: "grade", "grade of the root", in: [.sorting]),
    Binding(
      .sortByOfficial, [.character("o")], hint: "official", "official: what was said first",
      in: [.sorting]),
    Binding(
      .sortBySilence, [.character("s")], hint: "silence", "silence: the longest first",
      in: [.sorting]),
    Binding(
      .sortByReports, [.character("m")], hint: "reports", "reports: the most first",
      in: [.sorting]),
    Binding(.leaveSorting, [.escape], hint: "cancel", "leave the order as it is", in: [.sorting]),

    Binding(
      .toggleColumn, [.character(" ")], hint: "on/off", "show the column, or hide it",
      in: [.columns]),
    Binding(.keepColumns, [.enter], hint: "keep", "keep these columns", in: [.columns]),
    Binding(
      .leaveColumns, [.escape, .character("q"), .character("C")], hint: "cancel",
      "back to the columns from before", in: [.columns]),
    Binding(.narrower, [.character("<")], hint: "narrower", "narrower", in: [.columns]),
    Binding(.wider, [.character(">")], hint: "wider", "wider", in: [.columns]),
    Binding(.columnDown, [.character("J")], hint: "down", "further to the right", in: [.columns]),
    Binding(.columnUp, [.character("K")], hint: "up", "further to the left", in: [.columns]),
    Binding(
      .automaticColumns, [.character("0")], hint: "auto",
      "those that say most in the room there is", in: [.columns]),

    Binding(
      .confirmDeeds, [.character("y"), .enter], hint: "do it", "do it to all of them",
      in: [.confirming]),
    Binding(
      .leaveConfirming, [.escape, .character("n"), .character("q")], hint: "leave it", "do nothing",
      in: [.confirming]),

    Binding(.keepTheme, [.enter], hint: "keep", "keep this theme", in: [.themes]),
    Binding(
      .leaveThemes, [.escape, .character("q"), .character("t")], hint: "cancel",
      "back to the theme from before", in: [.themes]),
    Binding(.closeHelp, [.character("?"), .enter], hint: "close", "close the help", in: [.help]),
    Binding(.repaint, [.control("l")], "paint the screen anew", in: everywhere),
    Binding(
      .toggleMouse, [.function(2)], "the mouse selects and opens; again, gives it back",
      in: everywhere),
    Binding(.suspend, [.control("z")], "suspend the program", in: everywhere),
    Binding(.quit, [.character("Q")], "quit", in: lists.union([.map])),
    Binding(.quit, [.control("c")], "quit from anywhere", in: everywhere),
  ]
}
