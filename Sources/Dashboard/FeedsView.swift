import Foundation
import IncidentStore
import Incidents
import TerminalKit

/// Draws the feeds, and what there is to say of the selected one below them.
struct FeedsView {
  let state: DashboardState
  let layout: Layout
  let rect: Rect
  private var symbols: Symbols { state.symbols }
  private var now: Date { state.now }

  /// How many feeds have room in `rows`; below them stand an empty line and three about the selected one.
  static func listHeight(_ rows: Rect) -> Int {
    rows.height >= aboutHeight + 4 ? rows.height - aboutHeight : rows.height
  }

  private static let aboutHeight = 4

  func draw(on grid: inout Grid) {
    let isFocused = state.focus == .feeds
    if layout.hasFrames {
      let count = state.feeds.all.map { " \($0.count)" } ?? ""
      PaneFrame(
        symbols: symbols, isFocused: isFocused,
        title: [Span("5 Feeds\(count)", isFocused ? .titleFocus : .title)],
        note: [Span("trouble first \(symbols.sorted)", .headerSort)]
      ).draw(on: &grid, in: rect)
    }
    let place = layout.rows(of: .feeds)
    guard place.width > 2, place.height > 0 else { return }
    let feeds = state.feeds.order(at: now)
    guard let all = state.feeds.all, !feeds.isEmpty else {
      grid.put(lines: emptiness, in: place)
      if isFocused { grid.cursor = Point(x: place.x, y: place.y) }
      return
    }
    let columns = FeedColumns(width: place.width)
    drawHeadings(columns, in: place, on: &grid)
    let height = Self.listHeight(place)
    let selected = state.feeds.index(at: now)
    let top = state.feeds.cursor.top(index: selected, count: feeds.count, height: height)
    for (line, index) in (top..<min(top + height, feeds.count)).enumerated() {
      let y = place.y + line
      draw(all[feeds[index]], columns, x: place.x, y: y, on: &grid)
      guard index == selected else { continue }
      grid.select(
        Rect(x: place.x, y: y, width: place.width, height: 1), symbols, isFocused: isFocused)
    }
    if height < place.height {
      drawAbout(all[feeds[selected]], y: place.y + height + 1, in: place, on: &grid)
    }
  }

  /// Why there is nothing, and what to type.
  var emptiness: [(String, Role)] {
    if state.feeds.all == nil { return [("Reading the store\(symbols.ellipsis)", .textDim)] }
    if let moment = state.moment {
      return [
        ("No feed and no channel was known as of \(moment.day) \(moment.clock).", .text)
      ]
    }
    return [
      ("No feed and no channel is known.", .text),
      ("Ask for a feed every 5m:", .textDim), ("  watchfloor poll URL", .hintKey),
      ("or say where an authority speaks:", .textDim),
      ("  watchfloor authority add NAME --kind KIND --region REGION --channel URL", .hintKey),
    ]
  }

  private func drawHeadings(_ columns: FeedColumns, in place: Rect, on grid: inout Grid) {
    let y = place.y - 1
    grid.put("feed", x: place.x + columns.name.lowerBound, y: y, role: .header)
    if let whose = columns.whose {
      grid.put("whose", x: place.x + whose.lowerBound, y: y, role: .header)
    }
    for (word, range) in [
      ("heard", columns.heard), ("item", columns.item), ("lag", columns.lag),
      ("every", columns.every), ("bad", columns.bad),
    ] {
      if let range {
        grid.put(word, endingAt: place.x + range.upperBound, y: y, role: .header)
      }
    }
    if let problem = columns.problem {
      grid.put("why", x: place.x + problem.lowerBound, y: y, role: .header)
    }
  }

  private func draw(_ feed: Feed, _ columns: FeedColumns, x: Int, y: Int, on grid: inout Grid) {
    let status = feed.status(at: now)
    let role = Feed.role(status)
    grid.put("\(Feed.glyph(status, symbols)) \(status.rawValue)", x: x + 1, y: y, role: role)
    func put(_ text: String, _ range: Range<Int>?, _ role: Role) {
      guard let range else { return }
      grid.put(text, x: x + range.lowerBound, y: y, limit: x + range.upperBound, role: role)
    }
    func putAtEnd(_ text: String?, _ range: Range<Int>?, _ role: Role) {
      guard let range else { return }
      grid.put(text ?? String(symbols.dash), endingAt: x + range.upperBound, y: y, role: role)
    }
    put(
      columns.whose == nil ? feed.authority?.name ?? feed.name : feed.name, columns.name,
      .text)
    put(feed.authority?.name ?? "", columns.whose, .text)
    putAtEnd(feed.lastOkAt.map { age(from: $0, to: now) } ?? "never", columns.heard, role)
    putAtEnd(feed.lastItemAt.map { age(from: $0, to: now) }, columns.item, .textDim)
    putAtEnd(feed.lag(at: now).map(span), columns.lag, role)
    putAtEnd(span(feed.expectedInterval), columns.every, .textDim)
    putAtEnd(
      feed.quarantined == 0 ? nil : grouped(feed.quarantined), columns.bad,
      feed.quarantined == 0 ? .textDim : .msgWarn)
    put(feed.problem ?? "", columns.problem, .textDim)
  }

  private func drawAbout(_ feed: Feed, y: Int, in place: Rect, on grid: inout Grid) {
    let (x, limit) = (place.x + 1, place.x + place.width - 1)
    for (line, (words, role)) in about(feed).enumerated() {
      grid.put(words, x: x, y: y + line, limit: limit, role: role)
    }
  }

  /// Where it is, whose, and what is wrong with it.
  func about(_ feed: Feed) -> [(String, Role)] {
    let whose =
      feed.authority.map { "channel of \($0.name), \($0.region)" } ?? "a feed of no authority"
    let bad =
      feed.quarantined == 0
      ? nil
      : "\(grouped(feed.quarantined)) item\(feed.quarantined == 1 ? "" : "s") could not be read"
    let status = feed.status(at: now)
    let words =
      switch status {
      case .ok: "heard \(feed.lastOkAt.map { $0.clock(asOf: now) } ?? "")"
      case .late: "not heard for more than twice its interval: its silence says nothing"
      case .down:
        symbols.list(
          feed.lastFailedAt.map { "failed \($0.clock(asOf: now))" } ?? "never heard", feed.problem)
      }
    return [
      (feed.url, .link), (symbols.list(whose, bad), .text), (words, Feed.role(status)),
    ]
  }

  private func span(_ seconds: Double) -> String {
    let whole = now.minute
    return seconds < 60
      ? "\(Int(seconds))s" : age(from: whole.addingTimeInterval(-seconds), to: whole)
  }
}

/// Which columns the feeds have room for, and where.
struct FeedColumns: Equatable {
  var name: Range<Int>
  var whose: Range<Int>?
  var heard: Range<Int>
  var item: Range<Int>?
  var lag: Range<Int>?
  var every: Range<Int>?
  var bad: Range<Int>?
  var problem: Range<Int>?

  init(width: Int) {
    let left = 8
    var right = width
    func fromRight(_ count: Int) -> Range<Int> {
      defer { right -= count + 1 }
      return max(0, right - count)..<max(0, right)
    }
    if width >= 110 {
      problem = fromRight(width / 3)
      right -= 1
    }
    if width >= 40 { bad = fromRight(3) }
    if width >= 50 { every = fromRight(5) }
    if width >= 36 { lag = fromRight(4) }
    if width >= 36 { item = fromRight(4) }
    heard = fromRight(5)
    let middle = max(left, right)
    if width >= 76 {
      let share = (middle - left) * 2 / 5
      name = left..<left + share
      whose = left + share + 1..<middle
    } else {
      name = left..<middle
    }
  }
}
