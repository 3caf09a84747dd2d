/// The rows that the rules look at for one claim, with numbers for names: the rules run once for a status,
/// and once more for each thing that would change it.
struct ClaimRows {
  struct Telling {
    /// `nil` for the earliest of a kind that has not told of this claim; its copies have.
    var stance: Stance?
    var isParty = false
    /// Some of what it says of the claim is a party's word in its own interest (I8).
    var isSelfServing = false
    /// Who published it. `nil` when nobody knows.
    var source: Int?
    /// The earliest report of its kind (I3): perhaps itself.
    var root: Int
    /// Whom it stands on, nearest first, without those that a person rejected. None, if it adds reporting
    /// of its own (I1).
    var links: [(source: Int?, state: LinkState)] = []
    /// The key of the authority whose anonymous officials are all that it goes by (I5).
    var officials: Int?
  }

  struct SourceRow {
    var id: Source.ID
    var grade: Reliability
    /// Of itself, its family and its controller. Who shares one is one (I2).
    var keys: [Int]
  }

  /// Oldest first.
  var tellings: [Telling] = []
  /// The report of each telling.
  var reports: [Report.ID] = []
  var sources: [SourceRow] = []
  /// How many keys there are.
  var keys = 0
  /// Providers of checked evidence that supports (contradicts) it.
  var supporting: Set<Source.ID> = []
  var contradicting: Set<Source.ID> = []
  var policy: Policy
}

extension ClaimRows {
  /// Each source's latest telling. Reports without a known source each keep their own.
  var latest: [Int] {
    var ofSource = [Int?](repeating: nil, count: sources.count)
    var latest: [Int] = []
    for (place, telling) in tellings.enumerated() where telling.stance != nil {
      if let source = telling.source { ofSource[source] = place } else { latest.append(place) }
    }
    return latest + ofSource.compactMap(\.self)
  }

  init(_ dossier: Dossier, claim: Claim.ID, copies: Copies) {
    policy = dossier.policy
    let kind = dossier.claims.first { $0.id == claim }?.kind
    let checked = dossier.evidence.filter { $0.isChecked && $0.evidence.claim == kind }
    for item in checked {
      let provider = Source.ID(named: item.evidence.provider)
      switch item.evidence.bearing {
      case .supports: supporting.insert(provider)
      case .contradicts: contradicting.insert(provider)
      case .inconclusive, .notVisible: break
      }
    }

    var said: [Report.ID: [Assertion]] = [:]
    for assertion in dossier.assertions where assertion.claim == claim {
      said[assertion.report, default: []].append(assertion)
    }
    let concerned = Set(said.keys).union(said.keys.map(copies.root(of:)))
    var rows: [Report.ID: Int] = [:]
    for (row, report) in dossier.reports.enumerated()
    where concerned.contains(report.id) && rows[report.id] == nil {
      rows[report.id] = row
    }
    let order = rows.values.sorted {
      dossier.reports[$0].order < dossier.reports[$1].order
    }
    reports = order.map { dossier.reports[$0].id }
    let places = Dictionary(zip(reports, reports.indices)) { first, _ in first }
    let chains = dossier.chains(behind: concerned)
    let officials = dossier.anonymousOfficials(kind ?? .occurrence)

    var sourceNumbers: [Source.ID: Int] = [:]
    var keyNumbers: [String: Int] = [:]
    func key(_ name: String) -> Int {
      if let known = keyNumbers[name] { return known }
      keyNumbers[name] = keyNumbers.count
      return keyNumbers.count - 1
    }
    func number(_ id: Source.ID) -> Int {
      if let known = sourceNumbers[id] { return known }
      sourceNumbers[id] = sources.count
      let source = dossier.sources[id]
      let names = [
        "source \(id)", source?.family.map { "family \($0)" },
        source?.controller.map { "controller \($0)" },
      ]
      sources.append(
        SourceRow(
          id: id, grade: source?.reliability ?? .f, keys: names.compactMap { $0.map(key) }))
      return sources.count - 1
    }
    for (place, row) in order.enumerated() {
      let report = dossier.reports[row]
      let words = said[report.id] ?? []
      let word = words.max { $0.caution < $1.caution }
      let links = report.addsOriginalReporting == true ? [] : chains[report.id] ?? []
      tellings.append(
        Telling(
          stance: word?.stance, isParty: word?.party ?? false,
          isSelfServing: words.contains(where: \.isSelfServing), source: report.source.map(number),
          root: places[copies.root(of: report.id)] ?? place,
          links: links.map { (source: $0.source.map(number), state: $0.state) },
          officials: officials[report.id].map { key("officials \($0)") }))
    }
    keys = keyNumbers.count
  }

  /// Adds a report of its own by a source that nobody else is one with.
  mutating func addTelling(_ stance: Stance, grade: Reliability) {
    sources.append(SourceRow(id: "supposed source", grade: grade, keys: [keys]))
    keys += 1
    reports.append("supposed report")
    tellings.append(
      Telling(stance: stance, source: sources.count - 1, root: tellings.count))
  }
}

extension Dossier {
  /// I5: the reports that have their word on a claim of this `kind` from anonymous officials of one
  /// authority, and from no other official.
  fileprivate func anonymousOfficials(_ kind: ClaimKind) -> [Report.ID: Authority.ID] {
    guard statements.contains(where: { $0.attribution == .anonymousOfficial }) else { return [:] }
    return Dictionary(grouping: statements.filter { $0.claim == kind }, by: \.report)
      .compactMapValues { told in
        told.allSatisfy {
          $0.attribution == .anonymousOfficial && $0.authority == told[0].authority
        } ? told[0].authority : nil
      }
  }

  /// The links behind each of `reports`, nearest first, without those that a person rejected.
  func chains(behind reports: Set<Report.ID>) -> [Report.ID: [Citation]] {
    guard !citations.isEmpty else { return [:] }
    return Dictionary(
      grouping: citations.filter { $0.state != .rejected && reports.contains($0.report) },
      by: \.report
    ).mapValues { links in
      if links.count == 1 { return links }
      // What is told twice is one link.
      return links.sorted { $0.order < $1.order }.reduce(into: []) { chain, link in
        if (chain.last?.depth, chain.last?.source) != (link.depth, link.source) {
          chain.append(link)
        }
      }
    }
  }
}

extension Assertion {
  /// A party's word in its own interest (I8).
  var isSelfServing: Bool { party && !againstInterest }

  /// Where one report says two things of one claim, that which claims less counts.
  fileprivate var caution: Int {
    switch stance {
    case .asserts: isSelfServing ? 1 : 0
    case .questions: 2
    case .denies: isSelfServing ? 3 : 4
    case .retracts: 5
    }
  }
}

extension Citation {
  /// Nearest first; of two at one depth, always the same one.
  fileprivate var order: (Int, String, String) { (depth, source?.rawValue ?? "", state.rawValue) }
}
