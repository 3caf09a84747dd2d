import Glibc

/// Reads a descriptor from where it stands, in bounded memory: one chunk, or one line if that is longer,
/// unpacked if it is packed with gzip; or hands out what is in memory already in the same pieces, as it is.
struct ByteReader {
  /// In bytes: so many are read at a time, and are in memory several times over until they are stored.
  static let chunkSize = 1 << 20
  /// In bytes. A longer line is no line of a feed.
  static let lineLimit = 4 << 20
  /// So many lines are handed out at a time: a thousand times as many bytes are made of a line as an empty
  /// one has.
  static let linesAtATime = 4096

  enum Lines: Hashable {
    /// Whole lines, with their newlines.
    case whole([UInt8])
    /// A line beyond ``lineLimit``, passed over with its newline: how it begins, and its bytes in all.
    case tooLong(start: [UInt8], length: Int)
    /// What follows the last newline.
    case unfinished([UInt8])
  }

  /// For errors.
  let name: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var atEnd = false
  private var hasBegun = false
  /// `nil` when it is not packed, and before the first byte is read.
  private var inflater: Inflater?
  /// How many came out of the descriptor.
  private(set) var bytesRead = 0

  init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  init(bytes: [UInt8], name: String) {
    descriptor = -1
    self.name = name
    buffer = bytes
    atEnd = true
  }

  /// The first chunk, to tell the format by; it is still to be taken. Empty: there is nothing.
  mutating func head() throws(IntakeError) -> [UInt8] {
    try fill(to: Self.chunkSize, orToLineThatWaits: true)
    return buffer
  }

  /// The next bytes, as they come. Empty at the end.
  mutating func nextChunk() throws(IntakeError) -> [UInt8] {
    try fill(to: Self.chunkSize)
    return take(buffer.count)
  }

  /// What it reads is packed: how far it has come is not where the file stands.
  var isPacked: Bool { inflater != nil }

  /// All the rest, of at most `limit` bytes.
  mutating func rest(limit: Int) throws(IntakeError) -> [UInt8] {
    try fill(to: limit + 1)
    guard buffer.count <= limit else { throw .tooLarge(name, limit: limit) }
    return take(buffer.count)
  }

  /// The next chunk, or less of it if its lines are many. `nil` at the end.
  mutating func nextLines() throws(IntakeError) -> Lines? {
    try fill(to: Self.chunkSize, orToLineThatWaits: true)
    while true {
      if let end = endOfLines { return .whole(take(end)) }
      if atEnd { return buffer.isEmpty ? nil : .unfinished(take(buffer.count)) }
      if buffer.count >= Self.lineLimit { return try passOverLine() }
      try fill(to: min(buffer.count * 2, Self.lineLimit), orToLineThatWaits: true)
    }
  }

  /// Where the whole lines of the chunk end, or so many of them as are handed out; else the first line.
  private var endOfLines: Int? {
    buffer.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return nil }
      var end = 0
      for _ in 0..<Self.linesAtATime {
        let room = end == 0 ? bytes.count : min(bytes.count, Self.chunkSize) - end
        guard room > 0, let newline = memchr(start + end, Int32(Self.newline), room) else { break }
        end = UnsafeRawPointer(newline) - start + 1
      }
      return end > 0 ? end : nil
    }
  }

  private mutating func passOverLine() throws(IntakeError) -> Lines {
    let start = Array(buffer.prefix(2000))
    var length = 0
    while !buffer.isEmpty {
      if let newline = buffer.firstIndex(of: Self.newline) {
        length += take(newline + 1).count
        break
      }
      length += take(buffer.count).count
      try fill(to: Self.chunkSize, orToLineThatWaits: true)
    }
    return .tooLong(start: start, length: length)
  }

  private mutating func take(_ count: Int) -> [UInt8] {
    let taken = Array(buffer[..<count])
    buffer.removeFirst(count)
    return taken
  }

  /// Reads until the buffer holds `count` bytes or the input ends.
  ///
  /// - Parameter orToLineThatWaits: a line that came through a pipe need not wait for those that are still
  ///   to come.
  private mutating func fill(
    to count: Int, orToLineThatWaits: Bool = false
  ) throws(IntakeError) {
    while buffer.count < count, !atEnd {
      if orToLineThatWaits, buffer.last == Self.newline, !isReadable { return }
      let read = try next(min(count - buffer.count, Self.chunkSize))
      buffer += read
      atEnd = read.isEmpty
    }
  }

  private mutating func next(_ count: Int) throws(IntakeError) -> [UInt8] {
    if !hasBegun {
      hasBegun = true
      let first = try read(count)
      guard Inflater.recognises(first) else { return first }
      inflater = Inflater()
      inflater?.add(first)
    }
    guard let inflater else { return try read(count) }
    while true {
      let unpacked = try orDamaged { () throws(Inflater.Damage) in
        try inflater.unpack(limit: count)
      }
      if !unpacked.isEmpty { return unpacked }
      let more = try read(Self.chunkSize)
      if more.isEmpty {
        try orDamaged { () throws(Inflater.Damage) in try inflater.finish() }
        return []
      }
      inflater.add(more)
    }
  }

  private func orDamaged<T>(
    _ unpack: () throws(Inflater.Damage) -> T
  ) throws(IntakeError) -> T {
    do throws(Inflater.Damage) { return try unpack() } catch { throw .damaged(name, error) }
  }

  private mutating func read(_ count: Int) throws(IntakeError) -> [UInt8] {
    var error: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { room, filled in
      var result: Int
      repeat {
        result = Glibc.read(descriptor, room.baseAddress, count)
      } while result < 0 && errno == EINTR
      if result < 0 { error = errno }
      filled = max(0, result)
    }
    guard error == 0 else { throw .cannotRead(name, errno: error) }
    bytesRead += bytes.count
    return bytes
  }

  /// Whether a read would answer at once. A file always does.
  private var isReadable: Bool {
    var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&state, 1, 0) > 0
  }

  private static let newline = UInt8(ascii: "\n")
}
