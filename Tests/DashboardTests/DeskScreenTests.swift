import Dashboard
import Incidents
import TerminalKit
import Testing

/// Whole screens of the desk: changes, feeds, the past, the command line.
struct DeskScreenTests {
  static let sizes = [(80, 24), (120, 40), (200, 60), (45, 20)]

  static func desk(_ width: Int, _ height: Int) -> Play {
    Play(size: Size(width: width, height: height), person: "ada") { $0.fillDesk() }
  }

  @Test(arguments: sizes)
  func `What changed since one looked`(width: Int, height: Int) throws {
    var play = Self.desk(width, height)
    play.press(.character("4"))
    try expectScreen(play.screen, named: "changes-\(width)x\(height)")
  }

  @Test(arguments: sizes)
  func `How well we hear every feed`(width: Int, height: Int) throws {
    var play = Self.desk(width, height)
    play.press(.character("5"))
    try expectScreen(play.screen, named: "feeds-\(width)x\(height)")
  }

  @Test(arguments: sizes)
  func `The past says so above everything else`(width: Int, height: Int) throws {
    var play = Self.desk(width, height)
    play.press(.character("["), .character("["), .character("["))
    try expectScreen(play.screen, named: "as-of-\(width)x\(height)")
  }

  @Test(arguments: sizes)
  func `The command line says how a command is written and what may come next`(
    width: Int, height: Int
  ) throws {
    var play = Self.desk(width, height)
    play.type(":statement Governor ")
    play.press(.tab, .tab)
    try expectScreen(play.screen, named: "command-\(width)x\(height)")
  }

  @Test(arguments: [(80, 24), (45, 20)])
  func `A line that cannot be taken stays, with the reason above it`(
    width: Int, height: Int
  ) throws {
    var play = Self.desk(width, height)
    play.type(":rate Harbour Wire G because of its correction")
    play.press(.enter)
    try expectScreen(play.screen, named: "command-error-\(width)x\(height)")
  }

  @Test(arguments: [(80, 24), (120, 40)])
  func `What is acknowledged, oldest first`(width: Int, height: Int) throws {
    var play = Play(size: Size(width: width, height: height), person: "ada") { store in
      store.rows[1].desk.acknowledgedAt = .at("14:25")
      store.rows[2].desk = DeskState(acknowledgedAt: .at("14:00"), note: "call Kharkiv again")
      store.rows[7].desk.acknowledgedAt = .at("2026-11-20T12:00:00Z")
    }
    play.press(.character("A"))
    try expectScreen(play.screen, named: "acknowledged-\(width)x\(height)")
  }
}
