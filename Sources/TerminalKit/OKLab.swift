internal import Foundation

/// A colour in OKLab, where distance is close to how different two colours look.
///
/// Björn Ottosson, "A perceptual color space for image processing", 2020.
struct OKLab {
  /// From 0, black, to 1, white.
  var lightness: Double
  var a: Double
  var b: Double

  init(_ rgb: RGB, seenBy sight: Sight = .full) {
    let (red, green, blue) = sight.seen(rgb.linear)
    let l = cbrt(0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue)
    let m = cbrt(0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue)
    let s = cbrt(0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue)
    lightness = 0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s
    a = 1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s
    b = 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s
  }

  /// - Parameter degrees: the hue, on a wheel that begins near red.
  init(lightness: Double, chroma: Double, degrees: Double) {
    self.lightness = lightness
    a = chroma * cos(degrees * .pi / 180)
    b = chroma * sin(degrees * .pi / 180)
  }

  /// How far it is from grey.
  var chroma: Double { (a * a + b * b).squareRoot() }

  /// Of its hue from another, from 0 to 180.
  func degrees(from hue: Double) -> Double {
    let angle = abs(atan2(b, a) * 180 / .pi - hue).truncatingRemainder(dividingBy: 360)
    return min(angle, 360 - angle)
  }

  /// The nearest colour of sRGB that has this lightness and hue.
  var rgb: RGB {
    var paler = self
    for _ in 0..<50 {
      if let rgb = paler.exact { return rgb }
      paler.a *= 0.95
      paler.b *= 0.95
    }
    return lightness < 0.5 ? RGB(0, 0, 0) : RGB(255, 255, 255)
  }

  /// `nil` where sRGB has no such colour.
  private var exact: RGB? {
    let l = pow(lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b, 3)
    let m = pow(lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b, 3)
    let s = pow(lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b, 3)
    return RGB(
      linear: 4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
      -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
      -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s)
  }

  func squaredDistance(to other: OKLab) -> Double {
    let (dl, da, db) = (lightness - other.lightness, a - other.a, b - other.b)
    return dl * dl + da * da + db * db
  }

  func distance(to other: OKLab) -> Double { squaredDistance(to: other).squareRoot() }
}

extension RGB {
  /// Its channels in light, from 0 to 1 (IEC 61966-2-1).
  var linear: (red: Double, green: Double, blue: Double) {
    func linear(_ channel: UInt8) -> Double {
      let value = Double(channel) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return (linear(red), linear(green), linear(blue))
  }

  /// `nil` when a channel is further outside than rounding explains.
  fileprivate init?(linear red: Double, _ green: Double, _ blue: Double) {
    func channel(_ light: Double) -> UInt8? {
      guard (-0.0005...1.0005).contains(light) else { return nil }
      let light = min(max(0, light), 1)
      let value = light <= 0.003_130_8 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055
      return UInt8((value * 255).rounded())
    }
    guard let red = channel(red), let green = channel(green), let blue = channel(blue) else {
      return nil
    }
    self.init(red, green, blue)
  }
}
