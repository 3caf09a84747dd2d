import Foundation
import IncidentStore
import Incidents

// An incident about which everything has been said and done. All of it is invented.

extension RecordedAct {
  static func sample(
    _ id: String, _ at: String, by author: String = "anna", because reason: String? = nil,
    isUndone: Bool = false, _ deed: Deed
  ) -> RecordedAct {
    RecordedAct(
      id: Act.ID(rawValue: id),
      act: Act(author: author, desk: "desk", at: .at(at), because: reason, deed: deed),
      isUndone: isUndone)
  }
}

extension Authority.ID {
  static let governor = Authority.ID(named: "Governor", in: "RU-KDA")
  static let fireService = Authority.ID(named: "Fire Service", in: "RU-KDA")
  static let harbourMaster = Authority.ID(named: "Harbour Master", in: "RU-KDA")
  static let railways = Authority.ID(named: "Railways", in: "RU")
  static let embassy = Authority.ID(named: "Embassy", in: "DE")
}

extension Incident.ID {
  static let depot = Incident.ID("RU-KDA-BADE")
}

extension Dossier {
  /// A wire with a telling of its own, an outlet that copies its text, one that cites a channel, one that
  /// shows the channel's pictures; authorities of every kind; and a desk that has looked at all of it.
  static let depot: Dossier = {
    let wireText = """
      A depot in Yeysk caught fire at night and three tanks were burning, the correspondent of Harbour \
      Wire saw from the pier.
      Not one of them had been put out by noon, and the road was closed to all traffic.
      """
    let coastText = """
      Four tanks are on fire, writes Pier Watch.
      The owner denied that anybody was hurt.
      """
    func passage(_ text: String, _ words: String, _ rule: String) -> Passage {
      guard let range = text.range(of: words) else {
        preconditionFailure("“\(words)” is not in the text")
      }
      let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
      return Passage(start: start, end: start + words.utf8.count, rule: rule)
    }
    let wire = Report.ID("3f2ab1c0d4e5f607")
    let azov = Report.ID("77aa01bc55d2e9f0")
    let coast = Report.ID("c0a57240aa11bb22")
    let pier = Report.ID("9e1e4a7c00dd11ee")
    let radio = Report.ID("bad10ca11f00d000")

    return Dossier(
      incident: Incident(
        id: .depot, title: "Fire at a fuel depot, Yeysk", region: "RU-KDA", kind: .fire,
        occurredAt: .at("08:50"), firstReportedAt: .at("09:20"), lastActivityAt: .at("14:00"),
        place: ReadPlace(text: "Yeysk", precision: .namedTown)),
      reports: [
        Report(
          id: wire, source: "harbour-wire", url: "https://wire.example/depot",
          publishedAt: .at("09:20"),
          receivedAt: .at("09:22"), headline: "Depot on fire", text: wireText, language: "en",
          addsOriginalReporting: true, signature: TextSignature(of: wireText)),
        Report(
          id: azov, source: "azov-today", publishedAt: .at("09:40"), receivedAt: .at("09:41"),
          text: wireText + "Read more here.", signature: TextSignature(of: wireText),
          joined: "joined: fire, 20 min apart, 1.00 alike"),
        Report(
          id: pier, source: "pier-watch", publishedAt: .at("09:45"), receivedAt: .at("10:02"),
          text: "It burns.", mediaHash: "5a5a"),
        Report(
          id: coast, source: "coast-24", publishedAt: .at("10:00"), receivedAt: .at("10:01"),
          text: coastText),
        Report(
          id: radio, source: "bay-radio", receivedAt: .at("11:30"),
          text: "Our listeners sent pictures.",
          mediaHash: "5a5a"),
      ],
      sources: [
        "harbour-wire": Source(
          id: "harbour-wire", name: "Harbour Wire", type: .traditionalMedia, reliability: .b,
          reliabilityBasis: "right nine times of ten"),
        "azov-today": Source(
          id: "azov-today", name: "Azov Today", family: "Azov Media", reliability: .d),
        "pier-watch": Source(
          id: "pier-watch", name: "Pier Watch", type: .newMedia, platform: "telegram",
          handle: "@pierwatch"),
        "coast-24": Source(id: "coast-24", name: "Coast 24", reliability: .c),
        "bay-radio": Source(id: "bay-radio", name: "Bay Radio", reliability: .c),
      ],
      citations: [
        Citation(
          report: coast, depth: 0, source: "pier-watch",
          passage: passage(
            coastText, "Four tanks are on fire, writes Pier Watch.", "citation.writes")
        ),
        Citation(report: radio, depth: 0, source: "harbour-wire"),
      ],
      claims: [
        Claim(
          id: "occurrence", kind: .occurrence, text: "a fuel depot is on fire",
          number: ReadNumber(unit: "tanks", low: 3, best: 3, high: 4, words: "three or four tanks")),
        Claim(
          id: "casualties:1", kind: .casualties, text: "a guard was hurt",
          number: ReadNumber(unit: "injured", low: 1, best: nil, high: nil, words: "at least one")),
      ],
      assertions: [
        Assertion(
          claim: "occurrence", report: wire,
          passage: passage(wireText, "three tanks were burning", "claim.occurrence")),
        Assertion(claim: "occurrence", report: azov),
        Assertion(claim: "occurrence", report: pier),
        Assertion(claim: "occurrence", report: coast, hedge: "it seems"),
        Assertion(claim: "casualties:1", report: radio),
        Assertion(
          claim: "casualties:1", report: coast, stance: .denies, party: true,
          passage: passage(coastText, "The owner denied that anybody was hurt.", "claim.denial")),
      ],
      authorities: [
        .governor: Authority(
          id: .governor, name: "Governor", kind: .government, region: "RU-KDA",
          channels: [
            Channel(
              url: "https://gov.example/feed", expectedInterval: 3600, lastOkAt: .at("14:20"),
              lastItemAt: .at("12:10"))
          ]),
        .fireService: Authority(
          id: .fireService, name: "Fire Service", kind: .emergencyService, region: "RU-KDA"),
        .harbourMaster: Authority(
          id: .harbourMaster, name: "Harbour Master", kind: .operator, region: "RU-KDA",
          channels: [
            Channel(
              url: "https://port.example/feed", expectedInterval: 1800, lastOkAt: .at("10:00"))
          ]),
        .railways: Authority(
          id: .railways, name: "Railways", kind: .operator, region: "RU",
          channels: [
            Channel(
              url: "https://rail.example/feed", expectedInterval: 7200, lastOkAt: .at("13:50"))
          ]),
        .embassy: Authority(id: .embassy, name: "Embassy", kind: .government, region: "DE"),
      ],
      statements: [
        Statement(
          authority: .governor, report: wire, position: .investigating, issuedAt: .at("09:00"),
          observedAt: .at("09:22"), attribution: .spokespersonViaMedia),
        Statement(
          authority: .governor, report: coast, position: .confirmed, issuedAt: .at("12:10"),
          observedAt: .at("12:15"), url: "https://gov.example/7", speaker: "V. Example",
          quote: "The depot is burning.", attribution: .onRecord, messageType: .update),
        Statement(
          authority: .fireService, report: wire, position: .confirmed, issuedAt: .at("10:00"),
          observedAt: .at("10:05"), identifier: "fs-1"),
        Statement(
          authority: .fireService, report: wire, position: .confirmed, issuedAt: .at("12:32"),
          observedAt: .at("12:33"), messageType: .cancel, identifier: "fs-2", references: ["fs-1"]),
        Statement(
          authority: .embassy, report: radio, role: .thirdParty, position: .aware,
          issuedAt: .at("13:32"), observedAt: .at("13:40")),
        Statement(
          authority: .governor, report: radio, claim: .casualties, position: .confirmed,
          issuedAt: .at("13:00"), observedAt: .at("13:05"), attribution: .anonymousOfficial),
      ],
      silences: [
        ReportedSilence(
          authority: .harbourMaster, report: radio, asOf: .at("11:00"))
      ],
      evidence: [
        Evidence(
          report: pier,
          evidence: ReadEvidence(
            kind: .geolocatedVideo, provider: "Pier Watch", bearing: .supports,
            acquiredAt: .at("08:40"), integrityOk: true, placeOk: true))
      ],
      acts: [
        .sample(
          "ac01", "11:00", because: "their text says so",
          .link(incident: .depot, report: coast, source: "pier-watch", state: .suggested)),
        .sample(
          "ac02", "11:35", because: "the pictures are of another fire",
          .link(incident: .depot, report: radio, source: "harbour-wire", state: .rejected)),
        .sample("ac03", "11:40", isUndone: true, .rate(source: "Pier Watch", reliability: .a)),
        .sample("ac04", "11:50", by: "bert", because: "a slip", .undo(act: "ac03")),
        .sample(
          "ac05", "12:00",
          .expect(
            incident: .depot,
            authority: ReadAuthority(name: "Railways", kind: .operator, region: "RU"),
            role: .party, deadlineHours: 2)),
        .sample(
          "ac06", "12:05", .ask(incident: .depot, authority: .railways, at: .at("12:05"))),
        .sample(
          "ac07", "12:40", because: "heard on the radio",
          .state(
            incident: .depot,
            statement: ReadStatement(
              authority: ReadAuthority(name: "Governor", kind: .government, region: "RU-KDA"),
              claim: .casualties, position: .deniedEvent, issuedAt: .at("12:30"),
              speaker: "V. Example", attribution: .onRecord))),
        .sample(
          "ac08", "13:00", because: "the tanks are where the map has them",
          .evidence(
            incident: .depot,
            evidence: ReadEvidence(
              kind: .satelliteOptical, provider: "Skyview", bearing: .supports,
              acquiredAt: .at("08:35"), integrityOk: true, placeOk: true, timeOk: true,
              note: "smoke over three tanks"))),
        .sample(
          "ac09", "13:10",
          .assess(
            incident: .depot,
            assessment: Assessment(
              opinion: "two of us saw it", confidence: .high, likelihood: .almostCertain,
              expiresAt: .at("2026-11-23T13:10:00Z")))),
        .sample(
          "ac10", "13:20", by: "bert", because: "the guard has left the country",
          .unverifiable(incident: .depot, claim: "casualties:1")),
        .sample("ac11", "13:30", .note(incident: .depot, text: "call the harbour again")),
        .sample("ac12", "13:31", .acknowledge(incident: .depot)),
        .sample(
          "ac13", "14:00", because: "no news expected",
          .set(incident: .depot, lifecycle: .monitoring)),
      ]
    ).carriedOut()
  }()
}

extension IncidentDetail {
  static let depot: IncidentDetail = {
    func change(
      _ seq: Int64, _ at: String, _ field: String, _ old: String?, _ new: String, _ rule: String,
      because: String?
    ) -> Change {
      Change(
        seq: seq, at: .at(at), incident: .depot, field: field, old: old, new: new, rule: rule,
        because: because)
    }
    return IncidentDetail(
      dossier: .depot, standing: Dossier.depot.standing(at: .noon),
      changes: [
        change(
          1, "09:22", "incident", nil, "Fire at a fuel depot, Yeysk", "first report",
          because: "3f2ab1c0d4e5f607"),
        change(2, "09:22", "verification", nil, "reported", "V6", because: "3f2ab1c0d4e5f607"),
        change(
          3, "10:01", "verification", "reported", "corroborated", "V5", because: "c0a57240aa11bb22"),
        change(4, "10:01", "origins", "1B", "2B", "I1–I9", because: "c0a57240aa11bb22"),
        change(5, "11:35", "verification", "corroborated", "reported", "V6", because: "ac02"),
        change(6, "11:50", "origins", "2A", "2B", "I7", because: "ac04"),
        change(
          7, "14:05", "official", "silent C0 D0 N0 S1 M0", "confirmed C1 D0 N0 S2 M0", "O6",
          because: nil),
      ].reversed(),
      desk: DeskState(
        acknowledgedAt: .at("13:31"), snoozedUntil: .at("16:00"), snoozedAt: .at("14:10"),
        note: "call the harbour again"))
  }()
}
