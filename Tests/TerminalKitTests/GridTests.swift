import Testing

@testable import TerminalKit

struct GridTests {
  private func row(_ width: Int, _ draw: (inout Grid) -> Void) -> Grid {
    var grid = Grid(size: Size(width: width, height: 1))
    draw(&grid)
    return grid
  }

  @Test(
    "Text that does not fit is cut, and says so",
    arguments: [
      ("Krasnodar", 9, "Krasnodar"), ("Krasnodar", 8, "Krasnod…"), ("Krasnodar", 1, "…"),
      ("Краснодар", 5, "Крас…"), ("東京都", 6, "東京都"), ("東京都", 5, "東京…"),
      ("東京都", 4, "東…"), ("東京", 1, "…"), ("a東", 2, "a…"), ("", 3, ""),
    ])
  func cutting(text: String, width: Int, expected: String) {
    #expect(row(width) { $0.put(text, x: 0, y: 0) }.text == expected)
  }

  @Test func aLimitCutsBeforeTheEdge() {
    var used = 0
    let grid = row(10) {
      $0.put("..........", x: 0, y: 0)
      used = $0.put("Orenburg", x: 2, y: 0, limit: 6)
    }

    #expect(grid.text == "..Ore…....")
    #expect(used == 6)
  }

  @Test(
    "Half of a wide glyph is never left behind",
    arguments: [(0, "x 本"), (1, " x本"), (2, "日x"), (3, "日 x")])
  func overlap(x: Int, expected: String) {
    let grid = row(4) {
      $0.put("日本", x: 0, y: 0)
      $0.put("x", x: x, y: 0)
    }
    #expect(grid.text == expected)
  }

  @Test func aWideGlyphOverWideOnesLeavesBlanks() {
    let grid = row(6) {
      $0.put("日本語", x: 0, y: 0)
      $0.put("火", x: 1, y: 0)
    }
    #expect(grid.text == " 火 語")
  }

  @Test func marksGoWithTheCellTheyStandOn() {
    var grid = row(4) { $0.put("x\u{323}y", x: 0, y: 0) }
    #expect(grid.text == "x\u{323}y")
    #expect(grid.marks(at: 0) == ["\u{323}"])

    grid.put("z", x: 0, y: 0)
    #expect(grid.text == "zy")
    #expect(grid.marks(at: 0).isEmpty)
  }

  @Test func whatASourceSendsCannotLeaveItsPlace() {
    let grid = row(20) { $0.put("a\u{1B}[2J\u{202E}b\nc\u{E0041}", x: 0, y: 0) }
    #expect(grid.text == "a[2Jb c")
  }

  @Test func paintingKeepsWordsAndRoles() {
    let grid = row(6) {
      $0.put("silent", x: 0, y: 0, role: .officialSilent)
      $0.paint(Rect(x: 1, y: 0, width: 2, height: 1), over: .cursor)
    }

    #expect(grid.text == "silent")
    #expect(grid.text(inRole: .cursor, y: 0) == "il")
    #expect(grid.text(inRole: .officialSilent, y: 0) == "silent")
  }

  @Test func nothingIsDrawnOutside() {
    let blank = row(4) { _ in }
    let grid = row(4) {
      $0.put("x", x: 0, y: 1)
      $0.put("x", x: -1, y: 0)
      $0.put("x", x: 4, y: 0)
      $0.paint(Rect(x: 3, y: 1, width: 9, height: 9), over: .cursor)
      $0.clear(Rect(x: -5, y: -5, width: 3, height: 3))
    }
    #expect(grid == blank)
    #expect(Grid(size: Size(width: -1, height: 5)).text == "\n\n\n\n")
  }
}
