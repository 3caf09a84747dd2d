public import Foundation

// O1–O9: what officialdom has said, and how honestly we can speak of its silence.

/// Where one authority stands on one incident.
public struct AuthorityStanding: Hashable, Sendable {
  public enum Status: String, Hashable, Sendable {
    case confirmed, denied
    case nonCommittal = "non-committal"
    case silent
    case notMonitored = "not-monitored"
    case withdrawn
  }

  public var authority: Authority.ID
  public var role: ExpectationRole
  public var status: Status
  /// `O2` (it spoke), `O3` (it did not).
  public var rule: String
  /// The statement that counts. `nil` when it has said nothing.
  public var statement: Statement?
  /// Since when it is silent. `nil` unless `status` is `silent` or `withdrawn`.
  public var silentSince: Date?
  /// The report that says it was silent; `nil` when we listened ourselves.
  public var reported: ReportedSilence?
  /// Why nothing can be said of its silence. `nil` unless `status` is `notMonitored`.
  public var reason: NotMonitoredReason?
  public var askedAt: Date?
  /// Asked, and silent beyond its deadline (O4).
  public var isOverdue: Bool
  /// When time alone changes this. `nil`: never.
  public var changesAt: Date?
}

extension Dossier {
  /// Where every authority stands that ought to speak, or has. Those that spoke come first.
  public func authorityStandings(at now: Date) -> [AuthorityStanding] {
    var roles: [Authority.ID: ExpectationRole] = [:]
    for statement in statements where statement.attribution != .anonymousOfficial {
      roles[statement.authority] = .thirdParty
    }
    for expectation in expectations { roles[expectation.authority] = expectation.role }
    return roles.map { standing(of: $0, role: $1, at: now) }
      .sorted { ($0.status.order, $0.authority) < ($1.status.order, $1.authority) }
  }

  private func standing(
    of authority: Authority.ID, role: ExpectationRole, at now: Date
  ) -> AuthorityStanding {
    var standing = AuthorityStanding(
      authority: authority, role: role, status: .notMonitored, rule: "O3", isOverdue: false)
    let expectation = expectations.first { $0.authority == authority }
    standing.askedAt = expectation?.askedAt

    // O1, O2: the latest statement that is no error is the position; a cancel withdraws it.
    let spoken = statements.filter {
      $0.authority == authority && $0.attribution != .anonymousOfficial
        && $0.messageType != .error
    }
    if let last = spoken.max(by: { ($0.issuedAt, $0.report) < ($1.issuedAt, $1.report) }) {
      standing.rule = "O2"
      standing.statement = last
      if last.messageType == .cancel {
        standing.status = .withdrawn
        standing.silentSince = last.issuedAt
      } else {
        standing.status = AuthorityStanding.Status(last.position.group)
      }
      return standing
    }

    let t0 = incident.firstReportedAt
    let channels = authorities[authority]?.channels ?? []
    // O3: silence is what a channel that we heard did not say.
    let heardUntil = channels.compactMap { channel in
      channel.lastOkAt.flatMap { heard in
        heard >= t0 ? heard.addingTimeInterval(2 * channel.expectedInterval) : nil
      }
    }.max()
    if let heardUntil, heardUntil >= now {
      standing.status = .silent
      standing.silentSince = t0
      standing.changesAt = heardUntil.addingTimeInterval(0.001)
    } else if let silence = silences.filter({ $0.authority == authority })
      .max(by: { ($0.asOf, $0.report) < ($1.asOf, $1.report) })
    {
      standing.status = .silent
      standing.silentSince = t0
      standing.reported = silence
    } else if channels.isEmpty {
      standing.reason = .noChannel
    } else {
      standing.reason = heardUntil == nil ? .notCheckedSinceT0 : .stale
    }

    // O4: asked, and past its deadline.
    if standing.status == .silent, let expectation, let askedAt = expectation.askedAt {
      let deadline = askedAt.addingTimeInterval(expectation.deadlineHours * 3600)
      standing.rule = "O4"
      standing.isOverdue = now > deadline
      if !standing.isOverdue {
        standing.changesAt = min(
          standing.changesAt ?? .distantFuture, deadline.addingTimeInterval(0.001))
      }
    }
    return standing
  }

  /// O6: the roll-up over the authorities that count.
  public func officialStanding(at now: Date) -> OfficialStanding {
    let all = authorityStandings(at: now)
    let counted = all.filter { $0.role != .thirdParty }
    var result = OfficialStanding(status: .noAuthoritySet)
    result.others = all.count - counted.count
    for standing in counted {
      switch standing.status {
      case .confirmed: result.confirmed += 1
      case .denied: result.denied += 1
      case .nonCommittal: result.nonCommittal += 1
      case .silent: result.silent += 1
      case .notMonitored: result.notMonitored += 1
      case .withdrawn: result.withdrawn += 1
      }
    }
    result.silentSince = counted.compactMap(\.silentSince).min()
    result.changesAt = counted.compactMap(\.changesAt).min()
    result.status =
      if result.confirmed > 0 && result.denied > 0 {
        .mixed
      } else if result.confirmed > 0 {
        .confirmed
      } else if result.denied > 0 {
        .denied
      } else if result.nonCommittal > 0 {
        .nonCommittal
      } else if result.withdrawn > 0 {
        .withdrawn
      } else if result.silent > 0 {
        .silent
      } else if result.notMonitored > 0 {
        .notMonitored
      } else {
        .noAuthoritySet  // O9
      }
    result.standsSince = counted.compactMap { $0.status == .withdrawn ? nil : $0.statement }
      .map(\.issuedAt).max()
    return result
  }

  /// How the incident stands at `now`.
  public func standing(at now: Date) -> Standing {
    let occurrence = claims.first { $0.kind == .occurrence }?.id ?? "occurrence"
    return Standing(
      verification: verification(of: occurrence), official: officialStanding(at: now),
      reports: reports.count)
  }
}

extension AuthorityStanding.Status {
  init(_ group: Position.Group) {
    switch group {
    case .confirmed: self = .confirmed
    case .denied: self = .denied
    case .nonCommittal: self = .nonCommittal
    }
  }

  fileprivate var order: Int {
    switch self {
    case .confirmed: 0
    case .denied: 1
    case .nonCommittal: 2
    case .withdrawn: 3
    case .silent: 4
    case .notMonitored: 5
    }
  }
}
