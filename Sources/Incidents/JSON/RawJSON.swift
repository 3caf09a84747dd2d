/// A value in JSON whose bytes count, as they stand: ``CanonicalJSON`` puts them into a document, and takes
/// them out of one, untouched.
public struct RawJSON: Hashable, Sendable {
  public var bytes: [UInt8]

  /// - Parameter bytes: one whole value in JSON, in UTF-8.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }
}

extension RawJSON: Codable {
  private static let misuse = "only CanonicalJSON keeps the bytes of a value"

  public func encode(to encoder: any Encoder) throws {
    guard let output = encoder as? JSONOutput else {
      throw EncodingError.invalidValue(
        self, .init(codingPath: encoder.codingPath, debugDescription: Self.misuse))
    }
    output.append(self)
  }

  public init(from decoder: any Decoder) throws {
    guard let value = decoder as? JSONValue else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: Self.misuse))
    }
    self = value.whole
  }
}
