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

  /// The first character to be drawn where only so many cells are free before the caret, which stays in
  /// sight: what is too far to the left of it gives way.
  func firstInSight(cells: Int) -> Int {
    var first = 0
    while first < caret, displayWidth(String(characters[first..<caret])) > cells { first += 1 }
    return first
  }

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

/// Going through the lines from before, and back to one's own.
struct LineRecall: Equatable, Sendable {
  /// Which of them is shown, counted from the latest. `nil`: the person's own.
  private var shown: Int?
  /// What the person had typed before.
  private var draft = ""

  /// - Parameter lines: oldest first.
  /// - Returns: whether there is one that way, which `editor` then holds.
  mutating func step(_ step: Int, in lines: [String], _ editor: inout LineEditor) -> Bool {
    let wanted = (shown ?? -1) + step
    guard (-1..<lines.count).contains(wanted) else { return false }
    if shown == nil { draft = editor.text }
    shown = wanted < 0 ? nil : wanted
    editor = LineEditor(wanted < 0 ? draft : lines[lines.count - 1 - wanted])
    return true
  }

  /// The line is the person's own from now on.
  mutating func end() { shown = nil }
}
