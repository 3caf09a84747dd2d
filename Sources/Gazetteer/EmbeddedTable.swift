import CEmbedded

/// A tab-separated file that the program carries inside itself. Lines that begin with `#` are notes.
enum EmbeddedTable {
  typealias Field = UnsafeBufferPointer<UInt8>

  /// Calls `body` with the fields of each row. The fields live as long as the program.
  static func forEachRow(of name: String, _ body: ([Field]) -> Void) {
    let file = embedded_file(name)
    guard let bytes = file.bytes else { preconditionFailure("no embedded file '\(name)'") }
    let all = Field(start: bytes, count: file.length)
    var fields: [Field] = []
    var start = 0
    for end in all.indices {
      switch all[end] {
      case UInt8(ascii: "\t"):
        fields.append(Field(rebasing: all[start..<end]))
        start = end + 1
      case UInt8(ascii: "\n"):
        fields.append(Field(rebasing: all[start..<end]))
        start = end + 1
        if fields[0].first != UInt8(ascii: "#") { body(fields) }
        fields.removeAll(keepingCapacity: true)
      default: break
      }
    }
  }
}

extension String {
  init(_ field: EmbeddedTable.Field) { self.init(decoding: field, as: UTF8.self) }

  /// What `field` says, or `other` where it says that it is the same.
  init(_ field: EmbeddedTable.Field, or other: EmbeddedTable.Field) {
    self.init(field.first == UInt8(ascii: "=") ? other : field)
  }

  /// The names in a field that separates them with `|`.
  static func list(_ field: EmbeddedTable.Field) -> [String] {
    field.isEmpty
      ? []
      : field.split(separator: UInt8(ascii: "|")).map { String(decoding: $0, as: UTF8.self) }
  }
}

extension Double {
  /// A plain decimal number: digits, perhaps a point, perhaps a minus before them.
  init(_ field: EmbeddedTable.Field) {
    var digits = 0
    var scale = 1
    var isPastPoint = false
    for byte in field {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits = digits * 10 + Int(byte - UInt8(ascii: "0"))
        if isPastPoint { scale *= 10 }
      case UInt8(ascii: "."): isPastPoint = true
      default: break
      }
    }
    let value = Double(digits) / Double(scale)
    self = field.first == UInt8(ascii: "-") ? -value : value
  }
}
