import Testing

@testable import TerminalKit

struct ThemeTests {
  private let base = Theme(
    name: "base", mode: .dark,
    definitions: [
      .background: PartialStyle(foreground: .ansi(7), background: .ansi(0)),
      .cursor: PartialStyle(background: .ansi(4)),
      .popup: PartialStyle(foreground: .ansi(3)),
    ], base: nil)

  private func theme(_ roles: String, sixteen: String = "") throws -> Theme {
    try Theme(
      toml: "[roles]\n\(roles)\n[ansi16]\n\(sixteen)", named: "mine",
      other: { [base] in $0 == "watchfloor-dark" ? base : nil })
  }

  @Test func aRoleThatIsLeftOutLooksLikeTheOneItRefines() throws {
    let theme = try theme("official = { fg = \"ansi:2\", attrs = [\"bold\"] }")

    #expect(
      theme.style(.officialSilent)
        == Style(foreground: .ansi(2), background: .ansi(0), attributes: .bold))
  }

  @Test func aRoleTakesOnlyWhatItLeavesOut() throws {
    let theme = try theme(
      """
      official = { fg = "ansi:2", attrs = ["bold"] }
      "official.silent" = "ansi:3"
      "official.denied" = { attrs = [] }
      """)

    #expect(theme.style(.officialSilent).foreground == .ansi(3))
    #expect(theme.style(.officialSilent).attributes == .bold)
    #expect(theme.style(.officialDenied).foreground == .ansi(2))
    #expect(theme.style(.officialDenied).attributes == [])
  }

  @Test func whatIsNotSaidAtAllComesFromTheBuiltInThemeOfTheSameMode() throws {
    let theme = try theme("text = \"ansi:6\"\nbackground = { bg = \"ansi:5\" }")

    #expect(theme.style(.cursor).background == .ansi(4))
    #expect(theme.style(.popupTitle).foreground == .ansi(3))
    #expect(theme.style(.popupTitle).background == .ansi(5), "on the ground of this theme")
    #expect(theme.style(.label).foreground == .ansi(6), "in the words' colour of this theme")
  }

  @Test func aThemeMayInheritAnother() throws {
    let theme = try Theme(
      toml: """
        meta = { inherits = "base", mode = "light" }
        roles = { popup = { attrs = ["bold"] } }
        """, named: "mine",
      other: { [base] in $0 == "base" ? base : nil })

    #expect(theme.mode == .light)
    #expect(
      theme.style(.popup)
        == Style(foreground: .ansi(3), background: .ansi(0), attributes: .bold))
  }

  @Test func aThemeMayChangeOnlyThePaletteOfTheOneItInherits() throws {
    let parent = try Theme(
      toml: """
        [palette]
        sea = "#0000ff"
        [palette16]
        sea = "ansi:6"
        [roles]
        link = { fg = "sea", attrs = ["bold"] }
        cursor = { bg = "sea" }
        "official.denied" = "#ff0000"
        """, named: "parent")
    let theme = try Theme(
      toml: "[meta]\ninherits = \"parent\"\n[palette]\nsea = \"#00aaff\"", named: "mine",
      other: { $0 == "parent" ? parent : nil })

    #expect(theme.style(.link).foreground == .rgb(RGB(0, 0xAA, 0xFF)))
    #expect(theme.style(.link).attributes == .bold)
    #expect(theme.style(.cursor).background == .rgb(RGB(0, 0xAA, 0xFF)))
    #expect(theme.style(.officialDenied).foreground == .rgb(RGB(255, 0, 0)))
    #expect(theme.reduced(to: .ansi16).style(.link).foreground == .ansi(6))
    #expect(theme.reduced(to: .ansi16).style(.officialDenied).foreground == .ansi(9))
  }

  @Test func laidOverGivesTheGroundAndLeavesTheColour() throws {
    let theme = try theme(
      """
      "official.denied" = { fg = "ansi:1", attrs = ["bold"] }
      cursor = { bg = "ansi:4", attrs = ["underline"] }
      "match.current" = { fg = "ansi:0", bg = "ansi:3" }
      """)

    #expect(
      theme.style(.officialDenied, over: .cursor)
        == Style(
          foreground: .ansi(1), background: .ansi(4), attributes: [.bold, .underline]))
    #expect(theme.style(.officialDenied, over: .matchCurrent).foreground == .ansi(0))
  }

  @Test func aMatchStandsOutOfTheSelectionToo() throws {
    let painted = try theme(
      """
      cursor = { bg = "ansi:4" }
      "match.current" = { fg = "ansi:0", bg = "ansi:3" }
      """)
    #expect(painted.style(.matchCurrent, over: .cursor) == painted.style(.matchCurrent))

    let reversed = try theme(
      """
      cursor = { attrs = ["reverse"] }
      "match.current" = { attrs = ["bold", "reverse"] }
      """)
    #expect(reversed.style(.matchCurrent, over: .cursor).attributes == .bold)
  }

  @Test func aCursorThatOnlyReversesWorks() throws {
    let theme = try theme(
      "cursor = { attrs = [\"reverse\"] }\n\"text.dim\" = { attrs = [\"dim\"] }")

    #expect(theme.style(.textDim, over: .cursor).attributes == .reverse)
  }

  @Test("Without colours a selection is still seen", arguments: [ColorDepth.mono, .ansi8, .ansi16])
  func selection(depth: ColorDepth) throws {
    let theme = try theme(
      "background = { bg = \"#101010\" }\ncursor = { bg = \"#181818\" }\npopup = { bg = \"#181818\" }"
    ).reduced(to: depth)

    #expect(theme.style(.text, over: .cursor).attributes == .reverse)
    #expect(theme.style(.popup).attributes == [])
  }

  @Test func sixteenColoursMayBeChosenByHand() throws {
    let theme = try theme(
      """
      official = "#ff8800"
      "official.denied" = "#ff0000"
      """,
      sixteen: "official = { fg = \"ansi:3\", attrs = [\"bold\"] }")

    let sixteen = theme.reduced(to: .ansi16)
    #expect(sixteen.style(.officialSilent).foreground == .ansi(3))
    #expect(sixteen.style(.officialSilent).attributes == .bold)
    #expect(sixteen.style(.officialDenied).foreground == .ansi(9), "it has a colour of its own")
    #expect(theme.reduced(to: .indexed256).style(.official).foreground == .indexed(208))
    #expect(theme.reduced(to: .ansi8).style(.official).foreground == .ansi(3))
    #expect(theme.reduced(to: .mono).style(.official).foreground == .default)
  }

  @Test("Where 8 colours have to do, bright ones are bold")
  func bright() throws {
    let theme = try theme("value = \"ansi:9\"\nlabel = \"ansi:8\"").reduced(to: .ansi8)

    #expect(theme.style(.value).foreground == .ansi(1))
    #expect(theme.style(.value).attributes == .bold)
    #expect(theme.style(.label).foreground == .default)
    #expect(theme.style(.label).attributes == .dim)
  }
}

struct ThemeFileTests {
  @Test(
    "An error names the line, and what to write instead",
    arguments: [
      (
        "[roles]\ntext = \"mauve\"", ThemeError.Code.unknownColour,
        "line 2: there is no colour 'mauve'"
      ),
      (
        "[roles]\n\n\"text.dim\" = { bg = \"#12345\" }", .unknownColour,
        "line 3: there is no colour '#12345'"
      ),
      ("[palette]\nink = \"ansi:16\"", .unknownColour, "line 2: there is no colour 'ansi:16'"),
      ("[roles]\ntext = 7", .wrongValue, "line 2: 'roles.text' has a value of the wrong kind"),
      (
        "[roles]\ntext = { attrs = [\"blink\"] }", .wrongValue,
        "line 2: 'roles.text.attrs' has a value of the wrong kind"
      ),
      (
        "[meta]\n# dusk\nmode = \"dusk\"", .wrongValue,
        "line 3: 'meta.mode' has a value of the wrong kind"
      ),
      ("roles = 1", .wrongValue, "line 1: 'roles' has a value of the wrong kind"),
      (
        "schema = 2", .schemaIsNewer,
        "line 1: it was written for schema 2; this build knows up to 1"
      ),
      (
        "\nmeta = { inherits = \"gone\" }", .unknownTheme,
        "line 2: it inherits 'gone', and there is no such theme"
      ),
      (
        "meta = { inherits = \"mine\" }", .unknownTheme,
        "line 1: it inherits 'mine', and there is no such theme"
      ),
    ] as [(String, ThemeError.Code, String)])
  func errors(toml: String, code: ThemeError.Code, reason: String) {
    let error = #expect(throws: ThemeError.self) { try Theme(toml: toml, named: "mine") }
    #expect(error?.code == code)
    #expect(error?.reason == reason)
    #expect(error?.problem == "cannot use the theme 'mine'")
  }

  @Test func aFileThatIsNoTOMLNamesItsLine() {
    let error = #expect(throws: ThemeError.self) {
      try Theme(toml: "[roles]\ntext = \"default\"\ntext = = 1\n", named: "mine")
    }
    #expect(error?.code == .notTOML)
    #expect(error?.reason.hasPrefix("line 3: ") == true)
  }

  @Test(
    "A table that has no name a table can have names its line",
    arguments: ["[<a]", "[ \u{7}]", "[["])
  func tableWithoutAName(header: String) {
    let error = #expect(throws: ThemeError.self) {
      try Theme(toml: "schema = 1\n\(header)\nground = \"#fff\"\n", named: "broken")
    }
    #expect(error?.line == 2)
  }

  @Test(
    "A brace in a bracket names its line",
    arguments: ["[}", "[ 1, }", "[ # }\n}", "{ b = [}", "[[\"]\", '}'], }", "[\"\"\"\n]\"\"\" }"])
  func strayBrace(value: String) {
    let error = #expect(throws: ThemeError.self) {
      try Theme(toml: "schema = 1\na = \(value)\n", named: "broken")
    }
    #expect(error?.line == (value.contains("\n") ? 3 : 2))
    #expect(error?.reason.contains("this '}' ends nothing") == true)
  }

  @Test func whatItDoesNotKnowIsAWarning() throws {
    let theme = try Theme(
      toml: """
        colour = 1
        [roles]
        txt = "default"
        text = { fg = "default", font = "Iosevka" }
        """, named: "mine")

    #expect(
      theme.warnings.map(\.description) == [
        "line 1: there is no key 'colour'; it is ignored",
        "line 4: there is no key 'roles.text.font'; it is ignored",
        "line 3: there is no role 'txt'; it is ignored",
      ])
  }

  @Test func aPaletteNamesColours() throws {
    let theme = try Theme(
      toml: "[palette]\nink = \"#abc\"\n[roles]\nvalue = \"ink\"", named: "mine")

    #expect(theme.style(.value).foreground == .rgb(RGB(0xAA, 0xBB, 0xCC)))
    #expect(theme.name == "mine")
  }

  @Test func anEmptyFileIsAThemeThatCanBeUsed() throws {
    let theme = try Theme(toml: "", named: "empty")

    #expect(theme.style(.text) == Style(foreground: .default, background: .default))
    #expect(theme.style(.cursor).attributes == .reverse)
  }
}
