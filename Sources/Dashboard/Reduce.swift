import IncidentStore
import TerminalKit

/// Applies one action. The only place where ``DashboardState`` changes; it reads no clock, no file and no
/// terminal, so the same state and action always give the same answer.
public func reduce(_ state: inout DashboardState, _ action: Action) -> [Effect] {
  if action.isOfPerson { state.notePlace() }
  var effects =
    switch action {
    case .started: state.loadEverything()
    case .key(let key): state.press(key)
    case .pasted(let text): state.paste(text)
    case .mouse(let mouse): state.handle(mouse)
    case .resized(let size): state.resize(to: size)
    case .tick(let now): state.passTime(to: now)
    case .storeChanged: state.refresh()
    case .loaded(let answer): state.take(answer)
    case .failed(let effect, let sentence): state.fail(effect, sentence)
    case .recorded(let act): state.recorded(act)
    case .recordedAll(let acts): state.recordedAll(acts)
    case .undone(let acts): state.undone(acts)
    case .viewSaved(let name): state.viewSaved(name)
    case .refused(_, let sentence): state.refused(sentence)
    case .travelled(let moment): state.travelled(to: moment)
    case .followed(let notice): state.followed(notice)
    case .themeFileChanged: [Effect.showTheme(state.shownTheme)]
    case .themeFailed(let sentence): state.refused(sentence)
    case .keysRead(let keys, let problem): state.take(keys, problem)
    case .told(let words, let isProblem): state.told(words, isProblem: isProblem)
    case .resumed(let now): [.repaint] + state.passTime(to: now)
    }
  if action.isOfPerson { state.noteDeparture() }
  if state.incidents.request == nil, !state.detail.isAwaited { state.isArriving = false }
  state.layOutDetail()
  state.layOutMap()
  effects += state.loadPictures()
  return effects
}

extension Action {
  /// A key or a click.
  fileprivate var isOfPerson: Bool {
    switch self {
    case .key, .mouse: true
    default: false
    }
  }
}

extension DashboardState {
  fileprivate mutating func press(_ key: Key) -> [Effect] {
    message = nil
    guard let command = keys.command(for: key, in: context) else {
      if KeyContext.panes.contains(context) { tellWhere(key) }
      isSorting = false
      return type(key)
    }
    return handle(command, in: context)
  }

  /// Does what `command` says when its key is pressed in `context`.
  mutating func handle(_ command: Command, in context: KeyContext) -> [Effect] {
    if let effects = handleAnywhere(command) { return effects }
    return switch context {
    case .prompt: handlePrompt(command)
    case .filter: handleFilter(command)
    case .sorting: handleSorting(command)
    case .desk: handleDesk(command)
    case .columns: handleColumns(command)
    case .confirming: handleConfirming(command)
    case .help: handleHelp(command)
    case .themes: handleThemes(command)
    case .palette: handlePalette(command)
    case .regions: handleRegions(command)
    case .incidents: handleIncidents(command)
    case .detail, .text: handleDetail(command)
    case .changes: handleChanges(command)
    case .feeds: handleFeeds(command)
    case .map: handleMap(command)
    case .heat: handleHeat(command)
    }
  }

  fileprivate mutating func take(_ answer: Loaded) -> [Effect] {
    storeProblem = nil
    switch answer {
    case .regions(let tallies):
      regions.take(tallies)
      return []
    case .overview(let overview):
      self.overview = overview
      if moment == nil {
        familiar = min(familiar ?? overview.incidents, overview.incidents)
      }
      return []
    case .incidents(let window, let generation): return takeIncidents(window, generation)
    case .counted(let total, let generation):
      incidents.take(total, generation)
      return []
    case .range(let rows, let generation): return takeRange(rows, generation)
    case .detail(let loaded, let generation):
      detail.take(loaded, generation)
      return []
    case .changes(let lines, let generation):
      changes.take(
        lines, generation, height: layout.rows(of: .changes).height, seen: seen)
      return []
    case .feeds(let all):
      feeds.take(all)
      return []
    case .places(let places, let generation):
      map.take(places, generation)
      return []
    case .activity(let activity, let query):
      heat.take(activity, of: query)
      return []
    case .openCounts(let counts, let query):
      pictureCounts.take(counts, of: query)
      return []
    case .names(let sources, let authorities, let views):
      names = DeskNames(sources: sources, authorities: authorities, views: views)
      return []
    case .moment(let moment, let generation): return takeMoment(moment, generation)
    case .found(let position, let generation): return takeFound(position, generation)
    case .errand(let errand, let details): return take(errand, details)
    }
  }
}
