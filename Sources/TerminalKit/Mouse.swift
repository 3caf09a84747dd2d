/// Something that a person did with the mouse, and where.
public struct Mouse: Hashable, Sendable {
  public enum Act: Hashable, Sendable {
    /// Of the first button; so is a release, and a drag from cell to cell in between.
    case press, drag, release
    case wheelUp, wheelDown
  }

  public var act: Act
  public var point: Point

  public init(_ act: Act, at point: Point) {
    self.act = act
    self.point = point
  }
}
