/// How well a theme can be read, in figures, and what of it must be better.
///
/// What wears colours that the owner of a terminal may have changed is not looked at.
public struct ThemeCheck: Sendable {
  /// One thing that is wrong, and where.
  public struct Problem: Hashable, Sendable {
    /// In the theme's own file.
    public var line: Int
    public var text: String
    public var hint: String
  }

  /// The worst contrast of words of one kind, and where it is.
  public struct Contrast: Hashable, Sendable {
    public var value: Double
    public var role: Role
    public var over: Role?
  }

  /// The two roles of one axis that look most alike, among those that full sight tells apart.
  public struct Distance: Hashable, Sendable {
    /// In OKLab, where 0.02 can just be noticed.
    public var value: Double
    public var roles: [Role]
  }

  public private(set) var words: Contrast?
  public private(set) var quietWords: Contrast?
  public private(set) var distances: [Sight: Distance] = [:]
  public private(set) var problems: [Problem] = []

  /// Words that stand back may have less contrast (WCAG 2.2: 4.5 for words, 3 for what is no text).
  static func least(_ theme: Theme, _ kind: Role.Kind) -> Double {
    let isHigh = theme.promises.contains(.highContrast)
    return switch kind {
    case .words: isHigh ? 7 : 4.5
    case .quietWords: isHigh ? 7 : 3
    case .line, .overlay: isHigh ? 3 : 1
    }
  }

  /// Of two colours of one axis, for those who lack a kind of cone: four times what can just be noticed,
  /// since words are thin.
  public static let leastDistance = 0.08
  /// Of the ground of the selected row from the background.
  static let leastStep = 0.05

  /// - Parameter toml: the file that `theme` was read from.
  public init(of theme: Theme, toml: String) {
    let lines = KeyLines(of: toml)
    problems = theme.warnings.map { warning in
      Problem(
        line: warning.line, text: warning.text,
        hint: "see what there is with: watchfloor theme show watchfloor-dark")
    }
    checkContrast(of: theme, lines)
    checkSelection(of: theme, lines)
    checkDistances(of: theme, lines)
    problems.sort { $0.line < $1.line }
  }

  // MARK: Contrast

  private mutating func checkContrast(of theme: Theme, _ lines: KeyLines) {
    let few = theme.reduced(to: .indexed256)
    var found: [Shortfall] = []
    for role in Role.allCases where role.kind != .overlay {
      let worst = Self.contrasts(of: role, in: theme).min { $0.value < $1.value }
      let worstOfFew = Self.contrasts(of: role, in: few).min { $0.value < $1.value }
      if role.kind == .words { words = Self.worse(words, worst) }
      if role.kind == .quietWords { quietWords = Self.worse(quietWords, worst) }
      let least = Self.least(theme, role.kind)
      for (worst, isFew) in [(worst, false), (worstOfFew, true)] {
        guard let worst, worst.value < least else { continue }
        let source = Source(of: role, over: worst.over, in: theme, lines)
        found.append(Shortfall(contrast: worst, least: least, isIn256: isFew, source: source))
        break
      }
    }
    // Many roles wear one colour: it is one problem.
    for sameColour in Dictionary(grouping: found, by: \.source.name).values {
      guard let worst = sameColour.min(by: { $0.share < $1.share }) else { continue }
      problems.append(problem(worst, others: sameColour.count - 1, of: theme))
    }
  }

  private struct Shortfall {
    var contrast: Contrast
    var least: Double
    var isIn256: Bool
    var source: Source
    var share: Double { contrast.value / least }
  }

  /// Of `role` on every ground that it may stand on.
  private static func contrasts(of role: Role, in theme: Theme) -> [Contrast] {
    let grounds: [Role?] = [nil] + (role.kind == .line ? [] : Role.grounds)
    return grounds.compactMap { over in
      let style = theme.style(role, over: over)
      guard let words = style.foreground.rgb, let ground = style.background.rgb else { return nil }
      return Contrast(value: words.contrast(with: ground), role: role, over: over)
    }
  }

  private static func worse(_ one: Contrast?, _ other: Contrast?) -> Contrast? {
    guard let one, let other else { return one ?? other }
    return one.value <= other.value ? one : other
  }

  private func problem(_ found: Shortfall, others: Int, of theme: Theme) -> Problem {
    let (role, over) = (found.contrast.role, found.contrast.over)
    let place = over.map { " on '\($0.rawValue)'" } ?? ""
    let colours = found.isIn256 ? " in 256 colours" : ""
    let more = others > 0 ? "; so do \(others) more of that colour" : ""
    // Where what is laid over brings a colour of its own, this one does not count.
    let styles = ([nil] + Role.grounds).map { theme.style(role, over: $0) }
    let grounds = styles.filter { $0.foreground == found.source.color }
      .compactMap(\.background.rgb)
    let better = found.source.color.rgb?.shifted(toContrast: found.least, on: grounds)
    return Problem(
      line: found.source.line,
      text: """
        '\(role.rawValue)'\(place) has a contrast of \(found.contrast.value.tenths)\(colours) \
        and needs \(found.least.tenths)\(more)
        """,
      hint: better.map {
        "write \(found.source.name) = \"\($0.hex)\", or one further from the ground"
      }
        ?? "move the grounds of the selected row and of matches towards the background")
  }

  // MARK: The selected row

  private mutating func checkSelection(of theme: Theme, _ lines: KeyLines) {
    let plain = theme.style(.text)
    let style = theme.style(.text, over: .cursor)
    guard style.attributes.isDisjoint(with: [.reverse, .underline]),
      let ground = style.background.rgb, let background = plain.background.rgb
    else { return }
    let step = ground.distance(to: background)
    guard step < Self.leastStep else { return }
    problems.append(
      Problem(
        line: Source(ofGround: .cursor, in: theme, lines).line,
        text: """
          the ground of 'cursor' is \(step.hundredths) from the background and needs \
          \(Self.leastStep.hundredths)
          """,
        hint: "make it lighter or darker, or write attrs = [\"reverse\"]"))
  }

  // MARK: Colour-blindness

  private mutating func checkDistances(of theme: Theme, _ lines: KeyLines) {
    for sight in Sight.allCases {
      let all = Role.axes.flatMap { Self.distances(within: $0, of: theme, for: sight) }
      distances[sight] = all.min { $0.value < $1.value }
      guard sight != .full, theme.promises.contains(.colourBlind) else { continue }
      for close in all where close.value < Self.leastDistance {
        problems.append(
          Problem(
            line: Source(of: close.roles[1], over: nil, in: theme, lines).line,
            text: """
              '\(close.roles[0].rawValue)' and '\(close.roles[1].rawValue)' are \
              \(close.value.hundredths) apart in \(sight.rawValue); they need \
              \(Self.leastDistance.hundredths)
              """,
            hint: "make one of the two lighter or darker, or move it between blue and yellow"))
      }
    }
  }

  private static func distances(
    within axis: [Role], of theme: Theme, for sight: Sight
  ) -> [Distance] {
    axis.indices.flatMap { one in
      axis[(one + 1)...].compactMap { other in
        guard let left = theme.style(axis[one]).foreground.rgb,
          let right = theme.style(other).foreground.rgb, left != right
        else { return nil }
        return Distance(value: left.distance(to: right, for: sight), roles: [axis[one], other])
      }
    }
  }
}

/// Where a theme says which colour something has.
private struct Source {
  var color: Color
  /// What to write it under: the name in the palette, or `fg` of the role.
  var name: String
  var line: Int

  /// The colour of the words of `role`.
  init(of role: Role, over: Role?, in theme: Theme, _ lines: KeyLines) {
    let chain = [over, role, .text].compactMap(\.self).flatMap(\.lineage)
    let saying = chain.first { theme.definitions[$0]?.foreground != nil }
    self.init(
      color: theme.style(role, over: over).foreground, saying: saying ?? role, key: "fg",
      name: saying.flatMap { theme.definitions[$0]?.foregroundName }, lines)
  }

  /// The ground that `role` lays under words.
  init(ofGround role: Role, in theme: Theme, _ lines: KeyLines) {
    let saying = role.lineage.first { theme.definitions[$0]?.background != nil }
    self.init(
      color: theme.style(role).background, saying: saying ?? role, key: "bg",
      name: saying.flatMap { theme.definitions[$0]?.backgroundName }, lines)
  }

  /// The line of the palette's name, as far as this file has it: there a change counts everywhere.
  private init(color: Color, saying role: Role, key: String, name: String?, _ lines: KeyLines) {
    self.color = color
    self.name = name ?? "\"\(role.rawValue)\".\(key)"
    let paths = [
      name.map { "palette.\($0)" }, "roles.\(role.rawValue).\(key)", "roles.\(role.rawValue)",
    ]
    line =
      paths.compactMap { $0.flatMap(lines.line) }.first ?? lines["meta.inherits"]
  }
}

extension Role {
  /// This and the roles that it refines, the nearest first.
  fileprivate var lineage: [Role] { [self] + (parent?.lineage ?? []) }
}

extension Double {
  /// "4.5": never rounded up, so that what fails never looks as if it did not.
  public var tenths: String { "\((self * 10).rounded(.down) / 10)" }
  /// "0.08", rounded down too.
  public var hundredths: String { "\((self * 100).rounded(.down) / 100)" }
}
