import Foundation
import IncidentStore
import Incidents
import TerminalKit
import Testing

@testable import Dashboard

/// What those rely on who do not see the screen, its colours, or anything but ASCII.
struct AccessibilityTests {
  static let sizes = [
    Size(width: 80, height: 24), Size(width: 200, height: 60), Size(width: 45, height: 20),
  ]

  @Test(arguments: Scene.all, [GlyphSet.unicode, .ascii, .plain])
  func `The hardware cursor is on the selected row, or where one types`(
    scene: Scene, glyphs: GlyphSet
  ) throws {
    for size in Self.sizes {
      let play = scene.play(size, glyphs)
      let cursor = try #require(play.screen.cursor, "\(size)")
      let line = play.cursorLine
      switch scene.cursor {
      case .start: #expect((2..<size.height - 1).contains(cursor.y), "\(size): \(line)")
      case .row(let words):
        #expect(line.contains(words), "\(size): \(line)")
        let sign = Unicode.Scalar(glyphs == .unicode ? "▸" : ">")
        #expect(play.screen[cursor.x, cursor.y].scalar == sign, "\(size): \(line)")
      case .caret(let typed):
        let before = (0..<cursor.x).map { String(play.screen[$0, cursor.y].scalar) }.joined()
        #expect(before.hasSuffix(typed), "\(size): \(line)")
      }
    }
  }

  @Test(arguments: Scene.all, [GlyphSet.ascii, .plain])
  func `Where ASCII is asked for, nothing else is drawn`(scene: Scene, glyphs: GlyphSet) {
    for size in Self.sizes {
      let screen = scene.play(size, glyphs).screen
      let others = screen.text.unicodeScalars.filter { !$0.isASCII }
      #expect(String(String.UnicodeScalarView(others)) == "", "\(size)")
    }
  }

  @Test func `A source's own letters stay what they are in ASCII`() {
    let title = "Взрыв — «громкий» — у порта"
    let play = Play([.sample(1, title)], glyphs: .plain)
    #expect(play.screen.text.contains("Взрыв - \"громкий\" - у порта"))
  }

  @Test(arguments: [GlyphSet.ascii, .plain])
  func `Names that the program brings lose their marks in ASCII`(glyphs: GlyphSet) {
    let rows: [IncidentSummary] = [
      .sample(1, "Взрыв в Гхоре", region: "AF-GHO"), .sample(2, region: "PL-10"),
    ]
    for size in Self.sizes {
      var play = Play(rows, size: size, glyphs: glyphs)
      #expect(play.screen.text.contains("Взрыв в Гхоре"), "a source's words stay")
      func others() -> String {
        let drawn = play.screen.text.replacing("Взрыв в Гхоре", with: "")
        return String(String.UnicodeScalarView(drawn.unicodeScalars.filter { !$0.isASCII }))
      }
      #expect(others() == "")
      for key: Key in [.character("1"), .down, .down, .character("4"), .character("m")] {
        play.press(key)
        #expect(others() == "", "\(size), \(key)")
      }
    }
    #expect(Symbols.ascii.name(of: "AF-GHO") == "Ghor")
    #expect(Symbols.unicode.name(of: "AF-GHO") == "Ghōr")
    #expect(Symbols.ascii.name(of: "PL-10") == "Lodz")
  }

  @Test func `What is new, marked or put aside is told in words`() {
    var play = Play(.eight, glyphs: .plain, person: "ada")
    play.commit { store in
      store.rows.append(.sample(77, "Warehouse on fire", last: "14:20"))
      store.rows[1].desk.note = "call the port"
    }
    #expect(play.line(with: "Warehouse on fire").hasPrefix("  new: "))
    #expect(play.line(with: "Novorossiysk bay").contains("note: drone"))
    play.press(.character(" "))
    #expect(play.line(with: "About 10 explosions").hasPrefix("  marked: "))
    #expect(play.lines[1].contains("1 marked"))
  }

  @Test(arguments: [(GlyphSet.unicode, "▸* 4m"), (.ascii, ">* 4m")])
  func `A selected row that changes says so beside the cursor`(glyphs: GlyphSet, sign: String) {
    var play = Play(.eight, glyphs: glyphs, person: "ada")
    play.commit { $0.rows[0].standing.reports += 1 }
    #expect(play.cursorLine.contains(sign))
  }
}
