import CTerm
import Foundation
import TerminalKit
import Testing

@testable import NCursesTerminal

/// A list as wide as the screen, one of its rows selected.
private func list(_ size: Size, selected: Int, words: String = "Fire, Hamburg") -> Grid {
  var grid = Grid(size: size)
  for y in 0..<size.height {
    grid.put("│", x: 0, y: y, role: .border)
    grid.put("\(y) \(words)", x: 2, y: y)
    grid.put("silent", x: size.width - 20, y: y, role: .officialSilent)
    grid.put("│", x: size.width - 1, y: y, role: .border)
  }
  grid.put("▸", x: 1, y: selected)
  grid.paint(Rect(x: 1, y: selected, width: size.width - 2, height: 1), over: .cursor)
  grid.cursor = Point(x: 1, y: selected)
  return grid
}

extension OneTerminal {
  @MainActor struct FrameTests {
    @Test func nothingIsAskedBeforeTheFirstFrameAndAllIsGivenBack() throws {
      let person = try Person()
      let terminal = try person.terminal()
      terminal.title = "news\u{7}\u{1B}]0;x"
      #expect(!person.reads().contains("\u{1B}]11"))

      terminal.show(list(terminal.size, selected: 3))
      let first = person.reads()
      #expect(first.hasPrefix("\u{1B}[?2026h"))
      let end = try #require(first.range(of: "\u{1B}[?2026l")?.upperBound)
      #expect(
        first[end...]
          == "\u{1B}[?2004;1004;2031h\u{1B}[8l\u{1B}[22;0t\u{1B}]2;news]0;x\u{1B}\\\u{1B}]11;?\u{1B}\\\u{1B}[c"
      )
      terminal.hasMouse = true
      #expect(person.reads() == "\u{1B}[?1000;1002;1006h")

      terminal.close()
      #expect(
        person.reads().hasPrefix(
          "\u{1B}[?2026l\u{1B}[?1006;1002;1000l\u{1B}[?2031;1004;2004l\u{1B}[8h\u{1B}[23;0t"))
    }

    @Test(
      "An equal frame sends nothing, and another row not much",
      arguments: [ColorDepth.mono, .indexed256, .trueColor])
    func bytes(depth: ColorDepth) throws {
      let person = try Person(size: Size(width: 200, height: 60))
      let terminal = try person.terminal(depth: depth)
      terminal.show(list(terminal.size, selected: 3))
      _ = person.sees()
      terminal.show(list(terminal.size, selected: 3))
      #expect(person.sees() == [])
      terminal.show(list(terminal.size, selected: 4))
      let step = person.sees()
      #expect(step.count <= 400, "\(step.count) bytes")
      #expect(step.starts(with: "\u{1B}[?2026h".utf8))
      #expect(step.suffix(8) == Array("\u{1B}[?2026l".utf8)[...])
      terminal.repaint()
      terminal.show(list(terminal.size, selected: 4))
      var glass = Glass(size: terminal.size)
      glass.take(person.sees())
      #expect(glass.differences(from: list(terminal.size, selected: 4)) == [], "all of it is sent")
      terminal.close()
    }

    @Test func coloursOf24BitsAreSentAsTheyAre() throws {
      let person = try Person()
      let terminal = try person.terminal()
      #expect(terminal.depth == .trueColor)
      var grid = Grid(size: terminal.size)
      for (y, role) in [Role.match, .link, .label, .textDim].enumerated() {
        grid.put("words", x: 0, y: y, role: role)
      }
      grid.paint(Rect(x: 0, y: 3, width: 5, height: 1), over: .cursor)
      terminal.show(grid)
      let sent = person.reads()
      #expect(sent.contains("38;2;1;2;3") && sent.contains("38;2;255;135;0"))
      #expect(sent.contains("\u{1B}[33m"), "the palette is the person's own")
      #expect(sent.contains("48;2;18;171;205"))
      #expect(sent.contains("38;2;0;0;16"), "black, and not the first of the palette")
      #expect(
        !sent.contains("\u{1B}]4;") && !sent.contains("\u{1B}]104"), "the palette is left alone")
      terminal.close()
    }

    @Test(
      "Other programs see the environment as it was",
      arguments: ["xterm-256color", "tmux-256color", "screen", "no-such-terminal", ""])
    func environment(name: String) throws {
      func variables() -> [String] {
        var variables: [String] = []
        var next = environ
        while let variable = next.pointee {
          variables.append(String(cString: variable))
          next += 1
        }
        return variables
      }
      let before = variables()
      let person = try Person()
      let terminal = try person.terminal(
        environment: ["TERM": name, "TMUX": "/tmp/tmux", "COLORTERM": "truecolor"])
      #expect(terminal.depth == .trueColor)
      terminal.show(list(terminal.size, selected: 3))
      #expect(variables() == before)
      terminal.close()
      #expect(variables() == before)
    }

    @Test func pairsOfColoursNeverRunOut() throws {
      let person = try Person()
      let terminal = try person.terminal()
      for frame in 0..<3 {
        ct_begin(0, -1, -1)
        for x in 0..<Int32(1920) {
          ct_style(0, 1000 + x * 7 + Int32(frame), 2000 + x)
          ct_put(x % 80, x / 80, 0x78, 1)
        }
        ct_style(0, 1 << 24, -2)
        ct_put(0, 0, 0x79, 1)
        ct_end(0, 0)
      }
      let hasLast = person.reads().contains("38;2;0;3;241")
      #expect(hasLast, "the colours of the last frame have taken the place of those before")
      terminal.theme = .plain
      terminal.close()
    }

    @Test func whatIsTypedArrivesInOrder() throws {
      let person = try Person()
      let terminal = try person.terminal()
      terminal.show(list(terminal.size, selected: 3))
      var events: [TerminalEvent] = []
      person.type("j\u{1B}[A\u{1B}[200~a\nb\u{1B}[201~")
      while !events.contains(.pasted("a b")) { events += terminal.wait() }
      person.type("\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\\u{1B}[<0;9;3M\u{1B}")
      while !events.contains(.key(.escape)) { events += terminal.wait() }
      #expect(
        events.filter { $0 != .resized(terminal.size) } == [
          .key(.character("j")), .key(.up), .pasted("a b"), .background(isDark: false),
          .mouse(Mouse(.press, at: Point(x: 8, y: 2))), .key(.escape),
        ])
      terminal.close()
    }

    @Test func anAnswerThatIsOnItsWayAtTheEndIsNotLeftForTheShell() throws {
      let person = try Person(answers: false)
      let terminal = try person.terminal()
      terminal.show(list(terminal.size, selected: 3))
      _ = person.sees()
      person.type("\u{1B}]11;rgb:0000/0000/0000\u{1B}\\\u{1B}[?62;c")
      terminal.close()
      #expect(!person.hasUnreadInput)
    }

    @Test func aTerminalWithoutASecondScreenIsAskedNothing() throws {
      let person = try Person()
      let terminal = try person.terminal(depth: nil, environment: ["TERM": "vt100"])
      #expect(terminal.depth == .mono)
      terminal.hasMouse = true
      terminal.show(list(terminal.size, selected: 3))
      terminal.close()
      let sent = person.reads()
      #expect(!sent.contains("\u{1B}]") && !sent.contains("2026") && !sent.contains("1000"))
    }

    @Test func whenTheSizeChangesAllIsSentAnew() throws {
      let person = try Person()
      let terminal = try person.terminal()
      terminal.show(list(terminal.size, selected: 3))
      person.resize(to: Size(width: 100, height: 30))
      raise(SIGWINCH)
      #expect(terminal.wait().contains(.resized(Size(width: 100, height: 30))))
      var glass = Glass(size: terminal.size)
      _ = person.sees()
      let grid = list(terminal.size, selected: 5)
      terminal.repaint()
      terminal.show(grid)
      glass.take(person.sees())
      #expect(glass.differences(from: grid) == [] && glass.strange == [])
      terminal.close()
    }
  }
}
