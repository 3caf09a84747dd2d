import Foundation
import IncidentStore
import Incidents
import TerminalKit

/// One matter of an incident, such as its cause or how many died, with every account that is given of it.
struct Matter: Equatable {
  var claims: [Claim]
  /// One a claim; of a single claim, one for each stance that somebody takes, and for each number.
  var accounts: [Account]

  /// Not all accounts say the same: two counts in other words may be one number.
  var isDisputed: Bool {
    guard claims.count > 1 else { return accounts.count > 1 }
    let numbers = claims.map { $0.number?.bounds }
    return claims[0].number == nil || Set(numbers).count > 1
  }
}

/// What some say of a matter.
struct Account: Equatable {
  /// Those who assert a claim, or who deny it, the oldest first.
  struct Said: Equatable {
    var stance: Stance
    var assertions: [Assertion]
  }

  var claim: Claim
  /// Of several that are given for one claim.
  var number: ReadNumber?
  var stances: [Said]
}

extension Account {
  init(claim: Claim, assertions: [Assertion]) {
    self.init(
      claim: claim,
      stances: Stance.allCases.compactMap { stance in
        let said = assertions.filter { $0.stance == stance }
        return said.isEmpty ? nil : Said(stance: stance, assertions: said)
      })
  }
}

extension Dossier {
  /// Claims of which only one can hold stand together, the first told first: several causes, several
  /// numbers of dead.
  var matters: [Matter] {
    let places = Dictionary(reports.enumerated().map { ($1.id, $0) }) { first, _ in first }
    let said = Dictionary(grouping: assertions, by: \.claim)
      .mapValues { $0.sorted { (places[$0.report] ?? .max) < (places[$1.report] ?? .max) } }
    let told = said.mapValues { $0.compactMap { places[$0.report] }.min() ?? reports.count }
    var order: [String] = []
    var found: [String: [Claim]] = [:]
    for claim in claims {
      if found[claim.matter] == nil { order.append(claim.matter) }
      found[claim.matter, default: []].append(claim)
    }
    return order.compactMap { found[$0] }.map { claims in
      let claims = claims.sorted { (told[$0.id] ?? .max, $0.id) < (told[$1.id] ?? .max, $1.id) }
      let accounts = claims.map { Account(claim: $0, assertions: said[$0.id] ?? []) }
      guard claims.count == 1, let only = accounts.first else {
        return Matter(claims: claims, accounts: accounts)
      }
      let parts = only.stances.flatMap { said in
        said.byNumber.map { number, said in
          Account(claim: only.claim, number: number, stances: [said])
        }
      }
      return Matter(claims: claims, accounts: parts.count > 1 ? parts : accounts)
    }
  }

  /// Every number that is given for a claim, in the words of the first that gives it, the oldest first.
  func numbers(of claim: Claim) -> [ReadNumber] {
    let places = Dictionary(reports.enumerated().map { ($1.id, $0) }) { first, _ in first }
    let numbers = assertions.filter { $0.claim == claim.id && $0.stance == .asserts }
      .sorted { (places[$0.report] ?? .max) < (places[$1.report] ?? .max) }.compactMap(\.number)
    var known: Set<[Int?]> = []
    let distinct = numbers.filter { known.insert($0.bounds).inserted }
    return distinct.isEmpty ? [claim.number].compactMap(\.self) : distinct
  }

  /// The sentence that an assertion rests on. `nil` where none is marked.
  fileprivate func sentence(of assertion: Assertion) -> String? {
    guard let passage = assertion.passage,
      let text = report(assertion.report.rawValue)?.text, passage.start < passage.end,
      passage.end <= text.utf8.count
    else { return nil }
    return String(text.part(utf8: passage.start..<passage.end))
  }
}

extension Account.Said {
  /// Those who give one number apart from those who give another; all of them together where only one
  /// is given. Who gives none comes last.
  fileprivate var byNumber: [(ReadNumber?, Self)] {
    let groups = Dictionary(grouping: assertions) { $0.number?.bounds }
    guard stance == .asserts, groups.count(where: { $0.key != nil }) > 1 else {
      return [(nil, self)]
    }
    var known: Set<[Int?]?> = []
    let order = assertions.map { $0.number?.bounds }.filter { known.insert($0).inserted }
    return (order.filter { $0 != nil } + order.filter { $0 == nil }).map { bounds in
      let said = groups[bounds] ?? []
      return (said.first?.number, Self(stance: stance, assertions: said))
    }
  }
}

extension ReadNumber {
  /// Two in other words may be one number.
  fileprivate var bounds: [Int?] { [low, best, high] }
}

extension Claim {
  /// Rivals have the same. What is damaged, and what happened, are matters of their own.
  fileprivate var matter: String {
    switch kind {
    case .cause, .attribution, .location, .time: kind.rawValue
    case .casualties, .damage:
      number.map { "\(kind.rawValue) \($0.unit)" } ?? id.rawValue
    case .occurrence: id.rawValue
    }
  }
}

extension DetailDocument {
  /// Narrower columns would break every sentence to pieces; then accounts stand below each other.
  static let narrowestAccount = 32

  /// Each account in a column: what it says, how well that is known, and who says it in which words.
  mutating func writeSideBySide(_ matter: Matter, _ subject: DetailSubject) {
    let indent = 2
    let room = writer.width - indent
    let most = isPlain ? 1 : max(1, (room + 3) / (Self.narrowestAccount + 3))
    let columns = min(matter.accounts.count, most)
    let width = (room - 3 * (columns - 1)) / columns
    for start in stride(from: 0, to: matter.accounts.count, by: columns) {
      if start > 0 { writer.blank() }
      let row = matter.accounts[start...].prefix(columns).map { account in
        var column = DetailDocument(width: width, now: now, symbols: symbols)
        column.write(account, isOneOfMany: matter.claims.count > 1, subject)
        return column.writer
      }
      writer.add(columns: row, after: writer.indentation(indent))
    }
  }

  private mutating func write(_ account: Account, isOneOfMany: Bool, _ subject: DetailSubject) {
    let claim = account.claim
    if isOneOfMany {
      writer.add(claim.text, .textStrong)
      if let verification = subject.verifications[claim.id] {
        writer.add([
          Span(verification.status.fullWord, verification.status.role),
          Span(" \(verification.origins.code(symbols))"), Span("  \(verification.rule)", .textDim),
        ])
      }
      if let number = claim.number { writer.add([words(of: number)]) }
    } else if let number = account.number {
      writer.add([words(of: number)])
    }
    var told: Set<String> = []
    for said in account.stances {
      if !isOneOfMany || said.stance != .asserts {
        writer.add(said.stance.said, said.stance == .asserts ? .label : .msgWarn)
      }
      for assertion in said.assertions { write(assertion, subject.dossier, told: &told) }
    }
  }

  /// `Harbour Wire (B)  “may have come from”`, and below it the sentence; which is not repeated for those
  /// who say the same in the same words.
  private mutating func write(
    _ assertion: Assertion, _ dossier: Dossier, told: inout Set<String>
  ) {
    let target = dossier.target(assertion.passage, of: assertion.report)
    let source = dossier.report(assertion.report.rawValue)?.source.flatMap { dossier.sources[$0] }
    var spans = [Span(dossier.publisher(of: assertion.report), .source)]
    if let source { spans.append(Span(" (\(source.reliability.rawValue))", .textDim)) }
    if let hedge = assertion.hedge { spans += [Span("  "), Span(symbols.quoted(hedge), .quote)] }
    if assertion.party {
      let interest = assertion.againstInterest ? "against its interest" : "in its own interest"
      spans.append(Span("  a party, \(interest)", .textDim))
    }
    let sentence = dossier.sentence(of: assertion)
    let isRepeated = sentence.map { !told.insert($0).inserted } ?? false
    if isRepeated { spans.append(Span("  in the same words", .textDim)) }
    writer.add(spans, hang: 2, target: target)
    if let sentence, !isRepeated {
      writer.add(symbols.quoted(sentence), .quote, indent: 2, target: target)
    }
  }
}

extension Stance {
  fileprivate var said: String {
    switch self {
    case .asserts: "asserted"
    case .denies: "DENIED"
    case .questions: "QUESTIONED"
    case .retracts: "TAKEN BACK"
    }
  }
}
