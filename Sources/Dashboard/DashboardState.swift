public import Foundation
public import IncidentStore
import Incidents
public import TerminalKit

/// Everything the dashboard knows. Two equal states draw the same frame.
public struct DashboardState: Equatable, Sendable {
  /// The latest time that an action brought.
  var clock: Date
  /// What is on screen is what the store knew at this time. `nil`: live.
  var moment: Date?
  var size: Size
  let symbols: Symbols
  /// Stands above everything else for as long as the program runs. `nil`: nothing to warn of.
  let banner: String?
  /// Which key does what.
  var keys: KeyMap
  /// Whose desk this is: whose acknowledgements, snoozes and notes count. `nil`: nobody's.
  let person: String?

  /// The screen goes to another time, whose rows have not all come yet: until they have, the last frame
  /// stands, for it is whole.
  public internal(set) var isArriving = false

  var overview: StoreOverview?
  /// How many of the store's incidents are no news to the person. `nil` until the first overview.
  var familiar: Int?
  var following: FollowNotice?
  var pause: Pause?
  /// The cursor sticks to the latest report.
  var followsHead = false
  var storeProblem: StoreProblem?
  var message: Message?

  var focus = Pane.incidents
  var places = Places()
  /// Where we were before the key that is being handled.
  var settled: Place?
  var isZoomed = false
  var regions = RegionsPane()
  var incidents: IncidentsPane
  var detail = DetailPane()
  var changes = ChangesPane()
  var feeds = FeedsPane()
  var map = MapPane()
  var heat = HeatPane()
  var pictureCounts = PictureCounts()
  /// From where the detail was opened, and where going back from it leads.
  var detailOrigin = Pane.incidents
  /// An incident to be opened at a section, as soon as the list has it.
  var arrival: Arrival?
  /// The step to another moment that is under way.
  var step: TimeStep?
  var names = DeskNames()
  var prompt: SearchPrompt?
  var filterPrompt: FilterPrompt?
  /// A column's letter is awaited, to sort by.
  var isSorting = false
  var desk: DeskPrompt?
  /// The lines of this session and of those before it.
  var typed: TypedLines
  var confirmation: Confirmation?
  var chooser: ColumnChooser?
  var help: HelpOverlay?
  var palette: Palette?
  /// The names of what was chosen in the palette, the latest first.
  var recentEntries: [String] = []
  /// What the dashboard looks like, as the person named it.
  var theme: String
  /// The themes to choose from.
  let themes: [String]
  var picker: ThemePicker?
  /// Clicks come here, and do not select text in the terminal.
  var hasMouse = false
  var lastClick: Click?

  private var lastGeneration = 0

  /// - Parameters:
  ///   - query: What the list begins with, and in which order.
  ///   - banner: Shown above everything else, such as "DEMO · invented reports, not news".
  ///   - following: The folder that is taken in beside this, if there is one.
  ///   - person: Whose desk this is. The list then leaves out what they have put aside.
  ///   - keys: Which key does what.
  ///   - typed: What was typed in sessions before this one.
  ///   - theme: What the dashboard looks like.
  ///   - themes: What else there is.
  public init(
    now: Date, size: Size, query: IncidentQuery = IncidentQuery(), glyphs: GlyphSet = .unicode,
    banner: String? = nil, following: FollowNotice? = nil, person: String? = nil,
    keys: KeyMap = .standard, typed: TypedLines = TypedLines(), theme: String = "terminal",
    themes: [String] = []
  ) {
    clock = now
    self.size = size
    self.symbols = glyphs.symbols
    self.banner = banner
    self.following = following
    self.person = person
    self.keys = keys
    self.typed = typed
    self.theme = theme
    self.themes = themes.contains(theme) ? themes : [theme] + themes
    incidents = IncidentsPane(query: query)
    incidents.query.now = now.minute
    incidents.query.person = person
    incidents.query.usualAttention = person == nil ? .all : .due
    regions.selection = query.filter.region
  }

  /// All clocks and ages on screen count to here.
  var now: Date { moment ?? clock }

  /// The list or the detail that belongs to what was done has been asked for. A detail that is only read
  /// anew may follow: until then it is there as it was.
  public var isAwaitingAnswer: Bool {
    incidents.request != nil || detail.isAwaited && detail.subject == nil
  }

  /// When a clock or an age on screen changes next. `nil` when none is shown, or time stands still.
  ///
  /// All of them count whole minutes of UTC, so that they change together and at most once a minute.
  public var nextClockEdge: Date? {
    Layout.fits(size) && moment == nil ? clock.minute.addingTimeInterval(60) : nil
  }

  /// Time alone may have changed what the store says.
  public func mayTurn(by now: Date) -> Bool {
    guard let overview else { return true }
    return overview.nextTurn.map { $0 <= now } ?? false
  }

  /// Incidents that came since the person began to look, or last said to have seen all.
  var newIncidents: Int {
    guard moment == nil, let overview, let familiar else { return 0 }
    return max(0, overview.incidents - familiar)
  }

  /// Up to where the person has looked. `nil`: nowhere yet; or nobody looks, or only at the past.
  var seen: Seen? { moment == nil && person != nil ? overview?.seen : nil }

  /// Changes that matter since the person last marked all as seen.
  var unseenChanges: Int { moment == nil && person != nil ? overview?.unseenChanges ?? 0 : 0 }

  /// A number for a request: an answer to an older one of its kind is dropped.
  mutating func nextGeneration() -> Int {
    lastGeneration += 1
    return lastGeneration
  }
}

/// The parts of the screen that take keys.
enum Pane: Int, CaseIterable, Codable, Sendable {
  case regions = 1
  case incidents
  case detail
  case changes
  case feeds
  case map
  case heat

  /// Those that Tab goes through; pictures are looked at, and left.
  static let lists: [Self] = [.regions, .incidents, .detail, .changes, .feeds]
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
