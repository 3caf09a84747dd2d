import Incidents
import TerminalKit

// What every pane has in common: going from one to another, and back.

extension DashboardState {
  /// Where the next key goes.
  var context: KeyContext {
    if prompt != nil { return .prompt }
    if help != nil { return .help }
    return switch focus {
    case .regions: .regions
    case .incidents: .incidents
    case .detail: detail.section == .text ? .text : .detail
    }
  }

  /// Commands that mean the same wherever they are bound. `nil` when `command` belongs to one place.
  mutating func handleAnywhere(_ command: Command) -> [Effect]? {
    switch command {
    case .quit: return [.quit]
    case .repaint: return [.repaint]
    case .suspend: return [.suspend]
    case .back: return back()
    case .backOrQuit: return back() ?? [.quit]
    case .nextPane: go(to: Pane(rawValue: focus.rawValue % 3 + 1) ?? .regions)
    case .previousPane: go(to: Pane(rawValue: (focus.rawValue + 1) % 3 + 1) ?? .regions)
    case .regionsPane: go(to: .regions)
    case .incidentsPane: go(to: .incidents)
    case .detailPane: go(to: .detail)
    case .zoom: isZoomed.toggle()
    case .openHelp: help = HelpOverlay(context: context)
    case .pause: return togglePause()
    case .clearMarks: clearMarks()
    case .search: startSearch()
    default: return nil
    }
    return []
  }

  mutating func go(to pane: Pane) {
    focus = pane
  }

  /// There is no level to go back to.
  var isAtRoot: Bool {
    help == nil && !isZoomed && focus != .detail && regions.selection == nil
      && (focus != .incidents || incidents.search == nil)
  }

  /// One level back. `nil` at the root.
  private mutating func back() -> [Effect]? {
    if help != nil {
      help = nil
    } else if isZoomed {
      isZoomed = false
    } else if focus == .detail {
      if !detail.goBack() { focus = .incidents }
    } else if focus == .incidents, incidents.search != nil {
      incidents.search = nil
    } else if let region = regions.selection {
      return select(region: region.country == region ? nil : region.country)
    } else {
      return nil
    }
    return []
  }
}
