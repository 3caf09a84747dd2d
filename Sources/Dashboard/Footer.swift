import IncidentStore
import Incidents
import TerminalKit

/// The last line: what the person types, else what there is to say, else which keys there are. What has
/// no room on it goes on above.
struct FooterView {
  let state: DashboardState
  let row: Int

  func draw(on grid: inout Grid) {
    if let desk = state.desk {
      draw(desk, on: &grid)
    } else if let prompt = state.filterPrompt {
      FilterPromptView(prompt: prompt, state: state, row: row).draw(on: &grid)
    } else if let prompt = state.prompt {
      draw(finding: prompt.text, isMissing: prompt.isMissing, on: &grid)
    } else if let help = state.help, help.isTyping {
      draw(finding: help.wanted, isMissing: false, on: &grid)
    } else if state.isSorting {
      grid.say(sortingWords, .hintText, upTo: row)
    } else if let words = state.confirmationWords {
      grid.say(words, .msgWarn, upTo: row)
    } else if let message = state.message {
      grid.say(message.text, message.role, upTo: row)
    } else if let problem = state.storeProblem {
      grid.say(problem.sentence, .msgError, upTo: row)
    } else {
      drawHints(on: &grid)
    }
  }

  private func draw(finding wanted: String, isMissing: Bool, on grid: inout Grid) {
    let end = grid.size.width - 1
    // The end of a long text stays in sight, for that is where the person types.
    var text = wanted
    while displayWidth(text) > end - 2 { text.removeFirst() }
    grid.put("/", x: 0, y: row, role: .prompt)
    let caret = grid.put(text, x: 1, y: row, limit: end, role: .input)
    grid.cursor = Point(x: caret, y: row)
    if isMissing {
      grid.put("  nothing matches", x: caret + 1, y: row, limit: end, role: .promptError)
    } else {
      drawHints(on: &grid, from: max(caret + 3, 24))
    }
  }

  private func drawHints(on grid: inout Grid, from start: Int = 1) {
    grid.clear(
      Rect(x: start - 1, y: row, width: grid.size.width - start + 1, height: 1), role: .hintText)
    var x = start
    if state.symbols.isPlain, start == 1 { x = grid.put("Keys: ", x: 0, y: row, role: .hintText) }
    for binding in state.keys.bindings(in: state.context) {
      guard let hint = binding.hint, let key = binding.keys.first, isOfUse(binding.command)
      else { continue }
      let spans = [
        Span(key.label, .hintKey),
        Span(" \(word(for: binding.command) ?? hint)", .hintText),
      ]
      if x + spans.width > grid.size.width - 1 { return }
      x = grid.put(spans, x: x, y: row) + 2
    }
  }

  /// `sort by: l last report  f first report …`
  private var sortingWords: [String] {
    let hints = state.hints(in: .sorting)
    return ["sort by: \(hints.first ?? "")"] + hints.dropFirst()
  }

  /// Where a key does something else for the moment.
  private func word(for command: Command) -> String? {
    switch command {
    case .backOrQuit where state.isAtRoot: "quit"
    case .acknowledge where !state.markedForDeeds.isEmpty: "ack marked"
    case .copyCitation where !state.markedForDeeds.isEmpty: "cite marked"
    case .pause where state.pause != nil: "go on"
    case .nextMatch where search != nil: "next match"
    default: nil
    }
  }

  /// What `n` looks for. `nil`: changes.
  private var search: String? {
    switch state.focus {
    case .detail: state.detail.search
    case .incidents, .regions: state.incidents.search
    case .changes, .feeds, .map, .heat: nil
    }
  }

  /// Only what a key would do now.
  private func isOfUse(_ command: Command) -> Bool {
    switch command {
    case .readSentence:
      state.detail.lines.indices.contains(state.detail.index)
        && state.detail.lines[state.detail.index].target != nil
    case .nextReport: (state.detail.subject?.dossier.reports.count ?? 0) > 1
    case .markSeen:
      !state.incidents.news.isEmpty || state.newIncidents > 0 || state.unseenChanges > 0
    case .nextMatch:
      search != nil || state.unseenChanges > 0 && [.incidents, .regions].contains(state.focus)
    case .openHelp: !HeaderView(state: state, layout: state.layout).saysHelp
    case .openIncident, .mark: state.incidents.selected != nil
    case .search: ![.map, .heat].contains(state.focus)
    case .openChange: state.changes.selected != nil
    case .acknowledge:
      state.deskIncident != nil && state.moment == nil
        && state.incidents.query.attention != .acknowledged
    case .snooze, .rate: state.deskIncident != nil && state.moment == nil
    case .undo: state.moment == nil
    case .attention: state.person != nil && state.hasPutAside
    case .later: state.moment != nil
    case .openSource, .copyCitation, .editText: state.deskIncident != nil
    case .changesPane: state.focus != .changes
    case .feedsPane: state.focus != .feeds
    case .mapPane: state.focus != .map
    case .heatPane: state.focus != .heat
    case .heatMeasure: state.heat.activity?.rows.isEmpty == false
    default: true
    }
  }
}

extension DashboardState {
  /// `y do it`, `Esc leave it`: each key with its word.
  func hints(in context: KeyContext) -> [String] {
    keys.bindings(in: context).compactMap { binding in
      guard let hint = binding.hint, let key = binding.keys.first else { return nil }
      return "\(key.label) \(hint)"
    }
  }
}

// MARK: - The command line

extension FooterView {
  /// On the last line; above it while that says what is wrong with it.
  private func draw(_ desk: DeskPrompt, on grid: inout Grid) {
    let width = grid.size.width
    let y = desk.error == nil ? row : row - 1
    grid.clear(Rect(x: 0, y: y, width: width, height: row - y + 1), role: .input)
    grid.put(":", x: 0, y: y, role: .prompt)
    let characters = desk.editor.characters
    let first = desk.editor.firstInSight(cells: width - 3)
    var x = 1
    var columns: [Int: Int] = [:]
    for (index, character) in characters.enumerated().dropFirst(first) {
      columns[index] = x
      let isWrong = desk.error?.range.contains(index) ?? false
      x = grid.put(String(character), x: x, y: y, role: isWrong ? .promptError : .input)
    }
    columns[characters.count] = x
    grid.cursor = Point(x: min(columns[desk.editor.caret] ?? x, width - 1), y: y)

    if let error = desk.error {
      if state.symbols.isPlain {
        let wrong = String(characters[error.range.clamped(to: characters.indices)])
        return grid.say(error.sentence.naming(wrong), .promptError, upTo: y - 1)
      }
      let start = min(columns[error.range.lowerBound] ?? 1, width - 1)
      let end = max(start + 1, columns[error.range.upperBound] ?? start + 1)
      return grid.point(from: start, to: end, saying: error.sentence, y: row, above: y)
    }
    x = grid.put(state.deskSuggestion, x: x, y: y, limit: width - 1, role: .promptSuggestion)
    drawHelp(for: desk, on: &grid)
    let start = max(x + 3, width / 2)
    if start < width - 8 { drawHints(on: &grid, from: start) }
  }

  /// Above the line: how the command is written, and what may stand at the caret.
  private func drawHelp(for desk: DeskPrompt, on grid: inout Grid) {
    let completion =
      desk.cycle?.completion
      ?? DeskCompletion(of: desk.editor.beforeCaret, about: state.deskSubject)
    var y = row - 1
    if !completion.candidates.isEmpty {
      grid.put(
        candidates: completion.candidates, chosen: desk.cycle?.index, y: y,
        ellipsis: state.symbols.ellipsis)
      y -= 1
    }
    let first = desk.editor.text.prefix { $0 != " " }
    guard let verb = DeskVerb(typed: String(first)), first.count < desk.editor.characters.count
    else { return }
    let form = verb.form
    let because = form.takesReason && verb != .unverifiable ? " [because WHY]" : ""
    let marked = verb.actsOnMany ? state.markedForDeeds.count : 0
    let them = marked > 0 ? " (\(incidentWords(marked)) marked)" : ""
    grid.say(
      "\(verb.written)\(because) \(state.symbols.dash) \(form.words)\(them)", .popup, upTo: y)
  }
}

extension Grid {
  /// Carets on the line `y` under what is wrong, from one column to another, and beside them why; above
  /// the line that is pointed at where that has no room.
  mutating func point(
    from start: Int, to end: Int, saying sentence: String, y: Int, above line: Int
  ) {
    let carets = String(repeating: "^", count: end - start)
    let after = put(carets, x: start, y: y, limit: size.width, role: .promptError)
    if after + 1 + displayWidth(sentence) < size.width {
      put(sentence, x: after + 1, y: y, role: .promptError)
    } else if displayWidth(sentence) + 2 < start {
      put(sentence, endingAt: start - 1, y: y, role: .promptError)
    } else {
      say(sentence, .promptError, upTo: line - 1)
    }
  }

  /// A sentence that ends on the line `last`, and begins above it where it is long.
  mutating func say(_ text: String, _ role: Role, upTo last: Int) { say([text], role, upTo: last) }

  /// The same of parts with two blanks between them; what has room on a line is on one.
  mutating func say(_ parts: [String], _ role: Role, upTo last: Int) {
    let width = max(1, size.width - 2)
    var lines: [String] = []
    for part in parts {
      if let line = lines.last, displayWidth(line) + 2 + displayWidth(part) <= width {
        lines[lines.count - 1] = "\(line)  \(part)"
      } else {
        lines += wrappedLines(of: part, width: width).map { String(part.part(utf8: $0)) }
      }
    }
    for (index, line) in lines.prefix(last + 1).enumerated() {
      let y = last - min(lines.count, last + 1) + 1 + index
      clear(Rect(x: 0, y: y, width: size.width, height: 1), role: role)
      put(line, x: 1, y: y, role: role)
    }
  }

  /// Candidates of a completion: as many as have room, with the chosen one among them.
  mutating func put(candidates: [String], chosen: Int?, y: Int, ellipsis: Character) {
    guard !candidates.isEmpty else { return }
    clear(Rect(x: 0, y: y, width: size.width, height: 1), role: .popup)
    var first = 0
    func end(from first: Int, to last: Int) -> Int {
      candidates[first...last].reduce(1) { $0 + displayWidth($1) + 2 }
    }
    if let chosen {
      while first < chosen, end(from: first, to: chosen) > size.width - 4 { first += 1 }
    }
    var x = 1
    for (index, candidate) in candidates.enumerated().dropFirst(first) {
      if x + displayWidth(candidate) > size.width - 3, index > first {
        put(String(ellipsis), x: x, y: y, role: .promptSuggestion)
        return
      }
      let end = put(candidate, x: x, y: y, limit: size.width - 1, role: .promptSuggestion)
      if index == chosen { paint(Rect(x: x, y: y, width: end - x, height: 1), over: .cursor) }
      x = end + 2
    }
  }
}
