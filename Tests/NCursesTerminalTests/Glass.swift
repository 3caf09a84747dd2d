@testable import TerminalKit

/// What a person would see: a terminal that shows what is sent to it, and notes what no terminal should be
/// sent.
struct Glass {
  let size: Size
  /// What stands in each cell; nil in the second half of a wide one.
  private(set) var cells: [Unicode.Scalar?]
  private(set) var cursor = Point(x: 0, y: 0)
  /// Bytes and sequences that are none of ours.
  private(set) var strange: [String] = []
  /// Every sequence that was sent, without its ESC.
  private(set) var sequences: [String] = []
  /// In columns, in this terminal's opinion.
  private let width: (Unicode.Scalar) -> Int
  private var margins: ClosedRange<Int>
  private var isAtMargin = false

  init(size: Size, width: @escaping (Unicode.Scalar) -> Int = { $0.cellWidth }) {
    self.size = size
    self.width = width
    cells = Array(repeating: " ", count: size.width * size.height)
    margins = 0...(size.height - 1)
  }

  subscript(x: Int, y: Int) -> Unicode.Scalar? { cells[y * size.width + x] }

  /// Where it shows something else than `grid`. A box is all that this C library has for some characters.
  func differences(from grid: Grid) -> [String] {
    (0..<size.height).flatMap { y in
      (0..<size.width).compactMap { x in
        let cell = grid[x, y]
        let isSame = cell.isContinuation ? self[x, y] == nil : self[x, y] == cell.scalar
        let isBox = self[x, y] == "□" || cell.isContinuation && self[x - 1, y] == "□"
        return isSame || isBox ? nil : "\(x),\(y): \(self[x, y].map(String.init) ?? "nil")"
      }
    }
  }

  mutating func take(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    if Array(text.utf8) != bytes { strange.append("bytes that are no UTF-8") }
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\u{1B}": takeSequence(&rest)
      case "\r": move(to: 0, cursor.y)
      case "\n": feed()
      case "\u{8}": move(to: cursor.x - 1, cursor.y)
      case "\t": move(to: (cursor.x / 8 + 1) * 8, cursor.y)
      // To the usual characters, where another set could be.
      case "\u{F}": break
      case ..<" ", "\u{7F}"..."\u{9F}": strange.append("U+\(String(scalar.value, radix: 16))")
      default: put(scalar)
      }
    }
  }

  private mutating func takeSequence(_ rest: inout Substring.UnicodeScalarView) {
    guard let kind = rest.popFirst() else { return strange.append("half a sequence") }
    switch kind {
    case "[":
      let body = rest.prefix { (0x20...0x3F).contains($0.value) }
      rest = rest.dropFirst(body.count)
      guard let final = rest.popFirst(), ("@"..."~").contains(final) else {
        return strange.append("CSI \(body)")
      }
      sequences.append("[\(body)\(final)")
      control(String(body), final)
    case "]":
      let body = rest.prefix { $0 != "\u{1B}" && $0 != "\u{7}" }
      rest = rest.dropFirst(body.count)
      let end = rest.popFirst()
      if end == "\u{1B}", rest.popFirst() != "\\" { strange.append("OSC \(body)") }
      if body.contains(where: { $0 < " " }) { strange.append("OSC \(body)") }
      sequences.append("]\(body)")
    case "(":
      sequences.append("(\(rest.popFirst() ?? " ")")
    case "M":
      if cursor.y == margins.lowerBound { scroll(margins, by: -1) } else { cursor.y -= 1 }
    case "7", "8", "=", ">": sequences.append("\(kind)")
    default: strange.append("ESC \(kind)")
    }
  }

  private mutating func control(_ body: String, _ final: Unicode.Scalar) {
    let numbers = body.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
    func number(_ index: Int, or standard: Int = 1) -> Int {
      index < numbers.count ? numbers[index] ?? standard : standard
    }
    let count = max(1, number(0))
    switch final {
    case "H": move(to: number(1) - 1, number(0) - 1)
    case "G": move(to: count - 1, cursor.y)
    case "d": move(to: cursor.x, count - 1)
    case "A": move(to: cursor.x, cursor.y - count)
    case "B": move(to: cursor.x, cursor.y + count)
    case "C": move(to: cursor.x + count, cursor.y)
    case "D": move(to: cursor.x - count, cursor.y)
    case "Z": move(to: (max(0, cursor.x - 1) / 8) * 8, cursor.y)
    case "J": for y in cursor.y..<size.height { blank(y == cursor.y ? cursor.x : 0, size.width, y) }
    case "K":
      blank(
        number(0, or: 0) == 1 ? 0 : cursor.x, number(0, or: 0) == 1 ? cursor.x + 1 : size.width,
        cursor.y)
    case "X": blank(cursor.x, cursor.x + count, cursor.y)
    case "@": shift(by: count)
    case "P": shift(by: -count)
    case "L": scroll(cursor.y...margins.upperBound, by: -count)
    case "M": scroll(cursor.y...margins.upperBound, by: count)
    case "S": scroll(margins, by: count)
    case "T": scroll(margins, by: -count)
    case "r":
      margins = (number(0) - 1)...(number(1, or: size.height) - 1)
      move(to: 0, 0)
    case "m", "h", "l", "c", "t": break
    default: strange.append("CSI \(body)\(final)")
    }
  }

  private mutating func move(to x: Int, _ y: Int) {
    cursor = Point(x: min(max(0, x), size.width - 1), y: min(max(0, y), size.height - 1))
    isAtMargin = false
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = width(scalar)
    guard width > 0 else { return }
    if isAtMargin || cursor.x + width > size.width {
      cursor.x = 0
      feed()
    }
    blank(cursor.x, cursor.x + width, cursor.y)
    let index = cursor.y * size.width + cursor.x
    cells[index] = scalar
    if width == 2 { cells[index + 1] = nil }
    let end = cursor.x + width
    move(to: end, cursor.y)
    isAtMargin = end == size.width
  }

  private mutating func feed() {
    isAtMargin = false
    if cursor.y == margins.upperBound { scroll(margins, by: 1) } else { cursor.y += 1 }
  }

  /// Both halves of what is wide.
  private mutating func blank(_ start: Int, _ end: Int, _ y: Int) {
    let row = y * size.width
    let end = min(end, size.width)
    if start > 0, start < size.width, cells[row + start] == nil { cells[row + start - 1] = " " }
    if end < size.width, cells[row + end] == nil { cells[row + end] = " " }
    for x in start..<max(start, end) { cells[row + x] = " " }
  }

  private mutating func shift(by count: Int) {
    let row = cursor.y * size.width
    let old = Array(cells[row..<row + size.width])
    for x in cursor.x..<size.width {
      let from = x - count
      cells[row + x] = (cursor.x..<size.width).contains(from) ? old[from] : " "
    }
  }

  private mutating func scroll(_ rows: ClosedRange<Int>, by count: Int) {
    let old = cells
    for y in rows {
      let from = y + count
      for x in 0..<size.width {
        cells[y * size.width + x] = rows.contains(from) ? old[from * size.width + x] : " "
      }
    }
  }
}
