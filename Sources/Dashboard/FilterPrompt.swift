import IncidentStore
import Incidents
import TerminalKit

/// The line in which a person types which incidents to show. The list follows as they type; what cannot
/// be read leaves it as it was.
struct FilterPrompt: Equatable, Sendable {
  /// Candidates that Tab goes through.
  struct Cycle: Equatable, Sendable {
    var completion: FilterCompletion
    var index: Int
  }

  var editor: LineEditor
  /// What held when the line was opened, to come back to.
  var before: IncidentFilter
  var selection: ListPosition?
  /// Why the line as it stands cannot be taken.
  var error: FilterError?
  /// What may stand at the caret.
  var completion = FilterCompletion()
  var cycle: Cycle?
  var recall = LineRecall()
  /// The person has asked for what cannot be read, and is to be told why.
  var isInsistent = false

  /// What can be taken of the line already: a word is not looked for in titles while it is being typed
  /// and may become the name of a field, or is a single letter.
  var readable: String {
    let text = editor.text
    guard editor.caret == editor.characters.count, let word = FilterWord.split(text).last,
      word.range.upperBound == text.utf8.count, word.name == nil, word.values.count == 1,
      let value = word.values.first, !value.isQuoted,
      value.text.count < 2
        || FilterField.allCases.contains(where: {
          $0.rawValue.hasPrefix(value.text.lowercased())
        })
    else { return text }
    return String(Substring(text.utf8.prefix(word.range.lowerBound)))
  }

  /// A word that is still being typed is not wrong yet: what may become of it is shown instead.
  var shownError: FilterError? {
    guard let error else { return nil }
    let isBeingTyped =
      editor.caret == editor.characters.count
      && error.range.upperBound == editor.text.utf8.count && !completion.candidates.isEmpty
    return isBeingTyped && !isInsistent ? nil : error
  }
}

extension DashboardState {
  mutating func openFilter() -> [Effect] {
    let effects = go(to: [.regions, .map].contains(focus) ? focus : .incidents)
    let text = incidents.query.filter.description
    filterPrompt = FilterPrompt(
      editor: LineEditor(text.isEmpty ? "" : text + " "), before: incidents.query.filter,
      selection: incidents.selection)
    complete()
    return effects + [.loadNames]
  }

  mutating func typeIntoFilter(_ character: Character) -> [Effect] {
    filterPrompt?.editor.insert(character)
    return filterWasEdited()
  }

  mutating func handleFilter(_ command: Command) -> [Effect] {
    guard let prompt = filterPrompt else { return [] }
    switch command {
    case .keepFilter: return keepFilter()
    case .leaveFilter: return leaveFilter()
    case .eraseCharacter where prompt.editor.characters.isEmpty: return keepFilter()
    case .nextCandidate: return cycle(by: 1)
    case .previousCandidate: return cycle(by: -1)
    case .olderLine: return recall(by: 1)
    case .newerLine: return recall(by: -1)
    default:
      let text = prompt.editor.text
      guard filterPrompt?.editor.edit(command) == true else { return [] }
      if filterPrompt?.editor.text != text { return filterWasEdited() }
      filterPrompt?.cycle = nil
      complete()
      return []
    }
  }

  private mutating func filterWasEdited() -> [Effect] {
    filterPrompt?.recall.end()
    filterPrompt?.cycle = nil
    return readFilter()
  }

  /// Takes the line as it stands, if it can be read.
  private mutating func readFilter() -> [Effect] {
    guard let text = filterPrompt?.readable else { return [] }
    filterPrompt?.isInsistent = false
    if filterPrompt?.cycle == nil { complete() }
    return take(text)
  }

  private mutating func take(_ text: String) -> [Effect] {
    do throws(FilterError) {
      let filter = try IncidentFilter(text, names: names.ofFilters)
      filterPrompt?.error = nil
      return show(filter)
    } catch {
      filterPrompt?.error = error
      return []
    }
  }

  private mutating func complete() {
    guard let editor = filterPrompt?.editor else { return }
    filterPrompt?.completion = FilterCompletion(of: editor.beforeCaret, names: names)
  }

  private mutating func keepFilter() -> [Effect] {
    guard let text = filterPrompt?.editor.text else { return [] }
    let effects = take(text)
    if let error = filterPrompt?.error {
      let characters = text.utf8.prefix(error.range.upperBound)
      filterPrompt?.isInsistent = true
      filterPrompt?.cycle = nil
      filterPrompt?.editor.moveCaret(to: String(Substring(characters)).count)
      return []
    }
    filterPrompt = nil
    return effects + remember(incidents.query.filter)
  }

  mutating func remember(_ filter: IncidentFilter) -> [Effect] {
    let line = filter.description
    guard !line.isEmpty else { return [] }
    typed.add(line, to: .filter)
    return [.remember(line, .filter)]
  }

  private mutating func leaveFilter() -> [Effect] {
    guard let prompt = filterPrompt else { return [] }
    filterPrompt = nil
    return show(prompt.before, landing: prompt.selection.map { .on($0) } ?? .first)
  }

  mutating func viewSaved(_ name: String) -> [Effect] {
    message = Message(
      text: "saved as \(name): :view \(name), or watchfloor --view \(name)", role: .msgOk)
    return []
  }

  /// Puts the next candidate in the place of what is typed.
  private mutating func cycle(by step: Int) -> [Effect] {
    guard var prompt = filterPrompt else { return [] }
    if var cycle = prompt.cycle {
      let count = cycle.completion.candidates.count
      cycle.index = (cycle.index + step + count) % count
      prompt.cycle = cycle
    } else if !prompt.completion.candidates.isEmpty {
      prompt.cycle = FilterPrompt.Cycle(
        completion: prompt.completion,
        index: step > 0 ? 0 : prompt.completion.candidates.count - 1)
    }
    guard let cycle = prompt.cycle else { return [] }
    let candidates = cycle.completion.candidates
    let chosen = candidates[cycle.index]
    // What stands alone is done with.
    let isDone = candidates.count == 1 && chosen.isWhole
    prompt.editor.replace(
      from: cycle.completion.start, with: chosen.text + (isDone ? " " : ""))
    if candidates.count == 1 { prompt.cycle = nil }
    filterPrompt = prompt
    return readFilter()
  }

  private mutating func recall(by step: Int) -> [Effect] {
    guard var prompt = filterPrompt,
      prompt.recall.step(step, in: typed.filters, &prompt.editor)
    else { return [] }
    prompt.cycle = nil
    filterPrompt = prompt
    return readFilter()
  }

  /// Shows what `filter` finds; in the tree of regions, too, the region that it names.
  mutating func show(
    _ filter: IncidentFilter, landing: WindowRequest.Landing = .first
  ) -> [Effect] {
    let region = filter.region
    if region != regions.selection {
      regions.select(region, height: layout.rows(of: .regions).height)
    }
    guard filter != incidents.query.filter else { return [] }
    let marking = endRange()
    let hadRegion = incidents.query.filter.region
    incidents.query.filter = filter
    incidents.query.now = now.minute
    incidents.find = nil
    arrival = nil
    return marking + [load(landing)]
      + (layout.changes == nil || hadRegion == region ? [] : [loadChanges()])
  }
}
