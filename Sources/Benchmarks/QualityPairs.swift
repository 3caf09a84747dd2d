import Foundation
import GRDB

/// How well reports of one event are joined, and those of different events kept apart: pairs out of real
/// feeds that a person has read, beside what the program makes of them.
enum QualityPairs {
  /// - Parameter dataFolder: where the feeds lie that `Pairs.tsv` names.
  /// - Returns: lines to print. Each stands for all pairs, and for the halves that the rules were and were
  ///   not made with.
  static func pairs(in dataFolder: URL) throws -> [String] {
    let pairs = try judged()
    let directory = FileManager.default.temporaryDirectory
      .appending(path: "watchfloor-pairs-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let store = directory.appending(path: "pairs.db").path
    let reports = try takeIn(
      Set(pairs.flatMap { [$0.first.file, $0.second.file] }).sorted(), from: dataFolder, to: store)
    let found = try DatabaseQueue(path: store).read { db in
      try pairs.map { try verdict(on: $0, among: reports, db) }
    }

    let halves: [(name: String, isIn: (Pair) -> Bool)] = [
      ("all", { _ in true }), ("seen", { !$0.isHeldOut }), ("held out", \.isHeldOut),
    ]
    return halves.flatMap { name, isIn in
      let part = zip(pairs, found).filter { isIn($0.0) }
      func count(_ judgement: String, _ verdict: Verdict) -> Int {
        part.count { $0.0.judgement == judgement && $0.1 == verdict }
      }
      func total(_ judgement: String) -> Int { part.count { $0.0.judgement == judgement } }
      return [
        """
        \(name), same event: \(total("same")) pairs; joined \(count("same", .joined)), missed \
        \(count("same", .apart)), no incident read in \(count("same", .unread))
        """,
        """
        \(name), different events: \(total("different")) pairs; joined wrongly \
        \(count("different", .joined)), apart \(count("different", .apart)), no incident read in \
        \(count("different", .unread))
        """,
      ]
    }
      + zip(pairs, found).compactMap { pair, verdict in
        switch (pair.judgement, verdict) {
        case ("same", .apart): "missed: \(pair)"
        case ("different", .joined): "joined wrongly: \(pair)"
        default: nil
        }
      }
  }

  /// Two reports, and whether they tell of one event.
  private struct Pair: CustomStringConvertible {
    var first: (file: String, id: String)
    var second: (file: String, id: String)
    /// `same`, `different`, or `unsure`: nobody could say.
    var judgement: String
    var note: String

    /// By a hash of the pair, so that the halves do not depend on the order of the table.
    var isHeldOut: Bool {
      "\(first.id) \(second.id)".utf8.reduce(0x811c_9dc5 as UInt32) {
        ($0 ^ UInt32($1)) &* 0x0100_0193
      }.nonzeroBitCount.isMultiple(of: 2)
    }

    var description: String {
      "\(first.file) \(first.id) – \(second.file) \(second.id): \(note)"
    }
  }

  private enum Verdict { case joined, apart, unread }

  private static func judged() throws -> [Pair] {
    let table = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Pairs.tsv")
    return try String(contentsOf: table, encoding: .utf8).split(separator: "\n").dropFirst()
      .map { line in
        let cells = line.split(separator: "\t").map(String.init)
        guard cells.count == 6 else { throw POSIXError(.EBADMSG) }
        return Pair(
          first: (cells[0], cells[1]), second: (cells[2], cells[3]), judgement: cells[4],
          note: cells[5])
      }
  }

  /// - Returns: which rows of `report` each file gave.
  private static func takeIn(
    _ files: [String], from folder: URL, to store: String
  ) throws -> [String: ClosedRange<Int64>] {
    let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().appending(path: "watchfloor")
    var reports: [String: ClosedRange<Int64>] = [:]
    var last: Int64 = 0
    for file in files {
      let process = Process()
      process.executableURL = program
      process.arguments = ["ingest", "--store", store, folder.appending(path: file).path]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      // 2: some rows of it are in quarantine.
      guard [0, 2].contains(process.terminationStatus) else { throw POSIXError(.ENOENT) }
      let end = try DatabaseQueue(path: store).read { db in
        try Int64.fetchOne(db, sql: "SELECT max(seq) FROM report") ?? 0
      }
      reports[file] = (last + 1)...max(last + 1, end)
      last = end
    }
    return reports
  }

  private static func verdict(
    on pair: Pair, among reports: [String: ClosedRange<Int64>], _ db: Database
  ) throws -> Verdict {
    let (first, second) = try (
      incidents(pair.first, among: reports, db), incidents(pair.second, among: reports, db)
    )
    if first.isEmpty || second.isEmpty { return .unread }
    return first.isDisjoint(with: second) ? .apart : .joined
  }

  private static func incidents(
    _ report: (file: String, id: String), among reports: [String: ClosedRange<Int64>],
    _ db: Database
  ) throws -> Set<Int64> {
    guard let rows = reports[report.file] else { return [] }
    return try Int64.fetchSet(
      db,
      sql: """
        SELECT incident FROM telling JOIN report ON report.seq = telling.report
        WHERE native_id = ? AND report.seq BETWEEN ? AND ?
        """, arguments: [report.id, rows.lowerBound, rows.upperBound])
  }
}
