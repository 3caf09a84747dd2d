import Foundation
import IncidentStore
import Incidents
import TerminalKit

// What follows when time passes, the store changes or fails, or the terminal has another size.

extension DashboardState {
  mutating func loadEverything() -> [Effect] {
    [.loadRegions, .loadOverview] + [incidents.selection == nil ? load(.first) : reload()]
  }

  /// The store has changed: ask again for what is on screen, unless the person has paused.
  mutating func refresh() -> [Effect] {
    if pause != nil {
      pause?.hasMissed = true
      return []
    }
    return loadEverything()
  }

  mutating func passTime(to later: Date) -> [Effect] {
    let earlier = now
    now = later
    // A silence that falls overdue, or that nobody listens to any more, changes without an entry.
    let hasTurned = incidents.rows.contains { row in
      guard let edge = row.standing.official.changesAt else { return false }
      return earlier < edge && edge <= later
    }
    return hasTurned ? refresh() : []
  }

  mutating func resize(to size: Size) -> [Effect] {
    self.size = size
    return loadNearEdge()
  }

  /// F2: keep the last good view, and say so.
  mutating func fail(_ effect: Effect, _ sentence: String) -> [Effect] {
    storeProblem = StoreProblem(sentence: sentence, since: storeProblem?.since ?? now)
    switch effect {
    case .loadIncidents(_, _, _, _, incidents.request?.generation): incidents.request = nil
    case .find(_, _, _, _, incidents.find?.generation): incidents.find = nil
    default: break
    }
    return []
  }

  mutating func followed(_ notice: FollowNotice) -> [Effect] {
    following = notice
    if let problem = notice.problem { message = Message(text: problem, role: .msgWarn) }
    return []
  }

  /// Stops live refresh, or takes it up again with all that was missed.
  mutating func togglePause() -> [Effect] {
    guard let pause else {
      self.pause = Pause(since: now)
      return []
    }
    self.pause = nil
    return pause.hasMissed ? loadEverything() : []
  }

  /// Every row is familiar from now on.
  mutating func clearMarks() {
    incidents.marks = [:]
    familiar = overview?.incidents
  }
}
