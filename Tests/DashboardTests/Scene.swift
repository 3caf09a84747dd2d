import Dashboard
import IncidentStore
import Incidents
import TerminalKit
import Testing

/// A place that a person can be in, told of in ASCII: every pane, every list over the panes, every line to type in.
struct Scene: CustomTestStringConvertible, Sendable {
  /// Where the hardware cursor has to be.
  enum Cursor: Equatable, Sendable {
    /// On the selected row, of which these are words.
    case row(String)
    /// On the first line of what has no rows.
    case start
    /// Behind this, which was typed.
    case caret(String)
  }

  var name: String
  var keys: [Key]
  var cursor: Cursor
  var isPlaced = false

  var testDescription: String { name }

  init(_ name: String, _ keys: [Key], _ cursor: Cursor, isPlaced: Bool = false) {
    self.name = name
    self.keys = keys
    self.cursor = cursor
    self.isPlaced = isPlaced
  }

  func play(_ size: Size, _ glyphs: GlyphSet) -> Play {
    let rows: [IncidentSummary] = isPlaced ? .placed : .eight
    var play = Play(
      rows.filter { $0.incident.title.utf8.allSatisfy { $0 < 0x80 } }, size: size,
      query: isPlaced ? IncidentQuery(IncidentFilter(.region(["RU-KDA"]))) : IncidentQuery(),
      glyphs: glyphs, person: "ada", theme: "nord-dark",
      themes: ["auto", "nord-dark", "mono"]
    ) { store in
      store.fillDesk()
      if !isPlaced {
        store.rows[store.rows.count - 1].desk = DeskState(acknowledgedAt: .noon, note: "call")
      }
      store.changes.removeAll { !$0.title.utf8.allSatisfy { $0 < 0x80 } }
    }
    for key in keys { play.press(key) }
    return play
  }

  static func typed(_ text: String) -> [Key] { text.map { .character($0) } }

  static let all: [Self] =
    [
      Self("regions", typed("1") + [.down], .row("Russia")),
      Self("list", [.down], .row("Drone")),
      Self("changes", typed("4") + [.down], .row("Drone")),
      Self("feeds", typed("5") + [.down], .row("quiet.example")),
      Self("map", typed("m"), .row("Krasnodar"), isPlaced: true),
      Self("heat", typed("H") + [.down], .row("Donetsk"), isPlaced: true),
      Self("help", typed("?"), .start),
      Self("help search", typed("?/mark"), .caret("/mark")),
      Self("palette", [.control("p")] + typed("sort") + [.down], .caret("sort")),
      Self("themes", typed("t") + [.down], .row("mono")),
      Self("columns", typed("C") + [.end], .row("id")),
      Self("find", typed("/bri"), .caret("/bri")),
      Self("find nothing", typed("/zzz") + [.enter], .row("explosions")),
      Self("filter", typed("fsilent>6h"), .caret("filter silent>6h")),
      Self("wrong filter", typed("fsilent>x") + [.enter], .caret("filter silent>x")),
      Self("command", typed(":note "), .caret(":note ")),
      Self("wrong command", typed(":snooze x") + [.enter], .caret(":snooze x")),
      Self("sorting", [.down] + typed("s"), .row("Drone")),
      Self("marks", typed(" ") + [.down] + typed(" "), .row("Rocket")),
      Self("acknowledged", typed("A"), .start),
      Self("all of the help", typed("?") + [.end], .start),
      Self("the past", typed("[["), .start),
      Self("nothing listed", typed("fzzzz") + [.enter], .start),
    ]
    + ["summary", "origins", "statements", "claims", "evidence", "why", "changes", "text"]
    .enumerated().map { index, name in
      Self("detail \(name)", [.enter] + Array(repeating: .right, count: index) + [.down], .start)
    }
}
