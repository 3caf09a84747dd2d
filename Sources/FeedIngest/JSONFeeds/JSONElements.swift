/// Finds the records of a JSON document as its bytes come in, and holds one of them at a time.
///
/// It follows brackets and strings only: what a record holds is for whoever decodes it, so a record that
/// is no proper JSON costs that record. What stands on the way to the records is handed over too, if it
/// is short; all else is passed over.
struct JSONElements {
  enum Found {
    /// An object on the way to the records begins: `chats.list.*`.
    case opened(String)
    /// A text, number or literal that stands on the way: `chats.list.*.name`.
    case member(path: String, bytes: [UInt8])
    case element([UInt8], line: Int)
    /// A record that nobody may read, with the beginning of it; or, with nothing, the rest of the feed.
    case unreadable(line: Int, reason: String, raw: [UInt8])
  }

  /// The largest record, in bytes: the outline of a large wildfire has some hundred thousand.
  static let elementLimit = 8_000_000
  /// How deeply lists and objects of a record may lie in each other.
  static let depthLimit = 100
  private static let memberLimit = 4_000
  private static let keyLimit = 200

  /// The names in the outermost object, in their order, as far as they have been met; at most 50.
  private(set) var rootKeys: [String] = []
  /// Whether a list of records has been found at all, be it empty.
  private(set) var hasFoundList = false
  /// In which line the next byte stands.
  private(set) var line = 1

  private struct Frame {
    var isList: Bool
    /// `chats.list.*`; empty for the root.
    var path: String
    /// The name that waits for its value; `nil` in a list and between two members.
    var key: String?
  }

  private enum State {
    case start, between, key, value, ended, broken
  }

  private enum Capture {
    case element, member, nothing
  }

  private let wanted: [String]
  private var state = State.start
  private var frames: [Frame] = []
  // The key or value at hand.
  private var buffer: [UInt8] = []
  private var capture = Capture.nothing
  private var path = ""
  private var firstLine = 1
  private var depth = 0
  private var isPrimitive = false
  private var inString = false
  private var isEscaped = false
  private var fault: String?

  /// - Parameter paths: where the records stand: `messages.*`, `chats.list.*.messages.*`, or `*` for a
  ///   document that is one list.
  init(at paths: [String]) { wanted = paths }

  mutating func take(_ bytes: ArraySlice<UInt8>) -> [Found] {
    var found: [Found] = []
    bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        switch state {
        case .value: takeValue(bytes, &index, &found)
        case .key: takeKey(bytes, &index)
        case .start, .between, .ended: takeBetween(bytes, &index, &found)
        case .broken: index = bytes.count
        }
      }
    }
    return found
  }

  /// What is wrong with a feed that ends here.
  mutating func finish() -> [Found] {
    var found: [Found] = []
    if state == .value, isPrimitive { endValue(&found) }
    switch state {
    case .value where capture == .element:
      found.append(
        .unreadable(line: firstLine, reason: "the feed ends in the middle of it", raw: buffer))
    case .start: found.append(.unreadable(line: 1, reason: "it holds no JSON", raw: []))
    case .value, .key, .between:
      found.append(
        .unreadable(line: line, reason: "the feed ends before its JSON is complete", raw: []))
    case .ended, .broken: break
    }
    state = .broken
    return found
  }
}

// MARK: - On the way to the records

extension JSONElements {
  private mutating func takeBetween(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ found: inout [Found]
  ) {
    let byte = bytes[index]
    switch byte {
    case UInt8(ascii: "\n"):
      line += 1
      index += 1
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: ","),
      UInt8(ascii: ":"):
      index += 1
    // A byte order mark.
    case 0xEF, 0xBB, 0xBF: index += 1
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      guard let frame = frames.popLast(), frame.isList == (byte == UInt8(ascii: "]")) else {
        return breakOff("a bracket is closed that was not opened", &found)
      }
      index += 1
      if frames.isEmpty { state = .ended } else { frames[frames.count - 1].key = nil }
    default:
      if state == .ended {
        return breakOff("something follows the end of the JSON", &found)
      }
      if let frame = frames.last, !frame.isList, frame.key == nil {
        guard byte == UInt8(ascii: "\"") else {
          return breakOff("a member of an object has no name", &found)
        }
        buffer.removeAll(keepingCapacity: true)
        isEscaped = false
        state = .key
        index += 1
      } else {
        beginValue(byte, &index, &found)
      }
    }
  }

  private mutating func breakOff(_ reason: String, _ found: inout [Found]) {
    found.append(
      .unreadable(line: line, reason: "\(reason); the rest of the feed is left out", raw: []))
    state = .broken
  }

  private mutating func takeKey(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) {
    let byte = bytes[index]
    index += 1
    if byte == UInt8(ascii: "\""), !isEscaped {
      let key = String(decoding: buffer, as: UTF8.self)
      if frames.count == 1, rootKeys.count < 50 { rootKeys.append(key) }
      frames[frames.count - 1].key = key
      state = .between
    } else {
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
      if buffer.count < Self.keyLimit { buffer.append(byte) }
    }
  }

  private mutating func beginValue(_ byte: UInt8, _ index: inout Int, _ found: inout [Found]) {
    path =
      switch frames.last {
      case nil: ""
      case let frame?:
        (frame.path.isEmpty ? "" : frame.path + ".") + (frame.isList ? "*" : frame.key ?? "")
      }
    let opensList = byte == UInt8(ascii: "[")
    let opensObject = byte == UInt8(ascii: "{")
    let next = path.isEmpty ? "" : path + "."
    let isElement = !path.isEmpty && wanted.contains(path)
    if !isElement, opensList || opensObject,
      wanted.contains(where: {
        $0.hasPrefix(next) && $0.dropFirst(next.utf8.count).hasPrefix("*") == opensList
      })
    {
      if opensObject { found.append(.opened(path)) }
      if wanted.contains(next + "*") { hasFoundList = true }
      frames.append(Frame(isList: opensList, path: path))
      state = .between
      index += 1
      return
    }
    guard !path.isEmpty else {
      // The outermost value holds no records: look at nothing in it.
      return breakOff("the JSON is of another form", &found)
    }
    capture = isElement ? .element : opensList || opensObject ? .nothing : .member
    buffer.removeAll(keepingCapacity: true)
    firstLine = line
    depth = 0
    inString = false
    isEscaped = false
    fault = nil
    isPrimitive = !opensList && !opensObject && byte != UInt8(ascii: "\"")
    state = .value
  }
}

// MARK: - A record, or what is passed over

extension JSONElements {
  private mutating func takeValue(
    _ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ found: inout [Found]
  ) {
    let start = index
    var isComplete = false
    while index < bytes.count, !isComplete {
      let byte = bytes[index]
      if inString {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
          inString = false
          isComplete = depth == 0
        } else if byte == UInt8(ascii: "\n") {
          line += 1
        }
      } else {
        switch byte {
        case UInt8(ascii: "\""): inString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["):
          depth += 1
          if depth > Self.depthLimit {
            fault = "its lists and objects lie more than \(Self.depthLimit) deep in each other"
          }
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          // A bare number ends before the bracket that closes its list.
          if depth == 0 {
            keep(bytes[start..<index])
            return endValue(&found)
          }
          depth -= 1
          isComplete = depth == 0
        case UInt8(ascii: ",") where isPrimitive:
          keep(bytes[start..<index])
          return endValue(&found)
        case UInt8(ascii: "\n"): line += 1
        default: break
        }
      }
      index += 1
    }
    keep(bytes[start..<index])
    if isComplete { endValue(&found) }
  }

  private mutating func keep(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    guard capture != .nothing, fault == nil else { return }
    let limit = capture == .element ? Self.elementLimit : Self.memberLimit
    guard buffer.count + bytes.count <= limit else {
      fault = "it has more than \(limit) bytes"
      buffer.append(contentsOf: bytes.prefix(max(0, 2_000 - buffer.count)))
      return
    }
    buffer.append(contentsOf: bytes)
  }

  private mutating func endValue(_ found: inout [Found]) {
    switch (capture, fault) {
    case (.element, nil): found.append(.element(buffer, line: firstLine))
    case (.element, let fault?):
      found.append(.unreadable(line: firstLine, reason: fault, raw: Array(buffer.prefix(2_000))))
    case (.member, nil): found.append(.member(path: path, bytes: buffer))
    case (.member, _), (.nothing, _): break
    }
    if !frames.isEmpty { frames[frames.count - 1].key = nil }
    state = frames.isEmpty ? .ended : .between
  }
}
