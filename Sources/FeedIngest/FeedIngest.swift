public import Foundation
public import Incidents

// Bytes in, drafts out. Nothing here reads a file, a clock or a socket. A format has a case in `FeedFormat`
// and one file that reads it; what an English article says is read out of its text in `Reader/`.

/// What intake can read.
public enum FeedFormat: String, CaseIterable, Sendable {
  /// The plain text of one news item, in English for now.
  case article
  /// Watchfloor's own JSON Lines: one report, source, authority or heard channel a line. Its schema is
  /// `Schema/report-v1.schema.json`.
  case jsonl
  /// RSS 2.0 and 1.0, Atom, GeoRSS, GDACS.
  case rss
  /// Alerts of the Common Alerting Protocol, 1.0 to 1.2.
  case cap
  /// Chats as Telegram Desktop exports them.
  case telegram
  /// Tables of incidents: ACLED, UCDP GED, Bellingcat's Eyes on Russia, VIINA; of missile attacks and
  /// air-raid alerts in Ukraine.
  case acled, ucdp
  case eyesOnRussia = "eyes-on-russia"
  case viina, missiles
  case airRaid = "air-raid"
  /// GDELT 2.0 and 1.0: a sign of attention, never of an event.
  case gdelt
  /// GeoJSON of the USGS, EONET and GDACS, and of others that name their features.
  case usgs, eonet, gdacs, geojson
  /// Bellingcat's civilian harm in Ukraine, and timemap's events.
  case civilianHarm = "civilian-harm"
  /// Bundles of STIX 2.0 and 2.1.
  case stix

  /// Tells a format by its content, never by a file's name.
  public static func recognise(_ head: some Collection<UInt8>) -> FeedFormat {
    // Others' JSON may stand on one line, too: ours is what nobody else knows.
    allCases.first { $0.reader?.recognises(head) == true }
      ?? (looksLikeJSONLines(head) ? .jsonl : .article)
  }

  /// What reads it as it comes in. `nil` for an article, which is read as a whole, and for our own lines.
  fileprivate var reader: (any FeedReader.Type)? {
    switch self {
    case .article, .jsonl: nil
    case .rss: SyndicationReader.self
    case .cap: CAPReader.self
    case .telegram: TelegramReader.self
    case .acled: ACLEDReader.self
    case .ucdp: UCDPReader.self
    case .eyesOnRussia: EyesOnRussiaReader.self
    case .viina: VIINAReader.self
    case .missiles: MissileAttacksReader.self
    case .airRaid: AirRaidAlertsReader.self
    case .gdelt: GDELTReader.self
    case .usgs: USGSReader.self
    case .eonet: EONETReader.self
    case .gdacs: GDACSEventsReader.self
    case .geojson: MapFeaturesReader.self
    case .civilianHarm: CivilianHarmReader.self
    case .stix: STIXReader.self
    }
  }
}

/// Reads a feed as its bytes come in, in bounded memory: one item at a time.
public struct FeedStream {
  private var reader: any FeedReader

  /// `nil` for an article, which is read as a whole, and for JSON Lines, which are taken in by lines.
  public init?(_ format: FeedFormat, options: FeedOptions) {
    guard let reader = format.reader else { return nil }
    self.reader = reader.init(options: options)
  }

  /// - Parameter bytes: the next ones, cut anywhere.
  public mutating func take(_ bytes: [UInt8]) -> FeedResult { reader.take(bytes[...]) }

  /// The feed has ended, properly or not.
  public mutating func finish() -> FeedResult { reader.finish() }
}

/// What the caller knows about the bytes. All of it is optional; what an item says of itself wins.
public struct FeedOptions: Sendable {
  /// Who published them.
  public var source: String?
  public var url: String?
  public var publishedAt: Date?
  public var headline: String?
  /// Cleans one text from outside. Newlines must survive; every text of a draft has passed it once.
  public var sanitise: @Sendable (String) -> String

  public init(
    source: String? = nil, url: String? = nil, publishedAt: Date? = nil, headline: String? = nil,
    sanitise: @escaping @Sendable (String) -> String
  ) {
    self.source = source
    self.url = url
    self.publishedAt = publishedAt
    self.headline = headline
    self.sanitise = sanitise
  }
}

/// What came out of a feed: nothing is lost, for what is not a draft is a rejected item.
public struct FeedResult: Sendable {
  public var drafts: [Draft]
  public var rejected: [RejectedItem]
  /// How many lines were taken in, blank ones included: where the next chunk of the same file begins.
  public var lines: Int

  public init(drafts: [Draft] = [], rejected: [RejectedItem] = [], lines: Int = 0) {
    self.drafts = drafts
    self.rejected = rejected
    self.lines = lines
  }

  /// Adds the items of what comes behind; ``lines`` stays.
  public mutating func append(_ other: FeedResult) {
    drafts += other.drafts
    rejected += other.rejected
  }
}

/// An item that could not be taken in, for quarantine.
public struct RejectedItem: Hashable, Sendable {
  /// Counted from 1. `nil` when the whole file is at fault.
  public var line: Int?
  public var problem: String
  public var reason: String
  /// The next thing to do or to type.
  public var hint: String
  /// The item itself, sanitised, at most 2 kB of it. Empty for binary data.
  public var raw: String

  public init(line: Int?, problem: String, reason: String, hint: String, raw: String) {
    self.line = line
    self.problem = problem
    self.reason = reason
    self.hint = hint
    self.raw = raw
  }
}

/// Reads a whole feed.
///
/// A follower of JSON Lines passes whole lines as they are appended, with the number of the first in
/// `firstLine`; ``FeedResult/lines`` says how many it passed. A bad item costs that item only.
///
/// - Parameter format: `nil` tells it by the content, and refuses data that is of no known format.
public func ingest(
  _ bytes: [UInt8], format: FeedFormat? = nil, options: FeedOptions, firstLine: Int = 1
) -> FeedResult {
  switch format ?? .recognise(bytes) {
  case .article: ingestArticle(bytes, isAsked: format != nil, options: options)
  case .jsonl: ingestJSONLines(bytes, options: options, firstLine: firstLine)
  case let format: ingestStream(bytes, format, options: options)
  }
}

private func ingestStream(
  _ bytes: [UInt8], _ format: FeedFormat, options: FeedOptions
) -> FeedResult {
  guard var stream = FeedStream(format, options: options) else {
    preconditionFailure("\(format) has no reader")
  }
  var result = stream.take(bytes)
  result.append(stream.finish())
  return result
}
