import ArgumentParser
import Dashboard
import Foundation
import IncidentStore
import Incidents

struct ChannelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "channel", abstract: "Says when a channel of an authority was heard.",
    subcommands: [Heard.self])

  struct Heard: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "heard", abstract: "Records that a channel was asked, and answered or did not.",
      discussion: "For listening that Watchfloor does not do itself: a person, or another program.")

    @OptionGroup var store: StoreOptions
    @Argument(help: "The address of the channel.") var url: String
    @Option(help: ArgumentHelp("When it was asked. Default: now.", valueName: "time"))
    var at: String?
    @Option(help: ArgumentHelp("The time of its newest item.", valueName: "time"))
    var item: String?
    @Option(help: "Why it did not answer.") var problem: String?

    func run() throws {
      let now = Date()
      let body = HeardBody(
        url: url, at: try at.map { try Typed.past($0, now: now) } ?? now,
        lastItemAt: try item.map { try Typed.past($0, now: now) }, problem: problem)
      let store = try store.openToWrite(create: true)
      try store.append([.heard(body)], by: .current, at: now)
      let feed = try store.feeds().first { $0.url == url }
      let whose =
        feed?.authority.map { "\($0.name) speaks there" }
        ?? "no authority is known to speak there"
      say("\(url) \(problem == nil ? "was heard" : "did not answer"); \(whose)")
    }
  }
}
