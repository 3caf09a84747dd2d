import Foundation
import Testing

@testable import TerminalKit

/// Every file in `themes/`.
struct ShippedThemesTests {
  static let directory = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "themes")

  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
    return files.filter { $0.hasSuffix(".toml") }.map { String($0.dropLast(5)) }.sorted()
  }()

  private func theme(_ name: String) throws -> Theme {
    let file = Self.directory.appending(path: name + ".toml")
    return try Theme(toml: String(contentsOf: file, encoding: .utf8), named: name)
  }

  @Test func theBuiltInOnesAreThere() {
    let builtIn = [Theme.Mode.any, .dark, .light].map(\.builtIn)
    #expect(Set(builtIn).isSubset(of: Self.names))
  }

  @Test("Every role has a look, and every line means something", arguments: names)
  func complete(name: String) throws {
    let theme = try theme(name)
    #expect(theme.warnings == [])
    #expect(Role.allCases.filter { theme.definitions[$0] == nil } == [])
  }

  @Test("Words can be read on every ground they may stand on", arguments: names)
  func contrast(name: String) throws {
    let full = try theme(name)
    for theme in [full, full.reduced(to: .indexed256)] {
      for role in Role.allCases.filter(\.isWords) + [.match, .matchCurrent] {
        for over in [nil, Role.cursor, .cursorUnfocused, .marked, .match, .matchCurrent] {
          let style = theme.style(role, over: over)
          // The terminal's own colours are its owner's choice.
          guard let words = style.foreground.rgb, let ground = style.background.rgb else {
            continue
          }
          let contrast = contrast(words, ground)
          #expect(
            contrast >= (role.isQuiet ? 3 : 4.5),
            "\(role.rawValue) over \(over?.rawValue ?? "nothing")")
        }
      }
    }
  }

  @Test("What must be told apart is told apart, however few the colours", arguments: names)
  func distinct(name: String) throws {
    for depth in ColorDepth.allCases {
      let theme = try theme(name).reduced(to: depth)
      #expect(theme.style(.text, over: .cursor) != theme.style(.text), "\(depth)")
      #expect(
        theme.style(.text, over: .cursor) != theme.style(.text, over: .cursorUnfocused), "\(depth)")
      #expect(theme.style(.text, over: .match) != theme.style(.text), "\(depth)")
    }
  }

  /// WCAG 2.2, "contrast ratio" and "relative luminance".
  private func contrast(_ one: RGB, _ other: RGB) -> Double {
    func luminance(_ color: RGB) -> Double {
      let channels = [color.red, color.green, color.blue].map { channel in
        let value = Double(channel) / 255
        return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
      }
      return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    }
    let (low, high) = (
      min(luminance(one), luminance(other)), max(luminance(one), luminance(other))
    )
    return (high + 0.05) / (low + 0.05)
  }
}

extension Role {
  /// Not a line, a bar, or something that is only laid over words.
  fileprivate var isWords: Bool {
    switch self {
    case .border, .scrollbar, .graphEmpty, .cursor, .cursorUnfocused, .marked, .match,
      .matchCurrent:
      false
    default: true
    }
  }

  /// Stands back so that others stand out.
  fileprivate var isQuiet: Bool {
    switch self {
    case .textDim, .title, .header, .breadcrumb, .hintText, .rowStale, .promptSuggestion, .label,
      .evidenceRumour, .officialNotMonitored, .officialNotSet:
      true
    default: false
    }
  }
}

extension Color {
  fileprivate var rgb: RGB? {
    switch self {
    case .rgb(let rgb): rgb
    case .indexed(let number) where number >= 16: RGB.xterm[Int(number)]
    default: nil
    }
  }
}
