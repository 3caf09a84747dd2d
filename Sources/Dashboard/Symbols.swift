/// Which characters the dashboard may draw with, beside those of its data.
public enum GlyphSet: Sendable {
  case unicode, ascii
  /// ASCII, and words instead of frames, branches, bars and glyphs: for those who read with their ears.
  case plain

  var symbols: Symbols {
    switch self {
    case .unicode: .unicode
    case .ascii: .ascii
    case .plain: .plain
    }
  }
}

/// Every character on screen that is neither a letter nor data. Each takes one cell in either set.
struct Symbols: Equatable, Sendable {
  var cursor, new, changed, marked: Character
  var folded, unfolded: Character
  var dot, crumb, sorted, sortedUp, arrow, dash, ellipsis: Character
  var openQuote, closeQuote: Character
  var confirmed, denied, mixed, nonCommittal, silent, notMonitored, withdrawn, notSet: Character
  var horizontal, heavy, vertical, topLeft, topRight, bottomLeft, bottomRight: Character
  /// Branches of a tree: `├`, `└`, `│`.
  var fork, corner, trunk: Character
  /// A link that is sure, and one that only a machine has read: more than one cell.
  var solid, dashed: String
  /// Something has become weaker.
  var down: Character
  var isASCII = false
  /// Words stand for glyphs and pictures, and one list takes the whole screen.
  var isPlain = false

  static let unicode = Symbols(
    cursor: "▸", new: "+", changed: "*", marked: "●",
    folded: "▹", unfolded: "▾",
    dot: "·", crumb: "›", sorted: "▾", sortedUp: "▴", arrow: "→", dash: "–", ellipsis: "…",
    openQuote: "“", closeQuote: "”",
    confirmed: "✓", denied: "✗", mixed: "±", nonCommittal: "~", silent: "·", notMonitored: "?",
    withdrawn: "↶", notSet: "–",
    horizontal: "─", heavy: "━", vertical: "│", topLeft: "┌", topRight: "┐", bottomLeft: "└",
    bottomRight: "┘",
    fork: "├", corner: "└", trunk: "│", solid: "──", dashed: "╌╌", down: "▼")

  static let ascii = Symbols(
    cursor: ">", new: "+", changed: "*", marked: "@",
    folded: "+", unfolded: "-",
    dot: "-", crumb: ">", sorted: "v", sortedUp: "^", arrow: ">", dash: "-", ellipsis: "~",
    openQuote: "\"", closeQuote: "\"",
    confirmed: "+", denied: "x", mixed: "%", nonCommittal: "~", silent: ".", notMonitored: "?",
    withdrawn: "<", notSet: "-",
    horizontal: "-", heavy: "=", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+",
    bottomRight: "+",
    fork: "|", corner: "`", trunk: "|", solid: "--", dashed: "- -", down: "v", isASCII: true)

  static let plain: Symbols = {
    var symbols = ascii
    symbols.isPlain = true
    return symbols
  }()

  /// What stands for a sign of our own texts where only ASCII may be drawn. `nil`: nothing does; the
  /// letters of a source's own words stay what they are.
  static func twin(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar {
    case "…": "~"
    case "·", "–", "—", "‑", "−", "•": "-"
    case "“", "”", "„", "«", "»": "\""
    case "‘", "’": "'"
    case "×": "x"
    case "≈": "~"
    case "→", "›": ">"
    case "\u{a0}", "\u{202f}": " "
    default: nil
    }
  }

  /// Between parts of a line.
  var separator: String { isPlain ? "; " : " \(dot) " }

  /// From one thing to the next.
  var becomes: String { isPlain ? ", now " : " \(arrow) " }

  /// `parts` with a dot between them.
  func list(_ parts: String?...) -> String {
    parts.compactMap { $0 }.joined(separator: separator)
  }

  /// A glyph before the word that says the same; nothing where words are enough.
  func mark(_ glyph: Character) -> String { isPlain ? "" : "\(glyph) " }

  func quoted(_ text: String) -> String { "\(openQuote)\(text)\(closeQuote)" }
}
