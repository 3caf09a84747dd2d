/// JSON while it is being written, in the order in which it comes.
public struct JSONText {
  var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(1024) }

  // MARK: Objects and lists

  public mutating func beginObject() { bytes.append(UInt8(ascii: "{")) }
  public mutating func endObject() { bytes.append(UInt8(ascii: "}")) }

  /// A field of the object that was begun last. Without a value it is left out.
  ///
  /// - Throws: `EncodingError` for a number that JSON does not have.
  public mutating func field<Value: JSONWritable>(_ key: StaticString, _ value: Value?) throws {
    guard let value else { return }
    beginField(key)
    try value.write(to: &self)
  }

  /// … An empty list is left out.
  mutating func field<Element: JSONWritable>(_ key: StaticString, _ list: [Element]) throws {
    if list.isEmpty { return }
    beginField(key)
    bytes.append(UInt8(ascii: "["))
    for element in list {
      part(after: "[")
      try element.write(to: &self)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func beginField(_ key: StaticString) {
    part(after: "{")
    bytes.append(UInt8(ascii: "\""))
    key.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
  }

  /// No value ends in what opens an object or a list.
  private mutating func part(after opening: Unicode.Scalar) {
    if bytes.last != UInt8(ascii: opening) { bytes.append(UInt8(ascii: ",")) }
  }

  // MARK: Single values

  mutating func append(_ text: String) {
    var text = text
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { utf8 in
      var plain = 0
      var index = 0
      while index < utf8.count {
        if index + 8 <= utf8.count, !hasEscaped(UnsafeRawBufferPointer(utf8), at: index) {
          index += 8
          continue
        }
        if isEscaped(utf8[index]) {
          bytes += utf8[plain..<index]
          appendEscaped(utf8[index])
          plain = index + 1
        }
        index += 1
      }
      bytes += utf8[plain...]
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  /// Whether one of the eight bytes from `offset` on is.
  private func hasEscaped(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Bool {
    let bytes = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    let ones: UInt64 = 0x0101_0101_0101_0101
    /// The highest bit of a byte that is less than `bound`, which is 128 at most.
    func below(_ bound: UInt64, _ bytes: UInt64) -> UInt64 {
      (bytes &- ones &* bound) & ~bytes & (ones &* 0x80)
    }
    let quotes = bytes ^ (ones &* UInt64(UInt8(ascii: "\"")))
    let slashes = bytes ^ (ones &* UInt64(UInt8(ascii: "\\")))
    return below(0x20, bytes) | below(1, quotes) | below(1, slashes) != 0
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case 0x08: bytes += #"\b"#.utf8
    case 0x09: bytes += #"\t"#.utf8
    case 0x0a: bytes += #"\n"#.utf8
    case 0x0c: bytes += #"\f"#.utf8
    case 0x0d: bytes += #"\r"#.utf8
    case 0..<0x20: bytes += "\\u00\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16))".utf8
    default: bytes += [UInt8(ascii: "\\"), byte]
    }
  }

  mutating func append(_ value: Bool) { append(bare: value ? "true" : "false") }

  mutating func append(_ number: some BinaryInteger) { append(bare: number.description) }

  /// - Throws: `EncodingError` for a number that JSON does not have, such as infinity.
  mutating func append(_ number: Double) throws {
    guard number.isFinite else {
      throw EncodingError.invalidValue(
        number, .init(codingPath: [], debugDescription: "JSON has no number \(number)"))
    }
    let digits = number.description
    append(bare: digits.hasSuffix(".0") ? digits.dropLast(2) : digits[...])
  }

  /// A whole value, as it stands.
  mutating func append(raw value: [UInt8]) { bytes += value }

  /// What JSON writes without quotes.
  mutating func append(bare text: some StringProtocol) { bytes += text.utf8 }
}
