import Foundation
import Gazetteer
import IncidentStore
import Incidents
import TerminalKit
import Testing

@testable import Dashboard

/// The map: what stands where on it, and what keys do there.
struct MapTests {
  static let sizes = [(80, 24), (120, 40), (200, 60)]

  private static func play(
    _ region: Region.ID?, _ width: Int = 120, _ height: Int = 40, glyphs: GlyphSet = .unicode
  ) -> Play {
    let filter = region.map { IncidentFilter(.region([$0])) } ?? IncidentFilter()
    var play = Play(
      .placed, size: Size(width: width, height: height), query: IncidentQuery(filter),
      glyphs: glyphs)
    play.press(.character("m"))
    return play
  }

  /// The map's last lines, which say the same in words.
  private static func words(_ play: Play) -> String {
    play.lines.suffix(7).joined(separator: " ").replacing("│", with: " ")
      .split(separator: " ").joined(separator: " ")
  }

  // MARK: Screens

  @Test(arguments: sizes)
  func `The map around Krasnodar`(width: Int, height: Int) throws {
    try expectScreen(
      Self.play("RU-KDA", width, height).screen, named: "map-krasnodar-\(width)x\(height)")
  }

  @Test(arguments: sizes)
  func `The map of the world`(width: Int, height: Int) throws {
    try expectScreen(Self.play(nil, width, height).screen, named: "map-world-\(width)x\(height)")
  }

  @Test(arguments: ["RU-CHU", "FJ", "US-AK"])
  func `What lies across the antimeridian is in one piece`(region: String) throws {
    let play = Self.play(Region.ID(rawValue: region), 80, 24)
    try expectScreen(play.screen, named: "map-\(region.lowercased())-80x24")
  }

  @Test func `The map in ASCII`() throws {
    let screen = Self.play("RU-KDA", 80, 24, glyphs: .ascii).screen
    try expectScreen(screen, named: "map-ascii-80x24")
    #expect(screen.text.unicodeScalars.allSatisfy { $0.isASCII })
  }

  @Test func `Where a picture has no room, words say the same`() throws {
    let play = Self.play("RU-KDA", 80, 15)
    #expect(play.lines[3].contains("Krasnodar Krai: 4 open, 2 without official word;"))
    #expect(play.lines[4].contains("neighbours: Donetsk Obl. 2, Crimea 1, Rostov Obl. 1"))
    #expect(!play.screen.text.unicodeScalars.contains { (0x2800...0x28FF).contains($0.value) })
    try expectScreen(Self.play("RU-KDA", 45, 20).screen, named: "map-krasnodar-45x20")
  }

  // MARK: What it says

  @Test func `The words name the region, its counts and its neighbours, the most told of first`() {
    let words = Self.words(Self.play("RU-KDA", 200, 60))
    #expect(
      words.contains(
        "Krasnodar Krai: 4 open, 2 without official word; neighbours: Donetsk Obl. 2, Crimea 1, "
          + "Rostov Obl. 1, "))
    #expect(words.contains("Adygea Rep. –"))
    #expect(
      Self.words(Self.play("UA-43", 200, 60)).contains(
        "Autonomous Republic of Crimea (disputed): 1 open, 1 without official word"))
    let world = Self.words(Self.play(nil, 200, 60))
    #expect(world.contains("All regions: 11 open, 9 without official word; most: Krasnodar Kr. 4,"))
  }

  @Test func `Marks say how well it is known, how many there are, and where it is only near`() {
    let play = Self.play("RU-KDA", 120, 40)
    let text = play.screen.text
    #expect(text.contains("◆ verified 1") && text.contains("● corroborated 1"))
    #expect(text.contains("○ reported 1") && text.contains("~ somewhere near"))
    // A verified and a corroborated one in one port: the better known gives the look.
    let port = play.lines.indices.first {
      play.screen.text(inRole: .evidenceVerified, y: $0) == "2"
    }
    #expect(port != nil)
    #expect(play.lines.contains { $0.contains("?~") })
  }

  @Test func `The filter holds for marks and counts, but for the region`() {
    var play = Self.play("RU-KDA")
    #expect(play.screen.text.contains("◐ contested 1"))
    play.press(.character("f"))
    play.type(" status:verified")
    play.press(.enter)
    #expect(play.lines[2].contains("m Map · Krasnodar Krai · status:verified"))
    #expect(play.screen.text.contains("◆ verified 1"))
    #expect(!play.screen.text.contains("contested"))
    #expect(Self.words(play).contains("Krasnodar Krai: 1 open"))
    #expect(Self.words(play).contains("Donetsk Obl. –"))
  }

  // MARK: Keys

  @Test(arguments: [
    ([Key.up], "UA-23"), ([.character("k")], "UA-23"), ([.left], "UA-43"), ([.right], "RU-AD"),
    ([.up, .left], "UA-65"), ([.left, .right], "RU-KDA"),
  ])
  func `Arrows go to the next region that way, and tree and list follow`(
    keys: [Key], region: String
  ) throws {
    var play = Self.play("RU-KDA", 200, 60)
    for key in keys { play.press(key) }
    let region = Region.ID(rawValue: region)
    #expect(play.state.regions.selection == region)
    #expect(play.state.incidents.query.filter.region == region)
    #expect(play.cursorLine.contains("▸\(Gazetteer.world.shortName(of: region))"))
    play.press(.enter)
    #expect(play.state.focus == .incidents)
  }

  @Test func `Beyond the edge the map follows`() {
    var play = Self.play("RU-KDA", 80, 24)
    let before = play.state.map.scope
    for _ in 0..<8 { play.press(.right) }
    #expect(play.state.map.scope != before)
    #expect(play.cursorLine.contains("▸"))
  }

  @Test func `Plus and minus go nearer and further, 0 fits the region, q leads back`() {
    var play = Self.play("RU-KDA")
    let fitted = play.screen
    let zoom = play.state.map.scope?.zoom ?? 0
    play.press(.character("-"), .character("-"), .character("-"))
    #expect(play.state.map.scope?.zoom == zoom + 3)
    #expect(play.lines[2].contains("┤ 200 km"))
    play.press(.character("="), .character("+"), .character("+"), .character("+"))
    #expect(play.state.map.scope?.zoom == zoom - 1)
    #expect(play.cursorLine.contains("▸Krasnodar Kr. 4"))
    play.press(.character("0"))
    #expect(play.screen == fitted)
    for _ in 0..<30 { play.press(.character("-")) }
    #expect(play.lines[2].contains(",000 km"))
    #expect(play.cursorLine.contains("▸Krasnodar Kr. 4"))
    play.press(.character("q"))
    #expect(play.state.focus == .incidents)
  }

  @Test(arguments: [
    (Key.character("L"), Key.character("H")), (.shift(.down), .shift(.up)),
    (.shift(.right), .shift(.left)), (.character("J"), .character("K")),
  ])
  func `Shift and arrows move the map, and back`(key: Key, back: Key) {
    var play = Self.play("RU-KDA")
    let before = play.screen
    play.press(key)
    #expect(play.screen != before)
    #expect(play.state.regions.selection == "RU-KDA")
    play.press(back)
    #expect(play.lines[2] == before.text.split(separator: "\n")[2])
  }

  @Test func `A click selects the region under it, another leads to its incidents`() throws {
    var play = Self.play("RU-KDA")
    play.press(.function(2))
    let y = try #require(play.lines.firstIndex { $0.contains("Crimea 1") })
    let x = try #require(play.lines[y].range(of: "Crimea")).lowerBound
    let column = play.lines[y].distance(from: play.lines[y].startIndex, to: x) + 3
    let press = Mouse(.press, at: Point(x: column, y: y))
    play.happen(.mouse(press))
    #expect(play.state.regions.selection == "UA-43")
    play.happen(.mouse(press))
    #expect(play.state.focus == .incidents)
  }

  @Test func `The store is asked once for a view, and again when it has changed`() {
    var play = Self.play("RU-KDA")
    play.forgetAsked()
    play.press(.character("="))
    play.happen(.tick(.at("14:33")))
    let asked = play.asked.filter { if case .loadPlaces = $0 { true } else { false } }
    #expect(asked.count <= 1)
    play.forgetAsked()
    play.commit { $0.rows.append(.sample(12, region: "RU-AD")) }
    #expect(play.asked.contains { if case .loadPlaces = $0 { true } else { false } })
    #expect(Self.words(play).contains("Adygea Rep. 1"))
    play.press(.escape)
    play.forgetAsked()
    play.commit { _ in }
    #expect(!play.asked.contains { if case .loadPlaces = $0 { true } else { false } })
  }

  @Test func `The past is asked for what was known then`() {
    var play = Self.play("RU-KDA")
    play.forgetAsked()
    play.happen(.travelled(to: .at("09:30")))
    #expect(play.asked.contains { if case .loadPlaces = $0 { true } else { false } })
    #expect(play.lines[0].contains("AS OF 2026-11-22"))
  }

  // MARK: Projection

  private static let screen = Size(width: 100, height: 50)

  @Test(
    "A row is as high as its kilometres, a cell half as wide, wherever the map is",
    arguments: [(0.0, 1.0), (60, 0.5), (-45, 0.7071)])
  func scale(latitude: Double, narrowing: Double) {
    let projection = MapProjection(
      MapScope(latitude: latitude, longitude: 30, zoom: 6), Self.screen)
    let (x, y) = projection.dot(x: 3000, y: latitude * 100)
    #expect(x == 100 && y == 100)
    let north = projection.dot(x: 3000, y: latitude * 100 + 100)
    let rows = (y - north.y) / 4
    #expect(abs(rows - MapScope.kilometresOfDegree / MapScope.scales[6]) < 0.001)
    let east = projection.dot(x: 3100, y: latitude * 100)
    #expect(abs((east.x - x) / (y - north.y) - narrowing) < 0.001)
  }

  @Test(arguments: [(179.5, -179.5), (-179.5, 179.5), (0, 1), (100, -170)])
  func `What is a little further east is a little further right`(from: Double, to: Double) {
    let projection = MapProjection(MapScope(latitude: 10, longitude: from, zoom: 12), Self.screen)
    let east = projection.dot(x: to * 100, y: 1000).x - projection.dot(x: from * 100, y: 1000).x
    let degrees = east / projection.dotsOfUnit / 100 / projection.cosine
    #expect(abs(degrees - wrapped(to - from, at: 180)) < 0.001)
  }

  @Test(arguments: [(45.04, 38.98), (-17.8, 178), (64.7, -170), (0, 0)])
  func `A dot leads back to its place`(latitude: Double, longitude: Double) throws {
    let scope = MapScope(latitude: 20, longitude: 150, zoom: 15)
    let projection = MapProjection(scope, Self.screen)
    let (x, y) = projection.dot(x: longitude * 100, y: latitude * 100)
    let place = try #require(projection.place(x: x, y: y))
    #expect(abs(place.latitude - latitude) < 0.001 && abs(place.longitude - longitude) < 0.001)
  }

  @Test(
    arguments: ["RU", "US-AK", "RU-CHU", "FJ", "NZ", "RU-KDA", "MC", "CL", "FR"],
    [(56, 16), (88, 33), (156, 53)])
  func `A region has room on the map that fits it`(region: String, size: (Int, Int)) throws {
    let size = Size(width: size.0, height: size.1)
    let scope = MapScope.around([Region.ID(rawValue: region)], in: size)
    let projection = MapProjection(scope, size)
    let area = try #require(MapAtlas.world[Region.ID(rawValue: region)])
    for point in try #require(area.outline.largest).points {
      #expect(projection.holds(projection.dot(x: Double(point.x), y: Double(point.y))))
    }
  }

  @Test func `No border crosses the map where the world ends`() {
    let size = Size(width: 156, height: 53)
    for region: Region.ID in ["RU-CHU", "FJ", "US-AK", "RU"] {
      var picture = MapPicture(.around([region], in: size), size: size)
      picture.select(region)
      for row in 0..<size.height {
        let line = picture.dots[(row * size.width)..<((row + 1) * size.width)]
        #expect(line.contains(0), "\(region), row \(row)")
      }
    }
  }

  @Test func `Far away there are countries, nearer their parts`() {
    let size = Size(width: 88, height: 33)
    let far = MapPicture(.world(in: size), size: size)
    #expect(far.spots.allSatisfy { $0.region.country == $0.region })
    let near = MapPicture(.around(["RU-KDA"], in: size), size: size)
    let shown = Set(near.spots.filter(near.shows).map(\.region))
    #expect(shown.isSuperset(of: ["RU-KDA", "RU-AD"]) && !shown.contains("RU"))
    #expect(near.reaches("RU-KDA") && near.reaches("RU") && !near.reaches("JP-13"))
    #expect(far.reaches("JP-13"))
  }
}
