import TerminalKit
import Testing

/// Whole screens of what lies over the panes, and of the panes at the sizes that no other test records.
struct StoryScreenTests {
  static let sizes = [(30, 8), (45, 20), (80, 24), (120, 40), (200, 60)]
  static let small = [(30, 8)]
  static let smallAndLarge = [(30, 8), (200, 60)]

  private static let overlays: [(name: String, keys: String, sizes: [(Int, Int)])] = [
    ("regions", "1 Down", [(30, 8), (45, 20), (80, 24)]),
    ("detail", "Enter", smallAndLarge),
    ("statements", "Enter Right Right", sizes),
    ("changes", "4", small),
    ("feeds", "5", small),
    ("as-of", "[ [ [", small),
    ("help", "?", sizes),
    ("themes", "t Down", sizes),
    ("sorting", "s", sizes),
    ("find", "/ ‹drone›", sizes),
    ("find-nothing", "/ ‹zzz›", [(30, 8), (80, 24)]),
    ("palette-found", "Ctrl-P ‹map›", [(30, 8), (45, 20), (200, 60)]),
    ("filter-typed", "f ‹kind:fi›", sizes),
    ("filter-wrong", "f ‹kind:fyre› Enter", small),
    ("command-typed", ": ‹rate Har›", sizes),
    ("marked", "Space v Down", smallAndLarge),
    ("columns", "C Down Down Down Space", smallAndLarge),
    ("nothing-here", "w", sizes),
    ("zoomed-detail", "Enter z", [(80, 24), (120, 40), (200, 60)]),
  ]

  private static let pictures: [(name: String, keys: String, sizes: [(Int, Int)])] = [
    ("map-marked", "Space Space m", sizes),
    ("heat-without-word", "H w Down", sizes),
    ("map-themes", "m t", [(80, 24), (120, 40)]),
  ]

  private static func cases(
    _ table: [(name: String, keys: String, sizes: [(Int, Int)])]
  ) -> [(String, String, Int, Int)] {
    table.flatMap { row in row.sizes.map { (row.name, row.keys, $0.0, $0.1) } }
  }

  @Test(arguments: cases(overlays))
  func `What a person has in front of them after these keys`(
    name: String, keys: String, width: Int, height: Int
  ) throws {
    var play = Play.desk(width, height)
    play.keys(keys)
    try expectScreen(play.screen, named: "\(name)-\(width)x\(height)")
  }

  @Test(arguments: cases(pictures))
  func `Map and heat after these keys`(
    name: String, keys: String, width: Int, height: Int
  ) throws {
    var play = Play.placed(width, height)
    play.keys(keys)
    try expectScreen(play.screen, named: "\(name)-\(width)x\(height)")
  }

  @Test(arguments: sizes)
  func `Whether so much is meant`(width: Int, height: Int) throws {
    var play = Play.desk(width, height, .many(40))
    play.keys("v G v a")
    try expectScreen(play.screen, named: "confirming-\(width)x\(height)")
  }

  @Test(arguments: sizes)
  func `What is put aside comes back with its undo`(width: Int, height: Int) throws {
    var play = Play.desk(width, height)
    play.keys("Space Space a u")
    try expectScreen(play.screen, named: "undone-\(width)x\(height)")
  }
}
