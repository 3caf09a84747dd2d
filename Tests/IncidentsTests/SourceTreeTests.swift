import Foundation
import Incidents
import Testing

struct SourceTreeTests {
  /// One line a node, indented by its depth: `  partner < citation, suggested`.
  static func drawn(_ one: Case) -> [String] {
    func lines(_ nodes: [SourceNode], _ indent: String) -> [String] {
      nodes.flatMap { node in
        let basis =
          switch node.basis {
          case .citation: " < citation, \(node.link?.rawValue ?? "")"
          case .sameMedia: " < same media, \(node.link?.rawValue ?? "")"
          case .alike(let likeness):
            " < \(likeness == 1 ? "equal" : likeness >= 0.5 ? "alike" : "unlike"), "
              + "\(node.link?.rawValue ?? "")"
          case nil: ""
          }
        let item = node.report == nil ? " (no item)" : ""
        return ["\(indent)\(node.source?.rawValue ?? "unnamed")\(item)\(basis)"]
          + lines(node.children, indent + "  ")
      }
    }
    return lines(one.dossier.sourceTrees(), "")
  }

  @Test func thoseWhoCiteOneSourceHangBelowIt() {
    let cited = Case().report("outlet", .b, at: 12, cites: ("SHOT", .confirmed))
      .report("partner", .b, at: 13, cites: ("SHOT", .suggested)).report("SHOT", .f, at: 14)
    #expect(
      Self.drawn(cited) == [
        "shot", "  outlet < citation, confirmed", "  partner < citation, suggested",
      ])
  }

  @Test func copiesHangBelowTheEarliestOfTheirKind() {
    let copied = Case().report(
      "late", .b, at: 12, text: OriginRules.wording + " Подробности позже."
    )
    .report("first", .f, at: 10, media: "5f3a", text: OriginRules.wording)
    .report("video", .b, at: 11, media: "5f3a")
    .acting(
      .link(incident: "RU-KDA-000000", report: "report 3", source: "first", state: .confirmed))
    #expect(
      Self.drawn(copied) == [
        "first", "  video < same media, confirmed", "  late < alike, suggested",
      ])
  }

  @Test func aCopyThatCitesSomebodyHangsBelowHim() {
    let copied = Case().report("first", .f, at: 10, text: OriginRules.wording)
      .report("late", .b, at: 12, text: OriginRules.wording, cites: ("SHOT", .suggested))
    #expect(
      Self.drawn(copied) == ["first", "shot (no item)", "  late < citation, suggested"])
  }

  @Test func aRejectedLinkIsLeftOut() {
    let apart = Case().report("first", .f, at: 10, text: OriginRules.wording)
      .report("late", .b, at: 12, text: OriginRules.wording, cites: ("SHOT", .rejected))
      .rejecting("first", behind: 2)
    #expect(Self.drawn(apart) == ["first", "late"])
  }

  @Test func unnamedRootsAreNotTakenForEachOther() {
    let unnamed = Case().many(2) { $0.report("outlet \($1)", .b, cites: (nil, .confirmed)) }
    #expect(
      Self.drawn(unnamed) == [
        "unnamed (no item)", "  outlet-1 < citation, confirmed",
        "unnamed (no item)", "  outlet-2 < citation, confirmed",
      ])
  }
}
