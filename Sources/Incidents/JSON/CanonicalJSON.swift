public import Foundation

/// The one form of JSON that Watchfloor writes: keys sorted, nothing between the marks, times in UTC, so
/// that equal values are equal bytes. They are the bytes of Foundation's encoder with sorted keys, by
/// which the ids in every ledger were made; it takes about ten times as long over a report.
public enum CanonicalJSON {
  /// - Throws: `EncodingError` for a number that JSON does not have, such as infinity.
  public static func encode(_ value: some Encodable) throws -> [UInt8] {
    let output = JSONOutput()
    try output.write(value)
    return output.bytes
  }

  /// … of what knows the order of its fields: the same bytes.
  public static func encode(_ value: some JSONWritable) throws -> [UInt8] {
    var json = JSONText()
    try value.write(to: &json)
    return json.bytes
  }

  /// Reads what ``encode(_:)`` writes, and any other JSON in UTF-8; of two equal keys the first.
  ///
  /// - Throws: `DecodingError`.
  public static func decode<T: Decodable>(
    _ type: T.Type, from bytes: some Sequence<UInt8>
  ) throws -> T {
    try JSONValue(JSONInput(Array(bytes))).read(type)
  }

  /// - Throws: `DecodingError`.
  public static func decode<T: Decodable>(_ type: T.Type, from data: Data) throws -> T {
    try JSONValue(JSONInput([UInt8](data))).read(type)
  }
}
