import Foundation
import IncidentStore
import Incidents
import Testing

@testable import Dashboard

/// The grammar of the command line.
struct DeskLineTests {
  static let bay = Dossier.novorossiysk.incident.id
  static let edge = Dossier.krasnodar.incident.id

  /// A drone over a bay, told by a wire that cites the channel SHOT, and by a local partner.
  static let subject: DeskSubject = {
    var dossier = Dossier.novorossiysk
    dossier.citations = [
      Citation(report: "b1", depth: 0, source: "shot"),
      Citation(report: "b2", depth: 0, source: nil),
    ]
    dossier.claims += [
      Claim(id: "cause:1", kind: .cause, text: "air defence"),
      Claim(id: "casualties:1", kind: .casualties, text: "one hurt"),
      Claim(id: "casualties:2", kind: .casualties, text: "two hurt"),
    ]
    dossier.sources = Dictionary(
      uniqueKeysWithValues: ["Harbour Wire", "Bay Radio", "SHOT"].map {
        (Source.ID(named: $0), Source(id: Source.ID(named: $0), name: $0))
      })
    dossier.reports[0].source = "harbour-wire"
    dossier.reports[1].source = "bay-radio"
    return DeskSubject(
      now: .noon, incident: bay, region: "RU-KDA", dossier: dossier,
      names: DeskNames(
        sources: [Source(id: "the-port-echo", name: "The Port Echo")],
        authorities: [
          Authority(
            id: "RU/defence-ministry", name: "Defence Ministry", kind: .military, region: "RU")
        ]), onScreen: [edge, bay])
  }()

  private func order(_ line: String, _ subject: DeskSubject = Self.subject) -> DeskOrder? {
    do {
      return try DeskLine.parse(line, about: subject)
    } catch {
      Issue.record("\(line): \(error.sentence)")
      return nil
    }
  }

  private static func read(_ name: String, _ kind: AuthorityKind, _ region: Region.ID = "RU-KDA")
    -> ReadAuthority
  {
    ReadAuthority(name: name, kind: kind, region: region)
  }

  static let deeds: [(String, Deed)] = [
    ("rate SHOT C", .rate(source: "SHOT", reliability: .c)),
    ("RATE harbour wire b", .rate(source: "Harbour Wire", reliability: .b)),
    (#"rate "Bay Radio" A"#, .rate(source: "Bay Radio", reliability: .a)),
    ("confirm shot", .link(incident: bay, report: "b1", source: "shot", state: .confirmed)),
    ("reject unnamed", .link(incident: bay, report: "b2", source: nil, state: .rejected)),
    (
      "reject Harbour Wire in Bay Radio",
      .link(incident: bay, report: "b2", source: "harbour-wire", state: .rejected)
    ),
    ("move Bay Radio to ru-kda-baab", .move(report: "b2", from: bay, to: edge)),
    ("move Bay Radio to BAAB", .move(report: "b2", from: bay, to: edge)),
    ("merge UA-63-7F3K2Q", .merge(incident: bay, into: "UA-63-7F3K2Q")),
    (#"split "Bay Radio" "Harbour Wire""#, .split(incident: bay, reports: ["b2", "b1"])),
    (
      "statement Governor denied-event",
      .state(
        incident: bay,
        statement: ReadStatement(
          authority: read("Governor", .government), position: .deniedEvent,
          attribution: .officialChannel))
    ),
    (
      #"statement Defence Ministry investigating "We are looking into it." on cause at 2h by A. Example"#,
      .state(
        incident: bay,
        statement: ReadStatement(
          authority: read("Defence Ministry", .military, "RU"), claim: .cause,
          position: .investigating, issuedAt: .at("12:32"), speaker: "A. Example",
          quote: "We are looking into it.", attribution: .onRecord))
    ),
    (
      "statement Harbour Police kind:police aware via:spokesperson_via_media type:update",
      .state(
        incident: bay,
        statement: ReadStatement(
          authority: read("Harbour Police", .police), position: .aware,
          attribution: .spokespersonViaMedia, messageType: .update))
    ),
    ("asked Governor", .ask(incident: bay, authority: "RU-KDA/governor", at: .noon)),
    (
      "asked RU/defence-ministry at 2026-11-22T09:30Z",
      .ask(incident: bay, authority: "RU/defence-ministry", at: .at("09:30"))
    ),
    (
      "expect Defence Ministry party within 12h",
      .expect(
        incident: bay, authority: read("Defence Ministry", .military, "RU"), role: .party,
        deadlineHours: 12)
    ),
    (
      "expect Port Authority kind:operator",
      .expect(
        incident: bay, authority: read("Port Authority", .operator), role: .competent,
        deadlineHours: nil)
    ),
    ("excuse governor", .excuse(incident: bay, authority: "RU-KDA/governor")),
    (
      "evidence satellite_optical by Sky View Ltd supports on damage integrity:yes place:yes time:unknown acquired 3h",
      .evidence(
        incident: bay,
        evidence: ReadEvidence(
          kind: .satelliteOptical, provider: "Sky View Ltd", claim: .damage, bearing: .supports,
          acquiredAt: .at("11:32"), integrityOk: true, placeOk: true))
    ),
    (
      #"assess moderate very-likely "debris of one drone" on cause expires 24h"#,
      .assess(
        incident: bay,
        assessment: Assessment(
          claim: "cause:1", opinion: "debris of one drone", confidence: .moderate,
          likelihood: .veryLikely, expiresAt: .noon.addingTimeInterval(86_400)))
    ),
    (
      #"assess "a drone" expires 2h"#,
      .assess(
        incident: bay, assessment: Assessment(opinion: "a drone", expiresAt: .at("16:32")))
    ),
    ("close", .set(incident: bay, lifecycle: .closed)),
    ("reopen", .set(incident: bay, lifecycle: .open)),
    ("monitor", .set(incident: bay, lifecycle: .monitoring)),
    ("ack", .acknowledge(incident: bay)),
    ("acknowledge", .acknowledge(incident: bay)),
    ("snooze 90m", .snooze(incident: bay, until: .at("16:02"))),
    ("snooze 1h30", .snooze(incident: bay, until: .at("16:02"))),
    ("snooze 18:00Z", .snooze(incident: bay, until: .at("18:00"))),
    ("snooze 06:00Z", .snooze(incident: bay, until: .at("2026-11-23T06:00:00Z"))),
  ]

  @Test(arguments: deeds)
  func `A line is a deed about the selected incident`(line: String, deed: Deed) {
    #expect(order(line) == .record(deed, because: nil))
  }

  @Test(arguments: deeds)
  func `Every deed takes a reason`(line: String, deed: Deed) {
    #expect(order("\(line) because of “a call”") == .record(deed, because: "of “a call”"))
    #expect(order("\(line) because \"a call\"") == .record(deed, because: "a call"))
  }

  @Test func `A note keeps every word, and without words it is taken off`() {
    #expect(
      order("note ask again because nobody knows")
        == .record(
          .note(incident: Self.bay, text: "ask again because nobody knows"), because: nil))
    #expect(order("note") == .record(.note(incident: Self.bay, text: ""), because: nil))
  }

  @Test func `What nobody can verify needs a reason`() {
    #expect(
      order("unverifiable cause because no access")
        == .record(.unverifiable(incident: Self.bay, claim: "cause:1"), because: "no access"))
    #expect(
      order("unverifiable because no access")
        == .record(.unverifiable(incident: Self.bay, claim: "occurrence"), because: "no access"))
  }

  @Test(arguments: [
    ("undo", DeskOrder.undo(nil, because: nil)),
    ("undo because I was wrong", .undo(nil, because: "I was wrong")),
    ("asof 2h", .travel(.at("12:32"))),
    ("asof 09:30Z", .travel(.at("09:30"))), ("asof 22:00", .travel(.at("2026-11-21T22:00:00Z"))),
    ("asof 2026-11-22T09:30Z", .travel(.at("09:30"))),
    ("live", .travel(nil)), ("seen", .seen), ("q", .quit), ("region", .region(nil)),
    ("region Kharkiv", .region("UA-63")), ("region RU", .region("RU")),
  ])
  func `Other lines say where to look`(line: String, expected: DeskOrder) {
    #expect(order(line) == expected)
  }

  @Test func `The selected report is the one that is meant`() {
    var subject = Self.subject
    subject.dossier?.citations.append(Citation(report: "b2", depth: 1, source: "shot"))
    subject.report = "b2"
    #expect(
      order("rate B", subject)
        == .record(.rate(source: "Bay Radio", reliability: .b), because: nil))
    #expect(
      order("confirm SHOT", subject)
        == .record(
          .link(incident: Self.bay, report: "b2", source: "shot", state: .confirmed), because: nil))
    #expect(
      order("move to BAAB", subject)
        == .record(.move(report: "b2", from: Self.bay, to: Self.edge), because: nil))
    #expect(
      order("split", subject)
        == .record(.split(incident: Self.bay, reports: ["b2"]), because: nil))
  }

  @Test func `To unmerge is to undo the latest merge that still stands`() {
    var subject = Self.subject
    func act(_ id: Act.ID, _ deed: Deed, undone: Bool = false) -> RecordedAct {
      RecordedAct(
        id: id, act: Act(author: "ada", desk: "north", at: .noon, deed: deed), isUndone: undone)
    }
    subject.dossier?.acts = [
      act("m1", .merge(incident: "RU-KDA-7F3K2Q", into: Self.bay)),
      act("m2", .merge(incident: "RU-KDA-AAAAAA", into: Self.bay), undone: true),
      act("n1", .note(incident: Self.bay, text: "")),
    ]
    #expect(order("unmerge", subject) == .undo("m1", because: nil))
  }

  static let refused: [(String, Range<Int>, String)] = [
    (
      "rat SHOT C", 0..<3, "word 1: 'rat' is no command; did you mean rate?"
    ),
    (
      "frobnicate", 0..<10,
      "word 1: 'frobnicate' is no command; use one of: rate, confirm, reject, move, merge, "
        + "unmerge, split, statement, asked, expect, excuse, evidence, assess, unverifiable, close, "
        + "reopen, monitor, ack, snooze, note, undo, asof, live, seen, region, view, filter, sort, theme, q"
    ),
    ("rate", 4..<4, "word 2: a source is missing; say whom you rate: rate SOURCE GRADE"),
    (
      // Two chains end in two sources: it does not say which is meant.
      "rate C", 5..<6, "word 2: no one source is selected; name the source: rate SOURCE C"
    ),
    ("rate SHOT", 9..<9, "word 3: a grade is missing; use one of: A, B, C, D, E, F"),
    ("rate SHOT G", 10..<11, "word 3: 'G' is no grade; use one of: A, B, C, D, E, F"),
    (
      "rate Harbour B", 5..<12, "word 2: there is no source 'Harbour'; did you mean Harbour Wire?"
    ),
    (
      "rate SHOT B because", 12..<19, "word 4: the reason is missing; say why after 'because'"
    ),
    (
      "confirm Life", 8..<12,
      "word 2: no report here cites 'Life'; cited are: SHOT, unnamed"
    ),
    (
      "merge", 5..<5,
      "word 2: an incident is missing; use the id of another incident, such as RU-KDA-BAAB"
    ),
    (
      "merge another", 6..<13,
      "word 2: 'another' is no incident; use the id of another incident, such as RU-KDA-BAAB"
    ),
    (
      "unmerge", 0..<7,
      "word 1: nothing was merged with RU-KDA-BAAC; what people did to it stands in its detail, "
        + "under Changes"
    ),
    (
      "split Nobody", 6..<12,
      "word 2: 'Nobody' is no report of RU-KDA-BAAC; use the beginning of its id: b1 (Harbour Wire), "
        + "b2 (Bay Radio)"
    ),
    (
      "statement Governor", 18..<18,
      "word 3: a position is missing; use one of: confirmed, partly_confirmed, "
        + "admitted_responsibility, denied_event, denied_responsibility, disputed_details, aware, "
        + "monitoring, investigating, declined_to_comment, neither_confirm_nor_deny"
    ),
    (
      "statement Governor smiles", 19..<25,
      "word 3: 'smiles' is no position; use one of: confirmed, partly_confirmed, "
        + "admitted_responsibility, denied_event, denied_responsibility, disputed_details, aware, "
        + "monitoring, investigating, declined_to_comment, neither_confirm_nor_deny"
    ),
    (
      "statement Harbour Police aware", 10..<24,
      "word 2: there is no authority 'Harbour Police'; see them with: watchfloor authority list; "
        + "a new one has a kind, such as kind:police"
    ),
    (
      "statement Governor aware again", 25..<30,
      "word 4: 'again' has no place here; it is written: statement AUTHORITY POSITION [\"quote\"] "
        + "[on CLAIM] [at TIME] [by SPEAKER] [kind:] [via:] [type:]"
    ),
    (
      "asked Governor at noon", 18..<22,
      "word 4: 'noon' is no time; use 90m, 24h, 7d or 2w, or a UTC time such as 09:30Z or 2026-11-22T09:30Z"
    ),
    (
      "evidence photo by me supports", 9..<14,
      "word 2: 'photo' is no kind of evidence; use one of: satellite_optical, satellite_sar, "
        + "thermal_anomaly, geolocated_video, geolocated_photo, audio, document, ais, adsb, seismic, "
        + "infrasound, radiation, other"
    ),
    (
      "evidence audio by me supports integrity:maybe", 30..<45,
      "word 6: 'maybe' is no answer to a check; use yes, no or unknown"
    ),
    (
      "assess perhaps", 7..<14,
      "word 2: 'perhaps' is neither a confidence nor a likelihood; put your opinion in quotes, or "
        + "use one of: low, moderate, high, almost-no-chance, very-unlikely, unlikely, roughly-even, "
        + "likely, very-likely, almost-certain"
    ),
    (
      #"assess likely "yes""#, 19..<19,
      "word 4: an end is missing; say for how long it holds: expires 24h"
    ),
    (
      "unverifiable cause", 18..<18,
      "word 3: the reason is missing; say why nobody can: unverifiable because WHY"
    ),
    (
      "unverifiable casualties because no access", 13..<23,
      "word 2: there are 2 claims of 'casualties'; use one of: occurrence, cause:1, casualties:1, "
        + "casualties:2"
    ),
    (
      "snooze yesterday", 7..<16,
      "word 2: 'yesterday' is no time to come; use 90m, 24h, 7d or 2w, or a UTC time such as 09:30Z or "
        + "2026-11-22T09:30Z"
    ),
    (
      "asof 2026-11-23T09:30Z", 5..<22,
      "word 2: '2026-11-23T09:30Z' is still to come; use 90m, 24h, 7d or 2w, or a UTC time such as 09:30Z or "
        + "2026-11-22T09:30Z"
    ),
    (
      "region Kharkov Oblasty", 7..<22,
      "word 2: there is no region 'Kharkov Oblasty'; did you mean Kharkiv Oblast?"
    ),
    (
      "region Qwxyzzy", 7..<14,
      "word 2: there is no region 'Qwxyzzy'; use a name or an ISO 3166 code: Kharkiv, UA-63"
    ),
    ("undo act3", 5..<9, "word 2: 'act3' has no place here; it is written: undo"),
    ("snooze 2h more", 10..<14, "word 3: 'more' has no place here; it is written: snooze 2h"),
    (
      "asked Governor at", 15..<17,
      "word 3: what follows 'at' is missing; it is written: asked AUTHORITY [at TIME]"
    ),
    ("seen because I looked", 21..<21, "word 2: 'seen' takes no reason; leave 'because' out"),
  ]

  @Test(arguments: refused)
  func `A line that cannot be taken says where, why and what would do`(
    line: String, range: Range<Int>, sentence: String
  ) {
    let error = #expect(throws: DeskLineError.self) {
      _ = try DeskLine.parse(line, about: Self.subject)
    }
    #expect(error?.range == range)
    #expect(error?.sentence == sentence)
  }

  @Test func `Without an incident, or while it is still being read, a line says so`() {
    #expect(
      throws: DeskLineError(
        range: 0..<5, word: 1,
        typed: TypedError(
          problem: "no incident is selected", hint: "select one in the list first"))
    ) { try DeskLine.parse("close", about: DeskSubject(now: .noon)) }
    #expect(
      throws: DeskLineError(
        range: 0..<7, word: 1,
        typed: TypedError(
          problem: "RU-KDA-BAAC is still being read",
          hint: "open it in the list, and press Enter again"))
    ) { try DeskLine.parse("confirm SHOT", about: DeskSubject(now: .noon, incident: Self.bay)) }
  }

  @Test func `Two reports that cite one source are told apart by a person`() {
    var subject = Self.subject
    subject.dossier?.citations.append(Citation(report: "b2", depth: 1, source: "shot"))
    #expect(
      throws: DeskLineError(
        range: 8..<12, word: 2,
        typed: TypedError(
          problem: "2 reports cite 'SHOT'",
          hint: "select one of them in the detail, or name it: confirm SHOT in b1 | b2"))
    ) { try DeskLine.parse("confirm SHOT", about: subject) }
  }

  @Test(arguments: [
    ("", 0, "rate"), ("sn", 0, "snooze"), ("rate ", 5, "Bay Radio"),
    ("rate harb", 5, "Harbour Wire"),
    ("rate Harbour Wire ", 18, "A"), ("confirm ", 8, "SHOT"), ("confirm SHOT ", 13, "in"),
    ("merge ", 6, "RU-KDA-BAAB"), ("statement ", 10, "Governor"),
    ("statement Governor den", 19, "denied_event"), ("statement Governor aware ", 25, "on"),
    ("statement Governor aware on ca", 28, "cause"), ("expect Governor thi", 16, "third_party"),
    ("statement Harbour Police kind:po", 25, "kind:police"),
    ("evidence sat", 9, "satellite_optical"),
    ("evidence audio by Sky View sup", 27, "supports"), ("snooze ", 7, "2h"),
    ("evidence audio by me supports int", 30, "integrity:yes"),
    ("assess mod", 7, "moderate"), ("close ", 6, "because"),
  ])
  func `What may come next is told`(line: String, start: Int, first: String) {
    let completion = DeskCompletion(of: line, about: Self.subject)
    #expect(completion.start == start)
    #expect(completion.candidates.first == first)
  }

  @Test(arguments: ["note ab", "frob ", "rate SHOT C because ", "rate Nobody"])
  func `Where anything may stand, nothing is proposed`(line: String) {
    #expect(DeskCompletion(of: line, about: Self.subject).candidates.isEmpty)
  }

  @Test(arguments: DeskVerb.allCases)
  func `Every command says how it is written and what it is for`(verb: DeskVerb) {
    #expect(!verb.form.words.isEmpty)
    #expect(verb.form.takesReason || verb.form.options.isEmpty)
  }

  @Test(arguments: deeds.map(\.0))
  func `Every beginning of a line is either taken or refused in words`(line: String) {
    for count in 0...line.count {
      for end in ["", " ", " \"", " “", " because", " on", " kind:", " x:y"] {
        let typed = line.prefix(count) + end
        do {
          _ = try DeskLine.parse(String(typed), about: Self.subject)
        } catch {
          #expect(!error.sentence.isEmpty && error.range.upperBound <= typed.count)
        }
        #expect(DeskCompletion(of: String(typed), about: Self.subject).start <= typed.count)
      }
    }
  }
}
