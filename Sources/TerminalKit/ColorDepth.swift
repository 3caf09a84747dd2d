/// How many colours a terminal shows. The raw value is what `--color` takes.
public enum ColorDepth: String, CaseIterable, Comparable, Hashable, Sendable {
  /// Attributes only: bold, dim, italic, underline, reverse.
  case mono
  case ansi8 = "8"
  case ansi16 = "16"
  case indexed256 = "256"
  /// 24 bits: red, green and blue as a theme says.
  case trueColor = "truecolor"

  /// What fits when nobody chose.
  ///
  /// - Parameters:
  ///   - environment: any `NO_COLOR` that is not empty means no colour (no-color.org).
  ///   - colors: what the terminal's description says it has.
  public static func detect(environment: [String: String], colors: Int) -> Self {
    environment["NO_COLOR"]?.isEmpty == false ? .mono : Self(colors: colors)
  }

  /// What a terminal of so many colours can show.
  public init(colors: Int) {
    self =
      switch colors {
      case Self.trueColor.colors...: .trueColor
      case 256...: .indexed256
      case 16...: .ansi16
      case 8...: .ansi8
      default: .mono
      }
  }

  /// How many of the palette's colours there are to choose from.
  public var colors: Int {
    switch self {
    case .mono: 0
    case .ansi8: 8
    case .ansi16: 16
    case .indexed256: 256
    case .trueColor: 1 << 24
    }
  }

  public static func < (one: Self, other: Self) -> Bool { one.colors < other.colors }
}
