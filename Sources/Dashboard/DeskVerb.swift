import Incidents

/// What the command line can be told to do. Help, completion and grammar go by this one table.
enum DeskVerb: String, CaseIterable, Sendable {
  case rate, confirm, reject, move, merge, unmerge, split
  case statement, asked, expect, excuse, evidence, assess, unverifiable
  case close, reopen, monitor
  case acknowledge = "ack"
  case snooze, note, undo
  case asOf = "asof"
  case live, seen, region, view, filter, sort, theme
  case quit = "q"

  init?(typed: String) {
    let aliases: [String: DeskVerb] = ["acknowledge": .acknowledge, "quit": .quit]
    let plain = typed.lowercased()
    guard let verb = DeskVerb(rawValue: plain) ?? aliases[plain] else { return nil }
    self = verb
  }

  static var allowed: String { "use one of: \(allCases.map(\.rawValue).joined(separator: ", "))" }

  static func hint(for typed: String) -> String {
    let plain = typed.lowercased()
    let near = allCases.map(\.rawValue).filter { $0.hasPrefix(plain) || plain.hasPrefix($0) }
    if !near.isEmpty { return "did you mean \(near.joined(separator: " or "))?" }
    let names = Command.ofPanes.map(\.name)
    return nearest(plain, among: allCases.map(\.rawValue) + names).map { "did you mean \($0)?" }
      ?? allowed
  }

  /// A key does all of it.
  var isCommand: Bool { [.seen, .filter, .sort, .theme, .quit].contains(self) }

  /// How it is written, in full.
  var written: String { form.usage.isEmpty ? rawValue : "\(rawValue) \(form.usage)" }

  /// How many words it takes without a keyword. `nil`: names may have any number.
  var mostWords: Int? {
    switch self {
    case .unmerge, .close, .reopen, .monitor, .acknowledge, .undo, .live, .seen, .quit: 0
    case .snooze, .sort: 1
    case .evidence: 2
    default: nil
    }
  }

  var form: DeskForm {
    switch self {
    case .rate: DeskForm("[SOURCE] GRADE", "how reliable a source is", [.source, .grade])
    case .confirm:
      DeskForm(
        "SOURCE [in REPORT]", "a report does rest on this source", [.cited],
        [DeskOption("in", .report)])
    case .reject:
      DeskForm(
        "SOURCE [in REPORT]", "a report does not rest on this source", [.cited],
        [DeskOption("in", .report)])
    case .move:
      DeskForm(
        "REPORT to INCIDENT", "a report belongs to another incident", [.report],
        [DeskOption("to", .incident)])
    case .merge: DeskForm("INCIDENT", "this incident is the same as another", [.incident])
    case .unmerge: DeskForm("", "take the merge back", reason: true)
    case .split: DeskForm("REPORT [REPORT]", "make an incident of its own of reports", [.report])
    case .statement:
      DeskForm(
        "AUTHORITY POSITION [\"quote\"] [on CLAIM] [at TIME] [by SPEAKER] [kind:] [via:] [type:]",
        "what an authority said", [.authority, .position],
        [
          DeskOption("on", .claimKind), DeskOption("at", .past), DeskOption("by", .text),
        ], fields: ["kind": .authorityKind, "via": .attribution, "type": .messageType])
    case .asked:
      DeskForm(
        "AUTHORITY [at TIME]", "an authority was asked for its word", [.authority],
        [DeskOption("at", .past)])
    case .expect:
      DeskForm(
        "AUTHORITY [ROLE] [within 12h] [kind:]", "an authority ought to speak",
        [.authority, .role], [DeskOption("within", .span)], fields: ["kind": .authorityKind])
    case .excuse: DeskForm("AUTHORITY", "nobody need wait for it", [.authority])
    case .evidence:
      DeskForm(
        "KIND by PROVIDER BEARING [on CLAIM] [integrity: place: time:] [acquired TIME]",
        "an image, a reading, a document", [.evidenceKind],
        [
          DeskOption("by", .text), DeskOption("on", .claimKind), DeskOption("acquired", .past),
        ], fields: ["integrity": .check, "place": .check, "time": .check], late: [.bearing])
    case .assess:
      DeskForm(
        "[CONFIDENCE] [LIKELIHOOD] \"opinion\" [on CLAIM] expires 24h",
        "your own view, beside the status", [],
        [DeskOption("on", .claim), DeskOption("expires", .span)], late: [.confidence, .likelihood])
    case .unverifiable:
      DeskForm("[CLAIM] because WHY", "nobody can verify a claim", [.claim])
    case .close: DeskForm("", "close the incident")
    case .reopen: DeskForm("", "open it again")
    case .monitor: DeskForm("", "set it to monitoring")
    case .acknowledge: DeskForm("", "hide it until it changes in a way that matters")
    case .snooze: DeskForm("2h", "hide it for a time, or until it changes", [.span])
    case .note: DeskForm("TEXT", "a note of your own; without text, none", reason: false)
    case .undo: DeskForm("", "undo your latest act")
    case .asOf: DeskForm("TIME", "what the store knew then", [.past], reason: false)
    case .live: DeskForm("", "back to live", reason: false)
    case .seen: DeskForm("", "mark all changes as seen", reason: false)
    case .view:
      DeskForm(
        "NAME | save NAME", "show a saved filter, or save the one that is active", [.view],
        reason: false)
    case .region: DeskForm("[NAME]", "go to a region; without a name, to all", reason: false)
    case .filter:
      DeskForm(
        "[FILTER]", "which incidents to show; without one, opens the line for it", reason: false)
    case .sort:
      DeskForm("[COLUMN]", "sort by a column; again, the other way round", [.column], reason: false)
    case .theme:
      DeskForm(
        "[NAME]", "look as a theme does; without a name, choose one", [.theme], reason: false)
    case .quit: DeskForm("", "quit", reason: false)
    }
  }
}

/// How a command is written.
struct DeskForm: Sendable {
  /// What may stand after the command.
  var usage: String
  var words: String
  /// What comes first, in this order.
  var slots: [DeskSlot]
  /// What may follow a keyword, anywhere after that.
  var options: [DeskOption]
  /// What may follow a `key:`, anywhere.
  var fields: [String: DeskSlot]
  /// What may stand anywhere after ``slots``, without a keyword.
  var late: [DeskSlot]
  var takesReason: Bool

  init(
    _ usage: String, _ words: String, _ slots: [DeskSlot] = [], _ options: [DeskOption] = [],
    fields: [String: DeskSlot] = [:], late: [DeskSlot] = [], reason: Bool = true
  ) {
    self.usage = usage
    self.words = words
    self.slots = slots
    self.options = options
    self.fields = fields
    self.late = late
    takesReason = reason
  }
}

struct DeskOption: Sendable {
  var keyword: String
  var slot: DeskSlot

  init(_ keyword: String, _ slot: DeskSlot) {
    self.keyword = keyword
    self.slot = slot
  }
}

/// What kind of word stands somewhere in a line.
enum DeskSlot: Sendable {
  case source, cited, grade, report, incident
  case authority, authorityKind, position, role, attribution, messageType
  case evidenceKind, bearing, check
  case claim, claimKind, confidence, likelihood
  case view, column
  case past, span, theme
  /// Any words, up to the next keyword.
  case text

  /// After a keyword it takes more than one word without quotes.
  var isLong: Bool { self == .text || self == .report }
}
