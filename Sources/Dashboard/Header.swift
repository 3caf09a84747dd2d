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

  func draw(on grid: inout Grid) {
    for (row, banner) in state.banners.enumerated() {
      fill(row, .statusbarWarn, on: &grid)
      let x = max(0, (grid.size.width - displayWidth(banner)) / 2)
      grid.put(banner, x: layout.isPlain ? 0 : x, y: row, role: .statusbarWarn)
    }
    if layout.isPlain { return drawWords(on: &grid) }
    drawStatus(on: &grid)
    drawBreadcrumb(on: &grid)
  }

  /// Both lines as words from the left edge on, which are cut at the end.
  private func drawWords(on grid: inout Grid) {
    fill(layout.header, .statusbar, on: &grid)
    let notes = allNotes.map(\.text)
    let status = ["Watchfloor \(mood.0) \(state.now.clock)"] + notes
    grid.put(status.joined(separator: symbols.separator), x: 0, y: layout.header, role: .statusbar)
    fill(layout.breadcrumb, .breadcrumb, on: &grid)
    let query = state.incidents.query
    let count = state.incidents.window?.total.map { total in
      let all = state.overview.map { " of \(grouped($0.incidents))" } ?? ""
      return "\(grouped(total))\(hidesSome ? all : "") incidents listed"
    }
    let place: [String?] = [
      query.filter.region.map { "In \(symbols.name(of: $0))" } ?? "In all regions",
      state.incidents.isCurrent ? count : nil, state.marksWords,
      state.incidents.search.map { "find \(symbols.quoted($0))" },
      filterWords.isEmpty ? nil : "filter \(filterWords)",
    ]
    grid.put(
      place.compactMap(\.self).joined(separator: symbols.separator), x: 0, y: layout.breadcrumb,
      role: .breadcrumb)
  }

  private func drawStatus(on grid: inout Grid) {
    let y = layout.header
    fill(y, .statusbar, on: &grid)
    let (word, role) = mood
    var left = grid.put(word, x: 1, y: y, limit: grid.size.width - 1, role: role)
    left = grid.put(
      " \(state.now.clock)", x: left, y: y, limit: grid.size.width - 1, role: .statusbar)
    let notes = notes(width: grid.size.width - left - 1)
    for note in notes where !note.isRight {
      left = grid.put(note.text, x: left + 2, y: y, role: note.role)
    }
    var right = grid.size.width - 1
    for (index, note) in notes.filter(\.isRight).enumerated().reversed() {
      right = grid.put(note.text, endingAt: right, y: y, role: note.role)
      guard index > 0 else { break }
      right =
        note.isApart ? right - 2 : grid.put(separator, endingAt: right, y: y, role: .statusbar)
    }
    // A late feed has a colour and no ground: it stands on that of the bar.
    grid.paint(Rect(x: 0, y: y, width: grid.size.width, height: 1), over: .statusbar)
  }

  /// There is room for the key of the help, which the last line need not say then.
  var saysHelp: Bool {
    let left = displayWidth("\(mood.0) \(state.now.clock)") + 1
    return notes(width: state.size.width - left - 1).contains { $0.isApart }
  }

  private var separator: String { " \(symbols.dot) " }

  /// Something that the status line says if it has room.
  private struct Note {
    /// From long to short; what has the greatest rank gives way first.
    var variants: [(rank: Int, text: String)]
    var role = Role.statusbar
    var isRight = true
    /// Two blanks before it, and no dot.
    var isApart = false

    var text: String { variants[0].text }
  }

  /// As many notes, as long, as `width` has room for.
  private func notes(width: Int) -> [Note] {
    var notes = allNotes
    func needed() -> Int {
      notes.reduce(0) {
        $0 + displayWidth($1.text) + ($1.isRight && !$1.isApart ? displayWidth(separator) : 2)
      }
    }
    while needed() > width,
      let least = notes.indices.max(by: { notes[$0].variants[0].rank < notes[$1].variants[0].rank })
    {
      notes[least].variants.removeFirst()
      if notes[least].variants.isEmpty { notes.remove(at: least) }
    }
    return notes
  }

  private var allNotes: [Note] {
    var notes: [Note] = []
    if let feeds = state.feedNote {
      notes.append(
        Note(variants: [(5, feeds.long), (2, feeds.short)], role: feeds.role, isRight: false))
    }
    if state.pause?.hasMissed == true {
      notes.append(Note(variants: [(1, "the store has changed")], isRight: false))
    } else if let following = state.following {
      let files = "\(following.files) file\(following.files == 1 ? "" : "s")"
      notes.append(
        Note(variants: [(6, "following \(following.folder) \(files)")], isRight: false))
    }
    if let overview = state.overview {
      let count = grouped(overview.incidents)
      let words = "\(count) incident\(overview.incidents == 1 ? "" : "s")"
      notes.append(
        Note(
          variants: state.size.width < 60 && !layout.isPlain
            ? [(4, count)] : [(9, words), (4, count)]))
    }
    if state.newIncidents > 0 {
      notes.append(Note(variants: [(3, "\(grouped(state.newIncidents)) new")], role: .rowNew))
    }
    if state.unseenChanges > 0 {
      let words = "\(grouped(state.unseenChanges)) change\(state.unseenChanges == 1 ? "" : "s")"
      let since = state.seen.map { $0.at.clock(asOf: state.now) }
      let variants = [
        since.map { (8, "\(words) since you looked \($0)") },
        since.map { (3, "\(words) since \($0)") }, (1, words),
      ]
      notes.append(Note(variants: variants.compactMap(\.self), role: .rowChanged))
    }
    if let key = state.keys.label(of: .openHelp, in: state.context), state.size.width >= 60 {
      notes.append(Note(variants: [(7, "\(key) help")], isApart: true))
    }
    return notes
  }

  private var mood: (String, Role) {
    if let problem = state.storeProblem {
      return ("STORE UNREADABLE since \(problem.since.clock), now", .statusbarWarn)
    }
    if let pause = state.pause {
      return ("PAUSED since \(pause.since.clock), now", .statusbarPaused)
    }
    if state.moment != nil { return ("AS OF \(state.now.day)", .statusbarPaused) }
    return (state.followsHead ? "FOLLOW" : "LIVE", .statusbarLive)
  }

  private func drawBreadcrumb(on grid: inout Grid) {
    let y = layout.breadcrumb
    fill(y, .breadcrumb, on: &grid)
    var right = grid.size.width - 1
    if let total = state.incidents.window?.total, state.incidents.isCurrent,
      let overview = state.overview, hidesSome
    {
      let words = "\(grouped(total)) of \(grouped(overview.incidents))"
      right = grid.put(words, endingAt: right, y: y, role: .filterCount) - 2
    }
    if let marks = state.marksWords, !layout.hasFrames || layout.incidents == nil {
      right = grid.put(marks, endingAt: right, y: y, role: .marked) - 2
    }
    if let search = state.incidents.search {
      let words = "find \(symbols.quoted(search))"
      if displayWidth(words) < right / 2 {
        right = grid.put(words, endingAt: right, y: y, role: .filterActive) - 2
      }
    }
    // The filter is always in sight; where people are, as far as there is room.
    let filter = !layout.hasFrames && state.focus == .detail ? "" : filterWords
    if !filter.isEmpty {
      let start = max(1 + right / 3, right - displayWidth(filter))
      grid.put([Span(filter, .filterActive)], x: start, y: y, limit: right)
      right = start - 2
    }
    let separator = Span(" \(symbols.crumb) ", .textDim)
    var names = crumbs[...]
    var title = incidentTitle.map { [Span($0, .breadcrumbActive)] } ?? []
    func spans() -> [Span] {
      names.map { Span($0, $0 == names.last ? .breadcrumbActive : .breadcrumb) }
        .joinedBy(separator)
    }
    if !title.isEmpty { title = [separator] + title }
    if (spans() + title).width > right - 1 { title = [] }
    while names.count > 1, spans().width > right - 1 { names.removeFirst() }
    grid.put(spans() + title, x: 1, y: y, limit: right)
  }

  private var filterWords: String { state.filterWords(of: state.incidents.query) }
  private var hidesSome: Bool { state.hidesSome }

  /// Of the incident whose detail is read, where there is room for it.
  private var incidentTitle: String? {
    guard layout.hasFrames, state.focus == .detail, state.size.width >= 100 else { return nil }
    return state.detail.subject?.dossier.incident.title
  }

  /// From the world down to where the person is.
  private var crumbs: [String] {
    var crumbs = ["World"]
    if let region = state.incidents.query.filter.region {
      let name = symbols.name(of: region)
      if region.country != region { crumbs.append(symbols.name(of: region.country)) }
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
    switch state.focus {
    case .detail: crumbs += [state.detail.incident?.rawValue].compactMap(\.self)
    case .changes: crumbs.append("Changes")
    case .feeds: crumbs.append("Feeds")
    case .map: crumbs.append("Map")
    case .heat: crumbs.append("Heat")
    case .regions where !layout.hasFrames: crumbs.append("Regions")
    case .regions, .incidents: break
    }
    return crumbs
  }

  private func fill(_ row: Int, _ role: Role, on grid: inout Grid) {
    grid.clear(Rect(x: 0, y: row, width: grid.size.width, height: 1), role: role)
  }
}

extension DashboardState {
  /// `due region:RU-KDA silent>6h`.
  func filterWords(of query: IncidentQuery) -> String {
    let isSilent = query.filter.attention != nil || query.attention == .all || !hidesSome
    return ((isSilent ? [] : [query.attention.rawValue]) + query.filter.terms.map(\.description))
      .joined(separator: " ")
  }

  /// The list may show fewer incidents than the store holds.
  var hidesSome: Bool {
    incidents.query.isFiltered
      || incidents.query.attention != .all && incidents.window?.total != overview?.incidents
  }
}
