import Testing

@testable import TerminalKit

struct ColorTests {
  @Test(
    "A colour is written in one of five ways",
    arguments: [
      ("default", Color.default), ("ansi:0", .ansi(0)), ("ansi:15", .ansi(15)),
      ("idx:255", .indexed(255)), ("#fff", .rgb(RGB(255, 255, 255))),
      ("#12aB34", .rgb(RGB(0x12, 0xAB, 0x34))),
      ("ansi:16", nil), ("idx:256", nil), ("ansi:-1", nil), ("ansi:", nil), ("#ff", nil),
      ("#+12345", nil), ("ffffff", nil), ("red", nil), ("", nil), ("#１２３", nil),
    ] as [(String, Color?)])
  func names(text: String, color: Color?) {
    #expect(Color(text) == color)
  }

  @Test(
    "A colour that a terminal lacks is shown by the one that looks most like it",
    arguments: [
      ("#ff8700", Color.indexed(208), Color.ansi(9)),
      ("#000000", .indexed(16), .ansi(0)),
      ("#ffffff", .indexed(231), .ansi(15)),
      ("#808080", .indexed(244), .ansi(8)),
      ("#5f87af", .indexed(67), .ansi(8)),
      ("#d70000", .indexed(160), .ansi(1)),
      ("idx:21", .indexed(21), .ansi(4)),
      ("ansi:9", .ansi(9), .ansi(9)),
      ("default", .default, .default),
    ] as [(String, Color, Color)])
  func nearest(text: String, in256: Color, in16: Color) throws {
    let color = try #require(Color(text))
    #expect(color.reduced(to: .indexed256) == in256)
    #expect(color.reduced(to: .ansi16) == in16)
    #expect(color.reduced(to: .mono) == .default)
  }

  @Test func withAllColoursEveryOneIsShownAsItIs() {
    #expect(Color.rgb(RGB(1, 2, 3)).reduced(to: .trueColor) == .rgb(RGB(1, 2, 3)))
    #expect(Color.indexed(208).reduced(to: .trueColor) == .rgb(RGB(255, 135, 0)))
    #expect(Color.indexed(9).reduced(to: .trueColor) == .ansi(9), "a person's own palette")
    #expect(Color.ansi(3).reduced(to: .trueColor) == .ansi(3))
    #expect(Color.default.reduced(to: .trueColor) == .default)
  }

  @Test(
    "NO_COLOR wins, then what the terminal has counts",
    arguments: [
      ([:], 256, ColorDepth.indexed256), ([:], 0x1000000, .trueColor), ([:], 88, .ansi16),
      ([:], 16, .ansi16), ([:], 8, .ansi8), ([:], 0, .mono), ([:], -1, .mono),
      (["NO_COLOR": "1"], 256, .mono), (["NO_COLOR": "0"], 256, .mono),
      (["NO_COLOR": ""], 256, .indexed256),
    ] as [([String: String], Int, ColorDepth)])
  func depth(environment: [String: String], colors: Int, expected: ColorDepth) {
    #expect(ColorDepth.detect(environment: environment, colors: colors) == expected)
  }
}
