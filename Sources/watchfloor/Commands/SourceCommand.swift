import ArgumentParser
import Dashboard
import IncidentStore
import Incidents
import TerminalKit

struct SourceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "source", abstract: "Who publishes reports, and how far each can be trusted.",
    subcommands: [List.self, Rate.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists every source that was ever named, with its grade.")

    @OptionGroup var store: StoreOptions
    @Flag(help: "One JSON object a line.") var json = false

    func run() throws {
      for source in try store.openToRead().sources() {
        if json {
          try printJSON(Versioned(source))
        } else {
          let details = [
            source.name, source.type?.rawValue, source.family.map { "of \($0)" },
            source.controller.map { "under \($0)" }, source.platform, source.reliabilityBasis,
          ]
          let line =
            "\(source.reliability.rawValue)  "
            + details.compactMap(\.self).joined(separator: "  ")
          print(sanitised(line))
        }
      }
    }
  }

  struct Rate: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "rate", abstract: "Grades a source, for all that it has reported and will.",
      discussion: """
        A completely reliable, B usually, C fairly, D not usually, E unreliable, F cannot be judged.
        The grade is for the source, whatever it says.
        """)

    @OptionGroup var act: ActOptions
    @Argument(help: "The source.") var name: String
    @Argument(help: ArgumentHelp(allowed(Reliability.self) + ".")) var grade: String

    func run() throws {
      let reliability: Reliability = try Typed.code(grade, "grade")
      let store = try act.store.openToWrite(create: false)
      let source = try Typed.source(name, among: store.sources())
      try act.record(.rate(source: source.name, reliability: reliability), in: store)
    }
  }
}
