import Foundation
import IncidentStore
import Incidents
import TerminalKit

extension DetailDocument {
  /// The tree of sources as the summary draws it: one line a source.
  mutating func writeTree(_ subject: DetailSubject) {
    let indent = writer.indentation(DetailWriter.labelWidth)
    walk(subject.trees) { document, node, parent, branch, rest in
      document.writer.add(
        document.line(of: node, to: parent, subject.dossier), after: indent + [branch],
        below: indent + [rest, Span("  ")], target: Self.target(of: node, subject.dossier))
    }
  }

  /// The same tree, with all that the desk holds about each source and report.
  mutating func writeOrigins(_ subject: DetailSubject) {
    let dossier = subject.dossier
    let origins = subject.detail.standing.verification.origins
    writer.field("origins", [Span(origins.words(symbols), .value)])
    for reason in reasons(for: origins, subject) { writer.field("", [Span(reason, .textDim)]) }
    writer.add(
      symbols.isPlain
        ? "roots first; below each, further in, those who pass it on"
        : symbols.list(
          "roots first; below each, those who pass it on", "\(symbols.solid) a link that counts",
          "\(symbols.dashed) one that nobody has confirmed"), .textDim)
    writer.blank()
    walk(subject.trees) { document, node, parent, branch, rest in
      let target = Self.target(of: node, dossier)
      let below = [rest, Span("  ")]
      document.writer.add(
        document.line(of: node, to: parent, dossier), after: [branch], below: below, target: target)
      let url = dossier.report(node.report?.rawValue)?.url
      for more in document.facts(of: node, dossier) {
        document.writer.add([more], after: below, target: target, url: url)
      }
    }
    writeRejectedLinks(dossier)
  }

  private mutating func writeRejectedLinks(_ dossier: Dossier) {
    let citations = dossier.citations.filter { $0.state == .rejected }
    var acts: [Link: Act] = [:]
    for act in dossier.standingActs.map(\.act).sorted(by: { $0.at < $1.at }) {
      guard case .link(_, let report, let source, let state) = act.deed else { continue }
      acts[Link(report: report, source: source)] = state == .rejected ? act : nil
    }
    // A report that only resembles another's has no citation: the act alone tells them apart.
    let apart = Set(acts.keys).subtracting(
      citations.map { Link(report: $0.report, source: $0.source) })
    guard !citations.isEmpty || !apart.isEmpty else { return }
    writer.blank()
    writer.add("rejected links", .label)
    for citation in citations {
      let link = Link(report: citation.report, source: citation.source)
      writeRejection(
        of: link, "did not take it from", acts[link], dossier,
        target: dossier.target(citation.passage, of: citation.report))
    }
    for link in apart.sorted(by: { $0.report < $1.report }) {
      writeRejection(
        of: link, "is no copy of", acts[link], dossier,
        target: dossier.target(nil, of: link.report))
    }
  }

  /// What a person may confirm or reject.
  private struct Link: Hashable {
    var report: Report.ID
    var source: Source.ID?
  }

  /// `Bay Radio did not take it from Life  rejected by anna@desk: they had a man there`
  private mutating func writeRejection(
    of link: Link, _ words: String, _ act: Act?, _ dossier: Dossier,
    target: DetailLine.Target?
  ) {
    let reason = act?.because.map { ": \($0)" } ?? ""
    writer.add(
      [
        Span(dossier.publisher(of: link.report), .source), Span(" \(words) "),
        Span(dossier.name(of: link.source), .source),
        Span("  rejected\(act.map { " by \($0.by)" } ?? "")\(reason)", .textDim),
      ], after: writer.indentation(2), hang: 4, target: target)
  }

  /// Why it is this range of origins.
  private func reasons(for origins: OriginCount, _ subject: DetailSubject) -> [String] {
    let suggested = subject.dossier.citations.count { $0.state == .suggested }
    guard origins.min < origins.max else {
      return suggested == 0
        ? [] : ["whether its suggested links hold or not makes no difference"]
    }
    var reasons: [String] = []
    if suggested > 0 {
      reasons.append(
        "\(origins.min) if every suggested link holds, \(origins.max) if none does (I6)")
    }
    if subject.trees.contains(where: { $0.source == nil }) {
      reasons.append("a root without a name counts at most as one, and at least as none (I4)")
    }
    return reasons
  }

  /// `Life (F)  cites SHOT, suggested link · report 3f2ab1c0`
  private func line(of node: SourceNode, to parent: SourceNode?, _ dossier: Dossier) -> [Span] {
    [Span(name(of: node, dossier), .source)] + link(of: node, to: parent, dossier)
  }

  /// `SHOT (Telegram, F)`, or `this article`.
  func name(of node: SourceNode, _ dossier: Dossier) -> String {
    guard let id = node.source else {
      return node.report.map { dossier.publisher(of: $0) } ?? "unnamed source"
    }
    guard let source = dossier.sources[id] else { return id.rawValue }
    let platform = source.platform.map { $0.prefix(1).uppercased() + $0.dropFirst() + ", " } ?? ""
    return "\(source.name) (\(platform)\(source.reliability.rawValue))"
  }

  static func longestPath(in node: SourceNode) -> [SourceNode] {
    [node] + (node.children.map { longestPath(in: $0) }.max { $0.count < $1.count } ?? [])
  }

  /// `  cites SHOT, suggested link`, `  same text as Life 0.93`
  private func link(
    of node: SourceNode, to parent: SourceNode?, _ dossier: Dossier
  ) -> [Span] {
    guard let link = node.link, let parent else { return [] }
    let whom =
      parent.source.map { dossier.name(of: $0) } ?? parent.report.map { dossier.publisher(of: $0) }
      ?? "an unnamed source"
    let words =
      switch node.basis {
      case .sameMedia: "same media as \(whom)"
      case .alike(let likeness): "same text as \(whom) \(hundredths(likeness))"
      case .citation, nil: "\((citation(of: node, dossier)?.relation ?? .cites).words) \(whom)"
      }
    // What is the same is one origin, whether or not a person has said so.
    return [
      Span("  \(words)", .textDim),
      Span(node.isCopy && link == .suggested ? "" : ", \(link.words)", .textDim),
    ]
  }

  /// `0.93`
  private func hundredths(_ value: Double) -> String {
    let number = Int((value * 100).rounded())
    return "\(number / 100).\(number % 100 < 10 ? "0" : "")\(number % 100)"
  }

  private func facts(of node: SourceNode, _ dossier: Dossier) -> [Span] {
    var facts: [Span] = []
    if let source = node.source.flatMap({ dossier.sources[$0] }) {
      let basis = source.reliabilityBasis.map { ": \($0)" } ?? ""
      facts.append(
        Span(
          symbols.list(
            source.type?.words, source.reliability.words + basis, source.handle,
            source.family.map { "family \($0)" }, source.controller.map { "controlled by \($0)" })))
    }
    if let report = dossier.report(node.report?.rawValue) {
      facts.append(
        Span(
          symbols.list(
            report.id.words,
            report.publishedAt.map { "published \($0.clock(asOf: now))" }
              ?? "no date; received \(report.receivedAt.clock(asOf: now))",
            report.headline, report.language,
            report.addsOriginalReporting == true ? "adds reporting of its own" : nil), .textDim))
      if let url = report.url { facts.append(Span(url, .link)) }
    } else if node.source != nil {
      facts.append(Span("no item of its own in the store", .textDim))
    }
    return facts
  }

  /// The sentence that makes the link stands in the report at the end of the chain.
  private static func target(of node: SourceNode, _ dossier: Dossier) -> DetailLine.Target? {
    if let passage = node.passage {
      let report = reports(in: node).first { report in
        dossier.citations.contains { $0.report == report && $0.passage == passage }
      }
      if let report { return .sentence(passage, of: report) }
    }
    return (node.report ?? reports(in: node).first).map { .report($0) }
  }

  private func citation(of node: SourceNode, _ dossier: Dossier) -> Citation? {
    guard let passage = node.passage else { return nil }
    let reports = Set(Self.reports(in: node))
    return dossier.citations.first { $0.passage == passage && reports.contains($0.report) }
  }

  private static func reports(in node: SourceNode) -> [Report.ID] {
    [node.report].compactMap { $0 } + node.children.flatMap { reports(in: $0) }
  }

  /// Visits every node from the roots down, with the branch that leads to it and what stands beside all
  /// that follows below.
  private mutating func walk(
    _ nodes: [SourceNode], below parent: SourceNode? = nil, trunk: String = "",
    _ visit: (inout Self, SourceNode, SourceNode?, _ branch: Span, _ rest: Span) -> Void
  ) {
    for (index, node) in nodes.enumerated() {
      let isLast = index == nodes.count - 1
      var branch = ""
      var rest = ""
      if parent != nil, symbols.isPlain {
        (branch, rest) = ("\(trunk)  ", "\(trunk)  ")
      } else if parent != nil {
        let line = node.link == .suggested && !node.isCopy ? symbols.dashed : symbols.solid
        branch = "\(trunk)\(isLast ? symbols.corner : symbols.fork)\(line) "
        rest = "\(trunk)\(isLast ? " " : symbols.trunk) "
      }
      visit(&self, node, parent, Span(branch, .textDim), Span(rest, .textDim))
      walk(node.children, below: node, trunk: rest, visit)
    }
  }
}

extension SourceNode {
  /// It hangs below another because it is the same, not because it cites it.
  fileprivate var isCopy: Bool {
    switch basis {
    case .sameMedia, .alike: true
    case .citation, nil: false
    }
  }
}
