import Foundation
import IncidentStore
import Incidents

// Every row of a list as one line of words, what matters most in front: what a screen too narrow cuts
// stands at its end.

/// The words of rows, as of a time.
struct PlainRows {
  let now: Date
  private let symbols = Symbols.plain

  // MARK: Incidents

  /// `new: explosion, About 10 blasts, Krasnodar Kr.; reported, 1 origin, grade F; official silent 5h12;
  /// 4m ago`
  ///
  /// - Parameter columns: those that the person has chosen. `nil`: what a desk needs.
  func words(
    of row: IncidentSummary, news: RowNews? = nil, isMarked: Bool = false,
    isStale: Bool = false, columns: [ListColumn]? = nil
  ) -> String {
    let flags =
      [
        isMarked ? "marked" : nil,
        news.map { $0 == .new ? "new" : "changed" },
        isStale ? "being read anew" : nil,
      ] + row.deskMarks(symbols, now: now).map(\.words)
    let hasClock = columns?.contains(.clock) ?? false
    let groups = (columns.map { $0.map { [$0] } } ?? Self.groups).map { columns in
      columns.compactMap { words($0, of: row, hasClock: hasClock) }.joined(separator: ", ")
    }
    let facts = groups.filter { !$0.isEmpty }.joined(separator: "; ")
    let before = flags.compactMap(\.self).joined(separator: ", ")
    return before.isEmpty ? facts : "\(before): \(facts)"
  }

  private static let groups: [[ListColumn]] = [
    [.kind, .what, .region], [.evidence, .origins], [.official], [.age],
  ]

  /// What a row says until the person chooses.
  static let columns: ChosenColumns = {
    let shown = groups.flatMap(\.self)
    var columns = ChosenColumns(showing: shown)
    let rest = columns.entries.filter { !$0.isShown }
    columns.entries = shown.map { ChosenColumns.Entry(column: $0, isShown: true) } + rest
    return columns
  }()

  /// `nil` where there is nothing to say, or the title says it.
  ///
  /// - Parameter hasClock: how long officialdom's word has stood is said by itself.
  private func words(
    _ column: ListColumn, of row: IncidentSummary, hasClock: Bool
  ) -> String? {
    let (incident, standing) = (row.incident, row.standing)
    let origins = standing.verification.origins
    switch column {
    case .kind: return incident.kind.rawValue
    case .what: return incident.title
    case .region:
      let place = incident.place.flatMap { $0.precision == .namedTown ? $0.text : nil }
      let words = place ?? symbols.shortName(of: incident.region)
      // `Krasnodar` says `Krasnodar Kr.`, too.
      let names = words.split(separator: " ").filter { $0.last != "." }
      return names.allSatisfy { incident.title.contains(folding: String($0)) } ? nil : words
    case .evidence: return standing.verification.status.fullWord.lowercased()
    case .origins: return origins.words(symbols)
    case .grade: return origins.grade.map { "grade \($0.rawValue)" } ?? "no grade"
    case .official: return words(of: standing.official, hasClock: hasClock)
    case .clock:
      return standing.official.clockStart.map { "for \(age(from: $0, to: now))" }
    case .reports:
      return "\(grouped(standing.reports)) report\(standing.reports == 1 ? "" : "s")"
    case .age:
      let ago = ago(from: incident.lastActivityAt, to: now)
      if incident.isKnownByEvent { return "undated, happened \(ago)" }
      return incident.provisional ? "undated, received \(ago)" : ago
    case .first:
      let word = incident.provisional ? "received" : "reported"
      return "first \(word) \(ago(from: incident.firstReportedAt, to: now))"
    case .id: return incident.id.rawValue
    }
  }

  /// `official silent 5h12, 2 overdue`
  private func words(of official: OfficialStanding, hasClock: Bool) -> String {
    let clock = hasClock ? nil : official.clockStart.map { " \(age(from: $0, to: now))" }
    let overdue = official.overdue > 0 ? ", \(official.overdue) overdue" : ""
    return "official \(official.status.word(symbols))\(clock ?? "")\(overdue)"
  }

  // MARK: Regions

  /// `Krasnodar Krai: 4 open, 1 without a word`
  func words(of row: RegionRow) -> String {
    let indent = row.depth > 0 ? "  " : ""
    let folded = row.isFolded == true ? ", folded" : ""
    let name = row.id.map { symbols.name(of: $0) } ?? row.name
    return "\(indent)\(name)\(folded): \(words(of: row.tally))"
  }

  private func words(of count: RegionCount) -> String {
    if count.open == 0 { return "nothing open" }
    let missing = count.withoutWord == 0 ? "none" : grouped(count.withoutWord)
    return "\(grouped(count.open)) open, \(missing) without a word"
  }

  // MARK: Feeds

  /// `late: Telegram, Governor; heard 40m ago, last item 2h ago, expected every 5m; 2 items not readable`
  func words(of feed: Feed) -> String {
    let interval = Date(timeIntervalSince1970: feed.expectedInterval)
    let times: [String?] = [
      feed.lastOkAt.map { "heard \(ago(from: $0, to: now))" } ?? "never heard",
      feed.lastItemAt.map { "last item \(ago(from: $0, to: now))" },
      "expected every \(age(from: Date(timeIntervalSince1970: 0), to: interval))",
    ]
    let bad = "\(grouped(feed.quarantined)) item\(feed.quarantined == 1 ? "" : "s") not readable"
    let parts: [String?] = [
      [feed.name, feed.authority?.name].compactMap(\.self).joined(separator: ", "),
      times.compactMap(\.self).joined(separator: ", "), feed.quarantined > 0 ? bad : nil,
      feed.problem,
    ]
    return "\(feed.status(at: now).rawValue): "
      + parts.compactMap(\.self).joined(separator: symbols.separator)
  }

  // MARK: Overlays

  /// `show the map; map-pane; key m`
  func words(of entry: PaletteEntry) -> String {
    let parts = [
      entry.words, entry.elsewhere, entry.key.isEmpty ? nil : "key \(entry.key)", entry.name,
    ]
    return parts.compactMap(\.self).joined(separator: symbols.separator)
  }

  /// `official, shown`
  func words(of entry: ChosenColumns.Entry) -> String {
    "\(entry.column.rawValue), \(entry.isShown ? "shown" : "not shown")"
  }
}

// MARK: - What is wrong

extension String {
  /// With `words` at its end, if it has not named them itself: they stand for carets under a line.
  func naming(_ words: String) -> String {
    words.isEmpty || contains(words) ? self : "\(self); wrong: \(words)"
  }
}

// MARK: - Codes in words

extension OfficialStatus {
  /// Whole where words stand alone.
  func word(_ symbols: Symbols) -> String {
    guard symbols.isPlain else { return word }
    return switch self {
    case .nonCommittal: "non-committal"
    case .notMonitored: "not monitored"
    default: word
    }
  }
}

extension OfficialStanding {
  /// `C0 D0 N1 S2`, or `1 non-committal, 2 silent` where words stand alone.
  func counts(_ symbols: Symbols) -> String {
    guard symbols.isPlain else { return counts }
    let words = Self.words(ofCodes: counts.split(separator: " ").filter { !$0.hasPrefix("+") })
    let other = others > 0 ? ["\(others) other\(others == 1 ? "" : "s")"] : []
    return (words + other).joined(separator: ", ")
  }

  /// `1 confirmed` for `C1`; those that count nothing are left out.
  static func words(ofCodes codes: some Sequence<Substring>) -> [String] {
    let names: [Character: OfficialStatus] = [
      "C": .confirmed, "D": .denied, "N": .nonCommittal, "S": .silent, "M": .notMonitored,
      "W": .withdrawn,
    ]
    return codes.compactMap { code in
      guard let name = code.first.flatMap({ names[$0] }) else { return String(code) }
      let count = code.dropFirst()
      return count == "0" ? nil : "\(count) \(name.word(.plain))"
    }
  }
}

extension OriginCount {
  /// `1F`, or in words where they stand alone.
  func code(_ symbols: Symbols) -> String { symbols.isPlain ? words(symbols) : code }

  /// `1..3 origins`, or `1 to 3 origins`.
  func words(_ symbols: Symbols) -> String {
    symbols.isPlain ? words.replacing("..", with: " to ") : words
  }
}
