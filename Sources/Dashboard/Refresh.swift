import Foundation
import IncidentStore
import Incidents
import TerminalKit

// What follows when time passes, the store changes or fails, or the terminal has another size.

extension DashboardState {
  mutating func loadEverything() -> [Effect] {
    // The list first: it is what the person waits for.
    var effects = [
      incidents.selection == nil && incidents.request == nil ? load(.first) : reload()
    ]
    effects += [.loadRegions, .loadOverview(person: person, now: now), .loadFeeds]
    if layout.changes != nil { effects.append(loadChanges()) }
    expirePictures()
    return effects
  }

  /// The store has changed: ask again for what is on screen, unless the person has paused.
  mutating func refresh() -> [Effect] {
    // The past does not change.
    if moment != nil { return [] }
    if pause != nil {
      pause?.hasMissed = true
      return []
    }
    return loadEverything()
  }

  mutating func passTime(to later: Date) -> [Effect] {
    let earlier = clock
    clock = later
    // A silence that falls overdue, or that nobody listens to any more, changes without an entry.
    let hasTurned = incidents.rows.contains { row in
      guard let edge = row.standing.official.changesAt else { return false }
      return earlier < edge && edge <= later
    }
    return hasTurned ? refresh() : passAttention()
  }

  mutating func resize(to size: Size) -> [Effect] {
    let showedChanges = layout.changes != nil
    self.size = size
    let showsChanges = layout.changes != nil
    return loadNearEdge() + (showsChanges && !showedChanges ? [loadChanges()] : [])
  }

  /// F2: keep the last good view, and say so.
  mutating func fail(_ effect: Effect, _ sentence: String) -> [Effect] {
    if case .travel = effect {
      step = nil
      message = Message(text: sentence, role: .msgError)
      return []
    }
    storeProblem = StoreProblem(sentence: sentence, since: storeProblem?.since ?? now)
    isArriving = false
    switch effect {
    case .loadIncidents(_, _, _, _, incidents.request?.generation): incidents.request = nil
    case .find(_, _, _, _, incidents.find?.generation),
      .findChanged(_, _, _, _, incidents.find?.generation):
      incidents.find = nil
    case .loadRange: incidents.marks.range?.request = nil
    case .findMoment(_, _, _, step?.generation): step = nil
    default: break
    }
    return []
  }

  /// The store did not take it, and says why.
  mutating func refused(_ sentence: String) -> [Effect] {
    message = Message(text: sentence, role: .msgError)
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
}
