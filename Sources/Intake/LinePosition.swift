/// How far a file of lines has been taken in.
struct LinePosition: Hashable, Sendable {
  /// In bytes.
  private(set) var offset = 0
  /// The number of the line that begins, or goes on, at `offset`. Counted from 1.
  private(set) var line = 1

  /// The first bytes of the file, and the last before `offset`. Where they differ, the file was written
  /// anew, even under the same inode number.
  private(set) var head: [UInt8] = []
  private(set) var tail: [UInt8] = []

  mutating func advance(over bytes: [UInt8], lines: Int) {
    if offset < Self.markLength { head += bytes.prefix(Self.markLength - offset) }
    tail = Array((tail + bytes.suffix(Self.markLength)).suffix(Self.markLength))
    offset += bytes.count
    line += lines
  }

  /// Passes over one line of `length` bytes that was too long to be kept.
  mutating func pass(_ length: Int) {
    tail = []
    offset += length
    line += 1
  }

  private static let markLength = 512
}
