import Foundation
import IncidentStore
import TerminalKit
import Testing

@testable import Dashboard

/// Choosing the columns of the list: keys in, screen out.
struct ColumnTests {
  private func play(_ width: Int = 120, _ height: Int = 40) -> Play {
    Play(size: Size(width: width, height: height))
  }

  /// The line of names above the list.
  private func names(_ play: Play) -> (line: String, place: Point) {
    let rows = play.state.layout.rows(of: .incidents)
    let line = play.lines[rows.y - 1].dropFirst(rows.x).prefix(rows.width)
    return (String(line), Point(x: rows.x, y: rows.y - 1))
  }

  private func headings(_ play: Play) -> [String] {
    names(play).line.split(separator: " ").map(String.init)
  }

  /// Goes to a column in the chooser.
  private func go(_ play: inout Play, to column: ListColumn) {
    play.press(.home)
    for _ in 0..<(play.state.columnEntries.firstIndex { $0.column == column } ?? 0) {
      play.press(.down)
    }
  }

  @Test func `The chooser begins with what the room allows, and the list follows each key`() {
    var play = play()
    let before = headings(play)
    play.press(.character("C"))
    #expect(play.screen.text.contains("Columns ━"))
    #expect(play.line(with: "[x] kind").contains("10│"))
    #expect(play.screen.text.contains("[ ] reports"))
    #expect(headings(play) == before)
    go(&play, to: .reports)
    play.press(.character(" "))
    #expect(headings(play) == before + ["rep."])
    #expect(play.line(with: "Columns ━").contains("yours"))
    go(&play, to: .kind)
    play.press(.character(" "))
    #expect(!headings(play).contains("kind"))
    play.press(.enter)
    #expect(!play.screen.text.contains("Columns ━"))
    #expect(headings(play) == before.filter { $0 != "kind" } + ["rep."])
  }

  @Test func `Every column shows what it is called after`() {
    var play = play(240, 60)
    play.press(.character("C"))
    for column in [ListColumn.first, .region, .grade, .reports, .id] {
      go(&play, to: column)
      play.press(.character(" "))
    }
    go(&play, to: .clock)
    play.press(.character(" "))
    play.press(.enter, .character("z"))
    let row = play.line(with: "Drone shot down")
    for word in [
      "11m", "5h12", "drone", "Krasnodar", "CORROB.", "2B", "confirmed", " 1 ", "RU-KDA",
    ] {
      #expect(row.contains(word), "\(word) in \(row)")
    }
  }

  @Test func `Columns get wider, narrower and change places`() {
    var play = play()
    play.press(.character("C"))
    go(&play, to: .origins)
    play.press(.character(">"), .character(">"))
    #expect(play.line(with: "[x] origins").contains("7│"))
    play.press(.character("<"))
    #expect(play.line(with: "[x] origins").contains("6│"))
    for _ in 0..<100 { play.press(.character("<")) }
    #expect(play.line(with: "[x] origins").contains("2│"))
    let before = headings(play)
    play.press(.character("K"))
    let index = before.firstIndex { $0.hasPrefix("ori") || $0.hasPrefix("o…") } ?? 0
    #expect(index > 0)
    #expect(headings(play)[index - 1] == before[index])
    #expect(play.cursorLine.contains("origins"))
    play.press(.character("J"))
    #expect(headings(play) == before)
  }

  @Test func `0 leaves it to the room again, Esc to what was before`() {
    var play = play()
    let before = play.screen
    play.press(.character("C"), .character(" "), .escape)
    #expect(play.screen == before)
    play.press(.character("C"), .character(" "), .enter)
    let chosen = play.screen
    #expect(chosen != before)
    play.press(.character("C"), .character("0"))
    #expect(play.line(with: "Columns ━").contains("auto"))
    play.press(.escape)
    #expect(play.screen == chosen)
    play.press(.character("C"), .character("0"), .enter)
    #expect(play.screen == before)
  }

  @Test func `What has no room gives way from the right, the title last, and the chooser says so`()
  {
    var play = play(80, 24)
    play.press(.character("C"))
    for column in [ListColumn.region, .grade, .reports, .id] {
      go(&play, to: column)
      play.press(.character(" "))
    }
    #expect(play.line(with: "[x] id").contains("hidden"))
    #expect(headings(play).contains("what"))
    #expect(play.screen.text.contains("Drone sh"))
    play.press(.enter)
    play.resize(200, 60)
    play.press(.character("z"))
    #expect(headings(play).contains("id"))
  }

  @Test func `The last column stays`() {
    var play = play()
    play.press(.character("C"))
    for column in ListColumn.allCases
    where play.state.columnEntries.contains(where: {
      $0.column == column && $0.isShown
    }) {
      go(&play, to: column)
      play.press(.character(" "))
    }
    #expect(play.lines.last == " the last column stays")
    #expect(play.state.columnEntries.count(where: \.isShown) == 1)
  }

  @Test func `The arrow stands over the column that the list is sorted by`() {
    var play = play(200, 60)
    play.press(.character("s"), .character("g"))
    #expect(headings(play).contains("orig▾"))
    play.press(.character("C"))
    go(&play, to: .grade)
    play.press(.character(" "), .enter)
    #expect(headings(play).contains("grade▾"))
    #expect(headings(play).contains("orig"))
  }

  @Test func `A click on a name sorts by it; again, the other way round`() {
    var play = play()
    play.press(.function(2))
    let (line, place) = names(play)
    // Only “evidence” has one.
    let x = line.prefix { $0 != "v" }.count
    for arrow in ["▾", "▴"] {
      play.happen(.mouse(Mouse(.press, at: Point(x: place.x + x, y: place.y))))
      #expect(headings(play).contains("evidence\(arrow)"))
      play.happen(.tick(.noon.addingTimeInterval(2)))
    }
  }

  @Test(arguments: [20, 39, 40, 53, 54, 71, 72, 83, 84, 120, 200], [1, 2])
  func `Columns never overlap, and keep to the list`(width: Int, gutter: Int) {
    var all = ChosenColumns(showing: ListColumn.allCases)
    for columns in [
      IncidentColumns(width: width, gutter: gutter),
      IncidentColumns(all, width: width, gutter: gutter),
    ] {
      var end = gutter
      for place in columns.places {
        #expect(place.cells.lowerBound >= end)
        end = place.cells.upperBound
      }
      #expect(end <= width)
      #expect(columns[.what] != nil)
    }
    all.entries.swapAt(0, 11)
    all.entries[0].width = 80
    #expect(IncidentColumns(all, width: width, gutter: gutter).places.count >= 1)
  }
}
