import Foundation
import IncidentStore
import Incidents
import TerminalKit

// Reports, statements and silence of an incident over time: as a picture, and in words for narrow panes
// and wherever pictures say nothing.

extension DetailDocument {
  /// Narrower than this, and in plain words, there is no picture.
  static let narrowestTimeline = 40

  mutating func writeTimeline(_ subject: DetailSubject, _ standings: [AuthorityStanding]) {
    let timeline = Timeline(subject.dossier, standings, now: now)
    guard timeline.isWorthDrawing else { return }
    if isPlain || writer.width < Self.narrowestTimeline {
      writer.field("timeline", [Span(timeline.words(subject.dossier, symbols))])
    } else {
      write(timeline, subject.dossier)
    }
    writer.blank()
  }

  private mutating func write(_ timeline: Timeline, _ dossier: Dossier) {
    let picture = TimelinePicture(
      timeline, width: writer.width - DetailWriter.labelWidth, symbols: symbols)
    writer.field("timeline", [Span(picture.scale, .textDim)])
    let rows = [
      ("reports", picture.reports), ("statements", picture.statements),
      ("silence", picture.silence(dossier)), ("", picture.axis),
    ]
    for (label, cells) in rows where cells.contains(where: { $0.glyph != " " }) {
      let gap = String(repeating: " ", count: DetailWriter.labelWidth - label.count)
      writer.add(DetailLine(spans: [Span(label + gap, .label)] + cells.spans))
    }
  }
}

/// What there is to draw.
struct Timeline {
  var start, end: Date
  var reports: [Date]
  /// Reports whose source gives no time: they stand where they were received.
  var withoutTime: Int
  /// What counts as an authority's word, oldest first.
  var statements: [Statement]
  /// Who is silent, the longest first; of those who are equally so, whom we listen to ourselves.
  var silent: [AuthorityStanding]
  var unheard: [AuthorityStanding]

  init(_ dossier: Dossier, _ standings: [AuthorityStanding], now: Date) {
    reports = dossier.reports.map(\.time)
    withoutTime = dossier.reports.count { $0.publishedAt == nil }
    statements = dossier.statements
      .filter { $0.attribution != .anonymousOfficial && $0.messageType != .error }
      .sorted { ($0.issuedAt, $0.report) < ($1.issuedAt, $1.report) }
    silent = standings.filter { $0.silentSince != nil && $0.role != .thirdParty }
      .sorted {
        ($0.silentSince ?? now, $0.reported == nil ? 0 : 1)
          < ($1.silentSince ?? now, $1.reported == nil ? 0 : 1)
      }
    unheard = standings.filter { $0.status == .notMonitored && $0.role != .thirdParty }
    start = ([dossier.incident.firstReportedAt] + reports + statements.map(\.issuedAt)).min() ?? now
    end = max(now, start.addingTimeInterval(60))
  }

  var isWorthDrawing: Bool { !reports.isEmpty || !statements.isEmpty }

  /// `1 without a time, when received`. `nil`: all have a time.
  var receiptWords: String? {
    withoutTime == 0 ? nil : "\(withoutTime) without a time, when received"
  }

  /// `09:20Z first report · 5 reports in 2h10 · 12:10Z Governor confirmed · Railways silent 5h12`
  func words(_ dossier: Dossier, _ symbols: Symbols) -> String {
    var parts: [String] = []
    if let first = reports.min(), let last = reports.max() {
      parts.append("\(first.clock(asOf: end)) first report")
      if reports.count > 1 {
        let time = first.minute == last.minute ? "a minute" : age(from: first, to: last)
        parts.append("\(reports.count) reports in \(time)")
      }
      if let receiptWords { parts.append(receiptWords) }
    }
    parts += statements.map {
      "\($0.issuedAt.clock(asOf: end)) \(dossier.name(of: $0.authority)) \($0.words)"
    }
    parts += silent.compactMap { standing in
      standing.silentSince.map {
        "\(dossier.name(of: standing.authority)) silent \(age(from: $0, to: end))"
      }
    }
    parts += unheard.map { "nobody listens to \(dossier.name(of: $0.authority))" }
    return parts.joined(separator: symbols.separator)
  }
}

/// A timeline in rows of cells, one column a stretch of time.
struct TimelinePicture {
  struct Cell: Equatable {
    /// Empty for the second cell of a wide character.
    var glyph = " "
    var role = Role.text
  }

  private let timeline: Timeline
  private let width: Int
  private let symbols: Symbols

  init(_ timeline: Timeline, width: Int, symbols: Symbols) {
    self.timeline = timeline
    self.width = max(1, width)
    self.symbols = symbols
  }

  private var length: Double { timeline.end.timeIntervalSince(timeline.start) }

  private func column(of time: Date) -> Int {
    let part = time.timeIntervalSince(timeline.start) / length
    return min(width - 1, max(0, Int(part * Double(width))))
  }

  private var blank: [Cell] { [Cell](repeating: Cell(), count: width) }

  private var counts: [Int] {
    timeline.reports.reduce(into: [Int](repeating: 0, count: width)) { $0[column(of: $1)] += 1 }
  }

  /// `5 reports · 1 without a time, when received · one column 4m, ▇ 2 reports`
  var scale: String {
    let reports = timeline.reports.count
    let most = counts.max() ?? 0
    let peak =
      most > 1 ? "\(symbols.heights[symbols.heights.count - 1]) \(most) reports" : nil
    let step = TimeSpan.words(length / Double(width))
    let parts: [String?] = [
      "\(reports) report\(reports == 1 ? "" : "s")", timeline.receiptWords,
      ["one column \(step)", peak].compactMap(\.self).joined(separator: ", "),
    ]
    return symbols.list(parts.compactMap(\.self))
  }

  /// How many came in each stretch, against the most that came in one.
  var reports: [Cell] {
    let (counts, heights) = (counts, symbols.heights)
    let most = counts.max() ?? 0
    return counts.map { count in
      guard count > 0 else { return Cell() }
      // A single report among many still shows; the most stand as high as can be.
      let height = most == 1 ? heights.count / 2 : (count * heights.count - 1) / most
      let roles: [Role] = [.graphLow, .graphLow, .graphMid, .graphMid, .graphHigh]
      return Cell(glyph: String(heights[height]), role: roles[height])
    }
  }

  /// What was said at its time; `±` where a stretch holds two kinds of words.
  var statements: [Cell] {
    timeline.statements.reduce(into: blank) { cells, statement in
      let column = column(of: statement.issuedAt)
      let status = statement.shown
      let cell = Cell(glyph: String(status.glyph(symbols)), role: status.role)
      let isFree = cells[column].glyph == " " || cells[column] == cell
      cells[column] =
        isFree ? cell : Cell(glyph: String(symbols.mixed), role: OfficialStatus.mixed.role)
    }
  }

  /// A dotted line for as long as the longest silence is known to have lasted: until now where we listen,
  /// until the time that a source tells of where only that is known.
  func silence(_ dossier: Dossier) -> [Cell] {
    var cells = blank
    guard let longest = timeline.silent.first, let since = longest.silentSince else {
      if let unheard = timeline.unheard.first {
        let name = dossier.name(of: unheard.authority)
        let others = timeline.unheard.count - 1
        cells.write(
          "\(symbols.notMonitored) nobody listens to \(name)\(others > 0 ? " and \(others) more" : "")",
          .officialNotMonitored, at: 0)
      }
      return cells
    }
    let until = longest.reported.map { min($0.asOf, timeline.end) } ?? timeline.end
    let line = column(of: since)...max(column(of: since), column(of: until))
    for column in line { cells[column] = Cell(glyph: String(symbols.gap), role: .officialSilent) }
    let clock = age(from: since, to: timeline.end)
    let name = dossier.name(of: longest.authority)
    let others = timeline.silent.count - 1
    let words = [
      "\(clock) \(name)\(others > 0 ? ", the longest of \(others + 1)" : "")"
        + (longest.reported.map { ", as told at \($0.asOf.clock(asOf: timeline.end))" } ?? ""),
      "\(clock) \(name)", clock,
    ].map { " \($0) " }
    // As many words as have room on the line, or beside it.
    let (before, after) = (line.lowerBound, width - line.upperBound - 1)
    for words in words {
      let length = displayWidth(words)
      let place: Int? =
        if length + 2 <= line.count {
          line.lowerBound + 1
        } else if length <= after {
          line.upperBound + 1
        } else {
          length <= before ? before - length : nil
        }
      guard let place else { continue }
      cells.write(words, .officialSilent, at: place)
      break
    }
    return cells
  }

  /// `│09:20Z      │10:00     │11:00 … 14:32Z│`
  var axis: [Cell] {
    var cells = blank
    let trunk = String(symbols.trunk)
    let (first, last) = (
      "\(trunk)\(timeline.start.clock(asOf: timeline.end))", "\(timeline.end.clock)\(trunk)"
    )
    cells.write(first, .textDim, at: 0)
    let lastPlace = width - displayWidth(last)
    guard lastPlace > displayWidth(first) else { return cells }
    cells.write(last, .textDim, at: lastPlace)
    var free = displayWidth(first) + 2
    for (time, words) in TimeSpan.ticks(from: timeline.start, to: timeline.end, most: width / 12) {
      let label = "\(trunk)\(words)"
      let place = column(of: time)
      guard place >= free, place + displayWidth(label) + 2 <= lastPlace else { continue }
      cells.write(label, .textDim, at: place)
      free = place + displayWidth(label) + 2
    }
    return cells
  }
}

/// Steps of time that a clock or a calendar has.
private enum TimeSpan {
  static let steps: [Double] =
    [60, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200]
    + [1, 2, 7, 14, 28, 91, 364].map { $0 * 86400 }

  /// Round times with their words, about `most` of them: `10:00`, or `11-22` for midnight.
  static func ticks(from start: Date, to end: Date, most: Int) -> [(Date, String)] {
    let length = end.timeIntervalSince(start)
    guard let step = steps.first(where: { length / $0 <= Double(max(1, most)) }) else { return [] }
    let first = (start.timeIntervalSince1970 / step).rounded(.up) * step
    return stride(from: first, to: end.timeIntervalSince1970, by: step).map { seconds in
      let time = Date(timeIntervalSince1970: seconds)
      return (time, String(time.isMidnight ? time.day.dropFirst(5) : time.clock.dropLast()))
    }
  }

  /// `30s`, `4m`, `1h04`, `2d`, rounded.
  static func words(_ seconds: Double) -> String {
    guard seconds >= 60 else { return "\(max(1, Int(seconds.rounded())))s" }
    let start = Date(timeIntervalSince1970: 0)
    return age(from: start, to: start.addingTimeInterval((seconds / 60).rounded() * 60))
  }
}

extension Symbols {
  /// From few to many.
  var heights: [Character] { isASCII ? Array(".:=*#") : Array("▁▂▃▅▇") }
  /// Of the dotted line of a silence.
  var gap: Character { isASCII ? "." : "┄" }
  /// Beside lines with a sentence from which something was read.
  var readMark: Character { isASCII ? ":" : "┆" }
}

extension [TimelinePicture.Cell] {
  /// Puts `text` from `column` on; what has no room is left out.
  fileprivate mutating func write(_ text: String, _ role: Role, at column: Int) {
    var column = column
    for character in sanitised(text) {
      let width = displayWidth(String(character))
      guard width > 0, column + width <= count else { return }
      for covered in column..<column + width {
        self[covered] = TimelinePicture.Cell(
          glyph: covered == column ? String(character) : "", role: role)
      }
      column += width
    }
  }

  /// Without the blanks at the end.
  var spans: [Span] {
    let used = lastIndex { $0.glyph != " " }.map { $0 + 1 } ?? 0
    return self[..<used].reduce(into: []) { spans, cell in
      if let last = spans.indices.last, spans[last].role == cell.role {
        spans[last].text += cell.glyph
      } else {
        spans.append(Span(cell.glyph, cell.role))
      }
    }
  }
}
