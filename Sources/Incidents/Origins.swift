// I1–I9: how many independent origins stand behind a claim.

/// The origins of one side of a claim: those that assert it, or those that deny it.
struct OriginSet: Hashable {
  var min: [Origin]
  var max: [Origin]

  /// Independent origins graded A–C, counted as if every suggested link held.
  var good: Int { min.count { $0.grade?.isGood == true } }

  var count: OriginCount {
    OriginCount(
      min: min.count, max: Swift.max(min.count, max.count),
      grade: min.compactMap(\.grade).min() ?? max.compactMap(\.grade).min())
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
    let counted = assertions.filter { !$0.party || $0.againstInterest }
    return OriginSet(
      // I6: suggested links merge in min, not in max.
      min: group(counted.flatMap { roots(of: $0.report, through: [.suggested, .confirmed]) })
        // I4: a root without a name counts 0 in min …
        .filter { $0.grade != nil },
      // … and 1 in max.
      max: group(counted.flatMap { roots(of: $0.report, through: [.confirmed]) })
    )
  }

  private struct Root: Hashable {
    /// A root without a name is told apart by the report that names it.
    var source: Source.ID?
    var report: Report.ID
    /// The report is its own root, so that its media speak for it.
    var media: String?
  }

  /// I1: a report that adds nothing of its own stands on the roots of whom it cites.
  private func roots(of report: Report.ID, through states: Set<LinkState>) -> [Root] {
    guard let report = reports.first(where: { $0.id == report }) else { return [] }
    let own = Root(source: report.source, report: report.id, media: report.mediaHash)
    let chain = chain(behind: report.id).prefix { states.contains($0.state) }
    guard let root = chain.last, report.addsOriginalReporting != true else { return [own] }
    return [Root(source: root.source, report: report.id)]
  }

  /// Joins roots that are one origin: one family or controller (I2), one piece of media (I3).
  private func group(_ roots: [Root]) -> [Origin] {
    var groups: [(keys: Set<String>, roots: [Root])] = []
    for root in roots {
      let source = root.source.flatMap { sources[$0] }
      // I9: an E root counts nothing.
      if source?.reliability == .e { continue }
      var keys: Set<String> = [root.source.map { "source \($0)" } ?? "unnamed \(root.report)"]
      if let family = source?.family { keys.insert("family \(family)") }
      if let controller = source?.controller { keys.insert("controller \(controller)") }
      if let media = root.media { keys.insert("media \(media)") }
      var joined = (keys: keys, roots: [root])
      groups.removeAll { group in
        guard !group.keys.isDisjoint(with: joined.keys) else { return false }
        joined.keys.formUnion(group.keys)
        joined.roots += group.roots
        return true
      }
      groups.append(joined)
    }
    return groups.map { group in
      let named = group.roots.compactMap(\.source)
      return Origin(grade: named.map { sources[$0]?.reliability ?? .f }.min())
    }
  }
}
