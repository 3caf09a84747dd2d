import Foundation
import Incidents

// JSON Lines, version 1. `Schema/report-v1.schema.json` is the same thing for other programs; a test holds
// the two together. Fields that this version does not know are left alone, so that a newer writer can add some.

/// The longest line, in bytes.
private let lineLimit = 1_000_000

/// Whether the first line that is not blank is the beginning of a JSON object of ours.
func looksLikeJSONLines(_ bytes: some Collection<UInt8>) -> Bool {
  let marks: Set<UInt8> = [0xEF, 0xBB, 0xBF]
  let line = bytes.prefix(lineLimit).drop { isBlank($0) || marks.contains($0) }
    .prefix { $0 != UInt8(ascii: "\n") }
  guard line.first == UInt8(ascii: "{") else { return false }
  let text = String(decoding: line, as: UTF8.self)
  return text.contains("\"v\"") || text.contains("\"type\"")
}

/// One line, one draft. A line that cannot be read costs that line.
func ingestJSONLines(_ bytes: [UInt8], options: FeedOptions, firstLine: Int) -> FeedResult {
  let decoder = JSONDecoder.canonical
  var result = FeedResult()
  for (index, line) in lines(of: bytes).enumerated() {
    result.lines += 1
    guard !line.allSatisfy(isBlank) else { continue }
    do {
      result.drafts.append(try draft(from: line, with: decoder, options: options))
    } catch {
      result.rejected.append(
        RejectedItem(
          line: firstLine + index, problem: "cannot take in line \(firstLine + index)",
          reason: options.sanitise(error.reason), hint: options.sanitise(error.hint),
          raw: options.sanitise(String(decoding: line.prefix(2_000), as: UTF8.self))))
    }
  }
  return result
}

private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

/// Without byte order mark; what follows the last newline is a line if there is anything.
private func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
  let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  var lines = bytes[start...].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  if lines.last?.isEmpty == true { lines.removeLast() }
  return lines
}

private func draft(
  from bytes: ArraySlice<UInt8>, with decoder: JSONDecoder, options: FeedOptions
) throws(BadLine) -> Draft {
  guard bytes.count <= lineLimit else {
    throw BadLine(
      reason: "it has \(bytes.count) bytes; a line has at most \(lineLimit)",
      hint: "write one report a line, each ending in a newline")
  }
  let line: Line
  do {
    line = try decoder.decode(Line.self, from: Data(bytes))
  } catch let error as BadLine {
    throw error
  } catch let error as DecodingError {
    throw BadLine(error)
  } catch {
    throw BadLine(reason: "\(error)", hint: seeSchema)
  }

  switch line {
  case .source(let body): return .source(body.sanitised(by: options.sanitise))
  case .authority(let body): return .authority(body.sanitised(by: options.sanitise))
  case .heard(let body): return .heard(body.sanitised(by: options.sanitise))
  case .report(var body, let given):
    body.source = body.source ?? options.source
    body.url = body.url ?? options.url
    body.publishedAt = body.publishedAt ?? options.publishedAt
    body.headline = body.headline ?? options.headline
    let report = body.sanitised(by: options.sanitise)
    guard var given else { return .report(report, read(report)) }
    if let path = given.firstPassage(outside: body.text) {
      throw BadLine(
        reason: "\(path) does not lie in \"text\", which has \(body.text.utf8.count) bytes",
        hint:
          "give start and end as UTF-8 byte offsets into \"text\"; leave \"passage\" out if unsure")
    }
    // Byte offsets into a text that was cleaned would point anywhere: better to point nowhere.
    if report.text != body.text { given.dropPassages() }
    return .report(report, given.sanitised(by: options.sanitise))
  }
}

/// A line as it stands.
private enum Line: Decodable {
  case report(ReportBody, Reading?)
  case source(SourceBody)
  case authority(AuthorityBody)
  case heard(HeardBody)

  enum CodingKeys: String, CodingKey { case v, type, incidents, reader }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let version = try container.decode(Int.self, forKey: .v)
    guard version == 1 else {
      throw BadLine(
        reason: "\"v\" is \(version); this build reads version 1",
        hint: "write \"v\":1, or upgrade this program")
    }
    let type = try container.decode(String.self, forKey: .type)
    switch type {
    case "report":
      let incidents = try container.decodeIfPresent([ReadIncident].self, forKey: .incidents)
      let reader = try container.decodeIfPresent(String.self, forKey: .reader) ?? Reading.analyst
      self = .report(
        try ReportBody(from: decoder), incidents.map { Reading(reader: reader, incidents: $0) })
    case "source": self = .source(try SourceBody(from: decoder))
    case "authority": self = .authority(try AuthorityBody(from: decoder))
    case "heard": self = .heard(try HeardBody(from: decoder))
    case "ledger":
      throw BadLine(
        reason: "it is a line of a store's export",
        hint: "take all of it in: watchfloor store import FILE")
    default: throw BadLine(value: type, path: "type", allowed: JSONLinesVocabulary.types)
    }
  }
}

private let seeSchema = "see the fields with: watchfloor ingest --schema"

/// Why a line cannot be read, and what to do about it.
private struct BadLine: Error {
  var reason: String
  var hint: String

  init(reason: String, hint: String) {
    self.reason = reason
    self.hint = hint
  }

  init(value: String, path: String, allowed: [String]) {
    reason = "\"\(path)\" is \"\(value)\""
    hint = "write one of: \(allowed.joined(separator: ", "))"
  }

  init(_ error: DecodingError) {
    switch error {
    case .keyNotFound(let key, let context):
      self.init(
        reason: "\"\(Self.path(context.codingPath + [key]))\" is missing",
        hint: "add it; \(seeSchema)")
    case .valueNotFound(_, let context):
      self.init(
        reason: "\"\(Self.path(context.codingPath))\" is null",
        hint: "give a value; \(seeSchema)")
    case .typeMismatch(let type, let context):
      self.init(
        reason: "\"\(Self.path(context.codingPath))\" is no \(Self.name(of: type))",
        hint: seeSchema)
    case .dataCorrupted(let context) where context.codingPath.isEmpty:
      self.init(
        reason: "it is not JSON",
        hint: "write one JSON object a line, without line breaks inside; \(seeSchema)")
    case .dataCorrupted(let context):
      let path = Self.path(context.codingPath)
      if let allowed = JSONLinesVocabulary.allowed(at: context.codingPath.map(\.stringValue)) {
        self.init(
          reason: "\"\(path)\" has a value that is not known",
          hint: "write one of: \(allowed.joined(separator: ", "))")
      } else {
        self.init(reason: "\"\(path)\": \(context.debugDescription)", hint: seeSchema)
      }
    @unknown default:
      self.init(reason: "\(error)", hint: seeSchema)
    }
  }

  /// `incidents[0].claims[2].kind`
  private static func path(_ keys: [any CodingKey]) -> String {
    keys.reduce(into: "") { path, key in
      if let index = key.intValue {
        path += "[\(index)]"
      } else {
        path += path.isEmpty ? key.stringValue : ".\(key.stringValue)"
      }
    }
  }

  private static func name(of type: any Any.Type) -> String {
    switch type {
    case is String.Type: "text"
    case is Int.Type: "whole number"
    case is Double.Type: "number"
    case is Bool.Type: "true or false"
    case is [String: Any].Type: "object"
    default: "\(type)".hasPrefix("Array") ? "list" : "\(type)"
    }
  }
}

/// The words that fields with a fixed vocabulary may hold, by the field's path without list indices.
enum JSONLinesVocabulary {
  static let types = ["report", "source", "authority", "heard"]

  static func allowed(at path: [String]) -> [String]? {
    let names = path.filter { !$0.hasPrefix("Index ") }
    return fields[names.suffix(2).joined(separator: ".")]
  }

  static let fields: [String: [String]] = [
    "sourceType": all(SourceType.self),
    "reliability": all(Reliability.self),
    "kind": all(AuthorityKind.self),
    "authority.kind": all(AuthorityKind.self),
    "incidents.kind": all(IncidentKind.self),
    "place.precision": ["1", "2", "3"],
    "claims.kind": all(ClaimKind.self),
    "claims.stance": all(Stance.self),
    "citations.relation": all(CitationRelation.self),
    "citations.state": all(LinkState.self),
    "statements.role": all(ExpectationRole.self),
    "statements.claim": all(ClaimKind.self),
    "statements.position": all(Position.self),
    "statements.attribution": all(Attribution.self),
    "statements.messageType": all(MessageType.self),
    "silences.role": all(ExpectationRole.self),
    "evidence.kind": all(EvidenceKind.self),
    "evidence.claim": all(ClaimKind.self),
    "evidence.bearing": all(Bearing.self),
  ]

  private static func all<Code: CaseIterable & RawRepresentable<String>>(_: Code.Type) -> [String] {
    Code.allCases.map(\.rawValue)
  }
}
