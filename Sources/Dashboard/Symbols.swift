/// Which characters the dashboard may draw with, beside those of its data.
public enum GlyphSet: Sendable {
  case unicode, ascii

  var symbols: Symbols { self == .unicode ? .unicode : .ascii }
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
    fork: "|", corner: "`", trunk: "|", solid: "--", dashed: "- -", down: "v")

  /// `parts` with a dot between them.
  func list(_ parts: String?...) -> String {
    parts.compactMap { $0 }.joined(separator: " \(dot) ")
  }

  func quoted(_ text: String) -> String { "\(openQuote)\(text)\(closeQuote)" }
}
