import ArgumentParser
import Foundation
import IncidentStore

struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Opens the dashboard on invented reports: rows arrive within the first minute.",
    discussion: "It works on a store of its own, which goes when the demo ends.")

  @OptionGroup var screen: ScreenOptions

  func run() throws {
    let demo = try Demo()
    try demo.trickle()
    try withExtendedLifetime(demo) {
      try screen.show(demo.store, following: demo.feeds, banner: Demo.banner)
    }
  }
}
