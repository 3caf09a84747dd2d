/// How a list scrolls around its selected row.
///
/// It keeps the screen line of that row, not the row at the top: whatever comes or goes above, the
/// person's eyes stay where they are.
struct ListCursor: Equatable, Sendable {
  /// The screen line of the selected row, counted from the first row of the list's place.
  private(set) var line = 0

  /// The row at the top, when row `index` of `count` is selected and `height` rows have room.
  func top(index: Int, count: Int, height: Int) -> Int {
    let line = min(line, max(0, height - 1))
    return min(max(0, index - line), max(0, count - height))
  }

  /// Which row stands on `line` of the list's place. `nil`: none.
  func row(onLine line: Int, index: Int, count: Int, height: Int) -> Int? {
    let row = top(index: index, count: count, height: height) + line
    return (0..<height).contains(line) && row < count ? row : nil
  }

  /// Takes the selection from one row to another, scrolling no further than needed.
  mutating func move(from old: Int, to new: Int, count: Int, height: Int) {
    let top = top(index: old, count: count, height: height)
    line = min(max(0, new - top), max(0, height - 1))
  }

  /// Puts the selected row on `line`, as far as the list's ends allow.
  mutating func place(index: Int, onLine line: Int, count: Int, height: Int) {
    self.line = line
    self.line = index - top(index: index, count: count, height: height)
  }

  /// Follows a command that moves within a list. `nil` when `command` does not.
  ///
  /// - Returns: the row that is selected then.
  mutating func move(_ command: Command, from index: Int, count: Int, height: Int) -> Int? {
    let goal: Int
    switch command {
    case .up: goal = index - 1
    case .down: goal = index + 1
    case .pageUp: goal = index - height
    case .pageDown: goal = index + height
    case .halfUp: goal = index - height / 2
    case .halfDown: goal = index + height / 2
    case .first: goal = 0
    case .last: goal = count - 1
    default: return nil
    }
    let new = min(max(0, goal), max(0, count - 1))
    switch command {
    case .pageUp, .pageDown, .halfUp, .halfDown:
      place(index: new, onLine: line, count: count, height: height)
    default:
      move(from: index, to: new, count: count, height: height)
    }
    return new
  }
}
