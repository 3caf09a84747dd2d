import Foundation
import Gazetteer
import Incidents

/// Reports like those that a desk takes in: short texts about real places, by many sources, some of whom
/// cite others. The same every time.
struct Generator {
  /// A word of the newest report's headline, to wait for.
  static let lastTitle = "Zwolle"

  /// The names of the world's regions.
  let places: [String]

  init() {
    places = Gazetteer.world.allCountries.flatMap { country in
      Gazetteer.world.subdivisions(of: country).map { Gazetteer.world.name(of: $0) }
    }
  }

  func write(_ count: Int, to path: String) throws {
    try Data().write(to: URL(filePath: path))
    let file = try FileHandle(forWritingTo: URL(filePath: path))
    let start = Date(timeIntervalSince1970: 1_790_000_000)
    var chunk = Data()
    for number in 0..<count {
      let time = UTC.string(from: start.addingTimeInterval(Double(number) * 30))
      let source = "Source \(number % 997)"
      let text = number == count - 1 ? last : text(number)
      chunk.append(
        Data(
          """
          {"v":1,"type":"report","source":"\(source)","url":"https://example.org/\(number)",\
          "publishedAt":"\(time)","text":"\(text)"}

          """.utf8))
      if chunk.count > 1 << 20 {
        try file.write(contentsOf: chunk)
        chunk.removeAll(keepingCapacity: true)
      }
    }
    try file.write(contentsOf: chunk)
    try file.close()
  }

  private var last: String { "A fire broke out in a warehouse in \(Self.lastTitle) on Sunday." }

  private func text(_ number: Int) -> String {
    let place = places[number * 7_919 % places.count]
    let other = "Source \(number * 31 % 997)"
    return switch number % 5 {
    case 0: "An explosion was heard in \(place) on Sunday, according to \(other)."
    case 1: "A fire broke out in a warehouse in \(place). The fire department confirmed the fire."
    case 2: "Protesters gathered in \(place). Local authorities have not commented."
    case 3: "At least \(number % 9 + 2) people were injured in a flood in \(place), police said."
    default: "A drone hit a power station in \(place), \(other) reported, citing residents."
    }
  }
}
