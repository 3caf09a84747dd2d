/// How every role looks.
///
/// A theme may name three roles or all of them. What a role leaves out it takes from the role before
/// its last dot; a role of which nothing is said takes its look from the built-in theme of the same
/// mode. Words without a colour have the colour of `text`, and a role without a ground of its own stands
/// on that of `background`. A theme that inherits another may change its palette, its roles, or both.
public struct Theme: Hashable, Sendable {
  public enum Mode: String, Hashable, Sendable {
    case dark, light
    /// Looks right on either, because it paints no ground and leaves words their own colour.
    case any

    /// The built-in theme that fills what a theme of this mode leaves out.
    public var builtIn: String {
      switch self {
      case .dark: "watchfloor-dark"
      case .light: "watchfloor-light"
      case .any: "terminal"
      }
    }
  }

  /// What a theme says of itself, for `theme check` to hold it to.
  public enum Promise: String, CaseIterable, Hashable, Sendable {
    /// All words have a contrast of at least 7, and lines of 3.
    case highContrast = "high-contrast"
    /// What the colours of one axis tell apart, those who lack a kind of cone tell apart, too.
    case colourBlind = "colour-blind"
  }

  /// For people: "Catppuccin Mocha".
  public let name: String
  public let mode: Mode
  /// What the file says that means nothing to this version.
  public let warnings: [Warning]
  /// The theme of the same kind for the other ground. Nil: there is none.
  public internal(set) var pair: String?
  /// Who made the palette, and under which licence.
  public internal(set) var author: String?
  public internal(set) var license: String?
  public internal(set) var promises: Set<Promise> = []

  /// Here and in the theme that this one inherits.
  var palette: [String: Color] = [:]
  /// By the same names, for terminals of 16 colours and fewer.
  var palette16: [String: Color] = [:]
  /// What is said of the roles, here and in the theme that this one inherits.
  let definitions: [Role: PartialStyle]
  /// What is to be different on terminals of 16 colours and fewer.
  let sixteen: [Role: PartialStyle]
  /// Every role with its fall-backs.
  private var looks: [Role: PartialStyle] = [:]
  private var sixteenLooks: [Role: PartialStyle] = [:]

  init(
    name: String, mode: Mode, warnings: [Warning] = [], definitions: [Role: PartialStyle],
    sixteen: [Role: PartialStyle] = [:], base: Theme?
  ) {
    self.name = name
    self.mode = mode
    self.warnings = warnings
    self.definitions = definitions
    self.sixteen = sixteen
    for role in Role.allCases {
      if let said = said(of: role) {
        looks[role] = said
        sixteenLooks[role] = saidForSixteen(of: role)
      } else if let base {
        looks[role] = base.looks[role]
        sixteenLooks[role] = base.sixteenLooks[role]
      } else {
        looks[role] = PartialStyle(attributes: Self.bare[role])
      }
    }
  }

  /// What stands on a cell of `role`.
  ///
  /// - Parameter over: gives the ground. The words keep their colour, unless `over` names one. A role
  ///   with a ground of its own, such as a match, keeps that, so that it stands out of a selection too.
  public func style(_ role: Role, over: Role? = nil) -> Style {
    let look = looks[role] ?? PartialStyle()
    let above = over.flatMap { looks[$0] } ?? PartialStyle()
    if over != nil, hasOwnGround(look) {
      var own = style(role)
      if own.attributes.contains(.reverse), above.attributes?.contains(.reverse) == true {
        own.attributes.remove(.reverse)
      }
      return own
    }
    var attributes = (look.attributes ?? []).union(above.attributes ?? [])
    // Dimmed words that are reversed would dim the ground.
    if attributes.contains(.reverse) { attributes.remove(.dim) }
    return Style(
      foreground: above.foreground ?? look.foreground ?? looks[.text]?.foreground ?? .default,
      background: above.background ?? look.background ?? looks[.background]?.background ?? .default,
      attributes: attributes)
  }

  private func hasOwnGround(_ look: PartialStyle) -> Bool {
    if look.attributes?.contains(.reverse) == true { return true }
    guard let ground = look.background else { return false }
    return ground != .default && ground != looks[.background]?.background
  }

  /// This theme as far as a terminal of `depth` can show it.
  ///
  /// A ground that can no longer be told from the background is shown by reversing, so a selection is
  /// seen without any colour.
  public func reduced(to depth: ColorDepth) -> Theme {
    var reduced = self
    for (role, look) in looks {
      let chosen = depth <= .ansi16 ? sixteenLooks[role] : nil
      reduced.looks[role] = (chosen?.over(look) ?? look).reduced(to: depth)
    }
    let background = style(.background).background
    let shownBackground = reduced.style(.background).background
    for (role, attributes) in Self.bare {
      guard let ground = looks[role]?.background, ground != background,
        reduced.style(role).background == shownBackground
      else { continue }
      let shown = reduced.style(role).attributes.union(attributes)
      reduced.looks[role]?.attributes = shown
    }
    return reduced
  }

  /// What is said of `role` and of those before its dots; nil when nothing is.
  private func said(of role: Role) -> PartialStyle? {
    let own = definitions[role]
    guard let above = role.parent.flatMap(said) else { return own }
    return own?.over(above) ?? above
  }

  /// The same for 16 colours, as long as nothing nearer is said for all terminals.
  private func saidForSixteen(of role: Role) -> PartialStyle? {
    let own = sixteen[role]
    guard var above = role.parent.flatMap(saidForSixteen) else { return own }
    let nearer = definitions[role]
    if nearer?.foreground != nil { above.foreground = nil }
    if nearer?.background != nil { above.background = nil }
    if nearer?.attributes != nil { above.attributes = nil }
    return own?.over(above) ?? above
  }

  /// How roles that must be told apart look without any colour.
  private static let bare: [Role: Attributes] = [
    .textDim: .dim, .textStrong: .bold,
    .cursor: .reverse, .cursorUnfocused: .underline, .marked: .bold,
    .match: .underline, .matchCurrent: .reverse,
  ]
}

extension Theme {
  /// Something in a file that means nothing to this version, and is ignored.
  public struct Warning: Hashable, Sendable, CustomStringConvertible {
    public var line: Int
    public var text: String

    public var description: String { "line \(line): \(text)" }
  }
}

extension Role {
  /// The role before the last dot, which this one refines.
  var parent: Role? {
    rawValue.lastIndex(of: ".").flatMap { Role(rawValue: String(rawValue[..<$0])) }
  }
}
