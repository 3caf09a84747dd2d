import Incidents
import TerminalKit

// Every code of the domain as the screen says it: a word, a glyph where there is one, and a role.

extension VerificationStatus {
  /// At most nine cells.
  var word: String {
    switch self {
    case .reported: "REPORTED"
    case .corroborated: "CORROB."
    case .verified: "VERIFIED"
    case .contested: "CONTESTED"
    case .refuted: "REFUTED"
    case .retracted: "RETRACTED"
    case .partyClaim: "PARTY-CL."
    case .rumour: "RUMOUR"
    }
  }

  /// At most six cells, for narrow lists.
  var shortWord: String {
    switch self {
    case .reported: "REPORT"
    case .corroborated: "CORROB"
    case .verified: "VERIF."
    case .contested: "CONTST"
    case .refuted: "REFUTE"
    case .retracted: "RETRAC"
    case .partyClaim: "PARTY"
    case .rumour: "RUMOUR"
    }
  }

  /// Where there is room.
  var fullWord: String {
    switch self {
    case .corroborated: "CORROBORATED"
    case .partyClaim: "PARTY-CLAIM"
    default: word
    }
  }

  var role: Role {
    switch self {
    case .reported: .evidenceReported
    case .corroborated: .evidenceCorroborated
    case .verified: .evidenceVerified
    case .contested: .evidenceContested
    case .refuted: .evidenceRefuted
    case .retracted: .evidenceRetracted
    case .partyClaim: .evidencePartyClaim
    case .rumour: .evidenceRumour
    }
  }
}

extension OriginCount {
  /// `1 origin, grade F`.
  var words: String {
    let origins = min == 1 && max == 1 ? "1 origin" : "\(range) origins"
    guard let grade else { return "\(origins), none with a name" }
    return "\(origins), \(max > 1 ? "best grade" : "grade") \(grade.rawValue)"
  }
}

extension Reliability {
  var words: String {
    switch self {
    case .a: "A completely reliable"
    case .b: "B usually reliable"
    case .c: "C fairly reliable"
    case .d: "D not usually reliable"
    case .e: "E unreliable"
    case .f: "F cannot be judged"
    }
  }
}

extension OfficialStatus {
  /// At most nine cells.
  var word: String {
    switch self {
    case .mixed: "mixed"
    case .confirmed: "confirmed"
    case .denied: "denied"
    case .nonCommittal: "non-comm."
    case .silent: "silent"
    case .notMonitored: "unheard"
    case .withdrawn: "withdrawn"
    case .noAuthoritySet: "not set"
    }
  }

  /// At most seven cells, for narrow lists.
  var shortWord: String {
    switch self {
    case .confirmed: "conf."
    case .nonCommittal: "n/comm"
    case .withdrawn: "withdr."
    default: word
    }
  }

  func glyph(_ symbols: Symbols) -> Character {
    switch self {
    case .mixed: symbols.mixed
    case .confirmed: symbols.confirmed
    case .denied: symbols.denied
    case .nonCommittal: symbols.nonCommittal
    case .silent: symbols.silent
    case .notMonitored: symbols.notMonitored
    case .withdrawn: symbols.withdrawn
    case .noAuthoritySet: symbols.notSet
    }
  }

  var role: Role {
    switch self {
    case .mixed: .officialMixed
    case .confirmed: .officialConfirmed
    case .denied: .officialDenied
    case .nonCommittal: .officialNonCommittal
    case .silent: .officialSilent
    case .notMonitored: .officialNotMonitored
    case .withdrawn: .officialWithdrawn
    case .noAuthoritySet: .officialNotSet
    }
  }

  /// For the help.
  var meaning: String {
    switch self {
    case .mixed: "one authority confirms, another denies"
    case .confirmed: "confirmed, partly confirmed or admitted"
    case .denied: "the event, the responsibility or details are denied"
    case .nonCommittal: "aware, monitoring, investigating or no comment"
    case .silent: "we or a source listened, and nothing was said"
    case .notMonitored: "nobody listened, so nothing can be said of a silence"
    case .withdrawn: "a statement was taken back"
    case .noAuthoritySet: "nobody has said yet who ought to speak: a to-do"
    }
  }
}

extension OfficialStanding {
  /// `C0 D0 N1 S2`, with `M` for not monitored, `W` for withdrawn, and `+1 other` for third parties.
  var counts: String {
    var words = ["C\(confirmed)", "D\(denied)", "N\(nonCommittal)", "S\(silent)"]
    if notMonitored > 0 { words.append("M\(notMonitored)") }
    if withdrawn > 0 { words.append("W\(withdrawn)") }
    if others > 0 { words.append("+\(others) other\(others == 1 ? "" : "s")") }
    return words.joined(separator: " ")
  }
}

extension AuthorityStanding.Status {
  /// The word that a list gives to an incident where this is all that officialdom has said.
  var asOfficial: OfficialStatus {
    switch self {
    case .confirmed: .confirmed
    case .denied: .denied
    case .nonCommittal: .nonCommittal
    case .silent: .silent
    case .notMonitored: .notMonitored
    case .withdrawn: .withdrawn
    }
  }
}

extension Position.Group {
  var asOfficial: OfficialStatus {
    switch self {
    case .confirmed: .confirmed
    case .denied: .denied
    case .nonCommittal: .nonCommittal
    }
  }
}

extension NotMonitoredReason {
  var words: String {
    switch self {
    case .noChannel: "no channel"
    case .stale: "its channel has not answered of late"
    case .notCheckedSinceT0: "not checked since the first report"
    }
  }
}

extension Position {
  var words: String {
    switch self {
    case .confirmed: "confirmed"
    case .partlyConfirmed: "partly confirmed"
    case .admittedResponsibility: "admitted responsibility"
    case .deniedEvent: "denied the event"
    case .deniedResponsibility: "denied responsibility"
    case .disputedDetails: "disputed details"
    case .aware: "is aware"
    case .monitoring: "is monitoring"
    case .investigating: "is investigating"
    case .declinedToComment: "declined to comment"
    case .neitherConfirmNorDeny: "did not confirm or deny"
    }
  }
}

extension Attribution {
  var words: String {
    switch self {
    case .officialChannel: "on its own channel"
    case .onRecord: "on record"
    case .spokespersonViaMedia: "a spokesperson, via media"
    case .anonymousOfficial: "an anonymous official: a report"
    }
  }
}

extension MessageType {
  var words: String {
    switch self {
    case .alert: "statement"
    case .update: "update"
    case .cancel: "takes an earlier statement back"
    case .error: "sent in error: ignored"
    }
  }
}

extension ExpectationRole {
  /// `nil` for the usual case.
  var words: String? {
    switch self {
    case .competent: nil
    case .party: "party"
    case .thirdParty: "third party"
    }
  }
}

extension IncidentKind {
  /// At most ten cells.
  var word: String {
    switch self {
    case .airDefence: "air-def."
    case .infrastructure: "infrastr."
    default: rawValue
    }
  }
}

extension GeoPrecision {
  var words: String {
    switch self {
    case .namedTown: "named town"
    case .partOfRegion: "part of region"
    case .largerRegion: "larger region"
    }
  }
}

extension EvidenceKind {
  var words: String {
    switch self {
    case .satelliteOptical: "satellite image"
    case .satelliteSAR: "satellite radar image"
    case .thermalAnomaly: "thermal anomaly"
    case .geolocatedVideo: "geolocated video"
    case .geolocatedPhoto: "geolocated photo"
    case .ais: "ship positions (AIS)"
    case .adsb: "aircraft positions (ADS-B)"
    default: rawValue
    }
  }
}

extension Bearing {
  var words: String {
    switch self {
    case .supports: "supports"
    case .contradicts: "contradicts"
    case .inconclusive: "is inconclusive on"
    case .notVisible: "shows nothing of"
    }
  }
}

extension SourceType {
  var words: String {
    switch self {
    case .traditionalMedia: "traditional media"
    case .report: "report"
    case .localPartner: "local partner"
    case .newMedia: "new media"
    case .officialAuthority: "official authority"
    case .sensorNetwork: "sensor network"
    }
  }
}

extension CitationRelation {
  var words: String {
    switch self {
    case .sameMedia: "shows the same media as"
    default: rawValue
    }
  }
}

extension LinkState {
  var words: String {
    switch self {
    case .suggested: "suggested link"
    case .confirmed: "confirmed link"
    case .rejected: "rejected link"
    }
  }
}

extension Confidence {
  var words: String { "\(rawValue) confidence" }
}

extension Likelihood {
  /// `very likely (80 to 95 %)`
  var words: String {
    let word = rawValue.split(separator: "-").joined(separator: " ")
    return "\(word) (\(percent.lowerBound) to \(percent.upperBound) %)"
  }
}
