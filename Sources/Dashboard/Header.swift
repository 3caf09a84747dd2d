import Foundation
import Gazetteer
import IncidentStore
import Incidents
import TerminalKit

/// The banner, and the two lines above the panes: how we are, and where we are.
struct HeaderView {
  let state: DashboardState
  let layout: Layout
  private var symbols: Symbols { state.symbols }

  init(state: DashboardState, layout: Layout) {
    self.state = state
    self.layout = layout
  }

  func draw(on grid: inout Grid) {
    if let row = layout.banner, let banner = state.banner {
      fill(row, .statusbarWarn, on: &grid)
      let x = max(0, (grid.size.width - displayWidth(banner)) / 2)
      grid.put(banner, x: x, y: row, role: .statusbarWarn)
    }
    drawStatus(on: &grid)
    drawBreadcrumb(on: &grid)
  }

  private func drawStatus(on grid: inout Grid) {
    let y = layout.header
    fill(y, .statusbar, on: &grid)
    var right = grid.size.width - 1
    if grid.size.width >= 60, let key = KeyMap.label(of: .openHelp, in: state.context) {
      right = grid.put("\(key) help", endingAt: right, y: y, role: .statusbar) - 2
    }
    if state.newIncidents > 0 {
      right = grid.put(
        "\(grouped(state.newIncidents)) new", endingAt: right, y: y, role: .rowNew)
      right = grid.put(" \(symbols.dot) ", endingAt: right, y: y, role: .statusbar)
    }
    if let overview = state.overview {
      let count = grouped(overview.incidents)
      let words =
        grid.size.width < 60
        ? count : "\(count) incident\(overview.incidents == 1 ? "" : "s")"
      right = grid.put(words, endingAt: right, y: y, role: .statusbar)
    }

    let (word, role) = mood
    var left = grid.put(word, x: 1, y: y, limit: right, role: role)
    left = grid.put(" \(state.now.clock)", x: left, y: y, limit: right, role: .statusbar)
    if let note, left + displayWidth(note) + 4 < right {
      grid.put("  \(note)", x: left, y: y, limit: right - 2, role: .statusbar)
    }
  }

  private var mood: (String, Role) {
    if let problem = state.storeProblem {
      return ("STORE UNREADABLE since \(problem.since.clock), now", .statusbarWarn)
    }
    if let pause = state.pause {
      return ("PAUSED since \(pause.since.clock), now", .statusbarPaused)
    }
    return ("LIVE", .statusbarLive)
  }

  private var note: String? {
    if state.pause?.hasMissed == true { return "the store has changed" }
    guard let following = state.following else { return nil }
    return "following \(following.folder) \(following.files) file\(following.files == 1 ? "" : "s")"
  }

  private func drawBreadcrumb(on grid: inout Grid) {
    let y = layout.breadcrumb
    fill(y, .breadcrumb, on: &grid)
    var right = grid.size.width - 1
    let isCurrent = state.incidents.answered == state.incidents.query
    if let window = state.incidents.window, isCurrent, let overview = state.overview,
      state.incidents.query != IncidentQuery()
    {
      let words = "\(grouped(window.total)) of \(grouped(overview.incidents))"
      right = grid.put(words, endingAt: right, y: y, role: .filterCount) - 2
    }
    if let search = state.incidents.search {
      let words = "find \(symbols.quoted(search))"
      if displayWidth(words) < right / 2 {
        right = grid.put(words, endingAt: right, y: y, role: .filterActive) - 2
      }
    }
    let filter = state.incidents.query.words(asOf: state.now)
    if !filter.isEmpty, displayWidth(filter) < right / 2 {
      right = grid.put(filter, endingAt: right, y: y, role: .filterActive) - 2
    }
    let separator = Span(" \(symbols.crumb) ", .textDim)
    let crumbs = crumbs.enumerated().map { index, name in
      Span(name, index == self.crumbs.count - 1 ? .breadcrumbActive : .breadcrumb)
    }
    grid.put(crumbs.joinedBy(separator), x: 1, y: y, limit: right)
  }

  /// From the world down to where the person is.
  private var crumbs: [String] {
    var crumbs = ["World"]
    if let region = state.incidents.query.region {
      let name = Gazetteer.world.name(of: region)
      if region.country != region { crumbs.append(Gazetteer.world.name(of: region.country)) }
      crumbs.append(Gazetteer.world.isDisputed(region) ? "\(name) (disputed)" : name)
    }
    if state.focus == .detail, !layout.hasFrames {
      // The section comes first where there is no frame to say it.
      let section = state.detail.section
      return [
        "\(section.title) \(section.rawValue + 1)/\(DetailSection.allCases.count)",
        state.detail.incident?.rawValue ?? "nothing selected",
      ]
    }
    if !layout.hasFrames, state.focus == .regions { crumbs.append("regions") }
    return crumbs
  }

  private func fill(_ row: Int, _ role: Role, on grid: inout Grid) {
    grid.clear(Rect(x: 0, y: row, width: grid.size.width, height: 1), role: role)
  }
}

extension IncidentQuery {
  /// The filter besides the region: `status:rumour,reported since:14:00Z`.
  fileprivate func words(asOf now: Date) -> String {
    var words: [String] = []
    if !statuses.isEmpty {
      words.append("status:" + statuses.map(\.rawValue).sorted().joined(separator: ","))
    }
    if !official.isEmpty {
      words.append("official:" + official.map(\.rawValue).sorted().joined(separator: ","))
    }
    if let since { words.append("since:\(since.clock(asOf: now))") }
    return words.joined(separator: " ")
  }
}
