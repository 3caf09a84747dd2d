internal import CTerm
internal import TerminalKit

extension Key {
  /// The key that sends this character; nil for what no keyboard should send.
  init?(character: Unicode.Scalar) {
    switch character.value {
    case 0: self = .control(" ")
    case 8, 127: self = .backspace
    case 9: self = .tab
    case 10, 13: self = .enter
    case 27: self = .escape
    case 1...26: self = .control(Character(Unicode.Scalar(UInt8(character.value) + 0x60)))
    case 28...31: self = .control(Character(Unicode.Scalar(UInt8(character.value) + 0x40)))
    default:
      // Behind a base, for a mark stands on the character before it.
      let clean = sanitised("\u{25A1}\(character)").unicodeScalars.dropFirst()
      guard let clean = clean.first else { return nil }
      self = .character(Character(clean))
    }
  }

  /// What terminals send for keys, without the ESC that begins each: xterm, and those that come after
  /// it; rxvt, and the console of Linux.
  static let sequences: [[UInt8]: Key] = {
    var sequences: [[UInt8]: Key] = [Array("[Z".utf8): .backTab, Array("OM".utf8): .enter]
    let letters: [(Character, Key)] = [
      ("A", .up), ("B", .down), ("C", .right), ("D", .left), ("H", .home), ("F", .end),
      ("P", .function(1)), ("Q", .function(2)), ("R", .function(3)), ("S", .function(4)),
    ]
    for (letter, key) in letters {
      sequences[Array("[\(letter)".utf8)] = key
      sequences[Array("O\(letter)".utf8)] = key
    }
    let arrows: [(Character, Key.Arrow)] = [("A", .up), ("B", .down), ("C", .right), ("D", .left)]
    for (letter, arrow) in arrows {
      sequences[Array("[1;2\(letter)".utf8)] = .shift(arrow)
      sequences[Array("[\(letter.lowercased())".utf8)] = .shift(arrow)
    }
    let numbers: [(Int, Key)] = [
      (1, .home), (2, .insert), (3, .delete), (4, .end), (5, .pageUp), (6, .pageDown), (7, .home),
      (8, .end),
    ]
    let functions = [11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24].enumerated().map {
      ($0.element, Key.function($0.offset + 1))
    }
    for (number, key) in numbers + functions { sequences[Array("[\(number)~".utf8)] = key }
    for (offset, letter) in "ABCDE".enumerated() {
      sequences[Array("[[\(letter)".utf8)] = .function(offset + 1)
    }
    // The keypad: * + , - . / and the digits.
    for byte in UInt8(ascii: "j")...UInt8(ascii: "y") {
      sequences[[UInt8(ascii: "O"), byte]] = .character(Character(Unicode.Scalar(byte - 0x40)))
    }
    return sequences
  }()

  /// The same, and before all else what this terminal's own description says of it.
  @MainActor static func sequencesOfTerminal() -> [[UInt8]: Key] {
    let keys: [(Int, Key)] =
      [
        (CT_KEY_ENTER, .enter), (CT_KEY_BACKSPACE, .backspace), (CT_KEY_DELETE, .delete),
        (CT_KEY_INSERT, .insert), (CT_KEY_BACK_TAB, .backTab), (CT_KEY_UP, .up),
        (CT_KEY_DOWN, .down), (CT_KEY_LEFT, .left), (CT_KEY_RIGHT, .right),
        (CT_KEY_PAGE_UP, .pageUp), (CT_KEY_PAGE_DOWN, .pageDown), (CT_KEY_HOME, .home),
        (CT_KEY_END, .end),
      ] + (1...12).map { (CT_KEY_F1 + $0 - 1, .function($0)) }
    var sequences = Self.sequences
    for (code, key) in keys {
      guard let bytes = ct_key_bytes(Int32(code)) else { continue }
      let sequence = Array(String(cString: bytes).utf8)
      if sequence.count > 2, sequence[0] == 0x1B { sequences[Array(sequence.dropFirst())] = key }
    }
    return sequences
  }
}
