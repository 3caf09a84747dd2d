import IncidentStore
import Incidents
import TerminalKit

/// Draws the line of a filter above the last one: over it what may stand at the caret, under it what is
/// wrong, and where, or what the field at the caret is about.
struct FilterPromptView {
  let prompt: FilterPrompt
  let state: DashboardState
  /// The last line of the screen.
  let row: Int

  private static let label = "filter "

  func draw(on grid: inout Grid) {
    let columns = drawLine(y: row - 1, on: &grid)
    grid.clear(Rect(x: 0, y: row, width: grid.size.width, height: 1), role: .input)
    if let error = prompt.shownError {
      draw(error, under: columns, on: &grid)
    } else {
      drawHelp(on: &grid)
      drawCandidates(y: row - 2, on: &grid)
    }
  }

  // MARK: The line

  /// - Returns: the column of every character that is in sight, and of the end.
  private func drawLine(y: Int, on grid: inout Grid) -> [Int: Int] {
    let width = grid.size.width
    let characters = prompt.editor.characters
    let caret = prompt.editor.caret
    grid.clear(Rect(x: 0, y: y, width: width, height: 1), role: .input)
    let hits = hits
    let end = width - 1 - (hits.isEmpty ? 0 : displayWidth(hits) + 2)
    if !hits.isEmpty { grid.put(hits, endingAt: width - 1, y: y, role: .filterCount) }
    var x = grid.put(Self.label, x: 1, y: y, limit: end, role: .prompt)
    let first = prompt.editor.firstInSight(cells: end - x - 1)
    let wrong = wrongCharacters
    var columns: [Int: Int] = [:]
    for (index, character) in characters.enumerated().dropFirst(first) {
      columns[index] = x
      x = grid.put(
        String(character), x: x, y: y, limit: end,
        role: wrong?.contains(index) == true ? .promptError : .input)
    }
    columns[characters.count] = x
    grid.cursor = Point(x: min(columns[caret] ?? x, width - 1), y: y)
    if prompt.shownError == nil, caret == characters.count, prompt.cycle == nil {
      grid.put(prompt.completion.ghost, x: x, y: y, limit: end, role: .promptSuggestion)
    }
    return columns
  }

  /// How many incidents the filter finds. Empty while the line cannot be read: what is listed then is
  /// what an earlier one found.
  private var hits: String {
    if prompt.error != nil { return "" }
    guard state.incidents.isCurrent, let total = state.incidents.window?.total else {
      return "counting\(state.symbols.ellipsis)"
    }
    return "\(grouped(total)) found"
  }

  // MARK: What is wrong

  /// The characters of the line that the error is about.
  private var wrongCharacters: Range<Int>? {
    prompt.shownError.map { error in
      let bytes = prompt.editor.text.utf8
      func characters(upTo byte: Int) -> Int { String(Substring(bytes.prefix(byte))).count }
      return characters(upTo: error.range.lowerBound)..<characters(upTo: error.range.upperBound)
    }
  }

  private func draw(_ error: FilterError, under columns: [Int: Int], on grid: inout Grid) {
    let wrong = wrongCharacters ?? 0..<0
    if state.symbols.isPlain {
      let characters = prompt.editor.characters
      let words = String(characters[wrong.clamped(to: characters.indices)])
      let sentence = "\(error.problem); \(error.hint)"
      return grid.say(sentence.naming(words), .promptError, upTo: row - 2)
    }
    let start = columns[wrong.lowerBound] ?? displayWidth(Self.label) + 1
    let end = max(start + 1, columns[wrong.upperBound] ?? start + 1)
    grid.point(
      from: start, to: end, saying: "\(error.problem); \(error.hint)", y: row, above: row - 1)
  }

  // MARK: What may stand here

  private func drawHelp(on grid: inout Grid) {
    let width = grid.size.width
    let words =
      prompt.completion.field.map {
        "\($0.example)  \($0.words)"
      } ?? "words look in titles; -word leaves out"
    let end = grid.put(words, x: 1, y: row, limit: width - 1, role: .hintText)
    var x = end + 3
    for binding in state.keys.bindings(in: .filter) {
      guard let hint = binding.hint, let key = binding.keys.first else { continue }
      if binding.command == .olderLine, state.typed.filters.isEmpty { continue }
      let spans = [Span(key.label, .hintKey), Span(" \(hint)", .hintText)]
      if x + spans.width > width - 1 { return }
      x = grid.put(spans, x: x, y: row) + 2
    }
  }

  private func drawCandidates(y: Int, on grid: inout Grid) {
    let completion = prompt.cycle?.completion ?? prompt.completion
    grid.put(
      candidates: completion.candidates.map(\.label), chosen: prompt.cycle?.index, y: y,
      ellipsis: state.symbols.ellipsis)
  }
}
