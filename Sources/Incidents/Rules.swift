// Every rule in words, for people who ask why.

/// One rule of the desk.
public struct Rule: Identifiable, Hashable, Sendable {
  /// `I1` to `I9`, `V1` to `V8`, `O1` to `O9`, `T1` to `T8`, `L1` to `L5`.
  public let id: String
  public let words: String

  /// What the rule of this id says. `nil` for an id that no rule has.
  public static func words(of id: String, under policy: Policy = .standard) -> String? {
    table(under: policy).first { $0.id == id }?.words
  }

  public static func table(under policy: Policy = .standard) -> [Rule] {
    origins(policy) + VerificationRule.table.map { Rule(id: $0.id, words: $0.words(under: policy)) }
      + official + attention + lints(policy)
  }

  private static func origins(_ policy: Policy) -> [Rule] {
    [
      Rule(id: "I1", words: "a report that adds nothing of its own stands on whom it cites"),
      Rule(id: "I2", words: "one publisher family, or one known controller, is one origin"),
      Rule(
        id: "I3",
        words: "equal media, or texts \(Int((policy.textLikeness * 100).rounded())) % alike, "
          + "are one origin: the earliest"),
      Rule(id: "I4", words: "an origin without a name counts only among those that there may be"),
      Rule(id: "I5", words: "anonymous officials of one authority are one origin"),
      Rule(
        id: "I6",
        words: "a link that nobody confirmed merges in the lower count and not in the upper one"),
      Rule(id: "I7", words: "an origin has the best grade of its roots; relays do not lift it"),
      Rule(id: "I8", words: "a party's word counts only against its own interest"),
      Rule(id: "I9", words: "a root graded E counts nothing"),
    ]
  }

  private static let official: [Rule] = [
    Rule(id: "O1", words: "an official without a name has not spoken for the authority"),
    Rule(id: "O2", words: "its latest statement that stands is its position"),
    Rule(id: "O3", words: "without a statement it is silent only if we heard its channel"),
    Rule(id: "O4", words: "it was asked, and has not answered"),
    Rule(id: "O5", words: "silence is counted from the first report, or from the last cancel"),
    Rule(id: "O6", words: "the row sums up all authorities that ought to speak, with counts"),
    Rule(id: "O7", words: "what it says of one claim is no denial of the event"),
    Rule(id: "O8", words: "a third party is shown and not counted"),
    Rule(id: "O9", words: "no authority is set: something to do, not a silence"),
  ]

  private static let attention: [Rule] = [
    Rule(
      id: "T1",
      words:
        "status, position, origin count, toll, place, time precision, merge and withdrawal matter"),
    Rule(id: "T2", words: "an acknowledgement holds until the next change that matters"),
    Rule(id: "T3", words: "a snooze holds until its end, or until a change that matters"),
    Rule(id: "T4", words: "what is acknowledged is listed oldest first"),
    Rule(id: "T5", words: "an acknowledgement of more than a day ago turns stale, and never rings"),
    Rule(id: "T6", words: "many changes of one incident are one notice"),
    Rule(id: "T7", words: "filter and selection outlast fresh rows"),
    Rule(id: "T8", words: "a merge keeps both incidents and can be undone"),
  ]

  private static func lints(_ policy: Policy) -> [Rule] {
    [
      Rule(
        id: "L1",
        words: "somebody is highly confident of what has fewer than "
          + "\(policy.corroboratingOrigins.words(of: "origin"))"),
      Rule(id: "L2", words: "a larger region is given as a point"),
      Rule(id: "L3", words: "it is verified, and no report says when it came out"),
      Rule(id: "L4", words: "a toll of 0 that no source states"),
      Rule(id: "L5", words: "evidence from before the event is marked as support"),
    ]
  }
}

extension Policy {
  func isGood(_ grade: Reliability) -> Bool { grade <= goodGrade }

  /// `A–C`: the grades that count as good.
  public var goodGrades: String { goodGrade == .a ? "A" : "A–\(goodGrade.rawValue)" }

  /// "two origins, one of them A–C"
  var corroboration: String {
    corroboratingOrigins == 1
      ? "one origin graded \(goodGrades)"
      : "\(corroboratingOrigins.words(of: "origin")), one of them \(goodGrades)"
  }
}

extension Int {
  /// `two origins`; from thirteen on, in figures.
  func words(of thing: String) -> String { "\(words) \(thing)\(self == 1 ? "" : "s")" }

  var words: String {
    let words = [
      "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
      "twelve",
    ]
    return words.indices.contains(self) ? words[self] : "\(self)"
  }
}
