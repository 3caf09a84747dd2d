import Dashboard
import Intake

/// What was typed into the lines of the dashboard, for the sessions to come.
struct HistoryFile: Sendable {
  private let file: StateFile

  /// - Parameter directory: where one run leaves things to the next.
  init(in directory: String) { file = StateFile(path: directory + "/history.json") }

  /// Nothing where there is no file, or none that can be read.
  func load() -> TypedLines { file.load(TypedLines.self) ?? TypedLines() }

  /// Adds to what is there by now: another dashboard may have added something, too.
  func add(_ line: String, to kind: TypedLines.Kind) throws(IntakeError) {
    var lines = load()
    lines.add(line, to: kind)
    try file.save(lines)
  }
}
