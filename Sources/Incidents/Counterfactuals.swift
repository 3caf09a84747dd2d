import Foundation

// What could be learnt, and what would follow: each found by running the rules on changed rows.

/// Something that could be learnt, and the status that a claim would then have.
public struct Counterfactual: Codable, Hashable, Sendable {
  /// "one more independent origin graded A–C"
  public var change: String
  public var status: VerificationStatus
  public var rule: String
}

extension Dossier {
  /// What would change the status of `claim`; of many sources and links, those that most reports rest on.
  public func counterfactuals(of claim: Claim.ID) -> [Counterfactual] {
    var apart: [Link: Copies] = [:]
    return counterfactuals(of: claim, copies: copies(), apart: &apart)
  }

  /// What would change the status of every claim: each report is compared with the others only once.
  public func counterfactuals() -> [Claim.ID: [Counterfactual]] {
    let copies = copies()
    var apart: [Link: Copies] = [:]
    return Dictionary(
      claims.map { ($0.id, counterfactuals(of: $0.id, copies: copies, apart: &apart)) }
    ) { $1 }
  }

  /// `apart`: which reports are copies if two of them are told apart, once it is known.
  private func counterfactuals(
    of claim: Claim.ID, copies: Copies, apart: inout [Link: Copies]
  ) -> [Counterfactual] {
    guard claims.contains(where: { $0.id == claim }) else { return [] }
    let rows = ClaimRows(self, claim: claim, copies: copies)
    let now = rows.verification.status
    var found: [Counterfactual] = []
    func suppose(_ change: String, _ edit: (inout ClaimRows) -> Void) {
      var changed = rows
      edit(&changed)
      let then = changed.verification
      if then.status != now {
        found.append(Counterfactual(change: change, status: then.status, rule: then.rule))
      }
    }

    let good = policy.goodGrades
    suppose("one more independent origin graded \(good)") {
      $0.addTelling(.asserts, grade: policy.goodGrade)
    }
    for source in rows.rootsToRate.prefix(Self.triesOfEachKind) {
      suppose("rate \(name(of: rows.sources[source].id)) \(good)") {
        $0.sources[source].grade = policy.goodGrade
      }
    }
    for (source, links) in rows.suggestedLinks.prefix(Self.triesOfEachKind) {
      let whom = name(of: source.map { rows.sources[$0].id })
      let theLinks = links == 1 ? "the link" : "the \(links) links"
      suppose("reject \(theLinks) to \(whom)") { $0.rejectLinks(to: source) }
      suppose("confirm \(theLinks) to \(whom)") { $0.confirmLinks(to: source) }
    }
    for (copy, root) in rows.copied.prefix(Self.copiesTried) {
      let sources = (rows.tellings[copy].source, rows.tellings[root].source)
      guard let one = sources.0, let two = sources.1 else { continue }
      let (first, second) = (rows.sources[one].id, rows.sources[two].id)
      suppose("\(name(of: first)) and \(name(of: second)) told apart") {
        let link = Link(report: rows.reports[copy], source: second)
        let copies = apart[link] ?? tellingApart(link).copies()
        apart[link] = copies
        $0 = ClaimRows(self, claim: claim, copies: copies)
      }
    }
    suppose("one piece of checked evidence that supports it") {
      $0.supporting.insert("supposed provider")
    }
    suppose("one piece of checked evidence against it") {
      $0.contradicting.insert("supposed provider")
    }
    let known = found.count
    suppose("one independent origin graded \(good) that denies it") {
      $0.addTelling(.denies, grade: policy.goodGrade)
    }
    if found.count == known, policy.refutingOrigins > 1 {
      suppose("\(policy.refutingOrigins.words) independent origins graded \(good) that deny it") {
        for _ in 0..<policy.refutingOrigins { $0.addTelling(.denies, grade: policy.goodGrade) }
      }
    }
    return found
  }

  private static var triesOfEachKind: Int { 5 }
  /// Each makes us compare all reports once more.
  private static var copiesTried: Int { 2 }

  private func tellingApart(_ link: Link) -> Dossier {
    var changed = self
    let deed = Deed.link(
      incident: incident.id, report: link.report, source: link.source, state: .rejected)
    changed.acts.append(
      RecordedAct(
        id: "supposed act", act: Act(author: "", desk: "", at: .distantFuture, deed: deed)))
    return changed
  }

  private func name(of source: Source.ID?) -> String {
    guard let source else { return "the unnamed source" }
    return sources[source]?.name ?? source.rawValue
  }
}

extension ClaimRows {
  /// The sources that are not good, and that those who assert it rest on, or may: most reports first.
  fileprivate var rootsToRate: [Int] {
    var reports: [Int: Int] = [:]
    for place in latest where tellings[place].stance == .asserts {
      for source in roots(of: place) { reports[source, default: 0] += 1 }
    }
    return reports.filter { !policy.isGood(sources[$0.key].grade) }
      .sorted { ($1.value, sources[$0.key].id) < ($0.value, sources[$1.key].id) }.map(\.key)
  }

  /// The links that nobody has looked at: by the source they lead to, how many; most first.
  fileprivate var suggestedLinks: [(source: Int?, links: Int)] {
    var links: [Int?: Int] = [:]
    for link in tellings.flatMap(\.links) where link.state == .suggested {
      links[link.source, default: 0] += 1
    }
    func id(_ source: Int?) -> Source.ID { source.map { sources[$0].id } ?? "" }
    return links.sorted { ($1.value, id($0.key)) < ($0.value, id($1.key)) }
      .map { (source: $0.key, links: $0.value) }
  }

  fileprivate mutating func rejectLinks(to source: Int?) {
    for place in tellings.indices {
      tellings[place].links.removeAll { $0.source == source && $0.state == .suggested }
    }
  }

  fileprivate mutating func confirmLinks(to source: Int?) {
    for place in tellings.indices {
      for link in tellings[place].links.indices where tellings[place].links[link].source == source {
        tellings[place].links[link].state = .confirmed
      }
    }
  }

  /// Those that count as copies of another source's, oldest first, each with the earliest of its kind.
  fileprivate var copied: [(copy: Int, root: Int)] {
    latest.sorted().filter {
      tellings[$0].root != $0 && tellings[$0].source != tellings[tellings[$0].root].source
    }.map { (copy: $0, root: tellings[$0].root) }
  }
}
