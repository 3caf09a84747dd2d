import Foundation

/// Reads the time of a feed's item in every shape that feeds use.
///
/// A time without a zone is UTC. Returns `nil` where one cannot tell: for a zone nobody knows, for a day
/// that does not exist, for `03/04/2018`, which is a day in March or in April.
func markupDate(_ text: String) -> Date? { markupDate(Array(text.utf8)[...]) }

func markupDate(_ bytes: ArraySlice<UInt8>) -> Date? {
  var scan = DateScan(bytes: bytes)
  return scan.date()
}

private struct DateScan {
  private let bytes: ArraySlice<UInt8>
  private var index: Int

  init(bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    index = bytes.startIndex
  }

  private var year = 0
  private var month = 0
  private var day = 0
  private var seconds = 0.0
  /// East of Greenwich, in seconds. `nil` as long as none is named.
  private var zone: Int?

  mutating func date() -> Date? {
    skipBlanks()
    // The name of a day may come first, in any language, and be wrong.
    if let byte = next, !isDigit(byte) {
      let start = index
      if monthNumber() == nil {
        while let byte = next, !isDigit(byte), !isMarkupSpace(byte), byte != UInt8(ascii: ",") {
          index += 1
        }
      } else {
        index = start
      }
      skipBlanks()
    }
    let isRead = next.map(isDigit) == true ? startingWithNumber() : startingWithMonth()
    guard isRead, (1...12).contains(month), day >= 1, day <= lastDay, (1900...2200).contains(year)
    else { return nil }
    return Date(
      timeIntervalSince1970: Double(days * 86_400) + seconds - Double(zone ?? 0))
  }

  private mutating func startingWithNumber() -> Bool {
    guard let first = number() else { return false }
    if next == nil, first.digits == 10 || first.digits == 9 || first.digits == 13 {
      return setEpoch(first.digits == 13 ? Double(first.value) / 1000 : Double(first.value))
    }
    if first.digits == 8 {
      (year, month, day) = (first.value / 10_000, first.value / 100 % 100, first.value % 100)
      return basicTime() && end()
    }
    guard let mark = next else { return false }
    if [UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: ".")].contains(mark),
      index + 1 < bytes.endIndex, isDigit(bytes[index + 1])
    {
      index += 1
      guard let second = number(), next == mark else { return false }
      index += 1
      guard let third = number() else { return false }
      if first.digits == 4 {
        (year, month, day) = (first.value, second.value, third.value)
      } else {
        year = fullYear(third)
        if mark == UInt8(ascii: ".") || first.value > 12 || first.value == second.value {
          (day, month) = (first.value, second.value)
        } else if second.value > 12 {
          (month, day) = (first.value, second.value)
        } else {
          return false
        }
      }
    } else {
      skipBlanks()
      day = first.value
      guard let named = monthNumber() else { return false }
      month = named
      skipBlanks()
      guard let year = number() else { return false }
      self.year = fullYear(year)
    }
    return time() && end()
  }

  /// `Aug 15, 2018 14:33`, `Aug  5 14:33:00 2018`.
  private mutating func startingWithMonth() -> Bool {
    guard let named = monthNumber() else { return false }
    month = named
    skipBlanks()
    guard let day = number() else { return false }
    self.day = day.value
    skipBlanks()
    let start = index
    guard let year = number() else { return false }
    if next != UInt8(ascii: ":") {
      self.year = fullYear(year)
      return time() && end()
    }
    index = start
    guard time() else { return false }
    skipBlanks()
    guard let year = number(), year.digits == 4 else { return false }
    self.year = year.value
    return end()
  }

  // MARK: Parts

  /// Nothing, or a time with or without a zone.
  private mutating func time() -> Bool {
    while let byte = next,
      isMarkupSpace(byte) || byte | 0x20 == UInt8(ascii: "t") || byte == UInt8(ascii: ",")
    {
      index += 1
    }
    guard next.map(isDigit) == true else { return readZone() }
    guard let hour = number(), next == UInt8(ascii: ":") else { return false }
    index += 1
    guard let minute = number(), minute.value < 60 else { return false }
    var second = 0.0
    if next == UInt8(ascii: ":") {
      index += 1
      guard let whole = number(), whole.value <= 60 else { return false }
      second = Double(whole.value) + fraction()
    }
    var hours = hour.value
    skipBlanks()
    if let half = next.map({ $0 | 0x20 }), half == UInt8(ascii: "a") || half == UInt8(ascii: "p"),
      index + 1 < bytes.endIndex, bytes[index + 1] | 0x20 == UInt8(ascii: "m")
    {
      guard (1...12).contains(hours) else { return false }
      hours = hours % 12 + (half == UInt8(ascii: "p") ? 12 : 0)
      index += 2
    }
    guard hours < 24 || (hours == 24 && minute.value == 0 && second == 0) else { return false }
    seconds = Double(hours * 3600 + minute.value * 60) + second
    return readZone()
  }

  /// `T224056.420Z` after a date without marks.
  private mutating func basicTime() -> Bool {
    guard let byte = next, byte | 0x20 == UInt8(ascii: "t") else { return time() }
    index += 1
    guard let clock = number(), clock.digits == 6 || clock.digits == 4 else { return false }
    let whole = clock.digits == 6 ? clock.value : clock.value * 100
    let (hour, minute, second) = (whole / 10_000, whole / 100 % 100, whole % 100)
    guard hour < 24, minute < 60, second <= 60 else { return false }
    seconds = Double(hour * 3600 + minute * 60 + second) + fraction()
    return readZone()
  }

  /// To the millisecond, which is all that the ledger keeps.
  private mutating func fraction() -> Double {
    guard next == UInt8(ascii: ".") || next == UInt8(ascii: ","), index + 1 < bytes.endIndex,
      isDigit(bytes[index + 1])
    else { return 0 }
    index += 1
    var (milliseconds, unit) = (0, 100)
    while let byte = next, isDigit(byte) {
      milliseconds += Int(byte - 0x30) * unit
      unit /= 10
      index += 1
    }
    return Double(milliseconds) / 1000
  }

  private mutating func readZone() -> Bool {
    skipBlanks()
    guard let byte = next else { return true }
    if (0x61...0x7A).contains(byte | 0x20) {
      let name = String(decoding: bytes[word()], as: UTF8.self).lowercased()
      guard let offset = zones[name] else { return false }
      zone = offset
      guard next == UInt8(ascii: "+") || next == UInt8(ascii: "-") else { return true }
    }
    guard let sign = next, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else {
      return true
    }
    index += 1
    guard let first = number() else { return false }
    var minutes = first.digits > 2 ? first.value / 100 * 60 + first.value % 100 : first.value * 60
    if first.digits <= 2, next == UInt8(ascii: ":") {
      index += 1
      guard let second = number() else { return false }
      minutes += second.value
    }
    // The widest zones are at +14 and -12 hours.
    guard minutes <= 14 * 60 else { return false }
    zone = (sign == UInt8(ascii: "+") ? 60 : -60) * minutes
    return true
  }

  /// Nothing more, but for a remark in brackets.
  private mutating func end() -> Bool {
    skipBlanks()
    return next == nil || next == UInt8(ascii: "(")
  }

  private mutating func setEpoch(_ epoch: Double) -> Bool {
    (year, month, day, seconds) = (1970, 1, 1, epoch)
    return true
  }

  private var next: UInt8? { index < bytes.endIndex ? bytes[index] : nil }

  private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private mutating func skipBlanks() {
    while let byte = next, isMarkupSpace(byte) || byte == UInt8(ascii: ",") { index += 1 }
  }

  private mutating func number() -> (value: Int, digits: Int)? {
    var (value, digits) = (0, 0)
    while let byte = next, isDigit(byte) {
      guard digits < 15 else { return nil }
      value = value * 10 + Int(byte - 0x30)
      digits += 1
      index += 1
    }
    return digits > 0 ? (value, digits) : nil
  }

  /// The offsets of a word.
  private mutating func word() -> Range<Int> {
    let start = index
    while let byte = next, (0x61...0x7A).contains(byte | 0x20) { index += 1 }
    return start..<index
  }

  /// `Aug`, `August`, `-Aug-`, `Sept.`
  private mutating func monthNumber() -> Int? {
    let start = index
    if next == UInt8(ascii: "-") { index += 1 }
    let name = word()
    guard name.count >= 3,
      let number = months.firstIndex(where: { month in
        month.count >= name.count && zip(month, bytes[name]).allSatisfy { $0 == $1 | 0x20 }
      })
    else {
      index = start
      return nil
    }
    while next == UInt8(ascii: ".") || next == UInt8(ascii: "-") { index += 1 }
    return number + 1
  }

  /// Two digits mean 1950 to 2049 [RFC 2822, 4.3].
  private func fullYear(_ number: (value: Int, digits: Int)) -> Int {
    number.digits > 2 ? number.value : number.value + (number.value < 50 ? 2000 : 1900)
  }

  private var lastDay: Int {
    let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  /// Since 1970-01-01. Years begin in March, so that the leap day comes last.
  private var days: Int {
    let shifted = month <= 2 ? year - 1 : year
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
  }
}

private let months = [
  "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
  "november", "december",
].map { Array($0.utf8) }

/// East of Greenwich, in seconds: those of RFC 822 and of our feeds. "IST" is three zones, and none of these.
private let zones: [String: Int] = [
  "z": 0, "gmt": 0, "ut": 0, "utc": 0, "wet": 0, "bst": 1, "west": 1, "cet": 1, "cest": 2, "eet": 2,
  "eest": 3, "msk": 3, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8,
  "pdt": -7, "akst": -9, "akdt": -8, "hst": -10, "jst": 9, "aest": 10, "aedt": 11,
].mapValues { $0 * 3600 }
