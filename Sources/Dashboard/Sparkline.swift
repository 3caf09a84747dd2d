import TerminalKit

// Counts as pictures. Each step stands for twice as many as the one before, so that a glyph says the same
// in every row, at every time and on every screen.

/// How much a count is: 0 for none, then 1, 2, 3 to 4, 5 to 8, and so on; 8 from 65 on.
func level(of count: Int) -> Int {
  count <= 0 ? 0 : min(8, 1 + Int.bitWidth - (count - 1).leadingZeroBitCount)
}

extension Symbols {
  /// For a ``level(of:)``; a blank for none. In ASCII there are seven, and the last stands for two.
  func bar(_ level: Int) -> Character {
    let bars: [Character] =
      isASCII
      ? [" ", ".", ":", "-", "=", "+", "*", "#", "#"]
      : [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    return bars[level]
  }

  /// `▁1 ▂2 ▃3-4 … █65+`: what each bar stands for.
  var barWords: String {
    let counts = [(1, 1), (2, 2), (3, 4), (5, 8), (9, 16), (17, 32), (33, 64)]
    let words = counts.map { low, high in
      "\(bar(level(of: low)))\(low)\(low == high ? "" : "\(dash)\(high)")"
    }
    let last = isASCII ? 7 : 8
    return (words.prefix(last - 1) + ["\(bar(last))\(last == 7 ? 33 : 65)+"])
      .joined(separator: " ")
  }
}

extension Role {
  /// For a ``level(of:)``.
  static func graph(_ level: Int) -> Role {
    switch level {
    case 0: .graphEmpty
    case 1...3: .graphLow
    case 4...6: .graphMid
    default: .graphHigh
    }
  }
}

/// Reports over the last hours, a bar for a few hours each; with another look where half of them or more
/// are on incidents without an official word.
struct Sparkline: Equatable, Sendable {
  var reports: [Int]
  var withoutWord: [Int]

  /// - Parameter width: in cells, a divisor of the count of hours.
  func spans(width: Int, _ symbols: Symbols) -> [Span] {
    let hours = reports.count / width
    return (0..<width).map { bucket in
      let part = bucket * hours..<(bucket + 1) * hours
      let all = reports[part].reduce(0, +)
      let silent = withoutWord[part].reduce(0, +)
      return Span(
        String(symbols.bar(level(of: all))),
        all > 0 && silent * 2 >= all ? .officialSilent : .graphLow)
    }
  }
}
