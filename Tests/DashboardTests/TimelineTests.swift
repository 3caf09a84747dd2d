import Foundation
import IncidentStore
import Incidents
import TerminalKit
import Testing

@testable import Dashboard

/// The timeline at the head of the statements.
struct TimelineTests {
  private func lines(
    _ detail: IncidentDetail = .depot, width: Int = 80, symbols: Symbols = .unicode,
    isPlain: Bool = false, now: Date = .noon
  ) -> [String] {
    var document = DetailDocument(width: width, now: now, symbols: symbols)
    document.isPlain = isPlain
    document.write(.statements, of: DetailSubject(detail))
    return document.lines.prefix { !$0.isEmpty }.map(\.text)
  }

  @Test(arguments: [80, 120, 44])
  func `Reports, statements and silence stand over one axis`(width: Int) throws {
    for (name, symbols) in [("", Symbols.unicode), ("-ascii", .ascii)] {
      let lines = lines(width: width, symbols: symbols)
      #expect(lines.allSatisfy { displayWidth($0) <= width })
      #expect(symbols == .unicode || lines.allSatisfy { $0.allSatisfy(\.isASCII) })
      var grid = Grid(size: Size(width: width, height: lines.count))
      for (y, line) in lines.enumerated() { grid.put(line, x: 0, y: y) }
      try expectScreen(grid, named: "timeline\(name)-\(width)")
    }
  }

  @Test(arguments: [true, false])
  func `In plain words, and where it is narrow, it is a sentence`(isPlain: Bool) {
    let words = lines(width: isPlain ? 200 : 39, isPlain: isPlain).joined(separator: " ")
    let plain = words.split(separator: " ").joined(separator: " ")
    #expect(
      plain
        == "timeline 09:20Z first report · 5 reports in 2h10 · 1 without a time, when received · "
        + "09:00Z Governor is investigating · "
        + "10:00Z Fire Service confirmed · 12:10Z Governor confirmed · "
        + "12:30Z Governor denied the event · 12:32Z Fire Service took its word back · "
        + "13:32Z Embassy is aware · Railways silent 5h12 · Harbour Master silent 5h12 · "
        + "Fire Service silent 2h")
  }

  @Test func `A report without a time stands where it was received, and words say so`() throws {
    var depot = IncidentDetail.depot
    let untimed = depot.dossier.reports.count { $0.publishedAt == nil }
    depot.dossier.reports[0].publishedAt = nil
    let words = "\(untimed + 1) without a time, when received"
    #expect(lines(depot)[0].contains("5 reports · \(words) · one column"))
    #expect(lines(depot, width: 200, isPlain: true).joined().contains(" · \(words)"))
    for index in depot.dossier.reports.indices {
      depot.dossier.reports[index].publishedAt = .at("09:30")
    }
    #expect(!lines(depot)[0].contains("without a time"))
  }

  @Test func `A silence that a source tells of ends where the source does`() throws {
    let krasnodar = IncidentDetail(
      dossier: .krasnodar, standing: Dossier.krasnodar.standing(at: .noon), changes: [])
    let silence = try #require(lines(krasnodar).first { $0.hasPrefix("silence") })
    // Told at 12:00, of 09:20 to 14:32: the first 36 of 69 columns.
    #expect(silence.hasPrefix("silence    ┄ 5h12 local authorities ┄"))
    #expect(displayWidth(silence) == 11 + 36)

    var early = krasnodar
    early.dossier.silences[0].asOf = .at("10:00")
    let short = try #require(lines(early).first { $0.hasPrefix("silence") })
    #expect(short == "silence    ┄┄┄┄┄┄┄┄┄ 5h12 local authorities, as told at 10:00Z")
  }

  @Test func `Nobody is drawn silent whom nobody listens to`() throws {
    var dossier = Dossier.krasnodar
    dossier.silences = []
    let detail = IncidentDetail(
      dossier: dossier, standing: dossier.standing(at: .noon), changes: [])
    let silence = try #require(lines(detail).first { $0.hasPrefix("silence") })
    #expect(!silence.contains("┄"))
    #expect(silence == "silence    ? nobody listens to local authorities and 1 more")
  }

  @Test func `As many reports as came in one stretch stand as high`() throws {
    var dossier = Dossier.krasnodar
    dossier.reports = (0..<10).map {
      Report(
        id: Report.ID(rawValue: "r\($0)"), source: nil,
        publishedAt: .at($0 < 8 ? "09:20" : "14:31"),
        receivedAt: .noon, text: "")
    }
    let detail = IncidentDetail(
      dossier: dossier, standing: dossier.standing(at: .noon), changes: [])
    let all = lines(detail)
    #expect(all[0].hasSuffix("10 reports · one column 5m, ▇ 8 reports"))
    let row = all[1].dropFirst(11)
    #expect(row.first == "▇" && row.last == "▂")
    #expect(row.dropFirst().dropLast().allSatisfy { $0 == " " })
  }

  @Test(
    "The axis has round times, and days where it is long",
    arguments: [
      ("2026-11-22T09:21:00Z", ["│09:00Z", "│09:10"]),
      ("2026-11-24T09:20:00Z", ["│11-23", "│12:00"]),
      ("2026-12-30T09:20:00Z", ["│2026-11-22 09:00Z", "│12-17"]),
    ])
  func axis(now: String, labels: [String]) {
    let axis = lines(.depot, now: .at(now)).last ?? ""
    for label in labels { #expect(axis.contains(label), "\(axis)") }
  }

  @Test func `Where nothing was reported there is no timeline`() {
    #expect(!lines(.bare(.sample(1))).contains { $0.contains("timeline") })
  }
}
