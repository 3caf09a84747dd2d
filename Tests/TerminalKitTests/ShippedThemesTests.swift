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

  static func text(_ name: String) throws -> String {
    try String(contentsOf: directory.appending(path: name + ".toml"), encoding: .utf8)
  }

  static func theme(_ name: String, inheriting: [String] = []) throws -> Theme {
    let text = try text(name)
    let chain = inheriting + [name]
    return try Theme(toml: text, named: name) { other throws(ThemeError) in
      guard names.contains(other), !chain.contains(other) else { return nil }
      do {
        return try theme(other, inheriting: chain)
      } catch {
        throw (error as? ThemeError) ?? .notReadable(theme: other, reason: "\(error)")
      }
    }
  }

  @Test func theBuiltInOnesAreThere() {
    let builtIn = [Theme.Mode.any, .dark, .light].map(\.builtIn)
    #expect(Set(builtIn).isSubset(of: Self.names))
  }

  @Test("Every role has a look, and every line means something", arguments: names)
  func complete(name: String) throws {
    let theme = try Self.theme(name)
    #expect(theme.warnings == [])
    #expect(Role.allCases.filter { theme.definitions[$0] == nil } == [])
  }

  @Test("Without colours a selection and what was found still stand out", arguments: names)
  func mono(name: String) throws {
    let theme = try Self.theme(name).reduced(to: .mono)
    for role in [Role.cursor, .match, .matchCurrent] {
      #expect(theme.style(.text, over: role) != theme.style(.text), "\(role)")
    }
    #expect(theme.style(.text, over: .match) != theme.style(.text, over: .matchCurrent))
  }

  @Test func nothingBlinks() throws {
    #expect(Attributes.named.keys.sorted() == ["bold", "dim", "italic", "reverse", "underline"])
    let drawing = Self.directory.deletingLastPathComponent().appending(
      path: "Sources/CTerm/CTerm.c")
    let code = try String(contentsOf: drawing, encoding: .utf8)
    #expect(!code.contains("A_BLINK") && !code.contains("curs_set(0)") && !code.contains("leaveok"))
  }

  @Test("Nothing is found wrong with it", arguments: names)
  func check(name: String) throws {
    let check = ThemeCheck(of: try Self.theme(name), toml: try Self.text(name))
    #expect(check.problems == [])
    #expect((check.words == nil) == ["mono", "terminal"].contains(name), "its colours are its own")
  }

  @Test("The other of a pair is there, for the other ground, and names this one", arguments: names)
  func pairs(name: String) throws {
    let theme = try Self.theme(name)
    guard let pair = theme.pair else {
      #expect(theme.mode == .any)
      return
    }
    let other = try Self.theme(pair)
    #expect(other.pair == name)
    #expect(Set([theme.mode, other.mode]) == [.dark, .light])
  }

  @Test("A palette that somebody published is theirs, and says so", arguments: names)
  func authors(name: String) throws {
    let theme = try Self.theme(name)
    let isOurs = ["watchfloor", "high-contrast", "colour-blind", "terminal", "mono"]
      .contains { name.hasPrefix($0) }
    #expect((theme.author == nil) == isOurs)
    #expect((theme.license == nil) == isOurs)
  }

  @Test("What must be told apart is told apart, however few the colours", arguments: names)
  func distinct(name: String) throws {
    for depth in ColorDepth.allCases {
      let theme = try Self.theme(name).reduced(to: depth)
      #expect(theme.style(.text, over: .cursor) != theme.style(.text), "\(depth)")
      #expect(
        theme.style(.text, over: .cursor) != theme.style(.text, over: .cursorUnfocused), "\(depth)")
      #expect(theme.style(.text, over: .match) != theme.style(.text), "\(depth)")
      #expect(theme.style(.officialSilent) != theme.style(.officialNotMonitored), "\(depth)")
    }
  }

  @Test func theColourBlindPairKeepsWhatOthersLose() throws {
    func distance(_ name: String, _ sight: Sight) throws -> Double {
      try #require(
        ThemeCheck(of: Self.theme(name), toml: Self.text(name)).distances[sight]?.value)
    }
    for sight in [Sight.protanopia, .deuteranopia] {
      #expect(try distance("colour-blind-dark", sight) > distance("watchfloor-dark", sight))
      #expect(try distance("colour-blind-light", sight) > distance("watchfloor-light", sight))
    }
  }
}
