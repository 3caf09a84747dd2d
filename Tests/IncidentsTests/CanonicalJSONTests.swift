import Foundation
import Incidents
import Testing

@Suite("Canonical JSON")
struct CanonicalJSONTests {
  private static let deeds: [Deed] = [
    .rate(source: "SHOT", reliability: .c),
    .note(incident: "RU-KDA-7F3K2Q", text: "a \u{8}\u{c}\r note"), .undo(act: "00ff"),
    .snooze(incident: "RU-KDA-7F3K2Q", until: Date(timeIntervalSince1970: 0)),
  ]

  /// Their hashes are the ids of all entries: not a byte may differ, ever.
  @Test func writesTheBytesThatFoundationWrites() throws {
    #expect(try CanonicalJSON.encode(Reading.full) == bytes(Reading.full))
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

  /// What is written by hand may be forgotten: in the full bodies each field has a value.
  @Test(
    arguments: [
      ReportBody.full, ReportBody.bare, Reading.full, Reading.bare, ReadIncident.full,
      ReadPlace.full, ReadClaim.full, ReadNumber.full, ReadCitation.full, ReadAuthority.full,
      ReadStatement.full, ReadSilence.full, ReadEvidence.full, Passage.full,
    ] as [any JSONWritable & Sendable])
  func writesByHandWhatFoundationWrites(_ value: any JSONWritable & Sendable) throws {
    #expect(try CanonicalJSON.encode(value) == bytes(value))
    func encodeAnything(_ value: some Encodable) throws -> [UInt8] {
      try CanonicalJSON.encode(value)
    }
    #expect(try encodeAnything(value) == bytes(value))
  }

  @Test(
    arguments: [
      ReportBody.full, ReadIncident.full, ReadPlace.full, ReadClaim.full, ReadNumber.full,
      ReadCitation.full, ReadAuthority.full, ReadStatement.full, ReadSilence.full,
      ReadEvidence.full,
    ] as [any JSONWritable & Sendable])
  func aFullBodyHasAValueInEachOfItsFields(_ body: any JSONWritable & Sendable) throws {
    let fields = try #require(
      JSONSerialization.jsonObject(with: Data(CanonicalJSON.encode(body))) as? [String: Any])
    #expect(Set(fields.keys) == Set(Mirror(reflecting: body).children.compactMap(\.label)))
  }

  private func bytes(_ value: some Encodable) throws -> [UInt8] {
    [UInt8](try JSONEncoder.canonical.encode(value))
  }

  @Test func readsWhatItWrites() throws {
    #expect(
      try CanonicalJSON.decode(Reading.self, from: CanonicalJSON.encode(Reading.full))
        == Reading.full)
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
