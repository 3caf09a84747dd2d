// I1–I9: how many independent origins stand behind a claim.

/// The origins of one side of a claim: those that assert it, or those that deny it.
struct OriginSet: Hashable {
  var min: [Origin]
  var max: [Origin]

  /// Independent origins graded A–C, counted as if every suggested link held.
  var good: Int { min.count { $0.grade?.isGood == true } }

  var count: OriginCount {
    // The grade is that of the origins that are sure: of `0..1` there is nothing to grade.
    OriginCount(
      min: min.count, max: Swift.max(min.count, max.count), grade: min.compactMap(\.grade).min())
  }
}

/// One independent origin: roots that are one for our purposes.
struct Origin: Hashable {
  /// I7: the best reliability among the named roots. `nil` when none has a name.
  var grade: Reliability?
}

extension Dossier {
  /// The origins of `assertions`, all of one claim and one stance.
  func origins(of assertions: [Assertion]) -> OriginSet {
    // I8: a party's word counts only against its own interest.
    let counted = Set(assertions.filter { !$0.party || $0.againstInterest }.map(\.report))
    let reports = reports.filter { counted.contains($0.id) }
    let chains = Dictionary(
      grouping: citations.filter { counted.contains($0.report) && $0.state != .rejected },
      by: \.report
    ).mapValues { $0.sorted { $0.depth < $1.depth } }
    func roots(through states: Set<LinkState>) -> [Root] {
      reports.map { root(of: $0, chain: chains[$0.id] ?? [], through: states) }
    }
    return OriginSet(
      // I6: suggested links merge in min, not in max.
      min: group(roots(through: [.suggested, .confirmed]))
        // I4: a root without a name counts 0 in min …
        .filter { $0.grade != nil },
      // … and 1 in max.
      max: group(roots(through: [.confirmed]))
    )
  }

  private struct Root: Hashable {
    /// A root without a name is told apart by the report that names it.
    var source: Source.ID?
    var report: Report.ID
    /// The report is its own root, so that its media speak for it.
    var media: String?
  }

  /// I1: a report that adds nothing of its own stands on the root of whom it cites.
  private func root(
    of report: Report, chain: [Citation], through states: Set<LinkState>
  ) -> Root {
    let held = chain.prefix { states.contains($0.state) }
    guard let last = held.last, report.addsOriginalReporting != true else {
      return Root(source: report.source, report: report.id, media: report.mediaHash)
    }
    return Root(source: last.source, report: report.id)
  }

  /// Joins roots that are one origin: one family or controller (I2), one piece of media (I3).
  private func group(_ roots: [Root]) -> [Origin] {
    // Disjoint sets: each root points to one that it is one with, the first of them to itself.
    var first = Array(roots.indices)
    func representative(of index: Int) -> Int {
      var index = index
      while first[index] != index { index = first[index] }
      return index
    }
    var known: [String: Int] = [:]
    for (index, root) in roots.enumerated() {
      for key in keys(of: root) {
        if let other = known[key] {
          let (one, two) = (representative(of: index), representative(of: other))
          first[max(one, two)] = min(one, two)
        }
        known[key] = representative(of: index)
      }
    }
    var origins: [Int: Origin] = [:]
    for (index, root) in roots.enumerated() {
      let grade = root.source.map { sources[$0]?.reliability ?? .f }
      // I9: an E root counts nothing.
      if grade == .e { continue }
      let best = [origins[representative(of: index)]?.grade, grade].compactMap(\.self).min()
      origins[representative(of: index)] = Origin(grade: best)
    }
    return Array(origins.values)
  }

  /// Roots that share one of these are one origin.
  private func keys(of root: Root) -> [String] {
    let source = root.source.flatMap { sources[$0] }
    return [
      root.source.map { "source \($0)" } ?? "unnamed \(root.report)",
      source?.family.map { "family \($0)" }, source?.controller.map { "controller \($0)" },
      root.media.map { "media \($0)" },
    ].compactMap(\.self)
  }
}
