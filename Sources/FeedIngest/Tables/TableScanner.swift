/// Cuts a table (CSV or TSV) into rows as its bytes come in, and holds one of them at a time.
///
/// Cells may be quoted, with doubled quotes and line breaks inside. A quote in the middle of a cell that
/// does not begin with one stands for itself, as people write 5" in notes.
struct TableScanner {
  struct Row {
    /// Where it begins, counted from 1.
    var line: Int
    /// As it stands in the feed.
    var raw: [UInt8]
    fileprivate var content: [UInt8]
    fileprivate var ends: [Int]
    fileprivate(set) var fault: String?

    var count: Int { ends.count }

    subscript(index: Int) -> ArraySlice<UInt8> {
      content[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
    }

    /// A line without anything.
    var isBlank: Bool { fault == nil && ends.count == 1 && self[0].allSatisfy { $0 <= 0x20 } }
  }

  /// The largest row, in bytes: the longest lists of sources have some ten thousand.
  static let rowLimit = 1_000_000

  private enum State {
    case cellStart, bare, quoted, afterQuote, skippingLine
  }

  /// Told by the first line; `nil` before that.
  private(set) var separator: UInt8?
  /// GDELT writes its cells as they are: a quote means nothing.
  private var hasQuotes = true
  private var firstLine: [UInt8] = []
  private var state = State.cellStart
  private var line = 1
  private var rowLine = 1
  private var raw: [UInt8] = []
  private var content: [UInt8] = []
  private var ends: [Int] = []

  mutating func take(_ bytes: ArraySlice<UInt8>) -> [Row] {
    if separator != nil { return scan(bytes) }
    guard let end = bytes.firstIndex(of: newline) else {
      firstLine += bytes
      return firstLine.count > Self.rowLimit ? chooseSeparator() : []
    }
    firstLine += bytes[...end]
    return chooseSeparator() + scan(bytes[(end + 1)...])
  }

  /// The last row, where the feed does not end in a line break.
  mutating func finish() -> [Row] {
    var rows = separator == nil ? chooseSeparator() : []
    guard !raw.isEmpty else { return rows }
    let isCut = state == .quoted
    endCell()
    rows.append(endRow(fault: isCut ? "the feed ends inside a quoted cell" : nil))
    return rows
  }

  private mutating func chooseSeparator() -> [Row] {
    if firstLine.starts(with: [0xEF, 0xBB, 0xBF]) { firstLine.removeFirst(3) }
    var counts: [UInt8: Int] = [:]
    var inQuotes = false
    for byte in firstLine {
      if byte == quote { inQuotes.toggle() }
      if !inQuotes { counts[byte, default: 0] += 1 }
    }
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    let best = candidates.max { counts[$0, default: 0] < counts[$1, default: 0] }
    separator = best ?? UInt8(ascii: ",")
    hasQuotes = !(best == UInt8(ascii: "\t") && GDELT.isHeaderless(firstLine))
    let first = firstLine
    firstLine = []
    return scan(first[...])
  }

  private mutating func scan(_ bytes: ArraySlice<UInt8>) -> [Row] {
    var rows: [Row] = []
    var rest = bytes
    while !rest.isEmpty { rest = scan(rest, into: &rows) }
    return rows
  }

  /// - Returns: what has to be scanned again, or nothing.
  private mutating func scan(_ bytes: ArraySlice<UInt8>, into rows: inout [Row]) -> ArraySlice<
    UInt8
  > {
    let separator = separator ?? UInt8(ascii: ",")
    var rowStart = bytes.startIndex
    for index in bytes.indices {
      let byte = bytes[index]
      if byte == newline {
        line += 1
        if state == .skippingLine {
          state = .cellStart
          rowLine = line
          rowStart = index + 1
          continue
        }
        guard state == .quoted else {
          endCell()
          raw += bytes[rowStart...index]
          rowStart = index + 1
          rows.append(endRow(fault: nil))
          continue
        }
        if raw.count + index - rowStart > Self.rowLimit {
          return overflow(raw + bytes[rowStart...], &rows)
        }
      }
      switch state {
      case .skippingLine: break
      case .cellStart where byte == quote && hasQuotes: state = .quoted
      case .cellStart where byte == separator: endCell()
      case .cellStart:
        state = .bare
        content.append(byte)
      case .bare where byte == separator: endCell()
      case .bare: content.append(byte)
      case .quoted where byte == quote: state = .afterQuote
      case .quoted: content.append(byte)
      case .afterQuote where byte == separator: endCell()
      case .afterQuote:
        // A doubled quote goes on; what else follows a closing quote belongs to the cell all the same.
        state = byte == quote ? .quoted : .bare
        content.append(byte)
      }
    }
    if state != .skippingLine {
      raw += bytes[rowStart...]
      if raw.count > Self.rowLimit { return overflow(raw, &rows) }
    }
    return []
  }

  /// A row that never ends, most often because a quote is never closed: that line is lost, and those after
  /// it are read again.
  private mutating func overflow(_ bytes: [UInt8], _ rows: inout [Row]) -> ArraySlice<UInt8> {
    let end = bytes.firstIndex(of: newline)
    raw = Array(bytes[..<(end ?? bytes.count)].prefix(2_000))
    content = []
    ends = []
    rows.append(
      endRow(
        fault: end == nil
          ? "it has more than \(Self.rowLimit) bytes"
          : "a quote that it opens is not closed within \(Self.rowLimit) bytes"))
    guard let end else {
      state = .skippingLine
      return []
    }
    line = rows[rows.count - 1].line + 1
    rowLine = line
    return bytes[(end + 1)...]
  }

  private mutating func endCell() {
    // Of the CRLF that ends a row.
    if state == .bare, content.last == UInt8(ascii: "\r") { content.removeLast() }
    ends.append(content.count)
    state = .cellStart
  }

  private mutating func endRow(fault: String?) -> Row {
    let row = Row(line: rowLine, raw: raw, content: content, ends: ends, fault: fault)
    raw.removeAll(keepingCapacity: true)
    content.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    state = .cellStart
    rowLine = line
    return row
  }
}

private let quote = UInt8(ascii: "\"")
private let newline = UInt8(ascii: "\n")
