import Foundation
import IncidentStore
import Incidents
import TerminalKit
import Testing

@testable import Dashboard

/// Rival accounts of one matter, side by side.
struct AccountTests {
  /// Two causes, two numbers of dead, and a denial.
  static let rivals: IncidentDetail = {
    var dossier = Dossier.depot
    func claim(_ id: Claim.ID, _ kind: ClaimKind, _ text: String, dead: Int? = nil) {
      dossier.claims.append(
        Claim(
          id: id, kind: kind, text: text,
          number: dead.map { ReadNumber(unit: "killed", low: $0, best: $0, high: $0, words: text) })
      )
    }
    claim("cause:1", .cause, "a drone hit the second tank")
    claim("cause:2", .cause, "welders at work")
    claim("casualties:2", .casualties, "two", dead: 2)
    claim("casualties:3", .casualties, "at least three", dead: 3)
    let (wire, azov, pier, coast) = (
      dossier.reports[0].id, dossier.reports[1].id, dossier.reports[2].id, dossier.reports[3].id
    )
    let burning = dossier.assertions.first { $0.report == wire }?.passage
    let denial = dossier.assertions.first { $0.stance == .denies }?.passage
    dossier.assertions += [
      Assertion(claim: "cause:1", report: wire, hedge: "appears to have", passage: burning),
      Assertion(claim: "cause:1", report: azov, passage: burning),
      Assertion(claim: "cause:2", report: coast, party: true, passage: denial),
      Assertion(claim: "cause:1", report: coast, stance: .denies, party: true, passage: denial),
      Assertion(claim: "casualties:2", report: wire),
      Assertion(claim: "casualties:3", report: pier),
    ]
    return IncidentDetail(dossier: dossier, standing: dossier.standing(at: .noon), changes: [])
  }()

  private func lines(width: Int, symbols: Symbols = .unicode) -> [DetailLine] {
    var document = DetailDocument(width: width, now: .noon, symbols: symbols)
    document.write(.claims, of: DetailSubject(Self.rivals))
    return document.lines
  }

  @Test(arguments: [(118, Symbols.unicode), (78, .unicode), (60, .unicode), (78, .ascii)])
  func `Rivals stand side by side where there is room, else below each other`(
    width: Int, symbols: Symbols
  ) throws {
    let lines = lines(width: width, symbols: symbols)
    #expect(lines.allSatisfy { displayWidth($0.text) <= width })
    var grid = Grid(size: Size(width: width, height: lines.count))
    for (y, line) in lines.enumerated() { grid.put(line.text, x: 0, y: y) }
    try expectScreen(grid, named: "rivals-\(symbols == .ascii ? "ascii-" : "")\(width)")
    let both = lines.contains {
      $0.text.contains("a drone hit the second tank") && $0.text.contains("welders at work")
    }
    #expect(both == (width >= 70))
  }

  @Test func `In plain text every line is of one account`() {
    let text = detailText(Self.rivals, sections: [.claims], now: .noon, width: 118)
    #expect(!text.contains("│"))
    #expect(text.contains("\n  welders at work\n"))
  }

  @Test func `Enter reads the one account, and after that the one beside it`() throws {
    var play = Play(
      [IncidentSummary(incident: Dossier.depot.incident, standing: Self.rivals.standing)],
      size: Size(width: 120, height: 40)
    ) { $0.details[.depot] = Self.rivals }
    play.press(.enter, .right, .right, .right, .character("/"))
    play.type("(C)")
    play.press(.enter, .character("n"))
    let line = play.cursorLine
    #expect(line.contains("Harbour Wire (B)") && line.contains("Coast 24 (C)"))
    play.press(.enter)
    #expect(play.screen.text.contains("the correspondent of Harbour"))
    play.press(.escape)
    #expect(play.cursorLine == line)
    play.press(.enter)
    #expect(play.screen.text.contains("Four tanks are on fire, writes Pier Watch."))
    play.press(.escape, .enter)
    #expect(play.screen.text.contains("the correspondent of Harbour"))
  }

  @Test func `Each number that is given for one claim is an account of its own`() throws {
    var dossier = Dossier.depot
    func number(_ count: Int?, _ words: String) -> ReadNumber {
      ReadNumber(unit: "explosions", low: count, best: count, high: nil, words: words)
    }
    dossier.claims[0].number = number(10, "about ten")
    dossier.assertions = zip(
      dossier.reports,
      [number(10, "about ten"), number(3, "three"), nil, number(10, "ten")]
    ).map { Assertion(claim: dossier.claims[0].id, report: $0.id, number: $1) }
    let detail = IncidentDetail(
      dossier: dossier, standing: dossier.standing(at: .noon), changes: [])
    let matter = try #require(dossier.matters.first)
    #expect(matter.isDisputed)
    #expect(matter.accounts.map(\.number?.best) == [10, 3, nil])
    #expect(matter.accounts.map { $0.stances[0].assertions.count } == [2, 1, 1])

    let claims = detailText(detail, sections: [.claims], now: .noon, width: 118)
    #expect(claims.contains("explosions: low 3, best 3, high not said  “three”"))
    #expect(claims.contains("3 explosions “three”"))
    #expect(
      detailText(detail, sections: [.summary], now: .noon, width: 118)
        .contains("10 explosions “about ten”, 3 explosions “three”"))
  }

  @Test func `Two counts of one number are no rivals`() throws {
    var detail = Self.rivals
    for index in detail.dossier.claims.indices {
      detail.dossier.claims[index].number?.low = 2
      detail.dossier.claims[index].number?.best = 2
      detail.dossier.claims[index].number?.high = 2
    }
    let matter = try #require(
      detail.dossier.matters.first { $0.claims[0].id == "casualties:2" })
    #expect(matter.accounts.count == 2 && !matter.isDisputed)
    let disputed = Self.rivals.dossier.matters.filter(\.isDisputed)
    #expect(disputed.map(\.claims[0].kind) == [.casualties, .cause, .casualties])
  }
}
