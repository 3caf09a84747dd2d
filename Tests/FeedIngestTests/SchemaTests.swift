import Foundation
import Incidents
import Testing

@testable import FeedIngest

/// The schema that other programs read says what the code does.
struct SchemaTests {
  static func load() throws -> [String: Any] {
    let file = projectRoot(of: #filePath)
      .appending(path: "Sources/FeedIngest/Schema/report-v1.schema.json")
    let object = try JSONSerialization.jsonObject(with: try Data(contentsOf: file))
    return try #require(object as? [String: Any])
  }

  @Test("The schema's vocabularies are the code's")
  func vocabularies() throws {
    let schema = try Self.load()
    let definitions = try #require(schema["$defs"] as? [String: [String: Any]])
    func values(_ definition: String, _ field: String) throws -> [String] {
      let properties = try #require(
        definitions[definition]?["properties"] as? [String: [String: Any]])
      var property = try #require(properties[field])
      if let reference = property["$ref"] as? String {
        property = try #require(definitions[String(reference.split(separator: "/").last ?? "")])
      }
      return try #require(property["enum"] as? [Any]).map { "\($0)" }
    }
    let lists = [
      "authority": "readAuthority", "incidents": "incident", "place": "place", "claims": "claim",
      "citations": "citation", "statements": "statement", "silences": "silence",
      "evidence": "evidence",
    ]
    for (path, allowed) in JSONLinesVocabulary.fields {
      let parts = path.split(separator: ".").map(String.init)
      let definition =
        parts.count == 2 ? try #require(lists[parts[0]]) : path == "kind" ? "authority" : "source"
      #expect(try values(definition, parts[parts.count - 1]) == allowed, "\(path)")
    }
    let types = try #require((schema["properties"] as? [String: [String: Any]])?["type"])
    #expect(types["enum"] as? [String] == JSONLinesVocabulary.types)
  }

  @Test("The schema's fields are the code's")
  func fields() throws {
    let definitions = try #require(try Self.load()["$defs"] as? [String: [String: Any]])
    func keys(_ value: some Encodable) throws -> Set<String> {
      let data = try JSONEncoder.canonical.encode(value)
      let object = try JSONSerialization.jsonObject(with: data)
      return Set(try #require(object as? [String: Any]).keys)
    }
    func expect(_ definition: String, _ value: some Encodable, plus: Set<String> = []) throws {
      let properties = try #require(definitions[definition]?["properties"] as? [String: Any])
      #expect(Set(properties.keys) == (try keys(value)).union(plus), "\(definition)")
    }
    let now = Date(timeIntervalSince1970: 0)
    let passage = Passage(start: 0, end: 1, rule: "analyst")
    let place = ReadPlace(text: "a", precision: .namedTown, latitude: 1, longitude: 2)
    let number = ReadNumber(unit: "a", low: 1, best: 2, high: 3, words: "a")
    let claim = ReadClaim(
      kind: .cause, text: "a", number: number, hedge: "a", party: true, againstInterest: true,
      passage: passage)
    let citation = ReadCitation(source: "a", platform: "a", passage: passage)
    let authority = ReadAuthority(name: "a", kind: .police, region: "UA")
    let statement = ReadStatement(
      authority: authority, position: .confirmed, issuedAt: now, speaker: "a", quote: "a",
      attribution: .onRecord, identifier: "a", references: ["b"], url: "a", passage: passage)
    let silence = ReadSilence(authority: authority, asOf: now, passage: passage)
    let evidence = ReadEvidence(
      kind: .audio, provider: "a", bearing: .supports, acquiredAt: now, integrityOk: true,
      placeOk: true, timeOk: true, note: "a")
    let channel = ChannelBody(url: "a", expectedIntervalSeconds: 1)

    let line: Set<String> = ["v", "type"]
    try expect(
      "report",
      ReportBody(
        source: "a", url: "a", publishedAt: now, headline: "a", text: "a", language: "en",
        addsOriginalReporting: true, mediaHash: "a", nativeID: "a", revisedAt: now),
      plus: line.union(["incidents", "reader"]))
    try expect(
      "source",
      SourceBody(
        name: "a", sourceType: .report, family: "a", controller: "a", platform: "a", handle: "a",
        reliability: .a, reliabilityBasis: "a"), plus: line)
    try expect(
      "authority",
      AuthorityBody(name: "a", kind: .police, region: "UA", channels: [channel]), plus: line)
    try expect("channel", channel)
    try expect("heard", HeardBody(url: "a", at: now, lastItemAt: now, problem: "a"), plus: line)
    try expect(
      "incident",
      ReadIncident(
        title: "a", kind: .fire, region: "UA", place: place, occurredAt: now, identity: "a",
        claims: [claim],
        citations: [citation], statements: [statement], silences: [silence], evidence: [evidence]))
    try expect("place", place)
    try expect("number", number)
    try expect("claim", claim)
    try expect("citation", citation)
    try expect("statement", statement)
    try expect("silence", silence)
    try expect("evidence", evidence)
    try expect("readAuthority", authority)
    try expect("passage", passage)
  }
}
