import Foundation

/// Writes values into one ``JSONText``, whatever they are.
final class JSONOutput: Encoder {
  // One access at a time: nothing that writes into it calls back.
  @exclusivity(unchecked) private var json = JSONSorting()

  var bytes: [UInt8] { json.text.bytes }

  // Nothing asks a value where it stands.
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func write<T: Encodable>(_ value: T) throws {
    if T.self == Date.self, let date = value as? Date {
      append(UTC.string(from: date))
    } else {
      let depth = json.depth
      try value.encode(to: self)
      json.close(downTo: depth)
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
    json.begin(isObject: isObject)
    return json.depth
  }

  /// The value comes next; ``endField()`` is called after it, unless it is opened by ``begin(isObject:)``.
  func beginField(_ key: some CodingKey, depth: Int) {
    json.beginField(key.stringValue, depth: depth)
  }

  func endField() { json.endField() }

  /// The element comes next.
  func beginElement(depth: Int) { json.beginElement(depth: depth) }

  // MARK: Single values

  func append(_ value: String) { json.text.append(value) }

  func append(_ value: Bool) { json.text.append(value) }

  func append(_ number: some BinaryInteger) { json.text.append(number) }

  func append(_ number: Double) throws { try json.text.append(number) }

  func append(_ value: RawJSON) { json.text.append(raw: value.bytes) }

  func appendNull() { json.text.append(bare: "null") }
}
