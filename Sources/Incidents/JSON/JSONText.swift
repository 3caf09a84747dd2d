/// JSON while it is being written: values as they come, the fields of each object sorted when it is whole.
struct JSONText {
  private(set) var bytes: [UInt8] = []
  /// The objects and lists under way, the innermost last.
  private var open: [Frame] = []
  /// Those of the open objects, one object after the other.
  private var fields: [Field] = []

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
    let own = fields[frame.firstField...]
    if zip(own, own.dropFirst()).contains(where: { $1.key < $0.key }) {
      let written = Array(bytes[frame.start...])
      bytes.removeSubrange(frame.start...)
      for field in own.sorted(by: { $0.key < $1.key }) {
        if bytes.count > frame.start { bytes.append(UInt8(ascii: ",")) }
        let end = field.end ?? frame.start + written.count
        bytes += written[(field.start - frame.start)..<(end - frame.start)]
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
      for (index, byte) in utf8.enumerated() {
        guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
          continue
        }
        bytes += utf8[plain..<index]
        plain = index + 1
        appendEscaped(byte)
      }
      bytes += utf8[plain...]
    }
    bytes.append(UInt8(ascii: "\""))
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
