import Incidents

/// What may stand where a person types.
struct DeskCompletion: Equatable, Sendable {
  /// From which character on a candidate takes the place of what is typed.
  var start: Int
  var candidates: [String]

  /// - Parameter line: up to the caret.
  init(of line: String, about subject: DeskSubject) {
    guard let space = line.firstIndex(of: " ") else {
      // Of what keys do, too, only what has begun to be typed: it is a lot.
      let commands = line.isEmpty ? [] : Command.ofPanes.map(\.name)
      let verbs = DeskVerb.allCases.map(\.rawValue)
      self.init(line, from: 0, among: verbs + commands.filter { !verbs.contains($0) })
      return
    }
    let rest = line[line.index(after: space)...]
    let start = line.count - rest.count
    guard let verb = DeskVerb(typed: String(line[..<space])), ![.note, .filter].contains(verb)
    else {
      self.init(start: start, candidates: [])
      return
    }
    self.init(rest: rest, start: start, form: verb.form, subject)
  }

  private init(rest: Substring, start: Int, form: DeskForm, _ subject: DeskSubject) {
    var (rest, start) = (rest, start)
    let typed = rest.lowercased().split(separator: " ", omittingEmptySubsequences: false)
    guard !typed.contains("because") else {
      self.init(start: start, candidates: [])
      return
    }
    var slots = form.slots[...]
    while let slot = slots.first {
      let known = slot.candidates(subject)
      // The longest name first: "Life" must not hide "Life News".
      let match = known.sorted { $0.count > $1.count }
        .first { rest.lowercased().hasPrefix($0.lowercased() + " ") }
      if let match {
        rest = rest.dropFirst(match.count + 1)
        start += match.count + 1
        slots = slots.dropFirst()
      } else {
        let here = Self(String(rest), from: start, among: known)
        if !here.candidates.isEmpty {
          self = here
          return
        }
        break
      }
    }

    let words = rest.split(separator: " ", omittingEmptySubsequences: false)
    let partial = String(words.last ?? "")
    start += rest.count - partial.count
    if let before = words.dropLast().last?.lowercased(),
      let option = form.options.first(where: { $0.keyword == before })
    {
      self.init(partial, from: start, among: option.slot.candidates(subject))
      return
    }
    var others = slots.flatMap { $0.candidates(subject) }
    others += form.late.flatMap { $0.candidates(subject) } + form.options.map(\.keyword)
    for (key, slot) in form.fields.sorted(by: { $0.key < $1.key }) {
      others += slot.candidates(subject).map { "\(key):\($0)" }
    }
    if form.takesReason { others.append("because") }
    self.init(partial, from: start, among: others.filter { !typed.dropLast().contains($0[...]) })
  }

  private init(_ partial: String, from start: Int, among all: [String]) {
    let plain = partial.lowercased()
    self.init(
      start: start, candidates: all.filter { $0.lowercased().hasPrefix(plain) && $0 != partial })
  }

  private init(start: Int, candidates: [String]) {
    self.start = start
    self.candidates = candidates
  }
}

extension DeskSlot {
  fileprivate func candidates(_ subject: DeskSubject) -> [String] {
    switch self {
    case .source: subject.sources.map(\.name)
    case .cited: subject.cited.map { subject.name(of: $0) }
    case .report: subject.dossier?.reports.map { String($0.id.rawValue.prefix(8)) } ?? []
    case .incident: subject.onScreen.map(\.rawValue).filter { $0 != subject.incident?.rawValue }
    case .authority: subject.authorities.map(\.name)
    case .claim: subject.dossier?.claims.map(\.id.rawValue) ?? []
    case .column: Command.sorting.compactMap(\.columnName)
    case .view: subject.names.views.keys.sorted() + ["save"]
    case .past, .span: ["2h", "12h", "24h", "7d"]
    case .theme: subject.themes
    case .text: []
    default: closedSet ?? []
    }
  }

  /// The words of a vocabulary. `nil` where any word may stand.
  var closedSet: [String]? {
    func words<Code: RawRepresentable & CaseIterable>(_: Code.Type) -> [String]
    where Code.RawValue == String { Code.allCases.map(\.rawValue) }
    return switch self {
    case .grade: words(Reliability.self)
    case .authorityKind: words(AuthorityKind.self)
    case .position: words(Position.self)
    case .role: words(ExpectationRole.self)
    case .attribution: words(Attribution.self)
    case .messageType: words(MessageType.self)
    case .evidenceKind: words(EvidenceKind.self)
    case .bearing: words(Bearing.self)
    case .check: ["yes", "no", "unknown"]
    case .claimKind: words(ClaimKind.self)
    case .confidence: words(Confidence.self)
    case .likelihood: words(Likelihood.self)
    case .source, .cited, .report, .incident, .authority, .claim, .view, .column, .past, .span,
      .theme,
      .text:
      nil
    }
  }
}
