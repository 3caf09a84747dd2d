import Foundation
import IncidentStore
import Incidents
import TerminalKit
import Testing

@testable import Dashboard

// What stories are told with: a person's keys, and what stands on the screen.

extension Play {
  /// Presses keys by their labels, with blanks between them; what stands in ‹› is typed letter by letter:
  /// `"f ‹kind:fire› Enter Down"`.
  mutating func keys(_ script: String) {
    for (index, part) in script.split(whereSeparator: { "‹›".contains($0) }).enumerated() {
      if (index % 2 == 1) != script.hasPrefix("‹") {
        type(String(part))
        continue
      }
      for label in part.split(separator: " ") {
        guard let key = Key(label: String(label)) else {
          preconditionFailure("no key is called \(label)")
        }
        press(key)
      }
    }
  }

  mutating func click(_ x: Int, _ y: Int) {
    happen(.mouse(Mouse(.press, at: Point(x: x, y: y))))
    happen(.mouse(Mouse(.release, at: Point(x: x, y: y))))
  }

  mutating func wheel(_ act: Mouse.Act, _ x: Int, _ y: Int) {
    happen(.mouse(Mouse(act, at: Point(x: x, y: y))))
  }

  func shows(_ text: String) -> Bool { screen.text.contains(text) }

  /// The last line, where hints and messages stand.
  var last: String { lines.last ?? "" }

  /// What is said below the panes, however many lines it takes.
  func says(_ text: String) -> Bool {
    lines.suffix(4).map { $0.trimmingCharacters(in: .whitespaces) }.joined(separator: " ")
      .contains(text)
  }

  /// How we are, and where: the two lines over the panes.
  var status: String { lines.first { $0.contains(" 14:") || $0.contains("AS OF 2026") } ?? "" }
  var way: String { lines.first { $0.hasPrefix(" World") } ?? "" }

  /// The title of the list, with what is counted in it.
  var listTitle: String { line(with: "2 Incidents") }

  /// How often an effect of this kind was asked for.
  func count(_ isWanted: (Effect) -> Bool) -> Int { asked.count(where: isWanted) }

  /// Ada's desk: changes since she looked, twelve feeds, sources and authorities by name.
  static func desk(
    _ width: Int = 120, _ height: Int = 40, _ rows: [IncidentSummary] = .eight,
    glyphs: GlyphSet = .unicode, session: Session? = nil
  ) -> Play {
    Play(
      rows, size: Size(width: width, height: height), glyphs: glyphs, person: "ada",
      theme: "nord-dark", themes: ["auto", "nord-dark", "mono"], session: session
    ) {
      $0.fillDesk()
      $0.views = ["night": "silent>2h"]
      $0.details[.depot] = .depot
    }
  }

  /// Incidents with places, for the map.
  static func placed(_ width: Int = 120, _ height: Int = 40) -> Play {
    desk(width, height, .placed)
  }
}

/// A story that fails shows its screen.
extension Play: CustomTestStringConvertible {
  var testDescription: String { "\n\(screen.text)\n" }
}

extension Session {
  /// As the file gives it back.
  static func kept(of play: Play) throws -> Session {
    try JSONDecoder().decode(Session.self, from: JSONEncoder().encode(play.state.session))
  }
}
