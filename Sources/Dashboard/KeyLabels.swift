import Incidents
import TerminalKit

extension Key {
  /// As hints and help name it. In ASCII, for any terminal.
  var label: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(" "): "Ctrl-Space"
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

  /// The key of this label, in any case but for single characters.
  ///
  /// Some keys are the same to a terminal: `Ctrl-I` is Tab, `Ctrl-M` is Enter.
  init?(label: String) {
    if label.count == 1, let character = label.first, character != " " {
      self = .character(character)
    } else if let key = Self.byLabel[label.lowercased()] {
      self = key
    } else {
      return nil
    }
  }

  private static let named: [Key] =
    [
      .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right,
      .pageUp, .pageDown, .home, .end, .character(" "), .control(" "),
    ] + [.up, .down, .left, .right].map { .shift($0) } + (1...12).map { .function($0) }
    + #"abcdefghijklmnopqrstuvwxyz\]^_"#.map { .control($0) }

  private static let byLabel: [String: Key] = {
    var keys = Dictionary(uniqueKeysWithValues: named.map { ($0.label.lowercased(), $0) })
    let same: [String: Key] = [
      "ctrl-h": .backspace, "ctrl-i": .tab, "ctrl-j": .enter, "ctrl-m": .enter, "ctrl-[": .escape,
    ]
    keys.merge(same) { $1 }
    return keys
  }()

  /// The label that is spelt most like `typed`. `nil` when none is, or `typed` is too short to say.
  static func nearestLabel(to typed: String) -> String? {
    guard typed.count > 3 else { return nil }
    return nearest(typed.lowercased(), among: byLabel.keys.sorted()).flatMap { byLabel[$0]?.label }
  }
}

extension KeyMap {
  /// The first key of a command. `nil` where it has none.
  func label(of command: Command, in context: KeyContext) -> String? {
    bindings(in: context).first { $0.command == command && !$0.keys.isEmpty }?.keys.first?.label
  }
}
