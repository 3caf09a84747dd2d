import TerminalKit

extension Key {
  /// As hints and help name it. In ASCII, for any terminal.
  var label: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(let character): "Ctrl-\(character.uppercased())"
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .insert: "Ins"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .home: "Home"
    case .end: "End"
    case .function(let number): "F\(number)"
    case .shift(let arrow): "Shift-\(arrow.key.label)"
    }
  }
}

extension KeyMap {
  /// The first key of a command. `nil` where it has none.
  static func label(of command: Command, in context: KeyContext) -> String? {
    bindings(in: context).first { $0.command == command }?.keys.first?.label
  }
}
