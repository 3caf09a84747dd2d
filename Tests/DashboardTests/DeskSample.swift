import Foundation
import IncidentStore
import Incidents

// A desk with a past: changes, feeds, sources and authorities. All of it is invented.

extension SampleStore {
  /// Ada looked at 14:05Z; since then one incident has fallen, one has spoken, one is new.
  mutating func fillDesk() {
    changes = .afternoon
    seen = Seen(seq: 7, at: .at("14:05"))
    feeds = .twelve
    sources = [
      Source(id: "harbour-wire", name: "Harbour Wire", reliability: .b),
      Source(id: "bay-radio", name: "Bay Radio", reliability: .c),
      Source(id: "shot", name: "SHOT", type: .newMedia, platform: "Telegram"),
    ]
    authorities = [
      Authority(
        id: "RU-KDA/governor", name: "Governor", kind: .government, region: "RU-KDA"),
      Authority(id: "RU/defence-ministry", name: "Defence Ministry", kind: .military, region: "RU"),
    ]
  }
}

extension [ChangeLine] {
  static let afternoon: [ChangeLine] = {
    let rows = [IncidentSummary].eight
    var lines: [ChangeLine] = []
    func add(
      _ row: Int, _ at: String, _ field: String, _ old: String?, _ new: String, _ rule: String,
      because: String? = "e1", act: Act? = nil
    ) {
      let incident = rows[row].incident
      lines.append(
        ChangeLine(
          change: Change(
            seq: Int64(lines.count + 1), at: .at(at), incident: incident.id, field: field, old: old,
            new: new, rule: rule, because: because),
          incident: incident.id, title: incident.title, region: incident.region,
          cause: act.map { .act($0) } ?? (because == nil ? .none : .report(source: "North Wire"))))
    }
    add(6, "2026-11-20T09:01:00Z", "lifecycle", "open", "withdrawn", "source", because: "e0")
    add(3, "13:31", "incident", nil, "Air defence at work, Yeysk", "first report")
    add(3, "13:31", "verification", nil, "party-claim", "V7")
    add(3, "13:31", "official", nil, "silent C0 D0 N0 S3 M0", "O6")
    add(3, "13:52", "official", "silent C0 D0 N0 S3 M0", "non-committal C0 D0 N1 S2 M0", "O6")
    add(2, "13:54", "verification", "corroborated", "verified", "V4")
    add(4, "14:00", "overdue", "0", "1", "O4", because: nil)
    add(
      5, "14:10", "verification", "corroborated", "contested", "V3",
      act: Act(
        author: "ben", desk: "north", at: .at("14:10"), because: "their man was not on site",
        deed: .rate(source: "Harbour Wire", reliability: .d)))
    add(
      5, "14:10", "origins", "2B", "1..3C", "I1–I9",
      act: Act(
        author: "ben", desk: "north", at: .at("14:10"), because: "their man was not on site",
        deed: .rate(source: "Harbour Wire", reliability: .d)))
    add(1, "14:12", "official", "silent C0 D0 N0 S1 M0", "confirmed C1 D0 N0 S0 M0", "O6")
    add(0, "14:28", "verification", "rumour", "reported", "V6")
    add(0, "14:28", "origins", "0..1", "1F", "I1–I9")
    add(7, "14:30", "lifecycle", "open", "merged into JP-13-7F3K2Q", "lifecycle")
    return lines
  }()
}

extension [Feed] {
  static let twelve: [Feed] = {
    let governor = Authority(
      id: "RU-KDA/governor", name: "Governor", kind: .government, region: "RU-KDA")
    var feeds = [
      Feed(
        url: "https://www.governor.example/news.rss", authority: governor, expectedInterval: 900,
        lastOkAt: .at("14:01"), lastItemAt: .at("09:12")),
      Feed(
        url: "https://mil.example/press", expectedInterval: 3600, lastOkAt: .at("11:00"),
        lastItemAt: .at("10:58"), lastFailedAt: .at("14:30"),
        problem: "HTTP 503: service unavailable", quarantined: 2),
      Feed(
        url: "https://t.me/s/shot", expectedInterval: 300, lastOkAt: .at("14:31"),
        lastItemAt: .at("14:28")),
      Feed(url: "https://quiet.example/feed.xml", expectedInterval: 3600),
    ]
    for number in 5...12 {
      feeds.append(
        Feed(
          url: "https://outlet-\(number).example/rss", expectedInterval: 900,
          lastOkAt: .at("14:27"), lastItemAt: .at("13:0\(number % 10)")))
    }
    return feeds
  }()
}
