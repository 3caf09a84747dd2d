import Foundation
import Glibc
import TerminalKit

/// Every role of a theme as a line of text: its name, its words, the same on the selected row, its contrast.
struct ThemePainter {
  let theme: Theme
  /// Colours as a terminal takes them, and not only words.
  let paints: Bool

  /// For standard output as it is: plain when it is no terminal, without colour for `NO_COLOR`, in as many
  /// colours as the terminal says it has.
  static func standard(_ theme: Theme) -> Self {
    let environment = ProcessInfo.processInfo.environment
    let hasAll = ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "")
    let depth = ColorDepth.detect(environment: environment, colors: 256)
    return Self(
      theme: depth == .mono || !hasAll ? theme.reduced(to: depth) : theme,
      paints: isatty(STDOUT_FILENO) == 1)
  }

  var lines: [String] {
    var lines: [String] = []
    var group: Substring?
    for role in Role.allCases {
      let own = role.rawValue.prefix { $0 != "." }
      if let group, own != group, role.rawValue.contains(".") || Self.isApart(group) {
        lines.append("")
      }
      group = own
      lines.append(line(role))
    }
    return lines
  }

  private static func isApart(_ group: Substring) -> Bool {
    ["evidence", "official", "feed", "graph", "popup", "row"].contains(group)
  }

  private func line(_ role: Role) -> String {
    let words = Self.samples[role] ?? "Water is back in Krasnodar"
    let style = theme.style(role)
    let contrast = style.foreground.rgb.flatMap { words in
      style.background.rgb.map { words.contrast(with: $0).tenths }
    }
    return [
      painted(" \(role.rawValue.padded(26))", theme.style(.text)),
      painted(" \(words.padded(30)) ", style),
      painted(" \(words.padded(30)) ", theme.style(role, over: .cursor)),
      painted(" \(contrast ?? "its own") ", theme.style(.textDim)),
    ].joined()
  }

  private func painted(_ text: String, _ style: Style) -> String {
    paints ? "\u{1B}[\(style.codes)m\(text)\u{1B}[0m" : text
  }

  /// What stands on screen in a role, where one text does not do for all.
  private static let samples: [Role: String] = [
    .border: "┌────────┐", .borderFocus: "┌━━━━━━━━┐", .scrollbar: "│", .scrollbarThumb: "┃",
    .title: "1 Regions", .titleFocus: "2 Incidents 412", .header: "age what",
    .headerSort: "last report ▾",
    .statusbar: "412 incidents", .statusbarLive: "LIVE 14:32Z",
    .statusbarPaused: "PAUSED since 14:20Z",
    .statusbarWarn: "1 feed not heard", .breadcrumb: "World ›", .breadcrumbActive: "Krasnodar Krai",
    .hintKey: "Enter", .hintText: "open", .filterActive: "status:rumour",
    .filterCount: "318 of 412",
    .prompt: ":", .promptError: "'x' is no grade", .promptSuggestion: "confirm",
    .input: "rate SHOT C",
    .popup: "Drone over a bay", .popupBorder: "└━━━━━━━━┘", .popupTitle: "Help",
    .evidenceVerified: "VERIFIED 2A", .evidenceCorroborated: "CORROBORATED 2B",
    .evidenceReported: "REPORTED 1F", .evidenceContested: "CONTESTED 1..3C",
    .evidenceRefuted: "REFUTED 1D",
    .evidenceRetracted: "RETRACTED 0", .evidencePartyClaim: "PARTY-CLAIM 0",
    .evidenceRumour: "RUMOUR 0..1",
    .officialConfirmed: "✓ confirmed 20m", .officialDenied: "✗ denied 4h",
    .officialMixed: "± mixed 1h04",
    .officialNonCommittal: "~ non-committal 40m", .officialSilent: "· silent 5h12",
    .officialNotMonitored: "? unheard", .officialWithdrawn: "↶ withdrawn 2h",
    .officialNotSet: "– not set",
    .feedOk: "ok", .feedLate: "late 6m", .feedDown: "down", .label: "first heard", .value: "14:28Z",
    .link: "https://example.org/1", .quote: "“pressure is falling”", .source: "Harbour Wire",
    .historyAdd: "+ a report", .historyChange: "* reported → corroborated", .graphLow: "▁▂▃",
    .graphMid: "▄▅", .graphHigh: "▆▇█", .graphEmpty: "····", .msgInfo: "the search went round",
    .msgOk: "recorded; u undoes", .msgWarn: "1 item quarantined",
    .msgError: "the store cannot be read",
  ]
}

extension Style {
  /// The parameters of SGR (ECMA-48) that set it.
  fileprivate var codes: String {
    var codes = ["0"]
    for (attribute, code) in [
      (Attributes.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7"),
    ] where attributes.contains(attribute) { codes.append(code) }
    return (codes + [foreground.code(from: 30), background.code(from: 40)]).joined(separator: ";")
  }
}

extension Color {
  /// - Parameter base: 30 for words, 40 for grounds.
  fileprivate func code(from base: Int) -> String {
    switch self {
    case .default: "\(base + 9)"
    case .ansi(let number): "\(number < 8 ? base + Int(number) : base + 52 + Int(number))"
    case .indexed(let number): "\(base + 8);5;\(number)"
    case .rgb(let rgb): "\(base + 8);2;\(rgb.red);\(rgb.green);\(rgb.blue)"
    }
  }
}
