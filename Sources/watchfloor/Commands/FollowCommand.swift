import ArgumentParser
import Dispatch
import Foundation
import Glibc
import Intake

struct FollowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "follow", abstract: "Takes in what comes into a directory, until it is stopped.",
    discussion: "What was taken in of each file is remembered: the next run reads only what is new."
  )

  @OptionGroup var store: StoreOptions
  @OptionGroup var options: IntakeOptions
  @Argument(help: ArgumentHelp("The directory.", valueName: "dir")) var directory: String

  func run() throws {
    let notes = IntakeNotes()
    let intake = try options.intake(into: store.openToWrite(create: true), tellingOf: notes)
    let follower = try Follower(
      directory: directory, intake: intake, format: options.format,
      remembersIn: Paths.standard.state
    ) { [directory] in
      switch $0 {
      case .caughtUp:
        let slowness = Follower.slowness(of: directory).map { " (\($0))" } ?? ""
        say("following \(directory)\(slowness); Ctrl-C ends")
      case .took(let file, let outcome): say("\(file): \(notes.words(for: outcome))")
      case .problem(_, let error): complain(error)
      case .ended(let error):
        complain(error)
        Glibc.exit(1)
      }
    }
    onInterrupt { _ in
      follower.stop()
      Glibc.exit(0)
    }
    dispatchMain()
  }
}
