/// JSON whose fields come in any order: those of each object are sorted when it is whole.
struct JSONSorting {
  var text = JSONText()
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
    /// Where `"key":value` stands in the text.
    var start: Int
    /// `nil` while the value is being written.
    var end: Int?
  }

  var depth: Int { open.count }

  mutating func begin(isObject: Bool) {
    text.bytes.append(UInt8(ascii: isObject ? "{" : "["))
    open.append(Frame(isObject: isObject, start: text.bytes.count, firstField: fields.count))
  }

  mutating func beginField(_ key: String, depth: Int) {
    close(downTo: depth)
    if fields.count > open[depth - 1].firstField { text.bytes.append(UInt8(ascii: ",")) }
    fields.append(Field(key: key, start: text.bytes.count))
    text.append(key)
    text.bytes.append(UInt8(ascii: ":"))
  }

  mutating func endField() { fields[fields.count - 1].end = text.bytes.count }

  mutating func beginElement(depth: Int) {
    close(downTo: depth)
    if text.bytes.count > open[depth - 1].start { text.bytes.append(UInt8(ascii: ",")) }
  }

  mutating func close(downTo depth: Int) {
    while open.count > depth {
      let frame = open.removeLast()
      if frame.isObject { sortFields(of: frame) }
      text.bytes.append(UInt8(ascii: frame.isObject ? "}" : "]"))
      if let last = fields.last, last.end == nil { endField() }
    }
  }

  private mutating func sortFields(of frame: Frame) {
    let later = fields.indices.dropFirst(frame.firstField + 1)
    if later.contains(where: { fields[$0].key < fields[$0 - 1].key }) {
      if let last = fields.indices.last, fields[last].end == nil {
        fields[last].end = text.bytes.count
      }
      fields[frame.firstField...].sort { $0.key < $1.key }
      unsorted.removeAll(keepingCapacity: true)
      unsorted += text.bytes[frame.start...]
      // As many bytes as before, but for the commas in between.
      text.bytes.removeSubrange(frame.start...)
      for field in fields[frame.firstField...] {
        guard let end = field.end else { continue }
        if text.bytes.count > frame.start { text.bytes.append(UInt8(ascii: ",")) }
        text.bytes += unsorted[(field.start - frame.start)..<(end - frame.start)]
      }
    }
    fields.removeSubrange(frame.firstField...)
  }
}
