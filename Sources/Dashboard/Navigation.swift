import IncidentStore
import Incidents
import TerminalKit

// What every pane has in common: going from one to another, and back.

extension DashboardState {
  /// Where the next key goes.
  var context: KeyContext {
    if desk != nil { return .desk }
    if palette != nil { return .palette }
    if filterPrompt != nil { return .filter }
    if prompt != nil || help?.isTyping == true { return .prompt }
    if picker != nil { return .themes }
    if chooser != nil { return .columns }
    if isSorting { return .sorting }
    if confirmation != nil { return .confirming }
    if help != nil { return .help }
    return paneContext
  }

  /// Where it would go if nothing lay over the panes.
  var paneContext: KeyContext {
    switch focus {
    case .regions: .regions
    case .incidents: .incidents
    case .detail: detail.section == .text ? .text : .detail
    case .changes: .changes
    case .feeds: .feeds
    case .map: .map
    case .heat: .heat
    }
  }

  /// Commands that mean the same wherever they are bound. `nil` when `command` belongs to one place.
  mutating func handleAnywhere(_ command: Command) -> [Effect]? {
    switch command {
    case .quit: return [.quit]
    case .repaint: return [.repaint]
    case .suspend: return [.suspend]
    case .toggleMouse: return toggleMouse()
    case .back: return back()
    case .backOrQuit: return back() ?? [.quit]
    case .nextPane: return go(to: neighbour(1))
    case .previousPane: return go(to: neighbour(-1))
    case .regionsPane: return go(to: .regions)
    case .incidentsPane: return go(to: .incidents)
    case .detailPane: return go(to: .detail)
    case .changesPane: return go(to: .changes)
    case .feedsPane: return go(to: .feeds)
    case .mapPane: return go(to: .map)
    case .heatPane: return go(to: .heat)
    case .zoom: isZoomed.toggle()
    case .openHelp: help = HelpOverlay(context: context)
    case .openThemes: return openThemes()
    case .openPalette: return openPalette()
    case .pause: return togglePause()
    case .markSeen: return markSeen()
    case .search: startSearch()
    case .filter: return openFilter()
    case .sort: isSorting = true
    case .openDesk: return openDesk()
    case .rate: return startRating()
    case .snooze: return openDesk("snooze ")
    case .acknowledge: return acknowledge()
    case .undo: return undo()
    case .attention: return turnAttention()
    case .placeBefore: return stepInPlaces(back: true)
    case .placeAfter: return stepInPlaces(back: false)
    case .followHead: return followHead()
    case .openColumns: return openColumns()
    case .mark: return toggleMark()
    case .markRange: return toggleRange()
    case .earlier: return stepInTime(.before)
    case .later: return stepInTime(.after)
    case .openSource: return go(on: .open)
    case .editText: return go(on: .edit)
    case .copyCitation: return go(on: .citation)
    case .copyJSON: return go(on: .json)
    case .pageSection: return page()
    default: return nil
    }
    return []
  }

  /// Gives `pane` the focus, and asks for what it then shows and has not.
  @discardableResult
  mutating func go(to pane: Pane) -> [Effect] {
    let wasShown = layout.changes != nil
    focus = pane
    if pane != .incidents { followsHead = false }
    detailOrigin = .incidents
    return layout.changes != nil && (!wasShown || pane == .changes) ? [loadChanges()] : []
  }

  /// The next pane of those that Tab goes through: the main three, and what else is always on screen.
  private func neighbour(_ step: Int) -> Pane {
    let all = Pane.lists
    let cycle = !isZoomed && Layout.hasStrip(size) ? all : [.regions, .incidents, .detail]
    let panes = cycle.contains(focus) ? cycle : all.contains(focus) ? all : [focus] + cycle
    let index = panes.firstIndex(of: focus) ?? 0
    return panes[(index + step + panes.count) % panes.count]
  }

  /// There is no level to go back to.
  var isAtRoot: Bool {
    help == nil && !isZoomed && focus.isOfList && regions.selection == nil && moment == nil
      && (focus != .incidents || incidents.search == nil && !incidents.marks.hasAny)
      && incidents.query.filter.isEmpty
  }

  /// One level back. `nil` at the root.
  private mutating func back() -> [Effect]? {
    if help != nil {
      goBackInHelp()
    } else if isZoomed {
      isZoomed = false
    } else if focus == .detail, detail.goBack() {
      return []
    } else if !focus.isOfList {
      return go(to: focus == .detail ? detailOrigin : .incidents)
    } else if focus == .incidents, clearMarks() {
      return []
    } else if focus == .incidents, incidents.search != nil {
      incidents.search = nil
    } else if let region = regions.selection {
      return select(region: region.country == region ? nil : region.country)
    } else if !incidents.query.filter.isEmpty {
      let key = keys.label(of: .filter, in: .incidents) ?? ""
      let remembered = remember(incidents.query.filter)
      message = Message(text: "no filter any more: \(key) and Up bring it back")
      return remembered + show(IncidentFilter())
    } else if moment != nil {
      return travel(to: nil)
    } else {
      return nil
    }
    return []
  }
}

extension Pane {
  /// The list, or the tree that it follows: where going back ends.
  fileprivate var isOfList: Bool { self == .regions || self == .incidents }
}
