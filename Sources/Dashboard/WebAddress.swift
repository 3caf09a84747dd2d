import TerminalKit

/// An address that a browser may be given: the one way from the text of a feed to a program's argument.
///
/// It begins with `http://` or `https://` and a host, and has no character in it that a program, or a
/// script that passes it on, could take for anything but a part of an address.
public struct WebAddress: Hashable, Sendable, CustomStringConvertible {
  public let description: String

  /// `nil` for whatever has another scheme, no host, somebody's name before the host, or control
  /// characters, and for more than 2,048 bytes.
  public init?(_ text: String) {
    guard text.utf8.count <= 2048, sanitised(text) == text else { return nil }
    let bytes = Array(text.utf8)
    guard
      let scheme = ["http://", "https://"].first(where: {
        String(decoding: bytes.prefix($0.utf8.count), as: UTF8.self).lowercased() == $0
      })
    else { return nil }
    let rest = bytes.dropFirst(scheme.utf8.count)
    let host = rest.prefix { !"/?#".utf8.contains($0) }
    guard let first = host.first, first.isOfHost, !"-.:".utf8.contains(first),
      host.allSatisfy(\.isOfHost)
    else { return nil }
    description = scheme + rest.map(\.inAddress).joined()
  }
}

extension UInt8 {
  private static let alphanumeric = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".utf8)
  /// What RFC 3986 allows, but for `!$'()*`, which mean something to shells and go as well in hex.
  private static let plain = alphanumeric.union("-._~:/?#[]@&+,;=%".utf8)

  fileprivate var isOfHost: Bool {
    self >= 0x80 || Self.alphanumeric.contains(self) || "-._:[]".utf8.contains(self)
  }

  fileprivate var inAddress: String {
    if Self.plain.contains(self) { return String(UnicodeScalar(self)) }
    let hex = String(self, radix: 16, uppercase: true)
    return "%\(hex.count < 2 ? "0" : "")\(hex)"
  }
}
