import Foundation

extension IncidentFilter {
  /// Reads what a person typed.
  ///
  ///     filter   = { term }                          all of them must hold
  ///     term     = [ "-" ] ( text | field )          "-": must not hold
  ///     text     = value { "," value }               one of them stands in the title
  ///     field    = name relation value { "," value } one of them fits; FilterField has the names
  ///     relation = ":" | "=" | ">" | ">=" | "<" | "<="
  ///     value    = a word, or anything in quotes
  ///
  /// - Parameter names: what the names of regions, sources and authorities stand for.
  public init(_ line: String, names: FilterNames = .codes) throws(FilterError) {
    self.init()
    for word in FilterWord.split(line) {
      let term = try FilterParser(word: word, names: names).term()
      if case .attention = term.test, attention != nil {
        throw FilterError(
          range: word.range, problem: "attention is said twice", hint: "leave one of them out")
      }
      if !terms.contains(term) { terms.append(term) }
    }
  }
}

/// One word of a filter, as the term that it stands for.
private struct FilterParser {
  let word: FilterWord
  let names: FilterNames

  func term() throws(FilterError) -> FilterTerm {
    let test: FilterTest
    if let name = word.name {
      test = try self.test(of: field(name))
    } else {
      test = .text(try values("a word to look for"))
    }
    if word.isNegated, case .attention(let attention) = test {
      throw FilterError(
        range: word.range, problem: "attention takes no '-'",
        hint: "name what to show: attention:\(attention == .due ? "all" : "due")")
    }
    return FilterTerm(test, isNegated: word.isNegated)
  }

  private func field(_ name: FilterWord.Value) throws(FilterError) -> FilterField {
    if let field = FilterField(rawValue: name.text.lowercased()) { return field }
    let all = FilterField.allCases.map(\.rawValue)
    let near = nearest(name.text.lowercased(), among: all)
    throw FilterError(
      range: name.range, problem: "there is no field '\(name.text)'",
      hint: near.map { "did you mean \($0)?" }
        ?? "use one of \(all.joined(separator: ", ")); text with \(word.relation) goes in quotes")
  }

  private func test(of field: FilterField) throws(FilterError) -> FilterTest {
    switch field {
    case .region: .region(try each(field, region))
    case .country: .region(try each(field, country))
    case .place: .place(try words(field))
    case .kind: .kind(try each(field) { value throws(FilterError) in try code(value, field) })
    case .status: .status(try each(field) { value throws(FilterError) in try code(value, field) })
    case .official: .official(try each(field, official))
    case .silent: .silent(try bound(field, span))
    case .origins: .origins(try bound(field, number))
    case .grade: .grade(try grades())
    case .reports: .reports(try bound(field, number))
    case .source:
      .source(try each(field) { value throws(FilterError) in try known(value, names.sources) })
    case .authority:
      .authority(
        try each(field) { value throws(FilterError) in try known(value, names.authorities) })
    case .since: .since(try time(field))
    case .before: .before(try time(field))
    case .age: .age(try bound(field, span))
    case .first: .first(try bound(field, span))
    case .lifecycle:
      .lifecycle(try each(field) { value throws(FilterError) in try code(value, field) })
    case .attention: .attention(try code(only(field), field))
    }
  }

  // MARK: Values

  /// What stands behind the relation.
  ///
  /// - Parameter what: what is missing when nothing does.
  private func values(_ what: String, example: String? = nil) throws(FilterError) -> [String] {
    for value in word.values {
      if !value.isClosed {
        throw FilterError(
          range: value.range, problem: "this quote has no end", hint: "close it with \"")
      }
      if value.text.allSatisfy(\.isWhitespace) {
        throw FilterError(
          range: value.range, problem: "\(what) is missing",
          hint: example.map { "write it like \($0)" } ?? "write it, or erase this")
      }
    }
    return word.values.map(\.text)
  }

  private func words(_ field: FilterField) throws(FilterError) -> [String] {
    let found = try values("the \(field.missing)", example: field.example)
    guard word.relation == ":" || word.relation == "=" else {
      throw FilterError(
        range: relationRange, problem: "\(field.rawValue) cannot be more or less",
        hint: "write it like \(field.example)")
    }
    return found
  }

  private func each<Value: Equatable>(
    _ field: FilterField, _ read: (FilterWord.Value) throws(FilterError) -> Value
  ) throws(FilterError) -> [Value] {
    _ = try words(field)
    var found: [Value] = []
    for value in word.values {
      let one = try read(value)
      if !found.contains(one) { found.append(one) }
    }
    return found
  }

  /// The one value of a field that takes no list.
  private func only(_ field: FilterField) throws(FilterError) -> FilterWord.Value {
    _ = try values("the \(field.missing)", example: field.example)
    guard word.values.count == 1 else {
      throw FilterError(
        range: word.values[1].range, problem: "\(field.rawValue) takes one value",
        hint: "write it like \(field.example)")
    }
    return word.values[0]
  }

  private func bound(
    _ field: FilterField, _ read: (FilterWord.Value, FilterField) throws(FilterError) -> Int
  ) throws(FilterError) -> FilterBound {
    let value = try read(only(field), field)
    return FilterBound(FilterBound.Relation(rawValue: word.relation) ?? .equal, value)
  }

  private func number(
    _ value: FilterWord.Value, _ field: FilterField
  ) throws(FilterError) -> Int {
    var digits = Array(value.text.utf8)[...]
    if let number = digits.takeNumber(), digits.isEmpty { return number }
    throw FilterError(
      range: value.range, problem: "'\(value.text)' is no number",
      hint: "write it like \(field.example)")
  }

  private func span(_ value: FilterWord.Value, _ field: FilterField) throws(FilterError) -> Int {
    guard word.relation != ":", word.relation != "=" else {
      throw FilterError(
        range: relationRange, problem: "\(field.rawValue) is longer or shorter, never just so long",
        hint: "write it like \(field.example)")
    }
    if let seconds = TimeSpan.seconds(value.text) { return seconds }
    var digits = Array(value.text.utf8)[...]
    let isBare = digits.takeNumber() != nil && digits.isEmpty
    throw FilterError(
      range: value.range,
      problem: isBare ? "\(value.text) of what?" : "'\(value.text)' is no length of time",
      hint: isBare
        ? "write \(value.text)h, or \(value.text)m, d or w" : "write 90m, 6h, 9h30, 7d or 2w")
  }

  private func time(_ field: FilterField) throws(FilterError) -> FilterTime {
    let value = try only(field)
    guard word.relation == ":" || word.relation == "=" else {
      throw FilterError(
        range: relationRange, problem: "\(field.rawValue) takes ':'",
        hint: "write it like \(field.example)")
    }
    if let seconds = TimeSpan.seconds(value.text) { return .ago(seconds) }
    if let date = UTC.date(from: value.text) { return .at(date) }
    throw FilterError(
      range: value.range, problem: "'\(value.text)' is no time",
      hint: "write 90m, 24h or 7d, or a UTC time such as 2026-11-22T09:30Z")
  }

  private var relationRange: Range<Int> {
    let start = word.name?.range.upperBound ?? word.range.lowerBound
    return start..<start + word.relation.utf8.count
  }

  // MARK: Names

  private func region(_ value: FilterWord.Value) throws(FilterError) -> Region.ID {
    if let region = names.region(value.text) { return region }
    throw unknown(value, "region", near: names.regionsSpeltLike(value.text), example: .region)
  }

  private func country(_ value: FilterWord.Value) throws(FilterError) -> Region.ID {
    guard let region = names.region(value.text), region.country == region else {
      let near = names.region(value.text).map { ["region:\($0)"] }
      throw unknown(
        value, "country", near: near ?? names.regionsSpeltLike(value.text), example: .country)
    }
    return region
  }

  /// A source or an authority by any of its names; the name as it is known.
  private func known(
    _ value: FilterWord.Value, _ all: [String]?
  ) throws(FilterError) -> String {
    guard let all else { return value.text }
    let id = Source.ID(named: value.text)
    let letters = Self.letters(id.rawValue)
    // To make an id takes a while: not of names that are longer or shorter, but for a "the".
    let name = all.first { name in
      let count = Self.letters(name)
      let isLikely = count == nil || count == letters || count == letters.map { $0 + 3 }
      return isLikely && Source.ID(named: name) == id
    }
    if let name { return name }
    let near = nearest(value.text, among: all).map { [$0] } ?? []
    throw unknown(
      value, word.name?.text.lowercased() ?? "", near: near,
      example: word.name?.text.lowercased() == "source" ? .source : .authority)
  }

  /// How many letters and digits a text has. `nil`: it has others than those of ASCII.
  private static func letters(_ text: String) -> Int? {
    var count = 0
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: count += 1
      case 0x80...: return nil
      default: break
      }
    }
    return count
  }

  private func unknown(
    _ value: FilterWord.Value, _ what: String, near: [String], example: FilterField
  ) -> FilterError {
    FilterError(
      range: value.range, problem: "there is no \(what) '\(value.text)'",
      hint: near.isEmpty
        ? "write it like \(example.example)"
        : "did you mean \(near.prefix(3).joined(separator: ", "))?")
  }

  /// A word of a vocabulary, in any case, or as much of its beginning as no other has.
  private func code<Code: RawRepresentable & CaseIterable>(
    _ value: FilterWord.Value, _ field: FilterField
  ) throws(FilterError) -> Code where Code.RawValue == String {
    let plain = Self.plain(value.text)
    let all = Code.allCases.map { (code: $0, word: Self.plain($0.rawValue)) }
    if let exact = all.first(where: { $0.word == plain }) { return exact.code }
    let begun = all.filter { $0.word.hasPrefix(plain) }
    if let only = begun.first, begun.count == 1 { return only.code }
    let words = (begun.isEmpty ? all : begun).map(\.word)
    let near = begun.isEmpty ? nearest(plain, among: words) : nil
    throw FilterError(
      range: value.range,
      problem: begun.isEmpty
        ? "there is no \(field.rawValue) '\(value.text)'"
        : "'\(value.text)' may be \(words.joined(separator: " or "))",
      hint: near.map { "did you mean \($0)?" }
        ?? (begun.isEmpty ? "use one of \(words.joined(separator: ", "))" : "write more of it"))
  }

  /// As the list words it, too.
  private func official(_ value: FilterWord.Value) throws(FilterError) -> OfficialStatus {
    switch Self.plain(value.text) {
    case "unheard": .notMonitored
    case "not-set", "unset": .noAuthoritySet
    default: try code(value, .official)
    }
  }

  private static func plain(_ text: String) -> String {
    String(text.lowercased().map { $0 == "_" || $0 == " " ? "-" : $0 })
  }

  // MARK: Grades

  /// `A`, `A,B`, `A-C`; with a relation, those that are better or worse: `grade>=C` is A to C. F, which
  /// nobody can judge, is neither better nor worse than any.
  private func grades() throws(FilterError) -> [Reliability] {
    guard let relation = FilterBound.Relation(rawValue: word.relation), relation != .equal else {
      let lists = try each(.grade, gradeRange)
      return Set(lists.flatMap(\.self)).sorted()
    }
    let value = try only(.grade)
    let all = Reliability.allCases.dropLast()
    guard let grade = grade(value.text), grade != .f else { throw wrongGrade(value) }
    return switch relation {
    case .more: try some(all.filter { $0 < grade }, than: value)
    case .atLeast: all.filter { $0 <= grade }
    case .less: try some(all.filter { $0 > grade }, than: value)
    case .atMost, .equal: all.filter { $0 >= grade }
    }
  }

  private func some(
    _ grades: [Reliability], than value: FilterWord.Value
  ) throws(FilterError) -> [Reliability] {
    if !grades.isEmpty { return grades }
    throw FilterError(
      range: value.range, problem: "no grade is \(word.relation == ">" ? "better" : "worse")",
      hint: "write it like \(FilterField.grade.example)")
  }

  private func gradeRange(_ value: FilterWord.Value) throws(FilterError) -> [Reliability] {
    if let one = grade(value.text) { return [one] }
    let ends = value.text.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, let first = grade(ends[0]), let last = grade(ends[1]), first <= last
    else { throw wrongGrade(value) }
    return Reliability.allCases.filter { (first...last).contains($0) }
  }

  private func grade(_ text: some StringProtocol) -> Reliability? {
    Reliability(rawValue: text.uppercased())
  }

  private func wrongGrade(_ value: FilterWord.Value) -> FilterError {
    FilterError(
      range: value.range, problem: "'\(value.text)' is no grade",
      hint: "use A to F, or a range such as A-C")
  }
}
