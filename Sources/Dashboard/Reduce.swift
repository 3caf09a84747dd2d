import IncidentStore
import TerminalKit

/// Applies one action. The only place where ``DashboardState`` changes; it reads no clock, no file and no
/// terminal, so the same state and action always give the same answer.
public func reduce(_ state: inout DashboardState, _ action: Action) -> [Effect] {
  let effects =
    switch action {
    case .started: state.loadEverything()
    case .key(let key): state.press(key)
    case .resized(let size): state.resize(to: size)
    case .tick(let now): state.passTime(to: now)
    case .storeChanged: state.refresh()
    case .loaded(let answer): state.take(answer)
    case .failed(let effect, let sentence): state.fail(effect, sentence)
    case .followed(let notice): state.followed(notice)
    case .resumed(let now): [.repaint] + state.passTime(to: now)
    }
  state.layOutDetail()
  return effects
}

extension DashboardState {
  fileprivate mutating func press(_ key: Key) -> [Effect] {
    message = nil
    guard let command = KeyMap.command(for: key, in: context) else { return type(key) }
    if let effects = handleAnywhere(command) { return effects }
    return switch context {
    case .prompt: handlePrompt(command)
    case .help: handleHelp(command)
    case .regions: handleRegions(command)
    case .incidents: handleIncidents(command)
    case .detail, .text: handleDetail(command)
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
      familiar = min(familiar ?? overview.incidents, overview.incidents)
      return []
    case .incidents(let window, let generation): return takeIncidents(window, generation)
    case .detail(let loaded, let generation):
      detail.take(loaded, generation)
      return []
    case .found(let position, let generation): return takeFound(position, generation)
    }
  }
}
