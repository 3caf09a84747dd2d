import Foundation
import Incidents

/// One kind of JSON feed: where its records stand, and what a record says.
protocol JSONFormat {
  /// What it is, for a person: "a list of earthquakes (USGS)".
  static var name: String { get }
  /// Where the records stand, as ``JSONElements`` wants it.
  static var paths: [String] { get }
  /// - Parameter first: the first record, if the beginning of the feed holds a whole one.
  static func recognises(first: JSONObject?, rootKeys: [String]) -> Bool

  init(options: FeedOptions)
  /// The record at hand is private: nothing of it may be kept, not even in quarantine.
  var isPrivate: Bool { get }
  /// An object on the way to the records begins.
  mutating func open(_ path: String)
  /// A text or number that stands on the way to the records.
  mutating func take(member path: String, _ value: Any)
  /// - Parameter line: where the record begins, from 1.
  mutating func take(_ record: JSONObject, line: Int) throws(BadRecord) -> FeedResult
  /// What had to wait for the end of the feed.
  mutating func finish() -> FeedResult
}

extension JSONFormat {
  var isPrivate: Bool { false }
  mutating func open(_: String) {}
  mutating func take(member _: String, _: Any) {}
  mutating func finish() -> FeedResult { FeedResult() }
}

/// Why a record cannot be taken in, and what to do about it.
struct BadRecord: Error, Hashable {
  var reason: String
  var hint: String
}

/// Reads a JSON feed one record at a time.
struct JSONFeedReader<Format: JSONFormat>: FeedReader {
  private let options: FeedOptions
  private var format: Format
  private var elements = JSONElements(at: Format.paths)
  private var hasRejected = false

  init(options: FeedOptions) {
    self.options = options
    format = Format(options: options)
  }

  static func recognises(_ head: some Collection<UInt8>) -> Bool {
    // Cheap to ask of bytes that are no JSON at all.
    let marks: Set<UInt8> = [0xEF, 0xBB, 0xBF, 0x20, 0x09, 0x0A, 0x0D]
    guard let first = head.first(where: { !marks.contains($0) }),
      first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    else { return false }
    var elements = JSONElements(at: Format.paths)
    var rest = Array(head)[...]
    while !rest.isEmpty {
      for found in elements.take(rest.prefix(4_096)) {
        guard case .element(let bytes, _) = found else { continue }
        let first = try? JSONObject(bytes, clean: { $0 })
        return Format.recognises(first: first, rootKeys: elements.rootKeys)
      }
      rest = rest.dropFirst(4_096)
    }
    return Format.recognises(first: nil, rootKeys: elements.rootKeys)
  }

  mutating func take(_ bytes: ArraySlice<UInt8>) -> FeedResult {
    read(elements.take(bytes))
  }

  mutating func finish() -> FeedResult {
    var result = read(elements.finish())
    result.append(format.finish())
    if !elements.hasFoundList, !hasRejected {
      result.reject(
        line: nil, problem: "cannot take this in as \(Format.name)",
        BadRecord(
          reason: "it has no list of records",
          hint: "look whether the file is what its name says, or name the format with --format"),
        raw: [], clean: options.sanitise)
    }
    return result
  }

  private mutating func read(_ found: [JSONElements.Found]) -> FeedResult {
    var result = FeedResult()
    for found in found {
      switch found {
      case .opened(let path): format.open(path)
      case .member(let path, let bytes):
        let value = try? JSONSerialization.jsonObject(
          with: Data(repairedJSON(bytes)), options: .fragmentsAllowed)
        if let value { format.take(member: path, value) }
      case .element(let bytes, let line):
        do {
          let record = try JSONObject(bytes, clean: options.sanitise)
          result.append(try format.take(record, line: line))
        } catch {
          let raw = format.isPrivate ? [] : bytes
          result.reject(line: line, error, raw: raw, clean: options.sanitise)
        }
      case .unreadable(let line, let reason, let raw):
        let error = BadRecord(reason: reason, hint: "ask its publisher for the feed again")
        result.reject(
          line: raw.isEmpty ? nil : line,
          problem: raw.isEmpty ? "cannot take in all of this, from line \(line) on" : nil, error,
          raw: format.isPrivate ? [] : raw, clean: options.sanitise)
      }
    }
    if !result.rejected.isEmpty { hasRejected = true }
    return result
  }
}

extension FeedResult {
  mutating func reject(
    line: Int?, problem: String? = nil, _ error: BadRecord, raw: some Collection<UInt8>,
    clean: Sanitiser
  ) {
    rejected.append(
      RejectedItem(
        line: line,
        problem: problem ?? "cannot take in the record that begins in line \(line ?? 1)",
        reason: clean(error.reason), hint: error.hint,
        raw: clean(String(decoding: raw.prefix(2_000), as: UTF8.self))))
  }
}
