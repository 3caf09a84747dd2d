import ArgumentParser
import Dashboard
import Foundation
import IncidentStore
import Incidents

struct UndoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Undoes your latest act that still stands, or any act by its id.",
    discussion: "What you did to several incidents at once is undone at once.")

  @OptionGroup var act: ActOptions
  @Argument(
    help: ArgumentHelp("The beginning of its id, as `log` shows it.", valueName: "act"))
  var id: String?

  func run() throws {
    let store = try act.store.openToWrite(create: false)
    try act.undo(try id.map { try store.act($0).id }, in: store)
  }
}

extension ActOptions {
  /// Undoes `act`, or the person's latest, and says what came of it.
  func undo(_ act: Act.ID?, in store: IncidentStore) throws {
    let lastChange = try store.overview().lastChange
    let undone = try store.undo(act, because: because, by: .current, at: Date())
    for undone in undone {
      say("undid: \(sentence(for: undone.act, in: try store.dossier(of: undone.act)))")
    }
    let ids = Set(undone.map(\.id))
    let undoing = try store.acts(limit: .max).filter {
      if case .undo(let id) = $0.act.deed { ids.contains(id) } else { false }
    }
    for undoing in undoing {
      try tellChanges(in: store, after: lastChange, because: undoing.id)
    }
  }
}
