import Foundation

// I3: reports whose media or text are those of another.

/// Which reports carry what an earlier one already had.
struct Copies: Hashable {
  /// For each copy, the earliest report that it is one with. Whoever is not in it is no copy.
  private(set) var earliest: [Report.ID: Report.ID] = [:]

  /// The report that `report` stands on: the earliest of its kind, or itself.
  func root(of report: Report.ID) -> Report.ID { earliest[report] ?? report }

  fileprivate mutating func add(_ copy: Report.ID, of root: Report.ID) { earliest[copy] = root }
}

extension Dossier {
  /// Joins the reports with equal media or near-identical text, save those that a person told apart.
  ///
  /// What two reports share with a third, they share: of forty outlets that each change a little more, all
  /// are one.
  func copies() -> Copies {
    if reports.count < 2 { return Copies() }
    var seen: Set<Report.ID> = []
    let order = reports.indices
      .filter { seen.insert(reports[$0].id).inserted }
      .sorted { reports[$0].order < reports[$1].order }
    var crowds = Crowds(order.count, apart: toldApart(order))

    var media: [String: [Int]] = [:]
    for (place, row) in order.enumerated() {
      guard let hash = reports[row].mediaHash else { continue }
      let others = media[hash] ?? []
      // One of each crowd is enough to know them by.
      if !others.reduce(false, { crowds.join(place, $1) || $0 }) { media[hash] = others + [place] }
    }
    let signed = order.indices.filter { reports[order[$0]].signature != nil }
    let signatures = signed.compactMap { reports[order[$0]].signature }
    let likeness = policy.textLikeness
    for band in TextSignature.bands {
      var known = BandTable(signatures.count)
      for (place, signature) in signatures.enumerated() {
        known.visit(place, signature.key(of: band)) { other in
          let (one, two) = (signed[place], signed[other])
          if crowds.first(of: one) == crowds.first(of: two) { return true }
          return signature.likeness(to: signatures[other]) >= likeness && crowds.join(one, two)
        }
      }
    }

    var copies = Copies()
    for place in order.indices where crowds.first(of: place) != place {
      copies.add(reports[order[place]].id, of: reports[order[crowds.first(of: place)]].id)
    }
    return copies
  }

  /// The pairs of reports, as places in `order`, that a person said are not the same: the link of one to
  /// the source of the other was rejected.
  private func toldApart(_ order: [Int]) -> [(Int, Int)] {
    let rejected = links.filter { $0.value == .rejected }.keys
    guard !rejected.isEmpty else { return [] }
    var places: [Report.ID: Int] = [:]
    var ofSource: [Source.ID: [Int]] = [:]
    for (place, row) in order.enumerated() {
      places[reports[row].id] = place
      if let source = reports[row].source { ofSource[source, default: []].append(place) }
    }
    return rejected.flatMap { link in
      guard let place = places[link.report] else { return [(Int, Int)]() }
      return (ofSource[link.source] ?? []).map { (place, $0) }
    }
  }

  /// What people said of the links between a report and a named source; of two acts the later holds.
  var links: [Link: LinkState] {
    var links: [Link: LinkState] = [:]
    for act in standingActs.sorted(by: { ($0.act.at, $0.id) < ($1.act.at, $1.id) }) {
      if case .link(_, let report, let source?, let state) = act.act.deed {
        links[Link(report: report, source: source)] = state
      }
    }
    return links
  }
}

struct Link: Hashable {
  var report: Report.ID
  var source: Source.ID
}

extension Report {
  /// Oldest first; of two that come at once, always the same one.
  var order: (Date, Date, Report.ID) { (time, receivedAt, id) }
}

extension TextSignature {
  /// Three hashes each. Reports are compared when they agree on a band: of those half of whose hashes are
  /// equal, 99.6 % do, and nearly none of those that have little in common.
  fileprivate static let bands = 0..<42

  fileprivate func key(of band: Int) -> UInt64 {
    (0..<3).reduce(0) { key, offset in
      let place = band * 3 + offset
      return key << 16 | UInt64(place < hashes.count ? hashes[place] : 0)
    }
  }
}

/// Who has which key, in one band.
private struct BandTable {
  /// For each slot, and after each entry, the next entry; -1 at the end.
  private var slots: [Int]
  private var next: [Int]
  private var keys: [UInt64]
  private let mask: UInt64

  init(_ count: Int) {
    let size = max(2, count * 2).nextPowerOfTwo
    slots = Array(repeating: -1, count: size)
    next = Array(repeating: -1, count: count)
    keys = Array(repeating: 0, count: count)
    mask = UInt64(size - 1)
  }

  /// Shows `isOne` those that have the key of `place`, until one is one with it; then that one stands for
  /// both here. Whoever is like `place` and not like that one finds it in another band.
  mutating func visit(_ place: Int, _ key: UInt64, isOne: (Int) -> Bool) {
    let slot = Int((key &* 0x9e37_79b9_7f4a_7c15) >> 32 & mask)
    var other = slots[slot]
    var joined = false
    while other >= 0 {
      if keys[other] == key { joined = isOne(other) || joined }
      other = next[other]
    }
    if joined { return }
    keys[place] = key
    next[place] = slots[slot]
    slots[slot] = place
  }
}

extension Int {
  fileprivate var nextPowerOfTwo: Int { 1 << (Int.bitWidth - (self - 1).leadingZeroBitCount) }
}

/// Disjoint sets of reports, each known by its first.
private struct Crowds {
  private var sets: DisjointSets
  private let apart: [(Int, Int)]

  init(_ count: Int, apart: [(Int, Int)]) {
    sets = DisjointSets(count)
    self.apart = apart
  }

  mutating func first(of place: Int) -> Int { sets.first(of: place) }

  /// Makes one crowd of two; `false` if a person told some of them apart: nothing that a third report
  /// says makes those one.
  @discardableResult
  mutating func join(_ one: Int, _ two: Int) -> Bool {
    let (one, two) = (first(of: one), first(of: two))
    for (left, right) in apart {
      let (left, right) = (first(of: left), first(of: right))
      if (left, right) == (one, two) || (left, right) == (two, one) { return false }
    }
    sets.join(one, two)
    return true
  }
}
