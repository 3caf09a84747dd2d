import Incidents
import TerminalKit

/// The help: every key of the place it was asked from, then what words and glyphs mean.
struct HelpOverlay: Equatable, Sendable {
  /// From where it was asked for.
  var context: KeyContext
  var top = 0
  /// Only what has this in it is shown.
  var wanted = ""
  /// The person types what is wanted.
  var isTyping = false

  private struct Section {
    var title: String
    /// Of a line each, or of several that belong together.
    var entries: [[[Span]]]
  }

  /// - Parameter room: in cells.
  func lines(_ keyMap: KeyMap, _ symbols: Symbols, width room: Int) -> [[Span]] {
    let sections = sections(keyMap, symbols, width: room).compactMap { section -> [[Span]]? in
      let entries = section.entries.filter { entry in
        wanted.isEmpty
          || entry.contains { $0.map(\.text).joined().contains(folding: wanted) }
      }
      return entries.isEmpty
        ? nil : [[Span(section.title, .popupTitle)]] + entries.flatMap(\.self)
    }
    return Array(sections.joined(separator: [[]]))
  }

  private func sections(_ keyMap: KeyMap, _ symbols: Symbols, width room: Int) -> [Section] {
    let bindings = keyMap.bindings(in: context).filter { !$0.keys.isEmpty }
    let width = bindings.map { $0.labels.count }.max() ?? 0
    func keys(_ title: String, _ isWanted: (Binding) -> Bool) -> Section {
      Section(
        title: title,
        entries: bindings.filter(isWanted).map {
          [[Span(pad($0.labels, width + 2), .hintKey), Span($0.words, .popup)]]
        })
    }
    func meaning(_ word: String, _ role: Role, _ words: String) -> [[Span]] {
      [[Span(pad(word, width + 2), role), Span(words, .popup)]]
    }
    func mark(_ glyph: Character, _ word: String) -> String {
      symbols.isPlain ? word : String(glyph)
    }
    func label(_ command: Command) -> String {
      keyMap.label(of: command, in: .incidents) ?? ":\(command.name)"
    }
    return [
      keys("Keys here: \(context.name)") { !$0.contexts.isSuperset(of: KeyContext.panes) },
      keys("Keys everywhere") { $0.contexts.isSuperset(of: KeyContext.panes) },
      Section(
        title: "How well is it known?",
        entries: VerificationRule.table.reversed().map {
          meaning($0.status.word, $0.status.role, "\($0.id)  \($0.words)")
        } + [
          meaning(
            symbols.isPlain ? "origins" : "1F  1..3B", .hintKey,
            "independent origins, and the best grade of their roots")
        ]),
      Section(
        title: "What has officialdom said?",
        entries: OfficialStatus.allCases.map {
          meaning("\(symbols.mark($0.glyph(symbols)))\($0.word(symbols))", $0.role, $0.meaning)
        } + [
          meaning("clock", .hintKey, "how long that word, or that silence, has stood"),
          meaning(
            symbols.isPlain ? "undated" : ">4m", .hintKey,
            "no report says when it came out: it came in 4m ago, and may be older"),
          meaning(
            symbols.isPlain ? "undated, happened" : "<5y", .hintKey,
            "no report says when it came out, but it happened less than 5 years ago"),
          meaning(
            "no word, n/w", .hintKey, "open incidents of a region without an official word"),
          meaning(
            symbols.isPlain ? "new, changed" : "\(symbols.new) \(symbols.changed)", .rowNew,
            "a row that is new, one that has changed, since you looked"),
          meaning(
            mark(symbols.marked, "marked"), .marked,
            "you have marked it: what you do is done to all that are marked"),
          meaning(
            mark(symbols.acknowledged, "acknowledged"), .marked,
            "acknowledged: hidden until it changes in a way that matters"),
          meaning(
            mark(symbols.overdue, "look again"), .marked,
            "acknowledged more than a day ago: look again"),
          meaning(
            mark(symbols.snoozed, "snoozed"), .marked,
            "snoozed: hidden for a time, or until it changes"),
          meaning(mark(symbols.note, "note"), .marked, "you have written a note"),
        ]),
      Section(
        title: "Pictures",
        entries: symbols.isPlain
          ? []
          : [
            meaning(symbols.barWords, .graphLow, "reports"),
            meaning(
              String(symbols.bar(4)), .officialSilent,
              "half of them or more on incidents without an official word"),
          ]
            + VerificationStatus.inOrderOfWeight.map {
              meaning(
                String($0.mark(symbols)), $0.role, "on the map: \($0.fullWord.lowercased())")
            } + [
              meaning(
                "3  \(symbols.rough)", .hintKey,
                "so many in one place; known to be somewhere near only")
            ]),
      Section(
        title: "Which incidents? (\(label(.filter)), and watchfloor list)",
        entries: FilterField.allCases.map { [Self.line($0.example, $0.words)] } + [
          [Self.line("drone \"near the port\"", "the title has it; -word: it has not")]
        ]),
      Section(
        title: "Sorting: \(label(.sort)), then",
        entries: keyMap.bindings(in: .sorting).filter { $0.command.column != nil }
          .compactMap { binding in
            binding.keys.first.map { [Self.line($0.label, binding.words)] }
          }),
      Section(
        title: "The command line",
        entries: DeskVerb.allCases.map { lines(of: $0, width: room) } + [
          [[Span("What is recorded takes a reason at its end: because WHY", .popup)]],
          [[Span("Whatever the palette lists can be typed by its name, too.", .popup)]],
        ]),
    ]
  }

  /// How a command is written, and beside it or below what it is for.
  private func lines(of verb: DeskVerb, width: Int) -> [[Span]] {
    let usage = verb.written
    let inline = [Span(pad(usage, 32), .hintKey), Span(verb.form.words, .popup)]
    if usage.count < 32, inline.width <= width { return [inline] }
    return wrappedLines(of: usage, width: max(1, width)).map { part in
      [Span(String(usage.part(utf8: part)), .hintKey)]
    } + [[Span("  \(verb.form.words)", .popup)]]
  }

  private static func line(_ example: String, _ words: String) -> [Span] {
    let gap = String(repeating: " ", count: max(2, 30 - example.count))
    return [Span(example + gap, .hintKey), Span(words, .popup)]
  }

  private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - displayWidth(text)))
  }

  /// Where it stands over the panes.
  static func rect(in layout: Layout) -> Rect {
    let body = layout.body
    let width = layout.isPlain ? body.width : min(92, body.width)
    return Rect(
      x: body.x + (body.width - width) / 2, y: body.y, width: width, height: body.height)
  }
}

extension DashboardState {
  mutating func handleHelp(_ command: Command) -> [Effect] {
    guard var help else { return [] }
    let inner = HelpOverlay.rect(in: layout).inner
    let height = inner.height
    let last = max(0, help.lines(keys, symbols, width: inner.width - 1).count - height)
    switch command {
    case .closeHelp:
      self.help = nil
      return []
    case .searchHelp: help.isTyping = true
    case .up: help.top -= 1
    case .down: help.top += 1
    case .pageUp: help.top -= height
    case .pageDown: help.top += height
    case .halfUp: help.top -= height / 2
    case .halfDown: help.top += height / 2
    case .first: help.top = 0
    case .last: help.top = last
    default: break
    }
    help.top = min(max(0, help.top), last)
    self.help = help
    return []
  }
}

// MARK: Searching

extension DashboardState {
  mutating func typeIntoHelp(_ text: String) {
    help?.wanted += text
    help?.top = 0
  }

  mutating func handleHelpLine(_ command: Command) -> [Effect] {
    guard let text = help?.wanted else { return [] }
    switch command {
    case .keepSearch: help?.isTyping = false
    case .eraseCharacter where !text.isEmpty: help?.wanted.removeLast()
    case .eraseAll: help?.wanted = ""
    case .cancelSearch, .eraseCharacter:
      help?.wanted = ""
      help?.isTyping = false
    default: return []
    }
    if help?.wanted != text { help?.top = 0 }
    return []
  }

  /// Out of the search first, then out of the help.
  mutating func goBackInHelp() {
    if help?.wanted.isEmpty == false {
      help?.wanted = ""
      help?.top = 0
    } else {
      help = nil
    }
  }
}

extension Binding {
  /// All its keys.
  fileprivate var labels: String { keys.map(\.label).joined(separator: " ") }
}

struct HelpView {
  let help: HelpOverlay
  let keys: KeyMap
  let symbols: Symbols

  private var title: String {
    help.wanted.isEmpty ? "Help" : "Help: \(symbols.quoted(help.wanted))"
  }

  func draw(on grid: inout Grid, in layout: Layout) {
    let rect = HelpOverlay.rect(in: layout)
    grid.clear(rect, role: .popup)
    let inner = rect.inner
    let lines = help.lines(keys, symbols, width: inner.width - 1)
    let top = min(help.top, max(0, lines.count - inner.height))
    PaneFrame(
      symbols: symbols, isFocused: true, title: [Span(title, .popupTitle)],
      note: [Span("\(min(lines.count, top + inner.height))/\(lines.count)", .popup)]
    ).draw(on: &grid, in: rect)
    for (row, line) in lines[top...].prefix(inner.height).enumerated() {
      grid.put(line, x: inner.x + 1, y: inner.y + row, limit: inner.x + inner.width)
    }
    if lines.isEmpty { grid.put("nothing here has that in it", x: inner.x + 1, y: inner.y) }
    // Words with the colours of their meaning stand on the popup's ground, too.
    grid.paint(inner, over: .popup)
    for (row, line) in lines[top...].prefix(inner.height).enumerated() {
      grid.paint(
        help.wanted, in: line.map(\.text).joined(), x: inner.x + 1, y: inner.y + row,
        limit: inner.x + inner.width, isSelected: false)
    }
    grid.cursor = Point(x: inner.x, y: inner.y)
  }
}
