/// A colour as a theme names it.
public enum Color: Hashable, Sendable {
  /// The terminal's own, for words or for the ground.
  case `default`
  /// One of the 16 that a person chooses in the terminal's palette.
  case ansi(UInt8)
  /// One of the 256 of xterm.
  case indexed(UInt8)
  case rgb(RGB)

  /// What a theme file writes: `default`, `ansi:0` to `ansi:15`, `idx:0` to `idx:255`, `#rgb` or
  /// `#rrggbb`.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    if text == "default" {
      self = .default
    } else if parts.count == 2, parts[0] == "ansi", let n = UInt8(parts[1]), n < 16 {
      self = .ansi(n)
    } else if parts.count == 2, parts[0] == "idx", let n = UInt8(parts[1]) {
      self = .indexed(n)
    } else if let rgb = RGB(hex: text) {
      self = .rgb(rgb)
    } else {
      return nil
    }
  }

  /// The nearest that a terminal of `depth` can show.
  public func reduced(to depth: ColorDepth) -> Color {
    switch (self, depth) {
    case (_, .mono): .default
    case (.default, _): self
    case (.ansi(let n), .ansi8): .ansi(n % 8)
    case (.ansi, _), (.rgb, .trueColor): self
    case (.indexed(let n), .trueColor): n < 16 ? .ansi(n) : .rgb(RGB.xterm[Int(n)])
    case (.indexed(let n), .indexed256): .indexed(n)
    case (.indexed(let n), _): .ansi(RGB.xterm[Int(n)].nearest(in: 0..<depth.colors))
    case (.rgb(let rgb), .indexed256): .indexed(rgb.nearest(in: 16..<256))
    case (.rgb(let rgb), _): .ansi(rgb.nearest(in: 0..<depth.colors))
    }
  }
}

/// Red, green and blue of sRGB, 8 bits each.
public struct RGB: Hashable, Sendable {
  public let red: UInt8
  public let green: UInt8
  public let blue: UInt8

  public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// `#rgb` or `#rrggbb`.
  init?(hex: String) {
    let digits = hex.dropFirst()
    guard hex.hasPrefix("#"), digits.allSatisfy({ $0.isASCII && $0.isHexDigit }),
      let value = UInt32(digits, radix: 16)
    else { return nil }
    switch digits.count {
    case 3:
      self.init(
        UInt8(value >> 8) * 0x11, UInt8(value >> 4 & 0xF) * 0x11, UInt8(value & 0xF) * 0x11)
    case 6:
      self.init(UInt8(value >> 16), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF))
    default:
      return nil
    }
  }

  /// The colour of xterm's palette that looks most like this one, among `candidates`.
  func nearest(in candidates: Range<Int>) -> UInt8 {
    let own = OKLab(self)
    let nearest = candidates.min {
      own.squaredDistance(to: Self.xtermLab[$0]) < own.squaredDistance(to: Self.xtermLab[$1])
    }
    return UInt8(nearest ?? 0)
  }

  /// The 256 colours of xterm: 16 that a person may have changed, a cube of 6×6×6, and 24 greys.
  static let xterm: [RGB] = {
    let first: [RGB] = [
      RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0),
      RGB(0, 0, 238), RGB(205, 0, 205), RGB(0, 205, 205), RGB(229, 229, 229),
      RGB(127, 127, 127), RGB(255, 0, 0), RGB(0, 255, 0), RGB(255, 255, 0),
      RGB(92, 92, 255), RGB(255, 0, 255), RGB(0, 255, 255), RGB(255, 255, 255),
    ]
    let steps: [UInt8] = [0, 95, 135, 175, 215, 255]
    let cube = steps.flatMap { red in
      steps.flatMap { green in steps.map { blue in RGB(red, green, blue) } }
    }
    let greys = (0..<24).map { step in
      let level = UInt8(8 + 10 * step)
      return RGB(level, level, level)
    }
    return first + cube + greys
  }()

  private static let xtermLab = xterm.map { OKLab($0) }
}
