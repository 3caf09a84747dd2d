import Foundation
import IncidentStore
import Incidents
import TerminalKit
import Testing

@testable import Dashboard

/// Errands across the map, the heat, the list, the detail, and the way back.
struct StoriesOfPlaces {
  @Test func `From the palette to the map, into a region, and back to where one was`() {
    var play = Play.placed()
    play.keys("Down Down Ctrl-P ‹map› Enter")
    #expect(play.shows("m Map") && play.way.hasPrefix(" World › Map"))
    #expect(!play.shows("Commands"))
    play.keys("Esc")
    #expect(play.way.trimmingCharacters(in: .whitespaces) == "World")
    #expect(play.cursorLine.contains("Shelling of a village"))
  }

  @Test func `Esc in the palette over the map leaves the map as it was`() {
    var play = Play.placed()
    play.keys("m +")
    let map = play.screen
    play.keys("Ctrl-P ‹zoom› Esc")
    #expect(play.screen == map)
  }

  @Test func `A region is chosen on the map and read as a list`() {
    var play = Play.placed()
    play.keys("1 Down m Enter")
    let region = play.state.regions.selection
    #expect(region != nil)
    #expect(play.listTitle.contains("2 Incidents"))
    #expect(play.state.incidents.rows.allSatisfy { $0.incident.region.lies(in: region ?? "") })
    play.keys("-")
    #expect(play.shows("m Map"))
  }

  @Test func `Back and forward go through the map and the heat, where - and + mean something else`()
  {
    var play = Play.placed()
    play.keys("m H")
    #expect(play.shows("m Map"), "H moves the map")
    play.keys("Esc H m")
    #expect(play.way.contains("Map"))
    play.keys("<")
    #expect(play.way.contains("Heat"))
    play.keys("< <")
    #expect(play.way.contains("Map"))
    play.keys("> > >")
    #expect(play.way.contains("Map"))
    play.keys(">")
    #expect(play.last == " no place comes after this one")
  }

  @Test func `A filter narrows the map, and gives it back`() {
    var play = Play.placed()
    play.keys("m")
    let whole = play.screen
    play.keys("f ‹status:verified› Enter")
    #expect(play.way.contains("status:verified  1 of 11"))
    #expect(play.shows("verified 1") && !play.shows("contested 1"))
    #expect(play.way.contains("Map"), "the filter line leaves one where one is")
    play.keys("f Ctrl-U Enter")
    #expect(
      play.lines.dropLast()
        == whole.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        .dropLast())
  }

  @Test func `A search that is begun on the map and given up returns to the map`() {
    var play = Play.placed()
    play.keys("m +")
    let map = play.screen
    play.keys("/ ‹Rail›")
    #expect(play.cursorLine.contains("/Rail"))
    play.keys("Esc")
    #expect(play.screen == map)
  }

  @Test func `A search that is begun on the map and kept stands at its match in the list`() {
    var play = Play.placed()
    play.keys("m / ‹Rail› Enter")
    #expect(play.cursorLine.contains("Rail cut"))
    #expect(play.way.contains("find “Rail”"))
    #expect(play.last.contains("n next match"))
  }

  @Test
  func `A click on the map selects a region, a second one lists it, and the way back is there`()
    throws
  {
    var play = Play.placed()
    play.keys("F2 m")
    let y = try #require(play.lines.firstIndex { $0.contains("Fiji") && $0.contains("│ ") })
    let line = play.lines[y]
    let x = line.distance(
      from: line.startIndex, to: try #require(line.range(of: "Fiji")).lowerBound)
    play.click(x, y)
    play.click(x, y)
    #expect(!play.shows("nothing is"))
    play.keys("<")
    #expect(play.state.focus != .detail)
  }

  @Test func `The heat leads to the incidents of a region and back to the same row`() {
    var play = Play.placed()
    play.keys("H Down Down")
    let heat = play.screen
    let row = play.cursorLine
    play.keys("Enter")
    #expect(play.shows("2 Incidents"))
    play.keys("-")
    #expect(play.cursorLine == row)
    #expect(play.state.focus == .heat)
    play.keys("Esc")
    #expect(play.state.focus == .incidents && heat.size == play.size)
  }

  @Test func `Out of the detail back to the list, the region, the world: Esc never quits`() {
    var play = Play.desk()
    play.keys("1 Down Down Down Enter Enter Right z")
    play.forgetAsked()
    for _ in 0..<12 { play.keys("Esc") }
    #expect(!play.asked.contains(.quit))
    #expect(play.way == " World")
    play.keys("q")
    #expect(play.asked.last == .quit)
  }

  @Test(arguments: ["m", "H", "4", "5", "Enter", "C", "t", "?", "Ctrl-P", ":", "f", "/", "s"])
  func `Wherever one has got to, Esc leads back to the list`(way: String) {
    for size in [(30, 8), (45, 20), (80, 24), (120, 40), (200, 60)] {
      var play = Play.desk(size.0, size.1)
      play.keys("Down")
      let before = play.screen
      play.keys(way)
      #expect(play.screen != before, "\(way) does something at \(size)")
      play.keys("Esc Esc")
      #expect(play.screen == before, "\(way) at \(size)")
    }
  }

  @Test func `A session ends on the map and begins there again`() throws {
    var play = Play.placed()
    play.keys("f ‹status:reported› Enter 1 Down m + z")
    var next = Play.desk(120, 40, .placed, session: try .kept(of: play))
    #expect(next.last.contains("restored the last session"))
    #expect(next.way.contains("Map") && next.way.contains("status:reported"))
    next.keys("z <")
    #expect(next.state.focus == .regions)
  }
}
