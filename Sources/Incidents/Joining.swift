// Which incident a report tells of. The store finds candidates; this decides, and says why.
//
// Tellings join in one region when they may be of one kind, when their times leave it open (hours where
// hours are known, else the same day), and when they are at one place: a town or a spot in it. Where a
// place or an hour is missing, their words must agree. An incident is compared as its first report told it, so
// that it cannot wander; and it ends when its kind of thing does.

private let hour = 3_600_000

/// Two tellings that are of one incident, and how much they have in common.
public struct Joining: Hashable, Sendable {
  /// Which of the candidates it is.
  public var index: Int
  /// In milliseconds. `nil` where one of them knows the day alone.
  public var apart: Int?
  /// `nil` where one of them names no point.
  public var kilometres: Double?
  /// The part of their words that they share, from 0 to 1.
  public var alike: Double

  /// "joined: Krasnodar, explosion, 42 min apart, 6 km apart, 0.81 alike"
  public func reason(_ kind: IncidentKind, at place: String) -> String {
    let parts = [
      place, kind.rawValue, apart.map(timeApart) ?? "the same day", kilometres.flatMap(distance),
      "\(hundredths(alike)) alike",
    ]
    return "joined: " + parts.compactMap(\.self).joined(separator: ", ")
  }
}

/// Those of `known`, all in the region of `telling`, that it may be of, the likeliest first. It is of the first
/// that nothing else speaks against, and else of a new one.
public func joinings(_ telling: Occasion, among known: [Occasion]) -> [Joining] {
  known.indices.compactMap { index in fit(telling, known[index], index) }
    .sorted { ($1.likelihood, $0.index) < ($0.likelihood, $1.index) }
}

extension Joining {
  /// To be compared with that of others, and nothing else.
  fileprivate var likelihood: Double {
    alike - (kilometres ?? 1) / 4 - Double(apart ?? 0) / Double(12 * hour)
  }
}

private func fit(_ telling: Occasion, _ known: Occasion, _ index: Int) -> Joining? {
  guard telling.kind.mayBe(known.kind), let apart = telling.apart(from: known) else { return nil }
  let isDay = telling.isDay || known.isDay
  let kilometres = telling.distance(to: known)
  if let kilometres, kilometres > joiningDistance { return nil }
  let words = telling.words.shared(with: known.words)
  guard agree(telling, known, isDay, apart, kilometres, words) else { return nil }
  return Joining(
    index: index, apart: isDay ? nil : apart, kilometres: kilometres, alike: words.alike)
}

/// The longest that any incident goes on, in milliseconds.
public let longestOfAll = 7 * Occasion.day

/// How far apart the points of two tellings of one incident may be, in kilometres: within one city.
let joiningDistance = 25.0

/// How far apart points may be that are one spot in a town, in kilometres.
private let spot = 1.0

/// Whether place and words make one incident of two tellings that kind and time leave open.
private func agree(
  _ telling: Occasion, _ known: Occasion, _ isDay: Bool, _ apart: Int, _ kilometres: Double?,
  _ words: TellingWords.Shared
) -> Bool {
  let isSameInWords = words.own >= 2 && words.ownAlike >= 0.5
  guard let kilometres else {
    if isDay || telling.reach == .country || known.reach == .country { return isSameInWords }
    if telling.reach == known.reach { return apart <= hour || words.alike >= 0.2 }
    // Who names only a region may mean any town in it, unless the words name the town.
    return isSameInWords
      || (telling.mentions(known) || known.mentions(telling))
        && isLikely(telling, known, apart, words)
  }
  // A bombarded city has many strikes a day; only one spot has one.
  if isDay { return kilometres <= spot }
  if telling.reach == .town, known.reach == .town, kilometres > 2 * spot,
    !telling.isNamed(like: known)
  {
    return isSameInWords
  }
  return isLikely(telling, known, apart, words)
}

/// Whether two tellings of one town are likely to be of one incident.
private func isLikely(
  _ telling: Occasion, _ known: Occasion, _ apart: Int, _ words: TellingWords.Shared
) -> Bool {
  if telling.kind.isWide || known.kind.isWide { return true }
  // There are many fires and accidents in a city. Within the hour, it is enough that nothing parts them.
  return words.ownAlike >= 0.25 || apart <= hour && (words.own > 0 || words.ownFewest == 0)
}

extension Occasion {
  /// How long apart two tellings are, in milliseconds: 0 where their times overlap. `nil` when they are too
  /// far apart for one incident.
  fileprivate func apart(from known: Self) -> Int? {
    guard let mine = span, let its = known.span else { return nil }
    let course = known.kind.course
    let gap = max(0, its.lowerBound - mine.upperBound, mine.lowerBound - its.upperBound)
    // A day is that of the place, whose hours we do not know.
    let pause = isDay && known.isDay ? 0 : isDay || known.isDay ? 3 * hour : course.pause
    guard gap <= pause else { return nil }
    let start = min(mine.lowerBound, its.lowerBound)
    let length = max(mine.upperBound, its.upperBound) - start
    return length <= max(course.length, isDay || known.isDay ? Occasion.day + pause : 0) ? gap : nil
  }
}

extension Occasion {
  /// When an incident has begun that this may be told of, in milliseconds since 1970. `nil` when nobody knows
  /// when this was.
  public var beginnings: ClosedRange<Int>? {
    span.map {
      $0.lowerBound - max(kind.longestOfKin, Occasion.day + 3 * hour)...$0.upperBound
        + max(kind.course.pause, 3 * hour)
    }
  }
}

extension IncidentKind {
  /// Whether two reports that use these words may speak of one event: what one calls a blast, another
  /// calls a strike.
  public func mayBe(_ other: Self) -> Bool { self == other || kin & other.kin != 0 }

  /// A bit for each family that it is of.
  private var kin: UInt8 {
    switch self {
    case .explosion, .strike, .drone, .missile, .airDefence: 0b0000_0011
    case .attack, .shelling: 0b0000_0101
    case .clash: 0b0000_0100
    case .fire: 0b0000_1010
    case .wildfire: 0b0000_1000
    case .protest, .riot: 0b0001_0000
    case .flood, .storm: 0b0010_0000
    default: 0
    }
  }

  /// A town has one of them at a time, however many tell of it.
  var isWide: Bool {
    switch self {
    case .fire, .sabotage, .arrest, .attack, .alert, .health, .infrastructure, .transport, .other:
      false
    default: true
    }
  }

  /// That of the kinds that it may be.
  fileprivate var longestOfKin: Int { Self.longest[self] ?? course.length }

  private static let longest = Dictionary(
    uniqueKeysWithValues: allCases.map { kind in
      (kind, allCases.lazy.filter(kind.mayBe).map(\.course.length).max() ?? kind.course.length)
    })

  /// How long an incident of this kind goes on, in milliseconds: the pause in which nothing is told of it, and
  /// the whole, whatever is told after.
  fileprivate var course: (pause: Int, length: Int) {
    switch self {
    case .protest, .riot: (12 * hour, 72 * hour)
    case .earthquake, .flood, .storm, .wildfire, .volcano, .health:
      (24 * hour, longestOfAll)
    case .fire, .transport, .arrest, .sabotage, .infrastructure, .other:
      (6 * hour, 24 * hour)
    case .explosion, .strike, .drone, .missile, .airDefence, .shelling, .clash, .attack, .alert:
      (6 * hour, 12 * hour)
    }
  }
}

/// "42 min apart", "9 h apart"
func timeApart(_ milliseconds: Int) -> String {
  let minutes = milliseconds / 60_000
  return minutes < 120 ? "\(minutes) min apart" : "\(minutes / 60) h apart"
}

/// `nil` for what is one spot.
func distance(_ kilometres: Double) -> String? {
  kilometres < 0.5 ? nil : "\(Int(kilometres.rounded())) km apart"
}

func hundredths(_ value: Double) -> String {
  let number = Int((value * 100).rounded())
  return number == 100 ? "1.00" : "0.\(number < 10 ? "0" : "")\(number)"
}
