public import Foundation
public import IncidentStore
public import Incidents
public import TerminalKit

/// Something that happened: a key, a change of the store, or the end of work that an ``Effect`` started.
public enum Action: Equatable, Sendable {
  /// The screen is open: the first thing to happen.
  case started
  case key(Key)
  /// Text from elsewhere, sanitised.
  case pasted(String)
  case mouse(Mouse)
  case resized(Size)
  case tick(Date)
  /// The store holds something new, from whatever process.
  case storeChanged
  case loaded(Loaded)
  /// The store could not answer what an effect asked; why, in one sentence.
  case failed(Effect, String)
  case recorded(RecordedAct)
  case recordedAll([RecordedAct])
  /// These acts, which were recorded together, no longer stand.
  case undone([RecordedAct])
  /// The store did not take what an effect would have recorded; why, and what to do, in one sentence.
  case refused(Effect, String)
  /// The active filter has this name now.
  case viewSaved(String)
  /// What is asked for from now on is answered as of this moment. `nil`: live.
  case travelled(to: Date?)
  case followed(FollowNotice)
  /// The file of a theme was written.
  case themeFileChanged
  /// A theme cannot be used, and the one before it stays; why, in one sentence.
  case themeFailed(String)
  /// Which key does what from now on; `nil`: the same as before. What is wrong with the file that says
  /// so, in one sentence.
  case keysRead(KeyMap?, problem: String?)
  /// How an effect outside the dashboard went, in one sentence.
  case told(String, isProblem: Bool)
  /// The program runs again after a suspension.
  case resumed(Date)
}

/// The answer to a query, with the generation of the effect that asked.
public enum Loaded: Equatable, Sendable {
  case regions([RegionTally])
  case overview(StoreOverview)
  case incidents(IncidentWindow, generation: Int)
  case counted(Int, generation: Int)
  /// `nil`: the store holds no such incident any more.
  case detail(IncidentDetail?, generation: Int)
  /// Newest first.
  case changes([ChangeLine], generation: Int)
  case feeds([Feed])
  case places(IncidentPlaces, generation: Int)
  case activity(Activity, of: IncidentQuery)
  case openCounts([OpenCount], of: IncidentQuery)
  /// `views`: saved filters by name.
  case names(sources: [Source], authorities: [Authority], views: [String: String])
  /// The rows from the upper end of a range of marks on.
  case range([IncidentSummary], generation: Int)
  /// `nil`: nothing matches from there on.
  case found(ListPosition?, generation: Int)
  /// `nil`: nothing changed that way.
  case moment(Date?, generation: Int)
  /// Without those that the store does not hold any more.
  case errand(Errand, [IncidentDetail])
}

/// How the following of a folder goes.
public struct FollowNotice: Equatable, Sendable {
  /// As the person knows it: the last part of its path.
  public var folder: String
  public var files: Int
  /// What went wrong with the latest file, in one sentence. `nil`: nothing.
  public var problem: String?

  public init(folder: String, files: Int, problem: String? = nil) {
    self.folder = folder
    self.files = files
    self.problem = problem
  }
}
