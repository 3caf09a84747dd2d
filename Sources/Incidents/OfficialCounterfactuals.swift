public import Foundation

/// Something that could be done or learnt, and where an authority would then stand.
public struct OfficialCounterfactual: Codable, Hashable, Sendable {
  public var authority: Authority.ID
  /// "heard on one channel"
  public var change: String
  public var status: AuthorityStanding.Status
  /// `O1` to `O7`.
  public var rule: String
  public var isOverdue: Bool
  /// What the row's roll-up would be. `nil` when it would stay what it is.
  public var row: OfficialStatus?
}

extension Dossier {
  /// What would change where the authorities that ought to speak stand, other than their speaking.
  public func officialCounterfactuals(at now: Date) -> [OfficialCounterfactual] {
    let row = officialStanding(at: now).status
    return authorityStandings(at: now).filter { $0.role != .thirdParty }.flatMap { standing in
      suppositions(standing, at: now).compactMap { change, then, changed in
        guard
          let result = changed.authorityStandings(at: then)
            .first(where: { $0.authority == standing.authority }),
          (result.status, result.isOverdue) != (standing.status, standing.isOverdue)
        else { return nil }
        // Of a later time, the row would also say which other channels went unheard until then.
        let changedRow = then == now ? changed.officialStanding(at: then).status : row
        return OfficialCounterfactual(
          authority: standing.authority, change: change, status: result.status,
          rule: result.rule, isOverdue: result.isOverdue,
          row: changedRow == row ? nil : changedRow)
      }
    }
  }

  private typealias Supposition = (change: String, then: Date, dossier: Dossier)

  private func suppositions(_ standing: AuthorityStanding, at now: Date) -> [Supposition] {
    let authority = standing.authority
    var found: [Supposition] = []
    if standing.status == .notMonitored {
      var heard = self
      let change =
        heard.hear(authority, at: now) ? "heard on one channel" : "a channel set and heard"
      found.append((change, now, heard))
    }
    if standing.status == .silent, !standing.isOverdue,
      let place = expectations.firstIndex(where: { $0.authority == authority })
    {
      var asked = self
      let askedAt = standing.askedAt ?? now
      let deadline = askedAt.addingTimeInterval(expectations[place].deadlineHours * 3600)
      let then = deadline.addingTimeInterval(1)
      asked.expectations[place].askedAt = askedAt
      if standing.reported == nil { _ = asked.hear(authority, at: then) }
      let hours = max(1, Int((deadline.timeIntervalSince(now) / 3600).rounded(.up)))
      let verb = standing.askedAt == nil ? "asked and unanswered" : "unanswered"
      found.append(("\(verb) for \(hours) h", then, asked))
    }
    if !standing.hasWord, statements.contains(where: { $0.isAnonymous(of: authority) }) {
      var named = self
      for place in statements.indices where statements[place].isAnonymous(of: authority) {
        named.statements[place].attribution = .onRecord
      }
      found.append(("what its officials say without a name, said on record", now, named))
    }
    return found
  }

  /// The authority's first channel answers at `time`; `false`: it had none, and is given one.
  private mutating func hear(_ authority: Authority.ID, at time: Date) -> Bool {
    let known =
      authorities[authority]
      ?? Authority(
        id: authority, name: authority.rawValue, kind: .government, region: incident.region)
    let time = max(time, incident.firstReportedAt)
    authorities[authority] = known
    guard !known.channels.isEmpty else {
      authorities[authority]?.channels = [
        Channel(url: "supposed channel", expectedInterval: 3600, lastOkAt: time)
      ]
      return false
    }
    authorities[authority]?.channels[0].lastOkAt = time
    return true
  }
}

extension Statement {
  fileprivate func isAnonymous(of authority: Authority.ID) -> Bool {
    self.authority == authority && attribution == .anonymousOfficial && messageType != .error
  }
}
