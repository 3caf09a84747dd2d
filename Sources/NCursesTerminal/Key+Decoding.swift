internal import CTerm
internal import TerminalKit

extension Key {
  /// A key from what `ct_key` answers; nil for what no keyboard should send.
  init?(code: Int, character: UInt32) {
    switch code {
    case CT_KEY_CHARACTER: self.init(character: character)
    case CT_KEY_F1..<(CT_KEY_F1 + 12): self = .function(code - CT_KEY_F1 + 1)
    default:
      guard let key = Self.named[code] else { return nil }
      self = key
    }
  }

  private init?(character: UInt32) {
    switch character {
    case 0: self = .control(" ")
    case 8, 127: self = .backspace
    case 9: self = .tab
    case 10, 13: self = .enter
    case 27: self = .escape
    case 1...26: self = .control(Character(Unicode.Scalar(UInt8(character) + 0x60)))
    case 28...31: self = .control(Character(Unicode.Scalar(UInt8(character) + 0x40)))
    case 0x80...0x9F: return nil
    default:
      guard let scalar = Unicode.Scalar(character) else { return nil }
      self = .character(Character(scalar))
    }
  }

  private static let named: [Int: Key] = [
    CT_KEY_ENTER: .enter, CT_KEY_BACKSPACE: .backspace, CT_KEY_DELETE: .delete,
    CT_KEY_INSERT: .insert, CT_KEY_BACK_TAB: .backTab, CT_KEY_UP: .up, CT_KEY_DOWN: .down,
    CT_KEY_LEFT: .left, CT_KEY_RIGHT: .right, CT_KEY_PAGE_UP: .pageUp,
    CT_KEY_PAGE_DOWN: .pageDown, CT_KEY_HOME: .home, CT_KEY_END: .end,
  ]
}
