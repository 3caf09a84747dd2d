import Foundation
import Incidents

/// Which number of `3/4/2024` is the day.
enum SlashOrder {
  case dayFirst, monthFirst
}

/// Reads the dates and times of data feeds, in UTC: `2023-02-16`, `2025-05-25 20:15`, `28 December 2022`,
/// `9-May-20`, `14/08/2020 00:00:00`, `2/18/2014 12:00:00 AM`, `20220224`, `20151027220000`.
///
/// - Returns: `nil` for anything else, and for a day that does not exist.
func feedDate(_ text: String, slashes: SlashOrder = .dayFirst) -> Date? {
  if let date = UTC.date(from: text) { return date }
  let digits = text.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
  if digits {
    guard text.utf8.count == 8 || text.utf8.count == 14 else { return nil }
    let parts = [4, 2, 2, 2, 2, 2].reduce(into: (rest: text[...], numbers: [Int]())) {
      if !$0.rest.isEmpty {
        $0.numbers.append(Int($0.rest.prefix($1)) ?? -1)
        $0.rest = $0.rest.dropFirst($1)
      }
    }.numbers
    return date(parts[0], parts[1], parts[2], time: Array(parts[3...]))
  }

  let words = text.split { " \t,".contains($0) }
  guard let first = words.first else { return nil }
  // "28 December 2022" is one date in three words; the others are one word and a time of day.
  let isSpaced = words.count >= 3 && month(words[1]) != nil
  let day =
    isSpaced
    ? Array(words[..<3]) : first.split(omittingEmptySubsequences: false) { "-/.".contains($0) }
  guard day.count == 3, let time = timeOfDay(words.dropFirst(isSpaced ? 3 : 1)) else { return nil }
  if let named = month(day[1]) {
    guard let number = Int(day[0]), let year = year(day[2]) else { return nil }
    return date(year, named, number, time: time)
  }
  guard let a = Int(day[0]), let b = Int(day[1]) else { return nil }
  if day[0].utf8.count == 4 { return Int(day[2]).flatMap { date(a, b, $0, time: time) } }
  guard let year = year(day[2]) else { return nil }
  return switch slashes {
  case .dayFirst: date(year, b, a, time: time) ?? date(year, a, b, time: time)
  case .monthFirst: date(year, a, b, time: time) ?? date(year, b, a, time: time)
  }
}

private func date(_ year: Int, _ month: Int, _ day: Int, time: [Int]) -> Date? {
  guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else {
    return nil
  }
  func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  let years = String(repeating: "0", count: 4 - "\(year)".utf8.count) + "\(year)"
  guard let date = UTC.date(from: "\(years)-\(two(month))-\(two(day))") else { return nil }
  guard !time.isEmpty else { return date }
  let limits = [24, 60, 61]
  guard time.count >= 2, time.count <= 3, zip(time, limits).allSatisfy({ 0..<$1 ~= $0 }) else {
    return nil
  }
  return date.addingTimeInterval(zip(time, [3600, 60, 1]).reduce(0) { $0 + Double($1.0 * $1.1) })
}

/// `20:15`, `6:30:00 AM`; nothing for a date without one. `nil` for anything else.
private func timeOfDay(_ words: ArraySlice<Substring>) -> [Int]? {
  guard let clock = words.first else { return [] }
  var numbers: [Int] = []
  for part in clock.split(separator: ":", omittingEmptySubsequences: false) {
    guard let number = Int(part) else { return nil }
    numbers.append(number)
  }
  guard words.count <= 2, numbers.count >= 2 else { return nil }
  switch words.dropFirst().first?.lowercased() {
  case nil: break
  case "am": numbers[0] %= 12
  case "pm": numbers[0] = numbers[0] % 12 + 12
  default: return nil
  }
  return numbers
}

/// Two digits stand for the years from 1970 on.
private func year(_ text: Substring) -> Int? {
  guard let number = Int(text), number >= 0 else { return nil }
  return switch text.utf8.count {
  case 2: number < 70 ? 2000 + number : 1900 + number
  case 4: number
  default: nil
  }
}

private func month(_ name: Substring) -> Int? {
  guard name.utf8.count >= 3 else { return nil }
  let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]
  return months.firstIndex { $0.hasPrefix(name.lowercased()) }.map { $0 + 1 }
}

extension Date {
  /// `2022-02-24`.
  var day: String { String(UTC.string(from: self).prefix(10)) }
}
