import IncidentStore

/// A column of the list of incidents. Raw values are in session files.
enum ListColumn: String, CaseIterable, Codable, Sendable {
  case age, first, kind, region, what, evidence, origins, grade, official, clock, reports, id

  /// In cells, unless the person has another. `nil`: what the others leave.
  func width(isRoomy: Bool) -> Int? {
    switch self {
    case .age, .first, .clock, .reports: 4
    case .kind: 10
    case .region: 14
    case .what: nil
    case .evidence: isRoomy ? 9 : 6
    case .origins, .grade: 5
    case .official: isRoomy ? 11 : 9
    case .id: 13
    }
  }

  /// What a click on its name sorts by, and what else it stands for. Empty: one cannot sort by it.
  var orders: [IncidentOrder.Column] {
    switch self {
    case .age: [.lastReport, .firstReport, .acknowledgement]
    case .first: [.firstReport]
    case .kind: [.kind]
    case .region: [.region]
    case .what: [.title]
    case .evidence: [.status]
    case .origins: [.origins, .grade]
    case .grade: [.grade]
    case .official: [.official]
    case .clock: [.silence]
    case .reports: [.reports]
    case .id: []
    }
  }

  /// It belongs to the column before it.
  fileprivate var isClose: Bool { self == .origins || self == .clock }

  /// It ends at its right edge, as numbers do.
  var isRight: Bool {
    switch self {
    case .age, .first, .clock, .reports: true
    default: false
    }
  }
}

/// The columns that a person has chosen, in their order, those that are hidden among them.
struct ChosenColumns: Equatable, Codable, Sendable {
  struct Entry: Equatable, Codable, Sendable {
    var column: ListColumn
    var isShown: Bool
    /// In cells. `nil`: as usual.
    var width: Int?
  }

  var entries: [Entry]

  static let widths = 2...80

  init(showing columns: [ListColumn]) {
    entries = ListColumn.allCases.map { Entry(column: $0, isShown: columns.contains($0)) }
  }
}

/// Which columns the list has room for, and where.
struct IncidentColumns: Equatable {
  struct Place: Equatable {
    var column: ListColumn
    /// Of cells, from the left edge of the list.
    var cells: Range<Int>
  }

  private(set) var places: [Place] = []
  /// Those that were chosen and have no room.
  private(set) var missing: [ListColumn] = []

  /// A title shorter than this says nothing.
  private static let leastTitle = 12

  subscript(column: ListColumn) -> Range<Int>? {
    places.first { $0.column == column }?.cells
  }

  /// Those that say most in so much room. The title gives way last.
  ///
  /// - Parameter gutter: cells at the left, for the cursor and for what catches the eye.
  init(width: Int, gutter: Int) {
    let isRoomy = width >= 72
    var left = gutter
    var right = width
    var atRight: [Place] = []
    func put(_ column: ListColumn, gap: Int) {
      let end = right
      let count = column.width(isRoomy: isRoomy) ?? 0
      right = max(0, end - count - gap)
      atRight.insert(
        Place(column: column, cells: max(0, end - count)..<max(0, end)), at: 0)
    }

    if width >= 54 { put(.clock, gap: 1) }
    put(.official, gap: isRoomy ? 2 : 1)
    if width >= 54 { put(.origins, gap: 1) }
    put(.evidence, gap: isRoomy ? 2 : 1)
    if width >= 40 {
      places.append(Place(column: .age, cells: left..<left + 4))
      left += isRoomy ? 6 : 5
    }
    if width >= 84 {
      places.append(Place(column: .kind, cells: left..<left + 10))
      left += 12
    }
    places.append(Place(column: .what, cells: left..<max(left, right)))
    places += atRight
  }

  /// The chosen ones, in their order; where there is no room for all, the last give way, and the title
  /// after all others.
  init(_ chosen: ChosenColumns, width: Int, gutter: Int) {
    let isRoomy = width >= 72
    var shown = chosen.entries.filter(\.isShown)
    func least(_ entry: ChosenColumns.Entry) -> Int {
      entry.width ?? entry.column.width(isRoomy: isRoomy) ?? Self.leastTitle
    }
    func gap(before entry: ChosenColumns.Entry) -> Int {
      if entry.column == shown.first?.column { return 0 }
      return isRoomy && !entry.column.isClose ? 2 : 1
    }
    func needed() -> Int { shown.reduce(gutter) { $0 + gap(before: $1) + least($1) } }
    while shown.count > 1, needed() > width,
      let last = shown.lastIndex(where: { $0.column != .what })
    {
      missing.insert(shown.remove(at: last).column, at: 0)
    }
    let rest = width - needed()
    var left = gutter
    for entry in shown {
      left += gap(before: entry)
      let isElastic = entry.width == nil && entry.column.width(isRoomy: isRoomy) == nil
      let end = min(left + least(entry) + (isElastic ? max(0, rest) : 0), max(left, width))
      places.append(Place(column: entry.column, cells: left..<end))
      left = end
    }
  }
}

extension IncidentsPane {
  /// The columns as they stand in so much room.
  func columns(width: Int) -> IncidentColumns {
    let gutter = marks.hasAny ? 2 : 1
    return chosen.map { IncidentColumns($0, width: width, gutter: gutter) }
      ?? IncidentColumns(width: width, gutter: gutter)
  }
}
