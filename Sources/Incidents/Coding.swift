public import Foundation

// A body that gains a list must not change the hash of those written before it, nor refuse to read
// them: an empty list is left out of the JSON, and a list that is not there is empty. These shadow the
// calls that the compiler writes into the bodies' `Codable`.
extension KeyedDecodingContainer {
  func decode<T: Decodable>(_ type: [T].Type, forKey key: Key) throws -> [T] {
    try decodeIfPresent(type, forKey: key) ?? []
  }
}

/// A code that is so nearly always the same that people who write JSON by hand may leave it out.
protocol UsualCode {
  static var usual: Self { get }
}

extension ClaimKind: UsualCode { static var usual: Self { .occurrence } }
extension Stance: UsualCode { static var usual: Self { .asserts } }
extension CitationRelation: UsualCode { static var usual: Self { .cites } }
extension LinkState: UsualCode { static var usual: Self { .suggested } }
extension ExpectationRole: UsualCode { static var usual: Self { .competent } }
extension MessageType: UsualCode { static var usual: Self { .alert } }

extension KeyedDecodingContainer {
  func decode<T: Decodable & UsualCode>(_ type: T.Type, forKey key: Key) throws -> T {
    try decodeIfPresent(type, forKey: key) ?? .usual
  }
}

extension KeyedEncodingContainer {
  mutating func encode<T: Encodable>(_ list: [T], forKey key: Key) throws {
    if !list.isEmpty { try encodeIfPresent(list, forKey: key) }
  }
}

/// ISO 8601 in UTC, to the second or the millisecond: the only form of time in the ledger and in JSON.
public enum UTC {
  /// `2026-11-22T09:30:00Z`, with milliseconds only where there are any.
  public static func string(from date: Date) -> String {
    let milliseconds = Int64((date.timeIntervalSince1970 * 1000).rounded())
    let (seconds, fraction) = milliseconds.flooredDivision(by: 1000)
    let (days, ofDay) = seconds.flooredDivision(by: 86_400)
    let (year, month, day) = civil(fromDays: days)
    return String(unsafeUninitializedCapacity: 24) { text in
      var end = 0
      func put(_ number: Int64, digits: Int, _ mark: Unicode.Scalar) {
        var rest = number
        for place in (end..<end + digits).reversed() {
          text[place] = UInt8(ascii: "0") + UInt8(rest % 10)
          rest /= 10
        }
        text[end + digits] = UInt8(ascii: mark)
        end += digits + 1
      }
      put(year, digits: 4, "-")
      put(month, digits: 2, "-")
      put(day, digits: 2, "T")
      put(ofDay / 3600, digits: 2, ":")
      put(ofDay / 60 % 60, digits: 2, ":")
      put(ofDay % 60, digits: 2, fraction == 0 ? "Z" : ".")
      if fraction != 0 { put(fraction, digits: 3, "Z") }
      return end
    }
  }

  /// Reads `2026-11-22`, `2026-11-22T09:30Z`, `2026-11-22T09:30:00.123+03:00` and a space for the `T`.
  ///
  /// A time without a zone is UTC. Returns `nil` for anything else, and for a day that does not exist.
  public static func date(from text: some StringProtocol) -> Date? {
    var scan = Array(text.utf8)[...]
    guard let year = scan.takeNumber(digits: 4), scan.take("-"),
      let month = scan.takeNumber(digits: 2), (1...12).contains(month), scan.take("-"),
      let day = scan.takeNumber(digits: 2), day >= 1
    else { return nil }
    let days = UTC.days(year, month, day)
    guard civil(fromDays: days).month == month else { return nil }
    var seconds = Double(days * 86_400)
    if scan.isEmpty { return Date(timeIntervalSince1970: seconds) }

    guard scan.take("T") || scan.take("t") || scan.take(" "),
      let hour = scan.takeNumber(digits: 2), hour < 24, scan.take(":"),
      let minute = scan.takeNumber(digits: 2), minute < 60
    else { return nil }
    seconds += Double(hour * 3600 + minute * 60)
    if scan.take(":") {
      guard let second = scan.takeNumber(digits: 2), second <= 60 else { return nil }
      seconds += Double(second)
      if scan.take(".") {
        var milliseconds = 0
        var unit = 100
        guard scan.first.map(isDigit) == true else { return nil }
        while let byte = scan.first, isDigit(byte) {
          milliseconds += Int(byte - UInt8(ascii: "0")) * unit
          unit /= 10
          scan.removeFirst()
        }
        seconds += Double(milliseconds) / 1000
      }
    }
    if scan.isEmpty || scan.elementsEqual("Z".utf8) || scan.elementsEqual("z".utf8) {
      return Date(timeIntervalSince1970: seconds)
    }
    let east = scan.take("+")
    guard east || scan.take("-"), let hours = scan.takeNumber(digits: 2), hours < 24 else {
      return nil
    }
    _ = scan.take(":")
    guard let minutes = scan.takeNumber(digits: 2), minutes < 60, scan.isEmpty else { return nil }
    let offset = Double(hours * 3600 + minutes * 60)
    return Date(timeIntervalSince1970: seconds + (east ? -offset : offset))
  }

  // Days since 1970-01-01 in the proleptic Gregorian calendar, after Howard Hinnant's "chrono-Compatible
  // Low-Level Date Algorithms": years begin in March, so that the leap day comes last.
  private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let (era, yearOfEra) = shifted.flooredDivision(by: 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  private static func civil(fromDays days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let (era, dayOfEra) = (days + 719_468).flooredDivision(by: 146_097)
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shifted + 2) / 5 + 1)
  }

  fileprivate static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}

extension Int64 {
  fileprivate func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}

extension ArraySlice<UInt8> {
  fileprivate mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard first == UInt8(ascii: character) else { return false }
    removeFirst()
    return true
  }

  fileprivate mutating func takeNumber(digits: Int) -> Int64? {
    guard count >= digits, prefix(digits).allSatisfy(UTC.isDigit) else { return nil }
    let number = prefix(digits).reduce(Int64(0)) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
    removeFirst(digits)
    return number
  }
}

extension JSONEncoder {
  /// The one form of JSON that Watchfloor writes: keys sorted, so that equal values are equal bytes.
  public static var canonical: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .custom { date, encoder in
      var container = encoder.singleValueContainer()
      try container.encode(UTC.string(from: date))
    }
    return encoder
  }
}

extension JSONDecoder {
  /// Reads what ``Foundation/JSONEncoder/canonical`` writes, and every ISO 8601 time that ``UTC`` reads.
  public static var canonical: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .custom { decoder in
      let container = try decoder.singleValueContainer()
      let text = try container.decode(String.self)
      guard let date = UTC.date(from: text) else {
        throw DecodingError.dataCorruptedError(
          in: container, debugDescription: "“\(text)” is not a time such as 2026-11-22T09:30:00Z")
      }
      return date
    }
    return decoder
  }
}
