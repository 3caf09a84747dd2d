import Foundation
import Incidents

// Times and spans of time as the screen says them. All count whole minutes of UTC, so that an age is
// the difference of the two clock times that stand beside it, and all ages change together.

extension Date {
  /// The minute that it lies in.
  var minute: Date {
    Date(timeIntervalSince1970: (timeIntervalSince1970 / 60).rounded(.down) * 60)
  }

  /// `14:32Z`.
  var clock: String { "\(UTC.string(from: minute).dropFirst(11).prefix(5))Z" }

  /// `2026-11-21`.
  var day: String { String(UTC.string(from: self).prefix(10)) }

  /// `14:32Z` on the day of `now`, else `2026-11-21 14:32Z`.
  func clock(asOf now: Date) -> String { day == now.day ? clock : "\(day) \(clock)" }

  /// The same; a midnight is the day alone, for so those write it who do not know the hour.
  func moment(asOf now: Date) -> String { isMidnight ? day : clock(asOf: now) }

  var isMidnight: Bool { timeIntervalSince1970.truncatingRemainder(dividingBy: 86_400) == 0 }
}

/// How long it is from `start` to `end`: `now`, `4m`, `1h04`, `9h30`, `12h`, `3d`, `2w`, `4y`. At most four
/// cells.
///
/// "now" for less than a minute, and for a start that a wrong clock puts in the future.
func age(from start: Date, to end: Date) -> String {
  let minutes = Int(end.minute.timeIntervalSince(start.minute) / 60)
  let (hours, rest) = minutes.quotientAndRemainder(dividingBy: 60)
  return switch minutes {
  case ..<1: "now"
  case ..<60: "\(minutes)m"
  case ..<600: rest == 0 ? "\(hours)h" : "\(hours)h\(rest < 10 ? "0" : "")\(rest)"
  case ..<(48 * 60): "\(hours)h"
  case ..<(14 * 24 * 60): "\(hours / 24)d"
  case ..<(2 * 365 * 24 * 60): "\(hours / 24 / 7)w"
  default: "\(hours / 24 / 365)y"
  }
}

/// Of what came at `start` and says nothing of its own age: it is older than `>4m`, `>9h`, `>13d`. At most four
/// cells, too.
func leastAge(from start: Date, to end: Date) -> String {
  let (count, unit) = wholeUnits(from: start, to: end)
  return ">\(min(count, 99))\(unit)"
}

/// Of what says nothing of its own age, but tells of what happened at `start`: it is younger than `<5m`, `<10h`,
/// `<14d`, `<5y`. At most four cells, too.
func mostAge(from start: Date, to end: Date) -> String {
  let (count, unit) = wholeUnits(from: start, to: end)
  // Only weeks come to so many.
  return count < 99 ? "<\(count + 1)\(unit)" : "<2y"
}

/// An age in its largest unit, rounded down: 1 and `h` of `1h04`.
private func wholeUnits(from start: Date, to end: Date) -> (count: Int, unit: Substring) {
  let age = age(from: start, to: end)
  let digits = age.prefix { $0.isNumber }
  return Int(digits).map { ($0, age.dropFirst(digits.count).prefix(1)) } ?? (0, "m")
}

extension Incident {
  /// How long ago its reports of `start` came out; what is known of that when none of them says when.
  func age(from start: Date, to now: Date) -> String {
    guard provisional else { return Dashboard.age(from: start, to: now) }
    return start < firstReportedAt ? mostAge(from: start, to: now) : leastAge(from: start, to: now)
  }

  /// No report says when it came out, but when that happened which they tell.
  var isKnownByEvent: Bool { provisional && lastActivityAt < firstReportedAt }
}

/// `12m ago`, `just now`.
func ago(from start: Date, to end: Date) -> String {
  let age = age(from: start, to: end)
  return age == "now" ? "just now" : "\(age) ago"
}

/// `in 12m`, `now`.
func until(_ end: Date, from start: Date) -> String {
  let age = age(from: start, to: end)
  return age == "now" ? "now" : "in \(age)"
}

/// In at most five cells, and never more than there is: `2,418`, `47k`, `1.2M`, `12M`.
func brief(_ number: Int) -> String {
  switch number {
  case ..<10_000: grouped(number)
  case ..<1_000_000: "\(number / 1000)k"
  case ..<10_000_000: "\(number / 1_000_000).\(number / 100_000 % 10)M"
  default: "\(grouped(number / 1_000_000))M"
  }
}

/// `2,418`.
func grouped(_ number: Int) -> String {
  if number < 1000 { return String(number) }
  var digits = Array(String(number).utf8)
  for place in stride(from: digits.count - 3, to: 0, by: -3) {
    digits.insert(UInt8(ascii: ","), at: place)
  }
  return String(decoding: digits, as: UTF8.self)
}
