import Crypto
import Foundation
import Incidents

/// One incident as one report tells it: the report, and what was read there.
struct Telling {
  /// The order in which the rules took them.
  var t: Int64
  var report: Report
  var read: ReadIncident
}

extension Dossier {
  /// An incident with all that its tellings say, in whatever order they come.
  init(_ incident: Incident, tellings: [Telling], policy: Policy) {
    self.init(incident: incident, policy: policy)
    let inOrder = tellings.sorted { ($0.report.time, $0.t) < ($1.report.time, $1.t) }
    var known: Set<Report.ID> = []
    reports = inOrder.map(\.report).filter { known.insert($0.id).inserted }
    var told: [(claim: Claim, time: Date, report: Report.ID)] = []
    for telling in tellings.sorted(by: { $0.t < $1.t }) { add(telling, &told) }
    claims = Claim.distinct(told)
  }

  private mutating func add(
    _ telling: Telling, _ told: inout [(claim: Claim, time: Date, report: Report.ID)]
  ) {
    let (report, read) = (telling.report, telling.read)
    for (depth, citation) in read.citations.enumerated() {
      citations.append(
        Citation(
          report: report.id, depth: depth, source: citation.source.map(Source.ID.init(named:)),
          relation: citation.relation, state: citation.state, passage: citation.passage))
    }
    // One telling has one word on a claim: its first.
    var isSaid: Set<Claim.ID> = []
    for (id, claim) in read.claims.map({ ($0.id, $0) }) where isSaid.insert(id).inserted {
      told.append(
        (
          Claim(id: id, kind: claim.kind, text: claim.text, number: claim.number), report.time,
          report.id
        ))
      assertions.append(
        Assertion(
          claim: id, report: report.id, stance: claim.stance, number: claim.number,
          hedge: claim.hedge, party: claim.party ?? false,
          againstInterest: claim.againstInterest ?? false,
          passage: claim.passage))
    }
    statements += read.statements.map {
      Statement($0, in: report.id, at: report.time, observedAt: report.receivedAt)
    }
    silences += read.silences.map {
      ReportedSilence(
        authority: $0.authority.id, report: report.id, role: $0.role, asOf: $0.asOf ?? report.time,
        passage: $0.passage)
    }
    evidence += read.evidence.map { Evidence(report: report.id, evidence: $0) }
  }
}

extension ReadClaim {
  /// What is said twice in the same words is said once.
  var id: Claim.ID {
    if kind == .occurrence { return "occurrence" }
    let hash = SHA256.hash(data: Array(words.utf8)).prefix(4)
    return Claim.ID(rawValue: "\(kind.rawValue):\(Data(hash).hex)")
  }

  /// Its words in lower case, a space between them.
  private var words: String {
    guard text.utf8.allSatisfy({ $0 < 0x80 }) else {
      return text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    }
    // The same of ASCII, without asking what each character is.
    var words: [UInt8] = []
    var isApart = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"):
        if isApart, !words.isEmpty { words.append(UInt8(ascii: " ")) }
        isApart = false
        words.append(byte < UInt8(ascii: "A") ? byte : byte | 0x20)
      default: isApart = true
      }
    }
    return String(decoding: words, as: UTF8.self)
  }
}
