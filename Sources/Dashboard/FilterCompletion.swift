import Gazetteer
import Incidents
import TerminalKit

/// What may stand where a person types in a filter.
struct FilterCompletion: Equatable, Sendable {
  struct Candidate: Equatable, Sendable {
    /// What takes the place of what is typed.
    var text: String
    /// How it is shown: `RU-KDA Krasnodar Krai`.
    var label: String
    /// It is a whole term; a value may still have to follow where it is not.
    var isWhole = true
  }

  /// From which character on a candidate takes the place of what is typed.
  var start = 0
  var candidates: [Candidate] = []
  /// What stands at the caret is a value of this field.
  var field: FilterField?
  /// What is typed already of the candidates.
  var typed = ""

  private static let most = 24

  init() {}

  /// - Parameter line: up to the caret.
  init(of line: String, names: DeskNames) {
    guard let word = FilterWord.split(line).last, word.range.upperBound == line.utf8.count,
      let value = word.values.last
    else {
      start = line.count
      candidates = Self.fields(begunWith: "")
      return
    }
    typed = value.text
    start = String(Substring(line.utf8.prefix(value.range.lowerBound))).count
    if let name = word.name {
      field = FilterField(rawValue: name.text.lowercased())
      let others = Set(word.values.dropLast().map { $0.text.lowercased() })
      candidates = field.map { Self.values(of: $0, begunWith: typed, names) } ?? []
      candidates.removeAll { others.contains($0.text.lowercased()) || $0.text == typed }
    } else if !value.isQuoted, word.values.count == 1 {
      candidates = Self.fields(begunWith: typed)
      if typed.count >= 3 {
        candidates += Self.regions(typed).prefix(3).map {
          Candidate(text: "region:\($0.text)", label: "region:\($0.label)")
        }
      }
    }
    candidates = Array(candidates.prefix(Self.most))
  }

  /// What would follow the caret if the first candidate were taken.
  var ghost: String {
    guard let first = candidates.first?.text, !typed.isEmpty,
      first.lowercased().hasPrefix(typed.lowercased())
    else { return "" }
    return String(first.dropFirst(typed.count))
  }

  private static func fields(begunWith typed: String) -> [Candidate] {
    let plain = typed.lowercased()
    return FilterField.allCases.filter { $0.rawValue.hasPrefix(plain) }.map {
      Candidate(text: $0.opening, label: $0.opening, isWhole: false)
    }
  }

  private static func values(
    of field: FilterField, begunWith typed: String, _ names: DeskNames
  ) -> [Candidate] {
    switch field {
    case .region: typed.isEmpty ? [] : regions(typed)
    case .country: typed.isEmpty ? [] : regions(typed).filter { !$0.text.contains("-") }
    case .source: named(typed, among: names.sources.map(\.name))
    case .authority: named(typed, among: Set(names.authorities.map(\.name)).sorted())
    case .silent, .age, .first, .since, .before: begun(typed, among: ["2h", "6h", "24h", "7d"])
    case .origins, .reports: begun(typed, among: ["1", "2", "3", "5"])
    case .place: []
    default: begun(typed, among: field.closedSet ?? [])
    }
  }

  private static func begun(_ typed: String, among words: [String]) -> [Candidate] {
    let plain = typed.lowercased()
    return words.filter { $0.lowercased().hasPrefix(plain) }.map { Candidate(text: $0, label: $0) }
  }

  /// Names that begin with what is typed, then those that have it inside; in quotes where they need them.
  private static func named(_ typed: String, among names: [String]) -> [Candidate] {
    let plain = typed.lowercased()
    let begun = names.filter { $0.lowercased().hasPrefix(plain) }
    let inside =
      plain.isEmpty
      ? []
      : names.filter {
        let name = $0.lowercased()
        return !name.hasPrefix(plain) && name.contains(plain)
      }
    return (begun + inside).prefix(most).map {
      Candidate(text: FilterQuotes.quoted($0), label: $0)
    }
  }

  /// By what they are called in any language, with the name that was typed.
  private static func regions(_ typed: String) -> [Candidate] {
    let plain = typed.lowercased()
    return Gazetteer.world.regions(matching: typed).prefix(most).map { region in
      let names = [Gazetteer.Language.english, .russian, .ukrainian].map {
        Gazetteer.world.name(of: region, in: $0)
      }
      let name = names.first { $0.lowercased().contains(plain) } ?? names[0]
      return Candidate(text: region.rawValue, label: "\(region) \(name)")
    }
  }
}
