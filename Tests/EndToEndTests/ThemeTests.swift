import Foundation
import TestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(5)))
struct ThemeTests {
  let anna = Person()

  private var folder: String { anna.desk.path("themes") }

  private func write(_ toml: String, _ name: String = "mine.toml") throws -> String {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    return try anna.desk.write(toml, to: "themes/\(name)")
  }

  @Test func everyThemeOfTheFolderIsInTheProgramAndPasses() throws {
    let themes = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "themes").path
    let files = try FileManager.default.contentsOfDirectory(atPath: themes)
      .map { String($0.dropLast(5)) }
    let lines = try anna.type("theme", "list").output.split(separator: "\n")
    #expect(Set(lines.map { String($0.prefix { $0 != " " }) }) == Set(files))
    #expect(lines.allSatisfy { $0.contains(" ok ") && $0.hasSuffix("in the program") })
  }

  @Test func whatIsWrongIsSaidWithFileAndLine() throws {
    let file = try write("[roles]\n\ntext = \"mauve\"\n")
    var result = try anna.type("theme", "check", file)
    #expect(result.code == 1)
    #expect(result.output.hasPrefix("\(file):3: there is no colour 'mauve'\n  hint: a colour is"))

    _ = try write("[meta]\ninherits = \"nord-dark\"\n[palette]\nink = \"#444444\"\n")
    result = try anna.type("theme", "check", "mine", "--themes-dir", folder)
    #expect(result.code == 1)
    #expect(result.output.contains("\(file):4: "), "\(result.output)")

    result = try anna.type("theme", "check", "gruvbox")
    #expect(result.code == 1 && result.errors.contains("there is no such theme"))
  }

  @Test func oneOfTheSameNameInheritsTheOneInTheProgram() throws {
    _ = try write("[meta]\ninherits = \"nord-dark\"\nname = \"Mine\"\n", "nord-dark.toml")
    let result = try anna.type("theme", "check", "nord-dark", "--themes-dir", folder)
    #expect(result.code == 0 && result.output.contains("nord-dark: Mine"), "\(result.output)")

    _ = try write("[meta]\ninherits = \"b\"\n", "a.toml")
    let file = try write("[meta]\ninherits = \"a\"\n", "b.toml")
    let circle = try anna.type("theme", "check", "b", "--themes-dir", folder)
    #expect(circle.code == 1 && circle.output.contains("there is no such theme"), "\(file)")
  }

  @Test func showIsPlainWhereNobodyLooks() throws {
    let result = try anna.type("theme", "show", "dracula-light")
    #expect(result.code == 0 && !result.output.contains("\u{1B}"))
    #expect(result.output.contains("official.silent") && result.output.contains("· silent 5h12"))
  }

  @Test func aSchemeIsImportedIntoAFileThatPasses() throws {
    let scheme = try anna.desk.write(
      "theme[main_bg]=\"#101418\"\ntheme[main_fg]=\"#cccccc\"\n", to: "x.theme")
    let output = anna.desk.path("x.toml")
    #expect(try anna.type("theme", "import-btop", scheme, "--output", output).code == 0)
    #expect(try anna.type("theme", "check", output).code == 0)
    let again = try anna.type("theme", "import-btop", scheme, "--output", output)
    #expect(again.code == 1 && again.errors.contains("cannot write"))
  }

  @Test func theConfigurationNamesOneOrOneForEachGround() throws {
    try anna.configure("theme = \"gruvbocks\"\n")
    let result = try anna.type()
    #expect(result.code == 1 && result.errors.contains("cannot use the theme 'gruvbocks'"))
    try anna.configure("theme = { dark = \"nord-dark\" }\n")
    #expect(try anna.type("list").errors.contains("line 1: 'theme' cannot be"))
  }

  @Test func aFileThatIsEditedIsSeenAtOnceAndABrokenOneSaysWhere() async throws {
    let file = try write("[meta]\ninherits = \"mono\"\n")
    let terminal = try Terminal(
      "\(program) --store \(anna.desk.store) --theme \(file) --color 256")
    try await terminal.wait(for: "No incidents yet")
    #expect(try !terminal.screen(withColours: true).contains("48;5;196"))
    _ = try write(
      "[meta]\ninherits = \"mono\"\n[roles]\nbackground = { fg = \"idx:16\", bg = \"idx:196\" }\n")
    try await terminal.wait(
      for: "the new ground",
      where: { _ in
        try terminal.screen(withColours: true).contains("48;5;196")
      })
    _ = try write("[meta]\ninherits = \"mono\"\n[roles]\ntext = \"mauve\"\n")
    try await terminal.wait(for: "mine.toml:4 there is no colour 'mauve'")
    #expect(try terminal.screen(withColours: true).contains("48;5;196"), "the last good one stays")
  }
}
