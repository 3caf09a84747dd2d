import Foundation
import IncidentStore
import Incidents

// Readable builders: they hide what does not matter to a story. All of it is invented.

extension Date {
  /// `"14:28"` on the day of every story, 22 November 2026, or a whole ISO time.
  static func at(_ text: String) -> Date {
    guard let date = UTC.date(from: text.count <= 8 ? "2026-11-22T\(text)Z" : text) else {
      preconditionFailure("“\(text)” is no time")
    }
    return date
  }

  /// When every story begins.
  static let noon = Date.at("14:32")
}

extension Incident {
  static func sample(
    _ number: Int, _ title: String, region: Region.ID = "RU-KDA", kind: IncidentKind = .explosion,
    first: String = "09:20", last: String? = nil, place: ReadPlace? = nil
  ) -> Incident {
    // Later numbers are older, so that lists read 1, 2, 3.
    let last = last.map { Date.at($0) } ?? Date.at("14:28").addingTimeInterval(-Double(number) * 60)
    let letters = Array("ABCDEFGHJK")
    let suffix = String(String(1000 + number).compactMap(\.wholeNumberValue).map { letters[$0] })
    return Incident(
      id: Incident.ID(rawValue: "\(region)-\(suffix)"), title: title, region: region, kind: kind,
      firstReportedAt: min(.at(first), last), lastActivityAt: last, place: place)
  }
}

extension Standing {
  static func sample(
    _ status: VerificationStatus = .reported, origins: (Int, Int, Reliability?) = (1, 1, .f),
    official: OfficialStanding = OfficialStanding(
      status: .silent, silent: 1, silentSince: .at("09:20")),
    reports: Int = 1
  ) -> Standing {
    let rules: [VerificationStatus: String] = [
      .retracted: "V1", .refuted: "V2", .contested: "V3", .verified: "V4", .corroborated: "V5",
      .reported: "V6", .partyClaim: "V7", .rumour: "V8",
    ]
    return Standing(
      verification: Verification(
        status: status, rule: rules[status] ?? "",
        origins: OriginCount(min: origins.0, max: origins.1, grade: origins.2)),
      official: official, reports: reports)
  }
}

extension IncidentSummary {
  static func sample(
    _ number: Int, _ title: String? = nil, region: Region.ID = "RU-KDA", last: String? = nil,
    standing: Standing = .sample()
  ) -> IncidentSummary {
    IncidentSummary(
      incident: .sample(number, title ?? "Incident \(number)", region: region, last: last),
      standing: standing)
  }
}

extension [IncidentSummary] {
  /// Eight incidents in four regions, with every status of both axes.
  static let eight: [IncidentSummary] = [
    IncidentSummary(
      incident: Dossier.krasnodar.incident, standing: Dossier.krasnodar.standing(at: .noon)),
    IncidentSummary(
      incident: .sample(2, "Drone shot down over Novorossiysk bay", kind: .drone, last: "14:21"),
      standing: .sample(
        .corroborated, origins: (2, 2, .b),
        official: OfficialStanding(
          status: .confirmed, confirmed: 1, others: 1, standsSince: .at("14:12")))),
    IncidentSummary(
      incident: .sample(
        3, "Вибухи в Харкові, частина міста без світла", region: "UA-63", kind: .strike,
        first: "11:02", last: "13:54"),
      standing: .sample(
        .verified, origins: (3, 3, .a),
        official: OfficialStanding(
          status: .mixed, confirmed: 1, denied: 1, standsSince: .at("13:28")))),
    IncidentSummary(
      incident: .sample(
        4, "Air defence at work, Yeysk", kind: .airDefence, first: "13:31", last: "13:40"),
      standing: .sample(
        .partyClaim, origins: (0, 0, nil),
        official: OfficialStanding(
          status: .nonCommittal, nonCommittal: 1, silent: 2, silentSince: .at("13:31"),
          standsSince: .at("13:52")))),
    IncidentSummary(
      incident: .sample(
        5, "Rocket explosion, Orenburg Oblast", region: "RU-ORE", first: "12:20", last: "12:30"),
      standing: .sample(
        .rumour, origins: (0, 1, nil),
        official: OfficialStanding(status: .notMonitored, notMonitored: 2))),
    IncidentSummary(
      incident: .sample(
        6, "Пожежа на складі під Чугуєвом", region: "UA-63", kind: .fire, first: "10:40",
        last: "11:28"),
      standing: .sample(
        .contested, origins: (1, 3, .c),
        official: OfficialStanding(
          status: .withdrawn, withdrawn: 1, silentSince: .at("12:32")))),
    IncidentSummary(
      incident: .sample(
        7, "Debris on a roof in Slavyansk-na-Kubani", kind: .drone, first: "09:01", last: "09:32"),
      standing: .sample(
        .refuted, origins: (1, 1, .d),
        official: OfficialStanding(status: .denied, denied: 1, standsSince: .at("10:32")))),
    IncidentSummary(
      incident: .sample(
        8, "東京で倉庫火災、二棟が焼けたと投稿", region: "JP-13", kind: .fire,
        first: "2026-11-20T03:10:00Z", last: "2026-11-20T09:00:00Z"),
      standing: .sample(
        .retracted, origins: (0, 0, nil), official: OfficialStanding(status: .noAuthoritySet))),
  ]

  /// `count` incidents of one region, newest first.
  static func many(_ count: Int, region: Region.ID = "RU-KDA") -> [IncidentSummary] {
    (1...count).map { .sample($0, "Incident \($0)", region: region) }
  }
}

extension Dossier {
  /// An article cites Life, which cites the Telegram channel SHOT.
  static let krasnodar: Dossier = {
    let text = """
      Residents on the edge of Krasnodar woke to roughly ten blasts, writes Life with a link to the \
      Telegram channel SHOT.
      The bangs may have come from air defence firing at drones, the channel adds.
      By noon the regional administration had published nothing about the night.
      Life showed no pictures of the place.
      """
    let report = Report.ID(rawValue: "a1")
    func passage(_ words: String, _ rule: String) -> Passage {
      guard let range = text.range(of: words) else {
        preconditionFailure("“\(words)” is not in the article")
      }
      let sentence = text.lineRange(for: range)
      let start = text.utf8.distance(from: text.startIndex, to: sentence.lowerBound)
      let count = text[sentence].utf8.count - (text[sentence].hasSuffix("\n") ? 1 : 0)
      return Passage(start: start, end: start + count, rule: rule)
    }

    let administration = Authority.ID(named: "local authorities", in: "RU-KDA")
    let ministry = Authority.ID(named: "Defence Ministry", in: "RU")
    return Dossier(
      incident: .sample(
        1, "About 10 explosions, outskirts of Krasnodar", first: "09:20", last: "14:28",
        place: ReadPlace(text: "outskirts of Krasnodar", precision: .partOfRegion)),
      reports: [
        Report(
          id: report, source: nil, publishedAt: .at("09:20"), receivedAt: .at("14:28"), text: text)
      ],
      sources: [
        "life": Source(id: "life", name: "Life", type: .traditionalMedia),
        "shot": Source(id: "shot", name: "SHOT", type: .newMedia, platform: "Telegram"),
      ],
      citations: [
        Citation(
          report: report, depth: 0, source: "life", state: .confirmed,
          passage: passage("writes Life", "citation.according-to")),
        Citation(
          report: report, depth: 1, source: "shot", state: .confirmed,
          passage: passage("channel SHOT", "citation.telegram")),
      ],
      claims: [
        Claim(
          id: "occurrence", kind: .occurrence, text: "explosions on the outskirts of Krasnodar",
          number: ReadNumber(unit: "blasts", low: 10, best: 10, high: 10, words: "roughly ten")),
        Claim(id: "cause:1", kind: .cause, text: "air defence firing at drones"),
      ],
      assertions: [
        Assertion(
          claim: "occurrence", report: report, passage: passage("roughly ten", "claim.occurrence")),
        Assertion(
          claim: "cause:1", report: report, hedge: "may have come from",
          passage: passage("may have come", "claim.cause")),
      ],
      authorities: [
        administration: Authority(
          id: administration, name: "local authorities", kind: .government, region: "RU-KDA"),
        ministry: Authority(
          id: ministry, name: "Defence Ministry", kind: .military, region: "RU"),
      ],
      expectations: [
        Expectation(authority: administration, role: .competent),
        Expectation(authority: ministry, role: .party),
      ],
      silences: [
        ReportedSilence(
          authority: administration, report: report, asOf: .at("12:00"),
          passage: passage("published nothing", "silence.not-yet"))
      ])
  }()

  /// A wire and a local partner on site, a ministry that confirms and a governor who denies.
  static let novorossiysk: Dossier = {
    let incident = [IncidentSummary].eight[1].incident
    let governor = Authority.ID(named: "Governor", in: "RU-KDA")
    return Dossier(
      incident: incident,
      reports: [
        Report(
          id: "b1", source: "wire", publishedAt: .at("13:50"), receivedAt: .at("13:51"),
          headline: "Drone downed over bay",
          text: "A drone was shot down. The governor confirmed it."),
        Report(
          id: "b2", source: "partner", publishedAt: .at("14:02"), receivedAt: .at("14:03"),
          text: "Our crew saw it fall."),
      ],
      sources: [
        "wire": Source(id: "wire", name: "Harbour Wire", reliability: .b),
        "partner": Source(id: "partner", name: "Bay Radio", reliability: .c),
      ],
      claims: [Claim(id: "occurrence", kind: .occurrence, text: "a drone was shot down")],
      assertions: [
        Assertion(claim: "occurrence", report: "b1"), Assertion(claim: "occurrence", report: "b2"),
      ],
      authorities: [
        governor: Authority(id: governor, name: "Governor", kind: .government, region: "RU-KDA")
      ],
      expectations: [Expectation(authority: governor, role: .competent)],
      statements: [
        Statement(
          authority: governor, report: "b1", position: .confirmed, issuedAt: .at("14:12"),
          observedAt: .at("14:13"), speaker: "V. Example", quote: "It fell into the water.",
          attribution: .onRecord, passage: Passage(start: 23, end: 50, rule: "position.confirmed"))
      ])
  }()
}

extension IncidentDetail {
  /// Nothing but the row itself.
  static func bare(_ row: IncidentSummary) -> IncidentDetail {
    IncidentDetail(dossier: Dossier(incident: row.incident), standing: row.standing, changes: [])
  }
}
