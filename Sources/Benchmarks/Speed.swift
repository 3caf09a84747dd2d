import ArgumentParser
import Foundation
import Glibc

/// How quick it is. Each number stands beside a peer of the same run where there is one, because seconds
/// say more about the machine than about us.
struct Speed: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Times taking in, and the first paint, on reports made for it.")

  @Argument(help: "How many reports.")
  var reports = 100_000

  func run() throws {
    let directory = FileManager.default.temporaryDirectory
      .appending(path: "watchfloor-bench-\(getpid())")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    func file(_ name: String) -> String { directory.appending(path: name).path }

    try Generator().write(reports, to: file("reports.jsonl"))
    let size = try FileManager.default.attributesOfItem(atPath: file("reports.jsonl"))[.size]
    print("\(reports) reports, \(megabytes((size as? Int) ?? 0)) of JSON Lines")

    let ingest = try Program.measure(
      ["ingest", "--store", file("a.db"), file("reports.jsonl")])
    print(
      """
      ingest        \(seconds(ingest.seconds))  \(Int(Double(reports) / ingest.seconds)) reports/s, \
      peak memory \(megabytes(ingest.peakMemory))
      """)

    let paints = try (0..<7).map { _ in
      try Program.firstPaint(store: file("a.db"), until: Generator.lastTitle)
    }
    let times = paints.map(\.seconds).sorted()
    print(
      """
      first paint   \(milliseconds(times[times.count / 2])) from exec to the newest row at 120x40 \
      (\(milliseconds(times[0])) to \(milliseconds(times[times.count - 1]))), \
      peak memory \(megabytes(paints.map(\.peakMemory).max() ?? 0))
      """)

    // Last, for it holds all rows in memory, and a program's peak counts from its parent's.
    let peer = try BareStatements(of: file("a.db")).copy(to: file("peer.db"))
    print(
      """
      peer of ingest \(seconds(peer.seconds))  the same \(peer.rows) rows by bare prepared \
      statements; ratio \(ratio(peer.seconds / ingest.seconds))
      """)
  }

  private func seconds(_ value: Double) -> String {
    String(format: "%7.2f s", value)
  }

  private func ratio(_ value: Double) -> String { String(format: "%.2f", value) }
}
