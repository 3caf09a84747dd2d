/// How a cell looks.
public struct Style: Hashable, Sendable {
  public var foreground: Color
  public var background: Color
  public var attributes: Attributes

  public init(foreground: Color, background: Color, attributes: Attributes = []) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }
}

/// What a terminal can do to words besides colouring them.
public struct Attributes: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let bold = Self(rawValue: 1)
  public static let dim = Self(rawValue: 2)
  public static let italic = Self(rawValue: 4)
  public static let underline = Self(rawValue: 8)
  public static let reverse = Self(rawValue: 16)

  /// By their names in theme files.
  static let named: [String: Attributes] = [
    "bold": .bold, "dim": .dim, "italic": .italic, "underline": .underline, "reverse": .reverse,
  ]
}

/// What a theme file says of one role. Nil: nothing, so it comes from elsewhere.
struct PartialStyle: Hashable, Sendable {
  var foreground: Color?
  var background: Color?
  var attributes: Attributes?
  /// What the palette calls the two colours. Nil: it does not.
  var foregroundName: String?
  var backgroundName: String?

  /// This, and where it says nothing, `other`.
  func over(_ other: PartialStyle) -> PartialStyle {
    PartialStyle(
      foreground: foreground ?? other.foreground,
      background: background ?? other.background,
      attributes: attributes ?? other.attributes,
      foregroundName: foreground == nil ? other.foregroundName : foregroundName,
      backgroundName: background == nil ? other.backgroundName : backgroundName)
  }

  /// This, with the colours that `palette` has under the names of its own.
  func recoloured(by palette: [String: Color]) -> PartialStyle {
    var style = self
    style.foreground = foregroundName.flatMap { palette[$0] } ?? foreground
    style.background = backgroundName.flatMap { palette[$0] } ?? background
    return style
  }

  /// Only the colours that `palette` has. Nil: it has neither.
  func recoloured(only palette: [String: Color]) -> PartialStyle? {
    let (words, ground) = (
      foregroundName.flatMap { palette[$0] }, backgroundName.flatMap { palette[$0] }
    )
    return words == nil && ground == nil
      ? nil : PartialStyle(foreground: words, background: ground, attributes: attributes)
  }

  /// The nearest that a terminal of `depth` can show. Where 8 colours have to do, bright words are bold
  /// and bright black ones dim.
  func reduced(to depth: ColorDepth) -> PartialStyle {
    var reduced = self
    reduced.foreground = foreground?.reduced(to: depth)
    reduced.background = background?.reduced(to: depth)
    if depth == .ansi8, case .ansi(let number) = foreground, number >= 8 {
      if number == 8 { reduced.foreground = .default }
      reduced.attributes = (attributes ?? []).union(number == 8 ? .dim : .bold)
    }
    return reduced
  }
}
