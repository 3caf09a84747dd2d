import Gazetteer
import IncidentStore
import Incidents
import TerminalKit

/// What the map shows, in words.
struct MapWords {
  let state: DashboardState
  private var symbols: Symbols { state.symbols }
  private var selection: Region.ID? { state.regions.selection }

  init(_ state: DashboardState) { self.state = state }

  var name: String {
    guard let selection else { return "All regions" }
    let name = symbols.name(of: selection)
    return Gazetteer.world.isDisputed(selection) ? "\(name) (disputed)" : name
  }

  /// `14 open, 6 without official word`.
  var counts: String {
    guard let count = state.pictureCounts.counts?.whole(selection) else {
      return "counting\(symbols.ellipsis)"
    }
    return count.open == 0
      ? "nothing open" : "\(grouped(count.open)) open, \(missing(count)) without official word"
  }

  /// `Krasnodar Krai: 14 open, 6 without official word; neighbours: Rostov Obl. 3, Adygea –`. The neighbours
  /// of which most is told stand first; for all regions it is those of which most is told.
  var line: String {
    guard !others.isEmpty else { return "\(name): \(counts)" }
    let parts = others.map { region, open in
      let number = open == 0 ? String(symbols.dash) : grouped(open)
      return "\(symbols.shortName(of: region)) \(number)"
    }
    let title = selection == nil ? "most" : "neighbours"
    return "\(name): \(counts); \(title): \(parts.joined(separator: ", "))"
  }

  /// The same, and what is on the map, in lines of which each says what it is about.
  var lines: [String] {
    let title = selection == nil ? "" : ", a neighbour"
    return ["\(name): \(counts)"] + [onMap].compactMap(\.self)
      + others.map { region, open in
        "\(symbols.name(of: region)): "
          + (open == 0 ? "nothing open" : "\(grouped(open)) open") + title
      }
  }

  /// `On the map: reported 3, rumour 1, 2 without a place`
  private var onMap: String? {
    guard let picture = state.map.picture else { return nil }
    let marks = CellMarks(state.map.places?.marks ?? [], on: picture)
    let items = legend(marks.counts, isRough: false, hasMany: false)
    return "On the map: \(items.map { $0.map(\.text).joined() }.joined(separator: ", "))"
  }

  /// What else is told of, and how many open incidents each has.
  private var others: [(Region.ID, Int)] {
    guard let counts = state.pictureCounts.counts else { return [] }
    guard selection != nil else {
      return counts.own.filter { $0.value.open > 0 }
        .sorted { ($1.value.open, $0.key) < ($0.value.open, $1.key) }.prefix(8)
        .map { ($0.key, $0.value.open) }
    }
    return state.map.neighbours.all
      .map { ($0, counts.whole($0).open, Gazetteer.world.shortName(of: $0)) }
      .sorted { ($1.1, $0.2) < ($0.1, $1.2) }.map { ($0.0, $0.1) }
  }

  private func missing(_ count: RegionCount) -> String {
    count.withoutWord == 0 ? "none" : grouped(count.withoutWord)
  }

  /// What the marks on the map mean, how many of each there are on it, and how many are not.
  func legend(
    _ shown: [VerificationStatus: Int], isRough: Bool, hasMany: Bool
  ) -> [[Span]] {
    guard let places = state.map.places else {
      return [[Span("Reading the store\(symbols.ellipsis)", .textDim)]]
    }
    var items: [[Span]] = []
    for status in VerificationStatus.inOrderOfWeight {
      guard let count = shown[status] else { continue }
      items.append([
        Span(symbols.mark(status.mark(symbols)), status.role),
        Span("\(status.fullWord.lowercased()) \(grouped(count))", .textDim),
      ])
    }
    let rest: [String?] = [
      items.isEmpty ? "no incident is placed here" : nil,
      places.withoutPoint == 0 ? nil : "\(grouped(places.withoutPoint)) without a place",
      places.older == 0 ? nil : "\(grouped(places.older)) older not shown",
      hasMany ? "+ a hundred or more" : nil,
      isRough ? "\(symbols.rough) somewhere near" : nil,
    ]
    return items + rest.compactMap(\.self).map { [Span($0, .textDim)] }
  }
}

extension VerificationStatus {
  /// The best known first; what is known to be wrong last.
  static let inOrderOfWeight: [Self] = [
    .verified, .corroborated, .contested, .reported, .partyClaim, .rumour, .refuted, .retracted,
  ]

  /// On a map.
  func mark(_ symbols: Symbols) -> Character {
    let isASCII = symbols.isASCII
    return switch self {
    case .verified: isASCII ? "V" : "◆"
    case .corroborated: isASCII ? "C" : "●"
    case .contested: isASCII ? "%" : "◐"
    case .reported: isASCII ? "R" : "○"
    case .partyClaim: isASCII ? "P" : "▷"
    case .rumour: "?"
    case .refuted: isASCII ? "x" : "✗"
    case .retracted: isASCII ? "<" : "↶"
    }
  }
}

extension Symbols {
  /// Behind a mark whose place is known roughly: a part of a region, or all of it.
  var rough: Character { "~" }
}

extension Grid {
  /// Puts a long sentence on as many rows as `rect` has; the last says when it goes on.
  mutating func put(_ sentence: String, in rect: Rect) {
    guard rect.width > 0, rect.height > 0 else { return }
    var lines = wrappedLines(of: sentence, width: rect.width)
    if lines.count > rect.height {
      lines =
        lines[..<(rect.height - 1)] + [lines[rect.height - 1].lowerBound..<sentence.utf8.count]
    }
    for (row, part) in lines.enumerated() {
      put(
        String(sentence.part(utf8: part)), x: rect.x, y: rect.y + row, limit: rect.x + rect.width)
    }
  }
}
