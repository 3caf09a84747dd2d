import Foundation
import IncidentStore
import Incidents
import TerminalKit
import Testing

@testable import Dashboard

/// Each section of the detail, as the screen and `watchfloor show` say it.
struct DetailSectionTests {
  static let sections: [DetailSection] = DetailSection.allCases.filter { $0 != .text }

  private func lines(
    _ section: DetailSection, of detail: IncidentDetail = .depot, width: Int = 80,
    symbols: Symbols = .unicode
  ) -> [DetailLine] {
    var document = DetailDocument(width: width, now: .noon, symbols: symbols)
    document.write(section, of: DetailSubject(detail))
    return document.lines
  }

  private func text(
    _ section: DetailSection, of detail: IncidentDetail = .depot, width: Int = 80
  ) -> String {
    lines(section, of: detail, width: width).map(\.text).joined(separator: "\n")
  }

  @Test(
    "Everything about an incident on which everything has been said and done",
    arguments: sections, [80, 60])
  func section(_ section: DetailSection, width: Int) throws {
    let lines = lines(section, width: width)
    var grid = Grid(size: Size(width: width, height: lines.count))
    for (y, line) in lines.enumerated() { grid.put(line.text, x: 0, y: y) }
    try expectScreen(grid, named: "depot-\(section)-\(width)")
  }

  @Test("At every width each line fits, and no word is lost", arguments: sections)
  func fits(_ section: DetailSection) {
    // A timeline has a column a stretch of time; accounts stand side by side or below each other.
    func letters(_ lines: [DetailLine]) -> String {
      let words = section == .statements ? lines.drop { !$0.isEmpty } : lines[...]
      let letters = words.map(\.text).joined().filter { !$0.isWhitespace && $0 != "│" }
      return section == .claims ? String(letters.sorted()) : letters
    }
    let all = letters(lines(section, width: 500))
    for width in [24, 30, 45, 60, 80, 120] {
      let lines = lines(section, width: width)
      #expect(lines.allSatisfy { displayWidth($0.text) <= width }, "at \(width)")
      #expect(letters(lines) == all, "at \(width)")
    }
  }

  @Test("In ASCII no line of ours needs more", arguments: sections)
  func ascii(_ section: DetailSection) {
    let lines = lines(section, symbols: .ascii).map(\.text).joined(separator: "\n")
    // The words of the rules say “A–C” in either set.
    let others = Set(lines.unicodeScalars.filter { !$0.isASCII }).subtracting(["–"])
    #expect(others.isEmpty)
  }

  @Test(
    "What a report says leads to its sentence, what the desk recorded nowhere",
    arguments: [
      ("Harbour Wire asserts it", "three tanks were burning"),
      ("Coast 24 denies it", "The owner denied that anybody was hurt."),
      ("Pier Watch asserts it", nil),
      ("satellite image by Skyview supports it", nil),
    ] as [(String, String?)])
  func targets(row: String, sentence: String?) throws {
    let line = try #require(lines(.why).first { $0.text.contains(row) })
    guard case .sentence(let passage, of: let id)? = line.target else {
      #expect(sentence == nil)
      #expect(row.contains("Skyview") == (line.target == nil))
      return
    }
    let report = try #require(Dossier.depot.report(id.rawValue))
    #expect(report.text.part(utf8: passage.start..<passage.end) == sentence ?? "")
  }

  @Test func `An authority that nobody listens to would be silent if one channel were heard`() {
    let krasnodar = IncidentDetail(
      dossier: .krasnodar, standing: Dossier.krasnodar.standing(at: .noon), changes: [])
    let why = text(.why, of: krasnodar)
    #expect(why.contains("? Defence Ministry (party)  not monitored: no channel"))
    #expect(why.contains("would change it  a channel set and heard → · silent O3"))
  }

  @Test func `A desk's own policy speaks in the words of the rules`() {
    var detail = IncidentDetail.depot
    detail.dossier.policy.goodGrade = .b
    #expect(text(.why, of: detail).contains("graded A–B"))
    #expect(!text(.why, of: detail).contains("A–C"))
  }

  @Test(arguments: [
    (Lifecycle.closed, "CLOSED: nobody watches it any more"),
    (.withdrawn, "WITHDRAWN: it is not told of any more"),
    (.merged, "MERGED into RU-KDA-OTHER: its reports stand there"),
  ])
  func `What is no longer watched says so on its third line`(
    lifecycle: Lifecycle, words: String
  ) {
    var detail = IncidentDetail.depot
    detail.dossier.incident.lifecycle = lifecycle
    detail.dossier.incident.mergedInto = lifecycle == .merged ? "RU-KDA-OTHER" : nil
    #expect(lines(.summary, of: detail)[2].text == words)
    var peek = DetailDocument(width: 80, now: .noon, symbols: .unicode)
    peek.writePeek(DetailSubject(detail))
    #expect(peek.lines[0].text.hasPrefix(String(words.prefix { $0 != ":" })))
  }

  @Test func `The peek has the desk's own words in one line`() {
    var peek = DetailDocument(width: 80, now: .noon, symbols: .unicode)
    peek.writePeek(DetailSubject(.depot))
    let desk = peek.lines.last?.text ?? ""
    #expect(desk.hasPrefix("desk       acknowledged 13:31Z, changed since: 14:05Z · snoozed until"))
    #expect(desk.contains("note: call the harbour again"))
    #expect(desk.contains("marked unverifiable by bert@desk"))
    #expect(peek.lines.first { $0.text.hasPrefix("official") }?.text.contains("1 overdue") == true)
  }

  @Test func `A view that has expired is nobody's view any more, and still in the changes`() {
    var document = DetailDocument(
      width: 80, now: .at("2026-11-24T10:00:00Z"), symbols: .unicode)
    document.writeClaims(DetailSubject(.depot))
    #expect(!document.lines.contains { $0.text.contains("almost certain") })
    #expect(text(.changes).contains("two of us saw it"))
  }

  @Test(
    "Weaker evidence is a downgrade, whatever else it is",
    arguments: [
      ("verified", "corroborated", true), ("corroborated", "reported", true),
      ("corroborated", "contested", true), ("reported", "retracted", true),
      ("reported", "rumour", true), ("rumour", "reported", false),
      ("reported", "verified", false), ("refuted", "retracted", false),
    ])
  func downgrades(old: String, new: String, isDowngrade: Bool) {
    let change = Change(
      seq: 1, at: .noon, incident: .depot, field: "verification", old: old, new: new, rule: "V6")
    #expect(change.isDowngrade == isDowngrade)
    let words = change.turn(.unicode).map(\.text).joined()
    #expect(words.contains("▼ downgrade") == isDowngrade)
  }

  @Test func `What one entry brought about is one event, with the act that did it`() throws {
    let events = IncidentDetail.depot.events
    #expect(events.map(\.at) == events.map(\.at).sorted(by: >))
    let wire = try #require(events.last)
    #expect(wire.changes.map(\.field) == ["incident", "verification"])
    let rejected = try #require(events.first { $0.cause == "ac02" })
    #expect(rejected.act != nil)
    #expect(rejected.changes.map(\.new) == ["reported"])
    // Every act is there once, whether it changed anything or not.
    #expect(events.compactMap(\.act).map(\.id).sorted() == Dossier.depot.acts.map(\.id).sorted())
  }

  @Test func `An undone act is struck with a word`() throws {
    let line = try #require(lines(.changes).first { $0.text.contains("undone:") })
    #expect(line.text == "11:40Z  undone: anna@desk rated Pier Watch A")
    #expect(line.spans.contains { $0.role == .rowStale })
  }

  @Test func `What is told apart from what it resembles is listed with who said so`() {
    var detail = IncidentDetail.depot
    func link(_ id: String, _ at: String, _ state: LinkState) -> RecordedAct {
      .sample(
        id, at, because: "written before",
        .link(
          incident: .depot, report: "77aa01bc55d2e9f0", source: "harbour-wire", state: state))
    }
    detail.dossier.acts.append(link("b1", "14:10", .rejected))
    let words = "  Azov Today is no copy of Harbour Wire  rejected by anna@desk: written before"
    #expect(lines(.origins, of: detail).contains { $0.text == words })
    #expect(!text(.origins, of: detail).contains("same text as"))

    detail.dossier.acts.append(link("b2", "14:20", .confirmed))
    #expect(!text(.origins, of: detail).contains("is no copy of"))
    #expect(
      text(.origins, of: detail).contains("same text as Harbour Wire 1.00, confirmed link"))
  }

  @Test func `News has a mark and a word beside its values`() {
    func turn(_ field: String, _ old: String?, _ new: String, of id: Incident.ID = .depot) -> String
    {
      var detail = IncidentDetail.depot
      detail.dossier.acts = []
      detail.changes = [
        Change(
          seq: 1, at: .noon, incident: id, field: field, old: old, new: new, rule: "V1, new rules")
      ]
      return text(.changes, of: detail)
    }
    #expect(
      turn("verification", "reported", "retracted") == """
        14:32Z  because of new rules
                evidence   REPORTED → RETRACTED  ▼ downgrade  V1, new rules
        """)
    #expect(turn("overdue", "0", "1").contains("overdue    0 → 1  ! overdue"))
    #expect(turn("lifecycle", "open", "withdrawn").contains("open → withdrawn  ✗ withdrawn"))
    #expect(
      turn("toll", nil, "3 dead", of: "RU-KDA-OTHER").contains(
        "toll       3 dead  V1, new rules, of RU-KDA-OTHER"))
  }

  @Test func `An official without a name has not spoken for anybody`() throws {
    var detail = IncidentDetail.depot
    detail.dossier.statements.removeAll { $0.authority == .embassy }
    detail.dossier.expectations.removeAll { $0.authority == .embassy }
    detail.dossier.statements.append(
      Statement(
        authority: .embassy, report: "bad10ca11f00d000", position: .confirmed,
        issuedAt: .at("13:00"), observedAt: .at("13:01"), attribution: .anonymousOfficial))
    let lines = lines(.statements, of: detail)
    let line = try #require(lines.first { $0.text.contains("Embassy") })
    #expect(line.text == "– Embassy confirmed  on the occurrence  13:00Z")
    #expect(!line.spans.contains { $0.role == .officialConfirmed })
    #expect(!text(.summary, of: detail).contains("Embassy"))
  }

  @Test(arguments: [("12:05", 4.0, "due in 1h33"), ("12:05", 2.0, "was due 27m ago")])
  func `Who was asked has until the deadline`(asked: String, hours: Double, words: String) throws {
    var detail = IncidentDetail.depot
    let place = try #require(
      detail.dossier.expectations.firstIndex { $0.authority == .railways })
    detail.dossier.expectations[place].askedAt = .at(asked)
    detail.dossier.expectations[place].deadlineHours = hours
    #expect(text(.statements, of: detail).contains(words))
  }

  @Test func `A number without its bounds says that they were not said`() {
    #expect(text(.claims).contains("injured: low 1, best not said, high not said  “at least one”"))
  }

  @Test(
    "A place that is the region itself is said once",
    arguments: [
      ("RU-KDA", "outskirts of Yeysk", "outskirts of Yeysk, Krasnodar Kr. · "),
      ("RU-KDA", "Krasnodar Krai", "Krasnodar Krai · "), ("DE-HH", "Hamburg", "Hamburg · "),
      ("UA-43", "Crimea", "Crimea (disputed) · "),
    ] as [(Region.ID, String, String)])
  func placeOnce(region: Region.ID, text: String, words: String) {
    let place = ReadPlace(text: text, precision: .namedTown)
    let incident = Incident.sample(1, "Blast", region: region, place: place)
    let detail = IncidentDetail.bare(IncidentSummary(incident: incident, standing: .sample()))
    #expect(self.text(.summary, of: detail).contains(" · \(words)named town"))
  }

  @Test func `Where nothing is known, each section says so in a sentence`() {
    let bare = IncidentDetail.bare(.sample(1))
    #expect(text(.claims, of: bare) == "No claims have been read out of its reports.")
    #expect(text(.changes, of: bare) == "Nothing has changed since the first report.")
    #expect(
      text(.statements, of: bare)
        == "No authority has spoken, and none has been set that ought to.")
    #expect(text(.evidence, of: bare).hasPrefix("No image, sensor reading or document"))
    #expect(text(.why, of: bare).contains("evidence   REPORTED"))
  }
}
