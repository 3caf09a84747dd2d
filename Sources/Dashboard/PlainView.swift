import Gazetteer
import IncidentStore
import Incidents
import TerminalKit

/// One list over the whole screen, for ears and fingers: a line that says what it is, then a line of words
/// a row. The selected row has a `>` before it, and the hardware cursor on it.
struct PlainView {
  let state: DashboardState
  let layout: Layout
  private var symbols: Symbols { state.symbols }
  private var words: PlainRows { PlainRows(now: state.now) }

  /// What is on screen of a list.
  struct Page {
    var heading: String
    var rows: [String]
    /// The line of the selected row, counted from the first that is on screen.
    var selected: Int?
    var search: String?
    /// A line that the person types on stands above the rows.
    var input: LineEditor?
  }

  func draw(on grid: inout Grid) {
    let page = page
    let (x, body) = (2, layout.body)
    grid.put(page.heading, x: 0, y: body.y, role: .header)
    var y = body.y + 1
    grid.cursor = Point(x: 0, y: y)
    if let input = page.input {
      draw(input, y: y, on: &grid)
      y += 1
    }
    for (line, row) in page.rows.prefix(body.y + body.height - y).enumerated() {
      let isSelected = line == page.selected
      grid.put(isSelected ? "\(symbols.cursor) " : "  ", x: 0, y: y + line)
      grid.put(row, x: x, y: y + line)
      if isSelected, page.input == nil { grid.cursor = Point(x: 0, y: y + line) }
      if let search = page.search {
        grid.paint(
          search, in: row, x: x, y: y + line, limit: grid.size.width, isSelected: isSelected)
      }
    }
  }

  /// The end of a long line gives way, but never the caret.
  private func draw(_ editor: LineEditor, y: Int, on grid: inout Grid) {
    let label = "words, a name or a key: "
    let start = grid.put(label, x: 0, y: y, role: .prompt)
    let first = editor.firstInSight(cells: grid.size.width - start - 2)
    grid.put(String(editor.characters[first...]), x: start, y: y, role: .input)
    let before = String(editor.characters[first..<editor.caret])
    grid.cursor = Point(x: start + displayWidth(before), y: y)
  }

  private var page: Page {
    if let chooser = state.chooser { return page(of: chooser) }
    if let palette = state.palette { return page(of: palette) }
    if let picker = state.picker { return page(of: picker) }
    if let help = state.help { return page(of: help) }
    return switch state.focus {
    case .regions: regions
    case .incidents: incidents
    case .detail: detail
    case .changes: changes
    case .feeds: feeds
    case .map: map
    case .heat: heat
    }
  }

  /// What is on screen of `count` rows, of which `index` is selected.
  private func page(
    _ heading: String, _ cursor: ListCursor, _ index: Int, count: Int, height: Int,
    row: (Int) -> String
  ) -> Page {
    let top = cursor.top(index: index, count: count, height: height)
    return Page(
      heading: heading, rows: (top..<max(top, min(top + height, count))).map(row),
      selected: index - top)
  }

  // MARK: Panes

  private var regions: Page {
    let pane = state.regions
    return page(
      "Regions: open incidents of each, and how many have no official word", pane.cursor,
      pane.index, count: pane.rows.count, height: layout.rows(of: .regions).height
    ) { words.words(of: pane.rows[$0]) }
  }

  private var incidents: Page {
    let pane = state.incidents
    let order = pane.query.listOrder
    let total = pane.window?.total.map { " \(grouped($0))," } ?? ""
    let heading =
      "\(pane.name):\(total) by \(order.column.words)\(order.isReversed ? ", reversed" : "")"
    guard let window = pane.window, !window.rows.isEmpty else {
      let view = IncidentsView(
        state: state, layout: layout, rect: layout.rect(of: .incidents))
      return Page(heading: heading, rows: view.emptiness.map(\.0))
    }
    let columns = pane.chosen?.entries.filter(\.isShown).map(\.column)
    var page = page(
      heading, pane.cursor, pane.index ?? 0, count: window.rows.count,
      height: layout.rows(of: .incidents).height
    ) { index in
      let row = window.rows[index]
      return words.words(
        of: row, news: pane.news[row.id], isMarked: pane.isMarked(row),
        isStale: !pane.isCurrent, columns: columns)
    }
    page.search = pane.search
    return page
  }

  private var detail: Page {
    let pane = state.detail
    guard let incident = pane.incident else {
      return Page(heading: "Detail", rows: ["Nothing selected."])
    }
    let (section, count) = (pane.section, DetailSection.allCases.count)
    var page = page(
      "Detail of \(incident): \(section.title), section \(section.rawValue + 1) of \(count), "
        + "\(pane.lines.count) line\(pane.lines.count == 1 ? "" : "s")", pane.cursor, pane.index,
      count: pane.lines.count,
      height: layout.rows(of: .detail).height
    ) { pane.lines[$0].text }
    page.search = pane.search
    return page
  }

  private var changes: Page {
    let view = ChangesView(state: state, layout: layout, rect: layout.rect(of: .changes))
    let heading = "Changes: \(view.heading)"
    guard let notices = state.changes.notices, !notices.isEmpty else {
      return Page(heading: heading, rows: [view.emptiness])
    }
    let rows = ChangeRows(notices, seen: state.seen)
    let lines = notices.enumerated().flatMap { number, notice in
      let isSeen = rows.firstSeen.map { number >= $0 } ?? !view.isNews(notices)
      let rule = number == rows.firstSeen ? ["From here on you have seen it."] : []
      return rule + view.plainLines(of: notice, isSeen: isSeen)
    }
    return page(
      heading, state.changes.cursor, rows.start(of: state.changes.index ?? 0),
      count: lines.count, height: layout.rows(of: .changes).height
    ) { lines[$0] }
  }

  private var feeds: Page {
    let view = FeedsView(state: state, layout: layout, rect: layout.rect(of: .feeds))
    let feeds = state.feeds.sorted(at: state.now)
    let heading = "Feeds: \(feeds.count), trouble first"
    guard !feeds.isEmpty else { return Page(heading: heading, rows: view.emptiness.map(\.0)) }
    let place = layout.rows(of: .feeds)
    let height = FeedsView.listHeight(place)
    let selected = state.feeds.index(at: state.now)
    var page = page(
      heading, state.feeds.cursor, selected, count: feeds.count, height: height
    ) { words.words(of: feeds[$0]) }
    if height < place.height {
      let blank = Array(repeating: "", count: height - page.rows.count + 1)
      page.rows += blank + view.about(feeds[selected]).map { "Selected: \($0.0)" }
    }
    return page
  }

  private var map: Page {
    let words = MapWords(state)
    let others =
      state.regions.selection == nil ? "those of which most is told" : "those around it"
    let rows = words.lines.flatMap { line in
      wrappedLines(of: line, width: state.size.width - 2).map { String(line.part(utf8: $0)) }
    }
    return Page(
      heading: "Map in words: the region, then \(others)\(pictureFilter)", rows: rows,
      selected: 0)
  }

  private var pictureFilter: String {
    let words = state.filterWords(of: state.pictureQuery)
    return words.isEmpty ? "" : ", filter \(words)"
  }

  private var heat: Page {
    let view = HeatView(state: state, layout: layout, rect: layout.rect(of: .heat))
    let measure = state.heat.measure == .reports ? "reports" : "reports without an official word"
    let rows = state.heatRows
    let heading =
      "Heat in words: \(measure) in 24 h, \(rows.count) region\(rows.count == 1 ? "" : "s"), "
      + "most without word first\(pictureFilter)"
    guard let activity = state.heat.activity, !rows.isEmpty else {
      return Page(heading: heading, rows: [view.emptiness])
    }
    return page(
      heading, state.heat.cursor, state.heatIndex(rows), count: rows.count,
      height: HeatView.listHeight(layout.rows(of: .heat))
    ) { view.words(of: rows[$0], in: activity) }
  }

  // MARK: Overlays

  private func page(of help: HelpOverlay) -> Page {
    let inner = HelpOverlay.rect(in: layout).inner
    let lines = help.lines(state.keys, symbols, width: inner.width - 1)
    let top = min(help.top, max(0, lines.count - inner.height))
    let rows = lines[top...].prefix(inner.height).map { $0.map(\.text).joined() }
    let search = help.wanted.isEmpty ? "" : " with \(symbols.quoted(help.wanted))"
    return Page(
      heading: "Help\(search): lines \(min(lines.count, top + 1)) to \(top + rows.count) "
        + "of \(lines.count)",
      rows: lines.isEmpty ? ["nothing here has that in it"] : rows, search: help.wanted)
  }

  private func page(of palette: Palette) -> Page {
    let entries = state.paletteEntries
    var page = page(
      "Commands: \(entries.isEmpty ? 0 : palette.index + 1) of \(entries.count)", palette.cursor,
      palette.index, count: entries.count, height: Palette.rows(in: layout).height
    ) { words.words(of: entries[$0]) }
    if entries.isEmpty { page.rows = ["nothing is called that"] }
    page.input = palette.editor
    return page
  }

  private func page(of picker: ThemePicker) -> Page {
    let count = state.themes.count
    return page(
      "Themes: \(picker.index + 1) of \(count)", picker.cursor, picker.index, count: count,
      height: ThemePicker.rect(in: layout, themes: state.themes).inner.height
    ) { state.themes[$0] }
  }

  private func page(of chooser: ColumnChooser) -> Page {
    let entries = state.columnEntries
    let whose = state.incidents.chosen == nil ? "as the desk needs them" : "as you chose them"
    return page(
      "Columns, which are the facts of a row and their order: \(whose)", chooser.cursor,
      chooser.index, count: entries.count, height: ColumnChooser.rect(in: layout).inner.height
    ) { words.words(of: entries[$0]) }
  }
}
