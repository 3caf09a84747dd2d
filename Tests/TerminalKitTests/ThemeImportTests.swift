import Testing

@testable import TerminalKit

struct ThemeImportTests {
  static let yaml = """
    scheme: "Harbour \\"Night\\", late"   # invented
    author: 'A Person (https://example.org)'
    base00: "101820" # ground
    base01: '182430'
    base02: "#20303f"
    base03: 405060
    base04: "8a97a5"
    base05: "d0d8e0"
    base06: "e0e8f0"
    base07: "ffffff"
    base08: "c03030"
    base09: "e0a060"
    base0A: "e0c060"
    base0B: "70c080"
    base0C: "60c0c0"
    base0D: "6090e0"
    base0E: "c080d0"
    base0F: "a06040"
    """

  static let json = """
    {"name": "Harbour Night", "variant": "dark", "palette": {"base00": "#101820", "base01": "#182430",
    "base02": "#20303f", "base03": "#405060", "base04": "#8a97a5", "base05": "#d0d8e0",
    "base06": "#e0e8f0", "base07": "#ffffff", "base08": "#c03030", "base09": "#e0a060",
    "base0A": "#e0c060", "base0B": "#70c080", "base0C": "#60c0c0", "base0D": "#6090e0",
    "base0E": "#c080d0", "base0F": "#a06040"}}
    """

  static let btop = """
    # invented
    theme[main_bg]="#101820"
    theme[main_fg]="208 216 224"
    theme[title]="#ee"
    theme[hi_fg]="#60c0c0"
    theme[selected_bg]="#20303f"
    theme[inactive_fg]="#5a6775"
    theme[cpu_end]="#c03030"
    theme[cpu_mid]="#e0c060"
    theme[cpu_start]="#70c080"
    theme[download_mid]="#6090e0"
    theme[cached_end]=""
    """

  private func check(_ toml: String) throws -> ThemeCheck {
    let theme = try Theme(toml: toml, named: "imported") { name throws(ThemeError) in
      try? ShippedThemesTests.theme(name)
    }
    #expect(theme.mode == .dark)
    return ThemeCheck(of: theme, toml: toml)
  }

  @Test("A base16 scheme becomes a theme that can be read", arguments: [yaml, json])
  func base16(scheme: String) throws {
    let toml = try ThemeImport.base16(scheme, from: "harbour.yaml")
    #expect(try check(toml).problems == [])
    #expect(toml.contains("affirmed = \"#70c080\"  # base0B\n"))
    #expect(toml.contains("# base08 #c03030, lighter: it had a contrast of "))
    #expect(toml.contains("inherits = \"watchfloor-dark\""))
  }

  @Test func aThemeOfBtopBecomesATheme() throws {
    let toml = try ThemeImport.btop(Self.btop, from: "/themes/harbour.theme")
    #expect(try check(toml).problems == [])
    #expect(toml.contains("name = \"harbour\""))
    #expect(toml.contains("strong = \"#eeeeee\"  # title"))
    #expect(toml.contains("# cpu_mid\n") && toml.contains("# download_mid"))
    #expect(toml.contains("# made: the theme has none like it"), "nothing in it is violet")
  }

  @Test func whatBtopLeavesToTheTerminalIsLeftToIt() throws {
    let toml = try ThemeImport.btop(
      Self.btop.replacing("\"#101820\"", with: "\"\""), from: "harbour.theme")
    #expect(toml.contains("ground = \"default\""))
    #expect(try check(toml).problems == [])
  }

  @Test func aFileThatIsNoSchemeIsRefused() {
    let base16 = #expect(throws: ThemeError.self) {
      try ThemeImport.base16(
        Self.yaml.replacing("base0B: \"70c080\"", with: ""), from: "harbour.yaml")
    }
    #expect(base16?.problem == "cannot make a theme of 'harbour.yaml'")
    #expect(base16?.reason == "it is no base16 scheme: it lacks base0B")
    let btop = #expect(throws: ThemeError.self) { try ThemeImport.btop(Self.yaml, from: "x") }
    #expect(btop?.reason == "it is no theme of btop: it lacks theme[main_fg]")
  }
}
