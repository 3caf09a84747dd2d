import Dashboard
import IncidentStore
import Incidents
import TerminalKit
import Testing

/// The dashboard in words, as `--plain` shows it.
struct PlainTests {
  static let recorded = Scene.all.filter {
    [
      "regions", "list", "changes", "feeds", "map", "heat", "help", "palette", "columns",
      "wrong filter", "command",
    ].contains($0.name) || $0.name.hasPrefix("detail")
  }

  @Test(arguments: recorded, [(80, 24), (120, 40)])
  func `Every screen in words`(scene: Scene, size: (width: Int, height: Int)) throws {
    let play = scene.play(Size(width: size.width, height: size.height), .plain)
    try expectScreen(
      play.screen,
      named: "plain-\(scene.name.replacing(" ", with: "-"))-\(size.width)x\(size.height)")
  }

  @Test(arguments: Scene.all)
  func `No frame, no branch and no bar is drawn, and only the selected row has a sign`(
    scene: Scene
  ) {
    for size in AccessibilityTests.sizes {
      let play = scene.play(size, .plain)
      let text = play.screen.text
      for picture in ["---", "===", "##", "+-", "``", ".."] {
        #expect(!text.contains(picture), "\(size): \(picture)")
      }
      #expect(!play.lines.contains { $0.hasPrefix("|") || $0.hasSuffix("|") })
      #expect(play.lines.count { $0.hasPrefix(">") } <= 1)
    }
  }

  @Test func `A row says what matters most first, in words`() {
    let play = Play(size: Size(width: 200, height: 24), glyphs: .plain)
    #expect(
      play.cursorLine == "> explosion, About 10 explosions, outskirts of Krasnodar; reported, "
        + "1 origin, grade F; official silent 5h12; 4m ago")
  }
}
