import Foundation
import IncidentStore
import Incidents
import TerminalKit

// What the store knew at another time: going there, stepping from change to change, coming back.

/// A step to the change before or after, that has been asked for.
struct TimeStep: Equatable, Sendable {
  var generation: Int
  var direction: TimeDirection
  /// In this incident alone. `nil`: anywhere.
  var incident: Incident.ID?
}

extension DashboardState {
  /// Where the step of a change begins: the detail steps through the changes of its incident.
  mutating func stepInTime(_ direction: TimeDirection) -> [Effect] {
    if direction == .after, moment == nil {
      message = Message(text: "this is now: nothing comes later")
      return []
    }
    guard step == nil else { return [] }
    let incident = focus == .detail ? detail.incident : nil
    let generation = nextGeneration()
    step = TimeStep(generation: generation, direction: direction, incident: incident)
    return [.findMoment(direction, now, in: incident, generation: generation)]
  }

  mutating func takeMoment(_ moment: Date?, _ generation: Int) -> [Effect] {
    guard let step, step.generation == generation else { return [] }
    if let moment { return travel(to: moment) }
    self.step = nil
    if step.direction == .after { return travel(to: nil) }
    let what = step.incident.map { "in \($0) " } ?? ""
    message = Message(text: "nothing changed \(what)before \(now.clock(asOf: clock))")
    return []
  }

  mutating func travel(to moment: Date?) -> [Effect] {
    if moment == nil, self.moment == nil {
      message = Message(text: "this is live already")
      return []
    }
    if let moment {
      // All that was known then is worked out anew, which takes a while in a large store.
      message = Message(text: "going to \(moment.clock(asOf: clock))\(symbols.ellipsis)")
    }
    return [.travel(to: moment)]
  }

  /// Everything on screen is asked for anew, of that time.
  mutating func travelled(to moment: Date?) -> [Effect] {
    step = nil
    message = nil
    followsHead = false
    self.moment = moment
    isArriving = true
    pause?.hasMissed = false
    incidents.query.now = now.minute
    incidents.news = [:]
    incidents.find = nil
    return loadEverything()
  }

  /// What stands above everything else while the screen shows the past. `nil`: live.
  var pastBanner: String? {
    guard let moment else { return nil }
    let live = keys.label(of: .back, in: .incidents) ?? ""
    let later = keys.label(of: .later, in: .incidents) ?? ""
    let (dash, dot) = (symbols.dash, symbols.dot)
    let time = "AS OF \(moment.day) \(moment.clock)"
    let variants = [
      "\(time) \(dash) not live \(dot) \(later) later \(dot) \(live) or :live returns",
      "\(time) \(dash) NOT LIVE",
    ]
    return variants.first { displayWidth($0) + 2 <= size.width }
      ?? "NOT LIVE \(dash) AS OF \(moment.clock)"
  }
}
