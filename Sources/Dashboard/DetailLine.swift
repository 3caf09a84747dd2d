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
  /// What stands beside it on the same line and rests on something else, from left to right.
  var beside: [Target] = []
  /// The address that it shows, or of what it is about. `nil`: that of the report it rests on.
  var url: String?
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

  /// One paragraph. It begins after `prefix`, and goes on below after `below`: blanks up to column `hang`,
  /// or to where it began, when that is `nil`.
  mutating func add(
    _ spans: [Span], after prefix: [Span] = [], hang: Int? = nil, below: [Span]? = nil,
    target: DetailLine.Target? = nil, url: String? = nil
  ) {
    let below = below ?? indentation(min(hang ?? prefix.width, width / 2))
    var line = prefix
    var start = prefix.width
    var column = start

    func put(_ span: Span) {
      if column > start, let last = line.indices.last, line[last].role == span.role {
        line[last].text += span.text
      } else {
        line.append(span)
      }
      column += displayWidth(span.text)
    }
    func breakLine() {
      lines.append(DetailLine(spans: line, target: target, url: url))
      line = below
      start = below.width
      column = start
    }

    for word in Self.words(of: spans) {
      if column > start {
        if column + word.gap.width + word.pieces.width > width {
          breakLine()
        } else if !word.gap.isEmpty {
          put(word.gap[0])
        }
      }
      for piece in word.pieces {
        var rest = piece
        // What is wider than a line, such as an address, is cut.
        while column + displayWidth(rest.text) > width, width - start > 1 {
          let first = wrappedLines(of: rest.text, width: max(1, width - column))[0]
          if displayWidth(String(rest.text.part(utf8: first))) <= width - column {
            put(Span(String(rest.text.part(utf8: first)), rest.role))
            rest.text = String(rest.text.part(utf8: first.upperBound..<rest.text.utf8.count))
          }
          breakLine()
        }
        put(rest)
      }
    }
    lines.append(DetailLine(spans: line, target: target, url: url))
  }

  mutating func add(
    _ text: String, _ role: Role = .text, indent: Int = 0, target: DetailLine.Target? = nil,
    url: String? = nil
  ) {
    add([Span(text, role)], after: indentation(indent), target: target, url: url)
  }

  /// Columns side by side, each as wide as its writer, with a line between them.
  mutating func add(columns: [DetailWriter], after prefix: [Span]) {
    let border = Span(" \(symbols.trunk) ", .border)
    for y in 0..<(columns.map(\.lines.count).max() ?? 0) {
      let cells = columns.map { $0.lines.indices.contains(y) ? $0.lines[y] : DetailLine() }
      let padded = zip(columns, cells).enumerated().map { index, column in
        let rest = index == columns.count - 1 ? 0 : column.0.width - column.1.spans.width
        return column.1.spans + indentation(rest)
      }
      let targets = cells.compactMap(\.target)
      lines.append(
        DetailLine(
          spans: prefix + padded.joined(separator: [border]), target: targets.first,
          beside: Array(targets.dropFirst())))
    }
  }

  /// A label, and what it labels beside it.
  mutating func field(
    _ label: String, _ spans: [Span], target: DetailLine.Target? = nil
  ) {
    let gap = max(1, Self.labelWidth - displayWidth(label))
    add(spans, after: [Span(label + String(repeating: " ", count: gap), .label)], target: target)
  }

  func indentation(_ columns: Int) -> [Span] {
    columns > 0 ? [Span(String(repeating: " ", count: columns))] : []
  }

  /// What no line may break: pieces in their roles without a blank between them.
  private struct Word {
    /// The blanks before it; empty at the start.
    var gap: [Span]
    var pieces: [Span] = []
  }

  private static func words(of spans: [Span]) -> [Word] {
    var words: [Word] = []
    var blanks = 0
    for span in spans {
      let parts = sanitised(span.text).split(separator: " ", omittingEmptySubsequences: false)
      for (index, part) in parts.enumerated() {
        if index > 0 { blanks += 1 }
        guard !part.isEmpty else { continue }
        if blanks > 0 || words.isEmpty {
          let gap = Span(String(repeating: " ", count: blanks), span.role)
          words.append(Word(gap: blanks > 0 ? [gap] : []))
        }
        words[words.count - 1].pieces.append(Span(String(part), span.role))
        blanks = 0
      }
    }
    return words
  }
}
