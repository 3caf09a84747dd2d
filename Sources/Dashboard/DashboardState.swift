public import Foundation
public import IncidentStore
import Incidents
public import TerminalKit

/// Everything the dashboard knows. Two equal states draw the same frame.
public struct DashboardState: Equatable, Sendable {
  /// The latest time that an action brought. All clocks and ages on screen count to here.
  var now: Date
  var size: Size
  let symbols: Symbols
  /// Stands above everything else for as long as the program runs. `nil`: nothing to warn of.
  let banner: String?

  var overview: StoreOverview?
  /// How many of the store's incidents are no news to the person. `nil` until the first overview.
  var familiar: Int?
  var following: FollowNotice?
  var pause: Pause?
  var storeProblem: StoreProblem?
  var message: Message?

  var focus = Pane.incidents
  var isZoomed = false
  var regions = RegionsPane()
  var incidents: IncidentsPane
  var detail = DetailPane()
  var prompt: SearchPrompt?
  var help: HelpOverlay?

  private var lastGeneration = 0

  /// - Parameters:
  ///   - query: What the list begins with; the person's choice of a region replaces its region.
  ///   - banner: Shown above everything else, such as "DEMO · invented reports, not news".
  ///   - following: The folder that is taken in beside this, if there is one.
  public init(
    now: Date, size: Size, query: IncidentQuery = IncidentQuery(), glyphs: GlyphSet = .unicode,
    banner: String? = nil, following: FollowNotice? = nil
  ) {
    self.now = now
    self.size = size
    self.symbols = glyphs.symbols
    self.banner = banner
    self.following = following
    incidents = IncidentsPane(query: query)
    regions.selection = query.region
  }

  /// When a clock or an age on screen changes next. `nil` when none is shown.
  ///
  /// All of them count whole minutes of UTC, so that they change together and at most once a minute.
  public var nextClockEdge: Date? {
    Layout.fits(size) ? now.minute.addingTimeInterval(60) : nil
  }

  /// Incidents that came since the person began to look, or last cleared the marks.
  var newIncidents: Int {
    guard let overview, let familiar else { return 0 }
    return max(0, overview.incidents - familiar)
  }

  /// A number for a request: an answer to an older one of its kind is dropped.
  mutating func nextGeneration() -> Int {
    lastGeneration += 1
    return lastGeneration
  }
}

/// The parts of the screen that take keys.
enum Pane: Int, CaseIterable, Sendable {
  case regions = 1
  case incidents
  case detail
}

/// The person has stopped live refresh.
struct Pause: Equatable, Sendable {
  var since: Date
  /// The store has changed meanwhile.
  var hasMissed = false
}

/// The store cannot be read; what stands on screen is what it said last.
struct StoreProblem: Equatable, Sendable {
  var sentence: String
  var since: Date
}

/// One line for the person, until the next key.
struct Message: Equatable, Sendable {
  var text: String
  var role = Role.msgInfo
}
