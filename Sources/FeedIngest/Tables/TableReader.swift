import Foundation
import Incidents

/// One kind of table: by which columns it is known, and what a row says.
protocol TableFormat {
  /// What it is, for a person: "a table of ACLED events".
  static var name: String { get }
  /// Lists of column names, in lower case: with all the names of one list it is this kind of table.
  static var knownBy: [[String]] { get }
  /// The columns of a table without a header, told by its first row.
  static func headerless(_ cells: Int, first: ArraySlice<UInt8>) -> [String]?

  init(options: FeedOptions)
  mutating func take(_ row: TableRow) throws(BadRecord) -> [Draft]
  /// What had to wait for the end of the feed.
  mutating func finish() -> [Draft]
}

extension TableFormat {
  static func headerless(_: Int, first _: ArraySlice<UInt8>) -> [String]? { nil }
  mutating func finish() -> [Draft] { [] }

  static func knows(_ header: TableHeader) -> Bool {
    knownBy.contains { $0.allSatisfy(header.has) }
  }
}

/// The names of a table's columns, in whatever case they are written.
struct TableHeader {
  private let columns: [String: Int]
  let count: Int

  init(_ names: [String]) {
    var columns: [String: Int] = [:]
    for (index, name) in names.enumerated() where !name.isEmpty && columns[name] == nil {
      columns[name] = index
    }
    self.columns = columns
    count = names.count
  }

  init(_ row: TableScanner.Row) {
    self.init(
      (0..<row.count).map {
        String(decoding: row[$0], as: UTF8.self).trimmingCharacters(in: .whitespaces).lowercased()
      })
  }

  func has(_ name: String) -> Bool { columns[name] != nil }

  subscript(name: String) -> Int? { columns[name] }
}

/// One row, with its cells by the names of their columns. Every text is cleaned as it is read.
struct TableRow {
  fileprivate let header: TableHeader
  fileprivate let row: TableScanner.Row
  fileprivate let clean: Sanitiser

  /// Without the blanks around it. `nil` for a column that is not there and for a cell that is empty or
  /// `NA`, as R writes nothing.
  subscript(name: String) -> String? {
    guard let index = header[name] else { return nil }
    var cell = row[index]
    while let last = cell.last, last <= 0x20 { cell.removeLast() }
    while let first = cell.first, first <= 0x20 { cell.removeFirst() }
    if cell.isEmpty || cell.elementsEqual("NA".utf8) { return nil }
    if let text = String(validating: cell, as: UTF8.self) { return clean(text) }
    return clean((try? decode(Array(cell)))?.text ?? String(decoding: cell, as: UTF8.self))
  }

  func number(_ name: String) -> Double? { self[name].flatMap { Double($0) } }

  /// Also `7.0`, as a program writes it that holds every number as a fraction.
  func count(_ name: String) -> Int? { number(name).flatMap { Int(exactly: $0.rounded()) } }

  func required(_ name: String) throws(BadRecord) -> String {
    guard let text = self[name] else {
      throw BadRecord(
        reason: "its column \"\(name)\" is empty",
        hint: "look at this row, and take the table in again when it is mended")
    }
    return text
  }
}

/// Reads a table one row at a time.
struct TableReader<Format: TableFormat>: FeedReader {
  private let options: FeedOptions
  private var scanner = TableScanner()
  private var format: Format
  private var header: TableHeader?
  private var isRefused = false

  init(options: FeedOptions) {
    self.options = options
    format = Format(options: options)
  }

  static func recognises(_ head: some Collection<UInt8>) -> Bool {
    var scanner = TableScanner()
    let bytes = Array(head.prefix(100_000))
    // A head that is cut inside its first row will not do; a file of one row will.
    let rows = scanner.take(bytes[...])
    let first = rows.first ?? (bytes.count < 100_000 ? scanner.finish().first : nil)
    guard let first, first.count > 1 else { return false }
    return Format.headerless(first.count, first: first[0]) != nil
      || Format.knows(TableHeader(first))
  }

  mutating func take(_ bytes: ArraySlice<UInt8>) -> FeedResult {
    isRefused ? FeedResult() : read(scanner.take(bytes))
  }

  mutating func finish() -> FeedResult {
    guard !isRefused else { return FeedResult() }
    var result = read(scanner.finish())
    if header == nil, !isRefused { result.append(refused("it is empty")) }
    result.drafts += format.finish()
    return result
  }

  private mutating func read(_ rows: [TableScanner.Row]) -> FeedResult {
    var result = FeedResult()
    for row in rows where !row.isBlank && !isRefused {
      guard let header else {
        if let names = Format.headerless(row.count, first: row[0]) {
          let header = TableHeader(names)
          self.header = header
          read(row, header, into: &result)
        } else {
          let header = TableHeader(row)
          if Format.knows(header) {
            self.header = header
          } else {
            result.append(
              refused("its first line has \(row.count) columns that are not those of one"))
          }
        }
        continue
      }
      read(row, header, into: &result)
    }
    return result
  }

  private mutating func read(
    _ row: TableScanner.Row, _ header: TableHeader, into result: inout FeedResult
  ) {
    do throws(BadRecord) {
      if let fault = row.fault {
        throw BadRecord(
          reason: fault, hint: "look at the quotes of this row, or fetch the table again")
      }
      // Empty cells too many change nothing.
      guard row.count >= header.count, (header.count..<row.count).allSatisfy({ row[$0].isEmpty })
      else {
        throw BadRecord(
          reason: "it has \(row.count) columns; the table has \(header.count)",
          hint: "look at the quotes of this row, or fetch the table again")
      }
      result.drafts += try format.take(TableRow(header: header, row: row, clean: options.sanitise))
    } catch {
      result.reject(
        line: row.line, problem: "cannot take in the row in line \(row.line)", error, raw: row.raw,
        clean: options.sanitise)
    }
  }

  private mutating func refused(_ reason: String) -> FeedResult {
    isRefused = true
    var result = FeedResult()
    result.reject(
      line: nil, problem: "cannot take this in as \(Format.name)",
      BadRecord(
        reason: reason,
        hint: "see that its first line holds the names \(Format.knownBy[0].joined(separator: ", "))"
      ), raw: [], clean: options.sanitise)
    return result
  }
}
