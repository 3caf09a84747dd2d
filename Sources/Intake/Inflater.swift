import CInflate

/// Unpacks gzip as its bytes come in, some at a time.
final class Inflater {
  enum Damage: Error {
    /// It is no gzip, or not as it was packed.
    case broken
    /// It ends in the middle.
    case cutOff
  }

  private let stream: OpaquePointer
  private var packed: ArraySlice<UInt8> = []
  /// A member has ended; another may follow.
  private var isBetweenMembers = false

  init() {
    guard let stream = inflate_new() else { preconditionFailure("no memory for gzip") }
    self.stream = stream
  }

  deinit { inflate_free(stream) }

  static func recognises(_ head: some Collection<UInt8>) -> Bool {
    head.starts(with: [0x1F, 0x8B])
  }

  func add(_ bytes: [UInt8]) { packed += bytes }

  /// - Returns: at most `limit` bytes. None: it needs more input.
  func unpack(limit: Int) throws(Damage) -> [UInt8] {
    // Zeroes that pad a file on tape are no member.
    if isBetweenMembers { packed = packed.drop { $0 == 0 } }
    if packed.isEmpty { return [] }
    if isBetweenMembers { inflate_again(stream) }
    isBetweenMembers = false
    var result = INFLATE_MORE
    var taken = 0
    let unpacked = [UInt8](unsafeUninitializedCapacity: limit) { room, filled in
      result = packed.withUnsafeBufferPointer {
        inflate_some(stream, $0.baseAddress, $0.count, &taken, room.baseAddress, limit, &filled)
      }
    }
    if result == INFLATE_BAD { throw .broken }
    packed = packed.dropFirst(taken)
    isBetweenMembers = result == INFLATE_END
    return unpacked.isEmpty && isBetweenMembers ? try unpack(limit: limit) : unpacked
  }

  /// There is no more input.
  func finish() throws(Damage) { if !isBetweenMembers { throw .cutOff } }
}
