/// What stands in one cell, or in two that belong together.
public struct Glyph: Hashable, Sendable {
  public let scalar: Unicode.Scalar
  /// The marks that stand on it, at most four.
  public let marks: [Unicode.Scalar]
  /// In cells: 1 or 2.
  public let width: Int

  init(scalar: Unicode.Scalar, marks: [Unicode.Scalar] = []) {
    self.scalar = scalar
    self.marks = marks
    width = scalar.cellWidth
  }
}

/// The glyphs of a text, sanitised, in the order in which they fill cells.
///
/// An emoji of several characters shows its first one only, since no two terminals agree how wide the
/// whole is, and a flag shows the letters of its country.
public struct Glyphs: Sequence {
  private let text: String

  public init(of text: String) { self.text = sanitised(text) }

  public func makeIterator() -> Iterator { Iterator(of: text) }

  public struct Iterator: IteratorProtocol {
    private var scalars: String.UnicodeScalarView.Iterator
    private var following: Unicode.Scalar?
    /// How far it has come in the text, in UTF-8 bytes.
    private(set) var utf8Offset = 0

    /// - Parameter text: sanitised.
    init(of text: String) {
      scalars = text.unicodeScalars.makeIterator()
      following = scalars.next()
    }

    public mutating func next() -> Glyph? {
      guard let first = pop() else { return nil }
      var marks: [Unicode.Scalar] = []
      while let scalar = following, scalar.value >= 0x300 {
        if scalar == .joiner {
          // All that is joined hides behind the first.
          _ = pop()
        } else if scalar.isSkinTone ? !first.isEmojiBeyondASCII : scalar.cellWidth > 0 {
          break
        } else if scalar.cellWidth == 0, scalar != .emojiSelector, scalar != .keycap {
          marks.append(scalar)
        }
        _ = pop()
      }
      return Glyph(scalar: first.shown, marks: marks)
    }

    private mutating func pop() -> Unicode.Scalar? {
      guard let scalar = following else { return nil }
      following = scalars.next()
      utf8Offset += UTF8.width(scalar)
      return scalar
    }
  }
}

/// How many cells `text` takes on one row.
public func displayWidth(_ text: String) -> Int {
  Glyphs(of: text).reduce(0) { $0 + $1.width }
}

/// Where the lines of `text` begin and end when no line may be wider than `width` cells, in UTF-8 bytes
/// of `text`.
///
/// Breaks at `\n` and between words; a word that is wider than a line is cut. The spaces and the `\n`
/// at which a line ends belong to no line. An empty text has one empty line.
///
/// - Parameter text: sanitised, with its line breaks.
public func wrappedLines(of text: String, width: Int) -> [Range<Int>] {
  var lines: [Range<Int>] = []
  var start = 0
  var column = 0
  // The last spaces of this line: their bytes, and the column after them.
  var gap: (bytes: Range<Int>, column: Int)?
  var glyphs = Glyphs.Iterator(of: text)

  func endOfLine(at end: Int) -> Int {
    if let gap, gap.bytes.upperBound == end, column > width { return gap.bytes.lowerBound }
    return end
  }

  while true {
    let before = glyphs.utf8Offset
    guard let glyph = glyphs.next() else { break }
    let after = glyphs.utf8Offset
    switch glyph.scalar {
    case "\n":
      lines.append(start..<endOfLine(at: before))
      (start, column, gap) = (after, 0, nil)
    case " ":
      column += 1
      let first = gap?.bytes.upperBound == before ? gap?.bytes.lowerBound : nil
      gap = ((first ?? before)..<after, column)
    default:
      while column + glyph.width > width, before > start {
        if let (bytes, columnAfter) = gap, bytes.lowerBound > start || bytes.upperBound == before {
          // Spaces that fill a line from its start are no line.
          if bytes.lowerBound > start { lines.append(start..<bytes.lowerBound) }
          (start, column) = (bytes.upperBound, column - columnAfter)
        } else {
          lines.append(start..<before)
          (start, column) = (before, 0)
        }
        gap = nil
      }
      column += glyph.width
    }
  }
  lines.append(start..<endOfLine(at: glyphs.utf8Offset))
  return lines
}

extension String {
  /// The characters in `range`, in UTF-8 bytes; what lies beyond the end is left out.
  public func part(utf8 range: Range<Int>) -> Substring {
    let range = range.clamped(to: 0..<utf8.count)
    return self[
      utf8.index(
        startIndex, offsetBy: range.lowerBound)..<utf8.index(
          startIndex, offsetBy: range.upperBound)]
  }
}

extension Unicode.Scalar {
  fileprivate static let keycap: Unicode.Scalar = "\u{20E3}"

  fileprivate var isSkinTone: Bool { (0x1F3FB...0x1F3FF).contains(value) }

  /// The letter that half a flag stands for; a box for a skin tone without a person.
  fileprivate var shown: Unicode.Scalar {
    switch value {
    case 0x1F1E6...0x1F1FF: Unicode.Scalar(UInt8(value - 0x1F1E6) + UInt8(ascii: "A"))
    case 0x1F3FB...0x1F3FF: "\u{25A1}"
    default: self
    }
  }
}
