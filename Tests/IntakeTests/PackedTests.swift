import Foundation
import IncidentStore
import TestSupport
import Testing

@testable import Intake

/// Files packed with gzip.
struct PackedTests {
  let directory = TemporaryDirectory()
  let store: IncidentStore

  /// One line of JSON each.
  static let one = Data(
    base64Encoded:
      "H4sIAAAAAAACA6tWKlOyMtRRKqksSFWyUipKLcgvKlHSUSrOLy1KBon4ZKalAvklqRUlQJ5/XqoekJeZl5yZkppXUqxkFR1bywUAfTEmiUUAAAA="
  )!
  static let two = Data(
    base64Encoded:
      "H4sIAAAAAAACA6tWKlOyMtRRKqksSFWyUipKLcgvKlHSUSrOLy1KBon4ZKalAvklqRUlQF5Ieb4ekJeZl5yZkppXUqxkFR1bywUARsgzBkUAAAA="
  )!

  init() throws { store = try .inMemory() }

  private func take(_ data: Data) throws -> IntakeOutcome {
    try data.write(to: URL(filePath: directory.path("feed.jsonl.gz")))
    return try Intake.sample(into: store).take(file: directory.path("feed.jsonl.gz"))
  }

  @Test("What is packed is unpacked: one member, several, and what pads them")
  func whole() throws {
    #expect(try take(Self.one).added == 1)
    let both = try take(Self.one + Self.two + Data(repeating: 0, count: 512))
    #expect(both.added == 1 && both.known == 1)
  }

  @Test("What is damaged says so, and what came before the fault is stored")
  func damaged() throws {
    let cut = #expect(throws: IntakeError.self) { try take(Self.one + Self.two.prefix(30)) }
    #expect(
      cut?.description == """
        cannot take in all of '\(directory.path("feed.jsonl.gz"))'
          reason: it is packed with gzip, and ends in the middle
          hint: get it anew; what was taken in before the fault is stored, and is not stored twice
        """)
    var broken = Self.one
    broken[40] ^= 0xFF
    let error = #expect(throws: IntakeError.self) { try take(broken) }
    #expect(error?.reason == "it is packed with gzip, and damaged")
  }
}
