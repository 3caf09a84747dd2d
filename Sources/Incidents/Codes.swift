/// What happened, in one word: ACLED's event types and CAP's hazard categories as a desk says them.
public enum IncidentKind: String, Codable, Hashable, Sendable, CaseIterable {
  case explosion, strike, drone, missile
  case airDefence = "air-defence"
  case shelling, clash, fire, sabotage, protest, riot, arrest, attack, alert
  case earthquake, flood, storm, wildfire, volcano, health, infrastructure, transport, other
}

/// How far a source can be trusted, whatever it says [Admiralty, FM 2-22.3].
///
/// `f` means "cannot be judged", which is not worse than `e`: sort A to E, then F, and never average.
public enum Reliability: String, Codable, Hashable, Sendable, CaseIterable, Comparable {
  case a = "A"
  case b = "B"
  case c = "C"
  case d = "D"
  case e = "E"
  case f = "F"

  /// A to C: good enough to lift a claim above REPORTED.
  public var isGood: Bool { self <= .c }

  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

public enum Lifecycle: String, Codable, Hashable, Sendable, CaseIterable {
  case open, monitoring, closed, merged, withdrawn
}

/// How exactly a place is known [ACLED]. 2 and 3 are never drawn as a point without a mark.
public enum GeoPrecision: Int, Codable, Hashable, Sendable {
  case namedTown = 1
  case partOfRegion = 2
  case largerRegion = 3
}

public enum SourceType: String, Codable, Hashable, Sendable, CaseIterable {
  case traditionalMedia = "traditional_media"
  case report
  case localPartner = "local_partner"
  case newMedia = "new_media"
  case officialAuthority = "official_authority"
  case sensorNetwork = "sensor_network"
}

/// What a claim is about. Positions and statuses attach to claims: denying responsibility does not deny the event.
public enum ClaimKind: String, Codable, Hashable, Sendable, CaseIterable {
  case occurrence, cause, attribution, casualties, damage, location, time
}

public enum Stance: String, Codable, Hashable, Sendable, CaseIterable {
  case asserts, denies, questions, retracts
}

/// How a child report depends on its parent.
public enum CitationRelation: String, Codable, Hashable, Sendable, CaseIterable {
  case cites, quotes, forwards, reposts, syndicates, translates
  case sameMedia = "same_media"
  case summarises
}

/// Whether a person has looked at a link that a machine found.
public enum LinkState: String, Codable, Hashable, Sendable, CaseIterable {
  case suggested, confirmed, rejected
}

public enum AuthorityKind: String, Codable, Hashable, Sendable, CaseIterable {
  case government, military, police
  case emergencyService = "emergency_service"
  case health, municipal, regulator, `operator`
  case internationalOrg = "international_org"
  case armedGroup = "armed_group"
  case court
}

/// Why an authority is expected to speak. Only `competent` and `party` count in a roll-up (O8).
public enum ExpectationRole: String, Codable, Hashable, Sendable, CaseIterable {
  case competent, party
  case thirdParty = "third_party"
}

/// What an authority said, as finely as it said it.
public enum Position: String, Codable, Hashable, Sendable, CaseIterable {
  case confirmed
  case partlyConfirmed = "partly_confirmed"
  case admittedResponsibility = "admitted_responsibility"
  case deniedEvent = "denied_event"
  case deniedResponsibility = "denied_responsibility"
  case disputedDetails = "disputed_details"
  case aware, monitoring, investigating
  case declinedToComment = "declined_to_comment"
  case neitherConfirmNorDeny = "neither_confirm_nor_deny"

  public enum Group: String, Codable, Hashable, Sendable {
    case confirmed, denied
    case nonCommittal = "non-committal"
  }

  public var group: Group {
    switch self {
    case .confirmed, .partlyConfirmed, .admittedResponsibility: .confirmed
    case .deniedEvent, .deniedResponsibility, .disputedDetails: .denied
    case .aware, .monitoring, .investigating, .declinedToComment, .neitherConfirmNorDeny:
      .nonCommittal
    }
  }
}

/// How a statement reached us. An anonymous official's word is a report, not a statement (O1).
public enum Attribution: String, Codable, Hashable, Sendable, CaseIterable {
  case officialChannel = "official_channel"
  case onRecord = "on_record"
  case spokespersonViaMedia = "spokesperson_via_media"
  case anonymousOfficial = "anonymous_official"
}

/// What a message does to those before it [CAP 1.2 msgType].
public enum MessageType: String, Codable, Hashable, Sendable, CaseIterable {
  case alert, update, cancel, error
}

public enum EvidenceKind: String, Codable, Hashable, Sendable, CaseIterable {
  case satelliteOptical = "satellite_optical"
  case satelliteSAR = "satellite_sar"
  case thermalAnomaly = "thermal_anomaly"
  case geolocatedVideo = "geolocated_video"
  case geolocatedPhoto = "geolocated_photo"
  case audio, document, ais, adsb, seismic, infrasound, radiation, other
}

public enum Bearing: String, Codable, Hashable, Sendable, CaseIterable {
  case supports, contradicts, inconclusive
  case notVisible = "not_visible"
}

/// How well a claim is known: the evidence axis. Derived by ``verify(_:)``, never recorded.
public enum VerificationStatus: String, Codable, Hashable, Sendable, CaseIterable {
  case retracted, refuted, contested, verified, corroborated, reported
  case partyClaim = "party-claim"
  case rumour
}

/// What officialdom has said of an incident: the official axis. Derived, never recorded.
public enum OfficialStatus: String, Codable, Hashable, Sendable, CaseIterable {
  case mixed, confirmed, denied
  case nonCommittal = "non-committal"
  case silent
  case notMonitored = "not-monitored"
  case withdrawn
  case noAuthoritySet = "no-authority-set"
}

/// Why a silence cannot be claimed: nobody listened.
public enum NotMonitoredReason: String, Codable, Hashable, Sendable {
  case noChannel = "no_channel"
  case stale
  case notCheckedSinceT0 = "not_checked_since_t0"
}
