import Incidents

extension Configuration {
  /// A file to begin with.
  static var example: String {
    let rules = Policy.standard
    return """
      # Watchfloor's configuration. `watchfloor info` says where it belongs, and which rules are in force.
      # Every table may be left out. Rules change nothing in the past: what they move is logged as a change.

      # How the dashboard looks: a theme's name, "auto" (by the ground of the terminal), or one for each ground.
      # theme = { dark = "nord-dark", light = "nord-light" }
      # The dashboard in words, one list at a time, for screen readers: as --plain.
      # plain = true

      # Who records here, and at which desk. Default: the names of the account and of the machine.
      [desk]
      # name = "anna"
      # desk = "night desk"

      [rules]
      # The worst grade that still counts as good: "A", "B", "C" or "D".
      good_grade = "\(rules.goodGrade.rawValue)"
      # Independent origins that corroborate a claim, one of them good.
      corroborating_origins = \(rules.corroboratingOrigins)
      # Good origins whose denial refutes a claim for which nothing good speaks.
      refuting_origins = \(rules.refutingOrigins)
      # Providers whose checked evidence verifies a claim by itself.
      verifying_providers = \(rules.verifyingProviders)
      # From this likeness on, from 0 to 1, two texts are one origin.
      text_likeness = \(rules.textLikeness)
      # After how many hours an authority that was asked is overdue.
      deadline_hours = \(rules.deadlineHours.plain)

      # Who ought to speak of what. Each [[expect]] adds one authority to the incidents that it covers.
      # regions: codes or names; what lies in them is covered too. Left out: everywhere.
      # kinds: such as "explosion", "strike", "flood". Left out: all.
      # seat: "region": the authority of the incident's region; "country": that of its country.
      # role: "competent" (default), "party" or "third_party", whose word is shown and not counted.

      [[expect]]
      regions = ["RU"]
      authority = "Regional authorities"
      kind = "government"
      seat = "region"

      [[expect]]
      regions = ["RU"]
      kinds = ["explosion", "fire", "wildfire", "flood", "storm", "earthquake", "transport"]
      authority = "Emergencies Ministry"
      kind = "emergency_service"
      seat = "country"

      [[expect]]
      regions = ["RU"]
      kinds = ["explosion", "strike", "drone", "missile", "air-defence", "shelling"]
      authority = "Defence Ministry"
      kind = "military"
      seat = "country"
      role = "party"
      deadline_hours = 12

      # What `watchfloor poll` asks for, and how often: "5m", "2h". With authority, kind and region the feed
      # is a channel of that authority: as long as it is heard, its silence counts.
      # [[feed]]
      # url = "https://example.org/reports.jsonl"
      # every = "5m"
      # source = "Example"          # who published what does not say so itself
      # format = "jsonl"            # default: told by the content
      # timeout_seconds = 30
      # max_bytes = 16777216
      # allow_private = false       # whether it may lie in a private network or on this machine
      # authority = "Governor"
      # kind = "government"
      # region = "RU-KDA"

      """
  }
}

extension Double {
  /// `24`, `0.5`.
  var plain: String { Int(exactly: self).map { "\($0)" } ?? "\(self)" }
}
