import Glibc

/// An address of a machine, of 4 bytes or of 16.
struct IPAddress: Hashable, Sendable, CustomStringConvertible {
  let bytes: [UInt8]

  /// `nil` for what is no address written in numbers.
  init?(_ text: String) {
    var bytes = [UInt8](repeating: 0, count: 16)
    if inet_pton(AF_INET, text, &bytes) == 1 {
      self.bytes = Array(bytes.prefix(4))
    } else if inet_pton(AF_INET6, text, &bytes) == 1 {
      self.bytes = bytes
    } else {
      return nil
    }
  }

  init(bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

  var description: String {
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    inet_ntop(bytes.count == 4 ? AF_INET : AF_INET6, bytes, &text, socklen_t(text.count))
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Whether it may be anybody's on the internet: not this machine, not a network behind it, not a group
  /// (the special-purpose registries of IANA, RFC 6890).
  var isPublic: Bool {
    if bytes.count == 4 {
      return switch (bytes[0], bytes[1]) {
      case (0, _), (10, _), (127, _), (224..., _): false
      case (100, 64...127), (169, 254), (172, 16...31), (192, 168), (198, 18...19): false
      case (192, 0): bytes[2] != 0
      default: true
      }
    }
    if let inner { return inner.isPublic }
    // All that is given out lies in 2000::/3.
    return bytes[0] & 0xE0 == 0x20
  }

  /// The address of four bytes that one of sixteen stands for: mapped (::ffff:0:0/96), translated
  /// (64:ff9b::/96) or tunnelled to (2002::/16).
  private var inner: IPAddress? {
    let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
    let translated: [UInt8] = [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]
    if bytes.starts(with: mapped) || bytes.starts(with: translated) {
      return IPAddress(bytes: bytes.suffix(4))
    }
    return bytes.starts(with: [0x20, 0x02]) ? IPAddress(bytes: bytes[2..<6]) : nil
  }
}

extension IPAddress {
  /// The addresses of `host`, by the resolver of the system. Empty when it finds none.
  static func addresses(of host: String) -> [IPAddress] {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
    defer { freeaddrinfo(list) }
    var addresses: [IPAddress] = []
    var next = list
    while let entry = next?.pointee {
      let start = UnsafeRawPointer(entry.ai_addr)
      switch entry.ai_family {
      case AF_INET:
        let address = start?.loadUnaligned(as: sockaddr_in.self).sin_addr
        withUnsafeBytes(of: address?.s_addr) { addresses.append(IPAddress(bytes: $0.prefix(4))) }
      case AF_INET6:
        let address = start?.loadUnaligned(as: sockaddr_in6.self).sin6_addr
        withUnsafeBytes(of: address) { addresses.append(IPAddress(bytes: $0.prefix(16))) }
      default: break
      }
      next = entry.ai_next
    }
    return addresses
  }
}
