import Foundation
import IncidentStore
import Incidents
import TerminalKit

extension DetailDocument {
  /// One authority: glyph, name, what it has said or not, and for how long.
  func standing(_ standing: AuthorityStanding, _ dossier: Dossier) -> [Span] {
    let status = standing.status.asOfficial
    let role = status.role
    var spans = [
      Span(symbols.mark(status.glyph(symbols)), role), Span(dossier.name(of: standing.authority)),
    ]
    if let words = standing.role.words { spans.append(Span(" (\(words))", .textDim)) }
    spans.append(Span("  "))
    switch standing.status {
    case .confirmed, .denied, .nonCommittal:
      guard let statement = standing.statement else { break }
      let clock = age(from: statement.issuedAt, to: now)
      spans.append(Span("\(statement.position.words) \(clock)", role))
      spans.append(Span("  \(attribution(of: statement, dossier))", .textDim))
    case .withdrawn:
      guard let since = standing.silentSince else { break }
      spans.append(
        Span("WITHDRAWN since \(since.clock(asOf: now)), \(age(from: since, to: now))", role))
    case .silent:
      guard let since = standing.silentSince else { break }
      spans.append(Span("silent \(age(from: since, to: now))", role))
      if let reported = standing.reported {
        let source = dossier.publisher(of: reported.report)
        spans.append(
          Span(" as reported by \(source), as of \(reported.asOf.clock(asOf: now))", .textDim))
      } else {
        spans.append(Span(" we listen to its channel", .textDim))
      }
    case .notMonitored:
      spans.append(Span("not monitored: \(standing.reason?.words ?? "nobody listened")", role))
    }
    if let asked = standing.askedAt {
      spans.append(Span("  asked \(asked.clock(asOf: now))", .textDim))
      if standing.isOverdue { spans.append(Span(", overdue", .msgWarn)) }
    }
    return spans
  }

  /// The line of one authority, which leads to the sentence that it rests on.
  mutating func writeStanding(
    _ standing: AuthorityStanding, _ dossier: Dossier, indent: Int = DetailWriter.labelWidth
  ) {
    let target: DetailLine.Target? =
      if let statement = standing.statement {
        dossier.target(statement.passage, of: statement.report)
      } else {
        standing.reported.flatMap { dossier.target($0.passage, of: $0.report) }
      }
    writer.add(
      self.standing(standing, dossier), after: writer.indentation(indent), hang: indent + 2,
      target: target)
  }

  /// Who spoke, and in which words.
  mutating func writeStatementLine(
    _ statement: Statement, _ dossier: Dossier, indent: Int = DetailWriter.labelWidth
  ) {
    let target = dossier.target(statement.passage, of: statement.report)
    let status = statement.shown
    let who =
      statement.speaker.map { "\($0), \(dossier.name(of: statement.authority))" }
      ?? dossier.name(of: statement.authority)
    writer.add(
      [
        Span(symbols.mark(status.glyph(symbols)), status.role), Span(who),
        Span("  \(statement.words)", status.role),
        Span(
          statement.claim == .occurrence ? "" : "  on the \(statement.claim.rawValue)", .textDim),
        Span("  \(statement.issuedAt.clock(asOf: now))", .textDim),
      ], after: writer.indentation(indent), hang: indent + 2,
      target: target, url: statement.url)
    if let quote = statement.quote {
      writer.add(
        symbols.quoted(quote), .quote, indent: indent + 2, target: target, url: statement.url)
    }
  }

  /// Authority by authority: where it stands, all that it said, and where we listen to it.
  mutating func writeStatements(_ subject: DetailSubject) {
    let dossier = subject.dossier
    let standings = dossier.authorityStandings(at: now)
    writeTimeline(subject, standings)
    for standing in standings where standing.role != .thirdParty {
      write(standing, dossier)
    }
    let others = standings.filter { $0.role == .thirdParty }
    if !others.isEmpty {
      writer.blank()
      writer.add("others, who need not speak", .label)
      for standing in others { write(standing, dossier) }
    }
    let known = Set(standings.map(\.authority))
    let unsaid = dossier.statements.filter { !known.contains($0.authority) }
    if !unsaid.isEmpty {
      writer.blank()
      writer.add(
        "no statements: reports of officials without a name, messages sent in error", .label)
      for statement in unsaid { write(statement, nil, dossier, indent: 0) }
    }
    if standings.isEmpty, unsaid.isEmpty {
      if !writer.lines.isEmpty { writer.blank() }
      writer.add("No authority has spoken, and none has been set that ought to.", .textDim)
    }
  }

  private mutating func write(_ standing: AuthorityStanding, _ dossier: Dossier) {
    writer.blank()
    writeStanding(standing, dossier, indent: 0)
    let said = dossier.statements.filter { $0.authority == standing.authority }
    let t0 = dossier.incident.firstReportedAt
    let expectation = dossier.expectations.first { $0.authority == standing.authority }
    let clocks: [String?] = [
      standing.timeToFirst.map { "first word \(delay(of: t0.addingTimeInterval($0), after: t0))" },
      standing.status == .withdrawn
        ? standing.silentSince.map { "silent again for \(age(from: $0, to: now))" } : nil,
      standing.askedAt.flatMap { asked in
        expectation.map { due(asked, $0.deadlineHours, isOverdue: standing.isOverdue) }
      },
    ]
    if clocks.contains(where: { $0 != nil }) {
      let words = clocks.compactMap(\.self).joined(separator: symbols.separator)
      writer.add(words, standing.isOverdue ? .msgWarn : .textDim, indent: 2)
    }
    for statement in said.sorted(by: { $0.issuedAt > $1.issuedAt }) {
      write(statement, standing, dossier, indent: 2)
    }
    if standing.role != .thirdParty { writeChannels(of: standing.authority, dossier) }
  }

  /// One statement with all that is known of it; `standing` is where its authority stands, if it counts.
  private mutating func write(
    _ statement: Statement, _ standing: AuthorityStanding?, _ dossier: Dossier, indent: Int
  ) {
    let target = dossier.target(statement.passage, of: statement.report)
    let status = statement.shown
    let isPosition = standing?.grounds.contains(statement) == true
    // What does not count carries no mark of a position.
    let isSaid = statement.attribution != .anonymousOfficial && statement.messageType != .error
    let glyph = isSaid ? status.glyph(symbols) : symbols.dash
    let who = standing == nil ? "\(dossier.name(of: statement.authority)) " : ""
    let speaker = statement.speaker.map { "  \($0)" } ?? ""
    writer.add(
      [
        Span(symbols.mark(glyph), isPosition ? status.role : .rowStale), Span(who),
        Span(statement.words, isPosition ? status.role : .rowStale),
        Span(
          "  on the \(statement.claim.rawValue)  \(statement.issuedAt.clock(asOf: now))\(speaker)",
          .textDim),
      ], after: writer.indentation(indent), hang: indent + 2, target: target, url: statement.url)
    if let quote = statement.quote {
      writer.add(
        symbols.quoted(quote), .quote, indent: indent + 2, target: target, url: statement.url)
    }
    if let standing {
      let fate = fate(of: statement, standing, dossier)
      writer.add(fate.text, fate.role, indent: indent + 2, target: target, url: statement.url)
    }
    let observed =
      "\(statement.observedAt.clock(asOf: now)) \(dossier.bringer(of: statement.report))"
    writer.add(
      symbols.list(
        statement.messageType == .cancel ? nil : statement.messageType.words,
        statement.attribution.words,
        dossier.recording(statement.report) == nil ? "observed \(observed)" : observed),
      .textDim, indent: indent + 2, target: target, url: statement.url)
    if let url = statement.url {
      writer.add(url, .link, indent: indent + 2, target: target, url: url)
    }
  }

  /// Whether a statement still stands, and if not, why.
  private func fate(
    of statement: Statement, _ standing: AuthorityStanding, _ dossier: Dossier
  ) -> Span {
    if standing.positions.values.contains(statement) {
      return Span("stands for \(age(from: statement.issuedAt, to: now))", .value)
    }
    if statement.attribution == .anonymousOfficial {
      return Span("does not count as its word: an official without a name", .textDim)
    }
    switch statement.messageType {
    case .error: return Span("does not count", .textDim)
    case .cancel: return Span("takes back what it said before", .officialWithdrawn)
    case .alert, .update: break
    }
    let later = dossier.statements.filter {
      $0.authority == statement.authority && $0.issuedAt >= statement.issuedAt && $0 != statement
        && $0.messageType != .error && $0.attribution != .anonymousOfficial
    }
    let named = later.filter { statement.identifier.map($0.references.contains) == true }
    let because =
      named.first ?? standing.positions[statement.claim]
      ?? later.first { $0.messageType == .cancel } ?? later.first
    guard let because else { return Span("does not stand", .textDim) }
    let at = because.issuedAt.clock(asOf: now)
    return because.messageType == .cancel
      ? Span("WITHDRAWN since \(at)", .officialWithdrawn)
      : Span("replaced by what it said at \(at)", .rowStale)
  }

  /// Where we listen to an authority, and when each was last heard.
  mutating func writeChannels(of authority: Authority.ID, _ dossier: Dossier) {
    let channels = dossier.authorities[authority]?.channels ?? []
    for channel in channels {
      writer.add(
        [
          Span("channel ", .textDim), Span(channel.url, .link),
          Span("  \(hearing(of: channel))", channel.isHeard(at: now) ? .feedOk : .feedLate),
          Span("  \(interval(of: channel))", .textDim),
        ], after: writer.indentation(2), hang: 4, url: channel.url)
    }
    if channels.isEmpty { writer.add("no channel of its own is listened to", .textDim, indent: 2) }
  }

  /// `last heard 14:20Z, 12m ago`
  func hearing(of channel: Channel) -> String {
    guard let heard = channel.lastOkAt else { return "never heard" }
    let last = "last heard \(heard.clock(asOf: now)), \(ago(from: heard, to: now))"
    return channel.isHeard(at: now) ? last : "late: \(last)"
  }

  private func interval(of channel: Channel) -> String {
    "usually every \(age(from: now, to: now.addingTimeInterval(max(60, channel.expectedInterval))))"
  }

  /// `a spokesperson, via media`; of what the desk recorded, by whom.
  private func attribution(of statement: Statement, _ dossier: Dossier) -> String {
    let recorded = dossier.recording(statement.report).map { ", recorded by \($0.by)" } ?? ""
    return statement.attribution.words + recorded
  }

  /// `4h52 after the first report`
  private func delay(of word: Date, after first: Date) -> String {
    if word.minute == first.minute { return "with the first report" }
    return word < first
      ? "\(age(from: word, to: first)) before the first report"
      : "\(age(from: first, to: word)) after the first report"
  }

  /// `due in 3h`
  private func due(_ asked: Date, _ deadlineHours: Double, isOverdue: Bool) -> String {
    let deadline = asked.addingTimeInterval(deadlineHours * 3600)
    return isOverdue
      ? "an answer was due \(ago(from: deadline, to: now))"
      : "an answer is due \(until(deadline, from: now))"
  }
}

extension AuthorityStanding {
  /// The statements that it rests on, oldest first: one that speaks of two claims stands once.
  var grounds: [Statement] {
    Set(positions.values).union([statement].compactMap(\.self))
      .sorted { ($0.issuedAt, $0.report) < ($1.issuedAt, $1.report) }
  }
}

extension Statement {
  /// What it says of its claim, in a word for the eye.
  var shown: OfficialStatus {
    messageType == .cancel ? .withdrawn : position.group.asOfficial
  }

  var words: String {
    messageType == .cancel ? "took its word back" : position.words
  }
}

extension Channel {
  /// O3: it answered within twice its usual interval, so that its silence says something.
  func isHeard(at now: Date) -> Bool {
    lastOkAt.map { now.timeIntervalSince($0) <= 2 * expectedInterval } ?? false
  }
}
