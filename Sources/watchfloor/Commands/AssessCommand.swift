import ArgumentParser
import Dashboard
import Foundation
import Incidents

struct AssessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assess",
    abstract: "Records your view of an incident: shown beside its status, never instead of it.")

  @OptionGroup var act: IncidentActOptions
  @Argument(help: "Your view, in a sentence.") var opinion: String
  @OptionGroup var claim: ClaimOption
  @Option(
    help: ArgumentHelp(
      "How firm the ground is: \(allowed(Confidence.self)).", valueName: "confidence"))
  var confidence: String?
  @Option(
    help: ArgumentHelp("How likely it is: \(allowed(Likelihood.self)).", valueName: "likelihood"))
  var likelihood: String?
  @Option(help: ArgumentHelp("How long it is your view: 6h, 2d.", valueName: "time"))
  var expires = "24h"

  func run() throws {
    let now = Date()
    try act.record { dossier, _ in
      .assess(
        incident: dossier.incident.id,
        assessment: Assessment(
          claim: try claim.find(in: dossier), opinion: opinion,
          confidence: try confidence.map { try Typed.code($0, "confidence") },
          likelihood: try likelihood.map { try Typed.code($0, "likelihood") },
          expiresAt: try Typed.time(expires, after: now)))
    }
  }
}

/// A claim about an incident.
struct ClaimOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Which claim: occurrence, cause, … or an id that `show --json` gives.", valueName: "claim"))
  var claim = "occurrence"

  func find(in dossier: Dossier) throws -> Claim.ID { try Typed.claim(claim, in: dossier) }
}
