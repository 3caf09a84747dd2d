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
    following: FollowNotice? = nil, person: String? = nil, theme: String = "terminal",
    themes: [String] = [], session: Session? = nil, problem: String? = nil,
    store edit: (inout SampleStore) -> Void = { _ in }
  ) {
    self.size = size
    store = SampleStore(rows: rows)
    edit(&store)
    state = DashboardState(
      now: .noon, size: size, query: query, glyphs: glyphs, banner: banner, following: following,
      person: person, theme: theme, themes: themes)
    if let session { state.restore(session) }
    if let problem { state.beginAnew(because: problem) }
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
    if let action = store.carryOut(effect) { happen(action) }
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

  /// Newest last, as they come about.
  var changes: [ChangeLine] = []
  var feeds: [Feed] = []
  var sources: [Source] = []
  var authorities: [Authority] = []
  var views: [String: String] = [:]
  var seen: Seen?
  /// So many reports of each region have no time.
  var untimed = 0
  /// What was recorded, oldest first.
  var acts: [RecordedAct] = []
  /// Why nothing is taken. `nil`: everything is.
  var refusal: String?
  /// What was recorded together has one number.
  private var batch: [Act.ID: Int] = [:]
  private var batches = 0
  private var moment: Date?

  init(rows: [IncidentSummary]) { self.rows = rows }

  mutating func carryOut(_ effect: Effect) -> Action? {
    switch effect {
    case .record(let deed, let because):
      if let refusal { return .refused(effect, refusal) }
      return .recorded(record(deed, because: because))
    case .recordAll(let deeds, let because):
      if let refusal { return .refused(effect, refusal) }
      batches += 1
      return .recordedAll(deeds.map { record($0, because: because, batch: batches) })
    case .undo(let id, _):
      let index = acts.lastIndex { id == nil ? !$0.isUndone : $0.id == id }
      guard let index else {
        return .refused(effect, "nothing to undo; every act of yours is undone already")
      }
      let batch = id == nil ? self.batch[acts[index].id] : nil
      let undone = acts.indices.filter {
        $0 == index || batch != nil && self.batch[acts[$0].id] == batch
      }
      for index in undone { takeBack(index) }
      return .undone(undone.map { acts[$0] })
    case .markSeen(let seq):
      seen = Seen(seq: seq, at: .noon)
      return .storeChanged
    case .saveView(let name, let filter):
      views[name] = filter.description
      return .viewSaved(name)
    case .travel(let moment):
      self.moment = moment
      return .travelled(to: moment)
    default: return answer(to: effect).map { .loaded($0) }
    }
  }

  private mutating func record(
    _ deed: Deed, because: String?, batch: Int? = nil
  ) -> RecordedAct {
    let recorded = RecordedAct(
      id: Act.ID(rawValue: "act\(acts.count + 1)"),
      act: Act(author: "ada", desk: "north", at: .noon, because: because, deed: deed))
    acts.append(recorded)
    self.batch[recorded.id] = batch
    guard let index = rows.firstIndex(where: { $0.id == deed.incident }) else { return recorded }
    switch deed {
    case .acknowledge: rows[index].desk.acknowledgedAt = .noon
    case .snooze(_, let until):
      rows[index].desk.snoozedAt = .noon
      rows[index].desk.snoozedUntil = until
    case .note(_, let text): rows[index].desk.note = text
    default: break
    }
    return recorded
  }

  private mutating func takeBack(_ index: Int) {
    acts[index].isUndone = true
    let deed = acts[index].act.deed
    guard let row = rows.firstIndex(where: { $0.id == deed.incident }) else { return }
    switch deed {
    case .acknowledge: rows[row].desk.acknowledgedAt = nil
    case .snooze: (rows[row].desk.snoozedAt, rows[row].desk.snoozedUntil) = (nil, nil)
    case .note: rows[row].desk.note = nil
    default: break
    }
  }

  private func answer(to effect: Effect) -> Loaded? {
    switch effect {
    case .loadRegions: .regions(tallies)
    case .loadOverview(_, let now): .overview(overview(at: now))
    case .loadIncidents(let query, let anchor, let before, let after, let generation):
      .incidents(
        window(query, anchor, before: before, after: after), generation: generation)
    case .loadRange(let query, let top, let limit, let generation):
      .range(
        window(query, .around(top), before: 0, after: limit).rows, generation: generation)
    case .loadCount(let query, let generation):
      .counted(list(query).count, generation: generation)
    case .loadDetail(let id, _, let generation):
      .detail(
        details[id] ?? rows.first { $0.id == id }.map { .bare($0) }, generation: generation)
    case .loadChanges(let query, let generation):
      .changes(
        changes.reversed().filter { line in
          (query.region.map { line.region.lies(in: $0) } ?? true) && isKnown(line.change.at)
            && (!query.isMaterial || line.change.isMaterial)
        }, generation: generation)
    case .loadFeeds: .feeds(feeds)
    case .loadPlaces(let query, let regions, let generation):
      .places(places(of: query, in: regions), generation: generation)
    case .loadActivity(let end, let query): .activity(activity(until: end, of: query), of: query)
    case .loadOpenCounts(let query): .openCounts(openCounts(of: query), of: query)
    case .loadNames: .names(sources: sources, authorities: authorities, views: views)
    case .find(let text, let query, let from, let forward, let generation):
      .found(
        find(query, from: from, forward: forward) {
          $0.incident.title.range(of: text, options: .caseInsensitive) != nil
        }, generation: generation)
    case .findChanged(let since, let query, let from, let forward, let generation):
      .found(
        find(query, from: from, forward: forward) { $0.changedAt > since }, generation: generation)
    case .findMoment(let direction, let time, let incident, let generation):
      .moment(
        momentOfChange(direction, time, in: incident), generation: generation)
    case .look(let errand):
      .errand(
        errand,
        errand.incidents.compactMap { id in
          details[id] ?? rows.first { $0.id == id }.map { .bare($0) }
        })
    case .travel, .record, .recordAll, .undo, .markSeen, .saveView, .remember, .showTheme, .repaint,
      .captureMouse,
      .suspend, .quit, .open, .edit, .page, .copy:
      nil
    }
  }

  private func isKnown(_ time: Date) -> Bool { moment.map { time <= $0 } ?? true }

  private func overview(at now: Date) -> StoreOverview {
    let known = rows.filter { isKnown($0.incident.firstReportedAt) }
    return StoreOverview(
      incidents: known.count, reports: known.count, quarantined: 0,
      lastReceivedAt: known.map(\.incident.lastActivityAt).max(),
      lastChange: changes.last?.change.seq ?? 0, seen: seen,
      unseenChanges: changes.count {
        $0.change.seq > seen?.seq ?? 0 && $0.change.isMaterial && $0.change.old != nil
      }, nextTurn: rows.compactMap(\.desk.snoozedUntil).filter { $0 > now }.min())
  }

  private func momentOfChange(
    _ direction: TimeDirection, _ time: Date, in incident: Incident.ID?
  ) -> Date? {
    let times = changes.filter { incident == nil || $0.incident == incident }.map(\.change.at)
    return direction == .before
      ? times.filter { $0 < time }.max() : times.filter { $0 > time }.min()
  }

  func list(_ query: IncidentQuery) -> [IncidentSummary] {
    rows.filter { row in
      isKnown(row.incident.firstReportedAt) && row.isAsked(by: query.attention, at: query.now)
        && query.filter.terms.allSatisfy {
          row.holds($0.test, at: query.now) != $0.isNegated
        }
    }.sorted { ListPosition($0, in: query).isAbove(ListPosition($1, in: query), in: query) }
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
          ?? list.firstIndex { position.isAbove(ListPosition($0, in: query), in: query) } ?? list
          .count - 1
      }
    let start = max(0, center - before)
    let end = max(start, min(list.count, center + after + 1))
    return IncidentWindow(
      rows: Array(list[start..<end]), startsAtFirst: start == 0, endsAtLast: end == list.count,
      total: list.count)
  }

  private func find(
    _ query: IncidentQuery, from: ListPosition?, forward: Bool,
    where isWanted: (IncidentSummary) -> Bool
  ) -> ListPosition? {
    let found = list(query).filter(isWanted).map { ListPosition($0, in: query) }
    guard let from else { return forward ? found.first : found.last }
    return forward
      ? found.first { from.isAbove($0, in: query) }
      : found.last { $0.isAbove(from, in: query) }
  }

  private func places(of query: IncidentQuery, in regions: [Region.ID]?) -> IncidentPlaces {
    let found = list(query).filter { row in
      regions.map { $0.contains(row.incident.region) } ?? true
    }
    let marks = found.compactMap { row -> IncidentPlaces.Mark? in
      guard let place = row.incident.place, let latitude = place.latitude,
        let longitude = place.longitude
      else { return nil }
      return IncidentPlaces.Mark(
        latitude: latitude, longitude: longitude, precision: place.precision,
        status: row.standing.verification.status)
    }
    return IncidentPlaces(marks: marks, withoutPoint: found.count - marks.count)
  }

  /// A report counts when its incident was first told of, and again at the last report.
  private func activity(until end: Date, of query: IncidentQuery) -> Activity {
    let start = end.addingTimeInterval(-Double(Activity.hours) * 3600)
    let rows = Dictionary(grouping: list(query), by: \.incident.region).sorted { $0.key < $1.key }
      .map { region, rows in
        var row = Activity.Row(
          region: region, reports: Array(repeating: 0, count: Activity.hours),
          withoutWord: Array(repeating: 0, count: Activity.hours), withoutTime: untimed)
        for summary in rows {
          for time in [summary.incident.firstReportedAt, summary.incident.lastActivityAt] {
            let hour = Int((time.timeIntervalSince(start) / 3600).rounded(.down))
            guard row.reports.indices.contains(hour) else { continue }
            row.reports[hour] += 1
            if summary.standing.official.status.isWithoutWord { row.withoutWord[hour] += 1 }
          }
        }
        return row
      }
    return Activity(
      end: end, rows: rows.filter { $0.withoutTime > 0 || $0.reports.contains { $0 > 0 } })
  }

  private func openCounts(of query: IncidentQuery) -> [OpenCount] {
    Dictionary(grouping: list(query), by: \.incident.region).map { region, rows in
      OpenCount(
        region: region, open: rows.count,
        withoutWord: rows.count(where: \.standing.official.status.isWithoutWord))
    }
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

extension IncidentSummary {
  fileprivate func isAsked(by attention: Attention, at now: Date) -> Bool {
    let isAcknowledged = desk.isAcknowledged(changedAt: changedAt)
    return switch attention {
    case .all: true
    case .due: !isAcknowledged && !desk.isSnoozed(changedAt: changedAt, now: now)
    case .acknowledged: isAcknowledged
    case .snoozed: desk.isSnoozed(changedAt: changedAt, now: now)
    }
  }

  /// Only what stories ask for.
  fileprivate func holds(_ test: FilterTest, at now: Date) -> Bool {
    switch test {
    case .region(let regions): regions.contains { incident.region.lies(in: $0) }
    case .kind(let kinds): kinds.contains(incident.kind)
    case .status(let statuses): statuses.contains(standing.verification.status)
    case .official(let statuses): statuses.contains(standing.official.status)
    case .since(let time): incident.lastActivityAt >= time.date(asOf: now)
    case .silent(let bound):
      standing.official.silentSince.map {
        bound.relation == .more && now.timeIntervalSince($0) > Double(bound.value)
      } ?? false
    case .text(let texts):
      texts.contains { incident.title.range(of: $0, options: .caseInsensitive) != nil }
    case .attention: true
    // The stories' rows say nothing of their sources.
    case .source: false
    default: preconditionFailure("no story asks for \(test)")
    }
  }
}
