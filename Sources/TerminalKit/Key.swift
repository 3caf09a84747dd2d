/// A key as a person pressed it.
public enum Key: Hashable, Sendable {
  case character(Character)
  /// With Control held: `control("c")`, lower case.
  case control(Character)
  case enter, escape, tab, backTab, backspace, delete, insert
  case up, down, left, right, pageUp, pageDown, home, end
  /// F1 to F12.
  case function(Int)
  /// An arrow, with Shift held.
  case shift(Arrow)

  public enum Arrow: Hashable, Sendable {
    case up, down, left, right

    public var key: Key {
      switch self {
      case .up: .up
      case .down: .down
      case .left: .left
      case .right: .right
      }
    }
  }
}
