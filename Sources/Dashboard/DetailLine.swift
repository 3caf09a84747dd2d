import Incidents
import TerminalKit

/// A stretch of text in one role.
struct Span: Equatable, Sendable {
  var text: String
  var role: Role

  init(_ text: String, _ role: Role = .text) {
    self.text = text
    self.role = role
  }
}

/// One line of the detail.
struct DetailLine: Equatable, Sendable {
  /// What a line rests on: what Enter opens.
  enum Target: Equatable, Sendable {
    case report(Report.ID)
    case sentence(Passage, of: Report.ID)
  }

  var spans: [Span] = []
  var target: Target?
  /// Which bytes of a report's text this shows. `nil` for lines of our own.
  var utf8: Range<Int>?

  var isEmpty: Bool { spans.isEmpty }

  func contains(_ text: String) -> Bool { self.text.contains(folding: text) }

  var text: String { spans.map(\.text).joined() }
}

/// Writes lines of a given width. Texts that do not fit go on below, under where they began.
struct DetailWriter {
  let width: Int
  let symbols: Symbols
  private(set) var lines: [DetailLine] = []

  /// The place that labels take: "evidence   ".
  static let labelWidth = 11

  init(width: Int, symbols: Symbols) {
    self.width = max(1, width)
    self.symbols = symbols
  }

  mutating func blank() {
    if let last = lines.last, !last.isEmpty { lines.append(DetailLine()) }
  }

  mutating func add(_ line: DetailLine) { lines.append(line) }

  /// One paragraph. It begins after `prefix`, and goes on below at column `hang` (where it began when `nil`).
  mutating func add(
    _ spans: [Span], after prefix: [Span] = [], hang: Int? = nil,
    target: DetailLine.Target? = nil
  ) {
    var start = prefix.reduce(0) { $0 + displayWidth($1.text) }
    let hang = min(hang ?? start, width / 2)
    var line = prefix
    var column = start
    for word in Self.words(of: spans) {
      let length = displayWidth(word.text)
      if column > start, word.spaces > 0 {
        if column + word.spaces + length > width {
          lines.append(DetailLine(spans: line, target: target))
          line = hang > 0 ? [Span(String(repeating: " ", count: hang))] : []
          column = hang
          start = hang
        } else {
          line.append(Span(String(repeating: " ", count: word.spaces), word.role))
          column += word.spaces
        }
      }
      if let last = line.indices.last, line[last].role == word.role, column > start {
        line[last].text += word.text
      } else {
        line.append(Span(word.text, word.role))
      }
      column += length
    }
    lines.append(DetailLine(spans: line, target: target))
  }

  mutating func add(
    _ text: String, _ role: Role = .text, indent: Int = 0, target: DetailLine.Target? = nil
  ) {
    add([Span(text, role)], after: indentation(indent), target: target)
  }

  /// A label, and what it labels beside it.
  mutating func field(
    _ label: String, _ spans: [Span], target: DetailLine.Target? = nil
  ) {
    let gap = max(1, Self.labelWidth - displayWidth(label))
    add(
      spans, after: [Span(label + String(repeating: " ", count: gap), .label)],
      hang: Self.labelWidth, target: target)
  }

  func indentation(_ columns: Int) -> [Span] {
    columns > 0 ? [Span(String(repeating: " ", count: columns))] : []
  }

  private struct Word {
    var spaces: Int
    var text: String
    var role: Role
  }

  private static func words(of spans: [Span]) -> [Word] {
    var words: [Word] = []
    var spaces = 0
    for span in spans {
      for part in span.text.split(separator: " ", omittingEmptySubsequences: false)
        .enumerated()
      {
        if part.offset > 0 { spaces += 1 }
        guard !part.element.isEmpty else { continue }
        words.append(Word(spaces: spaces, text: String(part.element), role: span.role))
        spaces = 0
      }
    }
    return words
  }
}
