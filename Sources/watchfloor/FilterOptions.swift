import ArgumentParser
import Dashboard
import Foundation
import IncidentStore
import Incidents

/// Which incidents, and in which order: the same for the dashboard and for every command that lists.
///
/// There is one language for it; the options are short forms of its terms.
struct FilterOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Only these: region:RU-KDA status:reported,contested silent>6h origins>=2 grade:A-C kind:drone \
      source:SHOT since:24h words "exact phrase" -not. Press f in the dashboard to see every field.
      """, valueName: "filter"))
  var filter: String?

  @Option(
    help: ArgumentHelp("Only what a saved filter finds: watchfloor view list.", valueName: "name"))
  var view: String?

  @Option(help: "Only this region and what lies in it: RU-KDA, RU, Krasnodar, Краснодарский край.")
  var region: String?

  @Option(
    help: ArgumentHelp(
      "Only these statuses, with commas: \(allowed(VerificationStatus.self)).",
      valueName: "status,…"))
  var status: String?

  @Option(
    help: ArgumentHelp(
      "Only these official positions, with commas: \(allowed(OfficialStatus.self)).",
      valueName: "position,…"))
  var official: String?

  @Option(
    help: ArgumentHelp(
      "Only with a report since then: 90m, 24h, 7d, or a UTC time such as 2026-11-22T09:30Z.",
      valueName: "time"))
  var since: String?

  @Option(
    help: ArgumentHelp(
      """
      Only these, with commas: \(allowed(Lifecycle.self)). Default: all but the merged and the \
      withdrawn.
      """, valueName: "lifecycle,…"))
  var lifecycle: String?

  @Option(
    help: ArgumentHelp(
      """
      By what you have done with them: \(allowed(Attention.self)). due: neither acknowledged \
      nor snoozed. Default: all.
      """, valueName: "attention"))
  var attention: String?

  @Option(
    help: ArgumentHelp(
      "What comes first: \(allowed(IncidentOrder.Column.self)). Default: last, the latest report.",
      valueName: "column"), transform: Self.column)
  var sort: IncidentOrder.Column? = nil

  @Flag(help: "The other way round.") var reverse = false

  /// - Parameter words: more of the filter, as words of a command line.
  /// - Throws: ``FilterLineError``.
  func query(of store: IncidentStore, words: [String] = [], now: Date) throws -> IncidentQuery {
    var all = try view.map { try Views.standard.filter(named: $0) } ?? IncidentFilter()
    let line = ([filter].compactMap(\.self) + shortForms + words.map(Self.written))
      .joined(separator: " ")
    all.terms += try Self.read(line, names: .of(store, for: line)).terms
    let usual: IncidentOrder.Column =
      all.attention == .acknowledged ? .acknowledgement : .lastReport
    return IncidentQuery(
      all, order: sort == nil && !reverse ? nil : IncidentOrder(sort ?? usual, isReversed: reverse),
      now: now, person: Author.current.name)
  }

  static func read(_ line: String, names: FilterNames) throws(FilterLineError) -> IncidentFilter {
    do throws(FilterError) {
      return try IncidentFilter(line, names: names)
    } catch {
      throw FilterLineError(line: line, error: error)
    }
  }

  /// A word of a command line as the language has it: the shell has taken the quotes off a phrase.
  static func written(_ word: String) -> String {
    let parts = FilterWord.split(word)
    let isPhrase =
      parts.count > 1
      && parts.allSatisfy {
        $0.name == nil && !$0.isNegated && !$0.values.contains(where: \.isQuoted)
      }
    return isPhrase ? FilterQuotes.quoted(word) : word
  }

  private static func column(_ typed: String) throws -> IncidentOrder.Column {
    do throws(TypedError) {
      return try Typed.code(typed, "column to sort by")
    } catch {
      throw ValidationError("\(error.problem): \(error.hint).")
    }
  }

  private var shortForms: [String] {
    let fields: [(FilterField, String?)] = [
      (.status, status), (.official, official), (.lifecycle, lifecycle), (.attention, attention),
      (.since, since),
    ]
    return (region.map { ["region:\(FilterQuotes.quoted($0))"] } ?? [])
      + fields.compactMap { field, value in
        value.map { "\(field.rawValue):\($0.split(separator: " ").joined())" }
      }
  }
}

extension FilterNames {
  /// What the names in `line` stand for in `store`.
  static func of(_ store: IncidentStore, for line: String) throws -> Self {
    func mentions(_ field: FilterField) -> Bool {
      FilterWord.split(line).contains { $0.name?.text.lowercased() == field.rawValue }
    }
    return .world(
      sources: mentions(.source) ? try store.sources() : nil,
      authorities: mentions(.authority) ? try store.authorities() : nil)
  }
}
