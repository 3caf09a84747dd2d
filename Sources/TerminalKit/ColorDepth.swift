/// How many colours a terminal shows. The raw value is what `--color` takes.
public enum ColorDepth: String, CaseIterable, Comparable, Hashable, Sendable {
  /// Attributes only: bold, dim, italic, underline, reverse.
  case mono
  case ansi8 = "8"
  case ansi16 = "16"
  case indexed256 = "256"

  /// What fits when nobody chose.
  ///
  /// - Parameters:
  ///   - environment: any `NO_COLOR` that is not empty means no colour (no-color.org).
  ///   - colors: what the terminal's own description says it has.
  public static func detect(environment: [String: String], colors: Int) -> Self {
    if environment["NO_COLOR"]?.isEmpty == false { return .mono }
    return switch colors {
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
    }
  }

  public static func < (one: Self, other: Self) -> Bool { one.colors < other.colors }
}
