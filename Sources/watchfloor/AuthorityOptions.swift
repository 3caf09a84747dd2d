import ArgumentParser
import Dashboard
import IncidentStore
import Incidents

/// An authority that is known: by name one of the incident or of its region, by id any.
struct AuthorityArgument: ParsableArguments {
  @Argument(help: "The authority, by its name or its id.") var authority: String

  func find(in dossier: Dossier, _ store: IncidentStore) throws -> Authority {
    let known = try store.authorities()
    if authority.contains("/") { return try Typed.authority(authority, among: known) }
    let ours = dossier.authorities.values.sorted { $0.id < $1.id }
    if let found = try? Typed.authority(authority, among: ours) { return found }
    // By its name, only one of the place: every region has its local authorities.
    let (here, elsewhere) = (
      known.filter { dossier.incident.region.lies(in: $0.region) },
      known.filter { Source.ID(named: $0.name) == Source.ID(named: authority) }
    )
    do throws(TypedError) {
      return try Typed.authority(authority, among: here)
    } catch {
      if elsewhere.isEmpty { throw error }
      let ids = elsewhere.prefix(3).map(\.id.rawValue).joined(separator: ", ")
      throw TypedError(
        problem: error.problem, hint: "name one of another region by its id: \(ids)")
    }
  }
}

/// An authority, known or new.
struct AuthorityOptions: ParsableArguments {
  @OptionGroup var argument: AuthorityArgument
  @Option(
    help: ArgumentHelp("What a new one is: \(allowed(AuthorityKind.self)).", valueName: "kind"))
  var kind: String?
  @Option(
    help: ArgumentHelp(
      "Where a new one is responsible. Default: the region of the incident.",
      valueName: "region"))
  var region: String?
  @Option(
    help: ArgumentHelp(
      """
      Why it ought to speak: \(allowed(ExpectationRole.self)). Default: as it is, else competent.
      """, valueName: "role"))
  var role: String?

  func find(
    in dossier: Dossier, _ store: IncidentStore
  ) throws -> (read: ReadAuthority, role: ExpectationRole) {
    let read = try read(in: dossier, store)
    let known = dossier.expectations.first { $0.authority == read.id }?.role
    return (read, try role.map { try Typed.code($0, "role") } ?? known ?? .competent)
  }

  private func read(in dossier: Dossier, _ store: IncidentStore) throws -> ReadAuthority {
    if let kind {
      return ReadAuthority(
        name: argument.authority, kind: try Typed.code(kind, "kind of authority"),
        region: try region.map(Typed.region) ?? dossier.incident.region)
    }
    do {
      let found = try argument.find(in: dossier, store)
      return ReadAuthority(name: found.name, kind: found.kind, region: found.region)
    } catch let error as TypedError {
      throw TypedError(
        problem: error.problem, hint: "\(error.hint); or say what a new one is: --kind government")
    }
  }
}
