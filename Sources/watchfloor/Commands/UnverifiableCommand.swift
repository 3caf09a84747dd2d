import ArgumentParser
import Incidents

struct UnverifiableCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unverifiable",
    abstract: "Says that nobody can verify a claim; --because says why.")

  @OptionGroup var act: IncidentActOptions
  @OptionGroup var claim: ClaimOption

  func validate() throws {
    if act.act.because == nil {
      throw ValidationError("Say why nobody can verify it: --because \"…\"")
    }
  }

  func run() throws {
    try act.record { dossier, _ in
      .unverifiable(incident: dossier.incident.id, claim: try claim.find(in: dossier))
    }
  }
}
