import Foundation
import Incidents
import Testing

@testable import Dashboard

/// What people did, in one line each.
struct DeedWordsTests {
  static let wire = Report.ID("3f2ab1c0d4e5f607")
  static let coast = Report.ID("c0a57240aa11bb22")
  static let governor = ReadAuthority(name: "Governor", kind: .government, region: "RU-KDA")

  static func statement(
    _ position: Position, on claim: ClaimKind = .occurrence, _ type: MessageType = .alert
  ) -> Deed {
    .state(
      incident: .depot,
      statement: ReadStatement(
        authority: governor, claim: claim, position: position, attribution: .onRecord,
        messageType: type))
  }

  @Test(
    "Every deed has its words",
    arguments: [
      (.rate(source: "pier watch", reliability: .c), "rated Pier Watch C"),
      (
        .link(incident: .depot, report: coast, source: "pier-watch", state: .confirmed),
        "confirmed the link of Coast 24 to Pier Watch"
      ),
      (
        .link(incident: .depot, report: coast, source: "pier-watch", state: .rejected),
        "rejected the link of Coast 24 to Pier Watch"
      ),
      (
        .link(incident: .depot, report: coast, source: nil, state: .suggested),
        "made the link of Coast 24 to an unnamed source a suggestion again"
      ),
      (
        .move(report: coast, from: .depot, to: "RU-KDA-OTHER"),
        "moved report c0a57240 (Coast 24) from RU-KDA-BADE to RU-KDA-OTHER"
      ),
      (
        .merge(incident: .depot, into: "RU-KDA-OTHER"), "merged RU-KDA-BADE into RU-KDA-OTHER"
      ),
      (
        .split(incident: .depot, reports: [wire, coast]),
        "split off this incident: report 3f2ab1c0 (Harbour Wire), report c0a57240 (Coast 24)"
      ),
      (statement(.deniedEvent), "recorded that the Governor denied the event"),
      (statement(.investigating), "recorded that the Governor spoke of investigating"),
      (
        statement(.confirmed, on: .cause), "recorded that the Governor confirmed it (on the cause)"
      ),
      (
        statement(.confirmed, .cancel), "recorded that the Governor took a statement back"
      ),
      (
        .ask(incident: .depot, authority: .railways, at: .noon), "asked the Railways for a word"
      ),
      (
        .expect(incident: .depot, authority: governor, role: .competent, deadlineHours: nil),
        "set that the Governor ought to speak"
      ),
      (
        .expect(incident: .depot, authority: governor, role: .thirdParty, deadlineHours: 1.5),
        "set that the Governor, as a third party, ought to speak within 1.5h of being asked"
      ),
      (
        .excuse(incident: .depot, authority: .railways),
        "set that nobody need wait for the Railways"
      ),
      (
        .evidence(
          incident: .depot,
          evidence: ReadEvidence(
            kind: .satelliteOptical, provider: "Skyview", claim: .damage, bearing: .contradicts)),
        "recorded evidence: satellite image by Skyview, contradicts the damage"
      ),
      (
        .assess(
          incident: .depot,
          assessment: Assessment(
            opinion: "it fits", confidence: .low, likelihood: .roughlyEven, expiresAt: .noon)),
        "assessed the occurrence: it fits, roughly even (45 to 55 %), low confidence"
      ),
      (
        .assess(
          incident: .depot,
          assessment: Assessment(claim: "casualties:1", opinion: "hearsay", expiresAt: .noon)),
        "assessed the casualties (a guard was hurt): hearsay"
      ),
      (
        .unverifiable(incident: .depot, claim: "casualties:1"),
        "marked the casualties (a guard was hurt) unverifiable"
      ),
      (.set(incident: .depot, lifecycle: .open), "opened this incident again"),
      (.set(incident: .depot, lifecycle: .monitoring), "set this incident to monitoring"),
      (.set(incident: .depot, lifecycle: .closed), "closed this incident"),
      (.set(incident: .depot, lifecycle: .merged), "marked this incident as merged"),
      (.set(incident: "RU-KDA-OTHER", lifecycle: .withdrawn), "withdrew RU-KDA-OTHER"),
      (.acknowledge(incident: .depot), "acknowledged this incident"),
      (
        .snooze(incident: .depot, until: .at("16:00")),
        "snoozed this incident until 2026-11-22 16:00Z"
      ),
      (.note(incident: .depot, text: "call again"), "noted: call again"),
      (.note(incident: .depot, text: ""), "took the note off this incident"),
      (.undo(act: "ac03"), "undid: anna@desk rated Pier Watch A"),
      (.undo(act: "0123456789abcdef"), "undid act 01234567"),
    ] as [(Deed, String)])
  func words(deed: Deed, expected: String) {
    #expect(Dashboard.words(for: deed, in: .depot) == expected)
  }

  @Test(
    "Where no dossier gives names, the ids stand",
    arguments: [
      (.rate(source: "Pier Watch", reliability: .c), "rated Pier Watch C"),
      (
        .link(incident: .depot, report: coast, source: "pier-watch", state: .rejected),
        "rejected the link of report c0a57240 to pier-watch"
      ),
      (
        .ask(incident: .depot, authority: .railways, at: .noon), "asked the RU/railways for a word"
      ),
      (.unverifiable(incident: .depot, claim: "cause:12ab"), "marked the cause unverifiable"),
      (.set(incident: .depot, lifecycle: .closed), "closed RU-KDA-BADE"),
    ] as [(Deed, String)])
  func ids(deed: Deed, expected: String) {
    #expect(Dashboard.words(for: deed, in: nil) == expected)
  }

  @Test func `The link from one cited source to the next is named after them`() {
    let deed = Deed.link(
      incident: Dossier.krasnodar.incident.id, report: "a1", source: "shot", state: .rejected)
    #expect(Dashboard.words(for: deed, in: .krasnodar) == "rejected the link of Life to SHOT")
  }

  @Test func `Every position reads well after a name of one or of many`() {
    for position in Position.allCases {
      let words = Dashboard.words(for: Self.statement(position), in: nil)
      #expect(words.hasPrefix("recorded that the Governor "))
      #expect(!words.contains(" is "), "\(words): “the local authorities is …”")
    }
  }

  @Test func `An act says who did it, and why if anybody said`() {
    let act = RecordedAct.sample(
      "1", "12:00", because: "their man was there", .rate(source: "harbour-wire", reliability: .a)
    ).act
    #expect(
      sentence(for: act, in: .depot) == "anna@desk rated Harbour Wire A: their man was there")
    var silent = act
    silent.because = nil
    silent.desk = ""
    #expect(sentence(for: silent, in: nil) == "anna rated harbour-wire A")
  }
}
