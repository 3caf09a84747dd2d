import IncidentStore
import TerminalKit

// The cursor sticks to the latest report, until the person moves.

extension DashboardState {
  mutating func followHead() -> [Effect] {
    if moment != nil {
      let key = keys.label(of: .back, in: .incidents) ?? ""
      message = Message(text: "nothing new comes into the past: \(key) returns to now")
      return []
    }
    if followsHead {
      followsHead = false
      return []
    }
    var effects = go(to: .incidents)
    if pause != nil { effects += togglePause() }
    followsHead = true
    if incidents.query.listOrder != IncidentOrder(.lastReport) {
      effects += endRange()
      incidents.query.order = IncidentOrder(.lastReport)
    }
    incidents.find = nil
    arrival = nil
    message = Message(text: "the cursor follows the latest report: any movement ends that")
    return effects + [load(.first)]
  }
}
