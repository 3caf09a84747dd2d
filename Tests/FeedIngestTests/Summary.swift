import Foundation
import Incidents

/// A reading as lines of text: what a test compares, and what a person reads when it fails.
func summary(of reading: Reading) -> String {
  reading.incidents.map { incident in
    var lines = ["\(incident.region) \(incident.kind.rawValue): \(incident.title)"]
    if let place = incident.place {
      lines.append("  place: \(place.text) (\(place.precision.rawValue))")
    }
    for claim in incident.claims { lines.append("  \(claim.summary)") }
    let chain = incident.citations.map { link in
      (link.source ?? "unnamed") + (link.platform.map { " (\($0))" } ?? "")
    }
    if !chain.isEmpty { lines.append("  cites: " + chain.joined(separator: " -> ")) }
    for statement in incident.statements { lines.append("  \(statement.summary)") }
    for silence in incident.silences {
      lines.append("  silent: \(silence.authority.summary)\(silence.role.summary)")
    }
    return lines.joined(separator: "\n")
  }.joined(separator: "\n")
}

extension ReadClaim {
  fileprivate var summary: String {
    var line = "\(kind.rawValue): "
    if kind != .occurrence { line += text }
    if stance != .asserts { line += " \(stance.rawValue)" }
    if let number {
      let bounds = [number.low, number.best, number.high].map { $0.map(String.init) ?? "?" }
      line += " [\(bounds.joined(separator: "/")) \(number.unit), “\(number.words)”]"
    }
    if let hedge { line += " hedged “\(hedge)”" }
    if party == true { line += " by a party" }
    if againstInterest == true { line += " against its interest" }
    return line.replacing(":  ", with: ": ").trimmingCharacters(in: .whitespaces)
  }
}

extension ReadStatement {
  fileprivate var summary: String {
    var line = "\(position.rawValue): \(authority.summary)\(role.summary)"
    if claim != .occurrence { line += " about \(claim.rawValue)" }
    if let speaker { line += ", \(speaker)" }
    return line + ", \(attribution.rawValue)"
  }
}

extension ReadAuthority {
  fileprivate var summary: String { "\(name) [\(region)]" }
}

extension ExpectationRole {
  fileprivate var summary: String { self == .competent ? "" : " as \(rawValue)" }
}
