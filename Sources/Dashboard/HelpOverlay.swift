import Incidents
import TerminalKit

/// The help: every key of the place it was asked from, then what words and glyphs mean.
struct HelpOverlay: Equatable, Sendable {
  /// From where it was asked for.
  var context: KeyContext
  var top = 0

  /// - Parameter room: in cells.
  func lines(_ symbols: Symbols, width room: Int) -> [[Span]] {
    let bindings = KeyMap.bindings(in: context)
    let keys = bindings.map { $0.keys.map(\.label).joined(separator: " ") }
    let width = keys.map(\.count).max() ?? 0
    var lines = [[Span("Keys", .popupTitle)]]
    for (binding, keys) in zip(bindings, keys) {
      lines.append([Span(pad(keys, width + 2), .hintKey), Span(binding.words, .popup)])
    }

    lines += [[], [Span("How well is it known?", .popupTitle)]]
    for rule in VerificationRule.table.reversed() {
      lines.append([
        Span(pad(rule.status.word, width + 2), rule.status.role),
        Span("\(rule.id)  \(rule.words)", .popup),
      ])
    }
    lines.append([
      Span(pad("1F  1..3B", width + 2), .hintKey),
      Span("independent origins, and the best grade of their roots", .popup),
    ])

    lines += [[], [Span("What has officialdom said?", .popupTitle)]]
    for status in OfficialStatus.allCases {
      let word = "\(status.glyph(symbols)) \(status.word)"
      lines.append([Span(pad(word, width + 2), status.role), Span(status.meaning, .popup)])
    }
    lines.append([
      Span(pad("clock", width + 2), .hintKey),
      Span("how long that word, or that silence, has stood", .popup),
    ])
    lines.append([
      Span(pad("no word, n/w", width + 2), .hintKey),
      Span("open incidents of a region without an official word", .popup),
    ])
    lines.append([
      Span(pad("\(symbols.new) \(symbols.changed)", width + 2), .rowNew),
      Span("a row that is new, one that has changed, since you looked", .popup),
    ])
    for (glyph, words) in [
      (symbols.acknowledged, "acknowledged: hidden until it changes in a way that matters"),
      (symbols.overdue, "acknowledged more than a day ago: look again"),
      (symbols.snoozed, "snoozed: hidden for a time, or until it changes"),
      (symbols.note, "you have written a note"),
    ] {
      lines.append([Span(pad(String(glyph), width + 2), .marked), Span(words, .popup)])
    }
    lines += pictureLines(symbols, width)
    lines += [[], [Span("Which incidents? (f, and watchfloor list)", .popupTitle)]]
    lines += FilterField.allCases.map { Self.line($0.example, $0.words) }
    lines.append(Self.line("drone \"near the port\"", "the title has it; -word: it has not"))
    lines += [[], [Span("Sorting: s, then", .popupTitle)]]
    lines += KeyMap.bindings(in: .sorting).map { Self.line($0.keys[0].label, $0.words) }
    return lines + [[], [Span("The command line", .popupTitle)]] + commandLines(width: room)
  }

  private func pictureLines(_ symbols: Symbols, _ width: Int) -> [[Span]] {
    var lines = [[], [Span("Pictures", .popupTitle)]]
    lines.append([
      Span(pad(symbols.barWords, width + 2), .graphLow), Span("reports", .popup),
    ])
    lines.append([
      Span(pad(String(symbols.bar(4)), width + 2), .officialSilent),
      Span("half of them or more on incidents without an official word", .popup),
    ])
    for status in VerificationStatus.inOrderOfWeight {
      lines.append([
        Span(pad(String(status.mark(symbols)), width + 2), status.role),
        Span("on the map: \(status.fullWord.lowercased())", .popup),
      ])
    }
    lines.append([
      Span(pad("3  \(symbols.rough)", width + 2), .hintKey),
      Span("so many in one place; known to be somewhere near only", .popup),
    ])
    return lines
  }

  /// How each command is written, and below it what it is for.
  private func commandLines(width: Int) -> [[Span]] {
    var lines: [[Span]] = []
    for verb in DeskVerb.allCases {
      let form = verb.form
      let usage = verb.written
      for part in wrappedLines(of: usage, width: max(1, width)) {
        lines.append([Span(String(usage.part(utf8: part)), .hintKey)])
      }
      let inline = [Span(pad(usage, 32), .hintKey), Span(form.words, .popup)]
      if usage.count < 32, inline.width <= width {
        lines[lines.count - 1] = inline
      } else {
        lines.append([Span("  \(form.words)", .popup)])
      }
    }
    lines.append([Span("What is recorded takes a reason at its end: because WHY", .popup)])
    return lines
  }

  private static func line(_ example: String, _ words: String) -> [Span] {
    let gap = String(repeating: " ", count: max(2, 30 - example.count))
    return [Span(example + gap, .hintKey), Span(words, .popup)]
  }

  private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - displayWidth(text)))
  }

  /// Where it stands over the panes.
  static func rect(in body: Rect) -> Rect {
    let width = min(92, body.width)
    return Rect(
      x: body.x + (body.width - width) / 2, y: body.y, width: width, height: body.height)
  }
}

extension DashboardState {
  mutating func handleHelp(_ command: Command) -> [Effect] {
    guard var help else { return [] }
    let inner = HelpOverlay.rect(in: layout.body).inner
    let height = inner.height
    let last = max(0, help.lines(symbols, width: inner.width - 1).count - height)
    switch command {
    case .closeHelp:
      self.help = nil
      return []
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

struct HelpView {
  let help: HelpOverlay
  let symbols: Symbols

  func draw(on grid: inout Grid, in body: Rect) {
    let rect = HelpOverlay.rect(in: body)
    grid.clear(rect, role: .popup)
    let inner = rect.inner
    let lines = help.lines(symbols, width: inner.width - 1)
    let top = min(help.top, max(0, lines.count - inner.height))
    PaneFrame(
      symbols: symbols, isFocused: true, title: [Span("Help", .popupTitle)],
      note: [Span("\(min(lines.count, top + inner.height))/\(lines.count)", .popup)]
    ).draw(on: &grid, in: rect)
    for (row, line) in lines[top...].prefix(inner.height).enumerated() {
      grid.put(line, x: inner.x + 1, y: inner.y + row, limit: inner.x + inner.width)
    }
    // Words with the colours of their meaning stand on the popup's ground, too.
    grid.paint(inner, over: .popup)
    grid.cursor = Point(x: inner.x, y: inner.y)
  }
}
