import FeedIngest
import Foundation
import Incidents
import Testing

/// The article that the project was thought up for. Its text is not ours and lies beside the project.
struct SeedTests {
  static let article = projectRoot(of: #filePath).deletingLastPathComponent()
    .appending(path: "shared/seed/article.txt")

  static var isPresent: Bool { FileManager.default.fileExists(atPath: article.path) }

  @Test(
    "The seed article says what the golden case says, and nothing else",
    .enabled(if: isPresent, "../shared/seed/article.txt is not here"))
  func seedReads() throws {
    let text = try String(contentsOf: Self.article, encoding: .utf8)
    #expect(
      summary(of: try reading(of: text)) == """
        RU-KDA explosion: ≈10 explosions, outskirts of Krasnodar
          place: outskirts of Krasnodar (2)
          occurrence: [?/10/? explosions, “approximately 10”]
          cause: an air defense system (ADS) intercepting Ukrainian drones hedged “may have been caused by”
          cites: Life -> SHOT (telegram)
          silent: Local authorities [RU-KDA]
        RU-ORE explosion: Rocket explosion, Orenburg Oblast
          place: Orenburg Oblast (2)
          occurrence: hedged “unconfirmed”
          cites: unnamed
          neither_confirm_nor_deny: Kremlin [RU], Dmitry Peskov, spokesperson_via_media
          silent: Regional authorities [RU-ORE]
          silent: Defence Ministry [RU]
        """)
  }
}

/// The directory of `Package.swift`, from a file below it.
func projectRoot(of file: String) -> URL {
  var directory = URL(filePath: file).resolvingSymlinksInPath().deletingLastPathComponent()
  while directory.path != "/",
    !FileManager.default.fileExists(atPath: directory.appending(path: "Package.swift").path)
  {
    directory.deleteLastPathComponent()
  }
  return directory
}
