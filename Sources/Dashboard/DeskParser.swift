import Foundation
import Gazetteer
import Incidents

/// Reads the words after a command, without the reason.
struct DeskParser {
  let verb: DeskVerb
  let subject: DeskSubject
  /// The words that belong to no keyword and no `key:`.
  private(set) var plain: [DeskWord] = []
  private var options: [String: DeskWord] = [:]
  private var fields: [String: DeskWord] = [:]
  /// Where something is missing.
  private let end: (position: Int, word: Int)

  init(verb: DeskVerb, words: [DeskWord], subject: DeskSubject, end: Int) {
    self.verb = verb
    self.subject = subject
    self.end = (end, (words.last?.number ?? 1) + 1)
    let form = verb.form
    var index = 0
    while index < words.count {
      let word = words[index]
      index += 1
      if let field = word.field, form.fields[field.key] != nil {
        fields[field.key] = field.value
      } else if let option = form.options.first(where: { word.is($0.keyword) }) {
        let start = index
        func endsValue(_ word: DeskWord) -> Bool {
          word.isQuoted && index > start || form.options.contains { word.is($0.keyword) }
            || word.field.map { form.fields[$0.key] != nil } ?? false
            || form.late.contains { $0.closedSet?.contains(word.text.lowercased()) ?? false }
        }
        let most = option.slot.isLong ? words.count : index + 1
        while index < min(most, words.count), !endsValue(words[index]) { index += 1 }
        options[option.keyword] =
          DeskWord.joined(words[start..<index])
          ?? DeskWord(text: "", range: word.range, number: word.number)
      } else {
        plain.append(word)
      }
    }
  }

  func order(because: String?) throws(DeskLineError) -> DeskOrder {
    if because != nil, !verb.form.takesReason {
      throw missing("'\(verb.rawValue)' takes no reason", "leave 'because' out")
    }
    for (keyword, word) in options where word.text.isEmpty {
      throw word.wrong(
        TypedError(
          problem: "what follows '\(keyword)' is missing",
          hint: "it is written: \(verb.written)"))
    }
    if let most = verb.mostWords, let word = plain.dropFirst(most).first {
      throw strayed(word)
    }
    switch verb {
    case .undo: return .undo(nil, because: because)
    case .unmerge: return .undo(try merge(), because: because)
    case .asOf: return .travel(try moment())
    case .live: return .travel(nil)
    case .seen: return .seen
    case .region: return .region(try region())
    case .theme: return .theme(try theme())
    case .view: return try view()
    case .filter: return .command(.filter)
    case .sort: return .command(try sorting())
    case .quit: return .quit
    case .unverifiable where because == nil:
      throw missing("the reason is missing", "say why nobody can: unverifiable because WHY")
    default: return .record(try deed(), because: because)
    }
  }

  private func deed() throws(DeskLineError) -> Deed {
    switch verb {
    case .rate: return try rate()
    case .confirm: return try link(.confirmed)
    case .reject: return try link(.rejected)
    case .move:
      return .move(
        report: try report(DeskWord.joined(plain)), from: try incident(),
        to: try otherIncident(options["to"]))
    case .merge:
      if plain.isEmpty, let target = subject.target {
        return .merge(incident: try incident(), into: target)
      }
      return .merge(incident: try incident(), into: try otherIncident(DeskWord.joined(plain)))
    case .split:
      var reports: [Report.ID] = []
      for word in plain { reports.append(try report(word)) }
      return .split(
        incident: try incident(), reports: reports.isEmpty ? [try report(nil)] : reports)
    case .statement: return .state(incident: try incident(), statement: try statement())
    case .asked:
      return .ask(
        incident: try incident(), authority: try knownAuthority(DeskWord.joined(plain)),
        at: try past("at") ?? subject.now)
    case .expect: return try expectation()
    case .excuse:
      return .excuse(
        incident: try incident(), authority: try knownAuthority(DeskWord.joined(plain)))
    case .evidence: return .evidence(incident: try incident(), evidence: try evidence())
    case .assess: return .assess(incident: try incident(), assessment: try assessment())
    case .unverifiable:
      return .unverifiable(incident: try incident(), claim: try claim(DeskWord.joined(plain)))
    case .close: return .set(incident: try incident(), lifecycle: .closed)
    case .reopen: return .set(incident: try incident(), lifecycle: .open)
    case .monitor: return .set(incident: try incident(), lifecycle: .monitoring)
    case .acknowledge: return .acknowledge(incident: try incident())
    case .snooze:
      let word = try needed(plain.first, "a time", Self.timeHint)
      return .snooze(incident: try incident(), until: try timeToCome(word))
    case .note, .undo, .unmerge, .asOf, .live, .seen, .region, .view, .filter, .sort, .theme, .quit:
      preconditionFailure("'\(verb.rawValue)' is no deed of this parser")
    }
  }

  /// A saved filter by its name, or `save` and a name for the one that is active.
  private func view() throws(DeskLineError) -> DeskOrder {
    let name = try needed(plain.first, "a name", "name a view, or save one: view save NAME")
    if plain.count > 2 { throw strayed(plain[2]) }
    if name.is("save") {
      guard plain.count == 2 else { throw missing("a name is missing", "view save NAME") }
      return .saveView(plain[1].text)
    }
    if plain.count == 2 { throw strayed(plain[1]) }
    let views = subject.names.views
    guard let text = views[name.text] else {
      throw name.wrong(
        TypedError(
          problem: "there is no view '\(name.text)'",
          hint: nearest(name.text, among: views.keys.sorted()).map { "did you mean \($0)?" }
            ?? "save the active filter with: view save \(name.text)"))
    }
    do throws(FilterError) {
      return .show(try IncidentFilter(text, names: .world()))
    } catch {
      throw name.wrong(
        TypedError(
          problem: "the view '\(name.text)' cannot be read: \(error.problem)", hint: error.hint))
    }
  }

  private func sorting() throws(DeskLineError) -> Command {
    guard let word = plain.first else { return .sort }
    let name = word.text.lowercased()
    if let command = Command.sorting.first(where: { $0.columnName == name }) { return command }
    throw word.wrong(
      TypedError(
        problem: "there is no column '\(word.text)'",
        hint: "use one of: \(Command.sorting.compactMap(\.columnName).joined(separator: ", "))"))
  }

  // MARK: The deeds with several parts

  private func rate() throws(DeskLineError) -> Deed {
    if plain.count == 1, Self.has(Reliability.self, plain[0].text) {
      guard let source = subject.source else {
        throw plain[0].wrong(
          TypedError(
            problem: "no one source is selected",
            hint: "name the source: rate SOURCE \(plain[0].text)"))
      }
      return .rate(
        source: subject.name(of: source), reliability: try code(plain[0], "grade"))
    }
    let source = try needed(
      DeskWord.joined(plain.count > 1 ? plain.dropLast() : plain[...]), "a source",
      "say whom you rate: rate SOURCE GRADE")
    let known = subject.sources
    let found = try take(source) { typed throws(TypedError) in
      try Typed.source(typed, among: known)
    }
    let grade = try needed(
      plain.count > 1 ? plain.last : nil, "a grade", Self.allowed(Reliability.self))
    return .rate(source: found.name, reliability: try code(grade, "grade"))
  }

  private func link(_ state: LinkState) throws(DeskLineError) -> Deed {
    let (incident, dossier) = (try incident(), try dossier())
    let cited = subject.cited.map { subject.name(of: $0) }
    let allowed =
      cited.isEmpty
      ? "no report of \(incident) cites anybody" : "cited are: \(cited.joined(separator: ", "))"
    let word = try needed(DeskWord.joined(plain), "a source", allowed)
    let source = word.is(DeskSubject.unnamed) ? nil : Source.ID(named: word.text)
    let citing = dossier.citations.filter { $0.source == source }.map(\.report)
    let reports = dossier.reports.map(\.id).filter { citing.contains($0) }
    let chosen = try options["in"].map { word throws(DeskLineError) in try report(word) }
    if let report = chosen ?? subject.report {
      // What is alike may be taken for one origin though nobody cites anybody.
      let isAlike = state == .rejected && dossier.reports.contains { $0.source == source }
      if reports.contains(report) || (chosen != nil || reports.isEmpty) && isAlike {
        return .link(incident: incident, report: report, source: source, state: state)
      }
    }
    if reports.count == 1, chosen == nil {
      return .link(incident: incident, report: reports[0], source: source, state: state)
    }
    throw word.wrong(
      reports.count > 1 && chosen == nil
        ? TypedError(
          problem: "\(reports.count) reports cite '\(word.text)'",
          hint: "select one of them in the detail, or name it: \(verb.rawValue) \(word.text) in "
            + reports.prefix(3).map { String($0.rawValue.prefix(8)) }.joined(separator: " | "))
        : TypedError(problem: "no report here cites '\(word.text)'", hint: allowed))
  }

  private func statement() throws(DeskLineError) -> ReadStatement {
    let said = plain.filter { !$0.isQuoted || $0.number == plain.first?.number }
    let index = said.indices.dropFirst().first { Self.has(Position.self, said[$0].text) }
    let name = try needed(
      DeskWord.joined(said[..<(index ?? max(said.count - 1, min(1, said.count)))]), "an authority",
      "say who spoke: statement AUTHORITY POSITION")
    let authority = try authority(name)
    let position: Position = try code(
      try needed(
        index.map { said[$0] } ?? (said.count > 1 ? said.last : nil), "a position",
        Self.allowed(Position.self)), "position")
    if let index, index + 1 < said.count {
      let rest = said[index + 1]
      throw strayed(rest)
    }
    let speaker = options["by"]?.text
    let id = authority.id
    let role = subject.dossier?.expectations.first { $0.authority == id }?.role
    return ReadStatement(
      authority: authority, role: role ?? .competent,
      claim: try optional(options["on"], "kind of claim") ?? .occurrence, position: position,
      issuedAt: try past("at"), speaker: speaker,
      quote: plain.dropFirst().first { $0.isQuoted }?.text,
      attribution: try optional(fields["via"], "way of speaking")
        ?? (speaker == nil ? .officialChannel : .onRecord),
      messageType: try optional(fields["type"], "type of message") ?? .alert)
  }

  private func expectation() throws(DeskLineError) -> Deed {
    var name = plain[...]
    var role = ExpectationRole.competent
    if name.count > 1, let last = name.last, Self.has(ExpectationRole.self, last.text) {
      role = try code(last, "role")
      name = name.dropLast()
    }
    let authority = try authority(
      try needed(
        DeskWord.joined(name), "an authority", "say who ought to speak: expect AUTHORITY"))
    let end = try options["within"].map { word throws(DeskLineError) in try timeToCome(word) }
    let hours = end.map { $0.timeIntervalSince(subject.now) / 3600 }
    return .expect(
      incident: try incident(), authority: authority, role: role, deadlineHours: hours)
  }

  private func evidence() throws(DeskLineError) -> ReadEvidence {
    let kind: EvidenceKind = try code(
      try needed(plain.first, "a kind of evidence", Self.allowed(EvidenceKind.self)),
      "kind of evidence")
    let provider = try needed(
      options["by"], "who provides it", "say by whom: evidence KIND by PROVIDER BEARING")
    let bearing: Bearing = try code(
      try needed(plain.dropFirst().first, "what it does to the claim", Self.allowed(Bearing.self)),
      "bearing")
    var checks: [String: Bool] = [:]
    for (key, word) in fields {
      let answer = try take(word) { typed throws(TypedError) in try Typed.check(typed) }
      checks[key] = answer
    }
    return ReadEvidence(
      kind: kind, provider: provider.text,
      claim: try optional(options["on"], "kind of claim") ?? .occurrence, bearing: bearing,
      acquiredAt: try past("acquired"),
      integrityOk: checks["integrity"], placeOk: checks["place"], timeOk: checks["time"])
  }

  private func assessment() throws(DeskLineError) -> Assessment {
    var (confidence, likelihood): (Confidence?, Likelihood?)
    var opinion: DeskWord?
    for word in plain {
      if word.isQuoted {
        if opinion != nil { throw strayed(word) }
        opinion = word
      } else if Self.has(Confidence.self, word.text) {
        confidence = try code(word, "confidence")
      } else if Self.has(Likelihood.self, word.text) {
        likelihood = try code(word, "likelihood")
      } else {
        let all = Confidence.allCases.map(\.rawValue) + Likelihood.allCases.map(\.rawValue)
        throw word.wrong(
          TypedError(
            problem: "'\(word.text)' is neither a confidence nor a likelihood",
            hint: "put your opinion in quotes, or use one of: \(all.joined(separator: ", "))"))
      }
    }
    let said = try needed(
      opinion, "your opinion", "put it in quotes: assess \"OPINION\" expires 24h")
    let end = try needed(
      options["expires"], "an end", "say for how long it holds: expires 24h")
    return Assessment(
      claim: try claim(options["on"]), opinion: said.text, confidence: confidence,
      likelihood: likelihood,
      expiresAt: try timeToCome(end))
  }

  // MARK: What the line is about

  func incident() throws(DeskLineError) -> Incident.ID {
    guard let incident = subject.incident else {
      throw DeskLineError(
        range: 0..<verb.rawValue.count, word: 1,
        typed: TypedError(
          problem: "no incident is selected", hint: "select one in the list first"))
    }
    return incident
  }

  private func dossier() throws(DeskLineError) -> Dossier {
    let incident = try incident()
    guard let dossier = subject.dossier else {
      throw DeskLineError(
        range: 0..<verb.rawValue.count, word: 1,
        typed: TypedError(
          problem: "\(incident) is still being read",
          hint: "open it in the list, and press Enter again"))
    }
    return dossier
  }

  private func merge() throws(DeskLineError) -> Act.ID {
    let (incident, dossier) = (try incident(), try dossier())
    let merge = dossier.standingActs.last {
      if case .merge(incident, _) = $0.act.deed { return true }
      if case .merge(_, into: incident) = $0.act.deed { return true }
      return false
    }
    guard let merge else {
      throw DeskLineError(
        range: 0..<verb.rawValue.count, word: 1,
        typed: TypedError(
          problem: "nothing was merged with \(incident)",
          hint: "what people did to it stands in its detail, under Changes"))
    }
    return merge.id
  }

  private func otherIncident(_ word: DeskWord?) throws(DeskLineError) -> Incident.ID {
    let other = subject.onScreen.first { $0 != subject.incident } ?? "RU-KDA-7F3K2Q"
    let hint = "use the id of another incident, such as \(other)"
    let word = try needed(word, "an incident", hint)
    let typed = word.text.uppercased()
    // The end of an id is enough for one on screen.
    let near = subject.onScreen.filter { $0.rawValue.hasSuffix("-\(typed)") }
    if near.count == 1 { return near[0] }
    guard typed.contains("-"), !typed.contains(" ") else {
      throw word.wrong(TypedError(problem: "'\(word.text)' is no incident", hint: hint))
    }
    return Incident.ID(rawValue: typed)
  }

  /// The one that is named, else the selected one, else the only one.
  private func report(_ word: DeskWord?) throws(DeskLineError) -> Report.ID {
    let dossier = try dossier()
    guard let word else {
      if let report = subject.report { return report }
      if let only = dossier.reports.first, dossier.reports.count == 1 { return only.id }
      throw missing(
        "a report is missing", "select one in the detail, or use the beginning of its id")
    }
    return try take(word) { typed throws(TypedError) in try Typed.report(typed, in: dossier) }
  }

  /// By its id, or by its kind where there is only one of it. The occurrence, when none is named.
  private func claim(_ word: DeskWord?) throws(DeskLineError) -> Claim.ID {
    guard let word else { return "occurrence" }
    let dossier = try dossier()
    let found = Typed.claims(word.text, in: dossier)
    if found.count == 1 { return found[0].id }
    throw word.wrong(
      TypedError(
        problem: found.isEmpty
          ? "'\(word.text)' is no claim about it"
          : "there are \(found.count) claims of '\(word.text.lowercased())'",
        hint: "use one of: \(dossier.claims.map(\.id.rawValue).joined(separator: ", "))"))
  }

  /// One that is known, or with a `kind:` a new one in the incident's region.
  private func authority(_ word: DeskWord) throws(DeskLineError) -> ReadAuthority {
    if let kind = fields["kind"], let region = subject.region {
      return ReadAuthority(
        name: word.text, kind: try code(kind, "kind of authority"), region: region)
    }
    let known = subject.authorities
    do {
      let found = try Typed.authority(word.text, among: known)
      return ReadAuthority(name: found.name, kind: found.kind, region: found.region)
    } catch {
      throw word.wrong(
        TypedError(
          problem: error.problem, hint: "\(error.hint); a new one has a kind, such as kind:police"))
    }
  }

  private func knownAuthority(_ word: DeskWord?) throws(DeskLineError) -> Authority.ID {
    let known = subject.authorities
    let word = try needed(
      word, "an authority", "those of the incident stand in its detail, under Statements")
    return try take(word) { typed throws(TypedError) in try Typed.authority(typed, among: known).id
    }
  }

  private func moment() throws(DeskLineError) -> Date {
    let word = try needed(DeskWord.joined(plain), "a time", Self.timeHint)
    let moment = try time(word)
    if moment > subject.now {
      throw word.wrong(
        TypedError(problem: "'\(word.text)' is still to come", hint: Self.timeHint))
    }
    return moment
  }

  private func region() throws(DeskLineError) -> Region.ID? {
    guard let word = DeskWord.joined(plain) else { return nil }
    if let found = Gazetteer.world.regions(matching: word.text).first { return found }
    let near = Gazetteer.world.regions(spelledLike: word.text).prefix(3)
      .map { Gazetteer.world.name(of: $0) }
    throw word.wrong(
      TypedError(
        problem: "there is no region '\(word.text)'",
        hint: near.isEmpty
          ? "use a name or an ISO 3166 code: Kharkiv, UA-63"
          : "did you mean \(near.joined(separator: ", "))?"))
  }

  /// A theme by name; the path of a file may be one, too.
  private func theme() throws(DeskLineError) -> String? {
    guard let word = DeskWord.joined(plain) else { return nil }
    let name = word.text.contains("/") ? word.text : word.text.lowercased()
    if name.contains("/") || subject.themes.contains(name) { return name }
    let near = subject.themes.filter { $0.contains(name) || name.contains($0) }
    throw word.wrong(
      TypedError(
        problem: "there is no theme '\(word.text)'",
        hint: near.isEmpty
          ? "see them with: theme" : "did you mean \(near.prefix(3).joined(separator: ", "))?"))
  }

  // MARK: Words as values

  private func past(_ keyword: String) throws(DeskLineError) -> Date? {
    guard let word = options[keyword] else { return nil }
    return try time(word)
  }

  private static let timeHint =
    "use 90m, 24h, 7d or 2w, or a UTC time such as 09:30Z or 2026-11-22T09:30Z"

  /// A time of day is the latest that has been.
  private func time(_ word: DeskWord) throws(DeskLineError) -> Date {
    if let time = timeOfDay(word) { return time > subject.now ? time - 86_400 : time }
    do throws(TypedError) {
      return try Typed.time(word.text, before: subject.now)
    } catch {
      throw word.wrong(TypedError(problem: error.problem, hint: Self.timeHint))
    }
  }

  /// A time of day is the next that comes.
  private func timeToCome(_ word: DeskWord) throws(DeskLineError) -> Date {
    if let time = timeOfDay(word) { return time > subject.now ? time : time + 86_400 }
    do throws(TypedError) {
      return try Typed.time(word.text, after: subject.now)
    } catch {
      throw word.wrong(TypedError(problem: error.problem, hint: Self.timeHint))
    }
  }

  /// `09:30Z`, as the screen shows it, on the day of now. `nil` when it is no such time.
  private func timeOfDay(_ word: DeskWord) -> Date? {
    let digits = word.text.uppercased().hasSuffix("Z") ? word.text.dropLast() : word.text[...]
    return digits.count == 5 ? UTC.date(from: "\(subject.now.day)T\(digits)Z") : nil
  }

  private func code<Code: RawRepresentable & CaseIterable>(
    _ word: DeskWord, _ what: String
  ) throws(DeskLineError) -> Code where Code.RawValue == String {
    try take(word) { typed throws(TypedError) in try Typed.code(typed, what) }
  }

  private func optional<Code: RawRepresentable & CaseIterable>(
    _ word: DeskWord?, _ what: String
  ) throws(DeskLineError) -> Code? where Code.RawValue == String {
    guard let word else { return nil }
    return try code(word, what)
  }

  private func take<Value>(
    _ word: DeskWord, _ read: (String) throws(TypedError) -> Value
  ) throws(DeskLineError) -> Value {
    do throws(TypedError) {
      return try read(word.text)
    } catch {
      throw word.wrong(error)
    }
  }

  private func needed(
    _ word: DeskWord?, _ what: String, _ hint: String
  ) throws(DeskLineError) -> DeskWord {
    guard let word else { throw missing("\(what) is missing", hint) }
    return word
  }

  private func strayed(_ word: DeskWord) -> DeskLineError {
    word.wrong(
      TypedError(
        problem: "'\(word.text)' has no place here",
        hint: "it is written: \(verb.written)"))
  }

  private func missing(_ problem: String, _ hint: String) -> DeskLineError {
    DeskLineError(
      range: end.position..<end.position, word: end.word,
      typed: TypedError(problem: problem, hint: hint))
  }

  private static func has<Code: RawRepresentable & CaseIterable>(
    _: Code.Type, _ typed: String
  ) -> Bool where Code.RawValue == String {
    (try? Typed.code(typed, "") as Code) != nil
  }

  private static func allowed<Code: RawRepresentable & CaseIterable>(
    _: Code.Type
  ) -> String where Code.RawValue == String {
    "use one of: \(Code.allCases.map(\.rawValue).joined(separator: ", "))"
  }
}
