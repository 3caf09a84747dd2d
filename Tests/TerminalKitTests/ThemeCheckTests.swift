import Testing

@testable import TerminalKit

struct ContrastTests {
  @Test(
    "Contrast is that of WCAG",
    arguments: [
      ("#000000", "#ffffff", 21.0), ("#ffffff", "#ffffff", 1.0), ("#777777", "#ffffff", 4.47),
      ("#ff0000", "#ffffff", 3.99), ("#0000ff", "#ffffff", 8.59),
    ] as [(String, String, Double)])
  func contrast(one: String, other: String, expected: Double) throws {
    let (one, other) = (try #require(RGB(hex: one)), try #require(RGB(hex: other)))
    #expect(abs(one.contrast(with: other) - expected) < 0.01)
    #expect(one.contrast(with: other) == other.contrast(with: one))
  }

  @Test func withoutRedOrGreenConesRedAndGreenComeNear() throws {
    let (red, green) = (RGB(200, 60, 40), RGB(110, 130, 30))
    for sight in [Sight.protanopia, .deuteranopia] {
      #expect(red.distance(to: green, for: sight) < red.distance(to: green) * 0.6)
      let (blue, yellow) = (RGB(60, 110, 220), RGB(220, 190, 40))
      #expect(blue.distance(to: yellow, for: sight) > 0.3)
    }
  }

  @Test(arguments: ["#dc322f", "#859900", "#268bd2", "#808080"])
  func aShiftedColourCanBeReadAndKeepsItsHue(hex: String) throws {
    let color = try #require(RGB(hex: hex))
    let grounds = [RGB(0xFD, 0xF6, 0xE3), RGB(0xEE, 0xE8, 0xD5)]
    let shifted = try #require(color.shifted(toContrast: 4.5, on: grounds))
    for ground in grounds { #expect(shifted.contrast(with: ground) >= 4.5) }
    let (before, after) = (OKLab(color), OKLab(shifted))
    #expect(abs(before.a - after.a) < 0.06 && abs(before.b - after.b) < 0.06)
  }

  @Test func whatCanBeReadIsNotShifted() {
    let ink = RGB(20, 20, 20)
    #expect(ink.shifted(toContrast: 7, on: [RGB(255, 255, 255)]) == ink)
    #expect(ink.shifted(toContrast: 7, on: [RGB(255, 255, 255), RGB(0, 0, 0)]) == nil)
  }
}

struct ThemeCheckTests {
  private func problems(_ toml: String) throws -> [String] {
    let theme = try Theme(toml: toml, named: "mine") { name throws(ThemeError) in
      try? ShippedThemesTests.theme(name)
    }
    return ThemeCheck(of: theme, toml: toml).problems.map { "\($0.line): \($0.text)" }
  }

  @Test func aColourThatCannotBeReadIsNamedWithItsLine() throws {
    let toml = """
      [meta]
      inherits = "watchfloor-dark"

      [palette]
      denied = "#602020"
      """
    let found = try problems(toml)
    #expect(found.count == 1)
    #expect(found.first?.hasPrefix("5: '") == true, "\(found)")
    #expect(found.first?.contains("and needs 4.5; so do ") == true)
  }

  @Test func theHintIsAColourThatWillDo() throws {
    let toml = "[meta]\ninherits = \"watchfloor-dark\"\n[roles]\nlink = \"#303040\"\n"
    let theme = try Theme(toml: toml, named: "mine") { name throws(ThemeError) in
      try? ShippedThemesTests.theme(name)
    }
    let problem = try #require(ThemeCheck(of: theme, toml: toml).problems.first)
    #expect(problem.line == 4)
    let hex = try #require(problem.hint.split(separator: "\"").first { $0.hasPrefix("#") })
    #expect(try problems(toml.replacing("#303040", with: hex)) == [])
  }

  @Test func aSelectedRowThatCannotBeSeenIsAProblem() throws {
    let toml = "[meta]\ninherits = \"watchfloor-dark\"\n[palette]\nselected = \"#11161c\"\n"
    #expect(try problems(toml).first?.hasPrefix("4: the ground of 'cursor' is 0.0") == true)
  }

  @Test func aPromiseIsHeld() throws {
    let toml = "[meta]\ninherits = \"watchfloor-dark\"\npromises = [\"colour-blind\"]\n"
    let found = try problems(toml)
    #expect(found.contains { $0.contains("apart in deuteranopia; they need 0.08") })
    #expect(
      try problems("[meta]\ninherits = \"watchfloor-dark\"\npromises = [\"high-contrast\"]\n")
        .contains { $0.contains("needs 7.0") })
  }

  @Test func whatMeansNothingIsAProblemToo() throws {
    #expect(
      try problems("[meta]\ninherits = \"watchfloor-dark\"\n[roles]\ntxt = \"default\"\n")
        == ["4: there is no role 'txt'; it is ignored"])
  }
}

struct KeyLinesTests {
  @Test func keysAreFoundPastStringsArraysAndComments() {
    let lines = KeyLines(
      of: """
        # a = 1
        [meta]  # [roles]
        name = "a = [b"
        about = \"\"\"
        text = "no key"
        [palette]
        \"\"\"
        promises = [
          "high-contrast",  # ]
        ]
        [ "roles" ]
        "text.dim" . fg = 'x # y'
        link = { fg = "a", attrs = ["bold"] }
        [[feed]]
        url = 1
        [[feed]]
        url = 2
        """)
    #expect(lines.line(of: "meta.name") == 3)
    #expect(lines.line(of: "meta.promises") == 8)
    #expect(lines.line(of: "palette") == nil)
    #expect(lines["roles.text.dim.fg"] == 12)
    #expect(lines["roles.link.fg"] == 13)
    #expect(lines["feed.0.url"] == 15 && lines["feed.1.url"] == 17)
    #expect(lines["nowhere.at.all"] == 1)
  }

  @Test(arguments: ["", "[", "[[", "a", "a=", "a=\"", "a='''", "\"", "a = [", "a = \"\\"])
  func whatIsCutOffEnds(toml: String) {
    #expect(KeyLines(of: toml)["a"] == 1)
  }
}
