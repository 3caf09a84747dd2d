import TestSupport
import Testing

@testable import NCursesTerminal
@testable import TerminalKit

/// What a feed may send, on a real terminal, as it would be seen.
extension OneTerminal {
  @MainActor struct HostileTextTests {
    /// Opinions that terminals have on glyphs that take two cells, or none, in ours.
    enum Terminals: CaseIterable {
      case asWeCount, narrow, marksBeside

      func width(_ scalar: Unicode.Scalar) -> Int {
        let ours = Glyphs(of: String(scalar)).reduce(0) { $0 + $1.width }
        let isDisputed = scalar.isRisky
        return switch self {
        case .asWeCount: ours
        case .narrow: isDisputed && ours == 2 ? 1 : ours
        case .marksBeside: max(1, ours)
        }
      }
    }

    @Test(
      "Nothing but our own sequences is sent, and no column shifts", arguments: Terminals.allCases)
    func fuzz(opinion: Terminals) throws {
      let size = Size(width: 60, height: 20)
      for depth in [ColorDepth.trueColor, .indexed256] {
        let person = try Person(size: size)
        let terminal = try person.terminal(
          depth: depth,
          environment: ["TERM": depth == .trueColor ? "tmux-256color" : "xterm-256color"])
        var glass = Glass(size: size, width: opinion.width)
        var random = SplitMix64(seed: 7)
        for frame in 0..<8 {
          var grid = Grid(size: size)
          for y in 0..<size.height where frame == 0 || y % 3 == frame % 3 || y > 10 {
            grid.put("│", x: 0, y: y, role: .border)
            grid.put(hostileText(&random), x: 1, y: y, limit: 29, role: .textDim)
            grid.put("│", x: 29, y: y, role: .border)
            grid.put(hostileText(&random), x: 30, y: y, limit: 50, role: .match)
            grid.put("│ silent", x: 51, y: y, role: .officialSilent)
            grid.put("│", x: 59, y: y, role: .border)
          }
          let selected = Int.random(in: 0..<size.height, using: &random)
          grid.paint(Rect(x: 1, y: selected, width: 58, height: 1), over: .cursor)
          grid.cursor = Point(x: 1, y: selected)
          terminal.title = hostileText(&random)
          terminal.show(grid)
          glass.take(person.sees())

          #expect(glass.strange == [])
          #expect(glass.cursor == grid.cursor)
          for y in 0..<size.height {
            for x in [0, 29] + (51..<60) where glass[x, y] != grid[x, y].scalar {
              Issue.record(
                "frame \(frame), row \(y), column \(x): \(String(describing: glass[x, y]))")
            }
          }
          if opinion == .asWeCount { #expect(glass.differences(from: grid) == []) }
        }
        terminal.close()
      }
    }

    private func hostileText(_ random: inout SplitMix64) -> String {
      let pieces = (0..<Int.random(in: 0..<12, using: &random)).map { _ -> String in
        switch Int.random(in: 0..<12, using: &random) {
        case 0: return String(UnicodeScalar(UInt8.random(in: 0..<32, using: &random)))
        case 1: return String(UnicodeScalar(UInt8.random(in: 0x7F..<0xA0, using: &random)))
        case 2:
          let bytes = [UInt8](repeating: 0, count: 4).map { _ in
            UInt8.random(in: 0...255, using: &random)
          }
          return String(decoding: bytes, as: UTF8.self)
        case 3:
          let value = UInt32.random(in: 0..<0x110000, using: &random)
          return String(Unicode.Scalar(value).map(Character.init) ?? "?")
        case 4: return String(decoding: [0xED, 0xA0, 0x80, 0xED, 0xB0, 0x80], as: UTF8.self)
        default: return Self.pieces.randomElement(using: &random) ?? ""
        }
      }
      return pieces.joined()
    }

    private static let pieces = [
      "\u{1B}[2J", "\u{1B}]0;owned\u{7}", "\u{1B}]52;c;cm0=\u{1B}\\", "\u{1B}P$q\u{1B}\\",
      "\u{9B}31m",
      "\u{202E}txt.exe\u{202C}", "\u{2066}\u{2069}", "\u{E0041}\u{E007F}", "\u{200B}\u{FEFF}",
      "\u{2028}", "\u{FFF9}", "e\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", "\u{301}", "Пожар",
      "東京火災", "👩‍👩‍👧", "👍🏽", "❤️", "🇺🇦", "🔥🔥", "1️⃣", "שלום", "مرحبا بالعالم", "กำลัง", "हिन्दी",
      "\u{1160}\u{1161}", "\u{1F9FF}\u{1FAE8}", " plain words ", "a\tb\r\nc", "½ © ™ → ─",
    ]
  }
}
