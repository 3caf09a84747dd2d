import FeedIngest
import Foundation
import IncidentStore
import Intake

extension Intake {
  /// At a fixed time, with texts left as they are.
  static func sample(
    into store: IncidentStore,
    now: @escaping @Sendable () -> Date = { Date(timeIntervalSince1970: 1_795_000_000) }
  ) -> Intake {
    Intake(
      store: store, author: Author(name: "anna", desk: "night"),
      options: FeedOptions(sanitise: { $0 }), now: now)
  }
}

/// A report that tells of no incident, as a line of JSON without its newline.
func line(_ number: Int) -> String {
  #"{"v":1,"type":"report","source":"Life","text":"Report number \#(number).","incidents":[]}"#
}

/// Lines of JSON, each with its newline.
func lines(_ numbers: ClosedRange<Int>) -> String {
  numbers.map { line($0) + "\n" }.joined()
}

let article = """
  Explosions heard near the harbour

  Residents of the port heard three explosions on Tuesday night.

  """
