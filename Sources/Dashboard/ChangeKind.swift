import Foundation
import IncidentStore
import Incidents
import TerminalKit

/// What sort of news a change is, by what it says alone.
enum ChangeKind: Equatable, Sendable {
  case new, upgrade, downgrade, refuted
  case silenceEnds, overdue, statementWithdrawn
  case merged, unmerged, withdrawn
  /// Another one, of this field.
  case other(String)

  init(_ change: Change) {
    switch change.field {
    case "incident" where change.old == nil: self = .new
    case "verification":
      let new = VerificationStatus(rawValue: change.new)
      self =
        if change.old == nil {
          .other(change.fieldWord)
        } else if new == .refuted || new == .retracted {
          .refuted
        } else {
          change.isDowngrade ? .downgrade : .upgrade
        }
    case "official": self = Self.official(from: change.old, to: change.new)
    case "overdue":
      let (old, new) = (change.old.flatMap { Int($0) } ?? 0, Int(change.new) ?? 1)
      self = new > old ? .overdue : .other(change.fieldWord)
    // `merged into RU-KDA-7F3K2Q`
    case "lifecycle" where change.new.hasPrefix(Lifecycle.merged.rawValue): self = .merged
    case "lifecycle" where change.old?.hasPrefix(Lifecycle.merged.rawValue) == true:
      self = .unmerged
    case "lifecycle" where change.new == Lifecycle.withdrawn.rawValue: self = .withdrawn
    default: self = .other(change.fieldWord)
    }
  }

  /// `silent C0 D0 N0 S2` to `confirmed C1 D0 N0 S1`: somebody who was silent has spoken.
  private static func official(from old: String?, to new: String) -> Self {
    guard let old = old.map(OfficialCode.init) else { return .other("official") }
    let new = OfficialCode(new)
    if new.status == .withdrawn || new["W"] > old["W"] { return .statementWithdrawn }
    let spoken = ["C", "D", "N"].reduce(0) { $0 + new[$1] - old[$1] }
    let isSilent = old.status == .silent || old["S"] > new["S"]
    return isSilent && spoken > 0 ? .silenceEnds : .other("official")
  }

  /// At most twelve cells.
  var word: String {
    switch self {
    case .new: "new"
    case .upgrade: "upgrade"
    case .downgrade: "downgrade"
    case .refuted: "disproved"
    case .silenceEnds: "silence ends"
    case .overdue: "overdue"
    case .statementWithdrawn: "taken back"
    case .merged: "merged"
    case .unmerged: "unmerged"
    case .withdrawn: "withdrawn"
    case .other(let field): field
    }
  }

  func glyph(_ symbols: Symbols) -> Character {
    switch self {
    case .new: symbols.new
    case .upgrade: symbols.up
    case .downgrade: symbols.down
    case .refuted, .withdrawn: symbols.denied
    case .silenceEnds: symbols.confirmed
    case .overdue: symbols.overdue
    case .statementWithdrawn: symbols.withdrawn
    case .merged, .unmerged: symbols.merged
    case .other: symbols.dot
    }
  }

  var role: Role {
    switch self {
    case .new: .historyAdd
    case .upgrade: .evidenceCorroborated
    case .downgrade: .evidenceContested
    case .refuted: .evidenceRefuted
    case .withdrawn: .evidenceRetracted
    case .silenceEnds: .officialConfirmed
    case .overdue: .officialSilent
    case .statementWithdrawn: .officialWithdrawn
    case .merged, .unmerged: .historyChange
    case .other: .label
    }
  }
}

/// `mixed C1 D1 N0 S2` taken apart.
private struct OfficialCode {
  var status: OfficialStatus?
  private var counts: [Character: Int] = [:]

  init(_ code: String) {
    let words = code.split(separator: " ")
    status = words.first.flatMap { OfficialStatus(rawValue: String($0)) }
    for word in words.dropFirst() {
      if let letter = word.first, let count = Int(word.dropFirst()) { counts[letter] = count }
    }
  }

  subscript(letter: Character) -> Int { counts[letter] ?? 0 }
}
