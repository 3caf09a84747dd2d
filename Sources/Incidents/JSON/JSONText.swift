/// JSON while it is being written: values as they come, the fields of each object sorted when it is whole.
struct JSONText {
  private(set) var bytes: [UInt8] = []
  /// The objects and lists under way, the innermost last.
  private var open: [Frame] = []
  /// Those of the open objects, one object after the other.
  private var fields: [Field] = []
  /// Where the fields of an object stand while they are put in order.
  private var unsorted: [UInt8] = []

  private struct Frame {
    var isObject: Bool
    /// Where its first field or element begins.
    var start: Int
    /// The first of its fields. Of a list: how many fields stood before it.
    var firstField: Int
  }

  private struct Field {
    var key: String
    /// Where `"key":value` stands in `bytes`.
    var start: Int
    /// `nil` while the value is being written.
    var end: Int?
  }

  init() { bytes.reserveCapacity(1024) }

  // MARK: Objects and lists

  var depth: Int { open.count }

  mutating func begin(isObject: Bool) {
    bytes.append(UInt8(ascii: isObject ? "{" : "["))
    open.append(Frame(isObject: isObject, start: bytes.count, firstField: fields.count))
  }

  mutating func beginField(_ key: String, depth: Int) {
    close(downTo: depth)
    if fields.count > open[depth - 1].firstField { bytes.append(UInt8(ascii: ",")) }
    fields.append(Field(key: key, start: bytes.count))
    append(key)
    bytes.append(UInt8(ascii: ":"))
  }

  mutating func endField() { fields[fields.count - 1].end = bytes.count }

  mutating func beginElement(depth: Int) {
    close(downTo: depth)
    if bytes.count > open[depth - 1].start { bytes.append(UInt8(ascii: ",")) }
  }

  mutating func close(downTo depth: Int) {
    while open.count > depth {
      let frame = open.removeLast()
      if frame.isObject { sortFields(of: frame) }
      bytes.append(UInt8(ascii: frame.isObject ? "}" : "]"))
      if let last = fields.last, last.end == nil { endField() }
    }
  }

  private mutating func sortFields(of frame: Frame) {
    let later = fields.indices.dropFirst(frame.firstField + 1)
    if later.contains(where: { fields[$0].key < fields[$0 - 1].key }) {
      if let last = fields.indices.last, fields[last].end == nil { fields[last].end = bytes.count }
      fields[frame.firstField...].sort { $0.key < $1.key }
      unsorted.removeAll(keepingCapacity: true)
      unsorted += bytes[frame.start...]
      // As many bytes as before, but for the commas in between.
      bytes.removeSubrange(frame.start...)
      for field in fields[frame.firstField...] {
        guard let end = field.end else { continue }
        if bytes.count > frame.start { bytes.append(UInt8(ascii: ",")) }
        bytes += unsorted[(field.start - frame.start)..<(end - frame.start)]
      }
    }
    fields.removeSubrange(frame.firstField...)
  }

  // MARK: Single values

  mutating func append(_ text: String) {
    var text = text
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { utf8 in
      var plain = 0
      var index = 0
      while index < utf8.count {
        if index + 8 <= utf8.count, !hasEscaped(UnsafeRawBufferPointer(utf8), at: index) {
          index += 8
          continue
        }
        if isEscaped(utf8[index]) {
          bytes += utf8[plain..<index]
          appendEscaped(utf8[index])
          plain = index + 1
        }
        index += 1
      }
      bytes += utf8[plain...]
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  /// Whether one of the eight bytes from `offset` on is.
  private func hasEscaped(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Bool {
    let bytes = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    let ones: UInt64 = 0x0101_0101_0101_0101
    /// The highest bit of a byte that is less than `bound`, which is 128 at most.
    func below(_ bound: UInt64, _ bytes: UInt64) -> UInt64 {
      (bytes &- ones &* bound) & ~bytes & (ones &* 0x80)
    }
    let quotes = bytes ^ (ones &* UInt64(UInt8(ascii: "\"")))
    let slashes = bytes ^ (ones &* UInt64(UInt8(ascii: "\\")))
    return below(0x20, bytes) | below(1, quotes) | below(1, slashes) != 0
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case 0x08: bytes += #"\b"#.utf8
    case 0x09: bytes += #"\t"#.utf8
    case 0x0a: bytes += #"\n"#.utf8
    case 0x0c: bytes += #"\f"#.utf8
    case 0x0d: bytes += #"\r"#.utf8
    case 0..<0x20: bytes += "\\u00\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16))".utf8
    default: bytes += [UInt8(ascii: "\\"), byte]
    }
  }

  /// A whole value, as it stands.
  mutating func append(raw value: [UInt8]) { bytes += value }

  /// What JSON writes without quotes.
  mutating func append(bare text: some StringProtocol) { bytes += text.utf8 }
}
