/// Lengths of time as people write them: `90m`, `1.5h`, `9h30`, `7d`, `2w`, `4y`.
public enum TimeSpan {
  private static let units: [UInt8: Double] = [
    UInt8(ascii: "m"): 60, UInt8(ascii: "h"): 3600, UInt8(ascii: "d"): 86_400,
    UInt8(ascii: "w"): 604_800, UInt8(ascii: "y"): 365 * 86_400,
  ]
  /// Three thousand years, in seconds: more is a slip, and no date.
  private static let longest = 1e11

  /// In whole seconds. `nil`: it is none.
  public static func seconds(_ text: String) -> Int? {
    let bytes = Array(text.lowercased().utf8)
    guard let place = bytes.firstIndex(where: { units[$0] != nil }), let unit = units[bytes[place]]
    else { return nil }
    let (head, rest) = (bytes[..<place], bytes[(place + 1)...])
    var seconds: Double?
    if rest.isEmpty {
      seconds = number(head, canHavePoint: true).map { $0 * unit }
    } else if unit == 3600, rest.count == 2, let hours = number(head), let minutes = number(rest),
      minutes < 60
    {
      seconds = (hours * 60 + minutes) * 60
    }
    return seconds.flatMap { $0 < longest ? Int($0.rounded()) : nil }
  }

  private static func number(_ digits: ArraySlice<UInt8>, canHavePoint: Bool = false) -> Double? {
    let isOne = digits.allSatisfy {
      UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || canHavePoint && $0 == UInt8(ascii: ".")
    }
    return isOne ? Double(String(decoding: digits, as: UTF8.self)) : nil
  }

  /// In the largest unit that needs no fraction; in days and weeks from the second on.
  static func text(_ seconds: Int) -> String {
    let (minutes, hours) = (seconds / 60, seconds / 3600)
    if seconds % 60 != 0 { return "\(Double(seconds) / 60)m" }
    if seconds % 3600 != 0 {
      if hours == 0 || minutes < 120 { return "\(minutes)m" }
      return "\(hours)h\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
    }
    if hours < 48 || hours % 24 != 0 { return "\(hours)h" }
    let days = hours / 24
    if days > 0, days % 365 == 0 { return "\(days / 365)y" }
    return days < 14 || days % 7 != 0 ? "\(days)d" : "\(days / 7)w"
  }
}
