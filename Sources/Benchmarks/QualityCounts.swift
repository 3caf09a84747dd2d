import FeedIngest
import Foundation
import Incidents

/// What is recovered of each format: items as the readers take them, beside a count that shares no code with
/// them.
struct CountQuality {
  struct Row {
    var name: String
    var files = 0
    var counted = 0
    var taken = 0
    var quarantined = 0
    /// Over the files; what one file has too many does not make up for what another lacks.
    var missed = 0
  }

  private var rows: [Row] = []
  private var lost: [String] = []

  init(_ data: DataFolder) throws {
    for family in PlainCount.families {
      var row = Row(name: family.name)
      for file in data.files(of: family.folder) where family.holds(file) {
        let bytes = try data.bytes(of: file)
        guard let counted = family.count(bytes) else { continue }
        let result = ingest(bytes, options: FeedOptions(sanitise: { $0 }))
        let taken = result.drafts.count { if case .report = $0 { true } else { false } }
        let missed = max(0, counted - taken - result.rejected.count)
        row.files += 1
        row.counted += counted
        row.taken += taken
        row.quarantined += result.rejected.count
        row.missed += missed
        if missed > 0 || taken + result.rejected.count > counted {
          let name = URL(filePath: file).lastPathComponent
          lost.append("\(name) \(counted) / \(taken) + \(result.rejected.count)")
        }
      }
      if row.files > 0 { rows.append(row) }
    }
  }

  var report: String {
    var table = QualityTable(
      title: "Items recovered, against a count that shares no code with the readers",
      header: ["", "files", "counted", "reports", "quarantined", "missed"],
      notes: PlainCount.notes + lost.map { "differs: \($0)" })
    table.rows = rows.map {
      [
        $0.name, "\($0.files)", "\($0.counted)", "\($0.taken)", "\($0.quarantined)", "\($0.missed)",
      ]
    }
    return table.text
  }
}
