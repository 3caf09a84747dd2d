import Foundation
import Incidents
import Testing

// Bodies of entries with a value in every field, and bare ones with as few as there can be.

extension ReportBody {
  static let full = Self(
    source: "SHOT", url: "https://example.org/a/1?b=c", publishedAt: .later,
    headline: "Blast \"heard\"\n", text: "Краснодар\u{1}\t\\/ 😀 \u{7f}\u{2028}", language: "ru",
    addsOriginalReporting: true, mediaHash: "00ff", nativeID: "7", revisedAt: .earlier)
  static let bare = Self(source: nil, text: "")
}

extension Reading {
  static let full = Self(reader: "en-article/1", incidents: [.full, .bare])
  static let bare = Self(reader: "", incidents: [])
}

extension ReadIncident {
  static let full = Self(
    title: "Blast \"heard\"\n", kind: .airDefence, region: "RU-KDA", place: .full,
    occurredAt: .earlier, identity: "usgs:us7000abcd", claims: [.full, .bare],
    citations: [.full, .bare], statements: [.full, .bare], silences: [.full, .bare],
    evidence: [.full, .bare])
  static let bare = Self(title: "", kind: .other, region: "UA")
}

extension ReadPlace {
  static let full = Self(
    text: "Краснодар\u{1}\t\\/", precision: .partOfRegion, latitude: 45, longitude: -0.125)
  static let bare = Self(text: "", precision: .namedTown)
}

extension ReadClaim {
  static let full = Self(
    kind: .casualties, text: "😀 \u{7f}\u{2028}", stance: .denies, number: .full,
    hedge: "up to", party: false, againstInterest: true, passage: .full)
  static let bare = Self(kind: .occurrence, text: "")
}

extension ReadNumber {
  static let full = Self(unit: "killed", low: -3, best: 0, high: 10, words: "up to 10")
  static let bare = Self(unit: "", low: nil, best: nil, high: nil, words: "")
}

extension ReadCitation {
  static let full = Self(
    source: "", platform: "telegram", relation: .sameMedia, state: .confirmed, passage: .full)
  static let bare = Self(source: nil)
}

extension ReadAuthority {
  static let full = Self(name: "МЧС", kind: .emergencyService, region: "RU")
}

extension ReadStatement {
  static let full = Self(
    authority: .full, role: .thirdParty, claim: .cause, position: .neitherConfirmNorDeny,
    issuedAt: .later, speaker: "A. Petrov", quote: "“No.”", attribution: .onRecord,
    messageType: .update, identifier: "2", references: ["a", "b"], url: "https://example.org",
    passage: .full)
  static let bare = Self(authority: .full, position: .confirmed, attribution: .officialChannel)
}

extension ReadSilence {
  static let full = Self(authority: .full, role: .party, asOf: .later, passage: .full)
  static let bare = Self(authority: .full)
}

extension ReadEvidence {
  static let full = Self(
    kind: .satelliteSAR, provider: "Copernicus", claim: .damage, bearing: .notVisible,
    acquiredAt: .earlier, integrityOk: true, placeOk: false, timeOk: true, note: "clouds")
  static let bare = Self(kind: .other, provider: "", bearing: .supports)
}

extension Passage {
  static let full = Self(start: 0, end: 12, rule: "number.killed")
}

extension Date {
  fileprivate static let earlier = Date(timeIntervalSince1970: 1_790_000_000.25)
  fileprivate static let later = Date(timeIntervalSince1970: 1_790_000_060)
}
