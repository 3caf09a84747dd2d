import ArgumentParser
import Dashboard
import Foundation
import Gazetteer
import IncidentStore
import Incidents
import TerminalKit

struct AuthorityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "authority", abstract: "Who ought to speak, and where we listen to them.",
    subcommands: [List.self, Add.self, Expect.self, Excuse.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists the authorities, with where we listen to them.")

    @OptionGroup var store: StoreOptions
    @Option(help: "Only those of this region and of what lies in it.") var region: String?
    @Flag(help: "One JSON object a line.") var json = false

    func run() throws {
      let region = try region.map(Typed.region)
      for authority in try store.openToRead().authorities()
      where region.map({ authority.region.lies(in: $0) }) ?? true {
        if json {
          try printJSON(AuthorityListLine(authority))
        } else {
          let channels = authority.channels.map(\.url).joined(separator: "  ")
          print(
            sanitised(
              "\(authority.id)  \(authority.name)  \(authority.kind.rawValue)  "
                + (channels.isEmpty ? "no channel" : channels)))
        }
      }
    }
  }

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Makes an authority known, and where we listen to it.")

    @OptionGroup var store: StoreOptions
    @Argument(help: "Its name.") var name: String
    @Option(help: ArgumentHelp("\(allowed(AuthorityKind.self)).", valueName: "kind"))
    var kind: String
    @Option(help: "Where it is responsible.") var region: String
    @Option(help: ArgumentHelp("Where it speaks; as often as there are such.", valueName: "url"))
    var channel: [String] = []
    @Option(
      help: ArgumentHelp(
        """
        How often we ought to hear it there: 90m, 24h, 7d. One for all channels, or one each. After \
        twice that without a word from the channel its silence says nothing. Default: 1h.
        """, valueName: "time"))
    var every: [String] = []

    func validate() throws {
      if !every.isEmpty, channel.isEmpty || every.count > 1 && every.count != channel.count {
        throw ValidationError("Say --every once for all of --channel, or once for each.")
      }
    }

    func run() throws {
      let intervals = try every.map { try Typed.duration($0) }
      let body = AuthorityBody(
        name: name, kind: try Typed.code(kind, "kind of authority"),
        region: try Typed.region(region),
        channels: channel.enumerated().map { number, url in
          let interval = intervals.count > 1 ? intervals[number] : intervals.first ?? 3600
          return ChannelBody(url: url, expectedIntervalSeconds: Int(interval))
        })
      let store = try store.openToWrite(create: true)
      let outcome = try store.append([.authority(body)], by: .current, at: Date())
      let id = Authority.ID(named: body.name, in: body.region)
      say(outcome.added > 0 ? "added \(id)" : "\(id) is known already")
    }
  }

  struct Expect: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "expect", abstract: "Says that an authority ought to speak of an incident.")

    @OptionGroup var act: IncidentActOptions
    @OptionGroup var authority: AuthorityOptions
    @Option(
      help: ArgumentHelp(
        "How long after being asked it is overdue: 90m, 12h, 2d. Default: as the rules say.",
        valueName: "time"))
    var within: String?

    func run() throws {
      try act.record { dossier, store in
        let authority = try authority.find(in: dossier, store)
        return .expect(
          incident: dossier.incident.id, authority: authority.read, role: authority.role,
          deadlineHours: try within.map { try Typed.duration($0) / 3600 })
      }
    }
  }

  struct Excuse: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "excuse",
      abstract: "Says that nobody need wait for an authority's word on an incident.")

    @OptionGroup var act: IncidentActOptions
    @OptionGroup var authority: AuthorityArgument

    func run() throws {
      try act.record { dossier, store in
        .excuse(
          incident: dossier.incident.id, authority: try authority.find(in: dossier, store).id)
      }
    }
  }
}
