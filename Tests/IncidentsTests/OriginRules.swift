import Foundation
import Incidents
import Testing

/// I1 to I9, each with the case that it decides and the one beside it.
struct OriginRules {
  static let wording = TextLikenessTests.russian

  static let table: [(rule: String, name: String, case: Case, origins: String)] = [
    (
      "I1", "who cites somebody and adds nothing stands on him",
      Case().report("outlet", .b, cites: ("SHOT", .confirmed)), "1F"
    ),
    (
      "I1", "who adds reporting of his own stands on himself",
      Case().report("outlet", .b, original: true, cites: ("SHOT", .confirmed)), "1B"
    ),
    (
      "I2", "one family",
      Case().report("one", .b, family: "house").report("two", .a, family: "house"), "1A"
    ),
    (
      "I2", "one controller, two families",
      Case().report("one", .b, family: "house", controller: "RU")
        .report("two", .b, family: "other", controller: "RU"), "1B"
    ),
    (
      "I2", "families that share a controller through a third",
      Case().report("one", .b, family: "house")
        .report("two", .b, family: "house", controller: "RU").report("three", .b, controller: "RU"),
      "1B"
    ),
    (
      "I3", "equal media: the earliest is the root, and a later copy does not lift it",
      Case().report("channel", .f, at: 10, media: "5f3a").report("wire", .a, at: 11, media: "5f3a"),
      "1F"
    ),
    (
      "I3", "near-identical text: the earliest is the root",
      Case().report("wire", .a, at: 11, text: wording + " Подробности выясняются.")
        .report("channel", .f, at: 10, text: wording),
      "1F"
    ),
    (
      "I3", "a copy stands on whom the earliest cites",
      Case().report("one", .b, at: 10, text: wording, cites: ("SHOT", .confirmed))
        .report("two", .b, at: 11, text: wording),
      "1F"
    ),
    (
      "I3", "forty outlets that each change a little",
      Case().many(40) { $0.report("outlet \($1)", .b, text: wording + " Сообщение \($1).") },
      "1B"
    ),
    (
      "I3", "other words are another origin",
      Case().report("one", .b, text: wording).report("two", .b, text: TextLikenessTests.ukrainian),
      "2B"
    ),
    (
      "I3", "texts that a person told apart",
      Case().report("one", .b, text: wording).report("two", .b, at: 11, text: wording)
        .rejecting("one", behind: 2),
      "2B"
    ),
    (
      "I3", "media that a person told apart",
      Case().report("one", .b, media: "5f3a").report("two", .b, at: 11, media: "5f3a")
        .rejecting("two", behind: 1),
      "2B"
    ),
    (
      "I3", "told apart, though a third copy is like both",
      Case().report("one", .b, text: wording).report("two", .b, at: 11, text: wording)
        .report("three", .b, at: 12, text: wording).rejecting("one", behind: 2),
      "2B"
    ),
    ("I4", "a root without a name", Case().report("outlet", .b, cites: (nil, .confirmed)), "0..1"),
    (
      "I5", "two outlets, each with an anonymous official of one ministry",
      Case().report("one", .b).fromAnOfficial(of: "ministry")
        .report("two", .b).fromAnOfficial(of: "ministry"),
      "1B"
    ),
    (
      "I5", "anonymous officials of two ministries",
      Case().report("one", .b).fromAnOfficial(of: "ministry")
        .report("two", .b).fromAnOfficial(of: "police"),
      "2B"
    ),
    (
      "I6", "a suggested link merges in the lower count only",
      Case().report("wire", .a).report("partner", .c, cites: ("wire", .suggested)), "1..2A"
    ),
    (
      "I6", "a confirmed one merges in both",
      Case().report("wire", .a).report("partner", .c, cites: ("wire", .confirmed)), "1A"
    ),
    (
      "I6", "a rejected one in neither",
      Case().report("wire", .a).report("partner", .c, cites: ("wire", .rejected)), "2A"
    ),
    (
      "I6", "a link that nobody confirmed does not lift the grade",
      Case().report("channel", .f, cites: ("Reuters", .suggested)).graded("Reuters", .a), "1F"
    ),
    (
      "I7", "a good relay does not lift its root",
      Case().report("wire", .a, cites: ("channel", .confirmed)).graded("channel", .d), "1D"
    ),
    (
      "I7", "the best of the roots counts",
      Case().report("one", .d, family: "house").report("two", .b, family: "house"), "1B"
    ),
    ("I8", "a party's word for itself", Case().report("ministry", .b, party: true), "0"),
    (
      "I8", "a party's word against itself",
      Case().report("ministry", .b, party: true, againstInterest: true), "1B"
    ),
    (
      "I8", "a party's word for itself, copied by an outlet",
      Case().report("ministry", .b, party: true, text: wording)
        .report("outlet", .b, at: 11, text: wording),
      "0"
    ),
    ("I9", "a root graded E", Case().report("tabloid", .e), "0"),
    (
      "I9", "a root graded E behind a good outlet",
      Case().report("outlet", .b, cites: ("tabloid", .confirmed)).graded("tabloid", .e), "0"
    ),
  ]

  @Test("Each rule on origins decides its case", arguments: table.indices)
  func origins(index: Int) {
    let row = Self.table[index]
    #expect(row.case.origins == row.origins, "\(row.rule): \(row.name)")
  }

  @Test func everyRuleOnOriginsHasItsCase() {
    #expect(Set(Self.table.map(\.rule)) == Set((1...9).map { "I\($0)" }))
  }

  @Test func theLaterOfTwoActsOnOneLinkHolds() {
    let apart = Case().report("one", .b, text: Self.wording)
      .report("two", .b, at: 11, text: Self.wording).rejecting("one", behind: 2)
    let again = apart.acting(
      .link(
        incident: apart.dossier.incident.id, report: "report 2", source: "one", state: .confirmed),
      at: 13)
    #expect(again.origins == "1B")
    var undone = apart
    undone.dossier.acts[0].isUndone = true
    #expect(undone.origins == "1B")
  }

  @Test func aChainEndsWhereItsConfirmedLinksEnd() {
    var article = Case().report("article", .f, cites: ("Life", .suggested))
    article.dossier.citations.append(Citation(report: "report 1", depth: 1, source: "shot"))
    article.dossier.reports[0].source = nil
    #expect(article.origins == "1F", "of an unknown outlet, its chain is all that is known")
    #expect(article.status == .reported)
  }
}

extension Case {
  /// `name` is graded, though it may have sent nothing.
  func graded(_ name: String, _ grade: Reliability) -> Self {
    var copy = self
    let id = Source.ID(named: name)
    copy.dossier.sources[id] = Source(id: id, name: name, reliability: grade)
    return copy
  }
}
