public import Foundation

// The values that this target is about. What a source sent and what was read out of it stand in
// `Draft.swift` and `Reading.swift`; what follows from them, in `Standing.swift` and the rule files.

/// Something that is said to have happened in a region.
public struct Incident: Identifiable, Codable, Hashable, Sendable {
  public typealias ID = Identifier<Incident>

  /// Quotable: `RU-KDA-7F3K2Q`.
  public var id: ID
  public var title: String
  public var region: Region.ID
  public var kind: IncidentKind
  public var lifecycle: Lifecycle
  /// Where its reports went. `nil` unless ``lifecycle`` is `merged`.
  public var mergedInto: ID?
  /// When it happened, by the first report that says so. `nil` when none does.
  public var occurredAt: Date?
  /// t0, the start of every clock: when the first report was published. It never moves later.
  public var firstReportedAt: Date
  /// t0 rests on when a report reached us, because no report carries a date.
  public var provisional: Bool
  /// When the latest of its reports came out, as ``Report/activity(occurredAt:)`` has it. Before t0 when that
  /// is provisional, and all is known by when it happened.
  public var lastActivityAt: Date
  public var place: ReadPlace?

  public init(
    id: ID, title: String, region: Region.ID, kind: IncidentKind, lifecycle: Lifecycle = .open,
    mergedInto: ID? = nil, occurredAt: Date? = nil, firstReportedAt: Date,
    provisional: Bool = false,
    lastActivityAt: Date, place: ReadPlace? = nil
  ) {
    self.id = id
    self.title = title
    self.region = region
    self.kind = kind
    self.lifecycle = lifecycle
    self.mergedInto = mergedInto
    self.occurredAt = occurredAt
    self.firstReportedAt = firstReportedAt
    self.provisional = provisional
    self.lastActivityAt = lastActivityAt
    self.place = place
  }
}

/// An outlet, a channel, an agency: who publishes reports.
public struct Source: Identifiable, Codable, Hashable, Sendable {
  public typealias ID = Identifier<Source>

  public var id: ID
  public var name: String
  public var type: SourceType?
  public var family: String?
  public var controller: String?
  public var platform: String?
  public var handle: String?
  public var reliability: Reliability
  public var reliabilityBasis: String?

  public init(
    id: ID, name: String, type: SourceType? = nil, family: String? = nil,
    controller: String? = nil, platform: String? = nil, handle: String? = nil,
    reliability: Reliability = .f, reliabilityBasis: String? = nil
  ) {
    self.id = id
    self.name = name
    self.type = type
    self.family = family
    self.controller = controller
    self.platform = platform
    self.handle = handle
    self.reliability = reliability
    self.reliabilityBasis = reliabilityBasis
  }
}

/// The words of `name`, which is mostly all ASCII, in lower case with hyphens between them. `nil` when it is not.
private func hyphenatedASCII(_ name: String) -> String? {
  var name = name
  return name.withUTF8 { name in
    guard name.allSatisfy({ $0 < 0x80 }) else { return nil }
    return String(unsafeUninitializedCapacity: name.count) { words in
      var count = 0
      var isBetween = false
      for byte in name {
        let lower = UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
        guard isLetterOrDigit(lower) else {
          isBetween = count > 0
          continue
        }
        if isBetween {
          words[count] = UInt8(ascii: "-")
          count += 1
        }
        isBetween = false
        words[count] = lower
        count += 1
      }
      return count
    }
  }
}

private func isLetterOrDigit(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
  default: false
  }
}

extension Identifier<Source> {
  /// The id of the source that calls itself `name`: case, spaces, quotes and a leading "the" make no other source.
  public init(named name: String) {
    let words =
      hyphenatedASCII(name)
      ?? name.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
    self.init(rawValue: words.hasPrefix("the-") ? String(words.dropFirst(4)) : words)
  }
}

/// One item by one source. What the item says of an incident stands in its assertions and statements.
public struct Report: Identifiable, Codable, Hashable, Sendable {
  public typealias ID = Identifier<Report>

  /// The id of the report's ledger entry, in hex.
  public var id: ID
  /// `nil` when nobody knows who published it.
  public var source: Source.ID?
  public var url: String?
  public var publishedAt: Date?
  /// When a desk first took it in.
  public var receivedAt: Date
  public var headline: String?
  public var text: String
  public var language: String?
  public var addsOriginalReporting: Bool?
  public var mediaHash: String?
  /// `nil` when the text is too short to be compared with others.
  public var signature: TextSignature?
  /// Why the report was joined to this incident: the rule and its numbers in words.
  public var joined: String?

  public init(
    id: ID, source: Source.ID?, url: String? = nil, publishedAt: Date? = nil, receivedAt: Date,
    headline: String? = nil, text: String, language: String? = nil,
    addsOriginalReporting: Bool? = nil, mediaHash: String? = nil, signature: TextSignature? = nil,
    joined: String? = nil
  ) {
    self.id = id
    self.source = source
    self.url = url
    self.publishedAt = publishedAt
    self.receivedAt = receivedAt
    self.headline = headline
    self.text = text
    self.language = language
    self.addsOriginalReporting = addsOriginalReporting
    self.mediaHash = mediaHash
    self.signature = signature
    self.joined = joined
  }

  /// The best time known for it: its own, else when it reached us.
  public var time: Date { publishedAt ?? receivedAt }

  /// When it came out, for the order among others. Who gives no date, but says when that happened which is
  /// told, stands there: what is old is no news because it reached us today.
  public func activity(occurredAt: Date?) -> Date {
    publishedAt ?? min(receivedAt, occurredAt ?? receivedAt)
  }
}

/// One link in the chain of sources behind a report.
public struct Citation: Codable, Hashable, Sendable {
  public var report: Report.ID
  /// 0 for whom the report itself cites, 1 for whom *that* source cites, and so on to the root.
  public var depth: Int
  /// `nil` when the root has no name.
  public var source: Source.ID?
  public var relation: CitationRelation
  public var state: LinkState
  public var passage: Passage?

  public init(
    report: Report.ID, depth: Int, source: Source.ID?, relation: CitationRelation = .cites,
    state: LinkState = .suggested, passage: Passage? = nil
  ) {
    self.report = report
    self.depth = depth
    self.source = source
    self.relation = relation
    self.state = state
    self.passage = passage
  }
}

/// Something that is said of an incident, by one report or by many.
public struct Claim: Identifiable, Codable, Hashable, Sendable {
  public typealias ID = Identifier<Claim>

  /// Unique within the incident: `occurrence`, or `cause:` and a short hash of the words.
  public var id: ID
  public var kind: ClaimKind
  public var text: String
  /// The first that is given; each assertion has its own.
  public var number: ReadNumber?

  public init(id: ID, kind: ClaimKind, text: String, number: ReadNumber? = nil) {
    self.id = id
    self.kind = kind
    self.text = text
    self.number = number
  }
}

/// What one report says about one claim.
public struct Assertion: Codable, Hashable, Sendable {
  public var claim: Claim.ID
  public var report: Report.ID
  public var stance: Stance
  /// What this report counts: "10 explosions" and "several" may be one claim. `nil`: it gives no number.
  public var number: ReadNumber?
  public var hedge: String?
  public var party: Bool
  public var againstInterest: Bool
  public var passage: Passage?

  public init(
    claim: Claim.ID, report: Report.ID, stance: Stance = .asserts, number: ReadNumber? = nil,
    hedge: String? = nil, party: Bool = false, againstInterest: Bool = false,
    passage: Passage? = nil
  ) {
    self.claim = claim
    self.report = report
    self.stance = stance
    self.number = number
    self.hedge = hedge
    self.party = party
    self.againstInterest = againstInterest
    self.passage = passage
  }
}

/// Who ought to speak, or has.
public struct Authority: Identifiable, Codable, Hashable, Sendable {
  public typealias ID = Identifier<Authority>

  /// `RU/defence-ministry`.
  public var id: ID
  public var name: String
  public var kind: AuthorityKind
  public var region: Region.ID
  public var channels: [Channel]

  public init(
    id: ID, name: String, kind: AuthorityKind, region: Region.ID, channels: [Channel] = []
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.region = region
    self.channels = channels
  }
}

extension Identifier<Authority> {
  public init(named name: String, in region: Region.ID) {
    self.init(rawValue: "\(region)/\(Source.ID(named: name))")
  }
}

/// Where we listen to an authority.
public struct Channel: Codable, Hashable, Sendable {
  public var url: String
  /// In seconds.
  public var expectedInterval: Double
  /// When it last answered. `nil`: never.
  public var lastOkAt: Date?
  public var lastItemAt: Date?

  public init(
    url: String, expectedInterval: Double, lastOkAt: Date? = nil, lastItemAt: Date? = nil
  ) {
    self.url = url
    self.expectedInterval = expectedInterval
    self.lastOkAt = lastOkAt
    self.lastItemAt = lastItemAt
  }
}

/// That an authority ought to speak of an incident.
public struct Expectation: Codable, Hashable, Sendable {
  public var authority: Authority.ID
  public var role: ExpectationRole
  /// After how many hours an asked authority is overdue.
  public var deadlineHours: Double
  public var askedAt: Date?

  public init(
    authority: Authority.ID, role: ExpectationRole = .competent, deadlineHours: Double = 24,
    askedAt: Date? = nil
  ) {
    self.authority = authority
    self.role = role
    self.deadlineHours = deadlineHours
    self.askedAt = askedAt
  }
}

/// What an authority said, as the report or the desk's act of this id has it.
public struct Statement: Codable, Hashable, Sendable {
  public var authority: Authority.ID
  public var report: Report.ID
  /// Why this authority is expected to speak at all.
  public var role: ExpectationRole
  public var claim: ClaimKind
  public var position: Position
  public var issuedAt: Date
  public var observedAt: Date
  public var url: String?
  public var speaker: String?
  public var quote: String?
  public var attribution: Attribution
  public var messageType: MessageType
  /// See ``ReadStatement/identifier`` and ``ReadStatement/references``.
  public var identifier: String?
  public var references: [String]
  public var passage: Passage?

  public init(
    authority: Authority.ID, report: Report.ID, role: ExpectationRole = .competent,
    claim: ClaimKind = .occurrence, position: Position, issuedAt: Date, observedAt: Date,
    url: String? = nil, speaker: String? = nil, quote: String? = nil,
    attribution: Attribution = .officialChannel, messageType: MessageType = .alert,
    identifier: String? = nil, references: [String] = [], passage: Passage? = nil
  ) {
    self.authority = authority
    self.report = report
    self.role = role
    self.claim = claim
    self.position = position
    self.issuedAt = issuedAt
    self.observedAt = observedAt
    self.url = url
    self.speaker = speaker
    self.quote = quote
    self.attribution = attribution
    self.messageType = messageType
    self.identifier = identifier
    self.references = references
    self.passage = passage
  }

  /// What was `read` in the item `report`, taken in at `observedAt`; `time` stands in for an unknown time of issue.
  public init(_ read: ReadStatement, in report: Report.ID, at time: Date, observedAt: Date) {
    self.init(
      authority: read.authority.id, report: report, role: read.role, claim: read.claim,
      position: read.position, issuedAt: read.issuedAt ?? time, observedAt: observedAt,
      url: read.url, speaker: read.speaker, quote: read.quote, attribution: read.attribution,
      messageType: read.messageType, identifier: read.identifier, references: read.references,
      passage: read.passage)
  }
}

/// A source says that an authority had said nothing by then.
public struct ReportedSilence: Codable, Hashable, Sendable {
  public var authority: Authority.ID
  public var report: Report.ID
  public var role: ExpectationRole
  public var asOf: Date
  public var passage: Passage?

  public init(
    authority: Authority.ID, report: Report.ID, role: ExpectationRole = .competent, asOf: Date,
    passage: Passage? = nil
  ) {
    self.authority = authority
    self.report = report
    self.role = role
    self.asOf = asOf
    self.passage = passage
  }
}

/// An image, a sensor reading or a document, with the report or the desk's act that brought it.
public struct Evidence: Codable, Hashable, Sendable {
  public var report: Report.ID
  public var evidence: ReadEvidence

  public init(report: Report.ID, evidence: ReadEvidence) {
    self.report = report
    self.evidence = evidence
  }

  /// All three checks are passed. Not checked is not passed.
  public var isChecked: Bool {
    evidence.integrityOk == true && evidence.placeOk == true && evidence.timeOk == true
  }
}
