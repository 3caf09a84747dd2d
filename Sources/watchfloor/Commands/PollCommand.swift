import ArgumentParser
import Dashboard
import Dispatch
import FeedIngest
import Foundation
import Glibc
import Incidents
import Intake
import Synchronization

struct PollCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "poll", abstract: "Asks for feeds over HTTP, again and again, and takes them in.",
    discussion: """
      Without addresses it asks for every [[feed]] of the configuration. What has not changed is not \
      sent again; a feed that fails is asked less and less often, once an hour at last. Whether each \
      was heard is recorded: watchfloor feeds.
      """)

  @OptionGroup var store: StoreOptions
  @Flag(help: "Ask each once, and end.") var once = false
  @Option(
    help: ArgumentHelp(
      "How often to ask for what the configuration does not name: 5m, 2h.", valueName: "time"))
  var every = "5m"
  @Option(help: ArgumentHelp("The format. Default: told by the content.", valueName: "format"))
  var format: FeedFormat?
  @Option(help: ArgumentHelp("Who published what does not say so itself.", valueName: "name"))
  var source: String?
  @Flag(help: "Also ask this machine and private networks, where an address leads there.")
  var allowPrivate = false
  @Argument(help: ArgumentHelp("Addresses of http or https.", valueName: "url"))
  var urls: [String] = []

  func run() throws {
    let feeds = try feeds()
    let store = try store.openToWrite(create: true)
    try store.know(feeds, by: .current, at: Date())
    let notes = IntakeNotes()
    let intake = Intake(into: store, by: .current, onStored: { notes.add($0, $1) })
    let report = PollReport(notes: notes, asksAgain: !once)
    let poller = FeedPoller(
      feeds.map(\.feed), intake: intake, client: .http(agent: "watchfloor/\(Watchfloor.version)"),
      remembersIn: Paths.standard.state
    ) { report.tell($0) }
    // A server that hangs up is a problem of that feed only.
    signal(SIGPIPE, SIG_IGN)
    onInterrupt { _ in intake.betweenTransactions { Glibc.exit(0) } }
    Task { [once] in
      if once {
        await poller.pollOnce()
      } else {
        say("polling \(feeds.count == 1 ? "1 feed" : "\(feeds.count) feeds"); Ctrl-C ends")
        try await poller.poll()
      }
      Glibc.exit(report.code)
    }
    dispatchMain()
  }

  private func feeds() throws -> [ConfiguredFeed] {
    let configured = try Configuration.standard.get().feeds
    if urls.isEmpty {
      guard !configured.isEmpty else {
        throw TypedError(
          problem: "there is no feed to ask for",
          hint: """
            name one: watchfloor poll https://…; or write a [[feed]] in \
            '\(Paths.standard.configuration)', as watchfloor config example shows
            """)
      }
      return configured
    }
    let seconds = try Typed.duration(every)
    guard seconds >= PolledFeed.shortestInterval else {
      throw TypedError(problem: "'\(every)' is too often", hint: "use 1m or more")
    }
    return try urls.map { text in
      guard let url = PolledFeed.address(text) else {
        throw TypedError(
          problem: "'\(text)' is no address to ask",
          hint: "use one of http or https, without a password in it: https://example.org/feed.jsonl"
        )
      }
      return configured.first { $0.feed.url == url }
        ?? ConfiguredFeed(
          feed: PolledFeed(
            url: url, every: seconds, source: source, format: format, allowsPrivate: allowPrivate))
    }
  }
}

/// What came of polling, in words for a person and as an exit code.
private final class PollReport: Sendable {
  private let notes: IntakeNotes
  private let asksAgain: Bool
  private let worst = Mutex<Int32>(0)

  init(notes: IntakeNotes, asksAgain: Bool) {
    self.notes = notes
    self.asksAgain = asksAgain
  }

  /// As ``Program/main()`` has it.
  var code: Int32 { worst.withLock { $0 } }

  func tell(_ notice: FeedPoller.Notice) {
    switch notice {
    case .took(let feed, let outcome):
      say("\(feed.url): \(notes.words(for: outcome))")
      if outcome.quarantined > 0 { worst.withLock { if $0 == 0 { $0 = 2 } } }
    case .unchanged(let feed): say("\(feed.url): heard, nothing new")
    case .failed(let feed, let problem, let pause):
      let again = asksAgain ? "; asked again in \(pause.inMinutes)" : ""
      say("\(feed.url): not heard: \(problem)\(again)")
      worst.withLock { $0 = 1 }
    case .problem(_, let error):
      complain(error)
      worst.withLock { $0 = 1 }
    }
  }
}

extension Double {
  /// "10 min", of seconds.
  fileprivate var inMinutes: String { "\(Int((self / 60).rounded(.up))) min" }
}
