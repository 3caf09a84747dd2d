import ArgumentParser
import Dashboard
import Foundation
import IncidentStore
import Incidents

/// What every command has that records what a person did.
struct ActOptions: ParsableArguments {
  @OptionGroup var store: StoreOptions
  @Option(help: ArgumentHelp("Why. It is kept with the act.", valueName: "reason"))
  var because: String?

  /// Records `deed`, and says what came of it.
  func record(_ deed: Deed, in store: IncidentStore, about dossier: Dossier? = nil) throws {
    let lastChange = try store.overview().lastChange
    let act = try store.record(deed, because: because, by: .current, at: Date())
    say("\(withIncident(words(for: deed, in: dossier), deed)); undo with: watchfloor undo")
    try tellChanges(in: store, after: lastChange, because: act.id)
  }
}

/// An incident, and that something is done about it.
struct IncidentActOptions: ParsableArguments {
  @OptionGroup var act: ActOptions
  @Argument(help: ArgumentHelp("The incident, such as RU-KDA-7F3K2Q.", valueName: "id"))
  var id: String

  /// Records what `deed` makes of the incident.
  func record(_ deed: (Dossier, IncidentStore) throws -> Deed) throws {
    let store = try act.store.openToWrite(create: false)
    let dossier = try store.incident(id).dossier
    try act.record(deed(dossier, store), in: store, about: dossier)
  }
}

/// Says what stands otherwise because of an act.
func tellChanges(
  in store: IncidentStore, after seq: Int64, because act: Act.ID
) throws {
  let limit = 5
  let lines = try store.changes(ChangeQuery(after: seq, isMaterial: true))
    .filter { $0.change.because == act.rawValue }.reversed()
  for line in lines.prefix(limit) {
    say("  \(line.change.incident)  \(changeWords(line.change))")
  }
  if lines.count > limit { say("  … and \(lines.count - limit) changes more") }
}

/// `RU-KDA-7F3K2Q: acknowledged this incident`: what was done, and to which incident if that does not say so.
func withIncident(_ words: String, _ deed: Deed) -> String {
  guard let incident = deed.incident?.rawValue, !words.contains(incident) else { return words }
  return "\(incident): \(words)"
}

/// `verification: reported → corroborated (V5)`
func changeWords(_ change: Change) -> String {
  let turn = [change.old, change.new].compactMap(\.self).joined(separator: " → ")
  return "\(change.field): \(turn) (\(change.rule))"
}
