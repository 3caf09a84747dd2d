public import Foundation

/// Something to put into the ledger: what intake hands to the store.
public enum Draft: Hashable, Sendable {
  /// One item by one source, with what was read out of it. `nil`: nothing has read it yet.
  case report(ReportBody, Reading?)
  case source(SourceBody)
  case authority(AuthorityBody)
  case heard(HeardBody)
}

/// A report as its source sent it, and nothing else: its hash is its identity, so taking the same
/// item in twice, by two people, on two machines, gives one entry.
public struct ReportBody: Codable, Hashable, Sendable {
  /// The outlet or channel. `nil` when nobody knows who published it.
  public var source: String?
  public var url: String?
  /// In UTC. `nil` when the item carries no date.
  public var publishedAt: Date?
  public var headline: String?
  public var text: String
  /// ISO 639-1. `nil` when not known.
  public var language: String?
  /// Whether the item adds reporting of its own to what it cites. `nil`: not known, which counts as "no"
  /// when it cites somebody and as "yes" when it does not.
  public var addsOriginalReporting: Bool?
  /// Hex. Equal media means one origin (I3).
  public var mediaHash: String?
  /// By what the source knows the item, whatever becomes of its text: an event's number, a guid. Of two
  /// reports of one source with one such id the later revision counts. `nil` when it gives none.
  public var nativeID: String?
  /// When the source last changed the item. `nil` when it does not say.
  public var revisedAt: Date?

  public init(
    source: String?, url: String? = nil, publishedAt: Date? = nil, headline: String? = nil,
    text: String, language: String? = nil, addsOriginalReporting: Bool? = nil,
    mediaHash: String? = nil, nativeID: String? = nil, revisedAt: Date? = nil
  ) {
    self.source = source
    self.url = url
    self.publishedAt = publishedAt
    self.headline = headline
    self.text = text
    self.language = language
    self.addsOriginalReporting = addsOriginalReporting
    self.mediaHash = mediaHash
    self.nativeID = nativeID
    self.revisedAt = revisedAt
  }
}

/// What the desk holds about a source. The latest body for a name counts; fields left out keep their value.
public struct SourceBody: Codable, Hashable, Sendable {
  public var name: String
  public var sourceType: SourceType?
  /// Several sources under one roof are one origin (I2).
  public var family: String?
  /// Who controls it: a state (ISO 3166-1) or a party. One controller is one origin (I2).
  public var controller: String?
  public var platform: String?
  public var handle: String?
  public var reliability: Reliability?
  /// Why this grade.
  public var reliabilityBasis: String?

  public init(
    name: String, sourceType: SourceType? = nil, family: String? = nil, controller: String? = nil,
    platform: String? = nil, handle: String? = nil, reliability: Reliability? = nil,
    reliabilityBasis: String? = nil
  ) {
    self.name = name
    self.sourceType = sourceType
    self.family = family
    self.controller = controller
    self.platform = platform
    self.handle = handle
    self.reliability = reliability
    self.reliabilityBasis = reliabilityBasis
  }
}

/// An authority and where we listen to it.
public struct AuthorityBody: Codable, Hashable, Sendable {
  public var name: String
  public var kind: AuthorityKind
  public var region: Region.ID
  public var channels: [ChannelBody]

  public init(
    name: String, kind: AuthorityKind, region: Region.ID, channels: [ChannelBody] = []
  ) {
    self.name = name
    self.kind = kind
    self.region = region
    self.channels = channels
  }
}

public struct ChannelBody: Codable, Hashable, Sendable {
  public var url: String
  /// How often it usually speaks, in seconds. Silence after twice this is our own deafness (O3).
  public var expectedIntervalSeconds: Int

  public init(url: String, expectedIntervalSeconds: Int) {
    self.url = url
    self.expectedIntervalSeconds = expectedIntervalSeconds
  }
}

/// A channel was asked: it answered, whether or not it had anything new, or it failed.
public struct HeardBody: Codable, Hashable, Sendable {
  public var url: String
  public var at: Date
  /// The time of its newest item, if it had any.
  public var lastItemAt: Date?
  /// Why it did not answer. `nil` when it did.
  public var problem: String?

  public init(url: String, at: Date, lastItemAt: Date? = nil, problem: String? = nil) {
    self.url = url
    self.at = at
    self.lastItemAt = lastItemAt
    self.problem = problem
  }
}
