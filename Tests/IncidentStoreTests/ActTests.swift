import Foundation
import IncidentStore
import Incidents
import Testing

let boris = Author(name: "boris", desk: "other")

struct ActTests {
  let store: IncidentStore

  init() throws {
    store = try .inMemory()
    try store.append(everything, by: desk, at: at(12.5))
  }

  private func id(_ title: String) throws -> Incident.ID {
    try #require(store.list(everywhere).first { $0.incident.title.hasPrefix(title) }).id
  }

  private func detail(_ title: String) throws -> IncidentDetail {
    try #require(try store.detail(id(title), for: desk.name))
  }

  private func report(of source: Source.ID, in title: String) throws -> Report.ID {
    try #require(detail(title).dossier.reports.first { $0.source == source }).id
  }

  private func does(_ deed: Deed, by author: Author = desk, at hour: Double = 14) throws {
    try store.record(deed, because: "a test", by: author, at: at(hour))
  }

  @Test func aGradeCountsUntilItIsUndone() throws {
    let before = try store.lines()
    try does(.rate(source: "Wire", reliability: .e))
    #expect(try store.lines().last == "Explosions near Krasnodar: reported 1..1F, silent")
    #expect(try store.sources().first { $0.name == "Wire" }?.reliability == .e)
    let undone = try store.undo(by: desk, at: at(15))
    #expect(undone.map(\.act.deed) == [.rate(source: "Wire", reliability: .e)])
    #expect(try store.lines() == before)
    // The grade that the feed gave is the one that counts again.
    #expect(try store.sources().first { $0.name == "Wire" }?.reliability == .a)
  }

  @Test func theHistoryOfAnIncidentNamesTheActsThatMovedIt() throws {
    try does(.rate(source: "Wire", reliability: .e))
    try store.undo(by: desk, at: at(15))
    try does(.note(incident: id("Expl"), text: "not for anna"), by: boris, at: 16)
    #expect(try detail("Expl").dossier.acts.map(\.act.deed.name) == ["rate", "undo"])
  }

  @Test func whatWasUndoneCanBeDoneAgain() throws {
    try does(.rate(source: "Wire", reliability: .e))
    let graded = try store.lines()
    try store.undo(by: desk, at: at(15))
    let undo = try #require(store.acts(limit: 1).first)
    try store.undo(undo.id, by: boris, at: at(16))
    #expect(try store.lines() == graded)
  }

  @Test func onlyTheLastOwnActIsUndoneByItself() throws {
    try does(.rate(source: "SHOT", reliability: .c))
    try does(.rate(source: "SHOT", reliability: .d), by: boris, at: 14.5)
    #expect(
      try store.undo(by: desk, at: at(15)).map(\.act.deed) == [
        .rate(source: "SHOT", reliability: .c)
      ])
    let error = #expect(throws: IncidentStoreError.self) {
      try store.undo(by: desk, at: at(15.5))
    }
    #expect(
      error?.description == """
        there is nothing to undo
          reason: no act of anna stands here
          hint: see what was done with: watchfloor log
        """)
  }

  @Test func whatIsRecordedTogetherIsAllOrNothingAndIsUndoneTogether() throws {
    try does(.note(incident: id("Expl"), text: "before"))
    let before = try store.facts()
    let ids = try [id("Expl"), id("Warehouse")]
    let unknown = Incident.ID(rawValue: "RU-KDA-000000")
    func acknowledge(_ ids: [Incident.ID]) throws -> [RecordedAct] {
      let deeds = ids.map { Deed.acknowledge(incident: $0) }
      return try store.record(deeds, because: nil, by: desk, at: at(15))
    }
    #expect(throws: IncidentStoreError.self) { try acknowledge(ids + [unknown]) }
    #expect(try store.facts() == before)

    let acts = try acknowledge(ids)
    #expect(acts.map(\.act.deed.incident) == ids)
    #expect(Set(acts.map(\.act.at)).count == 1)
    let undone = try store.undo(by: desk, at: at(15))
    #expect(undone.map(\.id) == acts.map(\.id))
    #expect(try store.acts(limit: 9).filter { $0.isUndone }.count == 2)
    #expect(try store.undo(by: desk, at: at(16)).map(\.act.deed.name) == ["note"])
  }

  @Test func theSameActTwiceIsTwoActs() throws {
    for (hour, grade) in [(14.0, Reliability.c), (15, .b), (16, .c)] {
      try does(.rate(source: "SHOT", reliability: grade), at: hour)
    }
    #expect(try store.sources().first { $0.name == "SHOT" }?.reliability == .c)
    #expect(try store.acts(limit: 9).count == 3)
  }

  @Test func aLinkIsRejectedAndConfirmed() throws {
    let report = try report(of: "life", in: "Expl")
    try does(
      .link(incident: id("Expl"), report: report, source: "shot", state: .rejected))
    #expect(try detail("Expl").dossier.citations.map(\.state) == [.rejected])
    try store.undo(by: desk, at: at(15))
    #expect(try detail("Expl").dossier.citations.map(\.state) == [.suggested])
  }

  @Test func aReportIsMovedAndComesBack() throws {
    let before = try store.lines()
    let report = try report(of: "wire", in: "Explosions")
    try does(.move(report: report, from: id("Explosions"), to: id("Warehouse")))
    #expect(
      try store.lines() == [
        "Warehouse fire: corroborated 1..1A, confirmed",
        "Explosions near Krasnodar: reported 1..1F, silent",
      ])
    #expect(try detail("Warehouse").dossier.reports.count == 2)
    try store.undo(by: desk, at: at(15))
    #expect(try store.lines() == before)
  }

  @Test func aMergeKeepsTheLoserAndItsIdAndCanBeUndone() throws {
    let before = try store.lines()
    let (loser, winner) = (try id("Warehouse"), try id("Explosions"))
    try does(.merge(incident: loser, into: winner))
    #expect(try store.lines() == ["Explosions near Krasnodar: verified 2..2A, confirmed"])
    let gone = try #require(try store.detail(loser)).dossier.incident
    #expect(gone.lifecycle == .merged && gone.mergedInto == winner)
    func told(of id: Incident.ID) throws -> [String] {
      try store.changes(ChangeQuery(incident: id)).filter { $0.act?.author == "anna" }
        .map { "\($0.change.incident == loser ? "loser" : "winner"): \($0.change.field)" }
    }
    #expect(try told(of: loser) == ["loser: lifecycle"])
    #expect(
      try told(of: winner) == [
        "winner: official", "winner: verification", "loser: lifecycle",
      ])
    // What is done to the loser is done to what it has become.
    try does(.state(incident: loser, statement: denial), at: 15)
    #expect(try store.lines() == ["Explosions near Krasnodar: verified 2..2A, mixed"])
    try store.undo(by: desk, at: at(16))
    try store.undo(by: desk, at: at(17))
    #expect(try store.lines() == before)
  }

  private let denial = ReadStatement(
    authority: governor, position: .deniedEvent, attribution: .officialChannel)

  @Test func aSplitMakesAnIncidentOfItsOwn() throws {
    let before = try store.lines()
    let report = try report(of: "wire", in: "Explosions near Krasnodar")
    try does(.split(incident: id("Explosions"), reports: [report]))
    #expect(
      try store.lines() == [
        "Warehouse fire: corroborated 1..1A, confirmed",
        "Explosions near Krasnodar heard: reported 1..1A, no-authority-set",
        "Explosions near Krasnodar: reported 1..1F, silent",
      ])
    try store.undo(by: desk, at: at(15))
    #expect(try store.lines() == before)
  }

  @Test func whatMayBeTheSameIsSuggestedUntilAPersonTellsItApart() throws {
    try store.append(
      [.sample("Explosions near Krasnodar again", source: "Late", at: 20)], by: desk, at: at(20))
    let again = try id("Explosions near Krasnodar again")
    #expect(try detail("Explosions near Krasnodar again").nearDuplicates.count == 1)
    let first = try #require(
      try store.list().first { $0.incident.title == "Explosions near Krasnodar" })
    #expect(try store.detail(first.id)?.nearDuplicates.map(\.incident) == [again])
    try does(.merge(incident: again, into: first.id), at: 21)
    #expect(try store.detail(first.id)?.nearDuplicates.isEmpty == true)
    try store.undo(by: desk, at: at(22))
    #expect(try store.detail(first.id)?.nearDuplicates.isEmpty == true)
  }

  @Test func aStatementAnsweredSilence() throws {
    try does(.state(incident: id("Expl"), statement: denial))
    let official = try detail("Expl").standing.official
    #expect(official.status == .denied && official.denied == 1)
  }

  @Test func anAskedAuthorityFallsOverdueByItself() throws {
    let governor = Authority.ID(named: "Governor", in: "RU-KDA")
    try does(
      .expect(
        incident: id("Expl"),
        authority: ReadAuthority(
          name: "Governor", kind: .government, region: "RU-KDA"), role: .competent,
        deadlineHours: 2), at: 13)
    try does(.ask(incident: id("Expl"), authority: governor, at: at(13.5)), at: 13.5)
    #expect(try detail("Expl").standing.official.overdue == 0)
    try store.settle(at: at(16))
    #expect(try detail("Expl").standing.official.overdue == 1)
    let change = try #require(try store.changes(ChangeQuery(limit: 1)).first)
    #expect(change.change.field == "overdue" && change.change.because == nil)
    try does(.excuse(incident: id("Expl"), authority: governor), at: 17)
    #expect(try detail("Expl").standing.official.status == .noAuthoritySet)
  }

  @Test func thePolicyExpectsAndMovesStandings() throws {
    let policy = Policy(
      corroboratingOrigins: 3,
      expectations: [
        DefaultExpectation(
          regions: ["DE"], kinds: [.fire], authority: "Ministry of the Interior",
          kind: .government, seat: .country)
      ])
    #expect(try store.setPolicy(policy, by: desk, at: at(14)))
    #expect(try !store.setPolicy(policy, by: desk, at: at(15)))
    #expect(try store.lines().last == "Explosions near Krasnodar: reported 2..2A, silent")
    let fire = try detail("Warehouse")
    #expect(fire.standing.official.notMonitored == 1)
    #expect(fire.dossier.authorities["DE/ministry-of-the-interior"]?.name != nil)
    #expect(
      try store.changes(ChangeQuery()).contains {
        $0.change.field == "verification" && $0.change.old == "corroborated"
      })
  }

  @Test func closingHidesNothingAndTakesNoMoreReports() throws {
    try does(.set(incident: id("Warehouse"), lifecycle: .closed))
    #expect(try detail("Warehouse").dossier.incident.lifecycle == .closed)
    try store.append(
      [.sample("Warehouse fire", source: "Other", region: "DE-HH", kind: .fire, at: 11.5)],
      by: desk, at: at(15))
    #expect(try store.list().count == 3)
  }

  @Test func anAcknowledgementHoldsUntilSomethingMaterialChanges() throws {
    func due(_ hour: Double) throws -> [String] {
      try store.list(
        IncidentQuery(IncidentFilter(.attention(.due)), now: at(hour), person: desk.name)
      )
      .map(\.incident.title)
    }
    try does(.acknowledge(incident: id("Explosions")))
    #expect(try due(14.1) == ["Warehouse fire"])
    #expect(
      try store.window(
        IncidentQuery(IncidentFilter(.attention(.due)), now: at(14.1), person: desk.name),
        anchor: .first,
        before: 0, after: 5
      ).total == 1)
    #expect(
      try store.list(
        IncidentQuery(IncidentFilter(.attention(.due)), now: at(14.1), person: boris.name)
      ).count == 2)
    let aside = try store.list(
      IncidentQuery(IncidentFilter(.attention(.acknowledged)), person: desk.name))
    #expect(aside.map(\.desk.acknowledgedAt) == [at(14)])
    try does(.rate(source: "Wire", reliability: .b), at: 15)
    #expect(try due(15.1).count == 2)
  }

  @Test func aSnoozeHasAnEnd() throws {
    try does(.snooze(incident: id("Warehouse"), until: at(16)))
    func due(_ hour: Double) throws -> Int {
      try store.list(
        IncidentQuery(IncidentFilter(.attention(.due)), now: at(hour), person: desk.name)
      ).count
    }
    #expect(try due(15) == 1)
    #expect(try due(16.1) == 2)
    #expect(
      try store.list(
        IncidentQuery(IncidentFilter(.attention(.snoozed)), now: at(15), person: desk.name)
      ).count == 1)
  }

  @Test func acknowledgedOnesAreListedOldestFirst() throws {
    try does(.acknowledge(incident: id("Warehouse")), at: 14)
    try does(.acknowledge(incident: id("Explosions")), at: 15)
    let query = IncidentQuery(IncidentFilter(.attention(.acknowledged)), person: desk.name)
    #expect(try store.list(query).map(\.incident.title).first == "Warehouse fire")
    let first = try #require(try store.list(query).first)
    let window = try store.window(
      query, anchor: .around(ListPosition(first, in: query)), before: 3, after: 3)
    #expect(window.rows.count == 2 && window.startsAtFirst && window.endsAtLast)
  }

  @Test func aNoteIsForItsAuthorAlone() throws {
    try does(.note(incident: id("Warehouse"), text: "ring Hamburg"))
    #expect(try detail("Warehouse").desk.note == "ring Hamburg")
    #expect(try store.detail(id("Warehouse"), for: boris.name)?.desk.note == nil)
    try does(.note(incident: id("Warehouse"), text: ""), at: 15)
    #expect(try detail("Warehouse").desk.note == nil)
  }

  @Test(
    "A deed that makes no sense is refused in a sentence",
    arguments: [
      (
        Deed.acknowledge(incident: "XX-1"),
        "there is no incident 'XX-1'\n  hint: see their ids with: watchfloor list"
      ),
      (
        .rate(source: "Shoot", reliability: .a),
        "there is no source 'Shoot'\n  hint: see their names with: watchfloor source list"
      ),
    ])
  func refusals(deed: Deed, sentence: String) throws {
    let error = #expect(throws: IncidentStoreError.self) { try does(deed) }
    #expect(error?.description == sentence)
    #expect(try store.acts(limit: 1).isEmpty)
  }

  @Test func aReportThatIsNotThereCannotBeMoved() throws {
    let (fire, blast) = (try id("Warehouse"), try id("Explosions"))
    let report = try report(of: "wire", in: "Explosions")
    let error = #expect(throws: IncidentStoreError.self) {
      try does(.move(report: report, from: fire, to: blast))
    }
    #expect(error?.problem == "\(fire) has no report '\(report.rawValue.prefix(8))'")
    let all = try detail("Explosions").dossier.reports.map(\.id)
    let second = #expect(throws: IncidentStoreError.self) {
      try does(.split(incident: blast, reports: all))
    }
    #expect(second?.problem == "nothing would be left of \(blast)")
  }

  @Test func theEndOfASnoozeIsWhenTimeNextChangesSomethingForThatPerson() throws {
    func turn(for person: String, at now: Date) throws -> Date? {
      try store.overview(for: person, at: now).nextTurn
    }
    try store.settle(at: at(15))
    let ofAll = try turn(for: boris.name, at: at(15)) ?? .distantFuture
    let end = min(ofAll.addingTimeInterval(-60), at(20))
    try does(.snooze(incident: id("Warehouse"), until: end), at: 15)
    #expect(try turn(for: desk.name, at: at(15)) == end)
    #expect(try turn(for: desk.name, at: end) != end)
    #expect(try turn(for: boris.name, at: at(15)) != end)
  }

  @Test func theLatestChangesOfARegionAreThoseThatAllOfThemBeginWith() throws {
    for (town, region) in [("Sochi", "RU-KDA" as Region.ID), ("Maykop", "RU-AD")] {
      let fire = Draft.report(
        ReportBody(source: "Wire", publishedAt: at(13), text: "A fire in \(town)."),
        Reading(
          reader: Reading.analyst,
          incidents: [ReadIncident(title: "\(town): fire", kind: .fire, region: region)]))
      try store.append([fire], by: desk, at: at(13.5))
    }
    try does(.rate(source: "Wire", reliability: .e), at: 14)
    try does(.merge(incident: id("Sochi"), into: id("Expl")), at: 15)
    try does(.merge(incident: id("Maykop"), into: id("Expl")), at: 16)
    for region: Region.ID in ["RU", "RU-KDA"] {
      let all = try store.changes(ChangeQuery(region: region, isMaterial: true))
      #expect(all.count { $0.change.new.hasPrefix("merged into") } == 2)
      for limit in 1...all.count {
        let latest = ChangeQuery(region: region, isMaterial: true, limit: limit)
        #expect(try store.changes(latest) == Array(all.prefix(limit)))
      }
    }
  }

  @Test func anIncidentBeginsWithThreeChanges() throws {
    let fire = Draft.sample("Fire\nat the port", kind: .fire, at: 13)
    let before = try store.overview(for: nil).lastChange
    try store.append([fire], by: desk, at: at(13.5))
    let begun = try store.changes(ChangeQuery(after: before)).map(\.change)
    #expect(
      begun.map { "\($0.seq - before) \($0.field): \($0.new) (\($0.rule))" } == [
        "3 official: no-authority-set C0 D0 N0 S0 M0 (O6)", "2 verification: reported (V6)",
        "1 incident: Fire\nat the port (first report)",
      ])
    #expect(begun.allSatisfy { $0.old == nil && $0.because == begun[0].because })
    #expect(try store.overview(for: nil).lastChange == before + 3)
  }

  @Test func whatFollowsAChangeHasAGreaterNumber() throws {
    try does(.rate(source: "Wire", reliability: .e))
    let all = try store.changes(ChangeQuery())
    #expect(all.map(\.change.seq) == (1...Int64(all.count)).reversed())
    for (place, line) in all.enumerated() {
      #expect(try store.changes(ChangeQuery(after: line.change.seq)) == Array(all.prefix(place)))
    }
  }

  @Test func whatAPersonHasSeenIsRemembered() throws {
    let last = try store.overview(for: desk.name).lastChange
    try store.markSeen(upTo: last, by: desk.name, at: at(13))
    #expect(try store.overview(for: desk.name).unseenChanges == 0)
    try does(.rate(source: "Wire", reliability: .e))
    let overview = try store.overview(for: desk.name)
    #expect(overview.seen?.at == at(13) && overview.unseenChanges == 4)
    #expect(try store.overview(for: boris.name).seen == nil)
    let news = ChangeQuery(region: "RU", after: last, isMaterial: true)
    #expect(
      try store.changes(news).map { "\($0.change.field) \($0.change.new)" }
        == ["origins 1F", "verification reported"])
    let position = try store.nextChanged(
      since: at(13), in: IncidentQuery(), from: nil, forward: true)
    #expect(position?.id == (try id("Warehouse")))
  }
}
