/// The lines at which the keys of a TOML file stand, since the parser tells only those of its errors.
///
/// Keys inside a value, such as `{ fg = "red" }`, have the line at which the value begins.
public struct KeyLines: Sendable {
  private var lines: [String: Int] = [:]
  /// The first of what the parser would not survive: the name of a table that begins as no name can, `[<a]`,
  /// and a brace that ends what a bracket began, `[ }`. Nil: there is none.
  private(set) var fault: TOMLFault?

  public init(of toml: String) {
    var scanner = Scanner(bytes: Array(toml.utf8))
    var section = ""
    var tables: [String: Int] = [:]
    while let key = scanner.nextKey() {
      var path = key.path
      if !key.beginsWell, fault == nil {
        fault = TOMLFault(
          line: key.line, reason: "the name of this table begins as no name can")
      }
      if let line = scanner.strayBrace, fault == nil {
        fault = TOMLFault(line: line, reason: "this '}' ends nothing: a '[' is open")
      }
      if key.isTable {
        if key.isElement {
          let number = tables[path, default: 0]
          tables[path] = number + 1
          path += ".\(number)"
        }
        section = path + "."
      } else {
        path = section + path
      }
      if lines[path] == nil { lines[path] = key.line }
    }
  }

  /// The line of `path`, or of what it stands in; 1 when the file does not name it.
  public subscript(path: String) -> Int {
    var path = path[...]
    while !path.isEmpty {
      if let line = lines[String(path)] { return line }
      path = path[..<(path.lastIndex(of: ".") ?? path.startIndex)]
    }
    return 1
  }

  /// The line of just this path. Nil: the file does not name it.
  public func line(of path: String) -> Int? { lines[path] }
}

/// Goes from key to key, past strings, arrays and comments, in which there are none.
private struct Scanner {
  struct Key {
    /// Without quotes and blanks.
    var path: String
    var line: Int
    /// `[path]`, or `[[path]]`: ``isElement``.
    var isTable = false
    var isElement = false
    /// A name may begin so; or there is none at all, which is another fault.
    var beginsWell = true
  }

  let bytes: [UInt8]
  /// The first line with a brace where a bracket should end.
  private(set) var strayBrace: Int?
  private var index = 0
  private var line = 1

  init(bytes: [UInt8]) { self.bytes = bytes }

  private var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func advance() {
    if byte == UInt8(ascii: "\n") { line += 1 }
    index += 1
  }

  mutating func nextKey() -> Key? {
    while let byte, "# \t\r\n\u{FEFF}".utf8.contains(byte) {
      if byte == UInt8(ascii: "#") { skipLine() } else { advance() }
    }
    guard let byte else { return nil }
    let start = line
    if byte == UInt8(ascii: "[") {
      advance()
      let isElement = self.byte == UInt8(ascii: "[")
      if isElement { advance() }
      while let byte = self.byte, " \t".utf8.contains(byte) { advance() }
      let beginsWell = self.byte.map(Self.mayBegin) ?? true
      let path = path(upTo: UInt8(ascii: "]"))
      skipLine()
      return Key(
        path: path, line: start, isTable: true, isElement: isElement, beginsWell: beginsWell)
    }
    let path = path(upTo: UInt8(ascii: "="))
    skipValue()
    return Key(path: path, line: start)
  }

  private static func mayBegin(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "_-\"']".utf8.contains(byte)
    }
  }

  /// Up to `end`, or to where the line ends.
  private mutating func path(upTo end: UInt8) -> String {
    var path: [UInt8] = []
    while let byte, byte != end, byte != UInt8(ascii: "\n") {
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
        let start = index + 1
        skipString()
        path += bytes[min(start, bytes.count)..<max(start, min(index - 1, bytes.count))]
      } else {
        if !" \t\r".utf8.contains(byte) { path.append(byte) }
        advance()
      }
    }
    return String(decoding: path, as: UTF8.self)
  }

  /// To the end of the value's line: of its last one, where it has brackets or lines of text.
  private mutating func skipValue() {
    var open: [UInt8] = []
    while let byte {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "'"): skipString()
      case UInt8(ascii: "#"): skipLine()
      case UInt8(ascii: "\n") where open.isEmpty: return
      default:
        if "[{".utf8.contains(byte) { open.append(byte) }
        if "]}".utf8.contains(byte), let opened = open.popLast(), strayBrace == nil,
          byte == UInt8(ascii: "}"), opened == UInt8(ascii: "[")
        {
          strayBrace = line
        }
        advance()
      }
    }
  }

  private mutating func skipLine() {
    while let byte, byte != UInt8(ascii: "\n") { advance() }
  }

  /// A string of one line, or one of several between three quotes.
  private mutating func skipString() {
    let quote = bytes[index]
    let three = index + 2 < bytes.count && bytes[index + 1] == quote && bytes[index + 2] == quote
    for _ in 0..<(three ? 3 : 1) { advance() }
    while let byte {
      if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        advance()
        advance()
        continue
      }
      if byte == quote {
        let ends =
          !three
          || index + 2 < bytes.count && bytes[index + 1] == quote && bytes[index + 2] == quote
        for _ in 0..<(three && ends ? 3 : 1) { advance() }
        if ends { return }
      } else if byte == UInt8(ascii: "\n"), !three {
        return
      } else {
        advance()
      }
    }
  }
}
