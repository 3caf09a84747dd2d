/// A table read the short way, sharing nothing with the readers that it is to check: quotes as RFC 4180 has
/// them, and nothing else.
struct PlainCSV {
  private(set) var rows: [[String]] = []

  init(_ text: String, separator: Character = ",") {
    var row: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var wasQuote = false
    let (quote, comma) = (UInt8(ascii: "\""), separator.asciiValue ?? UInt8(ascii: ","))
    func take() {
      row.append(String(decoding: cell, as: UTF8.self))
      cell.removeAll(keepingCapacity: true)
    }
    func end() {
      take()
      if row != [""] { rows.append(row) }
      row = []
    }
    for byte in text.utf8 {
      switch byte {
      case quote:
        // The second of two quotes inside a cell is a quote.
        if !isQuoted, !cell.isEmpty, wasQuote { cell.append(quote) }
        isQuoted.toggle()
      case comma where !isQuoted: take()
      case UInt8(ascii: "\n") where !isQuoted: end()
      case UInt8(ascii: "\r") where !isQuoted: break
      default: cell.append(byte)
      }
      wasQuote = byte == quote
    }
    if !cell.isEmpty || !row.isEmpty { end() }
  }

  /// Each row by the names of the first.
  var records: [[String: String]] {
    guard let names = rows.first else { return [] }
    return rows.dropFirst().map { row in
      Dictionary(zip(names, row), uniquingKeysWith: { first, _ in first })
    }
  }
}
