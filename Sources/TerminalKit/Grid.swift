/// What a screen shows: cells of text, each with the roles that say how it looks.
///
/// A value, drawn by pure code and compared by tests: ``text`` for its words, ``roles`` for its looks.
/// Text is sanitised as it is put, cut at the edge, and counted in cells, so whatever a source sent
/// can neither leave its place nor reach the terminal as a command.
public struct Grid: Hashable, Sendable {
  public let size: Size
  /// Row after row.
  public private(set) var cells: [Cell]
  /// The combining marks of the few cells that have any, by the index of the cell.
  private var marks: [Int: [Unicode.Scalar]] = [:]
  /// Where the hardware cursor stands: on the selected row, for those who read with ears or fingers.
  public var cursor: Point?
  /// Stands where text is cut.
  public var ellipsis: Unicode.Scalar = "…"

  public init(size: Size) {
    self.size = Size(width: max(0, size.width), height: max(0, size.height))
    cells = Array(repeating: .blank, count: self.size.width * self.size.height)
  }

  public var bounds: Rect { Rect(x: 0, y: 0, width: size.width, height: size.height) }

  public subscript(x: Int, y: Int) -> Cell { cells[y * size.width + x] }

  /// The marks that stand on the cell at `index` of ``cells``, at most four.
  public func marks(at index: Int) -> [Unicode.Scalar] { marks[index] ?? [] }

  /// Whether terminals may show what stands at this place wider or narrower than it is counted here, or
  /// elsewhere.
  public func isRisky(x: Int, y: Int) -> Bool {
    let cell = self[x, y]
    if cell.isContinuation { return x > 0 && self[x - 1, y].scalar.isRisky }
    return cell.scalar.isRisky || marks[y * size.width + x] != nil
  }

  /// Whether row `y` is the same in `other`, a grid of the same size.
  public func hasSameRow(_ y: Int, as other: Grid) -> Bool {
    let row = (y * size.width)..<((y + 1) * size.width)
    guard cells[row] == other.cells[row] else { return false }
    return marks.isEmpty && other.marks.isEmpty
      || row.allSatisfy { marks[$0] == other.marks[$0] }
  }

  /// Puts `text` on row `y` from column `x` on, not beyond column `limit`; what does not fit is cut,
  /// and an `…` says so.
  ///
  /// - Returns: the column after the last cell used.
  @discardableResult
  public mutating func put(
    _ text: String, x: Int, y: Int, limit: Int? = nil, role: Role = .text
  ) -> Int {
    let end = min(limit ?? size.width, size.width)
    guard (0..<size.height).contains(y), x >= 0, x < end else { return x }
    var column = x
    var lastStart = x
    for glyph in Glyphs(of: text) {
      if column + glyph.width > end {
        return putEllipsis(after: lastStart, fullTo: column, limit: end, y: y, role: role)
      }
      lastStart = column
      set(glyph, x: column, y: y, role: role)
      column += glyph.width
    }
    return column
  }

  /// Paints a row of `rect` or all of it with `over`, and keeps its words: a selection, a match.
  public mutating func paint(_ rect: Rect, over: Role) {
    for y in max(0, rect.y)..<max(0, rect.y, min(size.height, rect.y + rect.height)) {
      for x in max(0, rect.x)..<max(0, rect.x, min(size.width, rect.x + rect.width)) {
        cells[y * size.width + x].over = over
      }
    }
  }

  /// Puts other characters, each of one cell, in the place of some.
  public mutating func replace(_ twin: (Unicode.Scalar) -> Unicode.Scalar?) {
    for index in cells.indices where !cells[index].scalar.isASCII {
      if let other = twin(cells[index].scalar) { cells[index].scalar = other }
    }
  }

  /// Blanks `rect`, for a popup.
  public mutating func clear(_ rect: Rect, role: Role = .text) {
    for y in max(0, rect.y)..<max(0, rect.y, min(size.height, rect.y + rect.height)) {
      for x in max(0, rect.x)..<max(0, rect.x, min(size.width, rect.x + rect.width)) {
        erase(x: x, y: y)
        cells[y * size.width + x] = Cell(scalar: " ", role: role)
      }
    }
  }

  /// The words, row by row, without the blanks at the ends of rows.
  public var text: String {
    (0..<size.height).map { y in
      var row = ""
      for x in 0..<size.width where !self[x, y].isContinuation {
        row.unicodeScalars.append(self[x, y].scalar)
        row.unicodeScalars.append(contentsOf: marks(at: y * size.width + x))
      }
      while row.last == " " { row.removeLast() }
      return row
    }.joined(separator: "\n")
  }

  /// The words of row `y` that are painted with `role`, to test looks.
  public func text(inRole role: Role, y: Int) -> String {
    var row = ""
    for x in 0..<size.width where self[x, y].role == role || self[x, y].over == role {
      if !self[x, y].isContinuation { row.unicodeScalars.append(self[x, y].scalar) }
    }
    return row
  }

  private mutating func putEllipsis(
    after lastStart: Int, fullTo column: Int, limit: Int, y: Int, role: Role
  ) -> Int {
    // The last glyph gives way where the text fills its place to the edge.
    let x = column < limit ? column : lastStart
    for blank in x..<limit { set(Glyph(scalar: " "), x: blank, y: y, role: role) }
    set(Glyph(scalar: ellipsis), x: x, y: y, role: role)
    return x + 1
  }

  private mutating func set(_ glyph: Glyph, x: Int, y: Int, role: Role) {
    let index = y * size.width + x
    for covered in x..<(x + glyph.width) { erase(x: covered, y: y) }
    cells[index] = Cell(scalar: glyph.scalar, role: role)
    if glyph.width == 2 { cells[index + 1] = Cell(scalar: Cell.continuation, role: role) }
    if !glyph.marks.isEmpty { marks[index] = glyph.marks }
  }

  /// Takes a cell away, with the other half of a wide glyph that it belongs to.
  private mutating func erase(x: Int, y: Int) {
    let index = y * size.width + x
    if cells[index].isContinuation, x > 0 { cells[index - 1].scalar = " " }
    if x + 1 < size.width, cells[index + 1].isContinuation { cells[index + 1].scalar = " " }
    if !marks.isEmpty { marks[index] = nil }
  }
}

/// One cell of a grid.
public struct Cell: Hashable, Sendable {
  /// What stands in it. U+0000 in the second cell of a wide glyph.
  public var scalar: Unicode.Scalar
  public var role: Role
  /// Laid over `role`: the theme gives the ground from this and the words their colour from `role`.
  public var over: Role?

  public init(scalar: Unicode.Scalar, role: Role, over: Role? = nil) {
    self.scalar = scalar
    self.role = role
    self.over = over
  }

  static let blank = Cell(scalar: " ", role: .text)
  static let continuation: Unicode.Scalar = "\0"
  public var isContinuation: Bool { scalar == Self.continuation }
}
