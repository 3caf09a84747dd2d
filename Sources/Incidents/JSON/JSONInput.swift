/// A document in UTF-8, taken apart once: where each value begins and ends.
final class JSONInput {
  let bytes: [UInt8]
  private(set) var nodes: [Node] = []

  enum Kind: Sendable { case object, list, text, escapedText, number, yes, no, null }

  /// A value. Those of an object or list follow it, a key as a text before its value.
  struct Node {
    var kind: Kind
    /// Of a text: without its quotes.
    var start: Int
    var end: Int
    /// The node after this one and all that it holds.
    var next: Int
  }

  /// Deeper than any value of ours, and not too deep for a thread's stack.
  private static let deepest = 256

  init(_ bytes: [UInt8]) throws {
    self.bytes = bytes
    nodes.reserveCapacity(bytes.count / 12 + 4)
    var scan = 0
    try takeValue(&scan, depth: 0)
    skipBlanks(&scan)
    guard scan == bytes.count else { throw fault("something follows the value", at: scan) }
  }

  func text(of node: Node) -> String {
    String(decoding: bytes[node.start..<node.end], as: UTF8.self)
  }

  /// Whether the text at `node` says `wanted`.
  func isText(_ node: Int, _ wanted: UnsafeBufferPointer<UInt8>) -> Bool {
    let known = nodes[node]
    if known.kind == .escapedText {
      return (try? JSONValue(self, node: node).text())?.utf8.elementsEqual(wanted) == true
    }
    return known.end - known.start == wanted.count
      && bytes[known.start..<known.end].elementsEqual(wanted)
  }

  // MARK: Taking apart

  private func takeValue(_ scan: inout Int, depth: Int) throws {
    guard depth < Self.deepest else { throw fault("it is nested too deeply", at: scan) }
    skipBlanks(&scan)
    guard scan < bytes.count else { throw fault("a value is missing", at: scan) }
    switch bytes[scan] {
    case UInt8(ascii: "{"): try takeMembers(.object, until: "}", &scan, depth: depth)
    case UInt8(ascii: "["): try takeMembers(.list, until: "]", &scan, depth: depth)
    case UInt8(ascii: "\""): try takeText(&scan)
    case UInt8(ascii: "t"): try take("true", .yes, &scan)
    case UInt8(ascii: "f"): try take("false", .no, &scan)
    case UInt8(ascii: "n"): try take("null", .null, &scan)
    default: try takeNumber(&scan)
    }
  }

  private func takeMembers(
    _ kind: Kind, until last: Unicode.Scalar, _ scan: inout Int, depth: Int
  ) throws {
    let node = nodes.count
    nodes.append(Node(kind: kind, start: scan, end: scan, next: node))
    scan += 1
    skipBlanks(&scan)
    var isFirst = true
    while scan < bytes.count, bytes[scan] != UInt8(ascii: last) {
      if !isFirst {
        try takeMark(",", &scan)
        skipBlanks(&scan)
      }
      isFirst = false
      if kind == .object {
        guard scan < bytes.count, bytes[scan] == UInt8(ascii: "\"") else {
          throw fault("a key is missing", at: scan)
        }
        try takeText(&scan)
        skipBlanks(&scan)
        try takeMark(":", &scan)
      }
      try takeValue(&scan, depth: depth + 1)
      skipBlanks(&scan)
    }
    try takeMark(last, &scan)
    nodes[node].end = scan
    nodes[node].next = nodes.count
  }

  private func takeText(_ scan: inout Int) throws {
    let start = scan + 1
    var end = start
    var isEscaped = false
    while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
      if bytes[end] == UInt8(ascii: "\\") {
        isEscaped = true
        end += 1
      }
      end += 1
    }
    guard end < bytes.count else { throw fault("a text has no end", at: scan) }
    append(isEscaped ? .escapedText : .text, start, end)
    scan = end + 1
  }

  private func takeNumber(_ scan: inout Int) throws {
    let start = scan
    while scan < bytes.count, Self.isOfNumber(bytes[scan]) { scan += 1 }
    guard scan > start else { throw fault("no value begins so", at: scan) }
    append(.number, start, scan)
  }

  private static func isOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }

  private func take(_ word: StaticString, _ kind: Kind, _ scan: inout Int) throws {
    let end = scan + word.utf8CodeUnitCount
    guard end <= bytes.count, bytes[scan..<end].elementsEqual("\(word)".utf8) else {
      throw fault("no value begins so", at: scan)
    }
    append(kind, scan, end)
    scan = end
  }

  private func append(_ kind: Kind, _ start: Int, _ end: Int) {
    nodes.append(Node(kind: kind, start: start, end: end, next: nodes.count + 1))
  }

  private func takeMark(_ mark: Unicode.Scalar, _ scan: inout Int) throws {
    guard scan < bytes.count, bytes[scan] == UInt8(ascii: mark) else {
      throw fault("“\(mark)” is missing", at: scan)
    }
    scan += 1
  }

  private func skipBlanks(_ scan: inout Int) {
    while scan < bytes.count, bytes[scan] <= 0x20 { scan += 1 }
  }

  private func fault(_ what: String, at offset: Int) -> DecodingError {
    .dataCorrupted(
      .init(codingPath: [], debugDescription: "this is no JSON: at byte \(offset), \(what)"))
  }
}
