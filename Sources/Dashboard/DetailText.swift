import Foundation
import IncidentStore
import Incidents
import TerminalKit

extension DetailDocument {
  /// One report's text, with the sentences marked from which something was read.
  mutating func writeText(_ subject: DetailSubject, of id: Report.ID?, opened: Passage?) {
    let dossier = subject.dossier
    guard
      let number = dossier.reports.firstIndex(where: { $0.id == id })
        ?? dossier.reports.indices.first
    else {
      writer.add("The store holds no report of it.", .textDim)
      return
    }
    let report = dossier.reports[number]
    let passages = dossier.passages(in: report.id)
    let read = Set(passages).count
    let sentences = read == 1 ? "one sentence" : "\(read) sentences"
    writer.add([
      Span(dossier.publisher(of: report.id), .source),
      Span(
        "  "
          + symbols.list(
            report.publishedAt.map { "published \($0.clock(asOf: now))" }
              ?? "no date; received \(report.receivedAt.clock(asOf: now))",
            dossier.reports.count > 1 ? "report \(number + 1) of \(dossier.reports.count)" : nil,
            passages.isEmpty ? nil : "\(symbols.mark(symbols.readMark))read from \(sentences)"),
        .textDim),
    ])
    if let headline = report.headline { writer.add(headline, .textStrong) }
    if let url = report.url { writer.add(url, .link, url: url) }
    writer.blank()

    let room = symbols.isPlain ? max(1, writer.width - displayWidth(Self.openedWord)) : writer.width
    for line in wrappedLines(of: report.text, width: room) {
      let spans = spans(of: report.text, in: line, passages: passages, opened: opened)
      writer.add(DetailLine(spans: spans + note(on: spans), utf8: line))
    }
  }

  private static let openedWord = " (opened)"

  /// Says in words what a line's looks say: something was read from it, or was opened.
  private func note(on spans: [Span]) -> [Span] {
    guard symbols.isPlain else { return [] }
    if spans.contains(where: { $0.role == .matchCurrent }) {
      return [Span(Self.openedWord, .textDim)]
    }
    return spans.contains { $0.role == .quote } ? [Span(" (read)", .textDim)] : []
  }

  /// A line of the text, cut where a marked sentence begins or ends.
  private func spans(
    of text: String, in line: Range<Int>, passages: [Range<Int>], opened: Passage?
  ) -> [Span] {
    let opened = opened.map { $0.start..<max($0.start, $0.end) }
    let edges = (passages + [opened].compactMap { $0 })
      .flatMap { [$0.lowerBound, $0.upperBound] }
      .filter { line.lowerBound < $0 && $0 < line.upperBound }
    let cuts = [line.lowerBound] + Set(edges).sorted() + [line.upperBound]
    return zip(cuts, cuts.dropFirst()).compactMap { start, end in
      guard start < end else { return nil }
      let role: Role =
        if opened?.contains(start) == true {
          .matchCurrent
        } else if passages.contains(where: { $0.contains(start) }) {
          .quote
        } else {
          .text
        }
      return Span(String(text.part(utf8: start..<end)), role)
    }
  }
}

extension Dossier {
  /// Every sentence of `report` from which something was read.
  fileprivate func passages(in report: Report.ID) -> [Range<Int>] {
    let found =
      citations.filter { $0.report == report }.map(\.passage)
      + assertions.filter { $0.report == report }.map(\.passage)
      + statements.filter { $0.report == report }.map(\.passage)
      + silences.filter { $0.report == report }.map(\.passage)
    return found.compactMap { $0 }.map { $0.start..<max($0.start, $0.end) }
  }
}
