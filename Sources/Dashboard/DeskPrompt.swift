import Foundation
import IncidentStore
import Incidents
import TerminalKit

/// The line in which a person tells the desk what to do.
struct DeskPrompt: Equatable, Sendable {
  /// Candidates that Tab goes through.
  struct Cycle: Equatable, Sendable {
    var completion: DeskCompletion
    var index: Int
  }

  var editor: LineEditor
  /// Why the line as it stands cannot be taken. `nil` until it was tried.
  var error: DeskLineError?
  var cycle: Cycle?
  var recall = LineRecall()

  init(_ text: String = "") { editor = LineEditor(text) }
}

extension DashboardState {
  /// What the words of a desk line refer to at the moment.
  var deskSubject: DeskSubject {
    let incident = deskIncident
    let dossier = detail.incident == incident ? detail.subject?.dossier : nil
    let region =
      dossier?.incident.region ?? incidents.rows.first { $0.id == incident }?.incident.region
    return DeskSubject(
      now: clock, incident: incident, marked: markedForDeeds, region: region, dossier: dossier,
      report: dossier != nil && focus == .detail ? detail.selectedReport : nil, names: names,
      onScreen: incidents.rows.map(\.id), themes: themes)
  }

  /// The incident that deeds are about: that of the selected change, else the selected one.
  var deskIncident: Incident.ID? {
    focus == .changes ? changes.selected?.incident : incidents.selection?.id
  }

  mutating func openDesk(_ text: String = "") -> [Effect] {
    desk = DeskPrompt(text)
    return [.loadNames]
  }

  /// The rest of what the person may be typing: of the latest line that began so, else of the first
  /// candidate. Right and End at the end of the line take it.
  var deskSuggestion: String {
    guard let desk, desk.editor.caret == desk.editor.characters.count, desk.cycle == nil,
      desk.error == nil, !desk.editor.characters.isEmpty
    else { return "" }
    let text = desk.editor.text
    if let line = typed.commands.last(where: { $0.hasPrefix(text) && $0 != text }) {
      return String(line.dropFirst(text.count))
    }
    let completion = DeskCompletion(of: text, about: deskSubject)
    let begun = desk.editor.characters.count - completion.start
    return begun > 0 ? String(completion.candidates.first?.dropFirst(begun) ?? "") : ""
  }

  mutating func typeIntoDesk(_ character: Character) {
    desk?.editor.insert(character)
    deskWasEdited()
  }

  mutating func handleDesk(_ command: Command) -> [Effect] {
    guard var prompt = desk else { return [] }
    switch command {
    case .runLine: return runDeskLine()
    case .leaveLine:
      desk = nil
      return []
    case .eraseCharacter where prompt.editor.characters.isEmpty:
      desk = nil
      return []
    case .nextCandidate: prompt.complete(by: 1, about: deskSubject)
    case .previousCandidate: prompt.complete(by: -1, about: deskSubject)
    case .olderLine: prompt.recall(by: 1, in: typed.commands)
    case .newerLine: prompt.recall(by: -1, in: typed.commands)
    case .caretRight where !deskSuggestion.isEmpty, .caretEnd where !deskSuggestion.isEmpty:
      for character in deskSuggestion { prompt.editor.insert(character) }
      desk = prompt
      deskWasEdited()
      return []
    default:
      guard prompt.editor.edit(command) else { return [] }
      desk = prompt
      deskWasEdited()
      return []
    }
    desk = prompt
    return []
  }

  private mutating func deskWasEdited() {
    desk?.error = nil
    desk?.cycle = nil
    desk?.recall.end()
  }

  /// Does what the line says; if it cannot be taken, it stays, with the reason.
  private mutating func runDeskLine() -> [Effect] {
    guard let text = desk?.editor.text else { return [] }
    let line = text.trimmingCharacters(in: .whitespaces)
    guard !line.isEmpty else {
      desk = nil
      return []
    }
    // What it is done to has to be known.
    if focus != .changes, isGoingElsewhere() { return [] }
    let marking = settleMarks()
    guard marking.isEmpty else { return marking }
    do throws(DeskLineError) {
      let order = try DeskLine.parse(text, about: deskSubject)
      desk = nil
      typed.add(line, to: .command)
      return [.remember(line, .command)] + carryOut(order)
    } catch {
      desk?.error = error
      desk?.cycle = nil
      desk?.editor.moveCaret(to: error.range.upperBound)
      return []
    }
  }

  /// Does what `line` says, as if it had been typed.
  mutating func run(line: String) -> [Effect] {
    desk = DeskPrompt(line)
    return runDeskLine()
  }

  private mutating func carryOut(_ order: DeskOrder) -> [Effect] {
    switch order {
    case .record(let deed, let because): return record(deed, because: because)
    case .recordAll(let deeds, let because): return recordAll(deeds, because: because)
    case .undo(let act, let because): return undo(act, because: because)
    case .travel(let moment): return travel(to: moment)
    case .seen: return markSeen()
    case .region(let region): return select(region: region)
    case .theme(let name): return name.map { keep(theme: $0) } ?? openThemes()
    case .show(let filter):
      return remember(filter) + show(filter) + go(to: .incidents)
    case .saveView(let name): return [.saveView(name, incidents.query.filter)]
    case .command(let command): return perform(command)
    case .quit: return [.quit]
    }
  }

  mutating func record(_ deed: Deed, because: String? = nil) -> [Effect] {
    isInThePast() ? [] : [.record(deed, because: because)]
  }

  mutating func undo(_ act: Act.ID? = nil, because: String? = nil) -> [Effect] {
    isInThePast() ? [] : [.undo(act, because: because)]
  }

  /// All changes have been looked at, and every row is familiar from now on.
  mutating func markSeen() -> [Effect] {
    if isInThePast() { return [] }
    incidents.news = [:]
    familiar = overview?.incidents
    guard person != nil, let overview else { return [] }
    let unseen = overview.unseenChanges
    message = Message(
      text: unseen == 0
        ? "no change that you have not seen"
        : "\(grouped(unseen)) change\(unseen == 1 ? "" : "s") marked as seen", role: .msgOk)
    guard overview.lastChange != overview.seen?.seq else { return [] }
    self.overview?.seen = Seen(seq: overview.lastChange, at: clock)
    self.overview?.unseenChanges = 0
    return [.markSeen(upTo: overview.lastChange)]
  }

  /// Nothing can be put into the past: says so when that is where we are.
  mutating func isInThePast() -> Bool {
    guard let moment else { return false }
    let key = keys.label(of: .back, in: .incidents) ?? ""
    message = Message(
      text: "nothing can be recorded as of \(moment.clock(asOf: clock)): "
        + "\(key) or :live returns to now", role: .msgWarn)
    return true
  }

  mutating func recorded(_ act: RecordedAct) -> [Effect] {
    let key = keys.label(of: .undo, in: .incidents) ?? ""
    message = Message(text: symbols.list(words(for: act), "\(key) undoes"), role: .msgOk)
    return loadEverything()
  }

  mutating func undone(_ acts: [RecordedAct]) -> [Effect] {
    let what =
      acts.count == 1 ? words(for: acts[0]) : Dashboard.words(forAll: acts.map(\.act.deed))
    message = Message(text: "undone: \(what)", role: .msgOk)
    incidents.returning = Set(acts.compactMap(\.act.deed.incident))
    for id in incidents.returning { incidents.news[id] = nil }
    return loadEverything()
  }

  /// What is put aside leaves the list, and is then no longer "this incident".
  private func words(for act: RecordedAct) -> String {
    let deed = act.act.deed
    return Dashboard.words(for: deed, in: deed.staysHere ? nil : detail.subject?.dossier)
  }

  /// `:rate SOURCE `, for the source that the selected line or the incident rests on, if that is one.
  mutating func startRating() -> [Effect] {
    let subject = deskSubject
    return openDesk(subject.source.map { "rate \(subject.name(of: $0)) " } ?? "rate ")
  }
}

extension DeskPrompt {
  /// Puts the next candidate in the place of what is typed.
  fileprivate mutating func complete(by step: Int, about subject: DeskSubject) {
    error = nil
    if var cycle {
      let count = cycle.completion.candidates.count
      cycle.index = (cycle.index + step + count) % count
      self.cycle = cycle
    } else {
      let completion = DeskCompletion(of: editor.beforeCaret, about: subject)
      guard !completion.candidates.isEmpty else { return }
      cycle = Cycle(
        completion: completion, index: step > 0 ? 0 : completion.candidates.count - 1)
    }
    guard let cycle else { return }
    let isOnly = cycle.completion.candidates.count == 1
    editor.replace(
      from: cycle.completion.start,
      with: cycle.completion.candidates[cycle.index] + (isOnly ? " " : ""))
    if isOnly { self.cycle = nil }
  }

  fileprivate mutating func recall(by step: Int, in history: [String]) {
    guard recall.step(step, in: history, &editor) else { return }
    error = nil
    cycle = nil
  }
}
