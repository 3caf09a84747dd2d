import Foundation
import TerminalKit
import Testing

/// Compares a whole screen with the file of that name; `RECORD_SCREENS=1 swift test` writes it anew.
func expectScreen(
  _ grid: Grid, named name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Screens")
  let file = folder.appending(path: "\(name).txt")
  if ProcessInfo.processInfo.environment["RECORD_SCREENS"] == "1" {
    try (grid.text + "\n").write(to: file, atomically: true, encoding: .utf8)
  }
  let recorded = try String(contentsOf: file, encoding: .utf8)
  #expect(grid.text + "\n" == recorded, sourceLocation: sourceLocation)
}
