public import Foundation

// O1–O9: what officialdom has said, and how honestly we can speak of its silence.

/// Where one authority stands on one incident.
public struct AuthorityStanding: Hashable, Sendable {
  public enum Status: String, Codable, Hashable, Sendable {
    case confirmed, denied
    case nonCommittal = "non-committal"
    case silent
    case notMonitored = "not-monitored"
    case withdrawn
  }

  public var authority: Authority.ID
  public var role: ExpectationRole
  /// Where it stands on the event.
  public var status: Status
  /// `O2` (it spoke), `O7` (it spoke of another claim only), `O3` (it did not), `O1` (only officials without
  /// a name did), `O4` (it was asked).
  public var rule: String
  /// The statement that counts; when withdrawn, that which withdrew it. `nil` when it has said nothing.
  public var statement: Statement?
  /// What it says of each claim.
  public var positions: [ClaimKind: Statement] = [:]
  /// Since when it is silent. `nil` unless `status` is `silent` or `withdrawn`.
  public var silentSince: Date?
  /// The report that says it was silent; `nil` when we listened ourselves.
  public var reported: ReportedSilence?
  /// Why nothing can be said of its silence. `nil` unless `status` is `notMonitored`.
  public var reason: NotMonitoredReason?
  /// From the first report of the incident to its first word, in seconds; negative when it spoke before.
  /// `nil` when it has said nothing.
  public var timeToFirst: Double?
  public var askedAt: Date?
  /// Asked, and silent beyond its deadline (O4).
  public var isOverdue: Bool
  /// When time alone changes this. `nil`: never.
  public var changesAt: Date?

  /// O5: for how many seconds it has been silent. `nil` when it is not.
  public func silentFor(at now: Date) -> Double? { silentSince.map(now.timeIntervalSince) }

  /// O5: for how many seconds its word stands. `nil` when none does.
  public func standingFor(at now: Date) -> Double? {
    hasWord ? statement.map { now.timeIntervalSince($0.issuedAt) } : nil
  }

  /// Something that it said stands.
  public var hasWord: Bool {
    switch status {
    case .confirmed, .denied, .nonCommittal: true
    case .silent, .notMonitored, .withdrawn: false
    }
  }
}

extension Dossier {
  /// Where every authority stands that ought to speak, or has. Those that spoke come first.
  public func authorityStandings(at now: Date) -> [AuthorityStanding] {
    let messages = Dictionary(grouping: statements, by: \.authority)
    var roles: [Authority.ID: ExpectationRole] = [:]
    for statement in statements where statement.isSpoken {
      roles[statement.authority] = .thirdParty
    }
    for expectation in expectations { roles[expectation.authority] = expectation.role }
    return roles.map { standing(of: $0, role: $1, messages: messages[$0] ?? [], at: now) }
      .sorted { ($0.status.order, $0.authority) < ($1.status.order, $1.authority) }
  }

  private func standing(
    of authority: Authority.ID, role: ExpectationRole, messages: [Statement], at now: Date
  ) -> AuthorityStanding {
    let t0 = incident.firstReportedAt
    let expectation = expectations.first { $0.authority == authority }
    let positions = Positions(of: messages)
    var standing = AuthorityStanding(
      authority: authority, role: role, status: .notMonitored, rule: "O2",
      positions: positions.standing,
      timeToFirst: positions.first?.issuedAt.timeIntervalSince(t0),
      askedAt: expectation?.askedAt, isOverdue: false)

    if let said = positions.onTheEvent {
      standing.status = AuthorityStanding.Status(said.group)
      standing.statement = said.statement
      if said.isByAnotherClaim { standing.rule = "O7" }
      return standing
    }
    // O2: nothing stands that it said, and it took something back.
    if let cancel = positions.cancel {
      standing.status = .withdrawn
      standing.statement = cancel
      standing.silentSince = cancel.issuedAt
      return standing
    }
    standing.rule = messages.contains { $0.attribution == .anonymousOfficial } ? "O1" : "O3"
    listen(to: authority, at: now, &standing)
    if standing.status == .silent, let expectation { wait(for: expectation, at: now, &standing) }
    return standing
  }

  /// O3: silence is what a channel that we heard did not say, or what a report says of it.
  private func listen(
    to authority: Authority.ID, at now: Date, _ standing: inout AuthorityStanding
  ) {
    let t0 = incident.firstReportedAt
    let channels = authorities[authority]?.channels ?? []
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
  }

  /// O4: asked, and perhaps past its deadline.
  private func wait(
    for expectation: Expectation, at now: Date, _ standing: inout AuthorityStanding
  ) {
    guard let askedAt = expectation.askedAt else { return }
    let deadline = askedAt.addingTimeInterval(expectation.deadlineHours * 3600)
    standing.rule = "O4"
    standing.isOverdue = now > deadline
    if !standing.isOverdue {
      standing.changesAt = min(
        standing.changesAt ?? .distantFuture, deadline.addingTimeInterval(0.001))
    }
  }

  /// O6: the roll-up over the authorities that count.
  public func officialStanding(at now: Date) -> OfficialStanding {
    let all = authorityStandings(at: now)
    let counted = all.filter { $0.role != .thirdParty }
    var result = OfficialStanding(status: .noAuthoritySet)
    result.others = all.count { $0.role == .thirdParty && $0.hasWord }
    result.overdue = counted.count(where: \.isOverdue)
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
    result.standsSince = wordSince(result.status, counted)
    return result
  }

  /// Since when some authority has said what gives the row its word; when they disagree, since they do.
  private func wordSince(_ status: OfficialStatus, _ standings: [AuthorityStanding]) -> Date? {
    func since(_ status: AuthorityStanding.Status) -> Date? {
      standings.filter { $0.status == status }.compactMap(\.statement?.issuedAt).min()
    }
    switch status {
    case .mixed: return [since(.confirmed), since(.denied)].compactMap(\.self).max()
    case .confirmed: return since(.confirmed)
    case .denied: return since(.denied)
    case .nonCommittal: return since(.nonCommittal)
    case .silent, .notMonitored, .withdrawn, .noAuthoritySet: return nil
    }
  }

  /// How the incident stands at `now`.
  public func standing(at now: Date) -> Standing {
    let occurrence = claims.first { $0.kind == .occurrence }?.id ?? "occurrence"
    return Standing(
      verification: verification(of: occurrence), official: officialStanding(at: now),
      reports: Set(reports.map(\.id)).count)
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
