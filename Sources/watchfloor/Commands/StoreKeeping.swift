import ArgumentParser
import Dashboard
import Foundation
import Glibc
import IncidentStore

// What keeps a store whole: looking at it, copying it, and taking it to another place.

extension StoreCommand {
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check",
      abstract: "Reads the whole store, and checks every row against what was written.",
      discussion: "The exit code is 1 when something is damaged. Nothing is changed.")

    @OptionGroup var store: StoreOptions

    func run() throws {
      let check = try IncidentStore.check(at: store.path)
      if check.isWhole {
        say("\(counted(check.entries, "entry", "entries")), all as they were recorded")
        if check.unsealed > 0 {
          say(
            "of \(check.unsealed), which an earlier version recorded, only what they say can be vouched for"
          )
        }
        return
      }
      tell(check.damaged)
      for sentence in check.history.prefix(listed) { say("  \(sentence)") }
      if check.history.count > listed { say("  and \(check.history.count - listed) more") }
      for sentence in check.structure.prefix(listed) { say("  SQLite: \(sentence)") }
      say("\(counted(check.entries, "entry is", "entries are")) whole, \(check.damaged.count) not")
      throw IncidentStoreError.damaged(store.path)
    }
  }

  struct Repair: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "repair", abstract: "Makes a new store of all that is whole in a damaged one.",
      discussion: """
        The new store takes the place of the damaged one, which is kept beside it. Close what has the \
        store open first: dashboards, follow, poll. The exit code is 2 when entries were lost.
        """)

    @OptionGroup var store: StoreOptions

    func run() throws {
      let repair = try IncidentStore.repair(at: store.path, now: Date())
      tell(repair.lost)
      say(
        """
        kept \(counted(repair.kept, "entry", "entries")), lost \(repair.lost.count); \
        the damaged file is now \(repair.damagedFile)
        """)
      if !repair.cutShort.isEmpty {
        say("kept only in part: \(repair.cutShort.joined(separator: ", "))")
      }
      if !repair.lost.isEmpty { throw ExitCode(2) }
    }
  }

  struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "backup",
      abstract:
        "Copies the store into one new file, while others go on writing, and checks the copy.")

    @OptionGroup var store: StoreOptions
    @Argument(help: ArgumentHelp("The new file.", valueName: "copy.db")) var copy: String

    func run() throws {
      let entries = try store.openToRead().backup(to: copy)
      say("copied \(counted(entries, "entry", "entries")) to \(copy), and checked them")
    }
  }

  struct Restore: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "restore",
      abstract: "Makes the store what a copy of it says; what it said before is kept beside it.")

    @OptionGroup var store: StoreOptions
    @Argument(help: ArgumentHelp("A file that `store backup` made.", valueName: "copy.db"))
    var copy: String

    func run() throws {
      try store.makeOwnPlace()
      let aside = try IncidentStore.restore(copy, to: store.path, at: Date())
      say("the store \(store.path) is now as \(copy) is")
      if let aside {
        say(
          "as it was before: \(aside); to take in what only that has: watchfloor store merge \(aside)"
        )
      }
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export", abstract: "Writes the whole ledger as JSON Lines to standard output.",
      discussion: "`watchfloor store import` makes an equal store of them.")

    @OptionGroup var store: StoreOptions

    func run() throws {
      let output = FileHandle.standardOutput
      var lines: [UInt8] = []
      func flush() throws {
        try output.write(contentsOf: lines)
        lines.removeAll(keepingCapacity: true)
      }
      try store.openToRead().export { line in
        lines += line
        lines.append(UInt8(ascii: "\n"))
        if lines.count > 1 << 16 { try flush() }
      }
      try flush()
    }
  }

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import", abstract: "Takes in what `store export` wrote.",
      discussion: """
        An empty store becomes equal to the one that was exported; into another it is merged. A line that \
        is not as it was exported costs that line only; the exit code is then 2.
        """)

    @OptionGroup var store: StoreOptions
    @Argument(help: ArgumentHelp("A file; - for standard input.", valueName: "file"))
    var file: String

    func run() throws {
      if file != "-" {
        let descriptor = open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
          throw TypedError(
            problem: "cannot read '\(file)': \(String(cString: strerror(errno)))",
            hint: "name a file that `watchfloor store export` wrote")
        }
        dup2(descriptor, STDIN_FILENO)
      }
      try store.makeOwnPlace()
      let outcome = try IncidentStore.open(at: store.path).take(
        export: { readLine().map { Array($0.utf8) } }, at: Date())
      for bad in outcome.bad.prefix(listed) { say("  line \(bad.line): \(bad.reason)") }
      if outcome.bad.count > listed { say("  and \(outcome.bad.count - listed) more") }
      say(
        """
        took in \(counted(outcome.added, "entry", "entries")), \(outcome.known) known already\
        \(outcome.bad.isEmpty ? "" : "; \(counted(outcome.bad.count, "line", "lines")) could not be taken")
        """)
      if !outcome.bad.isEmpty { throw ExitCode(2) }
    }
  }
}

/// How many of a kind are named one by one.
private let listed = 20

/// Neighbours with one reason on one line.
private func tell(_ entries: [StoreCheck.DamagedEntry]) {
  var runs: [(seqs: ClosedRange<Int64>, reason: String)] = []
  for entry in entries {
    if let last = runs.last, last.reason == entry.reason, last.seqs.upperBound + 1 == entry.seq {
      runs[runs.count - 1].seqs = last.seqs.lowerBound...entry.seq
    } else {
      runs.append((entry.seq...entry.seq, entry.reason))
    }
  }
  for (seqs, reason) in runs.prefix(listed) {
    let words =
      seqs.count == 1
      ? "entry \(seqs.lowerBound)" : "entries \(seqs.lowerBound) to \(seqs.upperBound)"
    say("  \(words): \(reason)")
  }
  if runs.count > listed { say("  and \(runs.count - listed) more") }
}

/// `1 entry`, `12 entries`.
func counted(_ number: Int, _ one: String, _ many: String) -> String {
  number == 1 ? "1 \(one)" : "\(number) \(many)"
}
