import ArgumentParser
import Foundation
import Glibc

/// How quickly a feed is taken in, read, placed, stored and made searchable, beside newsboat's reload of
/// the same file, and how that grows.
struct FeedSpeed: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "feed",
    abstract: "Times taking in one RSS file of many items, beside newsboat where it is installed.")

  @Argument(help: "How many items; several for the growth.")
  var items = [10_000, 100_000]

  func run() throws {
    let directory = FileManager.default.temporaryDirectory
      .appending(path: "watchfloor-bench-\(getpid())")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    func file(_ name: String) -> String { directory.appending(path: name).path }

    for count in items {
      let feed = file("feed-\(count).rss")
      try FeedGenerator().write(count, to: feed)
      // Or who writes first waits for this file to get to the disk, too.
      sync()
      let size = try FileManager.default.attributesOfItem(atPath: feed)[.size] as? Int ?? 0
      let ours = try Program.measure(["ingest", "--store", file("\(count).db"), feed])
      let found = try Program.measure(
        ["list", "--store", file("\(count).db"), FeedGenerator.lastPlace])
      print(
        """
        \(count) items, \(megabytes(size)) of RSS
          watchfloor  \(seconds(ours.seconds))  \(Int(Double(count) / ours.seconds)) items/s, \
        peak memory \(megabytes(ours.peakMemory)); the last found in \(seconds(found.seconds))
        """)
      try measureNewsboat(on: feed, in: directory, against: ours)
      try FileManager.default.removeItem(atPath: file("\(count).db"))
    }
  }

  private func measureNewsboat(
    on feed: String, in directory: URL, against ours: Program.Run
  ) throws {
    guard let newsboat = Program.find("newsboat") else {
      print("  newsboat    is not installed: apt-get install newsboat")
      return
    }
    let (urls, config) = (directory.appending(path: "urls"), directory.appending(path: "config"))
    let cache = directory.appending(path: "cache.db")
    try Data("file://\(feed)\n".utf8).write(to: urls)
    try Data("max-items 0\n".utf8).write(to: config)
    let peer = try Program.measure(
      ["-u", urls.path, "-C", config.path, "-c", cache.path, "-x", "reload"], of: newsboat)
    try? FileManager.default.removeItem(at: cache)
    print(
      """
        newsboat    \(seconds(peer.seconds))  peak memory \(megabytes(peer.peakMemory)); \
      we take \(String(format: "%.2f", ours.seconds / peer.seconds)) of its time
      """)
  }

  private func seconds(_ value: Double) -> String { String(format: "%7.2f s", value) }
}

/// A feed of short news from all over the world, the same every time: every second item tells of an
/// incident, the others of a vote, a match, shares or a museum.
struct FeedGenerator {
  /// Where the last item's fire is.
  static let lastPlace = "Zwolle"

  private let places = Generator().places

  func write(_ count: Int, to path: String) throws {
    try Data().write(to: URL(filePath: path))
    let file = try FileHandle(forWritingTo: URL(filePath: path))
    let start = Date(timeIntervalSince1970: 1_790_000_000)
    var chunk = Data(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <rss version="2.0"><channel><title>Wire</title><link>https://wire.example/</link>
      <description>News of all kinds</description>

      """.utf8)
    for number in 0..<count {
      chunk.append(
        Data(item(number, of: count, at: start.addingTimeInterval(Double(number) * 20)).utf8))
      if chunk.count > 1 << 20 {
        try file.write(contentsOf: chunk)
        chunk.removeAll(keepingCapacity: true)
      }
    }
    chunk.append(Data("</channel></rss>\n".utf8))
    try file.write(contentsOf: chunk)
    try file.close()
  }

  private func item(_ number: Int, of count: Int, at time: Date) -> String {
    let isLast = number == count - 1
    let place = isLast ? Self.lastPlace : places[number * 7_919 % places.count]
    return """
      <item><title>\(place): what happened, number \(number)</title>
      <link>https://wire.example/\(number)</link><guid>https://wire.example/\(number)</guid>
      <pubDate>\(Self.date(time))</pubDate>
      <description>\(isLast ? Self.fire(place, number) : text(number, place))</description></item>

      """
  }

  private static func date(_ time: Date) -> String {
    var seconds = time_t(time.timeIntervalSince1970)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    var text = [CChar](repeating: 0, count: 40)
    let length = strftime(&text, text.count, "%a, %d %b %Y %H:%M:%S +0000", &parts)
    return String(decoding: text[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func fire(_ place: String, _ number: Int) -> String {
    """
    A fire broke out in a warehouse in \(place). The fire department confirmed the fire and said that \
    \(number % 9 + 2) people were taken to hospital. Trains were late for two hours, and the road along \
    the river stayed closed until the evening, the railway said.
    """
  }

  private func text(_ number: Int, _ place: String) -> String {
    switch number % 8 {
    case 1:
      """
      An explosion was heard in \(place) on Sunday, according to Source \(number % 97). Residents said \
      that windows shook, and several cars near the market were damaged. Police said that the cause was \
      not yet known, and asked people to stay away while the crews worked.
      """
    case 3: Self.fire(place, number)
    case 5:
      """
      Protesters gathered in \(place) over the price of bread. Local authorities have not commented. \
      The organisers spoke of more than \(number % 40 + 2)00 people, and want to march again next week \
      if their talks with the city come to nothing.
      """
    case 7:
      """
      At least \(number % 40 + 2) people were injured in a flood in \(place), police said. The river rose \
      after three days of rain, and the bridge to the old town was closed; schools stay shut on Monday, \
      and water is brought to the villages by lorry.
      """
    case 0:
      """
      The council of \(place) voted on Sunday to put \(number % 40 + 2) million into tram lines over ten \
      years. The mayor called it the largest plan in a generation; the opposition said that buses would \
      have been cheaper, and could run from next spring.
      """
    case 2:
      """
      The home side won by \(number % 40 + 2) points in \(place) after a slow first half. The coach \
      praised the bench, and said that the team would travel without its captain, who is resting a knee; \
      for the match on Saturday few tickets are left.
      """
    case 4:
      """
      Shares of the largest employer in \(place) rose by \(number % 40 + 2) percent: orders for the autumn \
      were above plan, the company said. Analysts had thought otherwise. The board wants to pay a \
      dividend in March, and the works council was pleased with the figures.
      """
    default:
      """
      A museum in \(place) shows \(number % 40 + 2) maps that were drawn before 1800. Its curators found \
      several of them in a cellar two years ago; one sees how the river was made straight. School \
      classes come in free until the end of May, on weekdays.
      """
    }
  }
}
