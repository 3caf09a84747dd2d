/// How far a file of lines has been taken in.
struct LinePosition: Hashable, Sendable, Codable {
  /// In bytes.
  private(set) var offset = 0
  /// The number of the line that begins, or goes on, at `offset`. Counted from 1.
  private(set) var line = 1

  /// The first bytes of the file, and the last before `offset`. Where they differ, the file was written
  /// anew, even under the same inode number.
  private(set) var head = Fingerprint()
  private(set) var tail = Fingerprint()

  mutating func advance(over bytes: [UInt8], lines: Int) {
    if offset < Self.headLimit { head.extend(over: bytes.prefix(Self.headLimit - offset)) }
    if tail.length + bytes.count > Self.tailLimit { tail = Fingerprint() }
    tail.extend(over: bytes.suffix(Self.tailLimit))
    offset += bytes.count
    line += lines
  }

  /// Passes over one line of `length` bytes that was too long to be kept.
  mutating func pass(_ length: Int) {
    tail = Fingerprint()
    offset += length
    line += 1
  }

  /// In bytes.
  private static let headLimit = 4096
  private static let tailLimit = 1024
}

/// Some bytes, without keeping them: FNV-1a in 64 bits. The same in every run, unlike `Hasher`; it tells
/// one text from another, and protects from nobody.
struct Fingerprint: Hashable, Sendable, Codable {
  private(set) var length = 0
  private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325

  init() {}

  init(of bytes: some Sequence<UInt8>) { extend(over: bytes) }

  mutating func extend(over bytes: some Sequence<UInt8>) {
    for byte in bytes {
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
      length += 1
    }
  }
}
