public import TerminalKit

/// What `state` looks like at `size`.
public func frame(for state: DashboardState, size: Size) -> Grid {
  var state = state
  if state.size != size {
    _ = state.resize(to: size)
    state.layOutDetail()
    state.layOutMap()
  }
  var grid = Grid(size: size)
  grid.ellipsis = state.symbols.ellipsis.unicodeScalars.first ?? grid.ellipsis
  guard Layout.fits(size) else {
    TooSmallView().draw(on: &grid)
    return grid
  }
  let layout = state.layout
  HeaderView(state: state, layout: layout).draw(on: &grid)
  if layout.isPlain {
    PlainView(state: state, layout: layout).draw(on: &grid)
  } else {
    drawPanes(of: state, layout, on: &grid)
  }
  FooterView(state: state, row: layout.footer).draw(on: &grid)
  if state.symbols.isASCII { grid.replace(Symbols.twin(of:)) }
  return grid
}

/// The panes, and over them what is open.
private func drawPanes(of state: DashboardState, _ layout: Layout, on grid: inout Grid) {
  if let rect = layout.regions {
    RegionsView(state: state, layout: layout, rect: rect).draw(on: &grid)
  }
  if let rect = layout.incidents {
    IncidentsView(state: state, layout: layout, rect: rect).draw(on: &grid)
  }
  if let rect = layout.detail {
    DetailView(state: state, layout: layout, rect: rect).draw(on: &grid)
  }
  if let rect = layout.changes {
    ChangesView(state: state, layout: layout, rect: rect).draw(on: &grid)
  }
  if let rect = layout.feeds {
    FeedsView(state: state, layout: layout, rect: rect).draw(on: &grid)
  }
  if let rect = layout.map {
    MapView(state: state, layout: layout, rect: rect).draw(on: &grid)
  }
  if let rect = layout.heat {
    HeatView(state: state, layout: layout, rect: rect).draw(on: &grid)
  }
  if let help = state.help {
    HelpView(help: help, keys: state.keys, symbols: state.symbols).draw(on: &grid, in: layout)
  }
  if let picker = state.picker {
    ThemePickerView(picker: picker, themes: state.themes, symbols: state.symbols)
      .draw(on: &grid, in: layout)
  }
  if let palette = state.palette {
    PaletteView(palette: palette, entries: state.paletteEntries, symbols: state.symbols)
      .draw(on: &grid, in: layout)
  }
  if let chooser = state.chooser {
    ColumnChooserView(state: state, layout: layout).draw(chooser, on: &grid)
  }
}

/// A polite line where nothing else has room.
struct TooSmallView {
  func draw(on grid: inout Grid) {
    let smallest = Layout.smallest
    let size = grid.size
    let words =
      "watchfloor needs \(smallest.width)x\(smallest.height); this is \(size.width)x\(size.height)"
    let lines = wrappedLines(of: words, width: max(1, size.width))
    let top = max(0, (size.height - lines.count) / 2)
    for (index, line) in lines.enumerated() {
      let text = String(words.part(utf8: line))
      grid.put(text, x: max(0, (size.width - displayWidth(text)) / 2), y: top + index)
    }
  }
}
