import Incidents
import TerminalKit

/// A filter that cannot be read, with a mark under what is wrong in it.
struct FilterLineError: Explained, Hashable {
  var line: String
  var error: FilterError

  var description: String {
    let bytes = line.utf8
    func cells(upTo byte: Int) -> Int { displayWidth(String(Substring(bytes.prefix(byte)))) }
    let start = cells(upTo: error.range.lowerBound)
    let width = max(1, cells(upTo: error.range.upperBound) - start)
    let marks = String(repeating: " ", count: start) + String(repeating: "^", count: width)
    return "\(error.problem)\n  \(line)\n  \(marks)\n  hint: \(error.hint)"
  }
}
