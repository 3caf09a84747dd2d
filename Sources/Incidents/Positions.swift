import Foundation

// O1, O2, O7: what an authority's messages leave standing.

/// What one authority has said that still stands, claim by claim.
struct Positions {
  /// By claim, the latest statement that nothing cancelled or replaced.
  var standing: [ClaimKind: Statement] = [:]
  /// The latest cancel that left nothing standing of a claim.
  var cancel: Statement?
  /// Its first statement of any kind.
  var first: Statement?

  /// `messages` are those of one authority. O1: an anonymous official's word is none of them, nor is an
  /// error message.
  init(of messages: [Statement]) {
    let spoken = messages.filter(\.isSpoken).sorted { $0.order < $1.order }
    first = spoken.first { $0.messageType != .cancel }
    // What a message names falls, whenever that was said.
    let named = Set(spoken.filter(\.takesBack).flatMap(\.references))
    for claim in ClaimKind.allCases {
      var stands: [Statement] = []
      var last: Statement?
      for message in spoken where message.concerns(claim, among: spoken) {
        switch message.messageType {
        case .cancel:
          last = message
          if message.references.isEmpty { _ = stands.popLast() }
        case .update where message.references.isEmpty:
          stands = [message]
        case .alert, .update:
          if message.identifier.map(named.contains) != true { stands.append(message) }
        case .error:
          break
        }
      }
      if let position = stands.last {
        standing[claim] = position
      } else if let last, (cancel.map { $0.order < last.order }) ?? true {
        cancel = last
      }
    }
  }

  /// O7: its position on the event, and whether it follows from what it said of another claim.
  ///
  /// To confirm a claim, or to admit responsibility, is to confirm the event; to deny one is not to deny it.
  var onTheEvent: (group: Position.Group, statement: Statement, isByAnotherClaim: Bool)? {
    if let said = standing[.occurrence] { return (said.position.group, said, false) }
    let others = standing.values.sorted { $0.order < $1.order }
    if let said = others.last(where: { $0.position.group == .confirmed }) {
      return (.confirmed, said, true)
    }
    return others.last.map { (.nonCommittal, $0, true) }
  }
}

extension Statement {
  /// O1: said by the authority for all to hear.
  var isSpoken: Bool { attribution != .anonymousOfficial && messageType != .error }

  fileprivate var takesBack: Bool { messageType == .cancel || messageType == .update }

  /// Oldest first; of two that come at once, always the same one.
  fileprivate var order: (Date, Date, Report.ID, String, String) {
    (issuedAt, observedAt, report, identifier ?? "", position.rawValue)
  }

  /// Whether it says something of `claim`, or cancels one of `messages` that did.
  fileprivate func concerns(_ claim: ClaimKind, among messages: [Statement]) -> Bool {
    if messageType == .cancel && !references.isEmpty {
      return messages.contains {
        $0.messageType != .cancel && $0.isAbout(claim)
          && $0.identifier.map(references.contains) == true
      } || self.claim == claim
    }
    return isAbout(claim)
  }

  /// O7: who admits responsibility speaks of the event, too; who denies it does not.
  private func isAbout(_ claim: ClaimKind) -> Bool {
    switch position {
    case .admittedResponsibility: claim == self.claim || claim == .occurrence
    case .deniedResponsibility:
      claim == (self.claim == .occurrence ? .attribution : self.claim)
    default: claim == self.claim
    }
  }
}
