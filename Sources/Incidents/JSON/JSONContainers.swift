// What `Encodable` values write themselves into. All of it goes to one ``JSONOutput``.

/// An object that is being written.
struct JSONFields<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let output: JSONOutput
  /// How many objects and lists are open inside which this is the innermost.
  let depth: Int
  var codingPath: [any CodingKey] { [] }

  private func field(_ key: Key, _ write: () throws -> Void) rethrows {
    output.beginField(key, depth: depth)
    try write()
    output.endField()
  }

  func encodeNil(forKey key: Key) { field(key) { output.appendNull() } }
  func encode(_ value: Bool, forKey key: Key) { field(key) { output.append(value) } }
  func encode(_ value: String, forKey key: Key) { field(key) { output.append(value) } }
  func encode(_ value: Int, forKey key: Key) { field(key) { output.append(value) } }
  func encode(_ value: Double, forKey key: Key) throws {
    try field(key) { try output.append(value) }
  }
  func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
    try field(key) { try output.write(value) }
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    output.beginField(key, depth: depth)
    return output.container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    output.beginField(key, depth: depth)
    return output.unkeyedContainer()
  }

  func superEncoder() -> any Encoder { preconditionFailure("values have no superclass") }
  func superEncoder(forKey key: Key) -> any Encoder { superEncoder() }
}

/// A list that is being written.
struct JSONElements: UnkeyedEncodingContainer {
  let output: JSONOutput
  /// How many objects and lists are open inside which this is the innermost.
  let depth: Int
  private(set) var count = 0
  var codingPath: [any CodingKey] { [] }

  init(output: JSONOutput, depth: Int) {
    self.output = output
    self.depth = depth
  }

  private mutating func beginElement() {
    output.beginElement(depth: depth)
    count += 1
  }

  mutating func encodeNil() {
    beginElement()
    output.appendNull()
  }

  mutating func encode<T: Encodable>(_ value: T) throws {
    beginElement()
    try output.write(value)
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) -> KeyedEncodingContainer<Nested> {
    beginElement()
    return output.container(keyedBy: type)
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    beginElement()
    return output.unkeyedContainer()
  }

  func superEncoder() -> any Encoder { preconditionFailure("values have no superclass") }
}

/// A value that is neither: a text, a number, a truth.
struct JSONOneValue: SingleValueEncodingContainer {
  let output: JSONOutput
  var codingPath: [any CodingKey] { [] }

  func encodeNil() { output.appendNull() }
  func encode(_ value: Bool) { output.append(value) }
  func encode(_ value: String) { output.append(value) }
  func encode(_ value: Double) throws { try output.append(value) }
  func encode(_ value: Float) throws { try output.append(Double(value)) }
  func encode(_ value: Int) { output.append(value) }
  func encode(_ value: Int8) { output.append(value) }
  func encode(_ value: Int16) { output.append(value) }
  func encode(_ value: Int32) { output.append(value) }
  func encode(_ value: Int64) { output.append(value) }
  func encode(_ value: UInt) { output.append(value) }
  func encode(_ value: UInt8) { output.append(value) }
  func encode(_ value: UInt16) { output.append(value) }
  func encode(_ value: UInt32) { output.append(value) }
  func encode(_ value: UInt64) { output.append(value) }
  func encode<T: Encodable>(_ value: T) throws { try output.write(value) }
}
