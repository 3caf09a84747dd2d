import Foundation
import IncidentStore
import Incidents
import TestSupport
import Testing

/// What a store says of an incident, whoever asks: not how it came to know.
struct Knowledge: Equatable {
  var standing: Standing
  var dossier: Dossier

  /// Of every incident of `store`. What is on a desk stays there.
  static func all(of store: IncidentStore) throws -> [Self] {
    try store.list(everywhere).map { row in
      var detail = try #require(try store.detail(row.id))
      detail.dossier.acts.removeAll { $0.act.deed.staysHere }
      return Self(standing: detail.standing, dossier: detail.dossier)
    }
  }
}

/// A morning at one desk: drafts and deeds at their times.
private func work(on store: IncidentStore, until end: Double) throws {
  func id(_ title: String) throws -> Incident.ID {
    try #require(store.list(everywhere).first { $0.incident.title.hasPrefix(title) }).id
  }
  func record(_ deed: Deed, _ hour: Double) throws {
    try store.record(deed, because: nil, by: desk, at: at(hour))
  }
  var steps: [(hour: Double, step: () throws -> Void)] = []
  for (index, draft) in everything.enumerated() {
    let hour = 12 + Double(index) / 10
    steps.append((hour, { try store.append([draft], by: desk, at: at(hour)) }))
  }
  steps.append((13, { try record(.rate(source: "SHOT", reliability: .c), 13) }))
  steps.append((14, { try record(.merge(incident: id("Warehouse"), into: id("Expl")), 14) }))
  let late = Draft.sample("Blast heard", source: "Late", at: 12)
  steps.append((15, { try store.append([late], by: desk, at: at(15)) }))
  steps.append((16, { try store.undo(by: desk, at: at(16)) }))
  steps.append((17, { try record(.acknowledge(incident: id("Expl")), 17) }))
  for (hour, step) in steps where hour <= end { try step() }
  try store.settle(at: at(end))
}

struct HistoryTests {
  let directory: TemporaryDirectory

  init() throws { directory = TemporaryDirectory() }

  @Test(
    "As of a time, a store says what one says that has only seen what came before",
    arguments: [11.0, 12.0, 12.1, 12.25, 12.55, 13.5, 14.5, 15.5, 16.5, 17.5])
  func asOf(hour: Double) throws {
    let whole = try IncidentStore.open(at: directory.path("whole.db"))
    try work(on: whole, until: 18)
    let early = try IncidentStore.open(at: directory.path("early.db"))
    try work(on: early, until: hour)
    let then = try whole.asOf(at(hour))
    #expect(try Knowledge.all(of: then) == Knowledge.all(of: early))
    #expect(try then.changes(ChangeQuery()) == early.changes(ChangeQuery()))
    #expect(try then.list(everywhere) == early.list(everywhere))
    #expect(try then.overview(for: "anna") == early.overview(for: "anna"))
    #expect(try then.feeds() == early.feeds())
  }

  @Test func nothingCanBePutIntoThePast() throws {
    let store = try IncidentStore.open(at: directory.path("a.db"))
    try work(on: store, until: 18)
    let then = try store.asOf(at(12.5))
    let error = #expect(throws: IncidentStoreError.self) {
      try then.append([.sample("Late")], by: desk, at: at(19))
    }
    #expect(error?.code == .isPast)
  }

  @Test func changesAreFoundByTheirTime() throws {
    let store = try IncidentStore.open(at: directory.path("a.db"))
    try work(on: store, until: 18)
    #expect(try store.momentOfChange(.before, at(18)) == at(16))
    #expect(try store.momentOfChange(.before, at(16)) == at(15))
    #expect(try store.momentOfChange(.after, at(13)) == at(14))
    let warehouse = try #require(store.list().first { $0.incident.title == "Warehouse fire" }).id
    #expect(try store.momentOfChange(.before, at(16), in: warehouse) == at(14))
  }

  @Test func aRebuildGivesWhatIsThere() throws {
    let path = directory.path("a.db")
    let store = try IncidentStore.open(at: path)
    try work(on: store, until: 18)
    let before = try projections(of: path)
    try store.rebuild()
    #expect(try projections(of: path) == before)
  }

  // MARK: Two desks

  /// Two desks with one report in common, and each with reports and acts of its own.
  private func twoDesks(_ suffix: String) throws -> (String, String) {
    let (here, there) = (directory.path("here\(suffix).db"), directory.path("there\(suffix).db"))
    let one = try IncidentStore.open(at: here)
    try one.append(everything, by: desk, at: at(12.5))
    try one.record(.rate(source: "SHOT", reliability: .c), because: "seen it", by: desk, at: at(13))
    let other = try IncidentStore.open(at: there)
    try other.append(
      [
        .sample("Blast heard in Krasnodar", source: "Neighbour", at: 9.5),
        .sample("Explosions near Krasnodar heard", at: 10.5),
      ], by: boris, at: at(12.2))
    try other.append(
      [.sample("Life again", source: "Local", at: 11, cites: [ReadCitation(source: "SHOT")])],
      by: boris, at: at(12.7))
    try other.record(
      .rate(source: "SHOT", reliability: .e), because: "a hoax", by: boris, at: at(14))
    let row = try #require(try other.list().first)
    try other.record(.note(incident: row.id, text: "mine"), because: nil, by: boris, at: at(14.5))
    return (here, there)
  }

  @Test func whicheverIsMergedIntoTheOtherBothSayTheSame() throws {
    let (here, there) = try twoDesks("1")
    let (hereToo, thereToo) = try twoDesks("2")
    let one = try IncidentStore.open(at: here)
    let outcome = try one.merge(storeAt: there, at: at(20))
    let other = try IncidentStore.open(at: thereToo)
    try other.merge(storeAt: hereToo, at: at(21))
    try one.settle(at: at(22))
    try other.settle(at: at(22))
    #expect(outcome.added == 5 && outcome.known == 2 && outcome.conflicts == 1)
    #expect(try Knowledge.all(of: one) == Knowledge.all(of: other))
    #expect(try one.list(everywhere).map(\.id) == other.list(everywhere).map(\.id))
  }

  @Test func mergingAgainChangesNothing() throws {
    let (here, there) = try twoDesks("")
    let store = try IncidentStore.open(at: here)
    try store.merge(storeAt: there, at: at(20))
    let before = try projections(of: here)
    let again = try store.merge(storeAt: there, at: at(21))
    #expect(again == MergeOutcome(added: 0, known: 7, conflicts: 0, changed: 0))
    #expect(try projections(of: here) == before)
    try store.rebuild()
    #expect(try projections(of: here) == before)
  }

  @Test func aLedgerOfTheFirstVersionIsMergedAndLeftAsItIs() throws {
    let old = directory.path("old.db")
    let sql = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Ledgers/version-1.sql")
    try execute(String(contentsOf: sql, encoding: .utf8), old)
    let bytes = try Data(contentsOf: URL(filePath: old))
    let store = try IncidentStore.open(at: directory.path("new.db"))
    #expect(try store.merge(storeAt: old, at: at(20)).added == 5)
    #expect(try store.lines() == ["Blast in Sochi: corroborated 2..2A, no-authority-set"])
    #expect(try Data(contentsOf: URL(filePath: old)) == bytes)
  }

  @Test func ofTwoDesksWordsTheLaterCountsAndTheChangeSaysSo() throws {
    let (here, there) = try twoDesks("")
    let store = try IncidentStore.open(at: here)
    try store.merge(storeAt: there, at: at(20))
    #expect(try store.sources().first { $0.name == "SHOT" }?.reliability == .e)
    let change = try #require(
      try store.changes(ChangeQuery()).first { $0.change.field == "conflict" })
    #expect(
      change.change.old == "C by anna@test"
        && change.change.new == "E by boris@other"
        && change.change.rule == "later wins" && change.act?.because == "a hoax")
    // Both are kept: when the later is undone, the other counts.
    try store.undo(
      #require(store.acts(limit: 1).first).id, by: desk, at: at(21))
    #expect(try store.sources().first { $0.name == "SHOT" }?.reliability == .c)
  }

  @Test func anIdThatWasQuotedBeforeAMergeIsGoodForEver() throws {
    let (here, there) = try twoDesks("")
    let store = try IncidentStore.open(at: here)
    let quoted = try #require(store.list().first { $0.incident.region == "RU-KDA" }).id
    try store.merge(storeAt: there, at: at(20))
    let now = try #require(try store.detail(quoted)).dossier.incident
    // The other desk's report came first, and founded the incident.
    #expect(now.id != quoted && now.title == "Blast heard in Krasnodar")
    #expect(
      try store.changes(ChangeQuery(incident: now.id)).contains { $0.change.incident == quoted })
  }

  @Test func noOrderOfTakingInMakesADifference() throws {
    var random = SplitMix64(seed: 7)
    let drafts =
      everything + [
        .sample("Blast heard", source: "Late", at: 12),
        .sample("Explosions near Krasnodar", source: "Copy", at: 10.2),
      ]
    func merged(_ order: [Draft]) throws -> [Knowledge] {
      // Each draft has its own desk; the ledgers are merged in the given order.
      let base = try IncidentStore.open(at: directory.path("\(UUID().uuidString).db"))
      for draft in order {
        let path = directory.path("\(UUID().uuidString).db")
        let number = drafts.firstIndex(of: draft) ?? 0
        try IncidentStore.open(at: path).append(
          [draft], by: Author(name: "a\(number)", desk: "d"), at: at(13 + Double(number) / 10))
        try base.merge(storeAt: path, at: at(20))
      }
      try base.settle(at: at(30))
      return try Knowledge.all(of: base)
    }
    let first = try merged(drafts)
    for _ in 0..<3 {
      #expect(try merged(drafts.shuffled(using: &random)) == first)
    }
  }
}
