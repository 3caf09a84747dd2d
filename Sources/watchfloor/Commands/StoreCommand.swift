import ArgumentParser
import Foundation
import IncidentStore

struct StoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store", abstract: "Looks after the store.",
    subcommands: [
      Check.self, Repair.self, Backup.self, Restore.self, Export.self, Import.self, Merge.self,
      Rebuild.self,
    ])

  struct Merge: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "merge",
      abstract: "Takes in all that another store knows; that one stays as it is.",
      discussion: """
        Afterwards both say the same, whichever was merged into the other. What people have on their
        desks (acknowledged, snoozed, noted) stays where it is.
        """)

    @OptionGroup var store: StoreOptions
    @Argument(help: ArgumentHelp("The other store.", valueName: "other.db")) var other: String

    func run() throws {
      let outcome = try store.openToWrite(create: true).merge(storeAt: other, at: Date())
      say(
        """
        took in \(counted(outcome.added, "entry", "entries")), \(outcome.known) known already; \
        \(counted(outcome.changed, "incident is", "incidents are")) new or otherwise than before
        """)
      if outcome.conflicts > 0 {
        say(
          """
          the desks settled \(counted(outcome.conflicts, "matter", "matters")) differently: \
          the later act counts
          """)
      }
    }
  }

  struct Rebuild: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "rebuild",
      abstract: "Computes everything that follows from the ledger anew. The ledger stays as it is.")

    @OptionGroup var store: StoreOptions

    func run() throws {
      let store = try store.openToWrite(create: false)
      try store.rebuild()
      let overview = try store.overview()
      say("rebuilt \(overview.incidents) incidents from \(overview.reports ?? 0) reports")
    }
  }
}
