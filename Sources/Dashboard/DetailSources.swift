import Foundation
import IncidentStore
import Incidents
import TerminalKit

extension DetailDocument {
  /// The tree of sources as the summary draws it: one line a source.
  mutating func writeTree(_ subject: DetailSubject) {
    let indent = String(repeating: " ", count: DetailWriter.labelWidth)
    walk(subject.trees) { document, node, parent, branch, _ in
      let dossier = subject.dossier
      var spans = [Span(document.name(of: node, dossier), .source)]
      spans += document.link(of: node, to: parent, dossier)
      document.writer.add(
        spans, after: [Span(indent + branch, .textDim)],
        hang: DetailWriter.labelWidth + displayWidth(branch),
        target: Self.target(of: node, dossier))
    }
  }

  /// The same tree, with all that the desk holds about each source and report.
  mutating func writeSources(_ subject: DetailSubject) {
    let dossier = subject.dossier
    writer.add("roots first; below each, those who pass it on", .textDim)
    writer.blank()
    walk(subject.trees) { document, node, parent, branch, rest in
      let target = Self.target(of: node, dossier)
      var spans = [Span(document.name(of: node, dossier), .source)]
      spans += document.link(of: node, to: parent, dossier)
      document.writer.add(
        spans, after: [Span(branch, .textDim)], hang: displayWidth(branch), target: target)
      for more in document.facts(of: node, dossier) {
        document.writer.add([more], after: [Span(rest + "  ", .textDim)], target: target)
      }
    }
    let rejected = dossier.citations.filter { $0.state == .rejected }
    if !rejected.isEmpty {
      writer.blank()
      writer.add("rejected links", .label)
      for citation in rejected {
        writer.add(
          "\(dossier.publisher(of: citation.report)) \(symbols.arrow) \(dossier.name(of: citation.source))",
          .textDim, indent: 2, target: dossier.target(citation.passage, of: citation.report))
      }
    }
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

  /// `  cites SHOT, read by machine`
  private func link(
    of node: SourceNode, to parent: SourceNode?, _ dossier: Dossier
  ) -> [Span] {
    guard let link = node.link else { return [] }
    let relation = citation(of: node, dossier)?.relation ?? .cites
    let whom = parent?.source.map { dossier.name(of: $0) } ?? "an unnamed source"
    return [Span("  \(relation.words) \(whom), \(link.words)", .textDim)]
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
    if let report = dossier.reports.first(where: { $0.id == node.report }) {
      facts.append(
        Span(
          symbols.list(
            report.publishedAt.map { "published \($0.clock(asOf: now))" }
              ?? "no date; received \(report.receivedAt.clock(asOf: now))",
            report.headline, report.language), .textDim))
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

  /// Visits every node from the roots down, with the branch that leads to it and the one beside what follows.
  private mutating func walk(
    _ nodes: [SourceNode], below parent: SourceNode? = nil, trunk: String = "",
    _ visit: (inout Self, SourceNode, SourceNode?, _ branch: String, _ rest: String) -> Void
  ) {
    for (index, node) in nodes.enumerated() {
      let isLast = index == nodes.count - 1
      let branch = parent == nil ? "" : "\(trunk)\(isLast ? symbols.corner : symbols.fork) "
      let rest = parent == nil ? "" : "\(trunk)\(isLast ? " " : symbols.trunk) "
      visit(&self, node, parent, branch, rest)
      walk(node.children, below: node, trunk: rest, visit)
    }
  }
}
