import ArgumentParser
import Foundation
import Glibc
import Intake

struct IngestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest", abstract: "Takes files in: feeds, exports, tables, articles.",
    discussion: """
      What a file is, is told by its content. What the store has already is not stored again. An item that cannot be read goes into
      quarantine with its reason and costs that item only; the exit code is then 2.
      """)

  @OptionGroup var store: StoreOptions
  @OptionGroup var options: IntakeOptions
  @Flag(help: "Print the schema of Watchfloor's own JSON Lines, and end.") var schema = false
  @Argument(help: ArgumentHelp("Files; - for standard input.", valueName: "file"))
  var files: [String] = []

  func run() throws {
    if schema { return print(Embedded.text("report-v1.schema.json"), terminator: "") }
    guard !files.isEmpty else {
      throw ValidationError("Name a file, or - for standard input.")
    }
    let notes = IntakeNotes()
    let progress = IngestProgress(of: files)
    let intake = try options.intake(
      into: store.openToWrite(create: true), tellingOf: notes, and: progress)
    onInterrupt { signal in
      progress.stop()
      intake.betweenTransactions {
        progress.clear()
        say(progress.words)
        intake.finishLoading()
        _exit(128 + signal)
      }
    }
    var quarantined = 0
    var failed = false
    for file in files {
      let name = file == "-" ? "standard input" : file
      progress.begin(name)
      do throws(IntakeError) {
        let outcome =
          if file == "-" {
            try intake.take(
              from: .standardInput, named: name, format: options.format,
              onProgress: progress.reach)
          } else {
            try intake.take(file: file, format: options.format, onProgress: progress.reach)
          }
        progress.clear()
        quarantined += outcome.quarantined
        say("\(name): \(notes.words(for: outcome))")
      } catch {
        // One bad file costs that file.
        progress.clear()
        complain(error)
        failed = true
      }
    }
    if failed { throw ExitCode(1) }
    if quarantined > 0 { throw ExitCode(2) }
  }
}
