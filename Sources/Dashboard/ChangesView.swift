import Foundation
import IncidentStore
import Incidents
import TerminalKit

/// Draws the notices that are on screen.
struct ChangesView {
  let state: DashboardState
  let layout: Layout
  let rect: Rect
  private var symbols: Symbols { state.symbols }

  func draw(on grid: inout Grid) {
    let isFocused = state.focus == .changes
    let notices = state.changes.notices ?? []
    if layout.hasFrames {
      var frame = PaneFrame(
        symbols: symbols, isFocused: isFocused,
        title: [Span("4 Changes", isFocused ? .titleFocus : .title)])
      if let region = state.incidents.query.filter.region {
        frame.note = [Span(symbols.shortName(of: region), .title)]
      }
      frame.draw(on: &grid, in: rect)
    }
    let place = layout.rows(of: .changes)
    guard place.width > 2, place.height > 0 else { return }
    grid.put(
      heading, x: place.x + 1, y: place.y - 1, limit: place.x + place.width, role: .header)
    guard !notices.isEmpty else {
      grid.put(
        emptiness, x: place.x + 1, y: place.y, limit: place.x + place.width, role: .textDim)
      if isFocused { grid.cursor = Point(x: place.x, y: place.y) }
      return
    }

    let rows = ChangeRows(notices, seen: state.seen)
    let index = state.changes.index ?? 0
    let top = state.changes.cursor.top(
      index: rows.start(of: index), count: rows.count, height: place.height)
    let shown = top..<(top + place.height)
    if let first = rows.firstSeen, shown.contains(rows.start(of: first) - 1) {
      drawRule(y: place.y + rows.start(of: first) - 1 - top, place, on: &grid)
    }
    for (number, notice) in notices.enumerated() {
      let start = rows.start(of: number)
      guard start < shown.upperBound else { break }
      guard start + notice.height > shown.lowerBound else { continue }
      let isSeen = rows.firstSeen.map { number >= $0 } ?? !isNews(notices)
      for (offset, line) in lines(of: notice, isSeen: isSeen, width: place.width).enumerated()
      where shown.contains(start + offset) {
        grid.put(
          line, x: place.x + 1, y: place.y + start + offset - top,
          limit: place.x + place.width)
      }
      let y = place.y + start - top
      guard number == index, shown.contains(start) else { continue }
      grid.put(String(symbols.cursor), x: place.x, y: y)
      grid.paint(
        Rect(x: place.x, y: y, width: place.width, height: 1),
        over: isFocused ? .cursor : .cursorUnfocused)
      if isFocused { grid.cursor = Point(x: place.x, y: y) }
    }
  }

  /// Why there is nothing.
  var emptiness: String {
    state.changes.notices == nil
      ? "Reading the store\(symbols.ellipsis)" : "Nothing has changed yet."
  }

  /// Without a line between them: whether all are news, or none is.
  func isNews(_ notices: [ChangeNotice]) -> Bool {
    guard state.person != nil, state.moment == nil, let newest = notices.first else { return false }
    return state.seen.map { newest.id > $0.seq } ?? true
  }

  var heading: String {
    if state.person == nil || state.moment != nil { return "newest first" }
    guard let seen = state.seen else { return "none marked as seen yet" }
    let when = seen.at.clock(asOf: state.now)
    return state.unseenChanges == 0
      ? "nothing new since you looked \(when)"
      : "\(grouped(state.unseenChanges)) since you looked \(when)"
  }

  private func drawRule(y: Int, _ place: Rect, on grid: inout Grid) {
    let when = state.seen.map { $0.at.clock(asOf: state.now) } ?? ""
    let words = " seen \(when) "
    let line = String(repeating: symbols.horizontal, count: place.width)
    grid.put(line, x: place.x, y: y, limit: place.x + place.width, role: .border)
    grid.put(words, x: place.x + 3, y: y, limit: place.x + place.width, role: .header)
  }

  /// The head, what changed, and who did it.
  private func lines(of notice: ChangeNotice, isSeen: Bool, width: Int) -> [[Span]] {
    let isNarrow = width < 60
    let region = symbols.shortName(of: notice.region)
    let time = notice.at.brief(asOf: state.now)
    let blank = String(repeating: " ", count: isNarrow ? 2 : 8)
    var head = [
      Span(time.padded(to: 8), .textDim), Span(notice.title, isSeen ? .text : .rowNew),
    ]
    // Rather the whole title than half a region.
    if head.width + 2 + displayWidth(region) < width { head.append(Span("  \(region)", .textDim)) }
    var lines = [head]
    for change in notice.parts {
      let kind = ChangeKind(change)
      var spans = [
        Span(blank), Span("\(kind.glyph(symbols)) \(kind.word.padded(to: 13))", kind.role),
      ]
      spans += kind == .new ? firstStanding(of: notice) : turn(change, isNarrow)
      spans.append(Span("  \(change.rule)", .textDim))
      if let cause = notice.cause.words(rule: change.rule) {
        spans.append(Span(", \(cause)", .textDim))
      }
      lines.append(spans)
    }
    if let act = notice.act {
      lines.append([Span(blank), Span(sentence(for: act, in: nil), .quote)])
    }
    return lines
  }

  /// The same lines without columns, in words, and what matters most in front.
  func plainLines(of notice: ChangeNotice, isSeen: Bool) -> [String] {
    let region = symbols.shortName(of: notice.region)
    let news = isSeen ? "" : "news: "
    return ["\(news)\(notice.title), \(region), \(notice.at.clock(asOf: state.now))"]
      + notice.parts.map { change in
        let kind = ChangeKind(change)
        let spans = kind == .new ? firstStanding(of: notice) : turn(change)
        let cause = notice.cause.words(rule: change.rule)
        return "  \(kind.word): "
          + symbols.list(spans.map(\.text).joined(), change.rule, cause)
      } + [notice.act].compactMap(\.self).map { "  \(sentence(for: $0, in: nil))" }
  }

  /// From what to what; that it is a downgrade stands before it here.
  private func turn(_ change: Change, _ isNarrow: Bool = false) -> [Span] {
    if ChangeKind(change) == .overdue {
      return [Span("\(change.new) asked, and silent past the deadline", .officialSilent)]
    }
    var change = change
    if isNarrow, change.field == "official", let old = change.old {
      // The counts matter where the word stays the same.
      let (before, after) = (old.prefix { $0 != " " }, change.new.prefix { $0 != " " })
      if before != after { (change.old, change.new) = (String(before), String(after)) }
    }
    let spans = change.turn(symbols)
    return change.isDowngrade ? spans.dropLast() : spans
  }

  /// `RUMOUR  · silent`: where a new incident began.
  private func firstStanding(of notice: ChangeNotice) -> [Span] {
    var spans: [Span] = []
    for change in notice.first {
      if !spans.isEmpty { spans.append(Span(symbols.separator, .textDim)) }
      spans += turn(change)
    }
    return spans.isEmpty ? [Span("first report")] : spans
  }
}

extension Date {
  /// In six cells: `14:32Z` on the day of `now`, `21 Nov` in its year, `2025` before.
  func brief(asOf now: Date) -> String {
    if day == now.day { return clock }
    let months = "JanFebMarAprMayJunJulAugSepOctNovDec"
    let (year, month, date) = (day.prefix(4), Int(day.dropFirst(5).prefix(2)) ?? 1, day.suffix(2))
    return year == now.day.prefix(4)
      ? "\(date) \(months.dropFirst(3 * (month - 1)).prefix(3))" : String(year)
  }
}

extension String {
  /// With blanks after it, up to `width` cells.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - displayWidth(self)))
  }
}
