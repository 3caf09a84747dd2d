import Dashboard
import Foundation
import IncidentStore
import Incidents
import TerminalKit

/// Plays a story: keys in, screen out, with a store of arrays behind it.
struct Play {
  private(set) var state: DashboardState
  private(set) var size: Size
  var store: SampleStore
  /// Every effect that was asked for, in order.
  private(set) var asked: [Effect] = []
  /// Answers wait until ``answer(_:)`` lets them through.
  var holdsAnswers = false

  init(
    _ rows: [IncidentSummary] = .eight, size: Size = Size(width: 80, height: 24),
    query: IncidentQuery = IncidentQuery(), glyphs: GlyphSet = .unicode, banner: String? = nil,
    following: FollowNotice? = nil
  ) {
    self.size = size
    store = SampleStore(rows: rows)
    state = DashboardState(
      now: .noon, size: size, query: query, glyphs: glyphs, banner: banner, following: following)
    happen(.started)
  }

  mutating func press(_ keys: Key...) {
    for key in keys { happen(.key(key)) }
  }

  mutating func type(_ text: String) {
    for character in text { happen(.key(.character(character))) }
  }

  mutating func resize(_ width: Int, _ height: Int) {
    size = Size(width: width, height: height)
    happen(.resized(size))
  }

  /// Another process writes to the store.
  mutating func commit(_ edit: (inout SampleStore) -> Void) {
    edit(&store)
    happen(.storeChanged)
  }

  mutating func happen(_ action: Action) {
    let effects = reduce(&state, action)
    asked += effects
    guard !holdsAnswers else { return }
    for effect in effects { answer(effect) }
  }

  mutating func answer(_ effect: Effect) {
    if let loaded = store.answer(to: effect) { happen(.loaded(loaded)) }
  }

  mutating func forgetAsked() { asked = [] }

  var screen: Grid { frame(for: state, size: size) }
  var lines: [String] {
    screen.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The line where the hardware cursor stands.
  var cursorLine: String { screen.cursor.map { lines[$0.y] } ?? "no cursor" }

  /// The only line with `text` in it. Empty when there is none.
  func line(with text: String) -> String { lines.first { $0.contains(text) } ?? "" }
}

/// The store's promises over an array.
struct SampleStore {
  var rows: [IncidentSummary]
  var details: [Incident.ID: IncidentDetail] = [
    Dossier.krasnodar.incident.id: IncidentDetail(
      dossier: .krasnodar, standing: Dossier.krasnodar.standing(at: .noon),
      changes: [
        Change(
          seq: 2, at: .at("14:28"), incident: Dossier.krasnodar.incident.id, field: "verification",
          old: "rumour", new: "reported", rule: "V6", because: "a1"),
        Change(
          seq: 1, at: .at("09:21"), incident: Dossier.krasnodar.incident.id,
          field: "verification", old: nil, new: "rumour", rule: "V8", because: "a0"),
      ]),
    Dossier.novorossiysk.incident.id: IncidentDetail(
      dossier: .novorossiysk, standing: Dossier.novorossiysk.standing(at: .noon), changes: []),
  ]

  func answer(to effect: Effect) -> Loaded? {
    switch effect {
    case .loadRegions: .regions(tallies)
    case .loadOverview:
      .overview(
        StoreOverview(
          incidents: rows.count, reports: rows.count, quarantined: 0,
          lastReceivedAt: rows.map(\.incident.lastActivityAt).max()))
    case .loadIncidents(let query, let anchor, let before, let after, let generation):
      .incidents(
        window(query, anchor, before: before, after: after), generation: generation)
    case .loadDetail(let id, let generation):
      .detail(
        details[id] ?? rows.first { $0.id == id }.map { .bare($0) }, generation: generation)
    case .find(let text, let query, let from, let forward, let generation):
      .found(find(text, query, from: from, forward: forward), generation: generation)
    case .repaint, .suspend, .quit: nil
    }
  }

  func list(_ query: IncidentQuery) -> [IncidentSummary] {
    rows.filter { row in
      (query.region.map { row.incident.region.lies(in: $0) } ?? true)
        && (query.statuses.isEmpty || query.statuses.contains(row.standing.verification.status))
        && (query.official.isEmpty || query.official.contains(row.standing.official.status))
        && (query.since.map { row.incident.lastActivityAt >= $0 } ?? true)
    }.sorted { ListPosition($0).stands(before: ListPosition($1)) }
  }

  private func window(
    _ query: IncidentQuery, _ anchor: WindowAnchor, before: Int, after: Int
  ) -> IncidentWindow {
    let list = list(query)
    let center =
      switch anchor {
      case .first: 0
      case .last: list.count - 1
      case .around(let position):
        list.firstIndex { $0.id == position.id }
          ?? list.firstIndex { position.stands(before: ListPosition($0)) } ?? list.count - 1
      }
    let start = max(0, center - before)
    let end = max(start, min(list.count, center + after + 1))
    return IncidentWindow(
      rows: Array(list[start..<end]), startsAtFirst: start == 0, endsAtLast: end == list.count,
      total: list.count)
  }

  private func find(
    _ text: String, _ query: IncidentQuery, from: ListPosition?, forward: Bool
  ) -> ListPosition? {
    let found = list(query).filter {
      $0.incident.title.range(of: text, options: .caseInsensitive) != nil
    }.map { ListPosition($0) }
    guard let from else { return forward ? found.first : found.last }
    return forward
      ? found.first { from.stands(before: $0) } : found.last { $0.stands(before: from) }
  }

  private var tallies: [RegionTally] {
    Dictionary(grouping: rows, by: \.incident.region).map { region, rows in
      RegionTally(
        region: region, incidents: rows.count, open: rows.count,
        withoutWord: rows.count {
          [.silent, .notMonitored, .noAuthoritySet].contains($0.standing.official.status)
        },
        silent: rows.count { $0.standing.official.status == .silent },
        lastActivityAt: rows.map(\.incident.lastActivityAt).max() ?? .noon)
    }
  }
}

extension ListPosition {
  fileprivate func stands(before other: Self) -> Bool {
    lastActivityAt == other.lastActivityAt
      ? id > other.id : lastActivityAt > other.lastActivityAt
  }
}
