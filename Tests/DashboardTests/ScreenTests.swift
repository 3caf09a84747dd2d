import Dashboard
import Incidents
import TerminalKit
import Testing

struct ScreenTests {
  static let following = FollowNotice(folder: "feeds", files: 3)

  @Test(arguments: [(80, 24), (120, 40), (200, 60), (45, 20), (30, 8)])
  func `The main screen at every size that we promise`(width: Int, height: Int) throws {
    let play = Play(size: Size(width: width, height: height), following: Self.following)
    try expectScreen(play.screen, named: "main-\(width)x\(height)")
  }

  @Test func `The demo says on every screen that it is one`() throws {
    let play = Play(banner: "DEMO · invented reports, not news", following: Self.following)
    try expectScreen(play.screen, named: "demo-80x24")
  }

  @Test(arguments: [(80, 24), (120, 40), (45, 20)])
  func `The detail opens with the chain, the positions and what would change it`(
    width: Int, height: Int
  ) throws {
    var play = Play(size: Size(width: width, height: height))
    play.press(.enter)
    try expectScreen(play.screen, named: "detail-\(width)x\(height)")
  }

  @Test(arguments: ["origins", "statements", "claims", "evidence", "why", "changes", "text"])
  func `Each section of the detail`(section: String) throws {
    var play = Play()
    play.press(.enter)
    let all = ["origins", "statements", "claims", "evidence", "why", "changes", "text"]
    for _ in 0...(all.firstIndex(of: section) ?? 0) { play.press(.right) }
    try expectScreen(play.screen, named: "detail-\(section)-80x24")
  }

  @Test(arguments: [(80, 24), (120, 40), (45, 20)])
  func `What is marked, and which columns there are`(width: Int, height: Int) throws {
    var play = Play(size: Size(width: width, height: height), person: "ada")
    play.press(.character(" "), .down, .character("v"), .down, .character("v"))
    try expectScreen(play.screen, named: "marks-\(width)x\(height)")
    play.press(.character("C"), .down, .down, .down, .character(" "))
    try expectScreen(play.screen, named: "columns-\(width)x\(height)")
  }

  @Test func `The help at 80x24 and in ASCII`() throws {
    var play = Play(glyphs: .ascii)
    play.press(.character("?"))
    try expectScreen(play.screen, named: "help-ascii-80x24")
  }
}
