// I1–I9: how many independent origins stand behind a claim.

/// The origins of one side of a claim: those that assert it, or those that deny it.
struct OriginSet: Hashable {
  /// I6: as if every suggested link held …
  var min: [Origin] = []
  /// … and as if none did.
  var max: [Origin] = []

  /// Independent origins whose grade is good, counted as if every suggested link held.
  func good(_ policy: Policy) -> Int {
    min.count { $0.grade.map(policy.isGood) ?? false }
  }

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

extension ClaimRows {
  /// The origins of those among `words` that have this stance. Of those who deny, a party is none.
  func origins(_ stance: Stance, among words: [Int]) -> OriginSet {
    let counted = words.filter { tellings[$0].stance == stance && counts($0) }
    if counted.isEmpty { return OriginSet() }
    // The earliest of a kind is there, too, for its copies stand on it.
    var isConcerned = [Bool](repeating: false, count: tellings.count)
    for place in counted {
      isConcerned[place] = true
      isConcerned[tellings[place].root] = true
    }
    let footings = tellings.indices.filter { isConcerned[$0] }.map(footing(of:))
    return OriginSet(
      // I4: an origin without a name counts 0 in min, and 1 in max.
      min: group(footings.map { ($0.place, $0.possible) }).filter { $0.grade != nil },
      max: group(footings.map { ($0.place, $0.sure) }))
  }

  /// I8: a party's word counts only against its own interest, in whoever's mouth.
  private func counts(_ place: Int) -> Bool {
    let telling = tellings[place]
    return !telling.isSelfServing && !tellings[telling.root].isSelfServing
      && !(telling.stance == .denies && telling.isParty)
  }

  /// The named sources that a report rests on, or may rest on.
  func roots(of place: Int) -> [Int] { footing(of: place).possible.sources }

  private func footing(of place: Int) -> Footing {
    let telling = tellings[place]
    // I1: a report that adds nothing of its own stands on whom it cites.
    let held = telling.links.prefix { $0.state == .confirmed }
    var footing =
      if let cited = held.last {
        Footing(place, roots(cited.source))
      } else if telling.root == place {
        Footing(place, roots(telling.source))
      } else {
        // I3: a copy stands on what the earliest of its kind stands on.
        footing(of: telling.root)
      }
    footing.place = place
    // I6: of a report that may stand on one or on another, we know only that it is one with both.
    var further = telling.links.dropFirst(held.count)
    if held.isEmpty, footing.possible.sources.isEmpty, let cited = further.popFirst() {
      // Of an outlet that nobody knows, whom it cites is all that is known.
      footing.possible = roots(cited.source)
    }
    for link in further { footing.possible = footing.possible.or(roots(link.source)) }
    return footing
  }

  private func roots(_ source: Int?) -> Roots {
    source.map { Roots(sources: [$0], grade: sources[$0].grade) } ?? Roots()
  }

  /// Joins reports that are one origin, and grades each origin by its roots.
  private func group(_ reports: [(place: Int, roots: Roots)]) -> [Origin] {
    var sets = DisjointSets(tellings.count + keys)
    for (place, roots) in reports {
      sets.join(place, tellings[place].root)
      // I5: anonymous officials of one authority.
      if let officials = tellings[place].officials,
        tellings[place].links.first?.state != .confirmed
      {
        sets.join(place, tellings.count + officials)
      }
      // I2: one source, one family, one controller.
      for source in roots.sources {
        for key in sources[source].keys { sets.join(place, tellings.count + key) }
      }
    }
    var origins = [Origin?](repeating: nil, count: tellings.count)
    // I9: an E root counts nothing.
    for (place, roots) in reports where roots.grade != .e {
      let origin = sets.first(of: place)
      // I7: the best of them.
      if let grade = origins[origin]?.grade, roots.grade.map({ grade <= $0 }) ?? true { continue }
      origins[origin] = Origin(grade: roots.grade)
    }
    return origins.compactMap(\.self)
  }
}

/// What one report stands on: if no suggested link holds, and if some do.
private struct Footing {
  var place: Int
  var sure: Roots
  var possible: Roots

  init(_ place: Int, _ roots: Roots) {
    self.place = place
    sure = roots
    possible = roots
  }
}

/// One source, or several of which we do not know which it is.
private struct Roots {
  var sources: [Int] = []
  /// The worst of them: that much is sure. `nil` when one may have no name.
  var grade: Reliability?

  func or(_ other: Self) -> Self {
    var both = self
    both.sources += other.sources
    let isE = grade == .e || other.grade == .e
    both.grade = isE ? .e : grade.flatMap { grade in other.grade.map { max(grade, $0) } }
    return both
  }
}

/// Which of so many things are one, each set known by its first.
struct DisjointSets {
  private var parent: [Int]

  init(_ count: Int) { parent = Array(0..<count) }

  mutating func first(of index: Int) -> Int {
    var index = index
    while parent[index] != index {
      parent[index] = parent[parent[index]]
      index = parent[index]
    }
    return index
  }

  mutating func join(_ one: Int, _ two: Int) {
    let (one, two) = (first(of: one), first(of: two))
    parent[max(one, two)] = min(one, two)
  }
}
