import TerminalKit

/// One line of text with a caret in it.
struct LineEditor: Equatable, Sendable {
  private(set) var characters: [Character]
  /// Before which character it stands.
  private(set) var caret: Int

  init(_ text: String = "") {
    characters = Array(text)
    caret = characters.count
  }

  var text: String { String(characters) }
  var beforeCaret: String { String(characters[..<caret]) }

  mutating func insert(_ character: Character) {
    characters.insert(character, at: caret)
    caret += 1
  }

  /// Puts `text` in the place of what stands from `start` up to the caret.
  mutating func replace(from start: Int, with text: String) {
    characters.replaceSubrange(start..<caret, with: text)
    caret = start + text.count
  }

  mutating func moveCaret(to position: Int) { caret = min(max(0, position), characters.count) }

  /// Follows a command that edits. `false` when `command` does not.
  mutating func edit(_ command: Command) -> Bool {
    switch command {
    case .caretLeft: moveCaret(to: caret - 1)
    case .caretRight: moveCaret(to: caret + 1)
    case .caretHome: caret = 0
    case .caretEnd: caret = characters.count
    case .eraseCharacter: if caret > 0 { replace(from: caret - 1, with: "") }
    case .eraseForward: if caret < characters.count { characters.remove(at: caret) }
    case .eraseWord:
      let gap = characters[..<caret].lastIndex { $0 != " " } ?? 0
      let start = characters[..<gap].lastIndex(of: " ").map { $0 + 1 } ?? 0
      replace(from: start, with: "")
    case .eraseAll: self = LineEditor()
    default: return false
    }
    return true
  }
}
