import ArgumentParser
import IncidentStore

struct RegionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "regions",
    abstract: "Lists the regions that hold incidents, and how many of those lack an official word.")

  @OptionGroup var store: StoreOptions
  @Flag(help: "One JSON object a line.") var json = false

  func run() throws {
    for tally in try store.openToRead().regions() {
      let line = RegionLine(tally)
      if json {
        try printJSON(line)
      } else {
        print(
          "\(line.region)\t\(line.name)\t\(line.open) open\t\(line.withoutWord) without a word")
      }
    }
  }
}
