internal import TerminalKit

/// Makes events of the bytes that a terminal sends.
///
/// What it does not know it swallows whole, from the first byte to the last: an answer that comes late,
/// or one that nobody asked for, is never taken for keys. What comes in pieces waits for the rest of it.
struct Input {
  private enum State: Equatable {
    case ground
    /// Behind an ESC.
    case escape
    /// Behind `ESC [`, up to the letter that ends it.
    case control([UInt8])
    /// Behind `ESC O`: one more.
    case single
    /// Behind ESC and the byte `by`: text up to `ESC \` or BEL.
    case string(by: UInt8, [UInt8])
    case paste
    /// Bytes that mean nothing without a mode that we never ask for.
    case skip(Int)
  }

  /// What each key sends, without its ESC.
  var sequences = Key.sequences
  /// How long an ESC waits before it is the key, in milliseconds.
  var escapeDelay = 25
  /// What was asked of the terminal since the last piece is answered: it has said what it is, which is
  /// always asked last.
  private(set) var isAnswered = false

  private var state = State.ground
  /// The first bytes of a character.
  private var character: [UInt8] = []
  /// What is being pasted. After its end, nil only when what came with it has ended, too.
  private var paste: [UInt8]?
  private var hasGivenUpEscape = false
  private var events: [TerminalEvent] = []

  private static let escape: UInt8 = 0x1B
  private static let endOfPaste = Array("\u{1B}[201~".utf8)
  /// More than any answer or any paste that makes sense in a line.
  private static let mostBytes = (answer: 4096, paste: 1 << 16)

  /// Takes what came in one piece.
  mutating func take(_ bytes: some Collection<UInt8>) -> [TerminalEvent] {
    if hasGivenUpEscape, isTailOfSequence(Array(bytes)) { state = .escape }
    hasGivenUpEscape = false
    isAnswered = false
    for byte in bytes { take(byte) }
    if state != .paste { endPaste() }
    return handOver()
  }

  /// How many milliseconds to wait for the rest of what has begun. Nil when nothing has.
  var patience: Int? {
    switch state {
    case .ground: character.isEmpty ? nil : 500
    case .escape: escapeDelay
    case .control([]), .single, .string(_, []): max(100, escapeDelay)
    case .control, .string, .skip: 500
    case .paste: 1000
    }
  }

  /// There is no rest to come: what began as a sequence was keys, or is of no use.
  mutating func giveUp() -> [TerminalEvent] {
    let begun = state
    state = .ground
    character = []
    switch begun {
    case .escape:
      press(.escape)
      hasGivenUpEscape = true
    case .control([]): pressEscape(and: UInt8(ascii: "["))
    case .single: pressEscape(and: UInt8(ascii: "O"))
    case .string(let by, []): pressEscape(and: by)
    case .ground, .control, .string, .skip: break
    case .paste: endPaste()
    }
    return handOver()
  }

  private mutating func handOver() -> [TerminalEvent] {
    defer { events = [] }
    return events
  }

  /// What follows an ESC that waited in vain comes in one piece, as no person types it.
  private func isTailOfSequence(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.first, "[]PO_^X".utf8.contains(first) else { return false }
    return bytes.count > 2 || sequences[bytes] != nil
  }

  private mutating func take(_ byte: UInt8) {
    switch state {
    case .ground:
      if byte == Self.escape { state = .escape } else { takeText(byte) }
    case .escape:
      takeBehindEscape(byte)
    case .control(let begun):
      takeControl(begun, byte)
    case .single:
      state = .ground
      finish([UInt8(ascii: "O"), byte])
    case .string(let by, let text):
      takeString(by, text, byte)
    case .paste:
      takePasted(byte)
    case .skip(let count):
      state = count > 1 ? .skip(count - 1) : .ground
    }
  }

  private mutating func takeBehindEscape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "["): state = .control([])
    case UInt8(ascii: "O"): state = .single
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"),
      UInt8(ascii: "X"):
      state = .string(by: byte, [])
    case Self.escape: press(.escape)
    default:
      press(.escape)
      state = .ground
      takeText(byte)
    }
  }

  private mutating func takeControl(_ begun: [UInt8], _ byte: UInt8) {
    switch byte {
    case 0x20...0x3F: if begun.count < Self.mostBytes.answer { state = .control(begun + [byte]) }
    // The console of Linux doubles the bracket of some keys.
    case UInt8(ascii: "[") where begun.isEmpty: state = .control([byte])
    case 0x40...0x7E:
      state = .ground
      finish([UInt8(ascii: "[")] + begun + [byte])
    case Self.escape: state = .escape
    default:
      state = .ground
      takeText(byte)
    }
  }

  private mutating func takeString(_ by: UInt8, _ text: [UInt8], _ byte: UInt8) {
    if text.last == Self.escape {
      if byte == UInt8(ascii: "\\") {
        state = .ground
        answer(by, text.dropLast())
      } else {
        // Another sequence has cut this one off.
        state = .escape
        take(byte)
      }
      return
    }
    switch byte {
    case 7:
      state = .ground
      answer(by, text)
    case Self.escape: state = .string(by: by, text + [byte])
    case 0x20...: if text.count < Self.mostBytes.answer { state = .string(by: by, text + [byte]) }
    default:
      // No answer has such a byte in it, but a person who waits for something to happen may press it.
      state = .ground
      takeText(byte)
    }
  }

  private mutating func takePasted(_ byte: UInt8) {
    paste?.append(byte)
    guard byte == UInt8(ascii: "~"), paste?.suffix(6) == Self.endOfPaste[...] else {
      if let count = paste?.count, count > 2 * Self.mostBytes.paste {
        paste?.removeSubrange(Self.mostBytes.paste..<count - 6)
      }
      return
    }
    paste?.removeLast(6)
    state = .ground
  }

  /// A whole sequence, without its ESC.
  private mutating func finish(_ sequence: [UInt8]) {
    let text = String(decoding: sequence, as: UTF8.self)
    switch text {
    case "[200~":
      state = .paste
      if paste == nil { paste = [] }
    case "[I": events.append(.focus(true))
    case "[O": events.append(.focus(false))
    case "[?997;1n": events.append(.background(isDark: true))
    case "[?997;2n": events.append(.background(isDark: false))
    case "[M": state = .skip(3)
    default:
      if let mouse = Mouse(sequence: text) {
        events.append(.mouse(mouse))
      } else if text.hasPrefix("[?"), text.hasSuffix("c") {
        isAnswered = true
      } else if let key = sequences[sequence] {
        press(key)
      }
    }
  }

  private mutating func answer(_ by: UInt8, _ text: some Collection<UInt8>) {
    guard by == UInt8(ascii: "]"),
      let isDark = isDark(answer: String(decoding: text, as: UTF8.self))
    else { return }
    events.append(.background(isDark: isDark))
  }

  private mutating func pressEscape(and byte: UInt8) {
    press(.escape)
    takeText(byte)
  }

  /// Outside of sequences: bytes of characters in UTF-8.
  private mutating func takeText(_ byte: UInt8) {
    if paste != nil {
      paste?.append(byte)
      return
    }
    switch byte {
    case ..<0x80: character = [byte]
    case 0x80..<0xC0: character.append(byte)
    default: character = [byte]
    }
    var decoder = UTF8()
    var rest = character.makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&rest) else {
      if character.count > 3 || !(0xC2...0xF4).contains(character[0]) { character = [] }
      return
    }
    character = []
    if let key = Key(character: scalar) { press(key) }
  }

  private mutating func press(_ key: Key) {
    // A paste that pretends to have ended does not get at the keys.
    if paste == nil { events.append(.key(key)) }
  }

  private mutating func endPaste() {
    guard let bytes = paste else { return }
    paste = nil
    let text = sanitised(String(decoding: bytes.prefix(Self.mostBytes.paste), as: UTF8.self))
    events.append(.pasted(text))
  }
}

extension Mouse {
  /// From `[<button;column;rowM`, or `m` when the button comes up. Nil for anything else, and for other
  /// buttons than the first, or with a key held.
  fileprivate init?(sequence: String) {
    guard sequence.hasPrefix("[<"), let last = sequence.last, last == "M" || last == "m" else {
      return nil
    }
    let numbers = sequence.dropFirst(2).dropLast().split(separator: ";").map { Int($0) ?? 0 }
    guard numbers.count == 3, numbers[1] > 0, numbers[2] > 0 else { return nil }
    let act: Act
    switch (numbers[0], last) {
    case (0, "M"): act = .press
    case (0, _): act = .release
    case (32, "M"): act = .drag
    case (64, "M"): act = .wheelUp
    case (65, "M"): act = .wheelDown
    default: return nil
    }
    self.init(act, at: Point(x: numbers[1] - 1, y: numbers[2] - 1))
  }
}

/// Whether the background is dark, from the answer to the question for it: `11;rgb:ffff/ffff/ffff`.
/// Nil for any other answer.
private func isDark(answer: String) -> Bool? {
  guard answer.hasPrefix("11;rgb") else { return nil }
  let channels = answer.drop { $0 != ":" }.dropFirst().split(separator: "/").prefix(3).map {
    digits in
    (1...4).contains(digits.count)
      ? Int(digits, radix: 16).map { value in
        Double(value) / Double(1 << (4 * digits.count) - 1)
      } : nil
  }
  guard channels.count == 3, let red = channels[0], let green = channels[1], let blue = channels[2]
  else { return nil }
  // As bright as it looks (ITU-R BT.709).
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.5
}
