import Foundation
import IncidentStore
import Incidents
import TerminalKit

// What became different, in words: "evidence  CORROBORATED → REPORTED".

extension Change {
  /// What changed. At most eleven cells for what every store writes.
  var fieldWord: String {
    switch field {
    case "verification": "evidence"
    case "first_reported_at": "first report"
    default: field.split(separator: "_").joined(separator: " ")
    }
  }

  /// The evidence is weaker than before: news, and never passed over in silence.
  var isDowngrade: Bool {
    guard field == "verification", let before = old.flatMap({ VerificationStatus(rawValue: $0) }),
      let after = VerificationStatus(rawValue: new)
    else { return false }
    return after.strength < before.strength
  }

  /// `RUMOUR → REPORTED`, or what there is now where nothing was before.
  func turn(_ symbols: Symbols) -> [Span] {
    let isNew = old == nil
    var spans = [value(new, isNew ? .historyAdd : .historyChange, symbols)]
    if let old { spans = [value(old, .textDim, symbols), Span(symbols.becomes, .textDim)] + spans }
    if isDowngrade { spans.append(Span("  \(symbols.mark(symbols.down))downgrade", .msgWarn)) }
    return spans
  }

  private func value(_ raw: String, _ role: Role, _ symbols: Symbols) -> Span {
    switch field {
    case "verification":
      return VerificationStatus(rawValue: raw).map { Span($0.fullWord, $0.role) } ?? Span(raw, role)
    case "official":
      // `non-committal C0 D0 N1 S2 M0`
      let words = raw.split(separator: " ")
      guard let status = words.first.flatMap({ OfficialStatus(rawValue: String($0)) }) else {
        return Span(raw, role)
      }
      let counts = words.dropFirst().filter { $0 != "M0" && $0 != "W0" }
      if symbols.isPlain {
        let words = OfficialStanding.words(ofCodes: counts).joined(separator: ", ")
        return Span(status.word(symbols) + (words.isEmpty ? "" : " (\(words))"), status.role)
      }
      return Span(([status.word] + counts.map(String.init)).joined(separator: " "), status.role)
    case "origins" where symbols.isPlain:
      // `1..3B`
      let grade = raw.last.flatMap { Reliability(rawValue: String($0)) }
      let range = (grade == nil ? raw : String(raw.dropLast())).replacing("..", with: " to ")
      return Span(range + (grade.map { ", grade \($0.rawValue)" } ?? ""), role)
    case "first_reported_at":
      return Span(UTC.date(from: raw).map { "\($0.day) \($0.clock)" } ?? raw, role)
    default: return Span(raw, role)
    }
  }
}

extension VerificationStatus {
  /// What is sure comes above what is doubted, and that above what is known to be wrong.
  fileprivate var strength: Int {
    switch self {
    case .verified: 6
    case .corroborated: 5
    case .reported: 4
    case .contested: 3
    case .partyClaim: 2
    case .rumour: 1
    case .refuted, .retracted: 0
    }
  }
}

extension ChangeCause {
  /// `by North Wire`, `as time went by`. `nil` for an act, which says more of itself.
  ///
  /// - Parameter rule: of the change: `V6, new rules` says what moved it if no entry did.
  func words(rule: String) -> String? {
    switch self {
    case .report(let source): source.map { "by \($0)" } ?? "by a report"
    case .act: nil
    case .heard(let url): "heard at \(url)"
    case .source(let id): "by what a feed says of \(id)"
    case .authority(let id): "by what a feed says of \(id)"
    case .policy: "by a change of the rules"
    case .none:
      rule.split(separator: ", ").dropFirst().last.map { "because of \($0)" } ?? "as time went by"
    }
  }
}
