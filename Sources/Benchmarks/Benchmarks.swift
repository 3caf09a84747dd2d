import ArgumentParser

/// The numbers we promise, measured: `swift run -c release Benchmarks [reports]`,
/// `swift run -c release Benchmarks feed [items…]` and `swift run -c release Benchmarks quality FOLDER`.
@main
struct Benchmarks: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measures how quick Watchfloor is, and how well it reads.",
    subcommands: [Speed.self, FeedSpeed.self, Quality.self], defaultSubcommand: Speed.self)
}
