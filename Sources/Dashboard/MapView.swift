import IncidentStore
import Incidents
import TerminalKit

/// Draws the map: outlines, then where incidents are, then the regions' names where there is room left.
struct MapView {
  let state: DashboardState
  let layout: Layout
  let rect: Rect
  private var symbols: Symbols { state.symbols }

  func draw(on grid: inout Grid) {
    let isFocused = state.focus == .map
    let words = MapWords(state)
    if layout.hasFrames {
      PaneFrame(
        symbols: symbols, isFocused: isFocused,
        title: [
          Span("m Map", isFocused ? .titleFocus : .title),
          Span(" \(symbols.dot) \(words.name)", .title),
          Span(state.pictureFilter, .filterActive),
        ], note: [Span(scale, .headerSort)]
      ).draw(on: &grid, in: rect)
    }
    let place = state.mapPlace
    if let rect = place.picture, let picture = state.map.picture {
      drawOutlines(picture, in: rect, on: &grid)
      let marks = CellMarks(state.map.places?.marks ?? [], on: picture)
      var taken = drawMarks(marks, in: rect, on: &grid)
      drawNames(picture, in: rect, &taken, on: &grid)
      draw(
        words.legend(marks.counts, isRough: marks.isRough, hasMany: marks.hasMany),
        in: place.legend, on: &grid)
    }
    let rect = place.words
    grid.put(
      words.line, in: Rect(x: rect.x + 1, y: rect.y, width: rect.width - 2, height: rect.height))
    if place.picture == nil, isFocused { grid.cursor = Point(x: rect.x, y: rect.y) }
  }

  /// One after the other, as many rows as there are.
  private func draw(_ legend: [[Span]], in rect: Rect, on grid: inout Grid) {
    var (x, y) = (rect.x + 1, rect.y)
    for item in legend {
      if x > rect.x + 1, x + item.width > rect.x + rect.width - 1, y + 1 < rect.y + rect.height {
        (x, y) = (rect.x + 1, y + 1)
      }
      x = grid.put(item, x: x, y: y, limit: rect.x + rect.width - 1) + 2
    }
  }

  /// A round length that some cells stand for: `├──────┤ 200 km`.
  private var scale: String {
    guard let scope = state.map.scope else { return "" }
    let kilometresOfCell = scope.kilometresOfRow / 2
    let lengths = [2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000]
    let length = lengths.first { Double($0) / kilometresOfCell >= 5 } ?? lengths[0]
    let cells = Int((Double(length) / kilometresOfCell).rounded())
    let line = String(repeating: symbols.horizontal, count: max(0, cells - 2))
    return "\(symbols.isASCII ? "|" : "├")\(line)\(symbols.isASCII ? "|" : "┤") "
      + "\(grouped(length)) km"
  }

  // MARK: Outlines

  private func drawOutlines(_ picture: MapPicture, in rect: Rect, on grid: inout Grid) {
    for row in 0..<rect.height {
      for column in 0..<rect.width {
        let cell = row * picture.size.width + column
        guard picture.dots[cell] != 0 else { continue }
        let line = picture.lines[cell]
        grid.put(
          glyph(picture.dots[cell], line), x: rect.x + column, y: rect.y + row,
          role: Self.role(line))
      }
    }
  }

  private func glyph(_ dots: UInt8, _ line: MapPicture.Line) -> String {
    if symbols.isASCII {
      return switch line {
      case .none, .part: "."
      case .country: ":"
      case .selected: "#"
      }
    }
    return String(UnicodeScalar(0x2800 + UInt32(dots)) ?? " ")
  }

  private static func role(_ line: MapPicture.Line) -> Role {
    switch line {
    case .none, .part: .border
    case .country: .textDim
    case .selected: .borderFocus
    }
  }

  // MARK: Incidents

  /// - Returns: the cells that marks stand in.
  private func drawMarks(_ marks: CellMarks, in rect: Rect, on grid: inout Grid) -> Set<Point> {
    var taken: Set<Point> = []
    for (place, mark) in marks.places {
      let first = place.x * CellMarks.width
      let rough = mark.isRough ? String(symbols.rough) : ""
      let (text, x) =
        mark.count == 1
        ? ("\(mark.status.mark(symbols))\(rough)", mark.isRough ? min(mark.x, first + 1) : mark.x)
        : ("\(mark.count < 100 ? String(mark.count) : "+")\(rough)", first)
      grid.put(
        text, x: rect.x + x, y: rect.y + place.y, limit: rect.x + rect.width, role: mark.status.role
      )
      for step in 0..<text.count { taken.insert(Point(x: x + step, y: place.y)) }
    }
    return taken
  }

  // MARK: Names

  /// The selected region first, then those of which most is told; what has nothing to tell only where its
  /// name fits into it.
  private func drawNames(
    _ picture: MapPicture, in rect: Rect, _ taken: inout Set<Point>, on grid: inout Grid
  ) {
    let selection = state.regions.selection
    var spots = picture.spots.filter(picture.shows)
    if let selection, !spots.contains(where: { $0.region == selection }),
      let dot = picture.dot(of: selection), picture.projection.holds(dot)
    {
      spots.append(MapPicture.Spot(region: selection, x: dot.x, y: dot.y, extent: 0))
    }
    let counts = state.pictureCounts.counts ?? RegionCounts()
    let named = spots.map { ($0, counts.whole($0.region).open) }
      .sorted {
        let (isFirst, isSecond) = ($0.0.region == selection, $1.0.region == selection)
        if isFirst != isSecond { return isFirst }
        return ($1.1, $1.0.extent, $0.0.region) < ($0.1, $0.0.extent, $1.0.region)
      }
    for (spot, open) in named {
      let isSelected = spot.region == selection
      let name = symbols.shortName(of: spot.region)
      let count = open > 0 ? " \(grouped(open))" : ""
      let width = displayWidth(name) + count.count + (isSelected ? 1 : 0)
      guard isSelected || open > 0 || Double(width * 2) < spot.extent else { continue }
      let start = free(
        width, near: Point(x: Int(spot.x) / 2, y: Int(spot.y) / 4), in: rect, taken,
        insists: isSelected)
      guard let start else { continue }
      for x in start.x - 1..<start.x + width + 1 { taken.insert(Point(x: x, y: start.y)) }
      let (x, y) = (rect.x + start.x, rect.y + start.y)
      let end = rect.x + rect.width
      if isSelected {
        grid.put("\(symbols.cursor)\(name)\(count)", x: x, y: y, limit: end, role: .textStrong)
        grid.paint(
          Rect(x: x, y: y, width: min(width, end - x), height: 1),
          over: state.focus == .map ? .cursor : .cursorUnfocused)
        if state.focus == .map { grid.cursor = Point(x: x, y: y) }
      } else {
        grid.put(
          [Span(name, open > 0 ? .text : .textDim), Span(count, .textStrong)], x: x, y: y,
          limit: end)
      }
    }
    if grid.cursor == nil, state.focus == .map { grid.cursor = Point(x: rect.x, y: rect.y) }
  }

  /// Where `width` cells are free around a cell: on its row, else up to two rows away from it.
  private func free(
    _ width: Int, near cell: Point, in rect: Rect, _ taken: Set<Point>, insists: Bool
  ) -> Point? {
    let x = max(0, min(cell.x - width / 2, rect.width - width))
    let rows = [0, 1, -1, 2, -2].map { cell.y + $0 }.filter { (0..<rect.height).contains($0) }
    let row = rows.first { y in
      width <= rect.width && !(x..<x + width).contains { taken.contains(Point(x: $0, y: y)) }
    }
    return (row ?? (insists ? rows.first : nil)).map { Point(x: x, y: $0) }
  }
}

/// What stands where on a map.
///
/// Three cells of a row share a mark, so that a number of two digits never touches another.
struct CellMarks {
  struct Mark {
    var count: Int
    /// The best known of them.
    var status: VerificationStatus
    /// None of them is known to be just there.
    var isRough: Bool
    /// The cell of the first.
    var x: Int
  }

  static let width = 3

  /// By row, and by every third column.
  private(set) var places: [Point: Mark] = [:]
  private(set) var counts: [VerificationStatus: Int] = [:]
  var isRough: Bool { places.values.contains(where: \.isRough) }
  var hasMany: Bool { places.values.contains { $0.count >= 100 } }

  init(_ marks: [IncidentPlaces.Mark], on picture: MapPicture) {
    let weights = Dictionary(
      uniqueKeysWithValues: VerificationStatus.inOrderOfWeight.enumerated().map {
        ($0.element, $0.offset)
      })
    for incident in marks {
      let dot = picture.projection.dot(x: incident.longitude * 100, y: incident.latitude * 100)
      guard picture.projection.holds(dot) else { continue }
      counts[incident.status, default: 0] += 1
      let x = Int(dot.x) / 2
      let place = Point(x: x / Self.width, y: Int(dot.y) / 4)
      let isRough = incident.precision != .namedTown
      guard let mark = places[place] else {
        places[place] = Mark(count: 1, status: incident.status, isRough: isRough, x: x)
        continue
      }
      let isBetter = weights[incident.status, default: 0] < weights[mark.status, default: 0]
      places[place] = Mark(
        count: mark.count + 1, status: isBetter ? incident.status : mark.status,
        isRough: isRough && mark.isRough, x: mark.x)
    }
  }
}
