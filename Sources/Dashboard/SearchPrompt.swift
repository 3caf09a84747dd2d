import Foundation
import IncidentStore
import Incidents
import TerminalKit

/// The line in which a person types what to find.
struct SearchPrompt: Equatable, Sendable {
  /// Where the person was, to begin from and to come back to.
  enum Origin: Equatable, Sendable {
    case incidents(ListPosition?, search: String?)
    case detail(index: Int, search: String?)
  }

  var text = ""
  var origin: Origin
  /// The pane that had the focus.
  var pane: Pane
  /// Nothing matches.
  var isMissing = false
}

/// A search in the store that has been asked for.
struct FindRequest: Equatable, Sendable {
  var generation: Int
  var forward: Bool
  /// It has come round the end of the list.
  var isWrapped: Bool
  /// It looks for what has changed, not for a title.
  var isForChange = false
}

extension DashboardState {
  mutating func startSearch() {
    let pane = focus
    if pane == .detail {
      prompt = SearchPrompt(origin: .detail(index: detail.index, search: detail.search), pane: pane)
    } else {
      go(to: .incidents)
      prompt = SearchPrompt(
        origin: .incidents(incidents.selection, search: incidents.search), pane: pane)
    }
  }

  /// A key that is bound to nothing: text for the prompt, if one is open.
  mutating func type(_ key: Key) -> [Effect] {
    guard case .character(let character) = key else { return [] }
    if desk != nil { typeIntoDesk(character) }
    if palette != nil { typeIntoPalette(String(character)) }
    if help?.isTyping == true { typeIntoHelp(String(character)) }
    if filterPrompt != nil { return typeIntoFilter(character) }
    guard prompt != nil else { return [] }
    prompt?.text.append(character)
    return searchFromOrigin()
  }

  /// Text from elsewhere, for the line that is open. It is never taken for keys.
  mutating func paste(_ text: String) -> [Effect] {
    // The end of a line is no part of what was copied; a line is no place for a book.
    let text = text.trimmingCharacters(in: .whitespaces).prefix(500)
    if desk != nil {
      for character in text { typeIntoDesk(character) }
    } else if palette != nil {
      typeIntoPalette(String(text))
    } else if help?.isTyping == true {
      typeIntoHelp(String(text))
    } else if filterPrompt != nil {
      return text.flatMap { typeIntoFilter($0) }
    } else if prompt != nil {
      prompt?.text += text
      return searchFromOrigin()
    } else {
      let labels = [Command.search, .openDesk].compactMap { keys.label(of: $0, in: .incidents) }
      message = Message(
        text:
          "pasted text is not taken for keys; \(labels.joined(separator: " or ")) opens a line for it",
        role: .msgWarn)
    }
    return []
  }

  mutating func handlePrompt(_ command: Command) -> [Effect] {
    if help != nil { return handleHelpLine(command) }
    guard let prompt else { return [] }
    switch command {
    case .keepSearch:
      if prompt.text.isEmpty || prompt.isMissing { return cancelSearch() }
      self.prompt = nil
      return []
    case .cancelSearch: return cancelSearch()
    case .eraseCharacter:
      if prompt.text.isEmpty { return cancelSearch() }
      self.prompt?.text.removeLast()
      return searchFromOrigin()
    case .eraseAll:
      self.prompt?.text = ""
      return searchFromOrigin()
    default: return []
    }
  }

  /// `n` and `N` in the list: the next match of a search, else the next incident that has changed.
  mutating func findAgain(forward: Bool) -> [Effect] {
    if incidents.search == nil { return findChanged(forward: forward) }
    return find(from: incidents.selection, forward: forward)
  }

  /// `n` and `N` in the detail.
  mutating func findInDetailAgain(forward: Bool) {
    guard let text = detail.search else {
      let key = keys.label(of: .search, in: .detail) ?? ""
      message = Message(text: "nothing to find yet: \(key) begins a search")
      return
    }
    let count = detail.lines.count
    let step = forward ? 1 : count - 1
    let others = (1..<max(2, count)).map { (detail.index + $0 * step) % max(1, count) }
    if let found = others.first(where: { detail.lines[$0].contains(text) }) {
      detail.move(to: found, height: layout.rows(of: .detail).height)
    }
  }

  mutating func takeFound(_ position: ListPosition?, _ generation: Int) -> [Effect] {
    guard let request = incidents.find, request.generation == generation else { return [] }
    incidents.find = nil
    if let position {
      prompt?.isMissing = false
      if request.isWrapped { message = Message(text: "the search went round the end of the list") }
      return go(to: position)
    }
    if !request.isWrapped {
      return request.isForChange
        ? findChanged(from: nil, forward: request.forward)
        : find(from: nil, forward: request.forward)
    }
    if request.isForChange {
      message = Message(text: "nothing in this list has changed since you looked")
      return []
    }
    prompt?.isMissing = true
    if prompt == nil, let text = incidents.search {
      message = Message(text: "no title has \(symbols.quoted(text))", role: .msgWarn)
    }
    return []
  }

  /// Looks for the prompt's text, always from where the person was when the search began.
  private mutating func searchFromOrigin() -> [Effect] {
    guard let prompt else { return [] }
    self.prompt?.isMissing = false
    let text = prompt.text.isEmpty ? nil : prompt.text
    switch prompt.origin {
    case .incidents(let origin, _):
      incidents.search = text
      incidents.find = nil
      guard let origin else { return [] }
      let row = incidents.rows.first { $0.id == origin.id }
      if text == nil || row?.incident.title.contains(folding: prompt.text) == true {
        return go(to: origin)
      }
      return find(from: origin, forward: true)
    case .detail(let origin, _):
      detail.search = text
      let height = layout.rows(of: .detail).height
      let count = detail.lines.count
      guard let text else {
        detail.move(to: origin, height: height)
        return []
      }
      let found = (0..<count).map { (origin + $0) % count }
        .first { detail.lines[$0].contains(text) }
      detail.move(to: found ?? origin, height: height)
      self.prompt?.isMissing = found == nil
      return []
    }
  }

  private mutating func cancelSearch() -> [Effect] {
    guard let prompt else { return [] }
    self.prompt = nil
    switch prompt.origin {
    case .incidents(let origin, let search):
      incidents.search = search
      incidents.find = nil
      return (origin.map { go(to: $0) } ?? []) + go(to: prompt.pane)
    case .detail(let index, let search):
      detail.search = search
      detail.move(to: index, height: layout.rows(of: .detail).height)
      return []
    }
  }

  private mutating func find(from position: ListPosition?, forward: Bool) -> [Effect] {
    guard let text = incidents.search else { return [] }
    let generation = nextGeneration()
    incidents.find = FindRequest(
      generation: generation, forward: forward, isWrapped: position == nil)
    return [
      .find(text, incidents.query, from: position, forward: forward, generation: generation)
    ]
  }
}
