/// The numbers in the rules that a desk may set, and whom it expects to speak.
///
/// It is an entry of the ledger like any other: what stood under the old numbers is still known, and a
/// standing that new ones move says so.
public struct Policy: Codable, Hashable, Sendable {
  /// The worst grade that still counts as good.
  public var goodGrade: Reliability
  /// Origins that corroborate a claim (V4, V5).
  public var corroboratingOrigins: Int
  /// Good origins whose denial refutes a claim (V2).
  public var refutingOrigins: Int
  /// Providers whose checked evidence alone verifies a claim (V4).
  public var verifyingProviders: Int
  /// From this likeness on, 0 to 1, two texts are one origin (I3).
  public var textLikeness: Double
  /// After how many hours an authority that was asked is overdue (O4).
  public var deadlineHours: Double
  public var expectations: [DefaultExpectation]

  public init(
    goodGrade: Reliability = .c, corroboratingOrigins: Int = 2, refutingOrigins: Int = 2,
    verifyingProviders: Int = 2, textLikeness: Double = TextSignature.nearIdentical,
    deadlineHours: Double = 24, expectations: [DefaultExpectation] = []
  ) {
    self.goodGrade = goodGrade
    self.corroboratingOrigins = corroboratingOrigins
    self.refutingOrigins = refutingOrigins
    self.verifyingProviders = verifyingProviders
    self.textLikeness = textLikeness
    self.deadlineHours = deadlineHours
    self.expectations = expectations
  }

  public static let standard = Policy()
}

/// Who ought to speak of incidents of some kinds in some regions.
public struct DefaultExpectation: Codable, Hashable, Sendable {
  /// Where an authority sits.
  public enum Seat: String, Codable, Hashable, Sendable, CaseIterable {
    /// The region of the incident.
    case region
    /// The country of the incident.
    case country
  }

  /// These and all that lies in them; empty: everywhere.
  public var regions: [Region.ID]
  /// Empty: all.
  public var kinds: [IncidentKind]
  public var authority: String
  public var kind: AuthorityKind
  public var seat: Seat
  public var role: ExpectationRole
  /// `nil`: as the policy says.
  public var deadlineHours: Double?

  public init(
    regions: [Region.ID] = [], kinds: [IncidentKind] = [], authority: String, kind: AuthorityKind,
    seat: Seat = .region, role: ExpectationRole = .competent, deadlineHours: Double? = nil
  ) {
    self.regions = regions
    self.kinds = kinds
    self.authority = authority
    self.kind = kind
    self.seat = seat
    self.role = role
    self.deadlineHours = deadlineHours
  }

  public func covers(_ incident: Incident) -> Bool {
    (regions.isEmpty || regions.contains { incident.region.lies(in: $0) })
      && (kinds.isEmpty || kinds.contains(incident.kind))
  }

  /// The authority that it names for `incident`.
  public func authority(for incident: Incident) -> ReadAuthority {
    ReadAuthority(
      name: authority, kind: kind,
      region: seat == .region ? incident.region : incident.region.country)
  }
}
