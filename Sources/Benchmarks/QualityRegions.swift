import Foundation
import Gazetteer
import Glibc
import Incidents

/// The region that is found from title and text alone, against the region of the coordinates.
struct RegionQuality {
  private let judgements: [Judgement]
  /// Of finding the places in 400 bytes, in microseconds.
  private let time: Double

  init(_ data: DataFolder) throws {
    let records = try PlaceRecord.all(of: data)
    judgements = records.compactMap { record in
      record.judged(found: Gazetteer.world.region(ofText: record.text))
    }
    time = Self.time(for: records.map(\.text))
  }

  /// The best of 30 rounds over all texts, by the clock of this thread: what else runs does not count.
  private static func time(for texts: [String]) -> Double {
    let texts = texts.joined(separator: "\n").utf8
    let pieces = stride(from: 0, to: texts.count, by: 400).map {
      String(decoding: texts.dropFirst($0).prefix(400), as: UTF8.self)
    }
    let rounds = (0..<30).map { _ in
      let start = work()
      for piece in pieces { _ = Gazetteer.world.places(in: piece) }
      return work() - start
    }
    return (rounds.min() ?? 0) * 1e6 / Double(max(1, pieces.count))
  }

  /// What this thread has worked, in seconds.
  private static func work() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  var report: String {
    var table = QualityTable(
      title: "Region from title and text, against the coordinates (English)",
      header: [
        "", "texts", "naming it", "found", "right", "wrong", "precision", "recall", "country only",
      ],
      notes: [
        "naming it: the text says a name that the record's own columns give its town, district or region",
        "found: a first-level region, or a wrong country. precision: right of found. recall: right of naming it",
        "right: the region of the point, or one less than 2 km from it",
        "country only: nothing finer than the right country was found; counts as not found",
      ])
    var sets: [String] = []
    for judgement in judgements where !sets.contains(judgement.record.set) {
      sets.append(judgement.record.set)
    }
    for set in sets {
      table.rows.append(row(set, judgements.filter { $0.record.set == set }))
    }
    table.rows.append(row("all", judgements))
    for (name, isKeptAside) in [("  half that may be read", false), ("  half kept aside", true)] {
      table.rows.append(row(name, judgements.filter { $0.record.isKeptAside == isKeptAside }))
    }
    return table.text + commonest
  }

  private func row(_ name: String, _ judgements: [Judgement]) -> [String] {
    func count(_ verdict: Verdict) -> Int { judgements.count { $0.verdict == verdict } }
    let naming = judgements.filter(\.namesItsPlace)
    let found = count(.right) + count(.wrong)
    return [
      name, "\(judgements.count)", "\(naming.count)", "\(found)", "\(count(.right))",
      "\(count(.wrong))", share(count(.right), of: found),
      share(naming.count { $0.verdict == .right }, of: naming.count), "\(count(.country))",
    ]
  }

  /// The errors that may be read, by what was found in the place of what.
  private var commonest: String {
    let wrong = judgements.filter { $0.verdict == .wrong && !$0.record.isKeptAside }
    let pairs = Dictionary(grouping: wrong) {
      "\($0.found?.rawValue ?? "–") for \($0.expected.rawValue)"
    }
    let lines = pairs.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.prefix(8)
      .map { "\($0.key): \($0.value.count)" }
    let agree = judgements.count(where: \.columnsAgree)
    return """
      wrong, commonest (in the half that may be read): \(lines.joined(separator: ", "))
      wrong, but the record's own columns say so, too: \(agree)
      time to find the places in 400 bytes of these texts: \(String(format: "%.1f", time)) µs

      """
  }

  /// Every error and every place that was missed, in the half that may be read.
  var errorLines: [String] {
    judgements.filter { !$0.record.isKeptAside }.compactMap { judgement in
      let isMissed = judgement.namesItsPlace && judgement.verdict != .right
      guard judgement.verdict == .wrong || isMissed else { return nil }
      let text = judgement.record.text.split(separator: "\n").joined(separator: " | ")
      return [
        judgement.verdict == .wrong ? "wrong" : "missed", judgement.record.set,
        judgement.found?.rawValue ?? "–", judgement.expected.rawValue, text,
        judgement.record.names.joined(separator: " / "),
      ].joined(separator: "\t")
    }
  }
}
