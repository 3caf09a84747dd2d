import Foundation
import Incidents
import Testing

@Suite("Canonical JSON")
struct CanonicalJSONTests {
  /// Every kind of value that a ledger's entry can hold.
  private static let reading = Reading(
    reader: "en-article/1",
    incidents: [
      ReadIncident(
        title: "Blast \"heard\"\n", kind: .airDefence, region: "RU-KDA",
        place: ReadPlace(
          text: "Краснодар\u{1}\t\\/", precision: .partOfRegion, latitude: 45, longitude: -0.125),
        occurredAt: Date(timeIntervalSince1970: 1_790_000_000.25), identity: "usgs:us7000abcd",
        claims: [
          ReadClaim(
            kind: .casualties, text: "😀 \u{7f}\u{2028}",
            number: ReadNumber(unit: "killed", low: -3, best: nil, high: 10, words: "up to 10"),
            party: false, passage: Passage(start: 0, end: 12, rule: "number.killed"))
        ],
        citations: [ReadCitation(source: nil), ReadCitation(source: "", state: .confirmed)],
        statements: [
          ReadStatement(
            authority: ReadAuthority(name: "МЧС", kind: .emergencyService, region: "RU"),
            position: .confirmed, attribution: .onRecord, references: ["a", "b"])
        ]),
      ReadIncident(title: "", kind: .other, region: "UA"),
    ])

  private static let deeds: [Deed] = [
    .rate(source: "SHOT", reliability: .c),
    .note(incident: "RU-KDA-7F3K2Q", text: "a \u{8}\u{c}\r note"), .undo(act: "00ff"),
    .snooze(incident: "RU-KDA-7F3K2Q", until: Date(timeIntervalSince1970: 0)),
  ]

  /// Their hashes are the ids of all entries: not a byte may differ, ever.
  @Test func writesTheBytesThatFoundationWrites() throws {
    func bytes(_ value: some Encodable) throws -> [UInt8] {
      [UInt8](try JSONEncoder.canonical.encode(value))
    }
    #expect(try CanonicalJSON.encode(Self.reading) == bytes(Self.reading))
    for deed in Self.deeds { #expect(try CanonicalJSON.encode(deed) == bytes(deed)) }
    #expect(try CanonicalJSON.encode(Policy.standard) == bytes(Policy.standard))
    let scalars = (0..<0x500).compactMap(Unicode.Scalar.init).map { String($0) }
    #expect(try CanonicalJSON.encode(scalars) == bytes(scalars))
    let numbers = [0, -0.0, 1.5, 1e20, 1e-7, 0.1 + 0.2, 12_345_678_901_234, .pi]
    #expect(try CanonicalJSON.encode(numbers) == bytes(numbers))
    #expect(try CanonicalJSON.encode([[Int]]()) == bytes([[Int]]()))
    #expect(
      try CanonicalJSON.encode(["b": [1, 2], "a": [], "aé": [3]])
        == bytes(["b": [1, 2], "a": [], "aé": [3]]))
  }

  @Test func readsWhatItWrites() throws {
    #expect(
      try CanonicalJSON.decode(Reading.self, from: CanonicalJSON.encode(Self.reading))
        == Self.reading)
    for deed in Self.deeds {
      #expect(try CanonicalJSON.decode(Deed.self, from: CanonicalJSON.encode(deed)) == deed)
    }
    #expect(
      try CanonicalJSON.decode(Policy.self, from: CanonicalJSON.encode(Policy.standard))
        == .standard)
  }

  @Test func readsJSONThatOthersWrote() throws {
    let text = #" { "b" : [ 1 , -2 ] , "\u0061" : [ ] , "c":[3] } "#
    #expect(
      try CanonicalJSON.decode([String: [Int]].self, from: text.utf8)
        == ["a": [], "b": [1, -2], "c": [3]])
    #expect(
      try CanonicalJSON.decode([String].self, from: #"["\ud83d\ude00\/\u00e9\ud83d"]"#.utf8)
        == ["😀/é\u{FFFD}"])
  }

  @Test(arguments: [
    "", "{", "[1,]", "[1 2]", #"{"a"}"#, #"{"a":}"#, #"["a]"#, "[tru]", "[1]x", #"["\u12"]"#,
    "[1.5.5]", "{1:2}", #"["a\"#, String(repeating: "[", count: 100_000),
  ])
  func refusesWhatIsNoJSON(_ text: String) {
    #expect(throws: DecodingError.self) {
      _ = try CanonicalJSON.decode([String: [Double]].self, from: text.utf8)
    }
    #expect(throws: DecodingError.self) {
      _ = try CanonicalJSON.decode([String].self, from: text.utf8)
    }
  }

  @Test func refusesNumbersThatJSONDoesNotHave() {
    #expect(throws: EncodingError.self) { _ = try CanonicalJSON.encode([Double.infinity]) }
  }
}
