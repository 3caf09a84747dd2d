import IncidentStore
import Incidents
import TerminalKit

/// The last line: what the person types, else what there is to say, else which keys there are.
struct FooterView {
  let state: DashboardState
  let row: Int

  func draw(on grid: inout Grid) {
    if let prompt = state.prompt {
      draw(prompt, on: &grid)
    } else if let message = state.message {
      grid.put(message.text, x: 1, y: row, role: message.role)
    } else if let problem = state.storeProblem {
      grid.put(problem.sentence, x: 1, y: row, role: .msgError)
    } else {
      drawHints(on: &grid)
    }
  }

  private func draw(_ prompt: SearchPrompt, on grid: inout Grid) {
    let end = grid.size.width - 1
    // The end of a long text stays in sight, for that is where the person types.
    var text = prompt.text
    while displayWidth(text) > end - 2 { text.removeFirst() }
    grid.put("/", x: 0, y: row, role: .prompt)
    let caret = grid.put(text, x: 1, y: row, limit: end, role: .input)
    grid.cursor = Point(x: caret, y: row)
    if prompt.isMissing {
      grid.put("  nothing matches", x: caret + 1, y: row, limit: end, role: .promptError)
    } else {
      drawHints(on: &grid, from: max(caret + 3, 24))
    }
  }

  private func drawHints(on grid: inout Grid, from start: Int = 1) {
    grid.clear(
      Rect(x: start - 1, y: row, width: grid.size.width - start + 1, height: 1), role: .hintText)
    var x = start
    for binding in KeyMap.bindings(in: state.context) {
      guard let hint = binding.hint, isOfUse(binding.command) else { continue }
      let spans = [
        Span(binding.keys[0].label, .hintKey),
        Span(" \(word(for: binding.command) ?? hint)", .hintText),
      ]
      if x + spans.width > grid.size.width - 1 { return }
      x = grid.put(spans, x: x, y: row) + 2
    }
  }

  /// Where a key does something else for the moment.
  private func word(for command: Command) -> String? {
    switch command {
    case .backOrQuit where state.isAtRoot: "quit"
    case .pause where state.pause != nil: "follow"
    default: nil
    }
  }

  /// Only what a key would do now.
  private func isOfUse(_ command: Command) -> Bool {
    switch command {
    case .readSentence:
      state.detail.lines.indices.contains(state.detail.index)
        && state.detail.lines[state.detail.index].target != nil
    case .nextReport: (state.detail.subject?.dossier.reports.count ?? 0) > 1
    case .clearMarks: !state.incidents.marks.isEmpty || state.newIncidents > 0
    case .nextMatch: (state.focus == .detail ? state.detail.search : state.incidents.search) != nil
    case .openIncident: state.incidents.selected != nil
    default: true
    }
  }
}
