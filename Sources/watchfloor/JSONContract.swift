import Dashboard
import Foundation
import Gazetteer
import IncidentStore
import Incidents

// What programs read, line by line; `JSONDocuments.swift` has what it reads of one incident. Stable: a field
// may be added, none is renamed or dropped without a new `v`.

/// One line of `watchfloor list --json`.
struct IncidentLine: Encodable {
  struct Official: Encodable {
    var status: OfficialStatus
    var confirmed, denied, nonCommittal, silent, notMonitored, withdrawn, others, overdue: Int
    /// Left out when nobody is silent.
    var longestSilenceSeconds: Int?
  }

  struct VerificationLine: Encodable {
    var status: VerificationStatus
    var rule: String
  }

  var v = 1
  var id: Incident.ID
  var region: Region.ID
  var regionName: String
  var title: String
  var kind: IncidentKind
  var lifecycle: Lifecycle
  /// Left out unless its lifecycle is `merged`.
  var mergedInto: Incident.ID?
  /// By the first report that says when. Left out when none does.
  var occurredAt: Date?
  var firstReportedAt: Date
  var provisional: Bool
  var lastActivityAt: Date
  /// What the person who asks has done with it.
  var desk: DeskState
  var place: ReadPlace?
  var reports: Int
  var verification: VerificationLine
  var origins: OriginCount
  var official: Official

  init(_ row: IncidentSummary, now: Date) {
    let (incident, standing) = (row.incident, row.standing)
    id = incident.id
    region = incident.region
    regionName = Gazetteer.world.name(of: incident.region)
    title = incident.title
    kind = incident.kind
    lifecycle = incident.lifecycle
    mergedInto = incident.mergedInto
    occurredAt = incident.occurredAt
    firstReportedAt = incident.firstReportedAt
    provisional = incident.provisional
    lastActivityAt = incident.lastActivityAt
    desk = row.desk
    place = incident.place
    reports = standing.reports
    verification = VerificationLine(
      status: standing.verification.status, rule: standing.verification.rule)
    origins = standing.verification.origins
    let said = standing.official
    official = Official(
      status: said.status, confirmed: said.confirmed, denied: said.denied,
      nonCommittal: said.nonCommittal, silent: said.silent, notMonitored: said.notMonitored,
      withdrawn: said.withdrawn, others: said.others, overdue: said.overdue,
      longestSilenceSeconds: said.silentSince.map { max(0, Int(now.timeIntervalSince($0))) })
  }
}

/// One line of `watchfloor regions --json`.
struct RegionLine: Encodable {
  var v = 1
  var region: Region.ID
  var name: String
  var country: Region.ID
  var disputed: Bool
  var incidents, open, withoutWord, silent: Int
  var lastActivityAt: Date

  init(_ tally: RegionTally) {
    region = tally.region
    name = Gazetteer.world.name(of: tally.region)
    country = tally.region.country
    disputed = Gazetteer.world.isDisputed(tally.region)
    incidents = tally.incidents
    open = tally.open
    withoutWord = tally.withoutWord
    silent = tally.silent
    lastActivityAt = tally.lastActivityAt
  }
}

/// A value of the domain as a line of its own.
struct Versioned<Value: Encodable>: Encodable {
  private let value: Value

  init(_ value: Value) { self.value = value }

  private enum Key: String, CodingKey { case v }

  func encode(to encoder: any Encoder) throws {
    try value.encode(to: encoder)
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(1, forKey: .v)
  }
}

/// What a person did: one line of `watchfloor log --json`, and a part of an incident.
struct ActLine: Encodable {
  var id: Act.ID
  var author, desk: String
  var at: Date
  var because: String?
  var deed: Deed
  /// Who did what, in words.
  var sentence: String
  var isUndone: Bool

  /// - Parameter dossier: gives the names of what it is about.
  init(_ recorded: RecordedAct, in dossier: Dossier?) {
    let act = recorded.act
    id = recorded.id
    author = act.author
    desk = act.desk
    at = act.at
    because = act.because
    deed = act.deed
    sentence = Dashboard.sentence(for: act, in: dossier)
    isUndone = recorded.isUndone
  }
}

/// One line of `watchfloor changes --json`.
struct ChangeRow: Encodable {
  var v = 1
  var seq: Int64
  var at: Date
  var incident: Incident.ID
  /// What that is today, if it was merged. Left out when it was not.
  var nowIncident: Incident.ID?
  /// Of today.
  var title: String
  var region: Region.ID
  var field: String
  /// Left out when the incident is new.
  var old: String?
  var new, rule: String
  /// The entry that caused it. Left out when time alone did, or the merging of two stores.
  var because: String?
  var material: Bool
  /// The deed that caused it. Left out when it was a report, or time.
  var act: Act?

  init(_ line: ChangeLine) {
    let change = line.change
    seq = change.seq
    at = change.at
    incident = change.incident
    nowIncident = line.incident == change.incident ? nil : line.incident
    title = line.title
    region = line.region
    field = change.field
    old = change.old
    new = change.new
    rule = change.rule
    because = change.because
    material = change.isMaterial
    act = line.act
  }
}

/// One line of `watchfloor authority list --json`.
struct AuthorityListLine: Encodable {
  var v = 1
  var id: Authority.ID
  var name: String
  var kind: AuthorityKind
  var region: Region.ID
  var channels: [Channel]

  init(_ authority: Authority) {
    id = authority.id
    name = authority.name
    kind = authority.kind
    region = authority.region
    channels = authority.channels
  }
}

/// One line of `watchfloor feeds --json`.
struct FeedLine: Encodable {
  var v = 1
  var url: String
  /// Left out for a feed of no authority.
  var authority: Authority.ID?
  var status: Feed.Status
  var expectedIntervalSeconds: Int
  /// Left out when it was never heard.
  var lastOkAt: Date?
  var ageSeconds: Int?
  var lastItemAt, lastFailedAt: Date?
  var problem: String?
  var quarantined: Int

  init(_ feed: Feed, now: Date) {
    url = feed.url
    authority = feed.authority?.id
    status = feed.status(at: now)
    expectedIntervalSeconds = Int(feed.expectedInterval)
    lastOkAt = feed.lastOkAt
    ageSeconds = feed.age(at: now).map { Int($0) }
    lastItemAt = feed.lastItemAt
    lastFailedAt = feed.lastFailedAt
    problem = feed.problem
    quarantined = feed.quarantined
  }
}

/// Prints one object as one line.
func printJSON(_ value: some Encodable) throws { print(try lineOfJSON(value)) }

func lineOfJSON(_ value: some Encodable) throws -> String {
  String(decoding: try JSONEncoder.canonical.encode(value), as: UTF8.self)
}
