import ArgumentParser

/// The numbers we promise, measured: `.build/release/Benchmarks [reports]`, and with `dashboard [reports…]`,
/// `feed [items…]` and `quality FOLDER`.
@main
struct Benchmarks: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measures how quick Watchfloor is, and how well it reads.",
    subcommands: [Speed.self, DashboardSpeed.self, FeedSpeed.self, Quality.self],
    defaultSubcommand: Speed.self)
}
