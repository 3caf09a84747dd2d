import Foundation

/// Writes values into one ``JSONText``.
final class JSONOutput: Encoder {
  // One access at a time: nothing that writes into it calls back.
  @exclusivity(unchecked) private var text = JSONText()

  var bytes: [UInt8] { text.bytes }

  // Nothing asks a value where it stands.
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func write<T: Encodable>(_ value: T) throws {
    if T.self == Date.self, let date = value as? Date {
      append(UTC.string(from: date))
    } else {
      let depth = text.depth
      try value.encode(to: self)
      text.close(downTo: depth)
    }
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(JSONFields<Key>(output: self, depth: begin(isObject: true)))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    JSONElements(output: self, depth: begin(isObject: false))
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { JSONOneValue(output: self) }

  // MARK: Objects and lists

  /// - Returns: how many are open now. Who writes into this one says so.
  func begin(isObject: Bool) -> Int {
    text.begin(isObject: isObject)
    return text.depth
  }

  /// The value comes next; ``endField()`` is called after it, unless it is opened by ``begin(isObject:)``.
  func beginField(_ key: some CodingKey, depth: Int) {
    text.beginField(key.stringValue, depth: depth)
  }

  func endField() { text.endField() }

  /// The element comes next.
  func beginElement(depth: Int) { text.beginElement(depth: depth) }

  // MARK: Single values

  func append(_ value: String) { text.append(value) }

  func append(_ value: Bool) { text.append(bare: value ? "true" : "false") }

  func append(_ number: some BinaryInteger) { text.append(bare: number.description) }

  func append(_ number: Double) throws {
    guard number.isFinite else {
      throw EncodingError.invalidValue(
        number, .init(codingPath: [], debugDescription: "JSON has no number \(number)"))
    }
    let digits = number.description
    text.append(bare: digits.hasSuffix(".0") ? digits.dropLast(2) : digits[...])
  }

  func append(_ value: RawJSON) { text.append(raw: value.bytes) }

  func appendNull() { text.append(bare: "null") }
}
