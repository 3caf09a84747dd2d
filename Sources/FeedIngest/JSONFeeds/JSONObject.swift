import Foundation

/// One JSON object whose texts are cleaned as they are read. What is missing, null or of another type than
/// asked for is `nil`.
struct JSONObject {
  private let fields: [String: Any]
  private let clean: Sanitiser

  /// - Throws: ``BadRecord`` when it is no JSON object, be it ever so much repaired.
  init(_ bytes: [UInt8], clean: @escaping Sanitiser) throws(BadRecord) {
    let value =
      (try? JSONSerialization.jsonObject(with: Data(bytes)))
      ?? (try? JSONSerialization.jsonObject(with: Data(repairedJSON(bytes))))
    guard let value else {
      throw BadRecord(reason: "it is not JSON", hint: "ask its publisher for the feed again")
    }
    guard let fields = value as? [String: Any] else {
      throw BadRecord(
        reason: "it is no JSON object", hint: "give a list of objects, each in braces")
    }
    self.init(fields, clean: clean)
  }

  private init(_ fields: [String: Any], clean: @escaping Sanitiser) {
    self.fields = fields
    self.clean = clean
  }

  func has(_ key: String) -> Bool { fields[key] != nil }

  /// Without the blanks around it; `nil` when nothing is left.
  func text(_ key: String) -> String? {
    guard let text = fields[key] as? String else { return nil }
    let trimmed = clean(text).trimmingCharacters(in: .whitespacesAndNewlines)
    return trimmed.isEmpty ? nil : trimmed
  }

  /// A number, also one that is written as a text.
  func number(_ key: String) -> Double? {
    switch fields[key] {
    case let text as String: Double(text.trimmingCharacters(in: .whitespaces))
    case let number as NSNumber: number.doubleValue
    default: nil
    }
  }

  /// A whole number or a text, as an id may be either.
  func id(_ key: String) -> String? {
    text(key) ?? number(key).flatMap { Int64(exactly: $0) }.map { "\($0)" }
  }

  func isTrue(_ key: String) -> Bool {
    fields[key] as? Bool == true || (fields[key] as? String)?.lowercased() == "true"
  }

  func object(_ key: String) -> JSONObject? {
    (fields[key] as? [String: Any]).map { JSONObject($0, clean: clean) }
  }

  func objects(_ key: String) -> [JSONObject] {
    (fields[key] as? [Any])?.compactMap { $0 as? [String: Any] }
      .map { JSONObject($0, clean: clean) } ?? []
  }

  func texts(_ key: String) -> [String] {
    (fields[key] as? [Any])?.compactMap { $0 as? String }.map { clean($0) } ?? []
  }

  func numbers(_ key: String) -> [Double] {
    (fields[key] as? [Any])?.compactMap { ($0 as? NSNumber)?.doubleValue } ?? []
  }

  /// The pieces of a text that is split by its formatting, put together: a text, or a list of texts and of
  /// objects with a text each. With the blanks around it.
  func pieces(_ key: String) -> String? {
    switch fields[key] {
    case let text as String: clean(text)
    case let list as [Any]:
      clean(
        list.compactMap { $0 as? String ?? ($0 as? [String: Any])?["text"] as? String }.joined())
    default: nil
    }
  }
}

/// JSON as some programs write it, made proper: in texts, control characters and escapes that JSON does not
/// have, such as the `\x1F` of Telegram Desktop.
func repairedJSON(_ bytes: [UInt8]) -> [UInt8] {
  var repaired: [UInt8] = []
  repaired.reserveCapacity(bytes.count + 16)
  func hex(_ index: Int) -> UInt8? {
    index < bytes.count
      ? Character(UnicodeScalar(bytes[index])).hexDigitValue.map(UInt8.init) : nil
  }
  func append(control: UInt8) {
    let digits = String(control, radix: 16)
    repaired += Array("\\u\(String(repeating: "0", count: 4 - digits.utf8.count))\(digits)".utf8)
  }

  var inString = false
  var index = 0
  while index < bytes.count {
    let byte = bytes[index]
    index += 1
    guard inString else {
      inString = byte == UInt8(ascii: "\"")
      repaired.append(byte)
      continue
    }
    switch byte {
    case UInt8(ascii: "\""):
      inString = false
      repaired.append(byte)
    case 0..<0x20: append(control: byte)
    case UInt8(ascii: "\\") where index < bytes.count:
      let escape = bytes[index]
      if escape == UInt8(ascii: "x"), let first = hex(index + 1) {
        // One digit or two, of a character below 0x20.
        if first < 2, let second = hex(index + 2) {
          append(control: first << 4 | second)
          index += 3
        } else {
          append(control: first)
          index += 2
        }
      } else {
        repaired.append(byte)
        if !#""\/bfnrtu"#.utf8.contains(escape) { repaired.append(byte) }
        repaired.append(escape)
        index += 1
      }
    default: repaired.append(byte)
    }
  }
  return Array(String(decoding: repaired, as: UTF8.self).utf8)
}
