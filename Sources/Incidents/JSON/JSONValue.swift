import Foundation

/// A value of a document, to read `Decodable` values out of.
struct JSONValue: Decoder {
  let input: JSONInput
  let node: Int

  init(_ input: JSONInput, node: Int = 0) {
    self.input = input
    self.node = node
  }

  // Nothing asks a value where it stands.
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  private var own: JSONInput.Node { input.nodes[node] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard own.kind == .object else { throw mismatch(type, "an object") }
    return KeyedDecodingContainer(JSONMembers<Key>(input: input, object: node))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard own.kind == .list else { throw mismatch([Any].self, "a list") }
    return JSONList(input: input, list: node)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { self }

  func read<T: Decodable>(_ type: T.Type) throws -> T {
    if type == Date.self, let date = try date() as? T { return date }
    return try T(from: self)
  }

  private func date() throws -> Date {
    let text = try text()
    guard let date = UTC.date(from: text) else {
      throw fault("“\(text)” is not a time such as 2026-11-22T09:30:00Z")
    }
    return date
  }

  /// As it stands in the document.
  var whole: RawJSON {
    let quotes = own.kind == .text || own.kind == .escapedText ? 1 : 0
    return RawJSON(Array(input.bytes[(own.start - quotes)..<(own.end + quotes)]))
  }

  // MARK: Single values

  var isNull: Bool { own.kind == .null }

  func truth() throws -> Bool {
    switch own.kind {
    case .yes: true
    case .no: false
    default: throw mismatch(Bool.self, "true or false")
    }
  }

  func text() throws -> String {
    switch own.kind {
    case .text: input.text(of: own)
    case .escapedText: try unescaped()
    default: throw mismatch(String.self, "a text")
    }
  }

  func number<T: LosslessStringConvertible>(_ type: T.Type) throws -> T {
    guard own.kind == .number else { throw mismatch(type, "a number") }
    let text = input.text(of: own)
    guard let number = T(text) else { throw fault("\(text) is no \(type)") }
    return number
  }

  private func unescaped() throws -> String {
    let raw = input.bytes[own.start..<own.end]
    var text: [UInt8] = []
    text.reserveCapacity(raw.count)
    var index = raw.startIndex
    while index < raw.endIndex {
      guard raw[index] == UInt8(ascii: "\\") else {
        text.append(raw[index])
        index += 1
        continue
      }
      switch raw[index + 1] {
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "n"): text.append(0x0a)
      case UInt8(ascii: "f"): text.append(0x0c)
      case UInt8(ascii: "r"): text.append(0x0d)
      case UInt8(ascii: "u"):
        var unit = try unit(at: index, in: raw)
        if 0xd800..<0xdc00 ~= unit, case let low = try? self.unit(at: index + 6, in: raw),
          let low, 0xdc00..<0xe000 ~= low
        {
          unit = 0x1_0000 + (unit - 0xd800) << 10 + (low - 0xdc00)
          index += 6
        }
        text += String(Unicode.Scalar(unit) ?? "\u{FFFD}").utf8
        index += 4
      case let mark: text.append(mark)
      }
      index += 2
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The four digits of `\u0041`.
  private func unit(at index: Int, in raw: ArraySlice<UInt8>) throws -> UInt32 {
    guard index + 6 <= raw.endIndex, raw[index] == UInt8(ascii: "\\"),
      raw[index + 1] == UInt8(ascii: "u"),
      let unit = UInt32(
        String(decoding: raw[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16)
    else { throw fault("“\\u” without its four digits") }
    return unit
  }

  // MARK: Errors

  private func mismatch(_ type: any Any.Type, _ wanted: String) -> DecodingError {
    .typeMismatch(type, .init(codingPath: [], debugDescription: "\(wanted) was expected"))
  }

  private func fault(_ what: String) -> DecodingError {
    .dataCorrupted(.init(codingPath: [], debugDescription: what))
  }
}

extension JSONValue: SingleValueDecodingContainer {
  func decodeNil() -> Bool { isNull }
  func decode(_ type: Bool.Type) throws -> Bool { try truth() }
  func decode(_ type: String.Type) throws -> String { try text() }
  func decode(_ type: Double.Type) throws -> Double { try number(type) }
  func decode(_ type: Float.Type) throws -> Float { try number(type) }
  func decode(_ type: Int.Type) throws -> Int { try number(type) }
  func decode(_ type: Int8.Type) throws -> Int8 { try number(type) }
  func decode(_ type: Int16.Type) throws -> Int16 { try number(type) }
  func decode(_ type: Int32.Type) throws -> Int32 { try number(type) }
  func decode(_ type: Int64.Type) throws -> Int64 { try number(type) }
  func decode(_ type: UInt.Type) throws -> UInt { try number(type) }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try number(type) }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try number(type) }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try number(type) }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try number(type) }
  func decode<T: Decodable>(_ type: T.Type) throws -> T { try read(type) }
}

/// The members of an object.
struct JSONMembers<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let input: JSONInput
  let object: Int
  var codingPath: [any CodingKey] { [] }

  var allKeys: [Key] {
    var keys: [Key] = []
    var node = object + 1
    while node < input.nodes[object].next {
      if let key = (try? JSONValue(input, node: node).text()).flatMap(Key.init) { keys.append(key) }
      node = input.nodes[node + 1].next
    }
    return keys
  }

  /// `nil`: the object has no such member.
  private func find(_ key: Key) -> JSONValue? {
    var name = key.stringValue
    return name.withUTF8 { name in
      var node = object + 1
      let end = input.nodes[object].next
      while node < end {
        if input.isText(node, name) { return JSONValue(input, node: node + 1) }
        node = input.nodes[node + 1].next
      }
      return nil
    }
  }

  private func value(_ key: Key) throws -> JSONValue {
    guard let value = find(key) else {
      throw DecodingError.keyNotFound(
        key, .init(codingPath: [], debugDescription: "“\(key.stringValue)” is missing"))
    }
    return value
  }

  func contains(_ key: Key) -> Bool { find(key) != nil }
  func decodeNil(forKey key: Key) throws -> Bool { try value(key).isNull }
  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try value(key).truth() }
  func decode(_ type: String.Type, forKey key: Key) throws -> String { try value(key).text() }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try value(key).number(type) }
  func decode(_ type: Double.Type, forKey key: Key) throws -> Double {
    try value(key).number(type)
  }
  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
    try value(key).read(type)
  }
  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
    guard let value = find(key), !value.isNull else { return nil }
    return try value.text()
  }
  func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
    guard let value = find(key), !value.isNull else { return nil }
    return try value.read(type)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try value(key).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try value(key).unkeyedContainer()
  }

  func superDecoder() -> any Decoder { preconditionFailure("values have no superclass") }
  func superDecoder(forKey key: Key) -> any Decoder { superDecoder() }
}

/// The elements of a list, one after the other.
struct JSONList: UnkeyedDecodingContainer {
  let input: JSONInput
  let list: Int
  private var node: Int
  private(set) var currentIndex = 0

  init(input: JSONInput, list: Int) {
    self.input = input
    self.list = list
    node = list + 1
  }

  var codingPath: [any CodingKey] { [] }
  /// Not known before all have been seen.
  var count: Int? { nil }
  var isAtEnd: Bool { node >= input.nodes[list].next }

  private mutating func next<T>(_ read: (JSONValue) throws -> T) throws -> T {
    guard !isAtEnd else {
      throw DecodingError.valueNotFound(
        T.self, .init(codingPath: [], debugDescription: "the list has no more elements"))
    }
    let value = try read(JSONValue(input, node: node))
    node = input.nodes[node].next
    currentIndex += 1
    return value
  }

  mutating func decodeNil() throws -> Bool {
    guard !isAtEnd, input.nodes[node].kind == .null else { return false }
    return try next { _ in true }
  }

  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T { try next { try $0.read(type) } }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> {
    try next { try $0.container(keyedBy: type) }
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try next { try $0.unkeyedContainer() }
  }

  func superDecoder() -> any Decoder { preconditionFailure("values have no superclass") }
}
