import Foundation
public import Incidents

// What people did at a desk, in words that follow their names: "anna@desk" + "rated SHOT C".

/// What was done, in the past tense and without who did it.
///
/// - Parameter dossier: gives the names of what it is about. `nil`, or without them: ids stand instead.
public func words(for deed: Deed, in dossier: Dossier?) -> String {
  DeedWords(dossier: dossier).words(for: deed)
}

/// The same deed done to several incidents: `acknowledged 3 incidents`.
func words(forAll deeds: [Deed]) -> String {
  deeds.first.map { DeedWords(dossier: nil, many: incidentWords(deeds.count)).words(for: $0) } ?? ""
}

/// `anna@desk rated SHOT C: their man was on site`
public func sentence(for act: Act, in dossier: Dossier?) -> String {
  let reason = act.because.map { ": \($0)" } ?? ""
  return "\(act.by) \(words(for: act.deed, in: dossier))\(reason)"
}

extension Act {
  /// `anna@desk`
  var by: String { desk.isEmpty ? author : "\(author)@\(desk)" }
}

private struct DeedWords {
  let dossier: Dossier?
  /// It was done to several: `3 incidents`.
  var many: String?

  func words(for deed: Deed) -> String {
    switch deed {
    case .rate(let source, let reliability):
      return "rated \(name(of: Source.ID(named: source)) ?? source) \(reliability.rawValue)"
    case .link(_, let report, let source, let state):
      let link = "the link of \(child(of: source, in: report)) to \(parent(source))"
      return switch state {
      case .confirmed: "confirmed \(link)"
      case .rejected: "rejected \(link)"
      case .suggested: "made \(link) a suggestion again"
      }
    case .move(let report, let from, let to):
      return "moved \(name(of: report)) from \(from) to \(to)"
    case .merge(let incident, let into):
      return "merged \(many ?? incident.rawValue) into \(into)"
    case .split(let incident, let reports):
      return "split off \(it(incident)): \(reports.map { name(of: $0) }.joined(separator: ", "))"
    case .state(_, let statement):
      return "recorded that \(the(statement.authority.name)) \(Self.told(statement))"
    case .ask(_, let authority, _):
      return "asked \(the(name(of: authority))) for a word\(onThem)"
    case .expect(_, let authority, let role, let hours):
      let deadline = hours.map { " within \(Self.hours($0)) of being asked" } ?? ""
      let part = role.words.map { ", as a \($0)," } ?? ""
      return "set that \(the(authority.name))\(part) ought to speak\(deadline)"
    case .excuse(_, let authority):
      return "set that nobody need wait for \(the(name(of: authority)))\(onThem)"
    case .evidence(_, let evidence):
      return "recorded evidence: \(evidence.kind.words) by \(evidence.provider), "
        + "\(evidence.bearing.words) the \(evidence.claim.rawValue)"
    case .assess(_, let assessment):
      let views = [
        assessment.likelihood?.words, assessment.confidence?.words,
      ].compactMap(\.self)
      let all = ([assessment.opinion] + views).filter { !$0.isEmpty }.joined(separator: ", ")
      return "assessed \(name(of: assessment.claim)): \(all)"
    case .unverifiable(_, let claim):
      return "marked \(name(of: claim)) unverifiable"
    case .set(let incident, let lifecycle):
      return switch lifecycle {
      case .open: "opened \(it(incident)) again"
      case .monitoring: "set \(it(incident)) to monitoring"
      case .closed: "closed \(it(incident))"
      case .merged: "marked \(it(incident)) as merged"
      case .withdrawn: "withdrew \(it(incident))"
      }
    case .acknowledge(let incident): return "acknowledged \(it(incident))"
    case .snooze(let incident, let until):
      return "snoozed \(it(incident)) until \(until.day) \(until.clock)"
    case .note(let incident, let text):
      return text.isEmpty ? "took the note off \(it(incident))" : "noted\(onThem): \(text)"
    case .undo(let id):
      guard let undone = dossier?.acts.first(where: { $0.id == id }) else {
        return "undid act \(id.rawValue.prefix(8))"
      }
      return "undid: \(sentence(for: undone.act, in: dossier))"
    }
  }

  private func it(_ incident: Incident.ID) -> String {
    many ?? (dossier?.incident.id == incident ? "this incident" : incident.rawValue)
  }

  private var onThem: String { many.map { " on \($0)" } ?? "" }

  private func name(of source: Source.ID) -> String? { dossier?.sources[source]?.name }

  private func name(of authority: Authority.ID) -> String {
    dossier?.authorities[authority]?.name ?? authority.rawValue
  }

  /// `report 3f2ab1c0 (Life)`
  private func name(of report: Report.ID) -> String {
    guard let source = dossier?.reports.first(where: { $0.id == report })?.source else {
      return report.words
    }
    return "\(report.words) (\(name(of: source) ?? source.rawValue))"
  }

  /// Who cites `source`: the outlet of `report`, or one that it cites itself.
  private func child(of source: Source.ID?, in report: Report.ID) -> String {
    let citations = dossier?.citations.filter { $0.report == report } ?? []
    let link = citations.first { $0.source == source }
    if let above = citations.first(where: { $0.depth + 1 == link?.depth })?.source {
      return name(of: above) ?? above.rawValue
    }
    guard let id = dossier?.reports.first(where: { $0.id == report })?.source else {
      return report.words
    }
    return name(of: id) ?? id.rawValue
  }

  private func parent(_ source: Source.ID?) -> String {
    source.map { name(of: $0) ?? $0.rawValue } ?? "an unnamed source"
  }

  private func name(of claim: Claim.ID) -> String {
    let kind = claim.rawValue.prefix { $0 != ":" }
    let known = dossier?.claims.first { $0.id == claim && $0.kind != .occurrence }
    return known.map { "the \(kind) (\($0.text))" } ?? "the \(kind)"
  }

  private func the(_ name: String) -> String {
    name.lowercased().hasPrefix("the ") ? name : "the \(name)"
  }

  /// `denied the event`; what is on another claim than the occurrence says on which.
  private static func told(_ statement: ReadStatement) -> String {
    let said =
      switch statement.messageType {
      case .cancel: "took a statement back"
      case .error: "sent a statement in error"
      case .alert, .update: statement.position.told
      }
    return statement.claim == .occurrence ? said : "\(said) (on the \(statement.claim.rawValue))"
  }

  /// `24h`, `1.5h`
  private static func hours(_ hours: Double) -> String {
    Int(exactly: hours).map { "\($0)h" } ?? "\(hours)h"
  }
}

extension Report.ID {
  /// By what a person names it: `report 3f2ab1c0`.
  var words: String { "report \(rawValue.prefix(8))" }
}

extension Position {
  /// After the name of one or of many.
  fileprivate var told: String {
    switch self {
    case .aware: "spoke of being aware"
    case .monitoring: "spoke of monitoring"
    case .investigating: "spoke of investigating"
    case .confirmed: "confirmed it"
    case .partlyConfirmed: "partly confirmed it"
    case .admittedResponsibility, .deniedEvent, .deniedResponsibility, .disputedDetails,
      .declinedToComment, .neitherConfirmNorDeny:
      words
    }
  }
}
