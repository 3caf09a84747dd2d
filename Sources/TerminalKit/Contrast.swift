/// How eyes see colours.
///
/// Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision
/// Deficiency", 2009: the matrices of full severity.
public enum Sight: String, CaseIterable, Hashable, Sendable {
  case full
  /// Without the cones for red.
  case protanopia
  /// Without the cones for green.
  case deuteranopia

  /// What of `light` these eyes see, as the light that looks so to others.
  func seen(
    _ light: (red: Double, green: Double, blue: Double)
  ) -> (red: Double, green: Double, blue: Double) {
    func mix(_ red: Double, _ green: Double, _ blue: Double) -> Double {
      min(max(0, red * light.red + green * light.green + blue * light.blue), 1)
    }
    return switch self {
    case .full: light
    case .protanopia:
      (
        mix(0.152_286, 1.052_583, -0.204_868), mix(0.114_503, 0.786_281, 0.099_216),
        mix(-0.003_882, -0.048_116, 1.051_998)
      )
    case .deuteranopia:
      (
        mix(0.367_322, 0.860_646, -0.227_968), mix(0.280_085, 0.672_501, 0.047_413),
        mix(-0.011_820, 0.042_940, 0.968_881)
      )
    }
  }
}

extension RGB {
  /// From 0, black, to 1, white. WCAG 2.2, "relative luminance".
  var luminance: Double {
    let light = linear
    return 0.2126 * light.red + 0.7152 * light.green + 0.0722 * light.blue
  }

  /// From 1 to 21. WCAG 2.2, "contrast ratio".
  public func contrast(with other: RGB) -> Double {
    let (one, two) = (luminance, other.luminance)
    return (max(one, two) + 0.05) / (min(one, two) + 0.05)
  }

  /// How different the two look: 0.02 can just be noticed (CSS Color 4, "deltaEOK").
  func distance(to other: RGB, for sight: Sight = .full) -> Double {
    OKLab(self, seenBy: sight).distance(to: OKLab(other, seenBy: sight))
  }

  /// The colour of this hue, as near as possible, that has at least this contrast on all of `grounds`,
  /// also where a terminal shows 256 colours.
  ///
  /// `nil` when neither a lighter nor a darker one has.
  func shifted(toContrast least: Double, on grounds: [RGB]) -> RGB? {
    let own = OKLab(self)
    let grounds = Set(grounds)
    let coarse = Set(grounds.map(\.coarse))
    for step in 0...100 {
      for direction in [1.0, -1.0] {
        var lab = own
        lab.lightness += direction * Double(step) / 100
        guard (0...1).contains(lab.lightness) else { continue }
        let rgb = step == 0 ? self : lab.rgb
        let shown = rgb.coarse
        if grounds.allSatisfy({ rgb.contrast(with: $0) >= least }),
          coarse.allSatisfy({ shown.contrast(with: $0) >= least })
        {
          return rgb
        }
      }
    }
    return nil
  }

  /// As a terminal of 256 colours shows it.
  private var coarse: RGB { Self.xterm[Int(nearest(in: 16..<256))] }

  /// So much of `other`, from 0 to 1, and the rest of this.
  func mixed(with other: RGB, share: Double) -> RGB {
    func mix(_ one: UInt8, _ two: UInt8) -> UInt8 {
      UInt8((Double(one) * (1 - share) + Double(two) * share).rounded())
    }
    return RGB(mix(red, other.red), mix(green, other.green), mix(blue, other.blue))
  }

  /// `#rrggbb`.
  var hex: String {
    "#"
      + [red, green, blue].map {
        let digits = String($0, radix: 16)
        return digits.count == 1 ? "0\(digits)" : digits
      }.joined()
  }
}

extension Color {
  /// `nil` for what its owner may have changed: the terminal's own and the first 16.
  public var rgb: RGB? {
    switch self {
    case .rgb(let rgb): rgb
    case .indexed(let number) where number >= 16: RGB.xterm[Int(number)]
    default: nil
    }
  }
}
