import Dashboard
import FeedIngest
import Foundation
import Gazetteer
import Incidents
import Intake
import TOMLKit
import TerminalKit

extension Configuration {
  /// Reads the file at `path`. Empty when there is none.
  ///
  /// - Throws: ``ConfigurationError``, with line and key, for whatever it does not know: a rule that is
  ///   misspelt must not look as if it were in force.
  init(at path: String) throws(ConfigurationError) {
    guard FileManager.default.fileExists(atPath: path) else {
      self.init()
      return
    }
    let text: String
    do {
      text = try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw .notReadable(path, reason: error.localizedDescription)
    }
    try self.init(toml: text, from: path)
  }

  init(toml: String, from path: String) throws(ConfigurationError) {
    let root: TOMLTable
    do throws(TOMLFault) {
      root = try readTOML(toml)
    } catch {
      throw .notTOML(path, line: error.line, reason: error.reason)
    }
    let file = Section(table: root, file: path, lines: KeyLines(of: toml))
    try file.know(["theme", "plain", "desk", "rules", "expect", "feed"])

    theme = try file.theme()
    plain = try file.flag("plain") ?? false
    if let section = try file.section("desk") {
      try section.know(["name", "desk"])
      name = try section.text("name")
      desk = try section.text("desk")
    }
    for section in try file.sections("feed") ?? [] {
      feeds.append(try section.feed(beside: feeds))
    }
    let rules = try file.section("rules")
    let expectations = try file.sections("expect")
    guard rules != nil || expectations != nil else { return }
    var policy = try rules?.rules() ?? .standard
    for section in expectations ?? [] { policy.expectations.append(try section.expectation()) }
    self.policy = policy
  }
}

/// A table of the file, with what it takes to say where something in it is wrong.
private struct Section {
  let table: TOMLTable
  /// As people write it: `[rules]`. `nil` for the file as a whole.
  var title: String?
  /// What the paths of its keys begin with: `rules.`, `expect.0.`.
  var prefix = ""
  let file: String
  let lines: KeyLines

  func know(_ keys: [String]) throws(ConfigurationError) {
    for key in table.keys where !keys.contains(key) {
      throw .unknownKey(
        key, in: title, of: file, line: lines[prefix + key], near: nearest(key, among: keys),
        known: keys)
    }
  }

  /// The value of `key`; `nil` when it is not there.
  ///
  /// - Parameter allowed: what may be written there, in words.
  func value<Value>(
    _ key: String, _ allowed: String, _ read: (any TOMLValueConvertible) -> Value?
  ) throws(ConfigurationError) -> Value? {
    guard let found = table[key] else { return nil }
    guard let value = read(found) else {
      throw .wrongValue(
        found.debugDescription, of: key, in: title, of: file, line: lines[prefix + key],
        allowed: allowed)
    }
    return value
  }

  func section(_ key: String) throws(ConfigurationError) -> Section? {
    let table = try value(key, "a table: [\(key)]") { $0.table }
    return table.map {
      Section(table: $0, title: "[\(key)]", prefix: key + ".", file: file, lines: lines)
    }
  }

  func sections(_ key: String) throws(ConfigurationError) -> [Section]? {
    let tables = try value(key, "tables: [[\(key)]]") { value -> [TOMLTable]? in
      guard let array = value.array else { return nil }
      let tables = array.compactMap(\.table)
      return tables.count == array.count ? tables : nil
    }
    return tables?.enumerated().map { number, table in
      Section(
        table: table, title: "[[\(key)]]", prefix: "\(key).\(number).", file: file, lines: lines)
    }
  }

  func text(_ key: String) throws(ConfigurationError) -> String? {
    try value(key, "a text in quotes") { $0.string.flatMap { $0.isEmpty ? nil : $0 } }
  }

  func flag(_ key: String) throws(ConfigurationError) -> Bool? {
    try value(key, "true or false") { $0.bool }
  }

  func whole(_ key: String, from least: Int) throws(ConfigurationError) -> Int? {
    try value(key, "a whole number from \(least) on") {
      $0.int.flatMap { $0 >= least ? $0 : nil }
    }
  }

  func number(
    _ key: String, _ allowed: String, where isAllowed: (Double) -> Bool
  ) throws(ConfigurationError) -> Double? {
    try value(key, allowed) {
      ($0.double ?? $0.int.map(Double.init)).flatMap { isAllowed($0) ? $0 : nil }
    }
  }

  func code<Code: RawRepresentable & CaseIterable>(
    _ key: String, _: Code.Type
  ) throws(ConfigurationError) -> Code? where Code.RawValue == String {
    try value(key, "one of: \(allowed(Code.self))") { Self.code($0) }
  }

  func list<Element>(
    _ key: String, _ allowed: String, _ read: (String) -> Element?
  ) throws(ConfigurationError) -> [Element] {
    try value(key, allowed) { value -> [Element]? in
      guard let array = value.array else { return nil }
      let elements = array.compactMap { $0.string.flatMap(read) }
      return elements.count == array.count ? elements : nil
    } ?? []
  }

  func required<Value>(
    _ key: String, _ value: Value?, _ allowed: String
  ) throws(ConfigurationError) -> Value {
    guard let value else {
      throw .missing(
        key, in: title ?? "the file", of: file, line: lines[prefix + key], allowed: allowed)
    }
    return value
  }

  private static func code<Code: RawRepresentable & CaseIterable>(
    _ value: any TOMLValueConvertible
  ) -> Code? where Code.RawValue == String {
    value.string.flatMap { try? Typed.code($0, "word") }
  }
}

extension Section {
  /// `theme = "nord-dark"`, `"auto"`, or one for each ground.
  fileprivate func theme() throws(ConfigurationError) -> ThemeChoice? {
    let allowed = "a name, \"auto\", or { dark = \"nord-dark\", light = \"nord-light\" }"
    return try value("theme", allowed) { value in
      if let name = value.string {
        return name == ThemeChoice.auto ? .standardPair : .one(name)
      }
      guard let table = value.table, Set(table.keys) == ["dark", "light"],
        let dark = table["dark"]?.string, let light = table["light"]?.string
      else { return nil }
      return .byGround(dark: dark, light: light, unknown: dark)
    }
  }

  /// `[rules]`. What it leaves out is as it comes with the program.
  func rules() throws(ConfigurationError) -> Policy {
    try know([
      "good_grade", "corroborating_origins", "refuting_origins", "verifying_providers",
      "text_likeness", "deadline_hours",
    ])
    var policy = Policy.standard
    policy.goodGrade =
      try value("good_grade", "\"A\", \"B\", \"C\" or \"D\"") {
        $0.string.flatMap { Reliability(rawValue: $0.uppercased()) }.flatMap { $0 <= .d ? $0 : nil }
      } ?? policy.goodGrade
    // One origin corroborates nothing, and one image alone verifies nothing, whatever a desk would like.
    policy.corroboratingOrigins =
      try whole("corroborating_origins", from: 2) ?? policy.corroboratingOrigins
    policy.verifyingProviders =
      try whole("verifying_providers", from: 2) ?? policy.verifyingProviders
    policy.refutingOrigins = try whole("refuting_origins", from: 1) ?? policy.refutingOrigins
    policy.textLikeness =
      try number("text_likeness", "a number above 0 and up to 1") { $0 > 0 && $0 <= 1 }
      ?? policy.textLikeness
    policy.deadlineHours = try deadline() ?? policy.deadlineHours
    return policy
  }

  /// One `[[expect]]`.
  func expectation() throws(ConfigurationError) -> DefaultExpectation {
    try know(["regions", "kinds", "authority", "kind", "seat", "role", "deadline_hours"])
    return DefaultExpectation(
      regions: try list("regions", "codes or names of regions: [\"RU-KDA\", \"Kharkiv\"]") {
        Gazetteer.world.regions(matching: $0).first
      },
      kinds: try list("kinds", "some of: \(allowed(IncidentKind.self))") {
        try? Typed.code($0, "kind")
      },
      authority: try required(
        "authority", text("authority"), "its name: authority = \"Regional authorities\""),
      kind: try required(
        "kind", code("kind", AuthorityKind.self), "one of: \(allowed(AuthorityKind.self))"),
      seat: try code("seat", DefaultExpectation.Seat.self) ?? .region,
      role: try code("role", ExpectationRole.self) ?? .competent,
      deadlineHours: try deadline())
  }

  /// One `[[feed]]`.
  ///
  /// - Parameter others: those before it.
  func feed(beside others: [ConfiguredFeed]) throws(ConfigurationError) -> ConfiguredFeed {
    try know([
      "url", "every", "source", "format", "timeout_seconds", "max_bytes", "allow_private",
      "authority", "kind", "region",
    ])
    let allowed =
      "an address of http or https, each once and without a password: url = \"https://…\""
    let url = try value("url", allowed) { value in
      value.string.flatMap(PolledFeed.address).flatMap { url in
        others.contains { $0.feed.url == url } ? nil : url
      }
    }
    var feed = PolledFeed(url: try required("url", url, allowed))
    feed.every =
      try value("every", "how often, from \"1m\" on: \"5m\", \"2h\"") {
        $0.string.flatMap { try? Typed.duration($0) }
          .flatMap { $0 >= PolledFeed.shortestInterval ? $0 : nil }
      } ?? feed.every
    feed.source = try text("source")
    feed.format = try code("format", FeedFormat.self)
    feed.timeout = try whole("timeout_seconds", from: 1).map(Double.init) ?? feed.timeout
    feed.sizeLimit = try whole("max_bytes", from: 1) ?? feed.sizeLimit
    feed.allowsPrivate = try flag("allow_private") ?? feed.allowsPrivate
    return ConfiguredFeed(feed: feed, authority: try authority())
  }

  /// Whose a feed is. `nil`: nobody's that ought to speak.
  private func authority() throws(ConfigurationError) -> ReadAuthority? {
    let name = try text("authority")
    let kind = try code("kind", AuthorityKind.self)
    let region = try value("region", "the code or the name of a region: \"RU-KDA\"") {
      $0.string.flatMap { Gazetteer.world.regions(matching: $0).first }
    }
    guard name != nil || kind != nil || region != nil else { return nil }
    return ReadAuthority(
      name: try required("authority", name, "whose feed it is: authority = \"Governor\""),
      kind: try required("kind", kind, "one of: \(allowed(AuthorityKind.self))"),
      region: try required("region", region, "where it is responsible: region = \"RU-KDA\""))
  }

  private func deadline() throws(ConfigurationError) -> Double? {
    try number("deadline_hours", "a number of hours above 0") { $0 > 0 && $0.isFinite }
  }
}
