import Foundation
import Gazetteer
import Incidents

/// What a line that a person typed asks for.
enum DeskOrder: Equatable, Sendable {
  case record(Deed, because: String?)
  case recordAll([Deed], because: String?)
  /// `nil`: the person's own latest act that still stands.
  case undo(Act.ID?, because: String?)
  /// `nil`: back to live.
  case travel(Date?)
  case seen
  /// `nil`: all regions.
  case region(Region.ID?)
  /// `nil`: the person wants to choose.
  case theme(String?)
  case show(IncidentFilter)
  /// The active filter gets this name.
  case saveView(String)
  /// What a key does, too.
  case command(Command)
  case quit
}

/// What the words of a line refer to.
struct DeskSubject: Equatable, Sendable {
  var now: Date
  /// The selected incident, and where it is.
  var incident: Incident.ID?
  /// What is marked, and what most deeds are then about. Empty: ``incident``.
  var marked: [Incident.ID] = []
  /// What a merge goes into when it names nothing. `nil`: it has to.
  var target: Incident.ID?
  var region: Region.ID?
  /// `nil` until the store has answered.
  var dossier: Dossier?
  /// The report that the selected line of the detail rests on.
  var report: Report.ID?
  /// What the store knows by name.
  var names = DeskNames()
  /// The incidents on screen.
  var onScreen: [Incident.ID] = []
  var themes: [String] = []

  /// By id, those of the dossier and those of the store.
  var sources: [Source] {
    let all = names.sources + (dossier.map { Array($0.sources.values) } ?? [])
    return Dictionary(all.map { ($0.id, $0) }) { _, last in last }.values.sorted { $0.id < $1.id }
  }

  var authorities: [Authority] {
    let all = names.authorities + (dossier.map { Array($0.authorities.values) } ?? [])
    return Dictionary(all.map { ($0.id, $0) }) { _, last in last }.values.sorted { $0.id < $1.id }
  }

  /// The sources that reports of the incident cite; `nil` stands for a root without a name.
  var cited: [Source.ID?] {
    var seen: Set<Source.ID?> = []
    return (dossier?.citations ?? []).map(\.source).filter { seen.insert($0).inserted }
  }

  /// Whom a rating is about when it names nobody: who published the selected report, or where the chain
  /// behind it ends; without one, where all chains end, if that is one source.
  var source: Source.ID? {
    guard let dossier else { return nil }
    if let report {
      return dossier.reports.first { $0.id == report }?.source ?? dossier.root(behind: report)
    }
    let roots = Set(dossier.reports.map { dossier.root(behind: $0.id) })
    return roots.count == 1 ? roots.first ?? nil : nil
  }

  func name(of source: Source.ID?) -> String {
    guard let source else { return Self.unnamed }
    return sources.first { $0.id == source }?.name ?? source.rawValue
  }

  /// How a root without a name is typed.
  static let unnamed = "unnamed"
}

extension Dossier {
  /// Where the chain behind `report` ends: its own outlet when it cites nobody. `nil`: no name.
  fileprivate func root(behind report: Report.ID) -> Source.ID? {
    guard let last = chain(behind: report).last else {
      return reports.first { $0.id == report }?.source
    }
    return last.source
  }
}

/// The names that the store knows, for completion and for mistyped names.
struct DeskNames: Equatable, Sendable {
  var sources: [Source] = []
  var authorities: [Authority] = []
  /// Saved filters by name.
  var views: [String: String] = [:]

  /// What names in a filter stand for; of what the store has not told yet, any name will do.
  var ofFilters: FilterNames {
    .world(
      sources: sources.isEmpty ? nil : sources, authorities: authorities.isEmpty ? nil : authorities
    )
  }
}

/// Why a line cannot be taken: where, what is wrong there, and what would do.
struct DeskLineError: Error, Equatable, Sendable {
  /// The characters of the line that are wrong; empty where something is missing.
  var range: Range<Int>
  /// Counted from 1.
  var word: Int
  var typed: TypedError

  var sentence: String { "word \(word): \(typed.problem); \(typed.hint)" }
}

/// The grammar of the command line: text to what it asks for.
enum DeskLine {
  static func parse(
    _ line: String, about subject: DeskSubject
  ) throws(DeskLineError) -> DeskOrder {
    let words = DeskWord.split(line)
    guard let first = words.first else {
      throw DeskLineError(
        range: 0..<0, word: 1,
        typed: TypedError(problem: "a command is missing", hint: DeskVerb.allowed))
    }
    guard let verb = DeskVerb(typed: first.text) else {
      if let command = Command(named: first.text), Command.ofPanes.contains(command) {
        guard words.count == 1 else { throw words[1].wrong(.strayed(words[1], after: command)) }
        return .command(command)
      }
      throw first.wrong(
        TypedError(problem: "'\(first.text)' is no command", hint: DeskVerb.hint(for: first.text)))
    }
    if let order = try parse(line, verb, first, onAllOf: subject) { return order }
    if verb == .note {
      let text = String(Array(line)[first.range.upperBound...])
        .trimmingCharacters(in: .whitespaces)
      let incident = try DeskParser(verb: verb, words: [], subject: subject, end: line.count)
        .incident()
      return .record(.note(incident: incident, text: text.unquoted), because: nil)
    }

    if verb == .filter { return try filter(line, from: first.range.upperBound, subject) }

    var told = words.dropFirst()
    var because: String?
    if let index = told.firstIndex(where: { $0.is("because") }) {
      let reason = String(Array(line)[words[index].range.upperBound...])
        .trimmingCharacters(in: .whitespaces).unquoted
      if reason.isEmpty {
        throw words[index].wrong(
          TypedError(problem: "the reason is missing", hint: "say why after 'because'"))
      }
      because = reason
      told = told[..<index]
    }
    let parser = DeskParser(verb: verb, words: Array(told), subject: subject, end: line.count)
    return try parser.order(because: because)
  }
}

extension DeskLine {
  /// `:filter`, with what follows it as the line for filters takes it; alone, it opens that line.
  private static func filter(
    _ line: String, from start: Int, _ subject: DeskSubject
  ) throws(DeskLineError) -> DeskOrder {
    let text = String(line.dropFirst(start))
    guard text.contains(where: { $0 != " " }) else { return .command(.filter) }
    do throws(FilterError) {
      return .show(try IncidentFilter(text, names: subject.names.ofFilters))
    } catch {
      func character(_ byte: Int) -> Int { start + String(Substring(text.utf8.prefix(byte))).count }
      let range = character(error.range.lowerBound)..<character(error.range.upperBound)
      throw DeskLineError(
        range: range, word: DeskWord.split(String(line.prefix(range.lowerBound + 1))).count,
        typed: TypedError(problem: error.problem, hint: error.hint))
    }
  }
}

extension Command {
  /// Those that do something in the panes, and not only in a line or a list that lies over them.
  static let ofPanes = allCases.filter {
    $0.column != nil || !KeyMap.standard.places(of: $0).isDisjoint(with: KeyContext.panes)
  }
}

extension TypedError {
  fileprivate static func strayed(_ word: DeskWord, after command: Command) -> Self {
    Self(
      problem: "'\(word.text)' has no place here",
      hint: "'\(command.name)' is written alone")
  }
}

/// A word of a line, or several in quotes.
struct DeskWord: Equatable, Sendable {
  var text: String
  /// The characters of the line that it takes, with its quotes.
  var range: Range<Int>
  /// Counted from 1.
  var number: Int
  var isQuoted = false

  func `is`(_ keyword: String) -> Bool { !isQuoted && text.lowercased() == keyword }

  func wrong(_ error: TypedError) -> DeskLineError {
    DeskLineError(range: range, word: number, typed: error)
  }

  /// `key:value` in two. `nil` when this is no such word.
  var field: (key: String, value: DeskWord)? {
    guard !isQuoted, let colon = text.firstIndex(of: ":") else { return nil }
    var value = self
    value.text = String(text[text.index(after: colon)...])
    return (text[..<colon].lowercased(), value)
  }

  static func split(_ line: String) -> [DeskWord] {
    let closing: [Character: Character] = ["\"": "\"", "“": "”"]
    let characters = Array(line)
    var words: [DeskWord] = []
    var index = 0
    while index < characters.count {
      if characters[index] == " " {
        index += 1
        continue
      }
      let start = index
      if let close = closing[characters[index]] {
        let end = characters[(start + 1)...].firstIndex(of: close) ?? characters.count
        index = min(end + 1, characters.count)
        words.append(
          DeskWord(
            text: String(characters[(start + 1)..<end]), range: start..<index,
            number: words.count + 1, isQuoted: true))
      } else {
        while index < characters.count, characters[index] != " " { index += 1 }
        words.append(
          DeskWord(
            text: String(characters[start..<index]), range: start..<index,
            number: words.count + 1))
      }
    }
    return words
  }

  /// Several words as one, such as a name. `nil` when there are none.
  static func joined(_ words: some Collection<DeskWord>) -> DeskWord? {
    let all = Array(words)
    guard let first = all.first, let last = all.last else { return nil }
    return DeskWord(
      text: all.map(\.text).joined(separator: " "),
      range: first.range.lowerBound..<last.range.upperBound, number: first.number)
  }
}

extension String {
  /// Without the quotes around all of it.
  fileprivate var unquoted: String {
    guard count >= 2, let first, let last, ["\"\"", "“”"].contains("\(first)\(last)") else {
      return self
    }
    return String(dropFirst().dropLast())
  }
}
