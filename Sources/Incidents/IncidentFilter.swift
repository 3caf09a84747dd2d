public import Foundation

/// Which incidents to show, as a person writes it: terms that must all hold. Without terms: all.
///
///     region:RU-KDA status:reported,contested silent>6h grade:A-C source:SHOT "exact phrase" -drill
///
/// ``init(_:names:)`` reads it and ``description`` writes it, each what the other gives. It knows no
/// clock: `since:24h` stays a length of time until somebody asks with a `now`.
public struct IncidentFilter: Hashable, Sendable {
  public var terms: [FilterTerm]

  public init(terms: [FilterTerm] = []) { self.terms = terms }

  /// The terms that say something of what is not shown.
  public init(_ tests: FilterTest...) { terms = tests.map { FilterTerm($0) } }

  public var isEmpty: Bool { terms.isEmpty }

  /// What it finds changes with the time alone.
  public var countsTime: Bool { terms.contains { $0.test.countsTime } }
}

/// What must hold of an incident, or with a `-` before it, must not.
public struct FilterTerm: Hashable, Sendable {
  public var test: FilterTest
  public var isNegated: Bool

  public init(_ test: FilterTest, isNegated: Bool = false) {
    self.test = test
    self.isNegated = isNegated
  }
}

/// Where there are several values, one of them is enough.
public enum FilterTest: Hashable, Sendable {
  /// These, and all that lies in them.
  case region([Region.ID])
  /// What the reports call the place has this in it, in any case.
  case place([String])
  case kind([IncidentKind])
  case status([VerificationStatus])
  /// The roll-up over the authorities that ought to speak (O6).
  case official([OfficialStatus])
  /// How long the longest silence has lasted, in seconds. No silence has no length.
  case silent(FilterBound)
  /// Independent origins, which are a range: it holds when it holds of the whole range. `origins>=2`
  /// asks for at least two even if every suggested link is real.
  case origins(FilterBound)
  /// The best grade among the roots. Without a named root there is none.
  case grade([Reliability])
  case reports(FilterBound)
  /// By name: who published one of its reports, or anybody in the chain behind one.
  case source([String])
  /// By name or id: who ought to speak, or has.
  case authority([String])
  /// The last report came then or later.
  case since(FilterTime)
  /// The last report came before.
  case before(FilterTime)
  /// How long ago the last report came, in seconds.
  case age(FilterBound)
  /// How long ago the first report came, in seconds.
  case first(FilterBound)
  /// Without such a term: all but the merged and the withdrawn.
  case lifecycle([Lifecycle])
  case attention(Attention)
  /// The title has this in it, in any case.
  case text([String])

  var countsTime: Bool {
    switch self {
    case .silent, .age, .first, .since(.ago), .before(.ago), .attention(.due), .attention(.snoozed):
      true
    default: false
    }
  }
}

/// Which incidents, by what a person has done with them (T2–T4).
public enum Attention: String, Hashable, Sendable, CaseIterable {
  /// Neither acknowledged nor snoozed.
  case due
  /// Acknowledged and unchanged since.
  case acknowledged
  case snoozed
  case all
}

/// A time, or how many seconds before the time of asking.
public enum FilterTime: Hashable, Sendable {
  case ago(Int)
  case at(Date)

  public func date(asOf now: Date) -> Date {
    switch self {
    case .ago(let seconds): now.addingTimeInterval(-Double(seconds))
    case .at(let date): date
    }
  }
}

/// What a number is held against.
public struct FilterBound: Hashable, Sendable {
  public enum Relation: String, Hashable, Sendable, CaseIterable {
    case atLeast = ">="
    case atMost = "<="
    case more = ">"
    case less = "<"
    case equal = "="
  }

  public var relation: Relation
  public var value: Int

  public init(_ relation: Relation, _ value: Int) {
    self.relation = relation
    self.value = value
  }
}

extension IncidentFilter {
  /// The one region that it is about. `nil`: none, or several. Setting it leaves every other term.
  public var region: Region.ID? {
    get {
      let named = terms.compactMap { term -> [Region.ID]? in
        if case .region(let regions) = term.test, !term.isNegated { regions } else { nil }
      }
      return named.count == 1 && named[0].count == 1 ? named[0][0] : nil
    }
    set {
      let first = terms.firstIndex(where: \.namesRegion) ?? 0
      terms.removeAll(where: \.namesRegion)
      if let newValue { terms.insert(FilterTerm(.region([newValue])), at: first) }
    }
  }

  /// `nil`: it says nothing of it.
  public var attention: Attention? {
    get {
      terms.lazy.compactMap { if case .attention(let word) = $0.test { word } else { nil } }.first
    }
    set {
      terms.removeAll { if case .attention = $0.test { true } else { false } }
      if let newValue { terms.append(FilterTerm(.attention(newValue))) }
    }
  }
}

extension FilterTerm {
  fileprivate var namesRegion: Bool {
    if case .region = test, !isNegated { true } else { false }
  }
}

// MARK: - As text

extension IncidentFilter: CustomStringConvertible {
  /// As a person would write it.
  public var description: String { terms.map(\.description).joined(separator: " ") }
}

extension FilterTerm: CustomStringConvertible {
  public var description: String { (isNegated ? "-" : "") + test.description }
}

extension FilterTest: CustomStringConvertible {
  public var description: String {
    switch self {
    case .region(let regions): Self.list(.region, regions.map(\.rawValue))
    case .place(let texts): Self.list(.place, texts)
    case .kind(let kinds): Self.list(.kind, kinds.map(\.rawValue))
    case .status(let statuses): Self.list(.status, statuses.map(\.rawValue))
    case .official(let statuses): Self.list(.official, statuses.map(\.rawValue))
    case .silent(let bound): Self.span(.silent, bound)
    case .origins(let bound): Self.number(.origins, bound)
    case .grade(let grades): Self.list(.grade, Self.runs(of: grades))
    case .reports(let bound): Self.number(.reports, bound)
    case .source(let names): Self.list(.source, names)
    case .authority(let names): Self.list(.authority, names)
    case .since(let time): "since:\(time)"
    case .before(let time): "before:\(time)"
    case .age(let bound): Self.span(.age, bound)
    case .first(let bound): Self.span(.first, bound)
    case .lifecycle(let words): Self.list(.lifecycle, words.map(\.rawValue))
    case .attention(let word): "attention:\(word.rawValue)"
    case .text(let texts): texts.map(FilterQuotes.quoted).joined(separator: ",")
    }
  }

  private static func list(_ field: FilterField, _ values: [String]) -> String {
    "\(field.rawValue):\(values.map(FilterQuotes.quoted).joined(separator: ","))"
  }

  private static func number(_ field: FilterField, _ bound: FilterBound) -> String {
    "\(field.rawValue)\(bound.relation.rawValue)\(bound.value)"
  }

  private static func span(_ field: FilterField, _ bound: FilterBound) -> String {
    "\(field.rawValue)\(bound.relation.rawValue)\(TimeSpan.text(bound.value))"
  }

  /// `A-C,F`: three neighbours and more are written as a range.
  private static func runs(of grades: [Reliability]) -> [String] {
    let all = Reliability.allCases
    var runs: [Range<Int>] = []
    for index in Set(grades).compactMap({ all.firstIndex(of: $0) }).sorted() {
      if let last = runs.last, last.upperBound == index {
        runs[runs.count - 1] = last.lowerBound..<index + 1
      } else {
        runs.append(index..<index + 1)
      }
    }
    return runs.flatMap { run in
      run.count < 3
        ? run.map { all[$0].rawValue }
        : ["\(all[run.lowerBound].rawValue)-\(all[run.upperBound - 1].rawValue)"]
    }
  }
}

extension FilterTime: CustomStringConvertible {
  public var description: String {
    switch self {
    case .ago(let seconds): TimeSpan.text(seconds)
    case .at(let date): UTC.string(from: date).replacing(":00Z", with: "Z")
    }
  }
}
