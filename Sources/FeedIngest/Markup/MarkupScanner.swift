/// A tag, as offsets into the scanner's bytes.
struct MarkupTag {
  var name: Range<Int>
  var attributes: Range<Int>
  /// From `<` to after `>`.
  var range: Range<Int>
  var isClosing: Bool
  /// `<title/>`: opens and closes.
  var isEmpty: Bool
}

/// Finds the tags in UTF-8 markup as it comes in, well-formed or not.
///
/// Comments, CDATA, processing instructions and DOCTYPEs are stepped over and never obeyed: nothing that a
/// feed declares is expanded or loaded. What begins like one of them and never ends is text.
struct MarkupScanner {
  /// The longest construct, in bytes. What is longer is text with a stray `<`.
  static let limit = 8 << 20
  /// The longest tag.
  static let tagLimit = 1 << 20

  /// What is not yet discarded.
  private(set) var bytes: [UInt8] = []
  /// The next byte to look at.
  private(set) var position = 0
  /// The line of an offset up to which newlines have been counted. Lines count from 1.
  private var counted = (offset: 0, line: 1)
  /// Before these offsets the ending of a comment, a CDATA section, an instruction was looked for in vain.
  private var searched = [0, 0, 0]
  /// A declaration did not end: none is looked for any more.
  private var hasEndlessDeclaration = false

  mutating func append(_ more: ArraySlice<UInt8>) { bytes.append(contentsOf: more) }

  /// Forgets what stands before `offset`; all offsets shrink by it.
  mutating func discard(before offset: Int) {
    guard offset > 0 else { return }
    _ = line(of: offset)
    counted.offset -= offset
    bytes.removeSubrange(..<offset)
    position -= offset
    for index in searched.indices { searched[index] = max(0, searched[index] - offset) }
  }

  /// Offsets are asked for in their order.
  mutating func line(of offset: Int) -> Int {
    if offset > counted.offset {
      counted = (offset, counted.line + newlines(in: counted.offset..<offset))
    }
    return counted.line
  }

  /// The next tag. `nil` when more bytes are needed, or when there are no more.
  mutating func next(isLast: Bool) -> MarkupTag? {
    while true {
      guard let open = bytes.offset(of: UInt8(ascii: "<"), from: position) else {
        position = bytes.count
        return nil
      }
      position = open
      let givesUp = isLast || bytes.count - open > Self.limit
      switch construct(at: open, givesUp: givesUp) {
      case .tag(let tag):
        position = tag.range.upperBound
        return tag
      case .skipped(let end): position = end
      case .incomplete: return nil
      }
    }
  }

  private enum Construct {
    case tag(MarkupTag)
    /// No tag; goes on there.
    case skipped(to: Int)
    case incomplete
  }

  private mutating func construct(at open: Int, givesUp: Bool) -> Construct {
    guard open + 1 < bytes.count else { return givesUp ? .skipped(to: open + 1) : .incomplete }
    let isTooLongForTag = bytes.count - open > Self.tagLimit
    switch bytes[open + 1] {
    case UInt8(ascii: "?"): return ending(0, of: open, after: 2, givesUp: givesUp)
    case UInt8(ascii: "!"):
      if bytes.holds(commentStart, at: open) {
        return ending(1, of: open, after: 4, givesUp: givesUp)
      }
      if bytes.holds(cdataStart, at: open) {
        return ending(2, of: open, after: 9, givesUp: givesUp)
      }
      let rest = bytes[open...].prefix(cdataStart.count)
      if !givesUp, cdataStart.starts(with: rest) || commentStart.starts(with: rest) {
        return .incomplete
      }
      return declaration(at: open, givesUp: givesUp || isTooLongForTag)
    case UInt8(ascii: "/"):
      guard open + 2 < bytes.count else { return givesUp ? .skipped(to: open + 2) : .incomplete }
      return isNameStart(bytes[open + 2])
        ? tag(at: open, name: open + 2, givesUp: givesUp || isTooLongForTag)
        : .skipped(to: open + 2)
    case let byte where isNameStart(byte):
      return tag(at: open, name: open + 1, givesUp: givesUp || isTooLongForTag)
    default: return .skipped(to: open + 1)
    }
  }

  /// After a comment, a CDATA section or an instruction.
  private mutating func ending(
    _ kind: Int, of open: Int, after length: Int, givesUp: Bool
  ) -> Construct {
    let start = max(open + length, searched[kind])
    if let end = bytes.offset(of: endings[kind], from: start) {
      return .skipped(to: end + endings[kind].count)
    }
    searched[kind] = max(start, bytes.count - endings[kind].count + 1)
    return givesUp ? .skipped(to: open + length) : .incomplete
  }

  /// After a DOCTYPE, with the declarations inside its brackets.
  private mutating func declaration(at open: Int, givesUp: Bool) -> Construct {
    if hasEndlessDeclaration { return .skipped(to: open + 2) }
    var index = open + 2
    var isInBrackets = false
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "["): isInBrackets = true
      case UInt8(ascii: "]"):
        let next = bytes[(index + 1)...].first { !isMarkupSpace($0) }
        if next == UInt8(ascii: ">") { isInBrackets = false }
      case UInt8(ascii: ">") where !isInBrackets: return .skipped(to: index + 1)
      default: break
      }
      index += 1
    }
    guard givesUp else { return .incomplete }
    hasEndlessDeclaration = true
    return .skipped(to: open + 2)
  }

  private func tag(at open: Int, name: Int, givesUp: Bool) -> Construct {
    var index = name
    while index < bytes.count, isNamePart(bytes[index]) { index += 1 }
    let nameEnd = index
    var firstEnd: Int?
    // A quote counts only where a value begins: after `=`.
    var isValue = false
    var quote: UInt8?
    scan: while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: ">"):
        if quote == nil { break scan }
        firstEnd = firstEnd ?? index
      case UInt8(ascii: "<"):
        // A quote that was never closed: the tag ended before.
        if quote != nil, let firstEnd {
          index = firstEnd
          break scan
        }
        if quote == nil { return .skipped(to: index) }
      case quote: quote = nil
      case UInt8(ascii: "\""), UInt8(ascii: "'"): if quote == nil, isValue { quote = byte }
      default: break
      }
      if !isMarkupSpace(byte) { isValue = byte == UInt8(ascii: "=") }
      index += 1
    }
    if index == bytes.count {
      guard givesUp else { return .incomplete }
      guard let firstEnd else { return .skipped(to: open + 1) }
      index = firstEnd
    }
    let isEmpty = index > nameEnd && bytes[index - 1] == UInt8(ascii: "/")
    return .tag(
      MarkupTag(
        name: name..<nameEnd, attributes: nameEnd..<(isEmpty ? index - 1 : index),
        range: open..<(index + 1), isClosing: name == open + 2, isEmpty: isEmpty))
  }

  private func newlines(in range: Range<Int>) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      var count = 0
      for byte in bytes[range] where byte == UInt8(ascii: "\n") { count &+= 1 }
      return count
    }
  }
}

let commentStart = Array("<!--".utf8)
let cdataStart = Array("<![CDATA[".utf8)
let cdataEnd = Array("]]>".utf8)
private let endings = [Array("?>".utf8), Array("-->".utf8), cdataEnd]

func isMarkupSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

private func isNameStart(_ byte: UInt8) -> Bool {
  (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "_") || byte >= 0x80
}

private func isNamePart(_ byte: UInt8) -> Bool {
  !isMarkupSpace(byte) && byte != UInt8(ascii: ">") && byte != UInt8(ascii: "/")
    && byte != UInt8(ascii: "<") && byte != UInt8(ascii: "=")
}

// MARK: - Looking for bytes

extension [UInt8] {
  func offset(of byte: UInt8, from start: Int, to end: Int? = nil) -> Int? {
    withUnsafeBufferPointer { bytes in
      let end = end ?? bytes.count
      return start < end ? bytes[start..<end].firstIndex(of: byte) : nil
    }
  }

  /// Where `needle` begins.
  func offset(of needle: [UInt8], from start: Int, to end: Int? = nil) -> Int? {
    var start = start
    while let found = offset(of: needle[0], from: start, to: end) {
      if found + needle.count <= end ?? count, holds(needle, at: found) { return found }
      start = found + 1
    }
    return nil
  }

  func holds(_ needle: [UInt8], at offset: Int) -> Bool {
    guard offset + needle.count <= count else { return false }
    for index in needle.indices where self[offset + index] != needle[index] { return false }
    return true
  }

  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, isMarkupSpace(self[start]) { start += 1 }
    while end > start, isMarkupSpace(self[end - 1]) { end -= 1 }
    return start..<end
  }
}
