import Foundation
import Incidents

/// Events that GDELT's machines count in articles, versions 1.0 and 2.0.
///
/// A signal of attention, and no report of an incident: many rows come from one article, places are often
/// wrong, and dates are sometimes years off. All rows of one article become one report without incidents.
struct GDELT: TableFormat {
  static let name = "a table of GDELT events"
  static let knownBy = [["globaleventid", "eventcode", "sourceurl"]]

  /// How many articles are counted at a time. A file of 15 minutes has some hundreds.
  private static let articleLimit = 20_000

  private var articles: [String: Article] = [:]
  private var order: [String] = []

  init(options _: FeedOptions) {}

  private struct Article {
    var url: String?
    /// When GDELT added the rows.
    var addedAt: Date?
    var rows = 0
    /// How many rows have each CAMEO root code.
    var roots: [String: Int] = [:]
    var places: [String] = []
    var mentions = 0
  }

  /// Whether `line` is the first of a table that has neither header nor quotes.
  static func isHeaderless(_ line: [UInt8]) -> Bool {
    let cells = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
    return headerless(cells.count, first: cells.first ?? []) != nil
  }

  static func headerless(_ cells: Int, first: ArraySlice<UInt8>) -> [String]? {
    guard (1...12).contains(first.count),
      first.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 })
    else { return nil }
    let actor = { (number: Int) in
      ["code", "name", "country"].map { "actor\(number)\($0)" }
        + (4...10).map { "actor\(number)-\($0)" }
    }
    let place = { (name: String, hasADM2: Bool) in
      ["type", "fullname", "country", "adm1"].map { "\(name)geo_\($0)" }
        + (hasADM2 ? ["\(name)geo_adm2"] : [])
        + ["lat", "long", "feature"].map { "\(name)geo_\($0)" }
    }
    let first =
      ["globaleventid", "sqldate", "monthyear", "year", "fractiondate"] + actor(1) + actor(2) + [
        "isrootevent", "eventcode", "eventbasecode", "eventrootcode", "quadclass",
        "goldsteinscale", "nummentions", "numsources", "numarticles", "avgtone",
      ]
    let hasADM2 = cells == 61
    let all =
      first + place("actor1", hasADM2) + place("actor2", hasADM2) + place("action", hasADM2)
      + ["dateadded", "sourceurl"]
    return switch cells {
    case 58, 61: all
    case 57: Array(all.dropLast())
    default: nil
    }
  }

  mutating func take(_ row: TableRow) throws(BadRecord) -> [Draft] {
    let day = row["sqldate"]
    let addedAt = (row["dateadded"] ?? day).flatMap { feedDate($0) }
    guard let root = row["eventrootcode"] ?? row["eventcode"].map({ String($0.prefix(2)) }) else {
      throw BadRecord(reason: "it has no event code", hint: "fetch the table again")
    }
    let place = row["actiongeo_fullname"]
    let url = row["sourceurl"].flatMap { $0.contains("://") ? $0 : nil }
    // Before April 2013 rows name no article: what they count of one place on one day goes together.
    let key = url ?? "\(addedAt?.day ?? day ?? "?"), \(place ?? "no place")"

    var drafts: [Draft] = []
    if articles[key] == nil {
      if order.count >= Self.articleLimit { drafts = finish() }
      articles[key] = Article(url: url, addedAt: addedAt)
      order.append(key)
    }
    articles[key]?.rows += 1
    articles[key]?.roots[root, default: 0] += 1
    articles[key]?.mentions += max(0, min(row.count("nummentions") ?? 0, 1_000_000))
    if let place, articles[key]?.places.contains(place) == false,
      (articles[key]?.places.count ?? 0) < 5
    {
      articles[key]?.places.append(place)
    }
    return drafts
  }

  mutating func finish() -> [Draft] {
    defer {
      articles = [:]
      order = []
    }
    return order.compactMap { key in articles[key].map { draft(of: $0, key) } }
  }

  private func draft(of article: Article, _ key: String) -> Draft {
    let kinds = article.roots.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
      .map { "\($0.value) × \(Self.roots[$0.key] ?? "code \($0.key)")" }
    let events = article.rows == 1 ? "1 event" : "\(article.rows) events"
    let places =
      article.places.isEmpty
      ? "It places none of them." : "Places: \(article.places.joined(separator: "; "))."
    let report = ReportBody(
      source: "GDELT", url: article.url, publishedAt: article.addedAt,
      text: """
        A machine counted \(events) in \(article.url == nil ? key : "this article"): \
        \(kinds.joined(separator: ", ")). \(places) Mentions: \(article.mentions).
        """,
      language: "en", addsOriginalReporting: false, nativeID: article.url,
      revisedAt: article.addedAt)
    return .report(report, Reading(reader: "gdelt/1", incidents: []))
  }

  /// CAMEO's root codes.
  private static let roots = [
    "01": "statement", "02": "appeal", "03": "intent to cooperate", "04": "consultation",
    "05": "diplomatic cooperation", "06": "material cooperation", "07": "aid", "08": "yielding",
    "09": "investigation", "10": "demand", "11": "disapproval", "12": "rejection", "13": "threat",
    "14": "protest", "15": "show of force", "16": "reduced relations", "17": "coercion",
    "18": "assault", "19": "fight", "20": "mass violence",
  ]
}
