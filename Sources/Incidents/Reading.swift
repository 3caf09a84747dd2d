public import Foundation

/// Where in a report's text something was found, and the rule that found it.
public struct Passage: Codable, Hashable, Sendable {
  /// UTF-8 byte offsets into ``ReportBody/text``: the whole sentence, so that a reader sees the context.
  public var start: Int
  public var end: Int
  /// The name of the reader's rule, such as `citation.according-to`; `analyst` when a person marked it.
  public var rule: String

  public init(start: Int, end: Int, rule: String) {
    self.start = start
    self.end = end
    self.rule = rule
  }
}

/// What was read out of one report's text, by a machine or by a person.
///
/// A report's own entry holds only what its source sent. A better reader adds a second reading of the
/// same report; the latest one counts.
public struct Reading: Codable, Hashable, Sendable {
  /// Who read, with a version: `en-article/1`, or `analyst`.
  public var reader: String
  public var incidents: [ReadIncident]

  public init(reader: String, incidents: [ReadIncident]) {
    self.reader = reader
    self.incidents = incidents
  }

  /// The ``reader`` of what a person read.
  public static let analyst = "analyst"
}

/// One incident as one report tells it.
public struct ReadIncident: Codable, Hashable, Sendable {
  public var title: String
  public var kind: IncidentKind
  public var region: Region.ID
  public var place: ReadPlace?
  /// When it happened, if the report says so. `nil` means that it does not say.
  public var occurredAt: Date?
  /// What a structured feed calls the event, with the feed's name before it: `usgs:us7000abcd`. Reports
  /// with one identity tell of one incident. `nil` when the feed has no such thing.
  public var identity: String?
  public var claims: [ReadClaim]
  /// The chain of sources, nearest first: `[Life, SHOT]` for "Life, which cited SHOT". The last is the root.
  public var citations: [ReadCitation]
  public var statements: [ReadStatement]
  public var silences: [ReadSilence]
  public var evidence: [ReadEvidence]

  public init(
    title: String, kind: IncidentKind, region: Region.ID, place: ReadPlace? = nil,
    occurredAt: Date? = nil, identity: String? = nil, claims: [ReadClaim] = [],
    citations: [ReadCitation] = [], statements: [ReadStatement] = [], silences: [ReadSilence] = [],
    evidence: [ReadEvidence] = []
  ) {
    self.title = title
    self.kind = kind
    self.region = region
    self.place = place
    self.occurredAt = occurredAt
    self.identity = identity
    self.claims = claims
    self.citations = citations
    self.statements = statements
    self.silences = silences
    self.evidence = evidence
  }
}

public struct ReadPlace: Codable, Hashable, Sendable {
  /// In the words of the report: "outskirts of Krasnodar".
  public var text: String
  public var precision: GeoPrecision
  /// Degrees north and east, WGS 84. `nil` when the report names no point and the gazetteer knows none.
  public var latitude: Double?
  public var longitude: Double?

  public init(
    text: String, precision: GeoPrecision, latitude: Double? = nil, longitude: Double? = nil
  ) {
    self.text = text
    self.precision = precision
    self.latitude = latitude
    self.longitude = longitude
  }
}

/// What a report says about one claim.
public struct ReadClaim: Codable, Hashable, Sendable {
  public var kind: ClaimKind
  /// The claim as a short sentence: "about 10 explosions".
  public var text: String
  public var stance: Stance
  /// A number with the words it came from. `nil` when the report gives none: never read as 0.
  public var number: ReadNumber?
  /// The words that keep the claim from being flat: "may have been caused by".
  public var hedge: String?
  /// The report speaks for a side of the conflict; unless against its own interest it does not count (I8).
  public var party: Bool?
  public var againstInterest: Bool?
  public var passage: Passage?

  public init(
    kind: ClaimKind, text: String, stance: Stance = .asserts, number: ReadNumber? = nil,
    hedge: String? = nil, party: Bool? = nil, againstInterest: Bool? = nil, passage: Passage? = nil
  ) {
    self.kind = kind
    self.text = text
    self.stance = stance
    self.number = number
    self.hedge = hedge
    self.party = party
    self.againstInterest = againstInterest
    self.passage = passage
  }
}

/// A number as a source gives it, with its spread and its words.
public struct ReadNumber: Codable, Hashable, Sendable {
  /// What is counted: "explosions", "injured".
  public var unit: String
  public var low: Int?
  public var best: Int?
  public var high: Int?
  /// The words themselves: "approximately 10".
  public var words: String

  public init(unit: String, low: Int?, best: Int?, high: Int?, words: String) {
    self.unit = unit
    self.low = low
    self.best = best
    self.high = high
    self.words = words
  }
}

/// One link of a chain of sources.
public struct ReadCitation: Codable, Hashable, Sendable {
  /// The source's name as written: "SHOT". `nil` for a root without a name ("unconfirmed reports").
  public var source: String?
  /// Where the source publishes, if the text says so: "telegram".
  public var platform: String?
  public var relation: CitationRelation
  /// `suggested` when a machine read it; `confirmed` when a person or a forward header says so.
  public var state: LinkState
  public var passage: Passage?

  public init(
    source: String?, platform: String? = nil, relation: CitationRelation = .cites,
    state: LinkState = .suggested, passage: Passage? = nil
  ) {
    self.source = source
    self.platform = platform
    self.relation = relation
    self.state = state
    self.passage = passage
  }
}

/// An authority as a report names it, before the store gives it an id.
public struct ReadAuthority: Codable, Hashable, Sendable {
  public var name: String
  public var kind: AuthorityKind
  /// Where it is responsible: the country for a ministry, the region for "local authorities".
  public var region: Region.ID

  public init(name: String, kind: AuthorityKind, region: Region.ID) {
    self.name = name
    self.kind = kind
    self.region = region
  }
}

/// What an authority said, as a report has it.
public struct ReadStatement: Codable, Hashable, Sendable {
  public var authority: ReadAuthority
  public var role: ExpectationRole
  public var claim: ClaimKind
  public var position: Position
  /// When it was said. `nil` when the report does not say; the report's own time then stands in for it.
  public var issuedAt: Date?
  public var speaker: String?
  public var quote: String?
  public var attribution: Attribution
  public var messageType: MessageType
  /// By what the authority itself calls this message, if it numbers them [CAP 1.2 identifier].
  public var identifier: String?
  /// The messages that this one updates or cancels. Empty: whatever the authority said before.
  public var references: [String]
  public var url: String?
  public var passage: Passage?

  public init(
    authority: ReadAuthority, role: ExpectationRole = .competent, claim: ClaimKind = .occurrence,
    position: Position, issuedAt: Date? = nil, speaker: String? = nil, quote: String? = nil,
    attribution: Attribution, messageType: MessageType = .alert, identifier: String? = nil,
    references: [String] = [], url: String? = nil, passage: Passage? = nil
  ) {
    self.authority = authority
    self.role = role
    self.claim = claim
    self.position = position
    self.issuedAt = issuedAt
    self.speaker = speaker
    self.quote = quote
    self.attribution = attribution
    self.messageType = messageType
    self.identifier = identifier
    self.references = references
    self.url = url
    self.passage = passage
  }
}

/// A source says that an authority had said nothing by then. Not our own listening: "silent as reported".
public struct ReadSilence: Codable, Hashable, Sendable {
  public var authority: ReadAuthority
  public var role: ExpectationRole
  /// By when. `nil` means by the time of the report.
  public var asOf: Date?
  public var passage: Passage?

  public init(
    authority: ReadAuthority, role: ExpectationRole = .competent, asOf: Date? = nil,
    passage: Passage? = nil
  ) {
    self.authority = authority
    self.role = role
    self.asOf = asOf
    self.passage = passage
  }
}

/// An image, a sensor reading or a document that bears on a claim.
public struct ReadEvidence: Codable, Hashable, Sendable {
  public var kind: EvidenceKind
  public var provider: String
  public var claim: ClaimKind
  public var bearing: Bearing
  public var acquiredAt: Date?
  /// The three checks. `nil` means not checked; only evidence with all three `true` moves a status.
  public var integrityOk: Bool?
  public var placeOk: Bool?
  public var timeOk: Bool?
  public var note: String?

  public init(
    kind: EvidenceKind, provider: String, claim: ClaimKind = .occurrence, bearing: Bearing,
    acquiredAt: Date? = nil, integrityOk: Bool? = nil, placeOk: Bool? = nil, timeOk: Bool? = nil,
    note: String? = nil
  ) {
    self.kind = kind
    self.provider = provider
    self.claim = claim
    self.bearing = bearing
    self.acquiredAt = acquiredAt
    self.integrityOk = integrityOk
    self.placeOk = placeOk
    self.timeOk = timeOk
    self.note = note
  }
}
